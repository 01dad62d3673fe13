"""What a verb is about: the noun phrase after it, before it, before its relative pronoun, or what was named last."""

from __future__ import annotations

from extractor.model import Quantity
from extractor.recognize.metrics.sentence import clauses
from extractor.recognize.metrics.sentence.asides import aside
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.prefixes import unprefixed
from extractor.recognize.metrics.sentence.scene import SKIPPED, Scene
from extractor.recognize.metrics.sentence.topics import (
    clause_before,
    opening,
    placed,
    relative_subject,
    role_before,
    said_of,
)
from extractor.recognize.metrics.wording.label import Memory, Phrase
from extractor.recognize.metrics.wording.naming import bare, unowned

SUBJECTS = frozenset({"", "measure", "share-by", "action", "state", "people", "change", "deed", "preposition"})
MEASURES = frozenset({"measure", "share-by"})
AGAIN = 12  # words of a relative clause that another one follows
CARRIED = 18  # words from a noun of change back to the verb that carries it
OWNER = 3  # words of the one thing that a pronoun means
PASSED = frozenset(
    {"level", "carry", "passive", "move", "rank", "deed"}
)  # «بلغ عددهن»: the verb before a measure is passed over


def taken_as(scene: Scene, taken: list[int]) -> Phrase:
    """The words at ``taken`` as a phrase; «عدد» that heads a count goes."""
    doing = len(taken) > 1 and scene.kind(taken[0]) == "action" and scene.kind(taken[1]) in MEASURES
    if doing and not _definite(scene, taken[1]):  # «منح المردودية» is one noun
        taken = taken[1:]
    if len(taken) > 1 and scene.member(taken[0], "number") and not _definite(scene, taken[0]):
        taken = taken[1:]
    ranked = next((place for place, index in enumerate(taken) if place and _standing(scene, index)), 0)
    taken = scene.trimmed(taken[:ranked]) if ranked else taken  # «سد إدريس الأول المرتبة الثانية»
    return Phrase(scene.texts(taken), scene.spans(taken))


def _standing(scene: Scene, index: int) -> bool:
    """Whether a rank is told at word ``index``: «المرتبة الثانية», «المرتبة 12», no «المركز الصحي»."""
    definite = scene.sentence.words[index].startswith(scene.phrases.letters.article)
    numbered = index + 1 < len(scene) and not scene.sentence.words[index + 1][0].isalpha()
    return scene.member(index, "standing") and definite and (numbered or scene.member(index + 1, "ordinal"))


def _definite(scene: Scene, index: int) -> bool:
    """Whether the article is on word ``index``: «العدد الإجمالي» keeps its head, «عدد المسجلين» does not."""
    word, article = scene.sentence.words[index], scene.phrases.letters.article
    return word.find(article, 0, len(article) + 2) >= 0


def subject(scene: Scene, quantity: Quantity, at: int, memory: Memory) -> Phrase:
    """What the verb or noun of change at word ``at`` says its figure of."""
    mark = scene.marks[at]
    told = _told(scene, quantity, at, memory) or _bracketed(scene, at)
    if told:
        return told
    after = scene.phrase(at + (mark.length if mark else 1), quantity.first, limit=9, relative=True, across=True)
    after = [] if _where(scene, at, mark) else without_measure(scene, after)
    if mark and mark.kind == "change" and not mark.verb:
        after = _undescribed(scene, after)
    theirs = Phrase() if after else _theirs(scene, quantity, at)
    if theirs:
        return theirs + (before(scene, at) or memory.base)
    after = after or inner(scene, quantity, at)
    if after:
        return _following(scene, after, at, memory)
    noun = mark is not None and mark.kind == "change" and not mark.verb
    carried = _carried(scene, at, memory) or _behind(scene, quantity) if noun else Phrase()
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


