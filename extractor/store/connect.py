"""A name on the command line → an open database of the present schema.

A name is a file (SQLite) or any SQLAlchemy URL. What is wrong with it is said in one sentence.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from extractor.problem import UserError
from extractor.store import views

if TYPE_CHECKING:
    from collections.abc import Iterator

MIGRATIONS = Path(__file__).parent / "migrations"
MAGIC = b"SQLite format 3\0"
# Names a file as ours to `file` and to us: "ARQM".
APPLICATION = 0x4152514D
WAIT = 30_000  # milliseconds that a writer waits for another one's transaction


def connect(name: str, *, create: bool = False) -> Engine:
    """The database ``name``, upgraded to the present schema where ``create`` allows writing.

    Raises:
        UserError: it is missing, is no database, is somebody else's, is newer than this code, or cannot be written.
    """
    url = _url(name)
    said = shown(url)
    if _is_file(url):
        _check_file(Path(str(url.database)), create=create)
        if not create and not os.access(Path(str(url.database)).parent, os.W_OK):
            # A WAL database wants files beside it even to be read; where none can be made, nobody writes to it either.
            url = URL.create("sqlite", database=f"file:{url.database}", query={"immutable": "1", "uri": "true"})
    engine = _engine(url, said)
    try:
        _prepare(engine, said, create=create)
    except DBAPIError as error:
        engine.dispose()
        raise UserError(trouble(said, error)) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(name: str) -> Iterator[Connection]:
    """A connection to the database ``name`` that leaves nothing open behind it.

    Raises:
        UserError: as :func:`connect`.
    """
    engine = connect(name)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine(url: URL, said: str) -> Engine:
    try:
        engine = create_engine(url)
    except NoSuchModuleError:
        msg = f"{said}: no kind of database that is known here; write sqlite:///file.db or postgresql://user@host/name"
        raise UserError(msg) from None
    except ModuleNotFoundError as error:
        msg = f"{said}: the driver {error.name} is missing; install it with: pip install 'arqam[postgres]'"
        raise UserError(msg) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _pragmas)
        event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def writing(engine: Engine, *, schema: bool = False) -> Iterator[Connection]:
    """One transaction that no other writer can come between; ``schema`` where the tables are only being made."""
    with engine.connect().execution_options(arqam_write=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql" and not schema:
            connection.execute(text("LOCK TABLE run IN EXCLUSIVE MODE"))
        yield connection


def _url(name: str) -> URL:
    if "://" not in name:
        return URL.create("sqlite", database=name)
    try:
        url = make_url(name)
    except ArgumentError:
        msg = f"{name.split('://', 1)[0]}://…: no database address; write sqlite:///file.db or postgresql://user@host/name"
        raise UserError(msg) from None
    return url.set(drivername="postgresql+psycopg") if url.drivername in {"postgres", "postgresql"} else url


def shown(url: URL) -> str:
    """How a database is named to people: its file, or its address without the password."""
    if _is_file(url):
        return str(url.database)
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


def _is_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and bool(url.database) and url.database != ":memory:"


def _check_file(path: Path, *, create: bool) -> None:
    msg = None
    if path.is_dir():
        msg = f"{path} is a folder; name a database file"
    elif not path.exists() and not create:
        msg = f"{path} does not exist; make it with: arqam extract PATH --to {path}"
    elif not path.parent.is_dir():
        msg = f"{path} cannot be written: the folder {path.parent} does not exist; create it first"
    elif path.is_file() and path.stat().st_size:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                msg = f"{path} is no SQLite database; name another file, or move that one away"
    if msg:
        raise UserError(msg)


def _pragmas(raw: Any, _: object) -> None:  # noqa: ANN401 - the driver's connection
    raw.isolation_level = None  # transactions begin where _begin says so
    for pragma in (f"busy_timeout = {WAIT}", "foreign_keys = ON", "synchronous = NORMAL"):
        raw.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("arqam_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare(engine: Engine, said: str, *, create: bool) -> None:
    with engine.connect() as connection:
        revision = _revision(connection, said)
    if revision == head():
        return
    if revision is not None and revision > head():
        msg = f"{said} was made by a newer arqam (schema {revision}, this one knows {head()}); upgrade arqam"
        raise UserError(msg)
    if not create:
        msg = f"{said} is empty or of an older schema; bring it up to date with: arqam extract PATH --to {said}"
        raise UserError(msg)
    _upgrade(engine)


def head() -> str:
    """The newest revision of the schema, read off the names of the migrations."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _revision(connection: Connection, said: str) -> str | None:
    """The schema's revision; nothing for an empty database."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables and "claim" in tables:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
    if tables - {"alembic_version", "spatial_ref_sys"}:
        msg = f"{said} is a database of something else than arqam; name another one"
        raise UserError(msg)
    return None


def _upgrade(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 - half a second, and only a new database pays it
    from alembic.config import Config  # noqa: PLC0415

    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            for pragma in ("journal_mode = WAL", f"application_id = {APPLICATION}"):
                raw.execute(f"PRAGMA {pragma}")  # type: ignore[union-attr]
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with writing(engine, schema=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        for statement in views.statements(engine.dialect.name):
            connection.execute(text(statement))


def trouble(said: str, error: DBAPIError) -> str:
    """What the driver says, as a sentence with its cure."""
    reason = " ".join(str(error.orig or error).split()).rstrip(".?")
    if "readonly" in reason or "read-only" in reason:
        return f"{said} is read-only; change its permissions, or name another place"
    if "unable to open" in reason:
        return f"{said} cannot be opened or created there; name a place that you may write to"
    if "disk is full" in reason:
        return f"{said}: the disk is full; make room there, then the same command again goes on from here"
    if "not a database" in reason or "malformed" in reason:
        return f"{said} is a damaged database ({reason}); restore it from a copy, or name another file"
    return f"{said}: the database says: {reason}; check the address and that the server is up"
