"""Quantities: what a reading is made of, its traces and spans, the reader, the spaCy components, any text at all."""

from __future__ import annotations

import re
import time
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import extractor.language
from extractor.model import Quantity, Span
from extractor.patterns import load
from extractor.reading import Reader
from extractor.recognize.quantities.build import interval

PATTERNS = load()
READER = Reader(PATTERNS)


def read(text: str) -> list[Quantity]:
    return READER.read(text).quantities


def spans(text: str) -> list[str]:
    return [one.span.text(text) for one in read(text)]


# ── spans ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("كلفت ب5,9 مليارات درهم في المجموع", "5,9 مليارات درهم"),
        ("كلفت وبمليون درهم في المجموع", "مليون درهم"),
        ("تقدم بأكثر من 300 طلب", "أكثر من 300 طلب"),
        ("إنتاج الحقل لا يتجاوز إنتاجه 30 قنطارا", "لا يتجاوز إنتاجه 30 قنطارا"),
        ("جمعية تجاوزت عتبة 1700 مستفيد", "تجاوزت عتبة 1700 مستفيد"),
        ("ووزعت الجمعية حوالي 40 خيمة على الأسر", "حوالي 40 خيمة"),
        ("قتل 50 شخصا على الأقل في الحادث", "50 شخصا على الأقل"),
        ("بيع ب20 درهما للكيلوغرام الواحد في السوق", "20 درهما للكيلوغرام الواحد"),
        ("سجن إحدى عشر (11) سجينا", "إحدى عشر (11) سجينا"),
        ("أقيمت الجنازة لضحايا الحادث الخمسين", "ضحايا الحادث الخمسين"),
        ("نقل الركاب الـ49 إلى الميناء", "الركاب الـ49"),
        ("قال إنه لم يكن مؤهلا لنقل أكثر من 30 راكبا", "لم يكن مؤهلا لنقل أكثر من 30 راكبا"),
        ("ما جاوش كتر من عشرين بقرة", "ما جاوش كتر من عشرين بقرة"),
        ("أدى 5000 درهم، في حق كل واحد منهم", "5000 درهم"),
        ("تتراوح ما بين 500 و1200 درهم للفرد", "ما بين 500 و1200 درهم للفرد"),
        ("وُزّعت حَوالي ٤٠ خَيمةً", "حَوالي ٤٠ خَيمةً"),
    ],
)
def test_span(text: str, span: str) -> None:
    assert spans(text) == [span]


def test_places_of_number_and_noun() -> None:
    text = "استفاد أزيد من 11 مليون مواطن"
    [one] = read(text)
    assert (one.first, one.last, one.number, one.noun) == (1, 6, (3, 5), (5, 6))


# ── values ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("bound", "ends"),
    [("exact", (5, 5)), ("approx", (None, None)), ("gt", (5, None)), ("gte", (5, None)), ("lt", (None, 5))],
)
def test_interval(bound: str, ends: tuple[int | None, int | None]) -> None:
    assert interval(Decimal(5), bound) == ends  # type: ignore[arg-type]


def test_thousands_take_no_percent_sign_from_the_change_beside_them() -> None:
    found = read("يليهم الزوار الألمان (97 ألفا، ناقص 10 في المائة).")
    assert [one.value.unit for one in found] == ["count", "percent"]


def test_a_range_has_ends_and_no_point() -> None:
    [one] = read("من 500 إلى 1200 درهم")
    assert one.value.bound == "between"
    assert one.value.point is None
    assert [one.value.low, one.value.high] == [500, 1200]


def test_the_ends_of_a_change_are_named() -> None:
    found = read("انتقل العدد من 22 ألف ملف سنة 2020 إلى أكثر من 110 آلاف ملف سنة 2024")
    assert [(one.change, one.value.bound) for one in found] == [("from", "exact"), ("to", "gt")]


def test_vague_and_fraction_are_marked() -> None:
    vague, share = read("غاب مئات التلاميذ وربع الأساتذة")
    assert vague.vague
    assert vague.value.point is None
    assert share.fraction
    assert share.value.point == 25


def test_a_part_of_a_unit_is_converted() -> None:
    [one] = read("اختلس مليون سنتيم")
    assert one.value.unit == "MAD"
    assert one.value.point == 10_000


# ── two readings ──────────────────────────────────────────────────────────────────────────────────


def test_a_number_with_two_readings_is_refused_with_both() -> None:
    found = READER.read("تراوح الثمن بين 500 و1,2 مليون درهم")
    assert not found.quantities
    assert {rejection.rule for rejection in found.rejections} == {"numerals.toml#ambiguous"}
    assert any(len(rejection.readings) == 2 for rejection in found.rejections)


def test_a_currency_without_a_country_is_refused_with_its_readings() -> None:
    found = READER.read("دفع التاجر 700 دينار")
    assert not found.quantities
    [rejection] = found.rejections
    assert {"DZD", "TND", "KWD"} <= set(rejection.readings)


def test_the_country_named_nearby_says_which_currency() -> None:
    [one] = read("زار الوفد تونس أمس.\nودفع التاجر 700 دينار")
    assert one.value.unit == "TND"


