"""The cues of modality in a sentence: the forms of modality.toml, the verbs of the future, and purposes («لبناء»)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from extractor.lexicon import Hit, Letters, Lexicon, glued
from extractor.model import Modality, Sentence
from extractor.normalize import Folder
from extractor.patterns import Entry
from extractor.qualify.futures import FutureVerbs
from extractor.record import record

THAT = 2  # words behind «من المنتظر» within which the verb behind its «أن» stands
WORKS = 4  # words after «من المنتظر» within which works («تشييد») make an expectation a plan
DEED = 3  # words after a scheme («المخطط») within which its deed stands
NEEDED = 5  # words after «يهم», «مخاوف» within which works or losses must be named
OUTLOOK = 12  # words around «قد تصل» among which what is foreseen would be named
NAME = 4  # words of a name in quotation marks
VERB = 3  # letters of the shortest verb behind «الذي»
MANAGED = 14  # words before «باش» within which stands who managed to do it: «تمكنات الشرطة باش توقف 5 ديال الناس»
WITNESS = 8  # words behind «سيشهد» within which works make it a plan
SUBJECT = 4  # words from a verb of the future to the end of what rises or falls
MASDAR = 6  # words from a cue to the verbal noun that is what it expects
TIE = 5  # words behind a denial within which the tie stands that is denied
PROSPECT = "prospect"  # the entry of what may come of it
PAST = "past"  # the entry of the verbs of the past
AWAITED = "awaited"  # the entry of what is awaited
DENIAL = "denial"  # the entry of what denies
HAPPENING = frozenset({"evolution", "reach", "crowd", "witness"})
DOING = frozenset({"future", "yield", "leads", "lasting"})
CORRECTIVE = "corrective"  # what makes a denial of a negation: «لم نقلصه قط», «لم … بل»
APART = frozenset({"plan", "works", CORRECTIVE})
CORRECTED = 16  # words from a negation to what makes a denial of it
OWN = 3  # words from «لم نوزع» to the figure that we deny
LISTED = ("cue", "reset", "state", "base", "works", "plan", "after", "corrective")

Judged = tuple[Modality, str | None]


@record(frozen=True, slots=True, eq=False)
class Cue:
    """A cue in a sentence: words ``first`` to ``last``, what it says, how far it reaches, and what is glued to it."""

    first: int
    last: int
    judged: Judged
    scope: str
    entry: Entry
    proclitic: str = ""


class CueFinder:
    """Finds the cues of a sentence; compiled once from the entries of modality.toml by their roles."""

    def __init__(self, roles: Mapping[str, Sequence[Entry]], fold: Folder, letters: Letters) -> None:
        """Compile the cues; ``roles`` holds at least one entry of each role."""
        self.futures = FutureVerbs(roles, fold, letters)
        self._conjunctions = letters.conjunctions
        self._glued, self._prepositions = (*letters.conjunctions, *letters.prepositions), letters.prepositions
        self._norm, self.deed, self.goal, self.done, self.known, self.negation = (
            roles[role][0] for role in ("norm", "deeds", "goals", "done", "known", "negation")
        )
        self.relatives, self.marks, self._may, self._ceilings, self._outlook = (
            frozenset(fold(form) for entry in roles[role] for form in entry.forms)
            for role in ("relatives", "marks", "may", "ceiling", "outlook")
        )
        self._quotes, self._unquotes, self._particles, self._harm, self._course, self._capacity = (
            frozenset(map(fold, roles[role][0].forms))
            for role in ("quotes", "unquotes", "particles", "harm", "course", "capacity")
        )
        self._twofold, self._relations, self.rumours, self._events, self._that = (
            frozenset(map(fold, roles[role][0].forms)) for role in ("twofold", "relation", "rumours", "events", "that")
        )
        self._negations, self._bounding, self._what = (
            frozenset(map(fold, roles[role][0].forms)) for role in ("negation", "bounding", "what")
        )
        self._norms = frozenset(tuple(fold(form).split()) for form in self._norm.forms)
        sin, self._present, *persons = map(fold, roles["letters"][0].forms)
        self._persons, self._article = tuple(persons), letters.article
        self.present = (self._present, *persons)
        self._not_past = (*self.present, *(sin + person for person in self.present), self._article)
        self._feminine = fold(roles["feminine"][0].forms[0])
        endings = ("", *(fold(form) for form in roles["owners"][0].forms))
        deeds, acts, losses, goals = (
            [(text, cluster) for form in roles[role][0].forms for ending in endings
             for text, cluster in glued(fold(form) + ending, letters, article=not ending)]
            for role in ("deeds", "acts", "losses", "goals")
        )  # fmt: skip
        self.joints = frozenset(map(fold, roles["joints"][0].forms))
        self.acts = frozenset(text for text, _ in (*deeds, *acts)) - self.joints
        self.glued_acts = frozenset(text for text, cluster in (*deeds, *acts) if self._preposed(cluster)) - self.joints
        self.deeds = frozenset(text for text, _ in deeds) - self.joints
        never = (form for entry in roles["cue"] for form in entry.get("never", ()))
        self._managed = frozenset(map(fold, never))
        self.bare_deeds = frozenset(text for text, cluster in deeds if self._article not in cluster) - self.joints
        self._needed = {
            "deeds": self.deeds,
            "acts": self.acts,
            "losses": frozenset(text for text, _ in losses),
        }
        purposes = {joint + letters.lam for joint in ("", *letters.conjunctions)}
        self._facilities = frozenset(map(fold, roles["facilities"][0].forms))
        self._purposes = {text: self.goal for text, cluster in goals if cluster in purposes}
        self._purposes |= {text: self.deed for text, cluster in deeds if cluster in purposes}
        pairs = [(fold(form), entry) for role in LISTED for entry in roles[role] for form in entry.forms]
        self._cues = Lexicon.with_proclitics(pairs, letters)

    def find(self, one: Sentence) -> list[Cue]:
        """All cues of a sentence in reading order."""
        found = [cue for hit in self._cues.find(one) if (cue := self._cue(one, hit))]
        widest = {cue.first: cue.last for cue in found}
        found = [cue for cue in found if "needs" not in cue.entry.fields or cue.last == widest[cue.first]]
        denied = {cue.last for cue in found if cue.entry.id == PROSPECT}  # «لا يستبعد»: not «يستبعد»
        found = [cue for cue in found if cue.last not in denied or cue.judged[0] != "denied"]
        foreseen = any(cue.scope == "cue" and cue.judged[0] == "forecast" for cue in found)
        plans = not foreseen and any(cue.scope == "plan" for cue in found)
        works = [cue.first for cue in found if cue.scope == "works"]
        made = [self._worked(one, cue, works) for cue in found if cue.scope not in APART]
        made += self._negated(one, [cue for cue in found if cue.scope == CORRECTIVE])
        made += [self._rule_of(cue) for cue in made if self._ruled(one, cue)]
        covered = {cue.first for cue in made}
        for index, word in enumerate(one.words):
            if word in self._purposes:
                goal = self._purposes[word]
                before = one.words[index - 1] if index else ""
                if before not in self.joints and before not in self._facilities:  # «محطة لتحلية المياه» is what it is
                    made.append(Cue(index, index + 1, judged_by(goal), "clause", goal))
            elif word in self.relatives:
                if index + 1 not in covered and (told := self._told(one, index + 1)):
                    made.append(Cue(index + 1, index + 2, judged_by(told), "reset", told))
            elif (
                word.startswith(self.futures.openings)
                and not self._named(one, index)
                and (entry := self.futures.read(one.words, index))
            ):
                judged = judged_by(entry)
                if judged[0] != (other := self._turned(one, index, entry, plans=plans, works=works)):
                    judged = other, entry.rule
                made.append(Cue(index, index + 1, judged, "future", entry))
        made.sort(key=lambda cue: (cue.last, -cue.first))
        return _unspent(self._verbal(one, made))

    def _negated(self, one: Sentence, corrections: Sequence[Cue]) -> list[Cue]:
        """«لم تبن 30 مدرسة، بل خمسا», «لم نقلصه قط إلى 60 مليونا», «لم نصرف 4 ملايين»: what is denied by a verb."""
        words, made = one.words, []
        for index in [place for place, word in enumerate(words) if word in self._negations]:
            end = next((cue for cue in corrections if 0 < cue.first - index <= CORRECTED), None)
            last = end.first if end else self._ours(words, index)
            if last is None or not self._bounding.isdisjoint(words[index + 1 : last]):
                continue
            made.append(Cue(index, index + 1, judged_by(self.negation), "clause", self.negation))
            if end and end.entry.fields.get("fresh"):
                made.append(Cue(end.first, end.last, ("asserted", end.entry.rule), "reset", end.entry))
        return made

    def _ours(self, words: Sequence[str], index: int) -> int | None:
        """The figure behind «لم نوزع», which we say of ourselves."""
        verb = words[index + 1] if index + 1 < len(words) else ""
        if not verb.startswith(self._persons[-1]) or len(verb) <= VERB:
            return None
        reach = range(index + 2, min(index + 2 + OWN, len(words)))
        return next((place for place in reach if words[place][0].isdigit()), None)

    def _turned(self, one: Sentence, index: int, entry: Entry, *, plans: bool, works: Sequence[int]) -> Modality:
        """What the words around a future verb make of it: «سيشهد … بناء» plans, «ستستغرق الرحلة» foresees."""
        verbs, words = self.futures, one.words
        if plans and entry is verbs.reach:
            return "planned"
        harmed = entry is verbs.cost and not self._harm.isdisjoint(words)
        if harmed or (entry in {verbs.future, verbs.yields} and self._follows(words, index)):
            return "forecast"
        if entry is verbs.lasting and not (self._harm.isdisjoint(words) and self._course.isdisjoint(words)):
            return "forecast"
        subject = words[index + 1 : index + SUBJECT]
        if entry is verbs.evolution and self._outlook.isdisjoint(subject) and not self._capacity.isdisjoint(subject):
            return "planned"
        if entry is verbs.witness:
            reach = range(index + 1, min(index + 1 + WITNESS, len(words)))
            place = next((i for i in reach if i in works or words[i] in self.deeds), None)
            if place is not None and self._outlook.isdisjoint(words[index:place]):
                return "planned"
        return judged_by(entry)[0]

    def _follows(self, words: Sequence[str], index: int) -> bool:
        """«ما سيخفض إنتاج الشمندر إلى …», «الجفاف سيقلص المردود»: what a cause will bring to an outcome."""
        before = words[index - 1] if index else ""
        caused = before in self._what or before in self._harm
        return caused and not self._outlook.isdisjoint(words[index + 1 : index + 1 + VERB])

    def _verbal(self, one: Sentence, cues: list[Cue]) -> list[Cue]:
        """The cues without verbs of the past that are verbal nouns there: «يتوقع الخبراء تراجع الإنتاج»."""
        return [cue for place, cue in enumerate(cues) if not self._noun(one, cue, cues[:place])]

    def _noun(self, one: Sentence, cue: Cue, before: Sequence[Cue]) -> bool:
        """Whether ``cue`` is spelled like a verbal noun and a cue of its clause waits for what it foresees."""
        words, first = one.words, cue.first
        if cue.entry.id != PAST or words[first] not in self._twofold:
            return False
        opened = next((other for other in reversed(before) if other.judged[0] in {"forecast", "planned"}), None)
        if opened is None or not 0 <= first - opened.last < MASDAR:
            return False
        apart = self.marks | self.relatives | self._particles | self.joints
        return apart.isdisjoint(words[opened.last : first])

    def _cue(self, one: Sentence, hit: Hit[Entry]) -> Cue | None:
        """The cue that a listed form is, unless what it needs behind it is missing."""
        first, last, entry = hit.first, hit.last, hit.item
        fields = entry.fields
        role = fields["role"]
        verbal = fields.get("opener") or fields.get("indirect") or entry.id == PAST
        if verbal and not self._bare(hit.proclitic):
            return None
        if role == "cue" and _between_figures(one, first, last, expecting=bool(fields.get("works"))):
            return None
        if role == "state" and not self._of_what_is(one, first):
            return None
        if entry.id == DENIAL and not self._relations.isdisjoint(one.words[last : last + TIE]):
            return None
        needs, never = fields.get("needs"), fields.get("never")
        managed = never and not self._managed.isdisjoint(one.words[max(0, first - MANAGED) : first])
        if managed or (needs and not self._needing(one, last, needs)):
            return None
        scope = "reset" if role == "state" else fields.get("scope", role)
        return Cue(first, last, judged_by(entry), scope, entry, hit.proclitic)

    def _preposed(self, cluster: str) -> bool:
        return any(letter in cluster.removesuffix(self._article) for letter in self._prepositions)

    def _bare(self, proclitic: str) -> bool:
        """Whether no preposition is written onto a verb: «يحث», «وحث», and not «بحث»."""
        return proclitic in self._conjunctions or not proclitic or self._article in proclitic

    def _needing(self, one: Sentence, last: int, needs: str) -> bool:
        """Whether what a cue needs follows it: a verb of the present tense at once, or deeds or losses within reach."""
        if needs == "deed":
            return not self.bare_deeds.isdisjoint(one.words[last : last + DEED])
        if needs in self._needed:
            return not self._needed[needs].isdisjoint(one.words[last : last + NEEDED])
        word = one.words[last] if last < len(one) else ""
        if needs == "event":
            return word in self._events
        if needs == "verb":
            return word.startswith(self.present) or word[:1].isdigit()
        entry = self.futures.verb(word)
        if needs == "present" and (word.startswith(self._present) or word[:1] == self._persons[-1]):
            return word.startswith(self._present)
        return entry is not None and entry["role"] in (DOING if needs == "action" else HAPPENING)

    def _of_what_is(self, one: Sentence, index: int) -> bool:
        """«التي تضم», «الجمعية تضم»: of something known; what is new («مركبا يضم») is planned with all it holds."""
        index -= index > 1 and one.words[index - 1] in self.marks  # «الأسر، وعددها»
        before = one.words[index - 1] if index else ""
        return not before or before in self.relatives or before.startswith(self._article)

    def _told(self, one: Sentence, index: int) -> Entry | None:
        """What a verb at word ``index`` behind a relative tells: «الذي استقطب» what was, «الذي يشغل» what is."""
        word = one.words[index] if index < len(one) else ""
        if len(word) < VERB or word in self._particles or word in self.marks or word[0].isdigit():
            return None
        if not word.startswith(self._not_past) or (word.startswith(self._persons) and word.endswith(self._feminine)):
            return self.done
        return self.known if word.startswith((self._present, self._persons[0])) else None

    def _worked(self, one: Sentence, cue: Cue, works: Sequence[int]) -> Cue:
        """An expectation of works («ينتظر تشييد», «يرتقب أن تطلق») is a plan."""
        if not cue.entry.fields.get("works"):
            return cue
        near = any(cue.last <= place < cue.last + WORKS for place in works)
        if near or (cue.entry.id == AWAITED and self._acted(one.words[cue.last - 1 : cue.last + THAT])):
            return Cue(cue.first, cue.last, ("planned", cue.entry.rule), cue.scope, cue.entry)
        return cue

    def _acted(self, words: Sequence[str]) -> bool:
        """Whether «أن» and a verb of works («أن تطلق») stand among ``words``."""
        pairs = pairwise(words)
        return any(that in self._that and self.futures.verb(verb) is self.futures.future for that, verb in pairs)

    def _ruled(self, one: Sentence, cue: Cue) -> bool:
        """«غرامات مالية قد تصل إلى …», «قد يصل الراتب إلى …»: the most that a thing comes to is no expectation."""
        may = one.words[cue.first]
        if may not in self._may and not (may.startswith(self._conjunctions) and may[1:] in self._may):
            return False
        near = one.words[max(0, cue.first - OUTLOOK) : cue.last + OUTLOOK]
        if self._ceilings.intersection(one.words[cue.last - 1 : cue.last + 1]) and self._outlook.isdisjoint(near):
            return True
        for size in (1, 2):
            head, *rest = one.words[max(0, cue.first - size) : cue.first] or ("",)
            bare = (head, head[1:] if head.startswith(self._glued) else head)
            if any((word, *rest) in self._norms for word in bare):
                return True
        return False

    def _rule_of(self, cue: Cue) -> Cue:
        """What takes back the expectation that ``cue`` opens."""
        return Cue(cue.first, cue.last, ("asserted", self._norm.rule), "reset", self._norm)

    def _named(self, one: Sentence, index: int) -> bool:
        """Whether a word heads a short name in quotation marks («ستروك للصناعة»), so that it is no verb."""
        if index == 0 or one.words[index - 1] not in self._quotes or self.futures.listed(one.words[index]):
            return False
        return not self._unquotes.isdisjoint(one.words[index + 1 : index + 1 + NAME])


def _unspent(cues: list[Cue]) -> list[Cue]:
    """The cues without the schemes that a verb of the past has already told of («استفاد من برنامج تأهيل 300 شاب»)."""
    past = next((place for place, cue in enumerate(cues) if cue.entry.id == PAST), len(cues))
    return [cue for place, cue in enumerate(cues) if place < past or not cue.entry.fields.get("fresh")]


def judged_by(entry: Entry) -> Judged:
    """What an entry makes of figures, and its rule."""
    return entry.fields.get("modality", "asserted"), entry.rule


def _between_figures(one: Sentence, first: int, last: int, *, expecting: bool) -> bool:
    """Whether a figure stands right before a cue («15 نفي») or after a lone «توقع» («توقع 4 أشخاص»)."""
    before = first > 0 and one.words[first - 1][0].isdigit()
    return before or (expecting and last - first == 1 and last < len(one) and one.words[last][0].isdigit())
