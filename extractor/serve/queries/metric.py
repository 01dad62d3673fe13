"""One metric: its figures over time, what they are to one another, and the metrics beside it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.serve.queries import alarms, pool
from extractor.serve.queries.alarms import Comparison
from extractor.serve.queries.facts import Fact, facts
from extractor.serve.queries.rows import Row, claims

PAGE = 25
DRAWN = 300  # points of a chart
COMPARISONS = 30
NEAR = 12  # related metrics


@dataclass(frozen=True, slots=True)
class Name:
    """A metric as a link needs it."""

    number: int
    key: str | None
    text: str
    fr: str | None
    en: str | None
    part_of: str | None = None

    @property
    def ref(self) -> str:
        """What its address ends in."""
        return self.key or str(self.number)


@dataclass(frozen=True, slots=True)
class Metric:
    """All of the metric page; ``drawn`` are the claims of its chart, of other wordings it is compared with too."""

    name: Name
    rows: list[Row]
    total: int
    more: bool
    drawn: list[Row]
    alarming: frozenset[int]
    relations: Mapping[str, int]
    comparisons: list[Comparison]
    wholes: list[Name]
    parts: list[Name]
    beside: list[Name]
    kinds: Mapping[int, frozenset[str]]

    @property
    def others(self) -> list[Row]:
        """The claims of the chart that other metrics' labels name: the table shows them too."""
        return [row for row in self.drawn if row.metric_number != self.name.number]

    @property
    def pages(self) -> int:
        """How many pages the table has."""
        return max(1, -(-self.total // PAGE))


NAME = "SELECT id, key, text, fr, en, part_of FROM metric WHERE "


def find(connection: sqlite3.Connection, ref: str) -> Name | None:
    """The metric of a registry id, or in a row."""
    asked = (NAME + "key = ?", ref) if not ref.isdecimal() else (NAME + "id = ?", int(ref))
    row = connection.execute(asked[0], (asked[1],)).fetchone()
    return Name(*row) if row else None


def metric(connection: sqlite3.Connection, name: Name, page: int) -> Metric:
    """Everything about the metric ``name``, page ``page`` of its table (from 1)."""
    chosen = pool.of_metric(connection, name.number)
    found = sorted(facts(connection, chosen), key=lambda fact: (fact.as_of, fact.number), reverse=True)
    mine = [fact.number for fact in found]
    others = alarms.fellows(connection, mine[:DRAWN])
    start = PAGE * (page - 1)
    drawn = claims(connection, [*_unit(found)[:DRAWN], *sorted(others, key=lambda one: -others[one])[: DRAWN // 3]])
    if drawn:
        measure = (drawn[0].unit, drawn[0].per)
        drawn = [row for row in drawn if (row.unit, row.per) == measure and not row.vague]
    return Metric(
        name,
        claims(connection, mine[start : start + PAGE]),
        len(mine),
        chosen.more,
        drawn,
        alarms.alarming(connection, [row.number for row in drawn]),
        Counter(kind for fact in found for kind in fact.relations),
        alarms.of_metric(connection, mine, COMPARISONS),
        [one for one in _names(connection, "key = ?", name.part_of or "") if name.part_of],
        _names(connection, "part_of = ?", name.key) if name.key else [],
        _beside(connection, others, name),
        {fact.number: fact.relations for fact in found[start : start + PAGE]},
    )


def _unit(found: list[Fact]) -> list[int]:
    """The claims of the unit that most are in: one axis."""
    units = Counter(fact.unit for fact in found)
    most = units.most_common(1)[0][0] if units else None
    return [fact.number for fact in found if fact.unit == most]


def _names(connection: sqlite3.Connection, condition: str, value: object) -> list[Name]:
    asked = f"{NAME}{condition} ORDER BY id LIMIT {NEAR}"
    return [Name(*row) for row in connection.execute(asked, (value,))]


def _beside(connection: sqlite3.Connection, others: Mapping[int, int], name: Name) -> list[Name]:
    """The metrics of other wording whose figures are compared with this one's."""
    rows = claims(connection, sorted(others, key=lambda one: -others[one])[: 4 * NEAR])
    numbers = list(dict.fromkeys(row.metric_number for row in rows if row.metric_number != name.number))[:NEAR]
    return [one for number in numbers for one in _names(connection, "id = ?", number)]
