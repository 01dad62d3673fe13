"""The verb that opens the clause of a figure, told far before it."""

from __future__ import annotations

from extractor.model import Quantity
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene

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
        if mark and mark.verb and kind == "level":
            return index - mark.offset if opens else None
        if opens and kind != "report" and scene.verbal(index):
            return None
    return None
