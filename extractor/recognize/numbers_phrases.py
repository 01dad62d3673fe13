"""Short phrases looked up at one place of a sentence: a table of first words and a table of last words.

The Aho-Corasick pass of :mod:`extractor.lexicon` finds every form anywhere. Around a number only a few
places matter, and there a dictionary look-up costs a tenth of a pass over the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from extractor.lexicon import Letters, glued
from extractor.segment import TOKEN

T = TypeVar("T")
Row = tuple[tuple[str, ...], T, str]


def words_of(form: str) -> tuple[str, ...]:
    """The words of a folded form, as a sentence would have them."""
    return tuple(match.group() for match in TOKEN.finditer(form) if not match.group().isspace())


class Phrases(Generic[T]):
    """Folded phrases → items.

    >>> table = Phrases([("متر مربع", "m2", ""), ("متر", "m", "")])
    >>> table.at(("بيع", "متر", "مربع"), 1), table.ending(("بيع", "متر"), 2)
    ((3, 'm2', ''), (1, 'm', ''))
    """

    def __init__(self, forms: Iterable[tuple[str, T, str]]) -> None:
        """Compile ``forms``: folded phrase, item, and the proclitics that are glued to the phrase."""
        by_first: dict[str, list[Row[T]]] = {}
        by_last: dict[str, list[Row[T]]] = {}
        for form, item, proclitic in forms:
            if words := words_of(form):
                by_first.setdefault(words[0], []).append((words, item, proclitic))
                by_last.setdefault(words[-1], []).append((words, item, proclitic))
        self._by_first = {word: _sorted(rows) for word, rows in by_first.items()}
        self._by_last = {word: _sorted(rows) for word, rows in by_last.items()}

    @classmethod
    def with_proclitics(
        cls,
        forms: Iterable[tuple[str, T]],
        letters: Letters,
        *,
        article: bool = False,
        prepositions: bool = True,
    ) -> Phrases[T]:
        """Like the constructor, each form also with the proclitics that may be written onto it."""
        rows: list[tuple[str, T, str]] = []
        for form, item in forms:
            rows += [
                (variant, item, cluster)
                for variant, cluster in glued(form, letters, article=article, prepositions=prepositions)
            ]
        return cls(rows)

    @property
    def starts(self) -> frozenset[str]:
        """Every word with which a phrase opens."""
        return frozenset(self._by_first)

    def at(self, words: Sequence[str], index: int) -> tuple[int, T, str] | None:
        """The longest phrase that begins at ``index``: its end (half-open), item and proclitics."""
        if index >= len(words):
            return None
        for form, item, proclitic in self._by_first.get(words[index], ()):
            end = index + len(form)
            if len(form) == 1 or tuple(words[index:end]) == form:
                return end, item, proclitic
        return None

    def all_at(self, words: Sequence[str], index: int) -> Iterator[tuple[int, T]]:
        """All phrases that begin at ``index``, longest first: end and item."""
        if index >= len(words):
            return
        for form, item, _ in self._by_first.get(words[index], ()):
            end = index + len(form)
            if len(form) == 1 or tuple(words[index:end]) == form:
                yield end, item

    def ending(self, words: Sequence[str], end: int, floor: int = 0) -> tuple[int, T, str] | None:
        """The longest phrase that ends before ``end`` and begins no earlier than ``floor``: start, item, proclitics."""
        return next(iter(self.all_ending(words, end, floor)), None)

    def all_ending(self, words: Sequence[str], end: int, floor: int = 0) -> Iterator[tuple[int, T, str]]:
        """All phrases that end before ``end``, longest first."""
        if end <= floor:
            return
        for form, item, proclitic in self._by_last.get(words[end - 1], ()):
            first = end - len(form)
            if first >= floor and (len(form) == 1 or tuple(words[first:end]) == form):
                yield first, item, proclitic


def _sorted(rows: list[Row[T]]) -> tuple[Row[T], ...]:
    """Longest first; the order of the file decides between equals; a spelling counts once for each item."""
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
