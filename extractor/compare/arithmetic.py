"""Sums inside one article: parts and wholes, rates and totals, changes and their two ends, shares and bases.

Each check looks at a handful of claims of one sentence (rates: of one article) and says nothing unless the
words between them state the relation: «منهم … إضافة إلى …», «بزيادة …», «من أصل …».
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from extractor.compare.identity import likeness
from extractor.compare.relation import PER_YEAR
from extractor.lexicon import Letters, Lexicon
from extractor.segment import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.compare.groups import Subject
    from extractor.compare.relation import Thresholds
    from extractor.normalize import Folder
    from extractor.patterns import Patterns

FAR = 12  # words between two parts beyond which they belong to different lists
OFF = Decimal("0.25")  # a stated change or share this far from the computed one, relative, is wrong, not rounded
HUNDRED = Decimal(100)
MASS = {"t": Decimal(1), "quintal": Decimal("0.1"), "kg": Decimal("0.001")}


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that fails: the claims in it (by place), the comparison.toml entry that words it, its numbers."""

    places: tuple[int, ...]
    reason: str
    numbers: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim inside its sentence: where its span lies in the sentence's text."""

    subject: Subject
    start: int
    end: int
    sentence: str
    counted: str | None = None

    @property
    def point(self) -> Decimal:
        """The stated number (claims without one never become ``Stated``)."""
        return self.subject.figure.point or Decimal(0)

    @property
    def unit(self) -> str:
        """The unit, without ``per``."""
        return self.subject.figure.unit


class Arithmetic:
    """The checks, compiled."""

    def __init__(self, patterns: Patterns, fold: Folder, limits: Thresholds) -> None:
        """Compile the ``cue.*`` entries of comparison.toml."""
        self._fold = fold
        self._limits = limits
        letters = Letters.load(patterns)
        forms = [
            (fold(form), entry.id)
            for entry in patterns["comparison.toml"]
            if entry.id.startswith("cue.")
            for form in entry.forms
        ]
        self._persons = frozenset(patterns.entry("comparison.toml#class.person").forms)
        self._cues = Lexicon.with_proclitics(forms, letters, prepositions=False)

    def check(self, article: Sequence[Stated]) -> Iterator[Sum]:
        """Every sum of one article's claims (in reading order) that fails."""
        for _, group in groupby(article, key=lambda stated: stated.sentence):
            claims = list(group)
            yield from self._parts(claims)
            yield from self._changes(claims)
            yield from self._shares(claims)
            yield from _yields(claims)
        yield from self._rates(article)

    def _between(self, before: Stated, after: Stated) -> tuple[set[str], int]:
        """The cues between two claims of a sentence, and how many words lie there."""
        words = tuple(m.group() for m in TOKEN.finditer(self._fold(before.sentence[before.end : after.start])))
        words = tuple(word for word in words if not word.isspace())
        return {hit.item for hit in self._cues.find_words(words)}, len(words)

    def _parts(self, claims: Sequence[Stated]) -> Iterator[Sum]:
        for place, before in enumerate(claims[:-1]):
            cues, _ = self._between(before, claims[place + 1])
            if not cues & {"cue.partitive", "cue.exhaustive"} or "cue.base" in cues:
                continue
            aside = place > 0 and "cue.aside" in self._between(claims[place - 1], before)[0]
            whole = claims[place - 1] if aside else before
            parts = [claims[place + 1]]
            complete = "cue.exhaustive" in cues
            for part in claims[place + 2 :]:
                joining, distance = self._between(parts[-1], part)
                if distance > FAR or joining & {"cue.partitive", "cue.difference", "cue.aside", "cue.onward"}:
                    break
                complete |= "cue.remainder" in joining
                parts.append(part)
            if whole.unit != "percent" and all(_part_of(part, whole, self._persons) for part in parts):
                yield from self._held(whole, parts, complete=complete and len(parts) > 1)

    def _held(self, whole: Stated, parts: Sequence[Stated], *, complete: bool) -> Iterator[Sum]:
        total = sum((part.point for part in parts), Decimal(0))
        slack = self._limits.parts_gap * whole.point
        over = total > whole.point + slack and whole.subject.figure.bound not in {"gt", "gte"}
        short = complete and total < whole.point - slack
        if over or short:
            places = tuple(stated.subject.place for stated in (whole, *parts))
            yield Sum(places, "part_whole.parts", {"sum": total, "whole": whole.point})

    def _changes(self, claims: Sequence[Stated]) -> Iterator[Sum]:
        for place, stated in enumerate(claims):
            ends = [other for other in claims if other is not stated and other.point and _comparable(other, stated)]
            if len(ends) != 2 or ends[0].unit != ends[1].unit or place == 0:
                continue
            cues = self._between(claims[place - 1], stated)[0]
            spread = self._between(ends[0], ends[1])[0] | self._leading(ends[0])
            if "cue.difference" not in cues or "cue.change" not in spread | cues:
                continue
            a, b = ends[0].point, ends[1].point
            gap = abs(a - b)
            true = [gap / abs(a) * HUNDRED, gap / abs(b) * HUNDRED] if stated.unit == "percent" else [gap]
            if ends[0].unit == "percent" and stated.unit == "percent":
                true.append(gap)
            if all(abs(value - stated.point) > OFF * max(value, stated.point) for value in true):
                places = (ends[0].subject.place, ends[1].subject.place, stated.subject.place)
                yield Sum(places, "part_whole.change", {"a": a, "b": b, "true": true[0], "stated": stated.point})

    def _leading(self, stated: Stated) -> set[str]:
        words = tuple(m.group() for m in TOKEN.finditer(self._fold(stated.sentence[: stated.start])))
        return {hit.item for hit in self._cues.find_words(tuple(word for word in words if not word.isspace()))}

    def _shares(self, claims: Sequence[Stated]) -> Iterator[Sum]:
        for part, base, share in zip(claims, claims[1:], claims[2:], strict=False):
            if part.unit != base.unit or share.unit != "percent" or not base.point or part.unit == "percent":
                continue
            if "cue.base" not in self._between(part, base)[0]:
                continue
            true = part.point / base.point * HUNDRED
            if abs(true - share.point) > OFF * max(true, share.point):
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
                if years > self._limits.absurd_years and _one_thing(whole, rate):
                    numbers = {"rate": rate.point, "years": years, "whole": whole.point}
                    yield Sum((whole.subject.place, rate.subject.place), "part_whole.rate", numbers)


def _comparable(end: Stated, change: Stated) -> bool:
    """Whether ``end`` can be an end of ``change``: percent of any unit, points of percents, else one unit."""
    if change.unit == "percentage_point":
        return end.unit == "percent"
    return end.unit == change.unit or (change.unit == "percent" and end.unit != "percentage_point")


def _part_of(part: Stated, whole: Stated, persons: frozenset[str]) -> bool:
    """Whether the two count one kind of thing; a rate is no part of a total, a case none of the detained."""
    if part.unit != whole.unit or part.subject.figure.per != whole.subject.figure.per:
        return False
    if not part.counted or not whole.counted:
        return True
    heads = {part.counted.split()[0], whole.counted.split()[0]}
    return len(heads) == 1 or persons >= heads


def _one_thing(whole: Stated, rate: Stated) -> bool:
    """Whether a total and a rate count one thing, the rate's ``per`` aside."""
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
        if abs(true - stated) > OFF * max(true, stated):
            places = (rate.subject.place, area.subject.place, harvest.subject.place)
            numbers = {"a": rate.point, "b": area.point, "true": true, "stated": stated}
            yield Sum(places, "part_whole.yield", numbers)
