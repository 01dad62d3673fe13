"""The figure that a verb or a verbal noun governs: level, change, cost, rank."""

from __future__ import annotations

from collections.abc import Callable

from extractor.recognize.metrics.constructions import subjects
from extractor.recognize.metrics.constructions.agents import clause_agent
from extractor.recognize.metrics.constructions.casualties import people
from extractor.recognize.metrics.constructions.completing import owned_from
from extractor.recognize.metrics.constructions.deeds import action
from extractor.recognize.metrics.constructions.elliptic import heads, other_side
from extractor.recognize.metrics.constructions.kinds import area, duration
from extractor.recognize.metrics.constructions.measures import measure, measure_after, measure_before
from extractor.recognize.metrics.constructions.ranks import rank
from extractor.recognize.metrics.constructions.shares import base_after, of_base
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import SKIPPED
from extractor.recognize.metrics.sentence.topics import sayer
from extractor.recognize.metrics.sentence.words import Phrases
from extractor.recognize.metrics.wording.label import Label, Phrase, joined
from extractor.recognize.metrics.wording.naming import noun, same
from extractor.recognize.metrics.wording.readable import bare_object

TOLL = 2  # words of «حصيلة الحادث»
GROWTH = "change.growth"
CONTRIBUTION = "deed.contribution"
EXTENT, WEIGHT = "deed.extent", "deed.weight"


def governed(one: Reading) -> Label | None:
    """The figure's verb, verbal noun or measure."""
    at = one.before.pivot
    mark = one.scene.marks[at] if at is not None else None
    if at is None or mark is None:
        return None
    build: dict[str, Callable[[Reading, int, Mark], Label]] = {
        "level": level, "move": level, "change": change, "measure": measure, "share-by": measure, "deed": deed,
        "action": action, "carry": carried, "state": action, "people": people, "rank": rank,
        "concern": concern,
    }  # fmt: skip
    label = build[mark.kind](one, at, mark)
    label.words = joined(label.words)
    label.rules.append(mark.entry.rule)
    label.pivot = mark
    return label


def level(one: Reading, at: int, _mark: Mark) -> Label:
    """«بلغت صادرات المغرب 140 مليار درهم», «صادرات المغرب بلغت …», «الصادرات التي بلغت …»."""
    scene = one.scene
    named = measure_after(one)
    if named:
        return named
    by = measure_before(one, at)
    if by is not None and not one.before.content:
        return measure(one, by, scene.marks[by])
    changed = change_before(one, at)
    if changed is not None and not one.before.content:
        return change(one, *changed)
    about = subjects.subject(scene, one.quantity, at, one.memory)
    about = Phrase(_without_period(one, about.words), about.places)
    if _leads(one, about.words):
        about = Phrase(_changing(one, about.words) or about.words, about.places)  # «تراجعا في التحويلات، لتستقر في …»
    about = _carried_object(one, about)
    if one.percent:
        return _rate(one, about)
    own = one.counted
    heads_count = scene.member(at + 1, "number")
    if not own.words or one.idle_noun or heads_count or same(scene, own.noun[0], about.words):
        return Label(list(about.words), about.places, [], list(about.words), about.words[1:])
    return _counting(one, at, about)


def _counting(one: Reading, at: int, about: Phrase) -> Label:
    """What is counted at the level of a subject that is something else: «بلغت الحصيلة 12 قتيلا»."""
    scene, own = one.scene, one.counted
    total = _total(one, about)
    if total:
        return Label(total, [*own.places, *about.places], [], list(own.words), full=True)
    led_away = scene.member(one.quantity.last, "away")
    lacking = scene.kind(at - 2) == "preposition" and scene.marks[at - 1] is None
    if len(about.words) == 1 and lacking and not about.words[0].startswith(scene.phrases.letters.article):
        words = joined([*about.words, *own.words])  # «خصاص يصل إلى تسعة آلاف ممرض»
    else:
        words = joined([*(own.noun if led_away else own.words), *about.words])
    return Label(words, [*own.places, *about.places], [], words, list(about.words))


