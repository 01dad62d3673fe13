"""What a date beside a figure does not reach: a state that lasts, those who were there, a subject of talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.model import DateMention, Quantity
    from extractor.relate.clauses import View

TOPIC = 8  # words from «حول» over the subject to the time that it looks to
MEETING = 4  # words from «ندوة» to «حول»
OWNED = 3  # words from «تصل» to «حقينته»
DECIDED = 4  # words from «صادق» to «ميزانية»
IMPOSED = 4  # words from «المفروض» over what it lies on to «منذ»
SURVEY = 8  # words from «استطلاع» over who made it to its date
BUDGET = 2  # words from «ميزانية» to its year
PAIR = 3  # words from the first of two figures to the second
START = 10  # words from «منذ» over what began to a day that is told
EVENT = 4  # words of «منذ اندلاعها في يناير»: fewer name no event
BOTH = 2  # years of «سنتي», figures that they belong to
COUNTED = "count"


def lasting(view: View, quantity: Quantity, one: DateMention) -> bool:
    """«افتتح سنة 2010، وهو يشغل 25 شخصا», «بني سنة 1930 ويبلغ طوله 300 متر»: what is so still, not only then."""
    words, clues = view.sentence.words, view.clues
    if one.role not in {"at", "since"} or one.start is None:
        return False
    end = min((other.first for other in view.quantities if other.first >= one.last), default=quantity.first)
    if end < quantity.first or clues.has("been", words[max(view.stretch(one.first) - 1, 0) : end]):
        return False
    told = clues.has("states", words[one.last : end]) or clues.has("measuring", words[one.last : end])
    return told and any(_state(view, i, end) for i in range(one.last, end))


def _state(view: View, index: int, end: int) -> bool:
    """Whether a verb of having or being, in the present tense, goes on with a sentence at a word."""
    words, clues = view.sentence.words, view.clues
    joined = words[index].startswith(view.vocabulary.letters.conjunctions[0])
    if clues.has("states", words[index : index + 1]):
        before = words[index - 1 : index]
        return joined or clues.has("pronouns", before) or clues.has("relatives", before)
    owned = clues.has("possessed", words[index + 1 : min(index + 1 + OWNED, end)])
    return joined and owned and clues.has("measuring", words[index : index + 1])


def attended(view: View, quantity: Quantity, one: DateMention) -> bool:
    """«ناقش مشروع ميزانية 2019 بحضور 31 عضوا»: the budget's year, not that of those who voted on it."""
    words, clues = view.sentence.words, view.clues
    if quantity.value.unit != COUNTED or not clues.has("budgets", words[max(one.first - BUDGET, 0) : one.first + 1]):
        return False
    near = range(one.first, max(one.first - 1 - BUDGET, -1), -1)
    budget = next((i for i in near if clues.has("budgets", words[i : i + 1])), None)
    if budget is None:
        return False
    low, high = min(one.first, quantity.first), max(one.last, quantity.last)
    there = clues.has("attendance", words[low:high])
    return there and clues.has("deciding", words[max(budget - DECIDED, 0) : budget])


def of_a_subject(view: View, one: DateMention) -> bool:
    """«حضر 300 شخص لقاء حول المغرب في أفق 2030», «ناقشوا موضوع التنمية بعد 2020»: what they spoke of."""
    words, clues = view.sentence.words, view.clues
    low = max([view.stretch(one.first), one.first - TOPIC, *(q.last for q in view.quantities if q.last <= one.first)])
    if not clues.has("subjects", words[low : one.first]):
        return False
    about = next((i for i in range(low, one.first) if clues.has("subjects", words[i : i + 1])), None)
    return about is not None and clues.has("meetings", words[max(about - MEETING, 0) : about])


