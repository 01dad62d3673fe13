"""Light stems: what is left of a word without its article, its glued letters and one ending.

A broken plural that nouns.toml lists has the stem of its singular. A stem is a key, not a word: it is
never shown.
"""

from __future__ import annotations

from re import Match
from typing import TYPE_CHECKING

from extractor.segment import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.normalize import Folder
    from extractor.patterns import Patterns

SHORTEST = 3  # letters that a light stem keeps at least
KNOWN = 200_000  # words whose stems are kept at hand: more than a year of one newspaper's vocabulary


def _telling(word: str) -> bool:
    return word[0].isalnum()


class Stemmer:
    """Words → stems.

    >>> from extractor.normalize import Folder
    >>> from extractor.patterns import load
    >>> patterns = load()
    >>> stems = Stemmer(patterns, Folder(patterns))
    >>> stems.of_text("المستفيدين مستفيد والمستفيدات") == [stems("مستفيد")] * 3
    True
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Read the ``stem.*`` entries of comparison.toml and the nouns of nouns.toml."""
        entries = patterns["comparison.toml"]
        affixes = {entry.id: tuple(map(fold, entry.forms)) for entry in entries if entry.id.startswith("stem.")}
        self._clusters, self._letters = affixes["stem.article"], affixes["stem.letter"]
        self._endings = tuple(sorted(affixes["stem.ending"], key=len, reverse=True))
        self.fold = fold
        self._known: dict[str, str] = {}
        self._singulars: dict[str, str] = {}
        self._glued = affixes["stem.glued"]
        for entry in patterns["nouns.toml"]:
            for spec in entry.get("nouns", ()):
                singular, *plurals = (fold(form) for form in spec.split("/"))
                for form in (singular, *plurals):
                    self._singulars.setdefault(form, self._short(singular))
        self._nouns = frozenset(self._singulars.values())

    def __call__(self, word: str) -> str:
        """The stem of a folded ``word``; figures are their own."""
        stem = self._known.get(word)
        if stem is None:
            if len(self._known) >= KNOWN:
                self._known.clear()
            stem = self._known[word] = self._stem(word)
        return stem

    def of_text(self, text: str) -> list[str]:
        """The stems of the words and figures of ``text``, in order."""
        return [self(word) for word in self.words(text)]

    def words(self, text: str) -> Iterator[str]:
        """The folded words and figures of ``text``, signs left out."""
        return filter(_telling, map(Match.group, TOKEN.finditer(self.fold(text))))

    def bare(self, word: str) -> str:
        """The stem of ``word`` without prepositions glued to a name that no list knows: «بإيغرم» and «إيغرم» are one.

        A key for holding two labels together, too short to be searched for.
        """
        stem = self(word)
        while stem[:1] in self._glued and len(stem) > SHORTEST + 1 and stem not in self._nouns:
            stem = stem[1:]
        return stem

    def loose(self, word: str) -> str | None:
        """The stem of ``word`` without a first letter that may be glued on, or part of it: «ولاية», «ولجنة»."""
        if word[:1] in self._letters and len(word) > SHORTEST:
            return self(word[1:])
        return None

    def _stem(self, word: str) -> str:
        if word in self._singulars:
            return self._singulars[word]
        for cluster in self._clusters:
            if word.startswith(cluster) and len(word) - len(cluster) >= SHORTEST:
                bare = word[len(cluster) :]
                return self._singulars.get(bare) or self._short(bare)
        if word[:1] in self._letters and word[1:] in self._singulars:
            return self._singulars[word[1:]]
        return self._short(word)

    def _short(self, word: str) -> str:
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
                return word[: -len(ending)]
        return word
