"""Years and months: «سنة 2025», «العام الماضي», «يناير الماضي», «رمضان 1446», «هذا الأسبوع»."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from extractor.recognize.dates.intervals import Interval
from extractor.recognize.dates.periods import Fixed, Period
from extractor.recognize.dates.scanner import Found, Use
from extractor.recognize.dates.terms import Away, Point
from extractor.recognize.dates.vocabulary import FIRST_OLD, FIRST_YEAR, LAST_YEAR, LIVING_HIJRI

if TYPE_CHECKING:
    from extractor.recognize.dates.scanner import Scanner
    from extractor.recognize.dates.vocabulary import Tag

LATEST_CENTURY = 21
SHORT = 2  # letters of a month's name (آب) that is also an ordinary word
RAMADAN, SAFAR = 9, 2  # the one lunar month that stands alone with a preposition; the one whose name means zero


def demonstrative(s: Scanner, i: int) -> Tag | None:
    """«هذه», «هاد»: the words of «relative.current» that stand before their noun (they have no article)."""
    tag = s.tag(i, "shift")
    return tag if tag and tag.item.value == 0 and not tag.definite else None


# ── years ─────────────────────────────────────────────────────────────────────────────────────────


def year(s: Scanner, i: int) -> Found | None:
    """A year, by its noun or in four digits."""
    return year_named(s, i) or year_figure(s, i)


def year_named(s: Scanner, i: int) -> Found | None:
    """«سنة 2025», «العام الماضي», «هذه السنة», «هذه السنة 2016», «سنة 1446 هـ»."""
    this = demonstrative(s, i)
    at = i + 1 if this else i
    noun = s.tag(at, "unit", "year")
    if noun is None or noun.item.value != 1:
        return year_last(s, i)
    end = at + len(noun.words)
    uses: tuple[Use, ...] = (s.use(at, noun), *([s.use(i, this)] if this else []))
    numbered = _numbered_year(s, end, uses)
    general = noun.definite and not this and s.word(i - 1) in noun.item.never_before  # «الرأي العام»
    if numbered and not general:
        return numbered
    if not noun.definite or general:
        return None
    shift = s.tag(end, "shift")
    if shift:
        after = end + len(shift.words)
        uses += (s.use(end, shift),)
        if s.word(after) == "(" and s.word(after + 2) == ")" and (year_ := s.year(after + 1)):  # «السنة الماضية (2020)»
            return Found(after + 3, Point(year=year_), (*uses, (s.shape("year.number").rule, after + 1, after + 2)))
        return _numbered_year(s, after, uses) or Found(after, Point(year_shift=shift.item.value), uses)
    plain = Found(end, Point(year_shift=0), uses) if this else year_last(s, i)
    return _year_of_topic(s, end, uses) or plain


def _year_of_topic(s: Scanner, i: int, uses: tuple[Use, ...]) -> Found | None:
    """«السنة الموالية», «الأشهر التسعة الأولى من السنة نفسها»: after the year spoken about, or that year."""
    previous, again = s.tag(i, "previous"), s.tag(i, "itself")
    if previous:
        away = Away("year", previous.item.value, whole=True, from_topic=True)
        return Found(i + len(previous.words), away, (*uses, s.use(i, previous)))
    if again is None:
        return None
    return Found(i + len(again.words), Point(year_shift=0, from_topic=True), (*uses, s.use(i, again)))


def year_last(s: Scanner, i: int) -> Found | None:
    """Darija's «العام لول»: the year that is over."""
    last = s.tag(i, "last-year")
    return Found(i + len(last.words), Point(year_shift=last.item.value), (s.use(i, last),)) if last else None


def _numbered_year(s: Scanner, i: int, uses: tuple[Use, ...]) -> Found | None:
    found, lunar = s.year(i), s.lunar_year(i)
    if lunar and not s.tag(i + 1, "era", "h") and lunar not in LIVING_HIJRI:
        lunar = None
    if found is None and lunar is None:
        found = s.figure(i, FIRST_OLD, FIRST_YEAR, 4)
    if found is None and lunar is None:
        return _spelled_year(s, i, uses)
    end, era = _era(s, i + 1)
    uses = (*uses, (s.shape("year.number").rule, i, i + 1), *era)
    return Found(end, Point(year=found) if found else Point(year=lunar, hijri=True), uses)


def _spelled_year(s: Scanner, i: int, uses: tuple[Use, ...]) -> Found | None:
    """«سنة ألفين وعشرين»."""
    spelled = s.spelled(i, FIRST_YEAR, LAST_YEAR)
    return Found(spelled[0], Point(year=spelled[1]), (*uses, *spelled[2])) if spelled else None


def _era(s: Scanner, i: int) -> tuple[int, tuple[Use, ...]]:
    tag = s.tag(i, "era")
    return (i + 1, (s.use(i, tag),)) if tag else (i, ())


