"""What a court makes somebody pay: «غرامة قدرها 50 ألف درهم», «20 ألف درهم غرامة», «وتغريمه 5000 درهم»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.events.sentenced import sentenced
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

LONG = 3  # words of a fine's own name: «غرامة مالية نافذة»
WHOM = 4  # words of whom a law fines
NEAR = 7  # words from what is paid to its amount: «غرامة مالية نافذة يمكن أن تصل إلى»
FINING = "act.fined"
ENDS = frozenset({"hard", "comma", "open", "close"})
LINKS = frozenset({"preposition", "level", "move", "measure", "share-by", "drop", "clause", "change"})


def payment(one: Reading) -> Label | None:
    """«وغرامة تصل إلى مليون درهم», «و20 ألف درهم غرامة», «وتعويض قدره 30 ألفا»: what is paid, by its own name."""
    scene, last = one.scene, one.quantity.last
    if not one.money:
        return None
    if scene.member(last, "fine") and scene.owner[last] == FREE:
        return _named(one, last)
    close = True
    for index in range(one.quantity.first - 1, max(-1, one.quantity.first - NEAR - 1), -1):
        if scene.owner[index] != FREE or scene.kind(index) in ENDS:
            break
        mark = scene.marks[index]
        if mark is not None and mark.entry.id == FINING and not mark.verb:
            return _fining(one, index)
        if close and (scene.member(index, "fine") or scene.member(index, "award")):
            return _paid(one, index)
        close = close and (scene.kind(index) in LINKS or _describes(scene, index))
    return None


def _paid(one: Reading, at: int) -> Label | None:
    """«وغرامة مالية قدرها», «وبتعويض قدره … للضحية»: no «الغرامات», no «مداخيل غرامات»."""
    scene, article = one.scene, one.scene.phrases.letters.article
    if article in scene.sentence.words[at][: len(article) + 2] or scene.kind(at - 1) == "measure":
        return None
    if scene.member(at, "fine"):
        return _named(one, at)
    whom = scene.complement(one.quantity.last, limit=WHOM)
    led = bool(whom) and (
        scene.member(whom[0], "favour") or scene.sentence.words[whom[0]].startswith(scene.phrases.letters.lam)
    )
    if not led or not one.done:
        return None
    label = _named(one, at)
    label.words = joined([*label.words, *scene.texts(whom, head=False)])
    label.full = True
    return label


def _describes(scene: Scene, index: int) -> bool:
    """«مالية», «نافذة», «مدني»: an adjective of what is paid."""
    inflection, word = scene.phrases.inflection, scene.sentence.words[index]
    ended = scene.raw(index).endswith((inflection.one, inflection.nisba))
    ended = ended and not (scene.phrases.letters.article in word[:3] or word[0] == scene.phrases.letters.lam)
    return ended and scene.plain(index) and word not in scene.phrases.plurals


def _named(one: Reading, at: int) -> Label:
    """The fine at word ``at`` with its adjectives."""
    scene = one.scene
    taken, index = [at], at + 1
    while index < len(scene) and len(taken) < LONG and scene.owner[index] == FREE and _describes(scene, index):
        taken.append(index)
        index += 1
    words = scene.texts(taken)
    words[0] = words[0].removesuffix(scene.phrases.inflection.tanwin)
    if (
        at >= one.quantity.last and index < len(scene) and scene.sentence.words[index][0] == scene.phrases.letters.lam
    ):  # «300 درهم غرامة لمخالفي الحجر»
        words = joined([*words, *scene.texts(scene.tail(index, limit=WHOM + 1), head=False)])
        return Label(words, scene.spans(taken), [scene.phrases.by_id["fine"].rule], list(words), full=True)
    return Label(words, scene.spans(taken), [scene.phrases.by_id["fine"].rule], list(words))


def _fining(one: Reading, at: int) -> Label:
    """«تغريم المتهم 5000 درهم», «مع تغريمه 5000 درهم»: a fine, and whom the verbal noun names."""
    scene, phrases = one.scene, one.scene.phrases
    taken = scene.phrase(at + 1, one.quantity.first, limit=WHOM)
    taken = antecedents.without_measure(scene, taken)
    against = phrases.by_id["against"].forms[0].split() if taken else []
    made = joined([phrases.by_id["fine"].forms[0], *against, *scene.texts(taken)])
    return Label(made, scene.spans([at, *taken]), [phrases.by_id["fine"].rule], made, full=bool(taken))


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
    owned = said < min(court, len(label.words)) and label.words[said].startswith(letters.article)  # «غرامة الرجاء»
    whom = sentenced(one) or (Phrase() if owned else told)
    if whom and whom.words == label.words[1 : len(whom.words) + 1]:
        said = 1  # «غرمت المحكمة المدير 20 ألف درهم»
    if not whom or fold(whom.words[0]) in sets["anybody"]:
        offender = _offender(one)
        kept = label.words[: min(said, court, LONG)] if offender else label.words[:court]
        label.words = joined([*kept, *offender])  # «غرامة المحكمة» says who fined
        return
    against = scene.phrases.by_id["against"].forms[0].split()
    label.words = joined([*label.words[: min(said, court, LONG)], *against, *whom.words])
    label.places = [*label.places, *whom.places]
    label.context, label.full = list(whom.words), True


def _offender(one: Reading) -> list[str]:
    """«يعاقب بغرامة من 200 إلى 300 درهم كل من خالف …»: whom a law fines, told behind the fine."""
    scene, at = one.scene, one.quantity.last
    at += at < len(scene) and scene.kind(at) == "comma"
    return scene.texts(scene.tail(at, limit=WHOM)) if scene.member(at, "each") else []
