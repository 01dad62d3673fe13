"""Who was killed, hurt or fell ill, and in what: «لقي 3 أشخاص مصرعهم في حادثة سير», «إصابة أربع نساء بالفيروس»."""

from __future__ import annotations

from extractor.model import Span
from extractor.recognize.metrics.constructions.about import antecedents, causes
from extractor.recognize.metrics.constructions.counted import counted
from extractor.recognize.metrics.reading import FULL_STOP, Reading
from extractor.recognize.metrics.sentence.governor import COLON
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.topics import placed
from extractor.recognize.metrics.wording.agreement import oblique
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

GOVERNED = frozenset({"people", "state", "level", "change", "move", "measure"})  # these say more than the noun
BACK = 30  # words before the figure within which its event is named
REACH = 60  # words after the figure within which its event is named
BARE = 2  # words of a relative clause that its verb alone makes: «الحادثة التي أودت»
OWN = 4  # words of what befell them, told right behind the figure
VEHICLE, LONG = 5, 6  # content words, and all words, of what met with an accident
SPOT = 3  # words of where it happened
FATE, MISSING = 14, "act.missing"  # words from those counted to what became of them


def people(one: Reading, at: int, mark: Mark, *, told: Phrase | None = None) -> Label:
    """«لقي 3 أشخاص مصرعهم في حادثة سير» → «قتلى حادثة سير»; ``told``: the event, where it is known."""
    scene, own = one.scene, one.counted
    happened = _kept(one, told) if told else _happened(one, at)
    if one.percent:  # «يصاب 70 في المائة من السكان»
        base = scene.complement(one.quantity.last, limit=OWN)
        head = [scene.phrases.share, oblique(scene.phrases, str(mark.entry.get("people", "")))]
        made = joined([*head, *scene.texts(base, head=False)])
        return Label(made, scene.spans(base), [], made[1:], list(happened.words))
    if own.words and not own.person:
        made = [*own.words, *happened.words]
        return Label(made, [*own.places, *happened.places], [], made, list(happened.words))
    made = befallen(one, str(mark.entry.get("people", "")), happened.words)
    places = [scene.sentence.cover(at, at + 1), *happened.places]
    return Label(made, places, [], made, list(happened.words), full=_ill(one))


def _happened(one: Reading, at: int) -> Phrase:
    """The event in which somebody died or was hurt: named behind, else what caused it, else the last event."""
    scene = one.scene
    behind = event(one)
    if behind and _accidental(one, behind):
        return _kept(one, behind)
    if at and scene.member(at - 1, "accident") and not scene.verbal(at) and one.counted.complement:
        return _kept(one, behind) if behind else Phrase()  # «حادث مصرع خمسة أشخاص داخل حفرة»: what it was follows
    told = causes.caused(scene, at) or _taker(one, at) or wreck(one)
    if told:
        return _kept(one, told + _where(one, behind, told))
    happened = behind or causes.cause(scene, at) or _same(one) or _named_before(one)
    if not happened:
        known = scene.marks[at - 1] if at else None
        relative = known is not None and known.verb and known.kind == "people"  # «الحادثة التي أودت بحياة …»
        happened = _accident(one, antecedents.before(scene, at - relative))
    return _kept(one, happened)


def _where(one: Reading, behind: Phrase, told: Phrase) -> Phrase:
    """The place told behind the casualties of what caused them: «في اليمن»; no hospital."""
    phrases = one.scene.phrases
    fresh = [word for word in behind.words[:SPOT] if word not in told.words]
    if not fresh or phrases.fold(fresh[0]) in phrases.sets["spot"] | phrases.sets["source"]:
        return Phrase()
    return Phrase([phrases.by_id["place"].forms[0], *fresh], behind.places)


def _accidental(one: Reading, told: Phrase) -> bool:
    """Whether a phrase names an accident, and no mere place."""
    return not one.scene.phrases.sets["accident"].isdisjoint(map(one.scene.phrases.fold, told.words[:SPOT]))


def _taker(one: Reading, at: int) -> Phrase:
    """«أودى وباء الكوليرا بحياة 2300 شخص»: what took those lives, behind its verb."""
    scene = one.scene
    for index in range(at - 1, max(-1, at - BACK), -1):
        mark = scene.marks[index]
        if scene.owner[index] != FREE or scene.kind(index) in {"hard", "clause"} or scene.verbal(at):
            break
        if mark and mark.verb and mark.kind == "people":
            return antecedents.taken_as(scene, scene.phrase(index + 1, at, limit=OWN + SPOT, across=True))
    return Phrase()


