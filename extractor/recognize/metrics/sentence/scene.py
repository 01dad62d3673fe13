"""A sentence as the metric grammar sees it: marked words, quantities and dates taken out, noun phrases read off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.model import Span
from extractor.recognize.metrics.sentence.marked import FREE, Marked

ENDS = frozenset({"hard", "clause", "report", "again", "part", "also", "close", "equal", "role"})
SKIPPED = frozenset({"drop", "quote", "dash", "back"})
LIGHT = frozenset(
    {"preposition", "demonstrative", "relative", "drop", "also", "back"}
)  # never first or last in a label
UNOPENING, UNCLOSING = LIGHT | {"returning"}, LIGHT | {"clause"}
EDGES = ENDS | {"comma", "open", "relative"}
FAR = 24  # words within which a measure added by «و» ends the complement of a figure
ASIDE = 16  # words of the longest aside between commas that is passed over


@dataclass(slots=True, eq=False)
class Scene(Marked):
    """A sentence whose noun phrases are read off: words stand for themselves, lists of places for phrases."""

    # ── noun phrases ──────────────────────────────────────────────────────────────────────────────

    def phrase(
        self, first: int, end: int, *, limit: int = 8, relative: bool = False, across: bool = False
    ) -> list[int]:
        """The words of the noun phrase that begins at ``first``, at most ``limit`` content words.

        It ends at a stop, a verb, a number, a measure with «ب»; ``relative`` takes a relative clause along.
        ``across`` passes over dates (a phrase before its figure), else a date ends it.
        """
        taken: list[int] = []
        content, inside, index = 0, False, first
        while index < end and content < limit:
            kind = self.kind(index)
            if self._ends(index, kind, taken, inside=inside, across=across):
                break
            if kind == "open":
                index = self.closing(index, end)
            elif kind == "relative":
                if not relative or inside or not taken:
                    break
                inside = True
                taken.append(index)
            elif kind not in SKIPPED and (self.plain(index) or self.graded(index) or self.definite(index)):
                taken.append(index)
                content += kind not in LIGHT
            index += 1
        return self.trimmed(taken)

    def _ends(self, index: int, kind: str, taken: Sequence[int], *, inside: bool, across: bool) -> bool:
        if self.dated[index]:
            return bool(taken) and not across
        if self.members and self.word(index) in self.members:
            return True  # «تسعة صحافيين أحدهم مصور»
        parts = kind == "rank" and taken  # «من مجموع النشيطين متبوعة بجهة فاس»; «78 عضوا جديدا من أصل 125»
        ranked = not across and (parts or (kind == "preposition" and self.past_equal(index) > index))
        ends = kind in ENDS and not (inside and kind == "report" and self._reports(index))
        if ranked or (self.owner[index] != FREE and not (taken and self.definite(index))) or ends:
            return True
        if self.sentence.words[index][0].isdigit():
            return not (taken and self.graded(index))
        if kind == "comma" or (taken and (self.by(index) or (not across and self.member(index, "during")))):
            return bool(taken)
        return not inside and self.verbal(index)

    def _reports(self, index: int) -> bool:
        """«الأسر التي صرحت بتدهور معيشتها»: a relative verb of saying with what is said after «ب»."""
        says = self.kind(index - 1) == "relative" and index + 1 < len(self)
        return says and self.sentence.words[index + 1][0] == self.phrases.letters.prepositions[0]

    def graded(self, index: int) -> bool:
        """Whether word ``index`` is the number of a grade: «من فئة 5 كيلوغرامات», «بوينغ 737 ماكس 8»."""
        return self.owner[index] == FREE and not self.dated[index] and self.member(index - 1, "grade")

    def closing(self, index: int, end: int) -> int:
        """The place of the bracket that closes the one at ``index``; the last word before ``end`` where none does."""
        while index < end - 1 and self.kind(index) != "close":
            index += 1
        return index

    def trimmed(self, taken: list[int]) -> list[int]:
        """``taken`` without what cannot open or close a label."""
        while taken and (self.kind(taken[-1]) in LIGHT or len(self.sentence.words[taken[-1]]) == 1):
            taken.pop()
        while taken and (self.kind(taken[0]) in UNOPENING or len(self.sentence.words[taken[0]]) == 1):
            taken.pop(0)
        return taken

    def back(self, end: int, *, limit: int = 6) -> list[int]:
        """The words of the noun phrase that ends before word ``end``."""
        taken: list[int] = []
        index = end - 1
        while index >= 0 and len(taken) < limit:
            kind = self.kind(index)
            if self.owner[index] != FREE or kind in EDGES or (taken and (kind == "rank" or self.verbal(index))):
                break
            if kind == "preposition" and (self._enough(taken) or self.joins(index)):
                break
            if self.plain(index) and kind not in SKIPPED:
                taken.append(index)
            if taken and self.by(index):
                break
            index -= 1
        return self.trimmed(taken[::-1])

    def toward(self, index: int) -> bool:
        """Whether word ``index`` is «وإلى»: a preposition of arrival with «و»."""
        word = self.sentence.words[index]
        return self.joins(index) and word[1:] in self.phrases.sets["toward"]

    def joins(self, index: int) -> bool:
        """Whether a preposition carries «و»: «وفي البطالة» is a member of a list."""
        mark = self.marks[index]
        return bool(mark and mark.kind == "preposition" and mark.proclitic)

    def complement(self, first: int, *, limit: int, relative: bool = False) -> list[int]:
        """The noun phrase after a figure: none where a measure («بقيمة»), a list or a verb follows at once."""
        while self.kind(first) == "drop" and (self.member(first + 1, "of") or self.led_in(first + 1)):
            first += 1  # «73 وثيقة فقط من أصل 268», «1500 درهم غير فالكرا»
        first = self.past_equal(first)
        first += self.regards(first)
        if first >= len(self) or (self.member(first, "of") and self.whole(first + 1)):
            return []
        if self.kind(first) in {"comma", "open"} or self.by(first) or self.joins(first):
            return []
        if self.member(first, "suspicion") or self._another(first):
            return []
        past = next((index for index in range(first, len(self)) if not self.dated[index]), first)
        if past > first and self.kind(past) in {"comma", "open"}:
            return []
        end = self._addition(first)
        said = self.kind(first) == "report" and self.said_of(first)  # «إصابة مؤكدة بالفيروس», no «حسب المنظمين»
        under = self.member(first, "pledged")
        taken = self.phrase(first + (said or under), end, limit=limit, relative=relative)
        taken = [first, *taken] if under and taken else taken
        after = taken[-1] + 1 if taken else end
        if after < end and self.kind(after) == "report" and self.said_of(after):
            taken += [after + 1] * self.letter(after + 1) + self.phrase(after + 1, end, limit=limit - len(taken))
        while taken and taken[0] > first and self.kind(taken[0] - 1) == "preposition" and taken[0] - 1 >= first:
            taken.insert(0, taken[0] - 1)
        if taken and taken[0] - 2 >= first and self._pointed(taken[0] - 1):
            taken.insert(0, taken[0] - 2)  # «في هذا النمط الجديد»
        if taken and taken[0] - 2 >= first and self.kind(taken[0] - 1) == "quote" and self.letter(taken[0] - 2):
            taken.insert(0, taken[0] - 2)  # «إصابات بـ"كورونا"»
        return self._before_next(self._without_whole(taken))

    def regards(self, index: int) -> bool:
        """Whether «بالنسبة» leads to whom a figure is told of, right behind it: «20 ألفا بالنسبة للنساء»."""
        mark = self.marks[index] if index < len(self) else None
        return mark is not None and mark.kind == "role" and mark.length == 1 and self.purposes(index + 1)

    def _without_whole(self, taken: list[int]) -> list[int]:
        """«قطاعات حكومية من أصل 23»: what describes those counted, without what leads to the whole."""
        whole = len(taken) > 1 and self.member(taken[-1], "total") and self.member(taken[-2], "of")
        after = taken[-1] + 1 if whole else 0
        return taken[:-2] if whole and after < len(self) and self.owner[after] != FREE else taken

    def _another(self, index: int) -> bool:
        """«628 قتيلا وأضرار مادية»: «و» right behind what is counted adds other things with their own adjective."""
        word, phrases, following = self.sentence.words[index], self.phrases, self.word(index + 1)
        if word[0] != phrases.letters.conjunctions[0] or not self.plain(index) or self.marks[index] is not None:
            return False
        apart = (phrases.letters.article, phrases.letters.conjunctions[0])  # «شوارع وأزقة»
        described = following.endswith(phrases.inflection.feminine) and not following.startswith(apart)
        return described and word[1:] in phrases.several and not phrases.spelled(word)

    def _pointed(self, index: int) -> bool:
        """Whether a preposition and «هذا» lead on at word ``index``."""
        return self.kind(index) == "demonstrative" and self.kind(index - 1) == "preposition"

    def whole(self, index: int) -> bool:
        """Whether «مجموع», «أصل» leads to the whole of which a figure is a part; «من أصل مغربي» is a descent."""
        if not self.member(index, "total"):
            return False
        at, inflection = index + 1, self.phrases.inflection
        return not (at < len(self) and self.plain(at) and self.sentence.words[at].endswith(inflection.nisba))

    def _addition(self, first: int) -> int:
        """Where «و» adds another measure, or one or two of a list («وحالتان بسطات»), near word ``first``."""
        words, few = self.sentence.words, self.phrases.few_more
        for index in range(first, min(len(self), first + FAR)):
            if words[index] in few or (self.marks[index] and self.adds(index)):
                return index
        return len(self)

    def said_of(self, index: int) -> bool:
        """«إصابة جديدة مؤكدة بالفيروس»: a participle of saying that only describes."""
        return not self.verbal(index) and self.sentence.words[index].endswith(self.phrases.inflection.feminine)

    def leading_to(self, index: int) -> str:
        """The preposition of «منه», «عليها» at ``index``; «في» for one of a single letter («به»)."""
        word, phrases = self.sentence.words[index], self.phrases
        forms = (form for form in phrases.by_id["prepositions"].forms if len(form) > 1)
        return next((form for form in forms if word.startswith(phrases.fold(form))), phrases.by_id["place"].forms[0])

    def letter(self, index: int) -> bool:
        """Whether word ``index`` is a preposition of one letter before a quotation mark: «بـ"كورونا"»."""
        return self.sentence.words[index] in self.phrases.letters.prepositions and self.kind(index + 1) == "quote"

    def _before_next(self, taken: list[int]) -> list[int]:
        """A complement without the «و» phrase that leads to the next figure: «وفاة وتعافي 2318 شخصا»."""
        taken = self._before_clause(taken)
        after = taken[-1] + 1 if taken else 0
        after += after < len(self) and self.kind(after) == "preposition"
        if not taken or after >= len(self) or self.owner[after] == FREE:
            return taken
        for place in range(len(taken) - 1, -1, -1):
            word = self.sentence.words[taken[place]]
            mark, joined = self.marks[taken[place]], self.phrases.letters.conjunctions[0]
            glued = mark is not None and mark.proclitic.startswith(joined)  # «30 محلا وإصابة 4 أشخاص»
            if word[0] == joined and (glued or not self.phrases.known(word)):
                return self.trimmed(taken[:place])
        return taken

    def _before_clause(self, taken: list[int]) -> list[int]:
        """«مصرع 5 أشخاص والأمن يفتح تحقيقا»: a definite noun that «و» adds to an indefinite one opens a clause."""
        letters = self.phrases.letters
        article, joint = letters.article, letters.conjunctions[0]
        return [] if taken and self.sentence.words[taken[0]].startswith(joint + article) else taken

    def past_equal(self, first: int) -> int:
        """Past «من أصل 34», «من بين 34 دولة»; past «، أي أكثر من ثلثي السكان،» to a preposition that goes on."""
        if self.parted(first) and first + 2 < len(self):
            number = self.owner[first + 2]
            return self.quantities[number].last if number != FREE else first
        if self.kind(first) != "comma" or self.kind(first + 1) != "equal":
            return first
        for index in range(first + 2, min(len(self) - 1, first + ASIDE)):
            if self.kind(index) == "comma":
                goes_on = self.kind(index + 1) == "preposition" or self.purposes(index + 1) or self.verbal(index + 1)
                return index + 1 if goes_on else first
        return first

    def parted(self, index: int) -> bool:
        """Whether «من أصل», «من مجموع», «من بين» stands at ``index``: the whole of which a figure is a part follows."""
        return self.member(index, "of") and (self.member(index + 1, "total") or self.member(index + 1, "among"))

    def purposes(self, index: int) -> bool:
        """Whether «ل» is written onto word ``index``: «لدعم», «للمدارس», no «لقي»."""
        mark, lam = self.marks[index] if index < len(self) else None, self.phrases.letters.lam
        word = self.sentence.words[index] if index < len(self) else ""
        if mark:
            return mark.proclitic.startswith(lam)
        return word.startswith(self.phrases.letters.lam_article) or (word[:1] == lam and self.phrases.known(word[1:]))

    def _enough(self, taken: Sequence[int]) -> bool:
        return sum(self.kind(index) not in LIGHT for index in taken) > 1

    def tail(self, first: int, *, limit: int = 6) -> list[int]:
        """The words from ``first`` on, verbs and clauses taken along, up to a stop or a number."""
        taken: list[int] = []
        index, few = first, self.phrases.few_more
        mark = self.marks[first] if first < len(self) else None
        if mark and mark.verb and mark.proclitic and mark.proclitic in self.phrases.letters.conjunctions:
            return []  # «أربع مباريات وأدى غرامة»
        while index < len(self) and len(taken) < limit:
            kind = self.kind(index)
            if self.owner[index] != FREE or kind in {"hard", "comma", "open", "close", "also", "again", "part"}:
                break
            if self.sentence.words[index] in few or (taken and (self.by(index) or self._new_clause(index))):
                break
            if taken and self.member(index, "members"):
                break
            if (kind not in SKIPPED or self.negates(index)) and self.plain(index):
                taken.append(index)
            index += 1
        while taken and (self.kind(taken[-1]) in UNCLOSING or len(self.sentence.words[taken[-1]]) == 1):
            taken.pop()
        return taken

    def negates(self, index: int) -> bool:
        """«لم تلتزم»: without its first word a clause says the contrary."""
        return self.member(index, "negation") and index + 1 < len(self) and self.verbal(index + 1)

    def _new_clause(self, index: int) -> bool:
        """Whether «و» adds a verb at ``index``: «قضايا أدرجت واستفاد منها …»."""
        return self.sentence.words[index][0] in self.phrases.letters.conjunctions and self.verbal(index)

    # ── what a label says ─────────────────────────────────────────────────────────────────────────

    def texts(self, taken: Iterable[int], *, head: bool = True) -> list[str]:
        """The words at ``taken`` as the page prints them; the first without what is glued to it when it is the head."""
        texts: list[str] = []
        kinds = self.kinds
        for place, index in enumerate(taken):
            if index and kinds[index - 1] == "demonstrative":
                named = self.named.get(self.key(index)) or (self.member(index, "programme") and self.named.get(""))
                if named:
                    texts += named
                    continue
            if kinds[index] == "demonstrative":
                continue
            text = self.phrases.clean(self.raw(index))
            text = self.headed(index, text) if place == 0 and head else self.spoken(index, text)
            if text:
                texts.append(text)
        return texts

    def key(self, index: int) -> str:
        """Word ``index`` folded, without article and what is glued to it: what «هذا النظام» and «نظام» share."""
        folded = self.phrases.fold(self.headed(index, self.phrases.clean(self.raw(index))))
        return folded.removeprefix(self.phrases.letters.article)

    def spoken(self, index: int, text: str) -> str:
        """Word ``index`` without the «د» that the spoken language writes onto the article: «دالبضائع»."""
        word, of, letters = self.sentence.words[index], self.phrases.inflection.darija[0], self.phrases.letters
        if word[0] != of[0]:
            return text
        if word.startswith(of):
            return text[1:] if len(text) > len(of) + 2 else text
        noun = word[1:2] == letters.lam and word[2:] in self.phrases.plurals  # «دلعيالات»
        return letters.article + text[2:] if noun and self.colloquial else text

    def headed(self, index: int, text: str) -> str:
        """Word ``index`` without the conjunction and preposition before it: «وبكلفة» → «كلفة»."""
        mark = self.marks[index]
        if mark and mark.proclitic:
            return self._bared(mark.proclitic, text)
        letters, word = self.phrases.letters, self.sentence.words[index]
        if word.startswith(letters.lam_article) and len(word) > len(letters.lam_article) + 2:
            return letters.article + text[len(letters.lam_article) :]
        if self._glued(index):
            return text[1:]
        return self.spoken(index, text)

    def _bared(self, proclitic: str, text: str) -> str:
        """``text`` without ``proclitic``, its article kept: «للتوقيف» → «التوقيف»."""
        letters = self.phrases.letters
        if proclitic.endswith(letters.lam + letters.article):
            return letters.article + text[len(proclitic) - 1 :]
        kept = len(letters.article) if proclitic.endswith(letters.article) else 0
        return text[len(proclitic) - kept :]

    def _glued(self, index: int) -> bool:
        """Whether the first letter of an unknown word is a conjunction or preposition: «والملف», «بنظام», «وسجناء»."""
        phrases, word = self.phrases, self.sentence.words[index]
        letters, rest = phrases.letters, word[1:]
        if word[0] not in (*letters.conjunctions, *letters.prepositions):
            return False
        if rest.startswith(letters.article) and len(word) > len(letters.article) + 3:
            return True
        if word[0] in letters.conjunctions and self._listed(index):
            return True
        named = word not in phrases.bare and rest in phrases.bare
        if word[0] in letters.conjunctions and phrases.place(rest) and not phrases.place(word):
            return True  # «وفاس»
        noun = phrases.spelled(word) or phrases.spelled(word.removesuffix(phrases.inflection.tanwin))  # «فائضا»
        conjunction = word[0] in letters.conjunctions and phrases.known(rest) and not noun
        return self.marks[index] is None and (named or conjunction)

    def _listed(self, index: int) -> bool:
        """Whether an unknown word with «و» stands after a comma or bracket: «(60 ألفا)، وسعيد (57 ألفا)»."""
        word = self.sentence.words[index]
        opens = self.kind(index - 1) in {"comma", "close"} or (index and self.owner[index - 1] != FREE)
        return bool(opens) and len(word) > 4 and self.marks[index] is None and not self.phrases.known(word)

    def spans(self, taken: Iterable[int]) -> list[Span]:
        """The page spans of the words at ``taken``, neighbours joined."""
        spans: list[Span] = []
        previous = -2
        for index in taken:
            span = Span(self.starts[index], self.ends[index])
            if index == previous + 1:
                span = Span(spans.pop().start, span.end)
            spans.append(span)
            previous = index
        return spans
