"""What stands before a quantity: the word that governs it, and the words between the two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from extractor.model import Quantity
from extractor.recognize.metrics.sentence.asides import aside
from extractor.recognize.metrics.sentence.brackets import opened
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.openers import acted_on, far_level
from extractor.recognize.metrics.sentence.scene import SKIPPED, Scene
from extractor.recognize.metrics.sentence.units import is_money
from extractor.recognize.metrics.sentence.words import Mark

FAR = 9  # content words between a noun of change and its figure: longer subjects are other clauses
SUBJECT = 10  # words from a verb to the relative clause of its subject
NEAR = 2  # content words between a deed's noun and what is counted: «حجز وإتلاف 56 ألف كيلوغرام»
COLON = ":"
BREAKS = frozenset({"hard", "clause", "report", "again", "part", "equal", "role"})
ALWAYS = frozenset({"rank", "concern", "deed"})
CARRIED = 4  # content words between «سجل» and an amount that it carries
BARE = frozenset({"percent", "percentage_point", "times"})
ADVERBIAL = "adverbial"
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


def governor(scene: Scene, quantity: Quantity) -> Governor:
    """Walk back from the quantity to what governs it: at most to the quantity or the stop before it."""
    first = scene.sentence.words[quantity.first]
    glued = (
        first[0] == scene.phrases.letters.prepositions[0]
        and scene.sentence.starts[quantity.first] < quantity.span.start
    )
    found = Governor(to=quantity.change is not None, preposition=glued)
    within = _within(scene, quantity)
    if within is not None:
        found.pivot, found.floor, found.edge = within, quantity.first, "within"
        return found
    joined = _joined(scene, quantity)
    if joined >= 0:
        found.edge, found.floor = "list", joined + 1
        between = [place for place in range(joined, quantity.first) if scene.kind(place) == "preposition"]
        found.to = any(scene.member(place, "toward") for place in between) or scene.toward(joined)
        return found
    index: int | None = quantity.first - 1
    while index is not None and index >= 0:
        found.floor = index + 1
        index = _pass(scene, quantity, found, index)
    if index is not None:
        found.floor = 0
    far = far_level(scene, quantity, to=found.to) if found.pivot is None else None
    if far is not None:
        return Governor(pivot=far, to=found.to, floor=quantity.first, preposition=found.preposition)
    return _settled(scene, found)


def _settled(scene: Scene, found: Governor) -> Governor:
    """The walk's findings in reading order; a bare measure governs where nothing better does."""
    if found.bare is not None and (found.pivot is None or scene.kind(found.pivot) == "carry"):
        found.pivot = found.bare
        found.content = []
    if found.pivot is None and found.cut >= 0:
        found.content, found.edge = found.content[: found.cut], "relative"
    found.content.reverse()
    return found


def _pass(scene: Scene, quantity: Quantity, found: Governor, index: int) -> int | None:
    """Take word ``index`` in: the next word to the front to look at, ``None`` where the walk ends."""
    kind = scene.kind(index)
    edge = _edge(scene, found, index, kind)
    if edge:
        found.edge = edge
        found.bracket = edge == "open" and not found.content
        return None
    leads = kind == "level" and not found.content and _of_measure(scene, index)
    if kind == "clause" and not scene.dated[index]:
        found.content = []
    if scene.dated[index] or kind in BREAKS or leads:  # a break that is no edge here is passed over
        return index - 1
    if kind == "close":
        return opened(scene, index) - 1
    if kind == "comma":
        return _comma(scene, found, index)
    if kind == "relative" and found.content:
        _relative(found, index)
        parted = scene.kind(index - 1) == "comma" and found.share is None and _told_before(scene, index)
        return index - 1 - parted
    return None if _step(scene, quantity, found, index) else index - 1


def _edge(scene: Scene, found: Governor, index: int, kind: str) -> str:
    """What ends the walk at word ``index``; empty where nothing does."""
    if scene.owner[index] != FREE and not scene.definite(index):
        return "quantity"
    if scene.dated[index]:
        return ""
    if kind in BREAKS:
        whose = not found.content and index > 0 and _benefits(scene, index - 1)
        passed = (kind == "part" and (found.preposition or whose)) or (not found.content and _introduces(scene, index))
        passed = passed or (kind == "equal" and _approximates(scene, index)) or _adverbial(scene, found, index)
        within = kind == "report" and bool(found.content) and scene.kind(index - 1) == "relative"
        passed = passed or within  # «الذي يعتبر الأكبر»
        return "" if passed or _why(scene, index) else kind
    if kind == "open":
        return kind
    new_member = found.content and index and scene.joins(index)
    return "preposition" if new_member and scene.kind(index - 1) not in {"hard", "comma", "quote"} else ""


def _benefits(scene: Scene, index: int) -> bool:
    """«مدرسة يستفيد منها 400 تلميذ»: a verb of those who have something, no part of what was counted."""
    mark = scene.marks[index]
    return mark is not None and mark.verb and mark.kind == "state"


