"""What the stages hand to one another: frozen records, every offset a code point of the page's text.

A :class:`Page` becomes :class:`Article` objects, an article becomes :class:`Sentence` objects, a sentence
yields :class:`Quantity` and :class:`DateMention` objects, and those become :class:`Claim` objects.
No record refers to a later stage.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Literal, Protocol

from extractor.record import record

Bound = Literal["exact", "approx", "gt", "gte", "lt", "lte", "between"]
Modality = Literal["asserted", "forecast", "planned", "denied"]
DateRole = Literal["at", "until", "since", "by"]
Grain = Literal["day", "week", "month", "quarter", "half", "season", "year", "interval"]
Place = Literal["body", "title"]


@record(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of a page's text.

    >>> Span(3, 7).text("في 2025 نما")
    '2025'
    """

    start: int
    end: int

    def text(self, page: str) -> str:
        """The verbatim stretch of ``page`` that the span covers."""
        return page[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


BY_PLACE = attrgetter("start", "end")  # what sorts spans, in C


@record(frozen=True, slots=True)
class Trace:
    """One step of a reading: the stage, the pattern entry that decided it, and where on the page."""

    stage: str
    rule: str
    span: Span


# ── pages and articles ────────────────────────────────────────────────────────────────────────────


@record(frozen=True, slots=True)
class Block:
    """A visible block of an HTML page as one range of the derived text, with what the markup says of it."""

    span: Span
    tag: str
    body: bool
    rule: str


@record(frozen=True, slots=True)
class Metadata:
    """What the container (HTML head, JSON line) says of an article; ``None`` where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None


@record(frozen=True, slots=True)
class Page:
    """One input page, decoded: ``text`` is what every offset of every later record points into.

    ``blocks`` is filled for HTML pages only; ``declared`` for containers that carry metadata.
    ``sha256`` is the hash of the raw bytes of the page (of one record for JSONL and WARC).
    """

    source: str
    text: str
    sha256: str
    media: Literal["text", "html", "jsonl", "warc"] = "text"
    url: str | None = None
    declared: Metadata = Metadata()
    blocks: tuple[Block, ...] = ()
    encoding: str = "utf-8"


@record(frozen=True, slots=True)
class Failure:
    """A page that could not be read: nothing of it is lost, its hash, path and error are kept."""

    source: str
    error: str
    sha256: str | None = None


@record(frozen=True, slots=True)
class Chrome:
    """A stretch of a page that is no article text, and the rule that says so."""

    span: Span
    rule: str


@record(frozen=True, slots=True)
class Article:
    """One news article of a page. ``body`` are blocks in reading order, each inside one line.

    ``metadata`` are the spans of date lines, bylines and publisher lines; ``published`` is a date that
    the page prints (or its container declares), ``published_text`` the printed form, also a relative one.
    """

    index: int
    title: Span | None
    body: tuple[Span, ...]
    publisher: str | None = None
    published: date | None = None
    published_text: str | None = None
    author: str | None = None
    metadata: tuple[Span, ...] = ()


@record(frozen=True, slots=True)
class Stripped:
    """A page taken apart: its articles in reading order and its chrome, which together cover its text."""

    articles: tuple[Article, ...]
    chrome: tuple[Chrome, ...]


# ── sentences ─────────────────────────────────────────────────────────────────────────────────────


class Places(Protocol):
    """Where the words of a sentence stand on its page."""

    def all(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The starts and the ends of all words."""

    def reach(self, first: int, last: int) -> tuple[int, int]:
        """The start of word ``first`` and the end of word ``last``."""


@record(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence as folded words with their places on the page (struct of arrays, all of one length).

    ``words[i]`` is the folded form (normalize.py) of ``page[starts[i]:ends[i]]``; ``page`` is the whole
    page's text, shared, so that a recognizer can look at the spelling as printed: ``s.raw(i)``.
    Digits are Latin, diacritics, tatweel and invisible marks are gone, alef, yeh, hamza carriers and
    teh marbuta are unified. ``paragraph`` counts the blocks of the article (title: -1).
    ``places`` knows ``starts`` and ``ends``; most sentences are never asked for them.
    ``listed``: it is a line of a list, «الوفيات: 40».
    """

    page: str
    span: Span
    words: tuple[str, ...]
    places: Places
    place: Place = "body"
    paragraph: int = 0
    listed: bool = False

    @property
    def starts(self) -> tuple[int, ...]:
        """Where each word begins on the page."""
        return self.places.all()[0]

    @property
    def ends(self) -> tuple[int, ...]:
        """Where each word stops on the page."""
        return self.places.all()[1]

    def __len__(self) -> int:
        return len(self.words)

    def raw(self, index: int) -> str:
        """Word ``index`` as the page prints it."""
        start, end = self.places.reach(index, index)
        return self.page[start:end]

    def cover(self, first: int, last: int) -> Span:
        """The page span of the words ``first`` (included) to ``last`` (excluded)."""
        return Span(*self.places.reach(first, last - 1))

    def text(self) -> str:
        """The sentence as the page prints it."""
        return self.span.text(self.page)


# ── what the recognizers find in a sentence ───────────────────────────────────────────────────────


@record(frozen=True, slots=True)
class Value:
    """A quantity's value in base units, as annotation.md §2 defines it.

    ``point`` is the stated number (``None`` for ranges and vague plurals), ``low``/``high`` the implied
    interval. ``unit`` is ``count``, ``percent``, ISO 4217, or a unit of interface.md §5.
    """

    point: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    unit: str
    counted: str | None = None
    per: str | None = None


@record(frozen=True, slots=True)
class Quantity:
    """One quantity of a sentence: words ``first`` to ``last`` (half-open) and its reading.

    ``number`` is the word range of the bare number with its scale words, ``noun`` the word range of the
    unit or counted noun (``None`` where elided). ``span`` is the page span of the whole expression,
    bound words in, proclitics glued to the number out. ``change`` names the pair that a verb of change
    makes («من 22 ألف إلى 110 آلاف»): ``from`` or ``to``.
    """

    first: int
    last: int
    span: Span
    value: Value
    number: tuple[int, int]
    noun: tuple[int, int] | None = None
    vague: bool = False
    fraction: bool = False
    change: Literal["from", "to"] | None = None
    trace: tuple[Trace, ...] = ()


@record(frozen=True, slots=True)
class Rejection:
    """A number that is no claim, and the pattern entry that says why; both readings where it has two."""

    span: Span
    rule: str
    readings: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class DateMention:
    """A date expression, resolved as far as the anchor allows: ``start`` and ``end`` are inclusive days.

    ``text`` (the span's) takes in the role's preposition («إلى حدود متم دجنبر 2025»).
    ``start`` and ``end`` are ``None`` where nothing anchors a relative expression.
    """

    first: int
    last: int
    span: Span
    start: date | None
    end: date | None
    grain: Grain
    role: DateRole
    trace: tuple[Trace, ...] = ()


@record(frozen=True, slots=True)
class Speaker:
    """Who asserts a claim (annotation.md §2): cue, source, conveyor, and the registered agent if known."""

    name: str
    role: str | None = None
    via: str | None = None
    attribution: Literal["explicit", "implicit"] = "explicit"
    cue: str | None = None
    agent: str | None = None
    span: Span | None = None
    trace: tuple[Trace, ...] = ()


@record(frozen=True, slots=True)
class Metric:
    """What a quantity measures: an Arabic noun phrase, the page spans it was built from, a registry id."""

    text: str
    spans: tuple[Span, ...] = ()
    id: str | None = None
    kind: Literal["stock", "flow", "rate", "threshold"] | None = None
    trace: tuple[Trace, ...] = ()


@record(frozen=True, slots=True)
class Claim:
    """One checkable figure with everything that interface.md §3 prints of it but the article's fields."""

    article: int
    place: Place
    span: Span
    evidence: Span
    value: Value
    metric: Metric
    date: DateMention | None
    speaker: Speaker | None
    modality: Modality
    vague: bool = False
    trace: tuple[Trace, ...] = ()


@record(frozen=True, slots=True)
class Extraction:
    """All that one page yields. ``event_dates[i]`` is the event date found in article ``i``'s text."""

    page: Page
    stripped: Stripped
    event_dates: tuple[date | None, ...] = ()
    claims: tuple[Claim, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    dates: tuple[DateMention, ...] = field(default=())
