"""What somebody puts a figure on: «خسائر قدرتها السلطات بـ12 مليون درهم» → «خسائر», whoever reckons."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.wording.label import Label

REACH = 7  # words of whoever reckons
IDLE = frozenset({"preposition", "measure", "share-by", "drop"})
STOPS = frozenset({"hard", "clause", "comma", "report"})


def estimated(one: Reading) -> Label | None:
    """The noun phrase that the pronoun behind a verb of reckoning takes up; with «فيما حددتها …» the last."""
    scene, first = one.scene, one.quantity.first
    if not one.before.preposition and scene.sentence.words[first][0] not in scene.phrases.letters.prepositions:
        return None
    at = next((at for at in range(first - 2, max(-1, first - 2 - REACH), -1) if scene.member(at, "reckoned")), -1)
    between = range(at + 1, first)
    if at < 0 or any(scene.owner[index] != FREE or scene.kind(index) in STOPS for index in between):
        return None
    if all(scene.kind(index) in IDLE for index in between):
        return None  # «التي حددها في 1,5 في المائة»: whose reckoning it is was told elsewhere
    told = antecedents.before(scene, at)
    last = one.prior or one.memory.last
    words = told.words or (last.words if last else [])
    places = told.places or (last.places if last else [])
    return Label(list(words), list(places), [scene.phrases.by_id["reckoned"].rule], list(words)) if words else None
