"""Sites for the browser tests to look at, each in a process of its own."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class Served:
    """A running site: where it answers, and the file that it shows."""

    address: str
    database: Path

    def rows(self, asked: str) -> list[tuple[Any, ...]]:
        """What the database answers."""
        with sqlite3.connect(self.database) as connection:
            return connection.execute(asked).fetchall()


@contextmanager
def serving(database: Path, *options: str) -> Iterator[Served]:
    """The site of ``database`` in a process of its own."""
    command = [sys.executable, "-m", "extractor.cli", "serve", "--db", str(database), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            said = process.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert found, said
            yield Served(found.group(), database)
        finally:
            process.terminate()
            process.wait(10)
