"""Date lines: the full date that a page prints beside its title, in any script and order.

dateparser reads what is written in French or English words («lundi 9 février 2026»); figures and Arabic
month names are read here, in a hundredth of its time.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import dateparser

from extractor.recognize.dates.vocabulary import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from extractor.normalize import Folder
    from extractor.recognize.dates.vocabulary import Tag, Vocabulary

# ``24-03-2025`` ``09 - 02 - 2026`` ``24/3/2025`` ``24.03.2025`` | ``2025-03-24``
DAY_FIRST = r"(?<![\d.,]) (?P<d>\d{1,2}) \s* (?P<s>[-/.]) \s* (?P<m>\d{1,2}) \s* (?P=s) \s* (?P<y>\d{4}) (?!\d)"
YEAR_FIRST = r"(?<!\d) (?P<y2>\d{4}) \s* (?P<s2>[-/.]) \s* (?P<m2>\d{1,2}) \s* (?P=s2) \s* (?P<d2>\d{1,2}) (?!\d)"
NUMERIC = re.compile(f"{DAY_FIRST} | {YEAR_FIRST}", re.VERBOSE)
LATIN = re.compile(r"[a-zA-Z\u00C0-\u017F]{3}")
FOREIGN = re.compile(
    r"[a-zA-Z\u00C0-\u017F.]{3,12} \s+ \d{1,2} (?:st|nd|rd|th)? ,? \s+ \d{4}"
    r" | \d{1,2} (?:er|st|nd|rd|th)? \s+ [a-zA-Z\u00C0-\u017F.]{3,12} ,? \s+ \d{4}",
    re.VERBOSE,
)
SETTINGS = {"PREFER_DAY_OF_MONTH": "first", "DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]}


class DateLine:
    """Reads one full date out of a date line; compiled from the month names of calendar.toml."""

    def __init__(self, vocabulary: Vocabulary, fold: Folder) -> None:
        """Compile ``12 شتنبر 2020``, ``فاتح شتنبر 2020``, ``شتنبر 12, 2020`` and ``12 نيسان/ابريل 2020``."""
        self._fold = fold
        self._months: Mapping[str, int] = {" ".join(tag.words): tag.item.value for tag in _tags(vocabulary, "month")}
        first = {" ".join(tag.words) for tag in _tags(vocabulary, "part") if tag.item.unit == "day-one"}
        ones = "|".join(sorted(map(re.escape, first)))
        names = "|".join(sorted(map(re.escape, self._months), key=lambda name: (-len(name), name)))
        letter = r"[^\W\d_]"
        day = rf"(?P<d{{0}}>(?<!\d)\d{{{{1,2}}}}(?!\d)|(?<!{letter})(?:{ones}))"
        name = rf"(?<!{letter})(?P<m{{0}}>{names})(?:\s*[/(\\-]?\s*(?:{names})\)?)?(?!{letter})"
        year = r"(?P<y{0}>\d{{4}})(?!\d)"
        before = rf"{day} [\s\-/.,]* {name} [\s\-/.,\u060C]* {year}".format(1)
        after = rf"{name} [\s\-/]* {day} [\s,\u060C\-/]* {year}".format(2)
        self._named = re.compile(f"{before} | {after}", re.VERBOSE)

    def read(self, text: str) -> date | None:
        """The first full date of ``text``, or ``None``."""
        folded = self._fold(text)
        found = [reading for reading in (self._by_name(folded), _by_figures(folded)) if reading]
        if found:
            return min(found)[1]
        match = FOREIGN.search(folded) if LATIN.search(folded) else None
        return _foreign(match.group()) if match else None

    def _by_name(self, text: str) -> tuple[int, date] | None:
        for match in self._named.finditer(text):
            which = "1" if match.group("d1") else "2"
            year, day = int(match.group("y" + which)), match.group("d" + which)
            made = valid(year, self._months[match.group("m" + which)], int(day) if day.isdecimal() else 1)
            if made:
                return match.start(), made
        return None


def _tags(vocabulary: Vocabulary, kind: str) -> Iterator[Tag]:
    """The forms of one kind that nothing is glued onto."""
    return (tag for kinds in vocabulary.tags.values() for tag in kinds.get(kind, ()) if not tag.cluster)


def _by_figures(text: str) -> tuple[int, date] | None:
    for match in NUMERIC.finditer(text):
        suffix = "" if match.group("d") else "2"
        year, month, day = (int(match.group(name + suffix)) for name in "ymd")
        made = valid(year, month, day)
        if made:
            return match.start(), made
    return None


def valid(year: int, month: int, day: int) -> date | None:
    """The day, or ``None`` where the calendar has none such.

    >>> valid(2025, 2, 30) is None
    True
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _foreign(text: str) -> date | None:
    """A French or English date through dateparser (about a millisecond, hence the cache)."""
    found = dateparser.parse(text, languages=["fr", "en"], settings=SETTINGS)
    return valid(found.year, found.month, found.day) if found else None
