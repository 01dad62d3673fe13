"""A date expression in its sentence: preposition and period together, read but not yet resolved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.recognize.dates.days import day
from extractor.recognize.dates.months import month, month_by_unit, year_figure, year_named
from extractor.recognize.dates.named import campaign, decade, now, same, season
from extractor.recognize.dates.periods import Fixed, Nothing, Period, Range
from extractor.recognize.dates.pieces import ago, part, pieces, window
from extractor.recognize.dates.ranges import interval, period_noun
from extractor.recognize.dates.scanner import Found, Scanner, Use
from extractor.recognize.dates.terms import Away, Point, Weekday
from extractor.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.recognize.dates.vocabulary import Tag

EVENT = 9  # words between «منذ» and the date of the event that it counts from
ROLES = frozenset({"at", "until", "since", "by", "before"})
AFTER_FIGURE = frozenset("-/.,،")  # signs that a date may hold behind its first figure
# Kinds of a first word with which one or the other reading may begin.
ENDS = frozenset(
    {
        *("unit", "period", "from", "between", "month", "hijri", "weekday", "ordinal", "part", "daypart", "adverb"),
    }
)
MONTHS = frozenset({"month", "hijri", "unit"})
UNITS = frozenset({"unit", "cardinal"})
PARTS = frozenset({"part", "last"})
NAMED = frozenset(
    {"unit", "period", "shift", "same", "that", "campaign", "season", "decade", "year-before", "last-year"}
)


@record(frozen=True, slots=True, eq=False)
class Draft:
    """A date expression, words ``first`` to ``last`` (half-open), before the anchor is known.

    ``role`` is one of model.DateRole or ``before``; ``compared``: it stands behind «مقارنة مع», «مقابل»;
    ``joined``: its first word begins with a conjunction, which is no part of it.
    """

    first: int
    last: int
    period: Period
    role: str
    uses: tuple[Use, ...]
    compared: bool = False
    joined: bool = False


def drafts(s: Scanner) -> Iterator[Draft]:
    """The date expressions of a sentence in reading order; none overlaps another."""
    at = 0
    compared: Use | None = None
    last: Draft | None = None
    for start in s.stops():
        if start < at:
            continue
        at = start
        comparison = s.tag(at, "role", "compared")
        if comparison:
            compared = s.use(at, comparison)
            at += len(comparison.words)
            one = _mention(s, at, vouched=True)
        else:
            one = _mention(s, at) or _coordinated(s, at, last)
        if one is None:
            continue
        more = [s.use(i, tag) for i in range(one.first, one.last) if (tag := s.tag(i, "and"))]
        uses = (*one.uses, *more, *([compared] if compared else []))
        found = replace(one, uses=uses, compared=compared is not None, joined=_conjoined(s, one.first))
        at, compared = one.last, None
        if last and (both := _successive(last, found)):
            last = both
            continue
        if last:
            yield last
        last = found
    if last:
        yield last


def _successive(one: Draft, other: Draft) -> Draft | None:
    """«اليوم الأربعاء وغدا الخميس», «أمس واليوم»: two days on end are one stretch."""
    first, last = one.period, other.period
    if not (isinstance(first, Away) and isinstance(last, Away)) or one.last != other.first or not other.joined:
        return None
    if not first.unit == last.unit == "day" or last.count - first.count != 1 or {one.role, other.role} != {"at"}:
        return None
    return replace(one, last=other.last, period=Range(first, last, listed=True), uses=(*one.uses, *other.uses))


def _conjoined(s: Scanner, i: int) -> bool:
    """Whether the form that starts at a word has «و» or «ف» glued on; «ف» before the article is Darija's «في»."""
    letters = s.vocabulary.letters
    clusters = {tag.cluster for tags in s.kinds(i).values() for tag in tags}
    return bool(clusters) and all(cluster[:1] in letters.conjunctions and cluster for cluster in clusters)


def _mention(s: Scanner, i: int, *, vouched: bool = False) -> Draft | None:
    """The longest expression that starts at a word, its prepositions included."""
    yearly = _yearly(s, i)
    found = core(s, i, vouched=vouched or _parenthesis(s, i) or yearly is not None)
    if found and yearly:
        found = Found(found.end, found.period, (*found.uses, s.use(i - 1, yearly)))
    adverbial = s.tag(i, "adverb") is not None  # «بعد غد»: its preposition is its own
    roles = () if adverbial else (tag for tag in s.tags(i, "role") if tag.item.unit in ROLES)
    readings = [_with_role(s, i, tag) for tag in roles]
    if found and not (isinstance(found.period, Weekday) and s.tag(i - 1, "between")):  # «التجارة بين الاثنين»: the two
        readings.append(Draft(i, found.end, found.period, "at", found.uses))
    readings.append(_from_opening(s, i))
    adverb = s.tag(i, "nowadverb")
    if adverb:
        readings.append(Draft(i, i + len(adverb.words), Nothing(), "at", (s.use(i, adverb),)))
    longest = max((one for one in readings if one), key=lambda one: one.last, default=None)
    return longest and _equated(s, longest)


