"""The linguistic pipeline: spaCy's blank Arabic, our tokens, and each grammar as a registered component.

The components hold no linguistics: each hands the sentences of a Doc to one pure grammar and keeps what it
says, as records in ``doc._.arqam`` (a :class:`Notes`) and as spans in ``doc.spans``. An article is one Doc; so is any
text of a pipeline of your own:

>>> import spacy
>>> import extractor.language
>>> nlp = spacy.blank("ar")
>>> _ = nlp.add_pipe("arqam_quantities")
>>> doc = nlp("صرفت الجهة أزيد من 3 ملايين درهم")
>>> [(span.text, span._.arqam_value.low, span._.arqam_value.unit) for span in doc.spans["arqam_quantities"]]
[('أزيد من 3 ملايين درهم', Decimal('3000000'), 'MAD')]

``doc.spans["arqam_quantities"]`` and ``doc.spans["arqam_dates"]`` are labelled with the unit and the grain, so that
displaCy can draw them (style ``span``). A span covers whole tokens: where a tokenizer leaves «ب5,9» in one
piece it is a letter wider than its record (``span._.arqam_quantity``, ``span._.arqam_date``), whose offsets are exact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.vocab import Vocab

from extractor.attribute import Attributor
from extractor.model import DateMention, Metric, Modality, Quantity, Rejection, Sentence, Speaker, Value
from extractor.normalize import Folder
from extractor.patterns import Patterns, load
from extractor.qualify.modality import ModalityGrammar
from extractor.recognize.dates import DateGrammar
from extractor.recognize.metrics import MetricGrammar
from extractor.recognize.quantities import QuantityGrammar
from extractor.relate.dates import DateGovernor
from extractor.relate.select import Selector
from extractor.segment import TOKEN, segment_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

NOTES = "arqam"  # where a Doc keeps its notes: ``doc.user_data`` is read in a tenth of the time of ``doc._``


class Grammars:
    """The pattern files compiled, each grammar when it is first asked for."""

    def __init__(self, patterns: Patterns | None = None) -> None:
        """Take ``patterns``, or the package's own."""
        self.patterns = patterns or load()

    def compile(self) -> None:
        """Compile all of them now: a broken pattern file is found before a page is read, and workers share the work."""
        for name in ("dates", "quantities", "selector", "modality", "governor", "attributor", "metrics"):
            getattr(self, name)

    @cached_property
    def fold(self) -> Folder:
        """Spelling."""
        return Folder(self.patterns)

    @cached_property
    def dates(self) -> DateGrammar:
        """Dates and what they resolve to."""
        return DateGrammar(self.patterns, self.fold)

    @cached_property
    def quantities(self) -> QuantityGrammar:
        """Numbers, units, bounds."""
        return QuantityGrammar(self.patterns, self.fold)

    @cached_property
    def selector(self) -> Selector:
        """Which quantities are claims."""
        return Selector(self.patterns, self.fold)

    @cached_property
    def modality(self) -> ModalityGrammar:
        """Asserted, forecast, planned, denied."""
        return ModalityGrammar(self.patterns, self.fold)

    @cached_property
    def governor(self) -> DateGovernor:
        """Which date a quantity holds for."""
        return DateGovernor(self.patterns, self.fold, vocabulary=self.dates.vocabulary)

    @cached_property
    def attributor(self) -> Attributor:
        """Who says so."""
        return Attributor(self.patterns, self.fold)

    @cached_property
    def metrics(self) -> MetricGrammar:
        """What is measured."""
        return MetricGrammar(self.patterns, self.fold)


@dataclass(slots=True)
class Notes:
    """What the components have found in a Doc so far; rows are aligned with ``sentences``.

    ``foreign``: the Doc is no article but a text of somebody's own pipeline.
    ``anchor`` is the day that relative dates count from, ``published`` the day of publication.
    ``quantities`` are all that were read until ``arqam_selection`` leaves the claims.
    """

    sentences: list[Sentence]
    anchor: date | None = None
    published: date | None = None
    event_date: date | None = None
    dates: list[list[DateMention]] = field(default_factory=list)
    quantities: list[list[Quantity]] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    modalities: list[list[tuple[Modality, str | None]]] = field(default_factory=list)
    governing: list[list[DateMention | None]] = field(default_factory=list)
    speakers: list[list[Speaker | None]] = field(default_factory=list)
    metrics: list[list[Metric]] = field(default_factory=list)
    foreign: bool = False


