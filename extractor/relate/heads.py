"""What a date at the head of a statement reaches: the figures of a report, the items of a list, and no totals."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.relate.clauses import rolling
from extractor.relate.usable import circumstance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import DateMention, Quantity
    from extractor.relate.clauses import View

NAMED = 9  # words from «تقرير», over whose it is, to the period that it covers
ROUNDED = 2  # figures between the first of a sentence and the period that rounds it off
LISTED = 2  # figures of which a list has at least so many
ITEM = 6  # words from one item of a list to the next


def of_account(view: View, one: DateMention) -> bool:
    """«كشف التقرير السنوي لسنة 2019 أن …», «مذكرة حول سوق الشغل خلال الفصل الثاني، أن …»: when its figures hold.

    Not «تقرير صدر سنة 2019»: that is when it came out.
    """
    if one.start is None or one.grain == "day":
        return False
    words, start = view.sentence.words, view.stretch(one.first)
    if start and words[start].startswith(view.vocabulary.letters.article):  # «في التقرير، الخاص بحسابات سنة 2018، أن …»
        return False
    named = words[max(one.first - NAMED, start) : one.first]
    documents, accounts = view.clues.words["documents"], view.clues.words["accounts"]
    if accounts.isdisjoint(named) or not (documents - accounts).isdisjoint(named):
        return False
    if words[one.first - 1] in accounts and not view.clues.has("during", (words[one.first],)):
        return True  # «أرقام سنة 2023»
    return not circumstance(view, one) or view.clues.has("covering", (*named, words[one.first]))


def total(view: View, quantity: Quantity) -> bool:
    """«ارتفعت الحصيلة إلى 1144 حالة»: what there is in all, and not of the last hours."""
    words = view.sentence.words
    if words[quantity.first - 1] not in view.clues.words["up"]:
        return False
    low = max((other.last for other in view.quantities if other.last <= quantity.first), default=0)
    return view.clues.has("totals", words[low : quantity.first])


def summed(view: View, quantity: Quantity, one: DateMention) -> bool:
    """Whether a window of hours or days stands before a total, or before what is told of that total."""
    if one.role == "until":
        return _brought_by(view, quantity, one)
    if one.role == "since":
        return _amounts_to(view, quantity, one)
    if not rolling(one):
        return False
    words, clues = view.sentence.words, view.clues
    if clues.has("results", words[one.last : quantity.first]):
        return True
    for other in view.quantities:
        if one.last <= other.first <= quantity.first and total(view, other):
            return not clues.has("upon", words[other.last : quantity.first])  # «… إلى 1144 حالة، بعد تسجيل 44 إصابة»
    return False


def _amounts_to(view: View, quantity: Quantity, one: DateMention) -> bool:
    """«أحدث منذ 2024 نحو 30 مركزا، ليرتفع العدد إلى 400»: what there is in all, and not since then."""
    words, told = view.sentence.words, view.quantities[0]
    comma = next((i for i in view.commas if max(told.last, one.last) <= i < quantity.first), None)
    after = words[comma + 1 : quantity.first] if comma else ()
    return bool(after) and view.clues.has("results", after) and not view.clues.has("therein", after)


def _brought_by(view: View, quantity: Quantity, one: DateMention) -> bool:
    """«بلغ المجموع حتى اليوم 426 حالة، بعد تسجيل 20 حالة»: the total is told up to a day, what it rose by is not."""
    told = next((other for other in view.quantities if one.last <= other.first < quantity.first), None)
    return told is not None and view.clues.has("upon", view.sentence.words[told.last : quantity.first])


def listed(view: View, quantity: Quantity, one: DateMention) -> Quantity | None:
    """«توزعت على سلا بـ9 حالات، وتمارة بـ3، والرباط بـ4»: the first of the items that hang on one preposition.

    Or on one noun with it: «تليها سلا بنسبة 13 في المائة، ثم تمارة بنسبة 8».
    """
    items = [other for other in view.quantities if one.last <= other.first <= quantity.first]
    words = view.sentence.words
    before = {words[item.first - 1] for item in items}
    near = all(after.first - item.last <= ITEM for item, after in pairwise(items))
    if len(items) < LISTED or len(before) > 1 or not near:
        return None
    return items[0] if len(min(before)) == 1 or view.clues.has("adjuncts", before) else None


def rounding_off(view: View, quantity: Quantity, one: DateMention, between: Sequence[Quantity]) -> bool:
    """«تراجع بـ0,7 في المائة مقابل الأورو، وارتفع بـ0,6 في المائة أمام الدولار، خلال الأسبوع الماضي»: told of both.

    A period behind a comma of its own, and in between only figures of the same unit without a date.
    """
    resumed = view.clues.has("resuming", view.sentence.words[max(one.first - 1, 0) : one.first])  # «، وذلك خلال …»
    comma = one.first - 1 - resumed
    if not between or len(between) > ROUNDED or comma not in view.commas or not circumstance(view, one):
        return False
    dated = any(quantity.last <= other.first < one.first for other in view.dates)
    return (
        not dated
        and view.clues.has("during", (view.sentence.words[one.first],))
        and all(other.value.unit == quantity.value.unit for other in between)
    )
