"""The quantity grammar: the steps of this folder in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractor.model import DateMention, Quantity, Rejection, Sentence
from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.recognize.quantities.bounds import BoundGrammar
from extractor.recognize.quantities.build import Builder
from extractor.recognize.quantities.compound import CompoundGrammar
from extractor.recognize.quantities.draft import Draft, View
from extractor.recognize.quantities.every import EveryGrammar
from extractor.recognize.quantities.negatives import NegativeGrammar
from extractor.recognize.quantities.pairs import PairGrammar
from extractor.recognize.quantities.rates import RateGrammar
from extractor.recognize.quantities.repeated import RepeatGrammar
from extractor.recognize.quantities.scan import Scanner
from extractor.recognize.quantities.sums import SumGrammar

DIGIT = re.compile(r"\d")
MILLION = Decimal(1000000)
LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")


class QuantityGrammar:
    """Every number of a sentence → a quantity, or a rejection with its rule.

    >>> from extractor.model import Span
    >>> from extractor.patterns import load
    >>> from extractor.segment import segment
    >>> fold = Folder(patterns := load())
    >>> text = "لا يتجاوز إنتاجه 30 قنطارا في الهكتار، طبقا للمادة 12"
    >>> [one] = segment(text, Span(0, len(text)), fold=fold)
    >>> [quantity], [rejection] = QuantityGrammar(patterns, fold).read(one, ())
    >>> quantity.span.text(text), quantity.value.high, quantity.value.bound, quantity.value.unit, quantity.value.per
    ('لا يتجاوز إنتاجه 30 قنطارا في الهكتار', Decimal('30'), 'lte', 'quintal', 'ha')
    >>> rejection.span.text(text), rejection.rule
    ('12', 'numerals.toml#article-number')
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile numerals, units, currencies, qualifiers and the counted nouns.

        Raises:
            PatternError: one of these files is missing or broken.
        """
        self._scanner = Scanner(patterns, fold)
        lexicon = self._scanner.numbers.lexicon
        self._ambiguous = lexicon.rule("ambiguous")
        self._article = lexicon.letters.article
        self._identifier = lexicon.rule("identifier")
        self._negatives = NegativeGrammar(patterns, fold, lexicon)
        self._compounds = CompoundGrammar(self._scanner.units, lexicon, patterns, fold)
        self._sums = SumGrammar(self._scanner.units, patterns, fold)
        every = EveryGrammar(patterns, fold, self._scanner.units.percent, self._scanner.nouns, frozenset(lexicon.ones))
        self._pairs = PairGrammar(patterns, fold, self._ambiguous, every)
        self._bounds = BoundGrammar(patterns, fold)
        self._rates = RateGrammar(patterns, fold, lexicon)
        self._builder = Builder(patterns, fold, self._ambiguous)
        self._repeats = RepeatGrammar(patterns, fold)

    def read(self, sentence: Sentence, dates: Sequence[DateMention]) -> tuple[list[Quantity], list[Rejection]]:
        """Quantities and rejections of ``sentence`` in reading order; words that ``dates`` hold are passed over.

        Total over any sentence; time linear in its length. A sentence without a figure or a number word
        costs one set operation.
        """
        figures = DIGIT.search(sentence.page, sentence.span.start, sentence.span.end) is not None
        if not figures and self._scanner.quiet(sentence.words):
            return [], []
        view = View.of(sentence, tuple(dates))
        drafts, traps = self._scanner.scan(view, figures=figures)
        if drafts:
            self._read(view, drafts)
        quantities = [self._builder.quantity(view, draft) for draft in drafts if draft.live]
        rejections = [self._builder.rejection(view, draft) for draft in drafts if draft.rejected]
        covered = [quantity.span for quantity in quantities]
        for trap in traps:
            made = self._builder.words(view, trap.first, trap.last, trap.rule)
            if not any(span.overlaps(made.span) for span in covered):
                rejections.append(made)
        if figures:
            rejections += self._inside_words(view)
        rejections.sort(key=lambda rejection: rejection.span)
        return quantities, rejections

    def read_article(
        self, sentences: Sequence[Sentence], dates: Sequence[Sequence[DateMention]]
    ) -> tuple[list[list[Quantity]], list[Rejection]]:
        """Quantities sentence by sentence, and all rejections; an amount told again has its currency."""
        read = [self.read(one, found) for one, found in zip(sentences, dates, strict=True)]
        rejections = [rejection for _, rejected in read for rejection in rejected]
        return self._repeats.lend(sentences, [found for found, _ in read]), rejections

    def _read(self, view: View, drafts: list[Draft]) -> None:
        """The steps after the scan, in order."""
        self._negatives.judge(view, drafts)
        self._compounds.join(view, drafts)
        self._sums.complete(view, drafts)
        self._pairs.join(view, drafts)
        for draft in drafts:
            if draft.joined and draft.bare and draft.live:
                self._scanner.counter.implied(view, draft)
        self._bounds.bound(view, drafts)
        for draft in drafts:
            if draft.live:
                self._scanner.counter.rest(view, draft)
            if draft.live and draft.bare and draft.number.scale >= MILLION and self._article in draft.number.proclitic:
                draft.unit = self._scanner.units.money_nearby(view)  # «وأين ذهبت الأربعون مليارا؟»
        self._rates.rate(view, drafts)
        for draft in drafts:
            if draft.live and draft.unit and draft.unit.role in {"ambiguous", "default"}:
                self._place(view, draft)

    def _place(self, view: View, draft: Draft) -> None:
        """A currency that many countries share: the country named shortly before says which, else it is refused."""
        unit = draft.unit
        if unit is None or draft.noun is None:
            return
        if found := self._scanner.units.country(view, draft.noun[1]):
            draft.unit = found
        elif unit.role == "ambiguous":
            draft.rejected = unit.rule
            draft.readings = self._scanner.units.readings(view, draft.noun[1])

    def _inside_words(self, view: View) -> list[Rejection]:
        """Figures inside Latin words («G20», «A320»)."""
        return [
            Rejection(view.sentence.cover(index, index + 1), self._identifier)
            for index, word in enumerate(view.words)
            if word[0] in LATIN and not view.taken[index] and DIGIT.search(word)
        ]
