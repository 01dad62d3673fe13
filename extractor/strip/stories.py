"""Rows → stories: where each article of a page begins and ends, which row is its title, which are its text.

*Looks for* the paragraphs first; what stands before them is a head (menus, title, date, byline), what
stands after them a foot (tags, links, comments). A new story begins where a head stands between
paragraphs: a title printed twice, a title with a day, or an outlet named before and after «منذ …».
*Limits*: a page of headlines each with two full paragraphs reads like an aggregator's page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.strip.comments import without_author_box, without_comments
from extractor.strip.feet import DECK, TOLD, Feet
from extractor.strip.heads import TEASER, Heads, sibling, start, unclosed
from extractor.strip.html import TITLE
from extractor.strip.rows import Row
from extractor.strip.story import Story
from extractor.strip.strips import ends_in_strip, without_strips
from extractor.strip.teasers import READ_MORE, without_teasers
from extractor.strip.titles import Titles, echoes
from extractor.strip.topic import Topic, Words

CHROME = "chrome.toml"
RELATED = f"{CHROME}#related"
RESUMES = 0.12  # the least share of words that a paragraph under a side box has in common with its story …
BRIEF = 100  # code points: … when it is as long; so few words share some by chance
ABOUT = 0.3  # the share of a link's words that a paragraph about it has
FAR = 20  # rows under a text that are looked at
LINKS = 3  # dashed lines that make a list of links …
ABROAD = 0.15  # … when they share no more words with the text than this, on average
EXCERPT = 100  # code points: the excerpt of a list; its headline is shorter
ONWARD = 7  # words: a line as long that carries a text on is a paragraph without its full stop …
BRIEFS = 4  # short sentences that make a text where no line is long
CARRIED = 50  # code points: … of so many at least where other paragraphs have theirs …
TOLD_AT = 70  # code points: … and so is one that opens with a verb of news …
LONG = 95  # code points: a line as long on a page without full stops is a paragraph
AGAIN = 60  # code points: a paragraph as long that stands word for word above says nothing more
CREDIT = "chrome.toml#credit"


@dataclass(slots=True)
class _Text:
    """How far the running text of a story is read; ``stems`` are those of its first ``known`` rows."""

    section: str = ""
    closed: str = ""
    link: str = ""
    waiting: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    known: int = 0
    end: int = 0


class Stories:
    """Finds the stories of a page."""

    def __init__(self, topic: Topic, words: Words) -> None:
        """``topic`` compares paragraphs by their words; ``words`` tells how sentences begin."""
        self._topic = topic
        self._words = words
        self._heads = Heads(topic)
        self._titles = Titles(topic, words)
        self._feet = Feet(topic, words)

    def find(self, rows: Sequence[Row]) -> tuple[list[Story], dict[int, str]]:
        """The stories in order, and the rule of every row outside of them."""
        rows = self._onward(without_author_box(without_comments(rows), self._words))
        if not any(row.kind == "prose" and row.line.closed for row in rows):
            rows = self._promoted(rows)
        rows = without_strips(without_teasers(rows, self._topic, self._words), self._topic, self._words)
        heads = self._heads.find(rows)
        if not heads:
            return [], {at: row.rule("page-without-article") for at, row in enumerate(rows)}
        starts = [0, *(start(rows, heads[k - 1], heads[k]) for k in range(1, len(heads))), len(rows)]
        stories = [self._story(rows, starts[k], head, starts[k + 1]) for k, head in enumerate(heads)]
        whole = [_is_article(rows, story) for story in stories]
        brief = len(stories) >= 4 and all(_is_brief(rows, story) for story in stories)
        cut_off = len(stories) >= 2 and all(_is_cut_off(rows, story) for story in stories)
        if brief or cut_off or (len(stories) >= 3 and sum(whole) * 3 <= len(stories)):
            whole = [False] * len(stories)
        layout = "listing" if len(stories) > 1 else "teaser"
        left = (story for story, is_whole in zip(stories, whole, strict=True) if not is_whole)
        chrome = {at: rows[at].rule(layout) for story in left for at in range(story.first, story.last)}
        return [story for story, is_whole in zip(stories, whole, strict=True) if is_whole], chrome

    def _onward(self, rows: Sequence[Row]) -> Sequence[Row]:
        """``rows`` with those that carry a text on as paragraphs, though they lack their full stop."""
        first = next((at for at, row in enumerate(rows) if row.kind == "prose"), len(rows))
        free = [at for at in range(first + 1, len(rows)) if _free(rows[at])]
        if not free:
            return rows
        copies = Counter(row.line.key for row in rows)
        texts = {at for at in free if copies[rows[at].line.key] == 1 and self._carries(rows[at])}
        prose = [replace(row, kind="prose", cue=None) if at in texts else row for at, row in enumerate(rows)]
        return prose if texts else rows

    def _carries(self, row: Row) -> bool:
        line = row.line
        if line.bullet or line.elliptic or row.left or row.heading or len(line.text) < CARRIED:
            return False
        return len(line.key) >= ONWARD and self._words.goes_on(line.key[0])

    def _promoted(self, rows: Sequence[Row]) -> Sequence[Row]:
        """``rows`` of a page whose texts have no full stops: its long lines, and those that read on, are paragraphs.

        A page whose every line could be a headline stays a list; a page of one line is a text.
        """
        free = (at for at, row in enumerate(rows) if _free(row) and not row.left)
        loose = [at for at in free if rows[at].heading < TITLE]
        copies = Counter(row.line.key for row in rows)
        texts = {at for at in loose if copies[rows[at].line.key] == 1 and self._runs_on(rows[at])}
        if len(loose) == 1 and not any(row.kind in {"chrome", "prose"} for row in rows):
            texts = set(loose)
        told = [at for at in loose if rows[at].line.closed and len(rows[at].line.key) >= TOLD - 1]
        if not texts and len(told) >= BRIEFS and not any(row.kind == "prose" for row in rows):
            texts = set(told)  # a match told in a few words a minute
        return [replace(row, kind="prose", cue=None) if at in texts else row for at, row in enumerate(rows)]

    def _runs_on(self, row: Row) -> bool:
        line = row.line
        if line.bullet or line.elliptic or len(line.key) < 2:
            return False
        size = len(line.text)
        if size >= LONG and not line.item:
            return True
        if size >= TOLD_AT and self._words.opens(line.key[0]):
            return True
        return len(line.key) >= ONWARD and self._words.goes_on(line.key[0])

    # ── one story ─────────────────────────────────────────────────────────────────────────────────

    def _story(self, rows: Sequence[Row], first: int, head: int, stop: int) -> Story:
        story = Story(first, stop, self._titles.choose(rows, first, head), sibling(rows, range(first, head)))
        self._over_text(rows, story, head)
        end = self._text(rows, story, head, stop)
        self._feet.sort(rows, story, end, stop)
        return story

    def _over_text(self, rows: Sequence[Row], story: Story, head: int) -> None:
        """Sort the rows between the head of the page and the first paragraph."""
        title = story.title
        listed = _list_above(rows, story.first, head)
        while listed > story.first and self._unfinished(rows[listed - 1]):
            listed -= 1
        announced = False
        for at in range(story.first, head):
            row = rows[at]
            if at == title:
                continue
            if row.kind == "meta" or (story.outlet is not None and row.line.key == rows[story.outlet].line.key):
                story.metadata.append(at)
            elif row.kind == "chrome":
                story.chrome[at] = row.rule("before-title")
            elif title is not None and echoes(row, rows[title]):
                story.chrome[at] = f"{CHROME}#title-echo"
            elif (
                at >= listed
                or (announced and row.listed)
                or (row.line.resumes and at - 1 in story.body)
                or self._leads(rows, title, at, head)
            ):
                story.body.append(at)
                announced = announced or row.line.text.endswith(":")
            else:
                story.chrome[at] = row.rule("before-title" if title is None or at < title else "under-title")

    def _unfinished(self, row: Row) -> bool:
        """Whether a line over the text is its beginning: a sentence cut into lines at its commas."""
        return row.kind == "headline" and not row.cue and self._words.comma(row.line.text[-1:])

    def _leads(self, rows: Sequence[Row], title: int | None, at: int, head: int) -> bool:
        """Whether a line over the text is its summary: under the title; without one, about the story."""
        key = rows[at].line.key
        if title is not None and at > title and rows[at].line.text.endswith(":"):
            return at == head - 1 or rows[at + 1].listed
        told = len(key) >= TOLD and self._words.opens(key[0]) and not rows[at].left
        if not _is_deck(rows[at]) and not (told and title is not None):
            return False
        return not self._titles.stray(rows, at, head) if title is None else at > title

    def _text(self, rows: Sequence[Row], story: Story, head: int, stop: int) -> int:
        """Sort the rows of the running text; the row after its last paragraph is the answer."""
        text = _Text(end=head)
        for at in range(head, stop):
            row = rows[at]
            if text.closed:
                story.chrome[at] = row.cue.rule if row.cue else text.closed
            elif row.cue and row.cue.effect in {"rest", "section"}:
                story.chrome[at] = row.cue.rule
                text.closed = row.cue.rule if row.cue.effect == "rest" else ""
                text.section, text.link = row.cue.rule, ""
            elif row.kind == "prose" or unclosed(rows, at):
                self._paragraph(rows, story, text, at)
            elif text.section:
                story.chrome[at] = row.cue.rule if row.cue and row.kind == "chrome" else text.section
                text.link = row.line.text
            else:
                text.waiting.append(at)
        if ends_in_strip(rows, text.body, self._topic, self._words):
            story.chrome[text.body.pop()] = f"{CHROME}#ticker"
        self._linked_below(rows, story, text.body)
        for at in text.body:
            _within(rows, story, at)
        return text.end

    def _paragraph(self, rows: Sequence[Row], story: Story, text: _Text, at: int) -> None:
        if text.section and not self._resumes(rows, text, at):
            story.chrome[at] = f"{CHROME}#teaser" if rows[at].line.elliptic else text.section
            text.aside.append(rows[at].line.text)
            return
        said = rows[at].line.text
        if said in text.told:
            story.chrome[at] = f"{CHROME}#repeat"
            text.end = at + 1
            return
        if len(said) >= AGAIN:
            text.told.add(said)
        text.body += [*text.waiting, at]
        text.waiting.clear()
        text.aside.clear()
        text.section = ""
        text.end = at + 1

    def _resumes(self, rows: Sequence[Row], text: _Text, at: int) -> bool:
        """Whether a paragraph under a link list goes on with the story, rather than with a link or a box.

        It goes on unless it is about the link above it, or goes on with such a text; under the heading of a
        side box it must also share words with the story.
        """
        line = rows[at].line
        if line.elliptic or _is_foreign(rows, text.body, line.text):
            return False
        if rows[at].taken:
            return True
        onward = self._words.resumes(line.text)
        if not text.aside and (onward or (text.section == RELATED and not text.link)):
            return True
        text.stems |= self._topic.stems(rows[k].line.text for k in text.body[text.known :])
        text.known = len(text.body)
        mine = self._topic.shared(line.text, text.stems)
        own = self._topic.share(text.link, [line.text])
        aside = bool(text.aside) and self._topic.share(line.text, text.aside) > mine
        if aside or onward or (own >= ABOUT and own > mine):
            return onward and not aside
        return text.section == RELATED or mine >= (RESUMES if len(line.text) >= BRIEF else ABOUT)

    def _linked_below(self, rows: Sequence[Row], story: Story, body: list[int]) -> None:
        """Take headlines behind dashes off the end of a text: no colon announces them, and they tell other stories."""
        first = next((k + 1 for k in range(len(body) - 1, -1, -1) if not rows[body[k]].line.bullet), 0)
        if not 0 < first < len(body) or rows[body[first - 1]].line.text.endswith(":"):
            return
        below = range(body[first], min(body[first] + FAR, story.last))
        dashed = [rows[at].line.text for at in below if rows[at].line.bullet]
        stems = self._topic.stems(rows[at].line.text for at in body[:first])
        if len(dashed) >= LINKS and sum(self._topic.shared(text, stems) for text in dashed) < ABROAD * len(dashed):
            for at in body[first:]:
                story.chrome[at] = f"{CHROME}#after-body"
            del body[first:]


def _free(row: Row) -> bool:
    """Whether a line may carry a text on: no cue says otherwise but «(رويترز)» at its end."""
    return row.kind == "headline" if row.cue is None else row.cue.rule == CREDIT


def _is_foreign(rows: Sequence[Row], body: Sequence[int], text: str) -> bool:
    """Whether a line is in Latin letters under a text that is not."""
    return bool(body) and text.isascii() and not rows[body[0]].line.text.isascii()


def _within(rows: Sequence[Row], story: Story, at: int) -> None:
    """Sort one row between the first and the last paragraph."""
    row = rows[at]
    if row.kind == "chrome":
        story.chrome[at] = row.rule("after-body")
    elif row.kind == "meta" and row.meta and (row.dated or row.meta.rule.startswith("sites/layouts")):
        story.metadata.append(at)
    elif row.left and row.kind == "headline":
        story.chrome[at] = f"{CHROME}#not-extracted"
    elif row.kind == "headline" and story.title is not None and echoes(row, rows[story.title]):
        story.chrome[at] = f"{CHROME}#title-echo"
    else:
        story.body.append(at)


def _list_above(rows: Sequence[Row], first: int, head: int) -> int:
    """Where a numbered list begins that the first paragraph ``head`` goes on with; ``head`` where there is none."""
    at = head
    while at > first and rows[head].line.item and rows[at - 1].line.item and rows[at - 1].kind == "headline":
        at -= 1
    return at


def _is_deck(row: Row) -> bool:
    """Whether a line between title and text is a summary of the story: long, or a sentence with its full stop."""
    line = row.line
    told = line.closed and len(line.key) >= (2 if line.bullet and line.figures else 4)  # «- 17 طريقا مقطوعة.»
    return not row.left and (told or (len(line.key) >= DECK and not line.bullet))


def _is_brief(rows: Sequence[Row], story: Story) -> bool:
    """Whether a story is one sentence under a title, as in lists that print the first sentence whole."""
    if story.outlet is not None or len(story.body) != 1:
        return False
    text = rows[story.body[0]].line.text
    return len(text) < TEASER and ". " not in text


def _is_cut_off(rows: Sequence[Row], story: Story) -> bool:
    """Whether a story is one line that breaks off before its full stop, as excerpts in lists do."""
    texts = [text for at in story.body if len(text := rows[at].line.text) >= EXCERPT]
    if story.outlet is not None or len(texts) != 1 or len(story.body) > 1:
        return False
    return len(texts[0]) < TEASER and texts[0][-1].isalpha()


def _is_article(rows: Sequence[Row], story: Story) -> bool:
    """Whether a story holds a text of its own rather than the beginning of one."""
    prose = [rows[at].line for at in story.body]
    if not prose:
        return False
    more = any(rule == READ_MORE for rule in story.chrome.values())
    size = sum(len(line.text) for line in prose)
    return not (prose[-1].elliptic and size < TEASER and (more or len(prose) == 1))
