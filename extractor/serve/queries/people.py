"""Speakers and outlets: what they said, and how it stood up."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.serve.queries import alarms, pool
from extractor.serve.queries.alarms import Comparison
from extractor.serve.queries.facts import facts
from extractor.serve.queries.pool import Pool
from extractor.serve.queries.rows import Row, claims, relations

PAGE = 20
TOP = 10
COMPARISONS = 10


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker: offices as (title, since, until), other spellings of the name."""

    number: int
    name: str
    key: str | None
    kind: str | None
    fr: str | None
    offices: list[tuple[str, str | None, str | None]]
    aliases: list[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody's claims are, taken together. ``metrics``/``others`` are (row number or name, count)."""

    rows: list[Row]
    kinds: Mapping[int, frozenset[str]]
    total: int
    more: bool
    relations: Mapping[str, int]
    contradicted: int
    years: list[tuple[str, int]]
    metrics: list[tuple[str, int]]
    speakers: list[tuple[str, int]]
    publishers: list[tuple[str, int]]
    comparisons: list[Comparison]

    @property
    def busiest(self) -> int:
        """The most claims of one year."""
        return max((often for _, often in self.years), default=1)

    @property
    def pages(self) -> int:
        """How many pages the list of claims has."""
        return max(1, -(-self.total // PAGE))


def speaker(connection: sqlite3.Connection, ref: str) -> Person | None:
    """The speaker of a registry id, or in a row."""
    condition, value = ("key = ?", ref) if not ref.isdecimal() else ("id = ?", ref)
    row = connection.execute(f"SELECT id, name, key, kind, fr FROM agent WHERE {condition}", (value,)).fetchone()  # noqa: S608
    if row is None:
        return None
    held = "SELECT title, since, until FROM office WHERE agent_id = ? ORDER BY since DESC, id LIMIT 40"
    named = "SELECT alias FROM agent_alias WHERE agent_id = ? ORDER BY id LIMIT 12"
    number, name, key, kind, french = row
    terms: dict[tuple[str | None, str | None], str] = {}  # an office has several titles: the first stands for it
    for title, since, until in connection.execute(held, (number,)):
        terms.setdefault((since, until), title)
    offices = [(title, since, until) for (since, until), title in terms.items()]
    aliases = [alias for (alias,) in connection.execute(named, (number,)) if alias != name]
    return Person(number, name, key, kind, french, offices, aliases)


def of_speaker(connection: sqlite3.Connection, number: int, page: int) -> Standing:
    """The standing of the speaker in row ``number``."""
    return _standing(connection, pool.of_speaker(connection, number), page)


def of_outlet(connection: sqlite3.Connection, publisher: str, page: int) -> Standing:
    """The standing of an outlet."""
    return _standing(connection, pool.of_publisher(connection, publisher), page)


def _standing(connection: sqlite3.Connection, chosen: Pool, page: int) -> Standing:
    found = sorted(facts(connection, chosen), key=lambda fact: (fact.as_of, -fact.place), reverse=True)
    start = PAGE * (page - 1)
    rows = claims(connection, [fact.number for fact in found[start : start + PAGE]])
    contradicted = [fact.number for fact in found if fact.alarm]
    return Standing(
        rows,
        relations(connection, [row.number for row in rows]),
        len(found),
        chosen.more,
        Counter(kind for fact in found for kind in fact.relations),
        len(contradicted),
        sorted(Counter(fact.year for fact in found if fact.year).items()),
        Counter(str(fact.metric) for fact in found).most_common(TOP),
        Counter(str(fact.speaker) for fact in found if fact.speaker).most_common(TOP),
        Counter(fact.publisher for fact in found if fact.publisher).most_common(TOP),
        [one for one in alarms.of_metric(connection, contradicted, COMPARISONS) if one.alarm],
    )
