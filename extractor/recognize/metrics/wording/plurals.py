"""What is counted, as a label words it: the noun in the plural, what belongs to it, and what was done to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.model import Span
from extractor.recognize.metrics.sentence.prefixes import links
from extractor.recognize.metrics.sentence.words import Phrases
from extractor.recognize.metrics.wording.agreement import done_to, leads, women


@dataclass(slots=True)
class Counted:
    """``noun`` in the plural, ``complement`` after it; ``person`` and ``generic`` («شخص») say what is counted."""

    noun: list[str] = field(default_factory=list)
    complement: list[str] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    person: bool = False
    generic: bool = False

    @property
    def words(self) -> list[str]:
        """Noun and complement."""
        return [*self.noun, *self.complement]

    def relative(self, phrases: Phrases) -> tuple[str, str]:
        """The relative pronoun and the pronoun at a verb that take the noun up: «الذين», «هم»."""
        inflection = phrases.inflection
        if not self.person:
            return inflection.things[0], inflection.things[1]
        which = inflection.ladies if self.noun and women(phrases, self.noun[0]) else inflection.people
        return which[0], which[1]

    def with_participle(self, phrases: Phrases, things: str, people: str) -> list[str]:
        """«الملفات الطبية» + «المودعة»; of persons that have no other name «الموقوفون» alone."""
        if self.person and not people:
            return self.words
        named = self.person and not self.generic
        done = done_to(phrases, self.noun[0], people) if named else people if self.person else things
        head = [] if self.person and self.generic else self.noun
        close = self.close(phrases) if head else 0
        return [*head, *self.complement[:close], done, *self.complement[close:]]

    def without_place(self, phrases: Phrases, things: str, people: str) -> list[str]:
        """What a list of places shares: the noun with what belongs to it, and what was done («السيارات المحجوزة»)."""
        done = people if self.person else things
        if not done:
            return [*self.noun, *self.complement[: self.close(phrases)]]
        whole = self.with_participle(phrases, things, people)
        return [word for word in whole if word not in self.complement[self.close(phrases) :]]

    def _adjective(self, phrases: Phrases, place: int) -> bool:
        """Whether word ``place`` of the complement is an adjective with the article, or «غير» before one."""
        word = self.complement[place]
        if word == phrases.inflection.un:
            return place + 1 < len(self.complement) and self._adjective(phrases, place + 1)
        if phrases.fold(word) in phrases.sets["penalty"]:
            return False  # «أودع سبعة من المتهمين السجن المحلي»
        return word.startswith(phrases.letters.article) and not goes_on(phrases, word)

    def close(self, phrases: Phrases) -> int:
        """How many words of the complement belong to the noun itself: a second noun, adjectives with the article."""
        letters, words = phrases.letters, self.complement
        second = bool(words) and len(self.noun) == 1  # nothing belongs to «المشتبه فيهم»
        close = int(second and not (self.noun[-1].startswith(letters.article) or goes_on(phrases, words[0])))
        while close < len(words) and self._adjective(phrases, close):
            close += 1
        led = close < len(words) and (
            phrases.marked(words[close]) == "preposition" or words[close][0] in letters.prepositions
        )
        if not (close and led and leads(phrases, words[close - 1])):
            return close
        return close - 1 - (close > 1 and words[close - 2] == phrases.inflection.un)


def goes_on(phrases: Phrases, word: str, *, further: bool = False) -> bool:
    """Whether a word is no adjective but leads on: a preposition, «التي», «و» with a noun or another adjective."""
    rest = phrases.fold(word)[1:]
    known = phrases.known(rest) or phrases.known(rest.removesuffix(phrases.inflection.tanwin))
    joined = word[0] in phrases.letters.conjunctions and (further or known)
    return joined or links(phrases, word)
