"""The search: words and facets → one page of claims, the facets with their counts, and articles by their words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extractor.compare.stems import Stemmer
from extractor.serve.queries import pool as pools
from extractor.serve.queries.facts import VALUES, Fact, facts, kept, tally
from extractor.serve.queries.pool import Pool
from extractor.serve.queries.rows import Row, chunks, claims, relations

PAGE = 20
ARTICLES = 5
SORTS = ("relevance", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks for: words, one value a facet (empty: any), an order, a page from 1."""

    words: str
    wanted: Mapping[str, str]
    sort: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the answer. ``total`` counts the claims looked at that fit; ``more``: there may be others."""

    rows: list[Row]
    relations: Mapping[int, frozenset[str]]
    total: int
    more: bool
    facets: Mapping[str, list[tuple[str, int]]]
    metrics: Mapping[str, tuple[str, str | None, str | None]]
    speakers: Mapping[str, str]
    articles: list[tuple[int, str, str | None, str | None]]

    @property
    def pages(self) -> int:
        """How many pages the answer has."""
        return max(1, -(-self.total // PAGE))


def search(connection: sqlite3.Connection, asked: Asked, stems: Stemmer) -> Found:
    """Answer from a bounded pool of claims."""
    parts = pools.phrases(asked.words, stems)
    hopeless = asked.words.strip() and not parts
    chosen = Pool(()) if hopeless else _pool(connection, parts, asked.wanted)
    found = facts(connection, chosen)
    fitting = ordered(kept(found, asked.wanted), asked.sort)
    start = PAGE * (asked.page - 1)
    rows = claims(connection, [fact.number for fact in fitting[start : start + PAGE]])
    facets = {name: tally(found, asked.wanted, name) for name in VALUES}
    return Found(
        rows,
        relations(connection, [row.number for row in rows]),
        len(fitting),
        chosen.more,
        facets,
        metric_names(connection, [value for value, _ in facets["metric"]]),
        speaker_names(connection, [value for value, _ in facets["speaker"]]),
        articles(connection, pools.expression(parts)) if parts and asked.page == 1 else [],
    )


def ordered(found: Sequence[Fact], sort: str) -> list[Fact]:
    """The claims in the order that a reader asks for; those without a day last."""
    if sort == "newest":
        return sorted(found, key=lambda fact: (fact.as_of, -fact.place), reverse=True)
    if sort == "oldest":
        return sorted(found, key=lambda fact: (fact.as_of or "9999", fact.place))
    return sorted(found, key=lambda fact: fact.place)


def _pool(connection: sqlite3.Connection, parts: Sequence[str], wanted: Mapping[str, str]) -> Pool:
    """The claims to choose from: by words where these are rare, else by the facet that an index serves."""
    worded = pools.holding(connection, pools.expression(parts)) if parts else None
    if worded and not worded.more:
        return worded
    narrowed = [driver(connection, wanted[name]) for name, driver in DRIVERS.items() if wanted.get(name)]
    if narrowed:
        least = min(narrowed, key=lambda pool: (pool.more, len(pool.numbers)))
        return pools.among(connection, parts, least) if parts else least
    return worded or pools.newest(connection)


def _number(value: str) -> int:
    return int(value) if value.isdecimal() else -1


DRIVERS: Mapping[str, Callable[[sqlite3.Connection, str], Pool]] = {
    "metric": lambda connection, value: pools.of_metric(connection, _number(value)),
    "relation": pools.of_relation,
    "speaker": lambda connection, value: pools.of_speaker(connection, _number(value)),
    "publisher": pools.of_publisher,
}


def metric_names(
    connection: sqlite3.Connection, numbers: Sequence[str]
) -> Mapping[str, tuple[str, str | None, str | None]]:
    """The names of metrics by row number: Arabic, French, English."""
    found: dict[str, tuple[str, str | None, str | None]] = {}
    for marks, chunk in chunks(numbers):
        asked = f"SELECT id, text, fr, en FROM metric WHERE id IN ({marks})"  # noqa: S608 - question marks
        found.update((str(number), names) for number, *names in connection.execute(asked, chunk))
    return found


def speaker_names(connection: sqlite3.Connection, numbers: Sequence[str]) -> Mapping[str, str]:
    """The names of speakers by row number."""
    found: dict[str, str] = {}
    for marks, chunk in chunks(numbers):
        asked = f"SELECT id, name FROM agent WHERE id IN ({marks})"  # noqa: S608 - question marks
        found.update((str(number), name) for number, name in connection.execute(asked, chunk))
    return found


def articles(connection: sqlite3.Connection, query: str) -> list[tuple[int, str, str | None, str | None]]:
    """The best of the newest articles that hold the words: number, title, outlet, day."""
    asked = (
        "SELECT article.id, article.title, article.publisher, article.published "
        "FROM (SELECT rowid FROM article_fts WHERE article_fts MATCH ? ORDER BY rowid DESC LIMIT ?) AS found "
        "JOIN article ON article.id = found.rowid"
    )
    return [(number, title or "…", *rest) for number, title, *rest in connection.execute(asked, (query, ARTICLES))]
