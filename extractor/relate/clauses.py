"""The parts of a sentence that decide which date governs which quantity: clauses, comparisons, restatements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.model import DateMention, Quantity, Sentence
    from extractor.recognize.dates.vocabulary import Vocabulary

HOURS = "unit.hours"  # the entry of calendar.toml that reads the noun of a window of hours
ROLLING = 7  # days: a count of the last hours or days is no date for the total that it brings
REMOTE = 5  # words from «يبعد», over what from, to how far
LENGTHS = frozenset({"km", "m"})
RESTATED = 4  # words from the comma of «، أي بنسبة …» to the figure that says the same once more


@dataclass(frozen=True, slots=True, eq=False)
class Clues:
    """The words of calendar.toml's ``governor`` entries, folded, also with a conjunction glued on."""

    breaks: frozenset[tuple[str, ...]]
    words: dict[str, frozenset[str]]

    def has(self, name: str, words: Iterable[str]) -> bool:
        """Whether one of ``words`` is a clue of that name."""
        return not self.words[name].isdisjoint(words)

    def differing(self, words: Iterable[str]) -> bool:
        """Whether one of ``words`` opens by how much something differs: «بزيادة», «بتراجع»."""
        return not self.words["adjuncts"].isdisjoint(self.words["differences"].intersection(words))


@record(frozen=True, slots=True, eq=False)
class View:
    """One sentence with what the weighing looks at, by word index."""

    sentence: Sentence
    quantities: Sequence[Quantity]
    dates: Sequence[DateMention]
    clues: Clues
    vocabulary: Vocabulary
    commas: tuple[int, ...]
    breaks: tuple[int, ...]
    turns: tuple[int, ...]
    comparisons: tuple[int, ...]
    clausal: frozenset[int]

    def stretch(self, index: int) -> int:
        """The word after the last comma or «ثم» before ``index``."""
        return max((i for i in (*self.commas, *self.turns) if i < index), default=-1) + 1

    def peopled(self, one: DateMention) -> bool:
        """Whether a quantity stands in the stretch of the date."""
        start = self.stretch(one.first)
        end = min((i for i in self.commas if i >= one.last), default=len(self.sentence))
        return any(start <= other.first < end for other in self.quantities)

    def taken(self, one: DateMention) -> bool:
        """Whether a quantity stands before the date in its own stretch, so that the date is that one's."""
        start = self.stretch(one.first)
        return any(start <= other.first < one.first for other in self.quantities)

    def cue(self, index: int) -> int | None:
        """The cue of the comparison in which a word stands, if in one.

        It reaches over its figure to the first date or comma after that; without a figure, over its date.
        """
        cue = max((i for i in self.comparisons if i < index), default=None)
        if cue is None:
            return None
        figure = min((one.last for one in self.quantities if one.first >= cue), default=None)
        bare = min((one.last for one in self.dates if one.last > cue), default=None)
        if figure is None or (bare is not None and bare <= figure and cue not in self.clausal):
            end = bare if bare is not None else index + 1
        else:
            end = self._end(figure, index + 1)
        return cue if index < end else None

    def told_of(self, one: DateMention) -> bool:
        """«مقارنة بسنة 2018 التي سجلت …», «…، والتي بلغ فيها …»: whether a relative goes on about the date."""
        at = one.last + (one.last in self.commas)
        return self.clues.has("relatives", self.sentence.words[at : at + 1])

    def filled(self, one: DateMention, cue: int) -> bool:
        """Whether the comparison that ``cue`` opens has its figure before its date, or, with a verb, behind it."""
        if any(cue <= other.first < one.first for other in self.quantities):
            return True
        end = min((i for i in self.commas if i >= one.last), default=len(self.sentence))
        return cue in self.clausal and any(one.last <= other.first < end for other in self.quantities)

    def _end(self, figure: int, default: int) -> int:
        """Where the comparison with the figure that ends before word ``figure`` ends itself.

        «مقابل ملياري درهم، أي بنسبة 0,8 في المائة، خلال …»: the same said again belongs to it, and the date behind.
        """
        again = self._again(figure, "restating")
        date = next((one.last for one in self.dates if one.first >= again), None)
        commas = [i for i in self.commas if i >= again]
        if again > figure and commas and date is not None and self._follows(commas[0], date):
            return date
        end = min([*commas, *([date] if date is not None else [])], default=default)
        return self._again(end, "measures") if end == date else end

    def _follows(self, comma: int, last: int) -> bool:
        """Whether the date that ends at ``last`` begins right behind a comma."""
        return any(one.first == comma + 1 for one in self.dates if one.last == last)

    def _again(self, end: int, kind: str) -> int:
        """Past the figure that a comma and a word of that kind bring at word ``end``: «، بقيمة 32 مليارا»."""
        words = self.sentence.words
        if end not in self.commas or not self.clues.has(kind, words[end + 1 : end + 2]):
            return end
        return next((one.last for one in self.quantities if 0 < one.first - end <= RESTATED), end)


