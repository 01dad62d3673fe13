"""The counted noun in the plural with its complement: «3168 سريرا إضافيا» → «الأسرة إضافيا»."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.model import Quantity, Span
from extractor.recognize.metrics.scene import LIGHT, Scene
from extractor.recognize.metrics.words import Phrases

ADJECTIVE = 4  # letters of the shortest adjective that is told from a noun by its ending
REACH = 6  # content words of a counted noun's complement: gold labels seldom have more than eight in all


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

    def with_participle(self, things: str, people: str) -> list[str]:
        """«الملفات الطبية» + «المودعة»; of persons that have no other name «الموقوفون» alone."""
        if self.person and people:
            return [*([] if self.generic else self.noun), people, *self.complement]
        if self.person:
            return self.words
        return [*self.noun, *self.complement[: self._bare()], things, *self.complement[self._bare() :]]

    def _bare(self) -> int:
        """How many words of the complement are no prepositional phrase: at most the one after the noun."""
        return min(1, len(self.complement)) if len(self.complement) == 1 else 0


def after(scene: Scene, quantity: Quantity, *, limit: int = REACH) -> list[int]:
    """The noun phrase that follows the quantity."""
    return scene.complement(quantity.last, limit=limit)


def counted(scene: Scene, quantity: Quantity, *, relative: bool = True) -> Counted:
    """What is counted or measured out («25 طنا من المخدرات»); empty for bare money and percentages."""
    phrases = scene.phrases
    if quantity.value.unit == "count" and quantity.noun:
        first, last = quantity.noun
        while first < last and (scene.kind(first) in LIGHT | {"part"} or not scene.sentence.words[first][0].isalpha()):
            first += 1
        return _noun(scene, first, last, relative=relative) if first < last else Counted()
    mark = scene.marks[quantity.last] if quantity.last < len(scene) else None
    led = mark is not None and mark.length == 1  # no «من طرف»
    if quantity.value.unit == "percent" or not (led and scene.member(quantity.last, "of")):
        return Counted()
    taken = scene.trimmed(scene.complement(quantity.last, limit=REACH, relative=relative))
    words = scene.texts(taken)
    folded = phrases.fold(words[0]) if words else ""
    person = folded.removeprefix(phrases.letters.article) in phrases.persons
    return Counted(words[:1], words[1:], scene.spans(taken), person)


def _noun(scene: Scene, first: int, last: int, *, relative: bool) -> Counted:
    phrases = scene.phrases
    complement = scene.complement(last, limit=REACH, relative=relative)
    texts = scene.texts(range(first, last), head=False)
    folded = scene.sentence.words[first]
    rest = [*texts[1:], *scene.texts(complement, head=False)]
    places = scene.spans([*range(first, last), *complement])
    if folded in phrases.sets["container"] and rest:
        named = last - first > 1 and not _adjective(phrases, scene.sentence.words[first + 1])
        of_it = scene.member(last, "of") or named
        if of_it:
            rest = rest[1:] if phrases.marked(rest[0]) == "preposition" and len(rest) > 1 else rest
            return Counted(rest[:1], rest[1:], places)
    person = singular(phrases, folded) in phrases.persons or folded.endswith(phrases.inflection.men_forms)
    generic = folded in phrases.sets["person"]
    noun = plural(phrases, texts[0])
    adjectives = (last - first > 1) + (bool(complement) and complement[0] == last)
    if not (person or generic):
        rest = [agreed(phrases, word) if place < adjectives else word for place, word in enumerate(rest)]
    if (
        not complement
        and last < len(scene)
        and scene.verbal(last)
        and scene.kind(last) not in {"level", "change", "move"}
    ):
        said = scene.tail(last, limit=5)
        which = phrases.inflection.people[0] if person or generic else phrases.inflection.things[0]
        rest = [*rest, which, *scene.texts(said)] if len(said) > 1 else rest
        places += scene.spans(said) if len(said) > 1 else []
    construct = bool(rest and adjectives) and _construct(phrases, folded, rest[0])
    if construct:
        noun, rest[0] = noun.removeprefix(phrases.letters.article), _definite(phrases, rest[0])
    elif adjectives > 1 and rest[0] == texts[1] and not phrases.fold(rest[0]).startswith(phrases.letters.article):
        noun, rest[0] = noun.removeprefix(phrases.letters.article), phrases.letters.article + rest[0]
    inner = max(0, last - first - 1)
    return Counted([noun, *rest[:inner]], rest[inner:], places, person or generic, generic)


def _adjective(phrases: Phrases, folded: str) -> bool:
    """Whether a folded word has the ending of an adjective of origin or is a known adjective."""
    inflection = phrases.inflection
    ends = (inflection.nisba + inflection.feminine, inflection.nisba, inflection.nisba + inflection.tanwin)
    return folded.endswith(ends) or folded in phrases.sets["adjective"]


def _construct(phrases: Phrases, noun: str, word: str) -> bool:
    """Whether a noun follows the counted noun and no adjective: «حالة إصابة», «شركة طيران»."""
    folded, inflection = phrases.fold(word), phrases.inflection
    bare = folded.removeprefix(phrases.letters.article)
    if noun.endswith(inflection.feminine) and folded == bare and len(bare) > ADJECTIVE - 1:
        ends = (inflection.feminine, inflection.tanwin, inflection.nisba, inflection.many)
        glued = folded[0] in (*phrases.letters.prepositions, *phrases.letters.conjunctions)
        verb = phrases.verb_shape(folded) or (
            folded[-1] == inflection.men_forms[0][-1] and folded[-2] not in inflection.long
        )
        if not (folded.endswith(ends) or glued or phrases.marked(word) or verb):
            return True
    return (bare in phrases.plurals or bare in phrases.sets["casualty"]) and not _adjective(phrases, bare)


def _definite(phrases: Phrases, word: str) -> str:
    return word if phrases.fold(word).startswith(phrases.letters.article) else phrases.letters.article + word


def agreed(phrases: Phrases, word: str) -> str:
    """An adjective as the plural of things asks for it: «إضافيا» → «الإضافية», «متنقلة» → «المتنقلة»."""
    inflection, article = phrases.inflection, phrases.letters.article
    folded = phrases.fold(word)
    glued = folded[0] in phrases.letters.prepositions or folded[1:].startswith(article)
    other = folded.endswith(inflection.nisba) and not word.endswith(inflection.nisba)  # «أخرى»
    if folded.startswith(article) or len(folded) < ADJECTIVE or glued or other:
        return phrases.by_id["other"].forms[0] if folded in phrases.sets["other"] else word
    if folded.endswith(inflection.nisba + inflection.tanwin):
        return article + word[:-1] + inflection.one
    if folded.endswith(inflection.nisba) or folded in phrases.sets["adjective"]:
        return article + word + inflection.one
    bare = folded.removesuffix(inflection.tanwin)
    if bare in phrases.sets["adjective"]:
        return article + word[:-1] + inflection.one
    if folded.endswith((inflection.nisba + inflection.feminine, inflection.feminine)):
        return article + word
    return word


def singular(phrases: Phrases, folded: str) -> str:
    """A folded noun without the tanwin, when only so it is a known one."""
    bare = folded.removesuffix(phrases.inflection.tanwin)
    return bare if folded not in phrases.plurals and bare in phrases.plurals else folded


def plural(phrases: Phrases, noun: str) -> str:
    """The plural with the article: «سريرا» → «الأسرة», «وكالة» → «الوكالات»."""
    inflection, article = phrases.inflection, phrases.letters.article
    folded = phrases.fold(noun)
    known = phrases.plurals.get(singular(phrases, folded))
    if known:
        return known
    if folded.startswith(article):
        return noun
    if folded.endswith(inflection.feminine):
        return article + noun[: -len(inflection.one)] + inflection.many
    return article + (noun[:-1] if folded.endswith(inflection.tanwin) and len(folded) > 4 else noun)
