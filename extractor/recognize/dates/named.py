"""Stretches with a name: «الموسم الفلاحي», «صيف 2024», «التسعينات», «الفترة نفسها من العام الماضي», «حتى الآن»."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from extractor.recognize.dates.intervals import Interval
from extractor.recognize.dates.months import connective, demonstrative, month_by_unit, year_figure, year_named
from extractor.recognize.dates.periods import Campaign, Fixed, Nothing, Same, Season
from extractor.recognize.dates.scanner import Found, Use
from extractor.recognize.dates.terms import Away, Point
from extractor.recognize.dates.vocabulary import LAST_YEAR

if TYPE_CHECKING:
    from extractor.recognize.dates.scanner import Scanner


def campaign(s: Scanner, i: int) -> Found | None:
    """«الموسم الفلاحي 2024-2025», «السنة الدراسية 2023/24», «الموسم الفلاحي الحالي», «هذا الموسم»."""
    this = demonstrative(s, i)
    at = i + 1 if this else i
    tag = s.tag(at, "campaign")
    if tag is None or s.word(i - 1) in tag.item.never_before:
        return None
    end = at + len(tag.words)
    uses: tuple[Use, ...] = (s.use(at, tag), *([s.use(i, this)] if this else []))
    first = s.year(end)
    if first:
        return _campaign_years(s, end, first, uses)
    shift = s.tag(end, "shift")
    if shift and (later := s.year(end + len(shift.words))):
        return _campaign_years(s, end + len(shift.words), later, (*uses, s.use(end, shift)))
    if tag.item.value or not tag.definite:
        return None
    loose = tag.item.weak  # «هذا الموسم»: of what, nobody says
    if shift and (shift.definite or len(shift.words) > 1):
        made = Campaign(shift=shift.item.value, from_topic=loose and shift.item.value == -1, loose=loose)
        return Found(end + len(shift.words), made, (*uses, s.use(end, shift)))
    now = Found(end, Nothing() if loose else Campaign(shift=0), uses) if this else None
    return now or _campaign_before(s, end, uses, loose=loose)


def _campaign_before(s: Scanner, end: int, uses: tuple[Use, ...], *, loose: bool) -> Found | None:
    """«الموسم الجامعي السابق»: the one before that which was spoken about, else before the present one."""
    before = s.tag(end, "previous")
    if before is None:
        return None
    return Found(end + len(before.words), Campaign(shift=-1, from_topic=True, loose=loose), (*uses, s.use(end, before)))


def _campaign_years(s: Scanner, i: int, first: int, uses: tuple[Use, ...]) -> Found:
    second = s.year(i + 2) or (s.figure(i + 2, 0, 99) if len(s.word(i + 2)) == 2 else None)
    paired = s.word(i + 1) in {"-", "/"} and second is not None and second % 100 == (first + 1) % 100
    backwards = s.word(i + 1) in {"-", "/"} and second is not None and second == first - 1
    use = (s.shape("year.number").rule, i, i + 3 if paired or backwards else i + 1)
    return Found(use[2], Campaign(year=first - 1 if backwards else first), (*uses, use))


CALENDAR = frozenset({"month", "year"})  # units that «ذلك» points back to


def season(s: Scanner, i: int, *, vouched: bool = False) -> Found | None:
    """«صيف 2024», «فصل الشتاء», «الصيف الماضي», «هذا الربيع»."""
    this = demonstrative(s, i)
    at = i + 1 if this else i
    tag = s.tag(at, "season")
    if tag is None:
        return None
    end = at + len(tag.words)
    uses: tuple[Use, ...] = (s.use(at, tag), *([s.use(i, this)] if this else []))
    made = Season(tag.item.value)
    shift = s.tag(end, "shift")
    definite = tag.definite or tag.words[-1].startswith(s.vocabulary.letters.article)
    if shift and definite and shift.definite:
        moved = replace(made, shift=shift.item.value)
        return Found(end + len(shift.words), moved, (*uses, s.use(end, shift)))
    owner = year_named(s, connective(s, end)) or year_figure(s, connective(s, end))
    if owner and isinstance(owner.period, Point):
        placed = replace(made, year=owner.period.year, year_shift=owner.period.year_shift)
        return Found(_second_year(s, owner.end, owner.period.year), placed, (*uses, *owner.uses))
    if this:
        return Found(end, made, uses)
    return Found(end, Nothing(), uses) if vouched and definite else None  # «خلال الصيف»: which one, nobody says


def _second_year(s: Scanner, i: int, first: int | None) -> int:
    """«شتاء 2023-2024»: the word after the second year of a season that runs into it."""
    paired = first is not None and s.word(i) in {"-", "/"} and s.figure(i + 1, 0, LAST_YEAR, 4) in _next_years(first)
    return i + 2 if paired else i


def _next_years(first: int) -> set[int]:
    return {first + 1, (first + 1) % 100}


def decade(s: Scanner, i: int) -> Found | None:
    """«التسعينات», «ثمانينيات القرن الماضي»."""
    tag = s.tag(i, "decade")
    if tag is None:
        return None
    end = i + len(tag.words)
    century = s.tag(end + (s.tag(end, "from") is not None), "unit", "century")
    if s.tag(end, "from"):
        if century is None:  # «في الستينات من العمر»
            return None
        end += 1
    if not tag.definite and century is None:
        return None
    if century:
        end += len(century.words)
        shift = s.tag(end, "shift")
        end += len(shift.words) if shift else 0
    start = tag.item.value
    return Found(end, Fixed(Interval(date(start, 1, 1), date(start + 9, 12, 31), "interval")), (s.use(i, tag),))


def same(s: Scanner, i: int) -> Found | None:
    """«الفترة نفسها من العام الماضي», «نفس الفترة من سنة 2018», «تلك الفترة», «هذه المدة», «سنة قبل ذلك»."""
    earlier = s.tag(i, "year-before")
    if earlier:
        return Found(i + len(earlier.words), Same(years=-1), (s.use(i, earlier),))
    before = s.tag(i, "same") or s.tag(i, "that") or demonstrative(s, i)
    at = i + len(before.words) if before else i
    noun = s.tag(at, "period") or s.tag(at, "unit")
    if noun is None or not noun.definite or noun.item.value == 2:
        return None
    end = at + len(noun.words)
    itself = s.tag(end, "itself")
    if (before is None) == (itself is None):
        return None
    past = before is not None and before.item.kind == "that" and noun.item.unit in CALENDAR  # «خلال ذلك الشهر»
    if before and before.item.kind != "same" and noun.item.kind != "period" and not past:
        return None
    uses: tuple[Use, ...] = (s.use(at, noun),)
    if before:
        uses += (s.use(i, before),)
    elif itself:
        uses += (s.use(end, itself),)
        end += len(itself.words)
    found = _same_in_year(s, end, uses)
    unit = noun.item.unit or None
    return Found(found.end, replace(found.period, unit=unit), found.uses) if isinstance(found.period, Same) else found


def _same_in_year(s: Scanner, i: int, uses: tuple[Use, ...]) -> Found:
    at = connective(s, i)
    owner = year_named(s, at) or (year_figure(s, at) if at > i else None)
    if owner and isinstance(owner.period, Point):
        return Found(owner.end, Same(owner.period), (*uses, *owner.uses))
    before = year_named(s, at)
    if before and isinstance(before.period, Away):  # «من السنة التي قبلها»
        return Found(before.end, Same(years=before.period.count), (*uses, *before.uses))
    season_ = campaign(s, at)
    if season_ and isinstance(season_.period, Campaign) and season_.period.shift is not None:
        return Found(season_.end, Same(years=season_.period.shift), (*uses, *season_.uses))
    moved = month_by_unit(s, at)
    if moved and isinstance(moved.period, Point) and moved.period.month_shift:
        return Found(moved.end, Same(months=moved.period.month_shift), (*uses, *moved.uses))
    return _same_before(s, i, uses) or Found(i, Same(), uses)


def _same_before(s: Scanner, i: int, uses: tuple[Use, ...]) -> Found | None:
    """«في الفترة ذاتها قبل عام»: one year before it."""
    before = s.tag(i, "role", "before")
    noun = s.tag(i + len(before.words), "unit", "year") if before else None
    if before is None or noun is None or noun.definite or noun.item.value not in {1, 2}:
        return None
    end = i + len(before.words) + len(noun.words)
    if s.year(end):
        return None
    return Found(end, Same(years=-noun.item.value), (*uses, s.use(i, before), s.use(end - len(noun.words), noun)))


def now(s: Scanner, i: int) -> Found | None:
    """After «حتى», «إلى»: «الآن», «يومنا هذا»; by itself: «حاليا»."""
    tag = s.tag(i, "now")
    clock = tag and tag.item.unit == "clock"
    if tag and clock and (s.tag(i + len(tag.words), "ordinal") or s.word(i + len(tag.words))[:1].isdecimal()):
        return None  # «إلى حدود الساعة السادسة»
    return Found(i + len(tag.words), Nothing(), (s.use(i, tag),)) if tag else None
