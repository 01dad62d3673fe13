"""Cues inside paragraphs, found without folding the paragraph.

Folding every text once more costs as much as cutting it into words. So each cue is looked for by the
letters in it that folding never touches («قر» … «يض» of «اقرأ أيضا»), and only the surroundings of such a
place are folded and compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import ahocorasick

from extractor.model import Span
from extractor.normalize import Folder

ARABIC = range(0x0600, 0x0700)
REACH = 12  # code points that marks and wide spaces may add to a cue as printed
TELLING = 3  # letters: a shorter stretch stands in too many words; such a cue is looked for as it is spelled


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A cue on the page: its place, the entry's rule and effect, and whether it stands for its whole line."""

    span: Span
    rule: str
    effect: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Cue:
    folded: str
    reach: int  # letters around a needle among which the rest of the cue stands
    other: str
    rule: str
    effect: str
    whole: bool


class Needles:
    """Finds cues in raw text, all in one Aho-Corasick pass over the page.

    >>> from extractor.patterns import load
    >>> needles = Needles(Folder(load()))
    >>> needles.add("إقرأ أيضا", "chrome.toml#inline-related", "self")
    >>> text = "بلغت الكلفة 12 مليونا. إقرأ ايضاً الدعم المباشر"
    >>> [found.span.text(text) for found in needles.find(text)]
    ['إقرأ ايضاً']
    """

    def __init__(self, fold: Folder) -> None:
        """Learn from ``fold`` which letters are printed one way only."""
        self._fold = fold
        moving = [chr(point) for point in ARABIC if fold(chr(point)) != chr(point)]
        self._loose = frozenset("".join(moving) + "".join(map(fold, moving)))
        self._cues: dict[str, list[_Cue]] = {}
        self._automaton: ahocorasick.Automaton | None = None

    def add(self, form: str, rule: str, effect: str, *, whole: bool = False) -> None:
        """Look for ``form``, too."""
        folded = self._fold(form)
        runs = sorted((run for word in folded.split() for run in self._runs(word)), key=len, reverse=True)
        pair = len(runs) > 1 and len(runs[0]) == TELLING - 1
        needle = runs[0] if runs and (len(runs[0]) >= TELLING or pair) else form
        other = runs[1] if needle != form and len(runs) > 1 else needle
        cue = _Cue(folded, len(folded) + REACH, other, rule, effect, whole)
        cues = self._cues.setdefault(needle, [])
        if all(known.folded != folded for known in cues):
            cues.append(cue)
        self._automaton = None

    def _runs(self, word: str) -> Iterator[str]:
        if word[0].isascii():
            word = word[1:]  # «Google» and «google»
        run = ""
        for char in word:
            if char in self._loose or not char.isalpha():
                yield from filter(None, [run])
                run = ""
            else:
                run += char
        yield from filter(None, [run])

    def find(self, page: str) -> list[Found]:
        """The places of the cues in ``page``, in reading order."""
        if self._automaton is None:
            self._automaton = self._built()
        found: set[Found] = set()
        for last, (size, cues) in self._automaton.iter(page):
            for cue in cues:
                start, end = max(0, last + 1 - size - cue.reach), last + 1 + cue.reach
                if cue.other in page[start:end]:
                    found.update(self._compared(page, start, end, cue))
        return sorted(found)

    def _built(self) -> ahocorasick.Automaton:
        made = ahocorasick.Automaton()
        for needle, cues in self._cues.items():
            made.add_word(needle, (len(needle), tuple(cues)))
        made.make_automaton()
        return made

    def _compared(self, page: str, start: int, end: int, cue: _Cue) -> Iterator[Found]:
        folded = self._fold.stretch(page, start, end)
        first = folded.text.find(cue.folded)
        if first < 0:
            return
        stop = first + len(cue.folded)
        before, after = folded.text[first - 1 : first], folded.text[stop : stop + 1]
        if not before.isalpha() and not after.isalpha():
            yield Found(Span(folded.start(first), folded.end(stop)), cue.rule, cue.effect, cue.whole)
