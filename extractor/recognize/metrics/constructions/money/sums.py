"""A sum that a deed puts in, brings in or loses: «استورد المغرب 420 مليون درهم من الشاي» → «واردات المغرب من الشاي»."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.about.agents import clause_agent
from extractor.recognize.metrics.constructions.about.kinds import duration
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.topics import clause_before, sayer
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

BARRED = "act.arrested"  # «أوقفت اللجنة المدرب أربع مباريات»
GRANTED = "act.granted"
FINED = "act.fined"
GOODS = "form.goods"
WHO = 4  # words of whose sum it is
OF = 4  # words of what it is a sum of


def summed(one: Reading, at: int, mark: Mark, agent: Sequence[str]) -> Label | None:
    """The noun of the sum (the entry's ``sum``), whose it is, and of what or where; money, and weights from abroad."""
    scene, own = one.scene, one.counted
    noun, phrases = str(mark.entry.get("sum", "")), one.scene.phrases
    origin = bool(own.words) and _origin(scene, own.words[0])
    paid = one.money and led_by(one) and mark.entry.id != FINED  # «اقتنى التذكرة بـ50 درهما» is a price
    unit = one.quantity.value.unit
    if not noun or paid or not (one.money or (origin and unit != "count") or unit in phrases.by_id[GOODS].forms):
        return None
    who = list(agent) or doer(one, at)
    of = _thing(scene, own.words) or _where(one)
    if own.words and (who or origin):
        of = [phrases.by_id["of"].forms[0], *of]
    if not (who or of):
        return None
    made, places = joined([noun, *who[:WHO], *of]), [*own.places, *scene.spans(one.before.content)]
    rules = [phrases.by_id[GOODS].rule] if unit in phrases.by_id[GOODS].forms else []
    return Label(made, places, rules, made, made[1:], agent=who[:WHO], head=[noun, *who[:WHO]], full=True)


def lasted(one: Reading, at: int, mark: Mark, thing: Sequence[str]) -> Label | None:
    """«إغلاق المحل لمدة ثلاثة أشهر» → «مدة إغلاق المحل», «توقيف المدرب أربع مباريات» → «مباريات توقيف المدرب»."""
    scene, entry, noun = one.scene, duration(one), one.quantity.noun
    barred = mark.entry.id == BARRED and noun is not None and scene.member(noun[0], "match")
    if not thing or (mark.verb and not mark.entry.forms) or not (entry or barred):
        return None
    if mark.entry.id == GRANTED or scene.kind(one.quantity.first - 1) == "measure":
        return None  # «منح اللجنة مهلة ستة أشهر»
    deed = mark.entry.forms[0] if mark.verb else scene.texts([at])[0]
    head = str(entry["noun"]) if entry else one.counted.noun[0].removeprefix(scene.phrases.letters.article)
    made = joined([head, deed, *thing])
    return Label(made, scene.spans([at, *one.before.content]), [entry.rule] if entry else [], made, full=True)


def led_by(one: Reading) -> bool:
    """Whether «ب» leads to the figure, a letter on it or a word of its own."""
    scene, first, by = one.scene, one.quantity.first, one.scene.phrases.letters.prepositions[0]
    word = scene.sentence.words[first]
    glued = word[0] == by and scene.sentence.starts[first] < one.quantity.span.start
    return glued or (first > 0 and scene.sentence.words[first - 1] == by)


def another(one: Reading, prior: Label) -> Label | None:
    """«… و96 مليون درهم من البن», «… و12 ألف لتر من الحليب»: another sum or amount of the deed before."""
    own, of = one.counted, one.scene.phrases.by_id["of"].forms[0]
    if not (own.words and prior.head and prior.pivot):
        return None
    goods = one.quantity.value.unit in one.scene.phrases.by_id[GOODS].forms
    summed_up = (one.money or goods) and prior.head[0] == prior.pivot.entry.get("sum")
    if not (summed_up or (goods and prior.pivot.kind == "deed")):
        return None
    made = joined([*prior.head, *([of] if len(prior.head) > 1 else []), *_thing(one.scene, own.words)])
    return Label(made, own.places, [one.rule("list")], made, made[1:], pivot=prior.pivot, head=prior.head, full=True)


def doer(one: Reading, at: int, *, far: bool = True) -> list[str]:
    """Whose deed it is, where nobody is named behind the verb: the subject before it or, ``far``, of its clause."""
    scene, mark = one.scene, one.scene.marks[at]
    told = sayer(scene, at)
    if told:
        return scene.texts(told)
    found = antecedents.before(scene, at) if mark and mark.verb else Phrase()
    if not found and scene.kind(at - 1) == "clause" and scene.joined_on(at - 1):  # «…، وأنه ينفق ما بين 900 و1200»
        found = antecedents.taken_as(scene, clause_before(scene, at)) or one.memory.base
    found = found or (clause_agent(one) if far else found)
    idle = scene.phrases.sets["period"] | scene.phrases.sets["source"]
    article = scene.phrases.letters.article
    named = bool(found) and scene.phrases.fold(found.words[0]).removeprefix(article) not in idle
    return found.words[:WHO] if named else []


def _origin(scene: Scene, word: str) -> bool:
    """Whether «من» leads to where things come from: a place, a market, «الخارج»."""
    folded = scene.phrases.fold(word)
    return (
        scene.phrases.place(word) or folded.removeprefix(scene.phrases.letters.article) in scene.phrases.sets["abroad"]
    )


def _thing(scene: Scene, words: Sequence[str]) -> list[str]:
    """What the sum is of: up to a preposition."""
    end = next((n for n, word in enumerate(words) if n and scene.phrases.marked(word) == "preposition"), len(words))
    return list(words[: min(end, OF)])


def _where(one: Reading) -> list[str]:
    """«في وحدتها الجديدة», «على اللحوم»: the phrase that a preposition opens right after the sum."""
    scene, at = one.scene, one.quantity.last
    led = scene.kind(at) == "preposition" and not scene.member(at, "away")
    return scene.texts(scene.complement(at, limit=OF), head=False) if led else []
