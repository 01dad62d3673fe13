"""What a claim measures, as something that can be held against another claim's: design.md §5 "comparable".

A metric becomes a set of terms: concepts of comparison.toml («إيداع», «تسجيل» of files are one), else light
stems. Guards (children, households, a programme's name …) part metrics whatever else they share.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.compare.stems import SHORTEST, Stemmer
from extractor.lexicon import Letters, Lexicon, longest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from extractor.lexicon import Hit
    from extractor.normalize import Folder
    from extractor.patterns import Entry, Patterns

NEAR = 14  # words before a figure among which the verb of its state stands («تمت معالجة حوالي 360 ألف ملف بمبلغ …»)
KEPT = 20_000  # labels and sentences whose terms are kept at hand: claims of one metric or sentence share them
HELD = 0.75  # what two labels are worth that share no word but are each held by the other sentence
PERSON = "class.person"
PARTING = ("milieu", "group")  # axes whose words part figures wherever the clause has them


@dataclass(frozen=True, slots=True)
class Identity:
    """What is measured: ``unit`` with its ``per``, ``terms`` and ``guards``, and the registry's id if known.

    ``head`` is the stem of the counted noun, one for all nouns that count people; ``None`` where it is elided.
    """

    unit: str
    terms: frozenset[str]
    guards: frozenset[str]
    registry: str | None = None
    head: str | None = None


class IdentityGrammar:
    """Metric labels → identities.

    >>> from extractor.normalize import Folder
    >>> from extractor.patterns import load
    >>> patterns = load()
    >>> of = IdentityGrammar(patterns, Folder(patterns)).of
    >>> one = of("الملفات المعالجة للعمال غير الأجراء والمستقلين", "count")
    >>> two = of("الملفات المصفاة للعمال غير الأجراء", "count")
    >>> likeness(one, two)
    1.0
    >>> likeness(one, of("الملفات المودعة من قبل العمال غير الأجراء", "count"))
    0.0
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile the concepts, the guards and the words that say nothing of comparison.toml."""
        letters = Letters.load(patterns)
        entries = patterns["comparison.toml"]
        kinds = {"same", "guard", "mute"}
        named = [entry for entry in entries if entry.id.partition(".")[0] in kinds]
        accusative = fold(patterns.entry("comparison.toml#stem.accusative").forms[0])
        forms = [(fold(form), entry) for entry in named for form in entry.forms]
        forms += [(form + accusative, entry) for form, entry in forms if " " not in form]
        self._concepts = Lexicon.with_proclitics(forms, letters, article=True)
        places = [(fold(form), entry) for entry in patterns["places.toml"] for form in entry.forms]
        self._places = Lexicon.with_proclitics(places, letters)
        heads = [(fold(form), None) for entry in patterns["places.toml"] for form in entry.get("after", ())]
        self._heads = Lexicon.with_proclitics(heads, letters)
        self._stems = Stemmer(patterns, fold)
        self._persons = frozenset(map(self._stems, map(fold, patterns.entry(f"comparison.toml#{PERSON}").forms)))
        self.lore = Lore(
            {entry.id: axis for entry in entries if (axis := entry.get("axis"))},
            {entry.id: whole for entry in patterns["metrics.toml"] if (whole := entry.get("part_of"))},
            fold(patterns.entry("comparison.toml#stem.participle").forms[0]),
        )
        self._near = frozenset(entry.id for entry in entries if entry.get("near"))
        self._fold = fold
        self._relatives = frozenset(map(fold, patterns.entry("comparison.toml#mute.relative").forms))
        self._labels: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {}
        self._read: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {}
        self._found: dict[str, tuple[str, ...]] = {}

    def of(
        self,
        label: str,
        unit: str,
        *,
        counted: str | None = None,
        per: str | None = None,
        registry: str | None = None,
        before: str = "",
    ) -> Identity:
        """The identity of a metric's Arabic ``label`` counted in ``unit``.

        ``before`` is the sentence up to the figure: the nearest verb of a state in it (filed, treated) counts
        for more than the label's, which may have come from farther off.
        """
        ordered, guards = self._ordered(f"{label} {counted or ''}", self._labels)
        terms = frozenset(ordered)
        state = self._state(before) if before else None
        if state:
            terms = terms - self._near | {state}
            guards = guards - self._near | {state}
        return Identity(f"{unit}/{per}" if per else unit, terms, guards, registry, self._head(counted))

    def context(self, text: str) -> frozenset[str]:
        """The concepts and stems that a stretch of text holds."""
        terms, guards = self._terms(text)
        return terms | guards

    def sighting(self, identity: Identity, near: Sequence[str], text: str) -> Sighting:
        """``identity`` where it was seen: ``near`` is its label, what follows the figure, and the whole clause."""
        stretches = [self.context(stretch) for stretch in near]
        groups: dict[str, frozenset[str]] = {}
        for terms in stretches:
            for axis in PARTING:
                found = frozenset(term for term in terms if self.lore.axes.get(term) == axis)
                groups[axis] = groups.get(axis) or found
        named = frozenset().union(*groups.values())
        clause = frozenset().union(*stretches)
        return Sighting(
            identity, self._ordered(self._name(near[0]), self._labels)[0], named, clause, self.context(text)
        )

    def _name(self, label: str) -> str:
        """A label without its relative clause: «المراسيم التي أصدرتها الحكومة» names decrees."""
        words = label.split()
        cut = next((place for place, word in enumerate(words) if self._fold(word) in self._relatives), len(words))
        return " ".join(words[:cut] or words)

    def places(self, text: str) -> frozenset[str]:
        """The places (places.toml, folded) that ``text`` names."""
        return frozenset(self._named(text))

    def last_place(self, text: str) -> frozenset[str]:
        """The last place that ``text`` names."""
        return frozenset(self._named(text)[-1:])

    def _named(self, text: str) -> tuple[str, ...]:
        known = self._found.get(text)
        if known is None:
            if len(self._found) >= KEPT:
                self._found.clear()
            known = self._found[text] = tuple(self._places_of(text))
        return known

    def _places_of(self, text: str) -> Iterator[str]:
        words = tuple(self._stems.words(text))
        hits = longest(self._places.find_words(words))
        led = {hit.last for hit in self._heads.find_words(words)} if hits else set()
        for hit in hits:
            if not hit.item.get("after") or hit.first in led or hit.proclitic:
                yield _bare(words[hit.first : hit.last], hit.proclitic)

    def _terms(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        ordered, guards = self._ordered(text)
        return frozenset(ordered), guards

    def _ordered(
        self, text: str, kept: dict[str, tuple[tuple[str, ...], frozenset[str]]] | None = None
    ) -> tuple[tuple[str, ...], frozenset[str]]:
        """The terms of ``text`` as they follow one another, and its guards; ``kept`` is where they are remembered.

        Labels have a memory of their own: sentences come once, and would push them out.
        """
        kept = self._read if kept is None else kept
        known = kept.get(text)
        if known is None:
            if len(kept) >= KEPT:
                kept.clear()
            known = kept[text] = self._terms_of(text)
        return known

    def _terms_of(self, text: str) -> tuple[tuple[str, ...], frozenset[str]]:
        words = tuple(self._stems.words(text))
        terms: dict[int, str] = {}
        guards: set[str] = set()
        taken: set[int] = set()
        for hit in longest(self._concepts.find_words(words)):
            taken.update(range(hit.first, hit.last))
            kind = hit.item.id.partition(".")[0]
            if kind == "guard" or hit.item.get("parts"):
                guards.add(hit.item.id)
            if kind in {"same", "guard"}:
                terms[hit.first] = hit.item.id
        for place, word in enumerate(words):
            if place not in taken and len(word) > 1 and not word[0].isdecimal():
                terms[place] = self._stems.bare(word)
        return tuple(terms[place] for place in sorted(terms)), frozenset(guards)

    def _state(self, before: str) -> str | None:
        words = tuple(self._stems.words(before))[-NEAR:]
        hits: Iterable[Hit[Entry]] = self._concepts.find_words(words)
        last = max((hit for hit in hits if hit.item.id in self._near), key=lambda hit: hit.last, default=None)
        return last.item.id if last else None

    def _head(self, counted: str | None) -> str | None:
        if not counted:
            return None
        stem = self._stems(self._fold(counted.split()[0]))
        return PERSON if stem in self._persons else stem


def _bare(words: tuple[str, ...], proclitic: str) -> str:
    """The words of a hit without what is glued to the first."""
    return " ".join(words)[len(proclitic) :]


def likeness(a: Identity, b: Identity) -> float:
    """How far two identities are one metric by their labels alone: 0 (never held together) to 1.

    One registry id is one metric, two ids are two; else the shared part of the terms (Dice).
    """
    if a.unit != b.unit or a.guards != b.guards:
        return 0.0
    if a.registry and b.registry:
        return 1.0 if a.registry == b.registry else 0.0
    if not a.terms or not b.terms:
        return 0.0
    return 2 * len(a.terms & b.terms) / (len(a.terms) + len(b.terms))


@dataclass(frozen=True, slots=True)
class Sighting:
    """An identity where it was seen.

    ``label`` are the label's stems in order, ``groups`` the groups of people and places that it or the words
    next to the figure name, ``clause`` the terms between the signs around the figure, ``context`` those of the
    sentence and the article's title.
    """

    identity: Identity
    label: tuple[str, ...]
    groups: frozenset[str]
    clause: frozenset[str]
    context: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lore:
    """What the pattern files say: the axis of a guard, the metric that one is a part of, how participles begin."""

    axes: Mapping[str, str]
    wholes: Mapping[str, str]
    participle: str

    def strangers(self, one: str | None, two: str | None) -> bool:
        """Whether two registry ids are two metrics, neither a part of the other."""
        return bool(one and two and one != two and self.wholes.get(one) != two and self.wholes.get(two) != one)


def strange(a: Sighting, b: Sighting, lore: Lore) -> bool:
    """Whether two claims certainly measure different things: unit, noun, registry, one word or a guard says so."""
    one, two = a.identity, b.identity
    if one.unit != two.unit or (one.head and two.head and one.head != two.head):
        return True
    if lore.strangers(one.registry, two.registry) or _contrast(a, b, lore.participle):
        return True
    return not (_unsaid(a, b, lore.axes) and _unsaid(b, a, lore.axes))


def kinship(a: Sighting, b: Sighting, lore: Lore) -> float:
    """How far two claims measure one thing when their sentences are looked at, too: 0 to 1.

    For labels that were cut short or run over: a term that only one label has counts half where the other's
    sentence has it. What one label says and the other's clause does not contradict may be left unsaid.
    """
    one, two = a.identity, b.identity
    if not one.terms or not two.terms or strange(a, b, lore):
        return 0.0
    if one.registry and one.registry == two.registry:
        return 1.0
    shared = len(one.terms & two.terms)
    dice = 2 * shared / (len(one.terms) + len(two.terms))
    inside = shared / min(len(one.terms), len(two.terms))
    held = min(
        len(one.terms & (two.terms | b.context)) / len(one.terms),
        len(two.terms & (one.terms | a.context)) / len(two.terms),
    )
    return max(dice, (dice + held + inside) / 3, HELD * held)


def fellowship(a: Sighting, b: Sighting) -> float:
    """How much of the shorter sentence (with its title) the other one has: 0 to 1."""
    least = min(len(a.context), len(b.context))
    return len(a.context & b.context) / least if least else 0.0


def foreign(one: Sighting, other: Sighting, lore: Lore) -> float:
    """The share of a label's words that the other sentence lacks, guards and participles («المبرمجة») left out.

    A word that holds one of the sentence, or is held by one, is not foreign: stems are light.
    """
    near = [term for term in other.context | other.identity.terms if len(term) >= SHORTEST]
    lacking = [
        word
        for word in _foreign(one, other).intersection(one.label)
        if not word.startswith(lore.participle) and not any(word in term or term in word for term in near)
    ]
    return len(lacking) / max(1, len(one.label))


def _contrast(a: Sighting, b: Sighting, participle: str) -> bool:
    """Whether two labels differ in what one word goes on with alone: «سد المسيرة» is not «سد الوحدة».

    Two participles say how far a thing has come: «المستشفيات المبرمجة» may be «المستشفيات المستكملة».
    """
    mine, his = _foreign(a, b), _foreign(b, a)
    if not mine or not his or a.identity.terms - mine != b.identity.terms - his:
        return False
    if all(word.startswith(participle) for word in mine | his):
        return False
    return not _slots(a, mine).isdisjoint(_slots(b, his))


def _foreign(one: Sighting, other: Sighting) -> frozenset[str]:
    """The terms of a label that the other sentence lacks; what guards name is :func:`_unsaid`'s to judge."""
    return one.identity.terms - other.identity.terms - other.context - one.identity.guards


def _slots(one: Sighting, foreign: frozenset[str]) -> set[str]:
    """The words of a label that a word of ``foreign`` follows."""
    return {before for before, word in pairwise(one.label) if word in foreign}


def _unsaid(one: Sighting, other: Sighting, axes: Mapping[str, str]) -> bool:
    """Whether every guard of ``one`` that ``other`` lacks stands in its clause, and no rival of it does.

    A programme may go unsaid altogether where the other sentence names none; a group that the clause names
    («بالوسط القروي») counts as if the label named it.
    """
    mine, his = one.identity.guards | one.groups, other.identity.guards | other.groups
    for guard in mine - his:
        axis = axes.get(guard)
        if axis and any(axes.get(rival) == axis for rival in his - mine):
            return False
        if axis == "programme":
            if guard not in other.context and any(axes.get(near) == axis for near in other.context):
                return False
        elif guard not in other.clause and (guard in one.identity.guards or guard not in other.context):
            return False
    return True
