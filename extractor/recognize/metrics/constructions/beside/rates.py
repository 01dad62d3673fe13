"""One rate told of several places or groups: «أعلى معدلات البطالة بجهة الشرق (20 في المائة)، وجهة فاس (15 في المائة)».

Looks for a name with a percentage beside it and no measure of its own; the rate or the base is told once, before the
list, in its sentence or in the one before. *Limits*: the rate's head is a word of the list ``rate``.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.recognize.metrics.constructions.levels.shares import base_after, share_of
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.couples import stem
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.agreement import oblique
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

REACH = 60  # words back to the rate that a list of places is told of
HEAD = 4  # words of a rate: «معدل البطالة لدى الشباب»
PLACE = 6  # words of a place or group
RECENT = 12  # figures back to the share that a list goes on with
OWN = frozenset({"measure", "share-by", "change"})  # a name with one of these says itself what is measured
COLON = ":"


def of_rate(one: Reading, about: Phrase) -> Label | None:
    """«… وجهة فاس (15 في المائة)» → «معدلات البطالة جهة فاس»: of what rate the name beside a percentage is."""
    scene, phrases = one.scene, one.scene.phrases
    if not one.percent or not about or len(about.words) > PLACE or base_after(one):
        return None
    general = _placed(one, about) or _general(one, about)
    if general or any(phrases.marked(word) in OWN for word in about.words):
        return general
    start = _start(scene, about)
    share = told_share(one) if _same_list(one, start) else []
    share = [] if about.words[0] in share else share
    if share:
        of = phrases.by_id["of"].forms[0]
        words = joined([phrases.share, *about.words, of, *share])
        return Label(words, about.places, [one.rule("list")], list(about.words), [], list(share))
    head = rate(one, start) or (one.prior.head if one.prior and _same_list(one, start) else [])
    head = head or (one.memory.rate if _bare(one, start) else [])
    if not head or about.words[0] in head:
        return None
    one.memory.rate = head
    return Label(joined([*head, *about.words]), about.places, [one.rule("list")], list(about.words), head=list(head))


def beside_name(one: Reading) -> Label | None:
    """«… بجهة الشرق 25 في المائة وجهات الجنوب 23 في المائة»: a name with nothing but its percentage."""
    if one.before.pivot is not None or one.before.share is not None or one.before.edge == "within":
        return None
    about = share_of(one) if one.before.content else Phrase()
    return of_rate(one, about) if about and _named(one.scene, about.words) else None


def _named(scene: Scene, words: Sequence[str]) -> bool:
    """Whether words name something: a place, a body, or with an article."""
    phrases, first = scene.phrases, scene.phrases.fold(words[0])
    known = first in phrases.sets["entity"] or phrases.plurals.get(first) is not None
    return known or first.startswith(phrases.letters.article) or phrases.located(words[0])


def told_share(one: Reading) -> list[str]:
    """The base of the percentage before: in the sentence, else of the last figure of the sentence before."""
    bases = (other.made.share for other in reversed(one.done[-RECENT:]) if other.percent)
    found = next(bases, None)
    if found is None:
        found = one.memory.last.share if one.memory.last else []
    return list(found)


def _placed(one: Reading, about: Phrase) -> Label | None:
    """«أدنى المعدلات بجهة العيون (22 في المائة)»: where a rate known from before is told of."""
    phrases, head = one.scene.phrases, one.memory.rate
    at = next((place for place, word in enumerate(about.words[:-1]) if phrases.fold(word) in phrases.sets["rate"]), -1)
    rest = about.words[at + 1 :]
    bare = at >= 0 and phrases.fold(about.words[at]).startswith(phrases.letters.article)
    led = bare and (rest[0][0] == phrases.letters.prepositions[0] or phrases.marked(rest[0]) == "preposition")
    made = joined([*head, *rest])
    return Label(made, about.places, [one.rule("list")], list(about.words), head=list(head)) if led and head else None


def _general(one: Reading, about: Phrase) -> Label | None:
    """«المعدل الوطني (45,5 في المائة)» → «المعدل الوطني نشاط»: the average of the rate just told."""
    scene = one.scene
    start = _start(scene, about)
    article = scene.phrases.letters.article
    if not (_rated(scene, start) and scene.phrases.fold(about.words[0]).startswith(article) and len(about.words) > 1):
        return None
    head = rate(one, start) or one.memory.rate
    words = joined([*about.words, *head[1:]])
    return Label(words, about.places, [one.rule("list")], words, head=list(head)) if len(head) > 1 else None


def rate(one: Reading, end: int) -> list[str]:
    """The rate named last before word ``end`` in its sentence: «معدلات البطالة»."""
    scene = one.scene
    for index in range(end - 1, max(-1, end - REACH), -1):
        if scene.kind(index) == "hard" and scene.sentence.words[index] != COLON:
            break
        if not _rated(scene, index) or scene.by(index) or scene.owner[index] != FREE or scene.dated[index]:
            continue
        taken = _cut(scene, scene.phrase(index, end, limit=HEAD))
        if len(taken) > 1:
            return scene.texts(taken)
    return []


def _rated(scene: Scene, index: int) -> bool:
    """Whether word ``index`` is the head of a rate, without a pronoun."""
    mark = scene.marks[index]
    return scene.member(index, "rate") and not (mark and mark.pronoun)


def _cut(scene: Scene, taken: list[int]) -> list[int]:
    """A rate up to where it is told of, none where it has no complement: «المعدلات», «المعدل الوطني»."""
    words, letters = scene.sentence.words, scene.phrases.letters
    if not taken or words[taken[0]].removeprefix(letters.conjunctions[0]).startswith(letters.article):
        return []
    for place, index in enumerate(taken[1:], 1):
        glued = words[index][0] == letters.prepositions[0] and scene.headed(index, words[index]) != words[index]
        leads = scene.kind(index) == "preposition" or glued or scene.member(index, "entity")
        if leads or scene.kind(index) == "change" or index != taken[place - 1] + 1:
            return scene.trimmed(taken[:place])
    return taken


def _start(scene: Scene, about: Phrase) -> int:
    """The first word of a phrase."""
    first = about.places[0].start if about.places else 0
    return next((index for index, start in enumerate(scene.starts) if start >= first), 0)


def _same_list(one: Reading, start: int) -> bool:
    """Whether from the figure before to word ``start`` nothing is told but the next member."""
    scene = one.scene
    floor = one.done[-1].quantity.last if one.done else start
    between: Sequence[int] = range(floor, start)
    if not one.done or any(scene.kind(index) in {"hard", "clause", "again", "equal"} for index in between):
        return False
    return not any(scene.verbal(index) and scene.kind(index) != "rank" for index in between)


def _bare(one: Reading, start: int) -> bool:
    """Whether the sentence names a rate known from before: «سجلت أدنى المعدلات بجهة الشرق (12 في المائة)»."""
    return any(_rated(one.scene, index) and not one.scene.by(index) for index in range(max(0, start - REACH), start))


def rate_of(one: Reading, prior: Label) -> Label | None:
    """«6012 ناجحا، بنسبة 36 في المائة» → «نسبة النجاح»: the same thing as a rate, behind its count."""
    counted = bool(one.done) and one.done[-1].quantity.value.unit == "count"
    if not (counted and one.percent) or one.before.share is None or not prior.words:
        return None
    phrases, changed = one.scene.phrases, prior.pivot is not None and prior.pivot.kind == "change"
    if changed or phrases.marked(prior.words[0]) in OWN or prior.words[0] == phrases.share:
        return None
    head, *rest = prior.words
    root = stem(phrases, phrases.fold(head).removeprefix(phrases.letters.article))
    deed = phrases.inflection.rated.get(root)
    if deed and rest and root in phrases.fold(rest[0]):  # «الناجحات والناجحين»
        rest = rest[1:]
    label = prior.repeated(one.rule("list"))
    label.words = joined([phrases.share, deed or oblique(phrases, head), *rest])
    return label
