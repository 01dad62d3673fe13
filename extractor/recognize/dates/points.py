"""Years, months and days: «سنة 2025», «يناير الماضي», «يوم الجمعة 19 يونيو», «24/03/2025», «أمس الثلاثاء»."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.recognize.dates import intervals
from extractor.recognize.dates.periods import Fixed, Period
from extractor.recognize.dates.scanner import Found, Use
from extractor.recognize.dates.terms import Away, Point, Weekday
from extractor.recognize.dates.vocabulary import FIRST_OLD, FIRST_YEAR, LIVING_HIJRI

if TYPE_CHECKING:
    from extractor.recognize.dates.scanner import Scanner
    from extractor.recognize.dates.vocabulary import Tag

SEPARATORS = frozenset("-/.")
DEEP = 3  # parts of the day and hours before a day: «الساعة السادسة من مساء يوم …»
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
    if noun is None or noun.item.value != 1 or (not this and s.word(i - 1) in noun.item.never_before):
        return None
    end = at + len(noun.words)
    uses: tuple[Use, ...] = (s.use(at, noun), *([s.use(i, this)] if this else []))
    numbered = _numbered_year(s, end, uses)
    if numbered:
        return numbered
    if not noun.definite:
        return None
    shift, previous = s.tag(end, "shift"), s.tag(end, "previous")
    if shift:
        after = end + len(shift.words)
        uses += (s.use(end, shift),)
        return _numbered_year(s, after, uses) or Found(after, Point(year_shift=shift.item.value), uses)
    if previous:
        away = Away("year", previous.item.value, whole=True, from_topic=True)
        return Found(end + len(previous.words), away, (*uses, s.use(end, previous)))
    return Found(end, Point(year_shift=0), uses) if this else None


def _numbered_year(s: Scanner, i: int, uses: tuple[Use, ...]) -> Found | None:
    found, lunar = s.year(i), s.lunar_year(i)
    if lunar and not s.tag(i + 1, "era", "h") and lunar not in LIVING_HIJRI:
        lunar = None
    if found is None and lunar is None:
        found = s.figure(i, FIRST_OLD, FIRST_YEAR, 4)
    if found is None and lunar is None:
        return None
    end, era = _era(s, i + 1)
    uses = (*uses, (s.shape("year.number").rule, i, i + 1), *era)
    return Found(end, Point(year=found) if found else Point(year=lunar, hijri=True), uses)


def _era(s: Scanner, i: int) -> tuple[int, tuple[Use, ...]]:
    tag = s.tag(i, "era")
    return (i + 1, (s.use(i, tag),)) if tag else (i, ())


def year_figure(s: Scanner, i: int) -> Found | None:
    """«2025» alone: no year after «مونديال», none before «درهم»."""
    if s.year(i) is None:
        tag = s.tag(i + 1, "era", "h")
        return _numbered_year(s, i, ()) if tag and s.lunar_year(i) else None
    guard = s.shape("year.number")
    if s.word(i - 1) in guard.never_before or s.word(i + 1) in guard.never_after:
        return None
    return _numbered_year(s, i, ())


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
    if tail.end == end and name.item.weak and not noun and not _vouched(s, at, name, vouched=bool(vouched)):
        return None
    return tail


def _after_a_name(s: Scanner, i: int) -> bool:
    """«مستشفى 20 غشت», «حركة 20 فبراير»: the day and month are somebody's name."""
    return s.figure(i - 1, 1, 31) is not None and s.word(i - 2) in s.shape("year.number").never_before


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
    found = _year_of_month(s, i, hijri=point.hijri)
    if found and isinstance(found.period, Point):
        placed = replace(point, year=found.period.year, year_shift=found.period.year_shift)
        return Found(found.end, placed, (*uses, *found.uses))
    return Found(i, point, uses)


def _year_of_month(s: Scanner, i: int, *, hijri: bool) -> Found | None:
    if hijri and s.lunar_year(i) is not None:
        end, era = _era(s, i + 1)
        return Found(end, Point(year=s.lunar_year(i), hijri=True), ((s.shape("year.number").rule, i, i + 1), *era))
    if not hijri and s.year(i) is not None:
        return _numbered_year(s, i, ())
    named = year_named(s, i)
    if named:
        return named
    at = connective(s, i)
    if at == i:
        return None
    found = year_named(s, at) or (year_figure(s, at) if s.tag(i, "from") else None) or year_bare(s, at)
    return found if not hijri or (found and isinstance(found.period, Point)) else None


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
    shift, previous = s.tag(end, "shift"), s.tag(end, "previous")
    if shift and (shift.definite or len(shift.words) > 1):
        made: Period = _whole(noun.item.unit, shift.item.value)
        return Found(end + len(shift.words), made, (*uses, s.use(end, shift)))
    if previous and noun.item.unit != "quarter":
        made = Away(noun.item.unit, previous.item.value, whole=True, from_topic=True)
        return Found(end + len(previous.words), made, (*uses, s.use(end, previous)))
    return Found(end, _whole(noun.item.unit, 0), uses) if this else None


