"""A quantity while it is being read: the one mutable record of the package, never seen outside this folder.

Five steps each add a part; replacing a frozen record at every part took a third of the grammar's time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from extractor.model import Bound, DateMention, Sentence
from extractor.recognize.numbers.figures import whole
from extractor.recognize.numbers.fractions import Number
from extractor.record import record

AMONG = "#among"  # the entry of nouns.toml that counts «منهم», «منها»


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A unit of units.toml or a currency of currencies.toml, as it is written into values."""

    code: str
    rule: str
    factor: Decimal
    context: frozenset[str]
    role: str | None = None
    per: str | None = None
    unless: frozenset[str] = frozenset()
    fractional: bool = False  # a number with decimals needs no context
    dimension: str = ""  # units of one dimension convert into each other; empty: into none
    size: Decimal = Decimal(0)  # in the smallest terms of the dimension
    following: frozenset[str] = frozenset()  # words of which one must stand behind a dual or double
    least: int = 0  # smaller numbers of this spelling mean another unit

    def fits(self, present: frozenset[str], point: Decimal | None = None) -> bool:
        """Whether a sentence that holds the words ``present`` may mean this unit, with the number ``point``."""
        if not self.unless.isdisjoint(present) or (self.least and (point is None or point < self.least)):
            return False
        fractional = self.fractional and point is not None and not whole(point)
        return not self.context or fractional or not self.context.isdisjoint(present)


@dataclass(slots=True, eq=False)
class Draft:
    """One number on its way to a quantity or a rejection; all places are word indexes."""

    number: Number
    first: int
    last: int
    unit: Unit | None = None
    noun: tuple[int, int] | None = None
    counted: str | None = None
    bound: Bound = "exact"
    governed: bool = False  # by a verb of bound, which reaches the quantities coordinated with this one
    low: Decimal | None = None
    high: Decimal | None = None
    joined: bool = False  # a range: low and high are its ends
    point: Decimal | None = None
    fraction: bool = False
    shared: bool = False  # unit or scale stands at the other number of a pair
    per: str | None = None
    change: Literal["from", "to"] | None = None
    rejected: str | None = None
    readings: tuple[str, ...] = ()
    absorbed: bool = False
    rules: list[tuple[str, str]] = field(default_factory=list)
    partner: Draft | None = None  # the other end of a change or of «X مقابل Y»
    partitive: bool = False  # «من» stands between the number and what it counts
    glued: str = ""  # proclitics of the bound's first word
    named: bool = False  # a definite number behind its noun: the two are a subject or an owner, no measure
    core: int = 0  # the first word of the number as it is now, ranges and signs included

    @property
    def live(self) -> bool:
        """Still on its way to a quantity of its own."""
        return self.rejected is None and not self.absorbed

    @property
    def bare(self) -> bool:
        """Without unit and counted noun."""
        return self.unit is None and self.noun is None


@record(frozen=True, slots=True, eq=False)
class View:
    """A sentence as the steps see it: words, the words that dates hold, and the set of all words."""

    sentence: Sentence
    words: tuple[str, ...]
    taken: bytes
    present: frozenset[str]

    @classmethod
    def of(cls, sentence: Sentence, dates: list[DateMention] | tuple[DateMention, ...]) -> View:
        """The view of ``sentence`` in which the words of ``dates`` are taken."""
        taken = bytearray(len(sentence.words))
        for mention in dates:
            taken[mention.first : mention.last] = b"\1" * (mention.last - mention.first)
        return cls(sentence, sentence.words, bytes(taken), frozenset(sentence.words))

    def adjacent(self, index: int) -> bool:
        """Whether nothing stands between word ``index`` and the next one on the page."""
        if not 0 <= index < len(self.words) - 1:
            return False
        start, end = self.sentence.places.reach(index + 1, index)
        return start == end

    def gap(self, index: int) -> bool:
        """Whether exactly one white space parts word ``index`` from the next one, which no date holds."""
        start, end = self.sentence.places.reach(index + 1, index)
        return start - end == 1 and self.sentence.page[end].isspace() and not self.taken[index + 1]
