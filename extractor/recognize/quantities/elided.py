"""What one of two numbers leaves out: its unit, its scale word, what it counts."""

from __future__ import annotations

from decimal import Decimal

from extractor.recognize.numbers.figures import whole
from extractor.recognize.quantities.draft import AMONG, Draft, Unit, View

HUNDRED, THOUSAND, MILLION = Decimal(100), Decimal(1000), Decimal(1000000)
LASTING = frozenset({"time", "year"})  # dimensions of a duration
UNLIKE = Decimal(20)  # ends of a change further apart than this do not share a scale word
LIST_REACH = 14  # words over which a bare decimal takes the percent sign of the figure before it
CENTS = Decimal("0.01")


def ratio(one: Unit, other: Unit) -> Decimal | None:
    """How many of ``other`` one of ``one`` is, where each whole number of the larger is one of the smaller."""
    if one.dimension != other.dimension or not one.size or not other.size:
        return None
    size = one.size / other.size
    steps = (size if size > 1 else 1 / size).quantize(CENTS)
    if not whole(steps):
        return None
    return steps if size > 1 else 1 / steps


def money(draft: Draft) -> bool:
    """Whether it is a sum of money."""
    return bool(draft.unit and draft.unit.code.isupper())


def lends(one: Draft, other: Draft) -> bool:
    """Whether «2» of «بين 2 و3 ملايين» is two millions."""
    number, coefficient = one.number, other.number.coefficient
    if not one.bare or number.scale > 1 or other.number.scale < THOUSAND or coefficient is None:
        return False
    if number.point is None or number.point >= THOUSAND or number.kind != "plain":
        return False
    return number.point <= coefficient * UNLIKE


def share(one: Draft, other: Draft) -> None:
    """Let the end of a pair that lacks unit or scale take those of the other."""
    if one.bare and (not other.bare or other.number.scale > 1):
        share_forward(one, other, scale=True)
    elif other.bare and not one.bare:
        share_backward(one, other, scale=True)


def share_forward(one: Draft, other: Draft, *, scale: bool) -> None:
    """``one`` takes the unit, and where it may the scale, that stand at ``other``."""
    if one.number.kind != "plain" or one.fraction or _no_share(one, other):
        return
    if scale and lends(one, other) and one.number.point is not None:
        one.point = one.number.point * other.number.scale
    one.unit, one.counted, one.fraction, one.shared = other.unit, other.counted, other.fraction, True


def _no_share(one: Draft, other: Draft) -> bool:
    """«(587 ألفا، زائد 18 في المائة)»: thousands are no percentage."""
    point = one.number.point
    percent = other.unit is not None and other.unit.code == "percent"
    return percent and point is not None and point >= THOUSAND


def share_backward(one: Draft, other: Draft, *, scale: bool) -> None:
    """``other`` takes what stands at ``one``."""
    if other.number.kind != "plain":
        return
    first, second = one.number, other.number
    near = first.coefficient is not None and second.point is not None and second.point < THOUSAND
    if scale and second.scale == 1 and first.scale >= THOUSAND and near:
        coefficient = first.coefficient or Decimal(1)
        if second.point is not None and coefficient / UNLIKE <= second.point <= coefficient * UNLIKE:
            other.point = second.point * first.scale
    other.unit, other.counted, other.shared = one.unit, one.counted, True


def inherit(view: View, one: Draft, other: Draft, link: str | None, glue: str, *, contrast: bool) -> None:
    """Let a bare number after «مقابل», «بدل», «و», «إلى» … (``link``) take the unit before it.

    ``contrast``: the words between set today against then («سبعين كيلوغراما، واليوم ثلاثين»).
    """
    if (
        other.partitive
        and other.number.kind == "plain"
        and glue in {view.words[other.first - 1], other.number.proclitic}
    ):
        point = other.number.point
        if one.unit and one.unit.code == "percent" and not one.fraction and point is not None and point <= HUNDRED:
            other.unit, other.counted = one.unit, None  # «40 في المائة من النساء و60 من الرجال»
    if contrast and other.partitive and one.unit and not one.fraction and other.number.kind == "plain":
        other.unit, other.counted = one.unit, None  # «600 هكتار، منها 400 من الغابات»
    _take(one, other)
    told = (not one.bare or one.shared or one.counted) and not _beyond(one, other)
    if not other.bare or other.shared or not told or other.number.kind != "plain":
        return
    if other.per and other.per[0].isdecimal():
        return  # «3,8 لكل مائة ألف نسمة»: what it counts has been left out, no unit
    if link in {"pair", "to", "or"}:
        share_backward(one, other, scale=True)
    elif contrast and _alike(one, other):
        share_backward(one, other, scale=False)
        other.partner = other.partner or one
    elif not _unit(view, one, other, link, glue):
        _counted(view, one, other, glue)


