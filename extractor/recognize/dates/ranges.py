"""Intervals with two ends: «من 5 إلى 11 أكتوبر», «بين سنتي 2015 و2018», «الفترة 2022-2025», «يومي 5 و6 يونيو»."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.recognize.dates.days import day, day_number
from extractor.recognize.dates.months import connective, month, month_by_unit, year
from extractor.recognize.dates.named import campaign, same, season
from extractor.recognize.dates.periods import Fixed, Period, Range, Same
from extractor.recognize.dates.pieces import part, pieces
from extractor.recognize.dates.scanner import Found, Use
from extractor.recognize.dates.terms import Point, Weekday

if TYPE_CHECKING:
    from extractor.recognize.dates.scanner import Scanner

DASHES = frozenset("-/")
COMMAS = frozenset({",", "،"})
OPENER = 10  # words at most before the dash of an interval: «يوم الجمعة 19 من شهر يونيو من السنة الماضية - »
HOUR = 7  # words from «الساعة» to the «إلى» behind it
MOST = 6  # members of an enumeration: «أيام 3 و4 و5 و6 يونيو»


def interval(s: Scanner, i: int) -> Found | None:
    """Any shape of interval that starts at a word, «الفترة [الممتدة]» before it included."""
    head = period_noun(s, i)
    if head:
        at, uses = head
        found = _ends(s, at) or _slashed(s, at) or _enumeration(s, at)
        return Found(found.end, found.period, (*uses, *found.uses)) if found else None
    return _ends(s, i) or _slashed(s, i) or _enumeration(s, i)


def period_noun(s: Scanner, i: int) -> tuple[int, tuple[Use, ...]] | None:
    """«الفترة», «الفترة الممتدة», «الأسبوع الممتد», «فترة ما بين»: the word after it."""
    noun = s.tag(i, "period") or s.tag(i, "unit")
    if noun is None or noun.item.value == 2 or (noun.item.kind == "unit" and not noun.definite):
        return None
    end = i + len(noun.words)
    stretch = s.tag(end, "stretch")
    if stretch:
        return end + len(stretch.words), (s.use(i, noun), s.use(end, stretch))
    return (end, (s.use(i, noun),)) if noun.item.kind == "period" else None


def _ends(s: Scanner, i: int) -> Found | None:
    """«من X إلى Y», «بين X و Y»."""
    opener = s.tag(i, "between") or s.tag(i, "from")
    if opener is None:
        return None
    at = i + len(opener.words)
    use = s.use(i, opener)
    between = opener.item.kind == "between"
    listed = _enumeration(s, at) if between else None
    first = endpoint(s, at, opening=True)
    if first is None:
        return Found(listed.end, listed.period, (use, *listed.uses)) if listed else None
    second = (_joined(s, first.end) or _past_comma(s, first)) if between else None
    found = _closed(s, first, second, use) or _closed(s, first, _to(s, _past_hour(s, first.end)), use)
    if found is None or (listed and listed.end >= found.end):
        return Found(listed.end, listed.period, (use, *listed.uses)) if listed else None
    return found


def _past_comma(s: Scanner, first: Found) -> int | None:
    """«بين يونيو 2010، ويونيو 2011»: the word of the second end, where a comma parts the two."""
    period = first.period
    dated = isinstance(period, Point) and not _bare(period) and s.word(first.end) in COMMAS
    return _joined(s, first.end + 1) if dated else None


def _closed(s: Scanner, first: Found, at: int | None, use: Use) -> Found | None:
    """The interval from ``first`` to what starts at word ``at``."""
    if at is None:
        return None
    last = _same_piece(s, at, first.period) or endpoint(s, at) or _same_month(s, at)
    made = last and _paired(first.period, last.period)
    return Found(last.end, made, (use, *first.uses, *last.uses)) if last and made else None


def _same_piece(s: Scanner, i: int, first: Period) -> Found | None:
    """«[بين الفصل الثالث من سنة 2018] والفصل نفسه من 2019»: what the first end names, in another year."""
    found = same(s, i)
    if found is None or not isinstance(found.period, Same) or not isinstance(first, Point):
        return None
    year_ = found.period.year
    if year_ is None or not (first.pieces or first.month) or first.day:
        return None
    return Found(found.end, replace(first, year=year_.year, year_shift=year_.year_shift), found.uses)


def _same_month(s: Scanner, i: int) -> Found | None:
    """«إلى العاشر منه»."""
    number = day_number(s, i)
    tag = s.tag(number[0], "of-it") if number else None
    if number is None or tag is None:
        return None
    end, value, uses = number
    return Found(end + len(tag.words), Point(day=value), (*uses, s.use(end, tag)))


def _to(s: Scanner, i: int) -> int | None:
    """The word after «إلى», «حتى», «إلى غاية», «-»; the Darija «ل» where figures follow."""
    tag = s.tag(i, "role", "until")
    if tag:
        return i + len(tag.words)
    short = s.word(i) in DASHES or s.word(i) == s.vocabulary.letters.lam
    return i + 1 if short else None


def _past_hour(s: Scanner, i: int) -> int:
    """«[من الثلاثاء 20 ماي] على الساعة السادسة مساء إلى الأربعاء»: the word behind an hour, else the same word."""
    noun = next((at for at in (i, i + 1) if s.tag(at, "unit", "hour")), None)
    if noun is None:
        return i
    for at in range(noun + 1, min(noun + HOUR, len(s.words))):
        if s.tag(at, "role", "until"):
            return at
        if s.tag(at, "weekday") or s.tag(at, "month"):
            break
    return i


def _joined(s: Scanner, i: int) -> int | None:
    """The word at which the second of two coordinated things starts."""
    if s.tag(i, "and"):
        return i + 1
    letters = s.vocabulary.letters.conjunctions
    glued = any(tag.cluster[:1] in letters for tags in s.kinds(i).values() for tag in tags if tag.cluster)
    return i if glued else None


def endpoint(s: Scanner, i: int, *, opening: bool = False) -> Found | None:
    """One end of an interval: the longest reading; with ``opening`` also a bare day («من 5 إلى 11 أكتوبر»)."""
    if not s.begins(i):
        return None
    readings = (
        part(s, i),
        pieces(s, i, vouched=True),
        day(s, i),
        month(s, i, vouched=True),
        year(s, i),
        month_by_unit(s, i),
        campaign(s, i),
        season(s, i),
        _bare_day(s, i) if opening else None,
    )
    return max((one for one in readings if one), key=lambda one: one.end, default=None)


def _bare_day(s: Scanner, i: int) -> Found | None:
    noun = s.tag(i, "unit", "day")
    at = i + len(noun.words) if noun else i
    number = day_number(s, at)
    return Found(number[0], Point(day=number[1]), number[2]) if number else None


def _paired(first: Period, last: Period) -> Period | None:
    """The interval of two ends, if they go together: a bare day needs a dated day, years must rise."""
    if isinstance(first, Point) and isinstance(last, Point):
        if _bare(first) and _bare(last):
            return None
        if _bare(first) and last.day is None:
            return None
        if _year_only(first) and _year_only(last) and (first.year or 0) >= (last.year or 9999):
            return None
    elif isinstance(first, Point) and _bare(first):
        return _numeric_pair(first, last)
    return Range(first, last)


def _numeric_pair(first: Point, last: Period) -> Period | None:
    """«من 5 إلى 11/10/2020»: figures give the month and year of both."""
    if not isinstance(last, Fixed) or first.day is None:
        return None
    end = last.interval.end
    return Range(replace(first, month=end.month, year=end.year), last)


def _bare(point: Point) -> bool:
    return point.day is not None and point.month is None and point.month_shift is None


def _year_only(point: Point) -> bool:
    return point.year is not None and point.month is None and not point.pieces


def _slashed(s: Scanner, i: int) -> Found | None:
    """«2022-2025», «5-11 أكتوبر», «يناير-مارس 2025»; «2023/2024»."""
    if DASHES.isdisjoint(s.words[i + 1 : i + OPENER + 1]):
        return None
    first = _dash_opener(s, i)
    if first is None or s.word(first.end) not in DASHES:
        return None
    last = _dash_closer(s, first.end + 1, first.period)
    made = last and _paired(first.period, last.period)
    return Found(last.end, made, (*first.uses, *last.uses)) if last and made else None


def _dash_opener(s: Scanner, i: int) -> Found | None:
    readings = (year(s, i), month(s, i, vouched=True), day(s, i), _bare_day(s, i))
    return max((one for one in readings if one), key=lambda one: one.end, default=None)


def _dash_closer(s: Scanner, i: int, first: Period) -> Found | None:
    if isinstance(first, Point) and _year_only(first) and s.word(i - 1) == "/":
        return None if s.year(i) is None else year(s, i)
    return endpoint(s, i)


# ── enumerations ──────────────────────────────────────────────────────────────────────────────────


def _enumeration(s: Scanner, i: int) -> Found | None:
    """«سنتي 2018 و2019», «شهري يونيو ويوليوز 2020», «يومي 5 و6 يونيو», «يناير وفبراير 2019», «19 و20 غشت»."""
    noun = s.tag(i, "unit")
    plural = noun is not None and noun.item.value in {0, 2} and noun.item.unit in {"day", "month", "year"}
    at = i + len(noun.words) if noun and plural else i
    joints = (*s.vocabulary.letters.conjunctions, *COMMAS, *(DASHES if plural else ()))
    if not any(word.startswith(joints) for word in s.words[at + 1 : at + OPENER]):
        return None
    members = _members(s, at, days_only=not plural)
    if len(members) < 2:
        dashed = _slashed(s, at) if noun and plural else None
        return Found(dashed.end, dashed.period, (s.use(i, noun), *dashed.uses)) if noun and dashed else None
    first, last = members[0], members[-1]
    made = _paired(_dated(members), last.period)
    if made is None or (not plural and not _shares(first.period, last.period)):
        return None
    made = replace(made, listed=True) if isinstance(made, Range) else made
    uses = tuple(use for member in members for use in member.uses)
    if isinstance(first.period, Weekday) and (numbered := _enumeration(s, last.end)):
        return replace(numbered, uses=(*uses, *numbered.uses))  # «يومي السبت والأحد 17 و18 ماي»
    return Found(last.end, made, (s.use(i, noun), *uses) if noun and plural else uses)


def _dated(members: list[Found]) -> Period:
    """The first member, in the month of the next that names one: «أيام 28 و29 فبراير وفاتح مارس»."""
    first = members[0].period
    if not (isinstance(first, Point) and _bare(first)):
        return first
    owner = next((one.period for one in members if isinstance(one.period, Point) and not _bare(one.period)), first)
    return replace(owner, day=first.day, weekday=None) if owner is not members[-1].period else first


def _shares(first: Period, last: Period) -> bool:
    """Without a plural noun before them, only what is incomplete by itself is one interval: «5 و6 يونيو»."""
    if not (isinstance(first, Point) and isinstance(last, Point)):
        return False
    if _bare(first):
        return last.month is not None or last.month_shift is not None
    unplaced = first.year is None and first.year_shift is None and first.month is not None and first.day is None
    placed = last.year is not None or last.year_shift is not None or bool(last.month_shift)
    return unplaced and last.day is None and last.month is not None and placed


def _members(s: Scanner, i: int, *, days_only: bool) -> list[Found]:
    members: list[Found] = []
    at: int | None = i
    while at is not None and len(members) < MOST:
        one = _member(s, at, numbered=not (members and isinstance(members[0].period, Weekday)))
        if one is None or (members and type(one.period) is not type(members[0].period)):
            break
        members.append(one)
        following = _joined(s, one.end)
        if following is None and s.word(one.end) in COMMAS and (days_only is False or _bare_point(one.period)):
            following = _joined(s, one.end + 1) or one.end + 1
        at = following
    return members


def _bare_point(period: Period) -> bool:
    return isinstance(period, Point) and _bare(period)


def _member(s: Scanner, i: int, *, numbered: bool) -> Found | None:
    at = i + 1 if s.tag(i, "and") else i
    readings = (day(s, at), month(s, at, vouched=True), year(s, at), _bare_day(s, at))
    kept = [one for one in readings if one and isinstance(one.period, Point | Weekday)]
    best = max(kept, key=lambda one: one.end, default=None)
    if (
        numbered
        and best
        and isinstance(best.period, Weekday)
        and (number := _bare_day(s, best.end))
        and _joined(s, number.end)
    ):
        return Found(number.end, number.period, (*best.uses, *number.uses))  # «يومي السبت 7 والأحد 8 فبراير»
    if best and isinstance(best.period, Point) and _bare(best.period):
        owner = month(s, connective(s, best.end), vouched=True)
        if owner and isinstance(owner.period, Point):
            return Found(owner.end, replace(owner.period, day=best.period.day), (*best.uses, *owner.uses))
    return best
