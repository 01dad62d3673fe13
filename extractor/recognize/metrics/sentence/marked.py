"""The words of a sentence with what is known of each: its mark, its quantity, its date, what it may stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from extractor.model import DateMention, Quantity, Sentence
from extractor.padded import Padded
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.words import Phrases

FREE = -1
DOT = "."
NONE = Padded.of((), "")  # no words yet
SHE = 4  # letters of the shortest «سدات», «دفعات»
BY = frozenset({"measure", "share-by"})  # «بقيمة», «بنسبة» open a phrase of their own


@dataclass(slots=True, eq=False)
class Marked:
    """One sentence: ``owner[i]`` is the quantity that has word ``i`` (-1: none), ``dated[i]`` whether a date has it.

    ``kind(i)`` is what is known of word ``i``, ``word(i)`` the folded word: empty where that is nothing, or outside.
    """

    phrases: Phrases
    sentence: Sentence
    quantities: Sequence[Quantity]
    marks: list[Mark | None]
    named: Mapping[str, Sequence[str]]
    kinds: Padded[str] = field(default_factory=Padded)
    kind: Callable[[int], str] = NONE.__getitem__
    word: Callable[[int], str] = NONE.__getitem__
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    owner: list[int] = field(default_factory=list)
    dated: list[bool] = field(default_factory=list)
    colloquial: bool = False
    members: frozenset[str] = frozenset()  # those of its words that tell of one among several: «أحدهم»

    @classmethod
    def of(
        cls,
        phrases: Phrases,
        sentence: Sentence,
        quantities: Sequence[Quantity],
        dates: Sequence[DateMention],
        *,
        named: Mapping[str, Sequence[str]],
        colloquial: bool = False,
    ) -> Self:
        """Mark the words of ``sentence``; words of quantities and dates are taken. ``named``: what «هذا …» may mean.

        ``colloquial``: the article is in the spoken language.
        """
        told = colloquial or not phrases.sets["spoken"].isdisjoint(sentence.words)
        scene = cls(phrases, sentence, quantities, phrases.marks(sentence, colloquial=told), named)
        scene.colloquial = told
        size = len(sentence)
        scene.starts, scene.ends = sentence.starts, sentence.ends
        scene.kinds = Padded.of([mark.kind if mark else "" for mark in scene.marks], "")
        scene.members = phrases.sets["members"].intersection(sentence.words)
        scene.kind, scene.word = scene.kinds.__getitem__, Padded.of(sentence.words, "").__getitem__
        if DOT in sentence.words[:-1]:
            scene._undotted()
        scene.owner = [FREE] * size
        scene.dated = [False] * size
        for mention in dates:
            for index in range(mention.first, min(mention.last, size)):
                scene.dated[index] = True
        for number, quantity in enumerate(quantities):
            for index in range(quantity.first, min(quantity.last, size)):
                scene.owner[index] = number
        if scene.colloquial:
            scene._without_particles()
        return scene

    def _without_particles(self) -> None:
        """«عندها غير 400 بروف», «حدا واحد السوق»: what says «only» before a figure, or «some» before a noun."""
        only, some, even, has = (self.phrases.sets[name] for name in ("only", "some", "even", "has"))
        words, article = self.sentence.words, self.phrases.letters.article
        for index in range(len(words) - 1):
            free = self.owner[index] == FREE
            counts = words[index] in only and (self.owner[index + 1] != FREE or self.led_in(index + 1))
            led = words[index] in self.phrases.inflection.genitive and self.owner[index + 1] != FREE  # «نسبة ديال 13»
            if free and (counts or led or (words[index] in some and words[index + 1].startswith(article))):
                self.kinds[index] = "drop"
            opens = index == 0 or self.kinds[index - 1] in {"comma", "hard"}
            if free and opens and words[index] in even and self.owner[index + 1] == FREE:  # «حتى ليصانص نقص»
                self.kinds[index] = "drop"
            if free and index and words[index] in self.phrases.inflection.owners:
                self._owned(index)
            if free and words[index] in has:
                self.kinds[index] = "clause"  # «فات 17 عام فالحبس وعندو 240 ألف مشترك»

    def _owned(self, index: int) -> None:
        """«الثمن ديالو» is «ثمنه»: a measure with the article and its owner behind it."""
        mark, article = self.marks[index - 1], self.phrases.letters.article
        if mark and mark.kind == "measure" and mark.length == 1 and mark.proclitic.endswith(article):
            pronoun = self.phrases.inflection.owners[self.sentence.words[index]]
            glued = mark.proclitic.removesuffix(article)
            self.marks[index - 1], self.kinds[index] = replace(mark, proclitic=glued, pronoun=pronoun), "drop"

    def _undotted(self) -> None:
        """«مؤشر MASI.20»: a full stop inside a Latin name is none; «بفاس.97 حالة» lacks a space."""
        for index in range(1, len(self) - 1):
            glued = self.ends[index - 1] == self.starts[index] and self.ends[index] == self.starts[index + 1]
            latin = self.sentence.words[index - 1].isascii() and self.sentence.words[index - 1].isalpha()
            if glued and latin and self.sentence.words[index] == DOT:
                self.marks[index], self.kinds[index] = None, ""

    def __len__(self) -> int:
        return len(self.marks)

    def raw(self, index: int) -> str:
        """Word ``index`` as the page prints it."""
        return self.sentence.page[self.starts[index] : self.ends[index]]

    def spoken_in(self, index: int) -> bool:
        """«فطنجة», «فالحادثة»: the spoken language writes «في» as a letter onto a place or a definite noun."""
        word, led = self.word(index), self.phrases.inflection.darija[1]
        if not self.colloquial or word[:1] != led[0] or self.owner[index] != FREE or self.dated[index]:
            return False
        definite = word.startswith(led) and len(word) > len(led) + SHE - 2 and not self.phrases.known(word)
        return definite or self.phrases.located(word[1:])

    def led_in(self, index: int) -> bool:
        """«فالتنقل»: the spoken language writes «في» onto a definite noun, a known one, too."""
        word, led = self.word(index), self.phrases.inflection.darija[1]
        written = self.colloquial and word.startswith(led) and len(word) > len(led) + SHE - 2
        return written and self.owner[index] == FREE and not self.dated[index]

    def verbal(self, index: int) -> bool:
        """Whether word ``index`` is a verb, known or by its shape."""
        mark = self.marks[index]
        if mark:
            return mark.verb
        shaped = self.phrases.verb_shape(self.sentence.words[index], colloquial=self.colloquial)
        return (
            shaped or self.in_verb_place(index) or self.with_object(index) or (self.colloquial and self.she_did(index))
        )

    def she_did(self, index: int) -> bool:
        """«دفعات 300 درهم»: the past of the spoken language, spelled like a plural, right before a figure."""
        word, phrases = self.sentence.words[index], self.phrases
        ended = word.endswith(phrases.inflection.many) and not word.startswith(phrases.letters.article)
        counts = index + 1 < len(self.owner) and self.owner[index + 1] != FREE
        return ended and counts and len(word) > SHE and word not in phrases.plurals

    def with_object(self, index: int) -> bool:
        """«حضره 550 صحافيا»: a known verb with the pronoun of its object; the page tells «ه» from «ة»."""
        word, his = self.sentence.words[index], self.phrases.inflection.his
        return word.endswith(his) and self.phrases.known_verb(word[:-1]) and self.raw(index).endswith(his)

    def shaped_verb(self, index: int) -> bool:
        """Whether nothing is known of word ``index`` but that it looks like a verb, or stands where one must."""
        return self.marks[index] is None and self.verbal(index)

    def in_verb_place(self, index: int) -> bool:
        """Whether an unknown word without an article follows «التي», «قد», «لم»: only a verb stands there."""
        word, phrases = self.sentence.words[index], self.phrases
        if index < 1 or self.sentence.words[index - 1] not in phrases.inflection.leads:
            return False
        return word[0].isalpha() and not (word.isascii() or word.startswith(phrases.letters.article))

    def member(self, index: int, name: str) -> bool:
        """Whether word ``index`` is one of the named list of function_words.toml."""
        return self.word(index) in self.phrases.sets[name]

    def plain(self, index: int) -> bool:
        """Whether word ``index`` may stand in a label: letters, taken by no quantity and no date."""
        return self.owner[index] == FREE and not self.dated[index] and self.sentence.words[index][0].isalpha()

    def definite(self, index: int) -> bool:
        """Whether word ``index`` is of a count that names its things: «مساهمة الجهات العشر», «مساهمة للبنوك الستة»."""
        number = self.owner[index]
        if number == FREE or self.dated[index]:
            return False
        one = self.quantities[number]
        named = one.noun is not None and one.noun[0] == one.first and one.value.unit == "count"
        article = self.phrases.letters.article
        return named and self.sentence.words[one.first].startswith((article, self.phrases.letters.lam_article))

    def by(self, index: int) -> bool:
        """Whether word ``index`` is a measure with the preposition «ب» or «ك»: «بقيمة», «كمعدل»."""
        mark, letters = self.marks[index] if index >= 0 else None, self.phrases.letters
        if not mark or mark.kind not in BY or not mark.proclitic or mark.pronoun or mark.offset:
            return False
        first = mark.proclitic.lstrip("".join(letters.conjunctions))[:1]
        return first in letters.prepositions and first != letters.lam

    def adds(self, index: int) -> bool:
        """Whether «و» adds a measure or a deed after a figure: «وعدد الوثائق المسحوبة», «وتجميد أرصدة»."""
        mark = self.marks[index]
        glued = mark is not None and mark.kind in {"measure", "action"} and not (mark.pronoun or mark.verb)
        return bool(mark and glued and mark.proclitic == self.phrases.letters.conjunctions[0])

    def joined_on(self, index: int) -> bool:
        """Whether word ``index`` begins with the letter of a conjunction."""
        return index >= 0 and self.sentence.words[index][0] in self.phrases.letters.conjunctions
