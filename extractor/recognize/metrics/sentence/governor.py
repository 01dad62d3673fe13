"""What stands before a quantity: the word that governs it, and the words between the two."""

from __future__ import annotations

from extractor.model import Quantity
from extractor.recognize.metrics.sentence.asides import aside
from extractor.recognize.metrics.sentence.brackets import opened
from extractor.recognize.metrics.sentence.clauses import together
from extractor.recognize.metrics.sentence.judges import BREAKS, NEAR, Governor, definite, governs, of_age, told_before
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.openers import far_level, manner
from extractor.recognize.metrics.sentence.scene import SKIPPED, Scene

COLON = ":"
MEASURES = frozenset({"measure", "share-by"})
ADVERBIAL = "adverbial"
APPOSED = 8  # words of «متصدر النتائج الأولية للانتخابات»
SUBJECT = 10  # words from a verb of level to «مع» inside its subject
ASPECT = 8  # words from a change to «بالنسبة ل»


def governor(scene: Scene, quantity: Quantity) -> Governor:
    """Walk back from the quantity to what governs it: at most to the quantity or the stop before it."""
    first = scene.sentence.words[quantity.first]
    glued = (
        first[0] == scene.phrases.letters.prepositions[0]
        and scene.sentence.starts[quantity.first] < quantity.span.start
    )
    found = Governor(to=quantity.change is not None, preposition=glued)
    within = _within(scene, quantity)
    how = manner(scene, quantity, quantity.first) if within is not None else -1
    if within is not None and how < 0:
        found.pivot, found.floor, found.edge = within, quantity.first, "within"
        return found
    joined = _joined(scene, quantity)
    if joined >= 0:
        found.edge, found.floor = "list", joined + 1
        between = [place for place in range(joined, quantity.first) if scene.kind(place) == "preposition"]
        found.to = any(scene.member(place, "toward") for place in between) or scene.toward(joined)
        return found
    index: int | None = (how if how >= 0 else quantity.first) - 1
    while index is not None and index >= 0:
        found.floor = index + 1
        index = _pass(scene, quantity, found, index)
    if index is not None:
        found.floor = 0
    far = far_level(scene, quantity, to=found.to) if found.pivot is None else None
    if far is not None:
        return Governor(pivot=far, to=found.to, floor=quantity.first, preposition=found.preposition)
    return _settled(scene, quantity, found)


def _settled(scene: Scene, quantity: Quantity, found: Governor) -> Governor:
    """The walk's findings in reading order; a bare measure governs where nothing better does."""
    graded = _graded(scene, quantity, found)
    if graded:
        found.bare = quantity.first - 1
    if found.bare is not None and (found.pivot is None or graded or scene.kind(found.pivot) == "carry"):
        found.pivot = found.bare
        found.content = []
    if found.pivot is None and found.cut >= 0:
        inner, outer = found.content[: found.cut], found.content[found.cut + 1 :]
        aged = outer and any(of_age(scene, quantity, index) for index in inner)
        found.content, found.edge = (outer, found.edge) if aged else (inner, "relative")
    found.content.reverse()
    return found


def _graded(scene: Scene, quantity: Quantity, found: Governor) -> bool:
    """«حصلت التلميذة على معدل 19,37»: whether the verb got a bare measure that a number without a noun tells."""
    mark, pivot = scene.marks[quantity.first - 1] if quantity.first else None, found.pivot
    if pivot is None or mark is None or mark.kind not in MEASURES or mark.proclitic or mark.pronoun or mark.length > 1:
        return False
    number = quantity.noun is None and quantity.value.unit == "count" and scene.owner[quantity.first - 1] == FREE
    return number and scene.kind(pivot) == "action" and scene.verbal(pivot)


def _pass(scene: Scene, quantity: Quantity, found: Governor, index: int) -> int | None:
    """Take word ``index`` in: the next word to the front to look at, ``None`` where the walk ends."""
    kind = scene.kind(index)
    edge = _edge(scene, found, index, kind)
    if edge:
        found.edge = edge
        found.bracket = edge == "open" and not found.content
        return None
    how = manner(scene, quantity, index) if kind == "level" and not found.content else -1
    if how >= 0:
        found.to, found.preposition = quantity.change is not None, False
        return how - 1
    leads = kind == "level" and not found.content and scene.by(index - 1)
    if kind == "clause" and not scene.dated[index] and not _together(scene, index):
        found.content = []
    if scene.dated[index] or kind in BREAKS or kind == "close" or leads:  # a break that is no edge is passed over
        return (opened(scene, index) if kind == "close" and not scene.dated[index] else index) - 1
    if kind == "comma":
        return _comma(scene, found, index)
    if kind == "relative" and found.content:
        _relative(found, index)
        parted = scene.kind(index - 1) == "comma" and found.share is None and told_before(scene, index)
        return index - 1 - parted
    return None if _step(scene, quantity, found, index) else index - 1


