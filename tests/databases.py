"""Databases for the tests: files of SQLite, and a PostgreSQL server of the tests' own where one is installed.

The server is started in a folder of its own, by an unprivileged user, listens on a socket there and nowhere
else, and is gone with the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, NullPool, create_engine, make_url

from extractor.store.schema import metadata

NUMBERS = count(1)
MISSING = "no PostgreSQL server program here; install Debian's package postgresql to run these tests"


@dataclass(frozen=True, slots=True)
class Databases:
    """Makes, asks and copies databases of one kind; ``home`` is a folder, or the address of a server's databases."""

    kind: str
    home: str

    def new(self) -> str:
        """The name of a database that is not there yet, or is empty."""
        name = f"claims{next(NUMBERS)}"
        if self.kind == "sqlite":
            return f"{self.home}/{name}.db"
        self._create(name, "template0")
        return self.home.format(name)

    def copy(self, database: str) -> str:
        """A copy of ``database``."""
        name = f"claims{next(NUMBERS)}"
        if self.kind == "sqlite":
            return shutil.copy(database, f"{self.home}/{name}.db")
        self._create(name, str(make_url(database).database))
        return self.home.format(name)

    def ask(self, database: str, question: str) -> list[tuple[Any, ...]]:
        """The rows that a question in SQL has for an answer, none for a check that only succeeds or fails."""
        question = question if self.kind == "sqlite" else question.replace("%", "%%")  # a sign of the driver's
        with self._engine(database).connect() as connection:
            answer = connection.exec_driver_sql(question)
            return [tuple(row) for row in answer] if answer.returns_rows else []

    def change(self, database: str, statement: str) -> None:
        """Carry a statement out."""
        with self._engine(database).begin() as connection:
            connection.exec_driver_sql(statement)

    def dump(self, database: str, *, but: tuple[str, ...] = ("run",)) -> list[str]:
        """All rows of all tables but those in ``but``, as text."""
        with self._engine(database).connect() as connection:
            return [
                f"{table.name}: {tuple(row)}"
                for table in metadata.sorted_tables
                if table.name not in but
                for row in connection.execute(table.select().order_by(*table.primary_key))
            ]

    def _create(self, name: str, template: str) -> None:
        engine = self._engine(self.home.format("postgres")).execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")

    def _engine(self, database: str) -> Engine:
        url = database if "://" in database else f"sqlite:///{database}"
        return create_engine(url.replace("postgresql://", "postgresql+psycopg://"), poolclass=NullPool)


@contextmanager
def server() -> Iterator[Databases | None]:
    """A running PostgreSQL server, or nothing where none is installed."""
    programs = _programs()
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="arqam-pg-"))
    who: dict[str, Any] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "nobody")
        who = {"user": "nobody", "cwd": folder, "env": {"PATH": os.environ.get("PATH", ""), "HOME": str(folder)}}
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        subprocess.run([programs / program, *arguments], check=True, stdout=subprocess.DEVNULL, timeout=120, **who)

    try:
        run("initdb", "-D", str(data), "-U", "arqam", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        listening = f"-k {folder} -c listen_addresses='' -c fsync=off"
        run("pg_ctl", "-D", str(data), "-o", listening, "-l", str(folder / "log"), "-w", "start")
        try:
            yield Databases("postgresql", f"postgresql://arqam@/{{}}?host={folder}")
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """The folder of the server's programs, the newest where several are installed."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name.split(".")[0]))
    return next((one for one in folders if (one / "pg_ctl").exists() and (one / "postgres").exists()), None)
