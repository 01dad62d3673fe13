"""A denied verb before «أكثر من» and «أقل من»: whether the denial is of the number («لا يتقاضى أكثر من 2800 درهم»)."""

from __future__ import annotations

from extractor.lexicon import Letters
from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.recognize.quantities.draft import Draft, View

REACH = 6  # words between the negation and the particle: a verb, its subject, an object
DIRECT = 2  # words from the negation to a particle that follows its verb at once
STOPS = frozenset('،,.;:؛!?؟()[]«»"“”')
RATIOS = frozenset({"percent", "percentage_point"})


class DenialGrammar:
    """Finds the negation that governs a particle of bound.

    A count right behind a denied verb is its subject as often as its object («لم يستفد أكثر من 300 شخص» are more than
    300), so that there only verbs that are listed as taking a number for their object count.
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile the negators, the words that open a clause, and the verbs of holding and reaching."""
        letters = Letters.load(patterns)

        def words(role: str) -> frozenset[str]:
            entries = [entry for entry in patterns["quantity_words.toml"] if entry.get("role") == role]
            return frozenset(fold(form) for entry in entries for form in entry.forms)

        glue = letters.conjunctions
        plain = words("deny")
        self._negators = plain | {letter + word for letter in glue for word in plain}
        self._clauses, self._modals, self._holding = words("clause"), words("modal"), words("holding")
        self._prepositions = words("preposition")
        self._spoken, self._ends = words("deny-spoken"), tuple(words("deny-end"))
        self._article, self._lam, self._glue = letters.article, letters.lam, glue[0]

    def negator(self, view: View, first: int, floor: int) -> int | None:
        """Where the negation of the clause stands whose words run up to the particle at ``first``."""
        words = view.words
        for place in range(first - 1, max(floor, first - REACH - 1) - 1, -1):
            word = words[place]
            if word in self._negators or (word in self._spoken and words[place + 1].endswith(self._ends)):
                return place if place < first - 1 else None
            modal = place > floor and words[place - 1] in self._modals
            if word in STOPS or (word in self._clauses and not modal) or word[0] == self._glue:
                return None
        return None

    def reaches(self, view: View, draft: Draft, place: int, first: int, glued: str) -> bool:
        """Whether the denial at ``place`` is of the number behind the particle at ``first``, not of its subject.

        ``glued``: the letters written onto the particle («بأكثر», «لأكثر»).
        """
        words, before = view.words, view.words[first - 1]
        if before in self._clauses or glued[:1] == self._glue:
            return False
        if glued or before in self._prepositions or before in self._holding:
            return True
        if draft.unit is not None and draft.unit.code not in RATIOS:
            return True
        if words[place] in self._spoken:
            return True
        if first - place <= DIRECT:
            return False
        subject = before.startswith(self._article) and words[first - 2] not in self._prepositions
        return subject or before.startswith(self._lam)
