"""Short phrases looked up at one place of a sentence, by their first two or their last two words.

The Aho-Corasick pass of :mod:`extractor.lexicon` finds every form anywhere. Around a number only a few
places matter, and there a dictionary look-up costs a tenth of a pass over the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

from extractor.lexicon import Letters, glued
from extractor.segment import words_of

T = TypeVar("T")
Row = tuple[tuple[str, ...], T, str]
PAIR = 2  # words under which longer phrases are filed


class Phrases(Generic[T]):
    """Folded phrases → items.

    >>> table = Phrases([("متر مربع", "m2", ""), ("متر", "m", "")])
    >>> table.at(("بيع", "متر", "مربع"), 1), table.ending(("بيع", "متر"), 2)
    ((3, 'm2', ''), (1, 'm', ''))
    """

    def __init__(self, forms: Iterable[tuple[str, T, str]]) -> None:
        """Compile ``forms``: folded phrase, item, and the proclitics that are glued to the phrase.

        ``starts`` holds every word with which a phrase opens.
        """
        self._single: dict[str, list[tuple[T, str]]] = {}
        self._first: dict[tuple[str, ...], list[Row[T]]] = {}
        self._last: dict[tuple[str, ...], list[Row[T]]] = {}
        longer: list[Row[T]] = []
        for form, item, proclitic in forms:
            words = words_of(form)
            if len(words) == 1:
                self._single.setdefault(words[0], []).append((item, proclitic))
            elif words:
                longer.append((words, item, proclitic))
        for row in sorted(longer, key=lambda row: -len(row[0])):  # longest first, else in the order of the file
            words = row[0]
            self._first.setdefault(words[:PAIR], []).append(row)
            self._last.setdefault(words[-PAIR:], []).append(row)
        self.starts = frozenset(self._single) | frozenset(first for first, _ in self._first)
        self._ends = frozenset(self._single) | frozenset(last for _, last in self._last)

    @classmethod
    def with_proclitics(
        cls,
        forms: Iterable[tuple[str, T]],
        letters: Letters,
        *,
        article: bool = False,
        prepositions: bool = True,
        unless: AbstractSet[str] = frozenset(),
    ) -> Phrases[T]:
        """Like the constructor, each form also with the proclitics that may be written onto it, ``unless`` left out."""
        rows = prefixed(forms, letters, article=article, prepositions=prepositions)
        return cls(row for row in rows if row[0] not in unless)

    @property
    def openings(self) -> frozenset[tuple[str, ...]]:
        """The first two words of every longer phrase."""
        return frozenset(self._first)

    def at(self, words: Sequence[str], index: int) -> tuple[int, T, str] | None:
        """The longest phrase that begins at ``index``: its end (half-open), item and proclitics."""
        if index >= len(words) or words[index] not in self.starts:
            return None
        return next(self._at(words, index), None)

    def all_at(self, words: Sequence[str], index: int) -> Iterator[tuple[int, T]]:
        """All phrases that begin at ``index``, longest first: end and item."""
        if index >= len(words) or words[index] not in self.starts:
            return iter(())
        return ((end, item) for end, item, _ in self._at(words, index))

    def _at(self, words: Sequence[str], index: int) -> Iterator[tuple[int, T, str]]:
        if index + 1 < len(words):
            for form, item, proclitic in self._first.get((words[index], words[index + 1]), ()):
                end = index + len(form)
                if len(form) == PAIR or tuple(words[index:end]) == form:
                    yield end, item, proclitic
        for item, proclitic in self._single.get(words[index], ()):
            yield index + 1, item, proclitic

    def ending(self, words: Sequence[str], end: int, floor: int = 0) -> tuple[int, T, str] | None:
        """The longest phrase that ends before ``end`` and begins no earlier than ``floor``: start, item, proclitics."""
        if end <= floor or words[end - 1] not in self._ends:
            return None
        return next(self._all_ending(words, end, floor), None)

    def all_ending(self, words: Sequence[str], end: int, floor: int = 0) -> Iterator[tuple[int, T, str]]:
        """All phrases that end before ``end``, longest first."""
        if end <= floor or words[end - 1] not in self._ends:
            return iter(())
        return self._all_ending(words, end, floor)

    def _all_ending(self, words: Sequence[str], end: int, floor: int) -> Iterator[tuple[int, T, str]]:
        if end - floor >= PAIR:
            for form, item, proclitic in self._last.get((words[end - 2], words[end - 1]), ()):
                first = end - len(form)
                if first >= floor and (len(form) == PAIR or tuple(words[first:end]) == form):
                    yield first, item, proclitic
        for item, proclitic in self._single.get(words[end - 1], ()):
            yield end - 1, item, proclitic


def prefixed(
    forms: Iterable[tuple[str, T]], letters: Letters, *, article: bool = False, prepositions: bool = True
) -> Iterator[tuple[str, T, str]]:
    """Each form with each row of proclitics that may be written onto it, its item, and that row."""
    for form, item in forms:
        for variant, cluster in glued(form, letters, article=article, prepositions=prepositions):
            yield variant, item, cluster
