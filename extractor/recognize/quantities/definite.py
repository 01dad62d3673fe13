"""A definite number behind what it counts: «المتهمون الـ24», «شاحنات النظافة الأربع», «السدود الكبرى الـ149»."""

from __future__ import annotations

from extractor.recognize.nouns import NounGrammar
from extractor.recognize.numbers.fractions import Number
from extractor.recognize.numbers.lexicon import Numerals
from extractor.recognize.quantities.draft import Draft, View
from extractor.recognize.quantities.units import UnitTable

MOST = 2  # words of the counted phrase before the number; longer ones are as often a phrase of their own


class DefiniteCounts:
    """Finds the plural that a number with the article counts."""

    def __init__(self, lexicon: Numerals, units: UnitTable, nouns: NounGrammar) -> None:
        """Use the compiled grammars."""
        self._units, self._nouns = units, nouns
        letters = lexicon.letters
        self._article, self._glued = letters.article, frozenset((*letters.conjunctions, *letters.prepositions))

    def attach(self, view: View, draft: Draft) -> bool:
        """Give ``draft`` the plural before it; whether there is one.

        A plural with the article directly before, or with one word between that has it, too («الدول الأعضاء الـ27»);
        else a listed plural whose owner stands between («ضحايا المجزرة الخمسين»).
        """
        end = self._end(view, draft.number)
        if end is None or view.taken[end - 1] or not draft.bare:
            return False
        unit = self._units.at(view, end - 1)
        if unit and unit[0] == end and view.words[end - 1].startswith(self._article):  # «السنوات الخمس»
            draft.unit, draft.noun, draft.first = unit[1], (end - 1, end), end - 1
            return True
        for first in range(end - 1, max(end - MOST, 0) - 1, -1):
            if view.taken[first]:
                return False
            if found := self._plural(view, first, owned=first < end - 1):
                draft.noun, draft.counted, draft.first = (first, end), found[0], first
                draft.glued, draft.named = found[2], True
                draft.rules.append(("nouns", found[1]))
                return True
            if not view.words[first].startswith(self._article):
                return False
        return False

    def _end(self, view: View, number: Number) -> int | None:
        """Where the noun before a definite number of one word ends; ``None`` for other numbers."""
        if number.kind != "plain" or number.scale > 1 or not number.point or number.point <= 1:
            return None  # «السترات الصفر»
        loose = number.first > 0 and view.words[number.first - 1] == self._article
        end = number.first - loose
        return end if end > 0 and (loose or number.proclitic == self._article) else None

    def _plural(self, view: View, index: int, *, owned: bool) -> tuple[str, str, str] | None:
        """The singular of the plural at ``index``, its rule and the letters glued before it.

        ``owned``: its owner follows it, so that it may stand without the article.
        """
        if found := self._nouns.definite(view.sentence, index):
            return found
        if not owned:
            return None
        word = view.words[index]
        for cut in (0, 1):
            known = self._nouns.plural(word[cut:])
            if known and (not cut or word[0] in self._glued):
                return (*known, word[:cut])
        return None
