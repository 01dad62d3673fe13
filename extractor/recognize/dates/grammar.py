"""The public face of the date recognizer: expressions read, then placed by the anchor and by one another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from extractor.model import DateMention, DateRole, Sentence, Span, Trace
from extractor.recognize.dates import intervals
from extractor.recognize.dates.hijri import LunarCalendar
from extractor.recognize.dates.intervals import Interval
from extractor.recognize.dates.mentions import Draft, drafts
from extractor.recognize.dates.periods import Period, Range, Same, Window
from extractor.recognize.dates.printed import DateLine
from extractor.recognize.dates.scanner import Scanner
from extractor.recognize.dates.terms import Away, Context, Point, Weekday
from extractor.recognize.dates.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.normalize import Folder
    from extractor.patterns import Patterns

STAGE = "dates"
AHEAD = "calendar.toml#ahead"
HOURS = "calendar.toml#unit.hours"
ABOUT = "calendar.toml#role.about"
AHEAD_REACH = 35  # words from a verb of the future, over the provinces of a bulletin, to its weekday
NEAR = 2  # sentences within which «a year before» means a year before the date last spoken about


@dataclass(slots=True)
class _Topic:
    """The date last spoken about, and in which sentence; ``hours``: the last stretch was one of hours."""

    interval: Interval | None = None
    stretch: Interval | None = None
    day: Interval | None = None
    hours: bool = False
    sentence: int = -NEAR - 1


class DateGrammar:
    """Reads dates; compiled once from calendar.toml, stateless afterwards.

    >>> from extractor.model import Span
    >>> from extractor.normalize import Folder
    >>> from extractor.patterns import load
    >>> from extractor.segment import segment
    >>> patterns = load()
    >>> fold = Folder(patterns)
    >>> text = "بلغ عدد المسجلين 300 ألف إلى حدود متم دجنبر 2025"
    >>> sentences = segment(text, Span(0, len(text)), fold=fold)
    >>> [[one]] = DateGrammar(patterns, fold).read(sentences, date(2026, 2, 9))
    >>> one.span.text(text), str(one.start), str(one.end), one.role
    ('إلى حدود متم دجنبر 2025', '2025-12-31', '2025-12-31', 'until')
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile calendar.toml.

        Raises:
            PatternError: the file is missing.
        """
        self.vocabulary = Vocabulary.load(patterns, fold, spelled=True)
        self._lunar = LunarCalendar(patterns)
        adverbs = (tag for kinds in self.vocabulary.tags.values() for tag in kinds.get("adverb", ()))
        self._away = {tag.item.rule: tag.item.value for tag in adverbs}
        self._line = DateLine(self.vocabulary, fold)

    def printed(self, text: str) -> date | None:
        """The full date that a date line prints, or ``None``.

        >>> from extractor.normalize import Folder
        >>> from extractor.patterns import load
        >>> patterns = load()
        >>> DateGrammar(patterns, Folder(patterns)).printed("الأربعاء 02 شتنبر 2020 - 01:00")
        datetime.date(2020, 9, 2)
        """
        return self._line.read(text)

    def read(self, sentences: Sequence[Sentence], anchor: date | None) -> list[list[DateMention]]:
        """The dates of each sentence in reading order.

        ``anchor`` is the publication date (else the event's): without one, relative expressions keep their
        text and have neither start nor end, unless the text itself names its current year.
        """
        return self._resolved([self._drafts(sentence) for sentence in sentences], sentences, anchor)

    def read_article(
        self, sentences: Sequence[Sentence], anchor: date | None
    ) -> tuple[date | None, list[list[DateMention]]]:
        """The date of the event (:meth:`event_date`) and the dates of each sentence, in one scan.

        Where there is no ``anchor``, the date of the event takes its place.
        """
        found = [self._drafts(sentence) for sentence in sentences]
        event = self._event(found)
        return event, self._resolved(found, sentences, anchor or event)

    def _resolved(
        self, found: Sequence[list[Draft]], sentences: Sequence[Sentence], anchor: date | None
    ) -> list[list[DateMention]]:
        """The dates of each sentence, placed by the anchor and by one another."""
        context = Context(self._lunar, anchor, None if anchor else current_year(found))
        topic = _Topic()
        return [
            [_placed(sentence, self._ahead_of(sentence, draft), context, topic, number) for draft in row]
            for number, (sentence, row) in enumerate(zip(sentences, found, strict=True))
        ]

    def _ahead_of(self, sentence: Sentence, draft: Draft) -> Draft:
        """«ستتراوح الحرارة يوم الأربعاء …»: a weekday behind a verb of the future is the next one."""
        period = draft.period
        last = period.last if isinstance(period, Range) else period
        if not isinstance(last, Weekday) or last.shift is not None:
            return draft
        ahead = self.vocabulary.ahead
        near = range(max(draft.first - AHEAD_REACH, 0), draft.first)
        place = next((i for i in near if sentence.words[i] in ahead), None)
        if place is None or not self.vocabulary.back.isdisjoint(sentence.words[place : draft.first]):
            return draft
        moved = replace(last, shift=0)
        uses = (*draft.uses, (AHEAD, place, place + 1))
        return replace(draft, period=replace(period, last=moved) if isinstance(period, Range) else moved, uses=uses)

    def event_date(self, sentences: Sequence[Sentence]) -> date | None:
        """The full date of the event in the text (annotation.md §4), or ``None``.

        A day with its month and year, called by its weekday or placed beside today: «يومه الثلاثاء 27 ماي
        2025»; without a year («أمس الثلاثاء 12 فبراير») the text's latest year that the weekday fits. It is the
        day on which the text speaks: the day after a «yesterday», else the latest such day.
        """
        return self._event([self._drafts(sentence) for sentence in sentences])

    def _event(self, found: Sequence[list[Draft]]) -> date | None:
        days = [draft for row in found for draft in row if _is_event_day(draft)]
        if all(isinstance(draft.period, Point) and draft.period.year for draft in days):
            years: list[int] = []
        else:
            years = sorted({year for row in found for draft in row for year in _years(draft.period)}, reverse=True)
        beside, named = [], []
        for draft in days:
            day = _event_day(draft, years)
            steps = [self._away[rule] for rule, _, _ in draft.uses if rule in self._away]
            if day and steps:
                beside.append(intervals.plus_days(day, -sum(steps)))
            elif day:
                named.append(day)
        return beside[0] if beside else max(named, default=None)

    def _drafts(self, sentence: Sentence) -> list[Draft]:
        if not self.vocabulary.dated(sentence):
            return []
        return list(drafts(Scanner(sentence.words, self.vocabulary)))


def _placed(sentence: Sentence, draft: Draft, context: Context, topic: _Topic, number: int) -> DateMention:
    """The draft with its days; it becomes the topic unless it is a comparison or the day of a speech."""
    near = topic.interval is not None and number - topic.sentence <= NEAR
    context = replace(context, topic=topic.interval, stretch=topic.stretch, day=topic.day)
    period = _a_year_before(draft, topic.interval, same_sentence=number == topic.sentence, near=near)
    within = topic.hours and period == Same()  # «الفترة نفسها» of «خلال الـ24 ساعة الماضية»
    found = None if within else period.resolve(context)
    aside = draft.compared or draft.role == "since" or isinstance(draft.period, Weekday | Same)
    aside = aside or (draft.role == "by" and _ahead(found, context.anchor))
    if not aside and not _near_day(draft.period):
        topic.interval, topic.sentence = _last_end(draft.period, context) or found, number
        if found is None or found.start != found.end:
            topic.stretch, topic.hours = found, isinstance(draft.period, Window) and draft.period.unit == "hour"
    if not (aside and draft.compared) and found and not isinstance(draft.period, Same):
        topic.day = found if found.start == found.end else None
    role = draft.role
    if role == "by" and found and context.anchor and _come(found, context.anchor):
        role = (
            "at" if found.grain == "day" and not _closing(found) else "until"
        )  # «بحلول الساعة الثامنة من صباح الجمعة»
    if role == "before":
        role = "by" if found and context.anchor and found.end > context.anchor else "at"
    if found and role == "since" and getattr(draft.period, "part", None) == "opening":
        found = intervals.day(found.start)
    uses = [*draft.uses, *((rule, draft.first, draft.last) for rule in _shapes(draft, period, within=within))]
    trace = tuple(Trace(STAGE, rule, sentence.cover(first, last)) for rule, first, last in uses)
    return DateMention(
        draft.first,
        draft.last,
        _span(sentence, draft),
        found.start if found else None,
        found.end if found else None,
        found.grain if found else "interval",
        cast("DateRole", role),
        trace,
    )


def _come(found: Interval, anchor: date) -> bool:
    """Whether the time up to which something was to be is over; of a day, whether it has begun."""
    return found.end < anchor or (found.grain == "day" and found.end == anchor)


def _ahead(found: Interval | None, anchor: date | None) -> bool:
    """«في أفق 2030»: what is to come by then is not what «a year before» goes back from."""
    return found is not None and anchor is not None and found.start > anchor


def _closing(found: Interval) -> bool:
    """«متم 2018»: the last day of a month."""
    return (found.end + timedelta(days=1)).day == 1


def _shapes(draft: Draft, period: Period, *, within: bool) -> Iterator[str]:
    """The entries of calendar.toml, other than those of its words, that placed the period."""
    if within:
        yield HOURS
    if period is not draft.period:
        yield "calendar.toml#context.same-period"
    if any(point.hijri for point in _points(period)):
        yield "calendar.toml#hijri.starts"


def _span(sentence: Sentence, draft: Draft) -> Span:
    """The page span; a conjunction glued to the first word («وإلى غاية») stays outside."""
    whole = sentence.cover(draft.first, draft.last)
    return Span(whole.start + 1, whole.end) if draft.joined else whole


def _last_end(period: Period, context: Context) -> Interval | None:
    """«بين الفصل الثالث من 2018 والفصل نفسه من 2019»: what is spoken about afterwards is the later one."""
    if not (isinstance(period, Range) and isinstance(period.first, Point) and isinstance(period.last, Point)):
        return None
    first, last = period.first, period.last
    repeated = not first.day and (first.month, first.pieces) == (last.month, last.pieces) != (None, ())
    return last.resolve(context) if repeated else None


def _near_day(period: Period) -> bool:
    return isinstance(period, Away) and period.unit == "day" and not period.whole


def _a_year_before(draft: Draft, topic: Interval | None, *, same_sentence: bool, near: bool) -> Period:
    """«قبل سنة», «مقابل … في السنة الماضية» beside a dated figure: that date a year earlier."""
    period = draft.period
    if isinstance(period, Away) and period.unit == "year" and not period.whole and draft.role == "before":
        return Same(years=period.count) if (same_sentence or (near and draft.compared)) else period
    if draft.compared and same_sentence and isinstance(period, Point) and period.year_shift == -1:
        if period == Point(year_shift=-1):
            return Same(years=-1)
        return replace(period, year_shift=None, year=topic.start.year - 1) if topic else period
    return period


def current_year(rows: Sequence[Sequence[Draft]]) -> int | None:
    """The year that a text without a date line treats as its own.

    It says «this year», or compares with the last one, and names a year beside it, in the same sentence:
    the nearest one before, else the nearest after; else it names one year only, and none later. Years of a
    comparison («أقل … عن 2018») and deadlines are none.
    """
    latest = max(
        (year for row in rows for draft in row if draft.role != "by" for year in _years(draft.period)), default=0
    )
    every: set[int] = set()
    spoken = False
    for row in rows:
        named: list[tuple[int, int]] = []
        current: list[int] = []
        aside = [place for place, draft in enumerate(row) if draft.compared and -1 in _year_shifts(draft.period)]
        for place, draft in enumerate(row):
            if (draft.role != "by" or aside) and not draft.compared and not _about(draft):
                named += [(place, year) for year in _years(draft.period)]
            current += [place for shift in _year_shifts(draft.period) if shift == 0]
        current = current or [place for place in aside if any(one < place for one, _ in named)]
        if named and current:
            here = current[0]
            return min(named, key=lambda one: (one[0] > here, abs(one[0] - here)))[1]
        every.update(year for _, year in named)
        spoken = spoken or bool(current)
    return latest if spoken and every == {latest} else None


def _about(draft: Draft) -> bool:
    """«عن سنة 2018»: after a rise or a fall the year compared with."""
    return any(rule == ABOUT for rule, _, _ in draft.uses)


def _points(period: Period) -> Iterator[Point]:
    if isinstance(period, Point):
        yield period
    elif isinstance(period, Range):
        yield from _points(period.first)
        yield from _points(period.last)
    elif isinstance(period, Same) and period.year:
        yield period.year


def _years(period: Period) -> Iterator[int]:
    return (point.year for point in _points(period) if point.year is not None and not point.hijri)


def _year_shifts(period: Period) -> Iterator[int]:
    return (point.year_shift for point in _points(period) if point.year_shift is not None)


def _is_event_day(draft: Draft) -> bool:
    """Whether a draft is a weekday with its day and month, and no end of a count."""
    period = draft.period
    if draft.role != "at" or not isinstance(period, Point) or period.weekday is None:
        return False
    return bool(period.month and period.day and not period.hijri)


def _event_day(draft: Draft, years: Sequence[int]) -> date | None:
    period = draft.period
    if not isinstance(period, Point) or not (period.month and period.day):
        return None
    for year in (period.year,) if period.year else (*years, *(year + 1 for year in years[:1])):
        found = intervals.on(year, period.month, period.day)
        if found and found.start.weekday() == period.weekday:
            return found.start
    return None
