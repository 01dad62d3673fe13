"""The noun phrase that stands before a verb, or that a pronoun means: «الصادرات التي بلغت …», «وتبلغ ميزانيته …»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about.described import by_relative
from extractor.recognize.metrics.sentence import clauses
from extractor.recognize.metrics.sentence.asides import aside
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.prefixes import unprefixed
from extractor.recognize.metrics.sentence.scene import SKIPPED, Scene
from extractor.recognize.metrics.sentence.topics import (
    opening,
)
from extractor.recognize.metrics.wording.label import Memory, Phrase
from extractor.recognize.metrics.wording.naming import bare

MEASURES = frozenset({"measure", "share-by"})
AGAIN = 12  # words of a relative clause that another one follows
OWNER = 3  # words of the one thing that a pronoun means
# «بلغ عددهن»: the verb before a measure is passed over
PASSED = frozenset({"level", "carry", "passive", "move", "rank", "deed"})


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
        if mark.proclitic.endswith(scene.phrases.letters.article) or mark.offset:
            break  # «رقم معاملات» says what it measures
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
        beside = by_relative(scene, first)
        if beside:
            return taken_as(scene, beside)
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


def told_of(scene: Scene, first: int, end: int) -> Phrase:
    """What «فيما يخص», «فيما يتعلق ب» lead to, from word ``first`` on, before word ``end``."""
    taken = scene.phrase(first, end, limit=6)
    about, phrases = taken_as(scene, taken), scene.phrases
    if not about:
        return about
    head = unprefixed(scene, taken[0], about.words[0], phrases.known, letters=phrases.letters.prepositions[0])
    return Phrase([head, *about.words[1:]], about.places)


def _named(scene: Scene, index: int) -> bool:
    """Whether word ``index`` is «النسبة» itself and no mere «نسبة» that leads to the figure."""
    mark = scene.marks[index]
    return mark is not None and mark.kind == "share-by" and mark.proclitic.endswith(scene.phrases.letters.article)
