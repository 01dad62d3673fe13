"""A verbal noun in construct with what is counted: «تجري أشغال بناء 19 مسجدا» → «بناء المساجد»."""

from __future__ import annotations

from functools import partial

from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.prefixes import unprefixed
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.agreement import oblique
from extractor.recognize.metrics.wording.label import Label, joined

PAIR = 2  # words of a verbal noun and its object before a count
FULL = 4  # letters from which a word is told by its shape


def in_progress(one: Reading) -> Label | None:
    """«تجري أشغال بناء 19 مسجدا», «استطلاع رأي 300 مقاولة»: a verbal noun in construct with what is counted."""
    scene, own = one.scene, one.counted
    at = one.quantity.first - 1
    if not own.words or one.before.pivot is not None or at not in one.before.content or not _bare(scene, at):
        return None
    taken = [at]
    while taken[0] - 1 in one.before.content and len(taken) < PAIR and _bare(scene, taken[0] - 1):
        taken.insert(0, taken[0] - 1)
    if not any(verbal_noun(scene, index) for index in taken) or scene.kind(taken[0] - 1) == "clause":
        return None  # «أن تخسر 13 مليون مسافر»
    head = scene.texts(taken)
    head[0] = unprefixed(scene, taken[0], head[0], partial(_purpose, scene), letters=scene.phrases.letters.lam)
    if own.person and own.complement and not own.generic:
        return Label(own.words, own.places, [one.rule("counted")], own.words, head)  # «محاكمة 11 متهما في قضية …»
    made = joined([*head, *(oblique(scene.phrases, word) for word in own.words)])
    return Label(made, [*scene.spans(taken), *own.places], [one.rule("counted")], made, head)


def _purpose(scene: Scene, word: str) -> bool:
    """What is left of a verbal noun without the «ل» of its purpose: «لتعليق», no «لجنة»."""
    return len(word) >= FULL and _shaped(scene, word)


def _bare(scene: Scene, index: int) -> bool:
    """Whether word ``index`` is an unmarked noun without article, tanwin or a preposition glued on."""
    phrases, word = scene.phrases, scene.sentence.words[index]
    if scene.kind(index) or scene.verbal(index) or len(word) < FULL - 1 or word in phrases.plurals:
        return False
    definite = (phrases.letters.article, phrases.letters.lam_article)
    return not (word.startswith(definite) or word.endswith(phrases.inflection.tanwin))


def verbal_noun(scene: Scene, index: int) -> bool:
    """Whether an unmarked word has the shape of a verbal noun: «توافد», «وجود», «انتشار», «معاينة»."""
    inflection = scene.phrases.inflection
    word = scene.headed(index, scene.sentence.words[index])
    if word.endswith(inflection.feminine) and not scene.phrases.clean(scene.raw(index)).endswith(inflection.one):
        return False  # «حضره»
    return _shaped(scene, word) or _shaped(scene, word.removeprefix(scene.phrases.letters.lam))


def _shaped(scene: Scene, word: str) -> bool:
    inflection = scene.phrases.inflection
    alef, waw, _ = inflection.long
    long_third = len(word) == FULL and word[2] in {alef, waw} and word[0] != alef
    derived = word[0] == alef and alef in word[3:]
    second_form = word[0] == inflection.past and len(word) > FULL - 1
    return word.endswith(inflection.feminine) or long_third or derived or second_form