def _rules(one: DateMention) -> list[str]:
    return [step.rule.partition("#")[2] for step in one.trace]


def of_a_day(one: DateMention) -> bool:
    """A day named by its weekday or by its place beside today, and not as the end of a count."""
    days = ("weekday.", "day.today", "day.yesterday", "day.before", "day.tomorrow", "day.after")
    return one.role == "at" and any(rule.startswith(days) for rule in _rules(one))


def lately(one: DateMention) -> bool:
    """«الشهر الماضي», «الأسبوع الماضي»."""
    rules = set(_rules(one))
    return one.role == "at" and "relative.past" in rules and not rules.isdisjoint({"unit.month", "unit.week"})


def today(one: DateMention) -> bool:
    """«اليوم» alone: nowadays, no date."""
    return set(_rules(one)) <= {"day.today"}


def rolling(one: DateMention) -> bool:
    """Whether it is a window of hours or days: «خلال الـ24 ساعة الماضية»."""
    if one.start is None or one.end is None:
        return one.role == "at" and HOURS in _rules(one)
    if one.grain not in {"interval", "week"}:
        return False
    return (one.end - one.start).days <= ROLLING


def nowadays(one: DateMention) -> bool:
    """«حاليا», «حتى الآن», «منذ سنة أو أكثر»: told, but no date."""
    return any(rule.startswith(("now", "duration")) for rule in _rules(one))


def opens(view: View, index: int) -> bool:
    """Whether another statement begins at a word: «و…», «إذ», «مع», or a figure without a verb."""
    words = view.sentence.words
    if index >= len(words):
        return False
    glued = words[index].startswith(view.vocabulary.letters.conjunctions[0])
    figure = any(other.first == index for other in view.quantities)
    return glued or figure or words[index] in view.clues.words["openers"]


def reported(view: View, low: int, high: int) -> list[int]:
    """Where another's words begin between two words: «…، وأضاف أن», «…، مؤكدة أن»; not «40 حالة مؤكدة»."""
    words, reports, verified = view.sentence.words, view.clues.words["reports"], view.clues.words["verified"]
    return [
        i
        for i in range(low, high)
        if words[i] in reports
        and (words[i] not in verified or i - 1 in view.commas or view.clues.has("content", words[i + 1 : i + 2]))
    ]


def away(view: View, quantity: Quantity, one: DateMention) -> bool:
    """«وقعت صباح السبت على بعد 12 كيلومترا», «زار المنطقة البعيدة بحوالي 270 كيلومترا»: how far a place is, always."""
    words, first = view.sentence.words, quantity.first
    if view.clues.has("covered", words[max(first - 2, 0) : first]):
        return False  # «قطع مسافة 42 كيلومترا»
    if one.grain == "day" and view.clues.has("distances", words[max(first - 1, 0) : quantity.number[0]]):
        return True
    return quantity.value.unit in LENGTHS and view.clues.has(
        "distant", words[max(first - REMOTE, 0) : quantity.number[0]]
    )
