"""phrases.toml compiled: which word of a sentence is a measure, a verb of change, a stop, a demonstrative …"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.lexicon import Letters, glued
from extractor.segment import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.model import Sentence
    from extractor.normalize import Folder
    from extractor.patterns import Entry, Patterns

FILE = "phrases.toml"
GRAMMAR = {
    "endings", "persons", "prefixes", "pronouns", "feminine", "accusative",
    "relative-things", "relative-people", "plural", "verb-shape",
}  # fmt: skip
NOUNS = {"measure", "change", "action", "people", "total", "move", "share"}  # these take the article and prepositions


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """What phrases.toml says of one or more words: the entry, its kind, and the letters glued to the first."""

    kind: str
    entry: Entry
    length: int = 1
    proclitic: str = ""
    verb: bool = False
    pronoun: str = ""


class Phrases:
    """phrases.toml, compiled to one table from a first word to the forms that begin with it."""

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Spell every form with its proclitics, conjugate the verbs."""
        self._fold = fold
        self.letters = Letters.load(patterns)
        self.by_id = {entry.id: entry for entry in patterns[FILE]}
        by_kind: dict[str, list[Entry]] = {}
        for entry in patterns[FILE]:
            by_kind.setdefault(entry["kind"], []).append(entry)
        self._table: dict[str, list[tuple[tuple[str, ...], Mark]]] = {}
        for entry in patterns[FILE]:
            if entry["kind"] not in GRAMMAR:
                self._add(entry)
        for rows in self._table.values():
            rows.sort(key=lambda row: -len(row[0]))
        self.pronouns = tuple(map(fold, self.by_id["pronouns"].forms))
        self.plurals = self._plurals()
        self.feminine = self.by_id["feminine"].forms
        self.accusative = self.by_id["accusative"].forms[0]
        shape = self.by_id["verb.shape"]
        self._shapes = tuple(map(fold, shape.forms))
        self._shapeless = frozenset(map(fold, shape["pairs"]))

    def verb_shape(self, word: str) -> bool:
        """Whether a folded word that nothing else is known of looks like a verb of the third person."""
        conjunction = word[0] in self.letters.conjunctions
        bare = word[1:] if conjunction else word
        return len(bare) > 3 and bare.startswith(self._shapes) and bare not in self._shapeless

    def _plurals(self) -> dict[str, str]:
        pairs = (pair.split(" ", 1) for pair in self.by_id["plural"].get("pairs", ()))
        return {self._fold(singular): plural for singular, plural in pairs}

    def _add(self, entry: Entry) -> None:
        kind = entry["kind"]
        for form in entry.forms:
            folded = self._fold(form)
            for spelled, proclitic in self._spellings(folded, kind):
                self._put(spelled, Mark(kind, entry, proclitic=proclitic))
            if kind == "measure" and " " not in folded:
                for spelled, proclitic, pronoun in self._possessed(folded):
                    self._put(spelled, Mark(kind, entry, proclitic=proclitic, pronoun=pronoun))
        for form, proclitic in self._conjugated(entry):
            self._put(form, Mark(kind, entry, proclitic=proclitic, verb=True))

    def _spellings(self, folded: str, kind: str) -> Iterator[tuple[str, str]]:
        if kind in NOUNS:
            yield from glued(folded, self.letters, article=True)
            return
        yield folded, ""
        if folded[0].isalpha() and kind != "also":
            for letter in self.letters.conjunctions:
                yield letter + folded, letter

    def _possessed(self, folded: str) -> Iterator[tuple[str, str, str]]:
        one, many = map(self._fold, self.by_id["feminine"].forms)
        base = folded[: -len(one)] + many[-1] if folded.endswith(one) else folded
        for pronoun in self.by_id["pronouns"].forms:
            for spelled, proclitic in glued(base + self._fold(pronoun), self.letters):
                yield spelled, proclitic, pronoun

    def _conjugated(self, entry: Entry) -> Iterator[tuple[str, str]]:
        fold = self._fold
        stems = [fold(stem) + fold(end) for stem in entry.get("perfect", ()) for end in self.by_id["verb.endings"]["perfect"]]
        stems += [
            fold(person) + fold(head) + fold(end) + gap + tail
            for stem in entry.get("imperfect", ())
            for head, gap, tail in [stem.partition(" ")]
            for person in self.by_id["verb.persons"].forms
            for end in self.by_id["verb.endings"]["imperfect"]
        ]
        for stem in stems:
            yield stem, ""
            for prefix in self.by_id["verb.prefixes"].forms:
                yield fold(prefix) + stem, fold(prefix)

    def _put(self, form: str, mark: Mark) -> None:
        first, *rest = [match.group() for match in TOKEN.finditer(form) if not match.group().isspace()]
        rows = self._table.setdefault(first, [])
        tail = tuple(rest)
        if all(tail != known for known, _ in rows):
            rows.append((tail, Mark(mark.kind, mark.entry, 1 + len(tail), mark.proclitic, mark.verb, mark.pronoun)))

    def marks(self, sentence: Sentence) -> list[Mark | None]:
        """The mark of every word; a form of several words is marked at its first, the others are ``None``."""
        words, table = sentence.words, self._table
        found: list[Mark | None] = [None] * len(words)
        index = 0
        while index < len(words):
            rows = table.get(words[index])
            step = 1
            if rows:
                for tail, mark in rows:
                    if not tail or words[index + 1 : index + 1 + len(tail)] == tail:
                        found[index] = mark
                        step = mark.length
                        break
            index += step
        return found


def clean(text: str) -> str:
    """``text`` without marks, tatweel and invisible characters."""
    if text.isalnum() and text.isascii():
        return text
    return "".join(char for char in text if unicodedata.category(char) not in {"Mn", "Lm", "Cf"})
