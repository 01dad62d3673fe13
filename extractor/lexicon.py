"""Every form of many pattern entries, found in a sentence in one Aho-Corasick pass (pyahocorasick).

Forms are folded like pages and matched on whole words. Arabic writes «و», «ف», «ب», «ل», «ك» and the
article onto the word: :func:`glued` spells a form with them, and a :class:`Hit` says which stood there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import ahocorasick

from extractor.model import Sentence
from extractor.patterns import Patterns
from extractor.record import record
from extractor.segment import words_of

T = TypeVar("T")


@record(frozen=True, slots=True, eq=False)
class Hit(Generic[T]):
    """Words ``first`` to ``last`` (half-open) of a sentence are a form of ``item``, ``proclitic`` glued to it."""

    first: int
    last: int
    item: T
    proclitic: str


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters that are written onto a word, folded, from orthography.toml's ``proclitics`` entries."""

    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    article: str
    lam: str
    lam_article: str

    @classmethod
    def load(cls, patterns: Patterns) -> Letters:
        """The letters as the pattern file gives them."""
        by_id = {entry.id: entry.forms for entry in patterns["orthography.toml"]}
        return cls(
            by_id["proclitics.conjunction"],
            by_id["proclitics.preposition"],
            by_id["proclitics.article"][0],
            by_id["proclitics.lam"][0],
            by_id["proclitics.lam-article"][0],
        )


def place_words(patterns: Patterns, fold: Callable[[str], str]) -> frozenset[str]:
    """The folded words of which the names of places.toml are made: «الدار البيضاء» gives two."""
    return frozenset(fold(word) for entry in patterns["places.toml"] for form in entry.forms for word in form.split())


def glued(
    form: str, letters: Letters, *, article: bool = False, prepositions: bool = True
) -> Iterator[tuple[str, str]]:
    """Spell ``form`` with each cluster of proclitics that Arabic allows: («وبمليون», «وب») and the like.

    With ``article`` the form is also spelled with the article («المليون», «بالمليون», «للمليون»).
    """
    stems = [(form, "")]
    if prepositions:
        stems += [(_joined(letter, form, letters), letter) for letter in letters.prepositions]
    if article and not form.startswith(letters.article):
        full = letters.article + form
        stems.append((full, letters.article))
        if prepositions:
            stems += [(_joined(letter, full, letters), letter + letters.article) for letter in letters.prepositions]
    yield from stems
    for conjunction in letters.conjunctions:
        for text, cluster in stems:
            yield conjunction + text, conjunction + cluster


def _joined(letter: str, form: str, letters: Letters) -> str:
    if letter == letters.lam and form.startswith(letters.article):
        return letters.lam_article + form[len(letters.article) :]
    return letter + form


class Lexicon(Generic[T]):
    """Forms → items, matched on whole words of a sentence.

    >>> from extractor.model import Span
    >>> from extractor.normalize import Folder
    >>> from extractor.patterns import load
    >>> from extractor.segment import segment
    >>> lexicon = Lexicon([("ملف تعويض", "file"), ("وملف", "and")])
    >>> text = "عالج 16 مليون ملف تعويض"
    >>> [one] = segment(text, Span(0, len(text)), fold=Folder(load()))
    >>> [(hit.first, hit.last, hit.item) for hit in lexicon.find(one)]
    [(3, 5, 'file')]
    """

    def __init__(self, forms: Iterable[tuple[str, T] | tuple[str, T, str]]) -> None:
        """Compile ``forms``: a folded form (words parted by spaces), the item it stands for, and what is glued on."""
        table: dict[str, list[tuple[int, T, str]]] = {}
        for form, item, *proclitic in forms:
            words = words_of(form)
            if words:
                row = (len(words), item, proclitic[0] if proclitic else "")
                table.setdefault(" " + " ".join(words) + " ", []).append(row)
        self._automaton = ahocorasick.Automaton()
        for key, value in table.items():
            self._automaton.add_word(key, tuple(value))
        self._empty = not table
        if table:
            self._automaton.make_automaton()

    @classmethod
    def with_proclitics(
        cls, forms: Iterable[tuple[str, T]], letters: Letters, *, article: bool = False, prepositions: bool = True
    ) -> Lexicon[T]:
        """Like the constructor, each form also with the proclitics that may be written onto it."""
        return cls(
            (variant, item, cluster)
            for form, item in forms
            for variant, cluster in glued(form, letters, article=article, prepositions=prepositions)
        )

    def find(self, sentence: Sentence) -> list[Hit[T]]:
        """All hits, also overlapping ones, by where they end; the longest of those that end together first."""
        return self.find_words(sentence.words)

    def find_words(self, words: tuple[str, ...]) -> list[Hit[T]]:
        """Like :meth:`find`, over bare folded words."""
        if self._empty:
            return []
        text = " " + " ".join(words) + " "
        hits = []
        for end, values in self._automaton.iter(text):
            last = text.count(" ", 0, end)  # the words before a space are as many as the spaces before it
            hits += [Hit(last - length, last, item, proclitic) for length, item, proclitic in values]
        return hits


def longest(hits: Iterable[Hit[T]]) -> list[Hit[T]]:
    """The hits that no longer or earlier one overlaps, in reading order."""
    kept: list[Hit[T]] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first)):
        words = range(hit.first, hit.last)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.first)
