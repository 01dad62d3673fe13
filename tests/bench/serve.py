"""How fast the pages answer: a fixed number of requests for each kind of page, one after the other, on loopback.

usage: python tests/bench/serve.py [--db FILE] [--requests N]

Without a FILE a database of 100,000 articles and a million claims is made first (tests/bench/volume.py; some
minutes, 3 GB), in the folder for temporary files, and kept there for the next run. Prints, for each kind of page,
the median and the 95th percentile of what the answer took, and the same of the processor time that the server
spent on it, which other work on the machine does not lengthen; then the most memory that the server held. The
addresses follow from the database: frequent words and rare ones, the busiest metrics and any. Exit status 1 where
a page kind's 95th percentile is over 150 ms of processor time, or the server over 400 MB.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx

REQUESTS = 60  # of each kind of page
MOST, MEMORY = 150, 400  # milliseconds; megabytes


@contextmanager
def served(name: str) -> Iterator[tuple[str, int]]:
    """The site of the database ``name``: its address, and the number of its process."""
    command = [sys.executable, "-m", "extractor.cli", "serve", "--db", name, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            said = process.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert found, said
            yield found.group(), process.pid
        finally:
            process.terminate()
            process.wait(10)


def addresses(name: str, many: int) -> dict[str, list[str]]:
    """The addresses of each kind of page, ``many`` of each, the same ones each time."""
    dice = random.Random(3)
    with sqlite3.connect(f"file:{name}?mode=ro", uri=True) as connection:

        def some(asked: str, count: int = many) -> list[str]:
            found = [str(row[0]) for row in connection.execute(asked).fetchall() if row[0]]
            return [dice.choice(found) for _ in range(count)]

        (last,) = connection.execute("SELECT max(id) FROM claim").fetchone()
        (articles,) = connection.execute("SELECT max(id) FROM article").fetchone()
        picked = ",".join(str(dice.randrange(1, last)) for _ in range(400))
        sentences = some(f"SELECT evidence FROM claim WHERE id IN ({picked})")  # noqa: S608 - numbers
        metrics = some(f"SELECT metric_id FROM claim WHERE id IN ({picked})")  # noqa: S608 - numbers
        speakers = some("SELECT agent_id FROM (SELECT agent_id FROM attribution LIMIT 5000)")
        busy = (
            "SELECT metric_id FROM (SELECT metric_id, count(*) AS often FROM claim GROUP BY 1 ORDER BY 2 DESC LIMIT 20)"
        )
        busiest, outlets = some(busy), some("SELECT DISTINCT publisher FROM article LIMIT 100")
    words = [[word for word in sentence.split() if word.isalpha()] for sentence in sentences]
    facets = ("unit=MAD", "relation=scale_slip", "year=2020", "relation=updates", "publisher=" + quote(outlets[0]))
    return {
        "home": ["/"] * many,
        "search, one word": [f"/search?q={quote(dice.choice(one))}" for one in words],
        "search, two words": [f"/search?q={quote(' '.join(dice.sample(one, 2)))}" for one in words],
        "search, five words": [f"/search?q={quote(' '.join(one[1:6]))}" for one in words],
        "search, word and facet": [f"/search?q={quote(one[0])}&{dice.choice(facets)}" for one in words],
        "search, facet alone": [f"/search?{dice.choice(facets)}&page={dice.randint(1, 3)}" for _ in words],
        "metric, as claimed": [f"/metric/{one}" for one in metrics],
        "metric, the busiest": [f"/metric/{one}" for one in busiest],
        "chart of a busy metric": [f"/metric/{one}/spec" for one in busiest],
        "article": [f"/article/{dice.randrange(1, articles)}" for _ in words],
        "alarms": [f"/alarms?page={dice.randint(1, 20)}" for _ in words],
        "speaker": [f"/speaker/{one}" for one in speakers],
        "outlet": [f"/outlet?name={quote(one)}" for one in outlets],
    }


def spent(process: int) -> float:
    """The processor time of a process's threads so far, in milliseconds."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(thread.read_text(encoding="utf-8").split()[0]) for thread in threads) / 1e6


def memory(process: int, what: str) -> float:
    """``VmRSS`` or ``VmHWM`` of a process in MB."""
    told = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    found = re.search(rf"{what}:\s+(\d+) kB", told)
    return int(found.group(1)) / 1024 if found else 0.0


def at(part: float, values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def measured(name: str, many: int) -> bool:
    """Print the table; whether every kind of page keeps to its limits."""
    kinds = addresses(name, many)
    kept = True
    with served(name) as (address, process), httpx.Client(base_url=address, timeout=30) as client:
        for _ in range(100):  # the counts of the home page are made once
            if "home.counting" not in client.get("/").text and 'class="stats"' in client.get("/").text:
                break
            time.sleep(0.5)
        print(f"{'page':>24}  {'median':>7} {'p95':>7} {'worst':>7}   {'cpu p95':>7}  (ms; {many} requests each)")
        for kind, wanted in kinds.items():
            took, used = [], []
            for path in wanted:
                before, start = spent(process), time.perf_counter()
                answer = client.get(path)
                took.append(1000 * (time.perf_counter() - start))
                used.append(spent(process) - before)
                if answer.status_code != httpx.codes.OK:
                    print(f"{path}: {answer.status_code}")
                    kept = False
            over = at(0.95, used) > MOST
            kept &= not over
            line = f"{kind:>24}  {at(0.5, took):7.0f} {at(0.95, took):7.0f} {max(took):7.0f}   {at(0.95, used):7.0f}"
            print(line + ("  over the limit" if over else ""), flush=True)
        most = memory(process, "VmHWM")
        print(f"the server held {memory(process, 'VmRSS'):.0f} MB at the end, {most:.0f} MB at the most")
    return kept and most < MEMORY


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="How fast the pages answer.")
    parser.add_argument("--db", help="a claims database; without it a large one is made")
    parser.add_argument("--requests", type=int, default=REQUESTS, help="of each kind of page")
    asked = parser.parse_args()
    name = asked.db or str(Path(tempfile.gettempdir()) / "arqam-volume.db")
    if not Path(name).exists():
        subprocess.run([sys.executable, str(Path(__file__).with_name("volume.py")), name], check=True)
    return 0 if measured(name, asked.requests) else 1


if __name__ == "__main__":
    raise SystemExit(main())
