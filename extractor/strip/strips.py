"""Headlines run together into one line over a text or under it: the strip that a page moves across its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.strip.lines import Line
from extractor.strip.rows import Row
from extractor.strip.topic import Topic, Words
from extractor.strip.vocabulary import Cue

TICKER = Cue("chrome.toml#ticker", "line")
GLUED = 120  # code points: headlines run together are longer; twice as long where no title parts them from a text …
STRANGE = 0.1  # … and share no more words with it than any two news do …
OWN = 0.2  # … or than one headline of many does, where the story's own stands among them
READ = 6  # paragraphs of the story that they are compared with


def without_strips(rows: Sequence[Row], topic: Topic, words: Words) -> Sequence[Row]:
    """``rows`` with the strips over a text as chrome: they say nothing of it, and its paragraphs have full stops."""
    prose = [at for at, row in enumerate(rows) if row.kind == "prose"]
    strips: set[int] = set()
    for at, after in pairwise(prose):
        line = rows[at].line
        if rows[at].taken or not _runs_on(line, words) or not rows[after].line.closed:
            break
        titled = any(row.kind == "headline" for row in rows[at + 1 : after])
        story = [rows[k].line.text for k in prose if k > at][:READ]
        bare = not titled and (len(story) < 2 or len(line.text) < 2 * GLUED)
        if bare or topic.share(line.text, story) > (OWN if titled else STRANGE):
            break
        strips.add(at)
    return [replace(row, kind="chrome", cue=TICKER) if at in strips else row for at, row in enumerate(rows)]


def ends_in_strip(rows: Sequence[Row], body: Sequence[int], topic: Topic, words: Words) -> bool:
    """Whether the last paragraph of ``body`` is a strip; a text without its last full stop keeps to its subject."""
    prose = [rows[at].line for at in body if rows[at].kind == "prose"]
    if len(prose) < 3 or rows[body[-1]].line is not prose[-1] or rows[body[-1]].taken:
        return False
    if not _runs_on(prose[-1], words) or not prose[-2].closed:
        return False
    return topic.share(prose[-1].text, [line.text for line in prose[:-1]]) <= STRANGE


def _runs_on(line: Line, words: Words) -> bool:
    """Whether a line is long and has no stop, no comma, and nothing that ties it to a text above."""
    if line.closed or line.elliptic or len(line.text) < GLUED or words.comma(line.text):
        return False
    return not words.resumes(line.text)
