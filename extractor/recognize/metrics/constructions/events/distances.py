"""How far a place is from another: «على بعد 12 كيلومترا من المدينة», «القصر (12 كلم عن المدينة)»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about.agents import definite
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.prefixes import unprefixed
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Label, joined

DISTANCE = "unit.distance"
NEAR = 4  # words of a place


def distant(one: Reading, label: Label) -> None:
    """«القصر الواقع على بعد 12 كيلومترا من المدينة», «القصر (12 كلم عن المدينة)» → «مسافة القصر من المدينة»."""
    scene, at = one.scene, one.quantity.first
    entry = scene.phrases.units.get(one.quantity.value.unit)
    beside = scene.kind(at - 1) == "open" and scene.member(one.quantity.last, "direction")
    if entry is None or entry.id != DISTANCE or not (beside or scene.member(at - 1, "away-from")):
        return
    where = _one_place(scene, scene.complement(one.quantity.last, limit=NEAR))
    if not where:
        return
    what = scene.back(at - 1, limit=NEAR) if beside else _lying(scene, at - 2)
    noun, article = str(entry["noun"]), scene.phrases.letters.article
    head = [noun.removeprefix(article), *_bare(scene, what)] if what else [noun]
    label.words = joined([*head, *scene.texts(where, head=False)])
    label.places = scene.spans([*what, *where])
    label.base, label.rules, label.full = list(label.words), [entry.rule], True


def _one_place(scene: Scene, taken: list[int]) -> list[int]:
    """«من مدينة تزنيت بالنفوذ الترابي …»: the place itself, without where that lies."""
    glued = scene.phrases.letters.prepositions[0] + scene.phrases.letters.article
    words = scene.sentence.words
    ends = (place for place, index in enumerate(taken) if place > 1 and words[index].startswith(glued))
    return taken[: next(ends, len(taken))]


def _lying(scene: Scene, at: int) -> list[int]:
    """What lies «على بعد …», before the preposition at ``at``: past «الواقعة», «التي تقع» and a comma."""
    if scene.joins(at):
        return []  # «… عن سطح البحر، وعلى بعد 110 كيلومترات»
    end = at if scene.kind(at) == "preposition" else at + 1
    while end > 1 and (
        scene.member(end - 1, "situated") or scene.kind(end - 1) in {"relative", "comma"} or scene.dated[end - 1]
    ):
        end -= 1
    taken = scene.back(end, limit=NEAR)
    taken = taken[1:] if taken and scene.member(taken[0], "situated") else taken
    if not taken or any(map(scene.verbal, taken)):
        return []
    named = definite(scene, taken) or any(scene.phrases.located(scene.sentence.words[index]) for index in taken)
    return taken if named else []


def _bare(scene: Scene, taken: list[int]) -> list[str]:
    """The words of a place; «بملعب السويس» without what is glued to its first."""
    words, phrases = scene.texts(taken), scene.phrases
    if phrases.known(scene.sentence.words[taken[0]]):
        return words
    by = phrases.letters.prepositions[0]
    return [unprefixed(scene, taken[0], words[0], phrases.known, letters=by), *words[1:]]
