"""The foot of a story: which short lines under its last paragraph are still its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.strip.lines import Line
from extractor.strip.rows import Row
from extractor.strip.story import Story
from extractor.strip.titles import echoes
from extractor.strip.topic import Topic, Words

TOLD = 4  # words: a line between them that opens with a verb of news is one, too
DECK = 8  # words: a longer line between title and text is its summary
ENDINGS = "\u061b\u061f!"  # signs that end an item or a question
QUOTES = "\u00ab\u201c\u2018\"'"
OURS = 0.25  # the least share of words that a sentence under a subhead has in common with its story
ROW = 3  # lines that make a table without a colon over it …
ROWS = 4  # … or so many, with heads among them, that end alike: «الجزر من 4 إلى 6 دراهم»
ROOT = 3  # letters that a unit and its plural share: «درجة», «درجات»
HEADS = 2  # lines between two lines of a table: its heads
TIDY = 0.8  # of the paragraphs end in a full stop: a line without one stands out


@dataclass(frozen=True, slots=True)
class _Foot:
    """What is known of the text above a foot.

    ``tidy``: its paragraphs end in full stops, so that a line without one stands out. ``alone``: only one
    line there could belong to it.
    """

    title: Row | None
    tidy: bool
    alone: bool
    stems: frozenset[str]


class Feet:
    """Sorts the feet of stories."""

    def __init__(self, topic: Topic, words: Words) -> None:
        """``topic`` compares lines by their words; ``words`` tells how sentences begin."""
        self._topic = topic
        self._words = words

    def sort(self, rows: Sequence[Row], story: Story, end: int, stop: int) -> None:
        """Sort the rows under the last paragraph: keep what reads like its last words."""
        rest = [at for at in range(end, stop) if at not in story.chrome]
        prose = [at for at in story.body if rows[at].kind == "prose"]
        tidy = sum(rows[at].line.closed for at in prose) >= TIDY * len(prose)
        alone = sum(rows[at].kind == "headline" for at in rest) == 1
        loose = any(rows[at].kind == "headline" for at in rest)
        stems = self._topic.stems(rows[at].line.text for at in story.body) if loose else frozenset()
        listed = False
        foot = _Foot(rows[story.title] if story.title is not None else None, tidy, alone, stems)
        table = self._table(rows, rest, foot)
        for at in rest:
            follows = bool(story.body) and story.body[-1] == at - 1
            if follows and not listed:
                listed = rows[at - 1].line.text.endswith(":")
            listed = listed and follows and rows[at].listed
            if rows[at].kind == "meta":
                story.metadata.append(at)
            elif listed or at in table or self._is_text(rows, story, at, foot, follows=follows):
                story.body.append(at)
            else:
                story.chrome[at] = rows[at].rule("after-body")

    def _table(self, rows: Sequence[Row], rest: Sequence[int], foot: _Foot) -> frozenset[int]:
        """The lines under the text that make a table: figures of one unit, and heads.

        The title names the unit, or the text does and has the words of a head; or the table begins right there and the
        text names an item or leads to it: rates of currencies may be a box of the site.
        """
        free: list[int] = []
        for at in rest:
            if rows[at].kind != "headline" or rows[at].cue or rows[at].left:
                break
            free.append(at)
        ends = Counter(rows[at].line.key[-1][:ROOT] for at in free if _counts(rows[at].line))
        unit, size = max(ends.items(), key=lambda one: one[1], default=("", 0))
        if size < ROWS or not (self._unit_told(rows, free, foot, unit) or self._near(rows, free, foot.stems)):
            return frozenset()
        taken, waiting = set[int](), list[int]()
        for at in free:
            waiting.append(at)
            if len(waiting) > HEADS + 1:
                break
            if _counts(rows[at].line):
                taken.update(waiting)
                waiting.clear()
        return frozenset(taken)

    def _unit_told(self, rows: Sequence[Row], free: Sequence[int], foot: _Foot, unit: str) -> bool:
        """Whether the title names the unit of a table, or the text names it and shares its words with a head."""
        titled = self._topic.stems([foot.title.line.text]) if foot.title else ()
        if any(one.startswith(unit) for one in titled):
            return True
        if not any(one.startswith(unit) for one in foot.stems):
            return False
        heads = (rows[at].line for at in free if not _counts(rows[at].line))
        return any(self._topic.shared(line.text, foot.stems) >= OURS for line in heads)

    def _near(self, rows: Sequence[Row], free: Sequence[int], stems: frozenset[str]) -> bool:
        """Whether a table begins under the text and the text tells of it: by an item, or by a line that leads to it."""
        first = next((place for place, at in enumerate(free) if _counts(rows[at].line)), HEADS)
        if first >= HEADS:
            return False
        above = rows[max(0, free[first] - 1)].line
        leads = bool(above.key) and not above.closed and self._words.goes_on(above.key[0])
        items = (" ".join(rows[at].line.key[:-1]) for at in free[first:] if _counts(rows[at].line))
        return leads or any(not stems.isdisjoint(self._topic.stems([item])) for item in items)

    def _is_text(self, rows: Sequence[Row], story: Story, at: int, foot: _Foot, *, follows: bool) -> bool:
        if rows[at].kind != "headline":
            return False
        if self._belongs(rows[at], foot, follows=follows):
            return True
        if not follows:
            return self._goes_on(rows, story, at, foot)
        if _parallel(rows, at, story.last):
            return True
        return at + 1 < story.last and self._announces(rows[at], rows[at + 1], foot)

    def _announces(self, row: Row, below: Row, foot: _Foot) -> bool:
        """Whether a short line under the text announces a list («النتائج:») or heads a sentence of the story."""
        if row.left or row.cue or below.kind != "headline":
            return False
        line, text = row.line, below.line
        if line.text.endswith(":"):
            return below.listed
        if len(line.key) > TOLD or line.figures or below.cue or below.left or not text.closed or len(text.key) < TOLD:
            return False
        quoted = text.text[0] in QUOTES or self._words.goes_on(text.key[0])
        return quoted or self._topic.shared(text.text, foot.stems) >= OURS

    def _goes_on(self, rows: Sequence[Row], story: Story, at: int, foot: _Foot) -> bool:
        """Whether a sentence carries the text on behind a caption or an advertisement: «وأعلن الحداد.»."""
        line = rows[at].line
        whole = line.closed or (line.figures > 0 and not foot.tidy)
        if rows[at].cue or rows[at].left or not whole or len(line.key) < TOLD:
            return False
        if not story.body or not self._words.goes_on(line.key[0]):
            return False
        between = rows[story.body[-1] + 1 : at]
        return all(row.kind == "chrome" and row.effect("line") for row in between)

    def _belongs(self, row: Row, foot: _Foot, *, follows: bool) -> bool:
        """Whether a short line under the text is part of it: «keep when unsure».

        ``follows``: the line before it is text.
        """
        line = row.line
        if not row.left and line.item and len(line.key) <= 4:
            return True
        echo = foot.title is not None and echoes(row, foot.title)
        initials = sum([len(word) == 1 for word in line.key]) * 2 >= len(line.key)  # «ع ب/ س.ر»: who typed it
        if row.left or row.effect("edge") or echo or not follows or (initials and not line.closed):
            return False
        if self._ends(line, foot):
            return True
        if not foot.tidy and (line.bullet or (len(line.key) >= DECK and (foot.alone or self._words.comma(line.text)))):
            return True
        return self._topic.shared(line.text, foot.stems) >= (0.5 if foot.alone else 0.6) and len(line.key) >= 5

    def _ends(self, line: Line, foot: _Foot) -> bool:
        """Whether a line is a sentence by its end, or tied to the text by its first word."""
        if line.closed or (line.text[-1] in ENDINGS and (line.bullet or len(line.key) >= TOLD)):
            return True
        if foot.alone and line.text.endswith("..") and not line.elliptic:
            return True
        onward = self._words.goes_on(line.key[0]) and (line.text[-1] == ":" or len(line.key) > TOLD)
        if onward or (len(line.key) >= DECK and self._words.ties(line.key[0], line.text)):
            return True
        return foot.alone and len(line.key) >= DECK and self._words.comma(line.text)


def _counts(line: Line) -> bool:
    """Whether a line is the row of a table: a few words, a figure and, last, its unit."""
    return line.figures > 0 and 1 < len(line.key) <= DECK and bool(line.words) and line.words[-1] == line.key[-1]


def _parallel(rows: Sequence[Row], at: int, stop: int) -> bool:
    """Whether a line is one of three that begin alike, each with a figure: «جهة الشرق 2,3 مليون نسمة»."""
    for first in range(max(0, at - ROW + 1), min(at + 1, stop - ROW + 1)):
        lines = [row.line for row in rows[first : first + ROW] if row.kind == "headline" and not (row.cue or row.left)]
        short = [line for line in lines if line.figures and 1 < len(line.key) <= DECK]
        if len(short) == ROW and len({line.key[0] for line in short}) == 1:
            return True
    return False
