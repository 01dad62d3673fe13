"""The figure of a headline that two dots part from what it is of: «صادرات السيارات.. 4 ملايير دولار»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.reading import FULL_STOP, Reading
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Label

DOTS = frozenset({FULL_STOP, "…"})
NAMED = 6  # words of what a headline's figure is of


def headline(one: Reading) -> Label | None:
    """«90 مليار درهم .. قيمة صادرات السيارات» → «قيمة صادرات السيارات»."""
    scene, first, last = one.scene, one.quantity.first, one.quantity.last
    if scene.sentence.place != "title" or one.counted.words:
        return None
    if first == 0 and _dots(scene, last):
        begin = next((index for index in range(last, len(scene)) if scene.sentence.words[index] not in DOTS), last)
        taken = scene.phrase(begin, len(scene), limit=NAMED)
    elif first and _dots(scene, first - 1, step=-1):
        end = next((index for index in range(first, 0, -1) if scene.sentence.words[index - 1] not in DOTS), 0)
        taken = scene.back(end, limit=NAMED)
        taken = taken if taken and taken[0] == 0 else []
    else:
        return None
    about = antecedents.taken_as(scene, taken)
    return Label(about.words, about.places, [one.rule("loose")], list(about.words)) if len(about.words) > 1 else None


def _dots(scene: Scene, index: int, *, step: int = 1) -> bool:
    """Whether two dots, or an ellipsis, stand at ``index``, read in the direction of ``step``."""
    words = scene.sentence.words
    if not 0 <= index < len(words) or words[index] not in DOTS:
        return False
    return words[index] != FULL_STOP or (0 <= index + step < len(words) and words[index + step] == FULL_STOP)
