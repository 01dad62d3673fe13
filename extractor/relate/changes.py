"""Changes and differences: which period a figure of a change belongs to (annotation.md §3)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from extractor.model import DateMention, Quantity
    from extractor.relate.clauses import View

COMPARED = 8  # words from «أقل من» over what is compared to its date
PIECES = (3, 6, 12)  # months of a quarter, a half, a year
BEATEN = 10  # words from «متجاوزة» over by how much to the date of the record
YEARLY = 2  # words from «عن» to the year of «عن نسخة 2016»
TERM = 4  # words from «مقارنة» to the time compared with
BESIDE = 2  # words from the first end of a change to its own date
EXCEEDING = 3  # words from «أعلى» to the figure by which something is more than something else


def difference(view: View, quantity: Quantity, one: DateMention) -> bool:
    """«بزيادة وصلت إلى 500 شخص عن عام 2017»: the year is the one compared with."""
    role = view.vocabulary.tags.get(view.sentence.words[one.first], {}).get("role", ())
    away = any(tag.item.unit == "at" and tag.item.weak for tag in role)
    words = view.sentence.words
    if away and view.clues.has("differences", words[view.stretch(quantity.first) : quantity.first]):
        return True
    than = view.clues.has("than", words[quantity.last : quantity.last + 1])
    return than and view.clues.has("exceeding", words[max(quantity.first - EXCEEDING, 0) : quantity.first])


def compared_with(view: View, one: DateMention) -> bool:
    """Whether a date is only that of what is compared: «بزيادة 2,9 في المائة عن السنة الماضية», «أقل من حصيلة 2019»."""
    words, clues = view.sentence.words, view.clues
    if clues.has("explaining", words[one.last : one.last + 2]) or clues.has(
        "relatives", words[one.last : one.last + 1]
    ):
        return False
    if clues.has("levels", words[max(one.first - 1, 0) : one.first]):  # «عند نفس مستوى السنة الماضية»
        return True
    if _than_an_edition(view, one) or _beaten(view, one) or _differs_from(view, one):
        return True
    for i in range(one.first - 2, max(one.first - COMPARED, view.stretch(one.first)) - 1, -1):
        if words[i] in clues.words["exceeding"] and clues.has("than", words[i + 1 : i + 3]):
            return not any(i < other.last and other.first < one.first for other in view.quantities)
    return False


def _differs_from(view: View, one: DateMention) -> bool:
    """«بنقصان 7 فالمية على العام اللي قبل», «بزيادة 3 في المائة عن سنة 2024»: the date behind the difference."""
    words, clues = view.sentence.words, view.clues
    if any(other.last == one.first and difference(view, other, one) for other in view.quantities):
        return True
    figure = next((other for other in view.quantities if other.last == one.first - 1), None)
    if figure is None or not clues.has("than", words[figure.last : figure.last + 1]):
        return False
    return clues.has("differences", words[max(figure.first - EXCEEDING, 0) : figure.first])


def _beaten(view: View, one: DateMention) -> bool:
    """«متجاوزة بـ400 ميغاواط الرقم القياسي المحقق في صيف 2024»: the record that is beaten."""
    words, clues = view.sentence.words, view.clues
    if not clues.has("achieved", words[max(one.first - 2, 0) : one.first]):
        return False
    return clues.has("beating", words[max(one.first - BEATEN, view.stretch(one.first)) : one.first])


def _than_an_edition(view: View, one: DateMention) -> bool:
    """«بمساحة تزيد بنحو 30 في المائة عن نسخة 2016»: a noun stands between «عن» and the year."""
    about = one.first - YEARLY
    if about <= 0 or not any(step.rule.startswith("calendar.toml#yearly") for step in one.trace):
        return False
    figure = next((other for other in view.quantities if other.last == about), None)
    away = figure is not None and view.clues.has("than", view.sentence.words[about : about + 1])
    return away and view.clues.has("differences", view.sentence.words[view.stretch(about) : about])


def later_of_change(view: View, quantity: Quantity, usable: Sequence[DateMention]) -> DateMention | None:
    """«نموا بلغ 85 بالمائة، حيث انتقلت من … سنة 2013 إلى … سنة 2018»: the difference has the later date."""
    following = [other for other in view.quantities if other.first >= quantity.last]
    if not following or _change(view, quantity) or _change(view, following[0]) != "from":
        return None
    if not view.clues.has("differences", view.sentence.words[view.stretch(quantity.first) : quantity.first]):
        return None
    if any(quantity.last <= one.first < following[0].first for one in usable):
        return None
    ends = [other for other in following if _change(view, other) == "to"]
    dates = [one for one in usable if ends and one.first >= ends[0].last]
    return dates[0] if dates else None


def earlier_of_change(view: View, quantity: Quantity, chosen: DateMention | None) -> DateMention | None:
    """«سنة 2018 مقارنة بسنة 2017، إذ انتقل من 40 إلى 60»: the first end is of the time compared with.

    Not where a date of its own stands beside it («من 40 سنة 2015 إلى 60»).
    """
    if not view.comparisons or _change(view, quantity) != "from":
        return None
    if chosen is not None and (chosen.role == "since" or 0 <= chosen.first - quantity.last <= BESIDE):
        return None
    following = [other.first for other in view.quantities if other.first >= quantity.last][1:]
    end = min((i for i in (*following, *view.breaks) if i > quantity.last), default=len(view.sentence))
    near = [one for one in view.dates if one.start is not None and one.first < end and _bare_term(view, one)]
    return near[0] if len(near) == 1 else None


def _bare_term(view: View, one: DateMention) -> bool:
    """Whether a date is what a comparison without a figure compares with."""
    cue = view.cue(one.first)
    return cue is not None and one.first - cue <= TERM and not view.filled(one, cue)


def own_year(view: View, quantity: Quantity, one: DateMention) -> DateMention:
    """«انتقل المعدل، ما بين سنتي 2023 و2024، من 13 إلى 13,3»: each figure has its own year.

    Another date than one between two years stays as it is.
    """
    if one.start is None or one.end is None or not _of_two_years(one):
        return one
    if not {"from", "to"} <= {_change(view, other) for other in view.quantities}:
        return one
    end = _change(view, quantity)
    if end == "from":
        return replace(one, end=_in_year(one.end, one.start.year), grain="interval")
    return replace(one, start=_in_year(one.start, one.end.year), grain="interval") if end == "to" else one


def _of_two_years(one: DateMention) -> bool:
    """«ما بين سنتي 2023 و2024», «ما بين الفصل الثالث من 2009 والفصل نفسه من 2010»: one stretch, in two years."""
    if one.start is None or one.end is None or one.start.year == one.end.year:
        return False
    months = one.end.month - one.start.month + 1
    whole = one.start.day == 1 and (one.end + timedelta(days=1)).day == 1
    same = whole and (months == 1 or (months in PIECES and (one.start.month - 1) % months == 0))
    return same and any(step.rule.endswith("#link.between") for step in one.trace)


def _in_year(day: date, year: int) -> date:
    """The same first or last day of a month in another year; the last of February stays the last."""
    return day.replace(year=year) if day.day == 1 else day.replace(year=year, day=monthrange(year, day.month)[1])


def changed(view: View, quantity: Quantity, one: DateMention, between: Sequence[Quantity]) -> bool:
    """Whether the second end of a change lies between its first end and the date, which is not that of both."""
    if _of_two_years(one):
        return False
    first = _change(view, quantity) == "from"
    return first and any(_change(view, other) == "to" for other in between)


def moved_on(view: View, quantity: Quantity, one: DateMention) -> bool:
    """«انتقلت من 2,7 في المائة سنة 2019 إلى 1,4 في المائة»: the date of the first end is not that of the second."""
    ends = [other for other in view.quantities if one.last <= other.first <= quantity.first]
    if not any(_change(view, other) == "to" for other in ends):
        return False
    before = [other for other in view.quantities if other.last <= one.first]
    return bool(before) and _change(view, before[-1]) == "from"


def _change(view: View, quantity: Quantity) -> str | None:
    """The end of a change that a quantity is: «انتقلت من …» its first, «إلى …» its second; not «تصل إلى»."""
    words = view.sentence.words
    before = words[max(quantity.first - 3, 0) : quantity.first]
    kinds = view.vocabulary.tags.get(before[-1], {}) if before else {}
    until = any(tag.item.unit == "until" for tag in kinds.get("role", ()))
    if quantity.change == "to" or until:
        return None if view.clues.has("reaching", before) else "to"
    moved = "from" in kinds and view.clues.has("moves", words[max(quantity.first - 8, 0) : quantity.first])
    return "from" if quantity.change == "from" or moved else None
