"""attribution.toml and naming.toml compiled: which parts a word can play in naming a speaker.

A sentence is *tagged* by one dictionary look-up a word; forms of several words are found through their
first. What the tags mean together is the business of :mod:`mentions` (who is named) and :mod:`cues`
(what reports).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from extractor.lexicon import Letters, glued
from extractor.model import Sentence
from extractor.normalize import Folder
from extractor.patterns import Entry, Patterns
from extractor.record import record
from extractor.segment import words_of

FILES = ("naming.toml", "attribution.toml")
AGENTS = "agents.toml"
WORDS = 3  # a body's registered name of fewer words may go on («وزارة الصحة الفرنسية»)
CUES = frozenset({"nominal", "verb", "participle", "estimated"})
PERSONS = frozenset({"role", "given", "honorific", "known"})
BODIES = frozenset({"body", "name"})
QUOTES = frozenset({"open", "close"})
BREAKS = frozenset({"comma", "end", "opening", "dash"})

OWNED = frozenset({"role", "document"})
UNTAGGED = frozenset({"verb", "inflect", "lookup"})  # inflected, or only looked up

# How the forms of a kind may be written: (with the article, with prepositions). Conjunctions may stand on all.
WRITTEN = {
    "role": (True, True),
    "body": (True, True),
    "document": (True, True),
    "paper": (True, True),
    "group": (True, True),
    "anaphor": (False, True),
    "place": (False, True),
    "name": (False, True),
    "given": (False, True),
    "honorific": (False, True),
}


@dataclass(frozen=True, slots=True)
class Tag:
    """One part that a word (or ``length`` words from it on) can play, and the entry that says so."""

    kind: str
    rule: str
    length: int
    proclitic: str = ""
    mode: str | None = None
    strength: str = "strong"
    present: bool = False
    feminine: bool = False
    plural: bool = False
    exact: str = ""
    owned: bool = False


SPOKEN_SHE = 2  # of the letters of Darija's present those that stand before a feminine verb, too

CUE, PERSON, BODY, QUOTE, DELEGATE, PAPER, BREAK = 1, 2, 4, 8, 16, 32, 64
SOUGHT = BREAK - 1  # what stages look for by itself; breaks only where they have got to
MASKS = {
    **dict.fromkeys(CUES, CUE),
    **dict.fromkeys(PERSONS, PERSON),
    **dict.fromkeys(BODIES, BODY),
    **dict.fromkeys(QUOTES, QUOTE),
    "delegate": DELEGATE,
    "document": PAPER,
    **dict.fromkeys(BREAKS, BREAK),
}


class Tags(dict[str, Tag]):
    """The tags of a word by kind, and whether it is of the few that the stages look for in a sentence."""

    __slots__ = ("mask",)

    def __init__(self, tags: Mapping[str, Tag] | None = None) -> None:
        """Take over ``tags``."""
        super().__init__(tags or {})
        self.mask = 0
        self.settle()

    def settle(self) -> None:
        """Note what stages look for: CUE, PERSON, BODY, QUOTE, DELEGATE, PAPER, BREAK."""
        for kind in self:
            self.mask |= MASKS.get(kind, 0)


NOTHING = Tags()
UNSETTLED = Tags(
    {"unsettled": Tag("unsettled", "", 1)}
)  # stands for the tags of a word that more than the word decides


@dataclass(slots=True)
class _Slot:
    """A word of which more than the word decides what it can be: its spelling, its place or the words behind it."""

    short: Tags
    exact: bool = False  # some tags are those of one spelling only
    spelt: dict[tuple[str, ...], Tags] = field(default_factory=dict)  # what is left of ``short``, by the endings it has
    paired: bool = False  # a sign that opens and closes alike
    behind: dict[str, list[tuple[tuple[str, ...], Tag]]] = field(default_factory=dict)  # longer forms, by the next word


@record(frozen=True, slots=True, eq=False)
class View:
    """A sentence with, for each word, its tags by kind."""

    sentence: Sentence
    words: tuple[str, ...]
    tags: list[Tags]
    marked: tuple[int, ...]  # the words with a mask, in order
    memo: dict[object, Any]  # what was read before: mentions by their first word, speakers by their cue

    def __len__(self) -> int:
        return len(self.words)

    def at(self, mask: int) -> list[int]:
        """The words that are of one of the kinds of ``mask``."""
        return [index for index in self.marked if self.tags[index].mask & mask]

    def has(self, index: int, kind: str) -> bool:
        """Whether word ``index`` exists and can be a ``kind``."""
        return 0 <= index < len(self.words) and kind in self.tags[index]


class Vocabulary:
    """The words of attribution.toml and naming.toml by what they can be.

    >>> from extractor.model import Span
    >>> from extractor.patterns import load
    >>> from extractor.segment import segment
    >>> patterns = load()
    >>> fold = Folder(patterns)
    >>> text = "وأكدت الوزارة أن العدد ارتفع"
    >>> [one] = segment(text, Span(0, len(text)), fold=fold)
    >>> ["body" in tags for tags in Vocabulary(patterns, fold).view(one).tags]
    [False, True, False, False, False]
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Inflect the verbs, spell proclitics onto the nouns, and index it all by first word."""
        self.letters = Letters.load(patterns)
        entries = [entry for file in FILES for entry in patterns[file]]
        self._fold = fold
        self._inflect = {
            entry.id: [fold(form) for form in _words(entry)] for entry in entries if entry["kind"] == "inflect"
        }
        self._tag = cache(Tag)  # the many spellings of an entry share a few
        self._short: dict[str, Tags] = {}
        self._slots: dict[str, _Slot] = {}
        for entry in entries:
            for form, tag in self._spell(entry):
                self._add(form, tag)
        agents = patterns.files.get(AGENTS, ())
        self.surnames = frozenset(
            form.split(" ")[-1] for entry in agents if entry["kind"] == "person" for form in _folded(entry.forms, fold)
        )
        for entry in agents:
            self._agent(entry)
        for word, short in self._short.items():
            if "body" in short and "role" in short and short["role"].owned:
                del short["role"]  # «مؤسسة» is a foundation, hardly ever «his founder»
            short.settle()
            if short.keys() >= QUOTES:
                self._slot(word).paired = True
        for slot in self._slots.values():
            for rows in slot.behind.values():
                rows.sort(key=lambda row: -len(row[0]))
        self._plain = {**self._short, **dict.fromkeys(self._slots, UNSETTLED)}
        self.forms = {entry.id: frozenset(map(fold, _words(entry))) for entry in entries}
        article = self.letters.article
        present = self._inflect["inflect.present.masculine"][0]
        darija = self._inflect["inflect.darija"][0] + present
        self.owners = tuple(self._inflect["inflect.object"][1:])
        self.acting = (present, self.letters.conjunctions[0] + present, darija)
        will = self._inflect["inflect.future"][0]
        prefixes = (present, self._inflect["inflect.present.feminine"][0])
        self.future = tuple(
            letter + will + prefix for letter in ("", *self.letters.conjunctions) for prefix in prefixes
        )
        self._definite = (article, *(c + article for c in (*self.letters.conjunctions, *self.letters.prepositions)))
        self._definite += (self.letters.lam_article,)
        self.attached = (self.letters.lam_article, *self._definite, self.letters.lam)

    def definite(self, word: str) -> bool:
        """Whether ``word`` carries the article, also behind a proclitic."""
        return word.startswith(self._definite)

    def opens(self, word: str, kinds: frozenset[str]) -> bool:
        """Whether ``word`` as it stands, nothing written onto it, is a form of one of ``kinds``."""
        return any(not tag.proclitic for kind, tag in self._short.get(word, NOTHING).items() if kind in kinds)

    def owned(self, word: str) -> bool:
        """Whether ``word`` ends in the pronoun of an owner («مديرها»): as definite as with the article."""
        return word.endswith(self.owners)

    def view(self, sentence: Sentence) -> View:
        """``sentence`` tagged."""
        words = sentence.words
        get = self._plain.get
        tags = [get(word, NOTHING) for word in words]
        for index, one in enumerate(tags):
            if one is UNSETTLED:
                slot = self._slots[words[index]]
                tags[index] = self._settled(slot, sentence, index)
        marked = tuple([index for index, one in enumerate(tags) if one.mask & SOUGHT])
        return View(sentence, words, tags, marked, {})

    def _settled(self, slot: _Slot, sentence: Sentence, index: int) -> Tags:
        """The tags of a word that its spelling, its place or the words behind it decide."""
        if slot.exact:
            settled = _spelt(slot, sentence.raw(index))
        elif slot.paired:
            settled = _paired(slot.short, sentence, index)
        else:
            settled = slot.short
        words = sentence.words
        longer = slot.behind.get(words[index + 1]) if index + 1 < len(words) else None
        return _matched(longer, settled, words, index) if longer else settled

    def _agent(self, entry: Entry) -> None:
        """The names of registered people and bodies end where the register says."""
        if entry["kind"] == "medium":
            return  # attribution.toml knows media, which relay
        kind = "name" if entry["kind"] == "body" else "known"
        for form in _folded(entry.forms, self._fold):
            if _size(form) >= WORDS or (" " in form and not self._heads(form)):
                for text, cluster in glued(form, self.letters):
                    self._add(text, self._tag(kind, entry.rule, _size(text), cluster))

    def _heads(self, form: str) -> bool:
        """Whether the first word of a registered name opens names of bodies in general («وزارة», «المفوضية»)."""
        return "body" in self._short.get(form.partition(" ")[0], NOTHING)

    def _add(self, form: str, tag: Tag) -> None:
        first, *rest = form.split(" ")
        short = self._short.get(first)
        if short is None:
            short = self._short[first] = Tags()
        if rest:
            self._slot(first).behind.setdefault(rest[0], []).append((tuple(rest), tag))
            return
        known = short.get(tag.kind)
        if known is None or len(tag.proclitic) < len(known.proclitic):
            short[tag.kind] = tag
        if tag.exact:
            self._slot(first).exact = True

    def _slot(self, word: str) -> _Slot:
        return self._slots.setdefault(word, _Slot(self._short[word]))

    def _spell(self, entry: Entry) -> Iterator[tuple[str, Tag]]:
        kind = entry["kind"]
        if kind == "verb":
            yield from self._verb(entry)
        if kind in UNTAGGED:
            return
        article, prepositions = WRITTEN.get(kind, (False, False))
        rule, mode = entry.rule, entry.get("mode")
        for raw, form in zip(_words(entry), _folded(_words(entry), self._fold), strict=True):
            exact = raw if mode == "exact" else ""
            for text, cluster in glued(form, self.letters, article=article, prepositions=prepositions):
                yield text, self._tag(kind, rule, _size(text), cluster, mode, exact=exact)
            if kind in OWNED and " " not in form:
                yield from self._owned(entry, form, prepositions=kind != "role")

    def _owned(self, entry: Entry, form: str, *, prepositions: bool) -> Iterator[tuple[str, Tag]]:
        """A title or document with the pronoun of the body that it belongs to («مديرها», «في تقريره»)."""
        kind, rule, mode = entry["kind"], entry.rule, entry.get("mode")
        for suffix in self._inflect["inflect.object"]:
            for ending in self._inflect["inflect.construct"]:
                stem = form.removesuffix(ending) + self._inflect["inflect.past.feminine"][0]
                owned = (stem if form.endswith(ending) else form) + suffix
                for text, cluster in glued(owned, self.letters, prepositions=prepositions):
                    yield text, self._tag(kind, rule, 1, cluster, mode, owned=True)

    def _verb(self, entry: Entry) -> Iterator[tuple[str, Tag]]:
        rule, strength, mode = entry.rule, entry.get("strength", "strong"), entry.get("mode")
        exact = entry["past"][0] if mode == "exact" else ""
        ending = self._fold(exact)
        for form, *inflected in (*self._past(entry), *self._present(entry)):
            for text, cluster in glued(form, self.letters, prepositions=False):
                spelling = exact if text.endswith(ending) else ""
                yield text, self._tag("verb", rule, _size(text), cluster, mode, strength, *inflected, spelling)
            for suffix in self._inflect["inflect.object"]:
                yield form + suffix, self._tag("reported", rule, _size(form), "", mode)
                if mode == "estimate":  # «قدره», not «قدرة»
                    spelling = suffix if suffix in self._inflect["inflect.construct"] else ""
                    yield form + suffix, self._tag("estimated", rule, _size(form), "", mode, exact=spelling)
        for form in self._participles(entry):
            for text, cluster in glued(form, self.letters, prepositions=False):
                yield text, self._tag("participle", rule, _size(text), cluster, mode, strength)

    def _past(self, entry: Entry) -> Iterator[tuple[str, bool, bool, bool]]:
        """Forms of the past: (form, present, feminine, plural)."""
        forms = _folded(entry.get("past", ()), self._fold)
        for number, form in enumerate(forms):
            yield form, False, number > 0, False
            for suffix in self._inflect["inflect.past.plural"]:
                yield form + suffix, False, False, True
        if forms and forms[0].endswith(weak := tuple(self._inflect["inflect.weak"])):
            feminine, plural = self._inflect["inflect.darija.feminine"][0], self._inflect["inflect.darija.plural"][0]
            yield forms[0][:-1] + weak[-1], False, False, False  # «نفا»
            yield forms[0][:-1] + feminine, False, True, False
            yield forms[0][:-1] + plural, False, False, True
        elif len(forms) == 1:
            for suffix in (*self._inflect["inflect.past.feminine"], *self._inflect["inflect.darija.feminine"]):
                yield forms[0] + suffix, False, True, False
            dual = self._inflect["inflect.past.feminine"][0] + self.letters.article[0]  # «الصحيفتان ذكرتا»
            yield forms[0] + dual, False, True, True

    def _present(self, entry: Entry) -> Iterator[tuple[str, bool, bool, bool]]:
        """Forms of the present, those of Darija («كيأكد») among them."""
        masculine = self._inflect["inflect.present.masculine"][0]
        feminine = self._inflect["inflect.present.feminine"][0]
        darija = self._inflect["inflect.darija.present"]  # «تيقول», but «تتعلق» is another verb
        for form in _folded(entry.get("present", ()), self._fold):
            stems = [form, feminine + form[1:]] if form.startswith(masculine) else [form]
            for stem in stems:
                yield stem, True, stem != form, False
                yield from (
                    (spoken + stem, True, stem != form, False)
                    for spoken in darija[: SPOKEN_SHE if stem != form else None]
                )
            for suffix in self._inflect["inflect.present.plural"]:  # «تطالبون» is what the speaker says to others
                yield stems[0] + suffix, True, False, True
            for spoken in darija:
                yield spoken + stems[0] + self._inflect["inflect.past.plural"][-1], True, False, True

    def _participles(self, entry: Entry) -> Iterator[str]:
        ending = self._inflect["inflect.participle.masculine"][0]
        for form in _folded(entry.get("participle", ()), self._fold):
            yield form
            for suffix in self._inflect["inflect.participle.other"]:
                yield form.removesuffix(ending) + suffix


def _size(form: str) -> int:
    return form.count(" ") + 1


def _words(entry: Entry) -> tuple[str, ...]:
    """The forms of an entry; naming.toml, whose lists overlap, calls them ``words``."""
    return entry.forms or tuple(entry.get("words", ()))


def _folded(forms: Iterable[str], fold: Folder) -> list[str]:
    """``forms`` folded, their words parted as a sentence's are."""
    return [" ".join(words_of(fold(form))) for form in forms]


