"""What a unit by itself says of its figure: a time is a duration, degrees are temperatures of a place."""

from __future__ import annotations

from extractor.model import Sentence
from extractor.patterns import Entry
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.words import Phrases
from extractor.recognize.metrics.wording.label import LONGEST, Label, joined
from extractor.recognize.metrics.wording.naming import bare as unworn

PASSED = frozenset({"preposition", "clause", "drop", "again"})  # between the places of a list: «ثم», «في»
WIND = "unit.wind"
MAGNITUDE, QUAKE = "unit.magnitude", 5  # words of a quake and where it was
TEMPERATURE, DURATION, AREA = "unit.temperature", "unit.duration", "unit.area"
WEATHER = "unit.weather"
MEASURED = frozenset({"measure", "share-by", "change"})  # a label with one of these says what is measured
NEAR = 4  # words of the place of a measurement
WHERE = 8  # words of the places of one temperature
LISTED, MANY = 12, 2  # words after a town among which more follow, and from how many on it is one of a list


def temperature(one: Reading) -> Label | None:
    """«وما بين 28 و33 درجة بالسواحل والسهول» → «درجات الحرارة العليا بالسواحل والسهول»."""
    scene = one.scene
    entry = scene.phrases.units.get(one.quantity.value.unit)
    if entry is None or entry.id != TEMPERATURE:
        return None
    which = _which(one, entry.forms)
    where = _where(one)
    words = joined([*str(entry["noun"]).split(), *which, *scene.texts(where, head=False)])
    return Label(words, scene.spans(where), [entry.rule], words, which)


def magnitude(one: Reading) -> Label | None:
    """«هزة أرضية بلغت 4,5 درجات على سلم ريشتر» → «قوة هزة أرضية»: of the quake named last."""
    scene, last = one.scene, one.quantity.last
    entry = scene.phrases.units.get(one.quantity.value.unit)
    if entry is None or entry.id != MAGNITUDE:
        return None
    quakes = set(map(scene.phrases.fold, entry.forms))
    order = (*range(one.quantity.first - 1, -1, -1), *range(last, len(scene)))
    at = next((index for index in order if scene.sentence.words[index] in quakes), -1)
    taken = scene.phrase(at, one.quantity.first if at < last else len(scene), limit=QUAKE) if at >= 0 else []
    known = one.memory.last.base if one.memory.last and not taken else []
    told = scene.texts(taken) if taken else [word for word in known if scene.phrases.fold(word) in quakes]
    made = joined([_measured(one, at) or str(entry["noun"]), *(told or entry.forms[2:3])])
    return Label(made, scene.spans(taken), [entry.rule], made[1:], full=True)


def wind(one: Reading) -> Label | None:
    """«هبات رياح تصل 85 كلم في الساعة» → «سرعة هبات رياح»: kilometres an hour, of the wind that the sentence names."""
    scene, value = one.scene, one.quantity.value
    entry = scene.phrases.by_id[WIND]
    if value.per != "hour" or value.unit not in scene.phrases.by_id[WEATHER].forms:
        return None
    winds = scene.phrases.sets["wind"]
    at = next((index for index in range(one.quantity.first - 1, -1, -1) if scene.sentence.words[index] in winds), -1)
    if at < 0:
        return None
    start = at - (at > 0 and scene.member(at - 1, "wind"))
    taken = [index for index in scene.phrase(start, one.quantity.first, limit=NEAR + 2) if not scene.by(index)]
    made = joined([str(entry["noun"]), *scene.texts(taken)])
    return Label(made, scene.spans(taken), [entry.rule], made[1:], head=list(made))


def _measured(one: Reading, at: int) -> str:
    """«زلزال بلغت شدته 6 درجات» → «شدة»: the measure that the clause of the quake names itself."""
    scene = one.scene
    for index in range(at + 1, one.quantity.first):
        mark = scene.marks[index]
        if mark is not None and mark.kind == "measure" and mark.pronoun:
            return unworn(scene.phrases, scene.texts([index])[0], mark)
    return ""


