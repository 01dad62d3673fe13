"""The figure that a verb or a verbal noun governs: level, change, cost, rank."""

from __future__ import annotations

from collections.abc import Callable

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.about.agents import clause_agent
from extractor.recognize.metrics.constructions.about.kinds import area, duration
from extractor.recognize.metrics.constructions.counted import after
from extractor.recognize.metrics.constructions.done.acting import doing
from extractor.recognize.metrics.constructions.done.deeds import action
from extractor.recognize.metrics.constructions.events.casualties import people
from extractor.recognize.metrics.constructions.levels.changes import change
from extractor.recognize.metrics.constructions.levels.level import level, saying
from extractor.recognize.metrics.constructions.levels.measures import measure
from extractor.recognize.metrics.constructions.levels.ranks import rank
from extractor.recognize.metrics.constructions.levels.shares import base_after, of_base
from extractor.recognize.metrics.constructions.money.sums import GOODS
from extractor.recognize.metrics.constructions.openings import taken_up
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.wording.label import Label, Phrase, joined
from extractor.recognize.metrics.wording.naming import noun

CONTRIBUTION = "deed.contribution"
MEASURING = frozenset({"level", "move", "change", "measure", "deed", "concern"})  # the count is in their subject
RESPITE = "deed.respite"  # «أمهلت المحكمة الشركة 30 يوما» is a term of its own name
DEEDS = frozenset({"change", "action", "state"})
OF = 1  # words of what an amount goes to
PURPOSE = 3  # words of what a term is given for
EXTENT, WEIGHT = "deed.extent", "deed.weight"


def governed(one: Reading) -> Label | None:
    """The figure's verb, verbal noun or measure."""
    at = one.before.pivot
    mark = one.scene.marks[at] if at is not None else None
    if at is None or mark is None:
        return None
    if mark.kind in MEASURING and one.scene.definite(one.quantity.first):  # «بلغت أرباح البنوك الستة 6 ملايير»
        return Label(one.counted.words, one.counted.places, [one.rule("counted")])
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


def deed(one: Reading, at: int, mark: Mark) -> Label:
    """«كلف المشروع 40 مليار درهم» → «كلفة المشروع»."""
    did = doing(one, at, mark)
    if did:
        return did
    following = one.scene.phrase(at + mark.length, one.quantity.first, limit=6, across=True)
    following = antecedents.without_measure(one.scene, following)
    about = antecedents.before(one.scene, at) + antecedents.taken_as(one.scene, following) or one.memory.base
    if mark.verb and mark.proclitic and not following and one.prior and one.prior.agent:  # «…، ويساهم بـ7 في المائة»
        about = Phrase(list(one.prior.agent), one.prior.places)
    if one.scene.kind(at - 1) == "equal" and one.memory.base:  # «، وهو ما يكلف الدولة …»: what was told before
        told = antecedents.taken_as(one.scene, one.scene.back(at - 1 - _equal_words(one, at), limit=4))
        about = (told or one.memory.base) + antecedents.taken_as(one.scene, following)
    if mark.entry.id == RESPITE and following:
        return _respite(one, antecedents.taken_as(one.scene, following), mark)
    base = base_after(one) if one.percent else Phrase()
    if base and mark.entry.id == CONTRIBUTION:
        return _contribution(one, about, base, mark)
    if mark.entry.id == CONTRIBUTION and one.counted.words and following:  # «ساهم في استقطاب 12 ألف سائح»
        whose = antecedents.before(one.scene, at).words if one.scene.kind(following[0]) == "change" else []
        made = joined([*one.counted.words, *(whose or one.scene.texts(following))])
        return Label(made, [*one.counted.places, *about.places], [], made)
    if base:  # «وتغطي 95 في المائة من مبلغ القرض»
        about = base + (about if one.scene.kind(at - 1) != "comma" else Phrase())
    if mark.entry.id == WEIGHT and one.counted.words:
        about = Phrase()  # «شحنة تزن 3 أطنان من الشيرا»
    head = [_head(one, mark), *about.words]
    goods = about and one.counted.words and one.quantity.value.unit in one.scene.phrases.by_id[GOODS].forms
    of = [one.scene.phrases.by_id["of"].forms[0]] if goods else []
    made = [*head, *of, *one.counted.words, *_spent_on(one)]  # «إنتاج المغرب من الزيت»
    return Label(made, [*about.places, *one.counted.places], [], list(about.words), head=head if of else [])


