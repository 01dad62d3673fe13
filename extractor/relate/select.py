"""Which quantities are claims: annotation.md §1 as rules of selection.toml.

A rule names the units or counted nouns it speaks of and, where it needs them, the words that must stand
shortly before or after the quantity. The first rule that fits decides; where none fits, a quantity is a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.lexicon import Hit, Letters, Lexicon
from extractor.model import DateMention, Quantity, Rejection, Sentence
from extractor.normalize import Folder
from extractor.patterns import Entry, Patterns

FILE = "selection.toml"


@dataclass(frozen=True, slots=True, eq=False)
class _Rule:
    """One entry of selection.toml, compiled; a field left out asks nothing.

    ``units`` and ``nouns`` say which quantities the rule speaks of, ``most`` its largest value, ``bare`` those
    that are a number alone. ``side``
    and ``reach`` say where a cue must stand: so many words before the quantity, or after it.
    """

    name: str
    keep: bool
    units: frozenset[str]
    nouns: frozenset[str]
    most: Decimal | None
    side: str
    reach: int
    bare: bool

    @classmethod
    def load(cls, entry: Entry, fold: Folder) -> _Rule:
        """The rule that ``entry`` spells out."""
        most = entry.get("most")
        return cls(
            entry.rule,
            entry["verdict"] == "claim",
            frozenset(entry.get("units", ())),
            frozenset(map(fold, entry.get("nouns", ()))),
            None if most is None else Decimal(str(most)),
            entry.get("side", ""),
            int(entry.get("reach", 0)),
            bool(entry.get("bare", False)),
        )

    def concerns(self, quantity: Quantity, noun: str) -> bool:
        """Whether the rule speaks of ``quantity``, whose counted noun is ``noun`` (folded)."""
        value = quantity.value
        if self.units and value.unit not in self.units:
            return False
        if (self.nouns and noun not in self.nouns) or (self.bare and not _bare(quantity)):
            return False
        return self.most is None or max(value.point or 0, value.high or 0) <= self.most

    def reached(self, quantity: Quantity, hits: Iterable[Hit[_Rule]]) -> bool:
        """Whether one of the rule's cues stands where the rule asks for it."""
        first, last = quantity.first, quantity.last
        for hit in hits:
            if hit.item is not self:
                continue
            before, after = first - hit.last, hit.first - quantity.number[1]
            if self.side == "inside" and first <= hit.first and hit.last <= last:
                return True
            if (
                self.side in {"before", "around"}
                and -(last - first) < before <= self.reach
                and hit.last <= quantity.number[0]
            ):
                return True
            if self.side in {"after", "around"} and 0 <= after <= self.reach + last - quantity.number[1]:
                return True
        return False


def _bare(quantity: Quantity) -> bool:
    """Whether a quantity is one figure or number word and nothing else: no unit, noun, scale word or pair."""
    value, (first, last) = quantity.value, quantity.number
    return value.unit == "count" and not value.counted and not quantity.vague and last - first == 1


def _numbered(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The places of the paragraphs that count themselves: that open with 1, 2, 3 … in this order.

    Wrong where three lines happen to open with the counts 1, 2 and 3, which a newsroom hardly prints.
    """
    places: list[int] = []
    opened = None
    for place, one in enumerate(sentences):
        if one.paragraph != opened and one.words[0] == str(len(places) + 1):
            places.append(place)
        opened = one.paragraph
    return frozenset(places if len(places) > 1 else ())


class Selector:
    """Tells claims from figures that only place, name or count something of the text itself.

    >>> from extractor.model import Span
    >>> from extractor.patterns import load
    >>> from extractor.recognize.quantities import QuantityGrammar
    >>> from extractor.segment import segment
    >>> fold = Folder(patterns := load())
    >>> text = "بعد مرور أكثر من 3 سنوات استفاد 42 تلميذا"
    >>> one = segment(text, Span(0, len(text)), fold=fold)
    >>> found, _ = QuantityGrammar(patterns, fold).read(one[0], ())
    >>> [verdict and verdict.rule for verdict in Selector(patterns, fold).select(one, [found], [()])[0]]
    ['selection.toml#duration', None]
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile the rules.

        Raises:
            PatternError: selection.toml is missing or broken.
        """
        self._fold = fold
        entries = [entry for entry in patterns[FILE] if entry["verdict"] in {"claim", "reject"}]
        [self._list] = [entry.rule for entry in patterns[FILE] if entry["verdict"] == "list"]
        self._rules = [_Rule.load(entry, fold) for entry in entries]
        pairs = [(fold(form), rule) for entry, rule in zip(entries, self._rules, strict=True) for form in entry.forms]
        self._cues = Lexicon.with_proclitics(pairs, Letters.load(patterns))

    def select(
        self,
        sentences: Sequence[Sentence],
        quantities: Sequence[Sequence[Quantity]],
        dates: Sequence[Sequence[DateMention]],
    ) -> list[list[Rejection | None]]:
        """A verdict for each quantity, aligned with ``quantities``: ``None`` for a claim, else its rejection."""
        numbered = _numbered(sentences)
        rows = zip(sentences, quantities, dates, strict=True)
        return [self._judge(one, found, listed=place in numbered) for place, (one, found, _) in enumerate(rows)]

    def _judge(self, one: Sentence, found: Sequence[Quantity], *, listed: bool) -> list[Rejection | None]:
        if not found:
            return []
        hits = self._cues.find(one)
        verdicts = [self._verdict(quantity, hits) for quantity in found]
        if listed and found[0].number[0] == 0:
            verdicts[0] = Rejection(found[0].span, self._list)
        return verdicts

    def _verdict(self, quantity: Quantity, hits: Sequence[Hit[_Rule]]) -> Rejection | None:
        noun = self._fold(quantity.value.counted or "")
        for rule in self._rules:
            if rule.concerns(quantity, noun) and (not rule.side or rule.reached(quantity, hits)):
                return None if rule.keep else Rejection(quantity.span, rule.name)
        return None
