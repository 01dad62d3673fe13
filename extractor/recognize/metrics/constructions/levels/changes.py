"""What a figure says of a change: «ارتفعت الصادرات بنسبة 3 في المائة», «ارتفعت الحصيلة إلى 12 قتيلا»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents, subjects
from extractor.recognize.metrics.constructions.about.agents import clause_agent
from extractor.recognize.metrics.constructions.about.owners import antecedent
from extractor.recognize.metrics.constructions.beside.elliptic import other_side
from extractor.recognize.metrics.constructions.levels.shares import base_after, changed_part
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.prefixes import links
from extractor.recognize.metrics.sentence.scene import SKIPPED
from extractor.recognize.metrics.sentence.words import Phrases
from extractor.recognize.metrics.wording.label import Label, Phrase, joined
from extractor.recognize.metrics.wording.naming import bare, noun, same, unowned

SUBJECT = 5  # words of the subject of a verb of change before its object
TOLL = 2  # words of «حصيلة الحادث»
GROWTH, CONTRIBUTION = "change.growth", "deed.contribution"
CONTRIBUTOR = 8  # words from a contribution to the change that it is made to
WHO = 4  # words of who contributes, and to what
STOPS = frozenset({"hard", "comma", "clause", "report", "deed"})


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
    part = changed_part(one, at, mark) or _contributed(one, at, mark)
    if part:
        return part
    about = _changed(one, at, mark)
    rest = [] if one.before.to else about_after(one).words
    base = joined([*about.words, *rest])
    rose = scene.phrases.mark(base[0]) if base else None
    kept = rose is not None and rose.entry.id == GROWTH and mark.verb  # «نمو الاقتصاد يتراجع إلى 0,1»
    if rose and rose.kind == "change" and not kept and (not mark.verb or one.before.to):
        base = changing(one, base) or base
    article = scene.phrases.letters.article
    head = scene.phrases.fold(base[0]) if base else ""
    if len(base) > 1 and head in scene.phrases.sets["number"] and not head.startswith(article):
        base = base[1:]
    words = base if one.before.to else [noun(scene, at, mark), *base]
    own = one.counted
    whole = total(one, about) if one.before.to and own.words else []
    if whole:
        return Label(whole, [*own.places, *about.places], [], list(own.words))
    counts = scene.member(at + mark.length, "number")
    if own.words and not (one.idle_noun or counts or same(scene, own.noun[0], base)):
        words = _toll(one, base) or [*own.noun, *words] if one.before.to else [*words[:1], *own.noun, *words[1:]]
    return Label(words, about.places, [], base, about.words[1:])


def _changed(one: Reading, at: int, mark: Mark) -> Phrase:
    """What the change at word ``at`` is told of."""
    about = _of_base(one, at, mark) or _of_it(one, mark) + subjects.subject(one.scene, one.quantity, at, one.memory)
    if mark.pronoun and not (mark.verb or about):
        about = antecedent(one.scene, at, mark.pronoun)
    if _returned(one, about) and one.memory.base:
        about = one.memory.base  # «وواصلت تراجعها لتنخفض إلى 2,9»
    return Phrase(_owning(one, about.words), about.places) if mark.verb else about


def _owning(one: Reading, words: list[str]) -> list[str]:
    """«الشركة إنتاجها من الذهب» → «إنتاج الشركة من الذهب»: an object that its subject owns, before the subject."""
    scene, phrases = one.scene, one.scene.phrases
    article, his = phrases.letters.article, phrases.inflection.his
    for place in range(1, min(len(words), SUBJECT)):
        word = words[place]
        if links(phrases, word):
            break
        worn = word.endswith((his, phrases.inflection.things[1])) and not word.startswith(article)
        if not worn or not (words[place - 1].startswith(article) or phrases.place(words[place - 1])):
            continue  # «مبيعات منافستها»: hers are the sales of another
        mark = phrases.mark(word)
        if mark.pronoun if mark else not word.endswith(his) or phrases.known(phrases.fold(word[: -len(his)])):
            owned = bare(phrases, word, mark) if mark else unowned(scene, word)
            return [owned, *words[:place], *words[place + 1 :]]
    return words


def _contributed(one: Reading, at: int, mark: Mark) -> Label | None:
    """«ساهم القطاع البنكي في نمو الإيرادات بنسبة 32 في المائة» → «مساهمة القطاع البنكي في نمو الإيرادات»."""
    scene = one.scene
    if mark.verb or not (one.percent and mark.entry.get("rises")) or not scene.member(at - 1, "place"):
        return None
    reach = range(at - 2, max(-1, at - CONTRIBUTOR), -1)
    verb = next((index for index in reach if scene.owner[index] != FREE or scene.kind(index) in STOPS), -1)
    given = scene.marks[verb] if verb >= 0 and scene.owner[verb] == FREE else None
    told = given is not None and given.entry.id == CONTRIBUTION and given.verb
    if given is None or not told or one.before.to or any(scene.dated[verb + 1 : at]):
        return None  # «ساهم بشكل كبير في نمو المبيعات بنسبة 40 في المائة» tells by how much they grew
    who = antecedents.taken_as(scene, scene.phrase(verb + 1, at - 1, limit=WHO)) or antecedents.before(scene, verb)
    what = antecedents.taken_as(scene, scene.phrase(at, one.quantity.first, limit=WHO))
    words = joined([str(given.entry["noun"]), *who.words, *scene.texts([at - 1]), *what.words])
    return Label(words, [*who.places, *what.places], [], words, agent=list(who.words))


def _returned(one: Reading, about: Phrase) -> bool:
    """Whether a lone noun of change with a pronoun is all that is said of what changed."""
    mark = one.scene.phrases.mark(about.words[0]) if len(about.words) == 1 else None
    return mark is not None and mark.kind == "change" and bool(mark.pronoun) and not mark.verb


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


def _of_it(one: Reading, mark: Mark) -> Phrase:
    """«خسر السهم 3 في المائة من قيمته» → «قيمة السهم»: what of it a verb of gain or loss tells, without its pronoun."""
    base = base_after(one) if mark.verb and mark.entry.get("percent") else Phrase()
    return Phrase([unowned(one.scene, base.words[0])], base.places) if base else base


def total(one: Reading, about: Phrase) -> list[str]:
    """«ليصل الإجمالي إلى 43 وفاة», «ليرتفع العدد الإجمالي إلى 43» → «إجمالي الوفيات»: a total of what is counted."""
    phrases = one.scene.phrases
    article, fold = phrases.letters.article, phrases.fold
    folded = [fold(word) for word in about.words]
    known = phrases.sets["total"] | phrases.sets["number"] | phrases.sets["figure"]
    if not folded or not all(word.startswith(article) and word in known for word in folded):
        return []
    return [about.words[-1].removeprefix(article), *one.counted.words]


def changing(one: Reading, words: list[str]) -> list[str]:
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
