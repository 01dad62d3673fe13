"""A clause that leaves out its verb and its unit: «جمع الوداد 30 نقطة، والرجاء 28، ثم نهضة بركان 25».

Looks for a name that «و» or «ثم» adds after a counted figure, and a bare figure right behind it. *Limits*: the name
ends in a definite word or a place; of other names nothing tells that they are no verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.lexicon import Letters, place_words

if TYPE_CHECKING:
    from extractor.normalize import Folder
    from extractor.patterns import Patterns
    from extractor.recognize.quantities.draft import Draft, View

FILE = "quantity_words.toml"
NAMED = 5  # words of a name and what leads from it to its figure
REACH = 14  # words from figure to figure
STOPS = frozenset("،,.؛;:)!؟")
COMMAS = frozenset("،,؛;")
COLON = ":"
YEARS = range(1900, 2100)


class Gaps:
    """Tells a figure whose clause says no more than whose it is."""

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile the words of quantity_words.toml that add a clause, and the names of places."""
        letters = Letters.load(patterns)
        roles = {entry.get("role"): frozenset(map(fold, entry.forms)) for entry in patterns[FILE] if entry.get("role")}
        self._then, self._leads = roles["gap-then"], roles["gap-lead"]
        self._tallies = roles["gap-tally"]
        self._article, self._glue = letters.article, letters.conjunctions[0]
        self._lead = letters.prepositions[0]
        self._places = place_words(patterns, fold)

    def between(self, view: View, one: Draft, other: Draft) -> bool:
        """Whether only a name stands between a figure with unit or noun and a bare one: «، والرجاء 28»."""
        if not (other.bare and not other.shared and other.number.kind == "plain") or other.per or other.joined:
            return False
        told = one.unit is not None or one.counted is not None
        if not told or one.fraction or other.first - one.last > REACH or self._year(one, other):
            return False
        return self._closed(view, other.last) and self._named(view, one.last, other.first)

    def _year(self, one: Draft, other: Draft) -> bool:
        """Whether the figure may be a year, beside one of another order."""
        point, before = other.number.point, one.number.point
        yearly = point is not None and point in YEARS and other.number.scale == 1
        return yearly and (before is None or not YEARS.start / 2 < before < YEARS.stop * 2)

    def _closed(self, view: View, at: int) -> bool:
        """Whether nothing that could be counted follows: the end, a stop, or the next member."""
        if at >= len(view.words):
            return True
        word = view.words[at]
        if word in STOPS or word in self._then or word == self._glue:
            return True
        return word.startswith(self._glue) and self._name(word)  # «12 وتدا» counts pegs

    def _named(self, view: View, start: int, end: int) -> bool:
        words = view.words
        commas = [index for index in range(start, end) if words[index] in COMMAS]
        start = commas[-1] + 1 if commas else start
        if start < end and words[start] in self._then:
            start += 1
        elif start < end and words[start].startswith(self._glue) and len(words[start]) > 1:
            pass
        elif start + 1 < end and words[start] == self._glue:
            start += 1
        elif not (commas and COLON in words[:start]):
            return False
        last = end - (end - 1 > start and words[end - 1] in self._leads)
        name = words[start:last]
        if not 0 < len(name) <= NAMED or any(view.taken[start:end]) or not all(word.isalpha() for word in name):
            return False
        return self._name(name[-1]) and not any(word in self._leads for word in name)

    def _name(self, word: str) -> bool:
        """Whether a word is definite or a place, with «و» or «ب» before it or not."""
        bare = (word, word[1:]) if word[0] in {self._glue, self._lead} else (word,)
        return any(one.startswith(self._article) or one in self._places or one in self._tallies for one in bare)
