"""Where an extraction goes: one way of writing for every kind of destination."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Protocol, Self

from extractor import serial
from extractor.model import Extraction, Failure, Page

Put = Callable[[serial.Json], None]


class Sink(Protocol):
    """A destination of `arqam extract`: entered once, fed in page order, left when all pages are done.

    Leaving it with an exception keeps what is already safe in a database and nothing of a half-written file.
    """

    pages: int  # met, known ones among them
    stored: int  # written by this run
    failures: int

    def known(self, page: Page) -> bool:
        """Whether ``page`` is there already, read by the same code with the same patterns."""
        ...

    def again(self, page: Page) -> None:
        """A known page was met: keep the place."""
        ...

    def add(self, found: Extraction) -> None:
        """Write one page's claims."""
        ...

    def fail(self, failed: Failure) -> None:
        """Keep what is known of a page that could not be read."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class FileSink:
    """A file that is written anew: claims go through ``writer``, failures are only reported."""

    def __init__(self, writer: AbstractContextManager[Put]) -> None:
        """Keep the writer; it is opened when the sink is entered."""
        self._writer = writer
        self._put: Put | None = None
        self.pages = self.stored = self.failures = 0

    def known(self, page: Page) -> bool:  # noqa: ARG002 - the protocol's
        """Never."""
        return False

    def again(self, page: Page) -> None:  # noqa: ARG002 - the protocol's
        """Nothing to keep."""
        self.pages += 1

    def add(self, found: Extraction) -> None:
        """Write the page's claims in reading order."""
        if self._put is None:
            raise RuntimeError
        self.pages += 1
        self.stored += 1
        for claim in serial.claims(found):
            self._put(claim)

    def fail(self, failed: Failure) -> None:  # noqa: ARG002 - the protocol's
        """Nothing to write: standard error has it."""
        self.failures += 1

    def __enter__(self) -> Self:
        self._put = self._writer.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.__exit__(kind, error, trace)
