"""Whom a court sentenced: «في حق الموثق», «سجن الوزير السابق سبع سنوات», «15 سنة سجنا لمغتصب قاصر»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.units import is_money
from extractor.recognize.metrics.wording.label import Phrase

REACH = 14  # words from the figure to whom it was given to
WHOM = 4  # words of who was sentenced
JUDGED = frozenset({"act.sentenced"})
FINED = "act.fined"
TRIED = frozenset({"act.convicted", FINED})
COURT = 3  # words of a court's name before whom it sentenced
SHORT = 3  # letters of a noun with tanwin and no more
DEALT = ("penalty", "effective", "suspended", "judging", "sentence-of")  # what a court deals out «ضد» somebody
ENDS = frozenset({"hard", "also"})


def sentenced(one: Reading) -> Phrase:
    """The phrase after «في حق», «ضد», «على» near the figure: behind it first, then before it."""
    scene, first, last = one.scene, one.quantity.first, one.quantity.last
    judged = _judged(scene, first)
    for index in range(last, min(len(scene) - 1, last + REACH)):
        if _other(one, index) or scene.kind(index) in ENDS or _parted(scene, index):
            break
        led = _facing(scene, index) or (judged and scene.member(index, "upon"))
        found = _after(scene, index, len(scene)) if led else _given(scene, index, last)
        if found:
            return found
    for index in range(first - 1, max(-1, first - REACH), -1):
        if scene.owner[index] != FREE or scene.kind(index) == "hard":
            break
        again = bool(one.done) and scene.member(index, "upon") and scene.kind(index - 1) != ""
        found = _after(scene, index, first) if again else _named(scene, index, first)
        if found:
            return found
    return Phrase()


def _parted(scene: Scene, index: int) -> bool:
    """«…، وعلى نائبه بسنة», «…، فيما قضت في حق الثاني …»: a comma behind which somebody else is told of."""
    return scene.kind(index) == "comma" and (scene.joins(index + 1) or scene.kind(index + 1) == "clause")


def _other(one: Reading, index: int) -> bool:
    """Whether another figure stands at ``index``: past the fine beside a time, «سنة و500 درهم في حق …»."""
    number = one.scene.owner[index]
    return number != FREE and (one.money or not is_money(one.scene.quantities[number].value.unit))


def _named(scene: Scene, index: int, end: int) -> Phrase:
    """Whom word ``index`` leads to, on the way back from the figure."""
    if _against(scene, index):
        return _after(scene, index, end)
    if scene.member(index, "sentence-of"):
        return _owner(scene, index, end)
    if scene.member(index, "facing-it"):
        stop = next((at for at in range(index + 1, end) if scene.member(at, "sentence-of")), end)
        who = scene.phrase(index + 1, stop, limit=WHOM)
        return antecedents.taken_as(scene, who) if who else antecedents.before(scene, index)
    return _convicted(scene, index, end)


def _judged(scene: Scene, first: int) -> bool:
    """Whether a court judges before the figure, or the penalty opens the sentence."""
    near = range(max(0, first - REACH), first)
    return any(scene.member(index, "judging") or scene.member(index, "penalty") for index in near)


def _given(scene: Scene, index: int, last: int) -> Phrase:
    """«15 سنة سجنا لمغتصب قاصر»: whom the penalty is for, right behind it."""
    lam, word = scene.phrases.letters.lam, scene.sentence.words[index]
    behind = range(last, index)
    if word[0] != lam or not scene.plain(index) or scene.member(index, "favour"):
        return Phrase()
    if not all(scene.member(at, "penalty") or scene.member(at, "effective") for at in behind):
        return Phrase()
    taken = scene.phrase(index, len(scene), limit=WHOM)
    words = scene.texts(taken)
    if not words or scene.phrases.fold(words[0].removeprefix(lam)) in scene.phrases.sets["anybody"]:
        return Phrase()
    glued = words[0][0] == lam and not scene.phrases.spelled(scene.phrases.fold(words[0]))
    return Phrase([words[0][1:] if glued else words[0], *words[1:]], scene.spans(taken))


def _owner(scene: Scene, index: int, end: int) -> Phrase:
    """«بسجن المتهم 12 سنة», «عقوبة المتهم من 10 إلى 6 سنوات»: whose penalty it is."""
    article, word = scene.phrases.letters.article, scene.sentence.words[index]
    taken = scene.phrase(index + 1, end, limit=WHOM)
    owned = bool(taken) and taken[0] == index + 1 and scene.sentence.words[taken[0]].startswith(article)
    idle = owned and any(scene.member(taken[0], name) for name in ("effective", "court", "penalty", "sentence-of"))
    definite = word.find(article, 0, len(article) + 2) >= 0
    return _whom(scene, taken) if owned and not (idle or definite) else Phrase()


def _convicted(scene: Scene, index: int, end: int) -> Phrase:
    """«أدانت المحكمة موظفا بنكيا ب …», «غرمت المحكمة الجريدة …»: the object of the verb, behind the court."""
    mark = scene.marks[index]
    if mark is None or mark.entry.id not in TRIED:
        return Phrase()
    taken = scene.phrase(index + 1, end, limit=WHOM + COURT)
    if mark.verb and taken and (scene.member(taken[0], "court") or scene.member(taken[0], "officer")):
        taken = taken[_behind_court(scene, taken) :]
    elif mark.verb and taken and mark.entry.id == FINED:
        taken = taken[_behind_body(scene, taken) :]
    return _whom(scene, taken)


def _behind_court(scene: Scene, taken: list[int]) -> int:
    """Where the court's own name ends: its second noun, its adjectives, its town."""
    phrases, words = scene.phrases, scene.sentence.words
    article, inflection = phrases.letters.article, phrases.inflection
    named = words[taken[0]].startswith(article)
    for place, at in enumerate(taken[1:], 1):
        word = words[at]
        tanwin = word.endswith(inflection.tanwin) and len(word) > SHORT
        if tanwin or scene.member(at, "accused"):
            return place
        described = word.endswith((inflection.nisba + inflection.feminine, inflection.nisba))
        led = word[0] == phrases.letters.prepositions[0] or phrases.place(word)
        if described or led or scene.kind(at) == "preposition":
            continue
        if scene.kind(at - 1) == "preposition":
            continue  # «أدانت المحكمة في ملف ثان، تاجرا»
        if named:
            return place
        named = word.startswith(article)
        if not named:
            return place
    return len(taken)


