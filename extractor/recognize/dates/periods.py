"""What a date expression says, before and after an anchor gives it its days.

A parse is one of the small records below; ``resolve`` turns it into an :class:`Interval`, or ``None`` where
it is relative and nothing anchors it (numerals.md: never a guess).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from extractor.model import Grain
from extractor.recognize.dates import intervals
from extractor.recognize.dates.hijri import LunarCalendar
from extractor.recognize.dates.intervals import Interval


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What places relative expressions: the anchor, else the year that the text calls its current one.

    ``topic`` is the date that the text last spoke about: «the same period», «a year before» refer to it.
    """

    lunar: LunarCalendar
    anchor: date | None
    year: int | None = None
    topic: Interval | None = None

    def current_year(self) -> int | None:
        """The year that «this year» means."""
        return self.anchor.year if self.anchor else self.year


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a period: the second quarter, the first nine months, the last week."""

    unit: str
    index: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Point:
    """A year, month or day, as far as the text gives it.

    ``year_shift`` counts from the current year; ``month_shift`` from the anchor's month (-1: the last such
    month before it, 1: the next). ``pieces`` and then ``part`` are taken from what the numbers name.
    """

    year: int | None = None
    year_shift: int | None = None
    month: int | None = None
    month_shift: int | None = None
    day: int | None = None
    weekday: int | None = None
    hijri: bool = False
    pieces: tuple[Piece, ...] = ()
    part: str | None = None

    def resolve(self, context: Context) -> Interval | None:
        """The days it names."""
        base = self._base(context)
        for one in self.pieces:
            base = base and intervals.piece(base, one.unit, one.index, one.count)
        return intervals.part(base, self.part) if base and self.part else base

    def _base(self, context: Context) -> Interval | None:
        year = self.year
        if year is None and self.year_shift is not None:
            current = self._current_year(context)
            if current is None:
                return None
            year = current + self.year_shift
        if self.month is None and (self.day is not None or self.month_shift is not None):
            return self._from_anchor_month(context)
        if year is not None:
            return self._in_year(year, context)
        return self._unplaced(context)

    def _current_year(self, context: Context) -> int | None:
        if self.hijri and context.anchor:
            return context.lunar.year_of(context.anchor)
        return None if self.hijri else context.current_year()

    def _in_year(self, year: int, context: Context) -> Interval | None:
        if self.month is None:
            return context.lunar.year(year) if self.hijri else intervals.year(year)
        if self.hijri:
            month = context.lunar.month(year, self.month)
            if month is None or self.day is None:
                return month
            one = intervals.plus_days(month.start, self.day - 1)
            return intervals.day(one) if one <= month.end else None
        if self.day is None:
            return intervals.month(year, self.month)
        return intervals.on(year, self.month, self.day)

    def _from_anchor_month(self, context: Context) -> Interval | None:
        if context.anchor is None:
            return None
        first = intervals.plus_months(context.anchor.replace(day=1), self.month_shift or 0)
        if self.day is None:
            return intervals.month(first.year, first.month)
        return intervals.on(first.year, first.month, self.day)

    def _unplaced(self, context: Context) -> Interval | None:
        """Without a year: the last or next one for «الماضي»/«المقبل», else the nearest to the anchor."""
        if context.anchor is None:
            if context.year is None or self.month_shift is not None or self.hijri:
                return None
            return self._in_year(context.year, context)
        centre = self._current_year(context)
        if centre is None:
            return None
        years = [self._in_year(centre + step, context) for step in (-2, -1, 0, 1, 2)]
        if self.month_shift:
            return self._beyond(years, context.anchor)
        if self.pieces:
            return self._nearest_piece(years, context.anchor)
        return self._by_weekday(years, context.anchor) or intervals.nearest(years, context.anchor)

    def _beyond(self, years: list[Interval | None], anchor: date) -> Interval | None:
        """«مارس الماضي»: the last one before the anchor's month; with a day, the last such day before the anchor."""
        found = [one for one in years if one]
        if self.month_shift == 1:
            later = [one for one in found if one.start > anchor]
            return min(later, key=lambda one: one.start, default=None)
        earlier = [one for one in found if one.end < (anchor if self.day else anchor.replace(day=1))]
        earlier.sort(key=lambda one: one.start)
        step = -(self.month_shift or -1)
        return earlier[-step] if len(earlier) >= step else None

    def _nearest_piece(self, years: list[Interval | None], anchor: date) -> Interval | None:
        pieces = [
            (intervals.distance(cut, anchor), cut.start, one)
            for one in years
            if one and (cut := intervals.piece(one, self.pieces[0].unit, self.pieces[0].index, self.pieces[0].count))
        ]
        return min(pieces, key=lambda row: row[:2])[2] if pieces else None

    def _by_weekday(self, years: list[Interval | None], anchor: date) -> Interval | None:
        """A date half a year off can be last year's or next year's: the weekday beside it decides."""
        if self.weekday is None:
            return None
        fitting = [one for one in years if one and one.start.weekday() == self.weekday]
        best = intervals.nearest(fitting, anchor)
        return best if best and intervals.distance(best, anchor) <= 300 else None  # days: a typo is likelier beyond


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday: the latest on or before the anchor; ``shift`` -1 strictly before it, 1 strictly after."""

    number: int
    shift: int | None = None

    def resolve(self, context: Context) -> Interval | None:
        """The day it names."""
        anchor = context.anchor
        if anchor is None:
            return None
        back = (anchor.weekday() - self.number) % 7
        if self.shift == 1:
            return intervals.day(intervals.plus_days(anchor, 7 - back))
        if self.shift in {-1, -2} and (back == 0 or self.shift == -2):
            back += 7
        return intervals.day(intervals.plus_days(anchor, -back))


@dataclass(frozen=True, slots=True)
class Away:
    """A unit of time so many units from the anchor: yesterday, last week, three years ago (that day)."""

    unit: str
    count: int
    whole: bool = False  # the whole unit (last week) and not the day
    pieces: tuple[Piece, ...] = ()
    part: str | None = None
    from_topic: bool = False
    weekday: int | None = None  # «غدا الاثنين»: on a page printed after midnight the weekday is right

    def resolve(self, context: Context) -> Interval | None:
        """The day or the period it names."""
        anchor = context.anchor
        if self.from_topic:
            anchor = context.topic.start if context.topic else None
        if anchor is None:
            return None
        there = intervals.plus(anchor, self.unit, self.count)
        if self.weekday is not None:
            there = intervals.plus_days(there, (self.weekday - there.weekday() + 3) % 7 - 3)
        base: Interval | None = self._base(there)
        for one in self.pieces:
            base = base and intervals.piece(base, one.unit, one.index, one.count)
        return intervals.part(base, self.part) if base and self.part else base

    def _base(self, day: date) -> Interval | None:
        if not self.whole or self.unit in {"day", "hour"}:
            return intervals.day(day)
        if self.unit == "week":
            return intervals.week(day)
        if self.unit == "month":
            return intervals.month(day.year, day.month)
        span = intervals.MONTHS_IN[self.unit]
        first = 12 if self.unit == "century" else 0  # the twentieth century began in 1901
        months = (day.year * 12 + day.month - 1 - first) // span * span + first
        if months < 12:
            return None
        start = date(months // 12, months % 12 + 1, 1)
        end = intervals.plus_days(intervals.plus_months(start, span), -1)
        grains: dict[int, Grain] = {3: "quarter", 6: "half", 12: "year"}
        return Interval(start, end, grains.get(span, "interval"))


@dataclass(frozen=True, slots=True)
class Window:
    """«آخر 5 سنوات»: from so many units before the anchor up to it, or from it on; ``count`` 0: nobody says."""

    unit: str
    count: int
    ahead: bool = False

    def resolve(self, context: Context) -> Interval | None:
        """The days it covers."""
        anchor = context.anchor
        if anchor is None or not self.count:
            return None
        other = intervals.plus(anchor, self.unit, self.count if self.ahead else -self.count)
        return Interval(min(anchor, other), max(anchor, other), "interval")


@dataclass(frozen=True, slots=True)
class Campaign:
    """A farming season or school year, 1 September to 31 August."""

    year: int | None = None
    shift: int | None = None
    pieces: tuple[Piece, ...] = ()
    part: str | None = None

    def resolve(self, context: Context) -> Interval | None:
        """The days it covers."""
        year = self.year
        if year is None:
            if context.anchor is None:
                return None
            year = context.anchor.year - (context.anchor.month < 9) + (self.shift or 0)
        if not 1 <= year < 9998:
            return None
        base: Interval | None = Interval(date(year, 9, 1), date(year + 1, 8, 31), "season")
        for one in self.pieces:
            base = base and intervals.piece(base, one.unit, one.index, one.count)
        return intervals.part(base, self.part) if base and self.part else base


@dataclass(frozen=True, slots=True)
class Season:
    """A season of the year: the three whole months from ``month`` on."""

    month: int
    year: int | None = None
    year_shift: int | None = None
    shift: int | None = None
    part: str | None = None

    def resolve(self, context: Context) -> Interval | None:
        """The days it covers; without a year the nearest, «الماضي» the last one that is over."""
        year = self.year
        if year is None and self.year_shift is not None:
            current = context.current_year()
            year = None if current is None else current + self.year_shift
            if year is None:
                return None
        base = self._in(year) if year else self._relative(context.anchor)
        return intervals.part(base, self.part) if base and self.part else base

    def _in(self, year: int) -> Interval | None:
        if not 1 <= year < 9998:
            return None
        start = date(year, self.month, 1)
        return Interval(start, intervals.plus_days(intervals.plus_months(start, 3), -1), "season")

    def _relative(self, anchor: date | None) -> Interval | None:
        if anchor is None:
            return None
        found = [one for step in (-2, -1, 0, 1, 2) if (one := self._in(anchor.year + step))]
        if self.shift == 1:
            return min((one for one in found if one.start > anchor), key=lambda one: one.start, default=None)
        if self.shift == -1:
            return max((one for one in found if one.end < anchor), key=lambda one: one.start, default=None)
        return intervals.nearest(found, anchor)


@dataclass(frozen=True, slots=True)
class Fixed:
    """An interval that needs no anchor: a date in figures, a decade."""

    interval: Interval

    def resolve(self, context: Context) -> Interval | None:
        """Itself."""
        del context
        return self.interval


@dataclass(frozen=True, slots=True)
class Same:
    """«الفترة نفسها [من العام الماضي]»: the date spoken about, in the year that is named."""

    year: Point | None = None
    years: int = 0

    def resolve(self, context: Context) -> Interval | None:
        """The topic's days, moved to that year."""
        topic = context.topic
        if topic is None:
            return None
        if self.year is None:
            return intervals.shifted_years(topic, self.years) if self.years else topic
        year = self.year.resolve(context)
        return intervals.shifted_years(topic, year.start.year - topic.end.year) if year else None


