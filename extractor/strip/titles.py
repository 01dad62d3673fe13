"""Which row over a text is its title, and which rows repeat it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.strip.rows import Row
from extractor.strip.topic import Topic, Words

Key = tuple[str, ...]

LONG = 75  # code points: a title as long that opens with a verb of news is a paragraph …
STRAY = 6  # words: a shorter title may play with words that its text has not
FAR = 30  # rows of a text that are looked at
SMALL = 4  # words of a caption or a key word: titles are longer
LONGER = 100  # … and so is one as long that has a comma


class Titles:
    """Chooses titles.

    *Looks for* a heading of the markup, a copy, a day beside it, words that the text takes up, and the
    place next to the text. *Limits*: a ticker's headline on the same subject may win where the title is
    printed once and far from its text.
    """

    def __init__(self, topic: Topic, words: Words) -> None:
        """``topic`` compares title and text, ``words`` tells how sentences begin."""
        self._topic = topic
        self._words = words

    def choose(self, rows: Sequence[Row], first: int, head: int) -> int | None:
        """The title among the rows ``first`` to ``head`` (a story's first paragraph), its last copy."""
        candidates = [at for at in range(first, head) if rows[at].kind == "headline" and _titular(rows[at])]
        marked = [at for at in candidates if rows[at].heading == 2]
        if marked:
            return marked[-1]
        candidates = [at for at in candidates if not self._words.comma(rows[at].line.text[-1:])]
        copies = Counter(row.line.key for row in rows[first:head])
        dated = [at for at in candidates if at and rows[at - 1].dated]
        candidates = [at for at in candidates if not self._reads_on(rows, at, copies)] or dated[:1]
        if not candidates:
            return None
        if len(candidates) == 1 and self.stray(rows, candidates[0], head):
            return None
        keys = {rows[at].line.key for at in candidates}
        if len(keys) == 1 and len(rows[candidates[0]].line.key) >= 3:
            return _last(candidates, rows)
        opening = [rows[at].line.text for at in range(head, min(head + 6, len(rows))) if rows[at].kind == "prose"][:3]
        stems = self._topic.stems(opening)
        worths = [self._worth(rows, candidates, place, copies, stems) for place in range(len(candidates))]
        worth, best = max(zip(worths, candidates, strict=True))
        if len(rows[best].line.key) < 3 and (worth < 2 or not _attested(rows, best, copies)):
            return None
        return _last([at for at in candidates if rows[at].line.key == rows[best].line.key], rows)

    def stray(self, rows: Sequence[Row], at: int, head: int) -> bool:
        """Whether a headline over a text is another story's: long, printed once, undated, and not a word of it below.

        ``head`` is the text's first paragraph.
        """
        line = rows[at].line
        labelled = any(row.effect("section") for row in rows[at + 1 : head])  # «أخبار عاجلة» under a ticker
        dated = any(row.dated for row in rows[max(0, at - 2) : head])
        if len(line.key) < (SMALL if labelled else STRAY) or rows[at].heading or dated:
            return False
        if any(row.kind == "headline" for row in rows[at + 1 : head]):
            return False
        if any(row.line.key == line.key for row in rows[:head] if row is not rows[at]):
            return False
        text = self._topic.stems(row.line.text for row in rows[head : head + FAR] if row.kind == "prose")
        return self._topic.shared(line.text, text) == 0

    def _worth(
        self, rows: Sequence[Row], candidates: Sequence[int], place: int, copies: Counter[Key], opening: frozenset[str]
    ) -> float:
        """How much speaks for a candidate; the weights were set by hand on own pages of thirty layouts."""
        at = candidates[place]
        line = rows[at].line
        around = range(max(candidates[0], at - 2), min(candidates[-1] + 3, len(rows), at + 3))
        worth = 3 * self._topic.shared(line.text, opening)
        worth += 2 * (copies[line.key] > 1 and len(line.key) >= 3)
        worth += 1 - 0.15 * (len(candidates) - 1 - place)
        worth += 0.6 * any(rows[other].dated for other in around if other != at)
        worth += 0.8 * (at + 1 < len(rows) and rows[at + 1].dated and len(line.key) >= SMALL)
        if at == 0 and len(candidates) == 2 and len(line.key) > SMALL:  # a caption or a name stands under a first line
            worth += 1.2 * (not any(echoes(rows[at], rows[other]) for other in candidates if other != at))
        if len(line.key) < SMALL:  # a caption says in two words what the title says in eight
            words = set(line.key)
            worth -= 2 * any(words < set(rows[other].line.key) for other in candidates if other != at)
        return worth + 0.5 * (len(line.key) >= 4) + 0.5 * (len(line.key) > SMALL) - 1.5 * line.bullet + 0.4 * (at == 0)

    def _reads_on(self, rows: Sequence[Row], at: int, copies: Counter[Key]) -> bool:
        """Whether a line over the text is rather its first paragraph, printed without a full stop.

        It is long, has a comma or opens with a verb as news do («كشف», «أعلنت»), and nothing around it
        says title: no byline under it, no second copy.
        """
        line = rows[at].line
        if line.item:
            return True
        if copies[line.key] > 1:
            return False
        if at + 1 < len(rows) and rows[at + 1].kind == "meta":
            return False
        size = len(line.text)
        return (size >= LONG and self._words.opens(line.key[0])) or (size >= LONGER and self._words.comma(line.text))


def _attested(rows: Sequence[Row], at: int, copies: Counter[Key]) -> bool:
    """Whether more than its words says that two words are a title: a copy, a day beside them, the head of the page."""
    near = rows[max(0, at - 2) : at + 3]
    return at == 0 or copies[rows[at].line.key] > 1 or any(row.dated for row in near) or rows[at].heading > 0


def _last(copies: Sequence[int], rows: Sequence[Row]) -> int:
    """The last copy of a title, one without a bullet if there is one."""
    return next((at for at in reversed(copies) if not rows[at].line.bullet), copies[-1])


def _titular(row: Row) -> bool:
    if row.line.resumes or _doubled(row.line.key):
        return False
    words = len(row.line.key)
    return 2 <= words <= 40 and not (row.effect("edge") and words < 3) and not row.line.text.endswith(":")


def _doubled(key: Key) -> bool:
    """Whether a line says the same twice, as the text for a picture and its caption do."""
    half = len(key) // 2
    return half >= SMALL and key[:half] == key[half:]


def echoes(row: Row, title: Row) -> bool:
    """Whether a row repeats the title, whole or with the outlet's name before or behind it."""
    mine, other = row.line.key, title.line.key
    if mine in {other, other * 2}:
        return True
    if len(other) < 4 or not len(other) < len(mine) <= len(other) + 8:
        return False
    return mine[: len(other)] == other or mine[-len(other) :] == other
