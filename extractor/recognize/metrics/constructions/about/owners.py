"""Whose a bare rate is: «بمعدل ملء يقدر بـ 70 في المائة» → «معدل ملء السدود», «تصل نسبة الملء فيه» → of its dam."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.about.befell import before_clause
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.topics import said_of
from extractor.recognize.metrics.wording.label import LONGEST, Label, Phrase
from extractor.recognize.metrics.wording.naming import unowned

RATES = frozenset({"measure", "share-by"})
HEADING = frozenset({"", "measure", "share-by", "action", "state"})  # what the pronoun of a verbal noun may mean
OWNER = 5  # words of whose rate it is
NEAR = 6  # words before the figure within which «فيه» points back
HEADS = 30  # words from the opening of a sentence within which the thing that it tells of stands
BEHIND = 5  # words of the subject that a verb has behind the figure


def antecedent(scene: Scene, at: int, pronoun: str) -> Phrase:
    """«تغير الحد الأدنى للأجور بعد رفعه بـ5 في المائة»: what the pronoun at the verbal noun ``at`` means."""
    phrases, inflection = scene.phrases, scene.phrases.inflection
    start = at - 1
    while start > 0 and scene.owner[start - 1] == FREE and scene.kind(start - 1) not in {"hard", "clause", "report"}:
        start -= 1
    masculine = pronoun == phrases.fold(inflection.his)
    for index in range(start, at - 1):
        opens = index == start or scene.kind(index - 1) == "preposition" or scene.verbal(index - 1)
        if not opens or scene.verbal(index) or not scene.plain(index) or scene.kind(index) not in HEADING:
            continue
        taken = scene.phrase(index, at - 1, limit=OWNER)
        described = next((n for n, one in enumerate(taken) if n and said_of(scene, one)), len(taken))
        feminine = scene.sentence.words[index].endswith((inflection.feminine, inflection.many))
        if taken[:1] == [index] and feminine != masculine:
            return antecedents.taken_as(scene, taken[:described])
    return Phrase()


def rated(one: Reading, label: Label) -> None:
    """Complete a rate that says of nothing what it is: a measure and one verbal noun (filling, progress, success)."""
    phrases = one.scene.phrases
    mark, length = phrases.longest(label.words[:2])
    length = max(1, length)
    if mark is None or mark.kind not in RATES or mark.pronoun or len(label.words) != length + 1:
        return
    bared = unowned(one.scene, label.words[-1])
    rate = phrases.fold(bared).removeprefix(phrases.letters.article)
    if rate not in phrases.sets["relational"]:
        return
    worn = bared != label.words[-1]
    if worn:
        label.words[-1] = bared
    whose = _of_pronoun(one) if worn else _pointed(one) or _told(one) or _behind(one)
    kept = [word for word in whose.words if word not in label.words][:OWNER]
    if kept:
        label.words = [*label.words, *kept][:LONGEST]
        label.places = [*label.places, *whose.places]
        label.base = list(whose.words)
        label.rules.append(one.rule("topic"))


def _thing(scene: Scene, base: Phrase) -> Phrase:
    """What was measured before, without its measure: «حقينة سد الوحدة» → «سد الوحدة»."""
    mark, length = scene.phrases.longest(base.words[:2])
    length = max(1, length)
    if mark is None or mark.kind not in RATES or len(base.words) <= length:
        return base
    rest = base.words[length:]
    rate = scene.phrases.fold(rest[0]).removeprefix(scene.phrases.letters.article)
    return Phrase(rest[1:] if rate in scene.phrases.sets["relational"] else rest, base.places)


def _of_pronoun(one: Reading) -> Phrase:
    """«سجل مخزون السدود زيادة، حيث انتقلت نسبة ملئها …»: what was measured, counted or told before."""
    at = one.before.pivot if one.before.pivot is not None else one.quantity.first
    told = _told(one) or antecedents.opening_of(one.scene, at)
    return told or before_clause(one.scene, at) or _thing(one.scene, one.memory.base)


def _told(one: Reading) -> Phrase:
    """What the figure before in the sentence is of."""
    return _thing(one.scene, Phrase(one.prior.base, one.prior.places)) if one.prior else Phrase()


def _pointed(one: Reading) -> Phrase:
    """«سد المسيرة، الذي …، تصل نسبة الملء فيه إلى …»: what the sentence opens with, where «فيه» points back."""
    scene, first = one.scene, one.quantity.first
    if not any(scene.kind(index) in {"back", "returning"} for index in range(max(0, first - NEAR), first)):
        return Phrase()
    if any(scene.member(index, "moment") and scene.kind(index + 1) == "relative" for index in range(first)):
        return Phrase()  # «في الوقت الذي بلغت فيه نسبة التغطية …»
    for start in range(min(first, HEADS)):
        taken = scene.phrase(start, first, limit=OWNER)
        if taken:
            return antecedents.taken_as(scene, taken)
    return Phrase()


def _behind(one: Reading) -> Phrase:
    """«وبمعدل ملء يبلغ 93 في المائة، يأتي سد واد المخازن …»: the subject of the verb behind the figure."""
    scene, at = one.scene, one.quantity.last
    opens = all(scene.owner[index] == FREE and scene.kind(index) != "comma" for index in range(one.quantity.first))
    if not opens or scene.kind(at) != "comma" or at + 2 >= len(scene) or not scene.verbal(at + 1):
        return Phrase()
    return antecedents.taken_as(scene, scene.phrase(at + 2, len(scene), limit=BEHIND))
