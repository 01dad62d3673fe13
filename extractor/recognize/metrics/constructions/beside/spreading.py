"""One thing told of several places: «توزعت الإصابات على طنجة بـ36 حالة، وتطوان بـ29», «وإقليم جرسيف 7 حالات»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.counted import after
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Label, Phrase, joined
from extractor.recognize.metrics.wording.naming import same

SPREAD = 4  # words of a place in a list of places
SPREAD_HEAD = 5  # words of the first label that its places share
IN_BRACKETS = ""  # the context of a figure in brackets behind its place
BETWEEN = " "  # the context of one of several parts
RATES = 3  # figures back past rates
REACH = 24  # words back to the verb that spreads a figure over places


def distributed(one: Reading) -> Label | None:
    """«وتوزعت الإصابات الجديدة على إقليم الرشيدية بـ87 حالة» → «الإصابات الجديدة في إقليم الرشيدية»."""
    scene, end = one.scene, one.quantity.first
    bare = one.quantity.value.unit == "count" and not one.counted.words
    if bare or not one.before.preposition or one.before.to:
        return None
    at = _verb(scene, end)
    if at < 0:
        return None
    over = next((index for index in range(end - 1, at, -1) if scene.member(index, "over")), end)
    if any(scene.verbal(index) for index in range(over, end)):
        return None
    where = scene.trimmed([index for index in range(over + 1, end) if scene.plain(index)])[:SPREAD]
    if not where:
        return _over_them(one, at, over)
    about = _of_all(one, at, over, _texts(scene, where))
    return _of_one(one, about, where) if about else None


def shared_between(one: Reading) -> Label | None:
    """«موزعة بين 5 ملايين درهم للطرق و3 ملايين درهم للماء» → «الاعتمادات للطرق»: parts, and what each is for."""
    scene, first, last, prior = one.scene, one.quantity.first, one.quantity.last, one.prior
    regards = scene.regards(last)
    listed = prior is not None and prior.context == [BETWEEN] and one.before.edge == "list"
    led = listed and scene.word(last)[:1] == scene.phrases.letters.lam  # «و11 مليارا لمياه الشرب»
    if last >= len(scene) or not (regards or led or scene.purposes(last)):
        return None
    if prior is not None and listed:
        about = Phrase(list(prior.head), prior.places)
    elif prior is not None and regards and one.before.bracket:  # «9 مليارات (5 مليارات بالنسبة للطرق و4 …)»
        about = Phrase(list(prior.base), prior.places)
    elif scene.member(first - 1, "among") and (at := _verb(scene, first)) >= 0:
        about = _of_all(one, at, first - 1, [])
    else:
        return None
    what = scene.complement(last, limit=SPREAD)
    if not (about and what):
        return None
    head = about.words[:SPREAD_HEAD]
    made = joined([*head, *_texts(scene, what)])
    return Label(made, [*about.places, *scene.spans(what)], [one.rule("list")], made, [BETWEEN], head=list(head))


def _of_all(one: Reading, at: int, over: int, where: list[str]) -> Phrase:
    """What the verb or participle at ``at`` spreads over the places: behind it, before it, counted, told before."""
    scene = one.scene
    about = antecedents.taken_as(scene, scene.phrase(at + 1, over, limit=SPREAD_HEAD)) if over > at + 1 else Phrase()
    if scene.verbal(at):
        about = about or antecedents.before(scene, at)
    if about and about.words[0] not in where:
        return about
    told = one.prior.base if one.prior and not scene.verbal(at) else []  # «بلغت المحجوزات 12 طنا، موزعة على …»
    return Phrase(one.counted.noun or told, one.counted.places)


def _of_one(one: Reading, about: Phrase, where: list[int]) -> Label:
    """The part of one place or kind; in percent its share of the whole."""
    scene, head, kind = one.scene, about.words[:SPREAD_HEAD], _texts(one.scene, where)
    places, rules = [*about.places, *scene.spans(where)], [one.rule("list")]
    if one.percent:
        of = scene.phrases.by_id["of"].forms[0]
        made = joined([scene.phrases.share, *kind, of, *head])
        return Label(made, places, rules, list(head), share=list(head))
    made = joined([*head, *_placed(scene, kind)])
    return Label(made, places, rules, made, head=list(head))


def _over_them(one: Reading, at: int, over: int) -> Label | None:
    """«اجتاز 300 تلميذ الامتحان، موزعين على 14 مركزا» → «المراكز …»: what those told before are spread over."""
    scene, prior = one.scene, one.prior
    if over != one.quantity.first - 1 or over != at + 1 or prior is None or scene.verbal(at):
        return None
    words = [*prior.context[:SPREAD]] or prior.words[1:SPREAD]
    made = joined([*one.counted.words[:SPREAD], *words])
    return Label(made, one.counted.places, [one.rule("list")], made, words)


def _verb(scene: Scene, end: int) -> int:
    """The word that spreads the figure, «توزعت» or «موزعة»; -1 where none stands in the clause."""
    for index in range(end - 1, max(-1, end - REACH), -1):
        if (scene.owner[index] != FREE and not scene.dated[index]) or scene.kind(index) == "hard":
            break
        if scene.member(index, "distributed"):
            return index
    return -1


def _texts(scene: Scene, where: list[int]) -> list[str]:
    return scene.texts(where, head=False)


def _ended(scene: Scene, head: list[str]) -> list[str]:
    """A head that was cut to its length, without the preposition at its end."""
    return head[:-1] if head and scene.phrases.marked(head[-1]) == "preposition" else head


def _placed(scene: Scene, where: list[str]) -> list[str]:
    """A place with «في» before it, where no preposition stands."""
    letters = scene.phrases.letters
    if where[0].startswith(letters.article) and not scene.phrases.located(where[0]):
        return where
    led = scene.phrases.marked(where[0]) == "preposition" or where[0].startswith(
        letters.prepositions[0] + letters.article
    )
    return where if led else [scene.phrases.by_id["place"].forms[0], *where]


def shared_out(one: Reading) -> Label | None:
    """«4 قتلى؛ ثلاثة بمكناس وواحد بالحاجب» → «القتلى بمكناس»: a bare figure behind a stop is of the one before."""
    scene, first, prior = one.scene, one.quantity.first, one.prior
    stopped = one.before.edge == "hard" and one.before.floor == first and scene.kind(first - 1) == "hard"
    if prior is None or not stopped or one.counted.words or one.quantity.value.unit != "count":
        return None
    whole, part = one.done[-1].quantity.value, one.quantity.value.point
    if whole.unit != "count" or whole.point is None or part is None or part > whole.point:
        return None
    where = after(scene, one.quantity, limit=SPREAD)
    led = bool(where) and (
        scene.member(where[0], "place") or scene.sentence.words[where[0]][0] == scene.phrases.letters.prepositions[0]
    )
    if not led:
        return None
    head = _ended(scene, prior.words[:SPREAD_HEAD])
    made = joined([*head, *_texts(scene, where)])
    return Label(made, scene.spans(where), [one.rule("list")], made, prior.context, pivot=prior.pivot, head=list(head))


def bracketed(one: Reading, where: Phrase) -> Label | None:
    """«تتوزع الحالات بين جهة سوس (412)، وجهة الشرق (205)» → «الحالات في جهة سوس»."""
    scene = one.scene
    other = scene.phrases.fold(where.words[0]).removeprefix(scene.phrases.letters.conjunctions[0])
    if one.percent or other in scene.phrases.sets["not"]:  # «الجبائية (280 مليارا) وغير الجبائية (49 مليارا)»
        return None
    head = one.prior.head if one.prior and one.prior.context == [IN_BRACKETS] else []
    if not head:
        at, floor = _verb(scene, one.before.floor), one.before.floor
        over = next((index for index in range(at + 1, floor) if at >= 0 and scene.member(index, "over")), 0)
        head = scene.texts(scene.phrase(at + 1, over, limit=SPREAD_HEAD)) if over else _told_of_each(scene, floor)
        head = head or (one.prior.words[:SPREAD_HEAD] if over and one.prior else [])
    told = one.quantity.noun is not None and not one.idle_noun and one.quantity.value.unit == "count"
    if not head or (told and not (one.counted.noun and same(scene, one.counted.noun[0], head))):
        return None  # «توزعت المقاعد بين الاستقلال (12 مقعدا)» tells the noun again
    fold, sets = scene.phrases.fold, scene.phrases.sets
    led = (place for place, word in enumerate(where.words[:-1]) if fold(word) in sets["over"])
    over = next(led, -1) + 1  # «موزعين على مالي (12 مليونا)», «الاستثمارات بين الصناعة (3 ملايير)»
    made = joined([*head, *_placed(scene, where.words[over:])])
    return Label(made, where.places, [one.rule("bracket")], made, [IN_BRACKETS], head=list(head))


def _told_of_each(scene: Scene, floor: int) -> list[str]:
    """«وسجلت حالات الوفاة بكل من الرباط (8)، وفاس (3)» → «حالات الوفاة»: what was recorded in each of the places."""
    each = next((at for at in range(floor - 1, max(0, floor - REACH), -1) if scene.member(at, "each")), 0)
    for index in range(each - 1, max(-1, each - REACH), -1):
        if scene.owner[index] != FREE or scene.kind(index) == "hard":
            break
        if scene.kind(index) == "carry" and scene.verbal(index):
            return scene.texts(scene.phrase(index + 1, each, limit=SPREAD_HEAD))
    return []


def spread(one: Reading) -> Label | None:
    """«توزعت على طنجة ب 36 حالة، وتطوان ب 29»: the same thing at another place or of another kind."""
    scene, prior, content = one.scene, _before(one), one.before.content
    if prior is None or one.before.pivot is not None or not 0 < len(content) <= SPREAD:
        return None
    first, elliptic = content[0], _same_noun(one)
    if not (one.before.preposition or elliptic):
        return None
    joined_by = scene.joined_on(first)
    then = scene.member(first - 1, "then") or (scene.kind(first - 1) == "drop" and scene.joined_on(first - 1))
    if (
        not (joined_by or then)
        or not (_named(scene, first) or scene.kind(first) in {"", "word"})
        or scene.kind(first - 1) not in {"comma", "", "drop", "rank"}
        or (elliptic and any(scene.verbal(index) for index in content))
    ):
        return None
    if one.quantity.value.unit != _unit(one) and one.quantity.noun:
        return None
    place = scene.texts(content, head=False)
    place[0] = place[0] if then else place[0][1:]
    own = [] if one.idle_noun or elliptic else one.counted.noun
    head = own or prior.head or prior.words[:SPREAD_HEAD]
    made = joined([*head, *(_placed(scene, place) if one.quantity.value.unit == "count" else place)])
    if one.percent and prior.share:
        made = joined([scene.phrases.share, *place, scene.phrases.by_id["of"].forms[0], *prior.share])
    places = [*one.counted.places, *scene.spans(content)]
    return Label(made, places, [one.rule("list")], made, place, prior.share, None, list(head))


def _named(scene: Scene, at: int) -> bool:
    """«، والتجهيز بـ7 ملايين»: whether a definite noun with «و» opens the member of a list."""
    letters = scene.phrases.letters
    return scene.sentence.words[at].startswith(letters.conjunctions[0] + letters.article)


def _unit(one: Reading) -> str:
    """The unit of the figure before; past a rate in brackets: «198 ألف طن (ناقص 11 بالمئة)»."""
    last = one.done[-1]
    beside = last.percent and last.before.edge == "open" and len(one.done) > 1
    return one.done[-1 - beside].quantity.value.unit


def _before(one: Reading) -> Label | None:
    """The label before; past a rate that only stands beside it: «81 حالة، بمعدل 10 حالات يوميا، وإقليم إفران 46»."""
    own = one.quantity.value.counted
    if one.done and one.done[-1].quantity.value.unit != _unit(one):
        return one.done[-2].made
    for other in reversed(one.done[-RATES:]):
        label = other.made
        beside = label.words and one.scene.phrases.marked(label.words[0]) in {"measure", "share-by"}
        if not beside and own and other.quantity.value.counted == own:
            return label
    return one.prior


def _same_noun(one: Reading) -> bool:
    """«وسجلت عمالة وجدة 46 إصابة، وإقليم جرسيف 7 حالات»: the figure before counts the same, and only places change."""
    other = one.done[-1] if one.done else None
    if other is None or one.before.edge not in {"comma", "quantity", "list"}:
        return False
    mine, its = one.quantity.value.counted, other.quantity.value.counted
    return bool(mine) and (mine == its or (bool(its) and one.idle_noun)) and one.quantity.value.unit == "count"
