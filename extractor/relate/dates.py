"""Which date governs which quantity (annotation.md §2 "date", §3).

Inside a sentence every date is weighed for every quantity: what lies between them (other quantities, commas,
a comparison, the start of another statement) makes it dearer or shuts it out; the cheapest governs. Nothing
is carried over from one sentence to the next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractor.model import DateMention, Quantity, Sentence, Trace
from extractor.recognize.dates.scanner import Scanner
from extractor.recognize.dates.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.normalize import Folder
    from extractor.patterns import Patterns

STAGE = "date"
COMMAS = frozenset({",", "،", ";", "؛"})

# Weights, found on the development pages: a quantity in between outweighs a comma; a date that already
# follows another quantity in its stretch is dear for what comes after it, unless that is an adjunct.
COMMA, BETWEEN, TAKEN, BEFORE, WORD = 2.0, 3.0, 3.5, 0.5, 0.02


@dataclass(frozen=True, slots=True, eq=False)
class _Clues:
    """The words of ``governor.clause``, folded."""

    breaks: frozenset[tuple[str, ...]]
    speech: frozenset[str]
    events: frozenset[str]
    documents: frozenset[str]
    content: frozenset[str]
    adjuncts: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """One sentence with what the weighing looks at, by word index."""

    sentence: Sentence
    quantities: Sequence[Quantity]
    dates: Sequence[DateMention]
    commas: tuple[int, ...]
    breaks: tuple[int, ...]
    comparisons: tuple[int, ...]


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
        entry = patterns.entry("calendar.toml#governor.clause")
        joined = self._vocabulary.letters.conjunctions

        def words(name: str) -> frozenset[str]:
            plain = [fold(word) for word in entry.get(name, ())]
            return frozenset(plain + [letter + word for letter in joined for word in plain])

        breaks = frozenset(tuple(form.split()) for form in words("breaks"))
        self._clues = _Clues(breaks, *map(words, ("speech", "events", "documents", "content", "adjuncts")))
        self._rule = entry.rule
        self._later = "calendar.toml#governor.later"

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
        longest = max(map(len, self._clues.breaks), default=1)
        breaks = tuple(
            i
            for i in range(1, len(words))
            if any(words[i : i + length] in self._clues.breaks for length in range(1, longest + 1))
        )
        commas = tuple(i for i, word in enumerate(words) if word in COMMAS)
        comparisons = tuple(i for i in range(len(words)) if scanner.tag(i, "role", "compared"))
        return _View(sentence, quantities, dates, commas, breaks, comparisons)

    # ── which dates count ─────────────────────────────────────────────────────────────────────────

    def _usable(self, view: _View, one: DateMention) -> bool:
        """Not the year of a document, not the bare term of a comparison, not the day of a speech."""
        words = view.sentence.words
        if any(word in self._clues.documents for word in words[max(one.first - 2, 0) : one.first]):
            return False
        cue = _cue_before(view, one.first)
        if cue is not None and not any(cue <= quantity.first < one.first for quantity in view.quantities):
            return False
        return not (_of_a_day(one) and self._spoken(view, one))

    def _spoken(self, view: _View, one: DateMention) -> bool:
        """Whether the clause of a weekday or «اليوم» tells of somebody speaking, meeting or publishing."""
        words = view.sentence.words
        start = max((i for i in (*view.commas, *view.breaks) if i < one.first), default=-1) + 1
        near = words[start : one.first]
        if any(word in self._clues.events for word in near):
            return False
        following = words[one.last : one.last + 3]
        return any(word in self._clues.speech for word in (*words[: one.first], *following))

    # ── which of them governs ─────────────────────────────────────────────────────────────────────

    def _governing(self, view: _View, quantity: Quantity, usable: Sequence[DateMention]) -> DateMention | None:
        weighed = [(cost, one) for one in usable if (cost := self._cost(view, quantity, one)) is not None]
        if not weighed:
            return None
        _, best = min(weighed, key=lambda pair: pair[0])
        later = _later_of_change(view, quantity, best, usable)
        place = quantity.span
        if later:
            return replace(later, trace=(*later.trace, Trace(STAGE, self._later, place)))
        return replace(best, trace=(*best.trace, Trace(STAGE, self._rule, place)))

    def _cost(self, view: _View, quantity: Quantity, one: DateMention) -> float | None:
        after = one.first >= quantity.last
        low, high = (quantity.last, one.first) if after else (one.last, quantity.first)
        if low > high or any(low <= i < high for i in view.breaks):
            return None
        if self._parted(view, quantity, one, low=low, high=high):
            return None
        between = [other for other in view.quantities if low <= other.first < high]
        commas = sum(low <= i < high for i in view.commas)
        cost = commas * COMMA + len(between) * BETWEEN + (high - low) * WORD
        if not after:
            cost += BEFORE
            if commas == 0 and _taken(view, one) and not self._adjunct(view, low, high):
                cost += TAKEN
        elif quantity.change == "from" and between:
            return None
        return cost

    def _parted(self, view: _View, quantity: Quantity, one: DateMention, *, low: int, high: int) -> bool:
        """Whether a comparison or the content of a speech begins between them."""
        if _cue_before(view, quantity.first) != _cue_before(view, one.first):
            return True
        if one.first >= quantity.last:
            return False
        words = view.sentence.words
        content = [i for i in range(low, high) if words[i] in self._clues.content]
        return bool(content) and any(word in self._clues.speech for word in words[: content[-1]])

    def _adjunct(self, view: _View, low: int, high: int) -> bool:
        return any(word in self._clues.adjuncts for word in view.sentence.words[low:high])


def _cue_before(view: _View, index: int) -> int | None:
    """The cue of the comparison in which a word stands: it reaches to the first date or comma after its figure."""
    cue = max((i for i in view.comparisons if i < index), default=None)
    if cue is None:
        return None
    figure = min((quantity.last for quantity in view.quantities if quantity.first >= cue), default=None)
    bare = min((one.last for one in view.dates if one.first > cue), default=None)
    if figure is None or (bare is not None and bare <= figure):
        end = bare if bare is not None else index + 1
    else:
        commas = [i for i in view.commas if i >= figure]
        dates = [one.last for one in view.dates if one.first >= figure]
        end = min([*commas, *dates], default=index + 1)
    return cue if index < end else None


def _of_a_day(one: DateMention) -> bool:
    """A date that only a weekday or a word like «اليوم» gives."""
    rules = [step.rule.partition("#")[2] for step in one.trace]
    days = ("weekday.", "day.today", "day.yesterday", "day.before", "day.tomorrow", "day.after")
    return any(rule.startswith(days) for rule in rules)


def _taken(view: _View, one: DateMention) -> bool:
    """Whether a quantity stands before the date in its own stretch, so that the date is that one's."""
    start = max((i for i in view.commas if i < one.first), default=-1)
    return any(start < quantity.first < one.first for quantity in view.quantities)


def _later_of_change(
    view: _View, quantity: Quantity, best: DateMention, usable: Sequence[DateMention]
) -> DateMention | None:
    """«نموا بلغ 85 بالمائة، حيث انتقلت من … سنة 2013 إلى … سنة 2018»: the difference has the later date."""
    if best.first < quantity.last:
        return None
    between = [other for other in view.quantities if quantity.last <= other.first < best.first]
    if not any(other.change == "from" for other in between):
        return None
    ends = [other for other in view.quantities if other.change == "to" and other.first > best.first]
    following = [one for one in usable if ends and one.first >= ends[0].last]
    return following[0] if following else None
