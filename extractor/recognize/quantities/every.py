"""A share told by heads: «3 من كل 10 أطفال», «شاب من كل أربعة», «7 أسر من أصل 10 تقول …»; and «69 حالة لكل 100 ألف»."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.lexicon import Letters
from extractor.recognize.numbers.phrases import Phrases

if TYPE_CHECKING:
    from extractor.normalize import Folder
    from extractor.patterns import Patterns
    from extractor.recognize.nouns import NounGrammar
    from extractor.recognize.quantities.draft import Draft, Unit, View

FILE, WORDS = "qualifiers.toml", "quantity_words.toml"
APART = 4  # words between the part and its whole
SAID = 2  # words behind «من أصل عشرة» among which the verb stands: «لا يتقنون», «فقط يتقنون»
TEN, HUNDRED, CENTS = Decimal(10), Decimal(100), Decimal("0.01")


class EveryGrammar:
    """Makes a percentage of a part and its whole, and a rate of a count for so many."""

    def __init__(
        self, patterns: Patterns, fold: Folder, percent: Unit, nouns: NounGrammar, ones: frozenset[str]
    ) -> None:
        """Compile «من كل», «لكل» and their kin; ``ones`` are the spellings of «واحد»."""
        letters = Letters.load(patterns)
        entries = (*patterns[FILE], *patterns[WORDS])

        def table(role: str) -> Phrases[str]:
            rows = [(fold(form), e.rule) for e in entries if e.get("role") == role for form in e.forms]
            return Phrases.with_proclitics(rows, letters, prepositions=False)

        self._fold, self.percent, self._nouns, self._ones = fold, percent, nouns, ones
        self._every, self._ten = table("every"), table("of-ten")
        self._rules = {e.id: e.rule for e in entries}
        self._per = {fold(form): e["per"] for e in entries if e.get("role") == "per-noun" for form in e.forms}
        self._persons = tuple(fold(form) for e in entries if e.get("role") == "person" for form in e.forms)

    def join(self, view: View, drafts: list[Draft]) -> None:
        """Shares and rates over all drafts of a sentence that are alive."""
        live = [draft for draft in drafts if draft.live]
        for one, other in pairwise(live):
            self._of_two(view, one, other)
        for one in live:
            if one.live and one.per is None and one.unit is None:
                self._of_one(view, one)

    def _of_two(self, view: View, one: Draft, other: Draft) -> None:
        """«3 من كل 10 أطفال» is a share, «69 حالة لكل 100 ألف نسمة» a rate."""
        gap = view.words[one.last : other.first]
        share, base = one.number.point, other.number.point
        if not base or share is None or not gap or len(gap) > APART:
            return
        every = self._every.ending(gap, len(gap)) == (0, self._rules["of-every"], "")
        if (every or self._of_ten(view, one, other)) and share < base:
            one.point, one.unit, one.fraction = _share(share, base), self.percent, True
            one.rules.append(("quantities", self._rules["of-every" if every else "of-ten"]))
        elif self._every.ending(gap, len(gap)) and base >= HUNDRED:
            noun = other.unit.code if other.unit else other.counted or view.words[other.last - 1]
            one.per = f"{base.normalize():f} {self._per.get(self._fold(noun), noun)}"
            one.rules.append(("rates", self._rules["per-every"]))
        else:
            return
        one.last, other.absorbed = max(one.last, other.last), True

    def _of_ten(self, view: View, one: Draft, other: Draft) -> bool:
        """«7 أسر من أصل 10 تقول إن …»: of ten, and what such people do follows."""
        gap = view.words[one.last : other.first]
        if other.number.point != TEN or not (one.counted and other.bare) or not self._ten.ending(gap, len(gap)):
            return False
        following = view.words[other.last : other.last + SAID]
        return any(word.startswith(self._persons) and len(word) > SAID for word in following)

    def _of_one(self, view: View, whole: Draft) -> None:
        """«شابا من كل أربعة», «امرأة من بين كل ثلاث نساء»: one of so many, the noun before says of whom."""
        base, found = whole.number.point, self._every.ending(view.words, whole.first)
        if found is None or found[1] != self._rules["of-every"] or base is None or not 1 < base <= HUNDRED:
            return
        first = found[0] - 1
        if first < 0 or whole.number.scale > 1 or view.taken[first]:
            return
        if not (view.words[first] in self._ones or self._nouns.single(view.words[first])):
            return
        whole.number = replace(whole.number, point=_share(Decimal(1), base))
        whole.unit, whole.fraction, whole.counted = self.percent, True, None
        whole.first = whole.core = first
        whole.rules.append(("quantities", self._rules["of-every"]))


def _share(part: Decimal, whole: Decimal) -> Decimal:
    """A share as a percentage; a broken one is written with two decimals (annotation.md §3)."""
    exact = part / whole * HUNDRED
    return exact if exact == exact.quantize(CENTS) else exact.quantize(CENTS)
