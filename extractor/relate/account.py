"""Law 2: every digit run and number word of a page lies in exactly one of claim, date, rejection, metadata, chrome.

The stages before this one account for what they read. Here the page is gone over once more: a number that
nobody took becomes a rejection, and a rejection that overlaps what another record holds gives way to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.lexicon import Letters, glued
from extractor.model import BY_PLACE, Extraction, Rejection, Sentence, Span
from extractor.normalize import Folder
from extractor.patterns import PatternError, Patterns

FILE = "selection.toml"
NUMBERS = "numerals.toml"
DIGITS = re.compile(r"\d+(?:[.,\u066B\u066C\u060C\u201A]\d+)*")


RUN = re.compile(r"\d+")


class Cover:
    """Spans that own the numbers inside them; they do not overlap one another.

    >>> cover = Cover([Span(0, 4), Span(10, 12)])
    >>> cover.holds(2, 4), cover.touches(3, 6), cover.touches(5, 9)
    (True, True, False)
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        """Sort ``spans`` and join those that overlap."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans, key=BY_PLACE):
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            elif span.end > span.start:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def holds(self, start: int, end: int) -> bool:
        """Whether the stretch ``start`` to ``end`` lies in one of the spans."""
        place = bisect_right(self._starts, start) - 1
        return place >= 0 and end <= self._ends[place]

    def touches(self, start: int, end: int) -> bool:
        """Whether the stretch ``start`` to ``end`` shares a code point with one of the spans."""
        place = bisect_right(self._ends, start)
        return place < len(self._starts) and self._starts[place] < end


class Accountant:
    """Completes an extraction so that no number of its page is lost or counted twice."""

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Collect the number words.

        Raises:
            PatternError: selection.toml does not say under which rule an unread number is rejected.
        """
        self._fold = fold
        unread = [entry for entry in patterns[FILE] if entry["verdict"] == "unread"]
        if len(unread) != 1:
            msg = f"{FILE}: exactly one entry with verdict `unread` is needed; restore it"
            raise PatternError(msg)
        self._unread = unread[0].rule
        words: dict[str, tuple[int, str]] = {}
        letters = Letters.load(patterns)
        for entry in patterns[NUMBERS]:
            for form in map(fold, entry.forms if entry.get("value") else ()):
                for spelled, _ in glued(form, letters, article=True):
                    words.setdefault(spelled, (len(form), entry.rule))

        self._words, self._spellings = words, frozenset(words)

    def complete(self, found: Extraction, sentences: Iterable[Sentence]) -> Extraction:
        """``found`` with a rejection for each unread number and without rejections of numbers held elsewhere.

        ``sentences`` are those of the page's articles, in which number words are looked for.
        Time: linear in the page, up to the logarithm of the number of records.
        """
        metadata = [span for article in found.stripped.articles for span in article.metadata]
        outside = [*(piece.span for piece in found.stripped.chrome), *metadata]
        held = [*(claim.span for claim in found.claims), *(mention.span for mention in found.dates)]
        settled = self.settle(found.page.text, found.rejections, held, sentences, outside=outside)
        return replace(found, rejections=tuple(settled))

    def settle(
        self,
        text: str,
        rejections: Iterable[Rejection],
        held: Iterable[Span],
        sentences: Iterable[Sentence],
        *,
        outside: Iterable[Span] = (),
    ) -> list[Rejection]:
        """``rejections`` in order, without what ``held`` owns, and one more for each number of ``text`` left over.

        Numbers in ``outside`` (chrome, metadata) need no rejection.
        """
        beyond = list(outside)
        frame, owned = Cover(beyond), Cover([*beyond, *held])
        read = sorted({*self._digits(text), *self._spelled(sentences)})
        numbers = [number for number in read if not frame.holds(*number[:2])]
        starts = [start for start, _, _ in numbers]
        kept = [piece for one in rejections for piece in _own(one, text, owned, numbers, starts)]
        rejected = Cover(rejection.span for rejection in kept)
        kept += [
            Rejection(span, rule) for start, end, rule in numbers for span in _free(text, start, end, owned, rejected)
        ]
        kept.sort(key=lambda rejection: (rejection.span.start, rejection.span.end, rejection.rule))
        return kept

    def _digits(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The digit runs of a text: start, end, rule."""
        return ((match.start(), match.end(), self._unread) for match in DIGITS.finditer(text))

    def _spelled(self, sentences: Iterable[Sentence]) -> Iterator[tuple[int, int, str]]:
        """The number words of the sentences, proclitics left out: start, end, rule."""
        for one in sentences:
            if self._spellings.isdisjoint(one.words):
                continue
            for index, word in enumerate(one.words):
                if word in self._words:
                    bare, rule = self._words[word]
                    start, end = one.places.reach(index, index)
                    yield max(start, end - bare) if end - start == len(word) else start, end, rule


def _own(
    one: Rejection, text: str, held: Cover, numbers: list[tuple[int, int, str]], starts: list[int]
) -> Iterator[Rejection]:
    """The part of a rejection that nothing else holds: the whole, or those of its numbers that are free."""
    if not held.touches(one.span.start, one.span.end):
        yield one
        return
    for start, end, _ in numbers[bisect_left(starts, one.span.start) : bisect_left(starts, one.span.end)]:
        for span in _free(text, start, end, held):
            yield replace(one, span=span)


def _free(text: str, start: int, end: int, *covers: Cover) -> Iterator[Span]:
    """The number ``start`` to ``end`` where no cover touches it, else its digit runs that none touches.

    A sign before a figure may make the tokens read a part of it only («½11,4» as «½11» and «4»).
    """
    if not any(cover.touches(start, end) for cover in covers):
        yield Span(start, end)
        return
    for run in RUN.finditer(text, start, end):
        if not any(cover.touches(*run.span()) for cover in covers):
            yield Span(*run.span())
