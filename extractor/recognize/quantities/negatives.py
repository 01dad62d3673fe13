"""Numbers that name something: what the word before says (a law, a phone, a rank), and what their signs say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.lexicon import Letters, place_words
from extractor.normalize import Folder
from extractor.patterns import Entry, Patterns
from extractor.recognize.numbers.lexicon import WORDS, Numerals
from extractor.recognize.numbers.phrases import Phrases, prefixed
from extractor.recognize.quantities.draft import Draft, View
from extractor.recognize.quantities.years import YEAR_DIGITS, YEARS, YearGrammar

PHONE_DIGITS, PHONE_GROUPS = 8, 3
DASH, COLON = "-", ":"
JOINED = (("-",), ("+",), ("/",), ("\\",))  # «737-800», «90+3»: what stands between two parts of one name
SIGNS = {DASH: "score", "/": "slash", "\\": "slash", COLON: "score"}  # a sign between two figures, and what they are
PASSED = frozenset({":", "(", "«", '"', DASH})  # signs between a cue and its number
QUOTES = frozenset('"«»“”')
VERSION = ".0"  # «الويب 2.0»: a figure that counts nothing, with an empty decimal place
VERSIONS = 10  # what has more of them is an index: «بلغ المؤشر 111.0»
HOUR_REACH = 8  # words back to the hour that minutes are joined to
CLASS_REACH = 3  # words back to the team of an age class
MINUTES = 60
MOST_GOALS = 15  # that one side scores in a match: more are those of a season
NOUNLESS = frozenset({"second", "minute", "hour"})


@dataclass(frozen=True, slots=True, eq=False)
class _Cue:
    """A word that says what a number beside it names."""

    rule: str
    weak: bool
    coordinates: bool
    year: bool
    not_before: frozenset[str] = frozenset()  # nouns that its number counts: «القانون 45 مادة»

    @classmethod
    def load(cls, entry: Entry, fold: Folder) -> _Cue:
        weak, coordinates, year = (bool(entry.get(name)) for name in ("weak", "coordinates", "year"))
        return cls(entry.rule, weak, coordinates, year, frozenset(map(fold, entry.get("not_before", ()))))


class NegativeGrammar:
    """Rejects the drafts that are no quantities."""

    def __init__(self, patterns: Patterns, fold: Folder, lexicon: Numerals) -> None:
        """Compile the cues of numerals.toml."""
        letters = Letters.load(patterns)
        spans = [entry for file in ("qualifiers.toml", WORDS) for entry in patterns[file]]
        cues = [(fold(form), entry) for entry in lexicon.role("cue") for form in entry.forms]
        rows: list[tuple[str, _Cue | None]] = [(f, _Cue.load(e, fold)) for f, e in cues if not e.get("bare")]
        rows += [(fold(form), None) for entry in lexicon.role("cue-not") for form in entry.forms]
        bare = prefixed([(f, _Cue.load(e, fold)) for f, e in cues if e.get("bare")], letters)
        self._cues: Phrases[_Cue | None] = Phrases([*prefixed(rows, letters, article=True), *bare])
        after = [(fold(form), _Cue.load(entry, fold)) for entry in lexicon.role("cue-after") for form in entry.forms]
        self._after = Phrases.with_proclitics(after, letters)
        self._ordinal_nouns = self._forms(lexicon, "ordinal-noun", fold, letters)
        self._street = lexicon.entries["street-number"].rule
        self._serial = lexicon.entries["serial-number"].rule
        self._organisation = lexicon.entries["organisation"].rule
        self._clock = lexicon.entries["clock-time"].rule
        self._article, self._glue = letters.article, letters.conjunctions[0]
        self._places = place_words(patterns, fold)
        self._of = lexicon.of
        self._after_score = frozenset(fold(form) for entry in lexicon.role("score-after") for form in entry.forms)
        self._goals = frozenset(fold(form) for entry in lexicon.role("score-noun") for form in entry.forms)
        against = [(fold(form), entry.rule) for entry in lexicon.role("score-against") for form in entry.forms]
        self._openings = frozenset(fold(form) for entry in lexicon.role("score-opener") for form in entry.forms)
        self._against = Phrases.with_proclitics(against, letters)
        self._versus = frozenset(fold(f) for e in spans if e.get("role") == "pair" for f in e.forms)
        self._telephone = lexicon.entries["phone"].rule
        aged = [(fold(form), entry.rule) for entry in lexicon.role("age-class") for form in entry.forms]
        self._aged = Phrases.with_proclitics(aged, letters)
        self._hours = frozenset(fold(form) for form in lexicon.entries["clock-time"].forms)
        self._less = frozenset(fold(form) for entry in lexicon.role("clock-less") for form in entry.forms)
        self._less_rule = lexicon.rule("clock-time.less")
        self._traps = lexicon.traps
        self._from = frozenset(fold(f) for e in spans if e.get("role") in {"from", "between"} for f in e.forms)
        to = frozenset(fold(form) for entry in spans if entry.get("role") == "to" for form in entry.forms)
        self._joints = frozenset({self._glue, "،", ","}) | to
        self._proclitics = frozenset((*letters.conjunctions, *letters.prepositions))
        self._rule = lexicon.rule
        self._scopes = frozenset(fold(form) for entry in lexicon.role("rank-scope") for form in entry.forms)
        self._other = frozenset(fold(form) for entry in lexicon.role("other") for form in entry.forms)
        self._dated = YearGrammar(lexicon, fold, letters)
        self._classes = frozenset(fold(word) for entry in lexicon.role("age-class") for word in entry.get("near", ()))

    def _forms(self, lexicon: Numerals, role: str, fold: Folder, letters: Letters) -> frozenset[str]:
        plain = {fold(form) for entry in lexicon.role(role) for form in entry.forms}
        lam = letters.lam_article
        glued = {lam + word[len(letters.article) :] for word in plain}
        return frozenset(plain | glued | {letters.prepositions[0] + word for word in plain})

    def judge(self, view: View, drafts: list[Draft]) -> None:
        """Set ``rejected`` of the drafts that name something."""
        previous: tuple[Draft, _Cue] | None = None
        for position, draft in enumerate(drafts):
            if not draft.live:
                continue
            following = _at(drafts, position + 1)
            if following and self._round_the_clock(view, draft, following):
                draft.rejected = following.rejected = self._rule("slash")
                continue
            if self._goal_score(view, draft, following):
                continue
            cue = self._named(view, drafts, position, previous)
            pair = None if cue and not cue.weak and cue.rule != self._clock else self._paired(view, draft, following)
            if pair:
                _drop(draft, pair)
                previous = (drafts[position + 1], _Cue(pair, weak=True, coordinates=False, year=False))
            elif cue:
                _drop(draft, cue.rule)
                previous = (draft, cue)
            elif rule := self._signs(view, draft, following):
                _drop(draft, rule)
                for other in drafts[position + 1 :]:
                    other.absorbed = other.absorbed or other.first < draft.last

    # ── the words beside ──────────────────────────────────────────────────────────────────────────

    def _named(
        self, view: View, drafts: list[Draft], position: int, previous: tuple[Draft, _Cue] | None
    ) -> _Cue | None:
        draft, before, following = drafts[position], _at(drafts, position - 1), _at(drafts, position + 1)
        if previous and previous[0] is before and self._coordinated(view, previous[0], draft, previous[1]):
            return previous[1]
        for cue in self._cues_before(view, draft, before.last if before else 0):
            if cue is None:
                break
            if self._applies(view, draft, cue, following):
                return cue
        after = self._after.at(view.words, draft.number.last)
        return after[1] if after and (draft.unit is None or draft.unit.code in NOUNLESS) else None

    def _cues_before(self, view: View, draft: Draft, floor: int) -> Iterator[_Cue | None]:
        """The cues that end before the number, or before «رقم» and signs that stand between them, longest first."""
        at = draft.number.first
        while at > floor and view.words[at - 1] in {self._article, *PASSED}:
            at -= 1
        parted = COLON in view.words[at : draft.number.first] or (at > floor and view.words[at - 1] in self._places)
        for first, cue, _ in self._cues.all_ending(view.words, at, floor):
            if cue and cue.rule == self._serial:
                yield from (further for _, further, _ in self._cues.all_ending(view.words, first, floor) if further)
            if not (parted and cue and cue.rule == self._organisation):  # «فاس: 188», «وفاس 12» are no «إس 188»
                yield cue
        if at - 1 > floor and draft.bare and view.words[at - 1].isalpha():  # «حي المسيرة 2»
            rows = self._cues.all_ending(view.words, at - 1, floor)
            yield from (cue for _, cue, _ in rows if cue and cue.rule == self._street)
        if at > floor and view.words[at - 1] in self._from and draft.bare:  # «المواد من 5 إلى 9»
            rows = self._cues.all_ending(view.words, at - 1, floor)
            yield from (cue for _, cue, _ in rows if cue and cue.coordinates)

    def _applies(self, view: View, draft: Draft, cue: _Cue, following: Draft | None) -> bool:
        number = draft.number
        if cue.year:
            named = draft.bare or (not cue.weak and draft.unit is None)  # «منح دستور 2011 للبرلمان …»
            return number.figure and number.point is not None and int(number.point) in YEARS and named
        if draft.unit is not None or number.scale > 1 or number.kind != "plain":
            return False
        if draft.noun is not None and view.words[draft.noun[0]] in cue.not_before:
            return False
        return not cue.weak or (
            number.figure and self._alone(view, draft, following) and not self._ranged(draft, following)
        )

    def _alone(self, view: View, draft: Draft, following: Draft | None) -> bool:
        """Whether nothing is counted: «كوفيد 19" مرتفعة», «المرتبة 6 عربيا», «عمارة 12 شقة 4»."""
        if draft.noun is None or view.words[draft.number.last] in QUOTES:
            return True
        return view.words[draft.noun[0]] in self._of | self._scopes or self._names_next(view, draft, following)

    def _names_next(self, view: View, draft: Draft, following: Draft | None) -> bool:
        """«عمارة 12 شقة 4»: what seems to be counted says what the next figure names."""
        if draft.noun is None or following is None or following.number.first != draft.noun[1]:
            return False
        return following.number.figure and self._cues.ending(view.words, draft.noun[1]) is not None

    def _ranged(self, draft: Draft, following: Draft | None) -> bool:
        """«من فئة 10-15 درهما»: the first end of a range whose second end has a unit."""
        return following is not None and following.unit is not None and following.first - draft.number.last == 1

    def _coordinated(self, view: View, one: Draft, draft: Draft, cue: _Cue) -> bool:
        """«المواد 5 و6 و7», «بوينغ 737-800»: numbers joined to a named one are named, too."""
        gap = view.words[one.number.last : draft.number.first]
        timed = draft.unit is not None and draft.unit.code in NOUNLESS and cue.rule == self._clock
        if draft.unit is not None and not timed:
            return False
        if gap in JOINED or (not gap and cue.rule == self._telephone):
            return True
        if draft.noun is not None and view.words[draft.noun[0]] not in self._of | self._scopes:
            return False
        glued = draft.number.proclitic == self._glue and not gap
        return cue.coordinates and (glued or (bool(gap) and all(word in self._joints | self._scopes for word in gap)))

    # ── the signs ─────────────────────────────────────────────────────────────────────────────────

    def _signs(self, view: View, draft: Draft, following: Draft | None) -> str | None:
        number = draft.number
        if self._ordinal(view, draft):
            return self._rule("ordinal.round")
        if self._clocked(view, draft):
            return self._clock
        if self._lacking(view, draft):
            return self._less_rule
        if self._age_class(view, draft):
            return self._rule("age-class")
        if not number.figure or number.scale > 1 or draft.unit is not None:
            return None
        return (
            self._phone(view, draft)
            or self._identifier(view, draft)
            or (None if self._ranged(draft, following) else self._listed(view, draft))
            or self._year(view, draft, following)
        )

    def _ordinal(self, view: View, draft: Draft) -> bool:
        """«الذكرى العشرين», «الذكرى الـ20»: a definite number behind a singular noun of rounds."""
        number, first = draft.number, draft.number.first
        digits = first > 1 and view.words[first - 1] == self._article
        spelled = self._article in number.proclitic or view.words[first].startswith(self._article)
        noun = first - 2 if digits else first - 1
        free = draft.bare or (draft.noun is not None and draft.noun[1] <= first)
        return (digits or spelled) and free and noun >= 0 and view.words[noun] in self._ordinal_nouns

    def _age_class(self, view: View, draft: Draft) -> bool:
        """«منتخب أقل من 17 سنة»: the name of a team."""
        found = self._aged.ending(view.words, draft.number.first)
        return bool(found and not self._classes.isdisjoint(view.words[max(0, found[0] - CLASS_REACH) : found[0]]))

    def _clocked(self, view: View, draft: Draft) -> bool:
        """«الساعة الواحدة و22 دقيقة»: minutes joined to an hour."""
        if draft.unit is None or draft.unit.code not in NOUNLESS or draft.number.first == 0:
            return False
        joined = view.words[draft.number.first - 1] == self._glue or draft.number.proclitic == self._glue
        return joined and not self._hours.isdisjoint(
            view.words[max(0, draft.number.first - HOUR_REACH) : draft.number.first]
        )

    def _lacking(self, view: View, draft: Draft) -> bool:
        """«الثامنة إلا الربع», «الساعة 8 إلا خمس دقائق»: what lacks to an hour that stands before «إلا»."""
        first, words = draft.number.first, view.words
        if first < 2 or words[first - 1] not in self._less:
            return False
        spelled = self._traps.ending(words, first - 1)
        return spelled is not None or not self._hours.isdisjoint(words[max(0, first - HOUR_REACH) : first - 1])

    def _phone(self, view: View, draft: Draft) -> str | None:
        first, place = view.words[draft.number.first], draft.number.first
        abroad = place > 0 and view.words[place - 1] == "+" and view.adjacent(place - 1)
        if first.isdecimal() and draft.bare and len(first) > PHONE_DIGITS:
            return self._rule("phone-figure" if first[0] == "0" else "identifier")
        if not (first[0] == "0" or abroad) or len(first) == 1 or not first.isdecimal():
            return None
        end, groups = draft.number.last, 1
        while end < len(view.words) and (view.words[end].isdecimal() or view.words[end] in {DASH, "."}):
            groups += view.words[end].isdecimal()
            end += 1
        if groups < PHONE_GROUPS and not (groups == 2 and len(first) == YEAR_DIGITS):
            return None
        draft.last = end
        return self._rule("phone-figure")

    def _identifier(self, view: View, draft: Draft) -> str | None:
        """«F-16», «5G»: letters written onto the figure."""
        words, first, last = view.words, draft.number.first, draft.number.last
        if not draft.bare:
            return None
        before = first - 1
        if before >= 0 and words[first].endswith(VERSION) and (draft.number.point or 0) < VERSIONS:
            return self._rule("identifier")
        if before > 0 and words[before] == DASH and view.adjacent(before) and view.adjacent(before - 1):
            named = words[before - 1].isalpha()
        else:
            named = before >= 0 and words[before].isalpha() and words[before].isascii()
            named = named or (before >= 0 and view.adjacent(before) and self._lettered(words[before]))
            named = named or (
                before > 0 and words[before] in "/\\" and view.adjacent(before) and view.adjacent(before - 1)
            )
        last += last < len(words) and words[last] == DASH and view.adjacent(last - 1) and view.adjacent(last)
        letters = last < len(words) and view.adjacent(last - 1) and words[last][0].isascii() and words[last].isalpha()
        return self._rule("identifier") if named or letters else None

    def _lettered(self, word: str) -> bool:
        """«أ7», «فرانس24»: letters that are no proclitics."""
        return word.isalpha() and not self._proclitics.issuperset(word.removesuffix(self._article))

    def _paired(self, view: View, draft: Draft, following: Draft | None) -> str | None:
        """«2-1» (score), «20:45» (clock), «24/24»: two figures and a sign between, nothing that they count."""
        words, last = view.words, draft.number.last
        sign = words[last] if last < len(words) else ""
        if not draft.number.figure or draft.number.scale > 1 or draft.unit is not None:
            return None
        if sign not in SIGNS or following is None or following.number.first != last + 1:
            return None
        if not following.number.figure or (following.unit is not None and SIGNS[sign] != "slash"):
            return None
        rule = SIGNS[sign]
        if sign == COLON and self._minutes(words[last + 1]):
            rule = "clock-figure"
        if sign == DASH and following.noun is not None and not self._scored(view, following):
            return None
        if sign == COLON and not view.adjacent(last):
            return None
        if sign == DASH and all(self._dated.alike(view, one) for one in (draft, following)):
            rule = "season"
        _drop(following, self._rule(rule))
        return self._rule(rule)

    def _round_the_clock(self, view: View, draft: Draft, following: Draft) -> bool:
        """«24 ساعة/24», «7 أيام على 7»: the same figure again, nothing measured."""
        if draft.unit is None or not following.bare or following.first - draft.last != 1:
            return False
        same = draft.number.point == following.number.point
        return same and view.words[draft.last] in {"/", *self._after_score}

    def _goal_score(self, view: View, draft: Draft, following: Draft | None) -> bool:
        """«بثلاثة أهداف لهدفين», «3 أهداف مقابل 2»: goals against goals; both are rejected."""
        words, last = view.words, draft.last
        if draft.number.point is not None and draft.number.point > MOST_GOALS:
            return False
        opened = draft.bare and draft.first > 0 and words[draft.first - 1] in self._openings
        if not opened and (draft.noun is None or words[draft.noun[0]] not in self._goals):
            return False
        other = following if following and following.first - last in {0, 1} else None
        if other:
            between = words[last : other.first]
            given = other.number.proclitic in self._proclitics if not between else between[0] in self._versus
            goals = other.noun is None or words[other.noun[0]] in self._goals
            other = other if given and goals and other.unit is None else None
        against = self._against.at(words, last)
        if other is None and not against:
            return False
        rule = against[1] if against else self._rule("score.opener" if opened else "score.goals")
        for one in (draft, other):
            if one:
                _drop(one, rule)
        return True

    def _minutes(self, word: str) -> bool:
        return len(word) == 2 and word.isdecimal() and int(word) < MINUTES

    def _scored(self, view: View, following: Draft) -> bool:
        """«2-1 أمام», «2-1 الرجاء»: what follows is no counted noun."""
        word = view.words[following.number.last] if following.number.last < len(view.words) else ""
        return word in self._after_score or word.startswith(self._article)

    def _listed(self, view: View, draft: Draft) -> str | None:
        """«1- تعبيد الطرق»: a small figure and a sign at the head of a line."""
        last = draft.number.last
        head = draft.number.first == 0 and last < len(view.words) and view.words[last] in {DASH, ")", ".", ":"}
        return self._rule("list-number") if head and draft.bare else None

    def _year(self, view: View, draft: Draft, following: Draft | None) -> str | None:
        """A bare figure between 1900 and 2100 that nothing before it says to count."""
        last = draft.number.last
        free = draft.bare or (last < len(view.words) and view.words[last] in self._other)
        if not free or not self._dated.alike(view, draft):
            return None
        counts = self._dated.counts(view, draft, following, ranged=self._from, joints=self._joints)
        return None if counts else self._rule("year")


def _drop(draft: Draft, rule: str) -> None:
    """Reject ``draft``; what seemed to be counted by it is free again."""
    draft.rejected, draft.noun = rule, None
    draft.last = max(draft.number.last, draft.last if draft.unit is None and draft.counted is None else 0)


def _at(drafts: list[Draft], position: int) -> Draft | None:
    return drafts[position] if 0 <= position < len(drafts) else None
