"""Claims → comparisons, without holding every claim against every other.

Claims of one identity are a *metric*; metrics that share enough terms are *neighbours*, found through an
index of their rarer terms. Inside a metric and between neighbours, claims that say the same are one
*group*; groups of one time are held against each other, and each group against the next one in time. The
work grows with the number of groups, not with the square of the claims. Articles that tell of one event are
held against each other claim by claim (compare/reports.py), where rougher labels are enough.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from extractor.compare.identity import Identity, likeness
from extractor.compare.relation import Figure, Relation, Thresholds, fits, relate, rounds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

LIKE = 0.6  # metrics below this share of terms are strangers
TELLING = 2  # terms that a metric must have before its words alone, without a common event, carry an alarm
COMMON = 400  # a term of more metrics than this leads nowhere: it is left out of the index
CROWD = 40  # groups of one time that are all held against each other; beyond, each against its neighbours


@dataclass(frozen=True, slots=True)
class Subject:
    """One claim ready to be compared: its identity, its figure, and its place in the caller's list.

    ``places`` are those that its own sentence names, ``around`` those of its article where it names none.
    """

    place: int
    identity: Identity
    figure: Figure
    article: str
    places: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    titled: bool = False
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two groups of claims (by place) and the relation between them."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    relation: Relation


def compare(
    subjects: Sequence[Subject], limits: Thresholds, touched: Collection[Identity] | None = None
) -> Iterator[Comparison]:
    """Every relation between groups of ``subjects``, metric by metric in order of first appearance.

    ``touched`` leaves out what concerns none of these identities.
    """
    metrics: dict[Identity, list[Subject]] = defaultdict(list)
    for subject in subjects:
        metrics[subject.identity].append(subject)
    for own, near, alike in neighbours(list(metrics)):
        if touched is not None and own not in touched and near not in touched:
            continue
        members = metrics[own] if own == near else metrics[own] + metrics[near]
        stated = _stated(members)
        groups = list(_grouped(members))
        for a, b in _meetings(groups):
            if own != near and a[0].identity == b[0].identity:
                continue
            found = _judged(a, b, alike, limits)
            if found and not (found.alarm and _told_apart(a, b, stated)):
                first, second = sorted((tuple(s.place for s in a), tuple(s.place for s in b)))
                yield Comparison(first, second, found)
        if own == near:
            yield from _agreements(groups, limits)


def neighbours(identities: Sequence[Identity]) -> Iterator[tuple[Identity, Identity, float]]:
    """Each identity with itself, and each pair of identities alike enough, once."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, identity in enumerate(identities):
        for term in identity.terms:
            index[identity.unit, term].append(place)
    for place, identity in enumerate(identities):
        yield identity, identity, 1.0
        shared: dict[int, int] = defaultdict(int)
        for term in identity.terms:
            places = index[identity.unit, term]
            if len(places) <= COMMON:
                for other in places:
                    if other > place:
                        shared[other] += 1
        for other in sorted(shared):
            alike = likeness(identity, identities[other])
            if alike >= LIKE:
                yield identity, identities[other], alike


def _grouped(subjects: Iterable[Subject]) -> Iterator[list[Subject]]:
    """Subjects that say the same (number, bound, date, event) of one identity, together."""
    groups: dict[object, list[Subject]] = defaultdict(list)
    for subject in subjects:
        figure = subject.figure
        when = (figure.start, figure.end, figure.event)
        key = (subject.identity, figure.ends, figure.bound, figure.modality, figure.planned, figure.forecaster, *when)
        groups[key].append(subject)
    yield from groups.values()


def _stated(subjects: Iterable[Subject]) -> dict[str, list[Subject]]:
    """The claims of each article."""
    stated: dict[str, list[Subject]] = defaultdict(list)
    for subject in subjects:
        stated[subject.article].append(subject)
    return stated


def one_place(a: Subject, b: Subject) -> bool:
    """Whether two claims may be of one place: a region's figure is none of the nation's."""
    here, there = a.places or a.around, b.places or b.around
    if here and there:
        return bool(here & there)
    return not a.places and not b.places


def _told_apart(a: Sequence[Subject], b: Sequence[Subject], stated: dict[str, list[Subject]]) -> bool:
    """Whether some article states both numbers: then it tells two things apart that their labels do not."""
    return any(
        says(other[0].figure, subject.figure)
        for one, other in ((a, b), (b, a))
        for article in {subject.article for subject in one}
        for subject in stated[article][:CROWD]
    )


def says(a: Figure, b: Figure) -> bool:
    """Whether two figures give one number, as printed or rounded."""
    return a.per == b.per and (a.ends == b.ends or rounds(a, b))


def _meetings(groups: list[list[Subject]]) -> Iterator[tuple[list[Subject], list[Subject]]]:
    """The pairs of groups that are worth holding together: those of one time, and neighbours in time."""

    def when(group: list[Subject]) -> str:
        figure = group[0].figure
        return str(figure.end or figure.published or "")

    ordered = sorted(groups, key=when)
    seen: set[tuple[int, int]] = set()
    if len(ordered) <= CROWD:
        yield from combinations(ordered, 2)
        return
    buckets: dict[str, list[int]] = defaultdict(list)
    for place, group in enumerate(ordered):
        buckets[when(group)].append(place)
    for places in buckets.values():
        meet = combinations(places, 2) if len(places) <= CROWD else pairwise(places)
        for a, b in meet:
            seen.add((a, b))
            yield ordered[a], ordered[b]
    for a in range(len(ordered) - 1):
        if (a, a + 1) not in seen:
            yield ordered[a], ordered[a + 1]


def _judged(a: list[Subject], b: list[Subject], alike: float, limits: Thresholds) -> Relation | None:
    one, two = a[0], b[0]
    if not one_place(one, two):
        return None
    found = relate(one.figure, two.figure, limits)
    if found is None:
        return None
    if one.article == two.article:
        # Two values of one article are its sums or its story: arithmetic's to hold, not two witnesses.
        return found if not found.alarm and one.titled != two.titled else None
    if found.alarm and _revised(one, two):
        return Relation("updates", "updates")
    if found.alarm and (one.figure.event == two.figure.event or not _one_matter(one, two, alike)):
        return None
    return found


def _revised(one: Subject, two: Subject) -> bool:
    """Whether one paper prints another number for one date on a later day: it moved on, or corrects itself."""
    days = {one.figure.published, two.figure.published}
    return one.outlet is not None and one.outlet == two.outlet and len(days) > 1


def _one_matter(one: Subject, two: Subject, alike: float) -> bool:
    """Whether two claims without a common event are surely about one thing: telling words, equal places."""
    if (one.places or one.around) != (two.places or two.around):
        return False
    if one.identity.registry and one.identity.registry == two.identity.registry:
        return True
    return alike >= LIKE and min(len(one.identity.terms), len(two.identity.terms)) >= TELLING


def _agreements(groups: Iterable[Sequence[Subject]], limits: Thresholds) -> Iterator[Comparison]:
    """Inside a group of several articles: the claims that carry one figure."""
    for group in groups:
        if len({subject.article for subject in group}) > 1:
            found = relate(group[0].figure, group[1].figure, limits)
            if found:
                yield Comparison(tuple(s.place for s in group[:1]), tuple(s.place for s in group[1:]), found)


def fitting(a: Figure, b: Figure, limits: Thresholds) -> bool:
    """Whether two figures can both be true of one thing."""
    return says(a, b) or (a.per == b.per and None not in (*a.ends, *b.ends) and fits(a, b, limits))
