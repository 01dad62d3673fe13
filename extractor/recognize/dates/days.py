"""Days: «يوم الجمعة 19 يونيو», «24/03/2025», «أمس الثلاثاء», «السبت الماضي», «15 من الشهر الجاري»."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.recognize.dates import intervals
from extractor.recognize.dates.months import month, month_by_unit, named_after
from extractor.recognize.dates.periods import Fixed, Period, Range
from extractor.recognize.dates.scanner import Found, Use
from extractor.recognize.dates.terms import Away, Point, Weekday

if TYPE_CHECKING:
    from extractor.recognize.dates.scanner import Scanner
    from extractor.recognize.dates.vocabulary import Tag

SEPARATORS = frozenset("-/.")
CENTURY = 50  # «24» is 2024, «99» is 1999
WEEK = 7
DEEP = 3  # parts of the day and hours before a day: «الساعة السادسة من مساء يوم …»


def day(s: Scanner, i: int, *, depth: int = 0) -> Found | None:
    """A day by number, weekday, figures, or its place beside today; a part of the day before it belongs to it."""
    return s.recall(_day, i, depth) if depth <= DEEP else None


def _day(s: Scanner, i: int, depth: int) -> Found | None:
    part = s.tag(i, "daypart")
    found = day(s, i + len(part.words), depth=depth + 1) if part else None
    if part and found:
        return Found(found.end, found.period, (s.use(i, part), *found.uses))
    return numeric(s, i) or _adverb(s, i) or _calendar_day(s, i) or _clock(s, i, depth)


def _clock(s: Scanner, i: int, depth: int) -> Found | None:
    """«الساعة السادسة من مساء اليوم السبت»: the hour belongs to its day."""
    noun = s.tag(i, "unit", "hour")
    if noun is None:
        return _bare_hour(s, i, depth)
    hour = day_number(s, i + len(noun.words)) if noun.definite else None
    if hour is None:
        return None
    at = hour[0] + 2 if s.word(hour[0]) == ":" else hour[0]
    part = s.tag(at, "hourpart")
    at += 1 if part else 0
    at += 1 if s.tag(at, "from") else 0
    named = any(s.tag(at, kind) for kind in ("daypart", "adverb", "weekday", "unit"))
    found = day(s, at, depth=depth + 1) if named else None
    used = (s.use(i, noun), *((s.use(at - 1 - (s.tag(at - 1, "from") is not None), part),) if part else ()))
    return Found(found.end, found.period, (*used, *found.uses)) if found else None


def _bare_hour(s: Scanner, i: int, depth: int) -> Found | None:
    """«إلى حدود السادسة من مساء اليوم»: the noun «الساعة» left out."""
    hour = s.tag(i, "ordinal")
    at = i + len(hour.words) + 1 if hour and hour.definite else 0
    part = s.tag(at - 1, "hourpart") if at else None  # «الحادية عشرة ليلا من يوم غد»
    at += part is not None
    if hour is None or not at or not s.tag(at - 1, "from") or not (part or s.tag(at, "daypart")):
        return None
    found = day(s, at, depth=depth + 1)
    used = (s.use(i, hour), *((s.use(at - 2, part),) if part else ()))
    return Found(found.end, found.period, (*used, *found.uses)) if found else None


def _adverb(s: Scanner, i: int) -> Found | None:
    """«أمس», «اليوم الأربعاء», «يومه الثلاثاء 27 ماي 2025», «أمس الثلاثاء (12 فبراير)»."""
    tag = s.tag(i, "adverb")
    if tag is None or s.word(i - 1) in tag.item.never_before:
        return None
    end = i + len(tag.words)
    if s.word(end) in tag.item.never_after:
        return None
    uses = (s.use(i, tag),)
    aside = s.word(end) in {",", "،", "("} and s.tag(end + 1, "weekday") is not None
    explicit = _calendar_day(s, end + aside)
    if explicit and s.word(end) == "(":  # «أمس (الأحد)»
        closed = s.word(explicit.end) == ")"
        explicit = Found(explicit.end + 1, explicit.period, explicit.uses) if closed else None
    if explicit:
        period = explicit.period
        if isinstance(period, Weekday):
            period = Away("day", tag.item.value, weekday=period.number)
        return Found(explicit.end, period, (*uses, *explicit.uses))
    if (tag.item.weak and not _tomorrow(s, i, end)) or _by_the_day(s, i, tag):
        return None
    return Found(end, Away("day", tag.item.value), uses)


def _by_the_day(s: Scanner, i: int, tag: Tag) -> bool:
    """«300 درهم فاليوم»: behind a word, Darija's «في» and how often; behind a mark, «and so today»."""
    so = s.vocabulary.letters.conjunctions[1]
    return tag.cluster == so and not tag.item.value and s.word(i - 1)[:1].isalnum()


