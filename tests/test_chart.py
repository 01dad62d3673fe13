"""The chart of a series: what stands in its specification, that it draws, and that Arabic is set from the right."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from extractor import cli
from extractor.chart.render import svg
from extractor.chart.series import specification
from extractor.chart.wording import EMBED, POP, Wording
from extractor.patterns import Patterns
from extractor.problem import UserError

ROWS: list[dict[str, Any]] = [
    {"as_of": "2025-04-30", "point": 4e6, "bound": "gt", "modality": "asserted", "publisher": "اليوم", "alarm": True},
    {"as_of": "2025-04-30", "point": 5e6, "bound": "exact", "modality": "asserted", "publisher": "الغد", "alarm": True},
    {"as_of": "2025-06-30", "low": 6e6, "high": 8e6, "bound": "between", "modality": "asserted", "publisher": None},
    {"as_of": "2026-12-31", "point": 9e6, "bound": "approx", "modality": "forecast", "publisher": "اليوم"},
    {"as_of": None, "point": 1, "bound": "exact", "modality": "asserted", "publisher": "اليوم"},
]


def drawn(patterns: Patterns, rows: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    wording = Wording.load(patterns, "ar")
    return specification(ROWS if rows is None else rows, wording, title="الملفات (AMO)", unit="ملف")


def test_a_figure_is_a_point_with_the_reach_of_its_bound(patterns: Patterns) -> None:
    data = drawn(patterns)["data"]["values"]
    assert [(row["value"], row["lower"], row["upper"]) for row in data] == [
        (4e6, 4e6, 5e6),
        (5e6, 5e6, 5e6),
        (7e6, 6e6, 8e6),
        (9e6, 8.55e6, 9.45e6),
    ]
    assert [row["alarm"] for row in data] == [True, True, False, False]
    assert [row["hollow"] for row in data] == [False, False, False, True]
    assert len({row["who"] for row in data}) == 3


def test_the_specification_is_plain_json_and_the_same_each_time(patterns: Patterns) -> None:
    one = json.dumps(drawn(patterns), ensure_ascii=False)
    assert one == json.dumps(drawn(patterns), ensure_ascii=False)
    assert drawn(patterns, [])["data"]["values"] == []


def test_values_a_slip_apart_stand_on_a_log_axis(patterns: Patterns) -> None:
    far = [dict(ROWS[0], point=4e8), ROWS[1]]
    assert drawn(patterns, far)["encoding"]["y"]["scale"] == {"type": "log"}
    assert "type" not in drawn(patterns)["encoding"]["y"]["scale"]


def test_arabic_is_set_from_the_right_in_every_language(patterns: Patterns) -> None:
    assert drawn(patterns)["title"]["text"] == f"{EMBED}الملفات (AMO){POP}"
    french = specification(ROWS, Wording.load(patterns, "fr"), title="Dossiers", unit="dossiers")
    assert french["title"] == {"text": "Dossiers", "anchor": "start", "fontSize": 15}
    assert french["data"]["values"][0]["who"] == f"{EMBED}اليوم{POP}"


def test_a_chart_is_drawn(patterns: Patterns) -> None:
    pytest.importorskip("vl_convert", reason="the extra `plot` is not installed")
    picture = svg(drawn(patterns))
    assert picture.startswith("<svg")
    assert "ملايين" in picture
    assert "دجنبر" in picture or "أكتوبر" in picture


def test_a_missing_extra_is_one_sentence(patterns: Patterns, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(UserError, match=r"arqam\[plot\]"):
        svg(drawn(patterns))


@pytest.mark.usefixtures("compiled_once")
def test_the_command_writes_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("vl_convert", reason="the extra `plot` is not installed")
    pages = tmp_path / "pages.jsonl"
    rows = [
        {
            "title": "معدل البطالة",
            "publisher": name,
            "date": f"{year}-02-05",
            "text": f"أعلنت المندوبية السامية للتخطيط أن معدل البطالة بلغ {rate} في المائة سنة {year - 1} "
            "على الصعيد الوطني.",
        }
        for name, year, rate in (("اليوم", 2024, 13), ("الغد", 2025, "13,3"))
    ]
    pages.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    db, picture = str(tmp_path / "claims.db"), tmp_path / "series.png"
    assert cli.run(["extract", str(pages), "--to", db]) == 0
    assert cli.run(["plot", "unemployment.rate", "--db", db, "--to", str(picture), "--lang", "fr"]) == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert cli.run(["plot", "no.metric", "--db", db, "--to", str(picture)]) == 2
    assert cli.run(["plot", "unemployment.rate", "--db", db, "--to", "series.gif"]) == 2
    assert capsys.readouterr().err.count("\n") == 2
