"""Dates: cases by where they came from, a generator that spells random dates and reads them back, properties."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
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
from extractor.relate.deadlines import due
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


# ── spelled and read back ─────────────────────────────────────────────────────────────────────────

MONTHS = [
    [
        form
        for entry in PATTERNS["calendar.toml"]
        if entry["kind"] == "month" and entry["value"] == n
        for form in entry.forms
    ]
    for n in range(1, 13)
]
ORDINALS = {entry["value"]: entry.forms[0] for entry in PATTERNS["calendar.toml"] if entry["kind"] == "ordinal"}


def indic(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))


def spelled_day(one: date, chance: random.Random) -> str:
    """One of the ways in which a newsroom prints a full date."""
    name = chance.choice(MONTHS[one.month - 1])
    month_word = chance.choice(["", "شهر "])
    sign = chance.choice(["-", "/", " - ", ".", " / "])
    ways = [
        f"{one.day} {month_word}{name} {one.year}",
        f"{one.day:02d} {name} {one.year}",
        f"يوم {one.day} {name} من سنة {one.year}",
        f"{one.day} من {name} {one.year}",
        f"{one.day:02d}{sign}{one.month:02d}{sign}{one.year}",
        one.isoformat(),
    ]
    ordinal = ORDINALS[one.day]
    if one.day > 1:
        ways.append(f"{ordinal if ordinal.startswith('ال') else 'ال' + ordinal} من {name} {one.year}")
    else:
        ways += [f"فاتح {name} {one.year}", f"الفاتح من {name} {one.year}"]
    text = chance.choice(ways)
    return indic(text) if chance.random() < 0.3 else text


def test_full_dates_read_back() -> None:
    chance = random.Random(20260209)
    for _ in range(1500):
        one = date(1990, 1, 1) + timedelta(days=chance.randrange(16_000))
        text = (
            chance.choice(["", "سجلت الوزارة 300 حالة "])
            + chance.choice(["في ", "بتاريخ ", "منذ "])
            + spelled_day(one, chance)
        )
        found = read(text)
        assert [(item.start, item.end) for item in found] == [(one, one)], text


def test_months_and_years_read_back() -> None:
    chance = random.Random(7)
    roles = {
        "في": "at",
        "خلال": "at",
        "منذ": "since",
        "إلى غاية": "until",
        "حتى": "until",
        "بحلول": "by",
        "في أفق": "by",
    }
    for _ in range(1000):
        year, number = chance.randrange(1960, 2060), chance.randrange(1, 13)
        role = chance.choice(sorted(roles))
        name = chance.choice(MONTHS[number - 1])
        expected = month(year, number)
        assert expected
        text = f"{role} {chance.choice(['', 'شهر '])}{name} {chance.choice(['', 'من سنة ', 'من عام '])}{year}"
        [one] = read(text)
        over = roles[role] == "by" and expected.end < ANCHOR  # «بحلول مارس 2025» has come
        assert (one.start, one.end, one.role) == (expected.start, expected.end, "until" if over else roles[role]), text
        [one] = read(f"{role} {chance.choice(['سنة', 'عام', 'العام', 'السنة'])} {indic(str(year))}")
        assert (one.start, one.end, one.grain) == (date(year, 1, 1), date(year, 12, 31), "year")


def test_intervals_read_back() -> None:
    chance = random.Random(11)
    for _ in range(1000):
        start = date(2000, 1, 1) + timedelta(days=chance.randrange(9_000))
        end = start + timedelta(days=chance.randrange(1, 300))
        names = [chance.choice(MONTHS[one.month - 1]) for one in (start, end)]
        frame = chance.choice(["من {} إلى {}", "ما بين {} و{}", "خلال الفترة الممتدة من {} إلى غاية {}", "بين {} و {}"])
        first = f"{start.day} {names[0]}" + (f" {start.year}" if start.year != end.year else "")
        if (start.year, start.month) == (end.year, end.month) and chance.random() < 0.7:
            first = str(start.day)
        text = frame.format(first, f"{end.day} {names[1]} {end.year}")
        [one] = read(text)
        assert (one.start, one.end) == (start, end), text


@given(st.dates(date(2001, 1, 1), date(2089, 12, 31)), st.integers(0, 6))
@settings(max_examples=150, deadline=None)
def test_weekdays_lie_where_the_anchor_puts_them(anchor: date, number: int) -> None:
    name = next(entry.forms[0] for entry in PATTERNS["calendar.toml"] if entry.id == f"weekday.{number}")
    [latest], [past], [following] = (read(f"يوم {name}{after}", anchor) for after in ("", " الماضي", " المقبل"))
    assert latest.start
    assert past.start
    assert following.start
    assert latest.start.weekday() == past.start.weekday() == following.start.weekday() == number
    assert past.start < anchor < following.start
    assert 0 <= (anchor - latest.start).days <= 6


def test_date_lines() -> None:
    lines = {
        "نشر في هسبريس يوم 09 - 02 - 2026": date(2026, 2, 9),
        "الأربعاء 02 شتنبر 2020 - 01:00": date(2020, 9, 2),
        "صوت العدالة٢٤-٠٣-٢٠٢٥": date(2025, 3, 24),
        "Lundi 9 février 2026 - 12:00": date(2026, 2, 9),
        "March 24, 2025 at 10:00": date(2025, 3, 24),
        "2025-03-24T10:00:00+01:00": date(2025, 3, 24),
        "السبت 4 نيسان/ابريل 2020": date(2020, 4, 4),
        "منذ 16 ساعات": None,
        "31 فبراير 2020": None,
        "": None,
    }
    for line, expected in lines.items():
        assert GRAMMAR.printed(line) == expected, line


def test_event_dates() -> None:
    texts = {
        "قال الوزير خلال جلسة يومه الثلاثاء 27 ماي 2025 إن العدد بلغ 300.": date(2025, 5, 27),
        "بلغ العدد 300 سنة 2018. وأوضح المتحدث، أمس الثلاثاء (12 فبراير)، أن برنامج 2019 جاهز سنة 2019.": date(
            2019, 2, 13
        ),
        "بلغ العدد 300 سنة 2018.": None,
    }
    for text, expected in texts.items():
        assert GRAMMAR.event_date(sentences(text)) == expected, text


def test_text_names_its_current_year() -> None:
    text = "انطلقت سنة 2020 بنمو ملحوظ خلال الفصل الأول من السنة الجارية. وبيعت 300 تذكرة حتى 20 مارس."
    assert read(text, None)[-1].end == date(2020, 3, 20)
    text = "بيعت 300 تذكرة منذ بداية السنة، أي أقل بنسبة 6 في المائة عن 2018. وكانت 400 تذكرة سنة 2017."
    assert read(text, None)[0].end is None


# ── which date governs ────────────────────────────────────────────────────────────────────────────


def governed(
    text: str, *, changes: dict[str, str] | None = None, anchor: date | None = ANCHOR, unit: str = "count"
) -> dict[str, str | None]:
    """Each «[figure]» of ``text`` with the days of the date that governs it."""
    plain, marks = "", []
    for place, stretch in enumerate(text.replace("]", "[").split("[")):
        if place % 2:
            marks.append((len(plain), len(plain) + len(stretch)))
        plain += stretch
    rows = sentences(plain)
    quantities = [
        [
            quantity(one, start, end, changes or {}, unit=unit)
            for start, end in marks
            if one.span.start <= start < one.span.end
        ]
        for one in rows
    ]
    answer = GOVERNOR.assign(rows, quantities, GRAMMAR.read(rows, anchor))
    return {
        item.span.text(plain): f"{one.start}..{one.end}" if one else None
        for items, dates in zip(quantities, answer, strict=True)
        for item, one in zip(items, dates, strict=True)
    }


def quantity(one: Sentence, start: int, end: int, changes: dict[str, str], *, unit: str = "count") -> Quantity:
    words = [i for i in range(len(one)) if one.starts[i] < end and one.ends[i] > start]
    value = Value(None, None, None, "exact", unit)
    first, last = words[0], words[-1] + 1
    change: Any = changes.get(one.page[start:end])
    return Quantity(first, last, Span(start, end), value, (first, last), change=change)


YEAR_2018, YEAR_2017 = "2018-01-01..2018-12-31", "2017-01-01..2017-12-31"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("باعت الشركة [40 سيارة] سنة 2018 و[30 سيارة] سنة 2017.", [YEAR_2018, YEAR_2017]),
        ("خلال سنة 2018، باعت الشركة [40 سيارة]، منها [12 شاحنة].", [YEAR_2018, YEAR_2018]),
        (
            "باعت خلال سنة 2018 نحو [40 سيارة] مقابل [30] سنة 2017، إضافة إلى [9 شاحنات].",
            [YEAR_2018, YEAR_2017, YEAR_2018],
        ),
        ("باعت [40 سيارة] مقارنة مع سنة 2017.", [None]),
        ("بلغت المبيعات [40 سيارة] سنة 2018. كما وزعت [30 حقيبة].", [YEAR_2018, None]),
        ("قال المدير، يوم الخميس، إن الشركة باعت [40 سيارة].", [None]),
        ("لقي [3 أشخاص] مصرعهم في حادثة سير وقعت اليوم الاثنين.", ["2026-02-09..2026-02-09"]),
        ("تستفيد اليوم [40 أسرة] من الدعم.", [None]),
        ("حسب القانون الصادر سنة 2017، يستفيد [40 شخصا].", [None]),
        (
            "أنجزت [29 مستشفى] بين 2017 و2018، بطاقة [300 سرير]، مع برمجة [20 مستشفى] خلال سنة 2026.",
            ["2017-01-01..2018-12-31", "2017-01-01..2018-12-31", "2026-01-01..2026-12-31"],
        ),
        ("منحت [2000 درهم] للأسرة، وقد استفادت منها [42 أسرة] حتى نهاية 2018.", [None, "2018-12-31..2018-12-31"]),
        ("كشفت الوزارة، اليوم الاثنين، تسجيل [40 حالة].", [None]),
        ("أعلن الجيش عن مقتل [26 عنصرا] في غارات شنها أمس الأحد.", ["2026-02-08..2026-02-08"]),
        (
            "سجلت الجهة خلال الـ24 ساعة الماضية [40 إصابة]، ليرتفع المجموع إلى [900 إصابة].",
            ["None..None", None],
        ),
        ("صادق المجلس على مشروع قانون المالية لسنة 2018 بأغلبية [21 نائبا].", [None]),
        ("المواد التي حررت أسعارها سنة 2018، فهي متقلبة، حيث بلغ ثمنها [15 درهما].", [None]),
        (
            "بلغت، إلى حدود 2018، [40 مليارا]؛ في حين أن النفقات بلغت [30 مليارا].",
            [YEAR_2018, YEAR_2018],
        ),
        ("تراجعت الصادرات بـ[96 بالمائة] سنة 2018، والطيران بـ[81 بالمائة].", [YEAR_2018, YEAR_2018]),
        ("نال الحزب [40 مقعدا]، أي أكثر من النتيجة التي حققها عام 2018، لكنه بعيد عن [90 مقعدا].", [None, None]),
        ("رغم ارتفاع الطلب خلال سنة 2018، فإن الأسعار تراجعت كثيرا، بنسبة [9 بالمائة].", [YEAR_2018]),
        ("وفق دراسة أنجزت خلال سنة 2018، فإن نسبة المدخنين تبلغ [9 بالمائة].", [None]),
        (
            "باعت [40 سيارة] خلال سنة 2018، مقابل [30 سيارة] سنة 2017، بقيمة بلغت [3 ملايين درهم].",
            [YEAR_2018, YEAR_2017, YEAR_2017],
        ),
        (
            "باعت [40 سيارة]، أي [9 بالمائة] خلال سنة 2018، مقابل [30 سيارة]، أي [7 بالمائة]، خلال سنة 2017.",
            [YEAR_2018, YEAR_2018, YEAR_2017, YEAR_2017],
        ),
        ("تراجع الدرهم ب[2 بالمائة] مقابل الأورو خلال سنة 2018.", [YEAR_2018]),
        ("بلغت أعلى درجة [41 درجة]، وكان ذلك سنة 2018، أما أدنى درجة فكانت [5 درجات].", [YEAR_2018, None]),
        ("عرفت سنة 2018 غرق [40 شخصا] ثم سنة 2017 ب [30 حالة].", [YEAR_2018, YEAR_2017]),
        ("خسائرها أعلى ب[3 مرات] من الخسائر المسجلة سنة 2018.", [None]),
        ("تراجع الإنتاج ب[9 بالمائة]، وهو أسوأ تراجع منذ سنة 2018.", [None]),
        (
            "سجلت خلال الـ24 ساعة الماضية [40 إصابة] جديدة ليرتفع المجموع إلى [900 إصابة].",
            ["None..None", None],
        ),
        (
            "بلغ العدد [40 ألفا] متم 2018، مقابل [30 ألفا] قبل سنة.",
            ["2018-12-31..2018-12-31", "2017-12-31..2017-12-31"],
        ),
        ("أعلنت الوزارة، الشهر الماضي، خطة بكلفة [40 مليون درهم].", [None]),
        ("يتوفر الإقليم حاليا على [40 سدا].", [None]),
        (
            "بلغ الدعم [40 مليون درهم] سنة 2018، مقابل [30 مليون درهم] مقارنة بالفترة نفسها من السنة الماضية.",
            [YEAR_2018, YEAR_2017],
        ),
        ("بلغ عدد المدارس التي شيدتها الجهة سنة 2018، في مختلف الأقاليم، [40 مدرسة].", [YEAR_2018]),
        ("سجل المنجم [40 إصابة]، إثر رصد [3 إصابات] قبل ثلاثة أيام.", [None, "2026-02-06..2026-02-06"]),
        ("بلغت الواردات خلال سنة 2018 نحو [40 طنا]، فيما ما زال [20 عاملا] مضربين.", [YEAR_2018, None]),
        ("سجلت منذ سنة 2018 نحو [40 حالة]؛ كما بلغ مجموع الأسرة [20 سريرا].", [YEAR_2018, None]),
        ("أدين فلان، المعتقل منذ سنة 2018، بأداء [40 درهما].", [None]),
        ("تبين تقارير قدمت خلال سنة 2018 أن [9 بالمائة] من الأراضي قاحلة.", [None]),
        ("تلا الأمين التقرير المالي لسنة 2018، الذي كشف عن مداخيل بلغت [40 درهما].", [YEAR_2018]),
        ("بلغ عدد الفائزين [40 طفلا]، بزيادة [9 بالمائة] عن سنة 2018.", [None, None]),
        ("ضبطت الشرطة [40 حالة]، أي أقل من حصيلة سنة 2018 بكثير.", [None]),
        ("أعلنت الوزارة أن اللجان زارت، يوم الخميس الماضي، [40 محلا].", ["2026-02-05..2026-02-05"]),
        ("أشرف الوالي، اليوم الاثنين، على تدشين مركز أنجز بكلفة [40 درهما].", [None]),
        ("ستطلب الوزارة قبل نهاية السنة عروضا لبناء محطة بطاقة [40 ميغاواط].", [None]),
        ("حصد الحزب [40 مقعدا] وهزم «النخلة»، الذي سير المدينة منذ سنة 2018.", [None]),
        ("طالبت الغرفة، في مراسلة وجهتها شهر يناير الماضي، برفع السقف إلى [40 درهما].", [None]),
        (
            "تراجعت الصادرات بـ[9 بالمائة] سنة 2018 مقابل [4 بالمائة] بالنسبة للواردات.",
            [YEAR_2018, YEAR_2018],
        ),
        ("طلب [9 بالمائة] من الآباء تأجيل الدخول المدرسي إلى غاية شتنبر المقبل.", [None]),
        ("وعام 2018، بلغت الصادرات [40 طنا] (سجل الرقم القياسي عام 2017، بـ[50 طنا]).", [YEAR_2018, YEAR_2017]),
        ("بلغ المعدل [9 بالمائة] سنة 2018 بالمدن مقابل [4 بالمائة] بالقرى.", [YEAR_2018, YEAR_2018]),
        ("حدد المجلس أجل متم سنة 2018 لإنهاء المشروع، الذي خصص له [40 مليونا].", [None]),
        ("لم تتجاوز المناصب المحدثة، خلال سنة 2018، [40 منصبا].", [YEAR_2018]),
        ("أرجأت المحكمة ملف [7 متهمين] إلى جلسة 3 يونيو المقبل.", [None]),
        ("أبقى البنك الفائدة عند [3 بالمائة] بعد رفعها بـ[50 نقطة] سنة 2018.", [None, YEAR_2018]),
        ("صادق المجلس على مشروع قانون المالية لسنة 2018 الذي يتوقع نموا بنسبة [4 بالمائة].", [YEAR_2018]),
        ("سجل القطاع معدل [3 بالمائة]، ليستقر عند نفس مستوى سنة 2018.", [None]),
        ("رفعت الحكومة الحد الأدنى للأجور بـ[5 بالمائة] ابتداء من سنة 2018.", [YEAR_2018]),
        ("ضمت العريضة [40 توقيعا]، ولفتت انتباه الإدارة إلى تأجيل جميع الاختبارات المقررة سنة 2018.", [None]),
    ],
)
def test_governing_date(text: str, expected: list[str | None]) -> None:
    assert list(governed(text).values()) == expected


GOVERNING = tomllib.loads((CASES / "governing.toml").read_text(encoding="utf-8"))["case"]
MAY = date(2025, 5, 14)


@pytest.mark.parametrize("row", GOVERNING, ids=lambda row: row["text"][:30])
def test_governing_date_of_a_story(row: dict[str, Any]) -> None:
    found = [days or "-" for days in governed(row["text"], anchor=MAY).values()]
    assert [days.replace("None..None", "?") for days in found] == row["dates"]


def test_what_money_pays_for_has_the_date_of_the_deed() -> None:
    text = "انضم اللاعب إلى الفريق في يوليوز 2023 مقابل [4 ملايين درهم]."
    assert list(governed(text, unit="MAD", anchor=MAY).values()) == ["2023-07-01..2023-07-31"]
    text = "بلغت المداخيل [40 درهما] سنة 2018 مقابل [30 درهما]."
    assert list(governed(text, unit="MAD", anchor=MAY).values()) == [YEAR_2018, None]


def test_the_earlier_figure_of_a_share_keeps_its_date() -> None:
    text = "استقر المعدل في [9,4 في المائة] بعد [9,5 في المائة] سنة 2018."
    assert list(governed(text, unit="percent").values()) == [None, YEAR_2018]


def test_a_title_says_something_else_after_two_points() -> None:
    text = "المعدل يستقر في [9,4 في المائة] سنة 2018.. وفقدان [58 ألف منصب] بالقرى"
    assert list(governed(text).values()) == [YEAR_2018, None]


def test_a_difference_takes_the_later_date() -> None:
    text = "سجلت نموا بلغ [85 بالمائة]، حيث انتقلت من [15 طنا] سنة 2017 إلى [28 طنا] سنة 2018."
    found = governed(text, changes={"15 طنا": "from", "28 طنا": "to"})
    assert list(found.values()) == [YEAR_2018, YEAR_2017, YEAR_2018]


def test_the_first_end_of_a_change_is_of_the_time_compared_with() -> None:
    text = "تضاعف العدد سنة 2018 مقارنة بسنة 2017، إذ ارتفع من [500 سائح] إلى [900 سائح]."
    found = governed(text, changes={"500 سائح": "from", "900 سائح": "to"})
    assert list(found.values()) == [YEAR_2017, YEAR_2018]


def test_the_day_on_which_something_began_is_since_when_one_counts() -> None:
    text = "بلغ العدد 300 منذ انطلاق الحملة على المستوى الوطني في 2 يناير 2026."
    rows = sentences(text)
    [[one]] = GOVERNOR.assign(rows, [[quantity(rows[0], 10, 13, {})]], GRAMMAR.read(rows, ANCHOR))
    assert one
    assert told(one) == "2026-01-02 2026-01-02 day since"


def test_what_is_planned_up_to_a_day_ahead_is_due_then() -> None:
    [until] = read("حتى متم 2031")
    [at] = read("في متم 2031")
    [past] = read("حتى متم 2018")
    assert due(until, "planned", ANCHOR) == replace(until, role="by")
    assert due(until, "forecast", ANCHOR) == replace(until, role="by")
    assert due(at, "planned", ANCHOR) == replace(at, role="by")
    assert due(at, "forecast", ANCHOR) == at
    assert due(until, "asserted", ANCHOR) == until
    assert due(past, "planned", ANCHOR) == past
    assert due(until, "planned", None) == replace(until, role="by")
    assert due(None, "planned", ANCHOR) is None


# ── laws ──────────────────────────────────────────────────────────────────────────────────────────

WORDS = sorted({form for entry in PATTERNS["calendar.toml"] for form in entry.forms})


@given(
    st.lists(
        st.one_of(
            st.sampled_from(WORDS),
            st.sampled_from(["2025", "31", "٠٩", "و", "-", "/", "،", "12.05.2024", "(", ")"]),
            st.text(max_size=6),
        ),
        max_size=25,
    ).map(" ".join),
    st.one_of(st.none(), st.dates()),
)
@settings(max_examples=400, deadline=None)
def test_never_raises_and_spans_hold(text: str, anchor: date | None) -> None:
    rows = sentences(text)
    for one, found in zip(rows, GRAMMAR.read(rows, anchor), strict=True):
        last = 0
        for item in found:
            assert last <= item.first < item.last <= len(one)
            assert one.span.start <= item.span.start < item.span.end <= one.span.end
            assert (item.start is None) == (item.end is None)
            assert item.start is None or item.end is None or item.start <= item.end
            assert item.trace
            last = item.last
    GRAMMAR.event_date(rows)
    GRAMMAR.printed(text)


@pytest.mark.parametrize("anchor", [None, ANCHOR])
def test_one_scan_reads_what_two_would(anchor: date | None) -> None:
    rows = sentences("انعقد اللقاء يوم الثلاثاء 27 ماي 2025. وبلغ العدد 300 ملف في أبريل الماضي.")
    event = GRAMMAR.event_date(rows)
    assert event == date(2025, 5, 27)
    assert GRAMMAR.read_article(rows, anchor) == (event, GRAMMAR.read(rows, anchor or event))


def test_thirds_of_a_month_are_ten_days() -> None:
    assert [told(one) for one in read("رابع عشر ثلث الفائت", date(2000, 1, 1))] == ["1999-09-23 2000-01-01 interval at"]


def test_shifting_years_keeps_the_ends_of_months() -> None:
    february = month(2024, 2)
    assert february
    assert shifted_years(february, -1).end == date(2023, 2, 28)
    assert plus_months(date(2024, 3, 31), -1) == date(2024, 2, 29)
