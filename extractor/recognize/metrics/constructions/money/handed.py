"""A sum that something was done with: «تخصيص مبلغ 40 مليون درهم للمدارس», «حجز سيارة ومبلغ مالي قدره 3000 درهم»."""

from __future__ import annotations

from extractor.patterns import Entry
from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.money.amounts import for_whom
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Label, joined

NEAR = 4  # words from the sum to its figure: «مبلغ مالي هام قدره»
DEED = 8  # words from the deed to the sum, its doer between them
DOER = 4  # words of a doer
BENEFIT = "act.benefit"
STOPS = frozenset({"hard", "clause", "report", "relative", "also", "open", "measure", "change", "level"})


def handed(one: Reading) -> Label | None:
    """«تخصيص مبلغ 40 مليون درهم للمدارس» → «المبلغ المخصص للمدارس»."""
    scene = one.scene
    at = _sum(one) if one.money and not one.counted.words else None
    mark = scene.marks[at] if at is not None else None
    if at is None or mark is None or scene.by(at) or mark.pronoun:
        return None
    deed = _deed(one, at)
    entry = _entry(one, mark, deed)
    done = str(entry.get("adjective", "")) if entry else ""
    if not entry or not done:
        return None
    article, one_thing = scene.phrases.letters.article, scene.phrases.inflection.one
    described = [index for index in range(at + 1, one.quantity.first) if not scene.marks[index] and scene.plain(index)]
    tanwin = scene.phrases.inflection.tanwin
    word = scene.texts([at])[0].removesuffix(tanwin)
    single = scene.phrases.fold(word) != scene.phrases.by_id["sum"].forms[1]
    head = [
        text if text.startswith(article) else article + text
        for text in [word, *(text.removesuffix(tanwin) for text in scene.texts(described[:1]))]
    ]
    first, *rest = done.split()
    said = [first.removesuffix(one_thing) if single else first, *rest]
    made = joined([*head, *said, *for_whom(one), *_doer(one, deed, at)])
    return Label(made, scene.spans([at]), [entry.rule], made[1:], done.split(), pivot=mark)


def paid(one: Reading) -> Label | None:
    """«بأداء تعويض قدره 100 ألف درهم لفائدة الضحية» → «تعويض لفائدة الضحية»: what is paid, and to whom."""
    scene, first = one.scene, one.quantity.first
    if not one.money or one.counted.words:
        return None
    near = range(first - 1, max(-1, first - 1 - NEAR), -1)
    at = next((index for index in near if scene.member(index, "payment") and scene.owner[index] == FREE), None)
    whom = for_whom(one) if at is not None else []
    paying = range(max(0, (at or 0) - 1 - NEAR), at or 0)
    if at is None or not whom or not any(scene.member(index, "paying") for index in paying):
        return None
    tanwin = scene.phrases.inflection.tanwin
    described = [index for index in range(at + 1, first) if not scene.marks[index] and scene.plain(index)]
    words = [text.removesuffix(tanwin) for text in scene.texts([at, *described[:1]])]
    made = joined([*words, *whom])
    return Label(made, scene.spans([at]), [one.rule("counted")], made)


def _sum(one: Reading) -> int | None:
    """The place of «مبلغ» before the figure."""
    scene, first = one.scene, one.quantity.first
    for index in range(first - 1, max(-1, first - 1 - NEAR), -1):
        if scene.owner[index] != FREE or scene.kind(index) in {"hard", "comma"}:
            return None
        if scene.member(index, "sum"):
            return index
    return None


def _deed(one: Reading, at: int) -> int | None:
    """The place of the deed done with the sum: right before it, or before its doer, or before another object."""
    scene = one.scene
    for index in range(at - 1, max(-1, at - 1 - DEED), -1):
        mark = scene.marks[index]
        if scene.owner[index] != FREE or scene.kind(index) in STOPS:
            return None
        if mark is not None and mark.kind == "action" and not mark.pronoun:
            near = mark.verb or index == at - 1 or scene.adds(at) or mark.length > 1
            return index - mark.offset if near else None
        if scene.verbal(index) or (scene.kind(index) == "preposition" and not scene.adds(at) and index < at - 1):
            return None
    return None


def _entry(one: Reading, mark: Mark, deed: int | None) -> Entry | None:
    """The deed; «ضبط 200 غرام من الكوكايين ومبلغ مالي قدره …»: that of the figure before, which «و» goes on with."""
    done = one.scene.marks[deed] if deed is not None else None
    if done is not None:
        return done.entry
    prior = one.prior.pivot if one.prior else None
    added = mark.proclitic == one.scene.phrases.letters.conjunctions[0]
    return prior.entry if added and prior is not None and prior.kind == "action" else None


def _doer(one: Reading, deed: int | None, at: int) -> list[str]:
    """Who gave it, as «من طرف» says it; officers are left out."""
    scene: Scene = one.scene
    mark = scene.marks[deed] if deed is not None else None
    if deed is None or mark is None or not mark.verb or mark.entry.get("official") or scene.adds(at):
        return []
    who = scene.texts(scene.phrase(deed + mark.length, at, limit=DOER), head=False)
    who = who or antecedents.before(scene, deed).words[:DOER]
    return [*scene.phrases.by_id["by-whom"].forms[0].split(), *who] if who else []


def benefited(one: Reading) -> Label | None:
    """«استفادت جهة سوس من 40 مشروعا» → «المشاريع لفائدة جهة سوس»: what somebody benefits of, no beneficiaries."""
    scene, own = one.scene, one.counted
    at = one.before.pivot
    mark = scene.marks[at] if at is not None else None
    if at is None or mark is None or mark.entry.id != BENEFIT or own.person or not own.words:
        return None
    if not scene.member(one.quantity.first - 1, "of"):
        return None
    content = scene.trimmed(list(one.before.content))
    led = not content or scene.kind(content[0]) == "preposition"
    who = antecedents.before(scene, at) if led else antecedents.taken_as(scene, content)
    if not who:
        return None
    whom = [scene.phrases.by_id["favour"].forms[0], *who.words[:DOER]]
    made = joined([*own.words, *whom])
    return Label(made, [*own.places, *who.places], [mark.entry.rule], made, whom, pivot=mark, full=True)
