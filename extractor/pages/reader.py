"""Paths → pages: the one public call of this stage, :func:`read`."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from extractor.model import Failure, Metadata, Page
from extractor.pages.dated import Printed
from extractor.pages.decode import LARGEST, UnreadableError, decode
from extractor.pages.records import BombError, Columns, Measured, Records
from extractor.pages.walk import Found, files

STDIN = "-"
HTML = (".html", ".htm", ".xhtml")
JSONL = (".jsonl", ".ndjson")
WARC = (".warc", ".warc.gz")
OPENINGS = ("<!doctype", "<html", "<?xml", "<head", "<body")


def read(
    paths: Iterable[str], *, printed: Printed | None = None, columns: Mapping[str, str] | None = None
) -> Iterator[Page | Failure]:
    """The pages that ``paths`` hold, in the order of the paths, a folder's in sorted order.

    A path is a file, a folder (walked, links out of it not followed) or ``-``, a page or JSON
    lines on standard input.
    ``printed`` reads the date lines of JSONL records (``DateGrammar.printed``); ``columns`` maps our field
    names to the scraper's (``{"text": "corps"}``). A page's source is its path relative to the folder that
    was named; a record's is ``file.jsonl#id``. What cannot be read is a :class:`Failure`; nothing raises.
    """
    records = Records(Columns(columns or {}), printed, _html)
    for name in paths:
        if name == STDIN:
            yield from _stdin(records)
            continue
        for found in files(name):
            if isinstance(found, Failure):
                yield found
            else:
                yield from _file(found, records)


def _file(found: Found, records: Records) -> Iterator[Page | Failure]:
    lower = found.path.name.lower()
    try:
        if lower.endswith(JSONL):
            with found.path.open("rb") as stream:
                yield from records.read(stream, found.source)
        elif lower.endswith(".jsonl.gz"):
            yield from _zipped(found, records)
        elif lower.endswith(WARC):
            from extractor.pages.warc import read_warc  # noqa: PLC0415 - only crawls need it

            yield from read_warc(found.path, found.source, records.printed)
        else:
            yield _page(_bytes(found.path), found.source, html=lower.endswith(HTML), printed=records.printed)
    except OSError as error:
        reason = f"cannot be read ({error.strerror or error}); check its permissions"
        yield Failure(found.source, reason)


def _zipped(found: Found, records: Records) -> Iterator[Page | Failure]:
    with found.path.open("rb") as raw:
        try:
            yield from records.read(Measured(raw), found.source)
        except BombError as error:
            yield Failure(found.source, str(error))


def _bytes(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)


def _page(raw: bytes, source: str, *, html: bool, printed: Printed | None) -> Page | Failure:
    digest = hashlib.sha256(raw).hexdigest()
    try:
        decoded = decode(raw)
    except UnreadableError as error:
        return Failure(source, str(error), digest)
    if html or decoded.text[:200].lstrip().lower().startswith(OPENINGS):
        return _html(decoded.text, source, digest, media="html", encoding=decoded.encoding, printed=printed)
    return Page(source, decoded.text, digest, encoding=decoded.encoding)


def _html(
    html: str,
    source: str,
    digest: str,
    *,
    media: str,
    url: str | None = None,
    said: Metadata | None = None,
    encoding: str = "utf-8",
    printed: Printed | None = None,
) -> Page | Failure:
    from extractor.pages.html import derive  # noqa: PLC0415 - lxml and trafilatura load in half a second

    return derive(html, source, digest, media=media, url=url, said=said, encoding=encoding, printed=printed)


def _stdin(records: Records) -> Iterator[Page | Failure]:
    """Standard input: JSON lines, streamed, where its first line is an object; else one page."""
    stream = sys.stdin.buffer
    first = stream.readline(LARGEST + 1)
    if _is_record(first):
        yield from records.read(_Begun(first, stream), STDIN)
    else:
        raw = first + stream.read(max(0, LARGEST + 1 - len(first)))
        yield _page(raw, STDIN, html=False, printed=records.printed)


def _is_record(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


@dataclass(slots=True)
class _Begun:
    """A stream of which the first line has been read."""

    first: bytes
    stream: IO[bytes]

    def readline(self, limit: int, /) -> bytes:
        """The next line, at most ``limit`` bytes of it."""
        line, self.first = self.first, b""
        return line or self.stream.readline(limit)
