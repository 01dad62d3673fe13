"""The outlet that a page's own head, footer and calls to follow name, where no list knows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from extractor.normalize import Folder
from extractor.strip.bylines import Bylines
from extractor.strip.lines import Line
from extractor.strip.metadata import LONGEST
from extractor.strip.rows import Row
from extractor.strip.vocabulary import key

TOP = 8  # rows of a page's head
MANY = 4  # words of an outlet's name, at most
MOTTO = 8  # words of what stands beside it: «جريدة رياضية إلكترونية»
NUMBERS = frozenset({"24", "7", "20", "21", "360"})  # figures in names of outlets
PIECES = re.compile(r"\s+[-|\u2013\u2014:]\s+")

Key = tuple[str, ...]


class Mastheads:
    """Finds names of outlets that stand alone over a text.

    *Looks for* a short line that says what it is («وكالة أنباء الواحة», «الملعب - جريدة رياضية»), that a call to
    follow or a footer repeats, or that stands first of all with the menu under it.
    *Limits*: a page whose first line is a section's name that no list knows, over its menu.
    """

    def __init__(self, fold: Folder, bylines: Bylines) -> None:
        """``bylines`` knows sections, persons and the words of calls and footers."""
        self._fold = fold
        self._bylines = bylines
        lists = bylines.lists
        self._calling = lists["following"] | lists["rights"] | lists["medium"]

    def name(self, rows: Sequence[Row], titles: AbstractSet[int | None]) -> str | None:
        """The outlet as its masthead prints it; ``titles`` are the rows of the page's titles."""
        first = next((at for at, row in enumerate(rows) if row.kind == "prose"), len(rows))
        calls = [row.line.key for row in rows if self._calls(row.line)]
        top = next((at for at in range(first) if _solid(rows[at])), first)
        for at, row in enumerate(rows):
            if at in titles or row.kind == "prose" or row.dated or row.line.bullet or row.line.closed:
                continue
            if at < min(first, TOP) and (name := self._stated(row, top=at == top)):
                return name
            if row.kind != "headline" or not self._nameable(row.line):
                continue
            called = any(_holds(call, row.line.key) for call in calls if call != row.line.key)
            if called or (at == top and at + 1 < first and _is_menu(rows[at + 1])):
                return self._bylines.outlet(row.line.text)
        return None

    def _nameable(self, line: Line) -> bool:
        """Whether a line may be an outlet's name: up to four words, no section, no figures but «24»."""
        if not 0 < len(line.key) <= MANY or len(PIECES.split(line.text)) > 1 or len(line.words) > len(line.key) + 1:
            return False
        if any(word[0].isdecimal() and word not in NUMBERS for word in line.words):
            return False
        return not self._bylines.sections.issuperset(line.key) and not self._bylines.person(line.text)

    def _stated(self, row: Row, *, top: bool) -> str | None:
        """The name in «الملعب - جريدة رياضية إلكترونية», «كورة | Koora», and «جريدة الملعب» as a whole."""
        line, media = row.line, self._bylines.lists["medium"]
        if row.kind == "headline" and line.key and line.key[0] in self._bylines.heads and 2 <= len(line.key) <= MANY:
            return line.text if self._nameable(line) else None
        pieces = PIECES.split(line.text)
        if len(pieces) != 2 or not 0 < len(pieces[0].split()) <= MANY:
            return None
        words = key(self._fold, pieces[1])
        motto = bool(words) and words[0] in media and len(words) <= MOTTO
        spelled = top and bool(words) and pieces[1].isascii() and not pieces[0].isascii()
        return self._bylines.outlet(pieces[0].strip()) if motto or spelled else None

    def _calls(self, line: Line) -> bool:
        """Whether a line is a call to follow or a footer: they name the outlet."""
        if not line.key or len(line.text) > LONGEST:
            return False
        return not self._calling.isdisjoint(line.key[:2]) or "\u00a9" in line.text


def _solid(row: Row) -> bool:
    """Whether a row is no button, counter or today's date."""
    return bool(row.line.key) and row.kind != "chrome" and not row.dated


def _is_menu(row: Row) -> bool:
    """Whether a row is a menu's: a word of interfaces, or names of sections."""
    return row.cue is not None and bool(row.line.key)


def _holds(words: Key, name: Key) -> bool:
    """Whether ``name`` stands in ``words`` as one piece."""
    return any(words[at : at + len(name)] == name for at in range(len(words) - len(name) + 1))
