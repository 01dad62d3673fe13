"""Amounts without their currency: «سرقو 80 مليون» beside «80 مليون سنتيم», «إلى 60 مليونا» after «75 مليون درهم»."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.model import Quantity, Sentence, Trace, Value
from extractor.normalize import Folder
from extractor.patterns import Patterns

MILLION, MILLIARD = Decimal(1000000), Decimal(1000000000)
UNLIKE = Decimal(20)  # times: a sum further from the one before it is of something else
HEAD = 16  # words before a figure among which «عدد» says that it counts
CURRENCIES, WORDS = "currencies.toml", "quantity_words.toml"

Currency = tuple[str, Decimal, str]  # code, what its own unit is of the base unit, rule


class RepeatGrammar:
    """Lends a bare figure in millions the currency of the same figure elsewhere in the article, or of a sum near it.

    None where the article also has that figure with a noun («10 ملايين درهم», «10 ملايين مغربي»): it may be of either.
    A sum before it, else behind it, lends its currency where the article counts nothing else of that order: to
    milliards anywhere, to millions only of a like size and not over a whole sentence.
    *Limits*: a count that is named nowhere and happens to look like an amount is taken for one.
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Keep by its rule what a currency's own unit is of the base unit, and the words that count heads."""
        self._factors = {entry.rule: Decimal(entry.get("factor", "1")) for entry in patterns[CURRENCIES]}
        heads = (entry for entry in patterns[WORDS] if entry.get("role") == "headcount")
        self._heads = frozenset(fold(form) for entry in heads for form in entry.forms)

    def lend(self, sentences: Sequence[Sentence], rows: Sequence[Sequence[Quantity]]) -> list[list[Quantity]]:
        """``rows`` of an article's quantities, the bare figures of its amounts with their currency."""
        if not any(_bare(one) for row in rows for one in row):
            return [list(row) for row in rows]
        told = self._told(rows)
        lent = [
            [_with(one, told.get(one.value.point or MILLION)) if _bare(one) else one for one in row] for row in rows
        ]
        return self._as_beside(sentences, lent)

    def _told(self, rows: Sequence[Sequence[Quantity]]) -> dict[Decimal, Currency | None]:
        """By the figure that was written its currency; ``None`` where a count or another has it, too."""
        figures = [one for row in rows for one in row]
        found: dict[Decimal, Currency | None] = {
            one.value.point: None for one in figures if one.value.point is not None and _counts(one)
        }
        for one in figures:
            own = self._currency(one)
            if own and one.value.point:
                written = one.value.point / own[1]
                found[written] = own if found.get(written, own) == own else None
        return found

    def _currency(self, one: Quantity) -> Currency | None:
        rule = next((trace.rule for trace in one.trace if trace.rule in self._factors), "")
        return (one.value.unit, self._factors[rule], rule) if rule else None

    # ── the sum beside it ─────────────────────────────────────────────────────────────────────────

    def _as_beside(self, sentences: Sequence[Sentence], rows: Sequence[Sequence[Quantity]]) -> list[list[Quantity]]:
        """The bare sums with the currency of the nearest sum, where nothing else is counted in their order."""
        large = [(place, one) for place, row in enumerate(rows) for one in row if _large(one)]
        sums = [(place, one, money) for place, one in large if (money := self._currency(one))]
        others = [one.value.point for _, one in large if not _bare(one) and self._currency(one) is None]
        most = max((point for point in others if point is not None), default=Decimal(0))
        if not sums or most >= MILLIARD:
            return [list(row) for row in rows]
        places = [place for place, _, _ in sums]

        def own(place: int, one: Quantity) -> Currency | None:
            if not _bare(one) or self._counted(sentences[place], one):
                return None
            at = bisect_left(places, place + 1)
            near, other, currency = sums[at - 1] if at else sums[0]
            if one.value.point is not None and one.value.point < MILLIARD:
                like = _like(one, other, currency) and abs(place - near) <= 1 and not most
                return currency if like else None
            return currency

        return [[_with(one, own(place, one)) for one in row] for place, row in enumerate(rows)]

    def _counted(self, sentence: Sentence, one: Quantity) -> bool:
        """«وفاق عدد زواره 3 ملايين»: heads are counted."""
        return not self._heads.isdisjoint(sentence.words[max(one.number[0] - HEAD, 0) : one.number[0]])


def _with(one: Quantity, currency: Currency | None) -> Quantity:
    """The figure as a sum of that money."""
    if currency is None or one.value.point is None:
        return one
    unit, factor, rule = currency
    low, high = (None if end is None else end * factor for end in (one.value.low, one.value.high))
    value = Value(one.value.point * factor, low, high, one.value.bound, unit, None, one.value.per)
    return replace(one, value=value, trace=(*one.trace, Trace("quantities", rule, one.span)))


def _like(one: Quantity, other: Quantity, currency: Currency) -> bool:
    """Whether two figures as they were written are of one order."""
    first, second = one.value.point, other.value.point
    if not first or not second:
        return False
    times = first * currency[1] / second
    return 1 / UNLIKE <= times <= UNLIKE


def _large(one: Quantity) -> bool:
    point = one.value.point
    return point is not None and point >= MILLION / 100 and (one.value.unit.isupper() or point >= MILLION)


def _bare(one: Quantity) -> bool:
    """Whether a figure in millions counts nothing that is named."""
    value = one.value
    large = value.point is not None and value.point >= MILLION
    return large and value.unit == "count" and not _counts(one) and not one.vague


def _counts(one: Quantity) -> bool:
    """Whether a figure counts what stands with it: «10 ملايين مغربي»."""
    return one.value.unit == "count" and (one.value.counted is not None or one.noun is not None)
