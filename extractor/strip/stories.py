"""Rows → stories: where each article of a page begins and ends, which row is its title, which are its text.

*Looks for* the paragraphs first; what stands before them is a head (menus, title, date, byline), what
stands after them a foot (tags, links, comments). A new story begins where a head stands between
paragraphs: a title printed twice, a title with a day, or an outlet named before and after «منذ …».
*Limits*: a page of headlines each with two full paragraphs reads like an aggregator's page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.strip.rows import Row
from extractor.strip.topic import Topic, Words

CHROME = "chrome.toml"
HEAD = 14  # rows: how far before its first paragraph the head of a later story reaches
NEAR = 3  # rows between a title and its date line
DECK = 8  # words: a longer line between title and text is its summary
RESUMES = 0.12  # the least share of words that a paragraph after a link list has in common with its story
WHOLE = 180  # code points: the least text of a whole story under a link
BRIEF = 100  # code points: so few words share some by chance
ABOUT = 0.3  # the share of a link's words that a paragraph about it has
TEASER = 350  # code points: a listing's summaries are shorter


@dataclass(slots=True)
class Story:
    """One article as row numbers; ``chrome`` gives the rule of each row that is none of it."""

    first: int
    last: int
    title: int | None = None
    outlet: int | None = None
    body: list[int] = field(default_factory=list)
    metadata: list[int] = field(default_factory=list)
    chrome: dict[int, str] = field(default_factory=dict)


class Stories:
    """Finds the stories of a page."""

    def __init__(self, topic: Topic, words: Words) -> None:
        """``topic`` compares paragraphs by their words; ``words`` tells how sentences begin."""
        self._topic = topic
        self._words = words

    def find(self, rows: Sequence[Row]) -> tuple[list[Story], dict[int, str]]:
        """The stories in order, and the rule of every row outside of them."""
        heads = self._heads(rows)
        if not heads:
            rows = self._promoted(rows)
            heads = self._heads(rows)
        stories: list[Story] = []
        chrome: dict[int, str] = {}
        if not heads:
            return [], {at: _rule(row, "page-without-article") for at, row in enumerate(rows)}
        starts = [self._start(rows, heads, k) for k in range(len(heads))]
        starts[0] = 0
        for k, head in enumerate(heads):
            stop = starts[k + 1] if k + 1 < len(heads) else len(rows)
            stories.append(self._story(rows, starts[k], head, stop))
        kept = [story for story in stories if self._is_article(rows, story)]
        if len(stories) >= 3 and len(kept) * 3 <= len(stories):
            kept = []
        for story in stories:
            if story not in kept:
                rule = "listing" if len(stories) > 1 else "teaser"
                chrome |= {at: _rule(rows[at], rule) for at in range(story.first, story.last)}
        return kept, chrome

    def _promoted(self, rows: Sequence[Row]) -> Sequence[Row]:
        """``rows`` of a page without one full stop: its long lines, and those that read on, are paragraphs.

        A page whose every line could be a headline stays a list; a page of one line is a text.
        """
        loose = [at for at, row in enumerate(rows) if row.kind == "headline" and not row.left]
        texts = {at for at in loose if self._runs_on(rows[at])}
        if len(loose) == 1 and not any(row.kind == "chrome" for row in rows):
            texts = set(loose)
        return [replace(row, kind="prose") if at in texts else row for at, row in enumerate(rows)]

    def _runs_on(self, row: Row) -> bool:
        line = row.line
        if line.bullet or line.elliptic or len(line.key) < 2:
            return False
        if len(line.text) >= 95 and not line.item:
            return True
        return len(line.key) >= 8 and self._words.goes_on(line.key[0])

    # ── where stories begin ───────────────────────────────────────────────────────────────────────

    def _heads(self, rows: Sequence[Row]) -> list[int]:
        """The row of each story's first paragraph."""
        heads: list[int] = []
        before = -1
        closed = linked = False
        aggregator = _sibling(rows, range(len(rows))) is not None
        for at, row in enumerate(rows):
            if row.effect("rest"):
                closed = closed or bool(heads)
            elif row.effect("section"):
                linked = True
            if row.kind != "prose" and not _unclosed(rows, at):
                continue
            offshoot = bool(heads) and aggregator and linked and not closed and self._offshoot(rows, heads, at)
            if not heads or offshoot or self._begins(rows, before, at, closed=closed, linked=linked):
                heads.append(at)
                closed = linked = False
            elif not closed and not row.line.elliptic:
                linked = False
            before = at
        return heads

    def _offshoot(self, rows: Sequence[Row], heads: Sequence[int], at: int) -> bool:
        """Whether an aggregator prints a whole story under the link to it: about the link, not the story before."""
        line, link = rows[at].line, rows[at - 1]
        if link.kind != "headline" or line.elliptic or len(line.text) < WHOLE:
            return False
        own = self._topic.share(link.line.text, [line.text])
        return own > self._topic.share(link.line.text, [rows[k].line.text for k in range(heads[-1], at - 1)])

    def _begins(self, rows: Sequence[Row], before: int, at: int, *, closed: bool, linked: bool) -> bool:
        """Whether the rows between two paragraphs are the head of a story that begins at ``at``."""
        window = range(max(before + 1, at - HEAD), at)
        titles = [k for k in window if rows[k].kind == "headline" and len(rows[k].line.key) >= 3]
        if not titles:
            return False
        if _sibling(rows, window):
            return True
        text = rows[at].line.text
        keys = [rows[k].line.key for k in titles]
        if len(set(keys)) < len(keys) and len(keys[-1]) >= 4:
            return self._topic.share(" ".join(keys[-1]), [text]) >= 0.2
        if closed or (linked and len(text) < TEASER):
            return False
        dated = [k for k in window if rows[k].dated and not rows[k].effect("edge")]
        near = [k for k in titles for day in dated if abs(k - day) <= NEAR and len(rows[k].line.key) >= 4]
        return bool(near) and not rows[at].line.elliptic

    def _start(self, rows: Sequence[Row], heads: Sequence[int], k: int) -> int:
        """The first row of the head of story ``k``: its first title, or what names its outlet before that."""
        if k == 0:
            return 0
        window = range(max(heads[k - 1] + 1, heads[k] - HEAD), heads[k])
        before = [
            at for at in window if rows[at].kind == "prose" or rows[at].effect("section") or rows[at].effect("rest")
        ]
        first = before[-1] + 1 if before else window.start
        solid = [at for at in range(first, heads[k]) if rows[at].kind in {"headline", "meta"}]
        sibling = _sibling(rows, window)
        if sibling is not None:
            solid = [at for at in solid if at >= sibling - 2]
        titles = [at for at in solid if rows[at].kind == "headline" and len(rows[at].line.key) >= 3]
        if sibling is None and titles:
            last = rows[titles[-1]].line.key
            solid = [at for at in titles if rows[at].line.key == last] or titles
            solid = [at for at in range(solid[0], heads[k])]
            while solid[0] - 1 >= first and rows[solid[0] - 1].dated:
                solid.insert(0, solid[0] - 1)
        return solid[0] if solid else heads[k]

    # ── one story ─────────────────────────────────────────────────────────────────────────────────

    def _story(self, rows: Sequence[Row], first: int, head: int, stop: int) -> Story:
        story = Story(first, stop)
        story.title = self._title(rows, first, head)
        story.outlet = _sibling(rows, range(first, head))
        self._over_text(rows, story, head)
        end = self._text(rows, story, head, stop)
        self._foot(rows, story, end, stop)
        return story

    def _title(self, rows: Sequence[Row], first: int, head: int) -> int | None:
        candidates = [at for at in range(first, head) if rows[at].kind == "headline" and _titular(rows[at])]
        if not candidates:
            return None
        titles = [at for at in candidates if rows[at].heading == 2]
        if titles:
            return titles[-1]
        candidates = [at for at in candidates if not self._reads_on(rows, at)]
        if not candidates:
            return None
        keys = [rows[at].line.key for at in candidates]
        if len(set(keys)) == 1 and len(keys[0]) >= 3:
            return candidates[-1]
        opening = [rows[at].line.text for at in range(head, min(head + 6, len(rows))) if rows[at].kind == "prose"][:3]
        best, score = None, 0.0
        for place, at in enumerate(candidates):
            line = rows[at].line
            worth = 3 * self._topic.share(line.text, opening)
            worth += 2 * (keys.count(line.key) > 1 and len(line.key) >= 3)
            worth += 1 - 0.15 * (len(candidates) - 1 - place)
            worth += 0.6 * any(rows[k].dated for k in range(max(first, at - 2), min(head, at + 3)) if k != at)
            worth += 0.5 * (len(line.key) >= 4) - 1.5 * line.bullet + 0.4 * (at == 0)
            if worth >= score:
                best, score = at, worth
        if best is None or (len(rows[best].line.key) < 3 and score < 2):
            return None
        same = [at for at in candidates if rows[at].line.key == rows[best].line.key]
        return same[-1]

    def _reads_on(self, rows: Sequence[Row], at: int) -> bool:
        """Whether a line over the text is rather its first paragraph, printed without a full stop.

        It is long, has a comma or opens with a verb as news do («كشف», «أعلنت»), and nothing around it
        says title: no day, no second copy.
        """
        line = rows[at].line
        if line.item:
            return True
        if at and rows[at - 1].dated:
            return False
        if any(row.line.key == line.key for k, row in enumerate(rows) if k != at):
            return False
        if at + 1 < len(rows) and rows[at + 1].kind == "meta":
            return False
        size = len(line.text)
        return (size >= 85 and self._words.opens(line.key[0])) or (size >= 100 and self._words.comma(line.text))

    def _over_text(self, rows: Sequence[Row], story: Story, head: int) -> None:
        """Sort the rows between the head of the page and the first paragraph."""
        title = story.title
        for at in range(story.first, head):
            row = rows[at]
            if at == title:
                continue
            if row.kind == "meta" or (story.outlet is not None and row.line.key == rows[story.outlet].line.key):
                story.metadata.append(at)
            elif row.kind == "chrome":
                story.chrome[at] = _rule(row, "before-title")
            elif title is not None and _echoes(row, rows[title]):
                story.chrome[at] = f"{CHROME}#title-echo"
            elif (title is None or at > title) and len(row.line.key) >= DECK and not row.line.bullet and not row.left:
                story.body.append(at)
            elif title is None or at < title:
                story.chrome[at] = _rule(row, "before-title")
            else:
                story.chrome[at] = _rule(row, "under-title")

    def _text(self, rows: Sequence[Row], story: Story, head: int, stop: int) -> int:
        """Sort the rows of the running text; the row after its last paragraph is the answer."""
        section: str | None = None
        closed: str | None = None
        waiting: list[int] = []
        body: list[int] = []
        link = ""
        end = head
        for at in range(head, stop):
            row = rows[at]
            if closed:
                story.chrome[at] = row.cue.rule if row.cue else closed
            elif row.effect("rest"):
                closed = row.cue.rule if row.cue else None
                story.chrome[at] = closed or ""
            elif row.effect("section"):
                section = row.cue.rule if row.cue else None
                story.chrome[at] = section or ""
                link = ""
            elif row.kind == "prose" or _unclosed(rows, at):
                if section and not self._resumes(rows, body, at, link, section):
                    story.chrome[at] = f"{CHROME}#teaser" if row.line.elliptic else section
                    continue
                section = None
                body += [*waiting, at]
                waiting = []
                end = at + 1
            elif section:
                story.chrome[at] = row.cue.rule if row.cue and row.kind == "chrome" else section
                link = row.line.text
            else:
                waiting.append(at)
        for at in body:
            self._within(rows, story, at)
        for at in range(end, stop):
            if at not in story.chrome:
                waiting.append(at) if at not in waiting else None
        return end

    def _resumes(self, rows: Sequence[Row], body: Sequence[int], at: int, link: str, section: str) -> bool:
        """Whether a paragraph under a link list goes on with the story, rather than with a link or a box.

        It goes on unless it is about the link above it; under the heading of a side box it must also share
        words with the story.
        """
        line = rows[at].line
        if line.elliptic:
            return False
        if rows[at].taken or (line.key and self._words.goes_on(line.key[0])):
            return True
        if not link and section == f"{CHROME}#related":
            return True
        mine = self._topic.share(line.text, [rows[k].line.text for k in body])
        own = self._topic.share(link, [line.text])
        if own >= ABOUT and own > mine:
            return False
        return section == f"{CHROME}#related" or mine >= (RESUMES if len(line.text) >= BRIEF else ABOUT)

    def _within(self, rows: Sequence[Row], story: Story, at: int) -> None:
        """Sort one row between the first and the last paragraph."""
        row = rows[at]
        if row.kind == "chrome":
            story.chrome[at] = _rule(row, "after-body")
        elif row.kind == "meta" and row.meta and (row.dated or row.meta.rule.startswith("sites/layouts")):
            story.metadata.append(at)
        elif row.left and row.kind == "headline":
            story.chrome[at] = f"{CHROME}#not-extracted"
        elif row.kind == "headline" and story.title is not None and _echoes(row, rows[story.title]):
            story.chrome[at] = f"{CHROME}#title-echo"
        else:
            story.body.append(at)

    def _foot(self, rows: Sequence[Row], story: Story, end: int, stop: int) -> None:
        """Sort the rows under the last paragraph: keep what reads like its last words."""
        rest = [at for at in range(end, stop) if at not in story.chrome]
        prose = [at for at in story.body if rows[at].kind == "prose"]
        closed = sum(rows[at].line.closed for at in prose)
        loose = [at for at in rest if rows[at].kind == "headline"]
        for at in rest:
            row = rows[at]
            if row.kind == "meta":
                story.metadata.append(at)
            elif row.kind == "chrome":
                story.chrome[at] = _rule(row, "after-body")
            elif self._belongs(rows, story, at, tidy=closed * 5 >= len(prose) * 4, alone=len(loose) == 1):
                story.body.append(at)
            else:
                story.chrome[at] = _rule(row, "after-body")

    def _belongs(self, rows: Sequence[Row], story: Story, at: int, *, tidy: bool, alone: bool) -> bool:
        """Whether a short line under the text is part of it: «keep when unsure».

        ``tidy``: the paragraphs end in full stops, so that a line without one stands out.
        """
        row = rows[at]
        if row.left:
            return False
        if row.line.item and len(row.line.key) <= 4:
            return True
        if row.effect("edge") or (story.title is not None and _echoes(row, rows[story.title])):
            return False
        previous = at - 1
        if previous not in story.body:
            return False
        if row.line.closed:
            return True
        if len(row.line.key) >= DECK and (
            self._words.goes_on(row.line.key[0]) or self._words.comma(row.line.text[-2:])
        ):
            return True
        if not tidy:
            return alone or row.line.bullet
        share = self._topic.share(row.line.text, [rows[k].line.text for k in story.body])
        return share >= (0.5 if alone else 0.6) and len(row.line.key) >= 5

    def _is_article(self, rows: Sequence[Row], story: Story) -> bool:
        """Whether a story holds a text of its own rather than the beginning of one."""
        prose = [rows[at].line for at in story.body]
        if not prose:
            return False
        if len(prose) == 1 and prose[0].elliptic and len(prose[0].text) < TEASER:
            return False
        return True


def _unclosed(rows: Sequence[Row], at: int) -> bool:
    """A line without its full stop that only a paragraph is long enough for."""
    row = rows[at]
    if row.kind != "headline" or len(row.line.text) < 130 or row.line.bullet or at == 0:
        return False
    return all(other.line.key != row.line.key for other in rows[max(0, at - 8) : at + 9] if other is not row)


def _sibling(rows: Sequence[Row], window: range) -> int | None:
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


def _titular(row: Row) -> bool:
    words = len(row.line.key)
    return 2 <= words <= 40 and not (row.effect("edge") and words < 3) and not row.line.text.endswith(":")


def _echoes(row: Row, title: Row) -> bool:
    """Whether a row repeats the title, whole or with the outlet's name before or behind it."""
    mine, other = row.line.key, title.line.key
    if mine == other:
        return True
    if len(other) < 4 or not len(other) < len(mine) <= len(other) + 8:
        return False
    return mine[: len(other)] == other or mine[-len(other) :] == other


def _rule(row: Row, layout: str) -> str:
    if row.cue:
        return row.cue.rule
    return row.meta.rule if row.kind == "chrome" and row.meta else f"{CHROME}#{layout}"