def _total(one: Reading, about: Phrase) -> list[str]:
    """«ليصل الإجمالي إلى 43 وفاة», «ليرتفع العدد الإجمالي إلى 43» → «إجمالي الوفيات»: a total of what is counted."""
    phrases = one.scene.phrases
    article, fold = phrases.letters.article, phrases.fold
    folded = [fold(word) for word in about.words]
    known = phrases.sets["total"] | phrases.sets["number"] | phrases.sets["figure"]
    if not folded or not all(word.startswith(article) and word in known for word in folded):
        return []
    return [about.words[-1].removeprefix(article), *one.counted.words]


def _without_period(one: Reading, words: list[str]) -> list[str]:
    """«عرفت الأشهر الأولى تراجعا في التحويلات، لتستقر …»: what a stretch of time saw, without the time."""
    phrases = one.scene.phrases
    timed = words and phrases.fold(words[0]) in phrases.sets["period"]
    at = next((place for place, word in enumerate(words) if timed and phrases.marked(word) == "change"), 0)
    return words[at:]


def _leads(one: Reading, words: list[str]) -> bool:
    """Whether a preposition leads from a bare noun of change to what changed: «تراجعا في التحويلات»."""
    phrases = one.scene.phrases
    if not words or phrases.marked(words[0]) != "change" or phrases.fold(words[0]).startswith(phrases.letters.article):
        return False
    return any(phrases.marked(word) == "preposition" for word in words[1:3])


def _carried_object(one: Reading, about: Phrase) -> Phrase:
    """«سجل الفرع فائضا تقنيا بلغ …» → «فائض تقني الفرع»; «حققت الشركة رقم معاملات بلغ …»: whose it is, too."""
    phrases, words = one.scene.phrases, about.words
    stems = [bare_object(phrases, word) for word in words]
    at = next((place for place, word in enumerate(words) if stems[place] != word), -1)
    if at > 0:
        adjectives = [word.removesuffix(phrases.inflection.tanwin) for word in words[at + 1 :]]
        return Phrase([stems[at], *adjectives, *words[:at]], about.places)
    led = _led_measure(one, words)
    if led:
        named = words[: led - (phrases.marked(words[led - 1]) == "preposition")]
        return Phrase([*words[led:], *named], about.places)
    mark, length = phrases.longest(words[:2])
    alone = mark is not None and mark.kind == "measure" and not mark.proclitic and _carrying(one) >= 0
    if at == 0 or (alone and all(_indefinite(one, word) for word in words[length:])):
        whose = _saying(one) or clause_agent(one) or _carrier(one)
        fresh = [word for word in whose.words if word not in words]
        return Phrase([*stems[:1], *words[1:], *fresh], [*about.places, *whose.places])
    return about


def _led_measure(one: Reading, words: list[str]) -> int:
    """«حققت شركة لافارج رقم معاملات بلغ …»: where the bare measure begins that a named subject has; 0 for none."""
    phrases = one.scene.phrases
    article, entity = phrases.letters.article, phrases.sets["entity"]
    for at in range(1, len(words)):
        if owned_from(one.scene, words[at:]) < len(words) - at:
            continue
        last = words[at - 1 - (at > 1 and phrases.marked(words[at - 1]) == "preposition")]
        return at if last.startswith(article) or phrases.fold(words[0]) in entity else 0
    return 0


def _saying(one: Reading) -> Phrase:
    """«وذكرت الشركة أنها حققت رقم معاملات بـ3 ملايير»: whose it is, who says so."""
    at = _carrying(one)
    taken = sayer(one.scene, at) if at >= 0 else []
    return Phrase(one.scene.texts(taken), one.scene.spans(taken))


def _carrying(one: Reading) -> int:
    """The place of the verb that carries what the figure measures: «حققت الشركة رقم معاملات بلغ …»; -1 for none."""
    scene = one.scene
    for index in range(one.before.pivot or 0, -1, -1):
        mark = scene.marks[index]
        if mark and mark.kind == "carry":
            return index
        if scene.owner[index] != FREE or scene.kind(index) in {"hard", "clause", "report"}:
            break
    return -1


def _carrier(one: Reading) -> Phrase:
    """«تراجعت كمية القشريات …، محققة مداخيل بلغت …» → «القشريات»: what the clause before was about."""
    if one.prior is None:
        return Phrase()
    base = one.prior.base
    return Phrase(base[heads(one.scene, base) :], one.prior.places)


