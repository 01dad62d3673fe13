"""Claims held against one another: relations of two figures, sums, pairs of articles, statements, the seeds."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor import serial
from extractor.compare.board import Board
from extractor.compare.check import Checker
from extractor.compare.events import Telling, events
from extractor.compare.identity import IdentityGrammar, likeness
from extractor.compare.relation import Figure, Relation, Thresholds, relate
from extractor.compare.stems import Stemmer
from extractor.model import Bound, Metadata, Modality, Page
from extractor.patterns import Patterns
from extractor.pipeline import Extractor

ROOT = Path(__file__).parent
SEEDS = ROOT.parent / "corpus" / "seeds"
PAIRS = tomllib.loads((ROOT / "cases" / "pairs.toml").read_text(encoding="utf-8"))["pair"]
STATEMENTS = tomllib.loads((ROOT / "cases" / "statements.toml").read_text(encoding="utf-8"))
REPORTS = tomllib.loads((ROOT / "cases" / "reports.toml").read_text(encoding="utf-8"))["reports"]
UNSEEN = tomllib.loads((ROOT / "cases" / "statements_unseen.toml").read_text(encoding="utf-8"))
MARCH, APRIL = date(2025, 3, 31), date(2025, 4, 30)


def figure(
    number: str,
    *,
    bound: Bound = "exact",
    unit: str = "count",
    per: str | None = None,
    day: date | None = APRIL,
    event: str | None = None,
    modality: Modality = "asserted",
    printed: date | None = None,
) -> Figure:
    point = Decimal(number)
    return Figure("x", point, point, point, bound, unit, per, modality, day, day, event, published=printed)


@pytest.fixture(scope="module")
def limits(patterns: Patterns) -> Thresholds:
    return Thresholds.load(patterns)


def related(a: Figure, b: Figure, limits: Thresholds) -> str | None:
    found = relate(a, b, limits)
    assert relate(b, a, limits) == found, "a relation has no direction"
    return found.kind if found else None


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        (figure("418000"), figure("418000"), "agrees"),
        (figure("418000", event="e"), figure("418000", event="e"), "repeats"),
        (figure("4400000"), figure("4000000"), "rounds_to"),
        (figure("13.3", unit="percent"), figure("13", unit="percent"), "rounds_to"),
        (figure("17400000"), figure("20000000"), "conflicts"),
        (figure("12"), figure("10"), "conflicts"),
        (figure("400000000", bound="gt"), figure("4000000", bound="gt"), "scale_slip"),
        (figure("2255"), figure("9255"), "scale_slip"),
        (figure("157.6"), figure("175.6"), "scale_slip"),
        (figure("12"), figure("21"), "conflicts"),
        (figure("313"), figure("418"), "conflicts"),
        (figure("11000000", bound="gt"), figure("11900000"), "within_bound"),
        (figure("11000000", bound="gt"), figure("19300000"), "conflicts"),
        (figure("1250", bound="approx"), figure("1290"), "within_bound"),
        (figure("500", bound="lt"), figure("650"), "conflicts"),
        (figure("600", bound="gt"), figure("600", bound="lt"), "conflicts"),
        (figure("313"), figure("418", day=MARCH), "updates"),
        (figure("313", day=None), figure("418", day=None), "updates"),
        (figure("313", day=None, event="e"), figure("418", day=None, event="e"), "conflicts"),
        (
            figure("5", day=None, event="e", printed=date(2024, 5, 3)),
            figure("7", day=None, event="e", printed=date(2024, 5, 4)),
            "updates",
        ),
        (figure("3.9", modality="forecast"), figure("4.7"), "updates"),
        (figure("1200", per="year"), figure("100", per="month"), "rounds_to"),
        (figure("1200", per="year"), figure("900", per="month"), "conflicts"),
        (figure("-7.5"), figure("7.5"), "agrees"),
    ],
)
def test_relations(a: Figure, b: Figure, kind: str, limits: Thresholds) -> None:
    assert related(a, b, limits) == kind


def test_numbers_a_thousandfold_apart_measure_two_things(limits: Thresholds) -> None:
    assert related(figure("228000000"), figure("70000000000"), limits) is None


def test_a_relation_knows_whether_it_is_an_alarm() -> None:
    assert {kind: Relation(kind, kind).alarm for kind in ("agrees", "updates", "conflicts", "scale_slip")} == {
        "agrees": False,
        "updates": False,
        "conflicts": True,
        "scale_slip": True,
    }


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("الأطفال المستفيدون من الدعم", "المستفيدون من الدعم"),
        ("الأسر المستفيدة من الدعم", "الأرامل المستفيدات من الدعم"),
        ("معدل البطالة بالوسط القروي", "معدل البطالة بالوسط الحضري"),
        ("المستفيدون من AMO تضامن", "المستفيدون من AMO الشامل"),
        ("صادرات النسيج", "واردات النسيج"),
        ("نسبة ملء السدود", "نسبة ملء سد واحد"),
    ],
)
def test_guards_part_metrics(a: str, b: str, extractor: Extractor) -> None:
    of = IdentityGrammar(extractor.patterns, extractor.fold).of
    assert likeness(of(a, "count"), of(b, "count")) == 0


def test_one_thing_in_several_words(extractor: Extractor) -> None:
    of = IdentityGrammar(extractor.patterns, extractor.fold).of
    for a, b in [
        ("كمية الأمطار", "التساقطات المطرية"),
        ("ثمن الغازوال", "سعر الكازوال"),
        ("الملفات المودعة", "إيداع الملفات"),
    ]:
        assert likeness(of(a, "count"), of(b, "count")) == 1, (a, b)


def test_a_name_that_is_a_word_is_a_place_only_where_a_word_says_so(extractor: Extractor) -> None:
    places = IdentityGrammar(extractor.patterns, extractor.fold).places
    assert places("الفئات الجديدة من المؤمنين") == frozenset()
    assert len(places("أمطار بإقليم الجديدة ومدينة سطات")) == 2


def test_stems_join_what_a_reader_joins(extractor: Extractor) -> None:
    stems = Stemmer(extractor.patterns, extractor.fold)
    for row in ("المستفيدين مستفيد والمستفيدات", "الأطفال طفل", "ملفات بالملف ملفا", "السنوية سنوي"):
        assert len(set(stems.of_text(row))) == 1, row


def test_articles_of_one_event_find_each_other() -> None:
    words = {"اصطدام", "حافلة", "شاحنة", "تازة", "مستشفى", "جرحى"}
    monday, later = date(2024, 5, 3), date(2024, 5, 9)

    def told(name: str, day: date | None, outlet: str) -> Telling:
        return Telling(name, day, outlet, figures={("count", Decimal(12), Decimal(12))}, words=words)

    found = events([told("a", monday, "اليوم"), told("b", monday, "الغد"), told("c", later, "الغد")])
    assert found == {"a": "a", "b": "a", "c": "c"}
    assert events([told("a", monday, "اليوم"), told("b", monday, "اليوم")]) == {"a": "a", "b": "b"}


def printed(extractor: Extractor, title: str, outlet: str, day: str, body: str) -> list[dict[str, Any]]:
    text = f"{title}\n{body}"
    sha = hashlib.sha256(f"{outlet}{day}{text}".encode()).hexdigest()
    declared = Metadata(title, outlet, None, date.fromisoformat(day))
    page = Page(source=f"{sha[:8]}.txt", text=text, sha256=sha, media="jsonl", declared=declared)
    return list(serial.claims(extractor.extract(page)))


@pytest.fixture(scope="module")
def board(extractor: Extractor) -> Board:
    return Board(extractor.patterns, extractor.fold)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["before"][0].replace(" ", "-"))
def test_a_pair_of_articles(pair: dict[str, Any], extractor: Extractor, board: Board) -> None:
    claims = printed(extractor, *pair["before"]) + printed(extractor, *pair["after"])
    raised = [row for row in board.comparisons(claims) if row["alarm"]]
    assert [row["relation"] for row in raised] == ([pair["alarm"]] if "alarm" in pair else [])
    for row in raised:
        assert {"metric", "relation", "alarm", "claims", "explanation", "explanation_ar"} == row.keys()
        assert len(row["claims"]) > 1


@pytest.mark.parametrize("case", REPORTS, ids=lambda case: case["about"].replace(" ", "-"))
def test_reports(case: dict[str, Any], extractor: Extractor, board: Board) -> None:
    claims = [claim for article in case["articles"] for claim in printed(extractor, *article)]
    raised = [row["relation"] for row in board.comparisons(claims) if row["alarm"]]
    assert raised == ([case["alarm"]] if "alarm" in case else [])


def test_bodies_that_foresee_two_values_do_not_contradict_each_other(limits: Thresholds) -> None:
    one, two = (
        replace(figure(number, modality="forecast"), forecaster=who) for number, who in (("3.9", "a"), ("3.4", "b"))
    )
    assert relate(one, two, limits) is None
    assert related(one, replace(two, forecaster="a"), limits) == "conflicts"
    assert related(one, replace(two, point=one.point, low=one.low, high=one.high), limits) == "agrees"


@pytest.fixture(scope="module")
def checker(extractor: Extractor) -> Checker:
    rows = STATEMENTS["known"]
    known = [
        claim for row in rows for claim in printed(extractor, row["title"], row["outlet"], row["day"], row["text"])
    ]
    return Checker(extractor, lambda _: known)


@pytest.mark.parametrize("case", STATEMENTS["statement"], ids=lambda case: case["text"][:40].replace(" ", "-"))
def test_a_statement(case: dict[str, str], checker: Checker) -> None:
    [claim] = checker.check(case["text"], date(2025, 6, 1))["claims"]
    assert claim["verdict"] == case["verdict"]
    assert bool(claim["matches"]) == (case["verdict"] != "unknown")


@pytest.fixture(scope="module")
def second_checker(extractor: Extractor) -> Checker:
    rows = UNSEEN["known"]
    known = [
        claim for row in rows for claim in printed(extractor, row["title"], row["outlet"], row["day"], row["text"])
    ]
    return Checker(extractor, lambda _: known)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=pytest.mark.xfail(reason=case["why"])) if "why" in case else case
        for case in UNSEEN["statement"]
    ],
    ids=lambda case: case["text"][:40].replace(" ", "-"),
)
def test_a_second_set_of_statements(case: dict[str, str], second_checker: Checker) -> None:
    [claim] = second_checker.check(case["text"], date(2025, 7, 15))["claims"]
    assert claim["verdict"] == case["verdict"]


def test_a_denied_figure_is_judged_and_stays_denied(checker: Checker) -> None:
    [claim] = checker.check("نفت وزارة الداخلية أن يكون عدد وفيات زلزال الحوز 4000 شخص.")["claims"]
    assert (claim["modality"], claim["verdict"]) == ("denied", "conflicts")


def test_a_statement_without_figures_has_no_verdict(checker: Checker) -> None:
    assert checker.check("قال الوزير إن الأشغال متواصلة.")["claims"] == []


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("أوقفت مصالح الأمن 50 شخصا، منهم 30 رجلا و40 امرأة.", True),
        ("أوقفت مصالح الأمن 70 شخصا، منهم 30 رجلا و40 امرأة.", False),
        ("أوقفت مصالح الأمن 120 شخصا، منهم 30 بالرباط وشخصان بسلا.", False),
        ("سجلت الجهة 38 حالة، منها 29 بمراكش، ثم 33 حالة بآسفي، منها 20 بالصويرة.", False),
        ("سجلت الجهة 4 وفيات، منها حالتان بالرشيدية، ليصل العدد الإجمالي إلى 19 وفاة.", False),
        ("ارتفع العدد من 4 ملايين سنة 2022 إلى 6 ملايين سنة 2023، أي بزيادة نسبتها 25 في المائة.", True),
        ("ارتفع العدد من 4 ملايين سنة 2022 إلى 6 ملايين سنة 2023، أي بزيادة نسبتها 50 في المائة.", False),
        ("بلغ المعدل 13,3 في المائة مقابل 11,9 في المائة، أي بزيادة 1,4 نقطة.", False),
        ("بلغ المعدل 13,3 في المائة مقابل 11,9 في المائة، أي بزيادة 4,1 نقطة.", True),
        ("نجح 800 تلميذ من أصل 1000 تلميذ، أي بنسبة 60 في المائة.", True),
        ("نجح 801 تلميذ من أصل 1000 تلميذ، أي بنسبة 80 في المائة.", False),
        ("تم إيداع 400 مليون ملف، بمعدل 2255 ملفا يوميا.", True),
        ("تم إيداع 4 ملايين ملف، بمعدل 9255 ملفا يوميا.", False),
        ("تم تنظيم مسيرات شارك فيها 5 ملايين مواطن، بمعدل 30 احتجاجا يوميا.", False),
    ],
)
def test_sums_inside_an_article(text: str, fails: bool, extractor: Extractor, board: Board) -> None:  # noqa: FBT001
    rows = board.comparisons(printed(extractor, "خبر", "اليوم", "2024-07-01", text))
    assert [row["relation"] for row in rows if row["alarm"]] == ["part_whole"] * fails


@pytest.fixture(scope="module")
def seeds(extractor: Extractor) -> list[dict[str, Any]]:
    claims = []
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = extractor.extract(Page(path.name, text, hashlib.sha256(text.encode()).hexdigest()))
        claims += list(serial.claims(found))
    return claims


def test_the_seeds_raise_their_alarms_and_no_others(seeds: list[dict[str, Any]], board: Board) -> None:
    raised = {
        (row["relation"], *sorted(claim["value"]["point"] for claim in row["claims"]))
        for row in board.comparisons(seeds)
        if row["alarm"]
    }
    assert raised >= {
        ("scale_slip", 4_000_000, 400_000_000),
        ("scale_slip", 2255, 9255),
        ("scale_slip", 360_000, 3_600_000),
        ("conflicts", 1_000_000_000, 4_000_000_000),
        ("part_whole", 2255, 400_000_000),
        ("part_whole", 1_200_000, 1_700_000, 3_800_000),
    }
    assert len(raised) <= 9


@pytest.mark.parametrize("case", STATEMENTS["seeds"], ids=lambda case: case["text"][:40].replace(" ", "-"))
def test_a_statement_about_the_seeds(case: dict[str, str], seeds: list[dict[str, Any]], extractor: Extractor) -> None:
    [claim] = Checker(extractor, lambda _: seeds).check(case["text"], date(2026, 3, 1))["claims"]
    assert claim["verdict"] == case["verdict"]
