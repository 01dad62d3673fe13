"""One metric: its figures over time, what they are to one another, and the metrics beside it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.serve.queries import alarms, pool
from extractor.serve.queries.alarms import Comparison
from extractor.serve.queries.facts import Fact, facts
from extractor.serve.queries.pool import Pool
from extractor.serve.queries.rows import Row, claims

PAGE = 25
DRAWN = 200  # points of a chart
COMPARISONS = 20
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
    """Everything about the metric ``name``, page ``page`` of its table (from 1).

    The table lists what the chart draws: the metric's own claims, and those of other wordings compared with them.
    """
    chosen = pool.of_metric(connection, name.number)
    own = sorted(facts(connection, chosen), key=_when, reverse=True)
    mine = [fact.number for fact in own]
    fellows = alarms.fellows(connection, mine[:DRAWN])
    nearest = sorted(fellows, key=lambda one: (-fellows[one], one))[: DRAWN // 3]
    measured = _of_one_measure(claims(connection, [*_unit(own)[:DRAWN], *nearest]))
    others = [row.number for row in measured if row.metric_number != name.number]
    listed = sorted([*own, *facts(connection, Pool(tuple(others)))], key=_when, reverse=True)
    shown = listed[PAGE * (page - 1) : PAGE * page]
    return Metric(
        name,
        claims(connection, [fact.number for fact in shown]),
        len(listed),
        chosen.more,
        measured,
        alarms.alarming(connection, [row.number for row in measured]),
        Counter(kind for fact in listed for kind in fact.relations),
        alarms.of_metric(connection, mine, COMPARISONS),
        [one for one in _names(connection, "key = ?", name.part_of or "") if name.part_of],
        _names(connection, "part_of = ?", name.key) if name.key else [],
        _beside(connection, fellows, name),
        {fact.number: fact.relations for fact in shown},
    )


def _when(fact: Fact) -> tuple[str, int]:
    return fact.as_of, fact.number


def _of_one_measure(rows: list[Row]) -> list[Row]:
    """The claims that one axis holds: of the unit of the first, per what it is per."""
    return [row for row in rows if (row.unit, row.per) == (rows[0].unit, rows[0].per) and not row.vague]


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
