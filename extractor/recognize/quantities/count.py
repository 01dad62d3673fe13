"""What a number counts: its unit or noun, its sign, its echo in brackets, a half behind the unit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractor.recognize.nouns import NounGrammar
from extractor.recognize.numbers import NumberGrammar
from extractor.recognize.numbers.figures import DECIMAL, GROUP, whole
from extractor.recognize.numbers.fractions import HALVES, Number
from extractor.recognize.numbers.lexicon import SCALES
from extractor.recognize.quantities.definite import DefiniteCounts
from extractor.recognize.quantities.draft import AMONG, Draft, Unit, View
from extractor.recognize.quantities.units import UnitTable

QUOTES = frozenset('"«»“”')
ONE, TEN, TWENTY, PERCENT, THOUSAND = Decimal(1), Decimal(10), Decimal(20), Decimal(100), Decimal(1000)
CENTS = Decimal("0.01")  # a third of a group is written 33.33 (annotation.md §3)


class Counter:
    """Makes a draft of a number."""

    def __init__(self, numbers: NumberGrammar, units: UnitTable, nouns: NounGrammar) -> None:
        """Use the compiled grammars."""
        self._numbers, self._units, self._nouns = numbers, units, nouns
        self._lexicon = numbers.lexicon
        self._definite = DefiniteCounts(numbers.lexicon, units, nouns)

    def draft(self, view: View, number: Number) -> Draft | None:
        """``number`` with all that belongs to it; ``None`` where the word is no number here («لست»)."""
        draft = Draft(number, number.first, number.last, core=number.first)
        if number.malformed:
            draft.rejected = self._lexicon.rule("figure-malformed")
            return draft
        self.sign(view, draft)
        self.echo(view, draft)
        self._scaled(view, draft)
        self._trailing(view, draft)
        if not self._definite.attach(view, draft):
            self._attach(view, draft)
        self._unsigned(view, draft)
        self._undivided(view, draft)
        if draft.unit is None and number.kind in {"fraction", "whole"}:
            return self._share(view, draft)
        if draft.unit is None and self._must_count(view, draft):
            return None
        if (
            number.tanwin
            and number.point is not None
            and draft.noun
            and draft.noun[0] == number.last
            and not self._partitive(view, draft)
        ):
            # «ألفا درهم»: with no number before it the alef is the dual's; wrong for a loose «مليونا درهم».
            draft.number = replace(number, point=number.point * 2, coefficient=Decimal(2))
        self.half(view, draft)
        return draft

    def _undivided(self, view: View, draft: Draft) -> None:
        """«٣٦٫٨٢٨٫٣٣٠ نسمة، من بينهم ١٤٨٫١٥٢ أجنبيا»: the decimal sign parts thousands in this sentence."""
        number = draft.number
        if not draft.counted or number.scale > 1 or number.point is None or number.last - number.first > 1:
            return
        head, sign, rest = view.sentence.raw(number.first).rpartition(DECIMAL)
        grouped = sign and DECIMAL not in head and len(rest) == GROUP and number.point >= 1
        if grouped and any(word.count(DECIMAL) > 1 for word in view.words):
            point = number.point * THOUSAND
            draft.number = replace(number, point=point, coefficient=point)

    def _partitive(self, view: View, draft: Draft) -> bool:
        return draft.noun is not None and view.words[draft.noun[0]] in self._lexicon.of

    def echo(self, view: View, draft: Draft) -> Draft:
        """«إحدى عشر (11)»: the same number again in brackets belongs to it."""
        words, end = view.words, draft.last
        if end + 2 >= len(words) or words[end] != "(" or not words[end + 1][0].isdecimal():
            return draft
        echo = self._numbers.read(words, end + 1)
        if echo and echo.point == draft.number.point:
            percent = self._numbers.percent.at(words, echo.last) if draft.unit else None
            last = percent[0] if percent else echo.last
            if last < len(words) and words[last] == ")":
                draft.last = last + 1
        return draft

    def _scaled(self, view: View, draft: Draft) -> None:
        """«ستة (06) ملايير», «"15" مليون»: the scale word behind the echo or the closing quotation mark."""
        number, last = draft.number, draft.last
        if self._quoted(view, draft):
            last += 1
        scale = self._lexicon.plain(view.words, last) if last > number.last else None
        if scale and scale.role in SCALES and number.scale == 1 and number.point is not None and not scale.article:
            point = number.point * scale.value
            rules = (*number.rules, scale.rule)
            draft.number = replace(
                number, last=last + 1, point=point, scale=scale.value, coefficient=number.point, rules=rules
            )
            draft.last = last + 1

    def half(self, view: View, draft: Draft) -> None:
        """«3 كلغ ونصف», «مليون درهم ونصف المليون»: a fraction joined behind the unit."""
        words, at, number = view.words, draft.last, draft.number
        counts = draft.unit is None and draft.noun is not None and number.scale == 1  # «3 ديال الناس وربعا»
        if draft.bare or counts or at >= len(words) or number.point is None or view.taken[at]:
            return
        if words[at] == self._lexicon.conjunction and at + 1 < len(words):
            at += 1
        entry = self._lexicon.fractions.get(words[at])
        if entry is None or entry.role not in HALVES or not (entry.conjunction or at > draft.last):
            return
        end = self.repeated(view, at + 1, draft.unit, number.scale)
        if end is None:
            return
        step = max(number.scale, ONE)
        part = Decimal(entry.part.numerator) / entry.part.denominator * step
        draft.number = replace(number, point=number.point + part)
        draft.last = end
        draft.rules.append(("numbers", entry.rule))

    def repeated(self, view: View, index: int, own: Unit | None, step: Decimal) -> int | None:
        """Where «ونصف [المليون]» ends; ``None`` where the fraction is one of a group of its own («ونصف السكان»)."""
        if index >= len(view.words):
            return index
        scale = self._lexicon.words.get(view.words[index])
        if scale and scale.value == step and not scale.conjunction:
            return index + 1
        unit = self._units.at(view, index)
        if unit:
            return unit[0] if own and unit[1].code == own.code else None
        return None if view.words[index].startswith(self._lexicon.letters.article) else index

    def _must_count(self, view: View, draft: Draft) -> bool:
        """«لست», «صفر»: number words only where a unit or a listed noun that they count follows."""
        number = draft.number
        if number.last > number.first + 1 or number.figure:
            return False
        if view.words[number.first] not in self._lexicon.needs_noun and number.point != 0:
            return False
        if draft.bare and number.first and view.words[number.first - 1] in self._lexicon.openers:
            return False  # «بين خمس و7 سنوات»
        if draft.noun and draft.noun[1] <= number.first:
            return False  # «المجموعات الست»
        noun = view.words[draft.noun[0]] if draft.noun else ""
        if noun.startswith(self._lexicon.letters.article):
            return True  # «تلت الهزة» is no three
        among = any(rule.endswith(AMONG) for _, rule in draft.rules)  # «دخلت خمس منها الخدمة»
        return not among and (not noun or self._nouns.known(noun) is None)

    def sign(self, view: View, draft: Draft) -> None:
        """A sign written onto the figure, or spelled («ناقص 5»)."""
        index, point = draft.number.first - 1, draft.number.point
        if index < 0 or point is None:
            return
        word, lexicon = view.words[index], self._lexicon
        joined = word[1:] in lexicon.minus and word[0] == lexicon.conjunction
        minus = joined or word in lexicon.minus
        if not minus and word not in lexicon.plus:
            return
        opened = index and view.words[index - 1] == "("  # «(- 10 في المائة)»
        if not (word.isalpha() or opened) and (not view.adjacent(index) or (index and view.adjacent(index - 1))):
            return
        draft.first = draft.core = index
        draft.glued = lexicon.conjunction if joined else ""
        draft.rules.append(("numbers", lexicon.rule("minus" if minus else "plus")))
        if minus:
            draft.number = replace(draft.number, point=-point)

    def _trailing(self, view: View, draft: Draft) -> None:
        """«(0,5-) نقطة», «(8-%)»: in brackets the sign stands behind the figure, and the unit behind the bracket."""
        words, at, number = view.words, draft.number.last, draft.number
        if number.point is None or number.first == 0 or words[number.first - 1] != "(" or at + 1 >= len(words):
            return
        if words[at].isalpha() or words[at] not in self._lexicon.minus:
            return
        closed = words[at + 1] == ")"
        if not (closed or self._units.at(view, at + 1)):
            return
        outside = closed and at + 2 < len(words) and self._units.at(view, at + 2) is not None
        draft.last = at + 1 + outside
        draft.number = replace(number, point=-number.point)
        draft.rules.append(("numbers", self._lexicon.rule("minus")))

    def _unsigned(self, view: View, draft: Draft) -> None:
        """«في حالة شغل ناقص مليون شخص»: nobody counts less than none, so that the word was an adjective."""
        point, spelled = draft.number.point, draft.first < draft.number.first and view.words[draft.first].isalpha()
        whole = point is not None and point == point.to_integral_value()  # «ناقص 76,9 نقطة» is a balance
        if draft.counted and spelled and whole and point is not None and point < 0:
            draft.number = replace(draft.number, point=-point)
            draft.first = draft.core = draft.number.first
            draft.glued = ""
            draft.rules = [row for row in draft.rules if row != ("numbers", self._lexicon.rule("minus"))]

    # ── units and nouns ───────────────────────────────────────────────────────────────────────────

    def _attach(self, view: View, draft: Draft) -> None:
        """The unit or noun behind the number (a closing quotation mark may stand between), or a sign before it."""
        number, index = draft.number, draft.last
        index += self._quoted(view, draft)
        if found := self._unit(view, number, index):
            self._with_unit(view, draft, index, found)
        elif tied := self._tied(view, number, index):
            draft.noun, draft.last, draft.counted = (index, index + 1), index + 1, tied[0]
            draft.rules.append(("nouns", tied[1]))
        elif sign := self._units.before(view, number.first):
            draft.first, draft.unit = sign
            draft.core = draft.first
        elif index < len(view.words) and not view.taken[index] and self._counts(view, number, index):
            other = view.words[index] in self._lexicon.relatives or view.words[index] in self._lexicon.cardinals
            counted = None if other else self._nouns.counted(view.sentence, index)
            if counted and not any(view.taken[index : counted[0]]):
                draft.partitive = view.words[index] in self._lexicon.of
                draft.noun, draft.last, draft.counted = (index, counted[0]), counted[0], counted[1]
                draft.rules.append(("nouns", counted[2]))
            elif quoted := self._in_quotes(view, index):
                draft.noun, draft.last, draft.counted = (index + 1, quoted[0]), quoted[0] + 1, quoted[1]
                draft.rules.append(("nouns", quoted[2]))
        self._of_those(view, draft)
        if draft.bare and draft.first != 0 and number.kind == "plain" and number.scale == 1:
            self.implied(view, draft)

    def _in_quotes(self, view: View, index: int) -> tuple[int, str, str] | None:
        """«226 "خبزة"», «50 "سي دي"»: the noun stands in quotation marks of its own."""
        words = view.words
        if words[index] not in QUOTES or index + 2 >= len(words):
            return None
        if words[index + 2] in QUOTES:
            counted = self._nouns.counted(view.sentence, index + 1)
            return counted if counted and counted[0] == index + 2 else None
        foreign = index + 3 < len(words) and words[index + 3] in QUOTES and words[index + 1].isalpha()
        if not foreign or not words[index + 2].isalpha() or words[index + 1].startswith(self._lexicon.letters.article):
            return None
        return index + 3, f"{view.sentence.raw(index + 1)} {view.sentence.raw(index + 2)}", self._nouns.shape

    def _of_those(self, view: View, draft: Draft) -> None:
        """«من بينهم 5», «منها 20 خطيرة»: the noun is the one counted before."""
        number = draft.number
        if not draft.bare or draft.counted or number.kind != "plain" or number.scale > 1:
            return
        if counted := self._nouns.among(view.sentence, number.first):
            draft.counted = counted[0]
            draft.rules.append(("nouns", counted[1]))

    def rest(self, view: View, draft: Draft) -> None:
        """«20 على الأقل من المهاجرين»: what is counted stands behind the bound."""
        if draft.bare and draft.number.kind == "plain" and draft.last > draft.number.last:
            counted = self._nouns.counted(view.sentence, draft.last)
            if counted and counted[1] and view.words[draft.last] in self._lexicon.of:
                draft.noun, draft.last, draft.counted = (draft.last, counted[0]), counted[0], counted[1]
                draft.rules.append(("nouns", counted[2]))

    def _quoted(self, view: View, draft: Draft) -> bool:
        """Whether quotation marks stand around what is read so far."""
        words, first, last = view.words, draft.first, draft.last
        return last < len(words) and words[last] in QUOTES and first > 0 and words[first - 1] in QUOTES

    def implied(self, view: View, draft: Draft) -> None:
        """«سن 18», «سن الـ60»: the word before says the unit."""
        at = draft.first - (view.words[draft.first - 1] == self._lexicon.letters.article)
        if found := self._units.implied.ending(view.words, at):
            draft.unit = found[1]

    def _unit(self, view: View, number: Number, index: int) -> tuple[int, Unit] | None:
        found = self._units.at(view, index, number.point) or self._units.tied(view, index, number.point)
        if found or index + 1 >= len(view.words):
            return found
        if view.words[index] in self._lexicon.spoken_of:  # «200 د الدراهم»
            return self._units.at(view, index + 1)
        if number.kind == "plain" and number.scale == 1:
            return None
        if number.kind in {"vague", "few"} or number.scale > 1:  # «ملايين من الدراهم»
            partitive = view.words[index] in self._lexicon.of
            return self._units.at(view, index + 1) if partitive else None
        return None

    def _tied(self, view: View, number: Number, index: int) -> tuple[str, str] | None:
        """«12 لمواطن», «خمسطاش لواحد»: what Darija ties to a ten with «ل»; its singular and rule."""
        letters, word = self._lexicon.letters, view.words[index] if index < len(view.words) else ""
        if number.point is None or not TEN < number.point < TWENTY or not word or view.taken[index]:
            return None
        if number.first and view.words[number.first - 1].startswith(letters.article):
            return None  # «الجهة 13 لحزب …»
        return self._nouns.listed(word[1:]) if word.startswith(letters.lam) else None

    def _with_unit(self, view: View, draft: Draft, index: int, found: tuple[int, Unit]) -> None:
        draft.last, draft.unit = found
        draft.noun = (index, draft.last)
        below = self._lexicon.below_zero.at(view.words, draft.last)
        if below and draft.number.point is not None:
            draft.number = replace(draft.number, point=-draft.number.point)
            draft.last = below[0]
            draft.rules.append(("numbers", self._lexicon.rule("below-zero")))
        self.echo(view, draft)

    def _counts(self, view: View, number: Number, index: int) -> bool:
        """A figure with decimals and no scale counts nothing but the nouns that are listed («9708,25 حبة»)."""
        things = number.point is None or number.scale > 1 or whole(number.point) or number.kind != "plain"
        known = self._nouns.known(view.words[index]) is not None
        # «الأحزاب الثلاثة المعارضة»; of «العشرات من السيارات» the noun follows
        definite = number.kind == "plain" and self._lexicon.letters.article in number.proclitic
        return known or (things and not definite)

    def _grouped(self, view: View, number: Number, following: str, end: int) -> bool:
        """Whether a group is named behind the fraction, or a bound or the article says that it is one of a group."""
        lexicon, article = self._lexicon, self._lexicon.letters.article
        before = view.words[number.first - 1] if number.first else ""
        if number.kind == "whole" or following.startswith(article):
            return True
        if article in number.proclitic:  # «والنصف» after an hour is half past
            return lexicon.traps.ending(view.words, number.first) is None
        if following in lexicon.group or before in lexicon.of or before in lexicon.half_of:
            return True
        if end >= len(view.words) or view.taken[end]:
            return False
        owner = view.words[end + 1] if end + 1 < len(view.words) else ""
        if self._nouns.known(following) is not None or self._nouns.owned(following):
            return True
        return owner.startswith(article) or owner in lexicon.this

    def _share(self, view: View, draft: Draft) -> Draft | None:
        """A fraction of a group is a percentage: «ربع الطلبة» is 25 percent."""
        number, words = draft.number, view.words
        end = number.last
        following = words[end] if end < len(words) and not view.taken[end] else ""
        if number.kind == "fraction" and following in self._lexicon.parts:
            draft.last, draft.rejected = end + 1, self._lexicon.rule("part")
            return draft
        if not self._grouped(view, number, following, end):
            draft.rejected = self._lexicon.rule("part")
            return draft
        draft.unit, draft.fraction = self._units.percent, True
        if number.point is not None:
            share = number.point * PERCENT
            draft.number = replace(number, point=share if share == share.quantize(CENTS) else share.quantize(CENTS))
        if draft.noun is None and number.kind == "fraction" and following.startswith(self._lexicon.letters.article):
            draft.noun, draft.last = (end, end + 1), end + 1
        return draft
