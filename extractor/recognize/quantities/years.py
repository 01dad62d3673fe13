"""Figures that could be years, and what tells that they count: «أزيد من 2000», «بلغ عدد التلاميذ 1990»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.recognize.numbers.phrases import Phrases

if TYPE_CHECKING:
    from extractor.lexicon import Letters
    from extractor.normalize import Folder
    from extractor.recognize.numbers.lexicon import Numerals
    from extractor.recognize.quantities.draft import Draft, View

YEARS = range(1900, 2101)
YEAR_DIGITS = 4
REACHED = 6  # words from «بلغ», over what reached it, to its figure
TWO = 2  # letters of the prepositions behind which a figure is a year: «في», «عن»


class YearGrammar:
    """Tells a bare figure that names a year from one that counts; compiled from quantity_words.toml."""

    def __init__(self, lexicon: Numerals, fold: Folder, letters: Letters) -> None:
        """Compile the openings of counts and the verbs that reach a figure."""
        opened = [(fold(form), entry.rule) for entry in lexicon.role("year-not") for form in entry.forms]
        self._opened = Phrases.with_proclitics(opened, letters)
        self._reaching = frozenset(
            start + fold(form)
            for entry in lexicon.role("year-reached")
            for form in entry.forms
            for start in ("", *letters.conjunctions)
        )

    def alike(self, view: View, draft: Draft) -> bool:
        """Whether a figure has the looks of a year."""
        word = view.words[draft.number.first]
        return len(word) == YEAR_DIGITS and word.isdecimal() and int(word) in YEARS

    def counts(
        self, view: View, draft: Draft, following: Draft | None, *, ranged: frozenset[str], joints: frozenset[str]
    ) -> bool:
        """Whether a figure that looks like a year counts; ``ranged``, ``joints``: the words of a range."""
        first, words = draft.number.first, view.words
        if self._opened.ending(words, first) is not None:
            return True
        if following and first and words[first - 1] in ranged and self._spans(view, draft, following, joints):
            return True
        return self._reached(view, first)

    def _spans(self, view: View, draft: Draft, following: Draft, joints: frozenset[str]) -> bool:
        """«بين 2000 و5000 درهم», «من 2000 إلى 20 ألف درهم»: the other end is none."""
        gap = view.words[draft.number.last : following.number.first]
        joined = following.number.proclitic in joints if not gap else len(gap) == 1 and gap[0] in joints
        plain = following.bare and following.number.scale == 1 and self.alike(view, following)
        return joined and following.live and not plain

    def _reached(self, view: View, first: int) -> bool:
        """«بلغ عدد التلاميذ 1990», «وصل عددهم إلى 2000»; not «بلغ الفريق نهائي مونديال 2022», which is named."""
        words = view.words
        if first and len(words[first - 1]) <= TWO:
            return False
        for place in range(first - 1, max(first - REACHED, 0) - 1, -1):
            word = words[place]
            if not word.isalpha() or view.taken[place]:
                return False
            if word in self._reaching:
                return True
        return False
