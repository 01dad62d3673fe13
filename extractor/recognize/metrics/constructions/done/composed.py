"""Of whom something is made up: «لجنة مكونة من سبعة خبراء», «يتألف الوفد من 12 مقاولا»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.about.thing import thing
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

NAME = 5  # words of what is made up
REACH = 7  # words from a verb to its figure


def composed(one: Reading) -> Label | None:
    """«هيئة محلفين مؤلفة من ثمانية رجال» → «الرجال في هيئة محلفين»."""
    scene, own, first = one.scene, one.counted, one.quantity.first
    if not own.words or not scene.member(first - 1, "of") or one.percent:
        return None
    at = next((index for index in range(first - 2, max(-1, first - REACH), -1) if scene.member(index, "composed")), -1)
    if at < 0 or any(scene.owner[index] != FREE for index in range(at, first)):
        return None
    after = scene.phrase(at + 1, first - 1, limit=NAME)
    if after and not scene.verbal(at):
        return None
    whole = antecedents.taken_as(scene, after or thing(scene, scene.back(at, limit=NAME))) or antecedents.before(
        scene, at
    )
    whole = whole or (Phrase() if one.prior is None else Phrase(one.prior.base[:NAME], one.prior.places))
    where = [scene.phrases.by_id["place"].forms[0], *whole.words[:NAME]] if whole else []
    made = joined([*(own.words[: 1 + own.close(scene.phrases)] if where else own.words), *where])
    return Label(made, [*own.places, *whole.places], [one.rule("counted")], made, where)
