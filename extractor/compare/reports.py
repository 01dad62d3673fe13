"""Two reports of one event, claim by claim: which figures pair up, and which contradict each other.

First the figures that agree find each other; what is left over on both sides and measures one thing, but
not in one number, is an alarm. So a rough label does harm only where neither report repeats the figure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations, islice
from typing import TYPE_CHECKING

from extractor.compare.groups import Comparison, Subject, one_place, says
from extractor.compare.identity import PERSON, Lore, Sighting, fellowship, kinship, strange
from extractor.compare.relation import Relation, Thresholds, relate, same_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

KIN = 0.55  # claims of two reports below this kinship measure different things
PAIRS = 60  # pairs of reports of one event that are held together
VAGUE = frozenset({PERSON, "percent", "percentage_point", "times", "year", "month", "day"})
TELLING = 10  # a number from here on is not met by chance in two reports of one event
CLOSE = 0.05  # a figure whose best and second best counterpart are this close has none that is sure


class Reports:
    """Holds the reports of one event against each other."""

    def __init__(self, limits: Thresholds, lore: Lore, sights: Mapping[int, Sighting]) -> None:
        """``sights`` are the claims (by place) in the context of their sentences."""
        self._limits = limits
        self._lore = lore
        self._sights = sights

    def alarms(self, reports: Sequence[Sequence[Subject]]) -> Iterator[Comparison]:
        """The contradictions among the ``reports`` (the claims of an article each) of one event."""
        found: dict[object, tuple[set[int], set[int], Relation]] = {}
        for before, after in islice(combinations(reports, 2), PAIRS):
            for a, b, relation in self._contradictions(before, after):
                first, second = sorted((a, b), key=lambda subject: subject.place)
                key = (first.figure.ends, second.figure.ends, first.figure.unit, relation.kind)
                low, high, _ = found.setdefault(key, (set(), set(), relation))
                low.add(first.place)
                high.add(second.place)
        for low, high, relation in found.values():
            yield Comparison(tuple(sorted(low)), tuple(sorted(high)), relation)

    def _contradictions(
        self, before: Sequence[Subject], after: Sequence[Subject]
    ) -> Iterator[tuple[Subject, Subject, Relation]]:
        kin = self._kin(before, after)
        settled = {subject.place for a, b, _ in kin if self._agree(a, b) for subject in (a, b)}
        settled |= _repeated(before, after) | _repeated(after, before)
        lone = _lone(before, settled) & _lone(after, settled)
        left = [
            (a, b, max(near, KIN) if _kind(a) in lone else near)
            for a, b, near in kin
            if not {a.place, b.place} & settled
        ]
        best = _best(left)
        for a, b, near in left:
            # The nearest on both sides, and no other is as near.
            if near < KIN or any(near <= other + CLOSE for other in (best[a.place, b.place], best[b.place, a.place])):
                continue
            relation = relate(a.figure, b.figure, self._limits)
            if relation and relation.alarm:
                yield a, b, relation

    def _kin(self, before: Sequence[Subject], after: Sequence[Subject]) -> list[tuple[Subject, Subject, float]]:
        by_unit: dict[tuple[str, str | None], list[Subject]] = defaultdict(list)
        for b in after:
            by_unit[b.identity.unit, b.figure.per].append(b)
        found = []
        for a in before:
            for b in by_unit[a.identity.unit, a.figure.per]:
                if same_time(a.figure, b.figure) and one_place(a, b):
                    one, two = self._sights[a.place], self._sights[b.place]
                    if not strange(one, two, self._lore):
                        found.append((a, b, (2 * kinship(one, two, self._lore) + fellowship(one, two)) / 3))
        return found

    def _agree(self, a: Subject, b: Subject) -> bool:
        relation = relate(a.figure, b.figure, self._limits)
        return says(a.figure, b.figure) or bool(relation and not relation.alarm)


def _best(pairs: Sequence[tuple[Subject, Subject, float]]) -> dict[tuple[int, int], float]:
    """For each pair, in both orders: how near the first comes to any other than the second."""
    near: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for a, b, value in pairs:
        near[a.place].append((value, b.place))
        near[b.place].append((value, a.place))
    top = {place: sorted(values, reverse=True)[:2] for place, values in near.items()}
    return {
        (one, other): next((value for value, place in top[one] if place != other), 0.0)
        for a, b, _ in pairs
        for one, other in ((a.place, b.place), (b.place, a.place))
    }


def _lone(report: Sequence[Subject], settled: set[int]) -> set[tuple[object, ...]]:
    """The kinds of figure of which a report has exactly one that the other does not confirm.

    People and percentages are counted for many reasons; of one event, a single area, sum of money or number
    of cars is likely the same in both reports, however it is called.
    """
    kinds = Counter(_kind(one) for one in report if one.place not in settled)
    return {kind for kind, many in kinds.items() if many == 1 and kind[1] not in VAGUE and kind[0] not in VAGUE}


def _kind(subject: Subject) -> tuple[object, ...]:
    unit = subject.identity.unit
    return (unit, subject.identity.head or (PERSON if unit == "count" else unit), subject.figure.per)


def _repeated(one: Sequence[Subject], other: Sequence[Subject]) -> set[int]:
    """The claims (places) whose number the other report gives, too, whatever its label says: no chance below ten."""
    told = {_number(b) for b in other}
    return {a.place for a in one if _number(a) in told and _telling(a)}


def _number(subject: Subject) -> tuple[object, ...]:
    return subject.identity.unit, subject.identity.head, subject.figure.per, subject.figure.ends


def _telling(subject: Subject) -> bool:
    return subject.figure.point is None or abs(subject.figure.point) >= TELLING
