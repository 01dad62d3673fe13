"""The words of phrases.toml and function_words.toml: measures, verbs of level and change, stops, pronouns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial

from extractor.lexicon import Letters, glued, place_words
from extractor.model import Sentence
from extractor.normalize import Folder
from extractor.patterns import Entry, Patterns
from extractor.recognize.metrics.sentence.inflection import Inflection
from extractor.recognize.metrics.sentence.lists import NAMED
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.spoken import Spoken
from extractor.segment import words_of

PHRASES, FUNCTION, NOUNS, PLACES = "phrases.toml", "function_words.toml", "nouns.toml", "places.toml"
SETS = ("toward", "place", "of", *NAMED)  # asked for by name
UNMARKED = frozenset({"inflection", "unit", "form", "within", *NAMED})
NOMINAL = frozenset({"measure", "change", "action", "state", "people", "share-by"})  # take the article and prepositions
POSSESSED = frozenset({"measure", "change", "action", "state", "level"})  # take a pronoun: «قيمتها»
POINTING = frozenset({"back", "returning"})  # «فيهم» is no form of the verb «هم»
SAID = 6  # words after a verb of saying within which what is said begins
FEW = 2  # sentences of the spoken language: one alone may be quoted
THIRD = 3
VERB = 3  # letters that a verb which is known by its shape has more of
INVISIBLE = frozenset({"Mn", "Lm", "Cf", "Zs"})
TATWEEL = chr(0x640)  # a letter for Unicode, a mere stroke for readers
WORDS = 4096  # words kept folded and cleaned: the vocabulary of a few articles, half a megabyte


class Phrases:
    """All marked forms in one table, from the first word of a form to what may follow."""

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Spell every form with its proclitics, conjugate the verbs, read the plurals of nouns.toml."""
        self.fold = lru_cache(WORDS)(fold)
        self.clean = lru_cache(WORDS)(clean)
        self.letters = Letters.load(patterns)
        entries = (*patterns[FUNCTION], *patterns[PHRASES])
        self.by_id = {entry.id: entry for entry in entries}
        self.inflection = Inflection(self.by_id, fold)
        self.sets = {name: frozenset(self._members(name)) for name in SETS}
        self._listed: frozenset[str] = frozenset().union(*self.sets.values())
        self.within = self.by_id["within"].forms[0]
        self.names = self.sets["anchor"] | self.sets["programme"] | self.sets["body"]
        named = (self.by_id[name].forms for name in ("anchor", "programme"))
        self.bare = frozenset(fold(form) for forms in named for form in forms)
        self.illnesses = self._told_as("illness")
        self.share = self.by_id["share"].forms[0]
        self.plurals, persons, self.several = _plurals(patterns[NOUNS], fold, self.letters.article, self.inflection)
        self.persons = persons - self.sets["case"]
        self._single: dict[str, Mark] = {}
        self._spoken = Spoken(self.by_id, self.inflection, self.letters, self._single)
        self.participles: dict[str, Mark] = {}  # «متراجعا»: verbs where a figure follows
        self.percents: dict[str, Mark] = {}  # «ربح», «خسر»: changes where a percentage follows
        self._also: dict[str, Mark] = {}  # verbs of saying that are verbs of change, too: «زادت المبيعات»
        self._worn: dict[str, Mark | None] = {}  # what «قدرة», «مجموعة» are, which fold to «قدره», «مجموعه»
        self._several: dict[str, dict[str, list[tuple[tuple[str, ...], list[Mark]]]]] = {}  # by first and second word
        for entry in sorted(entries, key=lambda entry: entry["kind"] not in POINTING | {"role"}):
            if entry["kind"] not in UNMARKED:
                self._add(entry)
        for seconds in self._several.values():
            for rows in seconds.values():
                rows.sort(key=lambda row: -len(row[0]))
        verbs = {form for form, mark in self._single.items() if mark.verb and mark.proclitic}
        parts = (form.split() for entry in patterns[PLACES] for form in entry.forms if " " in form)
        self._namesakes = {fold(word): word for words in parts for word in words if fold(word) in verbs}
        self._backs = frozenset(form for form, mark in self._single.items() if mark.kind == "back")
        joint = self.letters.conjunctions[0]
        twos = _duals(patterns[NOUNS], self.inflection)
        self.few_more = frozenset(joint + fold(word) for word in (*twos, *self.by_id["one-more"].forms))
        self._places = place_words(patterns, fold)
        self.units = {unit: entry for entry in entries if entry["kind"] == "unit" for unit in entry["units"]}

    def rule(self, name: str) -> str:
        """The rule id of a construction that no word of its own marks, e.g. ``again``."""
        return self.by_id["form." + name].rule

    def verb_shape(self, word: str, *, colloquial: bool = False) -> bool:
        """Whether a folded word that nothing else is known of looks like a verb of the third person.

        ``colloquial``: the sentence is in the spoken language, whose verbs end in «و» («حجزو»).
        """
        bare = word[1:] if word[0] in self.letters.conjunctions else word
        if len(bare) <= VERB:
            return False
        inflection = self.inflection
        shaped = bare in inflection.she or (bare.endswith(inflection.many_verbs[-1]) and len(bare) > VERB + 1)
        if not shaped and bare.startswith(inflection.shapes):
            shaped = inflection.shapeless.isdisjoint((word, bare))
        elif not shaped and not bare.startswith(self.letters.article):
            if colloquial and bare.endswith(inflection.spoken_many) and bare not in self.plurals:
                shaped = inflection.shapeless.isdisjoint((word, bare))
            elif bare.endswith(inflection.past):
                shaped = not (bare[:-1].endswith(inflection.pastless) or bare.endswith(inflection.pastless))
        return shaped and self._places.isdisjoint((word, bare, bare.removeprefix(self.letters.prepositions[0])))

    def known_verb(self, word: str) -> bool:
        """Whether a folded word is a verb of the pattern files."""
        mark = self._single.get(word)
        return mark is not None and mark.verb

    def colloquial(self, sentences: Sequence[Sentence]) -> bool:
        """Whether an article is in the spoken language: its words stand in a third of the body's sentences."""
        body = [not self.sets["spoken"].isdisjoint(one.words) for one in sentences if one.place == "body"]
        return sum(body) >= FEW and sum(body) * THIRD >= len(body)

    def broken(self, text: str) -> bool:
        """Whether a noun without its article has the shape of a broken plural: «بضائع», «مصانع»."""
        return any(shape.fullmatch(text) for shape in self.inflection.broken)

    def located(self, text: str) -> bool:
        """Whether a word is part of a place's name."""
        folded = self.fold(text)
        return folded in self._places or folded in self.sets["home"] or folded in self.sets["spoken-town"]

    def mark(self, text: str) -> Mark | None:
        """What is known of a word by itself."""
        folded = self.fold(text)
        if folded in self._worn and text.endswith(self.inflection.one):
            return self._worn[folded]
        return self._single.get(folded) or self._spoken.mark(folded)

    def marked(self, text: str) -> str:
        """The kind of a word by itself, empty where nothing is known of it."""
        mark = self.mark(text)
        return mark.kind if mark else ""

    def longest(self, words: Sequence[str]) -> tuple[Mark | None, int]:
        """The mark of the longest form that ``words`` begin with, and how many words it has."""
        folded = tuple(map(self.fold, words))
        found = list(map(self._single.get, folded))
        length = self._longer(folded, 0, found) if folded and folded[0] in self._several else 1
        return (found[0], length) if found else (None, 0)

    def place(self, text: str) -> bool:
        """Whether a word is the name of a place, or the first of one."""
        return self.fold(text) in self._places

    def known(self, word: str) -> bool:
        """Whether a folded word is a form or a noun of the pattern files."""
        return self.spelled(word) or word in self._listed

    def spelled(self, word: str) -> bool:
        """Whether a folded word is known as it stands; the lists also hold words with «و» on them («وخسارة»)."""
        return word in self._single or word in self.plurals

    def marks(self, sentence: Sentence, *, colloquial: bool = False) -> list[Mark | None]:
        """The mark of every word, ``None`` where nothing is known of it; ``colloquial``: in the spoken language."""
        words = sentence.words
        told = self._as_told if colloquial else self._spoken.mark
        found = [mark or told(word) for word, mark in zip(words, map(self._single.get, words), strict=True)]
        if not self._also.keys().isdisjoint(words):
            self._unsaid(words, found)
        self._told_apart(sentence, found)
        done, several = 0, self._several
        for index in [index for index, word in enumerate(words) if word in several]:
            if index >= done:
                done = self._longer(words, index, found)
        return found

    def _told_apart(self, sentence: Sentence, found: list[Mark | None]) -> None:
        """Tell words that fold alike by how the page spells them: «فئة», «الذهب», «قدرة»."""
        words = sentence.words
        if not self._backs.isdisjoint(words):
            for index, mark in enumerate(found):
                if mark and mark.kind == "back" and not self._without_hamza(sentence.raw(index)):
                    found[index] = None
        if not self._namesakes.keys().isdisjoint(words):
            for index, word in enumerate(words):
                if self._namesakes.get(word) == sentence.raw(index):
                    found[index] = None  # «وادي الذهب» is no «وأدى»
        if not self._worn.keys().isdisjoint(words):
            for index, word in enumerate(words):
                if word in self._worn and sentence.raw(index).endswith(self.inflection.one):
                    found[index] = self._worn[word]

    def _as_told(self, word: str) -> Mark | None:
        """A word of the spoken language as a verb, where it is no noun, no place and in no list."""
        known = word in self.plurals or word in self._places or word in self._listed
        return None if known or word.startswith(self.letters.article) else self._spoken.told(word)

    def _without_hamza(self, raw: str) -> bool:
        """Whether a word is «فيه» and no «فئة», which folds to the same."""
        return not any(letter in raw for letter in self.inflection.hamza)

    def _unsaid(self, words: tuple[str, ...], found: list[Mark | None]) -> None:
        """Mark «زادت» as a change where nothing is quoted after it: no «أن», no colon, no quotation mark."""
        for index, word in enumerate(words):
            if word in self._also:
                follows = {mark.kind for mark in found[index + 1 : index + 1 + SAID] if mark}
                if follows.isdisjoint({"clause", "hard", "quote", "report"}):
                    found[index] = self._also[word]

    def _longer(self, words: tuple[str, ...], index: int, found: list[Mark | None]) -> int:
        """Mark the longest form of several words at ``index``; where it ends."""
        if index + 1 == len(words):
            return index
        for tail, marks in self._several[words[index]].get(words[index + 1], ()):
            end = index + 1 + len(tail)
            if words[index + 1 : end] == tail:
                found[index:end] = marks
                return end
        return index

    def _members(self, name: str) -> Iterator[str]:
        for form in self.by_id[name].forms:
            for spelled, _ in glued(self.fold(form), self.letters, article=True):
                yield spelled

    def _told_as(self, name: str) -> dict[str, str]:
        """Every spelling of the words of a list, and the word."""
        rows = ((form, glued(self.fold(form), self.letters, article=True)) for form in self.by_id[name].forms)
        return {spelled: form for form, spellings in rows for spelled, _ in spellings}

    def _add(self, entry: Entry) -> None:
        kind = entry["kind"]
        mark = cache(partial(Mark, kind, entry))  # the many spellings of an entry share a few
        worn = {self.fold(form) for form in entry.forms if kind == "drop" and form.endswith(self.inflection.his)}
        for form in map(self.fold, entry.forms):
            for spelled, proclitic in self._spellings(form, kind):
                self._put(spelled, mark(proclitic=proclitic))
                if form in worn and spelled.isalpha():
                    self._worn.setdefault(spelled, None)
            if kind in POSSESSED:
                for spelled, proclitic, pronoun in self._owned(form):
                    self._put(spelled, mark(proclitic=proclitic, pronoun=pronoun))
        stems = (entry.get(tense, ()) for tense in ("perfect", "imperfect"))
        women, nouns = self.inflection.many, self.plurals
        told = Mark(kind, entry, verb=True)
        self.participles.update((self.fold(form), told) for form in entry.get("participle", ()))
        percent = entry.get("percent", ())
        self.percents.update(
            (form, mark(proclitic=glue, verb=True)) for form, glue in self.inflection.conjugated(percent, percent)
        )
        for spelled, proclitic in self.inflection.conjugated(*stems):
            if not (spelled.endswith(women) and spelled in nouns):  # «رحلات», «وزارات»
                self._put(spelled, mark(proclitic=proclitic, verb=True))

    def _spellings(self, form: str, kind: str) -> Iterator[tuple[str, str]]:
        if kind in NOMINAL:
            yield from glued(form, self.letters, article=True)
            return
        yield form, ""
        if len(form) > 1 or kind == "preposition":
            for letter in self.letters.conjunctions[: 1 if kind == "drop" else None]:
                yield letter + form, letter

    def _owned(self, form: str) -> Iterator[tuple[str, str, str]]:
        """A form with a pronoun at its end: «قيمتها», «رقم معاملاتها»."""
        *head, last = form.split()
        if not head:
            yield from self.inflection.owned(form, self.letters)
            return
        bare = [(spelled, pronoun) for spelled, glue, pronoun in self.inflection.owned(last, self.letters) if not glue]
        for first, proclitic in glued(" ".join(head), self.letters):
            for spelled, pronoun in bare:
                yield f"{first} {spelled}", proclitic, pronoun

    def _put(self, form: str, mark: Mark) -> None:
        if form.isalpha():
            first_mark = self._single.setdefault(form, mark)
            if first_mark.kind == "preposition" and first_mark.proclitic and mark.verb and not mark.proclitic:
                self._single[form] = mark  # «فتحت» is a verb and no «ف» with «تحت»
            if first_mark.kind == "report" and mark.kind == "change":
                self._also[form] = mark
            if form in self._worn and mark.kind != "drop" and not mark.pronoun:
                self._worn[form] = self._worn[form] or mark
            return
        first, *rest = words_of(form)
        if not rest:
            self._single.setdefault(first, mark)
            return
        rows = self._several.setdefault(first, {}).setdefault(rest[0], [])
        tail = tuple(rest)
        if all(tail != known for known, _ in rows):
            more = [replace(mark, length=1, offset=offset + 1) for offset in range(len(tail))]
            rows.append((tail, [replace(mark, length=1 + len(tail)), *more]))


