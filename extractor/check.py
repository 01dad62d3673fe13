"""Every pattern entry proven on its own examples, by the real stages.

An entry *fires* in a text when its rule is named by something that was found there: by the trace of a
claim, a quantity, a date, a speaker or a metric, by a rejection, or by a stretch of chrome. Each of its
``examples`` must fire it, none of its ``rejects`` may. An entry without examples (spelling, word lists
that other entries use) is not run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from extractor.model import Article, Claim, DateMention, Extraction, Failure, Page, Span
from extractor.pages.html import derive
from extractor.patterns import Entry
from extractor.pipeline import Extractor, Reading
from extractor.recognize.quantities import QuantityGrammar

# Relative dates in the examples («الشهر الماضي») need a day to count from; which one does not matter.
ANCHOR = date(2026, 2, 9)


@dataclass(frozen=True, slots=True)
class Failing:
    """A text that does not do what its entry says of it: an example that does not fire it, or a reject that does."""

    rule: str
    text: str
    fires: bool

    def __str__(self) -> str:
        """One sentence that names file, entry and text."""
        return f"{self.rule}: {'a reject fires it' if self.fires else 'an example does not fire it'}: {self.text}"


class Checker:
    """Runs the examples of pattern entries through a compiled extractor."""

    def __init__(self, extractor: Extractor) -> None:
        """Use ``extractor`` and the patterns it was compiled from."""
        self._extractor = extractor
        self._quantities = QuantityGrammar(extractor.patterns, extractor.fold)

    def fired(self, text: str) -> frozenset[str]:
        """The rules of all entries that fire in ``text``, which is read as a page of its own and as a sentence."""
        return frozenset(self._page(text)) | frozenset(self._sentence(text))

    def check(self, entries: Iterable[Entry]) -> Iterator[Failing]:
        """The examples and rejects of ``entries`` that fail."""
        for entry in entries:
            for text in entry.examples:
                if entry.rule not in self.fired(text):
                    yield Failing(entry.rule, text, fires=False)
            for text in entry.rejects:
                if entry.rule in self.fired(text):
                    yield Failing(entry.rule, text, fires=True)

    def _page(self, text: str) -> Iterator[str]:
        """What fires when ``text`` comes as a page: chrome, and all that is read in the articles found there."""
        page = derive(text, "-", "") if text.startswith("<") else Page(source="-", text=text, sha256="")
        if isinstance(page, Failure):
            return
        found = self._extractor.extract(page, ANCHOR)
        yield from (chrome.rule for chrome in found.stripped.chrome)
        yield from _rules(found)

    def _sentence(self, text: str) -> Iterator[str]:
        """What fires when every line of ``text`` is taken for a block of one article's body."""
        page = Page(source="-", text=text, sha256="")
        article = Article(index=0, title=None, body=tuple(_lines(text)))
        yield from _rules(self._extractor.read(page, article, ANCHOR))
        sentences = self._extractor.sentences(page, article)
        for one, dates in zip(sentences, self._extractor.dates.read(sentences, ANCHOR), strict=True):
            quantities, _ = self._quantities.read(one, dates)
            for quantity in quantities:  # those that are no claims, too
                yield from (step.rule for step in quantity.trace)


def _rules(found: Extraction | Reading) -> Iterator[str]:
    traced: Iterable[Claim | DateMention] = (*found.claims, *found.dates)
    yield from (step.rule for one in traced for step in one.trace)
    yield from (rejection.rule for rejection in found.rejections)


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(at, at + len(line))
        at += len(line) + 1
