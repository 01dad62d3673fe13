"""What a date expression says, before and after an anchor gives it its days.

A parse is a :data:`Period`: a point of :mod:`terms`, or one of the stretches below. ``resolve`` turns it into
an :class:`Interval`, or ``None`` where it is relative and nothing anchors it (numerals.md: never a guess).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from extractor.recognize.dates import intervals
from extractor.recognize.dates.intervals import Interval
from extractor.recognize.dates.terms import Away, Context, Piece, Point, Weekday

WEEK = (4, 7)  # days from first to last of a stretch that a page calls a week


@dataclass(frozen=True, slots=True)
class Window:
    """«آخر 5 سنوات»: from so many units before the anchor up to it, or from it on; ``count`` 0: nobody says."""

    unit: str
    count: int
    ahead: bool = False

    def resolve(self, context: Context) -> Interval | None:
        """The days it covers; hours cover none in full."""
        anchor = context.anchor
        if anchor is None or not self.count or self.unit == "hour":
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
    from_topic: bool = False  # «الموسم السابق»: the one before the season spoken about
    loose: bool = False  # without such a season nobody says which months it covers

    def resolve(self, context: Context) -> Interval | None:
        """The days it covers."""
        year = self.year
        if self.from_topic and context.topic and context.topic.grain == "season":
            return intervals.shifted_years(context.topic, self.shift or 0)
        if year is None:
            if context.anchor is None or self.loose:
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
    """«الفترة نفسها [من العام الماضي]»: the date spoken about, in the year that is named.

    With a ``unit`` («الشهر نفسه», «في مثل هذا اليوم») it is that unit, around the date spoken about or, with a year
    of its own, around the anchor.
    """

    year: Point | None = None
    years: int = 0
    unit: str | None = None
    months: int = 0

    def resolve(self, context: Context) -> Interval | None:
        """The topic's days, moved to that year."""
        topic = self._topic(context)
        if self.unit is None and self.year is None and not (self.years or self.months) and context.stretch:
            return context.stretch
        if topic is None:
            return None
        if self.months:  # «الفترة نفسها من الشهر الماضي»
            start, end = (intervals.plus_months(one, self.months) for one in (topic.start, topic.end))
            return replace(topic, start=start, end=end)
        if self.year is None:
            return intervals.shifted_years(topic, self.years) if self.years else topic
        if self.year.year_shift == -1:  # «من العام الماضي» beside a dated figure: a year before that date
            return intervals.shifted_years(topic, -1)
        year = self.year.resolve(context)
        return intervals.shifted_years(topic, year.start.year - topic.end.year) if year else None

    def _topic(self, context: Context) -> Interval | None:
        told = self.unit == "date" and self.year is None and not self.years  # «ومنذ ذلك التاريخ»
        if self.unit is None or told:
            return context.topic
        unit = "day" if self.unit == "date" else self.unit
        if unit == "day" and context.day and self.year is None and not self.years:
            return context.day
        for one in (context.stretch, context.topic):
            if one and self.unit == "week" and self.year is None and WEEK[0] <= (one.end - one.start).days <= WEEK[1]:
                return one  # «… بين 14 و20 ماي … خلال الأسبوع نفسه»
        for one in (context.topic, context.stretch):
            held = one and intervals.around(one.start, unit)
            if one and held and one.end <= held.end:
                return held
        dated = self.year is not None or self.years
        return intervals.around(context.anchor, unit) if dated and context.anchor else None


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
    listed: bool = False  # «شهري ماي وأبريل»: named one by one, so the later may be the earlier

    def resolve(self, context: Context) -> Interval | None:
        """From the first day of the one to the last day of the other."""
        first, last = self.first, self.last
        if isinstance(first, Point) and isinstance(last, Point) and first.pieces and not _placed(first):
            first = replace(first, year=last.year, year_shift=last.year_shift)  # «بين الربع الأول والثالث من 2025»
        if isinstance(first, Point) and isinstance(last, Point):
            return _months(first, last, context) if self.listed else _shared(first, last, context)
        end = last.resolve(context)
        if isinstance(first, Weekday) and isinstance(last, Weekday) and last.shift in {0, 1}:
            start = replace(first, shift=last.shift).resolve(context)
            ahead = (last.number - first.number) % 7
            return start and intervals.hull(start, intervals.day(intervals.plus_days(start.start, ahead)))
        if isinstance(first, Weekday) and end and first.shift is None and isinstance(last, Weekday | Point):
            back = (end.start.weekday() - first.number) % 7
            return intervals.hull(intervals.day(intervals.plus_days(end.start, -back)), end)
        start = first.resolve(context)
        return intervals.hull(start, end) if start and end else None


def _months(first: Point, last: Point, context: Context) -> Interval | None:
    """Months in a list: both in the year that is given, else each where it is nearest."""
    if first.day or last.day or _placed(first) or not first.month:
        return _shared(first, last, context)
    if _placed(last):
        first = replace(first, year=last.year, year_shift=last.year_shift)
    elif last.month_shift is not None:
        first = replace(first, month_shift=last.month_shift)
    start, end = first.resolve(context), last.resolve(context)
    return intervals.hull(start, end) if start and end else None


def _shared(first: Point, last: Point, context: Context) -> Interval | None:
    """A range whose ends share a month or a year: «من 5 إلى 11 أكتوبر», «من شتنبر 2024 إلى يونيو»."""
    if first.month is None and first.day is not None and first.month_shift is None:
        moved = last.month_shift if last.month is None else None
        first = replace(first, month=last.month, month_shift=moved, from_topic=last.from_topic)
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
