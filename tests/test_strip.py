"""Pages taken apart: the seeds and own pages of many layouts against gold, the laws of spans, the readers of lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Article, Metadata, Page, Stripped
from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.recognize.dates import DateGrammar
from extractor.strip import Stripper
from extractor.strip.bylines import Bylines
from extractor.strip.lead import read_lead
from extractor.strip.lines import lines
from extractor.strip.metadata import MetaGrammar
from extractor.strip.needles import Needles

ROOT = Path(__file__).resolve().parent
SEEDS = ROOT.parent / "corpus" / "seeds"
LABELLED = ROOT / "pages" / "text"
FIELDS = ("title", "publisher", "author", "published")


@dataclass(frozen=True)
class Labelled:
    """A page with a label a line (c chrome, t title, b body, m metadata, - blank) and its articles' fields."""

    name: str
    text: str
    labels: tuple[str, ...]
    articles: tuple[dict[str, str | None], ...]


def own_pages() -> Iterator[Labelled]:
    for path in sorted(LABELLED.glob("*.page")):
        head, *rows = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        text = "\n".join(row[2:] for row in rows)
        yield Labelled(path.stem, text, tuple(row[0] for row in rows), tuple(json.loads(head[2:])))


def seed_pages() -> Iterator[Labelled]:
    gold = ROOT.parent / "corpus" / "gold" / "seeds_lines.jsonl"
    for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        [path] = SEEDS.glob(f"{row['id']}_*.txt")
        articles = tuple({name: one[name] for name in FIELDS} for one in row["articles"])
        yield Labelled(path.name, path.read_text(encoding="utf-8"), tuple(row["lines"]), articles)


PAGES = {page.name: page for page in (*seed_pages(), *own_pages())}


@pytest.fixture(scope="module")
def fold(patterns: Patterns) -> Folder:
    return Folder(patterns)


@pytest.fixture(scope="module")
def stripper(patterns: Patterns, fold: Folder) -> Stripper:
    return Stripper(patterns, fold, DateGrammar(patterns, fold))


@pytest.fixture(scope="module")
def bylines(patterns: Patterns, fold: Folder) -> Bylines:
    return Bylines(patterns, fold)


@pytest.fixture(scope="module")
def grammar(patterns: Patterns, fold: Folder, bylines: Bylines) -> MetaGrammar:
    return MetaGrammar(patterns, fold, DateGrammar(patterns, fold).printed, bylines)


def fields(article: Article, text: str) -> dict[str, str | None]:
    title = " ".join(article.title.text(text).split()) if article.title else None
    day = article.published.isoformat() if article.published else None
    return {"title": title, "publisher": article.publisher, "author": article.author, "published": day}


def inside(stripped: Stripped, text: str) -> bytearray:
    body = bytearray(len(text))
    for article in stripped.articles:
        for span in article.body:
            body[span.start : span.end] = b"\1" * len(span)
    return body


@pytest.mark.parametrize("name", PAGES)
def test_lines_of_a_page(name: str, stripper: Stripper) -> None:
    page = PAGES[name]
    stripped = stripper.strip(Page(name, page.text, ""))
    body = inside(stripped, page.text)
    at = 0
    wrong = []
    for label, row in zip(page.labels, page.text.split("\n"), strict=True):
        kept = 2 * sum(body[at : at + len(row)]) >= len(row) > 0
        if label not in "-t" and kept != (label == "b"):
            wrong.append(("kept" if kept else "lost", label, row[:60]))
        at += len(row) + 1
    assert not wrong


@pytest.mark.parametrize("name", PAGES)
def test_fields_of_a_page(name: str, stripper: Stripper) -> None:
    page = PAGES[name]
    found = [fields(article, page.text) for article in stripper.strip(Page(name, page.text, "")).articles]
    wanted = [{k: " ".join(v.split()) if v else v for k, v in one.items()} for one in page.articles]
    assert found == wanted


# ── laws ──────────────────────────────────────────────────────────────────────────────────────────


def check_spans(text: str, stripped: Stripped) -> None:
    """Every visible sign lies in exactly one span, and a body block lies inside one paragraph."""
    spans = [one.span for one in stripped.chrome]
    for article in stripped.articles:
        spans += [*article.body, *article.metadata, *([article.title] if article.title else [])]
        assert all("\n\n" not in block.text(text) for block in article.body)
    covered = bytearray(len(text))
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert not any(covered[span.start : span.end])
        covered[span.start : span.end] = b"\1" * len(span)
    assert not [at for at, char in enumerate(text) if not covered[at] and not char.isspace()]


SIGNS = st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\n\n  اأإبةتدريلنوم0123٤،.…•|-–«»\u200f\u00a0")


