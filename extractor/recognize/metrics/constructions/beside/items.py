"""A line of a list: «الوفيات: 40», «ميزانية التجهيز: 62 مليون درهم», «1,4 مليون طن: إنتاج الحوامض»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Label, Phrase, joined
from extractor.segment import COLON, colon_of

NAMED = 7  # words of an item, at most
ITEM = 4  # words of an item within a sentence
BESIDE = 4  # words between a colon and its figure
LISTED = 12  # lines of a list back to the sentence that announces it
SHARED = 5  # words of what the announcing sentence tells
LED = 3  # words before a figure that opens its line: a bullet, the number of the line and its dash


def itemized(one: Reading) -> Label | None:
    """The item before the colon; of what is divided («تتوزع الحوادث على المدن») each item is a part."""
    if not one.scene.sentence.listed or one.done:
        return None
    scene, at = one.scene, _parted(one)
    if not 0 < at <= one.quantity.first <= at + BESIDE:
        return None
    taken = _item(scene, at)
    if not taken or one.quantity.value.unit in {"°C", "percent"}:
        return None
    if one.counted.words:
        return _counted(one, taken)
    about = antecedents.taken_as(scene, taken)
    words, whole = list(about.words), Phrase()
    if one.money and _priced(one) and scene.phrases.marked(scene.texts(taken[:1])[0]) != "measure":
        words = [str(scene.phrases.by_id["unit.price"]["noun"]), *words]
    elif one.quantity.value.unit == "count" and (whole := _divided(one)) and words[0] not in whole.words:
        words = [*whole.words, scene.phrases.by_id["place"].forms[0], *words]
    return Label(joined(words), about.places, [one.rule("list")], joined(words), head=list(whole.words), full=True)


def sold_inline(one: Reading) -> Label | None:
    """«الأسعار كالتالي: الطماطم 5 دراهم، والبصل 6 دراهم»: an item of a list of prices within a sentence."""
    scene, first = one.scene, one.quantity.first
    colon = colon_of(scene.sentence)
    if not one.money or not 0 < colon < first or one.counted.words:
        return None
    prices = scene.phrases.sets["price-list"]
    number = scene.owner[first] - 1
    start = max(colon + 1, scene.quantities[number].last if number >= 0 else 0)
    taken = [index for index in range(start, first) if scene.sentence.words[index].isalpha()]
    if prices.isdisjoint(scene.sentence.words[:colon]) or not 0 < len(taken) <= ITEM:
        return None
    if any(scene.kind(index) or scene.verbal(index) or scene.dated[index] for index in taken):
        return None
    words = [str(scene.phrases.by_id["unit.price"]["noun"]), *scene.texts(taken)]
    return Label(joined(words), scene.spans(taken), [one.rule("list")], joined(words), full=True)


def _counted(one: Reading, taken: list[int]) -> Label | None:
    """«عدد المستفيدين من المنح: 380 ألف طالب», «تامري - 140 أسرة»: whom the item names, or what is counted there."""
    scene = one.scene
    if len(taken) > 1 and scene.member(taken[0], "number"):
        about = antecedents.taken_as(scene, taken[1:])
        return Label(list(about.words), about.places, [one.rule("list")], list(about.words), full=True)
    if scene.sentence.words[colon_of(scene.sentence)] == COLON:
        return None  # «السيارات المحجوزة: 12 سيارة»
    made = joined([*one.counted.words, scene.phrases.by_id["place"].forms[0], *scene.texts(taken, head=False)])
    return Label(made, [*one.counted.places, *scene.spans(taken)], [one.rule("list")], made, full=True)


def told_behind(one: Reading) -> Label | None:
    """«93 مليار درهم: تحويلات الجالية»: the figure opens its line, and what it is of stands behind the colon."""
    scene, last = one.scene, one.quantity.last
    if scene.sentence.place == "title" or one.counted.words or one.done or one.quantity.first > LED:
        return None
    if not (last < len(scene) and scene.sentence.words[last] == COLON):
        return None
    if any(scene.sentence.words[index].isalpha() for index in range(one.quantity.first)):
        return None
    taken = scene.trimmed(scene.phrase(last + 1, len(scene), limit=NAMED))
    if not taken or scene.verbal(taken[0]):
        return None
    about = antecedents.taken_as(scene, taken)
    return Label(list(about.words), about.places, [one.rule("list")], list(about.words), full=True)


def _parted(one: Reading) -> int:
    """The place of the colon or, in a table without signs, where the item ends: at the figure or its preposition."""
    at = colon_of(one.scene.sentence)
    if at >= 0:
        return at
    at = one.quantity.first
    while at > 1 and one.scene.kind(at - 1) == "preposition":
        at -= 1
    return at


def _item(scene: Scene, at: int) -> list[int]:
    """The words before the colon, without a bullet; none where a verb or a figure is among them."""
    words = scene.sentence.words
    taken = [index for index in range(at) if words[index].isalpha()]
    if all(scene.member(index, "enumerator") for index in taken):
        return []
    plain = all(scene.owner[index] == FREE and not scene.dated[index] for index in taken)
    return taken if plain and 0 < len(taken) <= NAMED and not any(map(scene.verbal, taken)) else []


def _announcing(one: Reading) -> int:
    """The place of the sentence over the list; -1 where the list begins without one."""
    at = one.memory.at
    while at >= 0 and one.memory.whole[at].listed and one.memory.at - at < LISTED:
        at -= 1
    return at if at >= 0 and one.memory.whole[at].words[-1] == COLON else -1


def _headed(one: Reading) -> int:
    """The place of the line over a table without signs: its head, or the title of the article."""
    return 0 if colon_of(one.scene.sentence) < 0 else -1


def _priced(one: Reading) -> bool:
    """Whether the list is one of prices: «وجاءت الأثمنة على الشكل التالي:»."""
    at, phrases = max(_announcing(one), _headed(one)), one.scene.phrases
    return at >= 0 and any(phrases.fold(word) in phrases.sets["price-list"] for word in one.memory.whole[at].words)


def _divided(one: Reading) -> Phrase:
    """What the announcing sentence divides: «وتتوزع الحالات الجديدة على الجهات كالتالي:»."""
    at, phrases = _announcing(one), one.scene.phrases
    if at < 0 or one.memory.last is None:
        return Phrase()
    if one.memory.whole[one.memory.at - 1].listed:
        return Phrase(list(one.memory.last.head))
    words = [phrases.fold(word) for word in one.memory.whole[at].words]
    spread = not phrases.sets["division"].isdisjoint(words)
    return Phrase(list(one.memory.last.base[:SHARED])) if spread else Phrase()
