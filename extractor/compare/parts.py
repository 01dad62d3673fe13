"""Wholes and their parts inside a sentence: «38 حالة، منها 23 بمراكش و15 بآسفي».

*Looks for* a figure, a word that opens its parts, and the figures joined to it up to the next statement.
*Limits*: says nothing where a part may hide in words that are no claim: a dual («حالتان بطاطا»), a noun without
a number, «بكل من», or a number that was rejected.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from extractor.compare.groups import Subject

FAR = 12  # words between two parts beyond which they belong to different lists
OPENING = frozenset({"cue.partitive", "cue.exhaustive"})
CLOSING = OPENING | {"cue.difference", "cue.aside", "cue.onward"}


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim inside its sentence: where its span lies in the sentence's text, its number and unit as printed.

    ``dated`` is where the words of its date lie there, which are no part of any sum.
    """

    subject: Subject
    start: int
    end: int
    sentence: str
    point: Decimal
    unit: str
    counted: str | None = None
    dated: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """The words between two claims, and the cues among them."""

    words: tuple[str, ...]
    cues: frozenset[str]


@dataclass(frozen=True, slots=True)
class Division:
    """A whole, its parts, and whether the words say that there are no other parts."""

    whole: Stated
    parts: tuple[Stated, ...]
    complete: bool

    @property
    def total(self) -> Decimal:
        """What the parts make."""
        return sum((part.point for part in self.parts), Decimal(0))


class Parts:
    """Finds the divisions of a sentence."""

    def __init__(self, gap: Callable[[str], Gap], stem: Callable[[str], str]) -> None:
        """``gap`` reads a stretch of text, ``stem`` gives a counted noun's key."""
        self._gap = gap
        self._stem = stem

    def divisions(self, claims: Sequence[Stated]) -> Iterator[Division]:
        """Every whole of one sentence's ``claims`` whose parts are all in sight."""
        gaps = [self._gap(a.sentence[a.end : b.start]) for a, b in pairwise(claims)]
        for place, gap in enumerate(gaps):
            if not gap.cues & OPENING or gap.cues & {"cue.base", "cue.onward", "cue.difference"}:
                continue
            aside = place > 0 and "cue.aside" in gaps[place - 1].cues
            found = self._division(claims, gaps, place, claims[place - 1] if aside else claims[place])
            if found:
                yield found

    def _division(self, claims: Sequence[Stated], gaps: Sequence[Gap], place: int, whole: Stated) -> Division | None:
        last = place + 1
        complete = "cue.exhaustive" in gaps[place].cues
        total = claims[last].point
        while last < len(gaps) and not gaps[last].cues & CLOSING and len(gaps[last].words) <= FAR:
            if (last + 1 < len(gaps) and gaps[last + 1].cues & OPENING) or total == whole.point:
                break  # the next figure is a whole of its own, or the whole is made up
            complete |= "cue.remainder" in gaps[last].cues
            last += 1
            total += claims[last].point
        inner = gaps[place:last]
        tail = self._gap(self._tail(claims, last))
        nouns = {self._stem(part.counted) for part in (whole, *claims[place + 1 : last + 1]) if part.counted}
        if any(self._hides(gap, nouns) for gap in (*inner, tail)):
            return None
        parts = tuple(claims[place + 1 : last + 1])
        return Division(whole, parts, complete and len(parts) > 1)

    def _tail(self, claims: Sequence[Stated], last: int) -> str:
        """The text after the last part, up to the next claim."""
        end = claims[last + 1].start if last + 1 < len(claims) else None
        return claims[last].sentence[claims[last].end : end]

    def _hides(self, gap: Gap, nouns: set[str]) -> bool:
        """Whether a part may stand among the words of ``gap`` without being a claim."""
        if "cue.each" in gap.cues:
            return True
        return any(word[0].isdecimal() or self._stem(word) in nouns for word in gap.words)
