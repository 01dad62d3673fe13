"""What a short label is completed with: the event, the subject of the clause, the place."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents, causes, topics
from extractor.recognize.metrics.constructions.about.agents import CLAUSES, clause_agent, definite
from extractor.recognize.metrics.constructions.about.befell import befell, before_clause
from extractor.recognize.metrics.constructions.beside.again import placed, vague
from extractor.recognize.metrics.reading import FULL_STOP, Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import LIGHT, Scene
from extractor.recognize.metrics.sentence.topics import role_before
from extractor.recognize.metrics.wording.label import Label, Phrase
from extractor.recognize.metrics.wording.naming import bare, unowned
from extractor.recognize.metrics.wording.readable import bare_object

BETWEEN = frozenset({"", "measure", "level", "preposition", "drop", "share-by", "comma"})  # a figure and its measure
TOLD = frozenset({"level", "change", "carry", "move"})
SAYS_LITTLE = LIGHT | {"measure", "share-by"}
SOLD = {"unit", "measure"}  # «سعر الكيلوغرام»
OPENS = 3  # words before «فيما يخص» at the opening of a sentence
LEAST = 4  # letters of an adjective that ends in «ي»
SHORT = 1  # content words of a label that says too little to be compared over articles
ADDED_MORE = 2  # the same for a label of two content words
ADDED = 4  # words that complete a label: more may be wrong as well
CHARGE_REACH = 30  # words after those arrested within which the charge stands
SAVED = frozenset({"act.rescued", "act.survived", "act.hospitalised", "missing"})
BODY_REACH = 60  # words before a figure within which the body whose it is stands
PLACE_REACH = 10  # words after a figure within which a place of its clause stands


def completed(one: Reading, label: Label) -> None:
    """Add to a label of one content word what its sentence says of it: «النواب» → «النواب حزب الوسط»."""
    scene = one.scene
    if one.percent or not _counts(one) or vague(one, label.words[0]):
        return
    weight = content(scene, label.words)
    if weight > SHORT + _done(label):
        return
    found = one.memory.event if _casualty(one, label) or _saved(one, label) else Phrase()
    seized = label.pivot is not None and label.pivot.kind == "action" and bool(_done(label))
    near = place(one) if one.done and placed(one) else Phrase()  # «6 حالات، منها 5 في العيون، وحالة في السمارة»
    found = (
        found
        or near
        or ((offence(one) or _operation(one)) if seized else _named_agent(one))
        or place(one)
        or _place_before(one)
    )
    kept = [word for word in found.words if word not in label.words]
    whole = bool(kept) and scene.phrases.fold(kept[0]) in scene.phrases.sets["entity"]  # «جهة الدار البيضاء»
    kept = kept[: ADDED if whole or weight <= SHORT else ADDED_MORE]
    if kept:
        named = bool(_done(label)) and (whole or kept[0].startswith(scene.phrases.letters.article))
        where = [scene.phrases.by_id["place"].forms[0]] if seized or named or _casualty(one, label) else []
        label.words = [*label.words[:-1], unowned(scene, label.words[-1]), *where, *kept]
        label.places = [*label.places, *found.places]
        label.rules.append(one.rule("topic"))


def _named_agent(one: Reading) -> Phrase:
    """Who did what the clause tells: a body by its name, a place, whom the figure before tells of, what led to it."""
    agent, phrases = clause_agent(one), one.scene.phrases
    head = phrases.fold(agent.words[0]) if agent else ""
    told = one.prior is not None and agent.words[:1] == one.prior.context[:1]
    named = head in phrases.sets["entity"] or phrases.located(head) or told
    return agent if named or not agent else causes.caused(one.scene, one.quantity.first)


def specified(one: Reading, label: Label) -> None:
    """«فيما يخص الرخويات، ارتفعت كمية المفرغات …» → «ارتفاع كمية المفرغات الرخويات»: of what the sentence tells."""
    scene, kind = one.scene, label.pivot.kind if label.pivot else ""
    rose = scene.phrases.marked(label.words[0]) == "change"
    bare = label.words[-1].startswith(scene.phrases.letters.article) and content(scene, label.words) <= SHORT + rose
    if kind not in TOLD or one.counted.words or not bare or label.share:
        return
    role, first = role_before(scene, one.quantity.first)
    taken = scene.phrase(first, one.quantity.first, limit=ADDED) if 0 <= role <= OPENS else []
    if not taken or scene.kind(taken[-1] + 1) != "comma":
        return
    part = antecedents.told_of(scene, first, taken[-1] + 1)
    known = {scene.phrases.fold(word).removeprefix(scene.phrases.letters.article) for word in label.words}
    words = [scene.phrases.fold(word).removeprefix(scene.phrases.letters.article) for word in part.words]
    if not words or not known.isdisjoint(words) or words[0] in scene.phrases.sets["period"]:
        return
    label.words = [*label.words, *part.words]
    label.base = [*(label.base or label.words), *part.words] if label.base else list(label.words)
    label.places = [*label.places, *part.places]


def possessed(one: Reading, label: Label) -> None:
    """«رقم معاملاتها» → «رقم معاملات الشركة»: a measure without its pronoun, and whose it is."""
    scene, words = one.scene, label.words
    mark, length = scene.phrases.longest(words[:2])
    start = 0
    if mark and mark.kind in {"change", "share-by"} and not mark.pronoun and len(words) > length:
        start = length
        mark, length = scene.phrases.longest(words[start : start + 2])
    alone = mark is not None and mark.kind == "measure" and not (start or mark.proclitic or mark.pronoun)
    if alone and owned_from(scene, words) == len(words):
        whose = _beside(one) or _purpose(one) or (_owner(one) if length == len(words) else Phrase())
        if scene.phrases.fold(words[0]) in scene.phrases.sets["fine"] and any(
            scene.phrases.fold(word) in scene.phrases.sets["anybody"] for word in whose.words
        ):
            return  # «يعاقب القانون كل من خالف بغرامة»
        label.words, label.places = [*words, *whose.words[:ADDED]], [*label.places, *whose.places]
        return
    if not (mark and mark.kind == "measure" and mark.pronoun) or length > len(words) - start:
        return
    last = start + length - 1
    whose = _possessor(one)
    if not whose:
        return
    kept = [word for word in whose.words if word not in words][:ADDED]
    label.words = [*words[:last], bare(scene.phrases, words[last], mark), *kept, *words[last + 1 :]]
    label.base = label.words[start:] if start else list(label.words)
    label.places = [*label.places, *whose.places]


def _owner(one: Reading) -> Phrase:
    """Whose a bare measure is: what caused it, the body named last, or who did what its clause tells."""
    led = causes.cause(one.scene, one.quantity.first)  # «وأدى الحريق إلى خسائر قدرت بـ5 ملايين»
    if led and led.words[0].startswith(one.scene.phrases.letters.article):
        return Phrase(led.words[:1], led.places)
    return _possessor(one) if one.prior else clause_agent(one)


def _purpose(one: Reading) -> Phrase:
    """«تم رصد ميزانية بلغت 140 مليار درهم لقطاعي الصحة والتعليم»: what or whom money told by a bare measure is for."""
    scene = one.scene
    at = scene.past_equal(one.quantity.last)
    word = scene.sentence.words[at] if one.money and at < len(scene) else ""
    led = len(word) >= LEAST and word[0] == scene.phrases.letters.lam and not scene.verbal(at)
    if not (led or scene.member(at, "favour")) or scene.dated[at]:
        return Phrase()
    taken = scene.complement(at, limit=ADDED)
    named = taken[:1] == [at] and len(taken) > 1
    return Phrase(scene.texts(taken, head=False), scene.spans(taken)) if named else Phrase()


def _beside(one: Reading) -> Phrase:
    """«بأصول تبلغ 40 مليار دولار، وودائع في حدود 30 مليارا»: whose the measure is to which «و» adds another."""
    if not one.done or one.prior is None:
        return Phrase()
    scene, letters = one.scene, one.scene.phrases.letters
    start = one.done[-1].quantity.last
    start += scene.kind(start) == "comma"
    mark = scene.marks[start] if start < one.quantity.first else None
    added = mark is not None and mark.kind == "measure" and mark.proclitic == letters.conjunctions[0]
    told = range(start + 1, one.quantity.first)
    if not added or any(scene.kind(at) not in BETWEEN or scene.owner[at] != FREE for at in told):
        return Phrase()
    at = owned_from(scene, one.prior.words)
    return Phrase(one.prior.words[at:], one.prior.places) if at else Phrase()


def owned_from(scene: Scene, words: list[str]) -> int:
    """Where a label says whose its measure is: behind the measure and its indefinite adjectives; 0 for no measure."""
    phrases, at = scene.phrases, 0
    while at < len(words):
        mark, length = phrases.longest(words[at : at + 2])
        if mark is None or mark.kind != "measure" or mark.proclitic or mark.pronoun:
            break
        at += max(1, length)
    while 0 < at < len(words) and _describes(scene, words[at]):
        at += 1
    return at


def _describes(scene: Scene, word: str) -> bool:
    """Whether a word can only be an indefinite adjective: «سوقية», «إجمالي», «صافية»."""
    phrases = scene.phrases
    folded, inflection = phrases.fold(word), phrases.inflection
    if folded in phrases.sets["describing"]:
        return True
    named = folded in phrases.plurals or phrases.place(word)
    if named or folded.startswith((phrases.letters.article, *phrases.letters.conjunctions)):
        return False
    nisba = (inflection.nisba, inflection.nisba + inflection.feminine)
    return len(word) > LEAST and folded.endswith(nisba)


def resumed(one: Reading, label: Label) -> None:
    """«ترتفع الإصابات …، حيث تصل النسبة إلى 53 في المائة» → «نسبة الإصابات»: a bare figure, and of what it is."""
    phrases, article = one.scene.phrases, one.scene.phrases.letters.article
    word = label.words[0]
    if not word.startswith(article) or phrases.fold(word) not in phrases.sets["figure"]:
        return
    if len(label.words) > 1 and phrases.fold(label.words[1]) not in phrases.sets["so-far"]:
        return
    at = one.before.pivot or one.quantity.first
    told = before_clause(one.scene, at) if one.counted.words else Phrase()
    whole = befell(one, told)
    if whole:
        label.words, label.base, label.places = whole, whole, [*label.places, *told.places]
        return
    of = topics.topic(one.scene, at, one.memory) or told or one.memory.base
    idle = 1 if of and phrases.fold(of.words[0]) in phrases.sets["figure"] else 0  # «حصيلة الضحايا»
    kept = [other for other in of.words[idle:] if other != word]
    if kept:
        label.words = [word.removeprefix(article), *kept]
        label.base = list(label.words)
        label.places = [*label.places, *of.places]


def sold_by(one: Reading, label: Label) -> None:
    """«عرفت أسعار اللحوم ارتفاعا، إذ انتقل سعر الكيلوغرام من …»: the price of a unit, and of what it is one."""
    scene, phrases = one.scene, one.scene.phrases
    units, fold = phrases.sets["sold-by"], phrases.fold
    if not one.money or {"unit" if fold(word) in units else phrases.marked(word) for word in label.words} != SOLD:
        return
    end = one.before.pivot if one.before.pivot is not None else one.quantity.first
    for at in range(end - 1, -1, -1):
        if scene.kind(at) == "measure" and scene.owner[at] == FREE and scene.kind(at + 1) == "":
            of = antecedents.taken_as(scene, _goods(scene, at + 1, end))
            label.words = [*label.words, phrases.by_id["of"].forms[0], *of.words]
            label.places, label.base = [*label.places, *of.places], list(label.words)
            return


def _goods(scene: Scene, start: int, end: int) -> list[int]:
    """The goods from word ``start``: up to a preposition, a change or what is moved."""
    taken = scene.phrase(start, end, limit=ADDED)
    ends = (place for place, index in enumerate(taken) if scene.kind(index) in {"preposition", "change", "carry"})
    return taken[: next(ends, len(taken))]


def _possessor(one: Reading) -> Phrase:
    """Whom «ها» means: the body named last before the figure, «مجموعة المكتب الشريف للفوسفاط»."""
    scene = one.scene
    letters = scene.phrases.letters
    glue = (*letters.conjunctions, *letters.prepositions)
    for at in range(one.quantity.first - 1, max(-1, one.quantity.first - BODY_REACH), -1):
        if not scene.member(at, "entity") or not scene.plain(at) or scene.sentence.words[at][0] in glue:
            continue
        start = at - (at > 0 and scene.member(at - 1, "entity"))  # «مجموعة البنك الشعبي»
        taken = _name(scene, scene.phrase(start, one.quantity.first, limit=ADDED, across=True))
        if len(taken) > 1 and taken[0] in {start, at} and definite(scene, taken):
            return antecedents.taken_as(scene, taken)
    return one.memory.body


def _name(scene: Scene, taken: list[int]) -> list[int]:
    """A body's name up to a word that «و» adds: «الحكومة وجدت المال»."""
    letters = scene.phrases.letters
    ends = (
        place
        for place, index in enumerate(taken)
        if place and scene.sentence.words[index][0] == letters.conjunctions[0]
    )
    return scene.trimmed(taken[: next(ends, len(taken))])


