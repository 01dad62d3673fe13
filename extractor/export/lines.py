"""Claims as JSON lines, into a file or onto standard output."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from extractor.export.files import whole
from extractor.export.sink import Put
from extractor.serial import Json, line


@contextmanager
def lines(to: str) -> Iterator[Put]:
    """A writer of records, one JSON object a line; ``-`` is standard output.

    Raises:
        UserError: the file cannot be written.
    """
    with whole(to) as file:

        def put(record: Json) -> None:
            file.write(line(record).encode("utf-8", "replace") + b"\n")

        yield put