@given(st.text(SIGNS, max_size=400))
def test_spans_cover_random_text(stripper: Stripper, text: str) -> None:
    check_spans(text, stripper.strip(Page("-", text, "")))


ROWS = sorted({row for page in PAGES.values() for row in page.text.split("\n") if len(row) < 300})


@given(st.lists(st.sampled_from(ROWS), max_size=40))
def test_spans_cover_shuffled_pages(stripper: Stripper, rows: list[str]) -> None:
    text = "\n".join(rows)
    check_spans(text, stripper.strip(Page("-", text, "")))


def test_every_removed_span_names_an_entry(stripper: Stripper, patterns: Patterns) -> None:
    for page in PAGES.values():
        for chrome in stripper.strip(Page(page.name, page.text, "")).chrome:
            assert patterns.entry(chrome.rule).rule == chrome.rule


def test_time_is_linear_in_lines(stripper: Stripper) -> None:
    from time import process_time

    block = "اقرأ أيضا\nعنوان خبر عن الفلاحة والري\n12 مارس 2024\nارتفع ثمن القمح إلى 12 درهما في السوق هذا الصباح.\n"
    taken = []
    for times in (150, 600):
        before = process_time()
        stripper.strip(Page("-", block * times, ""))
        taken.append(process_time() - before)
    assert taken[1] < 9 * taken[0] + 0.2


# ── declared by the container ─────────────────────────────────────────────────────────────────────


def test_what_a_record_declares_goes_first(stripper: Stripper) -> None:
    text = "ثمن القمح يرتفع\n\nارتفع ثمن القنطار من القمح إلى 320 درهما، حسب مهنيي القطاع."
    said = Metadata("ثمن القمح يرتفع", "سهل بريس", "سعاد الفهري", date(2024, 6, 12))
    [article] = stripper.strip(Page("-", text, "", "jsonl", declared=said)).articles
    assert fields(article, text) == {
        "title": "ثمن القمح يرتفع",
        "publisher": "سهل بريس",
        "author": "سعاد الفهري",
        "published": "2024-06-12",
    }


def test_the_printed_day_goes_before_a_declared_one_a_clock_away(stripper: Stripper) -> None:
    text = "ثمن القمح يرتفع\n13 يونيو 2024\n\nارتفع ثمن القنطار من القمح إلى 320 درهما، حسب مهنيي القطاع."
    for declared, wanted in ((date(2024, 6, 12), date(2024, 6, 13)), (date(2024, 5, 1), date(2024, 5, 1))):
        page = Page("-", text, "", "jsonl", declared=Metadata(published=declared))
        assert stripper.strip(page).articles[0].published == wanted


# ── lines ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "publisher", "author", "published"),
    [
        ("نشر في هسبريس يوم 09 - 02 - 2026", "هسبريس", None, "2026-02-09"),
        ("كشـ24 | صحف نشر في: 16 أبريل 2021", "كشـ24", None, "2021-04-16"),
        ("حرر من طرف نبيلة السباعي في 20/09/2021 على الساعة 21:00", None, "نبيلة السباعي", "2021-09-20"),
        ("الصحيفة – يونس بلقاسم", "الصحيفة", "يونس بلقاسم", None),
        ("- الرباط ـ يونس بلقاسم", None, "يونس بلقاسم", None),
        ("هسبريس من الرباط", "هسبريس", "هسبريس من الرباط", None),
        ("بقلم: خديجة الناصري", None, "خديجة الناصري", None),
        ("الرباط – 12 أبريل 2026", None, None, "2026-04-12"),
        ("Mar 24, 2025", None, None, "2025-03-24"),
        ("تفاصيل الخبر في : سكاي نيوز عربية", "سكاي نيوز عربية", None, None),
        ("كش 24منذ 15 ساعات", "كش 24", None, None),
        ("صوت الضفة٢٤-٠٣-٢٠٢٥", "صوت الضفة", None, "2025-03-24"),
    ],
)
def test_metadata_lines(
    text: str, publisher: str | None, author: str | None, published: str | None, grammar: MetaGrammar, fold: Folder
) -> None:
    [line] = lines(text, fold)
    meta = grammar.read(line)
    assert meta is not None
    assert (meta.publisher, meta.author) == (publisher, author)
    assert (meta.published.isoformat() if meta.published else None) == published


@pytest.mark.parametrize(
    "text",
    [
        "المغرب يرفع وارداته من القمح إلى 5 ملايين طن",
        "ثلاث سنوات على انتخابات 8 شتنبر بجهة سوس وأسئلة معلقة",
        "منذ 3 سنوات وسكان الدوار ينتظرون الماء",
        "وزارة الصحة تطلق حملة تلقيح",
    ],
)
def test_headlines_are_no_metadata(text: str, grammar: MetaGrammar, fold: Folder) -> None:
    [line] = lines(text, fold)
    assert grammar.read(line) is None


