"""A sentence as the metric grammar sees it: marked words, quantities and dates taken out, noun phrases read off."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.recognize.metrics.words import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import DateMention, Quantity, Sentence
    from extractor.recognize.metrics.words import Mark, Phrases

ENDS = frozenset({"hard", "clause", "report", "again", "part", "also", "close"})
VERBS = frozenset({"level", "change", "move", "carry", "passive", "action", "people"})
SKIPPED = frozenset({"drop", "quote", "dash"})
FREE = -1


@dataclass(slots=True, eq=False)
class Scene:
    """One sentence: ``owner[i]`` is the quantity that word ``i`` belongs to (-1: none), ``dated[i]`` that a date has it."""

    phrases: Phrases
    sentence: Sentence
    quantities: Sequence[Quantity]
    marks: list[Mark | None]
    owner: list[int] = field(default_factory=list)
    dated: list[bool] = field(default_factory=list)

    @classmethod
    def of(
        cls, phrases: Phrases, sentence: Sentence, quantities: Sequence[Quantity], dates: Sequence[DateMention]
    ) -> Scene:
        """Mark the words of ``sentence``; words of quantities and dates are taken."""
        scene = cls(phrases, sentence, quantities, phrases.marks(sentence))
        size = len(sentence)
        scene.owner = [FREE] * size
        scene.dated = [False] * size
        for mention in dates:
            for index in range(mention.first, min(mention.last, size)):
                scene.dated[index] = True
        for number, quantity in enumerate(quantities):
            for index in range(quantity.first, min(quantity.last, size)):
                scene.owner[index] = number
        return scene

    def kind(self, index: int) -> str:
        """The kind of the mark of word ``index``; empty where it has none."""
        mark = self.marks[index]
        return mark.kind if mark else ""

    def verbal(self, index: int) -> bool:
        """Whether word ``index`` is a verb, known or by its shape."""
        mark = self.marks[index]
        return mark.verb or mark.kind == "passive" if mark else self.shaped(index)

    def shaped(self, index: int) -> bool:
        """Whether an unknown word looks like a finite verb of the third person: «يستفيد», «سيشغل»."""
        return self.phrases.verb_shape(self.sentence.words[index])

    def plain(self, index: int) -> bool:
        """Whether word ``index`` may stand in a label: letters, no number."""
        return self.owner[index] == FREE and self.sentence.words[index][0].isalpha()

    def phrase(self, first: int, end: int, *, limit: int = 8, relative: bool = False, across: bool = False) -> list[int]:
        """The words of the noun phrase that begins at ``first``, at most ``limit`` content words.

        It ends at a stop, a verb, a number; a relative clause is taken along where ``relative`` says so.
        ``across`` passes over dates (a phrase before its figure), else a date ends it.
        """
        taken: list[int] = []
        content = 0
        inside = False
        index = first
        while index < end and content < limit:
            kind = self.kind(index)
            mark = self.marks[index]
            if self.owner[index] != FREE or kind in ENDS or self.sentence.words[index][0].isdigit():
                break
            if self.dated[index]:
                if not across and taken:
                    break
            elif kind == "comma":
                if taken:
                    break
            elif kind == "open":
                index = self.closing(index, end)
            elif kind == "relative":
                if not relative or inside:
                    break
                inside = True
                taken.append(index)
            elif kind in SKIPPED:
                pass
            elif not inside and taken and self.verbal(index):
                break
            elif self.plain(index):
                taken += range(index, min(index + (mark.length if mark else 1), end))
                content += kind not in {"preposition", "demonstrative"}
            index += mark.length if mark else 1
        return self.trimmed(taken)

    def closing(self, index: int, end: int) -> int:
        """The place of the bracket that closes the one at ``index``; of the last word before ``end`` where none does."""
        while index < end - 1 and self.kind(index) != "close":
            index += 1
        return index

    def trimmed(self, taken: list[int]) -> list[int]:
        """``taken`` without prepositions, demonstratives and relative pronouns that nothing follows."""
        while taken and self.kind(taken[-1]) in {"preposition", "demonstrative", "relative", "drop", "also"}:
            taken.pop()
        while taken and self.kind(taken[0]) in {"preposition", "demonstrative", "relative", "drop"}:
            taken.pop(0)
        while taken and len(self.sentence.words[taken[-1]]) == 1:
            taken.pop()
        return taken

    def back(self, end: int, *, limit: int = 5, floor: int = 0) -> list[int]:
        """The words of the noun phrase that ends before word ``end``."""
        index = end - 1
        taken: list[int] = []
        while index >= floor and len(taken) < limit:
            kind = self.kind(index)
            if self.owner[index] != FREE or kind in ENDS or kind in {"comma", "open", "relative"}:
                break
            if kind == "preposition" and len(taken) > 1:
                break
            if not self.dated[index] and kind not in SKIPPED:
                if taken and self.verbal(index):
                    break
                if self.plain(index):
                    taken.append(index)
            index -= 1
        return self.trimmed(taken[::-1])

    def texts(self, taken: Sequence[int], *, head: bool = True) -> list[str]:
        """The words at ``taken`` as the page prints them; the first without what is glued to it when it is the head."""
        texts = []
        for place, index in enumerate(taken):
            text = clean(self.sentence.raw(index))
            if place == 0 and head:
                text = self.headed(index, text)
            if text:
                texts.append(text)
        return texts

    def headed(self, index: int, text: str) -> str:
        """Word ``index`` without the conjunction and preposition before it: «وبكلفة» → «كلفة»."""
        mark = self.marks[index]
        letters = self.phrases.letters
        word = self.sentence.words[index]
        if mark and mark.proclitic:
            cut = len(mark.proclitic)
            if mark.proclitic.endswith(letters.article):
                cut -= len(letters.article)
            return text[cut:]
        for letter in (*letters.conjunctions, *letters.prepositions):
            if word.startswith(letter + letters.article) and len(word) > len(letters.article) + 3:
                return text[1:]
        if word.startswith(letters.lam_article) and len(word) > len(letters.lam_article) + 2:
            return letters.article + text[2:]
        return text
