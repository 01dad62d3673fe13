"""Sums inside one article: parts and wholes, rates and totals, changes and their two ends, shares and bases.

Each check looks at a handful of claims of one sentence (rates: of one article) and says nothing unless the
words between them state the relation: «منهم … إضافة إلى …», «بزيادة …», «من أصل …».
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from extractor.compare.groups import one_place
from extractor.compare.identity import likeness
from extractor.compare.parts import Division, Gap, Parts, Stated
from extractor.compare.relation import PER_YEAR, step
from extractor.compare.stems import Stemmer
from extractor.lexicon import Letters, Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.compare.relation import Thresholds
    from extractor.normalize import Folder
    from extractor.patterns import Patterns

NEXT = 4  # letters after a stated change: the word «في» and no more
OFF = Decimal("0.15")  # a stated change or share this far from the computed one, relative, is wrong, not rounded
HUNDRED = Decimal(100)
MASS = {"t": Decimal(1), "quintal": Decimal("0.1"), "kg": Decimal("0.001")}


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that fails: the claims in it (by place), the comparison.toml entry that words it, its numbers."""

    places: tuple[int, ...]
    reason: str
    numbers: Mapping[str, Decimal]


class Arithmetic:
    """The checks, compiled."""

    def __init__(self, patterns: Patterns, fold: Folder, limits: Thresholds) -> None:
        """Compile the ``cue.*`` entries of comparison.toml."""
        self._limits = limits
        self._stems = Stemmer(patterns, fold)
        letters = Letters.load(patterns)
        forms = [
            (fold(form), entry.id)
            for entry in patterns["comparison.toml"]
            if entry.id.startswith("cue.")
            for form in entry.forms
        ]
        self._persons = frozenset(patterns.entry("comparison.toml#class.person").forms)
        self._cues = Lexicon.with_proclitics(forms, letters, prepositions=False)
        self._divisions = Parts(self._gap, lambda noun: self._stems(fold(noun.split()[0]))).divisions

    def check(self, article: Sequence[Stated]) -> Iterator[Sum]:
        """Every sum of one article's claims (in reading order) that fails."""
        for _, group in groupby(article, key=lambda stated: stated.sentence):
            claims = _undated(list(group))
            yield from self._parts(claims)
            yield from self._changes(claims)
            yield from self._shares(claims)
            yield from _yields(claims)
        yield from self._rates(article)

    def _gap(self, text: str) -> Gap:
        words = tuple(self._stems.words(text))
        return Gap(words, frozenset(hit.item for hit in self._cues.find_words(words)))

    def _between(self, before: Stated, after: Stated) -> Gap:
        """The words between two claims of a sentence."""
        return self._gap(before.sentence[before.end : after.start])

    def _parts(self, claims: Sequence[Stated]) -> Iterator[Sum]:
        for division in self._divisions(claims):
            whole = division.whole
            if whole.unit != "percent" and all(_part_of(part, whole, self._persons) for part in division.parts):
                yield from self._held(division)

    def _held(self, division: Division) -> Iterator[Sum]:
        whole, total = division.whole, division.total
        slack = self._limits.parts_gap * whole.point
        over = total > whole.point + slack and whole.subject.figure.bound not in {"gt", "gte"}
        short = division.complete and total < whole.point - slack
        if over or short:
            places = tuple(stated.subject.place for stated in (whole, *division.parts))
            yield Sum(places, "part_whole.parts", {"sum": total, "whole": whole.point})

    def _changes(self, claims: Sequence[Stated]) -> Iterator[Sum]:
        for place, stated in enumerate(claims):
            ends = [other for other in claims if other is not stated and other.point and _comparable(other, stated)]
            if len(ends) != 2 or ends[0].unit != ends[1].unit or place == 0:
                continue
            if "cue.difference" not in self._between(claims[place - 1], stated).cues or not self._two_ends(*ends):
                continue
            if "cue.object" in self._gap(stated.sentence[stated.end : stated.end + NEXT]).cues:
                continue  # «بانخفاض نسبته 6 في المائة في صادرات …»: a change of something else
            yield from self._changed(*self._in_order(*ends), stated)

    def _two_ends(self, a: Stated, b: Stated) -> bool:
        """Whether the words make two claims the ends of a change: «… مقابل …», «انتقل من … إلى …»."""
        between = self._between(a, b).cues
        return "cue.versus" in between or (
            "cue.to" in between and "cue.change" in self._gap(a.sentence[: a.start]).cues
        )

    def _in_order(self, a: Stated, b: Stated) -> tuple[Stated, Stated]:
        """The earlier end first: the one with the earlier date, else the one after «مقابل»."""
        one, two = a.subject.figure.end, b.subject.figure.end
        if one and two and one != two:
            return (a, b) if one < two else (b, a)
        return (b, a) if "cue.versus" in self._between(a, b).cues else (a, b)

    def _changed(self, old: Stated, new: Stated, stated: Stated) -> Iterator[Sum]:
        gap = abs(new.point - old.point)
        true = [gap / abs(old.point) * HUNDRED] if stated.unit == "percent" else [gap]
        if old.unit == "percent" and stated.unit == "percent":
            true.append(gap)
        if all(_off(value, abs(stated.point)) for value in true):
            places = (old.subject.place, new.subject.place, stated.subject.place)
            numbers = {"a": old.point, "b": new.point, "true": true[0], "stated": stated.point}
            yield Sum(places, "part_whole.change", numbers)

    def _shares(self, claims: Sequence[Stated]) -> Iterator[Sum]:
        for part, base, share in zip(claims, claims[1:], claims[2:], strict=False):
            if part.unit != base.unit or share.unit != "percent" or not base.point or part.unit == "percent":
                continue
            link = self._between(base, share).cues
            if "cue.base" not in self._between(part, base).cues or "cue.equals" not in link or "cue.onward" in link:
                continue
            true = part.point / base.point * HUNDRED
            if _off(true, share.point):
                places = (part.subject.place, base.subject.place, share.subject.place)
                numbers = {"a": part.point, "b": base.point, "true": true, "stated": share.point}
                yield Sum(places, "part_whole.share", numbers)

    def _rates(self, article: Sequence[Stated]) -> Iterator[Sum]:
        rates = [stated for stated in article if stated.subject.figure.per in PER_YEAR and stated.point > 0]
        for rate in rates:
            per_year = rate.point * PER_YEAR[rate.subject.figure.per or "year"]
            for whole in article:
                if whole.subject.figure.per is not None or whole.unit != rate.unit or whole.unit == "percent":
                    continue
                years = whole.point / per_year
                if (
                    years > self._limits.absurd_years
                    and _one_thing(whole, rate)
                    and one_place(whole.subject, rate.subject)
                ):
                    numbers = {"rate": rate.point, "years": years, "whole": whole.point}
                    yield Sum((whole.subject.place, rate.subject.place), "part_whole.rate", numbers)