def _from_opening(s: Scanner, i: int) -> Draft | None:
    """«من بداية العام»: since its first day; with an end («من بداية العام إلى …») a longer reading has it."""
    start = s.tag(i, "from")
    at = i + len(start.words) if start else i
    found = part(s, at) if start and s.tag(at, "part", "opening") else None
    return Draft(i, found.end, found.period, "since", (s.use(i, start), *found.uses)) if found and start else None


def _yearly(s: Scanner, i: int) -> Tag | None:
    """What is called by the year at a word: «ميزانية 2019»; «إحصاء 2014» only where nothing is counted behind it."""
    tag = s.tag(i - 1, "yearly") if s.year(i) else None
    return tag if tag and (not tag.item.places or s.word(i + 1) in tag.item.places) else None


def _equated(s: Scanner, one: Draft) -> Draft:
    """«فاتح محرم 1446 الموافق ل8 يوليوز 2024»: one day in two calendars, placed by the solar one."""
    opened = s.word(one.last) == "("
    at = one.last + 1 if opened else one.last
    tag = s.tag(at, "equal")
    aside = opened and isinstance(one.period, Point) and one.period.hijri  # «15 شعبان 1446 (14 فبراير 2025)»
    if not (tag or aside) or not isinstance(one.period, Point):
        return one
    at += len(tag.words) if tag else 0
    to = s.tag(at, "role", "at")
    other = day(s, at + len(to.words)) if to else day(s, at)
    if other is None or not isinstance(other.period, Point | Fixed):
        return one
    solar = other.period if one.period.hijri else one.period
    end = other.end + (opened and s.word(other.end) == ")")
    use = (s.use(one.last + opened, tag),) if tag else ()
    return replace(one, last=end, period=solar, uses=(*one.uses, *use, *other.uses))


def core(s: Scanner, i: int, *, vouched: bool = False) -> Found | None:
    """The longest period that starts at a word; ``vouched``: a preposition stands before it."""
    return s.recall(_core, i, vouched)


def _core(s: Scanner, i: int, vouched: int) -> Found | None:
    kinds = s.kinds(i)
    figure = s.word(i)[:1].isdecimal()
    if figure and not (s.any(i + 1) or s.word(i + 1) in AFTER_FIGURE or "." in s.word(i)):
        return year_figure(s, i) if vouched else None
    readings: list[Found | None] = []
    if figure or not kinds or not ENDS.isdisjoint(kinds):
        readings += [interval(s, i), day(s, i)]
    if not MONTHS.isdisjoint(kinds):
        readings.append(month(s, i, vouched=bool(vouched)))
    counted = not kinds and "unit" in s.kinds(i + (1 if figure else 2))  # «9 أشهر», «الـ 9 أشهر»
    if counted or not UNITS.isdisjoint(kinds):
        readings += [pieces(s, i, vouched=bool(vouched)), window(s, i)]
    if not PARTS.isdisjoint(kinds):
        readings += [part(s, i), pieces(s, i, vouched=bool(vouched)), window(s, i)]
    if not NAMED.isdisjoint(kinds):
        readings += [same(s, i), month_by_unit(s, i), year_named(s, i), campaign(s, i), decade(s, i)]
        readings.append(season(s, i, vouched=bool(vouched)))
    if figure and vouched:
        readings.append(year_figure(s, i))
    return max((one for one in readings if one), key=lambda one: one.end, default=None)


def _parenthesis(s: Scanner, i: int) -> bool:
    return s.word(i - 1) == "(" and s.word(i + 1) == ")"


