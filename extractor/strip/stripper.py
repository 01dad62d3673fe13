"""A page → its articles and its chrome: the public call of this stage."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from extractor.model import BY_PLACE, Article, Chrome, Metadata, Page, Span, Stripped
from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.strip.bylines import Bylines
from extractor.strip.heads import NEAR
from extractor.strip.html import MUTE, informed, marked, titled
from extractor.strip.lead import read_lead
from extractor.strip.lines import lines
from extractor.strip.mastheads import Mastheads
from extractor.strip.metadata import MetaGrammar
from extractor.strip.outlets import Outlets
from extractor.strip.records import Meta
from extractor.strip.rows import Row, judge
from extractor.strip.sites import Sites
from extractor.strip.stories import Stories
from extractor.strip.story import Story
from extractor.strip.topic import Topic, Words
from extractor.strip.vocabulary import FILE, Cut, Vocabulary, key


class Dates(Protocol):
    """What is asked of the date grammar: to read a printed date line."""

    def printed(self, text: str) -> date | None:
        """The day that the line prints."""


@dataclass(slots=True)
class _Parts:
    """The spans of one article while it is put together."""

    body: list[Span] = field(default_factory=list)
    metadata: list[Span] = field(default_factory=list)
    chrome: list[Chrome] = field(default_factory=list)
    publisher: str | None = None
    author: str | None = None


class Stripper:
    r"""Takes pages apart.

    >>> from extractor.normalize import Folder
    >>> from extractor.patterns import load
    >>> from extractor.recognize.dates import DateGrammar
    >>> patterns = load()
    >>> fold = Folder(patterns)
    >>> text = "أسعار القمح ترتفع\n\nارتفع ثمن القنطار من القمح إلى 320 درهما، حسب مهنيي القطاع.\n\nتعليقات الزوار"
    >>> stripped = Stripper(patterns, fold, DateGrammar(patterns, fold)).strip(Page("-", text, ""))
    >>> [article] = stripped.articles
    >>> article.title.text(text)
    'أسعار القمح ترتفع'
    >>> [chrome.rule for chrome in stripped.chrome]
    ['chrome.toml#comments']
    """

    def __init__(self, patterns: Patterns, fold: Folder, dates: Dates) -> None:
        """Compile the chrome words, the byline grammar and the layouts.

        Raises:
            PatternError: a pattern file is missing or broken.
        """
        self._fold = fold
        self._vocabulary = Vocabulary(patterns, fold)
        self._bylines = Bylines(patterns, fold)
        self._outlets = Outlets(fold, self._bylines)
        self._mastheads = Mastheads(fold, self._bylines)
        self._sites = Sites(patterns)
        self._grammar = MetaGrammar(patterns, fold, dates.printed, self._bylines)
        self._stories = Stories(Topic(patterns, fold), Words(patterns, fold))

    def strip(self, page: Page) -> Stripped:
        """The articles of ``page`` and its chrome; together they cover every visible sign of its text."""
        marks = marked(page)
        found = lines(
            page.text, self._fold, {start for start, rule in marks.items() if rule in MUTE}, wrapped=not page.blocks
        )
        cuts = self._vocabulary.cuts(page.text, [line.span for line in found])
        inner = [cut for cut in cuts if not cut.whole]
        notices = {cut.span.start: cut.rule for cut in cuts if cut.whole}
        rows = judge(found, notices, marks, self._vocabulary, self._grammar)
        title = key(self._fold, page.declared.title or "")
        rows = informed(page, rows, title) if page.blocks else titled(rows, title)
        stories, loose = self._stories.find(rows)
        masthead = self._mastheads.name(rows, frozenset(story.title for story in stories))
        if masthead is not None:
            _set_apart(rows, stories, masthead)
        site = self._sites.of_url(page.url) or self._site(rows, stories, masthead) or self._sites.of_source(page.source)
        articles: list[Article] = []
        chrome = [Chrome(rows[at].line.span, rule) for at, rule in loose.items()]
        for index, story in enumerate(stories):
            parts = self._parts(page.text, rows, story, inner)
            before = articles[-1].publisher if articles else site
            articles.append(self._article(page, rows, story, parts, index, before))
            chrome += parts.chrome
        chrome += _marks(page.text, articles, chrome)
        return Stripped(tuple(articles), tuple(sorted(chrome, key=lambda one: (one.span.start, one.span.end))))

    def _parts(self, text: str, rows: Sequence[Row], story: Story, cuts: Sequence[Cut]) -> _Parts:
        parts = _Parts()
        parts.chrome = [Chrome(rows[at].line.span, rule) for at, rule in story.chrome.items()]
        parts.metadata = [rows[at].line.span for at in story.metadata]
        outlets = frozenset(" ".join(rows[at].line.words) for at in story.metadata if rows[at].line.words)
        first = next((at for at in story.body if rows[at].kind == "prose"), None)
        for at in story.body:
            span = rows[at].line.span
            if at == first:
                span = self._lead(text, span, parts, outlets)
            _cut(text, span, cuts, parts)
        return parts

    def _lead(self, text: str, span: Span, parts: _Parts, outlets: frozenset[str]) -> Span:
        lead = read_lead(span.text(text), span.start, self._bylines, outlets)
        if lead is None:
            return span
        parts.metadata.append(_trimmed(text, lead.span))
        parts.publisher, parts.author = lead.publisher, lead.author
        return Span(lead.span.end, span.end)

    def _article(
        self, page: Page, rows: Sequence[Row], story: Story, parts: _Parts, index: int, before: str | None
    ) -> Article:
        metas = [(at, meta) for at in sorted(story.metadata) if (meta := rows[at].meta)]
        dated = _dated(story, metas, frozenset(at for at, _ in metas if self._bylines.updates(_label(rows, at))))
        title = rows[story.title].line if story.title is not None else None
        said = self._said(page, index, title.text if title else "")
        publisher = said.publisher or self._publisher(rows, story, metas, parts) or before
        author = said.author and self._outlets.signatory(said.author, publisher)
        return Article(
            index,
            title.span if title else None,
            tuple(sorted(parts.body, key=BY_PLACE)),
            publisher,
            _day(said.published, dated.published if dated else None),
            dated.printed if dated else None,
            author or _signed(story, metas) or parts.author,
            tuple(sorted(parts.metadata, key=BY_PLACE)),
        )

    def _said(self, page: Page, index: int, title: str) -> Metadata:
        """What the container declares of the article: of a page's first one all, of the others the outlet."""
        said = page.declared
        publisher = said.publisher and self._outlets.masthead(self._sites.named(said.publisher))
        if publisher is None and said.title and title:
            publisher = self._outlets.beside(said.title, title)
        if index:
            return Metadata(publisher=publisher)
        return replace(said, publisher=publisher)

    def _publisher(self, rows: Sequence[Row], story: Story, metas: list[tuple[int, Meta]], parts: _Parts) -> str | None:
        if story.outlet is not None:
            return self._bylines.outlet(rows[story.outlet].line.text)
        return next((meta.publisher for _, meta in metas if meta.publisher), None) or parts.publisher

    def _site(self, rows: Sequence[Row], stories: Sequence[Story], masthead: str | None) -> str | None:
        """The outlet of the whole page: named beside a copy of a title, in the copyright line, or by its layout."""
        for story in stories:
            for at, rule in story.chrome.items():
                if rule.endswith("#title-echo") and story.title is not None:
                    name = self._outlets.beside(rows[at].line.text, rows[story.title].line.text)
                    if name:
                        return name
        owner = next((name for row in rows if row.kind == "chrome" and (name := self._outlets.owner(row.line))), None)
        told = {at for story in stories for at in story.metadata}
        marks = (row.meta.site for at, row in enumerate(rows) if row.meta and (row.meta.chrome or at in told))
        promoted = (self._outlets.promoted(row.line) for row in rows if row.kind == "chrome" and row.line.key)
        addresses = (row.line.text for row in rows if row.kind == "chrome")
        found = owner or masthead or next(filter(None, marks), None) or next(filter(None, promoted), None)
        return found or self._sites.of_lines(addresses)