def _take(one: Draft, other: Draft) -> None:
    """What a part of a measure, and a range after a range, take over."""
    if _of_it(one, other):
        other.unit, other.counted = one.unit, None  # «38 مليار درهم، 25 مليارا منها للتوسعة»
    if other.joined and other.bare and one.joined and one.unit:
        other.unit, other.counted = one.unit, one.counted  # «ما بين 20 و25 درجة … وما بين 36 و42»


def _of_it(one: Draft, other: Draft) -> bool:
    """Whether a part is of the measure before it: «25 مليارا منها» of milliards of dirhams."""
    unit, among = one.unit, any(rule.endswith(AMONG) for _, rule in other.rules)
    if not among or unit is None or one.fraction or other.number.scale > one.number.scale:
        return False
    if other.number.kind != "plain" or unit.code == "percent" or unit.dimension in LASTING:
        return False
    return other.number.scale >= THOUSAND or (bool(unit.dimension) and not money(one) and _alike(one, other))


def _beyond(one: Draft, other: Draft) -> bool:
    """«60 في المائة منها نساء، مقابل 11 ألفا», «بنسبة 28 في المائة و224 معلنا»: too many to be shares."""
    point = other.number.point
    share = one.unit is not None and one.unit.code == "percent"
    return share and point is not None and point > HUNDRED


def _unit(view: View, one: Draft, other: Draft, link: str | None, glue: str) -> bool:
    """The unit: of what «و» joins to a measure, of a decimal in a list of shares, of a large figure after money."""
    point, dated = other.number.point, link == "and" and _dated(view, one, other, glue)
    decimal = point is not None and not whole(point) and other.number.scale == 1
    percent = one.unit is not None and one.unit.code == "percent"
    share_of = percent and point is not None and point <= HUNDRED and not one.fraction
    if (percent and decimal and other.first - one.last <= LIST_REACH) or (link == "and" and _measured(one, other)):
        share_backward(one, other, scale=link == "and" and (decimal or dated))
    elif dated:
        share_backward(one, other, scale=True)
    elif other.number.scale > THOUSAND and _weighty(one):
        share_backward(one, other, scale=False)  # «20 مليار درهم، ... 5 مليارات منها»
    elif decimal and one.number.scale >= MILLION and one.counted and _alone(view, other):
        share_backward(one, other, scale=True)  # «الرباط (5,13 ملايين) ومراكش (4,89)»
    elif share_of and _alone(view, other) and other.first - one.last <= LIST_REACH:
        share_backward(one, other, scale=False)
    else:
        return False
    return True


def _weighty(one: Draft) -> bool:
    """A sum of money, or millions of what is weighed and measured."""
    unit = one.unit
    if unit is None or money(one):
        return unit is not None
    return bool(unit.dimension) and unit.dimension not in LASTING and one.number.scale > THOUSAND


def _alone(view: View, other: Draft) -> bool:
    """Whether brackets hold the number and no more: «متبوعة بفاس (30)»."""
    last = other.last
    return view.words[other.first - 1] == "(" and last < len(view.words) and view.words[last] == ")"


def _alike(one: Draft, other: Draft) -> bool:
    """Whether two numbers of one scale may measure one thing: neither is far more than the other."""
    first, second = one.number.point, other.number.point
    if one.number.kind != "plain" or one.fraction or not (one.unit or one.counted) or not first or not second:
        return False
    return one.number.scale == other.number.scale and 1 / UNLIKE <= second / first <= UNLIKE


def _counted(view: View, one: Draft, other: Draft, glue: str) -> None:
    """The noun: «19 حالة بفاس، و14 بمكناس», «5 ملايين طفل ... و300 ألف»."""
    point = other.number.point
    large = other.number.scale >= THOUSAND and one.unit is None
    joined = glue in {view.words[other.first - 1], other.number.proclitic} and other.first - one.last <= LIST_REACH
    listed = joined and one.counted and not other.counted and point is not None and whole(point)
    if large or listed:
        other.counted = one.counted


def _dated(view: View, one: Draft, other: Draft, glue: str) -> bool:
    """«12 في المائة سنة 2020 و15 سنة 2021»: each with a date of its own and nothing else between."""
    words, end = view.words, other.first - (view.words[other.first - 1] == glue)
    between = end > one.last and all(view.taken[one.last : end])
    return between and other.last < len(words) and view.taken[other.last] > 0


def _measured(one: Draft, other: Draft) -> bool:
    """Whether what «و» joins to a measure without a unit is of that measure: «33 ملم بطنجة و12 بتطوان»."""
    plain = one.unit is not None and one.number.kind == "plain" and not one.fraction
    return plain and (money(one) or other.number.scale == 1 or other.number.scale <= one.number.scale)
