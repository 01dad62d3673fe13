"""Days, months and years as intervals of days: the arithmetic under the date grammar."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, date, timedelta
from typing import TYPE_CHECKING

from extractor.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.model import Grain

MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"hour": 0, "day": 1, "week": 7, "third": 10}  # a third of a month
THIRD = 4  # months in the third of a year


@record(frozen=True, slots=True)
class Interval:
    """The days ``start`` to ``end``, both included, and how finely the text named them."""

    start: date
    end: date
    grain: Grain


AROUND = frozenset({"day", "week", "month", "quarter", "half", "year"})


def around(one: date, unit: str) -> Interval | None:
    """The day, week, month, quarter, half or year that holds a day; ``None`` for other units."""
    if unit not in AROUND:
        return None
    if unit == "day":
        return day(one)
    if unit == "week":
        return week(one)
    if unit == "month":
        return month(one.year, one.month)
    if unit == "year":
        return year(one.year)
    span = MONTHS_IN[unit]
    start = date(one.year, (one.month - 1) // span * span + 1, 1)
    return Interval(start, plus_days(plus_months(start, span), -1), "quarter" if unit == "quarter" else "half")


def month(year: int, number: int) -> Interval | None:
    """A month of the solar year; ``None`` outside the calendar."""
    if not (1 <= year < MAXYEAR and 1 <= number <= 12):
        return None
    return Interval(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]), "month")


def year(number: int) -> Interval | None:
    """A solar year."""
    if not 1 <= number < MAXYEAR:
        return None
    return Interval(date(number, 1, 1), date(number, 12, 31), "year")


def day(one: date) -> Interval:
    """One day."""
    return Interval(one, one, "day")


def on(year_: int, month_: int, day_: int) -> Interval | None:
    """One day by its numbers, or ``None`` where there is none such."""
    try:
        return day(date(year_, month_, day_))
    except ValueError:
        return None


def week(one: date) -> Interval:
    """The week, Monday to Sunday, that holds a day."""
    monday = plus_days(one, -one.weekday())
    return Interval(monday, plus_days(monday, 6), "week")


def plus_days(one: date, count: int) -> date:
    """``one`` moved by days; stays put where the calendar ends."""
    try:
        return one + timedelta(days=count)
    except OverflowError:
        return one


def plus_months(one: date, count: int) -> date:
    """``one`` moved by months: the same day, or the last one of a shorter month.

    >>> plus_months(date(2024, 3, 31), -1)
    datetime.date(2024, 2, 29)
    """
    index = one.year * 12 + one.month - 1 + count
    number, rest = divmod(index, 12)
    if not 1 <= number < MAXYEAR:
        return one
    return date(number, rest + 1, min(one.day, calendar.monthrange(number, rest + 1)[1]))


def plus(one: date, unit: str, count: int) -> date:
    """``one`` moved by ``count`` hours, days, weeks, months, years …; less than a day moves it by whole days."""
    if unit in MONTHS_IN:
        return plus_months(one, count * MONTHS_IN[unit])
    if unit == "hour":
        return plus_days(one, -(-count // 24) if count > 0 else count // 24)
    return plus_days(one, count * DAYS_IN[unit])


def shifted_years(one: Interval, count: int) -> Interval:
    """The same days ``count`` years later; a month's last day stays a last day."""

    def move(day_: date) -> date:
        last = day_.day == calendar.monthrange(day_.year, day_.month)[1]
        moved = plus_months(day_, count * 12)
        return date(moved.year, moved.month, calendar.monthrange(moved.year, moved.month)[1]) if last else moved

    start = plus_months(one.start, count * 12)
    return Interval(move(one.start) if one.start == one.end else start, move(one.end), one.grain)


def distance(one: Interval, anchor: date) -> int:
    """Days between ``anchor`` and the nearest day of the interval; 0 inside it."""
    return max((one.start - anchor).days, (anchor - one.end).days, 0)


def nearest(candidates: Iterable[Interval | None], anchor: date) -> Interval | None:
    """The candidate nearest to ``anchor``; of two equally near ones the earlier."""
    found = [one for one in candidates if one]
    return min(found, key=lambda one: (distance(one, anchor), one.start), default=None)


def hull(first: Interval, last: Interval) -> Interval:
    """From the first day of one to the last day of the other."""
    return Interval(min(first.start, last.start), max(first.end, last.end), "interval")


def piece(base: Interval, unit: str, index: int, count: int = 1) -> Interval | None:
    """Piece number ``index`` (from 1, or from the end when negative) of a period, ``count`` units long.

    Whole months of anything longer than a month, four of them to the third of a year; of a month, days: its
    halves are 1–15 and 16 to the end, its weeks 1–7, 8–14 …, its thirds ten days each.
    """
    if unit in {"day", "week"} or base.grain == "month" or (unit == "third" and base.grain != "year"):
        return _days_of(base, unit, index, count)
    months = (THIRD if unit == "third" else MONTHS_IN.get(unit, 1)) * count
    if index > 0:
        start = plus_months(base.start, months * (index - 1) if count == 1 else 0)
        end = plus_days(plus_months(start, months), -1)
    else:
        end = base.end
        start = plus_months(plus_days(end, 1), -months)
    if start < base.start or end > base.end:
        return None
    grains: dict[str, Grain] = {"quarter": "quarter", "half": "half", "month": "month"}
    return Interval(start, end, grains.get(unit, "interval") if count == 1 else "interval")


def _days_of(base: Interval, unit: str, index: int, count: int) -> Interval | None:
    length = {"day": 1, "week": 7, "third": 10, "half": 15, "quarter": 7}.get(unit)
    if length is None:
        return None
    if index > 0:
        start = plus_days(base.start, length * (index - 1) if count == 1 else 0)
        end = plus_days(start, length * count - 1)
        if (unit == "half" and index == 2) or (unit == "third" and index == 3):
            end = base.end
    else:
        start, end = plus_days(base.end, 1 - length * count), base.end
        if unit == "half":
            start = plus_days(base.start, 15)
    if start > base.end:
        return None
    return Interval(max(start, base.start), min(end, base.end), "week" if unit == "week" and count == 1 else "interval")


def part(base: Interval, name: str) -> Interval:
    """Its last day, first day, opening, middle or closing days, as numerals.md cuts a month and a year."""
    if name == "end":
        if base.grain == "week":
            return Interval(plus_days(base.end, -1), base.end, "interval")
        return day(base.end)
    if name == "day-one":
        return day(base.start)
    first, last = _bounds(base, name)
    return Interval(first, last, "interval")


def _bounds(base: Interval, name: str) -> tuple[date, date]:
    if base.grain == "month":
        cuts = (plus_days(base.start, 10), plus_days(base.start, 20))
    elif base.grain == "year":
        cuts = (plus_months(base.start, 3), plus_months(base.start, 9))
    else:
        third = max(((base.end - base.start).days + 1) // 3, 1)
        cuts = (plus_days(base.start, third), plus_days(base.end, 1 - third))
    if name == "opening":
        return base.start, max(plus_days(cuts[0], -1), base.start)
    if name == "middle":
        return cuts[0], max(plus_days(cuts[1], -1), cuts[0])
    return cuts[1], base.end