def _adverbial(scene: Scene, found: Governor, index: int) -> bool:
    """«تبلغ القروض في إطار البرنامج الجديد 9 ملايين»: a cause or a frame that ends before the figure is passed over."""
    mark = scene.marks[index]
    if mark is None or mark.entry.id != ADVERBIAL or any(map(scene.verbal, found.content)):
        return False
    if not found.content:
        return mark.length > 1  # «في» of «في إطار», whose end was passed over
    last = scene.sentence.words[found.content[0]]
    framed = scene.kind(found.content[-1])
    named = framed in {"", "demonstrative"} or (
        framed == "measure" and _definite(scene, scene.marks[found.content[-1]])
    )
    return last.startswith(scene.phrases.letters.article) and named


def _why(scene: Scene, index: int) -> bool:
    """«توفي جراء المرض 269 شخصا»: the cause right after the verb of those who were hurt."""
    mark = scene.marks[index - 1] if index else None
    return scene.member(index, "place") and mark is not None and mark.verb and mark.kind in {"people", "state"}


def _comma(scene: Scene, found: Governor, index: int) -> int | None:
    """Before a comma: past the aside that it closes; with content in hand the walk ends."""
    opener = aside(scene, index)
    if found.content or opener < 0:
        found.edge = "comma"
    if found.content:
        return None
    return (opener if opener >= 0 else index) - 1


def _relative(found: Governor, index: int) -> None:
    """A relative clause before the figure: its words count only if something governs from further on."""
    if found.share is not None:
        found.content = []
        return
    found.cut = len(found.content) if found.cut < 0 else found.cut
    found.content.append(index)


def _step(scene: Scene, quantity: Quantity, found: Governor, index: int) -> bool:
    """Take word ``index`` in; whether it is the pivot."""
    mark, kind = scene.marks[index], scene.kind(index)
    if mark and _governs(scene, quantity, found, index, mark):
        found.pivot = index - mark.offset
        return True
    if (
        kind == "measure"
        and mark
        and not (found.content or mark.proclitic or mark.pronoun)
        and scene.kind(index - 1) == "preposition"
    ):
        found.bare = index
    if kind == "share-by" and not found.content and quantity.value.unit in {"percent", "percentage_point"}:
        found.share = index
    elif not found.content and kind == "preposition":
        found.to = found.to or scene.member(index, "toward")
        found.preposition = True
    elif (
        kind not in SKIPPED
        and (scene.plain(index) or scene.definite(index))
        and (len(scene.sentence.words[index]) > 1 or found.content)
    ):
        found.content.append(index)
    return False


def _governs(scene: Scene, quantity: Quantity, found: Governor, index: int, mark: Mark) -> bool:
    """Whether the marked word governs the quantity, seen what stands between."""
    if _told_of(scene, quantity, index, direct=not found.content):
        return False
    judge = JUDGES.get(mark.kind)
    return mark.kind in ALWAYS or (judge is not None and judge(scene, quantity, found, index, mark))


def _told_of(scene: Scene, quantity: Quantity, index: int, *, direct: bool) -> bool:
    """«ارتفع عدد السياح الذين زاروا المغرب ب 18 في المائة»: the verb of a clause inside the main verb's subject.

    ``direct``: the figure follows the verb at once. Wrong where the clause ends with the only figure.
    """
    if (
        scene.kind(index - 1) != "relative"
        or not scene.verbal(index)
        or not _told_before(scene, index - 1, counts=direct)
    ):
        return False
    following = scene.owner[quantity.first] + 1
    last = scene.quantities[following].first if following < len(scene.quantities) else -1
    parted = any(scene.kind(at) in {"comma", "hard", "clause", "again"} for at in range(quantity.last, last))
    return parted or last < 0


def _told_before(scene: Scene, relative: int, *, counts: bool = False) -> bool:
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


def _definite(scene: Scene, mark: Mark | None) -> bool:
    return mark is not None and mark.proclitic.endswith(scene.phrases.letters.article)


def _moves(scene: Scene, quantity: Quantity, found: Governor, _index: int, _mark: Mark) -> bool:
    return found.to or scene.member(quantity.first - 1, "of")


def _carries(scene: Scene, quantity: Quantity, found: Governor, _index: int, _mark: Mark) -> bool:
    return quantity.value.unit == "count" or _between(scene, found) <= CARRIED


def _levels(scene: Scene, quantity: Quantity, found: Governor, index: int, mark: Mark) -> bool:
    between = _between(scene, found)
    led = index + 1 == quantity.first or scene.kind(index + 1) in {"preposition", "drop"} or not _definite(scene, mark)
    return mark.verb or (between == 0 and led) or (mark.entry.id == REACH and between <= FAR)


def _changes(scene: Scene, _quantity: Quantity, found: Governor, index: int, mark: Mark) -> bool:
    purpose = mark.proclitic.endswith(scene.phrases.letters.lam) and bool(found.content)
    if scene.kind(index - 1) == "report" and scene.kind(index - 2) == "relative":
        return False  # «معدل الأسر التي صرحت بتدهور معيشتها»
    led = scene.member(index + 1, "of")  # «الرفع من عدد القطارات»
    return mark.verb or (_between(scene, found) <= FAR and not purpose and (led or not _definite(scene, mark)))


