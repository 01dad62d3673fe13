"""`arqam explain`: the page whole, every figure marked, nothing of the page run."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import cli
from extractor.explain.html import html
from extractor.explain.marks import KINDS, Mark, stretches
from extractor.explain.text import text
from extractor.model import Extraction, Page, Span
from extractor.patterns import Patterns
from extractor.pipeline import Extractor

pytestmark = pytest.mark.usefixtures("compiled_once")
SEED = next((Path(__file__).parent.parent / "corpus" / "seeds").glob("000*"))
MARKS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(KINDS)), max_size=12)


@pytest.fixture(scope="module")
def seed(extractor: Extractor) -> Extraction:
    return extractor.extract(Page(SEED.name, SEED.read_text(encoding="utf-8"), "0" * 64))


@settings(max_examples=40)
@given(page=st.text(max_size=40), places=MARKS)
def test_stretches_are_the_page(page: str, places: list[tuple[int, int, str]]) -> None:
    seen = [Mark(Span(min(a, b, len(page)), min(max(a, b), len(page))), kind) for a, b, kind in places]
    made = list(stretches(page, seen))
    assert "".join(one.text for one in made) == page
    for mark in seen:
        covered = "".join(one.text for one in made if mark in one.marks)
        assert covered == mark.span.text(page)


class Reader(HTMLParser):
    """The tags, addresses and text of a document, and whether its tags close in order."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src", "action", "data"}]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in {"meta", "link", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_html_page_is_whole_and_asks_for_nothing(seed: Extraction, patterns: Patterns) -> None:
    document = html(seed, patterns)
    read = Reader(document)
    assert read.open == []
    assert read.tags.isdisjoint({"script", "img", "link", "iframe", "form", "object"})
    assert all(address.startswith("#") for address in read.addresses)
    assert {address[1:] for address in read.addresses} <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))
    assert '<html lang="ar" dir="rtl">' in document
    assert "default-src 'none'" in document


def test_every_claim_and_every_rule_stands_on_the_page(seed: Extraction, patterns: Patterns) -> None:
    document = html(seed, patterns)
    assert seed.claims
    for number, claim in enumerate(seed.claims, 1):
        assert f'id="claim-{number}"' in document
        assert all(step.rule in document for step in claim.trace)
    assert all(one.rule in document for one in seed.rejections)
    assert all(one.rule in document for one in seed.stripped.chrome)


def test_strangers_text_is_inert(extractor: Extractor, patterns: Patterns) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    page = f"خبر {evil}\n\nأعلن المكتب {evil} أن عدد الأسر بلغ 312 أسرة سنة 2025.\n"
    found = extractor.extract(Page(f"{evil}.txt", page, "0" * 64, url=f"javascript:{evil}"))
    assert Reader(html(found, patterns)).tags.isdisjoint({"script", "img"})


def test_the_text_page_brackets_claims_and_lists_rules(seed: Extraction, patterns: Patterns) -> None:
    printed = "\n".join(text(seed, patterns))
    for number, claim in enumerate(seed.claims, 1):
        assert f"[{number}] {claim.span.text(seed.page.text)}" in printed
        assert f"⟦{number} " in printed
    assert re.search(r"^· ", printed, re.MULTILINE)
    assert all(one.rule in printed for one in seed.rejections)


def test_one_claim_is_shown_with_its_entries(seed: Extraction, patterns: Patterns) -> None:
    printed = "\n".join(text(seed, patterns, only="2"))
    assert printed.startswith("[2] ")
    assert "[1]" not in printed
    assert "forms " in printed


def test_a_page_without_articles_and_an_odd_one_are_shown(extractor: Extractor, patterns: Patterns) -> None:
    for odd in ("\u202e٣ ﷽ \U0001f600\n\n\t<b>", "قائمة\nالرئيسية\n", "1"):
        found = extractor.extract(Page("odd.txt", odd, "0" * 64))
        assert Reader(html(found, patterns)).open == []
        assert list(text(found, patterns))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--claim", "999"], "has no claim 999"),
        (["--format", "pdf"], "neither text nor html"),
        (["--published", "tomorrow"], "a date such as"),
    ],
)
def test_wrong_questions_are_answered_in_a_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["explain", str(SEED), *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_record_of_a_file_is_named_by_its_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = tmp_path / "pages.jsonl"
    records.write_text(
        '{"id": "a", "text": "بلغ عدد المدارس 12 مدرسة."}\n{"id": "b", "text": "بلغ عدد الأقسام 37 قسما."}\n',
        encoding="utf-8",
    )
    assert cli.run(["explain", f"{records}#b"]) == 0
    assert "37" in capsys.readouterr().out
    assert cli.run(["explain", f"{records}#c"]) == 2
    assert "no such record" in capsys.readouterr().err
