"""A sentence with its calendar words marked: what the parts of the date grammar read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.padded import Padded
from extractor.recognize.dates.vocabulary import DASHES, FIRST_HIJRI, FIRST_YEAR, LAST_HIJRI, LAST_YEAR
from extractor.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from extractor.recognize.dates.periods import Period
    from extractor.recognize.dates.vocabulary import Item, Tag, Vocabulary

    Reader: TypeAlias = Callable[["Scanner", int, int], "Found | None"]

Use = tuple[str, int, int]  # a rule and the words (half-open) in which it was used


@record(frozen=True, slots=True, eq=False)
class Found:
    """A period that ends before word ``end``, and the pattern entries that read it."""

    end: int
    period: Period
    uses: tuple[Use, ...]


EMPTY: dict[str, tuple[Tag, ...]] = {}
SINCE = 12  # words from «منذ», over what began, to the first calendar word of the day on which it did
REACH = 9  # words from the first of a date («خلال الفترة الممتدة ما بين …») to its first calendar word


def _mark(near: bytearray, first: int, last: int, *, reach: int = REACH) -> None:
    """Mark the words from which both ``first`` and ``last`` are within reach."""
    start = max(last - reach + 1, 0)
    if start <= first:
        near[start : first + 1] = b"\1" * (first + 1 - start)


class Scanner:
    """Random access to the words of one sentence and to what calendar.toml says of them."""

    __slots__ = ("_read", "_tags", "kinds", "vocabulary", "word", "words")

    def __init__(self, words: tuple[str, ...], vocabulary: Vocabulary) -> None:
        """Look every word up once; forms of several words are compared where they are asked for."""
        self.words = words
        self.vocabulary = vocabulary
        self._tags = Padded.of([vocabulary.tags.get(word, EMPTY) for word in words], EMPTY)
        self.word = Padded.of(words, "").__getitem__  # the folded word, an empty one outside the sentence
        self.kinds = self._tags.__getitem__  # the kinds of the forms that may start at a word
        self._read: dict[tuple[Reader, int, int], Found | None] = {}

    def stops(self) -> list[int]:
        """The words at which a date or a comparison may start, in order.

        A date starts with a form or a figure, and the calendar words that it needs follow soon enough.
        """
        words, vocabulary = self.words, self.vocabulary
        heads, nouns, companions, since = vocabulary.heads, vocabulary.nouns, vocabulary.companions, vocabulary.since
        near = bytearray(len(words))
        for i, word in enumerate(words):
            if word in heads or ("." in word and word[0].isdecimal()) or (word in DASHES and words[i - 2] == word):
                _mark(near, i, i)
                if not since.isdisjoint(words[max(i - SINCE, 0) : i]):
                    _mark(near, next(j for j in range(i, -1, -1) if words[j] in since), i, reach=SINCE)
        found = [i for i, word in enumerate(words) if word in nouns]
        if found:
            beside = [i for i, word in enumerate(words) if word in companions]
            for i in found:
                for j in beside:
                    _mark(near, min(i, j), max(i, j))
        starters, comparing = vocabulary.starters, vocabulary.comparing
        return [
            i
            for i, word in enumerate(words)
            if (near[i] and (word in starters or word[0].isdecimal())) or word in comparing
        ]

    def tags(self, index: int, kind: str) -> Iterator[Tag]:
        """The forms of a kind that start at a word, the longest first."""
        rows = self._tags[index].get(kind)
        if rows is None:
            return
        second = self.word(index + 1)
        for tag in rows:
            if not tag.second or (tag.second == second and self.words[index : index + len(tag.words)] == tag.words):
                yield tag

    def any(self, index: int) -> bool:
        """Whether some form may start at a word."""
        return bool(self.kinds(index))

    def tag(self, index: int, kind: str, unit: str = "") -> Tag | None:
        """The longest form of that kind (and unit) at a word."""
        rows = self._tags[index].get(kind)
        if rows is None:
            return None
        second = self.word(index + 1)
        for tag in rows:
            if unit and tag.item.unit != unit:
                continue
            if not tag.second or (tag.second == second and self.words[index : index + len(tag.words)] == tag.words):
                return tag
        return None

    def begins(self, index: int) -> bool:
        """Whether a word may begin some part of a date: a form, a figure, or the article apart («الـ 19»)."""
        word = self.word(index)
        return bool(word) and (
            bool(self._tags[index]) or word[0].isdecimal() or word == self.vocabulary.letters.article
        )

    def recall(self, read: Reader, index: int, state: int = 0) -> Found | None:
        """What ``read`` finds at a word in a state of its own, read once."""
        key = (read, index, state)
        if key not in self._read:
            self._read[key] = read(self, index, state) if self.begins(index) else None
        return self._read[key]

    def use(self, index: int, tag: Tag) -> Use:
        """What to note of a form that was read at a word."""
        return (tag.item.rule, index, index + len(tag.words))

    def shape(self, name: str) -> Item:
        """An entry of calendar.toml without forms: a shape of figures, with its guards."""
        return self.vocabulary.shapes[name]

    def figure(self, index: int, low: int, high: int, digits: int = 2) -> int | None:
        """The whole number at a word, of at most so many digits, if it lies in a range."""
        word = self.word(index)
        if not word.isdecimal() or len(word) > digits:
            return None
        value = int(word)
        return value if low <= value <= high else None

    def year(self, index: int) -> int | None:
        """Four digits that can be a year of the solar calendar."""
        return self.figure(index, FIRST_YEAR, LAST_YEAR, 4) if len(self.word(index)) == 4 else None

    def lunar_year(self, index: int) -> int | None:
        """Four digits that can be a year of the lunar calendar."""
        return self.figure(index, FIRST_HIJRI, LAST_HIJRI, 4) if len(self.word(index)) == 4 else None

    def count(self, index: int) -> tuple[int, int, tuple[Use, ...]] | None:
        """A small number in figures or words: the word after it, its value, its uses («الـ12», «التسعة»)."""
        start = index
        if self.word(index) == self.vocabulary.letters.article:
            index += 1
        value = self.figure(index, 1, 999, 3)
        if value is not None:
            return index + 1, value, ()
        tag = self.tag(start, "cardinal")
        spelled = self.spelled(start, 3, 999)
        if spelled and (tag is None or spelled[0] > start + len(tag.words)):
            return spelled
        return (start + len(tag.words), tag.item.value, (self.use(start, tag),)) if tag else None

    def spelled(self, index: int, low: int, high: int) -> tuple[int, int, tuple[Use, ...]] | None:
        """A whole number in words from a range: the word after it, its value, its uses («خمس وعشرين»)."""
        numbers = self.vocabulary.numbers
        if numbers is None or self.word(index) not in numbers.triggers or self.word(index)[0].isdecimal():
            return None
        found = numbers.read(self.words, index)
        if found is None or found.kind != "plain" or found.point is None or found.point % 1:
            return None
        value = int(found.point)
        uses = tuple((rule, index, found.last) for rule in found.rules)
        return (found.last, value, uses) if low <= value <= high else None
