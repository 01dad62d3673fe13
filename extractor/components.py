"""The number and date grammars as spaCy components, for pipelines of other people.

>>> import spacy
>>> import extractor.components
>>> nlp = spacy.blank("ar")
>>> _ = nlp.add_pipe("arqam_quantities")
>>> doc = nlp("صرفت الجهة أزيد من 3 ملايين درهم")
>>> [(span.text, span._.arqam_value.low, span._.arqam_value.unit) for span in doc.spans["arqam_quantities"]]
[('أزيد من 3 ملايين درهم', Decimal('3000000'), 'MAD')]

``Doc.spans["arqam_quantities"]`` and ``Doc.spans["arqam_dates"]`` hold what was found, labelled with the unit
or the grain, so that displaCy can draw them (style ``span``). A span covers whole tokens: where a tokenizer
leaves «ب5,9» in one piece it is a letter wider than the record it carries (``span._.arqam_value``,
``span._.arqam_date``), whose own offsets are exact. The components wrap :class:`extractor.reading.Reader`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.model import DateMention, Quantity
from extractor.reading import Reader

QUANTITIES, DATES = "arqam_quantities", "arqam_dates"
Record = TypeVar("Record", Quantity, DateMention)


class _Component:
    """Reads a Doc and stores the spans of one kind."""

    def __init__(self, reader: Reader, anchor: str | None) -> None:
        self._reader = reader
        self._anchor = date.fromisoformat(anchor) if anchor else None
        _extend()

    def anchor(self, doc: Doc) -> date | None:
        """The day from which relative dates of ``doc`` count: its own (``doc._.arqam_anchor``), else the pipe's."""
        own = doc._.arqam_anchor
        return own if isinstance(own, date) else self._anchor


class Quantities(_Component):
    """Puts the quantities of a Doc into ``doc.spans["arqam_quantities"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc``; a quantity's record is ``span._.arqam_quantity``, its value ``span._.arqam_value``."""
        found = self._reader.read(doc.text, self.anchor(doc)).quantities
        spans = []
        for one, span in _spans(doc, found, lambda one: one.value.unit):
            span._.arqam_quantity, span._.arqam_value = one, one.value
            spans.append(span)
        doc.spans[QUANTITIES] = spans
        return doc


class Dates(_Component):
    """Puts the dates of a Doc into ``doc.spans["arqam_dates"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc``; a date's record is ``span._.arqam_date``."""
        found = self._reader.read(doc.text, self.anchor(doc)).dates
        spans = []
        for one, span in _spans(doc, found, lambda one: one.grain):
            span._.arqam_date = one
            spans.append(span)
        doc.spans[DATES] = spans
        return doc


def _spans(doc: Doc, found: Iterable[Record], label: Callable[[Record], str]) -> Iterable[tuple[Record, Span]]:
    for one in found:
        span = doc.char_span(one.span.start, one.span.end, label=label(one), alignment_mode="expand")
        if span is not None:
            yield one, span


def _extend() -> None:
    """Declare the extension attributes; doing so twice is harmless."""
    for name in ("arqam_quantity", "arqam_value", "arqam_date"):
        Span.set_extension(name, default=None, force=True)
    Doc.set_extension("arqam_anchor", default=None, force=True)


@Language.factory(QUANTITIES, default_config={"anchor": None}, assigns=["doc.spans"])
def quantities(nlp: Language, name: str, anchor: str | None) -> Quantities:  # noqa: ARG001 (spaCy passes both)
    """The factory of ``nlp.add_pipe("arqam_quantities", config={"anchor": "2026-02-09"})``."""
    return Quantities(Reader(), anchor)


@Language.factory(DATES, default_config={"anchor": None}, assigns=["doc.spans"])
def dates(nlp: Language, name: str, anchor: str | None) -> Dates:  # noqa: ARG001 (spaCy passes both)
    """The factory of ``nlp.add_pipe("arqam_dates", config={"anchor": "2026-02-09"})``."""
    return Dates(Reader(), anchor)