def _indefinite(one: Reading, word: str) -> bool:
    """Whether a word only describes: no article, nothing glued, an ending of adjectives."""
    inflection, folded = one.scene.phrases.inflection, one.scene.phrases.fold(word)
    return not folded.startswith(one.scene.phrases.letters.article) and folded.endswith(
        (inflection.tanwin, inflection.nisba, inflection.nisba + inflection.feminine)
    )


def _rate(one: Reading, about: Phrase) -> Label:
    """A level in percent: the share of a base that follows, or a rate, of those it is told of («لدى النساء»)."""
    label = of_base(one, about, "")
    whom, _ = other_side(one, head=False)
    if whom and not label.share:
        label.words = joined([*label.words, *whom.words])
        label.places = [*label.places, *whom.places]
    return label


def change_before(one: Reading, at: int) -> tuple[int, Mark] | None:
    """A bare noun of change that is the subject of the verb at ``at``: «سجلت الصادرات نموا بلغ 85 بالمائة»."""
    index = at - 1
    while index >= 0 and (one.scene.kind(index) in SKIPPED or one.scene.dated[index]):
        index -= 1
    mark = one.scene.marks[index] if index >= 0 and one.scene.owner[index] == FREE else None
    if mark is None or mark.kind != "change" or mark.verb:
        return None
    return None if mark.proclitic.endswith(one.scene.phrases.letters.article) else (index, mark)


def change(one: Reading, at: int, mark: Mark) -> Label:
    """«ارتفعت الصادرات بنسبة 3 في المائة» → «ارتفاع الصادرات»; «ارتفعت إلى 12» → «الصادرات»."""
    scene = one.scene
    led = one.before.to or one.before.preposition
    if mark.verb and at + mark.length == one.quantity.first and one.counted.words and not led:
        return Label(one.counted.words, one.counted.places, [], one.counted.words)  # «رفعت 33 إصابة الحصيلة إلى …»
    if mark.pronoun and scene.member(at - 1, "heading"):  # «وبلغ معدل نموها»
        whose = clause_agent(one) or one.memory.base
        made = [*scene.texts([at - 1]), noun(scene, at, mark), *whose.words]
        return Label(made, whose.places, [], made, made[1:])
    about = _of_base(one, at, mark) or subjects.subject(scene, one.quantity, at, one.memory)
    rest = [] if one.before.to else about_after(one).words
    base = joined([*about.words, *rest])
    rose = scene.phrases.mark(base[0]) if base else None
    kept = rose is not None and rose.entry.id == GROWTH and mark.verb  # «نمو الاقتصاد يتراجع إلى 0,1»
    if rose and rose.kind == "change" and not kept and (not mark.verb or one.before.to):
        base = _changing(one, base) or base
    article = scene.phrases.letters.article
    head = scene.phrases.fold(base[0]) if base else ""
    if len(base) > 1 and head in scene.phrases.sets["number"] and not head.startswith(article):
        base = base[1:]
    words = base if one.before.to else [noun(scene, at, mark), *base]
    own = one.counted
    total = _total(one, about) if one.before.to and own.words else []
    if total:
        return Label(total, [*own.places, *about.places], [], list(own.words))
    counts = scene.member(at + mark.length, "number")
    if own.words and not (one.idle_noun or counts or same(scene, own.noun[0], base)):
        words = _toll(one, base) or [*own.noun, *words] if one.before.to else [*words[:1], *own.noun, *words[1:]]
    return Label(words, about.places, [], base, about.words[1:])


def _toll(one: Reading, base: list[str]) -> list[str]:
    """«ارتفعت حصيلة ضحايا الفيضانات، …، إلى 24 قتيلا» → «القتلى في الفيضانات»."""
    phrases, fold = one.scene.phrases, one.scene.phrases.fold
    hurt = phrases.sets["casualty"]
    if fold(one.counted.noun[0]).removeprefix(phrases.letters.article) not in hurt or len(base) < TOLL:
        return []
    rest = base[1:] if phrases.marked(base[0]) == "measure" or fold(base[0]) in phrases.sets["figure"] else []
    rest = rest[1:] if rest and fold(rest[0]) in hurt else rest
    named = rest and (phrases.marked(rest[0]) != "preposition")
    return [*one.counted.noun, phrases.by_id["place"].forms[0], *rest] if named else []


