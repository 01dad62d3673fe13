"""Sums of money that leave out their currency: «فائض بقيمة تسعة ملايير و340 مليونا», «100 مليون منحة».

The page says elsewhere which money it counts in; the nearest one named before the figure is taken, else the first one
after it. Wrong where a page counts thousands in dirhams and milliards in centimes.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import zip_longest

from extractor.lexicon import Letters
from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.recognize.numbers.phrases import Phrases
from extractor.recognize.quantities.draft import Draft, View
from extractor.recognize.quantities.units import WORDS, UnitTable

MILLION = Decimal(1000000)
PAIR = 3  # words from one end of a range to the other
LEAST = 10  # a smaller bare figure behind a price is a rate or a number of things
REACH = 7  # words before a figure among which its noun of money stands
ONWARD = 10  # words from a sum to the next one that is of the same money


class SumGrammar:
    """Gives bare millions and milliards that a noun of money governs the money of the page."""

    def __init__(self, units: UnitTable, patterns: Patterns, fold: Folder) -> None:
        """Compile the nouns of money of quantity_words.toml."""
        self._units = units
        letters = Letters.load(patterns)
        self._by = letters.prepositions[0]
        self._governing = self._forms(patterns, fold, letters, "sum")
        self._counted = self._forms(patterns, fold, letters, "sum-counted")
        self._spoken = self._forms(patterns, fold, letters, "sum-spoken")
        self._prices = self._forms(patterns, fold, letters, "price")

    def _forms(self, patterns: Patterns, fold: Folder, letters: Letters, role: str) -> Phrases[str]:
        entries = [entry for entry in patterns[WORDS] if entry.get("role") == role]
        rows = [(fold(form), entry.rule) for entry in entries for form in entry.forms]
        return Phrases.with_proclitics(rows, letters, article=True)

    def complete(self, view: View, drafts: list[Draft]) -> None:
        """Let the bare sums of a sentence take the money of the page; it is looked for once."""
        last: Draft | None = None
        paid: Draft | None = None
        for draft, following in zip_longest(drafts, drafts[1:]):
            paid = draft if draft.live and draft.unit and draft.unit.code.isupper() else paid
            if not draft.live or draft.unit is not None:
                continue
            if draft.number.scale < MILLION:
                if paid and self._priced(view, draft, following):
                    draft.unit = paid.unit
                continue
            near = last is not None and draft.noun is None and draft.first - last.last <= ONWARD
            street = not near and draft.noun is None and self._governed(view, draft, self._spoken)
            if not (near or street or self._named(view, draft)):
                continue
            unit = last.unit if last else self._units.money_around(view) or (self._units.spoken if street else None)
            if unit is None:
                return
            draft.unit, draft.counted, last = unit, None, draft

    def _priced(self, view: View, draft: Draft, following: Draft | None) -> bool:
        """«سعر الخروف 7000 درهم، … إن الأثمنة تتأرجح بين 3.500 و4.800»: after a price in the same sentence.

        Not a rate («زادت الكلفة بـ25 إلى 30 في المائة»), nor an end of a range that has its unit.
        """
        point, before = draft.number.point, view.words[draft.first - 1]
        if before == self._by or (following and following.first - draft.last <= PAIR and following.unit):
            return False
        large = draft.bare and draft.number.kind == "plain" and point is not None and point >= LEAST
        return large and draft.counted is None and self._governed(view, draft, self._prices)

    def _named(self, view: View, draft: Draft) -> bool:
        """Whether a noun of money stands shortly before the figure, or is what it counts."""
        if draft.noun is not None:
            return self._counted.at(view.words, draft.noun[0]) is not None
        return self._governed(view, draft, self._governing)

    def _governed(self, view: View, draft: Draft, words: Phrases[str]) -> bool:
        for index in range(draft.first - 1, max(-1, draft.first - 1 - REACH), -1):
            if view.words[index][0].isdecimal():
                return False
            if words.at(view.words, index) is not None:
                return True
        return False
