"""The lunar calendar as Morocco keeps it.

Policy: a month begins on the day that the ministry of Habous announced, where calendar.toml has it
(``hijri.starts``); else one day after the Umm al-Qura calendar, by which hijridate reckons. Of the 42
months listed there 32 began that one day later, 10 on the same day; nobody can know the others in advance,
so a date outside the table may be off by a day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hijridate import Gregorian, Hijri

from extractor.recognize.dates.intervals import Interval, plus_days

if TYPE_CHECKING:
    from extractor.patterns import Patterns

OFFSET = 1  # days after Umm al-Qura, the usual case in Morocco

SOLAR = 1600  # a year from here on is one of the solar calendar


class LunarCalendar:
    """First days of lunar months on the solar calendar.

    >>> from extractor.patterns import load
    >>> LunarCalendar(load()).month(1446, 9)
    Interval(start=datetime.date(2025, 3, 2), end=datetime.date(2025, 3, 30), grain='month')
    """

    def __init__(self, patterns: Patterns) -> None:
        """Read the announced first days."""
        rows = patterns.entry("calendar.toml#hijri.starts").get("starts", ())
        self._starts = {row["month"]: date.fromisoformat(row["first"]) for row in rows}

    def first(self, year: int, month: int) -> date | None:
        """The first day of a lunar month; ``None`` outside hijridate's tables (1343–1500)."""
        year, month = (year + 1, 1) if month > 12 else (year, month)
        announced = self._starts.get(f"{year}-{month:02d}")
        if announced:
            return announced
        try:
            start = Hijri(year, month, 1).to_gregorian()
        except (ValueError, OverflowError):
            return None
        return plus_days(date(start.year, start.month, start.day), OFFSET)

    def month(self, year: int, month: int) -> Interval | None:
        """A lunar month."""
        first, following = self.first(year, month), self.first(year, month + 1)
        return Interval(first, plus_days(following, -1), "month") if first and following else None

    def month_in(self, year: int, month: int) -> Interval | None:
        """A lunar month of a lunar year, or of a solar one («رمضان 2019»): the first that begins in it."""
        if year < SOLAR:
            return self.month(year, month)
        about = self.year_of(date(year, 1, 1))
        found = (self.month(about + step, month) for step in (0, 1)) if about else iter(())
        return next((one for one in found if one and one.start.year == year), None)

    def year(self, number: int) -> Interval | None:
        """A lunar year."""
        first, following = self.first(number, 1), self.first(number + 1, 1)
        return Interval(first, plus_days(following, -1), "year") if first and following else None

    def year_of(self, day: date) -> int | None:
        """The lunar year that holds a solar day."""
        try:
            return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
        except (ValueError, OverflowError):
            return None