def _edge(scene: Scene, found: Governor, index: int, kind: str) -> str:
    """What ends the walk at word ``index``; empty where nothing does."""
    if scene.owner[index] != FREE and not scene.definite(index):
        return "quantity"
    if scene.dated[index]:
        return ""
    if scene.member(index, "pledged") and _stands_between(scene, found, index):
        found.content = []  # «وضع القطاع رهن إشارة السلطات 300 غرفة»
        return ""
    if kind in BREAKS:
        whose = not found.content and index > 0 and _benefits(scene, index - 1)
        passed = (kind == "part" and (found.preposition or whose)) or (not found.content and _introduces(scene, index))
        passed = passed or (kind == "equal" and _approximates(scene, index)) or _adverbial(scene, found, index)
        passed = passed or (kind == "again" and _follows(scene, found, index))
        within = kind == "report" and bool(found.content) and scene.kind(index - 1) == "relative"
        passed = (
            passed or within or _together(scene, index) or (kind == "role" and _aspect(scene, found, index))
        )  # «الذي يعتبر الأكبر»
        return "" if passed or _why(scene, index) else kind
    if kind == "open":
        return kind
    new_member = found.content and index and scene.joins(index)
    return "preposition" if new_member and scene.kind(index - 1) not in {"hard", "comma", "quote"} else ""


def _stands_between(scene: Scene, found: Governor, index: int) -> bool:
    """Whether «رهن إشارة السلطات» stands between a subject and the figure, and no clause goes on behind it."""
    plain = all(scene.kind(place) == "" and not scene.verbal(place) for place in found.content)
    return index > 0 and plain and bool(found.content) and not scene.verbal(index - 1)


def _aspect(scene: Scene, found: Governor, index: int) -> bool:
    """«تراجعت المبيعات بالنسبة للقمح بنسبة 12 في المائة»: of what a change is told, behind it in its clause."""
    for at in range(index - 1, max(-1, index - ASPECT), -1) if found.content else ():
        if scene.owner[at] != FREE or scene.kind(at) in BREAKS | {"comma"}:
            return False
        if scene.kind(at) == "change":
            return True
    return False


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
    named = framed in {"", "demonstrative"} or (framed == "measure" and definite(scene, scene.marks[found.content[-1]]))
    return last.startswith(scene.phrases.letters.article) and named


def _follows(scene: Scene, found: Governor, index: int) -> bool:
    """«بلغ عدد المقبولين بعد اختبار كتابي 60 مترشحا»: what went before, between a count's name and its figure."""
    if not found.content or any(map(scene.verbal, found.content)):
        return False
    for at in range(index - 1, max(-1, index - ASPECT), -1):
        if scene.owner[at] != FREE or scene.kind(at) in BREAKS | {"comma"}:
            return False
        if scene.kind(at) == "level" and scene.verbal(at):
            found.content = []
            return scene.kind(at + 1) == "measure"
    return False


def _together(scene: Scene, index: int) -> bool:
    """«بلغت قيمة صفقة الرجاء مع المدافع 700 ألف دولار»: «مع» inside the subject of a verb of level before it."""
    if not scene.member(index, "with") or not together(scene, index):
        return False
    for at in range(index - 1, max(-1, index - SUBJECT), -1):
        if scene.owner[at] != FREE or scene.kind(at) in BREAKS | {"comma"}:
            return False
        if scene.verbal(at):
            return scene.kind(at) == "level"
    return False


def _why(scene: Scene, index: int) -> bool:
    """«توفي جراء المرض 269 شخصا»: the cause right after the verb of those who were hurt."""
    mark = scene.marks[index - 1] if index else None
    return scene.member(index, "place") and mark is not None and mark.verb and mark.kind in {"people", "state"}


def _comma(scene: Scene, found: Governor, index: int) -> int | None:
    """Before a comma: past the aside that it closes; with content in hand the walk ends."""
    opener = aside(scene, index)
    if opener < 0 and not found.content and found.preposition:
        led = scene.word(index + 1) in scene.phrases.inflection.takes_up or scene.owner[index + 1] != FREE
        opener = _apposed(scene, index) if led else opener  # «حصل على», no «ضمن 40 شخصية»
    if found.content or opener < 0:
        found.edge = "comma"
    if found.content:
        return None
    return (opener if opener >= 0 else index) - 1


def _apposed(scene: Scene, comma: int) -> int:
    """«حصل حزب الوسط، متصدر النتائج، على 5064 صوتا»: the comma that opens an apposition; -1 for none.

    Only nouns stand in it, the first without an article, behind a name or a definite noun.
    """
    for index in range(comma - 1, max(0, comma - APPOSED), -1):
        if scene.owner[index] != FREE or scene.dated[index]:
            return -1
        if scene.kind(index) == "comma":
            first, before = scene.sentence.words[index + 1], index - 1 - (scene.kind(index - 1) == "quote")
            letters = scene.phrases.letters
            glued = first[0] in (*letters.conjunctions, *letters.prepositions) or first.startswith(letters.article)
            named = scene.plain(before) and scene.kind(before) in {"", "drop"} and not scene.verbal(before)
            return index if named and not glued and index + 2 < comma else -1
        if scene.kind(index) not in {"", "preposition", "quote", "measure", "drop"} or scene.verbal(index):
            return -1
    return -1


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
    if mark and governs(scene, quantity, found, index, mark):
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


def _within(scene: Scene, quantity: Quantity) -> int | None:
    """A verb of level that is the bound of the quantity itself: «لا يتجاوز 1400 درهم», no «بنسبة فاقت 6 بالمائة»."""
    word = scene.sentence.words[quantity.first]
    inner = range(quantity.first, quantity.number[0] - 1)  # «بشرط ألا تتجاوز الكلفة 5 ملايين»
    passed = any(scene.kind(index) == "level" and scene.kind(index + 1) == "measure" for index in inner)
    if scene.by(quantity.first - 1) or (word[0] == scene.phrases.letters.prepositions[0] and not passed):
        return None  # «، بما يقدر بنحو 84 مليار درهم»
    if word[0] in scene.phrases.letters.prepositions and scene.phrases.marked(word[1:]) == "relative":
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
