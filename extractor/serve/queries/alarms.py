"""Comparisons that the load stored: the alarm board's, a metric's, a claim's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log10

from extractor.serve.queries.pool import ALARMS
from extractor.serve.queries.rows import Row, chunks, claims

PAGE = 10
SHOWN = 4  # claims of one side that are shown; the others are counted
SIDES = 2
NEAR = 0.02  # as threshold.scale of comparison.toml
RECENT = 500  # alarms that the board looks through at the most
HEAD = "relation, alarm, newest, explanation, explanation_ar"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One stored relation with its claims on both sides; ``hidden`` counts those not shown."""

    number: int
    relation: str
    alarm: bool
    newest: str | None
    explanation: str
    explanation_ar: str
    before: list[Row]
    after: list[Row]
    hidden: int

    @property
    def claims(self) -> list[Row]:
        """The claims of both sides."""
        return [*self.before, *self.after]

    @property
    def one_page(self) -> bool:
        """Whether all its claims stand in one article."""
        return len({row.article for row in self.claims}) == 1

    @property
    def power(self) -> int | None:
        """By which power of ten its two sides are apart, as far as the eye can tell; nothing where they are not."""
        ends = [abs(side[0].point) for side in (self.before, self.after) if side and side[0].point]
        if self.relation != "scale_slip" or len(ends) != SIDES:
            return None
        times = max(ends) / min(ends)
        power: int = 10 ** round(log10(times))
        return power if power > 1 and abs(times / power - 1) <= NEAR else None


@dataclass(frozen=True, slots=True)
class Board:
    """One page of the alarm board; ``kinds`` counts the alarms by relation."""

    alarms: list[Comparison]
    total: int
    more: bool
    kinds: dict[str, int]

    @property
    def pages(self) -> int:
        """How many pages the board has."""
        return max(1, -(-self.total // PAGE))


def board(connection: sqlite3.Connection, relation: str | None, page: int) -> Board:
    """The newest alarms, or those of one relation."""
    asked = "SELECT id, relation FROM comparison WHERE alarm = 1 ORDER BY newest DESC, id LIMIT ?"
    found = connection.execute(asked, (RECENT + 1,)).fetchall()
    kinds: dict[str, int] = {}
    for _, kind in found[:RECENT]:
        kinds[kind] = kinds.get(kind, 0) + 1
    wanted = [number for number, kind in found[:RECENT] if relation in {None, kind}]
    start = PAGE * (page - 1)
    return Board(comparisons(connection, wanted[start : start + PAGE]), len(wanted), len(found) > RECENT, kinds)


def of_metric(connection: sqlite3.Connection, numbers: Sequence[int], most: int) -> list[Comparison]:
    """The comparisons that the claims in rows ``numbers`` stand in, alarms first."""
    found: dict[int, int] = {}
    for marks, chunk in chunks(numbers):
        asked = (
            "SELECT DISTINCT comparison.id, comparison.alarm FROM comparison_claim "  # noqa: S608 - question marks
            "JOIN comparison ON comparison.id = comparison_claim.comparison_id "
            f"WHERE comparison_claim.claim_id IN ({marks})"
        )
        found.update(connection.execute(asked, chunk))
    order = sorted(found, key=lambda number: (-found[number], number))
    return comparisons(connection, order[:most])


def comparisons(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Comparison]:
    """The comparisons in rows ``numbers``, in that order."""
    heads: dict[int, tuple[str, bool, str | None, str, str]] = {}
    for marks, chunk in chunks(numbers):
        asked = f"SELECT id, {HEAD} FROM comparison WHERE id IN ({marks})"  # noqa: S608 - question marks
        for number, relation, alarm, *rest in connection.execute(asked, chunk):
            heads[number] = (relation, bool(alarm), *rest)
    sides = {number: _sides(connection, number) for number in heads}
    wanted = [one for pair in sides.values() for side in pair[:2] for one in side]
    rows = {row.number: row for row in claims(connection, list(dict.fromkeys(wanted)))}
    made = []
    for number in numbers:
        if number in heads:
            before, after = ([rows[one] for one in side if one in rows] for side in sides[number][:2])
            made.append(Comparison(number, *heads[number], before, after, sides[number][2]))
    return made


def _sides(connection: sqlite3.Connection, number: int) -> tuple[list[int], list[int], int]:
    """The first claims of both sides of a comparison, and how many more it has."""
    asked = "SELECT claim_id, side FROM comparison_claim WHERE comparison_id = ? ORDER BY id LIMIT ?"
    found = connection.execute(asked, (number, 100)).fetchall()
    before = [claim for claim, side in found if side == "before"]
    after = [claim for claim, side in found if side == "after"]
    hidden = max(0, len(before) - SHOWN) + max(0, len(after) - SHOWN)
    return before[:SHOWN], after[:SHOWN], hidden


def fellows(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, int]:
    """The claims that are compared with those in rows ``numbers``, and how often; they and their parts left out."""
    mine = list(numbers)
    found: dict[int, int] = {}
    for marks, chunk in chunks(mine):
        asked = (
            "SELECT other.claim_id, count(*) FROM comparison_claim AS own "  # noqa: S608 - question marks
            "JOIN comparison ON comparison.id = own.comparison_id AND comparison.relation <> 'part_whole' "
            "JOIN comparison_claim AS other ON other.comparison_id = own.comparison_id "
            f"WHERE own.claim_id IN ({marks}) GROUP BY other.claim_id LIMIT 1000"
        )
        for number, often in connection.execute(asked, chunk):
            found[number] = found.get(number, 0) + often
    return {number: often for number, often in found.items() if number not in set(mine)}


def alarming(connection: sqlite3.Connection, numbers: Sequence[int]) -> frozenset[int]:
    """Those of the claims in rows ``numbers`` that stand in an alarm."""
    found: set[int] = set()
    kinds = ",".join(f"'{kind}'" for kind in sorted(ALARMS))
    for marks, chunk in chunks(numbers):
        asked = (
            "SELECT DISTINCT comparison_claim.claim_id FROM comparison_claim "  # noqa: S608 - question marks
            "JOIN comparison ON comparison.id = comparison_claim.comparison_id "
            f"WHERE comparison.relation IN ({kinds}) AND comparison_claim.claim_id IN ({marks})"
        )
        found.update(row[0] for row in connection.execute(asked, chunk))
    return frozenset(found)
