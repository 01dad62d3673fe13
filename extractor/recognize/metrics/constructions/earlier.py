"""The head that the sentence before told of: «أنجز المكتب محطة للتحلية. وتبلغ كلفتها 4 ملايير» → «كلفة محطة للتحلية».

Looks for, in a sentence of no figures right before: the subject or the new thing that its verb brings in, whichever the
pronoun or the verb agrees with. *Limits*: one sentence back, and only for the first figure of a sentence whose label
has no words of its own or has them from further back.
"""

from __future__ import annotations

from extractor.recognize.metrics.constructions.measures import THINGS
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import LIGHT, Scene
from extractor.recognize.metrics.sentence.topics import placed
from extractor.recognize.metrics.wording.label import Label, Phrase

REACH = 24  # words at the opening of the sentence before among which its verb stands
NAMED = 10  # words of a subject and its object
OPENS = 4  # words at the opening of a sentence among which a verb without a subject takes up the one before
IDLE = LIGHT | {"measure", "share-by", "change", "drop"}
FOLLOW = LIGHT | {"drop", "comma", "returning", "back", "part", "share-by"}
TAKES = frozenset({"measure", "level", "change", "state", "action", "carry", "move", "deed", "share-by", "people"})


def poor(one: Reading, label: Label) -> bool:
    """Whether a label says of nothing what it is, or takes that from further back than the sentence before."""
    scene, phrases = one.scene, one.scene.phrases
    if one.done or one.memory.idle != one.memory.at - 1 or scene.sentence.place != "body":
        return False
    pivot = one.before.pivot
    if pivot is None or pivot >= OPENS or label.full or one.counted.words:
        return False
    if all(phrases.marked(word) in IDLE or phrases.fold(word) in phrases.sets["vague"] for word in label.words):
        return True
    lone = label.pivot is not None and bool(label.pivot.pronoun) and not label.context
    start = scene.sentence.span.start  # «وتصل طاقته الاستيعابية إلى 120 سريرا»
    return lone or any(place.start < start for place in label.places)


def earlier(one: Reading) -> Phrase:
    """What the sentence before told of; nothing where none of it agrees."""
    before = one.memory.whole[one.memory.at - 1]
    feminine = _asked(one.scene, one.quantity.first, one.quantity.last)
    if feminine is None or before.place != "body":
        return Phrase()
    scene = Scene.of(one.scene.phrases, before, [], [], named=one.memory.named, colloquial=one.scene.colloquial)
    start = _past_saying(scene)
    for taken in _heads(scene, start):
        if taken and _agrees(scene, taken[0], feminine=feminine):
            return Phrase(scene.texts(taken[:THINGS]), scene.spans(taken[:THINGS]))
    return Phrase()


def _asked(scene: Scene, first: int, last: int) -> bool | None:
    """Whether what stands before the figure asks for a feminine; ``None`` where it has its own subject."""
    inflection = scene.phrases.inflection
    for index in range(min(OPENS, last)):
        mark = scene.marks[index]
        if mark and mark.pronoun and mark.kind in TAKES:
            return None if mark.pronoun in inflection.people else mark.pronoun == inflection.things[1]
    for index in range(min(OPENS, first)):
        mark = scene.marks[index]
        if not scene.verbal(index) or (mark and mark.kind == "report"):
            continue
        led = index + 1 == first or scene.kind(index + 1) in FOLLOW or scene.dated[index + 1]
        word = scene.sentence.words[index]
        bare = word.removeprefix(mark.proclitic) if mark else word[scene.joined_on(index) :]
        return (bare[0] == inflection.many[-1] or bare.endswith(inflection.many[-1])) if led else None
    return None


def _past_saying(scene: Scene) -> int:
    """Where what is told begins: after the first «أن» of a verb of saying, else at the opening."""
    for index in range(min(len(scene), REACH)):
        if scene.kind(index) == "clause" and any(scene.kind(at) == "report" for at in range(index)):
            return index + 1
    return 0


def _heads(scene: Scene, start: int) -> list[list[int]]:
    """The object that the main verb brings in, and its subject."""
    end = min(len(scene), start + REACH)
    verb = next((index for index in range(start, end) if scene.verbal(index)), -1)
    if verb < 0:
        return [_phrase(scene, start)]
    subject = _phrase(scene, start, verb) if verb > start else []
    mark = scene.marks[verb]
    taken = _phrase(scene, verb + (mark.length if mark else 1))
    cut = next((n for n in range(1, len(taken)) if _brought(scene, taken[n - 1], taken[n])), len(taken))
    brought = [] if cut < len(taken) and scene.kind(taken[cut]) == "change" else taken[cut:]
    return [brought, subject, taken[:cut]] if brought else [subject, taken[:cut]]


def _brought(scene: Scene, before: int, index: int) -> bool:
    """Whether an indefinite noun at ``index`` follows the definite word at ``before``: the object of the verb."""
    letters, inflection, words = scene.phrases.letters, scene.phrases.inflection, scene.sentence.words
    definite = words[before].startswith((letters.article, letters.lam_article))
    definite = definite or (words[before][0] in letters.prepositions and words[before][1:].startswith(letters.article))
    bare = not words[index].startswith(letters.article) and words[index][0] not in letters.prepositions
    ends = words[index].endswith(inflection.tanwin) or scene.raw(index).endswith((inflection.one, inflection.many))
    return before == index - 1 and definite and bare and ends and scene.kind(index) in {"", "measure", "change"}


def _phrase(scene: Scene, start: int, end: int | None = None) -> list[int]:
    """The first noun phrase from ``start`` on."""
    end = len(scene) if end is None else end
    while start < end and (scene.kind(start) in LIGHT | {"drop"} or scene.owner[start] != FREE):
        start += 1
    taken = scene.phrase(start, end, limit=NAMED)
    return taken[: next((n for n, index in enumerate(taken) if n and _leaves(scene, index)), None)]


def _leaves(scene: Scene, index: int) -> bool:
    """Whether the head is told before word ``index``: a preposition, «بالأزمة», a change that it has («ارتفاعه»)."""
    mark = scene.marks[index]
    owned = mark is not None and mark.kind == "change" and bool(mark.pronoun)
    return owned or scene.kind(index) == "preposition" or placed(scene, index)


def _agrees(scene: Scene, index: int, *, feminine: bool) -> bool:
    """Whether the noun at ``index`` is of that gender: things in the plural are feminine."""
    phrases, inflection = scene.phrases, scene.phrases.inflection
    raw, word = scene.raw(index), scene.headed(index, scene.sentence.words[index])
    bare = phrases.fold(word).removeprefix(phrases.letters.article)
    many = bare in phrases.several and bare not in phrases.persons
    return (many or raw.endswith((inflection.one, inflection.many))) == feminine
