"""What a verb is about: the noun phrase after it, before it, before its relative pronoun, or what was named last."""

from __future__ import annotations

from extractor.model import Quantity
from extractor.recognize.metrics.constructions.about.antecedents import (
    before,
    opening_of,
    owned,
    taken_as,
    without_measure,
)
from extractor.recognize.metrics.constructions.about.described import by_participle
from extractor.recognize.metrics.constructions.about.topics import carrier, topic
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import SKIPPED, Scene
from extractor.recognize.metrics.sentence.topics import (
    said_of,
)
from extractor.recognize.metrics.wording.label import Memory, Phrase
from extractor.recognize.metrics.wording.naming import bare, unowned

SUBJECTS = frozenset({"", "measure", "share-by", "action", "state", "people", "change", "deed", "preposition"})
PAIR = 2  # a measure and what it is of: «تعداد ساكنتها»
OWNER = 3  # words of the one thing that a pronoun means


def subject(scene: Scene, quantity: Quantity, at: int, memory: Memory) -> Phrase:
    """What the verb or noun of change at word ``at`` says its figure of."""
    mark = scene.marks[at]
    told = _told(scene, quantity, at, memory) or _bracketed(scene, at)
    if told:
        return told
    after = scene.phrase(at + (mark.length if mark else 1), quantity.first, limit=9, relative=True, across=True)
    during = scene.member(at + (mark.length if mark else 1), "during")  # «بلغت خلال هذه الدورة الأولى …»
    after = [] if during or _where(scene, at, mark) else without_measure(scene, after)
    if mark and mark.kind == "change" and not mark.verb:
        after = _undescribed(scene, after)
    theirs = Phrase() if after else _theirs(scene, quantity, at)
    if theirs:
        return theirs + (before(scene, at) or memory.base)
    after = after or inner(scene, quantity, at)
    if after:
        return _following(scene, after, at, memory)
    beside = by_participle(scene, at) if mark and mark.kind == "level" else []
    if beside:
        return taken_as(scene, beside)
    noun = mark is not None and mark.kind == "change" and not mark.verb
    carried = _told_behind(scene, quantity, at, memory) if noun else Phrase()
    if not carried and at and scene.kind(at - 1) == "carry" and not scene.verbal(at - 1):
        return memory.base  # «مسجلة زيادة بنسبة …»
    return (
        carried
        or _worn(scene, at, memory)
        or before(scene, at)
        or _participle(scene, at)
        or topic(scene, at, memory)
        or memory.base
    )


def _told_behind(scene: Scene, quantity: Quantity, at: int, memory: Memory) -> Phrase:
    """«سجلت المجموعة نموا بنسبة 13 في المائة في الأرباح»: a measure behind the figure changed, of who carries it."""
    whose = carrier(scene, at, memory)
    measured = scene.member(quantity.last, "place") and scene.kind(quantity.last + 1) == "measure"
    behind = _behind(scene, quantity) if measured or not whose else Phrase()
    if not (behind and whose):
        return behind or whose
    mark = scene.marks[quantity.last + 1]
    if mark is not None and mark.pronoun:
        return Phrase([bare(scene.phrases, behind.words[0], mark), *behind.words[1:]], behind.places) + whose
    return behind + whose if len(behind.words) == 1 else behind


def _worn(scene: Scene, at: int, memory: Memory) -> Phrase:
    """«انطلقت أشغال الطريق، وطولها يناهز 85 كيلومترا»: a measure with a pronoun before its verb, and whose it is."""
    taken = scene.back(at, limit=OWNER)
    mark = scene.marks[taken[0]] if taken else None
    if mark is None or mark.kind != "measure" or not mark.pronoun or mark.verb:
        return Phrase()
    measure = scene.phrases.fold(bare(scene.phrases, scene.texts(taken[:1])[0], mark))
    return Phrase() if measure in scene.phrases.sets["number"] else owned(scene, taken, taken[0], memory)


def _bracketed(scene: Scene, at: int) -> Phrase:
    """«وبمبيعات الأسلاك (بزيادة بلغت 14 في المائة)»: what the bracket that a noun of change opens stands beside."""
    mark = scene.marks[at]
    opens = mark is not None and mark.kind == "change" and bool(mark.proclitic) and scene.kind(at - 1) == "open"
    beside = opens and at > 1 and scene.owner[at - 2] == FREE
    return taken_as(scene, scene.back(at - 1)) if beside else Phrase()


def _participle(scene: Scene, at: int) -> Phrase:
    """«12 طنا من الحمولة الإجمالية البالغة 40 طنا»: the noun phrase that a participle of level describes."""
    if scene.kind(at) != "level" or scene.verbal(at) or scene.owner[at - 1] != FREE:
        return Phrase()
    return taken_as(scene, scene.back(at, limit=4))


def _told(scene: Scene, quantity: Quantity, at: int, memory: Memory) -> Phrase:
    """What stands behind the figure («… إلى 300 كعدد»), or before it where a change only compares the two."""
    if scene.member(quantity.last, "number"):
        return taken_as(scene, scene.phrase(quantity.last, len(scene), limit=7))
    return memory.base if _equals(scene, quantity, at, scene.marks[at]) else Phrase()


def _undescribed(scene: Scene, taken: list[int]) -> list[int]:
    """What follows «انخفاضا» without its indefinite adjectives: «سنويا متوسطا»."""
    place = 0
    while place < len(taken) and said_of(scene, taken[place]):
        place += 1
    return scene.trimmed(taken[place:])


