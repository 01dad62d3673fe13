"""How long a sentence of a court is, and against whom: «خمس سنوات سجنا نافذا في حق الموثق»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions import subjects
from extractor.recognize.metrics.constructions.kinds import duration
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

NEAR = 3  # words from the figure to the kind of its penalty, on either side
REACH = 14  # words from the figure to whom it was given to
WHOM = 4  # words of who was sentenced
SENTENCED = "act.sentenced"
CONVICTED = "act.convicted"
COURT = 3  # words of a court's name before whom it sentenced
SHORT = 3  # letters of a noun with tanwin and no more
LONG = 3  # words of a fine's own name: «غرامة مالية نافذة»
ENDS = frozenset({"hard", "also"})


def penalty(one: Reading) -> Label | None:
    """«قضت المحكمة بسنتين حبسا نافذا في حق المتهم» → «مدة الحبس النافذ في حق المتهم»."""
    entry = duration(one)
    kind = _kind(one) if entry is not None else ""
    if entry is None or not kind or _changed(one):
        return None
    scene = one.scene
    near = range(one.quantity.first - NEAR, one.quantity.last + NEAR)
    real = [] if not any(scene.member(index, "effective") for index in near) else [_said(scene, "effective", kind)]
    if any(scene.member(index, "suspended") for index in near):
        real = _said(scene, "suspended", kind).split()
    whom = _whom(one)
    against = [*scene.phrases.by_id["against"].forms[0].split()] if whom else []
    made = joined([str(entry["noun"]), kind, *real, *against, *whom.words])
    return Label(made, whom.places, [entry.rule], made, list(whom.words), full=True)


def _said(scene: Scene, which: str, kind: str) -> str:
    """«النافذ» or «موقوف التنفيذ», in the gender of the penalty."""
    forms, feminine = scene.phrases.by_id[which].forms, kind.endswith(scene.phrases.inflection.one)
    return forms[int(feminine)]


def _changed(one: Reading) -> bool:
    """«تحويل السجن المؤبد إلى السجن المحدد في 25 سنة»: the figure ends a change of the penalty."""
    scene, first = one.scene, one.quantity.first
    near = range(first - NEAR, first)
    return any(scene.member(index, "penalty") and scene.member(index - 1, "toward") for index in near)


def _kind(one: Reading) -> str:
    """«السجن» or «الحبس», as the sentence says it right after the figure or before it."""
    scene, letters = one.scene, one.scene.phrases.letters
    behind = range(one.quantity.last, one.quantity.last + NEAR)
    led = one.quantity.first - 1 - (scene.kind(one.quantity.first - 1) == "preposition")
    ahead = range(led, led - NEAR, -1)
    for index in (*behind, *ahead):
        if scene.member(index, "penalty") and scene.owner[index] == FREE:
            word = scene.headed(index, scene.phrases.clean(scene.raw(index))).removeprefix(letters.article)
            return letters.article + word.removesuffix(scene.phrases.inflection.tanwin)
    served = any(scene.member(index, "suspended") or scene.member(index, "effective") for index in behind)
    return scene.phrases.by_id["punishment"].forms[0] if served else ""


def _whom(one: Reading) -> Phrase:
    """The phrase after «في حق», «ضد», «على» near the figure: behind it first, then before it."""
    scene, first, last = one.scene, one.quantity.first, one.quantity.last
    for index in range(last, min(len(scene) - 1, last + REACH)):
        if scene.owner[index] != FREE or scene.kind(index) in ENDS:
            break
        found = _after(scene, index, len(scene)) if scene.member(index, "against") else Phrase()
        if found:
            return found
    for index in range(first - 1, max(-1, first - REACH), -1):
        if scene.owner[index] != FREE or scene.kind(index) == "hard":
            break
        found = _after(scene, index, first) if _against(scene, index) else _convicted(scene, index, first)
        if found:
            return found
    return Phrase()


def _convicted(scene: Scene, index: int, end: int) -> Phrase:
    """«أدانت المحكمة موظفا بنكيا ب …»: the object of the verb at ``index``, behind the court."""
    mark = scene.marks[index]
    if mark is None or not mark.verb or mark.entry.id != CONVICTED:
        return Phrase()
    taken = scene.phrase(index + 1, end, limit=WHOM + COURT)
    if taken and scene.member(taken[0], "court"):
        tanwin = scene.phrases.inflection.tanwin
        words = scene.sentence.words
        accused = (
            place
            for place, at in enumerate(taken)
            if place and (scene.member(at, "accused") or (words[at].endswith(tanwin) and len(words[at]) > SHORT))
        )
        taken = taken[next(accused, len(taken)) :]
    return subjects.taken_as(scene, taken[:WHOM])


def fined(one: Reading, label: Label) -> None:
    """«وغرامة قدرها 50 ألف درهم» → «غرامة في حق المتهم»: whom a court fined, as the sentence says it."""
    scene, fold = one.scene, one.scene.phrases.fold
    sets = scene.phrases.sets
    if not one.money or fold(label.words[0]) not in sets["fine"]:
        return
    if any(fold(word) in sets["against"] for word in label.words):
        return
    letters = scene.phrases.letters
    one_word = scene.phrases.inflection.one
    said = next((place for place, word in enumerate(label.words) if place and not word.endswith(one_word)), LONG)
    ends = (
        place
        for place, word in enumerate(label.words)
        if place and (fold(word) in sets["court"] or word.startswith(letters.conjunctions[0]))
    )
    court = next(ends, len(label.words))
    prior = one.prior
    told = Phrase(prior.context, prior.places) if prior and prior.full and prior.context else Phrase()
    whom = _whom(one) or told
    if not whom or fold(whom.words[0]) in sets["anybody"]:
        label.words = label.words[:court]  # «غرامة المحكمة» says who fined
        return
    against = scene.phrases.by_id["against"].forms[0].split()
    label.words = joined([*label.words[: min(said, court, LONG)], *against, *whom.words])
    label.places = [*label.places, *whom.places]
    label.context, label.full = list(whom.words), True


def _against(scene: Scene, index: int) -> bool:
    """«في حق», or the sentencing itself: «حكم على الأستاذ», «حكمت المحكمة على الأستاذ»."""
    mark = scene.marks[index]
    if scene.member(index, "upon"):
        return any(scene.member(at, "judging") for at in range(max(0, index - COURT - 1), index))
    return (mark is not None and mark.entry.id == SENTENCED) or scene.member(index, "against")


def _after(scene: Scene, index: int, end: int) -> Phrase:
    return subjects.taken_as(scene, scene.phrase(index + 1, end, limit=WHOM))