def _tomorrow(s: Scanner, i: int, end: int) -> bool:
    """Whether «غدا» is the day: at the end of a clause, before a preposition, or after «يوم», «من»."""
    before = s.tag(i - 1, "unit", "day") or s.tag(i - 1, "from") or s.tag(i - 1, "role")
    if s.tag(i, "adverb", "named"):
        return bool(before)
    if s.tag(i, "adverb", "dated"):
        return False
    following = s.word(end)
    tag = s.tag(i, "adverb")
    if tag and following in tag.item.places:  # «غدا غادي …»
        return True
    return bool(before) or not following or not following[0].isalnum() or bool(s.tag(end, "role") or s.tag(end, "from"))


def _both(s: Scanner, before: int, weekday: Tag) -> bool:
    """«المتهمين الاثنين»: after a dual with the article it is the number two."""
    word = s.word(before)
    return word.startswith(s.vocabulary.letters.article) and word.endswith(weekday.item.endings)


def _calendar_day(s: Scanner, i: int) -> Found | None:
    """«[يوم] [الجمعة] 19 [من] يونيو …», «يوم الجمعة الماضي», «السبت»."""
    noun = s.tag(i, "unit", "day")
    at = i + len(noun.words) if noun and noun.item.value == 1 else i
    uses: tuple[Use, ...] = (s.use(i, noun),) if noun and at > i else ()
    weekday = s.tag(at, "weekday")
    if weekday is None or (weekday.item.weak and at == i and not _vouched_weekday(s, i, at + len(weekday.words))):
        return _with_uses(numeric(s, at, short=at > i) or _numbered_day(s, at, called=at > i), uses)
    never = s.word(i - 1) in weekday.item.never_before or s.word(at + 1) in weekday.item.never_after
    if never or (at == i and _both(s, i - 1, weekday)):
        return None
    uses += (s.use(at, weekday),)
    end = at + len(weekday.words)
    night = _night(s, end, weekday.item.value)
    if night:
        return Found(night, Range(Weekday(weekday.item.value), Weekday((weekday.item.value + 1) % WEEK)), uses)
    end = _second_weekday(s, end)
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


def _vouched_weekday(s: Scanner, i: int, end: int) -> bool:
    """«صباح الحد», «الحد اللي فات»: a weekday that is also an ordinary word."""
    shift = s.tag(end, "shift")
    return s.tag(i - 1, "daypart") is not None or (shift is not None and len(shift.words) > 1)


def _with_uses(found: Found | None, uses: tuple[Use, ...]) -> Found | None:
    return Found(found.end, found.period, (*uses, *found.uses)) if found else None


def _night(s: Scanner, i: int, first: int) -> int | None:
    """«ليلة السبت-الأحد»: the word after the second of two days with nothing said of their place in a month."""
    end = _second_weekday(s, i)
    tag = s.tag(end - 1, "weekday") if end > i else None
    if tag is None or tag.item.value != (first + 1) % WEEK or s.tag(end, "shift") or s.tag(end, "latest"):
        return None
    return None if _day_after_weekday(s, end) else end


def _second_weekday(s: Scanner, i: int) -> int:
    """«ليلة السبت-الأحد 8 فبراير»: where both days are named the date is told of the night."""
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
        made = _figures(s.word(i), s.word(i + 2), s.word(i + 4), short=_lost_century(s, i, separator))
        name = "numeric.year-first" if len(s.word(i)) == 4 else "numeric.day-first"
        return Found(i + 5, made, ((s.shape(name).rule, i, i + 5),)) if made else None
    first, second = s.figure(i, 1, 31), s.figure(i + 2, 1, 12)
    if short and first and second and (separator != "-" or len(s.word(i + 2)) == 2):
        return Found(i + 3, Point(day=first, month=second), ((s.shape("numeric.day-month").rule, i, i + 3),))
    return None


def _lost_century(s: Scanner, i: int, separator: str) -> bool:
    """«5/6/24», «05-06-24»: a day whose year lost its century, and no part of a telephone number."""
    if separator in {s.word(i - 1), s.word(i + 5)}:
        return False
    return separator == "/" or all(len(s.word(at)) == 2 for at in (i, i + 2, i + 4))


def _figures(*texts: str, short: bool = False) -> Period | None:
    """A day in three figures; with ``short`` the year may have lost its century («05/06/24»)."""
    if not all(text.isdecimal() and len(text) in {1, 2, 4} for text in texts):
        return None
    numbers = [int(text) for text in texts]
    if len(texts[0]) == 4:
        numbers.reverse()
    elif short and len(texts[2]) == 2:
        numbers[2] += 2000 if numbers[2] < CENTURY else 1900
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
    if number is None or named_after(s, i):
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
    noun = s.tag(i, "unit", "month")
    again = s.tag(i + len(noun.words), "itself") if noun and noun.definite else None
    if noun and again:  # «15 من الشهر نفسه»: of the month spoken about
        end = i + len(noun.words) + len(again.words)
        return Found(end, Point(month_shift=0, from_topic=True), (s.use(i, noun), s.use(end - 1, again)))
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