def _label(rows: Sequence[Row], at: int) -> list[tuple[str, ...]]:
    """The words of a date line and of the line over it, which may be its label."""
    over = at > 0 and not rows[at - 1].dated and rows[at - 1].kind != "prose"
    return [row.line.key for row in rows[at - over : at + 1]]


def _signed(story: Story, metas: Sequence[tuple[int, Meta]]) -> str | None:
    """Who signs a story: a byline over its text rather than a bare name, which may be a picture's."""
    text = story.body[0] if story.body else story.last
    named = [one for one in metas if one[1].author]
    best = min(named, key=lambda one: (one[0] > text, one[1].rule.endswith("#given-name")), default=None)
    return best[1].author if best else None


def _set_apart(rows: Sequence[Row], stories: Iterable[Story], masthead: str) -> None:
    """Take lines that are nothing but the outlet's name out of the texts."""
    for story in stories:
        for at in [at for at in story.body if rows[at].line.text == masthead]:
            story.body.remove(at)
            story.metadata.append(at)


def _dated(story: Story, metas: Sequence[tuple[int, Meta]], updates: frozenset[int]) -> Meta | None:
    """The line that dates a story: under its title, else right over it, else under its text, else anywhere.

    A day far over the title is today's, as many heads of pages print it; the day of a last change
    (``updates``) counts where no other stands beside it.
    """
    title = story.title if story.title is not None else story.first
    text = story.body[0] if story.body else title

    def rank(one: tuple[int, Meta]) -> tuple[bool, int, bool, int]:
        at, meta = one
        place = 0 if title < at <= text else 1 if title - NEAR <= at < title else 2 if at > text else 3
        return meta.published is None, place, at in updates, -at if at < title else at

    lines = [one for one in metas if one[1].printed or one[1].published]
    return min(lines, key=rank)[1] if lines else None