def wreck(one: Reading) -> Phrase:
    """«انقلبت حافلة …، ما أسفر عن مقتل 12 شخصا» → «انقلاب حافلة …»: the accident that a verb before tells."""
    scene, wrecks = one.scene, one.scene.phrases.inflection.wrecks
    for index in range(one.quantity.first - 1, max(-1, one.quantity.first - BACK), -1):
        if scene.kind(index) == "hard" and scene.sentence.words[index] == FULL_STOP:
            break
        noun = wrecks.get(scene.sentence.words[index])
        if noun is None or scene.owner[index] != FREE:
            continue
        taken = scene.phrase(index + 1, one.quantity.first, limit=VEHICLE, across=True)
        direct = taken and taken[0] == index + 1 and not placed(scene, taken[0])  # no «تحطمت قرب المطار»
        what = antecedents.taken_as(scene, taken) if direct else antecedents.before(scene, index)
        if what:
            return Phrase([noun, *what.words[:LONG]], [scene.sentence.cover(index, index + 1), *what.places])
    return Phrase()


def _kept(one: Reading, happened: Phrase) -> Phrase:
    """The event, kept for the casualties that follow; a mere spot gives way to the one kept before."""
    fold, sets = one.scene.phrases.fold, one.scene.phrases.sets
    spot = bool(happened) and fold(happened.words[0]) in sets["spot"] | sets["source"]
    if happened and not (spot and (one.memory.event or fold(happened.words[0]) in sets["source"])):
        one.memory.event = happened
        return happened
    return one.memory.event


def _same(one: Reading) -> Phrase:
    """«… إلى مصرع أربعة أشخاص: الأب وزوجته، وأصيب خمسة آخرون»: the event of those told before in the sentence."""
    prior = one.prior
    hurt = prior is not None and prior.pivot is not None and prior.pivot.kind == "people"
    return Phrase(prior.context, prior.places) if prior and hurt else Phrase()


def _named_before(one: Reading) -> Phrase:
    """«في حادثة سير وقعت قرب المدينة وخلفت 24 قتيلا»: the accident that the sentence named before the figure."""
    scene = one.scene
    back = scene.kind(one.quantity.first - 1) == "back"  # «كسيدة حدا سطات: ماتو فيها 5»
    for index in range(one.quantity.first - 1, max(-1, one.quantity.first - BACK), -1):
        if scene.kind(index) == "hard" and not (back and scene.word(index) == COLON):
            break
        itself = scene.kind(index + 1) == "people"  # «حادث مصرع خمسة أشخاص داخل حفرة»
        if (
            scene.member(index, "accident")
            and not itself
            and scene.owner[index] == FREE
            and scene.kind(index) != "change"
        ):
            first = one.quantity.first
            end = next((at for at in range(index, first) if scene.member(at, "toward")), first)
            return antecedents.taken_as(scene, scene.phrase(index, end, limit=4))
    return Phrase()


def _accident(one: Reading, told: Phrase) -> Phrase:
    """«تحقيقا لمعرفة أسباب الحادثة» → «الحادثة»: of a subject the accident that it names."""
    fold, accidents = one.scene.phrases.fold, one.scene.phrases.sets["accident"]
    if told and _person(one.scene, fold(told.words[0])):
        return Phrase()  # «قتل شخصان وجرح 5»
    if told and len(told.words) == 1 and one.scene.phrases.marked(told.words[0]) == "action":
        return Phrase()  # «بعد تسجيل وفاة 3 أشخاص»
    at = next((place for place, word in enumerate(told.words) if fold(word) in accidents), 0)
    words = told.words[at:]
    relative = next((place for place, word in enumerate(words) if one.scene.phrases.marked(word) == "relative"), 0)
    clause = len(words) - relative if relative else 0
    return Phrase(words[:relative] if 0 < clause <= BARE else words, told.places)


def _person(scene: Scene, word: str) -> bool:
    """Whether a folded noun is of persons, a dual among them: «شخصان»."""
    phrases = scene.phrases
    ends = ("", *map(phrases.fold, phrases.by_id["stem.suffixes"].forms))
    bare = {word.removesuffix(end) for end in ends} - {""}
    return not bare.isdisjoint(phrases.sets["person"] | phrases.persons)


def _ill(one: Reading) -> bool:
    """Whether an illness is told right behind them: «12 عاملا بفيروس كورونا»; wounds are of an event."""
    phrases, own = one.scene.phrases, one.counted
    by = phrases.letters.prepositions[0]
    told = next((word for word in own.complement[:2] if word.startswith(by)), "")
    return bool(told) and phrases.fold(told) not in phrases.sets["wound"]