def _whole(unit: str, shift: int) -> Period:
    return Point(month_shift=shift) if unit == "month" else Away(unit, shift, whole=True)


def unit_bare(s: Scanner, i: int) -> Found | None:
    """«الشهر», «الأسبوع» in «نهاية الشهر»: the current one."""
    noun = s.tag(i, "unit")
    if noun and noun.item.value == 1 and noun.definite and noun.item.unit in {"month", "week", "century", "decade"}:
        return Found(i + len(noun.words), _whole(noun.item.unit, 0), (s.use(i, noun),))
    return None


# ── days ──────────────────────────────────────────────────────────────────────────────────────────


def day(s: Scanner, i: int, *, depth: int = 0) -> Found | None:
    """A day by number, weekday, figures, or its place beside today; a part of the day before it belongs to it."""
    return s.recall(_day, i, depth) if depth <= DEEP else None


def _day(s: Scanner, i: int, depth: int) -> Found | None:
    part = s.tag(i, "daypart")
    if part:
        found = day(s, i + len(part.words), depth=depth + 1)
        return Found(found.end, found.period, (s.use(i, part), *found.uses)) if found else None
    return numeric(s, i) or _adverb(s, i) or _calendar_day(s, i) or _clock(s, i, depth)


def _clock(s: Scanner, i: int, depth: int) -> Found | None:
    """«الساعة السادسة من مساء اليوم السبت»: the hour belongs to its day."""
    noun = s.tag(i, "unit", "hour")
    hour = day_number(s, i + len(noun.words)) if noun and noun.definite else None
    if noun is None or hour is None:
        return None
    at = hour[0] + 2 if s.word(hour[0]) == ":" else hour[0]
    at += 1 if s.tag(at, "from") else 0
    named = any(s.tag(at, kind) for kind in ("daypart", "adverb", "weekday", "unit"))
    found = day(s, at, depth=depth + 1) if named else None
    return Found(found.end, found.period, (s.use(i, noun), *found.uses)) if found else None


def _adverb(s: Scanner, i: int) -> Found | None:
    """«أمس», «اليوم الأربعاء», «يومه الثلاثاء 27 ماي 2025», «أمس الثلاثاء (12 فبراير)»."""
    tag = s.tag(i, "adverb")
    if tag is None or s.word(i - 1) in tag.item.never_before:
        return None
    end = i + len(tag.words)
    if s.word(end) in tag.item.never_after:
        return None
    uses = (s.use(i, tag),)
    explicit = _calendar_day(s, end + (s.word(end) in {",", "،"} and s.tag(end + 1, "weekday") is not None))
    if explicit:
        period = explicit.period
        if isinstance(period, Weekday):
            period = Away("day", tag.item.value, weekday=period.number)
        return Found(explicit.end, period, (*uses, *explicit.uses))
    if tag.item.weak and not _tomorrow(s, i, end):
        return None
    return Found(end, Away("day", tag.item.value), uses)


def _tomorrow(s: Scanner, i: int, end: int) -> bool:
    """Whether «غدا» is the day: at the end of a clause, before a preposition, or after «يوم», «من»."""
    before = s.tag(i - 1, "unit", "day") or s.tag(i - 1, "from") or s.tag(i - 1, "role")
    if s.tag(i, "adverb", "named"):
        return bool(before)
    if s.tag(i, "adverb", "dated"):
        return False
    following = s.word(end)
    return bool(before) or not following or not following[0].isalnum() or bool(s.tag(end, "role") or s.tag(end, "from"))


def _calendar_day(s: Scanner, i: int) -> Found | None:
    """«[يوم] [الجمعة] 19 [من] يونيو …», «يوم الجمعة الماضي», «السبت»."""
    noun = s.tag(i, "unit", "day")
    at = i + len(noun.words) if noun and noun.item.value == 1 else i
    uses: tuple[Use, ...] = (s.use(i, noun),) if noun and at > i else ()
    weekday = s.tag(at, "weekday")
    if weekday is None:
        return _with_uses(numeric(s, at, short=at > i) or _numbered_day(s, at, called=at > i), uses)
    if s.word(i - 1) in weekday.item.never_before or s.word(at + 1) in weekday.item.never_after:
        return None
    uses += (s.use(at, weekday),)
    end = _second_weekday(s, at + len(weekday.words))
    explicit = _day_after_weekday(s, end)
    if explicit:
        period = explicit.period
        if isinstance(period, Point):
            period = replace(period, weekday=weekday.item.value)
        return Found(explicit.end, period, (*uses, *explicit.uses))
    shift = s.tag(end, "shift") or s.tag(end, "latest")
    if shift and (shift.definite or len(shift.words) > 1):
        step = shift.item.value if shift.item.kind == "shift" else -1
        return Found(end + len(shift.words), Weekday(weekday.item.value, step), (*uses, s.use(end, shift)))
    return Found(end, Weekday(weekday.item.value), uses)


