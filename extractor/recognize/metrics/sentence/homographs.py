"""Words spelled like a noun that stand where only a verb can («صرف النادي 12 مليون درهم»), and the other way round."""

from __future__ import annotations

from dataclasses import replace

from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene

NAMED = 3  # words of «نتيجة الاستغلال الإجمالية»
NEAR = 6  # words from the deed that concerns things to their figure
DOING = frozenset({"action", "change"})


def verbs(scene: Scene) -> None:
    """Mark a verbal noun that opens a sentence as the verb that it is spelled like, when it is its clause's only one.

    *Limits*: a title with no verb at all («نقل المسافرين 3 ملايين») is read as one.
    """
    for index, mark in enumerate(scene.marks):
        if mark is None or mark.verb or mark.kind not in DOING or mark.length > 1 or mark.pronoun:
            continue
        if (index == 0 or scene.kind(index - 1) == "hard") and _spelled(scene, index, mark) and _alone(scene, index):
            scene.marks[index] = replace(mark, verb=True)


def concerns(scene: Scene) -> None:
    """Take «هم» for the verb and not for «they» where it opens a clause of a definite deed: «وهم الانخفاض 12 قطاعا»."""
    if scene.phrases.sets["they"].isdisjoint(scene.sentence.words):
        return
    article, entry = scene.phrases.letters.article, scene.phrases.by_id.get("concern")
    for index in range(len(scene) - 2):
        mark = scene.marks[index + 1] if scene.member(index, "they") else None
        deed = mark is not None and mark.kind in {*DOING, "state"} and not mark.pronoun
        opens = index == 0 or scene.kind(index - 1) in {"hard", "comma", "clause"}
        counts = any(scene.owner[at] != FREE for at in range(index + 2, min(len(scene), index + 2 + NEAR)))
        if entry and deed and opens and counts and scene.word(index + 1).startswith(article):
            scene.marks[index], scene.kinds[index] = Mark("concern", entry, verb=True), "concern"


def whoever(scene: Scene) -> None:
    """Take «من» between a measure and a verb for «who»: «نسبة من يثقون في البرلمان», «عدد من لم يصوتوا»."""
    who, of = scene.phrases.by_id.get("relative"), scene.phrases.by_id["of"].forms[0]
    words = scene.sentence.words
    for index in [index for index, word in enumerate(words) if word == of] if who and of in words else ():
        if who and index + 2 < len(words) and scene.kind(index - 1) in {"measure", "share-by"}:
            at = index + 1 + scene.member(index + 1, "negation")
            if scene.verbal(at) and not scene.dated[at]:
                scene.marks[index], scene.kinds[index] = Mark("relative", who), "relative"


def losses(scene: Scene) -> None:
    """Take «فقد» for the verb where no verb follows it: «فقد قطاع البناء 12 ألف منصب», no «فقد بلغ»."""
    lost, article = scene.phrases.by_id["act.lost"], scene.phrases.letters.article
    word = scene.phrases.fold(lost["perfect"][0])
    words = {word, scene.phrases.letters.conjunctions[0] + word}
    if words.isdisjoint(scene.sentence.words):
        return
    for index in range(len(scene) - 2):
        opens = index == 0 or scene.kind(index - 1) in {"hard", "comma", "clause"}
        if scene.word(index) not in words or scene.kind(index) != "drop" or not opens or scene.verbal(index + 1):
            continue
        named = any(scene.word(at).startswith(article) for at in (index + 1, index + 2))
        follows = named or scene.member(index + 1, "entity")
        counts = any(scene.owner[at] != FREE for at in range(index + 2, min(len(scene), index + 2 + NEAR)))
        if follows and counts:
            glued = scene.word(index).removesuffix(word)
            scene.marks[index], scene.kinds[index] = Mark("action", lost, proclitic=glued, verb=True), "action"


def jobs(scene: Scene) -> None:
    """Take «شغل» for the noun behind what is of it: «مناصب شغل», «فرص شغل»."""
    if scene.phrases.sets["job"].isdisjoint(scene.sentence.words):
        return
    work = scene.phrases.fold(scene.phrases.by_id["act.employed"]["perfect"][0])
    for index in range(1, len(scene)):
        if scene.word(index) == work and scene.member(index - 1, "job"):
            scene.marks[index], scene.kinds[index] = None, ""


def boats(scene: Scene) -> None:
    """Take «قارب» for a boat and no verb of level where no figure and no measure follows it at once."""
    if scene.phrases.sets["boat"].isdisjoint(scene.sentence.words):
        return
    for index in range(len(scene)):
        if scene.member(index, "boat") and scene.kind(index) == "level":
            at = index + 1
            counts = at < len(scene) and (scene.owner[at] != FREE or scene.kind(at) == "measure")
            if not counts:
                scene.marks[index], scene.kinds[index] = None, ""


def results(scene: Scene) -> None:
    """Take «نتيجة» for the thing that a verb of level or change before it tells of: «بلغت نتيجة الشركة 40 مليونا»."""
    if scene.phrases.sets["result"].isdisjoint(scene.sentence.words):
        return
    for index in range(1, len(scene) - 1):
        mark = scene.marks[index - 1]
        if not scene.member(index, "result") or mark is None or not mark.verb or mark.kind not in {"level", "change"}:
            continue
        opens = index == 1 or scene.kind(index - 2) in {"comma", "hard", "clause", "drop"}  # no «المبيعات تراجعت نتيجة»
        if (opens or mark.kind == "level") and scene.word(index + 1).startswith(scene.phrases.letters.article):
            scene.marks[index], scene.kinds[index] = None, ""
            for at in range(index, min(len(scene), index + NAMED)):  # it had opened an adjunct
                scene.dated[at] = scene.dated[at] and scene.kind(at) != ""


def limits(scene: Scene) -> None:
    """Mark the verb of a denied bound whose subject stands inside it as one of level: «لا يقل ثمن اللحم عن 105»."""
    level = scene.phrases.by_id.get("level")
    for quantity in scene.quantities:
        for index in range(quantity.first, quantity.number[0] - 1):
            if level and scene.member(index, "limiting") and scene.kind(index + 1) in {"", "measure"}:
                scene.marks[index], scene.kinds[index] = Mark("level", level, verb=True), "level"


def _spelled(scene: Scene, index: int, mark: Mark) -> bool:
    """Whether word ``index`` is spelled like its verb, with its definite subject after it."""
    phrases, words = scene.phrases, scene.sentence.words
    if mark.proclitic not in {"", *phrases.letters.conjunctions} or index + 1 >= len(scene):
        return False
    follows = words[index + 1].startswith(phrases.letters.article) or scene.member(index + 1, "entity")
    bare = words[index].removeprefix(mark.proclitic)
    return follows and bare in map(phrases.fold, mark.entry.get("perfect", ()))


def _alone(scene: Scene, index: int) -> bool:
    """Whether a figure comes before any stop, and no other verb before the figure."""
    for at in range(index + 1, len(scene)):
        if scene.owner[at] != FREE:
            return True
        if scene.kind(at) == "hard" or (scene.verbal(at) and not scene.dated[at]):
            return False
    return False