def _spelt(slot: _Slot, raw: str) -> Tags:
    """A word whose folded form has two spellings: «علي» names, «والي» is a title; «على», «وإلى» are neither."""
    endings = tuple([tag.exact for tag in slot.short.values() if tag.exact and raw.endswith(tag.exact)])
    if endings not in slot.spelt:
        found = {kind: tag for kind, tag in slot.short.items() if not tag.exact or tag.exact in endings}
        if any(kind in found and found[kind].exact for kind in ("given", "role")):
            found.pop("stop", None)
            found.pop("inner", None)
        slot.spelt[endings] = Tags(found)
    return slot.spelt[endings]


def _paired(tags: Tags, sentence: Sentence, index: int) -> Tags:
    """A sign that opens and closes alike («"») opens unless it touches the word before it or ends the sentence."""
    touching = index > 0 and _touch(sentence, index - 1)
    last = index + 1 == len(sentence)
    if last or (touching and sentence.words[index - 1][-1].isalnum()):
        return Tags({"close": tags["close"]})
    return tags if not (touching or _touch(sentence, index)) else Tags({"open": tags["open"]})


def _touch(sentence: Sentence, index: int) -> bool:
    """Whether nothing parts word ``index`` from the next."""
    start, end = sentence.places.reach(index + 1, index)
    return start == end


def _matched(longer: list[tuple[tuple[str, ...], Tag]], settled: Tags, words: tuple[str, ...], index: int) -> Tags:
    """``settled`` with the longer forms that begin at ``index``, the longest of each kind."""
    found: dict[str, Tag] = {}
    for rest, tag in longer:
        if tag.kind not in found and words[index + 1 : index + 1 + len(rest)] == rest:
            found[tag.kind] = tag
    if not found:
        return settled
    return Tags({**settled, **found})
