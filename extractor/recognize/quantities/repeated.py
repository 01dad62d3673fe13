"""An amount told again without its currency: «سرقو 80 مليون», where the article has «80 مليون سنتيم»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.model import Quantity, Trace, Value
from extractor.patterns import Patterns

MILLION = Decimal(1000000)
CURRENCIES = "currencies.toml"


class RepeatGrammar:
    """Lends a bare figure in millions the currency of the same figure elsewhere in the article.

    None where the article also has that figure with a noun («10 ملايين درهم», «10 ملايين مغربي»): it may be of either.
    *Limits*: a count that is named nowhere and happens to be the same figure as an amount is taken for it.
    """

    def __init__(self, patterns: Patterns) -> None:
        """Keep by its rule what a currency's own unit is of the base unit."""
        self._factors = {entry.rule: Decimal(entry.get("factor", "1")) for entry in patterns[CURRENCIES]}

    def lend(self, rows: Sequence[Sequence[Quantity]]) -> list[list[Quantity]]:
        """``rows`` of an article's quantities, the bare figures of its amounts with their currency."""
        if not any(_bare(one) for row in rows for one in row):
            return [list(row) for row in rows]
        told = self._told(rows)
        return [[self._as_told(one, told) if _bare(one) else one for one in row] for row in rows]

    def _told(self, rows: Sequence[Sequence[Quantity]]) -> dict[Decimal, tuple[str, Decimal, str] | None]:
        """By the figure that was written: currency, factor and rule; ``None`` where a count or another has it, too."""
        figures = [one for row in rows for one in row]
        found: dict[Decimal, tuple[str, Decimal, str] | None] = {
            one.value.point: None for one in figures if one.value.point is not None and _counts(one)
        }
        for one in figures:
            rule = next((trace.rule for trace in one.trace if trace.rule in self._factors), "")
            if rule and one.value.point is not None and one.value.point:
                factor = self._factors[rule]
                own = (one.value.unit, factor, rule)
                written = one.value.point / factor
                found[written] = own if found.get(written, own) == own else None
        return found

    def _as_told(self, one: Quantity, told: dict[Decimal, tuple[str, Decimal, str] | None]) -> Quantity:
        point = one.value.point
        same = told.get(point) if point is not None else None
        if same is None:
            return one
        unit, factor, rule = same
        low, high = (None if end is None else end * factor for end in (one.value.low, one.value.high))
        value = Value(None if point is None else point * factor, low, high, one.value.bound, unit, None, one.value.per)
        return replace(one, value=value, trace=(*one.trace, Trace("quantities", rule, one.span)))


def _bare(one: Quantity) -> bool:
    """Whether a figure in millions counts nothing that is named."""
    value = one.value
    large = value.point is not None and value.point >= MILLION
    return large and value.unit == "count" and not _counts(one) and not one.vague


def _counts(one: Quantity) -> bool:
    """Whether a figure counts what stands with it: «10 ملايين مغربي»."""
    return one.value.unit == "count" and (one.value.counted is not None or one.noun is not None)