def befallen(one: Reading, head: str, happened: list[str]) -> list[str]:
    """«المصابون في حادثة», «النساء المصابات بالفيروس», «وفيات النساء في حادثة»."""
    phrases, own = one.scene.phrases, one.counted
    who = [] if own.generic else own.noun
    named, ill = head.startswith(phrases.letters.article), _ill(one)
    where = [phrases.by_id["place"].forms[0], *happened] if (who or named) and happened else happened
    if who and phrases.fold(who[0]).removeprefix(phrases.letters.article) in phrases.sets["casualty"]:
        return [*own.words, *([] if own.complement else where)]
    if named:
        body = own.with_participle(phrases, head, head) if own.person else [head, *who]
        body = [word for word in body if phrases.fold(word) not in phrases.sets["others"]]
        return body if ill else [*(body if not happened else body[: len(who) + 1 + own.close(phrases)]), *where]
    owners = own.complement[:1] if who and not who[0].startswith(phrases.letters.article) else []
    body = [head, *(oblique(phrases, word) for word in who), *(owners if happened else [])]
    rest = [word for word in own.complement[:OWN] if phrases.marked(word) != "people"]  # «مصرعهم»
    return [*body, *([] if happened else rest), *where]


def event(one: Reading) -> Phrase:
    """Where somebody died or was hurt: the phrase after «في» that follows, behind other figures only an accident."""
    scene, own = one.scene, one.scene.owner[one.quantity.first]
    beyond = False
    for index in range(one.quantity.last, min(len(scene), one.quantity.last + REACH)):
        if scene.sentence.words[index] == FULL_STOP:
            break
        told = scene.kind(index) == "report" and not scene.verbal(index)  # «وفقا لحصيلة … في البلاد»
        beyond = beyond or told or (scene.owner[index] not in {FREE, own} and not _also_hurt(scene, index))
        lost = scene.marks[index]
        if lost is not None and lost.entry.id == MISSING:
            continue  # «في عداد المفقودين»
        if any(scene.member(index + 1, name) for name in ("case", "moment", "number", "figure")):
            continue  # «في حالة حرجة», «في وقت وصلت فيه …», «في عدد قياسي»
        counts = index + 1 < len(scene) and scene.owner[index + 1] not in {FREE, own}  # «وانهيار 40 منزلا»
        if scene.member(index, "accident") and scene.owner[index] == FREE and not counts:
            return antecedents.taken_as(scene, scene.phrase(index, len(scene), limit=7, relative=True))
        if not beyond and scene.spoken_in(index):
            return antecedents.taken_as(scene, scene.phrase(index, len(scene), limit=OWN))
        if not beyond and scene.member(index, "place") and index + 1 < len(scene) and not scene.dated[index + 1]:
            found = _behind(one, index + 1)
            if found:
                return found
    return Phrase()


def _also_hurt(scene: Scene, index: int) -> bool:
    """Whether the figure at word ``index`` is of persons or of accidents: one event has both."""
    noun = scene.quantities[scene.owner[index]].noun
    words, phrases = scene.sentence.words, scene.phrases
    if noun is None or scene.member(noun[0], "outbreak"):
        return False
    kin = phrases.persons | phrases.sets["person"] | phrases.sets["accident"] | phrases.sets["casualty"]
    return words[noun[0]] in kin or scene.kind(noun[0]) == "part"  # «إصابة 82 منهم»


def _behind(one: Reading, at: int) -> Phrase:
    """The phrase at word ``at``, or what the figure there counts: «في 12 هجوما»."""
    scene = one.scene
    if scene.owner[at] == FREE:
        return antecedents.taken_as(scene, scene.phrase(at, len(scene), limit=7, relative=True))
    other = counted(scene, scene.quantities[scene.owner[at]])
    return Phrase(other.words, other.places)


