"""What a word can be in naming a speaker, and a sentence so tagged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from extractor.model import Sentence
from extractor.record import record

CUES = frozenset({"nominal", "verb", "participle", "estimated"})
PERSONS = frozenset({"role", "given", "honorific", "known"})
BODIES = frozenset({"body", "name"})
QUOTES = frozenset({"open", "close"})
BREAKS = frozenset({"comma", "end", "opening", "dash"})

CUE, PERSON, BODY, QUOTE, DELEGATE, PAPER, BREAK = 1, 2, 4, 8, 16, 32, 64
SOUGHT = BREAK - 1  # what stages look for by itself; breaks only where they have got to
MASKS = {
    **dict.fromkeys(CUES, CUE),
    **dict.fromkeys(PERSONS, PERSON),
    **dict.fromkeys(BODIES, BODY),
    **dict.fromkeys(QUOTES, QUOTE),
    "delegate": DELEGATE,
    "document": PAPER,
    **dict.fromkeys(BREAKS, BREAK),
}


@dataclass(frozen=True, slots=True)
class Tag:
    """One part that a word (or ``length`` words from it on) can play, and the entry that says so."""

    kind: str
    rule: str
    length: int
    proclitic: str = ""
    mode: str | None = None
    strength: str = "strong"
    present: bool = False
    feminine: bool = False
    plural: bool = False
    exact: str = ""
    owned: bool = False


class Tags(dict[str, Tag]):
    """The tags of a word by kind, and whether it is of the few that the stages look for in a sentence."""

    __slots__ = ("mask",)

    def __init__(self, tags: Mapping[str, Tag] | None = None) -> None:
        """Take over ``tags``."""
        super().__init__(tags or {})
        self.mask = 0
        self.settle()

    def settle(self) -> None:
        """Note what stages look for: CUE, PERSON, BODY, QUOTE, DELEGATE, PAPER, BREAK."""
        for kind in self:
            self.mask |= MASKS.get(kind, 0)


NOTHING = Tags()
UNSETTLED = Tags(
    {"unsettled": Tag("unsettled", "", 1)}
)  # stands for the tags of a word that more than the word decides


@record(frozen=True, slots=True, eq=False)
class View:
    """A sentence with, for each word, its tags by kind."""

    sentence: Sentence
    words: tuple[str, ...]
    tags: list[Tags]
    marked: tuple[int, ...]  # the words with a mask, in order
    memo: dict[object, Any]  # what was read before: mentions by their first word, speakers by their cue
    near: Callable[[int], Tags]  # the tags of a word; none outside the sentence

    def __len__(self) -> int:
        return len(self.words)

    def at(self, mask: int) -> list[int]:
        """The words that are of one of the kinds of ``mask``."""
        return [index for index in self.marked if self.tags[index].mask & mask]

    def has(self, index: int, kind: str) -> bool:
        """Whether word ``index`` exists and can be a ``kind``."""
        return kind in self.near(index)
