"""What is served: one datasette over one claims database, our templates before its own, and the counts kept of it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from datasette.utils import sqlite_timelimit
from jinja2 import Environment, FileSystemLoader, Template

from extractor.chart.wording import Language as Code
from extractor.chart.wording import Wording
from extractor.compare.stems import Stemmer
from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.problem import UserError
from extractor.serve.language import DEFAULT, LOCALES, Language
from extractor.serve.loader import StrictLoader
from extractor.serve.queries.examples import QUESTIONS
from extractor.serve.queries.overview import Overview, overview
from extractor.serve.verdicts import Verdicts
from extractor.serve.worker import Checking
from extractor.store.connect import MAGIC, connect

HERE = Path(__file__).parent
NAME = "claims"  # the database's name in addresses, whatever its file is called
LIMIT = 1000  # milliseconds that one reader's SQL may take
OWN = 10_000  # the same for a page of ours, whose questions are bounded: a busy machine must not fail it
COUNTING = 120_000  # the same for the counts over everything, made aside
# Tables that a reader of figures has no question for: behind «hidden tables» on datasette's page.
MACHINERY = ("alembic_version", "sketch", "subject", "agent_alias", "copy", "place", "chrome", "comparison_claim")
HIDDEN = {name: {"hidden": True} for name in MACHINERY}
SETTINGS = {
    "sql_time_limit_ms": LIMIT,
    "max_returned_rows": 1000,
    "num_sql_threads": 3,
    "allow_download": False,
    "suggest_facets": False,
    "facet_time_limit_ms": 200,
    "max_csv_mb": 100,
    "template_debug": False,
}

P = ParamSpec("P")
T = TypeVar("T")


class TooLongError(Exception):
    """A question took longer than allowed."""


@dataclass(slots=True, eq=False)
class Kept:
    """The counts over everything, and the state of the file that they were counted for."""

    state: tuple[int, ...] = ()
    seen: Overview | None = None
    counting: asyncio.Task[None] | None = None
    aside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))


class Site:
    """The pages over the database file ``db``; ``review`` lets readers keep verdicts."""

    def __init__(self, db: str, *, patterns: Patterns, review: bool = False) -> None:
        """Check the database, and set datasette up.

        Raises:
            UserError: ``db`` is missing, is no claims database of this schema, or lies on a server.
        """
        self.path = _file(db)
        self.review = review
        self.languages = {code: Language.load(code) for code in LOCALES}
        self.stems = Stemmer(patterns, Folder(patterns))
        self._patterns = patterns
        self.verdicts = Verdicts(db)
        self.checking = Checking(db, patterns.root)
        self._kept = Kept()
        self._pages: Environment | None = None
        self.datasette = self._datasette()

    def _datasette(self) -> Datasette:
        made = Datasette(
            [],
            template_dir=str(HERE / "templates"),
            static_mounts=[("static", str(HERE / "static"))],
            settings=SETTINGS,
            metadata={"title": "arqam", "databases": {NAME: {"queries": QUESTIONS, "tables": HIDDEN}}},
        )
        made.remove_database("_memory")
        made.add_database(Database(made, str(self.path), is_mutable=not _sealed(self.path)), name=NAME)
        ours = FileSystemLoader(str(HERE / "templates"))
        if made.jinja_env.loader:
            made.jinja_env.loader = StrictLoader(ours, made.jinja_env.loader)
        return made

    def template(self, name: str, functions: Mapping[str, Any]) -> Template:
        """A template of ours, which may call ``functions``."""
        if self._pages is None:
            loader = self.datasette.jinja_env.loader
            self._pages = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
            self._pages.globals |= functions
        return self._pages.get_template(name)

    @cached_property
    def wordings(self) -> dict[str, Wording]:
        """The words of charts, by language."""
        codes: tuple[Code, ...] = ("ar", "fr", "en")
        return {code: Wording.load(self._patterns, code) for code in codes}

    def language(self, code: str | None) -> Language:
        """The language ``code``, else Arabic."""
        return self.languages.get(code or DEFAULT, self.languages[DEFAULT])

    async def ask(
        self, question: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The answer of ``question`` to a read-only connection, in a thread of datasette's.

        Raises:
            TooLongError: it took longer than :data:`OWN`.
        """

        def asked(connection: sqlite3.Connection) -> T:
            with sqlite_timelimit(connection, OWN):
                return question(connection, *args, **kwargs)

        try:
            return await self.datasette.get_database(NAME).execute_fn(asked)  # type: ignore[no-any-return]
        except sqlite3.OperationalError as error:
            if error.args == ("interrupted",):
                raise TooLongError from error
            raise

    async def overview(self) -> Overview | None:
        """The counts over everything; an older state's, or nothing, while they are being made."""
        kept = self._kept
        state = _state(self.path)
        if state != kept.state and (kept.counting is None or kept.counting.done()):
            kept.counting = asyncio.ensure_future(self._count(state))
        if kept.seen is None and kept.counting:
            await asyncio.wait([kept.counting], timeout=1)
        return kept.seen

    async def _count(self, state: tuple[int, ...]) -> None:
        def counted() -> Overview | None:
            connection = self.datasette.get_database(NAME).connect()
            try:
                with sqlite_timelimit(connection, COUNTING):
                    return overview(connection)
            except sqlite3.OperationalError:
                return None  # it took too long, or the file is being exchanged: the next page asks again
            finally:
                connection.close()

        seen = await asyncio.get_running_loop().run_in_executor(self._kept.aside, counted)
        if seen:
            self._kept.seen, self._kept.state = seen, state

    def close(self) -> None:
        """Let go of the database, the worker and datasette's list of plugins."""
        self.checking.close()
        self._kept.aside.shutdown(wait=False, cancel_futures=True)
        for database in self.datasette.databases.values():
            database.close()
        for plugin in [one for one in pm.get_plugins() if getattr(one, "site", None) is self]:
            pm.unregister(plugin)


def _file(db: str) -> Path:
    if "://" in db and not db.startswith("sqlite:"):
        msg = f"{db.split('://', 1)[0]}://…: the pages read SQLite files; extract the pages to one with --to claims.db"
        raise UserError(msg)
    engine = connect(db)
    try:
        path = Path(str(engine.url.database).removeprefix("file:"))
    finally:
        engine.dispose()
    with path.open("rb") as file:
        assert file.read(len(MAGIC)) == MAGIC  # noqa: S101 - connect has looked
    return path.resolve()


def _sealed(path: Path) -> bool:
    """Whether nobody can be writing the database: its folder takes no files, so a WAL cannot be there."""
    try:
        sqlite3.connect(f"file:{path}?mode=ro", uri=True).execute("SELECT 1 FROM claim LIMIT 1").close()
    except sqlite3.OperationalError:
        return True
    return False


def _state(path: Path) -> tuple[int, ...]:
    """When the file and its log were last written."""
    files = (path, path.with_name(path.name + "-wal"))
    return tuple(file.stat().st_mtime_ns if file.exists() else 0 for file in files)
