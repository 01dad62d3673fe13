"""Paragraphs that only begin a story told elsewhere: the summaries of a list, of an archive, of a front page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.strip.rows import Row
from extractor.strip.topic import Topic, Words
from extractor.strip.vocabulary import Cue

READ_MORE = "chrome.toml#read-more"
TEASER = Cue("chrome.toml#teaser", "line")
PAIRS = 3  # headlines with the beginning of a text under each: fewer may be an article with subheads
ABOUT = 0.25  # the least share of a headline's words that the text under it has
EXCERPT = 100  # code points: an excerpt without a headline is longer
MANY = 4  # excerpts that make a list without headlines …
EVEN = 1.5  # … the longest at most so many times the shortest …
STRANGE = 0.08  # … and each with no more words of its neighbour's than any two news share
ALL = 0.8  # of the paragraphs of a list are cut off


def without_teasers(rows: Sequence[Row], topic: Topic, words: Words) -> Sequence[Row]:
    """``rows`` with the summaries of a list as chrome.

    They stand over «اقرأ المزيد», end in «[…]», stand each under a headline of its own and break off before
    a full stop, or break off all at one length.
    """
    cut = _over_links(rows) or _excerpts(rows) or _broken_off(rows, topic) or _even(rows, topic, words)
    return [replace(row, kind="chrome", cue=TEASER) if at in cut else row for at, row in enumerate(rows)]


def _over_links(rows: Sequence[Row]) -> set[int]:
    teasers = {
        at
        for at, (row, after) in enumerate(pairwise(rows))
        if row.kind == "prose" and after.cue and after.cue.rule == READ_MORE
    }
    few = len(teasers) < 2 or len(teasers) * 2 < sum(row.kind == "prose" for row in rows)
    return set() if few else teasers


def _excerpts(rows: Sequence[Row]) -> set[int]:
    """The paragraphs that end in «[…]», where there are two or more: content systems write it, writers «…»."""
    cut = {
        at for at, row in enumerate(rows) if row.kind == "prose" and row.line.elliptic and "]" in row.line.text[-40:]
    }
    return cut if len(cut) > 1 else set()


def _broken_off(rows: Sequence[Row], topic: Topic) -> set[int]:
    texts = [at for at, row in enumerate(rows) if row.kind == "prose"]
    loose = {at for at in texts if at and _breaks_off(rows[at]) and rows[at - 1].kind == "headline"}
    if len(loose) < PAIRS or len(loose) < ALL * len(texts):
        return set()
    told = sum(topic.share(rows[at - 1].line.text, [rows[at].line.text]) >= ABOUT for at in loose)
    return loose if told >= ALL * len(loose) else set()


def _even(rows: Sequence[Row], topic: Topic, words: Words) -> set[int]:
    """All texts of a page, where each breaks off at the same length and tells a story of its own."""
    texts = [at for at, row in enumerate(rows) if row.kind in {"prose", "headline"} and len(row.line.text) >= EXCERPT]
    sizes = [len(rows[at].line.text) for at in texts]
    onward = sum(words.goes_on(key[0]) for at in texts if (key := rows[at].line.key))
    if onward > 1 or any(row.dated for row in rows):
        return set()
    if len(texts) < MANY or max(sizes) > EVEN * min(sizes) or not all(_breaks_off(rows[at]) for at in texts):
        return set()
    stems = [topic.stems([rows[at].line.text]) for at in texts]
    shared = sum(len(mine & other) for mine, other in pairwise(stems))
    return set(texts) if shared <= STRANGE * sum(map(len, stems)) else set()


def _breaks_off(row: Row) -> bool:
    line = row.line
    return (not line.closed and line.text[-1].isalpha()) or line.text[-1:] in {",", "\u060c"}
