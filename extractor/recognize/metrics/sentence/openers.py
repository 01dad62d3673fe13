"""The verb before a figure or its measure: the one that opens its clause, the one whose object it is."""

from __future__ import annotations

from extractor.model import Quantity
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene

MANNER = 5  # words of «بوتيرة سنوية غير مسبوقة»
CHANGED = 24  # words from what tells how something changed back to the verb that tells that it did
OBJECT = 6  # words from a verb of change to the measure that is its object
OPENS = frozenset({"comma", "clause", "quote", "report", "hard"})


def far_level(scene: Scene, quantity: Quantity, *, to: bool) -> int | None:
    """«وفاقت كلفة المشاريع، المعلن عنها في …، 868 مليونا»: the verb of level that opens the clause, asides passed."""
    at = quantity.first - 1 - (to and scene.kind(quantity.first - 1) == "preposition")
    if scene.kind(at) != "comma":
        return None
    for index in range(at - 1, -1, -1):
        mark, kind = scene.marks[index], scene.kind(index)
        if (scene.owner[index] != FREE and not scene.dated[index]) or kind == "hard":
            return None
        opens = index == 0 or scene.kind(index - 1) in OPENS
        if mark and mark.verb and (kind == "level" or (to and kind == "change")):
            return index - mark.offset if opens else None
        if opens and kind != "report" and scene.verbal(index):
            return None
    return None


def acted_on(scene: Scene, measure: int) -> bool:
    """«قلصت الشركات من حجم وارداتها بنسبة 46 في المائة»: whether a verb of change has the measure for its object."""
    led = False
    for at in range(measure - 1, max(-1, measure - OBJECT), -1):
        if scene.owner[at] != FREE or scene.kind(at) in OPENS:
            return False
        led = led or scene.member(at, "of")
        if scene.verbal(at):
            return led and scene.kind(at) == "change"
    return False


def manner(scene: Scene, quantity: Quantity, end: int) -> int:
    """«نمت المبيعات بوتيرة أسرع وصلت إلى 6 في المائة»: where how it changed begins, before word ``end``; else -1."""
    if quantity.value.unit != "percent":
        return -1
    last = end - 1 - (scene.kind(end - 1) == "comma")
    for index in range(last, max(-1, last - MANNER), -1):
        word = scene.sentence.words[index]
        if scene.member(index, "manner") and word[0] == scene.phrases.letters.prepositions[0]:
            return index if _changed(scene, index) else -1
        told = scene.kind(index) in {"", "drop"} and not scene.verbal(index)
        if scene.owner[index] != FREE or not told or word.startswith(scene.phrases.letters.article):
            return -1
    return -1


def _changed(scene: Scene, before: int) -> bool:
    """Whether a verb or noun of change stands before word ``before`` in its sentence, no figure between."""
    for index in range(before - 1, max(-1, before - CHANGED), -1):
        if scene.owner[index] != FREE or scene.kind(index) == "hard":
            return False
        if scene.kind(index) == "change":
            return True
    return False
