"""A measure named again by its noun alone: «تضارب بشأن نسبة المشاركة. … أن النسبة وصلت إلى 85» → «نسبة المشاركة».

*Looks for* the nearest mention of the same noun with a definite complement, before the figure in its sentence, then in
the sentences before. *Limits*: a complement that only describes («نسبة مهمة») says nothing; nothing is looked for where
the last figure was told of that noun since.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.topics import said_of
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

BACK = 6  # sentences before that are looked through
COMPLEMENT = 5  # words of what is measured
NEAR = 3  # words behind the noun among which the complement's article or name stands
MEASURES = frozenset({"measure", "share-by"})


def recalled(one: Reading, label: Label) -> bool:
    """Complete a label that ends with a definite measure alone, as the article named it before; whether it did."""
    phrases, article = one.scene.phrases, one.scene.phrases.letters.article
    at = len(label.words) - 1
    word = label.words[at]
    key = phrases.fold(word).removeprefix(article)
    changed = at == 1 and phrases.marked(label.words[0]) == "change"
    alone = word.startswith(article) and (changed or not at)
    if not alone or phrases.marked(key) not in MEASURES or key in phrases.sets["total"]:
        return False
    told = next(_mentions(one, key), Phrase())
    if not told or _since(one, key, told):
        return False
    label.words = joined([*label.words[:at], *told.words])
    label.base, label.places = list(told.words), [*label.places, *told.places]
    label.rules.append(one.rule("topic"))
    return True


def _since(one: Reading, key: str, told: Phrase) -> bool:
    """Whether the last figure was told of the same noun behind its mention."""
    last = one.memory.last
    if last is None or not any(place.start > told.places[-1].end for place in last.places):
        return False
    return key in map(one.scene.phrases.fold, last.words)


def _mentions(one: Reading, key: str) -> Iterator[Phrase]:
    """The phrases that the noun heads before the figure, the nearest first."""
    memory, scene = one.memory, one.scene
    end = one.before.pivot if one.before.pivot is not None else one.quantity.first
    yield from _within(scene, key, min(end, one.quantity.first))
    for place in range(memory.at - 1, max(-1, memory.at - 1 - BACK), -1):
        sentence = memory.whole[place]
        if any(word.endswith(key) for word in sentence.words):
            earlier = Scene.of(
                scene.phrases, sentence, memory.quantities[place], memory.dates[place], named=memory.named
            )
            yield from _within(earlier, key, len(earlier))


def _within(scene: Scene, key: str, end: int) -> Iterator[Phrase]:
    """The phrases of one sentence that the noun heads before word ``end``."""
    for index in range(end - 1, -1, -1):
        if scene.sentence.words[index].endswith(key) and scene.plain(index) and _heads(scene, index, key):
            taken = scene.phrase(index, end, limit=COMPLEMENT + 1)
            told = (place for place, at in enumerate(taken) if place and (said_of(scene, at) or _risen(scene, at)))
            taken = scene.trimmed(taken[: next(told, len(taken))])  # «لا يزال معدل الأمية مرتفعا»
            if len(taken) > 1 and _names(scene, taken):
                yield antecedents.taken_as(scene, taken)


def _risen(scene: Scene, index: int) -> bool:
    """Whether word ``index`` is a participle of change that is told of the noun: «مرتفعا»."""
    return scene.kind(index) == "change" and scene.word(index).endswith(scene.phrases.inflection.tanwin)


def _heads(scene: Scene, index: int, key: str) -> bool:
    """Whether word ``index`` is the noun without an article: «نسبة», «ونسبة», «بنسبة»."""
    word, letters = scene.sentence.words[index], scene.phrases.letters
    glued = word.removesuffix(key)
    return not glued or (len(glued) == 1 and glued in (*letters.conjunctions, *letters.prepositions))


def _names(scene: Scene, taken: list[int]) -> bool:
    """Whether a complement says of what: an article, a place or a body among its first words, no preposition before."""
    phrases = scene.phrases
    for index in taken[1 : 1 + NEAR]:
        word = scene.sentence.words[index]
        if scene.kind(index) == "preposition" or scene.owner[index] != FREE:
            return False
        if word.startswith(phrases.letters.article) or phrases.place(word) or word.isascii():
            return True
    return False
