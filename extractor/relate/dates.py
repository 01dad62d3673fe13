"""Which date governs which quantity (annotation.md §2 "date", §3).

Inside a sentence every date is weighed for every quantity: what lies between them (other quantities, commas,
a comparison, the start of another statement) makes it dearer or shuts it out; the cheapest governs. Nothing
is carried over from one sentence to the next.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.model import DateMention, Quantity, Sentence, Trace
from extractor.recognize.dates.scanner import Scanner
from extractor.recognize.dates.vocabulary import Vocabulary
from extractor.relate.behind import QUOTES, shut_after
from extractor.relate.brackets import in_brackets
from extractor.relate.changes import compared_with, earlier_of_change, later_of_change, moved_on, own_year
from extractor.relate.clauses import Clues, View, away, nowadays, opens, reported, rolling, today
from extractor.relate.comparisons import comparisons
from extractor.relate.heads import listed, of_account, summed
from extractor.relate.states import attended, lasting, respective, since_then, surveyed
from extractor.relate.usable import of_a_competition, usable
from extractor.segment import COLON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.normalize import Folder
    from extractor.patterns import Patterns

STAGE = "date"
COMMAS = frozenset({",", "،", ";", "؛"})

RATIOS = frozenset({"percent", "percentage_point"})

# Weights, found on the development pages: a quantity in between outweighs a comma; a date that already
# follows another quantity in its stretch is dear for what comes after it, unless that is an adjunct.
NEAREST = 8  # dates on either side of a quantity that are weighed: more than any sentence of the news holds
START = 10  # words from «منذ» over what began to the day on which it did
LASTING = 4  # words from «فيما» to the verb of what lasts
APPOSED, PRAISED = 3, 12  # words from the comma of an apposition to its date; where it tells what somebody won
COMMA, BETWEEN, TAKEN, BEFORE, WORD, EMPTY, RELATIVE = 2.0, 3.0, 3.5, 0.5, 0.02, 4.0, 2.5


class DateGovernor:
    """Gives each quantity the date of its clause; compiled once from calendar.toml.

    >>> from extractor.normalize import Folder
    >>> from extractor.patterns import load
    >>> DateGovernor(load(), Folder(load())).assign([], [], [])
    []
    """

    def __init__(self, patterns: Patterns, fold: Folder, *, vocabulary: Vocabulary | None = None) -> None:
        """Compile the clause words of calendar.toml; ``vocabulary`` is its dates', where they are compiled already.

        Raises:
            PatternError: the file is missing.
        """
        self._vocabulary = vocabulary or Vocabulary.load(patterns, fold)
        clause = patterns.entry("calendar.toml#governor.clause")
        letters = self._vocabulary.letters.conjunctions
        words = {
            name: frozenset(start + fold(form) for form in forms for start in ("", *letters))
            for name, forms in clause.fields.items()
            if isinstance(forms, list)
        }
        self._clues = Clues(frozenset(tuple(form.split()) for form in words["breaks"]), words)
        self._openings = frozenset(form[0] for form in self._clues.breaks)
        self._longest = max((len(form) for form in self._clues.breaks), default=1)
        self._resuming = letters[1:]
        self._relatives = words["relatives"]
        self._rule = clause.rule
        self._later = patterns.entry("calendar.toml#governor.later").rule

    def assign(
        self,
        sentences: Sequence[Sentence],
        quantities: Sequence[Sequence[Quantity]],
        dates: Sequence[Sequence[DateMention]],
    ) -> list[list[DateMention | None]]:
        """For each quantity of each sentence the date that it holds for, or ``None``.

        All three arguments run in parallel; the answer is aligned with ``quantities``.
        """
        rows: list[list[DateMention | None]] = [
            self._sentence(sentence, found, mentions) if found and mentions else [None] * len(found)
            for sentence, found, mentions in zip(sentences, quantities, dates, strict=True)
        ]
        self._share(sentences, quantities, dates, rows)
        return rows

    def _share(
        self,
        sentences: Sequence[Sentence],
        quantities: Sequence[Sequence[Quantity]],
        dates: Sequence[Sequence[DateMention]],
        rows: list[list[DateMention | None]],
    ) -> None:
        """Give the undated lines of lists the date of the sentence over them, whose colon they carry on."""
        shared: DateMention | None = None
        for place in (place for place, one in enumerate(sentences) if one.listed):
            above = place - 1
            if above >= 0 and not sentences[above].listed and sentences[above].words[-1] == COLON:
                shared = self._announced(sentences[above], rows[above], dates[above])
            elif not any(one.listed for one in sentences[max(0, above - 1) : place]):
                shared = None
            if shared and not any(rows[place]):
                rows[place] = [_given(shared, self._rule, quantity) for quantity in quantities[place]]

    def _announced(
        self, sentence: Sentence, row: Sequence[DateMention | None], dates: Sequence[DateMention]
    ) -> DateMention | None:
        """The date over a list: that of the last figure, the total, else the only period that is named."""
        if row:
            return row[-1]
        view = self._view(sentence, (), dates)
        periods = [one for one in dates if one.grain not in {"", "day"} and usable(view, one) and not today(one)]
        return periods[0] if len(periods) == 1 else None

    def _sentence(
        self, sentence: Sentence, quantities: Sequence[Quantity], dates: Sequence[DateMention]
    ) -> list[DateMention | None]:
        view = self._view(sentence, quantities, dates)
        counting = [one for one in dates if usable(view, one)]
        row = [self._governing(view, quantity, counting) for quantity in quantities]
        for place, (one, other) in enumerate(pairwise(quantities), start=1):
            if row[place] is None and (date := row[place - 1]) and self._differs(view, one, other):
                row[place] = _given(date, self._rule, other)
        return row

    def _differs(self, view: View, one: Quantity, other: Quantity) -> bool:
        """«وتوقيف 9 آلاف شخص، بنقصان 7 في المائة على العام السابق»: by how much the figure before it differs."""
        start = view.stretch(other.first)
        if start < one.last or view.cue(one.first) != view.cue(other.first):
            return False
        return self._clues.differing(view.sentence.words[start : start + 1])

    def _view(self, sentence: Sentence, quantities: Sequence[Quantity], dates: Sequence[DateMention]) -> View:
        words = sentence.words
        scanner = Scanner(words, self._vocabulary)
        lengths = range(1, self._longest + 1)
        starts = range(1, len(words))
        opening = [i for i in starts if words[i] in self._openings]
        breaks = [i for i in opening if any(words[i : i + length] in self._clues.breaks for length in lengths)]
        commas = [i for i, word in enumerate(words) if word in COMMAS]
        breaks += [i for i in starts if words[i] == "…" or (words[i] == words[i - 1] == ".")]
        turns = [i for i, word in enumerate(words) if word in self._clues.words["sequence"]]
        found = comparisons(scanner, quantities, dates, self._clues)
        marks = (tuple(commas), tuple(sorted(breaks)), tuple(turns), found.cues, found.clausal)
        return View(sentence, quantities, dates, self._clues, self._vocabulary, *marks)

    # ── which of them governs ─────────────────────────────────────────────────────────────────────

    def _governing(self, view: View, quantity: Quantity, usable: Sequence[DateMention]) -> DateMention | None:
        near = () if since_then(view, quantity) else _near(quantity, usable)
        weighed = [(cost, one) for one in near if (cost := self._cost(view, quantity, one)) is not None]
        best = min(weighed, key=lambda pair: pair[0])[1] if weighed else None
        later = later_of_change(view, quantity, usable) if best is None or best.first > quantity.first else None
        chosen, rule = (later, self._later) if later else (best, self._rule)
        earlier = earlier_of_change(view, quantity, chosen)
        if earlier:
            chosen, rule = earlier, self._later
        if chosen is None or today(chosen) or (nowadays(chosen) and chosen.role != "until"):
            return None
        chosen = respective(view, quantity, own_year(view, quantity, chosen))
        trace = (*chosen.trace, Trace(STAGE, rule, quantity.span))
        return replace(chosen, role="since" if self._dates_a_start(view, chosen) else chosen.role, trace=trace)

    def _dates_a_start(self, view: View, one: DateMention) -> bool:
        """«منذ ظهور الوباء في 2 مارس»: the date says when that began since which one counts."""
        if one.role != "at" or one.start is None or one.grain != "day":
            return False
        low = max([0, one.first - START, *(other.last for other in view.quantities if other.last <= one.first)])
        low = max([low, *(other.last for other in view.dates if other.last <= one.first)])
        words = view.sentence.words[low : one.first]
        return self._clues.has("starting", words) and QUOTES.isdisjoint(words)

    def _cost(self, view: View, quantity: Quantity, one: DateMention) -> float | None:
        after = one.first >= quantity.last
        low, high = (quantity.last, one.first) if after else (one.last, quantity.first)
        rated = quantity.value.unit in RATIOS  # «مقابل 85 طنا السنة الماضية (963 درهما)», not «(+15 في المائة)»
        bracketed = not (after or rated) and view.sentence.words[low:high] == ("(",)
        cue = (
            view.cue(one.first) if after else self._cue(view, one)
        )  # what is told of the time compared with comes behind
        if low > high or (view.cue(quantity.first) != cue and not bracketed):
            return None
        alone = one.grain != "year" and view.sentence.words[max(one.first - 1, 0)] == "("
        alone = alone and all(other.last != one.first - 1 for other in view.quantities)  # «3 سنوات (2019-2021)»
        if in_brackets(view.sentence.words, low, high, after=after, alone=alone):
            return None
        between = [other for other in view.quantities if low <= other.first < high]
        commas = [i for i in view.commas if low <= i < high]
        if commas and after and nowadays(one) and one.role == "at":  # «بلغ 800 قاصر، يوجدون حاليا في المركز»
            return None
        if not after and view.cue(one.first) is not None and view.told_of(one):
            commas = [i for i in commas if i != one.last]
        shut = shut_after if after else self._shut_before
        if shut(view, quantity, one, between, commas) or attended(view, quantity, one):
            return None
        cost = len(commas) * COMMA + len(between) * BETWEEN + (high - low) * WORD
        if after and self._clues.has("relatives", view.sentence.words[low:high]):
            cost += RELATIVE  # «مع 5 آخرين بتهمة المشاركة في الانقلاب الذي وقع سنة 2016»
        beside = high == low and (after or one.role == "until")
        cost += EMPTY if one.start is None and not (beside or nowadays(one) or today(one) or rolling(one)) else 0.0
        if not after:
            taken = not commas and view.taken(one) and not self._clues.has("adjuncts", view.sentence.words[low:high])
            cost += BEFORE + (TAKEN if taken else 0.0)
        return cost

    def _cue(self, view: View, one: DateMention) -> int | None:
        """The comparison that a date belongs to; none for «مقارنة بسنة 2018 التي سجلت …», which goes on."""
        return None if view.told_of(one) else view.cue(one.first)

    def _shut_before(
        self, view: View, quantity: Quantity, one: DateMention, between: Sequence[Quantity], commas: Sequence[int]
    ) -> bool:
        """Whether a date before a quantity cannot govern it: another statement, or a clause of its own, ended."""
        words = view.sentence.words
        if one.role == "by" and ((between and quantity.value.per) or self._measures(view, quantity)):
            return True  # the price of what is delivered by then, the size of what is built by then
        said, words = self._clues.words["content"], view.sentence.words
        content = [i for i in range(one.last, quantity.first) if words[i] in said and self._content(view, i)]
        account = of_account(view, one) or surveyed(view, one)
        told = one.last if not account else min(other.last for other in (*between, quantity))
        return (
            any(words[i - 1] not in self._relatives for i in reported(view, told, quantity.first))
            or summed(view, quantity, one)
            or moved_on(view, quantity, one)
            or away(view, quantity, one)
            or lasting(view, quantity, one)
            or (not commas and (self._founded(view, one) or self._tolled(view, one)))
            or self._left_behind(view, quantity, one, commas)
            or (not account and self._said(view, content, commas))
            or self._in_a_relative_clause(view, one, commas)
        )

    def _founded(self, view: View, one: DateMention) -> bool:
        """«تضم القاعة التي افتتحت سنة 2010 نحو 2000 مقعد»; not «بلغ عدد المساجد التي شيدت سنة 2019 نحو 15»."""
        words = view.sentence.words[view.stretch(one.first) : one.first]
        if one.grain != "year" or not self._clues.has("foundings", words):
            return False
        relative = next((i for i, word in enumerate(words) if word in self._relatives), None)
        if relative is None or not self._clues.has("foundings", words[relative:]):
            return False
        return not self._clues.has("measured", words[:relative])

    def _tolled(self, view: View, one: DateMention) -> bool:
        """«ارتفعت حصيلة الزلزال الذي ضرب البلاد الأحد إلى 118 قتيلا»: when it struck, not when they were counted."""
        words = view.sentence.words[view.stretch(one.first) : one.first]
        relative = next((i for i, word in enumerate(words) if word in self._relatives), 0)
        return one.grain == "day" and bool(relative) and self._clues.has("tolls", words[:relative])

    def _said(self, view: View, content: Sequence[int], commas: Sequence[int]) -> bool:
        """Whether the date stands in what leads up to somebody's words, and not in them."""
        return bool(content) and bool(commas or self._clues.has("speech", view.sentence.words[: content[-1]]))

    def _measures(self, view: View, quantity: Quantity) -> bool:
        """«بطاقة 800 ميغاواط», «تبلغ قيمته 5 ملايين»: what the thing has, whenever it comes."""
        before = view.sentence.words[max(quantity.first - 3, 0) : quantity.first]
        return self._clues.has("possessed", before)

    def _left_behind(self, view: View, quantity: Quantity, one: DateMention, commas: Sequence[int]) -> bool:
        """Whether the sentence went on to something else, or to a later date, since the date."""
        broken = any(one.last <= i < quantity.first for i in view.breaks)
        aside = next((i for i in view.breaks if one.last <= i < quantity.first and self._aside(view, i)), None)
        if aside is not None and any(one.last <= other.first < aside for other in view.quantities):
            return True
        if not view.taken(one):
            later = (other for other in view.dates if one.last <= other.first < quantity.first)
            told = broken and any(other.last <= one.first for other in view.quantities)
            told = told or self._told_of_its_own(view, one, commas)
            return told or self._lasts(view, quantity, one) or any(self._shadows(view, one, other) for other in later)
        if self._in_step(view, quantity, one):
            return broken
        if first := listed(view, quantity, one):
            return broken or self._left_behind(view, first, one, [i for i in commas if i < first.first])
        return broken or any(self._goes_on_elsewhere(view, quantity, i + 1) for i in commas)

    def _told_of_its_own(self, view: View, one: DateMention, commas: Sequence[int]) -> bool:
        """«تعمل منذ سنة 1934، وتدير مخازن في 31 مدينة»: since when something else is so."""
        opened = [i for i in commas if view.sentence.words[i + 1].startswith(self._vocabulary.letters.conjunctions[0])]
        if one.role != "since" or not opened or one.first - view.stretch(one.first) <= 1:
            return False
        return not any(one.last <= other.first < opened[0] for other in view.quantities)

    def _lasts(self, view: View, quantity: Quantity, one: DateMention) -> bool:
        """«…، فيما ما زال 20 يتلقون العلاج», «…؛ كما بلغ مجموع …» after a «منذ»: what holds now, not since then."""
        broken = [i for i in view.breaks if one.last <= i < quantity.first]
        if not broken:
            return False
        words = view.sentence.words[broken[-1] : quantity.first]
        return one.role == "since" or self._clues.has("lasting", words[:LASTING])

    def _aside(self, view: View, index: int) -> bool:
        """«علما أن الإقليم يضم …»: a remark, which holds whenever the rest of the sentence did."""
        return self._clues.has("asides", view.sentence.words[index : index + 2])

    def _in_step(self, view: View, quantity: Quantity, one: DateMention) -> bool:
        """«تراجعت بـ96 في المائة في أبريل، والطيران بـ81 في المائة»: both hang on the verb by one preposition."""
        owner = max((other.first for other in view.quantities if other.last <= one.first), default=0)
        words = view.sentence.words
        before = words[owner - 1] if owner else ""
        return len(before) == 1 and words[quantity.first - 1] == before and quantity.first > owner

    def _in_a_relative_clause(self, view: View, one: DateMention, commas: Sequence[int]) -> bool:
        """«المحروقات التي حررت أسعارها سنة 2015، فهي …»: the date stays inside its clause."""
        words = view.sentence.words[view.stretch(one.first) : one.first]
        if not commas or view.peopled(one):
            return bool(commas) and self._clues.has("relatives", words[:1]) and self._resumes(view, one, commas[0] + 1)
        told = one.grain == "day" and self._clues.has("happened", words)  # «العملية، التي نفذت يوم السبت، مكنت من …»
        if told or self._apposed(view, one) or not self._clues.has("relatives", words):
            return not told and self._apposed(view, one)
        if self._clues.has("explaining", view.sentence.words[commas[0] + 1 : commas[0] + 2]):
            return False
        relative = next(i for i, word in enumerate(words) if word in self._relatives)
        told = self._clues.has("copulas", view.sentence.words[commas[0] + 1 : commas[0] + 2])
        if told and self._clues.has("measured", words[:relative]):
            return False  # «عدد الذين وصلوا خلال سنة 2017، هو 204»
        measured = self._clues.has("reaching", words[:relative])  # «بلغ عدد المساجد التي شيدت سنة 2019، …، 15 مسجدا»
        return not (measured or self._clues.has("covering", words))

    def _resumes(self, view: View, one: DateMention, index: int) -> bool:
        """«الدوار، الذي فقد 42 من أبنائه في شتنبر، لم يبن سوى 7 منازل»: behind the comma the main clause goes on."""
        words = view.sentence.words[index : index + 2]
        figure = next((other for other in view.quantities if other.first == index), None)
        if figure is not None:  # «المركز، الذي خصص له سنة 2017 غلاف بـ12 مليونا، 300 نزيل»
            told = [
                (other.value.unit, other.value.counted) for other in view.quantities if one.last <= other.first < index
            ]
            alike = (figure.value.unit, figure.value.counted) in told
            return not (alike or self._clues.has("partly", view.sentence.words[index : figure.last + 1]))
        if not view.taken(one) or opens(view, index) or not words:
            return False
        return not (self._clues.has("continuing", words) or self._clues.has("adjuncts", words[:1]))

    def _apposed(self, view: View, one: DateMention) -> bool:
        """«وحكم على فلان، الموقوف منذ يونيو 2019، بستة أعوام»: the date tells of him who is named before."""
        start = view.stretch(one.first)
        words = view.sentence.words[start : start + 1]
        reach = PRAISED if self._clues.has("titles", words) else APPOSED
        stretch = any("stretch" in self._vocabulary.tags.get(word, ()) for word in words)  # «…، الممتد من 2 إلى 9 ماي»
        opened = start > 0 and 0 < one.first - start <= reach and not stretch
        return opened and words[0].startswith(self._vocabulary.letters.article)

    def _content(self, view: View, index: int) -> bool:
        """Whether what somebody says begins at a word of content: «أن», but not «في حين أن», «كما أن», «…، فإن»."""
        words = view.sentence.words
        if words[index].startswith(self._resuming) and not self._sourced(words[:index]):
            return False
        return index == 0 or words[index - 1] not in self._clues.words["joining"]

    def _sourced(self, words: Sequence[str]) -> bool:
        """Whether «فإن» takes up a source («حسب تقرير صدر أمس، فإن …») and not a circumstance («رغم …، فإن …»)."""
        return self._clues.has("sourcing", words) or self._clues.has("speech", words)

    def _shadows(self, view: View, one: DateMention, other: DateMention) -> bool:
        """Whether a later date takes the place of an earlier one that no figure stands beside."""
        if other.start is None or self._cue(view, other) is not None or view.peopled(one):
            return False
        return not (compared_with(view, other) or of_a_competition(view, other))

    def _goes_on_elsewhere(self, view: View, quantity: Quantity, index: int) -> bool:
        """Whether a statement about something else begins at a word: «وبلوغ عدد …», «إضافة إلى معالجة …»."""
        if not opens(view, index) or quantity.first - index <= 1 or self._item(view, quantity, index):
            return False
        if index in view.comparisons:  # «بلغت 55 مليارا في 2024، بعد 54 مليارا في الفترة ذاتها قبل عام، أي بنمو …»
            return False
        if self._clues.has("therein", view.sentence.words[index : quantity.first]):
            return False  # «أنجزوا 300 زيارة منذ يناير، وحرروا خلالها 40 محضرا»
        words = view.sentence.words[index : index + 2]
        continues = self._clues.has("continuing", words) or self._clues.has("explaining", words[:1])
        return not (continues or self._clues.has("adjuncts", words[:1]))

    def _item(self, view: View, quantity: Quantity, index: int) -> bool:
        """«منها 90 حالة بفاس، و24 حالة بتازة، و18 حالة بوجدة»: the figure at a word is one more of the same list."""
        joint = view.sentence.words[index] == self._vocabulary.letters.conjunctions[0]
        item = next((other for other in view.quantities if other.first == index + joint), None)
        return item is not None and item.value.unit == quantity.value.unit


def _given(one: DateMention, rule: str, quantity: Quantity) -> DateMention:
    """The date of an announcement for a figure of its list."""
    return replace(one, trace=(*one.trace, Trace(STAGE, rule, quantity.span)))


def _near(quantity: Quantity, usable: Sequence[DateMention]) -> Sequence[DateMention]:
    """The dates next to a quantity on either side; one further off never governs."""
    after = bisect_left(usable, quantity.first, key=lambda one: one.first)
    return usable[max(after - NEAREST, 0) : after + NEAREST]
