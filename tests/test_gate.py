"""The accuracy gate: no figure on the corpus may fall below its floor; and the gate itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extractor.cli import run
from extractor.evaluate import gate
from extractor.evaluate.gold import files, read_rows
from extractor.evaluate.labels import Labels
from extractor.evaluate.run import articles_of, claims_of
from extractor.evaluate.score import score
from extractor.evaluate.strip import score_strip
from extractor.patterns import Patterns
from extractor.pipeline import Extractor

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
PAGES = CORPUS / "seeds"
HELD = {
    "seeds": {"detection", "tuple", "value", "date", "speaker", "metric", "modality"},
    "seeds_lines": {"body", "title", "publisher", "author", "published"},
}


def test_no_figure_falls_below_its_floor(extractor: Extractor, patterns: Patterns) -> None:
    gold = read_rows(CORPUS / "gold" / "seeds.jsonl")
    claims = score(gold, claims_of(extractor, PAGES, files(gold)), PAGES, Labels(patterns))
    lines = read_rows(CORPUS / "gold" / "seeds_lines.jsonl")
    articles = score_strip(lines, articles_of(extractor, PAGES, files(lines)), PAGES)
    measured = {"seeds": claims.figures(), "seeds_lines": articles.figures()}
    shut = gate.violations(gate.read(CORPUS / "baseline.toml"), gate.corpus_hash(CORPUS), measured)
    assert not shut, "\n".join(shut)


def test_every_figure_that_counts_has_a_floor() -> None:
    floors = gate.read(CORPUS / "baseline.toml").tables
    for table, names in HELD.items():
        assert names <= floors[table].keys()


def test_a_floor_rises_with_update() -> None:
    floors = gate.update(gate.Floors("c", {"seeds": {"tuple": 0.5}}), "c", {"seeds": {"tuple": 0.61239}})
    assert floors.tables["seeds"]["tuple"] == 0.6123


def test_a_floor_falls_only_when_told_to() -> None:
    floors = gate.Floors("c", {"seeds": {"tuple": 0.5, "date": 0.9}})
    with pytest.raises(gate.GateError, match=r"tuple fell to 0\.4000, its floor is 0\.5000"):
        gate.update(floors, "c", {"seeds": {"tuple": 0.4, "date": 0.95}})
    assert gate.update(floors, "c", {"seeds": {"tuple": 0.4, "date": 0.95}}, lower=True).tables["seeds"]["tuple"] == 0.4


def test_a_figure_that_is_no_longer_measured_shuts_the_gate() -> None:
    assert gate.violations(gate.Floors("c", {"seeds": {"tuple": 0.5}}), "c", {"seeds": {}})


def test_tables_that_were_not_measured_stay() -> None:
    floors = gate.update(gate.Floors("c", {"lines": {"body": 0.9}}), "c", {"seeds": {"tuple": 0.4}})
    assert floors.tables == {"lines": {"body": 0.9}, "seeds": {"tuple": 0.4}}


def test_another_corpus_shuts_the_gate() -> None:
    floors = gate.Floors("c", {"seeds": {"tuple": 0.5}})
    [said] = gate.violations(floors, "d", {"seeds": {"tuple": 1.0}})
    assert "not the one the floors were measured on" in said
    with pytest.raises(gate.GateError, match="--lower-floors"):
        gate.update(floors, "d", {"seeds": {"tuple": 1.0}})
    assert gate.update(floors, "d", {"seeds": {"tuple": 1.0}}, lower=True).corpus == "d"


def test_without_a_baseline_the_gate_is_shut(tmp_path: Path) -> None:
    assert gate.violations(gate.read(tmp_path / "none.toml"), "c", {})


def test_a_broken_baseline_says_so(tmp_path: Path) -> None:
    path = tmp_path / "baseline.toml"
    path.write_text("seeds = [", encoding="utf-8")
    with pytest.raises(gate.GateError, match="not a baseline"):
        gate.read(path)


def test_the_hash_sees_names_and_bytes(tmp_path: Path) -> None:
    for folder in gate.FOLDERS:
        (tmp_path / folder).mkdir()
    page = tmp_path / "seeds" / "a.txt"
    page.write_bytes(b"1")
    first = gate.corpus_hash(tmp_path)
    page.write_bytes(b"2")
    second = gate.corpus_hash(tmp_path)
    page.rename(tmp_path / "seeds" / "b.txt")
    assert len({first, second, gate.corpus_hash(tmp_path)}) == 3


def test_the_floors_survive_writing(tmp_path: Path) -> None:
    floors = gate.Floors("c", {"seeds": {"tuple": 0.5}, "lines": {"body": 1.0}})
    gate.write(tmp_path / "baseline.toml", floors)
    assert gate.read(tmp_path / "baseline.toml") == floors


def test_the_command_refuses_to_lower_a_floor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run without claims cannot become the baseline by `--update` alone."""
    corpus = tmp_path / "corpus"
    shutil.copytree(CORPUS, corpus)
    nothing = tmp_path / "nothing.jsonl"
    nothing.write_text("", encoding="utf-8")
    command = ["evaluate", str(corpus / "gold" / "seeds.jsonl"), "--pages", str(PAGES), "--claims", str(nothing)]
    floors = corpus / "baseline.toml"
    before = floors.read_bytes()
    assert run([*command, "--update"]) == 2
    assert "--lower-floors" in capsys.readouterr().err
    assert floors.read_bytes() == before
    assert run([*command, "--update", "--lower-floors"]) == 0
    assert gate.read(floors).tables["seeds"]["tuple"] == 0.0
