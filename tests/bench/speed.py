"""How long the pipeline takes, against spaCy's own tokenising of the same text; `make bench` prints it.

    python tests/bench/speed.py [PATH…]      pages to read; the seeds where none is named

Every pass is the first one of a fresh process, over text that this process has not seen: spaCy keeps what
it has tokenised, and a second pass flatters whoever caches most. Compiling the patterns is counted apart.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
SEEDS = ROOT / "corpus" / "seeds"
RUNS = 5  # fresh processes for each figure; the median counts, the machine does other things, too
SIZES = (1_000, 10_000, 100_000, 1_000_000)
AIM = 2.0
LIMIT = 1_000_000  # spaCy refuses longer texts


def timed(call: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - passed on
        begin = time.perf_counter()
        try:
            return call(*args, **kwargs)
        finally:
            spent[name] += time.perf_counter() - begin

    return run


def measure(extractor: Any, names: dict[str, Any], spent: dict[str, float]) -> None:  # noqa: ANN401 - it is changed
    """Let every stage of ``extractor`` add its seconds to ``spent``; ``names`` are the pipeline module's."""
    for name in ("segment", "document"):
        names[name] = timed(names[name], name, spent)
    components = extractor.nlp._components
    components[:] = [(name, timed(stage, name.removeprefix("arqam_"), spent)) for name, stage in components]
    extractor._stripper = SimpleNamespace(strip=timed(extractor._stripper.strip, "strip", spent))
    extractor._accountant = SimpleNamespace(complete=timed(extractor._accountant.complete, "account", spent))


def texts(paths: list[str]) -> list[str]:
    from extractor import pages
    from extractor.model import Failure

    return [page.text[:LIMIT] for page in pages.read(paths) if not isinstance(page, Failure)]


def child_tokenise(paths: list[str]) -> dict[str, Any]:
    """Seconds that stock spaCy takes for its first pass over the pages."""
    import spacy

    loaded = texts(paths)
    nlp = spacy.blank("ar")
    begin = time.perf_counter()
    for text in loaded:
        nlp(text)
    return {"seconds": time.perf_counter() - begin, "characters": sum(map(len, loaded)), "pages": len(loaded)}


def child_pipeline(paths: list[str], *, stages: bool = False) -> dict[str, Any]:
    """Seconds that the pipeline takes for its first pass; with ``stages`` also the share of each stage."""
    from extractor import pipeline
    from extractor.model import Page
    from extractor.patterns import compiling

    begin = time.perf_counter()
    with compiling(for_good=True):  # as a command does
        extractor = pipeline.Extractor()
    compiled = time.perf_counter() - begin
    spent: dict[str, float] = defaultdict(float)
    if stages:
        measure(extractor, vars(pipeline), spent)
    loaded = [Page(source=str(number), text=text, sha256="") for number, text in enumerate(texts(paths))]
    memory = peak()
    begin = time.perf_counter()
    claims = sum(len(extractor.extract(page).claims) for page in loaded)
    seconds = time.perf_counter() - begin
    return {
        "seconds": seconds,
        "compiled": compiled,
        "claims": claims,
        "stages": spent,
        "before": memory,
        "peak": peak(),
    }


def child_stages(paths: list[str]) -> dict[str, Any]:
    return child_pipeline(paths, stages=True)


def peak() -> float:
    """The most memory this process has held, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def fresh(what: str, *paths: str) -> dict[str, Any]:
    """The answer of one child function in a process of its own."""
    done = subprocess.run([sys.executable, __file__, f"--{what}", *paths], check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def median(rows: list[dict[str, Any]], key: str = "seconds") -> float:
    return float(statistics.median(row[key] for row in rows))


def against_spacy(paths: list[str]) -> None:
    stock, ours = [], []
    for _ in range(RUNS):  # turn about, so that a busy moment of the machine meets both
        stock.append(fresh("tokenise", *paths))
        ours.append(fresh("pipeline", *paths))
    length = stock[0]["characters"]
    ratio = median(ours) / median(stock)
    print(f"first pass over {stock[0]['pages']} unseen pages, {length:,} characters, {ours[0]['claims']} claims")
    print(f"  spacy.blank('ar')  {1e3 * median(stock):8.1f} ms  {1e6 * median(stock) / length:6.2f} µs a character")
    print(f"  whole pipeline     {1e3 * median(ours):8.1f} ms  {1e6 * median(ours) / length:6.2f} µs a character")
    print(f"  ratio              {ratio:8.2f}     (aim: at most {AIM:.0f})")
    print(f"  compiling patterns {1e3 * median(ours, 'compiled'):8.1f} ms, once")


def shares(paths: list[str]) -> None:
    rows = [fresh("stages", *paths) for _ in range(RUNS - 2)]
    whole = median(rows)
    print("share of each stage")
    named = {name: statistics.median(row["stages"].get(name, 0.0) for row in rows) for name in rows[0]["stages"]}
    for name, seconds in sorted(named.items(), key=lambda row: -row[1]):
        print(f"  {name:14} {1e3 * seconds:8.1f} ms  {100 * seconds / whole:5.1f} %")
    print(f"  {'the rest':14} {1e3 * (whole - sum(named.values())):8.1f} ms")


def child_lengths(paths: list[str]) -> dict[str, Any]:
    """Seconds and peak memory for each page, the shortest first; the best of three passes."""
    from extractor.model import Page
    from extractor.patterns import compiling
    from extractor.pipeline import Extractor

    with compiling(for_good=True):
        extractor = Extractor()
    rows = []
    for text in sorted(texts(paths), key=len):
        page, seconds = Page(source="-", text=text, sha256=""), []
        for _ in range(3):
            begin = time.perf_counter()
            extractor.extract(page)
            seconds.append(time.perf_counter() - begin)
        rows.append({"characters": len(text), "seconds": min(seconds), "peak": peak()})
    return {"rows": rows}


def by_length() -> None:
    print("by length of the page")
    text = max((path.read_text(encoding="utf-8") for path in SEEDS.iterdir()), key=len)
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            (Path(folder) / f"{size}.txt").write_text((text * (size // len(text) + 1))[:size], encoding="utf-8")
        for row in fresh("lengths", folder)["rows"]:
            rate = 1e6 * row["seconds"] / row["characters"]
            print(f"  {row['characters']:9,} characters  {rate:6.2f} µs a character   peak {row['peak']:.0f} MB")


def command() -> None:
    arqam = Path(sys.executable).with_name("arqam")
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        subprocess.run([arqam, "extract", SEEDS, "--to", f"{folder}/claims.db"], check=True, capture_output=True)
        print(f"arqam extract on the five seed pages, into a database: {time.perf_counter() - begin:.2f} s")


def main(arguments: list[str]) -> None:
    children: dict[str, Callable[[list[str]], dict[str, Any]]] = {
        "--tokenise": child_tokenise,
        "--pipeline": child_pipeline,
        "--stages": child_stages,
        "--lengths": child_lengths,
    }
    if arguments and arguments[0] in children:
        print(json.dumps(children[arguments[0]](arguments[1:])))
        return
    paths = arguments or [str(SEEDS)]
    against_spacy(paths)
    shares(paths)
    by_length()
    command()


if __name__ == "__main__":
    main(sys.argv[1:])
