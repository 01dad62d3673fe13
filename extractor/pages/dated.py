"""The date that a container declares: ISO 8601, an epoch, or a line that our own date reader knows."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Printed = Callable[[str], date | None]
ISO = re.compile(r"\s*(\d{4})-(\d\d?)-(\d\d?)(?:[T\s]\s*(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?")
LATIN = (
    "jan january janvier janv", "feb february fevrier février fev fév févr", "mar march mars", "apr april avril avr",
    "may mai", "jun june juin", "jul july juillet juil", "aug august aout août", "sep sept september septembre",
    "oct october octobre", "nov november novembre", "dec december decembre décembre déc",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(LATIN, 1) for name in names.split()}
DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?:er|st|nd|rd|th)?,?[\s.-]+([^\W\d]{3,9})\.?,?[\s-]+(\d{4})(?!\d)")
MONTH_DAY = re.compile(r"([^\W\d]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
MOROCCO = ZoneInfo("Africa/Casablanca")


def declared(value: object, printed: Printed | None = None) -> date | None:
    """The day that ``value`` means for a reader of the page, in Morocco.

    A time in UTC («Z», «+00:00», an epoch) is moved to Morocco's clock, since content systems write their
    dates in UTC there; a time with another offset is the page's own and stays.

    >>> declared("2026-02-09T23:30:00Z")
    datetime.date(2026, 2, 10)
    >>> declared("2026-02-09T23:30:00+01:00")
    datetime.date(2026, 2, 9)
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _epoch(float(value))
    if not isinstance(value, str) or len(value) > 200:
        return None
    match = ISO.match(value)
    if match:
        return _iso(match)
    if value.strip().isdecimal() and value.isascii() and len(value.strip()) in {10, 13}:
        return _epoch(float(value))
    return (printed(value) if printed else None) or latin_day(value)


def latin_day(text: str) -> date | None:
    """The day of a French or English date line.

    >>> latin_day("Publié le 24 mars 2025"), latin_day("Mar 24, 2025")
    (datetime.date(2025, 3, 24), datetime.date(2025, 3, 24))
    """
    lower = text.lower()
    for match in DAY_MONTH.finditer(lower):
        if match.group(2) in MONTHS:
            return _day(int(match.group(3)), MONTHS[match.group(2)], int(match.group(1)))
    for match in MONTH_DAY.finditer(lower):
        if match.group(1) in MONTHS:
            return _day(int(match.group(3)), MONTHS[match.group(1)], int(match.group(2)))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(match: re.Match[str]) -> date | None:
    year, month, day, hour, minute, _, zone = match.groups()
    try:
        found = date(int(year), int(month), int(day))
        if hour and zone and zone.strip("+-:0Z") == "":
            moment = datetime(found.year, found.month, found.day, int(hour), int(minute), tzinfo=UTC)
            return moment.astimezone(MOROCCO).date()
    except ValueError:
        return None
    return found


def _epoch(seconds: float) -> date | None:
    seconds = seconds / 1000 if seconds > 1e11 else seconds
    if not 0 < seconds < 4e9:
        return None
    return datetime.fromtimestamp(seconds, tz=UTC).astimezone(MOROCCO).date()
