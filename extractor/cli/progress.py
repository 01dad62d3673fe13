"""The progress bar: on standard error, and only when that is a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")
EVERY = 0.1  # seconds between two drawings


def counted(items: Iterable[T]) -> Iterator[T]:
    """``items`` unchanged, counted on standard error while they pass."""
    if not sys.stderr.isatty():
        yield from items
        return
    from time import monotonic

    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} pages"), TimeElapsedColumn())
    # No drawing thread: worker processes are forked from this one.
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=None)
        drawn = monotonic()
        for item in items:
            yield item
            bar.advance(task)
            if monotonic() - drawn > EVERY:
                bar.refresh()
                drawn = monotonic()
