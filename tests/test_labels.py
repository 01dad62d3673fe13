"""Row labels, word for word: what is counted in agreement, what was done to it, whose it is and where."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extractor.model import Article, Page, Span
from extractor.patterns import load
from extractor.pipeline import Extractor

FILES = sorted((Path(__file__).parent / "cases").glob("labels*.toml"))
CASES = [case for path in FILES for case in tomllib.loads(path.read_text(encoding="utf-8"))["labels"]]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load())


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_labels(case: dict[str, str | list[str]], extractor: Extractor) -> None:
    text = str(case["text"])
    ends = [at for at, char in enumerate(text) if char == "\n"]  # a line is a paragraph
    body = tuple(map(Span, [0, *(at + 1 for at in ends)], [*ends, len(text)]))
    article = Article(index=0, title=None, body=body)
    claims = extractor.read(Page(source="-", text=text, sha256=""), article, None).claims
    assert [claim.metric.text for claim in claims] == case["labels"]


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("70 مليار درهم .. قيمة واردات القمح", "قيمة واردات القمح"),
        ("تحويلات مغاربة العالم.. 90 مليار درهم", "تحويلات مغاربة العالم"),
    ],
)
def test_headline_in_two_parts(title: str, label: str, extractor: Extractor) -> None:
    article = Article(index=0, title=Span(0, len(title)), body=())
    claims = extractor.read(Page(source="-", text=title, sha256=""), article, None).claims
    assert [claim.metric.text for claim in claims] == [label]
