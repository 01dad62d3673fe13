"""Searching, checking and reviewing in a database: words by their stems, fields, days, verdicts that stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from databases import Databases

from extractor import cli

ROWS = [
    {
        "title": "دعم السكن",
        "publisher": "الغد",
        "date": "2024-06-12",
        "text": "أكّد وزير السكنى أن عدد المستفيدين من برنامج دعم السكن بلغ 60 ألف أسرة.",
    },
    {
        "title": "زلزال الحوز",
        "publisher": "اليوم",
        "date": "2023-09-12",
        "text": "أعلنت وزارة الداخلية أن عدد الوفيات جراء زلزال الحوز بلغ 2901 شخصا، فيما أصيب 5530 شخصا.",
    },
]

pytestmark = pytest.mark.usefixtures("compiled_once")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "pages.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def database(databases: Databases, pages: Path, compiled_once: None) -> str:  # noqa: ARG001
    name = databases.new()
    assert cli.run(["extract", str(pages), "--to", name]) == 0
    return name


def found(database: str, capfd: pytest.CaptureFixture[str], *arguments: str) -> list[int]:
    capfd.readouterr()
    assert cli.run(["query", "--db", database, "--format", "json", *arguments]) == 0
    return [json.loads(line)["value"]["point"] for line in capfd.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "points"),
    [
        (("مستفيد",), [60_000]),
        (("المستفيدات",), [60_000]),
        (("اكد السكن",), [60_000]),
        (('"برنامج دعم السكن" أسرة',), [60_000]),
        (('"السكن دعم"',), []),
        (("زلزال",), [2901, 5530]),
        (("زلزال", "--limit", "1"), [2901]),
        (("زلزال", "--sort", "value"), [5530, 2901]),
        (("--publisher", "اليوم"), [2901, 5530]),
        (("--speaker", "وزارة الداخلية"), [2901, 5530]),
        (("--from", "2024-01-01"), [60_000]),
        (("--until", "2024-01-01"), [2901, 5530]),
        (("وباء",), []),
        (("؟ ' \" * OR -",), []),
    ],
)
def test_query(arguments: tuple[str, ...], points: list[int], database: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert found(database, capfd, *arguments) == points


def test_check_ends_with_the_status_of_its_verdict(database: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", "--db", database, "خلف زلزال الحوز نحو 2900 قتيل."]) == 0
    assert cli.run(["check", "--db", database, "--format", "json", "خلف زلزال الحوز 29 ألف قتيل."]) == 3
    [claim] = json.loads(capfd.readouterr().out.splitlines()[-1])["claims"]
    assert claim["verdict"] == "scale_slip"
    assert [match["value"]["point"] for match in claim["matches"]] == [2901]


def test_compare_reads_one_metric_or_all(database: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["compare", "--db", database, "--alarms"]) == 0
    assert cli.run(["compare", "--db", database, "--metric", "covid.deaths", "--format", "json"]) == 0
    assert capfd.readouterr().out == ""
    assert cli.run(["compare", "--db", database, "--format", "html"]) == 0
    assert capfd.readouterr().out.startswith("<!doctype html>")


def test_a_review_outlives_a_new_extraction(database: str, pages: Path, capfd: pytest.CaptureFixture[str]) -> None:
    capfd.readouterr()
    assert cli.run(["query", "--db", database, "--format", "json", "وفيات"]) == 0
    key = json.loads(capfd.readouterr().out.splitlines()[0])["id"]
    assert cli.run(["review", key, "صحيح", "--note", "بلاغ رسمي", "--reviewer", "ليلى", "--db", database]) == 0
    assert cli.run(["extract", str(pages), "--to", database, "--published", "2020-01-01"]) == 0
    capfd.readouterr()
    assert cli.run(["review", "--db", database]) == 0
    assert f"{key} · صحيح · ليلى" in capfd.readouterr().out
    assert cli.run(["review", "nobody", "خطأ", "--db", database]) == 2