def _of_base(one: Reading, at: int, mark: Mark) -> Phrase:
    """«بزيادة نسبة 10 في المائة من الحد الأدنى للأجور»: what changed stands behind as the base of the percentage."""
    between = range(at + 1, one.quantity.first)
    idle = all(one.scene.kind(index) in {*SKIPPED, "share-by", "preposition", "measure"} for index in between)
    if mark.verb or not (one.percent and idle) or one.before.to:
        return Phrase()
    return base_after(one)


def _changing(one: Reading, words: list[str]) -> list[str]:
    """«ارتفاع في عدد المستفيدين» → «المستفيدين»: of a noun of change what changed."""
    fold, phrases = one.scene.phrases.fold, one.scene.phrases
    rest = words[1:]
    while (
        len(rest) > 1
        and not _measured(phrases, rest)
        and (phrases.marked(rest[0]) in {"preposition", "drop"} or rest[0].endswith(phrases.inflection.tanwin))
    ):
        rest = rest[1:]
    last = phrases.letters.conjunctions[-1]
    if len(rest) > 1 and fold(rest[0]).removeprefix(last) in phrases.sets["number"]:
        rest = rest[1:]
    return rest


def _measured(phrases: Phrases, words: list[str]) -> bool:
    """Whether the words begin with a measure of several words: «رقم معاملات», whose first word alone says nothing."""
    mark, length = phrases.longest(words[:2])
    return length > 1 and mark is not None and mark.kind == "measure"


def about_after(one: Reading) -> Phrase:
    """«10 بالمائة بالإعدادي», «بالنسبة للمقاولات», «لدى النساء»: the part that a change is about, after it."""
    scene, at = one.scene, one.quantity.last
    whom, _ = other_side(one, head=False)
    if whom:
        return whom
    letters = scene.phrases.letters
    word = scene.sentence.words[at] if at < len(scene) else ""
    glued = scene.kind(at) == "" and word.startswith(letters.prepositions[0] + letters.article)
    taken = scene.phrase(at, len(scene), limit=2) if glued else _beside(one)
    return Phrase(scene.texts(taken, head=False), scene.spans(taken))


def _beside(one: Reading) -> list[int]:
    """«30 بالمائة في الشقق، و27 في المنازل»: the part after the figure, where the next one has its own."""
    scene, at = one.scene, one.quantity.last
    number = scene.owner[one.quantity.first] + 1
    if not scene.member(at, "place") or scene.dated[at] or number >= len(scene.quantities) or scene.dated[at + 1]:
        return []
    other = scene.quantities[number].last
    alike = other + 1 < len(scene) and scene.sentence.words[other] == scene.sentence.words[at]
    return [at, *scene.phrase(at + 1, len(scene), limit=3)] if alike and not scene.dated[other + 1] else []


def deed(one: Reading, at: int, mark: Mark) -> Label:
    """«كلف المشروع 40 مليار درهم» → «كلفة المشروع»."""
    following = one.scene.phrase(at + mark.length, one.quantity.first, limit=6, across=True)
    following = subjects.without_measure(one.scene, following)
    about = subjects.before(one.scene, at) + subjects.taken_as(one.scene, following) or one.memory.base
    if mark.verb and mark.proclitic and not following and one.prior and one.prior.agent:  # «…، ويساهم بـ7 في المائة»
        about = Phrase(list(one.prior.agent), one.prior.places)
    if one.scene.kind(at - 1) == "equal" and one.memory.base:  # «، وهو ما يكلف الدولة …»: what was told before
        told = subjects.taken_as(one.scene, one.scene.back(at - 1 - _equal_words(one, at), limit=4))
        about = (told or one.memory.base) + subjects.taken_as(one.scene, following)
    base = base_after(one) if one.percent else Phrase()
    if base and mark.entry.id == CONTRIBUTION:
        return _contribution(one, about, base, mark)
    if mark.entry.id == CONTRIBUTION and one.counted.words and following:  # «ساهم في استقطاب 12 ألف سائح»
        made = joined([*one.counted.words, *one.scene.texts(following)])
        return Label(made, [*one.counted.places, *about.places], [], made)
    if base:  # «وتغطي 95 في المائة من مبلغ القرض»
        about = base + (about if one.scene.kind(at - 1) != "comma" else Phrase())
    if mark.entry.id == WEIGHT and one.counted.words:
        about = Phrase()  # «شحنة تزن 3 أطنان من الشيرا»
    made = [_head(one, mark), *about.words, *one.counted.words]
    return Label(made, [*about.places, *one.counted.places], [], list(about.words))


