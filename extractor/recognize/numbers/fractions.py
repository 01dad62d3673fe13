"""Fractions («ربع الطلبة», «ثلاثة أرباع المليون») and numbers that give only an order of magnitude («مئات الآلاف»)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import gcd
from typing import Literal

from extractor.recognize.numbers.lexicon import SCALES, THOUSAND, Numerals, Word
from extractor.record import record

ONE = Decimal(1)
SPOKEN_ONES = frozenset({Fraction(1, 4), Fraction(1, 8)})  # spelled like Darija's four and eight
BARE_FOUR = frozenset({"fraction", "fraction-scale-only"})
MOST_PARTS = 10  # parts of a fraction that is printed in figures: «3/4», «9/10»
HALVES = frozenset({"fraction", "fraction-spoken"})  # what «و» may join to a unit or a scale word
PORTIONS = frozenset({"fraction-plural", "fractions-whole"})
FEW_LOW, FEW_HIGH = Decimal(3), Decimal(9)  # numerals.md: بضع is three to nine
Kind = Literal["plain", "vague", "few", "fraction", "whole"]


@record(frozen=True, slots=True)
class Number:
    """Words ``first`` to ``last`` (half-open) of a sentence are a number.

    ``point`` is its value (of a fraction, the fraction); ``low`` and ``high`` bound a vague one.
    ``coefficient`` stands before the last scale word («22» of «22 ألف»; ``None`` of a bare «ألف»), ``scale``
    is that scale. ``kind`` whole: a fraction with its group glued to it («نصفهم»).
    """

    first: int
    last: int
    point: Decimal | None
    rules: tuple[str, ...]
    low: Decimal | None = None
    high: Decimal | None = None
    coefficient: Decimal | None = None
    scale: Decimal = ONE
    kind: Kind = "plain"
    proclitic: str = ""
    figure: bool = False
    tanwin: bool = False
    malformed: bool = False


class FractionGrammar:
    """Reads fractions and vague plurals at a word."""

    def __init__(self, lexicon: Numerals) -> None:
        """Use the compiled number words."""
        self.lexicon = lexicon

    def fraction(self, words: Sequence[str], index: int) -> Number | None:
        """The fraction at ``index``; of a scale word («نصف مليون») it is a plain number."""
        return self._four(words, index) or self._part(words, index)

    def _part(self, words: Sequence[str], index: int) -> Number | None:
        entry = self.lexicon.fractions[words[index]]
        if entry.role in PORTIONS:
            return (
                None
                if (entry.bare and index) or entry.role != "fraction-plural"
                else self._portion(index, index + 1, entry, entry.part, "fraction")
            )
        if entry.role == "fraction-whole":
            return self._portion(index, index + 1, entry, entry.part, "whole")
        after = self.lexicon.words.get(words[index + 1]) if index + 1 < len(words) else None
        of_scale = after and after.role in SCALES and after.value >= THOUSAND and not after.conjunction
        plain = after is not None and after.proclitic == "" and entry.role != "fraction-also-ones"
        if after and of_scale and (plain or after.proclitic == self.lexicon.letters.article):
            part = after.value * entry.part.numerator / entry.part.denominator
            rules = (entry.rule, after.rule)
            share = Decimal(entry.part.numerator) / entry.part.denominator
            return Number(
                index, index + 2, part, rules, coefficient=share, scale=after.value, proclitic=entry.proclitic
            )
        spoken = entry.role == "fraction-spoken"
        if entry.role == "fraction-scale-only" or (
            spoken and not (entry.article and self._of_spoken(words, index + 1))
        ):
            return None  # «النص القانوني» is a text, «النص ديال المغاربة» is half of them
        if entry.role == "fraction-also-ones" and (entry.article or not self._owned(words, index + 1)):
            return None  # «الدول السبع الكبرى» are seven
        return self._portion(index, index + 1, entry, entry.part, "fraction")

    def _four(self, words: Sequence[str], index: int) -> Number | None:
        """«ربع شهور», «تمن شهور»: before a plural Darija's four and eight, spelled like a quarter and an eighth."""
        entry = self.lexicon.fractions[words[index]]
        counted = index + 1 < len(words) and words[index + 1] in self.lexicon.fours
        if not counted or entry.role not in BARE_FOUR or entry.part not in SPOKEN_ONES:
            return None
        four = Decimal(entry.part.denominator)
        return Number(index, index + 1, four, (entry.rule,), coefficient=four, proclitic=entry.proclitic)

    def portions(self, words: Sequence[str], index: int) -> Number | None:
        """«ثلاثة أرباع», «3/4»: a number of fractions, or ``None``."""
        if words[index][0].isdecimal():
            return self._slashed(words, index)
        entry = self.lexicon.words.get(words[index])
        after = self.lexicon.fractions.get(words[index + 1]) if index + 1 < len(words) else None
        if entry is None or entry.role != "ones" or after is None or after.role not in PORTIONS:
            return None
        kind: Kind = "whole" if after.role == "fractions-whole" else "fraction"
        found = self._portion(index, index + 2, after, after.part * int(entry.value), kind)
        scale = self.lexicon.words.get(words[index + 2]) if index + 2 < len(words) else None
        found = replace(found, proclitic=entry.proclitic, rules=(entry.rule, *found.rules))
        if scale and scale.role in SCALES and scale.value >= THOUSAND and found.point is not None:
            share = found.point
            return replace(
                found, last=index + 3, point=share * scale.value, coefficient=share, scale=scale.value, kind="plain"
            )
        return found

    def _slashed(self, words: Sequence[str], index: int) -> Number | None:
        """«3/4»: a proper fraction in lowest terms of at most ten parts; «24/24» and «9/11» are names."""
        if index + 2 >= len(words) or words[index + 1] != "/":
            return None
        over, under = words[index], words[index + 2]
        if not (over.isdecimal() and under.isdecimal() and len(over) < len(under + "0") and len(under) <= 2):
            return None
        if not 0 < int(over) < int(under) <= MOST_PARTS or gcd(int(over), int(under)) > 1:
            return None
        share = Decimal(over) / Decimal(under)
        return Number(index, index + 3, share, (self.lexicon.rule("figure"),), kind="fraction", figure=True)

    def _portion(self, first: int, last: int, entry: Word, part: Fraction, kind: Kind) -> Number:
        point = Decimal(part.numerator) / part.denominator
        return Number(first, last, point, (entry.rule,), kind=kind, proclitic=entry.proclitic)

    def _of_spoken(self, words: Sequence[str], index: int) -> bool:
        """Whether Darija's «ديال» stands at ``index``, before a definite noun."""
        return (
            index + 1 < len(words)
            and words[index] in self.lexicon.spoken_of
            and self.lexicon.definite(words[index + 1])
        )

    def _owned(self, words: Sequence[str], index: int) -> bool:
        """Whether a definite noun phrase begins at ``index``: «خمس السكان», «خمس سكانها», «خمس هذه المبيعات»."""
        if index >= len(words):
            return False
        nearby = words[index + 1] if index + 1 < len(words) else ""
        known = self.lexicon.definite(words[index]) or self._of_a_group(words[index])
        return known or nearby in self.lexicon.this

    def _of_a_group(self, word: str) -> bool:
        """«خمس سكانها»; but «خمس منها» are five."""
        return word in self.lexicon.owned and not word.startswith(tuple(self.lexicon.of))

    def vague(self, words: Sequence[str], index: int, entry: Word) -> Number:
        """«مئات الملايين», «عشرات آلاف»: no number, only its order of magnitude."""
        low, end, rules, outside = entry.value, index + 1, [entry.rule], entry.proclitic
        while (after := self.lexicon.plain(words, end)) and after.role in SCALES and after.value > entry.value:
            low, end = low * after.value, end + 1
            rules.append(after.rule)
            entry = after
        return Number(index, end, None, tuple(rules), low=low, scale=low, kind="vague", proclitic=outside)

    def few(self, words: Sequence[str], index: int, entry: Word) -> Number:
        """«بضعة آلاف» is 3 000 to 9 000, «بضعة عشر» 13 to 19, «بضع وعشرون» 23 to 29."""
        rules, end, base, scale = [entry.rule], index + 1, Decimal(0), ONE
        ten = self.lexicon.plain(words, end)
        at = self.lexicon.joined_at(words, end)
        tens = self.lexicon.words.get(words[at]) if at is not None else None
        if ten and ten.role == "ten":
            base, end, rules = ten.value, end + 1, [*rules, ten.rule]
        elif at is not None and tens and tens.role == "tens":
            base, end, rules = tens.value, at + 1, [*rules, tens.rule]
        while (after := self.lexicon.plain(words, end)) and (after.role in SCALES or after.role == "hundred"):
            scale, end, rules = scale * after.value, end + 1, [*rules, after.rule]
        low, high = (base + FEW_LOW) * scale, (base + FEW_HIGH) * scale
        return Number(
            index, end, None, tuple(rules), low=low, high=high, scale=scale, kind="few", proclitic=entry.proclitic
        )
