"""Extractions → the database: repeatable, and safe to kill at any moment.

Pages are stored in transactions of a few dozen. A page that is there, read by the same code with the same
patterns, is left alone; one read otherwise has its claims replaced in one transaction. Row numbers follow
from the order of the pages alone, so that a load which was killed and begun again ends in the same
database as one that was not, ``run`` apart: the next load takes the killed one's run over.
"""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import DBAPIError

import extractor
from extractor.compare.board import Board
from extractor.compare.stems import Stemmer
from extractor.model import Extraction, Failure, Page
from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.problem import UserError
from extractor.store import names, schema
from extractor.store.connect import connect, shown, trouble, writing
from extractor.store.copies import Copies
from extractor.store.relations import Relations
from extractor.store.search import Search
from extractor.store.transaction import Item, Transaction

PAGES = 64  # in one transaction: enough to make its cost small, little enough to lose to a kill
RECENT = 2048  # pages just stored; no more are ever on their way between processes
TEXT = 4_000_000  # code points of text in one transaction


@dataclass(frozen=True, slots=True)
class Reading:
    """What decides how a page is read: the code, the patterns and the fallback date."""

    code: str
    patterns: str
    fallback: date | None


def code_version() -> str:
    """The package's version and the hash of its modules, so that changed code reads pages anew."""
    root = Path(extractor.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{version('arqam')}+{digest.hexdigest()[:12]}"


class Load:
    """The database destination of `arqam extract`."""

    def __init__(self, to: str, *, patterns: Patterns, fallback: date | None = None) -> None:
        """Name the database; it is opened, or made, when the load is entered."""
        self._to = to
        self._patterns = patterns
        self._stems = Stemmer(patterns, Folder(patterns))
        self._reading = Reading(code_version(), patterns.sha256, fallback)
        self._queue: list[Item] = []
        self._waiting: set[str] = set()
        self._recent: deque[str] = deque(maxlen=RECENT)
        self._text = 0
        self._run: int | None = None
        self._same: set[int] = set()
        self.pages = self.stored = self.failures = 0

    def __enter__(self) -> Self:
        """Open the database.

        Raises:
            UserError: it cannot be used; the message says why and what to do.
        """
        self.engine: Engine = connect(self._to, create=True)
        same = select(schema.run.c.id, schema.run.c.finished).where(
            schema.run.c.code == self._reading.code,
            schema.run.c.patterns == self._reading.patterns,
            schema.run.c.fallback.is_not_distinct_from(self._reading.fallback),
        )
        with self.engine.connect() as connection:
            for row in connection.execute(same.order_by(schema.run.c.id)):
                self._same.add(row.id)
                self._run = row.id if row.finished is None else self._run
        self.engine.dispose()  # no open connection when worker processes are forked
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._store()
                self._finish()
        finally:
            self.engine.dispose()

    def known(self, page: Page) -> bool:
        """Whether the database holds ``page`` as this code and these patterns read it."""
        if page.sha256 in self._waiting:
            return True
        stored = select(schema.document.c.run_id).where(schema.document.c.sha256 == page.sha256)
        with self.engine.connect() as connection:
            return connection.execute(stored).scalar() in self._same

    def again(self, page: Page) -> None:
        """Keep one more place of a known page."""
        self.pages += 1
        if page.sha256 in self._waiting or not self._placed(page):
            self._enqueue(page)

    def add(self, found: Extraction) -> None:
        """Store a page's extraction with the next transaction."""
        if found.page.sha256 in self._waiting or found.page.sha256 in self._recent:
            self.again(found.page)  # a copy that was on its way when its twin was stored
            return
        self.pages += 1
        self.stored += 1
        self._waiting.add(found.page.sha256)
        self._text += len(found.page.text)
        self._enqueue(found)

    def fail(self, failed: Failure) -> None:
        """Keep the path, the hash and the error of a page that could not be read."""
        self.failures += 1
        same = select(schema.failure.c.id).where(
            schema.failure.c.source == failed.source,
            schema.failure.c.sha256.is_not_distinct_from(failed.sha256),
            schema.failure.c.error == failed.error,
        )
        with self.engine.connect() as connection:
            if connection.execute(same).first() is None:
                self._enqueue(failed)

    def _placed(self, page: Page) -> bool:
        place, document = schema.place.c, schema.document.c
        seen = (
            select(place.id)
            .join(schema.document, document.id == place.document_id)
            .where(
                document.sha256 == page.sha256, place.source == page.source, place.url.is_not_distinct_from(page.url)
            )
        )
        with self.engine.connect() as connection:
            return connection.execute(seen).first() is not None

    def _enqueue(self, one: Item) -> None:
        self._queue.append(one)
        if len(self._queue) >= PAGES or self._text >= TEXT:
            self._store()

    def _store(self) -> None:
        if not self._queue:
            return
        try:
            with writing(self.engine) as connection:
                Transaction(connection, self._open_run(connection), self._stems).write(self._queue)
        except DBAPIError as error:
            raise UserError(trouble(shown(self.engine.url), error)) from error
        self._recent.extend(self._waiting)
        self._queue.clear()
        self._waiting.clear()
        self._text = 0

    def _open_run(self, connection: Connection) -> int:
        """The row of this run, made with the first thing it stores: a run that changes nothing leaves no trace."""
        if self._run is None:
            self._run = names.top(connection, schema.run) + 1
            self._same.add(self._run)
            started = datetime.now(UTC)
            connection.execute(
                insert(schema.run).values(
                    id=self._run,
                    code=self._reading.code,
                    patterns=self._reading.patterns,
                    fallback=self._reading.fallback,
                    started=started,
                )
            )
            names.register(connection, self._patterns, self._stems.fold)
        stored = {
            "pages": schema.run.c.pages + sum(not isinstance(one, Failure) for one in self._queue),
            "failures": schema.run.c.failures + sum(isinstance(one, Failure) for one in self._queue),
        }
        connection.execute(update(schema.run).where(schema.run.c.id == self._run).values(stored))
        return self._run

    def _finish(self) -> None:
        if self._run is None:
            return
        with writing(self.engine) as connection:
            names.sweep(connection, self._patterns)
            Copies(connection, self._stems.fold).refresh()
            board = Board(self._patterns, self._stems.fold)
            Relations(connection, board, Search(connection, self._stems)).refresh()
            ended = update(schema.run).where(schema.run.c.id == self._run).values(finished=datetime.now(UTC))
            connection.execute(ended)