def content(scene: Scene, words: list[str]) -> int:
    """How many words of a label are more than a measure or a preposition."""
    phrases = scene.phrases
    return sum(len(word) > 1 and phrases.marked(word) not in SAYS_LITTLE for word in words)


def _done(label: Label) -> bool:
    """Whether one of a label's words is the participle of what was done: «النقاط المحرزة»."""
    entry = label.pivot.entry if label.pivot else None
    return entry is not None and bool({entry.get("adjective"), entry.get("people")} & set(label.words))


def _counts(one: Reading) -> bool:
    """Whether the label is of something counted or done; indicators («الصادرات») are short by right."""
    return bool(one.counted.words)


def _casualty(one: Reading, label: Label) -> bool:
    """Whether the label is of those who were hurt."""
    fold, letters = one.scene.phrases.fold, one.scene.phrases.letters
    head = fold(label.words[0]).removeprefix(letters.article)
    pivot = label.pivot
    return head in one.scene.phrases.sets["casualty"] or bool(pivot and pivot.kind == "people")


def _saved(one: Reading, label: Label) -> bool:
    """Whether the label is of those who came out of the event that others died in: «وتم إنقاذ 55 آخرين»."""
    return label.pivot is not None and label.pivot.entry.id in SAVED and one.counted.generic


