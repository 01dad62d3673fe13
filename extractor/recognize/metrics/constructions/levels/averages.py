"""So many things for each of others: «بمعدل 22 زيارة لكل مفتش» → «معدل الزيارات لكل مفتش»."""

from __future__ import annotations

from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.wording.label import Label, joined


def averaged(one: Reading) -> Label | None:
    """An average that a bare measure leads to, of things by the thing that each has them."""
    scene, quantity, at = one.scene, one.quantity, one.before.pivot
    if at is None or at >= quantity.first or quantity.noun is None or not one.counted.noun or one.before.content:
        return None
    if quantity.value.unit != "count" or scene.phrases.fold(scene.texts([at])[0]) not in scene.phrases.sets["average"]:
        return None
    tail = range(quantity.noun[1], quantity.last)
    each = any(scene.member(index, "each") for index in tail[:-1])
    if not each or scene.member(tail[-1], "person"):  # «14 إصابة لكل 100 ألف نسمة»
        return None
    mark = scene.marks[at]
    words = joined([*scene.texts([at]), *one.counted.noun, *scene.texts(tail, head=False)])
    return Label(words, one.places(at), [mark.entry.rule] if mark else [], words, pivot=mark)
