"""Words that tell of a change by where they stand: «…، متراجعا بـ15 نقطة», «أغلق المؤشر مرتفعا بـ2 في المائة»."""

from __future__ import annotations

from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene

REACH = 6  # words from a participle, or from a verb past its subject, to the figure
PERCENT = frozenset({"percent", "percentage_point"})
LEADING = frozenset({"measure", "share-by", "preposition", "drop"})
ENDS = frozenset({"hard", "comma", "clause", "report", "relative", "open"})


def circumstances(scene: Scene) -> None:
    """Mark «متراجعا» before its figure as the verb of change that it stands for: its subject is told before.

    *Limits*: an adjective of an object («قيمة مرتفعة بنسبة 3 في المائة») tells of that object's clause.
    """
    told = scene.phrases.participles
    if told.keys().isdisjoint(scene.sentence.words):
        return
    for index, word in enumerate(scene.sentence.words):
        if word in told and scene.owner[index] == FREE and not scene.dated[index]:
            at = index + 1
            while at < len(scene) and at <= index + REACH and (_leads(scene, at) or scene.word(at) in told):
                at += 1
            if at < len(scene) and scene.owner[at] != FREE and _told(scene, index, at):
                _put(scene, index, told[word])


def gains(scene: Scene) -> None:
    """Mark «خسر» with a percentage as a change: «خسر السهم 3 في المائة», no «خسر 3 في المائة من العمال عملهم»."""
    told = scene.phrases.percents
    if told.keys().isdisjoint(scene.sentence.words):
        return
    for index, word in enumerate(scene.sentence.words):
        if word not in told or scene.owner[index] != FREE or scene.dated[index] or not _has_subject(scene, index + 1):
            continue
        reach = range(index + 1, min(len(scene), index + 1 + REACH))
        at = next((at for at in reach if scene.owner[at] != FREE or scene.kind(at) in ENDS), 0)
        if at and scene.owner[at] != FREE and _percent(scene, at) and not _of_others(scene, at):
            _put(scene, index, told[word])


def _has_subject(scene: Scene, at: int) -> bool:
    """Whether a noun or the figure itself follows at ``at``: «فقد الدرهم 2 في المائة», no «فقد تراجعت»."""
    return at < len(scene) and (scene.owner[at] != FREE or not (scene.verbal(at) or scene.member(at, "was")))


def _leads(scene: Scene, at: int) -> bool:
    """Whether word ``at`` only leads from a participle to its figure: «بنسبة», «بشكل ملحوظ», «قليلا»."""
    return scene.owner[at] == FREE and (scene.dated[at] or scene.kind(at) in LEADING)


def _told(scene: Scene, index: int, at: int) -> bool:
    """Whether the figure at ``at`` says by how much: a percentage, else behind a comma and led by a preposition."""
    led = at > index + 1 or scene.sentence.starts[at] < _figure(scene, at)
    apart = index > 0 and (scene.kind(index - 1) == "comma" or scene.verbal(index - 1))  # no «حصيلة مرتفعة بـ400 حالة»
    if scene.phrases.participles[scene.word(index)].entry.get("percent"):
        done = scene.kind(index - 1) == "action" and not scene.verbal(index - 1)  # «نحو تحقيق مكاسب»
        return _percent(scene, at) and not done  # «خسارة قدرها 3 ملايين»
    stays = scene.phrases.participles[scene.word(index)].kind == "level"  # «باقي ف14 درهم»
    return _percent(scene, at) or (led and (apart or stays))


def _figure(scene: Scene, at: int) -> int:
    return scene.quantities[scene.owner[at]].span.start


def _percent(scene: Scene, at: int) -> bool:
    return scene.quantities[scene.owner[at]].value.unit in PERCENT


def _of_others(scene: Scene, at: int) -> bool:
    """Whether the percentage at ``at`` is of a group with the article: «ثلث السكان», «3 في المائة من العمال»."""
    quantity, article = scene.quantities[scene.owner[at]], scene.phrases.letters.article
    of = quantity.last + 1 if scene.member(quantity.last, "of") else -1
    base = quantity.noun[0] if quantity.fraction and quantity.noun else of
    return base >= 0 and scene.word(base).startswith(article)


def _put(scene: Scene, index: int, mark: Mark) -> None:
    scene.marks[index], scene.kinds[index] = mark, mark.kind
