"""What the pattern files say of a word."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.patterns import Entry


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """What the pattern files say of a word: entry, kind, what is glued to it; ``offset`` words into a longer form."""

    kind: str
    entry: Entry
    length: int = 1
    proclitic: str = ""
    verb: bool = False
    pronoun: str = ""
    offset: int = 0
