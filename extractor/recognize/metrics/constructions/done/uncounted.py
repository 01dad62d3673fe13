"""A deed done to an amount, with nothing counted: «صرف 12 مليون درهم على الإنارة», «التهمت النيران 12 هكتارا»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.about.agents import clause_agent
from extractor.recognize.metrics.constructions.counted import after, counted
from extractor.recognize.metrics.constructions.money.amounts import handled, sold
from extractor.recognize.metrics.constructions.money.sums import doer, led_by
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.clauses import indefinite
from extractor.recognize.metrics.sentence.words import Phrases
from extractor.recognize.metrics.wording.agreement import done_to, oblique
from extractor.recognize.metrics.wording.label import Label, joined

AREA = "unit.area"
BULK = "form.bulk"
AGENT = 4  # words of who did it


def uncounted(one: Reading, at: int, agent: list[str], things: str) -> Label:
    """A deed done to an amount: to what the sentence names, or to the rest of what was counted before («منها»)."""
    scene, base = one.scene, one.memory.base
    if scene.kind(one.quantity.last) == "part" and base:
        made = joined([base.words[0], things, *base.words[1:]])
        return Label(made, [*one.places(at), *base.places], [], made, [things])
    priced = sold(one, scene.marks[at], agent)
    thing = [] if priced else _object(one)
    if thing:
        who = scene.texts(scene.trimmed(list(one.before.content[: -len(thing)])), head=False) or doer(one, at)
        made = joined([*scene.texts(thing), *(oblique(scene.phrases, word) for word in who[:4])])
        return Label(made, one.places(at), [], made, [])
    given = (
        priced or handled(one, at, agent, scene.marks[at]) or _area(one, at, agent, things) or _output(one, at, agent)
    )
    if given:
        return given
    mark = scene.marks[at]
    fresh = bool(mark and mark.verb and one.prior is None)  # «أنه ضخ 33 مليار درهم»: what was told before is another
    if mark and mark.entry.get("official") and agent and scene.phrases.fold(agent[0]) in scene.phrases.sets["officer"]:
        agent = []  # «حجزت المصالح ذاتها في عملية ثانية 900 كيلوغرام»
    about = _next(one) or agent or scene.texts(after(scene, one.quantity, limit=5)) or ([] if fresh else base.words)
    if not about and one.money:
        amount = scene.phrases.by_id["unit.money"]
        made = [str(amount["noun"]), things, *(clause_agent(one) or antecedents.before(scene, at)).words[:AGENT]]
        return Label(made, one.places(at), [amount.rule], [str(amount["noun"])], [things])
    about = _for(one, about) or base.words
    whose = _done_on(one, about, things)
    if whose:
        return Label(whose, one.places(at), [], list(about), [things])
    return Label([*about[:7], things], one.places(at), [], list(about), [things])


def _area(one: Reading, at: int, agent: list[str], things: str) -> Label | None:
    """«التهمت النيران 12 هكتارا» → «المساحة المحترقة النيران»."""
    scene, mark = one.scene, one.scene.marks[at]
    area = scene.phrases.units.get(one.quantity.value.unit)
    measured = scene.kind(one.quantity.first - 1) == "measure"
    if area is None or area.id != AREA or measured or mark is None or not mark.verb:
        return None
    who = agent or clause_agent(one).words or antecedents.before(scene, at).words  # «فلاح من سيدي بنور يستغل 14 هكتارا»
    made = joined([str(area["noun"]), things, *who[:AGENT]])
    return Label(made, one.places(at), [area.rule], made, [things])


def _output(one: Reading, at: int, agent: list[str]) -> Label | None:
    """«مكن من إنتاج 200 ميغاواط إضافية», «الميناء عالج 50 مليون طن»: what was made or handled, by the verbal noun."""
    scene, mark = one.scene, one.scene.marks[at]
    bulk = one.quantity.value.unit in scene.phrases.by_id[BULK]["units"]
    if mark is None or not (bulk and mark.entry.forms) or mark.entry.get("official") or one.counted.words:
        return None
    whose = agent or doer(one, at)
    if not whose and (_next(one) or after(scene, one.quantity) or one.memory.base):
        return None
    made = joined([mark.entry.forms[0], *whose[:AGENT]])
    return Label(made, one.places(at), [scene.phrases.by_id[BULK].rule], made, made[1:])


def _for(one: Reading, about: list[str]) -> list[str]:
    """«تخصيص 5 ملايير درهم لمواكبة …»: what follows an amount with «ل» on it, the «ل» as a word of its own kept."""
    scene, at = one.scene, one.quantity.last
    lam = scene.phrases.letters.lam
    if not one.money or not about or after(scene, one.quantity, limit=5)[:1] != [at]:
        return about
    raw, article = scene.phrases.clean(scene.raw(at)), scene.phrases.letters.article
    bare = about[0].removeprefix(article if raw.startswith(lam + lam) else lam)
    return [raw, *about[1:]] if raw.startswith(lam) and raw.endswith(bare) else about


def _done_on(one: Reading, about: list[str], things: str) -> list[str]:
    """«صرف 12 مليون درهم على الإنارة», «امتنع 15 عن التصويت»: whose the participle is before its preposition."""
    phrases = one.scene.phrases
    money = one.money
    lam = phrases.letters.lam
    mark = phrases.mark(about[0]) if about else None
    led = mark is not None and mark.proclitic.startswith(lam)
    glued = money and bool(about) and about[0].startswith(lam) and (led or _purpose(phrases, about[0]))
    if not about or not (glued or phrases.marked(about[0]) == "preposition"):
        return []
    if money:
        bare = not about[-1].startswith(phrases.letters.article) and phrases.marked(about[-1]) == "measure"
        named = (
            phrases.letters.article + about[-1] if bare else phrases.by_id["unit.money"].forms[1]
        )  # «رصدت للمشروع ميزانية قدرها …»
        return joined([named, things, *about[: len(about) - bare]])
    counts = one.done[-1].counted if one.done else None
    mark = one.scene.marks[one.before.pivot] if one.before.pivot is not None else None
    people = str(mark.entry.get("people", "")) if mark else ""
    if one.quantity.value.unit != "count" or counts is None or not counts.noun:
        return []
    done = done_to(phrases, counts.noun[0], people) if counts.person and people else things
    return joined([*counts.noun, done, *about])


def _purpose(phrases: Phrases, text: str) -> bool:
    """Whether «ل» is written onto a noun: «لقطاع الصحة», «لتأهيل», no «لجنة»."""
    return text not in phrases.plurals and (phrases.known(text[1:]) or not phrases.known(text))


def _next(one: Reading) -> list[str]:
    """«حجز كيلوغرامين و200 غرام من المخدرات»: what the second figure of a compound measure is of."""
    quantities = one.scene.quantities
    following = one.scene.owner[one.quantity.first] + 1
    if following >= len(quantities) or quantities[following].first > one.quantity.last + 1:
        return []
    return counted(one.scene, quantities[following]).words


def _object(one: Reading) -> list[int]:
    """«أصدر البنك المركزي غرامات مالية ب 9 ملايين»: the indefinite noun phrase after the definite subject."""
    scene, content = one.scene, one.before.content
    if _made(one):
        return content
    first = indefinite(scene, content)
    if not 0 < first < len(content):
        return []
    before = scene.marks[content[first - 1]]
    of = scene.sentence.words[one.quantity.first - 1]  # «من منحة شهرية قدرها 250 درهما»
    own = scene.kind(one.quantity.first - 1) == "drop" and of.endswith(tuple(scene.phrases.inflection.pronouns))
    return content[first:] if before is None or (own and before.kind == "preposition") else []


def _made(one: Reading) -> bool:
    """«المكتب يحدث صندوقا للابتكار بـ60 مليونا»: an indefinite noun right behind its verb, a sum with «ب» behind it."""
    scene, at, content = one.scene, one.before.pivot, one.before.content
    inflection = scene.phrases.inflection
    if at is None or not scene.verbal(at) or content[:1] != [at + 1] or indefinite(scene, content[:1]):
        return False
    ends = scene.sentence.words[content[0]].endswith((inflection.tanwin, inflection.feminine, inflection.many))
    return ends and led_by(one)
