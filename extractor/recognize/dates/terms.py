"""Points on the calendar as a text gives them, and how an anchor places them: year, month, day, weekday, distance.

``resolve`` turns each into an :class:`Interval`, or ``None`` where it is relative and nothing anchors it
(numerals.md: never a guess).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from extractor.model import Grain
from extractor.recognize.dates import intervals
from extractor.recognize.dates.hijri import LunarCalendar
from extractor.recognize.dates.intervals import Interval
from extractor.record import record

AHEAD = 3  # «الفصل الأول» in September is this year's: a quarter to come must be three times as near


@record(frozen=True, slots=True, eq=False)
class Context:
    """What places relative expressions: the anchor, else the year that the text calls its current one.

    ``topic`` is the date that the text last spoke about: «the same period of last year», «a year before» refer
    to it; ``stretch`` the last one of several days: «that period»; ``day`` the last of one: «that day».
    """

    lunar: LunarCalendar
    anchor: date | None
    year: int | None = None
    topic: Interval | None = None
    stretch: Interval | None = None
    day: Interval | None = None  # the last date spoken about, if it was a day, yesterday and weekdays included

    def current_year(self) -> int | None:
        """The year that «this year» means."""
        return self.anchor.year if self.anchor else self.year


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a period: the second quarter, the first nine months, the last week."""

    unit: str
    index: int
    count: int = 1


@record(frozen=True, slots=True)
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
    from_topic: bool = False  # «ماي الموالي»: the shift counts from the date spoken about, where there is one

    def resolve(self, context: Context) -> Interval | None:
        """The days it names."""
        if self.from_topic and context.topic:
            context = replace(context, anchor=context.topic.end)
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
            month = context.lunar.month_in(year, self.month)
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
        return self._by_weekday(years, context.anchor) or self._nearest(years, context.anchor)

    def _nearest(self, years: list[Interval | None], anchor: date) -> Interval | None:
        """The nearest to the anchor; of two months half a year off the one that is over."""
        if self.day or not self.month:
            return intervals.nearest(years, anchor)
        here = 12 * anchor.year + anchor.month
        months = [one for one in years if one]
        return min(months, key=lambda one: (abs(12 * one.start.year + one.start.month - here), one.start), default=None)

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
            (intervals.distance(cut, anchor) * (AHEAD if cut.start > anchor else 1), cut.start, one)
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
    """A weekday: the latest on or before the anchor; ``shift`` -1: strictly before it, 0: on or after, 1: after."""

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
        if self.shift == 0:
            return intervals.day(intervals.plus_days(anchor, -back % 7))
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
            back = 6 if self.count == 0 else 5 if self.count < 0 else 3  # days that the weekday may lie before
            there = intervals.plus_days(there, (self.weekday - there.weekday() + back) % 7 - back)
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