def place(one: Reading) -> Phrase:
    """The phrase after «ب» or «في» that follows in the clause: «بجهة الشرق», «في المدينة»."""
    scene, letters = one.scene, one.scene.phrases.letters
    for index in range(one.quantity.last, min(len(scene), one.quantity.last + PLACE_REACH)):
        kind, word = scene.kind(index), scene.sentence.words[index]
        if scene.owner[index] != FREE or kind in CLAUSES or kind == "comma":
            break
        glued = word.startswith(letters.prepositions[0] + letters.article) and not scene.dated[index]
        named = word[0] == letters.prepositions[0] and word[1:] in scene.phrases.bare
        if glued or named:
            return antecedents.taken_as(scene, scene.phrase(index, len(scene), limit=3))
        if scene.member(index, "place") and index + 1 < len(scene) and not scene.dated[index + 1]:
            return antecedents.taken_as(scene, scene.phrase(index + 1, len(scene), limit=3))
    return Phrase()


def _place_before(one: Reading) -> Phrase:
    """«وسط مدينة ليون حيث تظاهر 3 آلاف شخص»: the place that «حيث» takes up."""
    scene, at = one.scene, one.before.floor - 1
    reach = range(at, max(0, at - OPENS), -1)
    where = next((index for index in reach if scene.member(index, "where")), -1)
    if where < 1 or not scene.plain(where - 1) or scene.kind(where - 1) in {"comma", "hard"}:
        return Phrase()
    taken = scene.back(where, limit=ADDED)
    words = scene.sentence.words
    named = any(scene.member(index, "site") or scene.phrases.located(words[index]) for index in taken)
    return antecedents.taken_as(scene, taken) if named else Phrase()