def _plurals(
    entries: Iterable[Entry], fold: Folder, article: str, inflection: Inflection
) -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    """Folded singular (or plural) → the plural with the article; the folded nouns that are persons; the plurals."""
    plurals: dict[str, str] = {}
    persons: set[str] = set()
    several: set[str] = set()
    single: set[str] = set()
    for entry in entries:
        for row in entry.get("nouns", ()):
            singular, *broken = row.split("/")
            one, many = inflection.one, inflection.many
            sound = singular[: -len(one)] + many if singular.endswith(one) else singular + many
            if entry.get("person") and not singular.endswith(one):
                sound = singular + inflection.men
            plural = article + (broken[0] if broken else sound)
            for form in (singular, *broken, sound):
                plurals.setdefault(fold(form), plural)
                if entry.get("women") or (entry.get("person") and (form in broken or not form.endswith(one))):
                    persons.add(fold(form))
            single.add(fold(singular))
            several.update(map(fold, (*broken, sound)))
    return plurals, frozenset(persons), frozenset(several - single)


def _duals(entries: Iterable[Entry], inflection: Inflection) -> Iterator[str]:
    """Two of each noun: «حالتان», «حالتين»; of persons the form alone that is no plural («طبيبان»)."""
    upright, oblique = inflection.dual
    for entry in entries:
        for row in entry.get("nouns", ()):
            one = row.partition("/")[0]
            stem = one[: -len(inflection.one)] + inflection.many[-1] if one.endswith(inflection.one) else one
            yield stem + upright
            if not entry.get("person") or one.endswith(inflection.one):
                yield stem + oblique


def clean(text: str) -> str:
    """The word ``text`` without vowel marks, tatweel, invisible characters and the space behind «و»."""
    if text.isascii() or (text.isalpha() and TATWEEL not in text):  # marks and formats are no letters
        return text
    return "".join(char for char in text if unicodedata.category(char) not in INVISIBLE)
