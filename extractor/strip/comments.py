"""What no heading announces under a text: readers' comments and the author's box.

A comment is a reader's name, a day with a clock, a text, «رد»; a box the author's name over who that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.strip.metadata import CLOCK
from extractor.strip.rows import Row
from extractor.strip.topic import Words
from extractor.strip.vocabulary import Cue

REPLY = "chrome.toml#reply"
AUTHOR_BOX = Cue("chrome.toml#author-box", "rest")
COMMENTS = Cue("chrome.toml#comments", "rest")
NAME = 4  # words of a reader's name, at most: titles are longer
REACH = 8  # rows of one comment
ALIKE = 2  # comments: a byline may look like one


def without_comments(rows: Sequence[Row]) -> Sequence[Row]:
    """``rows`` with the first row of the comments, if there are any, as the end of all stories."""
    first = next((at for at, row in enumerate(rows) if row.kind == "prose"), len(rows))
    at = _replied(rows, first) or _signed(rows, first)
    if at is None:
        return rows
    return [*rows[:at], replace(rows[at], kind="chrome", cue=COMMENTS, meta=None), *rows[at + 1 :]]


def without_author_box(rows: Sequence[Row], words: Words) -> Sequence[Row]:
    """``rows`` with the author's name over «كاتب وباحث …», under a text, as the end of it.

    The name must stand in a byline above; another person's ends the text only where no more of it follows.
    """
    first = next((at for at, row in enumerate(rows) if row.kind == "prose"), len(rows))
    authors = {row.meta.author for row in rows[:first] if row.meta and row.meta.author}
    last = max((at for at, row in enumerate(rows) if row.kind == "prose"), default=0)
    for at in range(first + 1, len(rows) - 1):
        name = rows[at].line.text
        if not _named(rows[at]) or not words.presents(rows[at + 1].line.text, name):
            continue
        if name in authors or (rows[at].meta and last <= at + 1):
            return [*rows[:at], replace(rows[at], kind="chrome", cue=AUTHOR_BOX, meta=None), *rows[at + 1 :]]
    return rows


def _replied(rows: Sequence[Row], first: int) -> int | None:
    """Where the comment above the first «رد» begins: at its reader's name, else at its day."""
    reply = next((at for at in range(first, len(rows)) if (cue := rows[at].cue) and cue.rule == REPLY), None)
    if reply is None:
        return None
    day = next((at for at in range(reply - 1, max(first, reply - REACH), -1) if _stamped(rows[at])), None)
    if day is None:
        return reply
    return day - 1 if day - 1 > first and _named(rows[day - 1]) else day


def _signed(rows: Sequence[Row], first: int) -> int | None:
    """The first of two or more comments: a short name over a day with a clock over a text."""
    found = [
        at
        for at in range(first + 1, len(rows) - 2)
        if _named(rows[at]) and _stamped(rows[at + 1]) and rows[at + 2].kind in {"prose", "headline"}
    ]
    return found[0] if len(found) >= ALIKE else None


def _stamped(row: Row) -> bool:
    """Whether a row is a day with a clock, or how long ago it was, and nothing else."""
    return row.dated and row.meta is not None and not row.meta.publisher and bool(CLOCK.search(row.line.text))


def _named(row: Row) -> bool:
    words = row.line.key
    return 0 < len(words) <= NAME and row.kind in {"headline", "meta"} and not row.line.closed and not row.dated
