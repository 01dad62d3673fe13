"""What is paid for a deal: «انتقل اللاعب إلى الفريق مقابل 20 مليون أورو» → «قيمة انتقال اللاعب إلى الفريق»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import SKIPPED, Scene
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

REACH = 30  # words before «مقابل» within which the deal stands
NAMED = 7  # words of a deal in a label
NEAR = 2  # words before «بقيمة» of which a name's last is one
WHO = 3  # words of its subject where that stands before the verb
VALUE = "unit.deal"
ENDS = frozenset({"comma", "hard", "clause", "relative", "report"})
MADE = frozenset({"verb", "move"})  # verbs whose entry has the noun of the deal


def exchanged(one: Reading) -> Label | None:
    """«مقابل 20 مليون أورو», «بقيمة 20 مليونا» after a deal and not after another amount: what the deal cost."""
    scene = one.scene
    if not one.money or one.counted.words:
        return None
    sold = _done_at(one)
    if sold is not None:
        return sold
    at = _cue(one)
    deal = _deal(scene, at) if at >= 0 else -1
    entry = scene.phrases.by_id[VALUE]
    if deal < 0:
        counts = one.done[-1] if at >= 0 and one.done and scene.member(at, "price") else None
        return _cost(one, counts) if counts is not None and counts.quantity.last == at else None
    taken = _told(scene, deal, at)
    head = [_noun(scene, deal)] if _noun(scene, deal) else scene.texts([deal])
    who = _who(scene, deal, taken)
    if not (taken or who):
        return None
    made = joined([str(entry["noun"]), *head, *who.words, *scene.texts(taken, head=False)])
    return Label(made, [*who.places, *scene.spans([deal, *taken])], [entry.rule], made[1:], full=True)


def _cost(one: Reading, counts: Reading) -> Label | None:
    """What the deed done to a count cost: «قيمة» and the label of the count."""
    if counts.quantity.value.unit != "count" or counts.made.pivot is None:
        return None
    entry = one.scene.phrases.by_id[VALUE]
    made = joined([str(entry["noun"]), *counts.made.words])
    return Label(made, counts.made.places, [entry.rule], made[1:], full=True)


def _done_at(one: Reading) -> Label | None:
    """«تدعم الوزارة 30 مشروعا مسرحيا ب 12 مليون درهم»: only the count's own complement stands before the sum."""
    scene, first = one.scene, one.quantity.first
    counts = one.done[-1] if one.done else None
    glued = scene.sentence.words[first][0] == scene.phrases.letters.prepositions[0]
    glued = glued and scene.sentence.starts[first] < one.quantity.span.start
    led = glued or scene.sentence.words[first - 1] == scene.phrases.letters.prepositions[0]
    if counts is None or not led or one.before.pivot is not None or counts.made.pivot is None:
        return None
    between = [at for at in range(counts.quantity.last, first) if scene.kind(at) != "preposition"]
    plain = all(scene.kind(at) == "" and not scene.verbal(at) for at in between)
    return _cost(one, counts) if plain and len(between) <= NEAR and counts.made.pivot.verb else None


def _cue(one: Reading) -> int:
    """The place of «مقابل», of «بقيمة», of «في صفقة» before «بلغت»; -1 where none leads to the figure."""
    scene, at, pivot = one.scene, one.before.floor - 1, one.before.pivot
    if any(not _worth(scene, index) for index in one.before.content):
        return -1
    if scene.member(at, "price"):
        return at
    if pivot is None:
        return -1
    if scene.by(pivot) and scene.kind(pivot) == "measure":
        return pivot if _named(scene, pivot) else -1
    paid = scene.kind(pivot) == "level" and scene.verbal(pivot) and scene.member(pivot - 1, "deal")
    glued = scene.sentence.words[pivot - 1][0] == scene.phrases.letters.prepositions[0]  # «بصفقة بلغت»
    return pivot - 1 if paid and (glued or scene.kind(pivot - 2) == "preposition") else -1


def _worth(scene: Scene, index: int) -> bool:
    """«في صفقة وصلت قيمتها إلى 45 مليونا»: a measure of the deal itself."""
    mark = scene.marks[index]
    return mark is not None and mark.kind == "measure" and bool(mark.pronoun)


def _named(scene: Scene, at: int) -> bool:
    """Whether a name stands before «بقيمة» and no thing that has the value: «لنادي سندرلاند الإنجليزي»."""
    article = scene.phrases.letters.article
    return any(word.startswith(article) for word in scene.sentence.words[max(0, at - NEAR) : at])


def _deal(scene: Scene, end: int) -> int:
    """The place of the verb or noun of the deal before word ``end``, in its clause; -1 where none is."""
    named = scene.member(end, "price")
    for index in range(end - 1, max(-1, end - REACH), -1):
        kind = scene.kind(index)
        if scene.owner[index] != FREE or kind in {"hard", "report"} or (kind == "clause" and not _with(scene, index)):
            break
        if (named and scene.member(index, "deal")) or _noun(scene, index, doing=named):
            return index
    return -1


def _with(scene: Scene, index: int) -> bool:
    """Whether word ``index`` is «مع» or of a date, and opens no clause of its own."""
    return scene.dated[index] or scene.member(index, "aside")


def _noun(scene: Scene, index: int, *, doing: bool = True) -> str:
    """The noun of the verb at ``index`` when it is one of a deal, else empty; ``doing``: any deed may be."""
    mark = scene.marks[index]
    if mark is None or not mark.verb:
        return ""
    if mark.kind == "action":
        return mark.entry.forms[0] if doing and mark.entry.forms else ""
    return str(mark.entry.get("noun", "")) if mark.kind in MADE else ""


def _who(scene: Scene, deal: int, taken: list[int]) -> Phrase:
    """«أن اللاعب وقع للنادي»: the subject before the verb, when a preposition follows it."""
    letters = scene.phrases.letters
    word = scene.sentence.words[taken[0]] if taken else letters.lam
    led = bool(taken) and scene.kind(taken[0]) == "preposition"
    if not (led or word[0] == letters.lam) or not _noun(scene, deal):
        return Phrase()
    found = antecedents.before(scene, deal)
    return Phrase(found.words[:WHO], found.places)


def _told(scene: Scene, deal: int, end: int) -> list[int]:
    """Who goes where: the words after the deal, without where from («من إشبيلية»)."""
    taken: list[int] = []
    away = False
    for index in range(deal + 1, end):
        if scene.dated[index]:
            continue
        kind = scene.kind(index)
        if kind in ENDS and taken and not _with(scene, index):
            break
        if kind == "preposition":
            away = scene.member(index, "of")
        if not away and kind not in SKIPPED and scene.plain(index):
            taken.append(index)
    first = taken[:1]
    return (
        first + scene.trimmed(taken[1:NAMED])
        if first and scene.kind(first[0]) == "preposition"
        else scene.trimmed(taken[:NAMED])
    )