def _which(one: Reading, forms: tuple[str, ...]) -> list[str]:
    """Highest or lowest: said before the figure in its sentence, else of the temperature before."""
    scene = one.scene
    fold = scene.phrases.fold
    kinds, heat = set(map(fold, forms)), fold(str(scene.phrases.by_id[TEMPERATURE]["noun"]).split()[-1])
    for index in range(one.quantity.first - 1, 0, -1):
        if scene.sentence.words[index] in kinds and scene.sentence.words[index - 1].endswith(heat):
            return scene.texts([index])  # no «الهضاب العليا»
    last = one.prior or one.memory.last
    return [word for word in last.context if fold(word) in kinds] if last else []


def _where(one: Reading) -> list[int]:
    """The places after the figure, «و» taken along; else the place right before it."""
    scene = one.scene
    taken = scene.complement(one.quantity.last, limit=WHERE)
    if not taken:
        return [index for index in one.before.content if not scene.verbal(index) and not scene.marks[index]][-4:]
    index = taken[-1] + 1
    if _listed(scene, index):
        return []
    while _goes_on(scene, index) and len(taken) < WHERE:
        more = scene.phrase(index + 1, len(scene), limit=3)
        if not more:
            break
        taken += more
        index = more[-1] + 1
    return taken


def _listed(scene: Scene, comma: int) -> bool:
    """«في أقاليم الفقيه بن صالح، وخنيفرة، وخريبكة»: of many towns the first says no more than none."""
    joined, places, index = scene.phrases.letters.conjunctions[0], 0, comma
    while index + 1 < min(len(scene), comma + LISTED) and scene.owner[index] == FREE and places < MANY:
        following = scene.sentence.words[index + 1]
        places += scene.kind(index) == "comma" and following[0] == joined and scene.phrases.place(following[1:])
        index += 1
    return places >= MANY


def _goes_on(scene: Scene, comma: int) -> bool:
    """Whether after a comma «و» adds another place and no figure: «بالسواحل، والسهول»."""
    letters = scene.phrases.letters
    article = letters.conjunctions[0] + letters.article
    following = comma + 1
    return (
        scene.kind(comma) == "comma" and following < len(scene) and scene.sentence.words[following].startswith(article)
    )


def measured_at(one: Reading, label: Label) -> None:
    """«45 ملم بشفشاون», «90 كيلومترا في الساعة ستهم أقاليم الحسيمة»: where the weather was measured."""
    scene, value, at = one.scene, one.quantity.value, one.quantity.last
    entry = scene.phrases.by_id[WEATHER]
    if value.unit not in entry["units"] and not (value.unit in entry.forms and value.per == "hour"):
        return
    letters, where = scene.phrases.letters, []
    if scene.kind(at) == "concern" and scene.verbal(at):
        where = [scene.phrases.by_id["place"].forms[0], *scene.texts(scene.phrase(at + 1, len(scene), limit=NEAR))]
    elif at < len(scene) and scene.plain(at) and scene.sentence.words[at][0] == letters.prepositions[0]:
        where = scene.texts(scene.complement(at, limit=NEAR), head=False)
    if len(where) > 0 and where[-1] not in label.words:
        label.head = label.head or list(label.words)
        label.words = joined([*label.head, *where])
        label.rules.append(entry.rule)


def rained(one: Reading, label: Label) -> None:
    """«وسجلت تيط مليل 18 ملم»: of a place what fell there, as the article calls it («مقاييس التساقطات»)."""
    scene, value, at = one.scene, one.quantity.value, one.quantity.last
    entry, fold = scene.phrases.by_id[WEATHER], scene.phrases.fold
    if value.unit not in entry["units"]:
        return
    article = scene.phrases.letters.article
    known = {fold(word).removeprefix(article) for word in label.words}
    told = one.rule("topic") not in label.rules  # «علو أمواج» of the sentence before is no label of «طنجة 38 ملم»
    if told and not known.isdisjoint(scene.phrases.sets["weather"]):
        return
    if told and any(scene.phrases.marked(word) in MEASURED for word in label.words):
        return
    fell = _fell(one)
    if not fell:
        return
    letters = scene.phrases.letters
    glued = at < len(scene) and scene.plain(at) and scene.sentence.words[at][0] == letters.prepositions[0]
    where = scene.texts(scene.complement(at, limit=NEAR), head=False) if glued or scene.member(at, "place") else []
    content = [index for index in one.before.content if not (scene.verbal(index) or scene.marks[index])]
    where = where or scene.texts(content[-NEAR:]) or label.words[-NEAR:]
    led = (
        []
        if where[0][:1] == letters.prepositions[0] or scene.phrases.marked(where[0]) == "preposition"
        else [scene.phrases.by_id["place"].forms[0]]
    )
    label.words = joined([*fell, *led, *where])
    label.base, label.head, label.full = list(fell), list(fell), True
    label.rules.append(entry.rule)


