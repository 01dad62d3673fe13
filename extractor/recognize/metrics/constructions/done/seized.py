"""What was seized beside other things: money («… ومبلغ 8500 درهم»), or one of many («مخدرات، من بينها …»)."""

from __future__ import annotations

from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import LIGHT, Scene
from extractor.recognize.metrics.wording.label import Label, joined

TAKEN = frozenset({"act.seized", "act.caught", "act.found", "act.confiscated", "act.stolen"})
BETWEEN = 14  # words from the thing seized before to the money
SUM = 5  # words from a deed to the sum it was done to, and from «مبلغ» to its figure
PASSED = frozenset({"level", "measure"})
NEAR = 8  # words from the deed to bare money
WHERE = 4  # words of with whom money was


def money_taken(one: Reading) -> Label | None:
    """The money that «و», «فضلا عن» adds to the things seized before it in the sentence."""
    scene, prior, first = one.scene, one.prior, one.quantity.first
    pivot = prior.pivot if prior is not None else None
    start = one.done[-1].quantity.last if one.done else 0
    where: list[str] = []
    if not one.money or one.counted.words:
        return None
    if prior is None or pivot is None or pivot.entry.id not in TAKEN:
        pivot, start, prior = *_directly(one), None
        if pivot is None:
            pivot, start = _taken(one)
            where = _where(one, start) if pivot is not None else []
    between = range(start, first)
    if pivot is None or len(between) > BETWEEN or any(scene.owner[at] != FREE or _parts(one, at) for at in between):
        return None
    entry, inflection = scene.phrases.by_id["unit.money"], scene.phrases.inflection
    done = str(pivot.entry.get("adjective", ""))
    theirs = inflection.things[1]  # «المعثور عليها»
    done = done[: -len(theirs)] + inflection.his if done.endswith(theirs) else done.removesuffix(inflection.one)
    words = [str(entry["noun"]), done, *where]
    context = list(prior.context) if prior else []
    return Label(words, list(prior.places) if prior else [], [entry.rule], words, context, pivot=pivot, full=True)


def _directly(one: Reading) -> tuple[Mark | None, int]:
    """«العثور بحوزتهما على مبلغ مالي قدره 69 ألف درهم»: the deed done to the sum, and where what it leads to begins."""
    scene, first = one.scene, one.quantity.first
    figure = next((at for at in range(first - 1, max(-1, first - SUM), -1) if scene.member(at, "figure")), -1)
    if figure < 0 or figure == first - 1:
        return None, 0
    for index in range(figure - 1, max(-1, figure - SUM), -1):
        mark = scene.marks[index]
        manner = mark is None and scene.sentence.words[index].endswith(scene.phrases.inflection.tanwin)  # «متلبسا»
        if scene.owner[index] != FREE or manner or scene.kind(index) in {"hard", "comma"}:
            break
        if mark is not None and mark.entry.id in TAKEN:
            return mark, index + 1
    return None, 0


def _taken(one: Reading) -> tuple[Mark | None, int]:
    """«وعثر بحوزة السائق على 41 ألف أورو»: the deed near before the bare money, and where what it leads to begins."""
    scene, first = one.scene, one.quantity.first
    for index in range(first - 1, max(-1, first - NEAR), -1):
        mark = scene.marks[index]
        if scene.owner[index] != FREE or scene.kind(index) in {"hard", "comma", "open", "relative"}:
            break
        if scene.kind(index) == "measure" and not scene.member(index, "sum"):
            break
        if mark is not None and mark.entry.id in TAKEN:
            led = index + mark.length - mark.offset
            return (mark, led) if led < first and _with(scene, led) else (None, 0)
    return None, 0


def _with(scene: Scene, index: int) -> bool:
    """Whether word ``index`` says with whom something was found: «بحوزة», «لدى», «بمنزل»."""
    return scene.kind(index) == "preposition" or scene.word(index)[0] == scene.phrases.letters.prepositions[0]


def _where(one: Reading, start: int) -> list[str]:
    """With whom or where the money was: «بحوزة السائق»."""
    scene = one.scene
    taken = [index for index in range(start, one.quantity.first) if scene.plain(index)]
    while taken and (scene.kind(taken[-1]) in LIGHT or scene.member(taken[-1], "sum")):
        taken.pop()
    return scene.texts(taken[:WHERE], head=False)


def among_seized(one: Reading) -> Label | None:
    """«ضبط كميات من المخدرات، من بينها 250 قرصا» → «الأقراص المضبوطة»: one thing of those that a deed was done to."""
    scene, own, first = one.scene, one.counted, one.quantity.first
    if one.done or one.before.edge != "part" or one.before.content or not own.noun:
        return None
    for index in range(first - 1, max(-1, first - BETWEEN), -1):
        mark = scene.marks[index]
        if scene.owner[index] != FREE or scene.kind(index) in {"hard", "clause"}:
            break
        if mark is not None and mark.kind == "action" and mark.entry.get("official"):
            things, people = str(mark.entry.get("adjective", "")), str(mark.entry.get("people", ""))
            made = joined(own.with_participle(scene.phrases, things, people))
            return Label(made, one.places(index), [mark.entry.rule], made, [things], pivot=mark)
    return None


def _parts(one: Reading, index: int) -> bool:
    """Whether a clause of its own begins at word ``index``: «وتبلغ قيمة المحجوزات», «. وقدمت»."""
    scene = one.scene
    if scene.kind(index) in {"hard", "clause", "report"}:
        return True
    mark = scene.marks[index]
    worth = mark is not None and mark.kind == "measure" and not scene.member(index, "figure")
    return worth or (scene.verbal(index) and scene.kind(index) not in PASSED)
