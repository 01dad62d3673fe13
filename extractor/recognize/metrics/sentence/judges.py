"""Whether a marked word governs a quantity, seen what stands between the two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from extractor.model import Quantity
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.openers import acted_on
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.units import is_money

FAR = 9  # content words between a noun of change and its figure: longer subjects are other clauses
SUBJECT = 10  # words from a verb to the relative clause of its subject
NEAR = 2  # content words between a deed's noun and what is counted: «حجز وإتلاف 56 ألف كيلوغرام»
BREAKS = frozenset({"hard", "clause", "report", "again", "part", "equal", "role"})
ALWAYS = frozenset({"rank", "concern", "deed"})
CARRIED = 6  # content words between «سجل» and an amount that it carries
ADJECTIVES = 2  # of a noun of change before what changed
BARE = frozenset({"percent", "percentage_point", "times"})
REACH = "level.reach"  # «بلوغ عدد المتبرعين …»: its subject follows


@dataclass(slots=True)
class Governor:
    """``pivot``: the governing word, if any; ``content``: the words between; ``edge``: what stopped the walk.

    ``to``: a preposition of arrival stands before the figure («إلى 12»); ``share``: the place of «بنسبة»;
    ``floor``: the first word of the stretch walked over; ``preposition``: one stands right before the figure;
    ``bare``: a bare measure there («مسافة 60 كلم»); ``cut``: how much of the content a relative clause leaves.
    """

    pivot: int | None = None
    content: list[int] = field(default_factory=list)
    to: bool = False
    bracket: bool = False
    edge: str = "start"
    share: int | None = None
    floor: int = 0
    preposition: bool = False
    bare: int | None = None
    cut: int = -1


def governs(scene: Scene, quantity: Quantity, found: Governor, index: int, mark: Mark) -> bool:
    """Whether the marked word governs the quantity, seen what stands between."""
    if _told_of(scene, quantity, index, direct=not found.content) or of_age(scene, quantity, index):
        return False
    judge = JUDGES.get(mark.kind)
    return mark.kind in ALWAYS or (judge is not None and judge(scene, quantity, found, index, mark))


def of_age(scene: Scene, quantity: Quantity, index: int) -> bool:
    """«المعتقلين الذين تتراوح أعمارهم بين 20 و30 سنة 38 ألفا»: a verb of level that has a number of its own."""
    theirs = (scene.phrases.inflection.people[1], scene.phrases.inflection.ladies[1])
    if scene.kind(index) != "level" or not scene.verbal(index) or not scene.word(index + 1).endswith(theirs):
        return False
    near = range(index + 1, min(quantity.first, index + SUBJECT))
    return any(scene.word(at).isdecimal() and scene.owner[at] == FREE and not scene.dated[at] for at in near)


def _told_of(scene: Scene, quantity: Quantity, index: int, *, direct: bool) -> bool:
    """«ارتفع عدد السياح الذين زاروا المغرب ب 18 في المائة»: the verb of a clause inside the main verb's subject.

    ``direct``: the figure follows the verb at once. Wrong where the clause ends with the only figure.
    """
    if (
        scene.kind(index - 1) != "relative"
        or not scene.verbal(index)
        or (direct and scene.kind(index) == "level")  # «تفاقمت ديون المكتب التي وصلت إلى 14 مليارا»
        or not (told_before(scene, index - 1, counts=direct) or _allotted(scene, quantity, index))
    ):
        return False
    following = scene.owner[quantity.first] + 1
    last = scene.quantities[following].first if following < len(scene.quantities) else -1
    parted = any(scene.kind(at) in {"comma", "hard", "clause", "again"} for at in range(quantity.last, last))
    return parted or last < 0


def _allotted(scene: Scene, quantity: Quantity, index: int) -> bool:
    """«سيخصص للاستثمار الذي يشمل الإدارة 189 مليار درهم»: whether money goes on from the verb before a relative one."""
    money = is_money(quantity.value.unit) and scene.kind(index) == "concern"
    reach = range(index - 2, max(-1, index - SUBJECT), -1) if money else ()
    return any(scene.kind(at) == "action" and scene.verbal(at) and scene.purposes(at + 1) for at in reach)


def told_before(scene: Scene, relative: int, *, counts: bool = False) -> bool:
    """Whether a verb of level or change stands before the noun that the pronoun at ``relative`` takes up.

    ``counts``: only one whose subject is a measure, «بلغ عدد الأطفال الذين ولدوا 300 ألف».
    """
    for index in range(relative - 1, max(-1, relative - SUBJECT), -1):
        mark = scene.marks[index]
        if scene.owner[index] != FREE or scene.kind(index) in BREAKS:
            return False
        if scene.verbal(index):
            told = mark is not None and mark.kind in {"level", "change", "move", "rank"}
            return told and not (counts and scene.kind(index + 1) != "measure")
        if scene.kind(index) == "comma" and index != relative - 1:
            return False
    return False


def _between(scene: Scene, found: Governor) -> int:
    return sum(scene.kind(place) != "preposition" for place in found.content)


def definite(scene: Scene, mark: Mark | None) -> bool:
    """Whether a marked word has the article."""
    return mark is not None and mark.proclitic.endswith(scene.phrases.letters.article)


def _moves(scene: Scene, quantity: Quantity, found: Governor, _index: int, _mark: Mark) -> bool:
    return found.to or scene.member(quantity.first - 1, "of")


def _carries(scene: Scene, quantity: Quantity, found: Governor, _index: int, _mark: Mark) -> bool:
    return quantity.value.unit == "count" or _between(scene, found) <= CARRIED


def _levels(scene: Scene, quantity: Quantity, found: Governor, index: int, mark: Mark) -> bool:
    between = _between(scene, found)
    led = index + 1 == quantity.first or scene.kind(index + 1) in {"preposition", "drop"} or not definite(scene, mark)
    return mark.verb or (between == 0 and led) or (mark.entry.id == REACH and between <= FAR)


def _changes(scene: Scene, quantity: Quantity, found: Governor, index: int, mark: Mark) -> bool:
    named, letters = definite(scene, mark), scene.phrases.letters
    purpose = mark.proclitic.endswith(letters.lam) and not named and bool(found.content)
    if scene.kind(index - 1) == "report" and scene.kind(index - 2) == "relative":
        return False  # «معدل الأسر التي صرحت بتدهور معيشتها»
    led = scene.member(index + 1, "of")  # «الرفع من عدد القطارات»
    if named and quantity.value.unit in BARE and scene.kind(index - 1) != "concern":
        at = _described(scene, index + 1)
        led = led or (scene.kind(at) == "preposition" and any(place > at for place in found.content))
    return mark.verb or (_between(scene, found) <= FAR and not purpose and (led or not named))


def _described(scene: Scene, index: int) -> int:
    """Past the adjectives from word ``index`` on: «الزيادة الأخيرة في الأجور بنسبة 5 في المائة»."""
    article = scene.phrases.letters.article
    end = index + ADJECTIVES
    while index < end and scene.kind(index) in {"", "drop"} and scene.sentence.words[index].startswith(article):
        index += 1
    return index


def _does(scene: Scene, quantity: Quantity, found: Governor, index: int, mark: Mark) -> bool:
    near = NEAR if quantity.value.unit not in BARE and not is_money(quantity.value.unit) else 0
    if mark.verb and not mark.proclitic and scene.member(index - 1, "case"):
        return False  # «في حالة شغل ناقص»
    if any(scene.verbal(place) for place in found.content):
        return False  # «استقبل لجنة تتكون من 4 أشخاص»
    object_of = mark.kind in {"action", "state"} and not (mark.verb or mark.proclitic) and index > 1
    if object_of and scene.verbal(index - 1) and scene.kind(index - 2) == "relative":
        return False  # «شمل المخطط الذي نال موافقة السلطات 75 مستخدما»
    if not mark.verb and (_had(scene, index) or _changed_by(scene, index, mark)):
        return False  # «يستفيد من تأجيل القروض 400 ألف شخص», «رفعت الشركة إنتاجها بنسبة 4 في المائة»
    if mark.verb and found.content and scene.kind(index - 1) == "relative" and _has_object(scene, index):
        return not _main_verb(scene, index - 1)
    named = _between(scene, found) <= near and not definite(scene, mark) and not _subject(scene, index)
    return mark.verb or (named and not (found.content and _owned(scene, index)))


def _changed_by(scene: Scene, index: int, mark: Mark) -> bool:
    """Whether the noun at ``index`` is the object of a verb of change whose subject owns it and stands between."""
    if not mark.pronoun or mark.proclitic:
        return False
    for at in range(index - 1, max(-1, index - SUBJECT), -1):
        if scene.owner[at] != FREE or scene.kind(at) in BREAKS | {"comma", "relative"}:
            return False
        if scene.verbal(at):
            return scene.kind(at) == "change" and at < index - 1
    return False


def _had(scene: Scene, index: int) -> bool:
    """Whether a verb of those who have something leads with «من» to the deed at ``index``."""
    while index > 1 and scene.kind(index - 1) == "action" and not scene.verbal(index - 1):
        index -= 1  # «من تأجيل سداد القروض»
    mark = scene.marks[index - 2] if index > 1 and scene.member(index - 1, "of") else None
    return mark is not None and mark.verb and mark.kind == "state"


def _has_object(scene: Scene, index: int) -> bool:
    """Whether a bare noun of a deed follows the verb at ``index`` as its object: «نال موافقة السلطات»."""
    mark = scene.marks[index + 1]
    return mark is not None and mark.kind in {"action", "state"} and not (mark.verb or mark.proclitic)


def _main_verb(scene: Scene, relative: int) -> bool:
    """Whether a verb stands before the noun that the pronoun at ``relative`` takes up."""
    for index in range(relative - 1, max(-1, relative - SUBJECT), -1):
        if scene.owner[index] != FREE or scene.kind(index) in BREAKS | {"comma"}:
            return False
        if scene.verbal(index):
            return True
    return False


def _measures(scene: Scene, quantity: Quantity, found: Governor, index: int, mark: Mark) -> bool:
    if mark.kind == "share-by" and quantity.value.unit in BARE:
        return False
    beside = scene.by(index) or (mark.pronoun and scene.member(index, "amounting"))
    if beside and scene.kind(index - 1) == "change" and not scene.verbal(index - 1):
        return False  # «تراجعا بقيمة 3 ملايير درهم», «تراجعا قيمته …»
    if mark.pronoun and scene.member(index - 1, "place") and scene.kind(index - 2) == "change":
        return scene.verbal(index - 2)  # «سجلت الشركة تراجعا في أرباحها بنسبة 12 في المائة»
    between = _between(scene, found)
    added = mark.kind == "measure" and scene.adds(index) and scene.owner[quantity.first] > 0
    owned = bool(mark.pronoun) and between <= 1 and not acted_on(scene, index)
    return owned or added or (scene.by(index) and between <= NEAR + 1)


def _subject(scene: Scene, index: int) -> bool:
    """Whether the noun at ``index`` is the subject of the verb before it: «بلغ إنتاج الزيتون», «كلف إنجازها»."""
    mark = scene.marks[index - 1] if index else None
    return bool(mark and mark.verb and mark.kind in {"level", "change", "move", "deed"})


def _owned(scene: Scene, index: int) -> bool:
    """Whether those who were hurt stand before a deed's noun as its first noun: «قتلى انهيار عمارة»."""
    return index > 0 and scene.member(index - 1, "casualty") and scene.owner[index - 1] == FREE


Judge = Callable[[Scene, Quantity, Governor, int, Mark], bool]
JUDGES: dict[str, Judge] = {
    "move": _moves,
    "carry": _carries,
    "level": _levels,
    "change": _changes,
    "action": _does,
    "state": _does,
    "people": _does,
    "measure": _measures,
    "share-by": _measures,
}