def owned(scene: Scene, taken: list[int], at: int, memory: Memory) -> Phrase:
    """«قيمتها»: the measure, and whose it is."""
    mark = scene.marks[taken[0]]
    words = scene.texts(taken)
    if mark and mark.pronoun:
        last = min(mark.length, len(words)) - 1
        words[last] = bare(scene.phrases, words[last], mark)
    article = scene.phrases.letters.article
    if len(words) > 1 and words[1].startswith(article) and not words[0].startswith(article):
        words[0] = article + words[0]  # «كلفته الإجمالية» → «الكلفة الإجمالية»
    own = Phrase(words, scene.spans(taken))
    if scene.member(taken[0], "number") or scene.phrases.fold(words[0]) in scene.phrases.sets["number"]:
        own = Phrase()
    made = mark is not None and mark.kind == "action"  # «تشغل الوحدة 300 عامل، ويصل إنتاجها إلى …»
    doer = Phrase(list(memory.last.agent)) if made and memory.last else Phrase()
    return own + (
        before(scene, at)
        or opening_of(scene, at)
        or doer
        or meant(scene, at, mark.pronoun if mark else "", memory.base)
    )


def meant(scene: Scene, at: int, pronoun: str, about: Phrase) -> Phrase:
    """«يضم الفريق 25 لاعبا، وتبلغ ميزانيته …»: no persons, but the one thing before that the pronoun agrees with."""
    inflection, phrases = scene.phrases.inflection, scene.phrases
    article, one = phrases.letters.article, pronoun in {phrases.fold(inflection.his), inflection.things[1]}
    head = phrases.fold(about.words[0]).removeprefix(article) if about else ""
    many = head in phrases.persons or head.endswith(inflection.men_forms)
    if not (one and many):
        return about
    feminine = pronoun != phrases.fold(inflection.his)
    ends = (inflection.many, *inflection.men_forms)
    for index in range(at - 1, max(-1, at - AGAIN), -1):
        word = scene.sentence.words[index]
        if not word.startswith(article) or scene.kind(index) or word.endswith(ends) or scene.owner[index] != FREE:
            continue
        if word.endswith(inflection.feminine) == feminine:
            return taken_as(scene, scene.phrase(index, at, limit=OWNER)) or about
    return about


def opening_of(scene: Scene, at: int) -> Phrase:
    """«الأسماك السطحية كانت …، حيث ارتفعت كميتها»: what the sentence opens with, before word ``at``."""
    return taken_as(scene, opening(scene, at))


def without_measure(scene: Scene, taken: list[int]) -> list[int]:
    """A subject without the «بنسبة» or «مستوى» that only leads to the figure."""
    while taken:
        mark = scene.marks[taken[-1]]
        if not mark or mark.kind not in {"measure", "share-by"} or mark.pronoun:
            break
        if mark.proclitic.endswith(scene.phrases.letters.article):
            break
        taken = scene.trimmed(taken[:-1])
    return taken


def before(scene: Scene, at: int) -> Phrase:
    """The noun phrase before word ``at``: a verb's subject, or what its relative pronoun stands for."""
    index, closed = at, False
    while index > 0:
        mark = scene.marks[index - 1]
        passed = mark is not None and mark.kind in PASSED and (mark.verb or mark.kind == "level")
        if scene.kind(index - 1) == "comma":
            opener = aside(scene, index - 1)
            index, closed = (opener, closed) if opener >= 0 else (index - 1, True)
            continue
        idle = scene.kind(index - 1) in SKIPPED | {"preposition", "share-by"} and not _named(scene, index - 1)
        if not (passed or idle or scene.dated[index - 1]):
            break
        index -= 1
    if index > 0 and scene.kind(index - 1) == "relative":
        first = _first_relative(scene, index - 1)
        return taken_as(scene, scene.back(first - (scene.kind(first - 1) == "comma")))
    return taken_as(scene, clauses.clause(scene, index, closed=closed))


def _first_relative(scene: Scene, at: int) -> int:
    """«الاقتطاعات التي لوحت بها العمالات، والتي تتراوح …»: the relative pronoun that «و» takes up again."""
    mark = scene.marks[at]
    if not (mark and mark.proclitic):
        return at
    for index in range(at - 2, max(-1, at - AGAIN), -1):
        if scene.owner[index] != FREE or scene.kind(index) in {"hard", "clause"}:
            break
        if scene.kind(index) == "relative":
            return index
    return at


