"""Folding: one code-point map with offsets, the same for pages and for the forms in patterns/.

The map is built once from camel-tools' orthographic normalizers, applied to every Arabic code point,
and from orthography.toml. A folded text keeps, for each of its code points, the place it came from, so
that every later span points into the page as printed.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)

from extractor.patterns import PatternError, Patterns
from extractor.record import record

ARABIC_BLOCKS = ((0x0600, 0x0700), (0x0750, 0x0780), (0xFB50, 0xFE00), (0xFE70, 0xFF00))
# Arabic letters and the no-break space: what nearly every text holds is replaced code point by code point, which
# takes an eighth of the time that one pass through the whole map takes.
LETTERS = (*range(0x0621, 0x064B), 0x00A0)
SPACE = " "
KEPT = 2048  # folded words that are kept


@record(frozen=True, slots=True, eq=False)
class Folded:
    """A folded stretch of a page: ``text``, and where each of its code points stands on the page.

    Code point ``i`` stands at ``base + i``, until a code point vanished or became several: from the
    folded index ``breaks[k]`` on, the place is off by ``shifts[k]`` as well.
    """

    text: str
    base: int
    breaks: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def start(self, index: int) -> int:
        """The page offset at which the folded code point ``index`` begins."""
        if not self.breaks:
            return self.base + index
        k = bisect_right(self.breaks, index)
        return self.base + index + (self.shifts[k - 1] if k else 0)

    def places(self) -> list[int]:
        """The page offset of every folded code point, and of what follows the last: ``start`` of all of them."""
        places: list[int] = []
        at, shift = 0, 0
        for stop, behind in zip((*self.breaks, len(self.text) + 1), (*self.shifts, 0), strict=True):
            places += range(self.base + at + shift, self.base + stop + shift)
            at, shift = stop, behind
        return places

    def end(self, index: int) -> int:
        """The page offset at which a stretch of folded code points that stops before ``index`` ends.

        Marks that folding took off the end of a word («شخصٍ») belong to the word.
        """
        if not self.breaks:
            return self.base + index
        return max(self.start(index), self.start(index - 1) + 1) if index else self.start(0)


class Folder:
    """The code-point map, compiled.

    >>> from extractor.patterns import load
    >>> fold = Folder(load())
    >>> fold("أكَّدَت المسؤولةُ أنّ ١١٪")
    'اكدت المسووله ان 11%'
    """

    def __init__(self, patterns: Patterns) -> None:
        """Compile the map.

        Raises:
            PatternError: orthography.toml maps strings of unequal length.
        """
        table = _camel_map()
        for entry in patterns["orthography.toml"]:
            for row in entry.get("ranges", ()):
                for point in range(int(row["from"], 16), int(row["to"], 16) + 1):
                    table[point] = entry.get("to", "")
            chars, to = entry.get("chars", ""), entry.get("to", "")
            if chars and len(chars) != len(to):
                msg = f"{entry.rule}: `chars` and `to` must be of one length"
                raise PatternError(msg)
            table.update(zip(map(ord, chars), to, strict=False))
        self._table = table
        moving = [chr(point) for point, to in table.items() if len(to) != 1]
        self._moving = _any_of(moving)
        lone = next(entry["apart"] for entry in patterns["orthography.toml"] if entry.get("apart"))
        self._lone = lone + SPACE
        apart = rf"(?<=(?<!\S){lone}){SPACE}(?=[{chr(LETTERS[0])}-{chr(LETTERS[-2])}])"
        self._apart, self._moving_apart = re.compile(apart), re.compile(f"{self._moving.pattern}|{apart}")
        common = [point for point in LETTERS if len(table.get(point, "")) == 1]
        self._common = [(chr(point), table[point]) for point in common]
        self._rare = _any_of(chr(point) for point in table if point not in common)
        self._kept = lru_cache(KEPT)(self._fold)  # the stages fold the words of a label again and again

    def __call__(self, text: str) -> str:
        """``text`` folded, without offsets: for pattern forms and for keys."""
        return self._kept(text)

    def _fold(self, text: str) -> str:
        for char, to in self._common:
            text = text.replace(char, to)
        return _lower(self._rare.sub(self._spelled, text))

    def stretch(self, page: str, start: int = 0, end: int | None = None, *, joined: bool = False) -> Folded:
        """The range ``start`` to ``end`` of ``page`` folded, with the place of every code point kept.

        ``joined``: the space vanishes that some print behind «و».
        """
        raw = text = page[start:end]
        moving = self._moving
        if joined and self._lone in raw:
            text, moving = self._apart.sub("", raw), self._moving_apart
        for char, to in self._common:
            text = text.replace(char, to)
        spelled, found = self._rare.subn(self._spelled, text)
        if not found and len(text) == len(raw):
            return Folded(_lower(text), start)
        breaks: list[int] = []
        shifts: list[int] = []
        shift = 0
        for place in (match.start() for match in moving.finditer(raw)):
            length = place - shift
            width = len(self._table.get(ord(raw[place]), ""))
            for extra in range(1, width):
                breaks.append(length + extra)
                shifts.append(shift - extra)
            shift += 1 - width
            breaks.append(length + width)
            shifts.append(shift)
        return Folded(_lower(spelled), start, tuple(breaks), tuple(shifts))

    def _spelled(self, rare: re.Match[str]) -> str:
        return self._table[ord(rare.group())]


def _any_of(chars: Iterable[str]) -> re.Pattern[str]:
    return re.compile("[" + "".join(map(re.escape, chars)) + "]")


def _lower(text: str) -> str:
    """Lower case, code point by code point: the few whose lower case is longer stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _camel_map() -> dict[int, str]:
    """camel-tools' normalizers, run on each code point of the Arabic blocks."""
    table = {}
    for first, last in ARABIC_BLOCKS:
        for point in range(first, min(last, sys.maxunicode)):
            char = chr(point)
            folded = normalize_unicode(char)
            folded = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(folded)))
            if folded != char:
                table[point] = folded.strip() or " "
    return table
