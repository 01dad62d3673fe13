"""Bounds: particles before a number, verbs with their subject in between, phrases behind the unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from extractor.lexicon import Letters
from extractor.model import Bound
from extractor.normalize import Folder
from extractor.patterns import Entry, Patterns
from extractor.recognize.noun_forms import owned_forms
from extractor.recognize.numbers.phrases import Phrases
from extractor.recognize.quantities.denial import DenialGrammar
from extractor.recognize.quantities.draft import Draft, View

FILE, WORDS = "qualifiers.toml", "quantity_words.toml"
# How far a verb of bound reaches over its subject («لم يتجاوز عدد المستفيدين من البرنامج 300»): words without dates.
# Chosen on the development articles; longer subjects are missed, and every word more brings in other clauses.
REACH = 7
BEHIND = 2  # words between the unit and «على الأقل»
SUBJECT = 6  # words from «لم تكن» over its subject to the verb
PAIR = 2  # words of a verb with its particle
PERCENT = "percent"
JOINED = "affirmative-glued"  # «ما» written onto the verb: «مايقارب»
SCOPE = 12  # words between two quantities that one verb governs
STOPS = frozenset('،,.;:؛!?؟()[]«»"“”')
COMMAS = frozenset("،,")
TURNED: dict[Bound, Bound] = {"gt": "lte", "lt": "gte"}
OPEN = "("
PASSED = frozenset('«"“' + OPEN)


@dataclass(frozen=True, slots=True, eq=False)
class _Cue:
    """An entry of qualifiers.toml that bounds: particle, verb, or phrase behind."""

    rule: str
    role: str
    bound: Bound
    negated: Bound | None
    possible: Bound | None
    context: frozenset[str]
    measured: bool
    subject: bool  # a measure is its subject: «قارب عددهم 500», while «قارب يحمل 107 مهاجرين» is a boat
    most: int  # 0: any; else it bounds counts of nouns up to this number only

    @classmethod
    def load(cls, entry: Entry, fold: Folder) -> _Cue:
        get = entry.get
        return cls(
            rule=entry.rule,
            role=get("role"),
            bound=get("bound"),
            negated=get("negated"),
            possible=get("possible"),
            context=frozenset(map(fold, get("context", ()))),
            measured=bool(get("measured")),
            subject=bool(get("subject")),
            most=get("most", 0),
        )


class BoundGrammar:
    """Bounds the drafts of a sentence."""

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile the entries of qualifiers.toml that bound."""
        letters = Letters.load(patterns)
        cues = [(entry, _Cue.load(entry, fold)) for entry in patterns[FILE] if entry.get("bound")]

        def forms(role: str) -> list[tuple[str, _Cue]]:
            return [(fold(form), cue) for entry, cue in cues if cue.role == role for form in entry.forms]

        def words(role: str) -> frozenset[str]:
            spelled = {
                fold(form)
                for entry in (*patterns[FILE], *patterns[WORDS])
                if entry.get("role") == role
                for form in entry.forms
            }
            return frozenset(spelled | {letters.conjunctions[0] + word for word in spelled})

        future = next((fold(e.forms[0]) for e in patterns[WORDS] if e.get("role") == "future"), "")
        persons = tuple(fold(form) for e in patterns[WORDS] if e.get("role") == "person" for form in e.forms)
        verbs = [(prefix + form, cue) for form, cue in forms("verb") for prefix in ("", future)]
        joined = (letters.lam, *(fold(form) for e in patterns[WORDS] if e.get("role") == JOINED for form in e.forms))
        verbs += [(that + form, cue) for that in joined for form, cue in forms("verb") if form.startswith(persons)]
        denials = [form for entry in patterns[WORDS] if entry.get("role") == "negator-glued" for form in entry.forms]
        verbs += [
            (fold(no) + form, replace(cue, bound=cue.negated, negated=None))
            for no in denials
            for form, cue in forms("verb")
            if cue.negated
        ]
        unbound = words("unbound")  # «فتحت 12 فرعا» is no «ف» with «تحت»
        self._before = Phrases.with_proclitics([*forms("before"), *verbs], letters, unless=unbound)
        self._verbs = Phrases.with_proclitics(verbs, letters, prepositions=False)
        self._after = Phrases([(form, cue, "") for form, cue in forms("after")])
        self._possible = Phrases.with_proclitics([(form, None) for form in words("possible")], letters)
        negators = [(form, None) for form in words("negator")]
        self._negators = Phrases.with_proclitics(negators, letters, prepositions=False)  # «كما وصلت» denies nothing
        auxiliaries = [(form, None) for form in words("negator-auxiliary")]
        self._auxiliaries = Phrases.with_proclitics(auxiliaries, letters, prepositions=False)
        self._persons = persons
        self._affirmative, self._to, self._carriers = words("affirmative"), words("to"), words("carrier")
        self._prepositions = words("preposition")
        self._measured = words("split-measured")
        self._split = self._heads(verbs, words("split") | self._measured, letters)
        self._subjects = self._carriers | owned_forms(self._carriers, patterns, fold)
        every = [form for form, _ in verbs + forms("before")] + [*words("possible"), *words("negator")]
        conjunctions = frozenset(letters.conjunctions)
        self._openers = frozenset(f.split()[0] for f in every if f[:1] not in conjunctions) | words("affirmative")
        self._clitics = conjunctions | frozenset(letters.prepositions)
        self._glue = letters.conjunctions[0]
        self._article = letters.article
        self._denial = DenialGrammar(patterns, fold)

    @staticmethod
    def _heads(verbs: list[tuple[str, _Cue]], particles: frozenset[str], letters: Letters) -> dict[str, Phrases[_Cue]]:
        """By particle, the verbs that it completes: «يقل … عن», «يقترب … من»."""
        pairs = [(form.split(), cue) for form, cue in verbs]
        return {
            particle: Phrases.with_proclitics(
                [(words[0], cue) for words, cue in pairs if len(words) == PAIR and words[1] == particle], letters
            )
            for particle in particles
        }

    def bound(self, view: View, drafts: list[Draft]) -> None:
        """Set the bounds of all drafts that are still alive, and carry a verb's bound to what is coordinated."""
        live = [draft for draft in drafts if draft.live]
        floor = 0
        for draft in live:
            if not draft.joined and draft.bound == "exact":
                self._one(view, draft, floor)
            floor = draft.last
        for one, other in pairwise(live):
            self._carry(view, one, other)
        for one, other in zip_longest(live, live[1:]):
            self._behind(view, one, other.first if other else len(view.words))

    # ── before ────────────────────────────────────────────────────────────────────────────────────

    def _one(self, view: View, draft: Draft, floor: int) -> None:
        at = self._place(view, draft, floor)
        found = self._particle(view, draft, at, floor)
        if draft.named:
            found = found if found and found[1].role == "before" else None
        if found and found[1].bound == "lte" and (over := self._before.ending(view.words, found[0], floor)):
            found = (over[0], over[1]) if over[1].bound != "exact" else found  # «تجاوز سقف 2000»
        elif found and found[1].bound == "lte" and (verb := self._verb(view, found[0], floor)):
            found = verb if verb[1].bound == "gt" else found  # «تجاوزت الإصابات سقف ألف»
        if found is None or (found[1].bound == "exact" and found[1].role == "before"):
            verb = None if draft.named else self._verb(view, at, floor)
            found = verb if verb and (found is None or verb[1].bound != "exact" or verb[1].possible) else found
        if found:
            self._apply(view, draft, found[0], found[1], floor)
            self._deny(view, draft, found[0], found[1], floor)

    def _deny(self, view: View, draft: Draft, first: int, cue: _Cue, floor: int) -> None:
        """«لا يتقاضى أكثر من 2800 درهم», «لم يعد يباع بأقل من 20»: a verb that is denied turns the particle round."""
        if cue.role != "before" or cue.bound not in TURNED:
            return
        place = self._denial.negator(view, first, floor)
        if place is None or not self._denial.reaches(view, draft, place, first, self._outside(view.words[first])):
            return
        draft.bound = TURNED[cue.bound]
        if not any(view.taken[place : draft.first]):
            draft.first, draft.glued = place, self._outside(view.words[place])

    def _place(self, view: View, draft: Draft, floor: int) -> int:
        """The word before which a bound would stand: article, preposition, quotation mark and carrier passed."""
        at = draft.first
        while at > floor and (view.words[at - 1] in PASSED or view.words[at - 1] == self._article):
            at -= 1
        return at

    def _particle(self, view: View, draft: Draft, at: int, floor: int) -> tuple[int, _Cue] | None:
        for place in (at, at - 1):
            if place < at and (place <= floor or view.words[place] not in self._carriers):
                break
            for first, cue, _ in self._before.all_ending(view.words, place, floor):
                if view.taken[first] or (0 < first == floor and OPEN in view.words[first : draft.first]):
                    continue  # «10 في المائة تقريبا (9,9 في المائة)»: said of the figure before
                if self._fits(view, draft, cue):
                    return self._widened(view, first, floor), cue
        return None

    def _fits(self, view: View, draft: Draft, cue: _Cue) -> bool:
        if cue.context and cue.context.isdisjoint(view.present):
            return False
        if cue.most:
            point = draft.number.point
            return draft.unit is None and draft.noun is not None and point is not None and point <= cue.most
        return not cue.measured or draft.unit is not None or draft.number.scale > 1

    def _verb(self, view: View, at: int, floor: int) -> tuple[int, _Cue] | None:
        """A verb of bound before its subject; the number must be its object, with no preposition of its own."""
        before = view.words[at - 1] if at > floor else ""
        directed = before in self._to
        verbs = self._split.get(before)
        if before in self._prepositions and not directed and verbs is None:
            return None
        verbs = verbs or self._verbs
        place, passed = at, 0
        while place > floor and passed <= REACH:
            if view.words[place - 1] in STOPS and not view.taken[place - 1]:
                return None
            if found := verbs.ending(view.words, place, floor):
                governs = self._governs(view, found[0], found[1], at, before) and (
                    place == at or view.words[at] != OPEN
                )
                return (found[0], found[1]) if governs else None
            passed += not view.taken[place - 1]
            place -= 1
        return None

    def _governs(self, view: View, first: int, cue: _Cue, at: int, before: str) -> bool:
        """Whether the verb of bound at ``first`` bounds the figure at ``at``.

        Not «تفوق المعدل الوطني (45,5 في المائة)», whose bracket says the average itself, and not the verb of a date
        («العام اللي فات باعو 300 سيارة»).
        """
        if view.taken[first]:
            return False
        if (cue.subject or before in self._measured) and not self._subject(
            view, first, at - (before in self._measured)
        ):
            return False
        return before not in self._to or bool(cue.possible) or cue.bound == "exact"

    def _subject(self, view: View, first: int, limit: int) -> bool:
        """Whether a measure is the subject of the verb at ``first``, or its particle follows at once."""
        subject = view.words[first + 1].removeprefix(self._article) if first + 1 < limit else ""
        return not subject or subject in self._subjects

    def _widened(self, view: View, first: int, floor: int) -> int:
        """«ما يفوق», «بما يناهز»: the relative belongs to the bound."""
        return first - 1 if first > floor and view.words[first - 1] in self._affirmative else first

    def _apply(self, view: View, draft: Draft, first: int, cue: _Cue, floor: int) -> None:
        bound: Bound = cue.bound
        if cue.role == "verb":
            bound, first = self._modified(view, cue, first, floor)
        draft.rules.append(("bounds", cue.rule))
        draft.bound = bound
        if bound != "exact":
            if not any(view.taken[first : draft.first]):  # a date between them keeps its words
                draft.first, draft.glued = first, self._outside(view.words[first])
            draft.governed = cue.role == "verb"

    def _outside(self, word: str) -> str:
        """The letters glued before the first word of a bound («وحوالي»), which stay outside the span."""
        if word in self._openers:
            return ""
        return next((word[:k] for k in (1, 2) if word[k:] in self._openers and set(word[:k]) <= self._clitics), "")

    def _modified(self, view: View, cue: _Cue, first: int, floor: int) -> tuple[Bound, int]:
        """The bound of a verb after «لا», «لم» …, or after «قد»; and where the whole begins."""
        words = view.words
        start = first
        relative = start > floor and words[start] in self._affirmative
        verb = start + 1 if relative else start
        negated = self._negators.ending(words, verb, floor) or self._denied(view, verb, floor)
        if negated and cue.negated and not (relative or words[verb - 1] in self._affirmative):
            begin = negated[0]
            return cue.negated, begin - 1 if begin > floor and words[begin - 1] in self._affirmative else begin
        possible = self._possible.ending(words, verb, floor)
        if possible is None and verb - 1 > floor and words[verb - 1].startswith(self._article):
            possible = self._possible.ending(words, verb - 1, floor)  # «يقدر الثمن يوصل لـ110 دراهم»
        if possible and cue.possible:
            return cue.possible, possible[0]
        return cue.bound, start

    def _denied(self, view: View, verb: int, floor: int) -> tuple[int, None, str] | None:
        """«لم تكن نسبة الكحول تتعدى 45»: the auxiliary is denied before the subject of a verb in the present."""
        if not view.words[verb].startswith(self._persons):
            return None
        for place in range(verb, max(verb - SUBJECT, floor), -1):
            if view.words[place] in STOPS:
                return None
            if found := self._auxiliaries.ending(view.words, place, floor):
                return found
        return None

    # ── scope and what stands behind ──────────────────────────────────────────────────────────────

    def _carry(self, view: View, one: Draft, other: Draft) -> None:
        """«تفوق 20 في المائة في المدن و30 في المائة في القرى»: one verb, both quantities."""
        if not one.governed or other.bound != "exact" or other.joined or other.first - one.last > SCOPE:
            return
        if any(stage == "bounds" for stage, _ in other.rules) or _unlike(one, other):
            return
        before = view.words[other.first - 1]
        glued = other.number.proclitic == self._glue
        comma = view.words[one.last] in COMMAS
        # «… 20 مليارا، والنفقات 25 مليارا»
        named = view.words[one.last + comma].startswith(self._glue + self._article)
        named = named and other.first - one.last - comma <= BEHIND and before not in self._prepositions
        if not (before == self._glue or glued or named) or self._cut(view, one.last, other.first):
            return
        other.bound, other.governed = one.bound, True
        other.rules.append(next(rule for rule in one.rules if rule[0] == "bounds"))

    def _cut(self, view: View, first: int, last: int) -> bool:
        """Whether a verb of bound or a stop (other than a comma) stands between two words."""
        for place in range(first, last):
            if view.words[place] in STOPS - COMMAS:
                return True
            if self._verbs.ending(view.words, place + 1, first):
                return True
        return False

    def _behind(self, view: View, draft: Draft, limit: int) -> None:
        """«50 شخصا على الأقل», also a word or two later in the clause."""
        if draft.joined or draft.bound != "exact":
            return
        for place in range(draft.last, min(draft.last + BEHIND + 1, limit)):
            quoted = view.words[place] in PASSED and place + 1 < limit
            if found := self._after.at(view.words, place + quoted):
                draft.bound = found[1].bound
                draft.rules.append(("bounds", found[1].rule))
                draft.last = found[0]
                return
            if view.words[place] in STOPS or view.taken[place]:
                return


def _unlike(one: Draft, other: Draft) -> bool:
    """«تناهز 9 في المائة من الأعضاء و228 نائبا»: a share and a count are no two figures of one verb."""
    percents = [draft.unit is not None and draft.unit.code == PERCENT for draft in (one, other)]
    return percents[0] != percents[1] and bool(other.unit or other.counted)
