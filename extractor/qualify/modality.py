"""Modality: is a figure asserted, forecast, planned or denied (annotation.md §2–3), and by which cue.

A cue of modality.toml opens a scope that runs to the end of its sentence, unless a reporting verb, a past
verb or a contrast closes it; a few close with their clause, a few look back («20 مستشفى قيد الإنجاز»).
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.lexicon import Letters
from extractor.model import DateMention, Quantity, Sentence
from extractor.normalize import Folder
from extractor.patterns import Entry, PatternError, Patterns
from extractor.qualify.cues import Cue, CueFinder, Judged
from extractor.qualify.scopes import Scopes

FILE = "modality.toml"
NEAR = 6  # words after a quantity within which its own verb must stand: «13 مشروعا سيتم إنجازها»
BASE = 2  # words between «مقابل», «بعد» and the figure that they compare with
FORETOLD = 2  # words from the figure compared with to «متوقعة»
AHEAD = frozenset({"forecast", "planned"})
BEHIND = frozenset({"after", "future"})  # what may stand behind the figure that it tells of
DEGREES = "°C"
NATURAL = frozenset({DEGREES, "mm"})  # what nobody can plan: figures that the weather brings are forecasts
LENGTHS = frozenset({"cm", "m", "km/h"})  # of snow, waves and winds
AIMS = frozenset({"aim.direct", "goal", "goal.figure"})  # the entries of an aim named as such
CURRENCY = 3  # letters of a currency, all of them capitals
ROLES = (
    "cue", "reset", "state", "base", "works", "plan", "after", "future", "yield", "crowd", "reach", "evolution",
    "future-word", "future-glued", "letters", "endings", "not-future", "openers", "marks", "closers", "bullets",
    "spans", "quotes", "unquotes", "condition", "relatives", "norm", "may", "ceiling", "outlook", "deeds", "acts",
    "losses", "done", "known", "fixed", "that", "ahead", "weather", "owners", "particles",
    "feminine", "joints", "leads", "cost", "harm", "governed", "goals", "witness", "lasting", "course",
    "capacity",
    "facilities", "twofold", "relation", "rumours", "sequels", "events", "tomorrow", "case", "supposed",
    "negation", "corrective", "bounding", "what",
)  # fmt: skip

ASSERTED: Judged = ("asserted", None)


class ModalityGrammar:
    """Judges quantities by the cues of their sentence.

    The constructor compiles modality.toml; :meth:`judge` is linear in the words of the sentences that hold quantities.
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile the cues.

        Raises:
            PatternError: modality.toml lacks a list that the grammar asks for.
        """
        roles: dict[str, list[Entry]] = {}
        for entry in patterns[FILE]:
            roles.setdefault(entry["role"], []).append(entry)
        if missing := set(ROLES) - roles.keys():
            msg = f"{FILE}: an entry of role {min(missing)!r} is needed; restore it"
            raise PatternError(msg)
        letters = Letters.load(patterns)
        self.finder = CueFinder(roles, fold, letters)
        self.scopes = Scopes(roles, fold, letters, self.finder)
        self.conjunctions, self.article = letters.conjunctions, letters.article
        self._bullets, self._sequels, self.ahead, self.weather = (
            frozenset(map(fold, roles[role][0].forms)) for role in ("bullets", "sequels", "ahead", "weather")
        )
        self.tomorrow = frozenset(map(fold, roles["tomorrow"][0].forms))
        self.yielded, self.weather_rule = roles["yield"][0], roles["weather"][0].rule

    def judge(
        self,
        sentences: Sequence[Sentence],
        quantities: Sequence[Sequence[Quantity]],
        dates: Sequence[Sequence[DateMention]],
    ) -> list[list[Judged]]:
        """Modality and rule of its cue (``None`` for a plain assertion), aligned with ``quantities``."""
        judged: list[list[Judged]] = []
        carried = told = ASSERTED
        for one, found, when in zip(sentences, quantities, dates, strict=True):
            opening = carried if self._listed(one) else told if self._goes_on(one) else ASSERTED
            introduces = one.words[-1] == ":" and one.place == "body"
            if not found and not introduces:
                carried, told = opening, ASSERTED
                judged.append([])
                continue
            scan = _Scan(self, one, opening)
            judged.append(scan.judge(found, when))
            told = judged[-1][-1] if found else ASSERTED
            carried = scan.closing() if introduces else opening
        return judged

    def _goes_on(self, one: Sentence) -> bool:
        """«تليها تونس بـ35 في المائة»: a sentence that goes on with the list of the one before it."""
        word = one.words[0]
        return word in self._sequels or (word.startswith(self.conjunctions) and word[1:] in self._sequels)

    def _listed(self, one: Sentence) -> bool:
        """Whether the sentence is an item of a list, which carries on the modality of the line above it."""
        return one.words[0] in self._bullets or one.words[0].isdigit()


class _Scan:
    """One sentence with its cues, from which each of its quantities is judged."""

    def __init__(self, grammar: ModalityGrammar, one: Sentence, opening: Judged) -> None:
        self._grammar, self._one, self._opening = grammar, one, opening
        self._cues = grammar.finder.find(one)

    def judge(self, quantities: Sequence[Quantity], dates: Sequence[DateMention]) -> list[Judged]:
        """The modality of each quantity; one joined by «و» to a figure whose cue follows it shares that cue."""
        judged: list[Judged] = []
        for place, quantity in enumerate(quantities):
            until = quantities[place + 1].first if place + 1 < len(quantities) else len(self._one)
            one = self._one_of(quantity, [mention for mention in dates if mention.last <= until])
            if place and self._based(quantities[place - 1], quantity, judged[-1]):
                one = judged[-1]
            if (
                place
                and one[0] == "asserted"
                and self._joined(quantities[place - 1], quantity)
                and judged[-1][0] == "planned"
            ):
                one = judged[-1]
            judged.append(one)
        return judged

    def _based(self, before: Quantity, quantity: Quantity, judged: Judged) -> bool:
        """Whether ``quantity`` is the second of two compared with: «مقابل 52 طنا سنة 2019، و100 طن سنة 2017»."""
        between = self._one.words[before.last : quantity.first + 1]
        if judged[0] != "asserted" or not self._after_base(before):
            return False
        glued = not between[-1][0].isdigit() and between[-1].startswith(self._grammar.conjunctions)  # «وأكثر من 100»
        if not glued and not any(word in self._grammar.conjunctions for word in between[-2:-1]):
            return False
        return not any(before.last <= cue.first < quantity.first for cue in self._cues)

    def _after_base(self, quantity: Quantity) -> bool:
        return any(cue.scope == "base" and 0 <= quantity.first - cue.last <= BASE for cue in self._cues)

    def _joined(self, before: Quantity, quantity: Quantity) -> bool:
        """Whether «و» stands before ``quantity`` and nothing since ``before`` ended its clause."""
        between = self._one.words[before.last : quantity.first]
        conjunctions, cues = self._grammar.conjunctions, self._cues
        if (
            not between
            or between[-1] not in conjunctions
            or self._grammar.scopes.clause_end(self._one, before.last, quantity.first)
        ):
            return False
        return not any(before.last <= cue.first < quantity.first and cue.scope == "reset" for cue in cues)

    def _one_of(self, quantity: Quantity, dates: Sequence[DateMention]) -> Judged:
        """What the cues before and after ``quantity`` make of it."""
        number = quantity.number[0]
        judged = self._opening
        money = len(quantity.value.unit) == CURRENCY and quantity.value.unit.isupper()
        for cue in self._cues:
            if cue.last > number:
                break
            if cue.entry is self._grammar.finder.negation and cue.first >= quantity.first:
                continue  # «لم يتجاوز 40 كما يروج»: a ceiling
            if not (money and self._grammar.scopes.builds(cue)):  # what a mosque cost is not what was built
                judged = self._moved(judged, cue, number)
        if judged[0] == "planned" and self._conditional(number, judged):
            judged = "forecast", judged[1]
        if judged[0] in {"planned", "forecast"}:
            judged = self._known(quantity) or self._compared(quantity) or judged
        elif judged[0] == "asserted":
            told = self._foretold(quantity) if self._after_base(quantity) else None
            judged = told or self._looking_back(quantity, dates) or self._ahead(quantity, dates, judged)
        return ("forecast", judged[1]) if judged[0] == "planned" and self._natural(quantity) else judged

    def _natural(self, quantity: Quantity) -> bool:
        """Whether a figure is what the weather brings, and nobody's plan: not the width of a pipe."""
        unit = quantity.value.unit
        weather = unit in NATURAL or unit in LENGTHS
        return unit == DEGREES or (weather and not self._grammar.weather.isdisjoint(self._one.words))

    def _ahead(self, quantity: Quantity, dates: Sequence[DateMention], judged: Judged) -> Judged:
        """A figure that no verb states yet, at a time to come («تنطلق غدا») or in a weather bulletin."""
        number = quantity.number[0]
        resets = (cue for cue in self._cues if cue.scope == "reset" and cue.last <= number)
        if any(cue.entry["role"] != "state" for cue in resets):
            return judged
        words, grammar = self._one.words, self._grammar
        if quantity.value.unit in NATURAL and not grammar.weather.isdisjoint(words):
            return "forecast", grammar.weather_rule
        if grammar.tomorrow.isdisjoint(words[:number]) and not any(self._coming(one, quantity) for one in dates):
            return judged
        entry = next((entry for word in words[:number] if (entry := self._verb(word))), None)
        return (entry["modality"], entry.rule) if entry else judged

    def _verb(self, word: str) -> Entry | None:
        """The entry of a verb of the present tense, with or without «و»."""
        verb = self._grammar.finder.futures.verb
        return verb(word) or (verb(word[1:]) if word.startswith(self._grammar.conjunctions) else None)

    def _coming(self, mention: DateMention, quantity: Quantity) -> bool:
        """Whether a time to come stands before ``quantity``, or close behind it."""
        if self._grammar.ahead.isdisjoint(self._one.words[mention.first : mention.last]):
            return False
        near = 0 <= mention.first - quantity.last <= NEAR
        closed = near and self._grammar.scopes.clause_end(self._one, quantity.last, mention.first)
        return mention.last <= quantity.number[0] or (near and not closed)

    def _conditional(self, number: int, judged: Judged) -> bool:
        """Whether a future verb depends on a condition before it: «إذا خرجت إلى الوجود، ستكلف 8 ملايير»."""
        for cue in self._cues:
            if cue.last <= number and cue.scope == "future" and cue.judged == judged:
                return self._grammar.scopes.conditional(self._one, cue.first)
        return False

    def closing(self) -> Judged:
        """The modality in force at the end of the sentence."""
        judged = self._opening
        for cue in self._cues:
            judged = self._moved(judged, cue, len(self._one))
        return judged

    def _moved(self, judged: Judged, cue: Cue, number: int) -> Judged:
        if cue.scope in {"after", "base"} or cue.judged[0] == judged[0]:
            return judged
        if cue.scope == "future" and judged[0] == "forecast" and self._follows(cue):
            return judged
        if cue.scope == "cue" and self._grammar.scopes.describes(self._one, cue, number, judged):
            return judged
        held = self._grammar.scopes.holds(self._one, cue, number, judged)
        return self._grammar.scopes.led(self._one, cue, number) if held else judged

    def _follows(self, cue: Cue) -> bool:
        """«يتوقع … 7 ملايير، منها مليار ستأتي من …», «من المتوقع أن …، وسيستفيد 300»: as foreseen as the rest."""
        return cue.entry is self._grammar.yielded or not self._grammar.finder.futures.listed(self._one.words[cue.first])

    def _known(self, quantity: Quantity) -> Judged | None:
        """«لفائدة البلدان العشر»: a definite number behind its noun counts what is there already."""
        number, article = quantity.number[0], self._grammar.article
        noun = self._one.words[number - 1] if quantity.first < number else ""
        definite = noun.startswith(article) or noun[1:].startswith(article)  # «بالمدن الثلاث»
        return ASSERTED if definite and self._one.words[number].startswith(article) else None

    def _compared(self, quantity: Quantity) -> Judged | None:
        """The starting point of a change, or the figure after «مقابل», «بعد»: it has come to pass."""
        if quantity.change == "from":
            return ASSERTED
        first = quantity.first
        based = self._grammar.scopes.based
        for cue in self._cues:
            if (
                based(self._one, cue, first)
                and not self._aimed(cue)
                and (0 <= first - cue.last <= BASE or self._told_of_base(cue, first))
            ):
                return self._foretold(quantity) or cue.judged
        return None

    def _aimed(self, base: Cue) -> bool:
        """«الهدف المسطر، المحدد في 17 مليونا»: what an aim is set to."""
        return any(0 <= base.first - cue.last <= BASE and cue.entry.id in AIMS for cue in self._cues)

    def _foretold(self, quantity: Quantity) -> Judged | None:
        """«مقابل 3 في المائة كانت متوقعة», «بدل 45 مليارا المتوقعة»: what was foreseen and did not come about."""
        last, one = quantity.last, self._one
        for cue in self._cues:
            awaited = cue.scope == "after" or bool(cue.entry.get("works"))
            near = 0 <= cue.first - last <= FORETOLD and cue.judged[0] in AHEAD
            if near and awaited and not self._grammar.scopes.clause_end(one, last, cue.first):
                return cue.judged
        return None

    def _told_of_base(self, cue: Cue, first: int) -> bool:
        """«مقارنة مع الموسم السابق الذي لم يتعد 34 مليون قنطار»: what is told of the time compared with."""
        related = any(self._grammar.scopes.of_another(self._one, place, cue.last) for place in range(cue.last, first))
        return related and not self._grammar.scopes.clause_end(self._one, cue.last, first)

    def _looking_back(self, quantity: Quantity, dates: Sequence[DateMention]) -> Judged | None:
        """A cue after the quantity: «قيد الإنجاز», its own future verb, or a deadline."""
        last = quantity.last
        told = False  # «المنحة التي صرفتها الدولة بمقدار 1200 درهم لن تكفي»: the verb behind is of what is told
        scopes, one = self._grammar.scopes, self._one
        for cue in self._cues:
            if cue.first < last:
                told = cue.entry is self._grammar.finder.done and not scopes.that(one, cue.last, quantity.first)
                continue
            if cue.scope == "reset":
                break
            if cue.scope not in BEHIND or scopes.of_another(one, cue.first - 1, last):
                continue
            reach = NEAR if cue.scope == "future" else int(cue.entry.get("reach", 0))
            if told and cue.scope == "future":
                continue
            if any(word[0].isdigit() for word in one.words[last : cue.first]):
                continue  # «12 كيلومترا من أصل 40 المبرمجة»
            closed = last < len(one) and one.words[last] == ")"  # «أمطار قوية (من 20 إلى 40 ملم) مرتقبة»
            if cue.first - last <= reach and scopes.of_one_clause(one, last + closed, cue.first):
                return cue.judged
        for mention in dates:
            near = 0 <= mention.first - last <= NEAR
            if mention.role == "by" and near and not self._grammar.scopes.clause_end(self._one, last, mention.first):
                return "planned", mention.trace[-1].rule if mention.trace else None
        return None
