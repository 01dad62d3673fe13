"""What goes out: schema.org objects that it has a place for, sheets that no spreadsheet runs, typed columns."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from extractor import cli
from extractor.export.columns import columns
from extractor.export.schema_org import record, review
from extractor.export.sheet import sheet

# schema.org's properties of the types that we use (those of their ancestors among them), and the types of their values.
TEXT, NUMBER = "text", "number"
THING = {"@id": TEXT, "name": TEXT, "description": TEXT, "url": TEXT, "identifier": TEXT, "alternateName": TEXT}
WORK = THING | {
    "text": TEXT, "inLanguage": TEXT, "temporalCoverage": TEXT, "headline": TEXT, "datePublished": TEXT,
    "author": {"Person", "Organization"}, "publisher": {"Person", "Organization"},
    "sdPublisher": {"Person", "Organization"},
    "about": {"QuantitativeValue"},
}  # fmt: skip
TYPES: dict[str, dict[str, Any]] = {
    "Claim": WORK | {"appearance": {"NewsArticle"}},
    "NewsArticle": WORK,
    "Organization": THING,
    "Person": THING | {"jobTitle": TEXT},
    "QuantitativeValue": THING | {"value": NUMBER, "minValue": NUMBER, "maxValue": NUMBER, "unitText": TEXT},
    "ClaimReview": WORK | {
        "claimReviewed": TEXT, "itemReviewed": {"Claim"}, "reviewRating": {"Rating"}, "reviewBody": TEXT,
    },
    "Rating": THING,
}  # fmt: skip
NEEDED = {
    "Claim": {"name", "text", "appearance", "about"},
    "ClaimReview": {"claimReviewed", "itemReviewed", "reviewRating", "author", "datePublished"},
}
VERDICT = {"verdict": "غير دقيق", "note": "البلاغ يقول غير ذلك", "reviewer": "خلية التحقق", "day": "2026-03-01"}


def valid(made: dict[str, Any]) -> bool:
    """Whether an object holds what its type needs and nothing that schema.org has no place for."""
    kind = made["@type"]
    for name, value in made.items():
        if name in {"@type", "@context"}:
            continue
        wanted = TYPES[kind][name]
        if isinstance(wanted, set):
            assert value["@type"] in wanted, (kind, name, value)
            assert valid(value)
        else:
            assert isinstance(value, str if wanted == TEXT else int | float), (kind, name, value)
    return NEEDED.get(kind, set()) <= made.keys()


def claim(**other: object) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": "0" * 20, "source": "a.txt", "article": 0, "in": "body", "publisher": "اليوم", "published": "2026-02-09",
        "event_date": None, "title": "عنوان", "url": "https://example.ma/1",
        "span": {"start": 3, "end": 8, "text": "12 قتيلا"},
        "evidence": {"start": 0, "end": 20, "text": "خلف الحادث 12 قتيلا."},
        "metric": {"text": "القتلى", "id": None, "spans": []},
        "value": {
            "amount": "12", "point": 12, "low": 12, "high": 12, "bound": "exact",
            "unit": "count", "counted": "قتيل", "per": None,
        },
        "date": {"text": "سنة 2025", "start": "2025-01-01", "end": "2025-12-31", "grain": "year", "role": "at"},
        "speaker": {
            "name": "سعيد", "role": "وزير", "via": None, "attribution": "explicit",
            "cue": "قال", "agent": None, "span": None,
        },
        "modality": "asserted", "kind": None, "vague": False, "trace": [],
    }  # fmt: skip
    return made | other


@pytest.mark.parametrize(
    "one",
    [
        claim(),
        claim(speaker=None, date=None, url=None, publisher=None, title=None, published=None),
        claim(speaker={"name": "الوزارة", "role": None}),
    ],
)
def test_schema_org_has_a_place_for_everything(one: dict[str, Any]) -> None:
    assert valid(record(one))
    assert valid(review(one, VERDICT))
    assert review(one, VERDICT)["reviewRating"]["alternateName"] == VERDICT["verdict"]


@pytest.mark.usefixtures("compiled_once")
def test_a_verdict_makes_a_claim_review(tmp_path: Path) -> None:
    pages = tmp_path / "pages.jsonl"
    text = "أعلنت وزارة الداخلية أن عدد الوفيات جراء زلزال الحوز بلغ 2901 شخصا، فيما أصيب 5530 شخصا."
    row = {"title": "زلزال الحوز", "publisher": "اليوم", "date": "2023-09-12", "text": text}
    pages.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    db, to = str(tmp_path / "claims.db"), tmp_path / "claims.jsonld"
    assert cli.run(["extract", str(pages), "--to", db]) == 0
    assert cli.run(["export", "--db", db, "--to", str(to)]) == 0
    first, second = (json.loads(line) for line in to.read_text(encoding="utf-8").splitlines())
    assert (first["@type"], second["@type"]) == ("Claim", "Claim")
    assert cli.run(["review", first["@id"].removeprefix("urn:arqam:claim:"), "صحيح", "--db", db]) == 0
    assert cli.run(["export", "--db", db, "--to", str(to)]) == 0
    made = [json.loads(line) for line in to.read_text(encoding="utf-8").splitlines()]
    assert [one["@type"] for one in made] == ["ClaimReview", "Claim"]
    assert all(valid(one) for one in made)


def test_a_sheet_runs_no_formula_of_a_page(tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://x","y")'
    to = tmp_path / "claims.csv"
    with sheet(str(to)) as put:
        put(claim(publisher="@sum", title="+1", url="-2+3", evidence={"start": 0, "end": 1, "text": evil}))
    with to.open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["evidence"], row["publisher"], row["title"], row["url"]) == (f"'{evil}", "'@sum", "'+1", "'-2+3")
    assert row["value"] == "12"


def test_columns_are_typed(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")
    to = tmp_path / "claims.parquet"
    with columns(str(to)) as put:
        put(claim())
        put(claim(date=None))
    table = parquet.read_table(to)
    assert [str(table.schema.field(name).type) for name in ("point", "published", "vague", "metric")] == [
        "double",
        "date32[day]",
        "int64",
        "string",
    ]
    assert table.to_pylist()[1]["date_start"] is None