# ── traces ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("خمسة ملايين درهم سنويا", {"numerals.toml#five", "numerals.toml#millions", "currencies.toml#MAD"}),
        ("لا يتجاوز 300 درهم", {"qualifiers.toml#exceeds", "currencies.toml#MAD"}),
        ("20 درهما للتر", {"currencies.toml#MAD", "qualifiers.toml#per-noun.litre"}),
        ("نمو بلغ 7ر4 في المائة", {"numerals.toml#ra-decimal", "units.toml#percent"}),
    ],
)
def test_the_trace_names_what_decided(text: str, rules: set[str]) -> None:
    [one] = read(text)
    assert rules <= {step.rule for step in one.trace}
    for step in one.trace:
        assert PATTERNS.entry(step.rule).rule == step.rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("القانون رقم 98.15", "law-number"),
        ("الفصل 49 من الدستور", "article-number"),
        ("فاز الرجاء 2-1", "score"),
        ("ربع نهائي الكأس", "trap.final"),
        ("مونديال 2030", "event-year.sure"),
        ("شباب جيل زد 212", "generation"),
        ("للاتصال 0522 12 34 56", "phone-figure"),
        ("طائرة A320", "identifier"),
        ("المرتبة العاشرة", "ordinal"),
        ("على الساعة 10 صباحا", "clock-time"),
    ],
)
def test_a_rejection_names_its_rule(text: str, rule: str) -> None:
    found = READER.read(text)
    assert not found.quantities
    assert f"numerals.toml#{rule}" in {rejection.rule for rejection in found.rejections}


# ── the reader ────────────────────────────────────────────────────────────────────────────────────


def test_normalize_answers_in_the_printed_form() -> None:
    text = "صرفت 1,5 مليون درهم متم دجنبر 2025، طبقا للمادة 12"
    answer = READER.normalize(text, anchor=date(2026, 2, 9), id="a1")
    assert answer["id"] == "a1"
    [quantity] = answer["quantities"]
    assert quantity["value"]["amount"] == "1500000"
    assert text[quantity["span"]["start"] : quantity["span"]["end"]] == quantity["span"]["text"]
    [day] = answer["dates"]
    assert (day["start"], day["end"], day["grain"]) == ("2025-12-31", "2025-12-31", "day")
    assert [one["rule"] for one in answer["rejected"]] == ["numerals.toml#article-number"]


@pytest.mark.parametrize(
    "text",
    [
        "شقة مساحتها م²5 في 3 شارع",
        "علبة ½11,4 و²7 x9",
        "أحد السكان قال إن ألف ليلة وليلة كتاب",
        "سنة 2025 و1.2.3 و12/5 و0522 12 34 56",
    ],
)
def test_no_number_is_lost(text: str) -> None:
    answer = READER.normalize(text, anchor=date(2026, 2, 9))
    held = [one["span"] for key in ("quantities", "dates", "rejected") for one in answer[key]]
    for digits in re.finditer(r"\d+", text):
        inside = [span for span in held if span["start"] <= digits.start() and digits.end() <= span["end"]]
        assert len(inside) == 1, (digits, held)


def test_words_of_a_date_are_no_quantity() -> None:
    assert not read("خلال الفترة ما بين 2015 و2020")
    assert not read("يوم 12 يناير 2020")


# ── components ────────────────────────────────────────────────────────────────────────────────────


def test_components_fill_the_span_groups() -> None:
    nlp = spacy.blank("ar")
    nlp.add_pipe("arqam_quantities", config={"anchor": "2026-02-09"})
    nlp.add_pipe("arqam_dates", config={"anchor": "2026-02-09"})
    doc = nlp("صرفت الجهة أزيد من 3 ملايين درهم خلال الشهر الماضي")
    [span] = doc.spans["arqam_quantities"]
    assert span.text == "أزيد من 3 ملايين درهم"
    assert span.label_ == "MAD"
    assert span._.arqam_value.low == 3_000_000
    assert span._.arqam_quantity.value is span._.arqam_value
    [day] = doc.spans["arqam_dates"]
    assert day._.arqam_date.start == date(2026, 1, 1)


def test_a_doc_has_its_own_anchor() -> None:
    nlp = spacy.blank("ar")
    nlp.add_pipe("arqam_dates", config={"anchor": "2026-02-09"})
    doc = nlp.make_doc("خلال الشهر الماضي")
    doc._.arqam_anchor = date(2020, 6, 1)
    [day] = nlp(doc).spans["arqam_dates"]
    assert day._.arqam_date.start == date(2020, 5, 1)


def test_components_work_on_the_mended_tokenizer() -> None:
    nlp = spacy.blank("ar")
    nlp.tokenizer = extractor.language.Tokenizer(nlp.vocab)
    nlp.add_pipe("arqam_quantities")
    doc = nlp("كلفت ب5,9 مليارات درهم")
    assert [span.text for span in doc.spans["arqam_quantities"]] == ["5,9 مليارات درهم"]


# ── any text at all ───────────────────────────────────────────────────────────────────────────────

ALPHABET = 'ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ 0123456789٠١٢٣۴۵.,،٫٬:-/%٪()«»"+$€°²³\u200f\u0640\u064b\nabGx'


@given(st.text(ALPHABET, max_size=120) | st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    found = READER.read(text)
    places = [one.span for one in found.quantities] + [one.span for one in found.rejections]
    for span in places:
        assert 0 <= span.start < span.end <= len(text)
    held = [*places, *(one.span for one in found.dates)]
    for digits in re.finditer(r"\d+", text):
        assert any(span.start <= digits.start() and digits.end() <= span.end for span in held), (digits, held)
    kept: list[Span] = sorted(one.span for one in found.quantities)
    assert all(before.end <= after.start for before, after in pairwise(kept))


@pytest.mark.parametrize(
    "piece", ["12 ", "و12 ", "مليون ", "بين 12 و", "1-", "ألف و", "واحد ", "لا يتجاوز ", "( 12 ) "]
)
def test_time_is_linear(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        start = time.perf_counter()
        READER.read(text)
        return time.perf_counter() - start

    seconds(50)
    short, long = min(seconds(150) for _ in range(3)), min(seconds(1500) for _ in range(2))
    assert long < 40 * short + 0.05