@dataclass(frozen=True, slots=True)
class Nothing:
    """«حتى الآن», «في السنوات الأخيرة»: no usable date, whatever the anchor."""

    def resolve(self, _: Context) -> Interval | None:
        """Nothing."""
        return None


@dataclass(frozen=True, slots=True)
class Range:
    """From one period to another; what one of them leaves out (day's month, month's year) the other gives."""

    first: Period
    last: Period

    def resolve(self, context: Context) -> Interval | None:
        """From the first day of the one to the last day of the other."""
        first, last = self.first, self.last
        if isinstance(first, Point) and isinstance(last, Point):
            return _shared(first, last, context)
        end = last.resolve(context)
        if isinstance(first, Weekday) and end and first.shift is None and isinstance(last, Weekday | Point):
            back = (end.start.weekday() - first.number) % 7
            return intervals.hull(intervals.day(intervals.plus_days(end.start, -back)), end)
        start = first.resolve(context)
        return intervals.hull(start, end) if start and end else None


def _shared(first: Point, last: Point, context: Context) -> Interval | None:
    """A range whose ends share a month or a year: «من 5 إلى 11 أكتوبر», «من شتنبر 2024 إلى يونيو»."""
    if first.month is None and first.day is not None and first.month_shift is None:
        first = replace(first, month=last.month, month_shift=last.month_shift if last.month is None else None)
    if last.month is None and last.day is not None and last.month_shift is None:
        last = replace(last, month=first.month, hijri=first.hijri)
    first = replace(first, hijri=first.hijri or (last.hijri and first.year is None))
    if _placed(first) and not _placed(last) and last.month is not None:
        start = first.resolve(context)
        return _after(start, last, context) if start else None
    end = last.resolve(context)
    if end is None:
        return None
    if _placed(first) or first.month is None:
        start = first.resolve(context)
    else:
        start = _before(end, first, context, hijri=last.hijri)
    return intervals.hull(start, end) if start else None


def _placed(point: Point) -> bool:
    by_month = point.month is None and point.month_shift is not None
    return by_month or point.year is not None or point.year_shift is not None


def _year_near(one: Interval, context: Context, *, hijri: bool) -> int:
    return (context.lunar.year_of(one.end) or one.end.year) if hijri else one.end.year


def _before(end: Interval, first: Point, context: Context, *, hijri: bool) -> Interval | None:
    """The latest such day or month that does not lie after ``end``."""
    year = _year_near(end, context, hijri=hijri)
    for step in (0, -1):
        start = replace(first, year=year + step, month_shift=None).resolve(context)
        if start and start.start <= end.end:
            return start
    return None


def _after(start: Interval, last: Point, context: Context) -> Interval | None:
    year = _year_near(start, context, hijri=last.hijri)
    for step in (0, 1):
        end = replace(last, year=year + step, month_shift=None).resolve(context)
        if end and end.end >= start.start:
            return intervals.hull(start, end)
    return None


Period = Point | Weekday | Away | Window | Campaign | Season | Fixed | Same | Nothing | Range
Role = Literal["at", "until", "since", "by"]
