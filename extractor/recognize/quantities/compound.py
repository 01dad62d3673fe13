"""Quantities told in two units, «15 كيلوغراما و884 غراما»: one quantity, in the larger unit if that has an end."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.recognize.numbers.fractions import Number
from extractor.recognize.numbers.lexicon import Numerals
from extractor.recognize.numbers.phrases import Phrases
from extractor.recognize.quantities.draft import Draft, Unit, View
from extractor.recognize.quantities.units import UnitTable

FILE, WORDS = "qualifiers.toml", "quantity_words.toml"
ONE = Decimal(1)
FINE = Decimal("0.0001")  # a sum that has no end («3 ساعات و20 دقيقة» = 3.3333 hours) is told in the smaller unit


class CompoundGrammar:
    """Joins a quantity with the smaller one that «و» adds to it, where one unit is a part of the other."""

    def __init__(self, units: UnitTable, lexicon: Numerals, patterns: Patterns, fold: Folder) -> None:
        """Compile the words that open a range.

        Raises:
            PatternError: numerals.toml does not name the construction.
        """
        self._units, self._glue, self._rule = units, lexicon.conjunction, lexicon.rule("compound-unit")
        openers = [entry for entry in patterns[FILE] if entry.get("role") in {"from", "between"}]
        openers += [entry for entry in patterns[WORDS] if entry.get("role") in {"from", "between"}]
        rows = [(fold(form), entry.rule) for entry in openers for form in entry.forms]
        self._openers = Phrases.with_proclitics(rows, lexicon.letters)
        more = [e for e in patterns[FILE] if e.get("role") == "before" and e.get("bound") == "gt"]
        exceeding = [(fold(form), entry.rule) for entry in more for form in entry.forms]
        self._more = Phrases.with_proclitics(exceeding, lexicon.letters)
        self._to = frozenset(fold(f) for e in patterns[FILE] if e.get("role") == "to" for f in e.forms)

    def join(self, view: View, drafts: list[Draft]) -> None:
        """Join what belongs together; the smaller quantities are absorbed."""
        head: Draft | None = None
        floor = 0
        for place in range(len(drafts) - 1, -1, -1):
            if opening := self._opening(view, drafts[place], drafts[place - 1].last if place else 0):
                drafts.insert(place, opening)
        for one, other in pairwise(drafts):
            self._smaller_scale(view, one, other)
            self._exceeded(view, one, other)
        for draft in drafts:
            if not self._measures(draft):
                head = None
            elif self._added(view, head, draft) and head and draft.unit:
                self._sum(head, draft, draft.unit)
            else:
                self._alone(view, draft, floor)
                head = draft
            floor = draft.last

    def _smaller_scale(self, view: View, one: Draft, other: Draft) -> None:
        """«212 مليار درهم و363 مليونا»: what a smaller scale word adds, the unit said once."""
        first, second = one.number, other.number
        if not (one.live and other.live and other.bare) or one.bare or one.fraction:
            return
        if not self._glued(view, one, other):
            return
        if first.kind != "plain" or second.kind != "plain" or first.point is None or second.point is None:
            return
        if first.scale > second.scale > ONE and second.point < first.scale:
            one.number = replace(first, point=first.point + second.point)
            one.last, other.absorbed = other.last, True
            one.rules += [*(("numbers", rule) for rule in second.rules), ("quantities", self._rule)]

    def _exceeded(self, view: View, one: Draft, other: Draft) -> None:
        """«مليون وأكثر من 700 ألف تحليلة»: a bound stands before the smaller scale word."""
        first, second = one.number, other.number
        if not (one.bare and one.live and other.live) or not first.scale > second.scale > ONE:
            return
        found = self._more.ending(view.words, other.first, one.last)
        if found is None or (found[0], found[2]) != (one.last, self._glue) or first.point is None or not second.point:
            return
        other.number = replace(second, point=first.point + second.point, proclitic=first.proclitic)
        other.first = other.core = one.first
        other.bound, one.absorbed = "gt", True
        other.rules += [*(("numbers", rule) for rule in first.rules), ("bounds", found[1]), ("quantities", self._rule)]

    def _glued(self, view: View, one: Draft, other: Draft) -> bool:
        """Whether «و» alone stands between the two."""
        gap = view.words[one.last : other.first]
        return gap == (self._glue,) or (not gap and other.number.proclitic == self._glue)

    def _measures(self, draft: Draft) -> bool:
        """Whether it is a plain number behind which its unit stands."""
        unit, number = draft.unit, draft.number
        plain = number.kind == "plain" and number.point is not None and number.point >= 0 and not draft.fraction
        return draft.live and plain and unit is not None and unit.size > 0 and draft.noun is not None

    def _added(self, view: View, one: Draft | None, other: Draft) -> bool:
        """«و» alone stands between the two, and ``other`` is less than one unit of ``one``."""
        if one is None or one.unit is None or other.unit is None:
            return False
        return self._glued(view, one, other) and self._part(one.unit, other)

    def _part(self, unit: Unit, other: Draft) -> bool:
        own, point = other.unit, other.number.point
        if own is None or point is None or own.dimension != unit.dimension or other.number.scale > 1:
            return False
        return own.size < unit.size and point * own.size < unit.size

    def _opening(self, view: View, draft: Draft, floor: int) -> Draft | None:
        """«من شهر إلى ثلاثة أشهر», «بين ساعة و3 ساعات»: the unit that opens a range is one of it."""
        number, words = draft.number, view.words
        if not self._measures(draft) or draft.first != number.first or number.first <= floor:
            return None
        end = number.first - (words[number.first - 1] in self._to or words[number.first - 1] == self._glue)
        if end == number.first and number.proclitic != self._glue:
            return None
        found = self._units.ending(view, end)
        if found is None or found[0] <= floor or any(view.taken[found[0] : end]):
            return None
        first, unit = found
        if draft.unit is None or not _no_larger(unit, draft.unit) or not self._openers.ending(words, first, floor):
            return None
        one = Number(first, end, ONE, (unit.rule,), coefficient=ONE)
        return Draft(one, first, end, unit=unit, noun=(first, end), core=first)

    def _sum(self, one: Draft, other: Draft, part: Unit) -> None:
        unit, first, second = one.unit, one.number.point, other.number.point
        if unit is None or first is None or second is None:
            return
        whole = (first * unit.size + second * part.size) / unit.size
        if whole != whole.quantize(FINE) and part.factor == ONE:
            whole, one.unit = (first * (unit.size / part.size) + second).quantize(FINE), part
        one.number = replace(one.number, point=whole.normalize() + 0)
        one.last, other.absorbed = other.last, True
        one.rules += [*(("numbers", rule) for rule in other.number.rules), *other.rules]
        one.rules += [("quantities", part.rule), ("quantities", self._rule)]

    def _alone(self, view: View, draft: Draft, floor: int) -> None:
        """«كيلوغراما و884 غراما»: the larger unit without a number is one of it."""
        number, part = draft.number, draft.unit
        end = number.first - (view.words[number.first - 1] == self._glue) if number.first else 0
        if draft.first != number.first or part is None or end <= floor or view.taken[end - 1]:
            return
        if end == number.first and number.proclitic != self._glue:
            return
        found = self._units.ending(view, end)
        if found is None or found[0] < floor or not self._part(found[1], draft):
            return
        first, unit = found
        one = Number(first, end, ONE, (unit.rule,), coefficient=ONE)
        whole = Draft(one, first, end, unit=unit, noun=(first, end), core=first)
        self._sum(whole, draft, part)
        draft.number, draft.absorbed = replace(whole.number, rules=(*one.rules, *number.rules)), False
        draft.first = draft.core = first
        draft.unit, draft.noun, draft.rules = whole.unit, whole.noun, whole.rules


def _no_larger(one: Unit, other: Unit) -> bool:
    """Whether the two are one unit, or ``one`` a part of ``other``."""
    return one.code == other.code or (one.dimension == other.dimension and 0 < one.size < other.size)
