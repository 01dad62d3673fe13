"""A page's stretches as the lines and blocks that a reader sees: runs of chrome apart from the stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from extractor.explain.marks import Mark, Stretch, marks, stretches
from extractor.model import Extraction


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page, and what most of it is: ``chrome``, ``title``, ``metadata`` or ``body``."""

    stretches: tuple[Stretch, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that are all chrome, or all not; ``rules`` are those that took the chrome away."""

    chrome: bool
    lines: tuple[Line, ...]
    rules: tuple[str, ...]


def blocks(found: Extraction) -> list[Block]:
    """The page from top to bottom, its empty lines left out."""
    made = []
    for chrome, run in groupby(lines(found.page.text, marks(found)), key=lambda line: line.kind == "chrome"):
        kept = tuple(run)
        rules = dict.fromkeys(
            mark.rule for line in kept for one in line.stretches for mark in one.marks if mark.kind == "chrome"
        )
        made.append(Block(chrome, kept, tuple(rule for rule in rules if rule)))
    return made


def lines(text: str, seen: Iterable[Mark]) -> Iterator[Line]:
    """The lines of a page's ``text`` that hold more than white space, cut where the marks ``seen`` begin and end."""
    waiting: list[Stretch] = []
    for one in stretches(text, seen):
        for number, part in enumerate(one.text.split("\n")):
            if number:
                yield from _line(waiting)
                waiting = []
            if part:
                waiting.append(Stretch(part, one.marks))
    yield from _line(waiting)


def _line(parts: Iterable[Stretch]) -> Iterator[Line]:
    kept = tuple(parts)
    sizes: dict[str, int] = {}
    for one in kept:
        ground = [mark.kind for mark in one.marks if mark.kind in {"title", "metadata", "chrome", "body"}]
        kind = ground[0] if ground else "chrome"
        sizes[kind] = sizes.get(kind, 0) + len(one.text.strip())
    if any(sizes.values()):
        yield Line(kept, max(sizes, key=lambda kind: sizes[kind]))
