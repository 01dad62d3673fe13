"""Numbers of a sentence: figures, spelled cardinals, compounds with scale words, fractions, vague plurals.

:class:`NumberGrammar` reads one number at one word; it knows no units but the percent phrases, which
decide what a separator means. What a number counts, and whether it counts at all, is said by
:mod:`extractor.recognize.quantities`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.recognize.numbers.figures import agency_decimal, figure, whole
from extractor.recognize.numbers.fractions import HALVES, FractionGrammar, Number
from extractor.recognize.numbers.lexicon import SCALES, THOUSAND, Numerals, Word
from extractor.recognize.numbers.phrases import Phrases
from extractor.record import record

Gaps: TypeAlias = Callable[[int], bool]
ONE, HUNDRED = Decimal(1), Decimal(100)
TEN, TWENTY = Decimal(10), Decimal(20)  # between them Darija ties what it counts with «ل»
SHORT_GROUP = 3  # digits of a group of spaced thousands
APOSTROPHES = frozenset("'’")  # «1'250»


@record(frozen=True, slots=True)
class _Part:
    """A stretch of a number: its value, end word, rules, and the scale it is counted in."""

    value: Decimal
    end: int
    rules: tuple[str, ...]
    scale: Decimal = ONE
    coefficient: Decimal | None = None
    figure: bool = False


class NumberGrammar:
    """Reads the number that begins at a word.

    >>> from extractor.patterns import load
    >>> fold = Folder(patterns := load())
    >>> grammar = NumberGrammar(patterns, fold)
    >>> words = tuple(fold("خمسة وعشرون ألفا و700").replace("و700", "و 700").split())
    >>> number = grammar.read(words, 0)
    >>> number.point, number.last
    (Decimal('25700'), 5)
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile numerals.toml."""
        self.lexicon = Numerals(patterns, fold)
        self.fractions = FractionGrammar(self.lexicon)
        percent = next(entry for entry in patterns["units.toml"] if entry.id == "percent")
        permille = next(entry for entry in patterns["units.toml"] if entry.id == "permille")
        forms = [*percent.forms, *percent["symbols"], *permille.forms, *permille["symbols"]]
        self.percent = Phrases([(fold(form), percent.rule, "") for form in forms])
        self.triggers = self.lexicon.triggers

    def read(self, words: Sequence[str], index: int, gaps: Gaps | None = None) -> Number | None:
        """The number that begins at word ``index``, or ``None``.

        ``gaps(i)`` says whether one space parts the words ``i`` and ``i + 1`` (for spaced thousands); where
        no gaps are given, every word is taken to be parted by one space.
        """
        word = words[index]
        if word[0].isdecimal():
            return self._from_figure(words, index, gaps)
        lexicon = self.lexicon
        if word in lexicon.fractions and (found := self.fractions.fraction(words, index)):
            return found
        entry = lexicon.words.get(word)
        if entry and entry.role == "plural":
            return self.fractions.vague(words, index, entry)
        if entry and entry.role == "few":
            return self.fractions.few(words, index, entry)
        return self._spelled(words, index, gaps)

    # ── whole numbers ─────────────────────────────────────────────────────────────────────────────

    def _from_figure(self, words: Sequence[str], index: int, gaps: Gaps | None) -> Number | None:
        head = self._figure(words, index, gaps)
        if head is None:
            return Number(index, index + 1, None, (), figure=True, malformed=True)
        return self._completed(words, index, self._scaled(words, head), gaps)

    def _spelled(self, words: Sequence[str], index: int, gaps: Gaps | None) -> Number | None:
        head = self._head(words, index) or self._one_point(words, index)
        if head is None:
            return None
        number = self._completed(words, index, self._pointed(words, head), gaps)
        entry = self.lexicon.words.get(words[index]) or self.lexicon.joined.get(words[index])
        return replace(
            number,
            proclitic=entry.proclitic if entry else "",
            tanwin=bool(entry and entry.role == "scale-tanwin" and number.last == index + 1),
        )

    def _pointed(self, words: Sequence[str], head: _Part) -> _Part:
        """«ثلاثة فاصلة خمسة»: a spoken decimal."""
        if head.end + 1 >= len(words) or words[head.end] not in self.lexicon.comma or head.scale > ONE:
            return head
        rest = self._small(words, head.end + 1)
        if rest is None:
            return head
        value = Decimal(f"{head.value}.{rest.value}")
        rules = (*head.rules, self.lexicon.rule("spoken-decimal"), *rest.rules)
        return self._scaled(words, _Part(value, rest.end, rules, coefficient=value))

    def _one_point(self, words: Sequence[str], index: int) -> _Part | None:
        """«واحد» of «واحد فاصلة ثلاثة»; alone it is read by its noun."""
        one = self.lexicon.ones.get(words[index])
        if one is None or index + 1 >= len(words) or words[index + 1] not in self.lexicon.comma:
            return None
        return _Part(one.value, index + 1, (one.rule,))

    def _head(self, words: Sequence[str], index: int) -> _Part | None:
        """The spelled part up to its scale words: «خمسة وعشرون ألفا», «ألف», «مليوني»."""
        entry = self.lexicon.words.get(words[index])
        if entry and entry.role in {"scale", "scale-tanwin"}:
            return self._multiplied(words, _Part(entry.value, index + 1, (entry.rule,), entry.value))
        if entry and entry.role == "dual":
            two, scale = Decimal(2), entry.value / 2
            return _Part(entry.value, index + 1, (entry.rule,), scale, two)
        if entry and entry.role == "zero":
            return _Part(entry.value, index + 1, (entry.rule,))
        small = self._small(words, index)
        return self._scaled(words, small) if small else None

    def _completed(self, words: Sequence[str], index: int, head: _Part, gaps: Gaps | None) -> Number:
        """``head`` with what is added to it: «و236 ألفا و700», «ونصف»."""
        value, end, rules, scale = head.value, head.end, head.rules, head.scale
        single = True
        while scale > ONE and (more := self._added(words, end, scale, gaps)):
            value, end, rules, scale = value + more.value, more.end, rules + more.rules, more.scale
            single = False
        if half := self._and_fraction(words, end, scale) or self._less_fraction(words, end, scale):
            value, end, rules = value + half.value, half.end, rules + half.rules
        coefficient = head.coefficient if single else value / head.scale
        return Number(
            index,
            end,
            value,
            rules,
            coefficient=coefficient if coefficient is not None or not half else value / head.scale,
            scale=head.scale,
            figure=head.figure,
        )

    # ── figures ───────────────────────────────────────────────────────────────────────────────────

    def _figure(self, words: Sequence[str], index: int, gaps: Gaps | None) -> _Part | None:
        """A figure with its spaced groups, or in agency style: «12 500», «7 ر 1», «3 فاصلة 5»."""
        word = words[index]
        if index + 2 < len(words) and words[index + 2][0].isdecimal():
            middle, last = words[index + 1], words[index + 2]
            if middle in self.lexicon.ra and word.isdecimal() and last.isdecimal():
                return self._exact(agency_decimal(word, last), index + 3, self.lexicon.rule("ra-decimal"))
            if middle in self.lexicon.swapped and word.isdecimal() and last.isdecimal():
                return self._swapped(words, index)
            if middle in self.lexicon.parted and self._parted(words, index):
                return self._exact(agency_decimal(word, last), index + 3, self.lexicon.rule("parted"))
            if middle in self.lexicon.comma and word.isdecimal() and last.isdecimal():
                return self._exact(Decimal(f"{word}.{last}"), index + 3, self.lexicon.rule("spoken-decimal"))
        text, end = self._grouped(words, index, gaps)
        value = figure(text, decimal=self._decimal_after(words, end))
        return None if value is None else _Part(value, end, (), coefficient=value, figure=True)

    def _swapped(self, words: Sequence[str], index: int) -> _Part | None:
        """«3‚4», which a page shows as «4‚3»; three digits behind the sign are thousands as they stand («42‚800»)."""
        one, other, end = words[index], words[index + 2], index + 3
        one, other = (one, other) if len(other) == SHORT_GROUP else (other, one)
        value = figure(f"{one},{other}", decimal=self._decimal_after(words, end))
        return self._exact(value, end, self.lexicon.rule("swapped")) if value is not None else None

    def _parted(self, words: Sequence[str], index: int) -> bool:
        """«بنسبة 37، 13 في المائة»: a comma with a space behind it in one figure, its fraction first."""
        one, other = words[index], words[index + 2]
        short = one.isdecimal() and other.isdecimal() and max(len(one), len(other)) < SHORT_GROUP
        return (
            short and index > 0 and words[index - 1] in self.lexicon.leading and self._decimal_after(words, index + 3)
        )

    def _exact(self, value: Decimal, end: int, rule: str) -> _Part:
        return _Part(value, end, (rule,), coefficient=value, figure=True)

    def _grouped(self, words: Sequence[str], index: int, gaps: Gaps | None) -> tuple[str, int]:
        """Spaced thousands joined: one to three digits, then groups of exactly three, one space between."""
        text, end = words[index], index + 1
        if not (text.isdecimal() and len(text) <= SHORT_GROUP and text[0] != "0"):
            return text, end
        while end < len(words):
            quoted = words[end] in APOSTROPHES and end + 1 < len(words)
            group = words[end + quoted]
            head = group.split(".")[0].split(",")[0]
            if len(head) != SHORT_GROUP or not head.isdecimal() or not (quoted or gaps is None or gaps(end - 1)):
                break
            text, end = text + group, end + 1 + quoted
            if not text.isdecimal():
                break
        return text, end

    def _decimal_after(self, words: Sequence[str], end: int) -> bool:
        """Whether a scale word or a percent phrase follows, which makes a single separator decimal."""
        if end >= len(words):
            return False
        entry = self.lexicon.words.get(words[end])
        if entry and entry.bare and entry.role in SCALES and entry.value >= THOUSAND:
            return True
        return self.percent.at(words, end) is not None

    # ── spelled parts ─────────────────────────────────────────────────────────────────────────────

    def _small(self, words: Sequence[str], index: int) -> _Part | None:
        """A spelled number below a thousand: «ثلاثمائة وخمسة وعشرون»."""
        entry = self.lexicon.words.get(words[index])
        head = self._hundreds(words, index, entry)
        if head is None:
            return self._below_hundred(words, index)
        at = self.lexicon.joined_at(words, head.end)
        rest = self._below_hundred(words, at, joined=True) if at is not None else None
        if rest is None:
            return head
        value = head.value + rest.value
        return _Part(value, rest.end, head.rules + rest.rules, coefficient=value)

    def _hundreds(self, words: Sequence[str], index: int, entry: Word | None) -> _Part | None:
        if entry is None:
            return None
        if entry.role in {"hundred", "hundreds"}:
            return _Part(entry.value, index + 1, (entry.rule,), coefficient=entry.value)
        following = self.lexicon.plain(words, index + 1)
        hundreds = following and (following.role == "hundred" or following.value == HUNDRED)
        if entry.role == "ones" and following and hundreds and not following.conjunction:
            value = entry.value * HUNDRED
            return _Part(value, index + 2, (entry.rule, following.rule), coefficient=value)
        return None

    def _below_hundred(self, words: Sequence[str], index: int, *, joined: bool = False) -> _Part | None:
        lexicon = self.lexicon
        entry = lexicon.words.get(words[index])
        one = lexicon.joined.get(words[index])
        if one or (entry and entry.role == "ones"):
            return self._ones(words, index, entry or one, complete=entry is not None or joined)
        if entry and entry.role in {"teens", "tens", "ten"}:
            return _Part(entry.value, index + 1, (entry.rule,), coefficient=entry.value)
        return None

    def _ones(self, words: Sequence[str], index: int, one: Word | None, *, complete: bool) -> _Part | None:
        """«خمسة عشر», «خمسة وعشرون», «خمسة»; ``complete``: the word is a number without a ten, too."""
        if one is None:
            return None
        following = self.lexicon.plain(words, index + 1)
        if following and following.role == "ten" and not following.conjunction:
            value = one.value + following.value
            return _Part(value, index + 2, (one.rule, following.rule), coefficient=value)
        at = self.lexicon.joined_at(words, index + 1)
        tens = self.lexicon.words.get(words[at]) if at is not None else None
        if at is not None and tens and tens.role == "tens":
            value = one.value + tens.value
            return _Part(value, at + 1, (one.rule, tens.rule), coefficient=value)
        return _Part(one.value, index + 1, (one.rule,), coefficient=one.value) if complete else None

    # ── scale words and what is added to them ─────────────────────────────────────────────────────

    def _scaled(self, words: Sequence[str], head: _Part) -> _Part:
        """``head`` times the scale word after it: «22 ألف», «خمسة ملايين»."""
        spoken = head.end < len(words) and words[head.end] in self.lexicon.spoken_of  # «3 د المليون»
        entry = self.lexicon.plain(words, head.end + spoken) or self._teen_of(words, head)
        if entry is None or entry.role not in SCALES or entry.value < THOUSAND or (entry.article and not spoken):
            return head
        if entry.role == "plural" and entry.value == THOUSAND <= head.value and head.figure:
            return _Part(head.value, head.end + 1, (*head.rules, entry.rule), coefficient=head.value, figure=True)
        part = _Part(
            head.value * entry.value,
            head.end + spoken + 1,
            (*head.rules, entry.rule),
            entry.value,
            head.value,
            figure=head.figure,
        )
        return self._multiplied(words, part)

    def _teen_of(self, words: Sequence[str], head: _Part) -> Word | None:
        """The scale word that Darija ties to a ten with «ل»: «12 لمليون»."""
        entry = self.lexicon.words.get(words[head.end]) if head.end < len(words) else None
        tied = entry is not None and entry.proclitic == self.lexicon.letters.lam and TEN < head.value < TWENTY
        return entry if tied else None

    def _multiplied(self, words: Sequence[str], part: _Part) -> _Part:
        """«ألف مليار»: a larger scale word straight after a smaller one multiplies it."""
        entry = self.lexicon.plain(words, part.end)
        while entry and entry.role in SCALES and entry.value > part.scale and entry.bare:
            coefficient = part.value
            part = _Part(
                coefficient * entry.value,
                part.end + 1,
                (*part.rules, entry.rule),
                entry.value,
                coefficient,
                figure=part.figure,
            )
            entry = self.lexicon.plain(words, part.end)
        return part

    def _added(self, words: Sequence[str], end: int, scale: Decimal, gaps: Gaps | None) -> _Part | None:
        """The next, smaller part: «و236 ألفا», «700 ألف» straight after «3 مليون»; never a percentage."""
        at = self.lexicon.joined_at(words, end)
        joined = at is not None
        at = end if at is None else at
        if at >= len(words):
            return None
        if words[at][0].isdecimal():
            found = self._figure(words, at, gaps)
            part = self._scaled(words, found) if found else None
        else:
            part = self._head(words, at) if joined or self._larger_than_ones(words, at) else None
            part = part or (self._below_hundred(words, at, joined=True) if joined else None)
        if part is None or part.value >= scale or not whole(part.value) or self.percent.at(words, part.end):
            return None
        return part

    def _larger_than_ones(self, words: Sequence[str], index: int) -> bool:
        """Without «و» only hundreds and more go on with a number: «ثلاثة ملايين خمسمائة ألف»."""
        entry = self.lexicon.words.get(words[index])
        return bool(entry and entry.bare and entry.role in {"hundred", "hundreds"})

    def _and_fraction(self, words: Sequence[str], end: int, scale: Decimal) -> _Part | None:
        """«مليون ونصف», «مليار ونصف المليار»: the fraction of the scale word before it."""
        at = self.lexicon.joined_at(words, end)
        entry = self.lexicon.fractions.get(words[at]) if at is not None else None
        if at is None or entry is None or entry.role not in HALVES:
            return None
        after = self.lexicon.words.get(words[at + 1]) if at + 1 < len(words) else None
        repeated = bool(after and after.role in SCALES and after.value == scale and not after.conjunction)
        free = at + 1 >= len(words) or not words[at + 1].startswith(self.lexicon.letters.article)
        if not repeated and not free:
            return None
        value = scale * entry.part.numerator / entry.part.denominator
        return _Part(value, at + 1 + repeated, (entry.rule,))

    def _less_fraction(self, words: Sequence[str], end: int, scale: Decimal) -> _Part | None:
        """«مليون إلا ربعا»: what the scale word before it lacks."""
        if scale < THOUSAND or end + 1 >= len(words) or words[end] not in self.lexicon.less:
            return None
        entry = self.lexicon.fractions.get(words[end + 1])
        if entry is None or entry.role != "fraction" or entry.conjunction:
            return None
        return _Part(-scale * entry.part.numerator / entry.part.denominator, end + 2, (entry.rule,))
