"""What a short label is completed with: the event, the subject of the clause, the place."""

from __future__ import annotations

from extractor.recognize.metrics import subjects
from extractor.recognize.metrics.beside import vague
from extractor.recognize.metrics.label import Label, Phrase
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.scene import FREE, LIGHT, Scene

SHORT = 1  # content words of a label that says too little to be compared over articles
OPENS = frozenset({"clause", "hard", "report"})
# verbs whose subject is the measure itself
IDLE = frozenset({"level", "change", "move", "report", "carry", "people", "passive"})
ADDED = 4  # words that complete a label: more may be wrong as well
PLACE_REACH = 10  # words after a figure within which a place of its clause stands


def completed(one: Reading, label: Label) -> None:
    """Add to a label of one content word what its sentence says of it: «النواب» → «النواب حزب الوسط»."""
    scene = one.scene
    if one.percent or content(scene, label.words) != SHORT or not _counts(one) or vague(one, label.words[0]):
        return
    found = one.memory.event if _casualty(one, label) else Phrase()
    found = found or agent(one) or place(one)
    kept = [word for word in found.words if word not in label.words][:ADDED]
    if kept:
        label.words = [*label.words, *kept]
        label.places = [*label.places, *found.places]
        label.rules.append(one.rule("topic"))


def content(scene: Scene, words: list[str]) -> int:
    """How many words of a label are more than a measure or a preposition."""
    phrases = scene.phrases
    return sum(len(word) > 1 and phrases.marked(word) not in LIGHT | {"measure", "share-by"} for word in words)


def _counts(one: Reading) -> bool:
    """Whether the label is of something counted or done; indicators («الصادرات») are short by right."""
    return bool(one.counted.words)


def _casualty(one: Reading, label: Label) -> bool:
    """Whether the label is of those who were hurt."""
    fold, letters = one.scene.phrases.fold, one.scene.phrases.letters
    head = fold(label.words[0]).removeprefix(letters.article)
    pivot = label.pivot
    return head in one.scene.phrases.sets["casualty"] or bool(pivot and pivot.kind == "people")


def agent(one: Reading) -> Phrase:
    """The subject of the verb of the figure's clause: «حصل حزب الوسط على 29 بالمائة وعلى 124 نائبا» → «حزب الوسط»."""
    scene, first = one.scene, one.quantity.first
    start = next((index + 1 for index in range(first - 1, -1, -1) if scene.kind(index) in OPENS), 0)
    for index in range(start, first):
        if scene.owner[index] == FREE and scene.verbal(index) and scene.kind(index) not in IDLE:
            return _after_verb(scene, index, first)
    return Phrase()


def _after_verb(scene: Scene, at: int, end: int) -> Phrase:
    """The noun phrase that follows the verb at ``at``, when it is definite: its subject or object."""
    mark = scene.marks[at]
    taken = scene.phrase(at + (mark.length if mark else 1), end, limit=ADDED, across=True)
    led = at + 1 < end and scene.kind(at + 1) in {"preposition", "relative"}
    return subjects.taken_as(scene, taken) if taken and not led and definite(scene, taken) else Phrase()


def definite(scene: Scene, taken: list[int]) -> bool:
    """Whether an article stands among the first words of a phrase."""
    article = scene.phrases.letters.article
    return any(scene.sentence.words[index].startswith(article) for index in taken[:2])


def place(one: Reading) -> Phrase:
    """The phrase after «ب» or «في» that follows in the clause: «بجهة الشرق», «في المدينة»."""
    scene, letters = one.scene, one.scene.phrases.letters
    for index in range(one.quantity.last, min(len(scene), one.quantity.last + PLACE_REACH)):
        kind, word = scene.kind(index), scene.sentence.words[index]
        if scene.owner[index] != FREE or kind in OPENS or kind == "comma":
            break
        glued = word.startswith(letters.prepositions[0] + letters.article) and not scene.dated[index]
        named = word[0] == letters.prepositions[0] and word[1:] in scene.phrases.bare
        if glued or named:
            return subjects.taken_as(scene, scene.phrase(index, len(scene), limit=3))
        if scene.member(index, "place") and index + 1 < len(scene) and not scene.dated[index + 1]:
            return subjects.taken_as(scene, scene.phrase(index + 1, len(scene), limit=3))
    return Phrase()
