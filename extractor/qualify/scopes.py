"""How far a cue of modality reaches: where its aim opens, where its clause ends, where the main verb goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.lexicon import Letters
from extractor.model import Sentence
from extractor.normalize import Folder
from extractor.patterns import Entry
from extractor.qualify.cues import PAST, Cue, CueFinder, Judged
from extractor.qualify.futures import VERBS

AWAITING = frozenset({"awaited", "expected"})  # the entries of what is awaited or expected
FORESEEN = frozenset({"planned", "forecast"})
OBJECT = 4  # words from a deed to the figure of what is done: «تهيئة ما يناهز 14 حديقة»
SPAN = 2  # words between a time and «الحالي» that belongs to it
CLOSE = 3  # words before a figure among which «إلى» gives it back to the main verb: «سيرتفع ما … الذي … إلى 30»
OWN = 2  # words from a verb to the figure that its own preposition governs
SHORT = 2  # letters of a preposition that stands alone
MARKED = 2  # words from the comma before «الذي» to its verb


class Scopes:
    """Where the scope of a cue stands open, asked of the words between it and a figure."""

    def __init__(self, roles: Mapping[str, Sequence[Entry]], fold: Folder, letters: Letters, finder: CueFinder) -> None:
        """Compile the words that open and end scopes from the entries of modality.toml by their roles."""
        self._finder, self._marks, self._relatives = finder, finder.marks, finder.relatives
        self._leads = roles["leads"][0]
        self._future_rules = frozenset(entry.rule for role in VERBS for entry in roles[role])
        self._joints = letters.conjunctions
        self._glued = (*letters.conjunctions, *letters.prepositions)
        self._openers, self._spans, self._conditions, self._fixed, self._that, self._governed, closers = (
            frozenset(map(fold, roles[role][0].forms))
            for role in ("openers", "spans", "condition", "fixed", "that", "governed", "closers")
        )
        self._closers = self._marks | closers
        self._article, self._supposed = letters.article, frozenset(map(fold, roles["supposed"][0].forms))
        self._cases = frozenset(tuple(fold(form).split()) for form in roles["case"][0].forms)

    def holds(self, one: Sentence, cue: Cue, number: int, judged: Judged) -> bool:
        """Whether ``cue`` says something of the figure at ``number``, of which ``judged`` was said before."""
        if judged[0] == "denied" and cue.scope in {"cue", "clause", "future"}:
            return False  # «استبعد ما راج عن اعتزام الحكومة رفع الأسعار بنسبة …»
        if cue.scope == "reset":
            return not self._resumed(one, cue, number, judged)
        if cue.scope == "clause":
            return not self._purpose_end(one, cue, number)
        if self._aside(one, cue, number):
            return False
        return not self._beside(one, cue, judged) if cue.scope == "future" else self._opened(one, cue, number)

    def describes(self, one: Sentence, cue: Cue, number: int, judged: Judged) -> bool:
        """«ستكلف المحطة المرتقبة 2 مليار»: behind a noun with its article what is awaited tells which one it is.

        Not before its own figure («المهاجرون المتوقع عددهم 40», «المتوقع في 40»).
        """
        if judged[0] != "planned" or cue.entry.id not in AWAITING or cue.last - cue.first > 1:
            return False
        before, behind = one.words[max(cue.first - 1, 0)], one.words[cue.last]
        own = number - cue.last < OWN and len(behind) <= SHORT
        definite = before.startswith(self._article) and one.words[cue.first].startswith(self._article)
        return definite and not own and behind not in self._that

    def that(self, one: Sentence, start: int, end: int) -> bool:
        """Whether «أن» stands among those words."""
        return not self._that.isdisjoint(one.words[start:end])

    def builds(self, cue: Cue) -> bool:
        """Whether ``cue`` names a deed whose object is planned, and not what it costs."""
        return cue.entry is self._finder.deed or bool(cue.entry.get("object"))

    def _beside(self, one: Sentence, cue: Cue, judged: Judged) -> bool:
        """«وعد رجال الشرطة الذين سيشاركون … بمكافأة قدرها 300 درهم»: a future told beside a plan."""
        return judged[0] in FORESEEN and cue.first > 0 and one.words[cue.first - 1] in self._relatives

    def _opened(self, one: Sentence, cue: Cue, number: int) -> bool:
        """Whether what ``cue`` aims at has begun before ``number``: «يهدف … إلى»."""
        if cue.entry.get("object"):
            return not self._finder.bare_deeds.isdisjoint(one.words[max(cue.last, number - OBJECT) : number])
        if cue.entry.get("indirect") and self._told_of(one, cue, number):
            return False
        if cue.entry.get("indirect") and number == cue.last and not self._joined(one, number):
            return False  # «يطالب 120 عاملا»: the figure is who demands
        if not cue.entry.get("opener"):
            return True
        low = cue.last
        comma = next((i for i in range(low, number) if one.words[i] in self._marks), number)
        if (
            comma + 1 < number and one.words[comma + 1] in self._relatives
        ):  # «يهدف المشروع، الذي بني على 5 هكتارات، إلى»
            low = next((i for i in range(comma + 1, number) if one.words[i] in self._marks), number)
        return self._opens(one, cue.last, comma) or self._opens(one, low, number)

    def _joined(self, one: Sentence, index: int) -> bool:
        """Whether a conjunction or preposition is written onto word ``index``: «بمليون»."""
        return index < len(one) and one.words[index].startswith(self._glued)

    def _opens(self, one: Sentence, start: int, end: int) -> bool:
        """Whether «إلى», «على», «أن» or a verbal noun («بزيادة») stands there: not «إلى جانب»."""
        return not self._finder.acts.isdisjoint(one.words[start:end]) or self._opening(one, range(start, end))

    def _opening(self, one: Sentence, places: range) -> bool:
        words = one.words
        return any(words[i] in self._openers and words[i + 1] not in self._fixed for i in places if i + 1 < len(words))

    def based(self, one: Sentence, cue: Cue, first: int) -> bool:
        """Whether ``cue`` opens the figure compared with, which begins at word ``first``.

        Not the end of a time («خلال الموسم الفلاحي الحالي 30»), nor works under way («تتم حاليا أشغال بناء 5 ملاعب»).
        """
        if cue.scope != "base" or not self._spans.isdisjoint(one.words[max(0, cue.first - SPAN) : cue.first]):
            return False
        return self._finder.deeds.isdisjoint(one.words[cue.last : first])

    def conditional(self, one: Sentence, until: int) -> bool:
        """Whether «إذا», «لو», «في حال» and the like stand before word ``until``: not «في حالة اعتقال»."""
        before = one.words[:until]
        if any(before[i : i + 2] in self._cases and self._supposes(before[i + 2]) for i in range(until - 2)):
            return True
        if not self._conditions.isdisjoint(before):
            return True
        return any(word[1:] in self._conditions for word in before if word.startswith(self._joints))

    def _supposes(self, word: str) -> bool:
        return word.startswith(self._article) or word in self._supposed

    def of_another(self, one: Sentence, place: int, last: int) -> bool:
        """«مليار للمدارس التي سيصل عددها …»: a relative at ``place`` that tells of what is named since ``last``."""
        return place > last and one.words[place] in self._relatives

    def _aside(self, one: Sentence, cue: Cue, number: int) -> bool:
        """«يعرف المعرض، الذي سيدوم أسبوعا، مشاركة 200 شركة»: a clause between commas that ended before ``number``."""
        verb = cue.first
        if verb < MARKED or one.words[verb - 1] not in self._relatives or one.words[verb - MARKED] not in self._marks:
            return False
        end = next((i for i in range(verb, number) if one.words[i] in self._marks), None)
        if end is None:
            return False
        if cue.scope == "reset":
            return one.words[min(end + 1, len(one) - 1)] in self._governed or self._opens(one, end + 1, end + 2)
        if cue.scope == "cue":
            return one.words[min(end + 1, len(one) - 1)].startswith(self._finder.present)
        return not self._joined(one, min(end + 1, number))

    def clause_end(self, one: Sentence, start: int, end: int) -> bool:
        """Whether a mark that ends a clause is among those words."""
        return not self._marks.isdisjoint(one.words[start:end])

    def of_one_clause(self, one: Sentence, start: int, end: int) -> bool:
        """Whether a verb at ``end`` may tell of a figure before ``start``: no mark and no «أن» is between."""
        return not self.clause_end(one, start, end) and self._that.isdisjoint(one.words[start:end])

    def _purpose_end(self, one: Sentence, cue: Cue, number: int) -> bool:
        """Whether a purpose has ended: by a mark with no other purpose behind it («لبناء 3 مدارس، وتجهيز 40 قسما»)."""
        if number - cue.last > int(cue.entry.get("reach", number)):
            return True
        if cue.entry is self._finder.goal and number - cue.last > CLOSE and not self._opens(one, cue.last, number):
            return True  # «ارتياحه لبلوغ معدل المتبرعين نسبة …»
        carrying, words = (self._finder.acts, self._finder.joints), one.words
        ends = (i for i in range(cue.last, number) if words[i] in self._closers)
        return any(all(words[i + 1] not in known for known in carrying) for i in ends if i + 1 < len(words))

    def _told_of(self, one: Sentence, cue: Cue, number: int) -> bool:
        """«الرمال التي تريد الشركة العودة إليها، إضافة إلى 6 آلاف عامل»: an aim behind a relative ends with it."""
        if not cue.first or one.words[cue.first - 1] not in self._relatives:
            return False
        end = next((i for i in range(min(number, len(one) - 1) - 1, cue.last, -1) if one.words[i] in self._marks), None)
        return end is not None and one.words[end + 1] not in self._finder.acts

    def _denied(self, one: Sentence, cue: Cue) -> bool:
        """«نفى أن يكون قد تسلم 4 ملايين»: a verb of the past that no mark and no «و» parts from what is denied."""
        related = cue.entry in {self._finder.known, self._finder.done}
        before = one.words[cue.first - 1] if cue.first else ""
        if before in self._relatives and one.words[cue.first] not in self._finder.rumours:
            return False  # «نفى تأخير المشروع الذي كلف 5 ملايير»
        told = cue.entry.id == PAST or related
        parted = before in self._marks or before.startswith(self._joints)  # «، وقد اقتنت 30 آلة»
        return told and not parted and not cue.proclitic

    def _resumed(self, one: Sentence, cue: Cue, number: int, judged: Judged) -> bool:
        """Whether the main verb goes on before ``number``: «، الذي كلف مليونا، إلى …», «… الذي … إلى 30»."""
        if self._aside(one, cue, number) or (judged[0] == "denied" and self._denied(one, cue)):
            return True
        if cue.entry.get("needs") == "event":
            ends = (i for i in range(cue.last, number - 1) if one.words[i] in self._marks)
            return any(one.words[i + 1] in self._openers for i in ends)
        if cue.entry is self._finder.known and judged[1] in self._future_rules:
            return self._finder.futures.verb(one.words[cue.first]) is not None and self._of_future(one, cue.first)
        if cue.entry is not self._finder.known and cue.entry is not self._finder.done:
            return False
        acts = self._finder.acts
        if any(one.words[i] in self._marks and one.words[i + 1] in acts for i in range(cue.last, number - 1)):
            return True
        own = cue.last + (number - cue.last <= OWN)  # «التي تحافظ على 50»: the preposition of the verb itself
        near = range(max(own, number - CLOSE), number)
        opened = any(one.words[place] in self._finder.glued_acts for place in near) or self._opening(one, near)
        return opened and not self.that(one, cue.last, number)  # not «الذي لفت إلى أن 4 سدود …»

    def _of_future(self, one: Sentence, place: int) -> bool:
        """Whether a verb of the future stands in the clause before «الذي تبلغ»: that clause made the thing."""
        openings = self._finder.futures.openings
        for word in reversed(one.words[: max(place - MARKED, 0)]):
            if word in self._marks or word.startswith(openings):
                return word not in self._marks
        return False

    def led(self, one: Sentence, cue: Cue, number: int) -> Judged:
        """What ``cue`` makes of the figure at ``number``: «سيؤدي إلى …» leads to it, «سيؤدي 300 درهم» pays it."""
        if cue.entry is self._leads and not self._openers.isdisjoint(one.words[cue.last : number]):
            return "forecast", self._leads.rule
        return cue.judged