def _spent_on(one: Reading) -> list[str]:
    """«كتخسر 600 درهم فالشهر غير فالتنقل»: what the spoken language says right behind an amount that it goes to."""
    scene, at = one.scene, one.quantity.last
    at += scene.kind(at) == "drop"
    spoken = one.money and at < len(scene) and scene.led_in(at)
    return scene.texts(scene.phrase(at, len(scene), limit=OF), head=False) if spoken else []


def _respite(one: Reading, whom: Phrase, mark: Mark) -> Label:
    """«إمهال البعثة 48 ساعة لمغادرة البلاد» → «مهلة البعثة لمغادرة البلاد»: who is given the time, and what for."""
    scene, at = one.scene, one.quantity.last
    purpose = scene.complement(at, limit=PURPOSE) if at < len(scene) and scene.purposes(at) else []
    made = joined([str(mark.entry["noun"]), *whom.words, *scene.texts(purpose, head=False)])
    return Label(made, [*whom.places, *scene.spans(purpose)], [], made[1:], full=True)


def _head(one: Reading, mark: Mark) -> str:
    """What a deed's verb measures: its noun; of a time «مدة», of what extends the measure told or its unit's."""
    lasts = duration(one) if mark.entry.id != RESPITE else None  # «تطلب الترميم 21 يوما»
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
    about = antecedents.taken_as(scene, scene.phrase(at + mark.length, one.quantity.first, limit=6, across=True))
    if own.words and not about and one.scene.kind(at - 1) == "relative":
        return taken_up(one, at)  # «المتابعات التي همت 45 منتخبا»
    if not (about or own.words):
        about = antecedents.before(scene, at)  # «الدعم المقدم للمغرب يشمل 4 ملايين دولار»
    if one.percent and base_after(one):  # «شمل البرنامج 61 في المائة من أطفال القرى»
        return of_base(one, about, "")
    done_to = _done(one, about.words)
    if done_to:
        return Label(done_to, [*own.places, *about.places], [], done_to, about.words[1:])
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
    base = joined(own.words or about.words)
    return Label(made, [*own.places, *about.places], [], base, [*head, *shared])


def _done(one: Reading, about: list[str]) -> list[str]:
    """«هم الانخفاض 12 قطاعا» → «القطاعات المنخفضة»: what the definite deed that is said to concern them did to them."""
    phrases, own = one.scene.phrases, one.counted
    mark = phrases.mark(about[0]) if about and own.words and about[0].startswith(phrases.letters.article) else None
    if mark is None or mark.kind not in DEEDS or mark.verb or not mark.entry.get("adjective"):
        return []
    people = str(mark.entry.get("people", ""))
    if own.person and not people:
        return []
    return joined([*own.with_participle(phrases, str(mark.entry["adjective"]), people), *about[1:]])


def carried(one: Reading, at: int, mark: Mark) -> Label:
    """«سجلت الجمارك 12 ألف مخالفة»; of money and percentages it is a level: «سجل الحجم 4 مليارات»."""
    measured = _measure_carried(one, at) or _recorded_again(one, at)
    if measured:
        return measured
    build = action if one.counted.words else level
    return build(one, at, mark)


def _recorded_again(one: Reading, at: int) -> Label | None:
    """«سجلت 89 إصابة في جهة الشرق. وسجلت 133 في جهة فاس»: what the figure before counts, in another place."""
    scene, last, mark = one.scene, one.memory.last, one.scene.marks[at]
    if last is None or last.pivot is None or mark is None or last.pivot.entry != mark.entry or not last.head:
        return None
    rest = scene.texts(after(scene, one.quantity, limit=4), head=False)
    bare = one.quantity.noun is None and one.quantity.value.unit == "count"
    if not (bare and rest and scene.phrases.marked(rest[0]) == "preposition"):
        return None
    made = joined([*last.head, *rest])
    return Label(made, one.places(at), [], made, last.context, pivot=last.pivot, head=last.head)


def _measure_carried(one: Reading, at: int) -> Label | None:
    """«حققت الشركة رقم معاملات في حدود 461 مليون درهم»: a bare measure right before the figure, and whose it is."""
    scene, content = one.scene, one.before.content
    places = [place for place, index in enumerate(content) if scene.kind(index) == "measure"]
    mark = scene.marks[content[places[0]]] if places else None
    bare = mark is not None and mark.length == len(content) - places[0] and not (mark.proclitic or mark.pronoun)
    if one.counted.words or not bare:
        return None
    named = antecedents.taken_as(scene, scene.trimmed(content[: places[0]]))
    whose = named or antecedents.before(scene, at) or saying(one) or clause_agent(one)
    taken = content[places[0] :]
    words = joined([*scene.texts(taken), *whose.words])
    return Label(words, [*scene.spans(taken), *whose.places], [], words, list(whose.words))
