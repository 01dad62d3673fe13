"""Two numbers that belong together: ranges, changes, «X مقابل Y», and what one of them leaves out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from extractor.lexicon import Letters
from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.recognize.numbers.phrases import Phrases
from extractor.recognize.quantities.draft import Draft, View
from extractor.recognize.quantities.elided import (
    UNLIKE,
    inherit,
    lends,
    ratio,
    share,
    share_backward,
    share_forward,
)
from extractor.recognize.quantities.every import EveryGrammar
from extractor.recognize.quantities.gaps import Gaps

FILE, WORDS = "qualifiers.toml", "quantity_words.toml"
CHANGE_REACH = 24  # words back to the verb of a change; longer sentences put the verb in another clause
CONTRAST_REACH = 12  # words from a measure to the bare number that is set against it: a clause
LASTING = frozenset({"time", "year"})  # dimensions of a sentence
PAIR_REACH = 40  # words between the two ends of a change
INSIDE_RANGE = 4  # words between the ends of a range: the first one's unit and rate
THOUSAND, HUNDRED = Decimal(1000), Decimal(100)
FAR = 5  # times the first number: «بـ4 إلى 168 درهما» is no range
COMMAS = frozenset("،,")
DASH, BRACKET = "-", "("
BELOW_ZERO = "#below-zero"
LIST = 50  # lines of a numbered list

Link = Literal["and", "or", "to", "pair", "dash", "list"]


class PairGrammar:
    """Joins drafts into ranges and lets the ends of a pair share unit and scale."""

    def __init__(self, patterns: Patterns, fold: Folder, ambiguous: str, every: EveryGrammar) -> None:
        """Compile the words of qualifiers.toml that stand between two numbers; ``ambiguous`` is the refusal's rule."""
        letters = Letters.load(patterns)
        entries = (*patterns[FILE], *patterns[WORDS])
        self._ambiguous, self._every, self._percent = ambiguous, every, every.percent
        self._glue, self._lam = letters.conjunctions[0], letters.lam

        future = next((fold(form) for e in entries if e.get("role") == "future" for form in e.forms), "")

        def table(role: str) -> Phrases[str]:
            rows = [(fold(form), e.rule) for e in entries if e.get("role") == role for form in e.forms]
            rows += [(future + form, rule) for form, rule in rows if role == "change"]
            return Phrases.with_proclitics(rows, letters, prepositions=role in {"change", "pair"})

        self._between, self._from, self._to = table("between"), table("from"), table("to")
        self._or, self._pair, self._change = table("or"), table("pair"), table("change")
        self._not = table("pair-not")
        bounds = [(fold(form), e.rule) for e in entries if e.get("role") in {"before", "verb"} for form in e.forms]
        self._bounds = Phrases.with_proclitics(bounds, letters)
        contrast = {fold(f) for e in entries if e.get("role") == "contrast" for f in e.forms}
        self._contrast = frozenset(contrast | {self._glue + word for word in contrast})
        self._within = frozenset(fold(f) for e in entries if e.get("role") == "preposition" for f in e.forms)
        self._among = tuple(fold(f) for e in entries if e.get("role") == "among-measure" for f in e.forms)
        self._loose = frozenset(e.rule for e in entries if e.get("bound") in {"approx", "exact"})
        self._rules = {e.id: e.rule for e in entries}
        self._gaps = Gaps(patterns, fold)

    def join(self, view: View, drafts: list[Draft]) -> None:
        """Ranges, changes and shared units over all drafts of a sentence."""
        live = [draft for draft in drafts if draft.rejected is None]
        for position in range(len(live) - 2, -1, -1):
            one, other = live[position], live[position + 1]
            if self._near(drafts, one, other):
                self._relate(view, one, other)
        for one, other in pairwise([draft for draft in live if draft.live]):
            self._third(view, one, other)
        self._every.join(view, live)
        self._changes(view, live)
        for one, other in pairwise([draft for draft in live if draft.live]):
            if other.first - one.last <= PAIR_REACH:
                self._inherit(view, one, other)

    def _near(self, drafts: list[Draft], one: Draft, other: Draft) -> bool:
        """Whether no rejected number stands between the two."""
        return not any(d.rejected and one.last <= d.first < other.first for d in drafts)

    # ── ranges ────────────────────────────────────────────────────────────────────────────────────

    def _relate(self, view: View, one: Draft, other: Draft) -> None:
        link, clean = self._link(view, one, other)
        if link is None or (link == "dash" and _numbering(view, one)) or any(view.taken[one.last : other.first]):
            return  # a date between them: «22 ألفا في 2020 إلى 110 آلاف في 2024» are two values, each with its own
        opener = self._between.ending(view.words, self._opening(view, one))
        between = (
            opener and link in {"and", "to", "dash"} and (clean or not (one.bare or self._apart(view, one, other)))
        )
        if (
            opener
            and between
            and self._compatible(one, other)
            and one.fraction <= other.fraction
            and (
                self._below(one, other)
                or self._upwards(one, other)
                or (one.unit is not None and one.unit == other.unit and one.noun)
            )
        ):
            self._range(one, other, opener[1], first=opener[0])
            one.glued = opener[2]
        elif (
            link in {"to", "dash"}
            and clean
            and self._compatible(one, other)
            and self._ascending(view, one, other, link)
        ):
            self._range(one, other, self._rules["range.to" if link == "to" else "range.dash"])
        elif link == "or" and clean and self._compatible(one, other) and (one.bare or self._next(one, other)):
            self._either(view, one, other)
        elif link == "to" and self._differs(view, one, other):
            return
        elif clean and one.bare and not other.bare and not (link == "list" and other.unit is None):
            share_forward(one, other, scale=link != "list")

    def _apart(self, view: View, one: Draft, other: Draft) -> bool:
        """«موزعة بين 5 ملايين درهم للطرق و3 ملايين درهم للماء»: two parts, each with what it is for, no two ends."""
        behind = view.words[one.last : other.first - (view.words[other.first - 1] == self._glue)]
        after = view.words[other.last : other.last + len(behind)]
        told = bool(after) and behind[0].startswith(self._lam) and after[0].startswith(self._lam)
        return told and behind != after  # «بين 20 درهما للكيلوغرام و25 درهما للكيلوغرام»

    @staticmethod
    def _below(one: Draft, other: Draft) -> bool:
        """«ما بين 3 و7 درجات تحت الصفر»: both ends are below zero, and the first becomes so."""
        below, point = any(rule.endswith(BELOW_ZERO) for _, rule in other.rules), one.number.point
        if not below or not one.bare or point is None or point <= 0:
            return False
        one.number = replace(one.number, point=-point)
        return True

    def _third(self, view: View, one: Draft, other: Draft) -> None:
        """«ما بين 800 درهم و1000 درهم و1200 درهم»: a list between its ends."""
        point = other.number.point
        if not one.joined or one.high is None or point is None or other.joined or other.bare:
            return
        joined = view.words[one.last : other.first] == (self._glue,)
        if (
            joined
            and one.unit is other.unit
            and point > one.high
            and ("quantities", self._rules["range.between"]) in one.rules
        ):
            one.high, one.last, other.absorbed = point, other.last, True

    def _opening(self, view: View, one: Draft) -> int:
        """Where «بين» would end: before the number, or before the bound of its first end."""
        found = self._bounds.ending(view.words, one.core)
        return found[0] if found and not self._between.ending(view.words, one.core) else one.core

    def _link(self, view: View, one: Draft, other: Draft) -> tuple[Link | None, bool]:
        """What joins two numbers, and whether nothing else stands between them."""
        words, end = view.words, other.first
        glued = self._glue in {other.number.proclitic[:1], other.glued[:1]}
        bound = self._bounds.ending(words, end, one.last)
        if bound and bound[1] != self._rules["limit"]:
            end = bound[0]
            glued = glued or bound[2][:1] == self._glue
        gap = end - one.last
        if gap < 0 or gap > PAIR_REACH:
            return None, False
        if glued and gap <= INSIDE_RANGE:
            return "and", self._only_taken(view, one.last, end)
        tables = [(self._to, "to"), (self._or, "or"), (self._pair, "pair")]
        tables += [(self._not, "pair")] if end == other.first else []  # «لا 37», not «لا يتجاوز 37»
        for table, link in () if self._given(view, one, other) else tables:
            if found := table.ending(words, end, one.last):
                return link, self._only_taken(view, one.last, found[0])  # type: ignore[return-value]
        last = words[end - 1] if gap else ""
        clean = self._only_taken(view, one.last, end - 1)
        if last == self._glue:
            return ("and" if gap <= INSIDE_RANGE else None), clean
        if last == DASH and gap == 1:
            return "dash", True
        return ("list", clean) if last in COMMAS and gap == 1 else (None, False)

    def _given(self, view: View, one: Draft, other: Draft) -> bool:
        """«والسجن 10 سنوات لـ43»: what is given to so many; «من 2 دراهم ل3» is a range."""
        if view.words[one.last : other.first] != (self._lam,) or one.unit is None or not other.bare:
            return False
        if one.unit.dimension not in LASTING:
            return False
        opening = self._opening(view, one)
        return not (self._from.ending(view.words, opening) or self._between.ending(view.words, opening))

    def _only_taken(self, view: View, first: int, last: int) -> bool:
        """Whether only dates and commas stand in the gap."""
        return all(view.taken[i] or view.words[i] in COMMAS for i in range(first, last))

    def _compatible(self, one: Draft, other: Draft) -> bool:
        """Whether two drafts can be ends of one range: same unit, or one of them left out."""
        if (one.number.kind != "plain" and not one.fraction) or other.number.kind in {"vague", "few"}:
            return False
        if one.bare or other.bare:
            return True
        if one.unit and other.unit:
            return one.unit.code == other.unit.code or ratio(one.unit, other.unit) is not None
        return one.unit is other.unit

    def _ascending(self, view: View, one: Draft, other: Draft, link: Link) -> bool:
        """A span runs upwards and no verb of change governs it («ارتفع من 5 إلى 7» are two values)."""
        if link == "dash":
            return not other.bare or not one.bare
        low, high = self._ends(one, other)
        from_word = self._from.ending(view.words, self._opening(view, one))
        unit = other.unit or one.unit
        if (
            from_word
            and from_word[0]
            and view.words[from_word[0] - 1] == BRACKET
            and unit
            and unit.dimension
            and not unit.code.isupper()
        ):
            return low < high  # «نزول أمطار قوية (من 40 إلى 60 ملم)»
        if from_word is None and self._differs(view, one, other):
            return False
        return low < high and not (from_word and self._changing(view, from_word[0]))

    def _differs(self, view: View, one: Draft, other: Draft) -> bool:
        """«صعد السهم 12 درهما إلى 512 درهما»: by how much, and to what; «ارتفاع بـ5 إلى 7 درجات» is a range."""
        low, high = self._ends(one, other)
        apart = not (one.bare or one.fraction or one.unit is self._percent)
        far = bool(low) and (high >= low * FAR or apart)
        return far and self._changing(view, self._opening(view, one), CONTRAST_REACH)

    def _upwards(self, one: Draft, other: Draft) -> bool:
        low, high = self._ends(one, other)
        whole = one.unit is not None and one.unit is other.unit  # «بين 6 شهور و3 شهور»
        return low < high or (whole and low != high) or self._two_ways(one, other)

    def _changing(self, view: View, at: int, reach: int = CHANGE_REACH) -> bool:
        floor = max(0, at - reach)
        return any(self._change.ending(view.words, place, floor) for place in range(at, floor, -1))

    def _ends(self, one: Draft, other: Draft) -> tuple[Decimal, Decimal]:
        """The two ends in units, the scale of the second lent to the first as :func:`lends` allows."""
        low = one.low if one.joined else one.number.point
        high = other.high if other.joined else other.number.point
        low, high = low or Decimal(0), high or Decimal(0)
        if one.unit and other.unit and one.unit.code != other.unit.code and (steps := ratio(one.unit, other.unit)):
            return (low * steps, high) if steps > 1 else (low, high / steps)
        return (low * other.number.scale if lends(one, other) else low), high

    def _range(self, one: Draft, other: Draft, rule: str, *, first: int | None = None) -> None:
        """``one`` becomes the whole range; ``other`` is absorbed into it."""
        if self._two_ways(one, other):
            self._refuse(one, other)
            return
        low, high = self._ends(one, other)
        kept = one.number.point if one.number.point is not None else low
        factor = low / kept if kept else Decimal(1)
        one.low, one.high = (low, high) if low <= high else (high, low)
        one.joined, other.absorbed, one.bound = True, True, "between"
        one.point = kept * factor
        if one.bare:
            one.unit, one.counted, one.noun, one.fraction = other.unit, other.counted, other.noun, other.fraction
        elif one.unit and other.unit and one.unit.size > other.unit.size > 0:
            one.unit = other.unit
        one.rules += [*other.rules, ("quantities", rule), *(("numbers", r) for r in other.number.rules)]
        one.last = max(one.last, other.last)
        if first is not None:
            one.first = first

    def _either(self, view: View, one: Draft, other: Draft) -> None:
        """«60 أو 70 شخصا» is a range; under a particle («أكثر من 60 أو 70») the first number stands for both."""
        found = self._bounds.ending(view.words, one.core)
        if not found or found[1] in self._loose:
            self._range(one, other, self._rules["or"])
            return
        share_forward(one, other, scale=True)
        one.noun, other.absorbed, one.last = other.noun, True, other.last
        one.rules.append(("quantities", self._rules["or"]))

    def _next(self, one: Draft, other: Draft) -> bool:
        """«يومين أو ثلاثة أيام»: a number and the next one are a guess, others («500 درهم أو 900 درهم») a choice."""
        first, second = one.number.point, other.number.point
        return first is not None and second is not None and second - first == 1 and one.counted == other.counted

    def _two_ways(self, one: Draft, other: Draft) -> bool:
        """«بين 500 و1,2 مليون»: 500 or 500 thousand; no evidence says which."""
        number, coefficient = one.number, other.number.coefficient
        if not one.bare or number.scale > 1 or coefficient is None or number.point is None:
            return False
        return (
            other.number.scale > THOUSAND and HUNDRED <= number.point < THOUSAND and number.point > coefficient * UNLIKE
        )

    def _refuse(self, one: Draft, other: Draft) -> None:
        point, high = one.number.point or Decimal(0), other.number.point
        one.rejected = other.rejected = self._ambiguous
        scale = other.number.scale / THOUSAND
        one.readings = (f"{point} … {high}", f"{point * scale} … {high}")

    # ── changes ───────────────────────────────────────────────────────────────────────────────────

    def _changes(self, view: View, live: list[Draft]) -> None:
        """«انتقل من 22 ألف ملف … إلى 110 آلاف»: the two ends of a change, however far apart."""
        drafts = [draft for draft in live if draft.live and not draft.joined]
        for one, other in pairwise(drafts):
            opened = self._from.ending(view.words, self._opening(view, one))
            if not opened or other.first - one.last > PAIR_REACH or one.change:
                continue
            if not self._to.ending(view.words, self._opening(view, other), one.last):
                continue
            if not self._changing(view, opened[0]) and other.first - one.last > INSIDE_RANGE:
                continue
            if self._compatible(one, other):
                one.change, other.change = "from", "to"
                one.partner, other.partner = other, one
                share(one, other)
                one.rules.append(("quantities", self._rules["change"]))
                other.rules.append(("quantities", self._rules["change"]))

    def _inherit(self, view: View, one: Draft, other: Draft) -> None:
        """What ``other`` takes over from the number before it; the two of «X مقابل Y» know each other."""
        link, _ = self._link(view, one, other)
        if link == "pair" and other.partner is None:
            other.rules.append(("quantities", self._rules["pair"]))
            one.partner, other.partner = one.partner or other, one
        if self._gaps.between(view, one, other):
            share_backward(one, other, scale=True)
            return
        near = other.first - one.last <= CONTRAST_REACH
        inherit(view, one, other, link, self._glue, contrast=near and self._set_against(view, one, other))

    def _set_against(self, view: View, one: Draft, other: Draft) -> bool:
        """Whether the words between say today against then («واليوم», not «في اليوم»), or that one is of the other."""
        between = view.words[one.last : other.first]
        if one.unit is not None and between[-1:] == self._among:
            return True
        return any(
            word in self._contrast and not (place and between[place - 1] in self._within)
            for place, word in enumerate(between)
        )


def _numbering(view: View, one: Draft) -> bool:
    """«2- 93 مليار درهم»: the number of a list's line, its dash written onto it and apart from the figure."""
    alone = one.number.first == 0 and one.last == 1 and one.number.point is not None and one.number.point <= LIST
    return alone and view.adjacent(0) and not view.adjacent(1)
