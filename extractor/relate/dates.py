"""Which date governs which quantity (annotation.md §2 "date", §3).

Inside a sentence every date is weighed for every quantity: what lies between them (other quantities, commas,
a comparison, the start of another statement) makes it dearer or shuts it out; the cheapest governs. Nothing
is carried over from one sentence to the next.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractor.model import DateMention, Quantity, Sentence, Trace
from extractor.recognize.dates.scanner import Scanner
from extractor.recognize.dates.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.normalize import Folder
    from extractor.patterns import Patterns

STAGE = "date"
COMMAS = frozenset({",", "،", ";", "؛"})
QUOTES = frozenset('"“”«»″′„')

# Weights, found on the development pages: a quantity in between outweighs a comma; a date that already
# follows another quantity in its stretch is dear for what comes after it, unless that is an adjunct.
NEAREST = 8  # dates on either side of a quantity that are weighed: more than any sentence of the news holds
SPEECH = 6  # words from a verb of speaking, over its subject, to the day of the speech
ROLLING = 7  # days: a count of the last hours or days is no date for the total that it brings
COMMA, BETWEEN, TAKEN, BEFORE, WORD, EMPTY = 2.0, 3.0, 3.5, 0.5, 0.02, 4.0


@dataclass(frozen=True, slots=True, eq=False)
class _Clues:
    """The words of calendar.toml's ``governor`` entries, folded, also with a conjunction glued on."""

    breaks: frozenset[tuple[str, ...]]
    words: dict[str, frozenset[str]]

    def has(self, name: str, words: Iterable[str]) -> bool:
        """Whether one of ``words`` is a clue of that name."""
        return not self.words[name].isdisjoint(words)


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """One sentence with what the weighing looks at, by word index."""

    sentence: Sentence
    quantities: Sequence[Quantity]
    dates: Sequence[DateMention]
    commas: tuple[int, ...]
    breaks: tuple[int, ...]
    comparisons: tuple[int, ...]

    def stretch(self, index: int) -> int:
        """The word after the last comma before ``index``."""
        return max((i for i in self.commas if i < index), default=-1) + 1

    def cue(self, index: int) -> int | None:
        """The cue of the comparison in which a word stands, if in one.

        It reaches over its figure to the first date or comma after that; without a figure, over its date.
        """
        cue = max((i for i in self.comparisons if i < index), default=None)
        if cue is None:
            return None
        figure = min((one.last for one in self.quantities if one.first >= cue), default=None)
        bare = min((one.last for one in self.dates if one.last > cue), default=None)
        if figure is None or (bare is not None and bare <= figure):
            end = bare if bare is not None else index + 1
        else:
            commas = [i for i in self.commas if i >= figure]
            end = min([*commas, *(one.last for one in self.dates if one.first >= figure)], default=index + 1)
        return cue if index < end else None