def _day(declared: date | None, printed: date | None) -> date | None:
    """The day of publication: as declared, but as printed where the clocks of two time zones part the two."""
    if declared and printed and abs((declared - printed).days) > 1:
        return declared
    return printed or declared


def _cut(text: str, span: Span, cuts: Sequence[Cut], parts: _Parts) -> None:
    """Add a line to the body, without the chrome inside it."""
    start = span.start
    first = bisect_left(cuts, span.start, key=lambda cut: cut.span.start)
    for cut in cuts[first:]:
        if cut.span.start >= span.end:
            break
        parts.chrome.append(Chrome(cut.span, cut.rule))
        parts.body += _pieces(text, start, cut.span.start)
        start = cut.span.end
    parts.body += _pieces(text, start, span.end)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    span = _trimmed(text, Span(start, end))
    if len(span):
        yield span


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _marks(text: str, articles: Iterable[Article], chrome: Iterable[Chrome]) -> list[Chrome]:
    """Invisible marks at the ends of lines, which no other span covers."""
    spans = [one.span for one in chrome]
    for article in articles:
        spans += [*article.body, *article.metadata, *([article.title] if article.title else [])]
    left: list[Chrome] = []
    at = 0
    for span in [*sorted(spans, key=BY_PLACE), Span(len(text), len(text))]:
        stretch = text[at : span.start]
        if not stretch.isspace():
            for row in stretch.split("\n"):
                bare = row.strip()
                if bare:
                    start = at + row.index(bare)
                    left.append(Chrome(Span(start, start + len(bare)), f"{FILE}#marks"))
                at += len(row) + 1
        at = max(at, span.end)
    return left
