"""One article with its page: the text as scraped and everything that was seen on it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.serve.queries.alarms import alarming
from extractor.serve.queries.rows import Row, of_article, relations


@dataclass(frozen=True, slots=True)
class Sibling:
    """An article of the page."""

    number: int
    title: str | None
    publisher: str | None
    title_span: tuple[int, int] | None
    body: list[tuple[int, int]]
    metadata: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Scraped:
    """A page taken apart, seen from one of its articles. Spans are code points of ``text``."""

    article: Sibling
    published: str | None
    published_text: str | None
    event_date: str | None
    author: str | None
    text: str
    sha256: str
    places: list[tuple[str, str | None]]
    siblings: list[Sibling]
    chrome: list[tuple[int, int, str]]
    rejections: list[tuple[int, int, str, list[str]]]
    rows: list[Row]
    said: list[tuple[int, int, str]]
    alarming: frozenset[int]
    relations: Mapping[int, frozenset[str]]


def article(connection: sqlite3.Connection, number: int) -> Scraped | None:
    """The article in row ``number``."""
    asked = (
        "SELECT article.document_id, published, published_text, event_date, author, document.text, document.sha256 "
        "FROM article JOIN document ON document.id = article.document_id WHERE article.id = ?"
    )
    row = connection.execute(asked, (number,)).fetchone()
    if row is None:
        return None
    document, published, printed, event, author, text, sha256 = row
    siblings = _siblings(connection, document)
    rows = of_article(connection, number)
    numbers = [one.number for one in rows]
    return Scraped(
        next(one for one in siblings if one.number == number),
        published,
        printed,
        event,
        author,
        text,
        sha256,
        [tuple(one) for one in connection.execute(PLACES, (document,))],
        siblings,
        [tuple(one) for one in connection.execute(CHROME, (document,))],
        [(start, end, rule, json.loads(other or "[]")) for start, end, rule, other in
         connection.execute(REJECTIONS, (document,))],
        rows,
        [tuple(one) for one in connection.execute(SAID, (number,))],
        alarming(connection, numbers),
        relations(connection, numbers),
    )  # fmt: skip


PLACES = "SELECT source, url FROM place WHERE document_id = ? ORDER BY id LIMIT 20"
CHROME = "SELECT span_start, span_end, rule FROM chrome WHERE document_id = ? ORDER BY span_start"
REJECTIONS = "SELECT span_start, span_end, rule, readings FROM rejection WHERE document_id = ? ORDER BY span_start"
SAID = "SELECT span_start, span_end, source FROM attribution WHERE article_id = ? AND span_start IS NOT NULL"


def _siblings(connection: sqlite3.Connection, document: int) -> list[Sibling]:
    asked = (
        "SELECT id, title, publisher, title_start, title_end, body, metadata "
        "FROM article WHERE document_id = ? ORDER BY number"
    )
    found = []
    for number, title, publisher, start, end, body, metadata in connection.execute(asked, (document,)):
        span = None if start is None else (start, end)
        found.append(Sibling(number, title, publisher, span, _spans(body), _spans(metadata)))
    return found


def _spans(packed: str) -> list[tuple[int, int]]:
    return [(start, end) for start, end in json.loads(packed)]
