"""The affixes that spell the nouns and verbs of labels: endings, persons, pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractor.lexicon import Letters, glued
from extractor.normalize import Folder
from extractor.patterns import Entry

WORN = 4  # letters of the shortest verb with a pronoun of two letters


class Inflection:
    """The affixes that spell verbs and nouns, folded, from function_words.toml."""

    def __init__(self, entries: dict[str, Entry], fold: Folder) -> None:
        """Read the entries of kind ``inflection``."""
        self.perfect = [fold(end) for end in entries["verb.endings"]["perfect"]]
        self.imperfect = [fold(end) for end in entries["verb.endings"]["imperfect"]]
        self.weak = tuple(entries["verb.weak"].forms)
        self.weak_perfect = [fold(end) for end in entries["verb.weak"]["perfect"]]
        self.weak_imperfect = [fold(end) for end in entries["verb.weak"]["imperfect"]]
        self.folded = fold
        self.persons = [fold(form) for form in entries["verb.persons"].forms]
        self.spoken = [fold(form) for form in entries["verb.persons.spoken"].forms]
        self.genitive = frozenset(map(fold, entries["genitive"].forms))
        self.present = tuple(map(fold, entries["verb.present.spoken"].forms))
        self.before_past = [fold(form) for form in entries["verb.prefixes.past"].forms]
        self.before_present = [fold(form) for form in entries["verb.prefixes"].forms]
        self.pronouns = [fold(form) for form in entries["pronouns"].forms]
        self.one, self.many = entries["feminine"].forms
        self.men = entries["masculine"].forms[0]
        self.men_forms = tuple(map(fold, entries["masculine"].forms))
        self.dual = entries["dual"].forms
        self.tanwin = entries["tanwin"].forms[0]
        self.things = entries["relative.things"].forms
        self.people = entries["relative.people"].forms
        self.ladies = entries["relative.women"].forms
        self.darija = (fold(entries["darija.of"].forms[0]), fold(entries["darija.in"].forms[0]))
        self.shapes = tuple(map(fold, entries["verb.shape"].forms))
        self.shapeless = frozenset(map(fold, entries["verb.shape.not"].forms))
        self.she = frozenset(map(fold, entries["verb.shape.she"].forms))
        self.past = fold(entries["verb.shape.past"].forms[0])
        self.many_verbs = tuple(map(fold, entries["verb.shape.many"].forms))
        self.pastless = tuple(map(fold, entries["verb.shape.past.not"].forms))
        self.spoken_many = fold(entries["verb.shape.spoken"].forms[0])
        self.long = entries["vowels"].forms
        self.leads = frozenset(map(fold, entries["verb.leads"].forms))
        self.objects = tuple(map(fold, entries["verb.objects"].forms))
        self.his = entries["pronoun.his"].forms[0]
        self.hamza = entries["hamza"].forms
        self.owners = dict(self._owners(entries))
        self.takes_up = _taking_up(entries, fold)
        self.relating = _paired(entries, fold, "relating.verbs", "relating.participles")
        self.rated = _paired(entries, fold, "rated.doers", "rated.deeds")
        wrecks = zip(map(fold, entries["wreck.verbs"].forms), entries["wreck.nouns"].forms, strict=True)
        self.wrecks = {joint + verb: told for verb, told in wrecks for joint in ("", *entries["wreck.joints"].forms)}
        self.feminine = fold(self.one)
        self.nisba = fold(entries["nisba"].forms[0])
        self.colours = frozenset(map(fold, entries["colour"].forms))
        self.participle = fold(entries["participle"].forms[0])
        self.un = entries["adjective.not"].forms[0]
        root = entries["noun.root"].forms[0]
        self.verbal_nouns = [_template(fold(form), root) for form in entries["noun.shape"].forms]
        self.broken = [_template(form, root) for form in entries["noun.broken"].forms]
        self.no_verbal_nouns = frozenset(map(fold, entries["noun.shape.not"].forms))

    def _owners(self, entries: dict[str, Entry]) -> Iterator[tuple[str, str]]:
        """«ديالو», «تاعها»: the pronoun of a noun, written onto the «of» of the spoken language; what it stands for."""
        for of in map(self.folded, entries["genitive"].forms):
            yield of + self.spoken_many, self.his
            for pronoun in self.pronouns:
                yield of + pronoun, pronoun

    def conjugated(self, perfect: Iterable[str], imperfect: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The forms of a verb given its stems, and what is glued to each; a stem may carry a preposition."""
        for stem in perfect:
            past = [*self._inflected(stem, self.perfect), *self._weakened(stem, self.weak_perfect)]
            yield from _prefixed(self.before_past, past)
        for stem in imperfect:
            ended = [*self._inflected(stem, self.imperfect), *self._weakened(stem, self.weak_imperfect)]
            yield from _prefixed(self.before_present, (who + form for who in self.persons for form in ended))

    def _inflected(self, stem: str, endings: Sequence[str]) -> list[str]:
        """A stem with each ending, folded: «حصل على» → «حصلت على»."""
        head, gap, tail = self.folded(stem).partition(" ")
        return [head + end + gap + tail for end in endings]

    def _weakened(self, stem: str, endings: Sequence[str]) -> list[str]:
        """The forms in which a verb loses its last letter: «اقتنى» → «اقتنت», «يشتري» → «يشترون»."""
        head, gap, tail = stem.partition(" ")
        if not head.endswith(self.weak):
            return []
        bare = self.folded(head)[:-1]
        return [bare + end + gap + self.folded(tail) for end in endings]

    def unworn(self, verb: str) -> str:
        """A verb without the pronoun that it wears: «صرفتها» → «صرفت»."""
        worn = (pronoun for pronoun in self.objects if len(pronoun) > 1 and verb.endswith(pronoun))
        return verb.removesuffix(next(worn, "")) if len(verb) > WORN else verb

    def owned(self, noun: str, letters: Letters) -> Iterator[tuple[str, str, str]]:
        """A folded noun with each pronoun and proclitic: «بقيمتها» → («بقيمتها», «ب», «ها»)."""
        base = noun[: -len(self.feminine)] + self.many[-1] if noun.endswith(self.feminine) else noun
        for pronoun in self.pronouns:
            for spelled, proclitic in glued(base + pronoun, letters):
                yield spelled, proclitic, pronoun


def _template(shape: str, root: str) -> re.Pattern[str]:
    """«تفعيل» as a pattern of folded words, any letter in the place of each letter of the ``root`` «فعل»."""
    return re.compile("".join("." if letter in root else letter for letter in shape))


def _paired(entries: dict[str, Entry], fold: Folder, words: str, others: str) -> dict[str, str]:
    """The folded forms of one entry with those of another, in order."""
    return dict(zip(map(fold, entries[words].forms), entries[others].forms, strict=True))


def _taking_up(entries: dict[str, Entry], fold: Folder) -> dict[str, tuple[str, str]]:
    """Folded preposition → the preposition with the pronoun of things and of people: «على» → «عليها», «عليهم»."""
    rows = (entries[name].forms for name in ("prepositions", "prepositions.things", "prepositions.people"))
    return {fold(bare): (things, people) for bare, things, people in zip(*rows, strict=True)}


def _prefixed(prefixes: Iterable[str], forms: Iterable[str]) -> Iterator[tuple[str, str]]:
    for form in forms:
        yield form, ""
        for prefix in prefixes:
            yield prefix + form, prefix