def year_figure(s: Scanner, i: int) -> Found | None:
    """«2025» alone: no year after «مونديال», none before «درهم»."""
    if s.year(i) is None:
        tag = s.tag(i + 1, "era", "h")
        return _numbered_year(s, i, ()) if tag and s.lunar_year(i) else None
    guard = s.shape("year.number")
    if s.tag(i - 1, "campaign"):  # «بطولة موسم 2018/2019»: the season says whether it is one
        return None
    if (s.word(i - 1) in guard.never_before and not _in_a_role(s, i)) or s.word(i + 1) in guard.never_after:
        return None
    return _numbered_year(s, i, ())


def _in_a_role(s: Scanner, i: int) -> bool:
    """«خلال دورة 2024», «دورة 2024»: what stands before the year belongs to its preposition, or is told of years."""
    tag = s.tag(i - 2, "role", "at")
    return (tag is not None and len(tag.words) > 1) or s.tag(i - 1, "yearly") is not None


def year_bare(s: Scanner, i: int) -> Found | None:
    """«السنة» in «نهاية السنة», «الربع الأول من السنة»: the current one."""
    noun = s.tag(i, "unit", "year")
    if noun and noun.item.value == 1 and noun.definite:
        return Found(i + len(noun.words), Point(year_shift=0), (s.use(i, noun),))
    return None


# ── months ────────────────────────────────────────────────────────────────────────────────────────


def connective(s: Scanner, i: int) -> int:
    """The word after «من», «برسم», «ل», «ديال», if one stands here; else here."""
    if s.tag(i, "from"):
        return i + 1
    tag = s.tag(i, "role", "at")
    return i + len(tag.words) if tag else i


def month(s: Scanner, i: int, *, vouched: bool = False) -> Found | None:
    """«يناير 2025», «شهر غشت الجاري», «يونيو من العام الماضي», «نيسان/ابريل», «رمضان 1446»."""
    return s.recall(_month, i, vouched)


def _month(s: Scanner, i: int, vouched: int) -> Found | None:
    noun = s.tag(i, "unit", "month")
    noun = noun if noun and noun.item.value == 1 else None
    at = i + len(noun.words) if noun else i
    name = s.tag(at, "month") or s.tag(at, "hijri")
    if name is None or (noun and name.cluster) or _after_a_name(s, i):
        return None
    uses: tuple[Use, ...] = (s.use(at, name), *([s.use(i, noun)] if noun else []))
    end, more = _doubled(s, at + len(name.words), name)
    hijri = name.item.kind == "hijri"
    point = Point(month=name.item.value, hijri=hijri)
    tail = _month_tail(s, end, point, (*uses, *more))
    bare = tail.end == end and name.item.weak and not noun
    if bare and (_doubtful(s, at, name) or not _vouched(s, at, name, vouched=bool(vouched))):
        return None
    return tail


def _after_a_name(s: Scanner, i: int) -> bool:
    """«مستشفى 20 غشت», «حركة 20 فبراير»: the day and month are somebody's name."""
    return s.figure(i - 1, 1, 31) is not None and named_after(s, i - 1)


def named_after(s: Scanner, i: int) -> bool:
    """Whether what stands before a day is named after it: «حي 20 غشت», «الثانوية التأهيلية 18 نونبر»."""
    guard = s.shape("year.number")
    if s.word(i - 1) in guard.never_before:
        return True
    places = guard.places
    adjective = s.word(i - 1).startswith(s.vocabulary.letters.article) and not s.any(i - 1)
    return s.word(i - 1) in places or (adjective and s.word(i - 2) in places)


def _doubled(s: Scanner, i: int, name: Tag) -> tuple[int, tuple[Use, ...]]:
    """«يناير كانون الثاني», «نيسان/ابريل», «أيلول (سبتمبر)»: one month in two traditions."""
    at = i + 1 if s.word(i) in {"/", "(", "-"} else i
    other = s.tag(at, "month")
    if name.item.kind != "month" or other is None or other.item.value != name.item.value or other.cluster:
        return i, ()
    end = at + len(other.words)
    return end + (s.word(i) == "(" and s.word(end) == ")"), (s.use(at, other),)


def _month_tail(s: Scanner, i: int, point: Point, uses: tuple[Use, ...]) -> Found:
    shift = s.tag(i, "shift")
    if shift and (shift.definite or len(shift.words) > 1):
        after = i + len(shift.words)
        uses += (s.use(i, shift),)
        numbered = _numbered_year(s, after, uses)
        if numbered and isinstance(numbered.period, Point):
            return Found(numbered.end, replace(point, year=numbered.period.year), numbered.uses)
        return Found(after, replace(point, month_shift=shift.item.value), uses)
    aside = s.tag(i, "latest") or s.tag(i, "previous")
    if aside:
        moved = replace(point, month_shift=aside.item.value or -1, from_topic=aside.item.kind == "previous")
        return Found(i + len(aside.words), moved, (*uses, s.use(i, aside)))
    found = _year_of_month(s, i, hijri=point.hijri)
    if found and isinstance(found.period, Point):
        year = found.period
        placed = replace(point, year=year.year, year_shift=year.year_shift, from_topic=year.from_topic)
        return Found(found.end, placed, (*uses, *found.uses))
    return Found(i, point, uses)