@pytest.mark.parametrize(
    ("text", "lead", "publisher", "author"),
    [
        ("أريفينو.نت/خاص أكد رئيس الجماعة أن", "أريفينو.نت/خاص ", "أريفينو.نت", None),
        ("الألباب المغربية/ مصطفى طه أفاد رئيس", "الألباب المغربية/ مصطفى طه ", "الألباب المغربية", "مصطفى طه"),
        ("أفريقيا برس – المغرب. سجلت المفرغات", "أفريقيا برس – المغرب. ", "أفريقيا برس", None),
        ("كود الرباط// قال الوزير إن", "كود الرباط// ", "كود", None),
        ("– متابعة: استقر المعدل في", "– متابعة: ", None, None),
    ],
)
def test_bylines_that_open_a_paragraph(
    text: str, lead: str, publisher: str | None, author: str | None, bylines: Bylines
) -> None:
    found = read_lead(text, 0, bylines, frozenset())
    assert found is not None
    assert (found.span.text(text), found.publisher, found.author) == (lead, publisher, author)


@pytest.mark.parametrize(
    "text", ["الرباط - أعلنت الوزارة أن", "أكد محمد العلمي، رئيس الجماعة، أن", "في 12/3 قال الوزير"]
)
def test_ordinary_openings_stay(text: str, bylines: Bylines) -> None:
    assert read_lead(text, 0, bylines, frozenset()) is None


def test_cues_are_found_however_they_are_spelled(fold: Folder) -> None:
    needles = Needles(fold)
    needles.add("إقرأ أيضا", "chrome.toml#inline-related", "self")
    for spelled in ("إقرأ أيضا", "اقرأ ايضاً", "أقرأ أيضًا", "إقرأ ايضا"):
        text = f"بلغت الكلفة 12 مليون درهم. {spelled} وأضاف البلاغ"
        assert [one.span.text(text) for one in needles.find(text)] == [spelled]
    assert not needles.find("قرأ أيضاً كتابا")


# ── whose page it is ──────────────────────────────────────────────────────────────────────────────

STORY = "بلغت صادرات الطماطم 620 ألف طن خلال الموسم الفلاحي الأخير، حسب الفيدرالية البيمهنية للقطاع."


@pytest.mark.parametrize(
    ("text", "source", "url", "publisher"),
    [
        (STORY, "page.txt", "https://www.hespress.com/economie/1.html", "هسبريس"),
        (STORY, "page.txt", "https://www.maghress.com/assahraa/1", "الصحراء المغربية"),
        (STORY, "page.txt", "https://www.maghress.com/unknown/1", None),
        (STORY, "crawl/www.barlamane.com/1.html", None, "برلمان.كوم"),
        (STORY, "hespress.txt", None, None),
        (f"{STORY}\n\nللتواصل معنا: contact@fesnews.net", "page.txt", None, "فاس نيوز"),
        (f"{STORY}\n\nhttps://www.facebook.com/x\nللتواصل معنا: contact@example.org", "page.txt", None, None),
        (f"{STORY}\n\nالمصدر: هسبريس", "page.txt", "https://www.lakome2.com/1", "هسبريس"),
        (STORY, "page.txt", "http://[broken", None),
    ],
)
def test_addresses_name_the_outlet(
    text: str, source: str, url: str | None, publisher: str | None, stripper: Stripper
) -> None:
    [article] = stripper.strip(Page(source, text, "", url=url)).articles
    assert article.publisher == publisher


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("بلغت الكلفة 12 مليون درهم. إقرأ أيضا وأضاف البلاغ أن الأشغال انتهت في وقتها المحدد.", ["إقرأ أيضا"]),
        (
            "بلغت الكلفة 12 مليون درهم. إقرأ أيضا: القمح يصل إلى 320.5 درهما. وأضاف البلاغ أن الأشغال انتهت.",
            ["إقرأ أيضا: القمح يصل إلى 320.5 درهما."],
        ),
        (
            "بلغت الكلفة 12 مليون درهم حسب البلاغ ذاته. تابعونا على فيسبوك وتويتر. وأضاف البلاغ أن الأشغال انتهت.",
            ["تابعونا على فيسبوك وتويتر."],
        ),
    ],
)
def test_chrome_inside_a_paragraph_is_cut_out(text: str, cut: list[str], stripper: Stripper) -> None:
    stripped = stripper.strip(Page("-", text, ""))
    assert [one.span.text(text) for one in stripped.chrome] == cut
    assert " ".join(block.text(text) for block in stripped.articles[0].body) == text.replace(cut[0] + " ", "")