def since_then(view: View, quantity: Quantity) -> bool:
    """«1298 منذ بداية انتشار الوباء», «منذ ظهور الوباء تعافي 130 مصابا»: the total from a day that is not told."""
    words, clues = view.sentence.words, view.clues
    low = max([view.stretch(quantity.first), *(q.last for q in view.quantities if q.last <= quantity.first)])
    if not clues.has("starting", words[low : quantity.last + 1]):
        return False
    behind = [quantity.last] if quantity.last < len(words) else []
    since = [i for i in (*range(low, quantity.first), *behind) if clues.has("starting", words[i : i + 1])]
    return bool(since) and not any(since[0] < one.last and one.first <= since[0] + START for one in view.dates)


def eventful(one: DateMention) -> bool:
    """Whether «منذ» names what began: «بسبب الأحداث منذ اندلاعها في يناير», not «منذ سنة 2010»."""
    return one.role == "since" and one.last - one.first >= EVENT


def imposed(view: View, one: DateMention) -> bool:
    """«كسر الحصار المفروض على القطاع منذ 18 سنة»: since when something else lasts."""
    low = max(one.first - IMPOSED, view.stretch(one.first))
    return one.role == "since" and view.clues.has("imposed", view.sentence.words[low : one.first])


def surveyed(view: View, one: DateMention) -> bool:
    """«استطلاع أجري سنة 2014، سجل أن …»: what it found held then; not «دراسة صدرت سنة 2014»."""
    words = view.sentence.words[max(one.first - SURVEY, 0) : one.first]
    return view.clues.has("surveys", words) and view.clues.has("conducted", words)


def despite(view: View, one: DateMention) -> bool:
    """«رغم شهر رمضان», «بسبب جفاف 2016»: a cause or a hindrance, named by its time."""
    words, clues = view.sentence.words, view.clues
    if eventful(one):
        return False
    named = one.grain in {"month", "season", "year"} and not clues.has("during", words[one.first : one.first + 1])
    after = named and clues.has("upon", words[max(one.first - 2, 0) : max(one.first - 1, 0)])
    return after or clues.has("causes", words[max(one.first - 2, 0) : one.first])  # «بعد أمطار يناير»


def foretold(view: View, one: DateMention) -> bool:
    """«3 في المائة كانت مرتقبة في يونيو»: when it was foretold; a year is what it was foretold for."""
    return one.grain in {"month", "day"} and view.clues.has(
        "foretold", view.sentence.words[max(one.first - 2, 0) : one.first]
    )


def awaited(view: View, one: DateMention) -> bool:
    """«مشروع، يرتقب أن يصادق عليه المجلس غدا، عن …»: an aside between commas tells what is to come of it."""
    start = view.stretch(one.first)
    closed = start > 0 and one.last in view.commas and start - 1 in view.commas and not view.peopled(one)
    return closed and view.clues.has("awaiting", view.sentence.words[start : start + 2])


def respective(view: View, quantity: Quantity, one: DateMention) -> DateMention:
    """«40 و55 مليون درهم سنتي 2017 و2018»: of two figures of a kind, joined, each has its own of two years."""
    if one.start is None or one.end is None or one.start.year == one.end.year or not _dual(view, one):
        return one
    alike = [other for other in view.quantities if _kind(other) == _kind(quantity)]
    if len(alike) != BOTH or quantity not in alike or not _joined(view, *alike):
        return one
    year = one.start.year if quantity is alike[0] else one.end.year
    return replace(one, start=date(year, 1, 1), end=date(year, 12, 31), grain="year")


def _dual(view: View, one: DateMention) -> bool:
    """«سنتي», «عامي»: a date that begins with two years."""
    tags = (view.vocabulary.tags.get(word, {}) for word in view.sentence.words[one.first : one.first + BOTH])
    return any(tag.item.unit == "year" and tag.item.value == BOTH for kinds in tags for tag in kinds.get("unit", ()))


def _kind(quantity: Quantity) -> tuple[str, str | None]:
    return quantity.value.unit, quantity.value.counted


def _joined(view: View, one: Quantity, other: Quantity) -> bool:
    """Whether «و» joins two figures that stand next to each other."""
    gap = view.sentence.words[one.last : other.first + 1]
    joint = view.vocabulary.letters.conjunctions[0]
    return len(gap) <= PAIR and any(word.startswith(joint) for word in gap)