def inside(one: Reading, label: Label) -> None:
    """«نظم إضرابا بلغت نسبة المشاركة فيه 80 في المائة» → «نسبة المشاركة في إضراب»: what «فيه» takes up."""
    scene, at, verb = one.scene, one.quantity.first - 1, one.before.pivot
    at -= scene.kind(at) == "preposition"
    led = scene.phrases.by_id["place"].forms[0]
    back = at > 0 and scene.kind(at) == "back" and scene.sentence.words[at].startswith(led)
    if not back or verb is None or not scene.verbal(verb) or content(scene, label.words) > SHORT + 1:
        return
    told = antecedents.before(scene, verb)
    whose = clause_agent(one) if told and not told.words[-1].startswith(scene.phrases.letters.article) else Phrase()
    words = [*told.words, *whose.words]
    kept = [bare_object(scene.phrases, word) for word in words if word not in label.words][:OPENS]
    if kept and scene.kind(verb - 1) != "comma":
        label.words, label.places = [*label.words, led, *kept], [*label.places, *told.places]


def _operation(one: Reading) -> Phrase:
    """«شنت السلطات حملة على الباعة المتجولين، أسفرت عن توقيف 6»: in what those were arrested, told before them."""
    scene = one.scene
    for index in range(one.quantity.first - 1, max(-1, one.quantity.first - CHARGE_REACH), -1):
        if not one.counted.person or (scene.kind(index) == "hard" and scene.sentence.words[index] == FULL_STOP):
            break
        if scene.member(index, "operation") and scene.owner[index] == FREE:
            pivot = one.before.pivot
            end = one.quantity.first if pivot is None or pivot < index else pivot
            taken = scene.phrase(index, end, limit=ADDED)
            upon = len(taken) == 1 and scene.member(index + 1, "upon")  # «حملة على أبرز المقاهي»: no verb there
            told = antecedents.taken_as(scene, scene.tail(index, limit=ADDED) if upon else taken)
            return told if len(told.words) > 1 else Phrase()  # «أسفرت الحملة عن توقيف 40 شخصا»
    return Phrase()


