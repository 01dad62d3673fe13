"""Texts that a mail program or an editor broke into lines of one width: their paragraphs, each as one line.

*Looks for* four lines or more of which none would have held the first word of the next one.
*Limits*: a page in two widths; a text whose longest line was broken by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LINES = 4  # lines of a paragraph that show the width; fewer may be headlines of one length
NARROW, WIDE = 45, 140  # code points of a line: no editor breaks closer or wider
STOPS = (".", "!", "\u061f", ":", "\u06d4")
INNER = ("\u060c ", ". ", ", ")  # signs that running text has inside a line


@dataclass(frozen=True, slots=True)
class Printed:
    """One line as printed: where it starts and ends without its white space, and the blank lines before it."""

    start: int
    end: int
    gap: int


def printed(text: str) -> list[Printed]:
    """The lines of ``text`` that are not blank."""
    found: list[Printed] = []
    at = gap = 0
    for row in text.split("\n"):
        bare = row.strip()
        if bare:
            start = at + row.index(bare)
            found.append(Printed(start, start + len(bare), gap))
            gap = 0
        else:
            gap += 1
        at += len(row) + 1
    return found


def unwrapped(text: str) -> list[Printed]:
    r"""The lines of ``text``, those of one broken paragraph as one.

    >>> from textwrap import fill
    >>> text = "ينتظر أن تفتتح المحطة في مارس، بعد أشغال كلفت 40 مليون درهم. وتضم المحطة ستة أرصفة ومرأبا يتسع لمئة "
    >>> text += "سيارة، كما تضم قاعة للمسافرين ومكاتب للتذاكر. وتبلغ مساحتها هكتارين، وتشغل ثلاثين عاملا في اليوم."
    >>> broken = fill(text, 60)
    >>> [len(printed(broken)), len(unwrapped(broken))]
    [4, 1]
    """
    rows = printed(text)
    width = max((_width(text, group) for group in _groups(rows)), default=0)
    return list(_joined(text, rows, width)) if width else rows


def _groups(rows: Sequence[Printed]) -> Iterator[Sequence[Printed]]:
    """The stretches of rows without a blank line between them."""
    first = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at].gap:
            yield rows[first:at]
            first = at


def _width(text: str, rows: Sequence[Printed]) -> int:
    """The width at which the paragraph ``rows`` was broken, 0 where it was not."""
    if len(rows) < LINES:
        return 0
    width = max(row.end - row.start for row in rows)
    if not NARROW <= width <= WIDE or not any(sign in text[rows[0].start : rows[-1].end] for sign in INNER):
        return 0
    open_lines = sum(not text[row.start : row.end].endswith(STOPS) for row in rows[:-1])
    full = all(_full(text, rows[at], rows[at + 1], width) for at in range(len(rows) - 1))
    return width if full and open_lines * 3 >= 2 * (len(rows) - 1) else 0


def _full(text: str, row: Printed, below: Printed, width: int) -> bool:
    """Whether a line had no room for the first word of the line ``below`` it."""
    word = text[below.start : below.end].split(maxsplit=1)[0]
    return row.end - row.start + 1 + len(word) > width


def _joined(text: str, rows: Sequence[Printed], width: int) -> Iterator[Printed]:
    one = rows[0]
    last = one
    for row in rows[1:]:
        if row.gap == 0 and last.end - last.start <= width and _full(text, last, row, width):
            one = Printed(one.start, row.end, one.gap)
        else:
            yield one
            one = row
        last = row
    yield one
