"""Pieces and stretches: «الربع الأول من 2025», «متم دجنبر», «آخر 5 سنوات», «قبل أسبوع»."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.recognize.dates import intervals
from extractor.recognize.dates.months import (
    connective,
    month,
    month_by_unit,
    unit_bare,
    year,
    year_bare,
    year_figure,
    year_named,
)
from extractor.recognize.dates.named import campaign, decade, season
from extractor.recognize.dates.periods import Campaign, Fixed, Nothing, Period, Season, Window
from extractor.recognize.dates.scanner import Found, Use
from extractor.recognize.dates.terms import Away, Piece, Point

if TYPE_CHECKING:
    from extractor.recognize.dates.scanner import Scanner
    from extractor.recognize.dates.vocabulary import Tag


TEN = 10  # days of «العشر الأواخر»
FEW = 10  # «تسعة الأشهر»: numbers up to it take their noun in the plural
HOURS = 24
ALONE = frozenset({"year", "decade", "month", "week"})  # «السنة الأخيرة»: one unit up to the anchor
SHARES = {"half": 2, "third": 3, "quarter": 4}
HALVED = {"year": 6, "decade": 60, "century": 600}  # months of «ونصف» behind the unit

# ── parts ─────────────────────────────────────────────────────────────────────────────────────────


def part(s: Scanner, i: int) -> Found | None:
    """«متم دجنبر 2025», «منتصف شهر يونيو من العام الماضي», «نهاية السنة», «آخر الشهر», «فاتح يوليوز»."""
    tag = s.tag(i, "part") or s.tag(i, "last")
    if tag is None:
        return None
    name = tag.item.unit or "end"
    at = i + len(tag.words)
    at += 1 if s.tag(at, "from") else 0
    if name == "day-one":
        return _day_one(s, i, at, tag)
    owner = _part_owner(s, at)
    if owner is None or (tag.item.kind == "last" and not _closed(s, at)):
        return None
    made = cut(owner.period, part_=name)
    return Found(owner.end, made, (s.use(i, tag), *owner.uses)) if made else None


def _day_one(s: Scanner, i: int, at: int, tag: Tag) -> Found | None:
    owner = month(s, at, vouched=True) or month_by_unit(s, at) or unit_bare(s, at) or year_named(s, at)
    if owner is None or not isinstance(owner.period, Point):
        return None
    made = replace(owner.period, day=1) if owner.period.month or owner.period.month_shift is not None else None
    return Found(owner.end, made or replace(owner.period, part="day-one"), (s.use(i, tag), *owner.uses))


def _closed(s: Scanner, i: int) -> bool:
    """After «آخر», only what is one period by itself: «آخر السنة», «آخر شهر دجنبر»; never «آخر سنة دراسية»."""
    tag = s.tag(i, "unit")
    return tag is None or tag.definite or s.tag(i + 1, "month") is not None


def _part_owner(s: Scanner, i: int) -> Found | None:
    return (
        pieces(s, i, vouched=True)
        or month(s, i, vouched=True)
        or year(s, i)
        or month_by_unit(s, i)
        or campaign(s, i)
        or season(s, i)
        or decade(s, i)
        or year_bare(s, i)
        or unit_bare(s, i)
    )


def cut(period: Period, *, part_: str | None = None, pieces_: tuple[Piece, ...] = ()) -> Period | None:
    """``period`` with a part or pieces taken from it; ``None`` for what cannot be cut."""
    if isinstance(period, Point | Away | Campaign):
        if isinstance(period, Point) and period.day is not None:
            return None
        return replace(period, pieces=(*pieces_, *period.pieces), part=part_ or period.part)
    if isinstance(period, Season) and part_:
        return replace(period, part=part_)
    if isinstance(period, Fixed) and part_:  # «أواخر التسعينيات»
        return Fixed(intervals.part(period.interval, part_))
    return None


# ── pieces ────────────────────────────────────────────────────────────────────────────────────────


def pieces(s: Scanner, i: int, *, vouched: bool = False, inner: bool = False) -> Found | None:
    """«الفصل الأول لسنة 2019», «الأشهر التسعة الأولى من 2025», «الأسبوع الأول من يناير», «النصف الثاني»."""
    head = _ordinal_piece(s, i) or _first_pieces(s, i) or _last_ten(s, i)
    if head is None:
        return None
    end, piece, uses = head
    owner = owner_of(s, end, inner=inner)
    if owner:
        made = cut(owner.period, pieces_=(piece,)) if piece.count else Nothing()
        return Found(owner.end, made, (*uses, *owner.uses)) if made else None
    return _alone(s, end, piece, uses) if vouched and piece.count else None


def _alone(s: Scanner, end: int, piece: Piece, uses: tuple[Use, ...]) -> Found | None:
    """«خلال الفصل الثاني» without its year; not «الفصل الأول من الدستور»."""
    owned = s.tag(end, "from") is not None and not s.any(end + 1)
    if owned or piece.unit not in {"quarter", "half", "month"} or (piece.index < 0 and piece.count > 1):
        return None
    if piece.unit == "month" and piece.count == 1:
        return None
    return Found(end, Point(pieces=(piece,)), uses)


def owner_of(s: Scanner, i: int, *, inner: bool = False) -> Found | None:
    """What a piece is a piece of: «من سنة 2025», «برسم 2024», «للسنة الجارية», «من رمضان», «2025»."""
    at = connective(s, i)
    found = (
        (None if inner else _ordinal_owner(s, at))
        or month(s, at, vouched=at > i)
        or year_named(s, at)
        or year_figure(s, at)
        or campaign(s, at)
        or month_by_unit(s, at)
    )
    if found is None:
        noun = s.tag(at, "unit")
        linked = at > i or (noun is not None and len(noun.cluster) > len(s.vocabulary.letters.article))
        found = (year_bare(s, at) or unit_bare(s, at)) if linked else None
    return found


def _ordinal_owner(s: Scanner, i: int) -> Found | None:
    noun = s.tag(i, "unit")
    joined = noun is not None and noun.cluster[:1] in s.vocabulary.letters.conjunctions and noun.cluster
    return pieces(s, i, inner=True) if noun and not joined and s.tag(i + 1, "ordinal") else None


def _ordinal_piece(s: Scanner, i: int) -> tuple[int, Piece, tuple[Use, ...]] | None:
    """«الربع الثالث», «النصف الأول», «الأسبوع الأخير», «السداسية الأولى», «الفصل الرابع والأخير»."""
    noun = s.tag(i, "unit")
    if noun is None or noun.item.value != 1 or noun.item.unit not in {"quarter", "half", "third", "week", "month"}:
        return None
    if not noun.definite and noun.item.unit not in {"quarter", "half"}:  # «في نص الأول من 2020»
        return None
    end = i + len(noun.words)
    which = s.tag(end, "ordinal") or s.tag(end, "first") or s.tag(end, "latest")
    if which is None or not which.definite:
        return None
    index = -1 if which.item.kind == "latest" else which.item.value
    after = end + len(which.words)
    also = s.tag(after, "latest")
    after += 1 if also and also.cluster else 0
    return after, Piece(noun.item.unit, index), (s.use(i, noun), s.use(end, which))


def _first_pieces(s: Scanner, i: int) -> tuple[int, Piece, tuple[Use, ...]] | None:
    """«الأشهر التسعة الأولى», «9 أشهر الأولى», «الشهرين الأولين», «أول تسعة أشهر», «الأيام العشرة الأولى»."""
    opening = s.tag(i, "part", "opening")
    if opening and opening.words == (opening.words[0],) and not opening.definite:
        counted = _counted_unit(s, i + len(opening.words))
        if counted:
            end, unit, count, uses = counted
            return end, Piece(unit, 1, count), (s.use(i, opening), *uses)
    counted = _counted_unit(s, i)
    if counted is None:
        return None
    end, unit, count, uses = counted
    which = s.tag(end, "first") or s.tag(end, "latest")
    if which is None:
        return None
    index = -1 if which.item.kind == "latest" else 1
    return end + len(which.words), Piece(unit, index, count), (*uses, s.use(end, which))


def _last_ten(s: Scanner, i: int) -> tuple[int, Piece, tuple[Use, ...]] | None:
    """«العشر الأواخر من رمضان»: days that are not named."""
    ten = s.tag(i, "cardinal")
    which = s.tag(i + len(ten.words), "latest") or s.tag(i + len(ten.words), "first") if ten and ten.definite else None
    if ten is None or which is None or ten.item.value != TEN:
        return None
    after = i + len(ten.words) + len(which.words)
    if s.tag(after + (s.tag(after, "from") is not None), "hijri") is None:
        return None
    index = -1 if which.item.kind == "latest" else 1
    return after, Piece("day", index, TEN), (s.use(i, ten), s.use(i + len(ten.words), which))


def _counted_unit(s: Scanner, i: int) -> tuple[int, str, int, tuple[Use, ...]] | None:
    """«الأشهر التسعة», «تسعة أشهر», «الـ12 شهرا», «الشهرين», «الأشهر» (count 0): end, unit, count, uses."""
    number = s.count(i)
    counted = s.tag(number[0], "unit") if number else None
    if number and (counted or s.tag(i, "unit") is None):
        at, count, uses = number
        noun = counted
        if noun is None or _apart(s, i, noun, count):
            return None
        return at + len(noun.words), noun.item.unit, count, (*uses, s.use(at, noun))
    noun = s.tag(i, "unit")
    if noun is None or noun.item.value == 1:
        return None
    end = i + len(noun.words)
    if noun.item.value == 2:
        return end, noun.item.unit, 2, (s.use(i, noun),)
    number = s.count(end)
    if number and noun.definite:
        return number[0], noun.item.unit, number[1], (s.use(i, noun), *number[2])
    return end, noun.item.unit, 0, (s.use(i, noun),)


def _apart(s: Scanner, i: int, noun: Tag, count: int) -> bool:
    """«بلغ 300 العام الماضي»: a number without the article counts no noun with it («تسعة الأشهر» is one of few)."""
    definite = s.word(i).startswith(s.vocabulary.letters.article)
    whole_days = noun.item.unit == "hour" and count % HOURS == 0  # «خلال 24 الساعة الماضية»
    return noun.definite and not definite and not whole_days and (noun.item.value != 0 or count > FEW)


# ── windows and distances ─────────────────────────────────────────────────────────────────────────


def window(s: Scanner, i: int) -> Found | None:
    """«آخر 5 سنوات», «السنوات الخمس الأخيرة», «الأسبوعين الماضيين», «الـ12 شهرا الأخيرة», «السنوات الأخيرة»."""
    last = s.tag(i, "last")
    counted = _counted_unit(s, i + len(last.words)) if last else _counted_unit(s, i) or _one_unit(s, i)
    led = last is not None and s.word(i + len(last.words))[:1] == s.vocabulary.letters.prepositions[0]
    if counted is None or led:  # «حكم آخر بثمانية أشهر»
        return None
    end, unit, count, uses = counted
    if last:
        again = s.tag(end, "shift") or s.tag(end, "latest")
        after = end + len(again.words) if again and again.definite else end
        return Found(after, Window(unit, count), (s.use(i, last), *uses)) if count else None
    few = s.tag(end, "few")
    after = end + len(few.words) if few else end
    uses += (s.use(end, few),) if few else ()
    which = s.tag(after, "latest") or s.tag(after, "shift")
    if which is None or not (which.definite or len(which.words) > 1):
        return None
    after_which = after + len(which.words)
    number = None if count else s.count(after_which)
    if number:
        after_which, count = number[0], number[1]
    if which.item.kind == "shift" and (which.item.value == 0 or (unit in {"week", "month", "year"} and _single(s, i))):
        return None
    if unit == "hour" and not count:
        return None
    period: Period = Window(unit, 0 if few else count, ahead=which.item.value == 1 and which.item.kind == "shift")
    return Found(after_which, period, (*uses, s.use(after, which)))


def _single(s: Scanner, i: int) -> bool:
    tag = s.tag(i, "unit")
    return tag is not None and tag.item.value == 1


def _one_unit(s: Scanner, i: int) -> tuple[int, str, int, tuple[Use, ...]] | None:
    """«العقد الأخير», «السنة الأخيرة»: one unit, up to the anchor."""
    noun = s.tag(i, "unit")
    if noun is None or noun.item.value != 1 or not noun.definite or noun.item.unit not in ALONE:
        return None
    if s.word(i - 1) in noun.item.never_before:  # «الإحصاء العام الأخير»
        return None
    return i + len(noun.words), noun.item.unit, 1, (s.use(i, noun),)


def ago(s: Scanner, i: int) -> Found | None:
    """After «منذ» or «قبل»: «3 أيام», «أسبوع», «سنتين», «سنوات» (nobody says how many)."""
    counted = _counted_unit(s, i)
    share = _share(s, i)
    if share:
        return share
    if counted is None:
        noun = s.tag(i, "unit")
        if noun is None or noun.item.value != 1 or noun.definite or noun.item.unit in SHARES:
            return None
        counted = (i + len(noun.words), noun.item.unit, 1, (s.use(i, noun),))
    end, unit, count, uses = counted
    if not count:
        noun = s.tag(i, "unit")
        return Found(end, Nothing(), uses) if noun and not noun.definite else None
    return _distance(s, end, Away(unit, -count), uses)


def _distance(s: Scanner, end: int, away: Away, uses: tuple[Use, ...]) -> Found | None:
    """What follows «سنتين»: «ونصف», «أو أكثر» (how long, not when), or a date of its own."""
    if s.tag(end, "month") or s.tag(end, "weekday") or s.year(end):
        return None
    open_ended = s.tag(end, "duration")
    if open_ended:
        return Found(end + len(open_ended.words), Nothing(), (*uses, s.use(end, open_ended)))
    half = s.tag(end, "unit", "half")
    if half and half.cluster in s.vocabulary.letters.conjunctions and away.unit in HALVED:
        return Found(end + 1, Away("month", HALVED[away.unit] * (2 * away.count - 1)), (*uses, s.use(end, half)))
    return Found(end, away, uses)


def _share(s: Scanner, i: int) -> Found | None:
    """«قبل نصف قرن», «منذ ربع قرن»."""
    share = s.tag(i, "unit")
    if share is None or share.item.unit not in SHARES or share.definite or share.item.value != 1:
        return None
    noun = s.tag(i + len(share.words), "unit")
    if noun is None or noun.item.value != 1 or noun.definite or noun.item.unit not in intervals.MONTHS_IN:
        return None
    months = intervals.MONTHS_IN[noun.item.unit] // SHARES[share.item.unit]
    end = i + len(share.words) + len(noun.words)
    uses = (s.use(i, share), s.use(i + len(share.words), noun))
    return Found(end, Away("month", -months), uses) if months else None
