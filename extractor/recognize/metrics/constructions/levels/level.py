"""What stands at a figure: «بلغت صادرات المغرب 140 مليار درهم», «حققت الشركة رقم معاملات بلغ …»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import subjects
from extractor.recognize.metrics.constructions.about.agents import clause_agent
from extractor.recognize.metrics.constructions.about.befell import befell
from extractor.recognize.metrics.constructions.about.completing import owned_from
from extractor.recognize.metrics.constructions.beside.elliptic import heads, other_side
from extractor.recognize.metrics.constructions.levels.changes import change, changing, total
from extractor.recognize.metrics.constructions.levels.measures import measure, measure_after, measure_before
from extractor.recognize.metrics.constructions.levels.shares import of_base
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import SKIPPED, Scene
from extractor.recognize.metrics.sentence.topics import sayer
from extractor.recognize.metrics.wording.agreement import oblique
from extractor.recognize.metrics.wording.label import Label, Phrase, joined
from extractor.recognize.metrics.wording.naming import same
from extractor.recognize.metrics.wording.readable import bare_object

FEW = 2  # words of one who reckons and of what is reckoned
CHANGED = 7  # words of the complement of a noun of change before its verb of level
INSIDE = frozenset({"measure", "share-by", "preposition", "drop"})


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
        mark = scene.marks[at]
        one.before.to &= mark is None or bool(mark.proclitic)  # «بانخفاض يصل إلى 2 في المائة», no «تراجعا ليصل إلى»
        return change(one, *changed)
    about = subjects.subject(scene, one.quantity, at, one.memory)
    about = Phrase(_without_period(one, about.words), about.places)
    if _leads(one, about.words):
        about = Phrase(changing(one, about.words) or about.words, about.places)  # «تراجعا في التحويلات، لتستقر في …»
    about = _carried_object(one, about)
    if _mark.verb and scene.member(at, "reckoning"):
        about = _without_reckoner(one, _reckoned(one, about))
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
    about = _reckoned(one, about)
    whole = total(one, about) or befell(one, about)
    if whole:
        return Label(whole, [*own.places, *about.places], [], list(own.words), full=True)
    if _measures(one, about):
        words = [*about.words, *_of_those(one, about)]
        return Label(words, [*own.places, *about.places], [], words, words[1:])
    led_away = scene.member(one.quantity.last, "away")
    lacking = scene.kind(at - 2) == "preposition" and scene.marks[at - 1] is None
    if len(about.words) == 1 and lacking and not about.words[0].startswith(scene.phrases.letters.article):
        words = joined([*about.words, *own.words])  # «خصاص يصل إلى تسعة آلاف ممرض»
    else:
        words = joined([*(own.noun if led_away else own.words), *about.words])
    return Label(words, [*own.places, *about.places], [], words, list(about.words))


def _measures(one: Reading, about: Phrase) -> bool:
    """Whether a subject of two words or more begins with a measure or a trade: «مبيعات الشركة», «حصة المغرب»."""
    phrases, words = one.scene.phrases, about.words
    if len(words) <= 1:
        return False
    measured = phrases.marked(words[0]) in {"measure", "share-by"} or phrases.fold(words[0]) in phrases.sets["capacity"]
    return measured or phrases.fold(words[0]) in phrases.sets["activity"]


def _of_those(one: Reading, about: Phrase) -> list[str]:
    """«من السيارات»: of what a measure is told; of what something holds, of a container nothing."""
    phrases, own = one.scene.phrases, one.counted
    folded = [phrases.fold(about.words[0]), phrases.fold(own.noun[0]).removeprefix(phrases.letters.article)]
    of = phrases.by_id["of"].forms[0]
    if of in about.words or folded[0] in phrases.sets["capacity"] or folded[1] in phrases.sets["container"]:
        return []
    return [of, *(oblique(phrases, word) for word in own.noun)]


def _reckoned(one: Reading, about: Phrase) -> Phrase:
    """«تقديراتهم تتجاوز 150 ألف عامل», «قدرت الهيئة عدد النازحين بـ …»: without who reckons."""
    phrases, words = one.scene.phrases, about.words
    if words and phrases.fold(words[0]).lstrip(phrases.letters.conjunctions[0]) in phrases.sets["estimate"]:
        return Phrase()
    idle = phrases.sets["number"] | phrases.sets["figure"]
    at = next((place for place, word in enumerate(words) if place and phrases.fold(word) in idle), 0)
    led = at and phrases.marked(words[at - 1]) == "preposition"
    return Phrase(words[at:], about.places) if at and not led else about


def _without_reckoner(one: Reading, about: Phrase) -> Phrase:
    """«قدرت الوزارة خسائر الفلاحين بـ …» → «خسائر الفلاحين»: without the one definite noun that reckons."""
    phrases, words = one.scene.phrases, about.words
    article = phrases.letters.article
    if len(words) < FEW or not words[0].startswith(article):
        return about
    object_of = not words[1].startswith(article) and phrases.marked(words[1]) not in {"preposition", "relative"}
    return Phrase(words[1:], about.places) if object_of or phrases.fold(words[0]) in phrases.sets["source"] else about


def holding(one: Reading, label: Label) -> None:
    """«بطاقة استيعابية تصل إلى 500 سرير», «الطاقة الاستيعابية للملعب 45 ألف متفرج»: what it holds says no more."""
    phrases, own, words = one.scene.phrases, one.counted, label.words
    holds = [phrases.fold(word) in phrases.sets["capacity"] for word in words]
    if not (own.noun and any(holds)) or one.quantity.value.unit != "count":
        return
    at = holds.index(True)
    kept = [word for word in words[:at] if word not in own.noun]
    led = phrases.by_id["place"].forms[0]
    if all(word == led for word in kept):
        label.words = [*words[at : at + 1], *(word for word in words[at + 1 :] if word not in own.noun)]


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
    if at > 0 and phrases.marked(words[0]) != "measure":  # «قيمة سلعا» stays in its order
        adjectives = [word.removesuffix(phrases.inflection.tanwin) for word in words[at + 1 :]]
        return Phrase([stems[at], *adjectives, *words[:at]], about.places)
    led = _led_measure(one, words)
    if led:
        named = words[: led - (phrases.marked(words[led - 1]) == "preposition")]
        return Phrase([*words[led:], *named], about.places)
    mark, length = phrases.longest(words[:2])
    alone = mark is not None and mark.kind == "measure" and not mark.proclitic and _carrying(one) >= 0
    if at == 0 or (alone and all(_indefinite(one, word) for word in words[length:])):
        whose = saying(one) or clause_agent(one) or _carrier(one)
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


def saying(one: Reading) -> Phrase:
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
    index = index if index < 0 or not one.percent else _led_from(one.scene, index)
    mark = one.scene.marks[index] if index >= 0 and one.scene.owner[index] == FREE else None
    if mark is None or mark.kind != "change" or mark.verb:
        return None
    return None if mark.proclitic.endswith(one.scene.phrases.letters.article) else (index, mark)


def _led_from(scene: Scene, last: int) -> int:
    """«نموا في القروض بلغ», «تراجعا للأثمان ناهز»: the noun of change whose complement ends at ``last``."""
    letters = scene.phrases.letters
    for index in range(last, max(0, last - CHANGED), -1):
        if scene.owner[index] != FREE or scene.dated[index] or scene.verbal(index):
            return last
        mark, word = scene.marks[index], scene.sentence.words[index]
        led = scene.member(index, "place") or word.startswith(letters.lam_article)
        at = index - 1
        while led and scene.kind(at) == "drop":
            at -= 1
        if led and scene.kind(at) == "change":
            return at
        if mark is not None and mark.kind not in INSIDE:
            return last
    return last
