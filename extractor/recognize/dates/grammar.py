"""The public face of the date recognizer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.recognize.dates.printed import DateLine
from extractor.recognize.dates.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from extractor.model import DateMention, Sentence
    from extractor.normalize import Folder
    from extractor.patterns import Patterns


class DateGrammar:
    """Reads dates; compiled once from calendar.toml, stateless afterwards."""

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile calendar.toml."""
        self.vocabulary = Vocabulary.load(patterns, fold)
        self._line = DateLine(self.vocabulary, fold)

    def printed(self, text: str) -> date | None:
        """The full date that a date line prints, or ``None``."""
        return self._line.read(text)

    def read(self, sentences: Sequence[Sentence], anchor: date | None) -> list[list[DateMention]]:
        """The dates of each sentence in reading order."""
        del anchor
        return [[] for _ in sentences]

    def event_date(self, sentences: Sequence[Sentence]) -> date | None:
        """The full date of the event in the text (annotation.md §4), or ``None``."""
        del sentences
        return None
