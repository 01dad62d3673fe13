"""Scores against gold, the recorded run, and what `arqam evaluate` prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.cli import run
from extractor.evaluate.gold import GoldError, locate, read_rows
from extractor.evaluate.labels import Labels
from extractor.evaluate.record import changes, cut_down, turned, write
from extractor.evaluate.score import score
from extractor.evaluate.strip import score_strip
from extractor.patterns import Patterns

Row = dict[str, Any]
PAGE = "سجلت المصالح 40 حادثة في الجهة.\nوأكد المدير أن عدد المصابين بلغ 12 مصابا.\nوزع المركز كتبا.\n"
EXACT = {"bound": "exact", "unit": "count", "per": None}


def gold(span: str, point: int, metric: str, **more: object) -> Row:
    value = {"point": point, "low": point, "high": point, **EXACT}
    row = {"kind": "claim", "file": "a.txt", "context": span, "span": span, "value": value, "metric": metric}
    return row | {"date": None, "speaker": None, "modality": "asserted"} | more


def found(row: Row, **more: object) -> Row:
    span = locate(PAGE, row)
    place = {"start": span.start, "end": span.end, "text": span.text(PAGE)}
    return {**row, "source": "in/a.txt", "span": place, "metric": {"text": row["metric"], "id": None}} | more


TWO = [
    gold("40 حادثة", 40, "حوادث السير في الجهة"),
    gold("12 مصابا", 12, "عدد المصابين", speaker={"name": "المدير"}),
]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def labels(patterns: Patterns) -> Labels:
    return Labels(patterns)


def test_all_right(pages: Path, labels: Labels) -> None:
    result = score(TWO, map(found, TWO), pages, labels)
    assert (result.gold, result.predicted, result.matched) == (2, 2, 2)
    assert result.whole.f1 == result.detection.f1 == 1.0
    assert set(result.fields.values()) == {1.0}


def test_a_wrong_field_costs_the_tuple_and_not_the_detection(pages: Path, labels: Labels) -> None:
    one, two = map(found, TWO)
    result = score(TWO, [one, two | {"speaker": None}], pages, labels)
    assert result.detection.f1 == 1.0
    assert result.whole.f1 == 0.5
    assert result.fields["speaker"] == 0.5
    assert [one.wrong for one in result.outcomes] == [(), ("speaker",)]


def test_missed_and_spurious(pages: Path, labels: Labels) -> None:
    result = score(TWO, [found(TWO[0]), found(gold("كتبا", 2, "الكتب"))], pages, labels)
    assert (result.detection.p, result.detection.r) == (0.5, 0.5)
    assert [row["span"]["text"] for row in result.spurious] == ["كتبا"]


def test_vague_and_optional_do_not_count(pages: Path, labels: Labels) -> None:
    rows = [TWO[0], gold("كتبا", 2, "الكتب", optional=True)]
    for claims in ([found(TWO[0])], [found(TWO[0]), found(rows[1])]):
        result = score(rows, claims, pages, labels)
        assert (result.gold, result.predicted) == (1, 1)
    result = score([TWO[0]], [found(TWO[0]), found(rows[1], vague=True)], pages, labels)
    assert result.predicted == 1


def test_a_span_that_overlaps_better_wins(pages: Path, labels: Labels) -> None:
    wide = found(gold("سجلت المصالح 40 حادثة في الجهة", 40, "الحوادث"))
    result = score([TWO[0]], [wide, found(TWO[0])], pages, labels)
    assert result.outcomes[0].found == found(TWO[0])


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        ("عزيز أخنوش", "أخنوش", False),
        ("وزير الصحة والحماية الاجتماعية", "وزير الصحة", True),
        ("المندوبية السامية للتخطيط", "المندوبيّة الساميّة للتخطيط", True),
        ("الوالي", None, False),
        (None, None, True),
    ],
)
def test_names(labels: Labels, wanted: str | None, got: str | None, *, same: bool) -> None:
    def speaker(name: str | None) -> dict[str, Any] | None:
        return {"name": name} if name else None

    assert labels.same_name(speaker(wanted), speaker(got)) is same


def test_a_gold_claim_that_is_not_on_its_page_is_named(pages: Path, labels: Labels) -> None:
    with pytest.raises(GoldError, match=r"a\.txt: the gold claim's context"):
        score([gold("99 حادثة", 99, "الحوادث")], [], pages, labels)


def test_the_second_occurrence() -> None:
    row = {"file": "-", "context": "5 مدن", "span": "5", "occurrence": 2}
    assert locate("5 مدن و5 مدن", row).start == 7


def test_stripped_pages_line_by_line(pages: Path) -> None:
    rows: list[Row] = [
        {"file": "a.txt", "lines": ["b", "b", "c", "-"], "articles": [{"first": 0, "last": 1, "title": "ع"}]}
    ]
    first = PAGE.index("\n")
    article = {"source": "a.txt", "article": 0, "title": {"text": "ع"}, "body": [{"start": 0, "end": first}]}
    result = score_strip(rows, [article], pages)
    assert (result.line.p, result.line.r) == (1.0, 0.5)
    assert result.fields["title"] == 1.0
    assert result.articles == (1, 1, 1)
    assert not result.perfect


def test_changes_since_the_recorded_run(tmp_path: Path) -> None:
    one, two = map(found, TWO)
    write(tmp_path / "run.jsonl", [two, one])
    recorded = read_rows(tmp_path / "run.jsonl")
    assert [row["span"]["text"] for row in recorded] == ["40 حادثة", "12 مصابا"]
    assert not changes(recorded, [one, two]).lines()
    three = found(gold("كتبا", 2, "الكتب"))
    assert changes(recorded, [two | {"modality": "planned"}, three]).lines() == [
        f"- a:{one['span']['start']} «40 حادثة» · حوادث السير في الجهة",
        f"~ a:{two['span']['start']} «12 مصابا» · modality: asserted → planned",
        f"+ a:{three['span']['start']} «كتبا» · الكتب",
    ]


def test_gains_and_losses_of_whole_tuples(pages: Path, labels: Labels) -> None:
    one, two = map(found, TWO)
    before = score(TWO, [cut_down(one)], pages, labels)
    after = score(TWO, [one | {"speaker": {"name": "الوالي"}}, two], pages, labels)
    won, lost = turned(before, after)
    assert [outcome.gold["span"] for outcome in won] == ["12 مصابا"]
    assert [(outcome.gold["span"], outcome.wrong) for outcome in lost] == [("40 حادثة", ("speaker",))]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(PAGE, encoding="utf-8")
    for name, rows in (("gold/g.jsonl", TWO), ("claims.jsonl", list(map(found, TWO)))):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_command(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["evaluate", str(corpus / "gold/g.jsonl"), "--pages", str(corpus / "seeds")]
    command += ["--claims", str(corpus / "claims.jsonl")]
    assert run(command) == 0
    said = capsys.readouterr().out
    assert "1 files · 2 gold claims · 2 predicted · 2 matched" in said
    assert "no recorded run" in said
    assert run([*command, "--record", "--note", "first"]) == 0
    assert "| g | detection 1.000" in (corpus / "history.md").read_text(encoding="utf-8")
    capsys.readouterr()
    assert run(command) == 0
    assert "no figure moved" in capsys.readouterr().out
    assert run([*command, "--diff"]) == 0
    assert capsys.readouterr().out == "no claim gained, lost or changed\n"
    assert run([*command, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["tuple"]["f1"] == 1.0


def test_a_gold_file_that_is_none(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "gold/g.jsonl").write_text("{", encoding="utf-8")
    assert run(["evaluate", str(corpus / "gold/g.jsonl"), "--pages", str(corpus)]) == 2
    assert "line 1: not JSON" in capsys.readouterr().err
