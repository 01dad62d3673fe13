"""Rows of an HTML page: what the markup and trafilatura say of each block goes before its words.

*Looks for* the blocks that trafilatura took for the article, and mends its misses: a paragraph that it left
out between two that it took is text unless the markup says otherwise. The title is a heading, or the line
that the head declares. *Limits*: a site that marks its text as a side box loses it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extractor.model import Block, Page
from extractor.strip.rows import Row
from extractor.strip.vocabulary import Cue

TITLE = 2  # the heading of a row that markup or a scraper says is the title
NEARLY_ALL = 0.9  # of a page's text
FEW = 5  # words of a sentence, at least
REACH = 4  # rows: how far from an extracted paragraph one that trafilatura missed may stand
LISTING = "chrome.toml#listing"
NOT_EXTRACTED = "chrome.toml#not-extracted"
# Branches whose words name neither the outlet nor the day: their lines are not cut into words.
MUTE = frozenset(f"chrome.toml#markup.{name}" for name in ("related", "comments", "aside", "ticker"))
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def marked(page: Page) -> dict[int, str]:
    """The blocks that the markup says are chrome, by where they start, with its rules."""
    return {block.span.start: block.rule for block in page.blocks if block.rule and block.rule != NOT_EXTRACTED}


def informed(page: Page, rows: Sequence[Row], declared: tuple[str, ...]) -> list[Row]:
    """``rows`` judged again by the blocks of ``page``; ``declared`` is the folded title of its head."""
    blocks = {block.span.start: block for block in page.blocks}
    paired = [(row, blocks.get(row.line.span.start)) for row in rows]
    taken = [at for at, (_, block) in enumerate(paired) if block and block.body]
    if _is_list(paired):
        return [replace(row, kind="chrome", cue=row.cue or Cue(LISTING, "line")) for row in rows]
    if _is_bare(paired):
        return titled(rows, declared)
    found = [_row(row, block, at, taken, declared) for at, (row, block) in enumerate(paired)]
    return _with_points(found, paired, taken)


def titled(rows: Sequence[Row], declared: tuple[str, ...]) -> list[Row]:
    """``rows`` of a text with the first line that is the ``declared`` title as such, however short it is."""
    at = next((at for at, row in enumerate(rows) if declared and row.line.key == declared), None)
    found = list(rows)
    if at is not None:
        found[at] = replace(rows[at], kind="headline", cue=None, meta=None, heading=TITLE)
    return found


def _is_bare(paired: Sequence[tuple[Row, Block | None]]) -> bool:
    """Whether a page has no heading and trafilatura took nearly all of it: its word is worth nothing then."""
    free = [block for _, block in paired if block and block.rule in {"", NOT_EXTRACTED}]
    if any(block.tag in HEADINGS and (block.rule or block.body) for block in free):  # not the head's own title
        return False
    taken = sum(len(block.span) for block in free if block.body)
    return taken >= NEARLY_ALL * sum(len(block.span) for block in free)


def _with_points(rows: Sequence[Row], paired: Sequence[tuple[Row, Block | None]], taken: Sequence[int]) -> list[Row]:
    """``rows`` with the sentences between title and text that trafilatura left out: a story told in points first."""
    found = list(rows)
    title = max((at for at in range(taken[0] if taken else 0) if rows[at].heading == TITLE), default=None)
    for at in range(title + 1, taken[0]) if title is not None else ():
        row, block = paired[at]
        if block and block.rule == NOT_EXTRACTED and block.tag in {"p", "li"} and row.line.closed and _told(row):
            found[at] = replace(row, kind="prose")
    return found


def _told(row: Row) -> bool:
    return row.kind in {"headline", "prose"} and row.cue is None and (row.line.figures > 0 or len(row.line.key) >= FEW)


def _is_list(paired: Sequence[tuple[Row, Block | None]]) -> bool:
    """Whether most paragraphs stand under a linked headline of their own: a home page, an archive, a search."""
    free = {"", NOT_EXTRACTED}
    texts = [
        at
        for at, (row, block) in enumerate(paired)
        if block and block.rule in free and block.tag not in {"a", *HEADINGS} and len(row.line.text) >= 60
    ]
    under = 0
    for at in texts:
        before = [paired[k] for k in range(max(0, at - 2), at)]
        under += any(block and block.tag == "a" and len(row.line.key) >= 3 for row, block in before)
    return under >= 3 and under * 2 > len(texts)


def _row(row: Row, block: Block | None, at: int, taken: Sequence[int], declared: tuple[str, ...]) -> Row:
    if block is None or _is_title(row, block, declared):
        return row if block is None else replace(row, kind="headline", cue=None, meta=None, heading=TITLE)
    if block.rule and block.rule != NOT_EXTRACTED:
        return row
    heading = int(block.tag in HEADINGS)
    if block.body:
        plain = row.kind == "headline" and not heading and block.tag != "a" and row.cue is None
        return replace(row, kind="prose" if plain else row.kind, heading=heading, taken=True)
    if row.kind in {"meta", "chrome"} or _missed(row, block, at, taken):
        return row
    if row.kind == "headline" and block.tag in {"h2", "h3"}:
        return replace(row, heading=heading, left=True)
    return replace(row, kind="chrome", cue=Cue(NOT_EXTRACTED, "line"), heading=heading)


def _missed(row: Row, block: Block, at: int, taken: Sequence[int]) -> bool:
    """Whether trafilatura overlooked a paragraph: it stands between two that it took, or it took none."""
    place = bisect_left(taken, at)
    between = 0 < place < len(taken) and (at - taken[place - 1] <= REACH or taken[place] - at <= REACH)
    return row.kind == "prose" and block.tag != "a" and (between or not taken)


def _is_title(row: Row, block: Block, declared: tuple[str, ...]) -> bool:
    """A first-rank heading that is no link, or the line that the head gives as the title."""
    if block.rule and block.rule != NOT_EXTRACTED:
        return False
    words = row.line.key
    if len(words) >= 3 and declared[: len(words)] == words and block.tag != "a":
        return True
    return block.tag == "h1" and len(words) >= 2
