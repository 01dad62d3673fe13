"""Every spelling of the nouns that nouns.toml lists: plurals, duals, the feminine of persons, second words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.normalize import Folder
from extractor.patterns import Entry, Patterns

FILE = "nouns.toml"


@dataclass(frozen=True, slots=True, eq=False)
class Noun:
    """A noun of the list: its singular as spelled and folded, and the entry that lists it."""

    citation: str
    key: str
    rule: str


@dataclass(frozen=True, slots=True)
class Ending:
    """The letters that make forms of a noun, folded, as nouns.toml gives them."""

    alef: str
    teh: str
    feminine: str
    oblique: str
    masculine: str
    dual: str
    t: str
    hamza: str


def owned_forms(words: Iterable[str], patterns: Patterns, fold: Folder) -> frozenset[str]:
    """The folded ``words`` with each possessive suffix («عدد» → «عددهم», «قيمة» → «قيمته»)."""
    roles = {role: entry.forms for entry in patterns[FILE] if (role := entry.get("role"))}
    end = Ending(*map(fold, roles["endings"]))
    stems = [word[:-1] + end.t if word.endswith(end.teh) else word for word in words]
    return frozenset(stem + fold(suffix) for stem in stems for suffix in roles["suffixes"])


class NounForms:
    """The listed nouns by their spellings.

    ``forms``: by any folded spelling; ``alike``: those that fold to one form, by how the page spells them;
    ``duals``: by a dual that is spelled like nothing else; ``tails``: the second words of a head, with their rules.
    """

    def __init__(self, entries: Sequence[Entry], fold: Folder, endings: Ending, teh: str) -> None:
        """Spell all nouns of ``entries``; ``teh`` is the feminine ending as it is printed."""
        self._fold, self._end, self._teh = fold, endings, teh
        table = list(self._table(entries))
        self.forms = {form: noun for form, noun, _ in reversed(table)}
        self.alike = self._alike_table(entries)
        self.duals = _dual_table(table)
        self.tails = self._tail_table(entries)

    def _table(self, entries: Iterable[Entry]) -> Iterator[tuple[str, Noun, bool]]:
        """Every spelling of every listed noun, and whether it is a dual that is spelled like nothing else."""
        lines = [(entry, line.split("/")) for entry in entries for line in entry.get("nouns", ())]
        listed = [
            (Noun(citation, self._fold(citation), entry.rule), plurals, bool(entry.get("person")))
            for entry, (citation, *plurals) in lines
        ]
        for noun, _, _ in listed:
            yield noun.key, noun, False
        for noun, plurals, _ in listed:
            for spelled in (noun.citation, *plurals):
                form = self._fold(spelled)
                yield form, noun, False
                if not spelled.endswith((self._teh, self._end.feminine)):
                    yield form + self._end.alef, noun, False
        for noun, plurals, person in listed:
            yield from self._inflected(noun, person=person, alone=bool(plurals) or not person)
        for noun, _, person in listed:
            if person:
                yield from self._gendered(noun)

    def _alike_table(self, entries: Iterable[Entry]) -> dict[str, dict[str, Noun]]:
        """Nouns that fold to one form and are told apart by how the page spells them («أجراء», «إجراء»)."""
        found: dict[str, dict[str, Noun]] = {}
        for entry in entries:
            for citation, *plurals in (line.split("/") for line in entry.get("nouns", ())):
                noun = Noun(citation, self._fold(citation), entry.rule)
                for spelled in (citation, *plurals):
                    found.setdefault(self._fold(spelled), {}).setdefault(spelled, noun)
        return {form: row for form, row in found.items() if len({noun.citation for noun in row.values()}) > 1}

    def _inflected(self, noun: Noun, *, person: bool, alone: bool) -> Iterator[tuple[str, Noun, bool]]:
        """Duals and the sound feminine plural; ``alone``: the noun has no sound masculine plural spelled like them."""
        end, key = self._end, noun.key
        feminine = noun.citation.endswith(self._teh)
        stem = key.removesuffix(end.teh) if feminine else key
        joint = end.t if feminine else ""
        for ending in (end.oblique, end.dual):
            yield stem + joint + ending, noun, feminine or alone
            yield stem + joint + ending[:1], noun, False
        if feminine or not person:
            yield stem + end.feminine, noun, False

    def _gendered(self, noun: Noun) -> Iterator[tuple[str, Noun, bool]]:
        """A person's sound plural and feminine («موظفون», «موظفة», «موظفات»)."""
        end, key = self._end, noun.key
        yield key + end.masculine, noun, False
        lady = Noun(noun.citation + self._teh, key + end.teh, noun.rule)
        yield lady.key, lady, False
        yield key + end.feminine, lady, False
        yield key + end.t + end.oblique, lady, True

    def _tail_table(self, entries: Iterable[Entry]) -> dict[str, dict[str, str]]:
        """Folded singular of a head → its second words, each with its rule."""
        tails: dict[str, dict[str, str]] = {}
        for entry in entries:
            for head in entry.get("heads", ()):
                row = tails.setdefault(self._fold(head), {})
                for tail in map(self._fold, entry["tails"]):
                    row.setdefault(tail, entry.rule)
                    row.setdefault(tail + self._end.feminine, entry.rule)
        return tails


def _dual_table(table: Sequence[tuple[str, Noun, bool]]) -> dict[str, Noun]:
    """The duals that are spelled like nothing else; of two nouns with one dual the one listed first."""
    plain = {form for form, _, dual in table if not dual}
    return {form: noun for form, noun, dual in reversed(table) if dual and form not in plain}
