"""Whose doing an outcome is: «أدى انهيار البناية إلى مقتل …», «احتل القطاع المرتبة الأولى باستثمارات …»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about.antecedents import before, taken_as
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Phrase

RANKED = 12  # words from a verb of rank to the measure of what it ranks
LED = 16  # words from a verb that leads to an outcome to the outcome


def ranked(scene: Scene, at: int) -> Phrase:
    """«احتل القطاع المرتبة الأولى باستثمارات يبلغ حجمها …»: whose investments, the subject of the verb before."""
    for index in range(at - 1, max(-1, at - RANKED), -1):
        mark = scene.marks[index]
        if scene.owner[index] != FREE or scene.kind(index) in {"hard", "clause"}:
            break
        if mark and mark.verb and mark.kind in {"rank", "carry"}:
            return before(scene, index)
    return Phrase()


def cause(scene: Scene, at: int) -> Phrase:
    """«أدى تحطمها في جنوب المدينة إلى مقتل …»: the subject after or before the verb that leads to an outcome."""
    index = leading(scene, at)
    return Phrase() if index < 0 else caused(scene, at) or before(scene, index)


def caused(scene: Scene, at: int) -> Phrase:
    """The subject right after the verb that leads to an outcome."""
    index = leading(scene, at)
    return Phrase() if index < 0 else taken_as(scene, scene.phrase(index + 1, at, limit=6, across=True))


def leading(scene: Scene, at: int) -> int:
    """The place of the verb that leads to the outcome at word ``at``; -1 where none does."""
    for index in range(at - 1, max(-1, at - LED), -1):
        mark = scene.marks[index]
        if scene.owner[index] != FREE or scene.kind(index) in {"hard", "clause"}:
            break
        if mark and mark.verb and mark.kind == "passive":
            return index
    return -1
