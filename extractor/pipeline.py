"""The way of one figure, from the page to the claim: start reading here.

    Page ─ strip ─▶ Article ─ segment ─▶ Sentence ─▶ Doc
                                                      │  the spaCy pipeline of language.py, a component a stage:
                          dates · quantities ◀────────┤
                          selection (is it a claim?) ◀┤
                          modality                   ◀┤  asserted, forecast, planned, denied
                          as_of                      ◀┤  the date that governs the quantity
                          speakers                   ◀┤  who says so: cue, source, conveyor
                          metrics                    ◀┘  what is measured
                             │
                             ▼
                          Claim, and for every number that is none its Rejection

:meth:`Extractor.extract` is the way of a page, :meth:`Extractor.read` that of one article. A stage is a
module with one public call over the records of :mod:`extractor.model`.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.language import Grammars, Notes, document, pipeline
from extractor.model import Claim, Extraction, Trace
from extractor.patterns import PatternError, Patterns, compiling, load
from extractor.relate.account import Accountant
from extractor.relate.deadlines import due
from extractor.segment import segment, with_lists
from extractor.strip import Stripper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from extractor.model import Article, DateMention, Page, Rejection, Sentence, Stripped


COMMON = 20_000  # words: seven in eight of those that the next article holds, in a few megabytes


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the text of one article yields, before the page's numbers are accounted for."""

    event_date: date | None
    claims: list[Claim]
    rejections: list[Rejection]
    dates: list[DateMention]
    sentences: list[Sentence]


class Extractor:
    """The compiled patterns and the stages in order; built once, used for any number of pages.

    >>> from extractor.model import Page
    >>> text = "أعلن بنك المغرب أن احتياطي العملة بلغ 402,2 مليار درهم متم سنة 2025."
    >>> [claim] = Extractor().extract(Page(source="-", text=text, sha256="")).claims
    >>> claim.span.text(text), claim.value.point, claim.value.unit
    ('402,2 مليار درهم', Decimal('402200000000.0'), 'MAD')
    """

    def __init__(self, patterns: Patterns | None = None) -> None:
        """Compile ``patterns`` (the package's own where none are given).

        Raises:
            PatternError: a pattern file is missing or broken.
        """
        self.patterns = patterns or load()
        try:
            with compiling():
                self._compile()
        except (LookupError, ValueError, ArithmeticError) as error:
            msg = f"{self.patterns.root}: an entry that the grammars need is missing or wrong ({error!r}); restore it"
            raise PatternError(msg) from error

    def _compile(self) -> None:
        self._grammars = Grammars(self.patterns)
        self._grammars.compile()
        self.fold = self._grammars.fold
        self.dates = self._grammars.dates
        self.nlp = pipeline(self._grammars)
        self._stripper = Stripper(self.patterns, self.fold, self.dates)
        self._accountant = Accountant(self.patterns, self.fold)

    def strip(self, page: Page) -> tuple[Stripped, tuple[date | None, ...]]:
        """The articles and the chrome of ``page``, and the event date found in each article's text."""
        stripped = self._stripper.strip(page)
        return stripped, tuple(self.dates.event_date(self.sentences(page, article)) for article in stripped.articles)

    def extract(self, page: Page, fallback: date | None = None) -> Extraction:
        """All claims of ``page``; ``fallback`` dates articles that print no date.

        Total over any text: a page without articles yields an extraction without claims.
        """
        stripped = self._stripper.strip(page)
        readings = [self.read(page, article, fallback) for article in stripped.articles]
        found = Extraction(
            page,
            stripped,
            event_dates=tuple(reading.event_date for reading in readings),
            claims=tuple(claim for reading in readings for claim in reading.claims),
            rejections=tuple(rejection for reading in readings for rejection in reading.rejections),
            dates=tuple(mention for reading in readings for mention in reading.dates),
        )
        return self._accountant.complete(found, (one for reading in readings for one in reading.sentences))

    def sentences(self, page: Page, article: Article) -> list[Sentence]:
        """The title, where there is one, and the body of ``article`` as folded sentences."""
        found = []
        if article.title:
            found += segment(page.text, article.title, fold=self.fold, place="title", paragraph=-1)
        for number, block in enumerate(article.body):
            found += segment(page.text, block, fold=self.fold, paragraph=number)
        return with_lists(found)

    def read(self, page: Page, article: Article, fallback: date | None) -> Reading:
        """The claims, rejections and dates of one article: every stage after strip, in order."""
        day = article.published or fallback
        notes = Notes(self.sentences(page, article), anchor=day, published=day)
        with self._zone():
            doc = document(self.nlp.vocab, notes)
            for _, stage in self.nlp.pipeline:
                doc = stage(doc)
        found = [mention for row in notes.dates for mention in row]
        return Reading(notes.event_date, list(_relate(article, notes)), notes.rejections, found, notes.sentences)

    def _zone(self) -> AbstractContextManager[object]:
        """Where the words of an article do not stay in the vocabulary: once it holds the common ones."""
        return self.nlp.memory_zone() if len(self.nlp.vocab) > COMMON else nullcontext()


def _relate(article: Article, notes: Notes) -> Iterator[Claim]:
    """One claim a quantity: its parts joined, and their traces in the order of the stages."""
    rows = (notes.quantities, notes.modalities, notes.governing, notes.speakers, notes.metrics)
    for one, *row in zip(notes.sentences, *rows, strict=True):
        for quantity, (modality, rule), when, speaker, metric in zip(*row, strict=True):
            cue = (Trace("qualify", rule, quantity.span),) if rule else ()
            traces = (quantity, when, speaker, metric)
            yield Claim(
                article=article.index,
                place=one.place,
                span=quantity.span,
                evidence=one.span,
                value=quantity.value,
                metric=metric,
                date=due(when, modality, notes.anchor),
                speaker=speaker,
                modality=modality,
                vague=quantity.vague,
                trace=tuple(step for part in traces if part for step in part.trace) + cue,
            )
