"""Many pages through one pure function, in order: here, or over the machine's cores.

The order of the answers is the order of the pages whatever the number of workers, and only a window of
pages is ever in memory. A page that raises, or that kills its worker, becomes a :class:`Failure` and
harms no other page.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import traceback
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Self

from extractor.model import Extraction, Failure, Page
from extractor.patterns import Patterns, compiling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from extractor.pipeline import Extractor

# Fewer pages than this are done before a second process has started.
WORTH_A_POOL = 24
# Pages waiting for each worker: enough to keep it busy, few enough to stay in memory.
WINDOW = 8

Outcome = Extraction | Failure


class Work:
    """The pure function page → extraction, and how a worker process comes by it."""

    def __init__(self, patterns: Patterns, *, fallback: date | None = None) -> None:
        """Compile ``patterns`` for this process and, where processes are forked, for every worker."""
        self._patterns = patterns
        self._fallback = fallback
        self._extractor: Extractor | None = None

    def __call__(self, page: Page) -> Outcome:
        """The extraction of ``page``, or its failure; never raises."""
        try:
            return self.compile().extract(page, self._fallback)
        except Exception as error:  # noqa: BLE001 - law 4: whatever a page does, the others go on
            return failure(page, error)

    def compile(self) -> Extractor:
        """The extractor, built at the first call.

        Raises:
            PatternError: a pattern file is broken.
        """
        if self._extractor is None:
            with compiling(for_good=True):
                from extractor.pipeline import Extractor  # noqa: PLC0415 - half a second that --help does not pay

                self._extractor = Extractor(self._patterns)
        return self._extractor

    def __getstate__(self) -> tuple[Patterns, date | None]:
        return self._patterns, self._fallback

    def __setstate__(self, state: tuple[Patterns, date | None]) -> None:
        self._patterns, self._fallback = state
        self._extractor = None


def failure(page: Page, error: BaseException) -> Failure:
    """What is kept of a page whose extraction raised: its hash, and the error with the place of it."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "extractor" in Path(frame.filename).parts]
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return Failure(page.source, f"{type(error).__name__}: {error}{where}", page.sha256)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    pages: Iterable[Page | Failure], work: Work, *, jobs: int = 1, known: Callable[[Page], bool] | None = None
) -> Iterator[Outcome | Page]:
    """Each page's outcome in the order of the pages.

    Failures pass through; a page that ``known`` answers for passes through unread. With ``jobs`` > 1 and
    enough pages the work is spread over that many processes.
    """
    work.compile()
    stream = iter(pages)
    first = list(islice(stream, WORTH_A_POOL if jobs > 1 else 0))
    stream = chain(first, stream)
    if jobs > 1 and len(first) == WORTH_A_POOL:
        with Crew(work, jobs) as crew:
            yield from crew.run(stream, known)
        return
    for page in stream:
        yield page if isinstance(page, Failure) or (known and known(page)) else work(page)


class Crew:
    """Worker processes that share one compiled extractor, and the window of pages they are at."""

    def __init__(self, work: Work, jobs: int) -> None:
        """Start ``jobs`` processes, before the caller opens what must not be shared with them."""
        self._work = work
        self._jobs = jobs
        self._pool = _pool(work, jobs)
        self._pool.submit(int)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, raised: type[BaseException] | None, *_: object) -> None:
        """Dismiss the processes; where all pages are done wait for them: a pool left alone may trip as Python ends."""
        self._pool.shutdown(wait=raised is None, cancel_futures=True)

    def run(
        self, pages: Iterable[Page | Failure], known: Callable[[Page], bool] | None = None
    ) -> Iterator[Outcome | Page]:
        """As :func:`run`, over the processes."""
        waiting: deque[tuple[Page | Failure, Future[Outcome] | None]] = deque()
        for page in pages:
            passes = isinstance(page, Failure) or (known is not None and known(page))
            waiting.append((page, None if passes else self._submit(page)))  # type: ignore[arg-type]
            if len(waiting) >= self._jobs * WINDOW:
                yield self._take(*waiting.popleft())
        while waiting:
            yield self._take(*waiting.popleft())

    def _submit(self, page: Page) -> Future[Outcome]:
        try:
            return self._pool.submit(_do, page)
        except BrokenProcessPool:
            self._pool = _pool(self._work, self._jobs)
            return self._pool.submit(_do, page)

    def _take(self, page: Page | Failure, future: Future[Outcome] | None) -> Outcome | Page:
        if future is None or isinstance(page, Failure):
            return page
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(page)

    def _alone(self, page: Page) -> Outcome:
        """``page`` in a process of its own, after some page of the window killed a shared one."""
        with _pool(self._work, 1) as pool:
            try:
                return pool.submit(_do, page).result()
            except BrokenProcessPool:
                return Failure(page.source, "the page ended the process that read it (out of memory?)", page.sha256)


_work: Work | None = None  # set in a worker process only


def _pool(work: Work, jobs: int) -> ProcessPoolExecutor:
    # Forked workers inherit the compiled patterns; elsewhere each compiles them once.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_hire, initargs=(work,))


def _hire(work: Work) -> None:
    global _work  # noqa: PLW0603 - the one way a pool hands an object to its workers once
    _work = work
    Thread(target=_leave_with, args=(multiprocessing.parent_process(),), daemon=True).start()


def _leave_with(parent: BaseProcess | None) -> None:
    """End this worker when the process that hired it is killed: nobody would tell it otherwise."""
    if parent:
        parent.join()
        os._exit(1)


def _do(page: Page) -> Outcome:
    if _work is None:
        raise RuntimeError
    return _work(page)
