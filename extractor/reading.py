"""The numbers, units and dates of a bare text: what `arqam normalize` prints (interface.md §5).

No page, no article, no claim: the grammars alone, for whoever needs an Arabic figure as a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from extractor import serial
from extractor.model import DateMention, Quantity, Rejection
from extractor.normalize import Folder
from extractor.patterns import Patterns, compiling, load
from extractor.recognize.dates import DateGrammar
from extractor.recognize.quantities import QuantityGrammar
from extractor.relate.account import Accountant
from extractor.segment import segment_lines


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a text holds, each list in reading order; every span points into the text."""

    quantities: list[Quantity]
    dates: list[DateMention]
    rejections: list[Rejection]


class Reader:
    """The number and date grammars over texts of any length; built once, used for any number of texts.

    >>> reader = Reader()
    >>> answer = reader.normalize("بلغت الكلفة حوالي 2,5 مليون درهم متم سنة 2025")
    >>> [(one["span"]["text"], one["value"]["amount"], one["value"]["unit"]) for one in answer["quantities"]]
    [('حوالي 2,5 مليون درهم', '2500000', 'MAD')]
    >>> [(one["start"], one["end"]) for one in answer["dates"]]
    [('2025-12-31', '2025-12-31')]
    """

    def __init__(self, patterns: Patterns | None = None) -> None:
        """Compile the grammars (from the package's own patterns where none are given).

        Raises:
            PatternError: a pattern file is missing or broken.
        """
        patterns = patterns or load()
        with compiling():
            self._fold = Folder(patterns)
            self._dates = DateGrammar(patterns, self._fold)
            self._quantities = QuantityGrammar(patterns, self._fold)
            self._accountant = Accountant(patterns, self._fold)

    def read(self, text: str, anchor: date | None = None) -> Found:
        """The records of ``text``; relative dates count from ``anchor``. Total over any text, linear in its length.

        Every digit run and number word lies in a quantity, a date or a rejection.
        """
        sentences = segment_lines(text, fold=self._fold)
        dates = self._dates.read(sentences, anchor)
        rows, rejected = self._quantities.read_article(sentences, dates)
        quantities = [quantity for found in rows for quantity in found]
        mentions = [mention for row in dates for mention in row]
        held = [*(one.span for one in quantities), *(one.span for one in mentions)]
        return Found(quantities, mentions, self._accountant.settle(text, rejected, held, sentences))

    def normalize(self, text: str, *, anchor: date | None = None, id: object = None) -> dict[str, Any]:  # noqa: A002 (the key's name)
        """``text`` as the JSON object of interface.md §5; ``id`` is handed through."""
        found = self.read(text, anchor)
        return {
            "id": id,
            "text": text,
            "quantities": [_quantity(one, text) for one in found.quantities],
            "dates": [_date(one, text) for one in found.dates],
            "rejected": [_rejection(one, text) for one in found.rejections],
        }


def _quantity(one: Quantity, text: str) -> dict[str, Any]:
    return {"span": serial.stretch(one.span, text), "value": serial.value(one.value), "vague": one.vague}


def _date(one: DateMention, text: str) -> dict[str, Any]:
    return {
        "span": serial.stretch(one.span, text),
        "start": serial.day(one.start),
        "end": serial.day(one.end),
        "grain": one.grain,
        "role": one.role,
    }


def _rejection(one: Rejection, text: str) -> dict[str, Any]:
    readings = {"readings": list(one.readings)} if one.readings else {}
    return {"span": serial.stretch(one.span, text), "rule": one.rule, **readings}