def _behind_body(scene: Scene, taken: list[int]) -> int:
    """«غرم البنك المركزي مدير المؤسسة»: where the name of the body that fines ends; 0 where nobody stands behind it."""
    words, article = scene.sentence.words, scene.phrases.letters.article
    if not words[taken[0]].startswith(article):
        return 0
    ends = (place for place, at in enumerate(taken) if not words[at].startswith(article))
    return next(ends, 0)


def _against(scene: Scene, index: int) -> bool:
    """«في حق», or the sentencing itself: «حكم على الأستاذ», «حكمت المحكمة على الأستاذ»."""
    mark = scene.marks[index]
    if scene.member(index, "upon"):
        return any(scene.member(at, "judging") for at in range(max(0, index - COURT - 1), index))
    return (mark is not None and mark.entry.id in JUDGED) or _facing(scene, index)


def _facing(scene: Scene, index: int) -> bool:
    """Whether word ``index`` is «ضد», «حق» of «في حق»; «الحق المدني», «جنايات ضد الأموال» are no such thing."""
    word, letters = scene.sentence.words[index], scene.phrases.letters
    if not scene.member(index, "against") or letters.article in word:
        return False
    led = word[0] == letters.prepositions[0] or scene.kind(index - 1) == "preposition" or scene.owner[index - 1] != FREE
    return led or any(scene.member(index - 1, name) for name in DEALT)


def _after(scene: Scene, index: int, end: int) -> Phrase:
    """The phrase behind word ``index``, up to what was given: «في حق المتهمين بعقوبات …»."""
    taken = scene.phrase(index + 1, end, limit=WHOM)
    mark = scene.marks[index]
    if mark is not None and mark.pronoun:  # «المتهم الثاني حكم عليه»
        return antecedents.taken_as(scene, scene.back(index, limit=WHOM)) if mark.verb else Phrase()
    return _whom(scene, taken) or _counted(scene, index + 1)


def _counted(scene: Scene, at: int) -> Phrase:
    """«في حق أربعة موظفين»: those who are counted."""
    number = scene.owner[at] if at < len(scene) else FREE
    noun = scene.quantities[number].noun if number != FREE else None
    counts = noun is not None and scene.quantities[number].first == at
    return antecedents.taken_as(scene, list(range(*noun))) if noun and counts else Phrase()


def _whom(scene: Scene, taken: list[int]) -> Phrase:
    """Those who were sentenced, without what they were given."""
    given = (n for n, at in enumerate(taken) if scene.member(at, "penalty") or scene.member(at, "sentence-of"))
    if any(scene.member(at, "anybody") for at in taken[: 1 if len(taken) == 1 else None][-1:]):
        return Phrase()  # «في حق كل من: (ع. م) و(ل. س)»
    return antecedents.taken_as(scene, taken[: next(given, len(taken))][:WHOM])
