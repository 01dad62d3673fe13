"""Where a sentence opens a comparison: «مقابل 40», «بعدما كان …», «بعد 9,5 في المائة»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.record import record
from extractor.relate.clauses import rolling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import DateMention, Quantity
    from extractor.recognize.dates.scanner import Scanner
    from extractor.relate.clauses import Clues

CHAINED = 3  # words from «مقابل» to its figure, behind which «مقارنة ب» opens no other comparison
SIDE = 7  # words behind the figure of «مقابل», over whose it is, to the time that it compares with
OPENING = 2  # words before «بعدما كان» at the head of a sentence, whose later figure it is compared with
STOPS = frozenset("،,؛;:.")
CURRENCY = 3  # letters of a currency's code


@record(frozen=True, slots=True, eq=False)
class Comparisons:
    """The words that open one; ``clausal``: those with a verb, whose date may stand before their figure."""

    cues: tuple[int, ...]
    clausal: frozenset[int]


def comparisons(
    scanner: Scanner, quantities: Sequence[Quantity], dates: Sequence[DateMention], clues: Clues
) -> Comparisons:
    """The comparisons of a sentence with another time, in order."""
    clausal, found = set(), []
    comparing, following = scanner.vocabulary.comparing, clues.words["following"]
    for index, word in enumerate(scanner.words):
        if word not in comparing and word not in following:
            continue
        tag = scanner.tag(index, "role", "compared")
        if tag is None:
            if word in following and _after_figure(index, quantities):
                found.append(index)
            continue
        beside = scanner.word(index + len(tag.words))
        if beside in clues.words["currencies"] or beside in clues.words["pointing"]:
            continue  # «ارتفع الدرهم مقابل الأورو», «في مقابل ذلك»
        if clues.has("against", tag.words) and (
            _set_beside(index, beside, quantities, clues) or _of_two_sides(scanner, index, quantities, dates, clues)
        ):
            continue
        if tag.item.value and index > OPENING and all(one.first > index for one in quantities):
            continue  # «تحسن الموسم، بعدما بلغ عدد الزوار 40 ألفا»: no figure that it is compared with
        found.append(index)
        if tag.item.value:
            clausal.add(index)
    return Comparisons(tuple(_unchained(found, quantities)), frozenset(clausal))


def _set_beside(index: int, following: str, quantities: Sequence[Quantity], clues: Clues) -> bool:
    """«انضم إلى الفريق مقابل 350 مليون سنتيم», a price; «مقابل ارتفاع المحجوزات إلى …», another development."""
    if clues.has("differences", (following,)):
        return True
    figure = next((one for one in quantities if one.first > index), None)
    if figure is None or not _money(figure):
        return False
    return not any(_money(one) for one in quantities if one.first < index)


def _of_two_sides(
    scanner: Scanner, index: int, quantities: Sequence[Quantity], dates: Sequence[DateMention], clues: Clues
) -> bool:
    """«تراجعت الصادرات بـ9 في المائة مقابل 4 بالنسبة للواردات», «12 صوتا مقابل 11 لمنافسه»: no other time."""
    figure = next((one for one in quantities if one.first > index), None)
    if figure is None or any(index < one.first <= figure.last + SIDE and not rolling(one) for one in dates):
        return False  # but «28 وفاة، مقابل تعافي 1962 شخصا خلال الـ24 ساعة الماضية» tells of one day
    named = scanner.words[index + 1 : figure.first]
    if named and not clues.has("measured", named) and not _stopped(named):
        return True  # «مداخيل بلغت 23 مليونا، مقابل مصاريف وصلت إلى 32 مليونا»
    if figure.first - index > CHAINED:
        return False
    side = scanner.word(figure.last)
    letters = scanner.vocabulary.letters
    place = side.startswith(letters.prepositions[0] + letters.article)  # «مقابل 6 في المائة بالقرى»
    return place or clues.has("sides", (side,)) or (len(side) > CHAINED and side.startswith(letters.lam))


def _stopped(words: Sequence[str]) -> bool:
    return not STOPS.isdisjoint(words)


def _money(one: Quantity) -> bool:
    return len(one.value.unit) == CURRENCY and one.value.unit.isupper()


def _after_figure(index: int, quantities: Sequence[Quantity]) -> bool:
    """«في 9,4 في المائة بعد 9,5 في المائة خلال …»: the earlier figure of the same measure."""
    place = next((i for i, one in enumerate(quantities) if one.first == index + 1), 0)
    if not place:
        return False
    unit = quantities[place].value.unit
    return unit == quantities[place - 1].value.unit and (unit == "percent" or _money(quantities[place]))


def _unchained(cues: Sequence[int], quantities: Sequence[Quantity]) -> list[int]:
    """Without those that only go on with the figure of one before: «مقابل 3 ملايير مقارنة بالفترة نفسها»."""
    kept: list[int] = []
    for index in cues:
        figure = next((one for one in quantities if one.last == index), None)
        if not (figure and kept and kept[-1] < figure.first and figure.first - kept[-1] <= CHAINED):
            kept.append(index)
    return kept
