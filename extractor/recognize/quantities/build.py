"""Drafts → records: values in base units, page spans, traces."""

from __future__ import annotations

from decimal import Decimal

from extractor.lexicon import Letters
from extractor.model import Bound, Quantity, Rejection, Span, Trace, Value
from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.recognize.quantities.draft import Draft, View

ONE = Decimal(1)


class Builder:
    """Makes the records of a sentence."""

    def __init__(self, patterns: Patterns, fold: Folder, ambiguous: str) -> None:
        """``ambiguous`` is the rule of a refusal for two readings."""
        self._fold = fold
        self._article = Letters.load(patterns).article
        self._ambiguous = ambiguous
        self._figure = next(entry.rule for entry in patterns["numerals.toml"] if entry.id == "figure")
        self._readings: dict[str, tuple[str, ...]] = {}

    def quantity(self, view: View, draft: Draft) -> Quantity:
        """The quantity that ``draft`` became."""
        span = self._span(view, draft.first, draft.last, draft)
        number = draft.number
        return Quantity(
            first=draft.first,
            last=draft.last,
            span=span,
            value=self._value(draft),
            number=(number.first, number.last),
            noun=draft.noun,
            vague=number.kind in {"vague", "few"},
            fraction=draft.fraction,
            change=draft.change,
            trace=self._trace(draft, span),
        )

    def rejection(self, view: View, draft: Draft) -> Rejection:
        """The rejection that ``draft`` became: of the number alone, what it counts left out."""
        number = draft.number
        span = self._span(view, number.first, max(number.last, min(draft.last, number.last)), draft)
        return Rejection(span, draft.rejected or self._ambiguous, draft.readings)

    def words(self, view: View, first: int, last: int, rule: str) -> Rejection:
        """A rejection of words that hold no number."""
        return Rejection(view.sentence.cover(first, last), rule)

    # ── values ────────────────────────────────────────────────────────────────────────────────────

    def _value(self, draft: Draft) -> Value:
        unit = draft.unit.code if draft.unit else "count"
        factor = draft.unit.factor if draft.unit else ONE
        counted = draft.counted if draft.unit is None else None
        number = draft.number
        if number.kind in {"vague", "few"}:
            low = number.low * factor if number.low is not None else None
            high = number.high * factor if number.high is not None else None
            return Value(None, low, high, "approx", unit, counted, draft.per)
        if draft.joined and draft.low is not None and draft.high is not None:
            return Value(None, draft.low * factor, draft.high * factor, "between", unit, counted, draft.per)
        point = draft.point if draft.point is not None else number.point
        point = (point if point is not None else Decimal(0)) * factor
        low, high = interval(point, draft.bound)
        return Value(point, low, high, draft.bound, unit, counted, draft.per)

    def _trace(self, draft: Draft, span: Span) -> tuple[Trace, ...]:
        rules = [("numbers", rule) for rule in draft.number.rules or (self._figure,)]
        if draft.unit:
            rules.append(("quantities", draft.unit.rule))
        return tuple(Trace(stage, rule, span) for stage, rule in dict.fromkeys([*rules, *draft.rules]))

    # ── spans ─────────────────────────────────────────────────────────────────────────────────────

    def _span(self, view: View, first: int, last: int, draft: Draft) -> Span:
        """The words' span; letters glued before the first one («وبمليون») stay outside."""
        whole = view.sentence.cover(first, last)
        number = draft.number
        cluster = number.proclitic if first == number.first else draft.glued
        return Span(whole.start + self._glued(view, first, cluster), whole.end)

    def _glued(self, view: View, first: int, cluster: str) -> int:
        """How many code points of word ``first`` as printed the glued letters take up, their marks included."""
        letters = cluster.removesuffix(self._article)
        if not letters:
            return 0
        raw = view.sentence.raw(first)
        found = 0
        for place, char in enumerate(raw):
            folded = self._fold(char).strip()  # «و مليون»
            if found == len(letters) and folded:
                return place
            if folded and letters[found] != folded:
                return 0
            found += len(folded)
        return 0


def interval(point: Decimal, bound: Bound) -> tuple[Decimal | None, Decimal | None]:
    """The interval that a bound implies (annotation.md §2).

    >>> interval(Decimal(30), "gt"), interval(Decimal(30), "lte"), interval(Decimal(30), "approx")
    ((Decimal('30'), None), (None, Decimal('30')), (None, None))
    """
    if bound == "exact":
        return point, point
    if bound in {"gt", "gte"}:
        return point, None
    return (None, point) if bound in {"lt", "lte"} else (None, None)
