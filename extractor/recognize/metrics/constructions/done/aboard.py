"""Who or what was in a vehicle: «كان على متن الحافلة 51 سائحا», «شاحنة محملة بـ26 طنا من الرمال»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.money.sums import GOODS
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.prefixes import unprefixed
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

NEAR = 6  # words from what says that somebody was in the vehicle to the figure
FAR = 14  # words back to the vehicle
LINKS = frozenset({"preposition", "drop"})
NAME = 3  # words of a vehicle's name: «سيارة فلاحية», «حافلة لنقل المسافرين»


def aboard(one: Reading) -> Label | None:
    """Those who are counted, in the vehicle that carried them: «المهاجرون على متن قارب»."""
    scene, own, first = one.scene, one.counted, one.quantity.first
    sets = scene.phrases.sets
    if not own.noun or sets["carrying"].isdisjoint(scene.sentence.words):
        return None
    if not own.person:
        return _laden(one)
    if sets["vehicle"].isdisjoint(scene.sentence.words):
        return None
    near = range(first - 1, max(-1, first - 1 - NEAR), -1)
    at = next((index for index in near if scene.owner[index] != FREE or scene.member(index, "carrying")), -1)
    if at < 0 or scene.owner[at] != FREE:
        return None
    vehicle = _vehicle(scene, at, first)
    if not vehicle:
        return None
    who = [*own.noun, *_close(scene, own.complement)]
    made = joined([*who, *scene.phrases.by_id["aboard"].forms[0].split(), *vehicle.words])
    return Label(made, [*own.places, *vehicle.places], [one.rule("counted")], made, full=True)


def _laden(one: Reading) -> Label | None:
    """«اصطدمت بشاحنة محملة بـ26 طنا من الرمال» → «حمولة الشاحنة من الرمال»; of things counted «على متن الشاحنة»."""
    scene, own, first = one.scene, one.counted, one.quantity.first
    at = first - 1
    while at > 0 and scene.owner[at] == FREE and (scene.kind(at) in LINKS or scene.member(at - 1, "carrying")):
        at -= 1
    if not scene.member(at, "carrying") or scene.owner[at] != FREE:
        return None
    whole = int(not own.noun[0].startswith(scene.phrases.letters.article))  # «حليب الأطفال»
    goods = [*own.noun, *own.complement[:whole], *_close(scene, own.complement[whole:])]
    pivot = scene.marks[one.before.pivot] if one.before.pivot is not None else None
    if pivot is not None and pivot.entry.get("official"):
        return _caught(one, pivot, goods)
    vehicle = _vehicle(scene, at, at)
    counts = one.done[-1].counted if one.done and not vehicle else None
    if counts and counts.noun and scene.word(one.done[-1].quantity.last - 1) in scene.phrases.sets["vehicle"]:
        vehicle = Phrase(counts.noun[:1], counts.places)
    if not vehicle:
        return None
    article, phrases = scene.phrases.letters.article, scene.phrases
    alone = len(vehicle.words) == 1 and not vehicle.words[0].startswith(article)
    named = [article + vehicle.words[0]] if alone else vehicle.words
    if one.quantity.value.unit in phrases.by_id[GOODS].forms:
        made = joined([phrases.by_id["load"].forms[0], *named, phrases.by_id["of"].forms[0], *goods])
    else:
        made = joined([*own.words[:NEAR], *phrases.by_id["aboard"].forms[0].split(), *named])
    return Label(made, [*own.places, *vehicle.places], [one.rule("counted")], made, full=True)


def _caught(one: Reading, pivot: Mark, goods: list[str]) -> Label | None:
    """«حجز شاحنة محملة بـ500 كيلوغرام من مخدر الشيرا» → «مخدر الشيرا المحجوزة»: what was in what officers caught."""
    done = str(pivot.entry.get("adjective", ""))
    if not done or one.quantity.value.unit not in one.scene.phrases.by_id[GOODS].forms:
        return None
    made = joined([*goods, done])
    return Label(made, one.counted.places, [pivot.entry.rule], made, [done], pivot=pivot)


def _vehicle(scene: Scene, at: int, first: int) -> Phrase:
    """The vehicle behind «على متن», or the nearest before a verb or a participle of carrying."""
    after = range(at + 1, min(first, at + 1 + NAME))
    before = range(at - 1, max(-1, at - FAR), -1)
    for index in (*after, *before):
        if scene.owner[index] != FREE or scene.kind(index) == "hard":
            break
        if scene.member(index, "vehicle"):
            end = first if index > at else at
            taken = scene.phrase(index, end, limit=NAME)
            stop = next((place for place in taken[1:] if scene.member(place, "carrying")), end)
            named = antecedents.taken_as(scene, [place for place in taken if place < stop])
            known, tanwin = scene.phrases.sets["vehicle"], scene.phrases.inflection.tanwin
            head = unprefixed(scene, index, named.words[0], known.__contains__)
            head = head.removesuffix(tanwin) if head.removesuffix(tanwin) in known else head  # «اعترضت قاربا»
            return Phrase([head, *named.words[1:]], named.places)
    return Phrase()


def _close(scene: Scene, complement: list[str]) -> list[str]:
    """What describes those who are counted, without what the vehicle did next: «السياح الفرنسيون»."""
    letters = scene.phrases.letters
    described = (letters.article, letters.lam_article)
    stop = next((place for place, word in enumerate(complement) if not word.startswith(described)), len(complement))
    return complement[:stop]