class DateGovernor:
    """Gives each quantity the date of its clause; compiled once from calendar.toml.

    >>> from extractor.normalize import Folder
    >>> from extractor.patterns import load
    >>> DateGovernor(load(), Folder(load())).assign([], [], [])
    []
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile the clause words of calendar.toml.

        Raises:
            PatternError: the file is missing.
        """
        self._vocabulary = Vocabulary.load(patterns, fold)
        clause = patterns.entry("calendar.toml#governor.clause")
        letters = self._vocabulary.letters.conjunctions
        words = {
            name: frozenset(start + fold(form) for form in forms for start in ("", *letters))
            for name, forms in clause.fields.items()
            if isinstance(forms, list)
        }
        self._clues = _Clues(frozenset(tuple(form.split()) for form in words["breaks"]), words)
        self._longest = max((len(form) for form in self._clues.breaks), default=1)
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
        return [
            self._sentence(sentence, found, mentions) if found and mentions else [None] * len(found)
            for sentence, found, mentions in zip(sentences, quantities, dates, strict=True)
        ]

    def _sentence(
        self, sentence: Sentence, quantities: Sequence[Quantity], dates: Sequence[DateMention]
    ) -> list[DateMention | None]:
        view = self._view(sentence, quantities, dates)
        usable = [one for one in dates if self._usable(view, one)]
        return [self._governing(view, quantity, usable) for quantity in quantities]

    def _view(self, sentence: Sentence, quantities: Sequence[Quantity], dates: Sequence[DateMention]) -> _View:
        words = sentence.words
        scanner = Scanner(words, self._vocabulary)
        lengths = range(1, self._longest + 1)
        starts = range(1, len(words))
        breaks = [i for i in starts if any(words[i : i + length] in self._clues.breaks for length in lengths)]
        commas = [i for i, word in enumerate(words) if word in COMMAS]
        comparisons = [i for i in range(len(words)) if scanner.tag(i, "role", "compared")]
        return _View(sentence, quantities, dates, tuple(commas), tuple(breaks), tuple(comparisons))

    # ── which dates count ─────────────────────────────────────────────────────────────────────────

    def _usable(self, view: _View, one: DateMention) -> bool:
        """Not the year of a document, not the bare term of a comparison, not the day of a speech."""
        words = view.sentence.words
        if self._clues.has("documents", words[max(one.first - 2, 0) : one.first]) or self._of_a_law(view, one):
            return False
        cue = view.cue(one.first)
        bare = cue is not None and not any(cue <= other.first < one.first for other in view.quantities)
        if bare and not self._clues.has("relatives", words[one.last : one.last + 1]):
            return False
        return _today(one) or not (_of_a_day(one) and self._spoken(view, one))

    def _of_a_law(self, view: _View, one: DateMention) -> bool:
        """«صادق على مشروع قانون المالية لسنة 2020»: the law's year; «برسم قانون المالية لسنة 2020» is a date."""
        words = view.sentence.words[max(one.first - 6, 0) : one.first]
        return self._clues.has("laws", words[-3:]) and not self._clues.has("terms", words)

    def _spoken(self, view: _View, one: DateMention) -> bool:
        """Whether a weekday or «أمس» is the day on which somebody spoke, met or published.

        Such a day stands near the verb of speaking, between commas, or before «أن»; further on in what is
        said, and after its figures, it is the day of what is told.
        """
        words = view.sentence.words
        start = max((other.last for other in view.quantities if other.last <= one.first), default=0)
        stretch = max([start, *(i for i in (*view.commas, *view.breaks) if i < one.first)])
        if self._clues.has("events", words[stretch : one.first]):
            return False
        if self._clues.has("speech", words[one.last : one.last + 3]):
            return True
        spoken = [i for i in range(start, one.first) if words[i] in self._clues.words["speech"]]
        if not spoken:
            return False
        apart = one.first - 1 in view.commas or self._clues.has("content", words[one.last : one.last + 3])
        return apart or one.first - spoken[-1] <= SPEECH

    # ── which of them governs ─────────────────────────────────────────────────────────────────────

    def _governing(self, view: _View, quantity: Quantity, usable: Sequence[DateMention]) -> DateMention | None:
        near = _near(quantity, usable)
        weighed = [(cost, one) for one in near if (cost := self._cost(view, quantity, one)) is not None]
        best = min(weighed, key=lambda pair: pair[0])[1] if weighed else None
        later = self._later_of_change(view, quantity, usable) if best is None or best.first > quantity.first else None
        chosen, rule = (later, self._later) if later else (best, self._rule)
        if chosen is None or _today(chosen):
            return None
        return replace(chosen, trace=(*chosen.trace, Trace(STAGE, rule, quantity.span)))

    def _cost(self, view: _View, quantity: Quantity, one: DateMention) -> float | None:
        after = one.first >= quantity.last
        low, high = (quantity.last, one.first) if after else (one.last, quantity.first)
        if low > high or view.cue(quantity.first) != self._cue(view, one):
            return None
        between = [other for other in view.quantities if low <= other.first < high]
        commas = [i for i in view.commas if low <= i < high]
        shut = self._shut_after if after else self._shut_before
        if shut(view, quantity, one, between, commas):
            return None
        cost = len(commas) * COMMA + len(between) * BETWEEN + (high - low) * WORD
        cost += EMPTY if one.start is None and not (_nowadays(one) or _today(one)) else 0.0
        if not after:
            taken = not commas and _taken(view, one) and not self._clues.has("adjuncts", view.sentence.words[low:high])
            cost += BEFORE + (TAKEN if taken else 0.0)
        return cost

    def _cue(self, view: _View, one: DateMention) -> int | None:
        """The comparison that a date belongs to; none for «مقارنة بسنة 2018 التي سجلت …», which goes on."""
        relative = self._clues.has("relatives", view.sentence.words[one.last : one.last + 1])
        return None if relative else view.cue(one.first)

    def _shut_before(
        self, view: _View, quantity: Quantity, one: DateMention, between: Sequence[Quantity], commas: Sequence[int]
    ) -> bool:
        """Whether a date before a quantity cannot govern it: another statement, or a clause of its own, ended."""
        del between
        words = view.sentence.words
        openings = [words[i + 1] for i in commas if i + 1 < len(words)]
        content = [i for i in range(one.last, quantity.first) if self._content(view, i)]
        return (
            self._clues.has("reports", words[one.last : quantity.first])
            or (_rolling(one) and self._clues.has("results", openings))
            or self._left_behind(view, quantity, one, commas)
            or bool(content and (commas or self._clues.has("speech", words[: content[-1]])))
            or self._in_a_relative_clause(view, one, commas)
        )

    def _left_behind(self, view: _View, quantity: Quantity, one: DateMention, commas: Sequence[int]) -> bool:
        """Whether the sentence went on to something else, or to a later date, since the date."""
        if not _taken(view, one):
            later = (other for other in view.dates if one.last <= other.first < quantity.first)
            return any(self._shadows(view, one, other) for other in later)
        broken = any(one.last <= i < quantity.first for i in view.breaks)
        if self._in_step(view, quantity, one):
            return broken
        return broken or any(self._goes_on_elsewhere(view, quantity, i + 1) for i in commas)

    def _in_step(self, view: _View, quantity: Quantity, one: DateMention) -> bool:
        """«تراجعت بـ96 في المائة في أبريل، والطيران بـ81 في المائة»: both hang on the verb by one preposition."""
        owner = max((other.first for other in view.quantities if other.last <= one.first), default=0)
        words = view.sentence.words
        before = words[owner - 1] if owner else ""
        return len(before) == 1 and words[quantity.first - 1] == before and quantity.first > owner

    def _in_a_relative_clause(self, view: _View, one: DateMention, commas: Sequence[int]) -> bool:
        """«المحروقات التي حررت أسعارها سنة 2015، فهي …»: the date stays inside its clause."""
        relative = self._clues.has("relatives", view.sentence.words[view.stretch(one.first) : one.first])
        if not (relative and commas) or _peopled(view, one):
            return False
        return len(commas) > 1 or self._opens(view, commas[0] + 1)

    def _content(self, view: _View, index: int) -> bool:
        """Whether what somebody says begins at a word: «أن», but not «في حين أن», «كما أن»."""
        words = view.sentence.words
        if words[index] not in self._clues.words["content"]:
            return False
        return index == 0 or words[index - 1] not in self._clues.words["joining"]

    def _shadows(self, view: _View, one: DateMention, other: DateMention) -> bool:
        """Whether a later date takes the place of an earlier one that no figure stands beside."""
        return other.start is not None and self._cue(view, other) is None and not _peopled(view, one)

    def _goes_on_elsewhere(self, view: _View, quantity: Quantity, index: int) -> bool:
        """Whether a statement about something else begins at a word: «وبلوغ عدد …», «إضافة إلى معالجة …»."""
        if not self._opens(view, index) or quantity.first - index <= 1:
            return False
        words = view.sentence.words[index : index + 2]
        continues = self._clues.has("continuing", words) or self._clues.has("explaining", words[:1])
        return not (continues or self._clues.has("adjuncts", words[:1]))

    def _shut_after(
        self, view: _View, quantity: Quantity, one: DateMention, between: Sequence[Quantity], commas: Sequence[int]
    ) -> bool:
        """Whether a date after a quantity cannot reach back to it."""
        words = view.sentence.words
        gap = words[quantity.last : one.first]
        if any(quantity.last <= i < one.first for i in view.comparisons):
            return True
        if any(quantity.last <= i < one.first for i in view.breaks) or self._clues.has("content", gap):
            return True
        if sum(word in QUOTES for word in gap) % 2 and commas:
            return True
        if self._difference(view, quantity, one) or self._changed(view, quantity, between):
            return True
        return bool(commas) and self._another(view, quantity, one, between, commas)

    def _difference(self, view: _View, quantity: Quantity, one: DateMention) -> bool:
        """«بزيادة وصلت إلى 500 شخص عن عام 2017»: the year is the one compared with."""
        role = self._vocabulary.tags.get(view.sentence.words[one.first], {}).get("role", ())
        away = any(tag.item.unit == "at" and tag.item.weak for tag in role)
        stretch = view.sentence.words[view.stretch(quantity.first) : quantity.first]
        return away and self._clues.has("differences", stretch)

    def _later_of_change(self, view: _View, quantity: Quantity, usable: Sequence[DateMention]) -> DateMention | None:
        """«نموا بلغ 85 بالمائة، حيث انتقلت من … سنة 2013 إلى … سنة 2018»: the difference has the later date."""
        following = [other for other in view.quantities if other.first >= quantity.last]
        if not following or self._change(view, quantity) or self._change(view, following[0]) != "from":
            return None
        if any(quantity.last <= one.first < following[0].first for one in usable):
            return None
        ends = [other for other in following if self._change(view, other) == "to"]
        dates = [one for one in usable if ends and one.first >= ends[0].last]
        return dates[0] if dates else None

    def _changed(self, view: _View, quantity: Quantity, between: Sequence[Quantity]) -> bool:
        """Whether the second end of a change lies between its first end and the date."""
        first = self._change(view, quantity) == "from"
        return first and any(self._change(view, other) == "to" for other in between)

    def _change(self, view: _View, quantity: Quantity) -> str | None:
        """The end of a change that a quantity is: «انتقلت من …» its first, «إلى …» its second; not «تصل إلى»."""
        words = view.sentence.words
        before = words[max(quantity.first - 3, 0) : quantity.first]
        kinds = self._vocabulary.tags.get(before[-1], {}) if before else {}
        until = any(tag.item.unit == "until" for tag in kinds.get("role", ()))
        if quantity.change == "to" or until:
            return None if self._clues.has("reaching", before) else "to"
        moved = "from" in kinds and self._clues.has("moves", words[max(quantity.first - 8, 0) : quantity.first])
        return "from" if quantity.change == "from" or moved else None

    def _another(
        self, view: _View, quantity: Quantity, one: DateMention, between: Sequence[Quantity], commas: Sequence[int]
    ) -> bool:
        """Whether, over commas, the date belongs to another statement: it has its own figure or its own opening."""
        words = view.sentence.words
        if self._clues.has("relatives", words[view.stretch(quantity.first) : quantity.first]):
            return True
        end = min((i for i in view.commas if i >= one.last), default=len(words))
        if any(one.last <= other.first < end for other in view.quantities):
            return True
        opened = [i for i in commas if self._opens(view, i + 1)]
        return bool(opened) and (bool(between) or len(commas) > 1)

    def _opens(self, view: _View, index: int) -> bool:
        """Whether another statement begins at a word: «و…», «إذ», «مع», or a figure without a verb."""
        words = view.sentence.words
        if index >= len(words):
            return False
        glued = words[index].startswith(self._vocabulary.letters.conjunctions[0])
        figure = any(other.first == index for other in view.quantities)
        return glued or figure or words[index] in self._clues.words["openers"]


