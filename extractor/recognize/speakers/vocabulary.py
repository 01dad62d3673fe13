"""attribution.toml and naming.toml compiled: which parts a word can play in naming a speaker.

A sentence is *tagged* by one dictionary look-up a word; forms of several words are found through their
first. What the tags mean together is the business of :mod:`mentions` (who is named) and :mod:`cues`
(what reports).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.lexicon import Letters, glued
from extractor.model import Sentence
from extractor.normalize import Folder
from extractor.padded import Padded
from extractor.patterns import Entry, Patterns
from extractor.recognize.speakers.spelling import Speller, folded, size, spelled
from extractor.recognize.speakers.tags import NOTHING, QUOTES, SOUGHT, UNSETTLED, Tag, Tags, View

FILES = ("naming.toml", "attribution.toml")
AGENTS = "agents.toml"
WORDS = 3  # a body's registered name of fewer words may go on («وزارة الصحة الفرنسية»)


@dataclass(slots=True)
class _Slot:
    """A word of which more than the word decides what it can be: its spelling, its place or the words behind it."""

    short: Tags
    exact: bool = False  # some tags are those of one spelling only
    spelt: dict[tuple[str, ...], Tags] = field(default_factory=dict)  # what is left of ``short``, by the endings it has
    paired: bool = False  # a sign that opens and closes alike
    behind: dict[str, list[tuple[tuple[str, ...], Tag]]] = field(default_factory=dict)  # longer forms, by the next word


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
        self._speller = Speller(entries, fold, self.letters)
        self._short: dict[str, Tags] = {}
        self._slots: dict[str, _Slot] = {}
        for entry in entries:
            for form, tag in self._speller.spell(entry):
                self._add(form, tag)
        agents = patterns.files.get(AGENTS, ())
        self.surnames = frozenset(
            form.split(" ")[-1] for entry in agents if entry["kind"] == "person" for form in folded(entry.forms, fold)
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
        self.forms = {entry.id: frozenset(map(fold, spelled(entry))) for entry in entries}
        article, endings = self.letters.article, self._speller.endings
        present = endings["inflect.present.masculine"][0]
        darija = endings["inflect.darija"][0] + present
        self._leading = frozenset((*self.letters.conjunctions, *self.letters.prepositions))
        self.his, *owners = endings["inflect.object"]
        self.owners = tuple(owners)
        self.acting = (present, self.letters.conjunctions[0] + present, darija)
        will = endings["inflect.future"][0]
        prefixes = (present, endings["inflect.present.feminine"][0])
        self.presents = (*prefixes, *(spoken + prefix for spoken in endings["inflect.darija"] for prefix in prefixes))
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
        return View(sentence, words, tags, marked, {}, Padded.of(tags, NOTHING).__getitem__)

    def _settled(self, slot: _Slot, sentence: Sentence, index: int) -> Tags:
        """The tags of a word that its spelling, its place or the words behind it decide."""
        if slot.exact:
            settled = _spelt(slot, sentence.raw(index))
        elif slot.paired:
            settled = _paired(slot.short, sentence, index, self._leading)
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
        for form in folded(entry.forms, self._fold):
            if size(form) >= WORDS or (" " in form and not self._heads(form)):
                for text, cluster in glued(form, self.letters):
                    self._add(text, self._speller.tag(kind, entry.rule, size(text), cluster))

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


def _paired(tags: Tags, sentence: Sentence, index: int, leading: frozenset[str]) -> Tags:
    """A sign that opens and closes alike («"») opens unless it touches the word before it or ends the sentence."""
    touching = index > 0 and _touch(sentence, index - 1) and not _led(sentence, index, leading)
    last = index + 1 == len(sentence)
    if last or (touching and sentence.words[index - 1][-1].isalnum()):
        return Tags({"close": tags["close"]})
    return tags if not (touching or _touch(sentence, index)) else Tags({"open": tags["open"]})


def _led(sentence: Sentence, index: int, leading: frozenset[str]) -> bool:
    """Whether the letter before a sign is written onto it, and onto nothing else: «ل"الجريدة"», not «الفئة "ب"»."""
    return sentence.words[index - 1] in leading and not (index > 1 and _touch(sentence, index - 2))


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
