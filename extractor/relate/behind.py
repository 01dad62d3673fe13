"""Whether a date behind a figure reaches back to it, or belongs to something told since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.relate.brackets import past_brackets
from extractor.relate.changes import changed, difference
from extractor.relate.clauses import away, opens, reported
from extractor.relate.heads import rounding_off
from extractor.relate.states import eventful
from extractor.relate.usable import circumstance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import DateMention, Quantity
    from extractor.relate.clauses import View

QUOTES = frozenset('"“”«»″′„')
POSTPONED = 7  # words from «تأجيل», over what is put off, to its figure, which the new date follows
RESUMED = 4  # words from the comma of «وكان ذلك في» to the date
PAYABLE = 3  # words from «أجور», over whose they are, to the month that they are for
TOPIC = 2  # words of another noun before its date
EVENT = 4  # words from the comma before «في حادثة السير» to «التي وقعت»
FAR = 7  # words from the comma before «ولفتت …» to a date that belongs to what is said there


def shut_after(
    view: View, quantity: Quantity, one: DateMention, between: Sequence[Quantity], commas: Sequence[int]
) -> bool:
    """Whether a date after a quantity cannot reach back to it."""
    words, clues = view.sentence.words, view.clues
    gap = words[quantity.last : one.first]
    begun = _begun(view, quantity, one)
    blamed = words[begun or quantity.last : one.first]
    causes = [i for i in view.breaks if i < begun and words[i] in view.clues.words["causes"]]
    turned = (*view.comparisons, *(i for i in view.breaks if i not in causes), *view.turns)
    listed_on = past_brackets(words, quantity.last, one.first, view.vocabulary.letters.conjunctions[0])
    if (listed_on and not between) or any(quantity.last <= i < one.first for i in turned) or clues.has("content", gap):
        return True
    if _postponed(view, quantity, one, gap) or away(view, quantity, one) or clues.has("accusing", blamed):
        return True
    followed = between and view.clues.has("following", words[quantity.last : between[-1].first])
    quoted = any(words[i] == ":" and words[i + 1] in QUOTES for i in range(quantity.last, one.first))
    if followed or quoted or _set_apart(view, quantity, gap) or _of_another_noun(view, quantity, one, commas):
        return True  # «عند 3 في المائة بعد رفعه بـ50 نقطة في مارس»
    if sum(word in QUOTES for word in gap) % 2 or (commas and reported(view, quantity.last, one.first)):
        return True
    parted = between and one.first - 1 not in commas and _of_a_part(view, between, commas)
    if parted or difference(view, quantity, one) or changed(view, quantity, one, between):
        return True
    return bool(commas) and _another(view, quantity, one, between, commas)


def _begun(view: View, quantity: Quantity, one: DateMention) -> int:
    """The word «منذ» of «50 موقوفا بسبب الأحداث، منذ اندلاعها في يناير»: it goes past the cause to the figure; or 0."""
    words = view.sentence.words
    told = one.first if eventful(one) else one.first - 2
    return next((k for k in range(told, quantity.last, -1) if words[k] in view.clues.words["starting"]), 0)


def _of_a_part(view: View, between: Sequence[Quantity], commas: Sequence[int]) -> bool:
    """«رصد 45 مليارا، منها 15 مليارا في إطار قانون المالية لسنة 2020»: the date of a part."""
    words = view.sentence.words
    last = commas[-1:]  # «…، بينهم رضيع، وأصيب 11 آخرون في حادثة وقعت أمس»: the part is told, and closed
    return any(i < between[-1].first and view.clues.has("partly", words[i + 1 : i + 2]) for i in last)


def _postponed(view: View, quantity: Quantity, one: DateMention, gap: Sequence[str]) -> bool:
    """«تأجيل الدخول إلى غاية يناير», «أرجأت ملف 7 متهمين إلى جلسة 3 يونيو»: to when something is put off."""
    if one.role in {"until", "by"}:
        start = quantity.first if gap else max(quantity.first - POSTPONED, view.stretch(quantity.first))
        return view.clues.has("postponing", view.sentence.words[start : one.first])
    payable = quantity.value.unit == "count" and view.clues.has("payable", gap[-PAYABLE:])
    return payable or view.clues.has("hearings", gap[-1:])  # «طالب 40 عاملا بأجور شهر أبريل»


def _of_another_noun(view: View, quantity: Quantity, one: DateMention, commas: Sequence[int]) -> bool:
    """«124 نائبا، أي أكثر من النتائج التي حققها عام 2016»: the relative clause tells of something named since.

    So does «16 سنتا في المحطة التي دشنت في فبراير».
    """
    words = view.sentence.words
    related = next(
        (i for i in range(one.first - 1, quantity.last, -1) if words[i] in view.clues.words["relatives"]), None
    )
    if related and related > quantity.last and view.clues.has("foundings", words[related : one.first]):
        return True
    if not commas:
        return False
    if one.grain == "day" and related and view.clues.has("happened", words[related : one.first]):
        return commas[-1] + 1 < related - EVENT  # «…، في الحادث الذي وقع يوم الأحد»: when it came about
    first = commas[-1] + (1 if one.role == "since" and commas[-1] - quantity.last > 1 else 2)
    return any(words[i] in view.clues.words["relatives"] for i in range(first, one.first))


def _set_apart(view: View, quantity: Quantity, gap: Sequence[str]) -> bool:
    """«المفتشون، وعددهم 519 مفتشا، أنجزوا …», and «كلفة المتر 4,5 دراهم والتسليم في 2027»: the rest tells of more."""
    letters, words = view.vocabulary.letters, view.sentence.words
    if 0 < len(gap) <= TOPIC and gap[0].startswith(letters.conjunctions[0] + letters.article):
        return True
    closed = quantity.last in view.commas and quantity.first > 0
    return closed and view.clues.has("numbering", (words[quantity.first - 1],))


def _aside(view: View, comma: int, one: DateMention) -> bool:
    """«أصيب 20 شخصا، ثلاثة منهم في حالة خطيرة، إثر حادث وقع أمس»: a part told between commas, and what it came of."""
    words, clues = view.sentence.words, view.clues
    after = next((i for i in view.commas if comma < i < one.first), None)
    if after is not None:
        return clues.has("partly", words[comma + 1 : after])
    caused = one.grain == "day" and clues.has("aftermath", words[comma + 1 : comma + 2])
    return caused and not any(comma < other.first < one.first for other in view.quantities)


def _reached(view: View, quantity: Quantity, comma: int, one: DateMention) -> bool:
    """«تجاوزت عتبة 40 مليارا، إذ وصلت إلى 42 مليارا متم يونيو»: what a rise or a threshold came to, and when."""
    words, clues = view.sentence.words, view.clues
    figure = next((other for other in view.quantities if other.first > comma), quantity)
    end = figure.first
    behind = next((other.last for other in reversed(view.quantities) if other.first < one.first), end)
    if not comma < end < one.first or behind + RESUMED < one.first or one.role in {"since", "by"}:
        return False
    explained = clues.has("explaining", words[comma + 1 : comma + 2]) and clues.has("copulas", words[comma:end])
    alike = explained and figure.value.unit == quantity.value.unit
    if not (alike or clues.has("results", words[comma + 1 : end])):
        return False
    before = words[view.stretch(quantity.first) : quantity.number[0]]
    return clues.has("beating", before) or clues.has("differences", before)


def _another(
    view: View, quantity: Quantity, one: DateMention, between: Sequence[Quantity], commas: Sequence[int]
) -> bool:
    """Whether, over commas, the date belongs to another statement: it has its own figure or its own opening."""
    words = view.sentence.words
    aside = one.first == quantity.last + 1 and one.last in view.commas  # «التي بلغت 800 مليون، سنة 2023، …»
    if not aside and view.clues.has("relatives", words[view.stretch(quantity.first) : quantity.first]):
        return True
    end = min((i for i in view.commas if i >= one.last), default=len(words))
    if any(one.last <= other.first < end for other in view.quantities):
        return True
    if rounding_off(view, quantity, one, between):
        return False
    if one.role == "since" and between and any(view.clues.differing(words[i + 1 : i + 2]) for i in commas):
        return True  # «بلغ العدد 4 ملايين، بزيادة نصف مليون منذ 2021»
    resumed = [i for i in commas if one.first - i <= RESUMED and view.clues.has("resuming", words[i + 1 : i + 2])]
    resumed += [i for i in commas if view.clues.has("suffering", words[i + 1 : i + 2])]  # «…، وأصيب 30 آخرون»
    resumed += [i for i in commas if _aside(view, i, one) or _reached(view, quantity, i, one)]
    opened = [i for i in commas if opens(view, i + 1) and i not in resumed]  # «…، وذلك خلال سنة 2019»
    if opened and one.role in {"since", "until"}:
        return True  # «قضت بثمانية أشهر، وبرأت معتقلا منذ يوليوز»
    beside = between and all(i in view.commas for i in range(between[-1].last, one.first))
    if beside and circumstance(view, one):
        opened = [i for i in opened if not view.clues.has("restating", words[i + 1 : i + 2])]
    far = bool(opened) and one.first - opened[0] > FAR and not view.clues.has("continuing", words[opened[0] + 1 :][:1])
    return bool(opened) and (bool(between) or len(commas) > 1 or far)
