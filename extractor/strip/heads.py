"""Where the stories of a page begin: the first paragraph of each, and the first row of its head."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.strip.rows import Row
from extractor.strip.topic import Topic

HEAD = 14  # rows: how far before its first paragraph the head of a later story reaches
NEAR = 3  # rows between a title and its date line
WHOLE = 180  # code points: the least text of a whole story under a link
TEASER = 350  # code points: a listing's summaries are shorter
ECHOED = 0.2  # the least share of a repeated title's words that its own first paragraph has
RULED = 3  # signs of a line that parts two stories: «***»
UNCLOSED = 130  # code points: a line as long is a paragraph even without its full stop


class Heads:
    """Finds where stories begin."""

    def __init__(self, topic: Topic) -> None:
        """``topic`` compares paragraphs by their words."""
        self._topic = topic

    def find(self, rows: Sequence[Row]) -> list[int]:
        """The row of each story's first paragraph."""
        heads: list[int] = []
        before = -1
        closed = linked = False
        aggregator = sibling(rows, range(len(rows))) is not None
        for at, row in enumerate(rows):
            if row.effect("rest"):
                closed = closed or bool(heads)
            elif row.effect("section"):
                linked = True
            if row.kind != "prose" and not unclosed(rows, at):
                continue
            offshoot = bool(heads) and aggregator and linked and not closed and self._offshoot(rows, heads[-1], at)
            if not heads or offshoot or self._begins(rows, before, at, closed=closed, linked=linked):
                heads.append(at)
                closed = linked = False
            elif not closed and not row.line.elliptic:
                linked = False
            before = at
        return heads

    def _offshoot(self, rows: Sequence[Row], head: int, at: int) -> bool:
        """Whether an aggregator prints a whole story under the link to it: about the link, not the story before."""
        line, link = rows[at].line, rows[at - 1]
        if link.kind != "headline" or line.elliptic or len(line.text) < WHOLE:
            return False
        own = self._topic.share(link.line.text, [line.text])
        return own > self._topic.share(
            link.line.text, [rows[k].line.text for k in range(head, min(head + HEAD, at - 1))]
        )

    def _parted(self, rows: Sequence[Row], before: int, title: int, at: int) -> bool:
        """Whether a source or a line of stars ends the story before, and the headline is about the text ``at``."""
        own = self._topic.share(rows[title].line.text, [rows[at].line.text])
        if own < ECHOED:
            return False
        if _sourced(rows, range(max(before + 1, at - HEAD), at)):
            return True
        ruled = title == at - 1 and _separated(rows, before, title)
        return ruled and own > self._topic.share(rows[title].line.text, [rows[before].line.text])

    def _begins(self, rows: Sequence[Row], before: int, at: int, *, closed: bool, linked: bool) -> bool:
        """Whether the rows between two paragraphs are the head of a story that begins at ``at``."""
        window = range(max(before + 1, at - HEAD), at)
        titles = [k for k in window if rows[k].kind == "headline" and len(rows[k].line.key) >= 3]
        if not titles:
            return False
        if sibling(rows, window):
            return True
        text = rows[at].line.text
        if self._parted(rows, before, titles[-1], at):
            return True
        keys = [rows[k].line.key for k in titles]
        if len(set(keys)) < len(keys) and len(keys[-1]) >= 4:
            return self._topic.share(" ".join(keys[-1]), [text]) >= ECHOED
        if closed or (linked and len(text) < TEASER):
            return False
        dated = [k for k in window if rows[k].dated and not rows[k].effect("edge")]
        near = [k for k in titles for day in dated if abs(k - day) <= NEAR and len(rows[k].line.key) >= 4]
        return bool(near)


def start(rows: Sequence[Row], previous: int, head: int) -> int:
    """The first row of the head of the story whose first paragraph is ``head``.

    It is the story's first title, or the day or the outlet over that; ``previous`` is the first paragraph
    of the story before.
    """
    window = range(max(previous + 1, head - HEAD), head)
    before = [at for at in window if rows[at].kind == "prose" or rows[at].effect("section") or rows[at].effect("rest")]
    first = before[-1] + 1 if before else window.start
    solid = [at for at in range(first, head) if rows[at].kind in {"headline", "meta"}]
    outlet = sibling(rows, window)
    if outlet is not None:
        return next((at for at in solid if at >= outlet - 2), head)
    titles = [at for at in solid if rows[at].kind == "headline" and len(rows[at].line.key) >= 3]
    if not titles:
        return solid[0] if solid else head
    last = rows[titles[-1]].line.key
    at = next(at for at in titles if rows[at].line.key == last)
    while at > first and rows[at - 1].dated:
        at -= 1
    return at


def _separated(rows: Sequence[Row], before: int, at: int) -> bool:
    """Whether a line of stars or dashes parts the headline ``at`` from the paragraph ``before`` it."""
    between = [row.line for row in rows[before + 1 : at]]
    return len(between) == 1 and not between[0].key and len(between[0].text) >= RULED and not between[0].figures


def _sourced(rows: Sequence[Row], window: range) -> bool:
    """Whether a line that names a source («المصدر: …») ends the story before, with a headline under it."""
    for at in window[:-1]:
        meta = rows[at].meta
        if meta and meta.rule.endswith("#source-line"):
            return rows[at + 1].kind == "headline" and len(rows[at + 1].line.key) >= 4
    return False


def unclosed(rows: Sequence[Row], at: int) -> bool:
    """A line without its full stop that only a paragraph is long enough for."""
    row = rows[at]
    if row.kind != "headline" or len(row.line.text) < UNCLOSED or row.line.bullet or at == 0:
        return False
    return all(other.line.key != row.line.key for other in rows[max(0, at - 8) : at + 9] if other is not row)


def sibling(rows: Sequence[Row], window: range) -> int | None:
    """The row of an outlet's name that stands again, behind a bullet, within four rows: an aggregator's head."""
    for at in window:
        mine = rows[at].line
        if rows[at].kind == "prose" or not 0 < len(mine.key) <= 5:
            continue
        for after in range(at + 1, min(at + 5, window.stop)):
            other = rows[after].line
            if other.bullet and other.key == mine.key and not mine.bullet and other.text.endswith(mine.text[-1]):
                return at
    return None
