"""The figure beside another one: the same metric again, a part, a list, a bracket, another unit."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.about.agents import clause_agent
from extractor.recognize.metrics.constructions.beside.elliptic import instead, side
from extractor.recognize.metrics.constructions.beside.others import of_others
from extractor.recognize.metrics.constructions.beside.rates import rate_of
from extractor.recognize.metrics.constructions.beside.spreading import SPREAD, SPREAD_HEAD
from extractor.recognize.metrics.constructions.counted import after
from extractor.recognize.metrics.constructions.events.casualties import befallen, people
from extractor.recognize.metrics.constructions.levels.shares import (
    base_after,
    of_base,
    said_of,
    share_of_people,
    share_said,
)
from extractor.recognize.metrics.constructions.money.sums import another
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.units import is_money
from extractor.recognize.metrics.wording.agreement import oblique
from extractor.recognize.metrics.wording.label import LONGEST, Label, Phrase, joined
from extractor.recognize.metrics.wording.naming import same

COMPARED = "again.compared"
WHOLE = 100  # the largest percentage
DONE_TO = 2  # words of a verb and the pronoun of what it is done to: «يشرف عليها»
OWNER = 4  # words of whose a total is
RECENT = 12  # figures back in the sentence among which a partner is looked for


def again(one: Reading) -> Label | None:
    """«مقابل 57 في المائة», «بعدما كان 12 ألفا», the second end of a change."""
    first = partner(one)
    if first is None:
        return None
    if _other_noun(one, first):
        made = joined([*one.counted.words, *(first.made.context or _rest(first))])
        return Label(made, one.counted.places, [one.rule("again")], made, first.made.context)
    if _compared(one) and not one.percent and first.made.base and _rose(one, first.made):
        base = first.made.base  # «تراجعت الصادرات بملياري درهم، مقارنة مع 20 مليارا»
        return Label(list(base), first.made.places, [one.rule("again")], list(base), first.made.context)
    return side(one, first.made) or first.made.repeated(one.rule("again"))


def _compared(one: Reading) -> bool:
    """Whether «مقارنة مع» leads to the figure."""
    mark = one.scene.marks[one.before.floor - 1] if one.before.floor else None
    return mark is not None and mark.entry.id == COMPARED


def _rose(one: Reading, label: Label) -> bool:
    """Whether a label begins with a change that its base has not."""
    return one.scene.phrases.marked(label.words[0]) == "change" and label.words[0] not in label.base[:1]


def _other_noun(one: Reading, first: Reading) -> bool:
    """Whether the two figures count different things: «14 هزيمة مقابل 7 انتصارات»."""
    mine, its = one.counted, first.counted
    if not (mine.noun and its.noun) or mine.generic or its.generic or one.idle_noun or first.idle_noun:
        return False
    return not (one.quantity.change or mine.person) and not same(one.scene, mine.noun[0], its.noun)


def _rest(first: Reading) -> list[str]:
    """The label of a figure without what it counts: whose it is."""
    return [word for word in first.made.words if word not in first.counted.words]


def partner(one: Reading) -> Reading | None:
    """The figure before that this one is set beside: the first end of its change, or the one before «مقابل»."""
    same_unit = [other for other in one.done[-RECENT:] if alike(one, other)]
    if not same_unit:
        return None
    if one.before.edge == "again" and one.before.pivot is None and one.idle():
        point = one.quantity.value.point
        counted = [other for other in same_unit if other.quantity.value.unit == one.quantity.value.unit]
        large = point is not None and point > WHOLE and counted  # no percentage: «… بنسبة 9 في المائة، مقابل 603 آلاف»
        return counted[-1] if large else same_unit[-1]
    if one.quantity.change == "to":
        return next((other for other in reversed(same_unit) if other.quantity.change == "from"), same_unit[-1])
    return arriving(one, same_unit)


def arriving(one: Reading, same_unit: Sequence[Reading]) -> Reading | None:
    """«… من 9 ملايير إلى 7», «إلى 42 … وإلى 52 في المائة»: the figure before that a bare «إلى» answers."""
    if not one.before.to or one.before.pivot is not None or one.before.content:
        return None
    answers = {"list": lambda other: other.before.to, "quantity": leaves}.get(one.before.edge)
    return next((other for other in reversed(same_unit) if answers and answers(other)), None)


def leaves(one: Reading) -> bool:
    """Whether «من» stands right before the figure: the first end of a change."""
    return one.scene.member(one.quantity.first - 1, "of")


def alike(one: Reading, other: Reading) -> bool:
    """Whether the two figures are in one unit, or the second in none that the text gives."""
    return one.quantity.value.unit == other.quantity.value.unit or one.quantity.noun is None


def related(one: Reading) -> Label | None:
    """«87 ألف أرملة ب 97 ألف طفل»: a count that the one before it has, by a preposition or a verb."""
    prior, own = one.prior, one.counted
    if prior is None or not own.words or one.before.edge != "quantity" or one.before.pivot is not None:
        return None
    if one.scene.member(one.quantity.first - 1, "favour"):
        return None
    led = acted_on(one, prior) or _sited(one, prior)
    if led or any(not one.scene.verbal(index) for index in one.before.content):
        return led
    if not (one.before.content or one.before.preposition):
        return None
    made = joined(_theirs(one, prior.words[:6]) or [*own.words[:4], *(prior.agent or prior.words[:6])])
    return Label(made, [*own.places, *prior.places], [one.rule("list")], made, prior.context, prior.share, prior.pivot)


def _theirs(one: Reading, whose: list[str]) -> list[str]:
    """«استفاد 300 تلميذ في 12 مؤسسة» → «مؤسسات التلاميذ المستفيدين»: things of the persons who were counted before."""
    own, phrases = one.counted, one.scene.phrases
    article = phrases.letters.article
    head = phrases.fold(whose[0]).removeprefix(article) if whose and whose[0].startswith(article) else ""
    persons = head in phrases.persons or head.endswith(phrases.inflection.men_forms)
    if not persons or own.person or own.complement or len(own.noun) > 1:
        return []
    return [own.noun[0].removeprefix(article), *(oblique(phrases, word) for word in whose)]


def _sited(one: Reading, prior: Label) -> Label | None:
    """«30 متجرا صغيرا في 14 مدينة»: places that are counted, and what is there."""
    scene, noun = one.scene, one.quantity.noun
    plain = all(scene.kind(index) == "" and not scene.verbal(index) for index in one.before.content)
    if noun is None or not (plain and one.before.preposition and scene.member(noun[0], "site")):
        return None
    made = joined([*one.counted.words[:4], *prior.words[:6]])
    return Label(made, [*one.counted.places, *prior.places], [one.rule("list")], made, prior.context)


def acted_on(one: Reading, prior: Label) -> Label | None:
    """«3 مستشفيات يشرف عليها 85 طبيبا» → «الأطباء الذين يشرف على المستشفيات»: who does it to what was told before."""
    scene, own, content = one.scene, one.counted, one.before.content
    if len(content) != DONE_TO or not scene.verbal(content[0]) or scene.kind(content[1]) != "returning":
        return None
    inflection, word = scene.phrases.inflection, scene.sentence.words[content[1]]
    rows = inflection.takes_up.items()
    led = next((bare for bare, forms in rows if word in map(scene.phrases.fold, forms)), "")
    to = next((form for form in scene.phrases.by_id["prepositions"].forms if scene.phrases.fold(form) == led), "")
    owned = [to, *prior.base[:3]] if len(to) > 1 else [to + prior.base[0], *prior.base[1:3]] if prior.base else []
    made = joined([*own.words[:4], own.relative(scene.phrases)[0], *scene.texts(content[:1], head=False), *owned])
    return Label(made, [*own.places, *prior.places], [one.rule("list")], made)


def listed(one: Reading) -> Label | None:
    """«و45 وكالة متنقلة»: a member of a list shares what governs the first."""
    prior = one.prior
    beside = one.before.edge in {"list", "quantity"} and not one.scene.member(one.quantity.first - 1, "favour")
    if prior is None or not beside or one.before.content or one.before.pivot is not None:
        return None
    mark = prior.pivot
    hurt = mark and mark.kind == "people" and one.quantity.value.unit == "count" and not one.counted.words
    if mark and hurt and not (prior.head and placed(one)):
        return people(one, one.quantity.first, mark)
    if one.before.to and prior.base and _rose(one, prior):
        base = prior.base  # «تراجعت المفرغات بنسبة 27 في المائة إلى 58 طنا»
        return Label(list(base), prior.places, [one.rule("list")], list(base), prior.context)
    if one.counted.words:
        return _numbered(one, prior) or another(one, prior) or member(one, prior)
    return (_saying(one) if one.percent else None) or of_others(one, prior) or elsewhere(one, prior)


def _numbered(one: Reading, prior: Label) -> Label | None:
    """«يشكل المترشحون الأحرار 21 في المائة، ب9429 مترشحا»: those who make up a share, and how many they are."""
    level = prior.pivot is not None and prior.pivot.kind == "level" and one.done[-1].percent
    scene, first, by = one.scene, one.quantity.first, one.scene.phrases.letters.prepositions[0]
    led = scene.word(first - 1) == by or (scene.word(first)[:1] == by and scene.starts[first] < one.quantity.span.start)
    if not (level and prior.base and led) or one.percent or prior.share:
        return None
    own = one.counted
    alike = same(one.scene, own.noun[0], prior.base[:1])
    made = joined(prior.base if alike else [*own.words, *prior.base])
    return Label(list(made), [*own.places, *prior.places], [one.rule("list")], list(made), prior.context)


def placed(one: Reading) -> bool:
    """«لقي 33 شخصا مصرعهم في الإقليم و12 بالجماعة»: whether a place of its own follows the figure."""
    scene, taken = one.scene, after(one.scene, one.quantity, limit=2)
    by = scene.phrases.letters.prepositions[0]
    return bool(taken) and (scene.member(taken[0], "place") or scene.sentence.words[taken[0]].startswith(by))


def member(one: Reading, prior: Label) -> Label:
    """Another thing of the same list: «و9 داخليات»; «و27 حالة بتطوان» is the same thing elsewhere."""
    own, mark = one.counted, prior.pivot
    if one.idle_noun and own.complement and prior.head:
        made = joined([*prior.head[:SPREAD_HEAD], *own.complement])
        return Label(made, own.places, [one.rule("list")], made, prior.context, prior.share, mark, prior.head)
    clause = prior.context[: LONGEST - len(own.words)]
    if len(clause) > 1 and clause[0] in _pronouns(one, 0):
        made = joined([*own.words, *_taking_up(one, clause)])  # «السيارات التي حجزتها الشرطة»
    elif mark and mark.kind in {"action", "carry"}:
        made = own.with_participle(
            one.scene.phrases, str(mark.entry.get("adjective", "")), str(mark.entry.get("people", ""))
        )
        made = joined([*made, *(prior.context[1:] if len(made) < SPREAD else [])])
    elif mark and mark.kind == "people" and own.person:
        made = joined(befallen(one, str(mark.entry.get("people", "")), prior.context))
    else:
        phrases = one.scene.phrases
        accident = bool(prior.context) and phrases.fold(prior.context[0]) in phrases.sets["accident"]
        where = [phrases.by_id["place"].forms[0]] if accident else []  # «37 قتيلا و105 مصابين بالإقليم»
        made = joined([*own.words, *([*where, *prior.context] if len(own.words) < SPREAD - 1 else [])])
    return Label(made, own.places, [one.rule("list")], made, prior.context, prior.share, mark)


def _pronouns(one: Reading, which: int) -> tuple[str, ...]:
    """The relative pronouns (0) or the pronouns at a verb (1) of persons, women and things."""
    inflection = one.scene.phrases.inflection
    return tuple(row[which] for row in (inflection.people, inflection.ladies, inflection.things))


def _taking_up(one: Reading, clause: list[str]) -> list[str]:
    """«اللواتي اعتقلهن الدرك» of another noun: «الذين اعتقلهم الدرك»."""
    which, back = one.counted.relative(one.scene.phrases)
    verb = clause[1]
    worn = next((pronoun for pronoun in _pronouns(one, 1) if verb.endswith(pronoun)), "")
    return [which, verb.removesuffix(worn) + back if worn else verb, *clause[2:]]


def elsewhere(one: Reading, prior: Label) -> Label:
    """A figure with no noun of its own: the same thing with what follows it, «و12 بالحسيمة»."""
    rest, mark = one.scene.texts(after(one.scene, one.quantity, limit=4), head=False), prior.pivot
    unit = one.quantity.value.unit
    bare = one.quantity.noun is None or (unit != "count" and not is_money(unit))
    if not rest and prior.head and bare and one.rule("part") in prior.rules and _acts(one):
        acting = one.scene.tail(one.quantity.last, limit=5)  # «12 منهم يمثلون النقابات، و8 يمثلون الحكومة»
        rest = one.scene.texts(acting, head=False)
    ordinal = rest[:1] and one.scene.phrases.fold(rest[0]) in one.scene.phrases.sets["ordinal"]  # «و1000 للثاني»
    if rest and prior.head and not one.percent and (bare or (prior.full and not ordinal)):
        made = joined([*prior.head[:SPREAD_HEAD], *rest])
        return Label(made, prior.places, [one.rule("list")], made, prior.context, prior.share, mark, prior.head)
    base = base_after(one) if one.percent and prior.base else Phrase()
    if base and prior.share != prior.base:
        return of_base(one, Phrase(prior.base, prior.places), one.rule("list"))
    if base:  # «53 في المائة من الشباب يعتقدون … و8 في المائة من الشيوخ»
        share = one.scene.phrases.share
        said = [word for word in prior.words if word not in prior.base and word != share]
        return Label([share, *base.words, *said][:LONGEST], base.places, [one.rule("list")], base.words, [], base.words)
    said = [] if rest else share_said(one, one.quantity.last)
    if said and prior.share:
        made = joined([one.scene.phrases.share, *prior.share[: LONGEST - 1 - len(said)], *said])
        return Label(made, prior.places, [one.rule("list")], prior.share, [], prior.share)
    if one.percent and prior.share and rest:
        made = joined([one.scene.phrases.share, *rest, *prior.share])
    elif rest:
        head = [word for word in prior.words if word not in prior.base and word != one.scene.phrases.share][:1]
        made = joined([*head, *_replaced(one, prior.base, rest)])
    else:
        return rate_of(one, prior) or prior.repeated(one.rule("list"))
    return Label(made, prior.places, [one.rule("list")], prior.base, prior.context, prior.share, mark)


def _acts(one: Reading) -> bool:
    """Whether a verb follows the figure at once: «و8 يمثلون الحكومة»."""
    scene, at = one.scene, one.quantity.last
    return at < len(scene) and scene.owner[at] == FREE and scene.verbal(at)


def _saying(one: Reading) -> Label | None:
    """«43 في المائة توقعت …، و30 في المائة من الأسر توقعت تحسنا»: a share of people of their own."""
    base = base_after(one)
    said = said_of(one, base) if base else []
    return share_of_people(one, []) if said and one.scene.verbal(said[0]) else None


def _replaced(one: Reading, base: list[str], rest: list[str]) -> list[str]:
    """«… للطفل الأول و1000 للثاني» → «للطفل الثاني»: what a list shares, its phrase with «ل» changed for ``rest``."""
    letters, shared = one.scene.phrases.letters, base[: 8 - len(rest)]
    if one.scene.phrases.marked(rest[0]) == "preposition":
        led = [place for place, word in enumerate(base) if place and one.scene.phrases.marked(word) == "preposition"]
        return instead(one.scene, base[: led[-1]] if led and rest[0] not in base else base, rest, led=True)
    if not rest[0].startswith(letters.lam_article):
        return [*shared, *rest]
    bare = letters.article + rest[0].removeprefix(letters.lam_article)
    if not base or base[0] in {bare, bare.removeprefix(letters.article)}:
        return [bare, *rest[1:]]  # «199 ألفا، و215 ألفا للسياح الإيطاليين»
    at = next((place for place, word in enumerate(base) if place and word.startswith(letters.lam_article)), len(shared))
    described = len(rest) == 1 and len(base) == at + 2 and base[-1].startswith(letters.article)
    if described:
        return [*base[: at + 1], letters.article + rest[0].removeprefix(letters.lam_article)]
    return [*base[:at], *rest]


def equal(one: Reading) -> Label | None:
    """«أي ما يعادل 12 مليون شخص», «وهو ما يمثل 65 في المائة من الناتج»: what was measured, in another unit."""
    prior = one.prior or one.memory.last
    edge, pivot = one.before.edge, one.before.pivot
    only_level = pivot is None or one.scene.kind(pivot) == "level"
    if prior is None or edge != "equal" or not only_level or not one.idle():
        return None
    if not one.percent and one.counted.generic and prior.share:
        about = antecedents.taken_as(one.scene, one.scene.back(one.before.floor - 1, limit=3))
        return Label(about.words, about.places, [one.rule("equal")], about.words)
    if one.percent:
        label = of_base(one, Phrase(prior.base, prior.places), one.rule("equal"))
        bare = one.quantity.change is None and not one.before.to and (one.quantity.value.point or 0) > 0
        rose = bare and one.prior is not None and _rose(one, prior) and not label.share
        label.words = joined([*prior.words[:1], *label.words]) if rose else label.words
        return label
    if one.counted.words and vague(one, one.counted.noun[0]):
        return Label(one.counted.words, one.counted.places, [one.rule("equal")], one.counted.words, prior.context)
    if one.counted.words and not one.counted.generic:
        words = joined([*one.counted.words, *prior.context] if prior.context else [*one.counted.words, *prior.base[1:]])
        return Label(words, one.counted.places, [one.rule("equal")], words, prior.context, prior.share, prior.pivot)
    return prior.repeated(one.rule("equal"))


def vague(one: Reading, word: str) -> bool:
    """Whether a head says too little by itself: «المستفيدون»."""
    phrases = one.scene.phrases
    return phrases.fold(word).removeprefix(phrases.letters.article) in phrases.sets["vague"]


def apposed(one: Reading) -> Label | None:
    """«سعة التخزين النظرية، وهي 19 مليار متر مكعب»: what «وهي» takes up right before the figure."""
    scene, at, own = one.scene, one.quantity.first - 1, one.counted
    if not scene.member(at, "that-is") or scene.kind(at - 1) != "comma" or one.before.edge != "clause":
        return None
    about = antecedents.taken_as(scene, scene.back(at - 1))
    if not about:
        return None
    words = joined([*own.words, *about.words]) if own.words and not own.generic else list(about.words)
    return Label(words, [*own.places, *about.places], [one.rule("bracket")], list(about.words))


def _fresh(one: Reading, word: str) -> bool:
    """«78 عضوا جديدا من أصل 125»: whether an adjective tells the part from the whole."""
    phrases = one.scene.phrases
    return phrases.fold(word).removeprefix(phrases.letters.article) in phrases.sets["fresh"]


def _participle(one: Reading, word: str) -> bool:
    """«من أصل 23 المخصصة للجهة»: whether a word is a participle with the article."""
    phrases = one.scene.phrases
    return phrases.fold(word).startswith(phrases.letters.article + phrases.inflection.participle)


def out_of(one: Reading) -> Label | None:
    """«5 قطاعات من أصل 23»: the total of what the figure before counts."""
    scene, first = one.scene, one.quantity.first
    if not (one.done and first > 1 and scene.parted(first - 2)) or one.percent:
        return None
    if one.quantity.noun and not scene.member(first - 1, "total"):  # «من بين 27 جريحا نقلوا …»
        return None
    other = one.done[-1]
    own = one.counted
    named = one.quantity.noun is not None or not set(other.counted.noun).isdisjoint(own.words)  # «من أصل 4 من الدول»
    counts = own if named and own.words and not own.generic else other.counted
    if not counts.noun or len(counts.noun[0]) < SPREAD:
        return None
    head, rest = scene.phrases.by_id["total"].forms[0], list(counts.complement)
    if counts is other.counted and other.quantity.last == first - 2:
        rest = rest if rest and _participle(one, rest[0]) else []  # «من أصل 81 بإقالة الرئيس»: told of the part
    if counts is own:
        rest += other.counted.complement
    elif rest and _fresh(one, rest[0]):
        rest = rest[1:]
    whose = [] if rest or counts is own else clause_agent(other).words[:OWNER]
    noun = list(counts.noun)
    if whose and whose[0] in other.made.words and whose[0] not in noun:
        rest = whose
        sound = noun[0].endswith(one.scene.phrases.inflection.men_forms)
        noun[0] = noun[0] if sound else noun[0].removeprefix(one.scene.phrases.letters.article)
    words = joined([head, *noun, *rest])
    return Label(words, counts.places, [one.rule("part")], words[1:], other.made.context)
