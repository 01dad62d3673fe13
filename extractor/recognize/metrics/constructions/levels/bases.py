"""Of whom a share is told, where no «من …» behind it says so.

*Looks for* «7 من كل 10 مغاربة» (who stands inside the share, or before it: «شابا واحدا من كل أربعة»), and what the
sentence opens with («ومن بين المستجوبين، قال 33 في المائة …», «من أصل 300 مستفيد، تشكل النساء 40 في المائة»).
"""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.wording.agreement import oblique, plural, singular
from extractor.recognize.metrics.wording.label import Phrase

EVERY = 3  # words of the shortest «من كل 10»
OPENS = 2  # words before «من بين» at the opening of a sentence
ASKED = 5  # words of whom a share is told of


def every(one: Reading) -> Phrase:
    """«7 من كل 10 مغاربة», «6 نساء من كل 10» → «المغاربة», «النساء»."""
    scene, quantity, phrases = one.scene, one.quantity, one.scene.phrases
    inside = range(quantity.number[1], quantity.last)
    if len(inside) < EVERY or not any(scene.member(index, "each") for index in inside):
        return Phrase()
    last, before = quantity.last - 1, quantity.first - 1
    places = [*(quantity.noun[:1] if quantity.noun else ()), last, before]
    for index in places:
        word = scene.word(index)
        numbered = index == last and scene.word(index - 1).isdecimal()
        if (
            word.isalpha()
            and (numbered or singular(phrases, word) in phrases.plurals)
            and scene.owner[index]
            in {
                scene.owner[quantity.first],
                FREE,
            }
        ):
            return Phrase([plural(phrases, phrases.clean(scene.raw(index)))], scene.spans([index]))
    return Phrase()


def opened(one: Reading) -> Phrase:
    """«ومن بين المستجوبين، قال 33 في المائة …» → «المستجوبين»: the whole that the sentence opens with."""
    scene = one.scene
    start = next((index for index in range(min(OPENS, len(scene))) if scene.parted(index)), -1)
    if start < 0:
        return Phrase()
    at = start + 2
    if at < len(scene) and scene.owner[at] != FREE and one.done and scene.owner[at] == 0:
        counts = one.done[0].counted
        return Phrase([oblique(scene.phrases, word) for word in counts.words], list(counts.places))
    taken = scene.phrase(at, one.quantity.first, limit=ASKED)
    parted = bool(taken) and taken[0] == at and scene.kind(taken[-1] + 1) == "comma"
    return antecedents.taken_as(scene, taken) if parted else Phrase()
