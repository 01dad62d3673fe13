"""Dates: cases by where they came from, a generator that spells random dates and reads them back, properties."""

from __future__ import annotations

import random
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model import DateMention, Quantity, Sentence, Span, Value
from extractor.normalize import Folder
from extractor.patterns import load
from extractor.recognize.dates import DateGrammar
from extractor.recognize.dates.intervals import month, plus_months, shifted_years
from extractor.relate.dates import DateGovernor
from extractor.segment import segment

CASES = Path(__file__).parent / "cases"
PATTERNS = load()
FOLD = Folder(PATTERNS)
GRAMMAR = DateGrammar(PATTERNS, FOLD)
GOVERNOR = DateGovernor(PATTERNS, FOLD)
ANCHOR = date(2026, 2, 9)


def sentences(text: str) -> list[Sentence]:
    return segment(text, Span(0, len(text)), fold=FOLD)


def read(text: str, anchor: date | None = ANCHOR) -> list[DateMention]:
    return [one for row in GRAMMAR.read(sentences(text), anchor) for one in row]


def told(one: DateMention) -> str:
    return f"{one.start or '?'} {one.end or '?'} {one.grain} {one.role}"


def cases(name: str) -> list[Any]:
    rows = tomllib.loads((CASES / f"dates_{name}.toml").read_text(encoding="utf-8"))["case"]
    marks = [pytest.mark.xfail(strict=True)] if name == "known_failures" else []
    return [pytest.param(row, id=f"{name}-{place}", marks=marks) for place, row in enumerate(rows)]


@pytest.mark.parametrize("row", [*cases("wild"), *cases("synthetic"), *cases("negative"), *cases("known_failures")])
def test_case(row: dict[str, Any]) -> None:
    anchor = date.fromisoformat(row["anchor"]) if "anchor" in row else None
    assert [told(one) for one in read(row["text"], anchor)] == row["dates"]


@pytest.mark.parametrize("row", [*cases("wild"), *cases("synthetic")])
def test_case_in_a_sentence(row: dict[str, Any]) -> None:
    anchor = date.fromisoformat(row["anchor"]) if "anchor" in row else None
    text = f"استفاد من البرنامج 320 شخصا {row['text']}، حسب المصدر."
    assert [told(one) for one in read(text, anchor)] == row["dates"]