def _following(scene: Scene, after: list[int], at: int, memory: Memory) -> Phrase:
    """The noun phrase after the verb; of a noun with a pronoun also whose it is."""
    first = scene.marks[after[0]]
    if first and first.pronoun and first.kind in {"measure", "action"}:
        return owned(scene, after, at, memory)
    heads = first is None or first.kind in {"measure", "share-by"}
    if heads and len(after) == PAIR and scene.kind(at - 1) == "relative":
        own = taken_as(scene, after)
        bared = unowned(scene, own.words[-1])
        if bared != own.words[-1]:  # «المنطقة التي يبلغ تعداد ساكنتها …»
            return Phrase([*own.words[:-1], bared], own.places) + before(scene, at)
    return _whose(scene, after, at, memory) if len(after) == 1 and first is None else taken_as(scene, after)


def _whose(scene: Scene, taken: list[int], at: int, memory: Memory) -> Phrase:
    """«زلزال بلغت شدته 7,5 درجات» → «شدة زلزال»: a lone noun with a pronoun, and whose it is."""
    own, word = taken_as(scene, taken), scene.sentence.words[taken[0]]
    if scene.phrases.known(word) or word.startswith(scene.phrases.letters.article) or len(own.words) != 1:
        return own
    bared = unowned(scene, own.words[0])
    return (
        Phrase([bared], own.places) + (before(scene, at) or opening_of(scene, at) or memory.base)
        if bared != own.words[0]
        else own
    )


def _equals(scene: Scene, quantity: Quantity, at: int, mark: Mark | None) -> bool:
    """Whether a bare noun of change only says by how much the figure before differs from its partner."""
    if mark is None or mark.verb or mark.kind != "change" or scene.kind(at - 1) != "equal":
        return False
    return all(scene.kind(index) in SKIPPED for index in range(at + 1, quantity.first))


def _where(scene: Scene, at: int, mark: Mark | None) -> bool:
    """«ميزانية الصحة ارتفعت في المغرب بنسبة …»: a place after the verb is no subject where one stands before."""
    if mark is None or not mark.verb or mark.kind != "change":
        return False
    index = at + 1
    while scene.colloquial and index < len(scene) and scene.dated[index]:
        index += 1
    if index >= len(scene) or scene.dated[index] or not (scene.member(index, "place") or _spoken_in(scene, index)):
        return False
    if not scene.kind(index) and scene.member(index, "result"):
        return False  # «ارتفعت نتيجة الاستغلال»
    return scene.kind(at - 1) == "clause" or bool(before(scene, at))


def _spoken_in(scene: Scene, index: int) -> bool:
    """«ثمن اللحم طلع فأسواق كازا»: the spoken language writes «في» as a letter onto the noun."""
    glued = scene.sentence.words[index].startswith(scene.phrases.letters.conjunctions[-1])
    return scene.colloquial and glued and scene.marks[index] is None


def _theirs(scene: Scene, quantity: Quantity, at: int) -> Phrase:
    """«يفوق عدد سكانه 7000 نسمة»: a noun with a pronoun inside the quantity's own span, without it."""
    inside = inner(scene, quantity, at)
    if not inside or scene.marks[inside[-1]]:
        return Phrase()
    own, text = taken_as(scene, inside), scene.texts(inside[-1:], head=False)[0]
    bared = unowned(scene, text)
    return Phrase([*own.words[:-1], bared], own.places) if bared != text else Phrase()


def _behind(scene: Scene, quantity: Quantity) -> Phrase:
    """«ارتفاعا بـ 2 مليار درهم، أي بنسبة 1 في المائة، في قروض السكن»: what changed comes after the figure."""
    at, number = quantity.last, scene.owner[quantity.first] + 1
    if scene.kind(at) == "comma" and scene.kind(at + 1) == "equal" and number < len(scene.quantities):
        at = scene.quantities[number].last
    aside = scene.kind(at) == "comma" and scene.by(quantity.first - 1) and scene.kind(quantity.first - 2) == "comma"
    at += aside  # «ارتفاع كبير، بمعدل 40 بالمائة، في عدد القضايا»
    if not aside and scene.word(at).startswith(scene.phrases.letters.lam_article) and not scene.dated[at]:
        return taken_as(scene, scene.phrase(at, len(scene), limit=4))  # «ارتفاعا قدره 4 في المائة للصادرات»
    timed = at + 1 >= len(scene) or scene.dated[at + 1] or scene.dated[at] or scene.member(at + 1, "during")
    if timed or not scene.member(at, "place"):
        return Phrase()
    return taken_as(scene, scene.phrase(at + 1, len(scene), limit=6))


def inner(scene: Scene, quantity: Quantity, at: int) -> list[int]:
    """The subject inside the quantity's own span: «لا يتعدى سعرها 2,50 درهم»."""
    if at < quantity.first:
        return []
    mark = scene.marks[at]
    start = at + (mark.length if mark else 1)
    if scene.kind(start) == "preposition":
        return []  # «يناهز على المستوى العالمي 59 في المائة»
    unit = range(*quantity.noun) if quantity.noun else ()
    article = scene.phrases.letters.article  # «عتبة ال120»
    words = [
        index
        for index in range(start, quantity.number[0])
        if index not in unit and scene.sentence.words[index] != article
    ]
    if any(scene.kind(index) == "relative" for index in words):
        return [index for index in words if scene.sentence.words[index][0].isalpha() and not scene.dated[index]]
    nominal = (index for index in words if scene.kind(index) in SUBJECTS and scene.sentence.words[index][0].isalpha())
    return scene.trimmed([index for index in nominal if scene.kind(index) == "" or not scene.verbal(index)])