def _with_role(s: Scanner, i: int, tag: Tag) -> Draft | None:
    """«خلال سنة 2026», «إلى حدود متم دجنبر 2025», «منذ 3 أيام», «حتى الآن», «منذ إطلاقه وحتى مارس 2025»."""
    at, role, use = i + len(tag.words), tag.item.unit, s.use(i, tag)
    if role == "until":
        still = now(s, at)
        if still:
            return Draft(i, still.end, Nothing(), role, (use, *still.uses))
    readings = [core(s, at, vouched=True), _second_role(s, at) if role != "at" else None]
    if role in {"since", "before"}:
        readings.append(ago(s, at))
    found = max((one for one in readings if one), key=lambda one: one.end, default=None)
    if found and role == "until" and tag.item.weak and found.end == at + 1 and s.year(at):
        return None  # «وصل إلى 2006»: a figure; «من 2001 إلى 2006» is read from its first end
    if found:
        return _followed(s, Draft(i, found.end, found.period, role, (use, *found.uses)))
    if role == "at":
        return _event_period(s, i, at)
    return _event(s, i, at, use) if role == "since" else None


def _event_period(s: Scanner, i: int, at: int) -> Draft | None:
    """«خلال الفترة الممتدة من تاريخ إطلاق البرنامج … إلى غاية متم غشت»: the total up to the end."""
    noun = period_noun(s, at)
    since = s.tag(noun[0], "role", "since") if noun else None
    if noun is None or since is None:
        return None
    found = _with_role(s, noun[0], since)
    return replace(found, first=i) if found and found.role == "until" else None


def _second_role(s: Scanner, i: int) -> Found | None:
    """«حتى في 2024», «حتى ل20 مارس», «منذ يوم»: a second preposition of place in time."""
    tag = s.tag(i, "role", "at")
    found = core(s, i + len(tag.words), vouched=True) if tag else None
    return Found(found.end, found.period, (s.use(i, tag), *found.uses)) if tag and found else None


def _followed(s: Scanner, one: Draft) -> Draft:
    """«منذ X» and then «إلى غاية Y»: the total up to Y."""
    if one.role != "since":
        return one
    end = _until(s, one.last)
    if end is None:
        return one
    last = end.period
    if isinstance(last, Weekday) and last.shift is None and isinstance(one.period, Away) and one.period.count >= 0:
        last = replace(last, shift=0)  # «ابتداء من غد الاثنين إلى غاية الخميس»
    if _stretch(s, one.first, one.period, last):
        return Draft(one.first, end.last, Range(one.period, last), "at", (*one.uses, *end.uses))
    return Draft(one.first, end.last, last, "until", (*one.uses, *end.uses))


def _stretch(s: Scanner, i: int, first: Period, last: Period) -> bool:
    """«ابتداء من غد إلى غاية الأحد», «منذ سنة 2016 إلى 2020»: days or years from one to the other, no total."""
    if isinstance(first, Point) and isinstance(last, Point) and first.year and last.year:
        return (first, last) == (Point(year=first.year), Point(year=last.year)) and first.year < last.year
    began = s.tag(i, "role", "since")
    return began is not None and began.item.weak and _is_day(first) and _is_day(last)


def _is_day(period: Period) -> bool:
    if isinstance(period, Away):
        return period.unit == "day"
    return isinstance(period, Weekday) or (isinstance(period, Point) and period.day is not None)


def _until(s: Scanner, i: int) -> Draft | None:
    at = i + 1 if s.tag(i, "and") or s.word(i) in {",", "،"} else i
    tag = s.tag(at, "role", "until")
    found = core(s, at + len(tag.words), vouched=True) if tag else None
    return Draft(at, found.end, found.period, "until", (s.use(at, tag), *found.uses)) if tag and found else None


def _event(s: Scanner, i: int, at: int, use: Use) -> Draft | None:
    """«منذ إطلاق المنصة الرقمية في دجنبر 2023», «منذ إطلاقه وحتى مارس 2025»."""
    for j in range(at + 1, min(at + EVENT, len(s.words))):
        word = s.word(j)
        if word[0].isdecimal() or not (word[0].isalnum() or word == "-"):
            return None
        end = _until(s, j)
        if end:
            uses = (use, (s.shape("event.since").rule, i, end.last), *end.uses)
            return Draft(i, end.last, end.period, "until", uses)
        tag = s.tag(j, "role", "at")
        found = core(s, j + len(tag.words), vouched=True) if tag and not tag.cluster else year_named(s, j)
        if found and isinstance(found.period, Point | Fixed | Away):
            uses = (use, (s.shape("event.since").rule, i, found.end), *found.uses)
            return _followed(s, Draft(i, found.end, found.period, "since", uses))
    return None


def _coordinated(s: Scanner, i: int, last: Draft | None) -> Draft | None:
    """«سنة 2018 و2019»: a bare year directly after a year."""
    if last is None or last.last != i or not s.tag(i, "and"):
        return None
    found = year_figure(s, i + 1)
    return Draft(i + 1, found.end, found.period, last.role, found.uses) if found else None