def _undated(claims: list[Stated]) -> list[Stated]:
    """The claims of a sentence with the words of their dates blanked: a year is no number of a list."""
    spans = {claim.dated for claim in claims if claim.dated}
    if not spans:
        return claims
    letters = list(claims[0].sentence)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    blanked = "".join(letters)
    return [replace(claim, sentence=blanked) for claim in claims]


def _off(true: Decimal, stated: Decimal) -> bool:
    """Whether a stated number is not the computed one, rounded or said by the way."""
    return abs(true - stated) > max(OFF * max(true, stated), step(stated) / 2)


def _comparable(end: Stated, change: Stated) -> bool:
    """Whether ``end`` can be an end of ``change``: percent of any unit, points of percents, else one unit."""
    if change.unit == "percentage_point":
        return end.unit == "percent"
    return end.unit == change.unit or (change.unit == "percent" and end.unit != "percentage_point")


def _part_of(part: Stated, whole: Stated, persons: frozenset[str]) -> bool:
    """Whether the two count one kind of thing; a rate is no part of a total, a case none of the detained."""
    if part.subject.identity.unit != whole.subject.identity.unit or part.subject.figure.per != whole.subject.figure.per:
        return False
    if not part.counted or not whole.counted:
        return True
    heads = {part.counted.split()[0], whole.counted.split()[0]}
    return len(heads) == 1 or persons >= heads


def _one_thing(whole: Stated, rate: Stated) -> bool:
    """Whether a total and a rate count one thing, the rate's ``per`` aside; protests a day are no protesters."""
    if whole.counted and rate.counted and whole.counted.split()[0] != rate.counted.split()[0]:
        return False
    a, b = whole.subject.identity, rate.subject.identity
    bare = type(b)(a.unit, b.terms, b.guards, a.registry, b.head)
    return likeness(a, bare) >= 0.5


def _yields(claims: Sequence[Stated]) -> Iterator[Sum]:
    """Harvest against area and yield: «200 قنطار» of «10 هكتارات» at «30 قنطارا» a hectare."""
    per_ha = [c for c in claims if c.unit in MASS and c.subject.figure.per == "ha"]
    areas = [c for c in claims if c.unit == "ha"]
    harvests = [c for c in claims if c.unit in MASS and c.subject.figure.per is None]
    if len(per_ha) == len(areas) == len(harvests) == 1:
        rate, area, harvest = per_ha[0], areas[0], harvests[0]
        true = rate.point * MASS[rate.unit] * area.point
        stated = harvest.point * MASS[harvest.unit]
        if _off(true, stated):
            places = (rate.subject.place, area.subject.place, harvest.subject.place)
            numbers = {"a": rate.point, "b": area.point, "true": true, "stated": stated}
            yield Sum(places, "part_whole.yield", numbers)