def _head(one: Reading, mark: Mark) -> str:
    """What a deed's verb measures: its noun; of a time «مدة», of what extends the measure told or its unit's."""
    lasts = duration(one)  # «تطلب الترميم 21 يوما»
    if mark.entry.id == EXTENT and not lasts:
        told = [index for index in one.before.content if one.scene.kind(index) == "measure"]
        if told:
            return one.scene.texts(told[-1:])[0]
        lasts = area(one)
    return str((lasts or mark.entry).get("noun", "")).removeprefix(one.scene.phrases.letters.article)


def _contribution(one: Reading, about: Phrase, base: Phrase, mark: Mark) -> Label:
    """«ساهمت الجهة ب 34 في المائة من الناتج» → «مساهمة الجهة من الناتج»."""
    of = [one.scene.phrases.by_id["of"].forms[0]] if about else []
    made = joined([str(mark.entry.get("noun", "")), *about.words[:5], *of, *base.words])
    return Label(made, [*about.places, *base.places], [], list(about.words), share=base.words)


def _equal_words(one: Reading, at: int) -> int:
    """How many words of «، وهو ما» stand before word ``at``."""
    scene, index = one.scene, at - 1
    while index > 0 and scene.kind(index - 1) in {"equal", "comma"}:
        index -= 1
    return at - 1 - index


def concern(one: Reading, at: int, mark: Mark) -> Label:
    """«هم الارتفاع أثمان المحروقات ب 6,9 في المائة» → «ارتفاع أثمان المحروقات»."""
    scene, own = one.scene, one.counted
    about = subjects.taken_as(scene, scene.phrase(at + mark.length, one.quantity.first, limit=6, across=True))
    if not (about or own.words):
        about = subjects.before(scene, at)  # «الدعم المقدم للمغرب يشمل 4 ملايين دولار»
    changed = [index for index in range(max(0, at - 14), at) if scene.kind(index) == "change"]
    first = scene.marks[changed[-1]] if changed else None
    head = [noun(scene, changed[-1], first)] if changed and first and one.percent else []
    last = one.memory.last
    pointing = any(scene.kind(index) == "demonstrative" for index in range(max(0, at - 4), one.quantity.first))
    done = last is not None and last.pivot is not None and last.pivot.kind in {"action", "state", "carry", "concern"}
    shared = last.context if last and done and (pointing or one.prior) and own.words else []
    whom = str(mark.entry.get("people" if own.person else "adjective", "")) if about and own.words else ""
    said = about.words if not own.complement else []
    made = joined([*head, *(own.words[:4] if said else own.words), *([whom] if whom and said else []), *said, *shared])
    return Label(made, [*own.places, *about.places], [], joined(about.words), [*head, *shared])


def carried(one: Reading, at: int, mark: Mark) -> Label:
    """«سجلت الجمارك 12 ألف مخالفة»; of money and percentages it is a level: «سجل الحجم 4 مليارات»."""
    measured = _measure_carried(one, at)
    if measured:
        return measured
    build = action if one.counted.words else level
    return build(one, at, mark)


def _measure_carried(one: Reading, at: int) -> Label | None:
    """«حققت الشركة رقم معاملات في حدود 461 مليون درهم»: a bare measure right before the figure, and whose it is."""
    scene, content = one.scene, one.before.content
    places = [place for place, index in enumerate(content) if scene.kind(index) == "measure"]
    mark = scene.marks[content[places[0]]] if places else None
    bare = mark is not None and mark.length == len(content) - places[0] and not (mark.proclitic or mark.pronoun)
    if one.counted.words or not bare:
        return None
    named = subjects.taken_as(scene, scene.trimmed(content[: places[0]]))
    whose = named or subjects.before(scene, at) or _saying(one) or clause_agent(one)
    taken = content[places[0] :]
    words = joined([*scene.texts(taken), *whose.words])
    return Label(words, [*scene.spans(taken), *whose.places], [], words, list(whose.words))