def casualty(one: Reading) -> Label | None:
    """«أسفر عن خمسة قتلى», «100 شخص لقوا حتفهم»: the noun or the verb after it names the casualties."""
    own, scene = one.counted, one.scene
    said = scene.marks[one.quantity.last] if one.quantity.last < len(scene) else None
    counts = own.person or (one.quantity.value.unit == "count" and not own.words)  # «و7 أصيبوا»
    fresh = said is not None and said.verb and not said.proclitic  # no «جرح 926 وشرد 15 ألفا»
    if counts and said and fresh and said.kind == "state" and not own.words and said.entry.get("people"):
        well = [str(said.entry["people"]), *scene.texts(scene.complement(one.quantity.last + 1, limit=OWN), head=False)]
        return Label(well, _near(one), [said.entry.rule], well, pivot=said)  # «و153 تشافاو»
    if counts and said and said.kind == "people" and said.verb and not said.proclitic:
        label = people(one, one.quantity.last, said)
        label.rules.append(said.entry.rule)
        label.words, label.pivot = joined(label.words), said
        label.head = [] if own.noun else [word for word in label.words if word not in label.context]
        return label
    fell = _fell(one)
    mark = scene.marks[fell] if fell >= 0 else None
    if own.person and scene.member(one.quantity.first - 1, "departed") and mark is None:
        fell, mark = one.quantity.first - 1, scene.phrases.mark(scene.phrases.by_id["dead"].forms[-1])
    if mark is not None:
        label = people(one, fell, mark)
        label.rules.append(mark.entry.rule)
        label.words, label.pivot = joined(label.words), mark
        return label
    noun_at = one.quantity.noun[0] if one.quantity.noun else -1
    pivot = scene.kind(one.before.pivot) if one.before.pivot is not None else ""
    before = one.quantity.first - 1
    joint = scene.sentence.words[before] in scene.phrases.letters.conjunctions
    added = joint or scene.sentence.starts[one.quantity.first] < one.quantity.span.start
    if added and one.before.pivot == before - joint and pivot == "people":
        pivot = ""  # «حالة وفاة و27 مصابا»
    if pivot in GOVERNED or not own.noun or own.complement or not scene.member(noun_at, "casualty"):
        return None
    happened = event(one) or wreck(one) or _told_before(one, noun_at)
    shared = one.before.edge == "list" and one.prior is not None and bool(one.prior.context)
    if happened is None or (shared and not happened):
        return None  # «حصيلة الحادثة تصل إلى 7 قتلى و5 جرحى»
    where = [scene.phrases.by_id["place"].forms[0]] if happened else []
    made = joined([*own.noun, *where, *happened.words])
    return Label(made, [*own.places, *happened.places], [one.rule("counted")], made, list(happened.words))


def _fell(one: Reading) -> int:
    """«64 شخصا، بينهم 26 طفلا، ما زالوا في عداد المفقودين»: where it is told what became of those counted."""
    scene, many = one.scene, one.scene.phrases.inflection.many_verbs
    if not one.counted.person or one.before.pivot is not None:
        return -1
    index, end = one.quantity.last, min(len(scene), one.quantity.last + FATE)
    while index < end:
        mark, kind = scene.marks[index], scene.kind(index)
        if kind == "comma":
            index = _past_aside(scene, index, end)
            continue
        if scene.owner[index] != FREE or kind in {"hard", "clause", "report"}:
            break
        if (
            mark
            and not mark.proclitic
            and (mark.entry.id == MISSING or (mark.verb and mark.kind == "people" and scene.word(index).endswith(many)))
        ):
            return index
        index += 1
    return -1


def _past_aside(scene: Scene, comma: int, end: int) -> int:
    """Behind the comma that closes «، بينهم 26 طفلا،», «، صباح اليوم،»; ``end`` where no such aside opens."""
    if not (scene.kind(comma + 1) == "part" or (comma + 1 < len(scene) and scene.dated[comma + 1])):
        return end
    return next((index + 1 for index in range(comma + 1, end) if scene.kind(index) == "comma"), end)


def mourned(one: Reading, label: Label) -> None:
    """«ارتفع عدد القتلى جراء حريق في ملهى إلى 25 شخصا» → «القتلى في حريق»: casualties alone are of an accident."""
    phrases, words = one.scene.phrases, label.words
    if len(words) != 1 or phrases.fold(words[0]).removeprefix(phrases.letters.article) not in phrases.sets["casualty"]:
        return
    happened = _named_before(one)
    if happened:
        label.words = joined([*words, phrases.by_id["place"].forms[0], *happened.words])
        label.places = [*label.places, *happened.places]


def _near(one: Reading) -> list[Span]:
    """The word after the figure."""
    return [one.scene.sentence.cover(one.quantity.last, one.quantity.last + 1)]


def _told_before(one: Reading, noun_at: int) -> Phrase | None:
    """The event told before; of deaths and infections only an accident, else they are a place's."""
    named = _named_before(one)
    if named:
        return named
    told, fold = one.memory.event, one.scene.phrases.fold
    accident = bool(told) and fold(told.words[0]) in one.scene.phrases.sets["accident"]
    return told if accident or not one.scene.member(noun_at, "outbreak") else None
