"""JSONL of a scraper: each line a record with ``text`` or ``html`` and what the scraper noted of the page."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Protocol

from extractor.model import Failure, Metadata, Page
from extractor.pages.dated import Printed, declared
from extractor.pages.decode import LARGEST, clean

# The names that scrapers give their columns, the commonest first; seen in newspaper3k, news-please, Scrapy
# and trafilatura dumps and in published Moroccan news data sets.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "maintext", "article_text", "articleBody", "article_body", "body", "content", "article", "raw_text",
        "full_text", "fulltext", "content_text", "raw_content", "paragraphs", "texte", "contenu", "corps",
    ),
    "html": ("html", "raw_html", "source_html", "page_html", "content_html", "html_content", "rawHtml", "page_source"),
    "title": ("title", "headline", "titre", "article_title", "news_title"),
    "published": (
        "published", "date", "published_at", "publishedAt", "publication_date", "date_publish", "datePublished",
        "publish_date", "pub_date", "pubDate", "published_date", "date_published", "published_time", "datetime",
        "date_time", "time", "timestamp", "date_publication", "created_at",
    ),
    "publisher": (
        "publisher", "source", "site", "site_name", "sitename", "outlet", "newspaper", "source_name", "media",
        "journal", "source_domain",
    ),
    "author": ("author", "authors", "byline", "writer", "auteur", "journalist"),
    "url": ("url", "link", "href", "canonical_url", "source_url", "article_url"),
    "id": ("id", "_id", "uuid", "guid", "article_id"),
}  # fmt: skip
BOMB = 200  # times: JSON lines of text shrink 3 to 12 times in gzip
SLACK = 64 * 2**20

Derive = Callable[..., Page | Failure]


class BombError(Exception):
    """A compressed file that expands beyond all measure."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns to read: ``named`` (``{"text": "corps"}``) goes before the usual names."""

    named: Mapping[str, str]

    def value(self, record: Mapping[str, object], field: str) -> object:
        """The first of the columns for ``field`` that the record fills, else ``None``; case decides nothing."""
        first = self.named.get(field)
        if first and _filled(record.get(first)):
            return record[first]
        spelled: dict[str, str] = {}
        for name in record:
            spelled.setdefault(name.lower(), name)
        names = (spelled.get(name.lower()) for name in COLUMNS[field])
        return next((record[name] for name in names if name is not None and _filled(record[name])), None)

    def text(self, record: Mapping[str, object], field: str) -> str | None:
        """The same as one line of text: lists joined, objects by their ``name``."""
        return _line(self.value(record, field))


def _filled(value: object) -> bool:
    return value not in (None, "", [], {})


class Lines(Protocol):
    """What is read here: a binary file, or a :class:`Measured` gzip stream."""

    def readline(self, limit: int, /) -> bytes:
        """The next line, or as much of it as ``limit`` allows; empty at the end."""


@dataclass(frozen=True, slots=True)
class Records:
    """How the records of a JSONL file become pages: its columns, the date reader, the HTML reader."""

    columns: Columns
    printed: Printed | None
    derive: Derive

    def read(self, stream: Lines, source: str) -> Iterator[Page | Failure]:
        """The records of a stream as pages named ``source#id``, or ``source#line`` where they have no id."""
        seen: set[str] = set()
        for number, raw in lines(stream):
            if raw is None:
                reason = f"a line of more than {LARGEST >> 20} MB, skipped; split the record"
                yield Failure(f"{source}#{number}", reason)
            elif raw.strip():
                yield self._page(raw, source, number, seen)

    def _page(self, raw: bytes, source: str, number: int, seen: set[str]) -> Page | Failure:
        digest = hashlib.sha256(raw.strip()).hexdigest()
        place = f"{source}#{number}"
        try:
            record = json.loads(raw.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            reason = str(error).split("\n")[0][:120]
            return Failure(place, f"line {number} is no JSON ({reason}); mend the line", digest)
        if not isinstance(record, dict):
            return Failure(place, f"line {number} is no JSON object; write one object a line", digest)
        name = self.columns.text(record, "id")
        if name and name not in seen:
            seen.add(name)
            place = f"{source}#{name}"
        return self._derived(record, place, digest)

    def _derived(self, record: Mapping[str, object], place: str, digest: str) -> Page | Failure:
        columns = self.columns
        html = columns.value(record, "html")
        said = Metadata(
            columns.text(record, "title"),
            columns.text(record, "publisher"),
            columns.text(record, "author"),
            declared(columns.value(record, "published"), self.printed),
        )
        url = columns.text(record, "url")
        if isinstance(html, str) and html.strip():
            return self.derive(clean(html), place, digest, media="jsonl", url=url, said=said, printed=self.printed)
        text = columns.value(record, "text")
        if isinstance(text, list):
            text = "\n".join(str(part) for part in text)
        if not isinstance(text, str) or not text.strip():
            return Failure(
                place,
                "neither a `text` nor an `html` there; name the column that holds the page by --text-field",
                digest,
            )
        return Page(place, _titled(clean(text), said.title), digest, "jsonl", url, said)


def lines(stream: Lines) -> Iterator[tuple[int, bytes | None]]:
    """The numbered lines of a stream in bounded memory; ``None`` stands for a line that is too long."""
    number = 0
    while raw := stream.readline(LARGEST + 1):
        number += 1
        if len(raw) <= LARGEST:
            yield number, raw
            continue
        while raw and not raw.endswith(b"\n"):
            raw = stream.readline(1 << 20)
        yield number, None


class Measured:
    """A gzip stream that stops when it expands more than :data:`BOMB` times beyond :data:`SLACK` bytes."""

    def __init__(self, raw: IO[bytes]) -> None:
        """Read the compressed bytes from ``raw``."""
        self._raw = raw
        self._stream = gzip.GzipFile(fileobj=raw)
        self._given = 0

    def readline(self, limit: int) -> bytes:
        """Like a file's ``readline``.

        Raises:
            BombError: the stream expands beyond all measure, or is no gzip.
        """
        try:
            found = self._stream.readline(limit)
        except (OSError, EOFError, zlib.error) as error:
            msg = f"a broken gzip stream ({error}); what stood before the break was read; compress the file again"
            raise BombError(msg) from error
        self._given += len(found)
        if self._given > SLACK and self._given > BOMB * max(1, self._raw.tell()):
            msg = f"expands more than {BOMB} times, as no text does; what came before was read"
            raise BombError(msg)
        return found


def _titled(text: str, title: str | None) -> str:
    """The text under its title, so that figures of the title have a place on the page."""
    if not title or text.lstrip().startswith(title):
        return text
    return f"{title}\n\n{text}"


def _line(value: object) -> str | None:
    if isinstance(value, list | tuple):
        parts = [part for part in map(_line, value) if part]
        return " ".join(parts) if parts else None
    if isinstance(value, dict):
        return _line(value.get("name") or value.get("$oid"))
    if value is None or isinstance(value, bool):
        return None
    return " ".join(clean(str(value)).split()) or None