def _year_of_month(s: Scanner, i: int, *, hijri: bool) -> Found | None:
    if hijri and s.lunar_year(i) is not None:
        end, era = _era(s, i + 1)
        return Found(end, Point(year=s.lunar_year(i), hijri=True), ((s.shape("year.number").rule, i, i + 1), *era))
    if s.year(i) is not None:
        return _numbered_year(s, i, ())
    named = year_named(s, i)
    if named:
        return named
    at = connective(s, i)
    if at == i:
        return None
    found = year_named(s, at) or (year_figure(s, at) if s.tag(i, "from") else None) or year_bare(s, at)
    return found if not hijri or (found and isinstance(found.period, Point)) else None


def _doubtful(s: Scanner, i: int, name: Tag) -> bool:
    """«في باب», «مع أب»: a name of two letters is also a father's; only a day or a month beside it tells."""
    if len(name.words) > 1 or len(name.words[0].removeprefix(name.cluster)) > SHORT:
        return False
    return s.figure(i - 1, 1, 31) is None and s.word(i - 1) not in {"/", "-"} and s.tag(i - 1, "month") is None


def _vouched(s: Scanner, i: int, name: Tag, *, vouched: bool) -> bool:
    """Whether the neighbours of an ambiguous month name (مارس، ماي، رمضان) say that it is a month."""
    if name.item.kind == "hijri" and name.item.value not in {RAMADAN, RAMADAN + 1} and len(name.words) == 1:
        return vouched and name.item.value != SAFAR and s.figure(i - 1, 1, 31) is not None
    if vouched or (name.cluster and name.cluster[-1] == s.vocabulary.letters.lam):
        return True
    before = s.tag(i - 1, "month") or s.tag(i - 1, "hijri")
    return before is not None and (bool(name.cluster) or s.word(i - 1) in {"/", "-"})


def month_by_unit(s: Scanner, i: int) -> Found | None:
    """«الشهر الماضي», «هذا الأسبوع», «القرن الماضي», «الفصل الحالي»: a whole unit against the anchor."""
    this = demonstrative(s, i)
    at = i + 1 if this else i
    noun = s.tag(at, "unit")
    if noun is None or noun.item.value != 1 or not noun.definite or noun.item.unit in {"year", "day", "half", "third"}:
        return None
    end = at + len(noun.words)
    uses: tuple[Use, ...] = (s.use(at, noun), *([s.use(i, this)] if this else []))
    numbered = _century(s, end, uses) if noun.item.unit == "century" else None
    if numbered:
        return numbered
    shift, previous = s.tag(end, "shift"), s.tag(end, "previous")
    if shift and (shift.definite or len(shift.words) > 1 or not shift.item.value):  # «الشهر هذا»
        made: Period = _whole(noun.item.unit, shift.item.value)
        return Found(end + len(shift.words), made, (*uses, s.use(end, shift)))
    if previous:
        made = Away(noun.item.unit, previous.item.value, whole=True, from_topic=True)
        return Found(end + len(previous.words), made, (*uses, s.use(end, previous)))
    return Found(end, _whole(noun.item.unit, 0), uses) if this else None


def _century(s: Scanner, i: int, uses: tuple[Use, ...]) -> Found | None:
    """«القرن التاسع عشر», «القرن 19»."""
    ordinal = s.tag(i, "ordinal")
    number = ordinal.item.value if ordinal else s.figure(i, 1, LATEST_CENTURY)
    if number is None:
        return None
    end, more = (i + len(ordinal.words), (s.use(i, ordinal),)) if ordinal else (i + 1, ())
    first = 100 * (number - 1) + 1
    return Found(end, Fixed(Interval(date(first, 1, 1), date(first + 99, 12, 31), "interval")), (*uses, *more))


def _whole(unit: str, shift: int) -> Period:
    return Point(month_shift=shift) if unit == "month" else Away(unit, shift, whole=True)


def unit_bare(s: Scanner, i: int) -> Found | None:
    """«الشهر», «الأسبوع» in «نهاية الشهر»: the current one."""
    noun = s.tag(i, "unit")
    if noun and noun.item.value == 1 and noun.definite and noun.item.unit in {"month", "week", "century", "decade"}:
        return Found(i + len(noun.words), _whole(noun.item.unit, 0), (s.use(i, noun),))
    return None