def _does(scene: Scene, quantity: Quantity, found: Governor, index: int, mark: Mark) -> bool:
    near = NEAR if quantity.value.unit not in BARE and not is_money(quantity.value.unit) else 0
    if any(scene.verbal(place) for place in found.content):
        return False  # «استقبل لجنة تتكون من 4 أشخاص»
    named = _between(scene, found) <= near and not _definite(scene, mark) and not _subject(scene, index)
    return mark.verb or (named and not (found.content and _owned(scene, index)))


def _measures(scene: Scene, quantity: Quantity, found: Governor, index: int, mark: Mark) -> bool:
    if mark.kind == "share-by" and quantity.value.unit in BARE:
        return False
    if scene.by(index) and scene.kind(index - 1) == "change" and not scene.verbal(index - 1):
        return False  # «تراجعا بقيمة 3 ملايير درهم»
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


def _within(scene: Scene, quantity: Quantity) -> int | None:
    """A verb of level that is the bound of the quantity itself: «لا يتجاوز 1400 درهم», no «بنسبة فاقت 6 بالمائة»."""
    word = scene.sentence.words[quantity.first]
    if scene.by(quantity.first - 1) or word[0] == scene.phrases.letters.prepositions[0]:
        return None  # «، بما يقدر بنحو 84 مليار درهم»
    if scene.phrases.marked(word[1:]) == "relative":
        return None  # «لما يقارب 845 ألف طفل»
    opens = scene.marks[quantity.first]
    if opens and opens.kind == "relative":
        return None
    drop = opens.length if opens and opens.kind == "drop" and opens.length > 1 else 0
    at = quantity.first + drop  # «يمكن أن يصل مبلغ القرض إلى 10», no «وأصيب ما لا يقل عن 8 آخرين»
    if drop and (
        scene.kind(at) != "level" or scene.kind(at + 1) not in {"", "measure"} or at + 1 >= quantity.number[0]
    ):
        return None
    for index in range(quantity.first, quantity.number[0]):
        mark = scene.marks[index]
        if mark and mark.kind == "level" and mark.verb:
            return index - mark.offset
    return None


def _approximates(scene: Scene, index: int) -> bool:
    """«يستهلك ما يعادل 12 مليون»: inside a clause «ما يعادل» only rounds, after a comma it equates."""
    mark = scene.marks[index]
    before = index - (mark.offset if mark else 0) - 1
    opens = {"comma", "hard", "clause", "quote", "relative", "close", "open", "equal"}
    return before >= 0 and scene.owner[before] == FREE and scene.kind(before) not in opens


def _of_measure(scene: Scene, index: int) -> bool:
    """Whether a verb of level only leads from «بنسبة», «بنسبة قياسية» to the figure."""
    adjective = scene.kind(index - 1) == "" and index > 1 and scene.owner[index - 1] == FREE
    return scene.by(index - 1) or (adjective and scene.by(index - 2) and scene.kind(index - 2) == "share-by")


def _introduces(scene: Scene, index: int) -> bool:
    """Whether the stop at ``index`` is a colon that leads from a phrase to its figure: «لفائدة: 60 نزيلا»."""
    word = scene.sentence.words[index]
    return (
        word == COLON
        and scene.sentence.place == "body"
        and scene.kind(index - 1) in {"preposition", ""}
        and scene.owner[index - 1] == FREE
    )


def _joined(scene: Scene, quantity: Quantity) -> int:
    """The place of the «و» that adds the figure to the one before it in the sentence; -1 where none does."""
    first = quantity.first
    number = scene.owner[first]
    if number <= 0 or scene.member(first - 1, "favour"):
        return -1
    index = first - 1
    while index > 0 and (scene.kind(index) in {"preposition", "drop", "quote"}) and not scene.joins(index):
        index -= 1
    if index > 0 and "hard" in (scene.kind(index), scene.kind(index - 1)):
        return -1  # «… 32 شخصا .. و202 حالة»
    glued = quantity.span.start > scene.sentence.starts[first] and index == first - 1
    with_and = scene.sentence.words[first][0] in scene.phrases.letters.conjunctions
    if (glued and with_and) or scene.joins(index) or scene.kind(index) == "also":
        return index
    return index if scene.kind(index) == "comma" and aside(scene, index) < 0 and _beside(scene, index) else -1


def _beside(scene: Scene, comma: int) -> bool:
    """Whether only the complement of another figure stands before the comma: «ألباني, 1.909 روماني»."""
    index = comma - 1
    while index >= 0 and scene.owner[index] == FREE:
        mark = scene.marks[index]
        if mark and mark.kind not in {"drop", "quote", "preposition", "dash"}:
            return False
        if comma - index > NEAR + 1:
            return False
        index -= 1
    return index >= 0


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
