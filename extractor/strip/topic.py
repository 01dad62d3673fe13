"""What a stretch of text is about: its content words, cut to stems, and how much two stretches share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from extractor.lexicon import Letters
from extractor.normalize import Folder
from extractor.patterns import Patterns

WORD = re.compile(r"[^\W\d_]{3,}")
STEM = 5  # letters: words that begin alike are mostly forms of one word
FIRST = 30  # code points that hold a text's first word
LONGEST = 1_500  # code points of a text that are looked at: enough to know its subject


class Topic:
    """Compares stretches of text by their content words.

    >>> from extractor.patterns import load
    >>> topic = Topic(load(), Folder(load()))
    >>> topic.share("أسعار المحروقات تنخفض", ["عرفت أسعار المحروقات انخفاضا جديدا"]) > 0.6
    True
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile the letters that are written onto words and the list of words that say nothing."""
        letters = Letters.load(patterns)
        before = ["", *letters.conjunctions]
        stems = (letters.article, letters.lam_article, *(p + letters.article for p in letters.prepositions))
        glued = {conjunction + stem for conjunction in before for stem in stems}
        longest = sorted(map(re.escape, glued), key=len, reverse=True)
        self._glued = re.compile("(?:" + "|".join(longest) + ")(?=...)")
        self._single = (*letters.conjunctions, *letters.prepositions)
        self._common = frozenset(
            fold(form) for entry in patterns["sites/bylines.toml"] if entry.id == "common-word" for form in entry.forms
        )
        self._fold = fold

    def stems(self, texts: Iterable[str]) -> frozenset[str]:
        """The stems of the content words of ``texts``."""
        words = {word for text in texts for word in WORD.findall(self._fold(text[:LONGEST]))}
        return frozenset(filter(None, map(self._stem, words)))

    def share(self, text: str, others: Iterable[str]) -> float:
        """The share of ``text``'s stems that ``others`` have, 0 to 1; 0 where it has none."""
        return self.shared(text, self.stems(others))

    def shared(self, text: str, others: AbstractSet[str]) -> float:
        """Like :meth:`share`, with stems."""
        mine = self.stems([text])
        return len(mine & others) / len(mine) if mine else 0.0

    def _stem(self, word: str) -> str:
        if word in self._common:
            return ""
        glued = self._glued.match(word)
        if glued:
            word = word[glued.end() :]
        elif len(word) >= 5 and word.startswith(self._single):
            word = word[1:]
        return "" if word in self._common or len(word) < 3 else word[:STEM]


class Words:
    """How a sentence of a news text begins: what tells a paragraph without a full stop from a headline."""

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile the opening verbs and the conjunctions."""
        by_id = {entry.id: entry.forms for entry in patterns["sites/bylines.toml"]}
        self._verbs = frozenset(fold(form) for form in by_id["opening-verb"])
        self._onward = frozenset(fold(form) for form in by_id["onward"])
        self._rooted = frozenset(fold(form) for form in by_id["rooted-in-and"])
        self._bios = frozenset(fold(form) for form in by_id["bio"])
        self._commas = tuple(by_id["comma"])
        self._fold = fold
        self._and = Letters.load(patterns).conjunctions[0]

    def opens(self, word: str) -> bool:
        """Whether news begin with ``word``, folded: «كشف», «أعلنت»."""
        return word in self._verbs

    def goes_on(self, word: str) -> bool:
        """Whether ``word``, folded, ties its sentence to the one before: «وأضاف», «كما», «يذكر»."""
        if word in self._onward:
            return True
        return word.startswith(self._and) and len(word) >= 4 and word not in self._rooted

    def resumes(self, text: str) -> bool:
        """Whether the first word of ``text``, as printed, ties it to the text before."""
        return self.goes_on(self._fold(text[:FIRST].split(maxsplit=1)[0]))

    def presents(self, text: str, name: str) -> bool:
        """Whether ``text`` says who ``name`` is: it begins with the name, or with what the person does."""
        return text.startswith(name) or self._fold(text[:FIRST].split(maxsplit=1)[0]) in self._bios

    def comma(self, text: str) -> bool:
        """Whether ``text`` holds a comma."""
        return any(comma in text for comma in self._commas)

    def ties(self, first: str, text: str) -> bool:
        """Whether a line is tied to its neighbours: by its ``first`` word, or by a comma at its end."""
        return self.goes_on(first) or self.comma(text[-2:])