def topic(scene: Scene, at: int, memory: Memory) -> Phrase:
    """«رصد البنك تناميا في القروض المتعثرة، إذ وصلت …»: what the last noun of change before word ``at`` is about."""
    for index in range(at - 1, max(-1, at - 40), -1):
        kind, mark = scene.kind(index), scene.marks[index]
        if scene.owner[index] != FREE or kind == "hard":
            break
        if mark and kind == "change" and not mark.verb:
            carried = _carried(scene, index, memory) if placed(scene, index + 1) else _among(scene, index, at, memory)
            if carried:
                return carried
            start = index + 1
            related = relative_subject(scene, start, at)
            if related:
                return taken_as(scene, related)
            while start < at and (scene.kind(start) in SKIPPED | {"preposition"} or said_of(scene, start)):
                start += 1
            found = taken_as(scene, scene.phrase(start, at, limit=6)) or _carried(scene, index, memory)
            if found:
                return found
    index, first = role_before(scene, at)
    return told_of(scene, first, at) if index >= 0 else taken_as(scene, clause_before(scene, at))


def _among(scene: Scene, change: int, end: int, memory: Memory) -> Phrase:
    """«سجل معدل البطالة ارتفاعا في صفوف النساء، حيث انتقل …»: a measure that changed, and among whom or where."""
    start = change + 1
    while start < end and said_of(scene, start):
        start += 1
    inner = start + (scene.member(start, "place") and scene.member(start + 1, "among"))
    group = scene.member(inner, "among")
    if not group and not scene.member(start, "place"):
        return Phrase()
    carried = _carried(scene, change, memory)
    if not carried or not (group or scene.phrases.marked(carried.words[0]) in {"measure", "share-by"}):
        return Phrase()
    taken = [start, *(index for index in scene.phrase(start + 1, end, limit=3) if index > start)]
    return carried + Phrase(scene.texts(taken, head=False), scene.spans(taken))


def told_of(scene: Scene, first: int, end: int) -> Phrase:
    """What «فيما يخص», «فيما يتعلق ب» lead to, from word ``first`` on, before word ``end``."""
    taken = scene.phrase(first, end, limit=6)
    about, phrases = taken_as(scene, taken), scene.phrases
    if not about:
        return about
    head = unprefixed(scene, taken[0], about.words[0], phrases.known, letters=phrases.letters.prepositions[0])
    return Phrase([head, *about.words[1:]], about.places)


def _carried(scene: Scene, at: int, memory: Memory) -> Phrase:
    """«سجلت الصادرات تراجعا», «الصادرات عرفت نموا»: the subject of the verb that carries the noun of change."""
    index = _past_aside(scene, at - 1)
    reach = index - CARRIED
    while index >= max(0, reach) and scene.owner[index] == FREE:
        kind = scene.kind(index)
        if kind in clauses.STOPS or (kind == "comma" and not scene.dated[index + 1]):
            return Phrase()  # a comma before a time alone opens no clause: «عرف العدد، خلال هذا الموسم …، نموا»
        mark = scene.marks[index]
        if mark and mark.kind == "carry" and not mark.verb:
            return Phrase()
        if mark and mark.verb and mark.kind in {"carry", "level"}:
            between = scene.phrase(index + 1, at, limit=8, across=True)
            first = scene.marks[between[0]] if between else None
            if first and first.pronoun and first.kind == "measure":
                return owned(scene, between, index, memory)  # «اللحوم التي سجلت أسعارها زيادة»
            return taken_as(scene, between) or before(scene, index)
        index -= 1
    return Phrase()


def _past_aside(scene: Scene, index: int) -> int:
    """«سجل المؤشر، الذي يعكس أداء 20 مقاولة، انخفاضا»: before the relative aside that the comma at ``index`` closes."""
    if scene.kind(index) != "comma":
        return index
    for at in range(index - 1, max(0, index - AGAIN), -1):
        if scene.kind(at) in {"hard", "clause"}:
            break
        if scene.kind(at) == "comma":
            return at - 1 if scene.kind(at + 1) == "relative" else index
    return index


def _named(scene: Scene, index: int) -> bool:
    """Whether word ``index`` is «النسبة» itself and no mere «نسبة» that leads to the figure."""
    mark = scene.marks[index]
    return mark is not None and mark.kind == "share-by" and mark.proclitic.endswith(scene.phrases.letters.article)
