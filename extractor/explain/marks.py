"""Everything seen on a page as one row of stretches: where marks begin and end, the page is cut.

Marks may lie over one another (a claim in its evidence, a date in a claim's clause): a stretch carries
all marks that cover it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.model import Extraction, Span

# Which mark a stretch is drawn as when several cover it: the first of these.
KINDS = ("claim", "rejected", "date", "speaker", "cue", "title", "metadata", "chrome", "body")


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing seen at ``span``: its kind, the number of the claim it belongs to, and the rule that decided."""

    span: Span
    kind: str
    claim: int | None = None
    rule: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the page under one set of marks, in the order of :data:`KINDS`."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def kind(self) -> str | None:
        """What the stretch is drawn as; ``None`` between blocks."""
        return self.marks[0].kind if self.marks else None

    @property
    def first(self) -> Mark | None:
        """The mark it is drawn as."""
        return self.marks[0] if self.marks else None


def marks(found: Extraction) -> Iterator[Mark]:
    """Everything that the extraction saw, in no order."""
    for one in found.stripped.chrome:
        yield Mark(one.span, "chrome", rule=one.rule)
    for article in found.stripped.articles:
        if article.title:
            yield Mark(article.title, "title")
        yield from (Mark(span, "body") for span in article.body)
        yield from (Mark(span, "metadata") for span in article.metadata)
    for rejection in found.rejections:
        yield Mark(rejection.span, "rejected", rule=rejection.rule, note=" / ".join(rejection.readings) or None)
    for mention in found.dates:
        note = f"{mention.start or '?'} – {mention.end or '?'} ({mention.role})"
        yield Mark(mention.span, "date", rule=mention.trace[-1].rule if mention.trace else None, note=note)
    for number, claim in enumerate(found.claims, 1):
        yield Mark(claim.span, "claim", claim=number, rule=claim.trace[0].rule if claim.trace else None)
        if claim.speaker and claim.speaker.span:
            yield Mark(claim.speaker.span, "speaker", claim=number, note=claim.speaker.name)


def stretches(text: str, seen: Iterable[Mark]) -> Iterator[Stretch]:
    """``text`` cut at every edge of a mark.

    >>> page = "بلغ العدد 12 ملفا"
    >>> [(one.text, one.kind) for one in stretches(page, [Mark(Span(0, 17), "body"), Mark(Span(10, 17), "claim")])]
    [('بلغ العدد ', 'body'), ('12 ملفا', 'claim')]
    """
    begins: dict[int, list[Mark]] = {}
    ends: dict[int, list[Mark]] = {}
    for mark in dict.fromkeys(seen):
        if mark.span.start < mark.span.end:
            begins.setdefault(mark.span.start, []).append(mark)
            ends.setdefault(mark.span.end, []).append(mark)
    active: dict[Mark, None] = {}
    edges = sorted({0, len(text)} | begins.keys() | ends.keys())
    for start, end in itertools.pairwise(edges):
        for mark in ends.get(start, ()):
            active.pop(mark, None)
        active.update(dict.fromkeys(begins.get(start, ())))
        yield Stretch(text[start:end], tuple(sorted(active, key=lambda mark: (KINDS.index(mark.kind), mark.span))))
