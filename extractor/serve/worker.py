"""The check box's reader, in a process of its own: loaded when first asked, so that the pages stay small.

The pipeline and its patterns take a few seconds and some hundred megabytes; a site that nobody checks a text
on never pays them, and a text that would hang the reader hangs nothing else.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any

PATIENCE = 60  # seconds that a text may take, the loading included
LONGEST = 100_000  # characters of a text


class BusyError(Exception):
    """The reader did not answer in time."""


class Checking:
    """Texts → what `arqam check --format json` says of them."""

    def __init__(self, db: str, patterns: Path) -> None:
        """Name the database and the patterns; nothing is loaded yet."""
        self._arguments = (db, str(patterns))
        self._pool: ProcessPoolExecutor | None = None

    @property
    def loaded(self) -> bool:
        """Whether the reader is there already."""
        return self._pool is not None

    async def check(self, text: str, published: date | None) -> dict[str, Any]:
        """The verdicts on the figures of ``text``.

        Raises:
            BusyError: the reader took longer than :data:`PATIENCE`, or broke.
        """
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, get_context("spawn"), _open, self._arguments)
        asked = asyncio.get_running_loop().run_in_executor(self._pool, _check, text, published)
        try:
            return await asyncio.wait_for(asked, PATIENCE)
        except (TimeoutError, BrokenProcessPool):
            self.close()
            raise BusyError from None

    def close(self) -> None:
        """End the reader."""
        if self._pool:
            pool, self._pool = self._pool, None
            for process in list((pool._processes or {}).values()):  # noqa: SLF001 - a hung one ends no other way
                process.terminate()
            pool.shutdown(wait=False, cancel_futures=True)


Check = Callable[[str, date | None], dict[str, Any]]
_reader: list[Check] = []  # in the worker process: its checker, filled by _open


def _open(db: str, patterns: str) -> None:
    """Load the pipeline in the worker."""
    Thread(target=_follow, daemon=True).start()
    from extractor.compare.check import Checker  # noqa: PLC0415 - the worker alone pays for it
    from extractor.compare.stems import Stemmer  # noqa: PLC0415
    from extractor.patterns import load  # noqa: PLC0415
    from extractor.pipeline import Extractor  # noqa: PLC0415
    from extractor.store.connect import reading  # noqa: PLC0415
    from extractor.store.search import Search  # noqa: PLC0415

    extractor = Extractor(load(Path(patterns)))
    stems = Stemmer(extractor.patterns, extractor.fold)

    def check(text: str, published: date | None) -> dict[str, Any]:
        with reading(db) as connection:
            return Checker(extractor, Search(connection, stems).near).check(text, published)

    _reader.append(check)


def _follow() -> None:
    """End with the site, however that ended: a site that is killed closes nothing."""
    site = parent_process()
    if site:
        site.join()
        os._exit(0)


def _check(text: str, published: date | None) -> dict[str, Any]:
    return _reader[0](text, published)