def _near(quantity: Quantity, usable: Sequence[DateMention]) -> Sequence[DateMention]:
    """The dates next to a quantity on either side; one further off never governs."""
    after = bisect_left(usable, quantity.first, key=lambda one: one.first)
    return usable[max(after - NEAREST, 0) : after + NEAREST]


def _rules(one: DateMention) -> list[str]:
    return [step.rule.partition("#")[2] for step in one.trace]


def _of_a_day(one: DateMention) -> bool:
    """A day named by its weekday or by its place beside today, and not as the end of a count."""
    days = ("weekday.", "day.today", "day.yesterday", "day.before", "day.tomorrow", "day.after")
    return one.role == "at" and any(rule.startswith(days) for rule in _rules(one))


def _today(one: DateMention) -> bool:
    """«اليوم» alone: nowadays, no date."""
    return set(_rules(one)) <= {"day.today"}


def _rolling(one: DateMention) -> bool:
    """Whether it is a window of hours or days: «خلال الـ24 ساعة الماضية»."""
    if one.start is None or one.end is None or one.grain != "interval":
        return False
    return (one.end - one.start).days <= ROLLING


def _nowadays(one: DateMention) -> bool:
    return any(rule.startswith("now") for rule in _rules(one))


def _peopled(view: _View, one: DateMention) -> bool:
    """Whether a quantity stands in the stretch of the date."""
    start = view.stretch(one.first)
    end = min((i for i in view.commas if i >= one.last), default=len(view.sentence))
    return any(start <= other.first < end for other in view.quantities)


def _taken(view: _View, one: DateMention) -> bool:
    """Whether a quantity stands before the date in its own stretch, so that the date is that one's."""
    start = view.stretch(one.first)
    return any(start <= other.first < one.first for other in view.quantities)
