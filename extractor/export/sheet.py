"""Claims as CSV for a spreadsheet, and no claim as a formula.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` is a formula to a spreadsheet, and pages are strangers'
texts: such a cell gets an apostrophe before it. Plain numbers stay as they are, negative ones too.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager

from extractor.export.files import whole
from extractor.export.flat import COLUMNS, row
from extractor.export.sink import Put
from extractor.serial import Json

FORMULA = ("=", "+", "-", "@", "\t", "\r")
PLAIN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


@contextmanager
def sheet(to: str) -> Iterator[Put]:
    """A writer of claims as rows of a CSV file in UTF-8, a header above them.

    Raises:
        UserError: the file cannot be written.
    """
    with whole(to) as file:
        writer = csv.writer(codecs.getwriter("utf-8")(file, "replace"), lineterminator="\n")
        writer.writerow(COLUMNS)

        def put(claim: Json) -> None:
            writer.writerow([safe(cell) for cell in row(claim).values()])

        yield put


def safe(cell: object) -> object:
    """``cell`` so that no spreadsheet runs it.

    >>> safe("=1+1"), safe("-22.77"), safe("@home")
    ("'=1+1", '-22.77', "'@home")
    """
    if isinstance(cell, str) and cell.startswith(FORMULA) and not PLAIN.fullmatch(cell):
        return "'" + cell
    return cell