def _with_uses(found: Found | None, uses: tuple[Use, ...]) -> Found | None:
    return Found(found.end, found.period, (*uses, *found.uses)) if found else None


def _second_weekday(s: Scanner, i: int) -> int:
    """«ليلة السبت-الأحد»: the night belongs to its first day."""
    at = i + 1 if s.word(i) in {"-", "/"} else i
    tag = s.tag(at, "weekday")
    return at + 1 if tag and not tag.cluster else i


def _day_after_weekday(s: Scanner, i: int) -> Found | None:
    opened = s.word(i) in {"(", ",", "،", "-"}
    at = i + 1 if opened else i
    found = numeric(s, at, short=True) or _numbered_day(s, at, called=True)
    if found and s.word(i) == "(" and s.word(found.end) == ")":
        return Found(found.end + 1, found.period, found.uses)
    return found


def numeric(s: Scanner, i: int, *, short: bool = False) -> Found | None:
    """«24/03/2025», «09 - 02 - 2026», «24.03.2025», «2025-03-24»; with ``short`` also «19/06»."""
    parts = s.word(i).split(".")
    if len(parts) == 3:
        made = _figures(*parts)
        return Found(i + 1, made, ((s.shape("numeric.day-first").rule, i, i + 1),)) if made else None
    separator = s.word(i + 1)
    if separator not in SEPARATORS:
        return None
    if s.word(i + 3) == separator:
        made = _figures(s.word(i), s.word(i + 2), s.word(i + 4))
        name = "numeric.year-first" if len(s.word(i)) == 4 else "numeric.day-first"
        return Found(i + 5, made, ((s.shape(name).rule, i, i + 5),)) if made else None
    first, second = s.figure(i, 1, 31), s.figure(i + 2, 1, 12)
    if short and separator != "-" and first and second:
        return Found(i + 3, Point(day=first, month=second), ((s.shape("numeric.day-month").rule, i, i + 3),))
    return None


def _figures(*texts: str) -> Period | None:
    if not all(text.isdecimal() and len(text) in {1, 2, 4} for text in texts):
        return None
    numbers = [int(text) for text in texts]
    if len(texts[0]) == 4:
        numbers.reverse()
    elif len(texts[2]) != 4:
        return None
    made = intervals.on(numbers[2], numbers[1], numbers[0])
    return Fixed(made) if made and 1900 <= numbers[2] <= 2099 else None


def day_number(s: Scanner, i: int) -> tuple[int, int, tuple[Use, ...]] | None:
    """«19», «الـ19», «السابع», «الفاتح من», «فاتح»: the word after it, the number, its uses."""
    at = i + 1 if s.word(i) == s.vocabulary.letters.article else i
    value = s.figure(at, 1, 31)
    if value is not None:
        return at + 1, value, ((s.shape("day.number").rule, at, at + 1),)
    first = s.tag(i, "part", "day-one")
    if first:
        return i + len(first.words), 1, (s.use(i, first),)
    ordinal = s.tag(i, "ordinal")
    return (i + len(ordinal.words), ordinal.item.value, (s.use(i, ordinal),)) if ordinal else None


def _numbered_day(s: Scanner, i: int, *, called: bool) -> Found | None:
    """A number and its month; ``called``: «يوم» or a weekday stands before it."""
    number = day_number(s, i)
    if number is None or s.word(i - 1) in s.shape("year.number").never_before:
        return None
    end, value, uses = number
    at = end + 1 if s.tag(end, "from") else end
    owner = month(s, at, vouched=True) or _month_of_day(s, at, linked=at > end or called)
    if owner is None:
        return None
    if not isinstance(owner.period, Point) or (owner.end > at and s.tag(at, "month") and s.tag(at, "month").cluster):  # type: ignore[union-attr]
        return None
    point = replace(owner.period, day=value)
    return _comma_year(s, Found(owner.end, point, (*uses, *owner.uses)))


def _month_of_day(s: Scanner, i: int, *, linked: bool) -> Found | None:
    """«15 من الشهر الجاري», «يوم 15 الجاري»."""
    if not linked:
        return None
    found = month_by_unit(s, i)
    if found and isinstance(found.period, Point):
        return found
    shift = s.tag(i, "shift")
    if shift and shift.definite:
        return Found(i + len(shift.words), Point(month_shift=shift.item.value), (s.use(i, shift),))
    return None


def _comma_year(s: Scanner, found: Found) -> Found:
    """«12 أكتوبر، 2020»: a comma between day and year."""
    point = found.period
    if isinstance(point, Point) and point.year is None and s.word(found.end) in {",", "،"}:
        year_ = s.year(found.end + 1)
        if year_ and point.month_shift is None and s.word(found.end + 2) in {"", ".", ",", "،", ")", ":"}:
            use = (s.shape("year.number").rule, found.end + 1, found.end + 2)
            return Found(found.end + 2, replace(point, year=year_), (*found.uses, use))
    return found
