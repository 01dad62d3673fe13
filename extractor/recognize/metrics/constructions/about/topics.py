"""What was told last: the noun of change before a clause, and the subject of the verb that carries it."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about.antecedents import before, owned, taken_as, told_of
from extractor.recognize.metrics.sentence import clauses
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import SKIPPED, Scene
from extractor.recognize.metrics.sentence.topics import (
    clause_before,
    placed,
    relative_subject,
    role_before,
    said_of,
)
from extractor.recognize.metrics.wording.label import Memory, Phrase

AGAIN = 12  # words of a relative clause that another one follows
CARRIED = 18  # words from a noun of change back to the verb that carries it


def topic(scene: Scene, at: int, memory: Memory) -> Phrase:
    """«رصد البنك تناميا في القروض المتعثرة، إذ وصلت …»: what the last noun of change before word ``at`` is about."""
    for index in range(at - 1, max(-1, at - 40), -1):
        kind, mark = scene.kind(index), scene.marks[index]
        if scene.owner[index] != FREE or kind == "hard":
            break
        if mark and kind == "change" and not mark.verb:
            carried = carrier(scene, index, memory) if placed(scene, index + 1) else _among(scene, index, at, memory)
            if carried:
                return carried
            start = index + 1
            related = relative_subject(scene, start, at)
            if related:
                return taken_as(scene, related)
            while start < at and (scene.kind(start) in SKIPPED | {"preposition"} or said_of(scene, start)):
                start += 1
            found = taken_as(scene, scene.phrase(start, at, limit=6)) or carrier(scene, index, memory)
            if found:
                return found
    index, first = role_before(scene, at)
    return told_of(scene, first, at) if index >= 0 else taken_as(scene, clause_before(scene, at))


def _among(scene: Scene, change: int, end: int, memory: Memory) -> Phrase:
    """«سجل معدل البطالة ارتفاعا في صفوف النساء، حيث انتقل …»: a measure that changed, and among whom or where."""
    start = change + 1
    while start < end and said_of(scene, start):
        start += 1
    inner = start + (scene.member(start, "place") and scene.member(start + 1, "among"))
    group = scene.member(inner, "among")
    if not group and not scene.member(start, "place"):
        return Phrase()
    carried = carrier(scene, change, memory)
    if not carried or not (group or scene.phrases.marked(carried.words[0]) in {"measure", "share-by"}):
        return Phrase()
    taken = [start, *(index for index in scene.phrase(start + 1, end, limit=3) if index > start)]
    return carried + Phrase(scene.texts(taken, head=False), scene.spans(taken))


def carrier(scene: Scene, at: int, memory: Memory) -> Phrase:
    """«سجلت الصادرات تراجعا», «الصادرات عرفت نموا»: the subject of the verb that carries the noun of change."""
    index = _past_aside(scene, at - 1)
    reach = index - CARRIED
    while index >= max(0, reach) and scene.owner[index] == FREE:
        kind = scene.kind(index)
        if kind in clauses.STOPS or (kind == "comma" and not scene.dated[index + 1]):
            return Phrase()  # a comma before a time alone opens no clause: «عرف العدد، خلال هذا الموسم …، نموا»
        mark = scene.marks[index]
        if mark and mark.kind == "carry" and not mark.verb:
            return Phrase()
        if mark and mark.verb and mark.kind in {"carry", "level"}:
            between = scene.phrase(index + 1, at, limit=8, across=True)
            first = scene.marks[between[0]] if between else None
            if first and first.pronoun and first.kind == "measure":
                return owned(scene, between, index, memory)  # «اللحوم التي سجلت أسعارها زيادة»
            return taken_as(scene, between) or before(scene, index)
        index -= 1
    return Phrase()


def _past_aside(scene: Scene, index: int) -> int:
    """«سجل المؤشر، الذي يعكس أداء 20 مقاولة، انخفاضا»: before the relative aside that the comma at ``index`` closes."""
    if scene.kind(index) != "comma":
        return index
    for at in range(index - 1, max(0, index - AGAIN), -1):
        if scene.kind(at) in {"hard", "clause"}:
            break
        if scene.kind(at) == "comma":
            return at - 1 if scene.kind(at + 1) == "relative" else index
    return index
