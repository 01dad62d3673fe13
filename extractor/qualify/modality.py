"""Modality: is a figure asserted, forecast, planned or denied (annotation.md §2–3), and by which cue.

A cue of modality.toml opens a scope that runs to the end of its sentence, unless a reporting verb, a past
verb or a contrast closes it; a few close with their clause, a few look back («20 مستشفى قيد الإنجاز»).
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.lexicon import Letters, Lexicon
from extractor.model import DateMention, Modality, Quantity, Sentence
from extractor.normalize import Folder
from extractor.patterns import Entry, PatternError, Patterns
from extractor.record import record

FILE = "modality.toml"
NEAR = 6  # words after a quantity within which its own verb must stand: «13 مشروعا سيتم إنجازها»
WORKS = 4  # words after «من المنتظر» within which works («تشييد») make an expectation a plan
BASE = 2  # words between «مقابل», «بعد» and the figure that they compare with
SPAN = 2  # words between a time and «الحالي» that belongs to it
NATURAL = frozenset({"°C", "mm"})  # what nobody can plan: figures that the weather brings are forecasts
OUTLOOK = 12  # words around «قد تصل» among which what is foreseen would be named
NAME = 4  # words of a name in quotation marks
MARKED = 2  # words from the comma before «الذي» to its verb
SHORTEST = 5  # letters of an unlisted future verb with its sin: shorter words are nouns far more often

Judged = tuple[Modality, str | None]
ASSERTED: Judged = ("asserted", None)


@record(frozen=True, slots=True, eq=False)
class _Cue:
    """A cue in a sentence: words ``first`` to ``last``, what it says, and how far it reaches."""

    first: int
    last: int
    judged: Judged
    scope: str
    entry: Entry


class ModalityGrammar:
    """Judges quantities by the cues of their sentence.

    The constructor compiles modality.toml; :meth:`judge` is linear in the words of the sentences that hold quantities.
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile the cues.

        Raises:
            PatternError: modality.toml lacks a list that the grammar asks for.
        """
        entries = patterns[FILE]
        roles: dict[str, list[Entry]] = {}
        for entry in entries:
            roles.setdefault(entry["role"], []).append(entry)
        try:
            [future], [evolution], [reach], [crowd] = (roles[r] for r in ("future", "evolution", "reach", "crowd"))
            [yielded] = roles["yield"]
            [never], [letters], [stops] = (roles[r] for r in ("future-word", "letters", "not-future"))
            [spoken] = roles["future-glued"]
            [marks], [closers], [bullets], [openers] = (roles[r] for r in ("marks", "closers", "bullets", "openers"))
            [spans], [quotes], [unquotes], [conditions] = (
                roles[r] for r in ("spans", "quotes", "unquotes", "condition")
            )
            [norm], [may], [ceiling], [outlook] = (roles[r] for r in ("norm", "may", "ceiling", "outlook"))
        except (KeyError, ValueError) as error:
            msg = f"{FILE}: one entry of each role is needed ({error}); restore it"
            raise PatternError(msg) from error
        self._future, self._crowd, self._norm = future, crowd, norm
        self._may = frozenset(map(fold, may.forms))
        self._ceilings, self._outlook = frozenset(map(fold, ceiling.forms)), frozenset(map(fold, outlook.forms))
        self._norms = frozenset(tuple(fold(form).split()) for form in norm.forms)
        self._verbs = {
            fold(form): entry for entry in (future, yielded, crowd, reach, evolution) for form in entry.forms
        }
        self._reach_entry, self.yielded = reach, yielded
        self._words = frozenset(map(fold, never.forms))
        self._sin, *self._persons = map(fold, letters.forms)
        self._starts = tuple(self._sin + person for person in self._persons)
        self._spoken = tuple(map(fold, spoken.forms))
        joints = ("", *Letters.load(patterns).conjunctions)
        said = (will + person for will in self._spoken for person in self._persons)
        self._openings = tuple(joint + start for joint in joints for start in (*self._words, self._sin, *said))
        self._stops = tuple(map(fold, stops.forms))
        self._closers = frozenset(map(fold, (*marks.forms, *closers.forms)))
        self._openers = frozenset(map(fold, openers.forms))
        self._spans = frozenset(map(fold, spans.forms))
        self._quotes, self._unquotes = frozenset(map(fold, quotes.forms)), frozenset(map(fold, unquotes.forms))
        self._relatives = frozenset(fold(form) for entry in roles.get("relatives", ()) for form in entry.forms)
        self._conditions = frozenset(map(fold, conditions.forms))
        self._marks, self._bullets = frozenset(map(fold, marks.forms)), frozenset(map(fold, bullets.forms))
        found = Letters.load(patterns)
        self.conjunctions = found.conjunctions
        self._glued = (*found.conjunctions, *found.prepositions)
        cues = [e for role in ("cue", "reset", "base", "works", "plan", "after") for e in roles.get(role, ())]
        pairs = [(fold(form), entry) for entry in cues for form in entry.forms]
        self._cues = Lexicon.with_proclitics(pairs, found)

    def judge(
        self,
        sentences: Sequence[Sentence],
        quantities: Sequence[Sequence[Quantity]],
        dates: Sequence[Sequence[DateMention]],
    ) -> list[list[Judged]]:
        """Modality and rule of its cue (``None`` for a plain assertion), aligned with ``quantities``."""
        judged: list[list[Judged]] = []
        carried = ASSERTED
        for one, found, when in zip(sentences, quantities, dates, strict=True):
            opening = carried if self._listed(one) else ASSERTED
            introduces = one.words[-1] == ":" and one.place == "body"
            if not found and not introduces:
                carried = opening
                judged.append([])
                continue
            scan = _Scan(self, one, opening)
            judged.append(scan.judge(found, when))
            carried = scan.closing() if introduces else opening
        return judged

    def _listed(self, one: Sentence) -> bool:
        """Whether the sentence is an item of a list, which carries on the modality of the line above it."""
        return one.words[0] in self._bullets or one.words[0].isdigit()

    def future(self, words: Sequence[str], index: int) -> Entry | None:
        """The entry that says what the future verb at word ``index`` makes of figures; ``None`` for other words."""
        word = self._unjoined(words[index])
        if word in self._words:
            following = words[index + 1] if index + 1 < len(words) else ""
            return self._verbs.get(following, self._future)
        if word[0] in self.conjunctions and word[1:2] == self._sin:
            word = word[1:]
        if not word.startswith(self._starts):
            return self._said(word)
        if entry := self._verbs.get(word[1:]):
            return entry
        plain = len(word) >= SHORTEST and word[1] != self._persons[-1] and not word.startswith(self._stops)
        return self._future if plain else None

    def _said(self, word: str) -> Entry | None:
        """The same of a verb of Darija, on which its future is written: «غايوصل», «غتكلف»."""
        word = word[1:] if word.startswith(self.conjunctions) else word
        for will in self._spoken:
            stem = word.removeprefix(will)
            if stem != word and (entry := self._verbs.get(stem)):
                return entry
        verb = word.removeprefix(self._spoken[0])
        plain = word != verb and len(verb) >= SHORTEST - 1 and verb[0] in self._persons[:-1]
        return self._future if plain and not word.startswith(self._stops) else None

    def listed(self, word: str) -> bool:
        """Whether modality.toml names the future verb that a word is, or the particle («سوف») before it."""
        if word[:1] in self.conjunctions and word[1:2] == self._sin:
            word = word[1:]
        return word in self._words or word[1:] in self._verbs

    def cues(self, one: Sentence) -> list[_Cue]:
        """All cues of a sentence in reading order."""
        found = [
            _Cue(hit.first, hit.last, _judged(hit.item), hit.item.get("scope", hit.item["role"]), hit.item)
            for hit in self._cues.find(one)
            if not (
                hit.item["role"] == "cue"
                and _between_figures(one, hit.first, hit.last, expecting=bool(hit.item.get("works")))
            )
        ]
        foreseen = any(cue.scope == "cue" and cue.judged[0] == "forecast" for cue in found)
        plans = not foreseen and any(cue.scope == "plan" for cue in found)
        works = [cue.first for cue in found if cue.scope == "works"]
        made = [_worked(cue, works) for cue in found if cue.scope not in {"plan", "works"}]
        made += [self._rule_of(cue) for cue in made if self._ruled(one, cue)]
        for index, word in enumerate(one.words):
            if (
                word.startswith(self._openings)
                and not self._named(one, index)
                and (entry := self.future(one.words, index))
            ):
                planned = plans and entry is self._reach_entry
                judged = ("planned", entry.rule) if planned else _judged(entry)
                made.append(_Cue(index, index + 1, judged, "future", entry))
        made.sort(key=lambda cue: (cue.last, -cue.first))
        return made

    def _ruled(self, one: Sentence, cue: _Cue) -> bool:
        """«غرامات مالية قد تصل إلى …», «قد يصل الراتب إلى …»: the most that a thing comes to is no expectation."""
        if self._unjoined(one.words[cue.first]) not in self._may:
            return False
        near = one.words[max(0, cue.first - OUTLOOK) : cue.last + OUTLOOK]
        if one.words[cue.last - 1] in self._ceilings and self._outlook.isdisjoint(near):
            return True
        for size in (1, 2):
            head, *rest = one.words[max(0, cue.first - size) : cue.first] or ("",)
            bare = (head, head[1:] if head.startswith(self._glued) else head)
            if any((word, *rest) in self._norms for word in bare):
                return True
        return False

    def _unjoined(self, word: str) -> str:
        return word[1:] if word.startswith(self.conjunctions) and word[1:] in self._may | self._words else word

    def _rule_of(self, cue: _Cue) -> _Cue:
        """What takes back the expectation that ``cue`` opens."""
        return _Cue(cue.first, cue.last, ("asserted", self._norm.rule), "reset", self._norm)

    def _named(self, one: Sentence, index: int) -> bool:
        """Whether a word heads a short name in quotation marks («ستروك للصناعة»), so that it is no verb."""
        if index == 0 or one.words[index - 1] not in self._quotes or self.listed(one.words[index]):
            return False
        return not self._unquotes.isdisjoint(one.words[index + 1 : index + 1 + NAME])

    def opened(self, one: Sentence, cue: _Cue, number: int) -> bool:
        """Whether what ``cue`` aims at has begun before ``number``: «يهدف … إلى»."""
        if not cue.entry.get("opener"):
            return True
        low = cue.last
        comma = next((i for i in range(low, number) if one.words[i] in self._marks), number)
        if (
            comma + 1 < number and one.words[comma + 1] in self._relatives
        ):  # «يهدف المشروع، الذي بني على 5 هكتارات، إلى»
            low = next((i for i in range(comma + 1, number) if one.words[i] in self._marks), number)
        return not self._openers.isdisjoint((*one.words[cue.last : comma], *one.words[low:number]))

    def based(self, one: Sentence, cue: _Cue) -> bool:
        """Whether ``cue`` opens the figure compared with: not the end of a time («خلال الموسم الفلاحي الحالي 30»)."""
        return cue.scope == "base" and self._spans.isdisjoint(one.words[max(0, cue.first - SPAN) : cue.first])

    def conditional(self, one: Sentence, until: int) -> bool:
        """Whether «إذا», «لو» and the like stand before word ``until``."""
        return not self._conditions.isdisjoint(one.words[:until])

    def of_another(self, one: Sentence, place: int, last: int) -> bool:
        """«مليار للمدارس التي سيصل عددها …»: a relative at ``place`` that tells of what is named since ``last``."""
        return place > last and one.words[place] in self._relatives

    def aside(self, one: Sentence, verb: int, number: int) -> bool:
        """«يعرف المعرض، الذي سيدوم أسبوعا، مشاركة 200 شركة»: a clause between commas that ended before ``number``."""
        if verb < MARKED or one.words[verb - 1] not in self._relatives or one.words[verb - MARKED] not in self._marks:
            return False
        end = next((i for i in range(verb, number) if one.words[i] in self._marks), None)
        return end is not None and not one.words[min(end + 1, number)].startswith(self._glued)

    def clause_end(self, one: Sentence, start: int, end: int, *, quotes: bool = False) -> bool:
        """Whether a mark that ends a clause, with ``quotes`` also a closing quote, is among those words."""
        return not (self._closers if quotes else self._marks).isdisjoint(one.words[start:end])


def _judged(entry: Entry) -> Judged:
    return entry.get("modality", "asserted"), entry.rule


def _between_figures(one: Sentence, first: int, last: int, *, expecting: bool) -> bool:
    """Whether a figure stands right before a cue («15 نفي») or after a lone «توقع» («توقع 4 أشخاص»)."""
    before = first > 0 and one.words[first - 1][0].isdigit()
    return before or (expecting and last - first == 1 and last < len(one) and one.words[last][0].isdigit())


def _worked(cue: _Cue, works: Sequence[int]) -> _Cue:
    """An expectation of works («ينتظر تشييد») is a plan."""
    if cue.entry.get("works") and any(cue.last <= place < cue.last + WORKS for place in works):
        return _Cue(cue.first, cue.last, ("planned", cue.entry.rule), cue.scope, cue.entry)
    return cue


class _Scan:
    """One sentence with its cues, from which each of its quantities is judged."""

    def __init__(self, grammar: ModalityGrammar, one: Sentence, opening: Judged) -> None:
        self._grammar, self._one, self._opening = grammar, one, opening
        self._cues = grammar.cues(one)

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
            or self._grammar.clause_end(self._one, before.last, quantity.first)
        ):
            return False
        return not any(before.last <= cue.first < quantity.first and cue.scope == "reset" for cue in cues)

    def _one_of(self, quantity: Quantity, dates: Sequence[DateMention]) -> Judged:
        """What the cues before and after ``quantity`` make of it."""
        number = quantity.number[0]
        judged = self._opening
        for cue in self._cues:
            if cue.last > number:
                break
            judged = self._moved(judged, cue, number)
        if judged[0] == "planned" and (quantity.value.unit in NATURAL or self._conditional(number, judged)):
            judged = "forecast", judged[1]
        if judged[0] in {"planned", "forecast"}:
            return self._compared(quantity) or judged
        return judged if judged[0] == "denied" else self._looking_back(quantity, dates) or judged

    def _conditional(self, number: int, judged: Judged) -> bool:
        """Whether a future verb depends on a condition before it: «إذا خرجت إلى الوجود، ستكلف 8 ملايير»."""
        for cue in self._cues:
            if cue.last <= number and cue.scope == "future" and cue.judged == judged:
                return self._grammar.conditional(self._one, cue.first)
        return False

    def closing(self) -> Judged:
        """The modality in force at the end of the sentence."""
        judged = self._opening
        for cue in self._cues:
            judged = self._moved(judged, cue, len(self._one))
        return judged

    def _moved(self, judged: Judged, cue: _Cue, number: int) -> Judged:
        if cue.scope in {"after", "base"} or cue.judged[0] == judged[0]:
            return judged
        foreseen = judged[0] == "forecast" and self._follows(cue)
        if cue.scope == "future" and (foreseen or self._grammar.aside(self._one, cue.first, number)):
            return judged
        if judged[0] == "denied" and cue.scope in {"cue", "clause", "future"}:
            return judged  # «استبعد ما راج عن اعتزام الحكومة رفع الأسعار بنسبة …»
        if not self._grammar.opened(self._one, cue, number):
            return judged
        if cue.scope == "clause" and self._grammar.clause_end(self._one, cue.last, number, quotes=True):
            return judged
        return cue.judged

    def _follows(self, cue: _Cue) -> bool:
        """«يتوقع … 7 ملايير، منها مليار ستأتي من …», «من المتوقع أن …، وسيستفيد 300»: as foreseen as the rest."""
        return cue.entry is self._grammar.yielded or not self._grammar.listed(self._one.words[cue.first])

    def _compared(self, quantity: Quantity) -> Judged | None:
        """The starting point of a change, or the figure after «مقابل», «بعد»: it has come to pass."""
        if quantity.change == "from":
            return ASSERTED
        first = quantity.first
        based = self._grammar.based
        for cue in self._cues:
            if based(self._one, cue) and (0 <= first - cue.last <= BASE or self._told_of_base(cue, first)):
                return cue.judged
        return None

    def _told_of_base(self, cue: _Cue, first: int) -> bool:
        """«مقارنة مع الموسم السابق الذي لم يتعد 34 مليون قنطار»: what is told of the time compared with."""
        related = any(self._grammar.of_another(self._one, place, cue.last) for place in range(cue.last, first))
        return related and not self._grammar.clause_end(self._one, cue.last, first)

    def _looking_back(self, quantity: Quantity, dates: Sequence[DateMention]) -> Judged | None:
        """A cue after the quantity: «قيد الإنجاز», its own future verb, or a deadline."""
        last = quantity.last
        for cue in self._cues:
            if cue.first < last:
                continue
            if cue.scope == "reset":
                break
            near = cue.first - last <= (NEAR if cue.scope == "future" else int(cue.entry.get("reach", 0)))
            if self._grammar.of_another(self._one, cue.first - 1, last):
                continue
            if cue.scope in {"after", "future"} and near and not self._grammar.clause_end(self._one, last, cue.first):
                return cue.judged
        for mention in dates:
            near = 0 <= mention.first - last <= NEAR
            if mention.role == "by" and near and not self._grammar.clause_end(self._one, last, mention.first):
                return "planned", mention.trace[-1].rule if mention.trace else None
        return None
