"""Per what: «سنويا», «للتر الواحد», «لكل أسرة» behind a quantity, «بمعدل يومي», «كلفتها السنوية» before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise, zip_longest

from extractor.lexicon import Letters
from extractor.normalize import Folder
from extractor.patterns import Entry, Patterns
from extractor.recognize.numbers.lexicon import Numerals
from extractor.recognize.numbers.phrases import Phrases
from extractor.recognize.quantities.draft import Draft, View

FILE, WORDS = "qualifiers.toml", "quantity_words.toml"
AFTER = 4  # words between a quantity and its rate: «9 مليارات درهم من الدعم سنويا»
BEFORE = 9  # words between a rate adjective and its number
ALIKE = Decimal(2)  # two prices of one thing: neither is more than so many times the other
LISTED = Decimal(20)  # prices of several things in a sentence that says so: «أثمنة», «سعر»
STOPS = frozenset("،,.;:؛!?؟()«»")
COMMAS = frozenset("،,")
QUOTES = frozenset('"«“”')
COLON = ":"
TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
LASTING = frozenset({"day", "week", "month", "year"})  # units of durations, which are no rates

Rate = tuple[str, str]  # per, rule


class RateGrammar:
    """Sets `per` of the drafts of a sentence."""

    def __init__(self, patterns: Patterns, fold: Folder, lexicon: Numerals) -> None:
        """Compile the rate entries of qualifiers.toml."""
        self._letters = Letters.load(patterns)
        self._fold = fold
        self._one_each_words, self._traps = lexicon.each, lexicon.traps
        self._one_each = lexicon.rule("one-each")
        entries = (*patterns[FILE], *patterns[WORDS])
        self._adverbs = Phrases([(form, rate, "") for form, rate in self._rows(entries, "per-adverb")])
        adjectives = self._rows(entries, "per-adjective")
        self._adjectives = dict(adjectives)
        phrases = [*self._rows(entries, "per"), *self._rows(entries, "per-adverb"), *self._nouns(entries)]
        self._after = Phrases([(form, rate, "") for form, rate in phrases])
        self._each = Phrases([(form, rate, "") for form, rate in self._each_nouns(entries)])
        self._measured = frozenset(e.rule for e in entries if e.get("measured") and e.get("per"))
        self._bare = Phrases([(form, rate, "") for form, rate in adjectives])
        measures = [fold(form) for e in entries if e.get("role") == "rate-measure" for form in e.forms]
        self._measures = self._variants(measures)
        bases = [fold(form) for e in entries if e.get("role") == "rate-base" for form in e.forms]
        self._bases = self._variants(bases)
        whole = self._rows([entry for entry in entries if not entry.get("unbased")], "per-noun")
        self._based = Phrases([(self._definite(form), rate, "") for form, rate in whole])
        self._construct = Phrases([(form, rate, "") for form, rate in whole])
        sold = self._rows([entry for entry in entries if entry.get("sold")], "per-noun")
        self._sold = Phrases([(self._definite(form), rate, "") for form, rate in sold])
        self._base_rule = next(e.rule for e in entries if e.get("role") == "rate-base")
        self._measure_rule = next(e.rule for e in entries if e.get("role") == "rate-measure")
        self._particles = frozenset(fold(f) for e in entries if e.get("role") == "preposition" for f in e.forms)
        each = next(e for e in entries if e.get("role") == "per-each")
        self._open = frozenset(fold(form) for form in each.forms)
        self._each_rule = each.rule

    def _rows(self, entries: Iterable[Entry], role: str) -> list[tuple[str, Rate]]:
        return [(self._fold(f), (e["per"], e.rule)) for e in entries if e.get("role") == role for f in e.forms]

    def _nouns(self, entries: tuple[Entry, ...]) -> Iterator[tuple[str, Rate]]:
        """«لكل أسرة», «للتر», «في الهكتار»: every way a noun makes a rate."""
        each = [self._fold(form) for e in entries if e.get("role") == "per-each" for form in e.forms]
        of = [self._fold(form) for e in entries if e.get("role") == "per-of" for form in e.forms]
        lam, within = of[0], of[1:]
        for entry in entries:
            if entry.get("role") != "per-noun":
                continue
            rate = (entry["per"], entry.rule)
            for noun in map(self._fold, entry.forms):
                definite = self._definite(noun)
                yield from ((f"{opening} {noun}", rate) for opening in each)
                yield from ((f"{opening} {definite}", rate) for opening in each if not opening.isalpha())
                if entry.get("dative"):
                    yield self._dative(definite), rate
                    yield f"{lam} {noun}", rate
                if entry.get("inside"):
                    yield from ((f"{word} {definite}", rate) for word in within)
                    yield from ((word + definite, rate) for word in within if len(word) == 1)

    def _each_nouns(self, entries: tuple[Entry, ...]) -> Iterator[tuple[str, Rate]]:
        """«لكل أسرة», «في حق كل واحد»."""
        each = [self._fold(form) for e in entries if e.get("role") == "per-each" for form in e.forms if form.isalpha()]
        each += [self._fold(f) for e in entries if e.get("role") == "per-each" for f in e.forms if " " in f]
        return ((f"{opening} {noun}", rate) for noun, rate in self._rows(entries, "per-noun") for opening in each)

    def _definite(self, noun: str) -> str:
        article = self._letters.article
        return noun if noun.startswith(article) else " ".join(article + word for word in noun.split())

    def _dative(self, definite: str) -> str:
        """«للطن», and with one lam less «للتر»."""
        rest = definite.removeprefix(self._letters.article)
        return self._letters.lam_article + rest.removeprefix(self._letters.lam)

    def _variants(self, words: list[str]) -> frozenset[str]:
        article, letters = self._letters.article, self._letters
        glued = (*letters.prepositions, *letters.conjunctions)
        full = {word for form in words for word in (form, article + form)}
        lam = {letters.lam_article + form for form in words}
        return frozenset(full | lam | {letter + word for letter in glued for word in full})

    def rate(self, view: View, drafts: list[Draft]) -> None:
        """Set `per` of all live drafts; a rate behind a quantity goes before one in front of it."""
        live = [draft for draft in drafts if draft.live]
        floor = 0
        for one, other in zip_longest(live, live[1:]):
            share = one.unit is not None and one.unit.code.startswith("percent") and one.number.kind != "plain"
            if one.live and one.per is None and not share and not (other and self._around(view, one, other)):
                limit = other.first if other else len(view.words)
                if end := self._behind(view, one, limit):
                    floor = end  # «24 ألف لتر من الوقود سنويا لسبع سيارات»
                elif not one.named:
                    self._in_front(view, one, floor)
            floor = max(floor, one.last)
        live = [draft for draft in live if draft.live]
        self._listed(view, live)
        alike = ALIKE if self._bases.isdisjoint(view.present) else LISTED
        for one, other in pairwise(live):
            self._again(one, other, alike)
        for one in live:
            if one.per is None and one.partner and one.partner.per and one.unit is one.partner.unit:
                self._set(one, (one.partner.per, one.partner.rules[-1][1]))

    def _again(self, one: Draft, other: Draft, alike: Decimal) -> None:
        """«500 دولار للطن، لكنه انخفض إلى 291 دولارا»: a price near the one before it is per the same."""
        if not one.per or other.per or one.per in TIMES or one.unit is None or other.unit is not one.unit:
            return
        first, second = one.number.point, other.number.point
        if first and second and first > 0 and 1 / alike <= second / first <= alike:
            self._set(other, (one.per, next(rule for stage, rule in reversed(one.rules) if stage == "rates")))

    def _listed(self, view: View, live: list[Draft]) -> None:
        """«الأثمنة بالكيلو: ماطيشة 5 دراهم، البصلة 6 دراهم»: the weight that the head of a list of prices names."""
        words = view.words
        colon = words.index(COLON) if COLON in words else 0
        base = next((place for place in range(colon) if words[place] in self._bases), colon)
        found = next((row for place in range(base + 1, colon) if (row := self._after.at(words, place))), None)
        if found is None or found[0] > colon or found[1][0] in TIMES:
            return
        for draft in live:
            money = draft.unit is not None and draft.unit.code.isupper()
            if draft.first > colon and draft.per is None and money:
                self._set(draft, found[1])

    def _set(self, draft: Draft, rate: Rate) -> None:
        draft.per = rate[0]
        draft.rules.append(("rates", rate[1]))

    # ── behind ────────────────────────────────────────────────────────────────────────────────────

    def _behind(self, view: View, draft: Draft, limit: int) -> int:
        """Set a rate that stands behind; where its words end, 0 without one."""
        words = view.words
        if self._within(view, draft):
            return draft.last
        for place in range(draft.last, min(draft.last + AFTER, limit)):
            if view.taken[place]:
                continue
            near = place <= draft.last + 1
            if place > draft.last and draft.unit and draft.unit.code == "percent":
                break
            found = self._after.at(words, place) if near else self._adverbs.at(words, place)
            found = found or (self._bare.at(words, place) if place == draft.last and draft.unit else None)
            if found and not self._suits(draft, found[1]):
                return 0
            if (
                found
                and found[0] <= limit
                and not any(view.taken[place : found[0]])
                and not self._ordinal(view, found[0])
            ):
                self._set(draft, found[1])
                self._extend(view, draft, place, found[0])
                return found[0]
            if end := self._parted(view, draft, place, limit):
                return end
            if place == draft.last and place + 2 <= limit and self._unknown(view, draft, place):
                return draft.last
            if words[place] in STOPS and words[place] not in self._open:
                break
        return 0

    def _parted(self, view: View, draft: Draft, place: int, limit: int) -> int:
        """«5000 درهم، في حق كل واحد منهم», «1.17 درهم لكل "كيلووات ساعة"»: where the rate ends, 0 without one."""
        words, rate, end = view.words, None, 0
        if place != draft.last or place + 2 >= limit:
            return 0
        if words[place] in COMMAS and (found := self._each.at(words, place + 1)):
            end, rate = found[0], found[1]
        elif words[place] in self._open and words[place + 1] in QUOTES:
            found = self._construct.at(words, place + 2)
            end, rate = (found[0], found[1]) if found else (0, None)
        if rate is None or any(view.taken[place:end]):
            return 0
        self._set(draft, rate)
        return end

    def _around(self, view: View, draft: Draft, other: Draft) -> bool:
        """«80 درهما كل 24 ساعة»: a rate that is told with a number."""
        found = self._after.at(view.words, draft.last) if other.first - draft.last <= 1 else None
        if found is None or found[0] < other.last or other.last <= draft.last:
            return False
        self._set(draft, found[1])
        draft.last, other.absorbed = found[0], True
        return True

    def _within(self, view: View, draft: Draft) -> bool:
        """«3 ملايين درهم سنويا على الأقل»: between the noun and a bound behind it."""
        begin = draft.noun[1] if draft.noun and draft.noun[0] >= draft.number.last else draft.last
        for place in range(begin, draft.last):
            found = self._after.at(view.words, place)
            if found and found[0] <= draft.last and self._suits(draft, found[1]):
                self._set(draft, found[1])
                return True
        return False

    def _suits(self, draft: Draft, rate: Rate) -> bool:
        """Not «غطاء للرأس», a price only; not «222 في الثانية», «50 في المائة للثانية»: a form at school."""
        if rate[1] in self._measured and draft.unit is None:
            return False
        return rate[0] != "second" or not (draft.bare or (draft.unit and draft.unit.code == "percent"))

    def _ordinal(self, view: View, place: int) -> bool:
        """«للطفل الأول»: one of them, not each."""
        return self._traps.at(view.words, place) is not None and view.words[place] not in self._one_each_words

    def _extend(self, view: View, draft: Draft, place: int, end: int) -> None:
        """A rate straight behind the quantity, with its «الواحد», belongs to the expression."""
        if end < len(view.words) and view.words[end] in self._one_each_words:
            end += 1
            draft.rules.append(("rates", self._one_each))
        if place == draft.last:
            draft.last = end

    def _unknown(self, view: View, draft: Draft, place: int) -> bool:
        """«لكل شتلة»: a noun that no entry translates is kept as printed."""
        words = view.words
        if words[place] not in self._open or not words[place].isalpha() or place + 1 >= len(words):
            return False
        if view.taken[place + 1] or not words[place + 1].isalpha() or words[place + 1] in self._particles:
            return False
        self._set(draft, (view.sentence.raw(place + 1), self._each_rule))
        draft.last = place + 2
        return True

    # ── in front ──────────────────────────────────────────────────────────────────────────────────

    def _in_front(self, view: View, draft: Draft, floor: int) -> bool:
        """«بمعدل يومي بلغ 6 آلاف», «سعر الكيلوغرام», «يستهلك يوميا 30 مليون»: in the clause before the number."""
        if draft.unit and (draft.unit.code in LASTING or draft.unit.code == "percent"):
            return False
        words = view.words
        for place in range(draft.first - 1, max(floor, draft.first - BEFORE) - 1, -1):
            if words[place] in STOPS:
                return False
            if rate := self._front_at(view, draft, place, floor) or self._sold_at(view, draft, place):
                self._set(draft, rate)
                return True
        return False

    def _front_at(self, view: View, draft: Draft, place: int, floor: int) -> Rate | None:
        words = view.words
        if view.taken[place]:
            return None
        rate = self._adjectives.get(words[place])
        if rate and any(words[i] in self._measures for i in range(max(floor, place - 2), place)):
            return rate
        found = self._adverbs.at(words, place) or self._each_before(view, place)
        if found and found[0] <= draft.first:
            return found[1]
        if place <= floor or words[place - 1] not in self._bases:
            return None
        based = self._based.at(words, place)
        if based is None:  # «سعر لتر الغازوال»
            based = self._construct.at(words, place)
            if based and not words[based[0]].startswith(self._letters.article):
                return None
        return based[1] if based and based[0] <= draft.first else None

    def _sold_at(self, view: View, draft: Draft, place: int) -> Rate | None:
        """«وصل الكيلو إلى 95 درهم»: what is sold by measure stands before its price."""
        if draft.unit is None or not draft.unit.code.isupper() or view.taken[place]:
            return None
        found = self._sold.at(view.words, place)
        return found[1] if found and found[0] <= draft.first else None

    def _each_before(self, view: View, place: int) -> tuple[int, Rate, str] | None:
        """«منح لكل أسرة», «للشخص الواحد»: a rate by a noun may stand before only where it says each."""
        found = self._after.at(view.words, place)
        if found is None or found[1][0] in TIMES:
            return None
        each = found[0] < len(view.words) and view.words[found[0]] in self._one_each_words
        return found if each or (view.words[place] in self._open and view.words[place].isalpha()) else None
