"""A scraped page → blocks of lines of pieces, as the article page draws them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from extractor.explain.lines import Line, lines
from extractor.explain.marks import Mark, Stretch
from extractor.model import Span
from extractor.serve.queries.article import Scraped, Sibling
from extractor.serve.queries.rows import Row

DRAWN = frozenset({"claim", "rejected", "date", "speaker", "cue"})
OTHER = "other"  # the note of an article of the page that is not the one shown
FOLDED = 300  # characters of chrome that are shown as they are
CUES = "attribution.toml#"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text drawn as one mark, or plain; ``first`` where the mark begins. ``row`` is a claim's."""

    text: str
    mark: Mark | None
    row: Row | None
    first: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one ground: ``chrome``, ``title``, ``metadata`` or ``body``; ``other``: of another article."""

    kind: str
    other: bool
    rules: tuple[str, ...]
    lines: list[list[Piece]]

    @property
    def folded(self) -> bool:
        """Whether it is so much chrome that it is folded away until asked for."""
        return self.kind == "chrome" and sum(len(piece.text) for line in self.lines for piece in line) > FOLDED


def scene(found: Scraped) -> list[Block]:
    """The page from top to bottom."""
    drawn: set[Mark] = set()
    made = []
    for (kind, other), run in groupby(lines(found.text, marks(found)), key=_ground):
        kept = list(run)
        rules = dict.fromkeys(
            mark.rule or "" for line in kept for one in line.stretches for mark in one.marks if mark.kind == "chrome"
        )
        shown = [list(_pieces(line.stretches, found.rows, drawn)) for line in kept]
        made.append(Block(kind, other, tuple(rules), shown))
    return made


def marks(found: Scraped) -> Iterator[Mark]:
    """Everything that was seen on the page."""
    for start, end, rule in found.chrome:
        yield Mark(Span(start, end), "chrome", rule=rule)
    for start, end, rule, readings in found.rejections:
        yield Mark(Span(start, end), "rejected", rule=rule, note=" / ".join(readings) or None)
    for sibling in found.siblings:
        yield from _grounds(sibling, OTHER if sibling.number != found.article.number else None)
    for start, end, source in found.said:
        yield Mark(Span(start, end), "speaker", note=source)
    for number, row in enumerate(found.rows):
        yield Mark(Span(row.span_start, row.span_start + len(row.text)), "claim", claim=number)
        if row.date_span_start is not None and row.date_span_end is not None:
            yield Mark(Span(row.date_span_start, row.date_span_end), "date", note=_interval(row))
        for _, rule, start, end in row.steps:
            if rule.startswith(CUES):
                yield Mark(Span(start, end), "cue", rule=rule)


def _interval(row: Row) -> str | None:
    """The days that a date stands for, as the database holds them."""
    return " – ".join(dict.fromkeys(day for day in (row.date_start, row.date_end) if day)) or None


def _grounds(sibling: Sibling, note: str | None) -> Iterator[Mark]:
    if sibling.title_span:
        yield Mark(Span(*sibling.title_span), "title", note=note)
    yield from (Mark(Span(*span), "body", note=note) for span in sibling.body)
    yield from (Mark(Span(*span), "metadata", note=note) for span in sibling.metadata)


def _ground(line: Line) -> tuple[str, bool]:
    other = any(mark.note == OTHER and mark.kind not in DRAWN for one in line.stretches for mark in one.marks)
    return line.kind, other


def _pieces(stretches: Iterable[Stretch], rows: list[Row], drawn: set[Mark]) -> Iterator[Piece]:
    """Stretches under one mark joined: a date inside a figure does not cut it."""
    for mark, run in groupby(stretches, key=_shown):
        text = "".join(one.text for one in run)
        row = rows[mark.claim] if mark and mark.kind == "claim" and mark.claim is not None else None
        yield Piece(text, mark, row, mark is not None and mark not in drawn)
        if mark:
            drawn.add(mark)


def _shown(one: Stretch) -> Mark | None:
    return one.first if one.first and one.first.kind in DRAWN else None
