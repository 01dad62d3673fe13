"""Claims as JSON lines, into a file or onto standard output."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from extractor import serial
from extractor.export.files import whole

if TYPE_CHECKING:
    from types import TracebackType

    from extractor.model import Extraction, Failure, Page


class Lines:
    """The JSONL destination: one claim a line; ``-`` is standard output."""

    def __init__(self, to: str) -> None:
        """Name the file; it is opened when the sink is entered."""
        self._to = to
        self._stack = ExitStack()
        self._file: IO[bytes] = sys.stdout.buffer

    def known(self, page: Page) -> bool:  # noqa: ARG002 - the protocol's
        """Never: a file is written anew."""
        return False

    def again(self, page: Page) -> None:
        """Nothing to keep."""

    def add(self, found: Extraction) -> None:
        """Write the page's claims."""
        for claim in serial.claims(found):
            self._file.write(serial.line(claim).encode("utf-8", "replace") + b"\n")

    def fail(self, failed: Failure) -> None:
        """Nothing to write: standard error has it."""

    def __enter__(self) -> Self:
        if self._to != "-":
            self._file = self._stack.enter_context(whole(Path(self._to)))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.flush()
        self._stack.__exit__(kind, error, trace)
