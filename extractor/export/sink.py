"""Where an extraction goes: one way of writing for every kind of destination."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from types import TracebackType

    from extractor.model import Extraction, Failure, Page


class Sink(Protocol):
    """A destination of `arqam extract`: entered once, fed in page order, left when all pages are done.

    Leaving it with an exception keeps what is already safe in a database and nothing of a half-written file.
    """

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