# ── tokens ────────────────────────────────────────────────────────────────────────────────────────


class Tokenizer:
    """A spaCy tokenizer whose tokens are the words of :func:`extractor.segment.segment`.

    spaCy's own leaves ``ب5,9``, ``11مليون`` and ``AMOتضامن`` glued.

    >>> [token.text for token in Tokenizer(spacy.blank("ar").vocab)("كلفت ب5,9 مليارات، و11مليون لنظام AMOتضامن")]
    ['كلفت', 'ب', '5,9', 'مليارات', '،', 'و', '11', 'مليون', 'لنظام', 'AMO', 'تضامن']
    """

    def __init__(self, vocab: Vocab) -> None:
        """Keep the vocabulary that the documents share."""
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc whose text is ``text``; white space beyond one space is a token of its own."""
        words: list[str] = []
        spaces: list[bool] = []
        for match in TOKEN.finditer(text):
            word = match.group()
            if word.isspace():
                if word[0] == " " and words and not spaces[-1]:
                    spaces[-1] = True
                    word = word[1:]
                if not word:
                    continue
            words.append(word)
            spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to store: the rules are the code."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> Tokenizer:
        """Nothing to load: the rules are the code."""
        return self


def document(vocab: Vocab, notes: Notes) -> Doc:
    """The sentences of ``notes`` as one Doc, a token a folded word; ``doc.sents`` are the sentences."""
    doc = Doc(vocab, words=[word for one in notes.sentences for word in one.words])
    doc.user_data[NOTES] = notes
    doc.user_hooks["sents"] = _sentences
    return doc


def _sentences(doc: Doc) -> Iterator[Tokens]:
    ends = list(accumulate(len(one) for one in doc.user_data[NOTES].sentences))
    return (Tokens(doc, start, end) for start, end in zip([0, *ends], ends, strict=False))


# ── components ────────────────────────────────────────────────────────────────────────────────────


def _notes(doc: Doc, grammars: Grammars, anchor: date | None = None) -> Notes:
    """The Doc's notes; a Doc of somebody else's pipeline gets them here, its lines segmented."""
    notes: Notes | None = doc.user_data.get(NOTES)
    if notes is None:
        own = doc._.arqam_anchor or anchor
        sentences = segment_lines(doc.text, fold=grammars.fold)
        notes = doc.user_data[NOTES] = Notes(sentences, anchor=own, published=own, foreign=True)
    return notes


def _dates(doc: Doc, grammars: Grammars, anchor: date | None) -> None:
    notes = _notes(doc, grammars, anchor)
    if notes.foreign:  # only an article has an event; a bare text without an anchor stays undated
        notes.dates = grammars.dates.read(notes.sentences, notes.anchor)
    else:
        notes.event_date, notes.dates = grammars.dates.read_article(notes.sentences, notes.anchor)
        notes.anchor = notes.anchor or notes.event_date
    _draw(doc, notes, "arqam_dates", notes.dates, lambda one: one.grain)


def _quantities(doc: Doc, grammars: Grammars, anchor: date | None) -> None:
    notes = _notes(doc, grammars, anchor)
    if not notes.dates:
        notes.dates = grammars.dates.read(notes.sentences, notes.anchor)
    notes.quantities, notes.rejections = grammars.quantities.read_article(notes.sentences, notes.dates)
    _draw(doc, notes, "arqam_quantities", notes.quantities, lambda one: one.value.unit)


def _selection(doc: Doc, grammars: Grammars, _: date | None) -> None:
    notes = _notes(doc, grammars)
    verdicts = grammars.selector.select(notes.sentences, notes.quantities, notes.dates)
    notes.rejections += [verdict for row in verdicts for verdict in row if verdict]
    notes.quantities = [
        [quantity for quantity, verdict in zip(found, row, strict=True) if verdict is None]
        for found, row in zip(notes.quantities, verdicts, strict=True)
    ]


def _modality(doc: Doc, grammars: Grammars, _: date | None) -> None:
    notes = _notes(doc, grammars)
    notes.modalities = grammars.modality.judge(notes.sentences, notes.quantities, notes.dates)


def _as_of(doc: Doc, grammars: Grammars, _: date | None) -> None:
    notes = _notes(doc, grammars)
    notes.governing = grammars.governor.assign(notes.sentences, notes.quantities, notes.dates)


def _speakers(doc: Doc, grammars: Grammars, _: date | None) -> None:
    notes = _notes(doc, grammars)
    notes.speakers = grammars.attributor.attribute(notes.sentences, notes.quantities, notes.published)


def _metrics(doc: Doc, grammars: Grammars, _: date | None) -> None:
    notes = _notes(doc, grammars)
    notes.metrics = grammars.metrics.label(notes.sentences, notes.quantities, notes.dates)


Record = TypeVar("Record", Quantity, DateMention)
Rows: TypeAlias = "Sequence[Sequence[Record]]"
Work: TypeAlias = "Callable[[Doc, Grammars, date | None], None]"
STAGES: dict[str, Work] = {
    "arqam_dates": _dates,
    "arqam_quantities": _quantities,
    "arqam_selection": _selection,
    "arqam_modality": _modality,
    "arqam_as_of": _as_of,
    "arqam_speakers": _speakers,
    "arqam_metrics": _metrics,
}


@dataclass(frozen=True, slots=True)
class Component:
    """One stage in a spaCy pipeline: work on a Doc's notes with the grammars that the pipeline shares."""

    work: Work
    grammars: Grammars
    anchor: date | None

    def __call__(self, doc: Doc) -> Doc:
        """Do the stage's work on ``doc``."""
        self.work(doc, self.grammars, self.anchor)
        return doc


