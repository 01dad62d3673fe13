"""Who does what a clause tells: the subject of its verb."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.objects import subject_only
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Phrase

CLAUSES = frozenset({"clause", "hard", "report"})
# verbs whose subject is the measure itself, or nobody
IDLE = frozenset({"level", "change", "move", "report", "people"})
NO_AGENT = frozenset({"preposition", "relative", "action", "state", "people", "change", "measure", "back", "returning"})
ADDED = 4  # words of an agent


def clause_agent(one: Reading) -> Phrase:
    """The subject of the verb of the figure's clause: «حصل حزب الوسط على 29 بالمائة وعلى 124 نائبا» → «حزب الوسط»."""
    scene, end = one.scene, one.quantity.first
    pivot = one.before.pivot
    if pivot is not None and pivot < end and not scene.verbal(pivot):
        end = pivot  # «خلف الزلزال انهيار 45 منزلا»
    while end > 0:
        start = next((index + 1 for index in range(end - 1, -1, -1) if scene.kind(index) in CLAUSES), 0)
        for index in range(start, end):
            if scene.owner[index] == FREE and scene.verbal(index) and scene.kind(index) not in IDLE:
                found = _after_verb(scene, index, end) or _before_verb(scene, index)
                if found and not _registers(scene, index, found):
                    return found
        end = start - 1
    return Phrase()


def recorder(one: Reading) -> Phrase:
    """«سجلت المطارات رقما قياسيا، باستقبال …»: the subject of the verb of record that the figure's own clause has."""
    scene = one.scene
    for index in range((one.before.pivot or 0) - 1, -1, -1):
        mark = scene.marks[index]
        if scene.owner[index] != FREE or scene.kind(index) in CLAUSES | {"relative"}:
            break
        if mark and mark.verb and mark.kind == "carry":
            found = _after_verb(scene, index, one.quantity.first) or _before_verb(scene, index)
            return Phrase() if found and _registers(scene, index, found) else found
    return Phrase()


def _after_verb(scene: Scene, at: int, end: int) -> Phrase:
    """The noun phrase that follows the verb at ``at``, when it is definite: its subject or object."""
    mark = scene.marks[at]
    taken = subject_only(scene, scene.phrase(at + (mark.length if mark else 1), end, limit=ADDED, across=True))
    led = at + 1 < end and (scene.kind(at + 1) in NO_AGENT or scene.by(at + 1))
    idle = bool(taken) and scene.sentence.words[taken[0]] in scene.phrases.sets["source"]
    return antecedents.taken_as(scene, taken) if taken and not (led or idle) and definite(scene, taken) else Phrase()


def _registers(scene: Scene, at: int, found: Phrase) -> bool:
    """Whether the subject of a verb of record only keeps the books: «سجلت السلطات 12 حالة»."""
    mark, fold = scene.marks[at], scene.phrases.fold
    return mark is not None and mark.kind == "carry" and fold(found.words[0]) in scene.phrases.sets["registrar"]


def _before_verb(scene: Scene, at: int) -> Phrase:
    """«أن المطارات سجلت رقما قياسيا، باستقبال …»: the subject before its verb."""
    mark = scene.marks[at]
    if mark is None or mark.kind != "carry":
        return Phrase()
    found = antecedents.before(scene, at)
    article, entities = scene.phrases.letters.article, scene.phrases.sets["entity"]
    named = any(word.startswith(article) or scene.phrases.fold(word) in entities for word in found.words[:2])
    return Phrase(found.words[:ADDED], found.places) if named else Phrase()


def definite(scene: Scene, taken: list[int]) -> bool:
    """Whether a phrase names one thing: an article among its first words, or a body that has a name («حزب …»)."""
    article, words = scene.phrases.letters.article, scene.sentence.words
    return words[taken[0]] in scene.phrases.sets["entity"] or any(words[at].startswith(article) for at in taken[:2])
