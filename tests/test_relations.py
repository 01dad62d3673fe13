"""The comparisons that the database keeps: those that comparing everything finds, however the claims arrived."""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date
from pathlib import Path

import pytest
from databases import Databases

from extractor import cli, serial
from extractor.compare.board import Board
from extractor.model import Extraction, Metadata, Page
from extractor.pipeline import Extractor
from extractor.store import relations
from extractor.store.load import Load

CASES = Path(__file__).parent / "cases"
PAIRS = tomllib.loads((CASES / "pairs.toml").read_text(encoding="utf-8"))["pair"]
Found = set[tuple[str, frozenset[str]]]


@pytest.fixture(scope="module")
def pages(extractor: Extractor) -> list[Extraction]:
    """The articles of the pairs, each once: some hundred claims, many of one metric or event."""
    made: dict[str, Extraction] = {}
    for title, outlet, day, body in (pair[side] for pair in PAIRS for side in ("before", "after")):
        sha = hashlib.sha256(f"{title}{outlet}{day}{body}".encode()).hexdigest()
        declared = Metadata(title, outlet, None, date.fromisoformat(day))
        page = Page(f"{sha[:8]}.txt", f"{title}\n{body}", sha, media="jsonl", declared=declared)
        made[sha] = extractor.extract(page)
    return list(made.values())


def load(path: str, extractor: Extractor, pages: list[Extraction]) -> None:
    with Load(path, patterns=extractor.patterns) as store:
        for page in pages:
            store.add(page)


def kept(databases: Databases, path: str) -> Found:
    members: dict[tuple[int, str], set[str]] = {}
    for number, relation, key in databases.ask(path, "SELECT comparison, relation, id FROM comparisons"):
        members.setdefault((number, relation), set()).add(key)
    return {(relation, frozenset(keys)) for (_, relation), keys in members.items()}


def found(extractor: Extractor, pages: list[Extraction]) -> Found:
    claims = [claim for page in pages for claim in serial.claims(page)]
    rows = Board(extractor.patterns, extractor.fold).comparisons(claims)
    return {(row["relation"], frozenset(claim["id"] for claim in row["claims"])) for row in rows}


def test_the_load_keeps_what_comparing_everything_finds(
    extractor: Extractor, pages: list[Extraction], databases: Databases
) -> None:
    path = databases.new()
    load(path, extractor, pages)
    assert kept(databases, path) == found(extractor, pages)
    assert databases.ask(path, "SELECT count(*) FROM claim") == databases.ask(path, "SELECT count(*) FROM subject")
    assert databases.ask(path, "SELECT sum(comparisons) FROM agreement") == databases.ask(
        path, "SELECT count(*) FROM comparison"
    )


def test_claims_that_arrive_later_end_in_the_same_comparisons(
    extractor: Extractor, pages: list[Extraction], databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relations, "FEW", 10**6)  # always only what the new claims touch
    path = databases.new()
    for start in range(0, len(pages), 7):
        load(path, extractor, pages[start : start + 7])
    assert kept(databases, path) == found(extractor, pages)
    # Every comparison still has all its sides.
    one_sided = "SELECT count(*) FROM (SELECT comparison FROM comparisons GROUP BY comparison HAVING count(*) < 2) AS c"
    assert databases.ask(path, one_sided) == [(0,)]


def test_a_page_that_is_read_anew_is_compared_anew(
    extractor: Extractor, pages: list[Extraction], databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = databases.new()
    load(path, extractor, pages)
    before = kept(databases, path)
    monkeypatch.setattr(relations, "FEW", 10**6)
    monkeypatch.setattr("extractor.store.load.code_version", lambda: "another")
    load(path, extractor, pages[10:30])
    assert kept(databases, path) == before


def test_the_command_prints_what_is_kept(
    extractor: Extractor, pages: list[Extraction], databases: Databases, capsys: pytest.CaptureFixture[str]
) -> None:
    path = databases.new()
    load(path, extractor, pages)
    assert cli.run(["compare", "--db", path, "--alarms", "--format", "json"]) == 0
    stored = capsys.readouterr().out
    databases.change(path, "DELETE FROM subject WHERE id = (SELECT max(id) FROM subject)")  # as a killed load leaves it
    assert cli.run(["compare", "--db", path, "--alarms", "--format", "json"]) == 0
    assert sorted(capsys.readouterr().out.splitlines()) == sorted(stored.splitlines())
    assert '"relation": "scale_slip"' in stored