def rain_next(one: Reading) -> Label | None:
    """«بلغت الأمطار بتطوان 45 ملم، وبالحسيمة 12 ملم، ثم فاس ب 9 ملم»: what fell, at the next place of the list."""
    scene, first = one.scene, one.quantity.first
    unit = one.quantity.value.unit
    if not one.done or unit not in scene.phrases.by_id[WEATHER]["units"] or one.done[-1].quantity.value.unit != unit:
        return None
    start = next((at for at in range(one.done[-1].quantity.last, first) if scene.kind(at) == "comma"), first)
    between = [index for index in range(start, first) if scene.sentence.words[index].isalpha()]
    words = [index for index in between if scene.kind(index) not in PASSED and len(scene.sentence.words[index]) > 1]
    plain = all(scene.owner[index] == FREE and not scene.marks[index] and scene.plain(index) for index in words)
    if not 0 < len(words) <= NEAR or not plain or any(map(scene.verbal, words)):
        return None
    fell, letters = _fell(one), scene.phrases.letters
    if not fell:
        return None
    where = scene.texts(words)
    bare = where[0].removeprefix(letters.prepositions[0])
    where[0] = bare if scene.phrases.place(bare) or bare.startswith(letters.article) else where[0]
    made = joined([*fell, scene.phrases.by_id["place"].forms[0], *where])
    rule = scene.phrases.by_id[WEATHER].rule
    return Label(made, scene.spans(words), [rule], list(fell), head=list(fell), full=True)


def _fell(one: Reading) -> list[str]:
    """What the article says fell, the last time before the figure: «التساقطات المطرية», with its measure."""
    memory, phrases = one.memory, one.scene.phrases
    for sentence in memory.whole[memory.searched : memory.at]:
        memory.fell = _falling(phrases, sentence) or memory.fell
    memory.searched = memory.at
    return _falling(phrases, one.scene.sentence) or memory.fell


def _falling(phrases: Phrases, sentence: Sentence) -> list[str]:
    """The first word of a sentence for what falls, with the measure before it and the adjective behind it."""
    words, article = sentence.words, phrases.letters.article
    index = next((place for place, word in enumerate(words) if word in phrases.sets["weather"]), None)
    if index is None:
        return []
    after = words[index + 1] if index + 1 < len(words) else ""
    described = after.startswith(article) and after.endswith(phrases.inflection.feminine)
    measured = index > 0 and phrases.marked(words[index - 1]) == "measure"
    texts = [phrases.clean(sentence.raw(place)) for place in range(index - measured, index + 1 + described)]
    return [text.removeprefix(phrases.letters.conjunctions[0]) for text in texts]


def duration(one: Reading) -> Entry | None:
    """The entry of durations, where the figure is a time."""
    entry = one.scene.phrases.units.get(one.quantity.value.unit)
    return entry if entry is not None and entry.id == DURATION else None


def area(one: Reading) -> Entry | None:
    """The entry of areas, where the figure is one."""
    entry = one.scene.phrases.units.get(one.quantity.value.unit)
    return entry if entry is not None and entry.id == AREA else None


def _times(phrases: Phrases, word: str) -> bool:
    """Whether a word says that a time is meant: «مدة», «المهلة»."""
    return phrases.fold(word).removeprefix(phrases.letters.article) in phrases.sets["lasting"]


def lasting(one: Reading, label: Label) -> None:
    """«8 أشهر حبسا نافذا» → «مدة …», unless the label names a measure already."""
    phrases = one.scene.phrases
    entry = duration(one)
    if entry is None or not label.words:
        return
    if any(phrases.marked(word) == "share-by" or _times(phrases, word) for word in label.words[:2]):
        return
    if phrases.fold(label.words[0]) in phrases.sets["time-of-race"]:
        return
    label.words = [str(entry["noun"]), *label.words][:LONGEST]
    label.rules.append(entry.rule)
