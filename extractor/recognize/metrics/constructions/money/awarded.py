"""A sum that a court makes somebody pay: «ألزمت المحكمة الشركة بأداء 450 ألف درهم لفائدة العامل».

*Looks for* a verb of judging, what it makes somebody do (to pay), and a bare sum: «المبلغ المحكوم به لفائدة العامل», or
«على الشركة» where nobody is told to whom. *Limits*: a sum with a name of its own (a fine, damages) is told by that.
"""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

REACH = 16  # words from the figure back to the court's verb
WHO = 4  # words of who pays or is paid
ENDS = frozenset({"hard", "open", "close"})


def awarded(one: Reading) -> Label | None:
    """«قضت المحكمة بأداء البنك مليون درهم لفائدة الزبون» → «المبلغ المحكوم به لفائدة الزبون»."""
    scene, first = one.scene, one.quantity.first
    if not one.money or one.counted.words or scene.phrases.sets["ordered"].isdisjoint(scene.sentence.words):
        return None
    paying, judged = _paying(one)
    if judged < 0:
        return None
    whom = _to_whom(scene, one.quantity.last, len(scene)) or _to_whom(scene, paying + 1, first)
    words = whom.words
    if not whom:
        whom = _payer(scene, judged, paying, first)
        words = [scene.phrases.by_id["upon"].forms[0], *whom.words] if whom else []
    made = joined([*scene.phrases.by_id["awarded"].forms[0].split(), *words])
    return Label(made, [*whom.places, *scene.spans([paying])], [one.rule("counted")], made, full=True)


def _paying(one: Reading) -> tuple[int, int]:
    """The places of what is to be done with the sum and of the verb of judging before it; -1 where one is missing."""
    scene, paying = one.scene, -1
    for index in range(one.quantity.first - 1, max(-1, one.quantity.first - REACH), -1):
        if scene.owner[index] != FREE or scene.kind(index) in ENDS:
            break
        if paying < 0 and (scene.member(index, "fine") or scene.member(index, "payment")):
            break
        if paying < 0 and scene.member(index, "ordered"):
            paying = index
        elif paying >= 0 and _judges(scene, index):
            return paying, index
    return paying, -1


def _judges(scene: Scene, index: int) -> bool:
    """Whether word ``index`` tells of a verdict: «قضت», or what a court named in the sentence does, «ألزمت»."""
    court = not scene.phrases.sets["court"].isdisjoint(scene.sentence.words)
    return scene.member(index, "verdict") or (court and scene.member(index, "obliging"))


def _to_whom(scene: Scene, start: int, end: int) -> Phrase:
    """«لفائدة العامل», «لذوي الحقوق»: who is paid, between words ``start`` and ``end``."""
    for index in range(start, min(end, start + WHO)):
        if scene.owner[index] != FREE or scene.kind(index) in {*ENDS, "comma", "clause"}:
            break
        if scene.member(index, "favour"):
            taken = scene.phrase(index + 1, end, limit=WHO)
            return Phrase(scene.texts([index, *taken], head=False), scene.spans([index, *taken])) if taken else Phrase()
        if index == start and scene.purposes(index) and scene.plain(index):
            taken = scene.phrase(index, end, limit=WHO)
            return Phrase(scene.texts(taken, head=False), scene.spans(taken))
    return Phrase()


def _payer(scene: Scene, judged: int, paying: int, first: int) -> Phrase:
    """Who is to pay: behind «على», behind the court, else behind the paying."""
    upon = next((index for index in range(judged, paying) if scene.member(index, "upon")), -1)
    if upon >= 0:
        return antecedents.taken_as(scene, scene.phrase(upon + 1, paying, limit=WHO))
    taken = scene.phrase(judged + 1, paying, limit=WHO + 1)
    if taken and scene.member(taken[0], "court"):
        described = 1
        while described < len(taken) and scene.phrases.inflection.nisba in scene.word(taken[described])[-2:]:
            described += 1
        taken = taken[described:]
    return antecedents.taken_as(scene, taken or scene.phrase(paying + 1, first, limit=WHO))