def offence(one: Reading) -> Phrase:
    """What those arrested are accused of: «للاشتباه في تورطهم في السرقة», «بتهمة التزوير»."""
    scene = one.scene
    for index in range(one.quantity.last, min(len(scene), one.quantity.last + CHARGE_REACH)):
        if scene.kind(index) == "hard" and scene.sentence.words[index] == FULL_STOP:
            break
        if scene.owner[index] != FREE:
            continue
        at = _charge(scene, index)
        if at is not None:
            taken = scene.tail(at, limit=ADDED)
            return _uncharged(scene, antecedents.taken_as(scene, taken))
    return Phrase()


def _charge(scene: Scene, index: int) -> int | None:
    """Where the offence begins that word ``index`` leads to or names."""
    if scene.member(index, "offence"):
        return index
    if not (scene.member(index, "charge") or scene.member(index, "suspicion")):
        return None
    at = index + 1
    while scene.kind(at) in {"preposition", "drop"} or scene.member(at, "charge"):
        at += 1
    return at if at < len(scene) and scene.plain(at) and not scene.verbal(at) else None


def _uncharged(scene: Scene, told: Phrase) -> Phrase:
    """«بشبكة للتهريب» → «شبكة للتهريب»: an offence without the preposition written onto it; «بتهمة» keeps it."""
    word = told.words[0] if told else ""
    letters, offences = scene.phrases.letters, scene.phrases.sets["offence"]
    led = word[:1] in letters.prepositions and scene.phrases.fold(word[1:]) in offences
    return Phrase([word[1:], *told.words[1:]], told.places) if led else told