def _draw(doc: Doc, notes: Notes, name: str, rows: Rows[Record], label: Callable[[Record], str]) -> None:
    """Put the records of ``rows`` into ``doc.spans[name]``; :func:`_drawn` finds the record of a span again."""
    spans = []
    records: dict[tuple[int, int], Record] = {}
    base = 0
    for sentence, row in zip(notes.sentences, rows, strict=False):
        for one in row:
            if notes.foreign:
                span = doc.char_span(one.span.start, one.span.end, label=label(one), alignment_mode="expand")
            else:
                span = Tokens(doc, base + one.first, base + one.last, label=label(one))
            if span is not None:
                records[span.start, span.end] = one
                spans.append(span)
        base += len(sentence)
    doc.user_data[name] = records
    doc.spans[name] = spans


def _drawn(name: str) -> Callable[[Tokens], Any]:
    """A getter of the record that was drawn as a span of the group ``name``."""
    return lambda span: span.doc.user_data.get(name, {}).get((span.start, span.end))


_SHARED: WeakKeyDictionary[Language, Grammars] = WeakKeyDictionary()


def _maker(work: Work) -> Callable[[Language, str, str | None], Component]:
    def make(nlp: Language, name: str, anchor: str | None) -> Component:  # noqa: ARG001 - spaCy passes the name
        if nlp not in _SHARED:
            _SHARED[nlp] = Grammars()
        return Component(work, _SHARED[nlp], date.fromisoformat(anchor) if anchor else None)

    return make


def _declare() -> None:
    """Register the components and the extension attributes; doing so twice is harmless."""
    for name, work in STAGES.items():
        Language.factory(name, default_config={"anchor": None}, assigns=["doc.spans"], func=_maker(work))
    Doc.set_extension("arqam", getter=lambda doc: doc.user_data.get(NOTES), force=True)
    Doc.set_extension("arqam_anchor", default=None, force=True)
    Tokens.set_extension("arqam_quantity", getter=_drawn("arqam_quantities"), force=True)
    Tokens.set_extension("arqam_date", getter=_drawn("arqam_dates"), force=True)
    Tokens.set_extension("arqam_value", getter=_value, force=True)


def _value(span: Tokens) -> Value | None:
    quantity: Quantity | None = span._.arqam_quantity
    return quantity.value if quantity else None


_declare()


def pipeline(grammars: Grammars, stages: Iterable[str] = tuple(STAGES)) -> Language:
    """Build spaCy's blank Arabic with our tokenizer and ``stages`` in order, all over ``grammars``."""
    nlp = spacy.blank("ar", vocab=Vocab())  # a bare vocabulary: the grammars look at words, not at shape or prefix
    nlp.tokenizer = Tokenizer(nlp.vocab)
    _SHARED[nlp] = grammars
    for name in stages:
        nlp.add_pipe(name)
    return nlp
