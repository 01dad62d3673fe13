"""The site as a process: it ends when asked to, and nothing of it stays."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from extractor import cli

SEEDS = Path(__file__).parent.parent / "corpus" / "seeds"
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("compiled_once")]


@pytest.fixture
def served(compiled_once: None, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:  # noqa: ARG001
    database = tmp_path / "claims.db"
    assert cli.run(["extract", str(next(SEEDS.glob("000*"))), "--to", str(database)]) == 0
    command = [sys.executable, "-m", "extractor.cli", "serve", "--db", str(database), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        said = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, said
        yield process, found.group()
        process.kill()


def children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task")
    return [int(one) for task in tasks.iterdir() for one in (task / "children").read_text(encoding="utf-8").split()]


def gone(process: int) -> bool:
    """Whether a process has ended, be it that nobody has asked for its status."""
    try:
        return ") Z " in Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return True


def test_it_ends_well_when_asked_to(served: tuple[subprocess.Popen[str], str]) -> None:
    process, address = served
    assert httpx.get(address, timeout=60).status_code == 200
    process.terminate()
    assert process.wait(20) == 0


@pytest.mark.skipif(not Path(f"/proc/self/task/{os.getpid()}/children").exists(), reason="no /proc here")
def test_the_reader_of_the_check_box_ends_with_it(served: tuple[subprocess.Popen[str], str]) -> None:
    process, address = served
    asked = httpx.get(f"{address}/check.json", params={"text": "بلغ عدد الملفات 400 ملف"}, timeout=120)
    assert asked.status_code == 200
    readers = children(process.pid)
    assert readers
    process.send_signal(signal.SIGKILL)
    process.wait(20)
    for _ in range(100):
        if all(gone(reader) for reader in readers):
            break
        time.sleep(0.1)
    assert all(gone(reader) for reader in readers)
