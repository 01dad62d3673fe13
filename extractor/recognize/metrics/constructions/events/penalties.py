"""How long a sentence of a court is, and against whom: «خمس سنوات سجنا نافذا في حق الموثق»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about.completing import offence
from extractor.recognize.metrics.constructions.about.kinds import duration
from extractor.recognize.metrics.constructions.events.sentenced import sentenced
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.agreement import done_to
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

NEAR = 3  # words from the figure to the kind of its penalty, on either side

SUMMED = frozenset({"measure", "level", "move", "change"})  # «ليصل مجموع الأحكام إلى 120 سنة»


def penalty(one: Reading) -> Label | None:
    """«قضت المحكمة بسنتين حبسا نافذا في حق المتهم» → «مدة الحبس النافذ في حق المتهم»."""
    entry = duration(one)
    kind = (_kind(one) or _shared(one)) if entry is not None else ""
    if entry is None or not kind or _changed(one):
        return None
    scene = one.scene
    near = range(one.quantity.first - NEAR, one.quantity.last + NEAR)
    real = [] if not any(scene.member(index, "effective") for index in near) else [_said(scene, "effective", kind)]
    if any(_suspended(scene, index) for index in near):
        real = _said(scene, "suspended", kind).split()
    whom = sentenced(one)
    if not whom and one.prior and one.prior.full and scene.member(one.quantity.first - 1, "toward"):
        whom = Phrase(one.prior.context, one.prior.places)  # «من 10 إلى 6 سنوات»
    against = [*scene.phrases.by_id["against"].forms[0].split()] if whom else []
    made = joined([str(entry["noun"]), kind, *real, *against, *whom.words])
    return Label(made, whom.places, [entry.rule], made, list(whom.words), full=True)


def condemned(one: Reading) -> Label | None:
    """«بالسجن المؤبد في حق 47 متهما» → «المتهمون المحكوم عليهم بالسجن المؤبد»: those whom a court sentenced."""
    scene, own, at = one.scene, one.counted, one.quantity.first - 1
    each = _each(scene, at)
    if not own.person or scene.owner[at] != FREE:
        return None
    if not (each or scene.member(at, "against") or scene.member(at, "upon")):
        return None
    start = at - each - (scene.kind(at - 1 - each) == "preposition")  # «في حق»
    kind = next(
        (index for index in range(start - 1, max(-1, start - NEAR - 1), -1) if scene.member(index, "penalty")), -1
    )
    given = bool(one.done) and start - NEAR < one.done[-1].quantity.last <= start and _penal(one.done[-1])
    given = given or _judged(scene, start)
    if not given and (kind < 0 or scene.owner[kind] != FREE):
        return None
    letters, phrases = scene.phrases.letters, scene.phrases
    crime = offence(one)
    if given or crime:
        people = done_to(phrases, own.noun[0], str(phrases.by_id["act.sentenced"]["people"]))
        where = [phrases.by_id["place"].forms[0]] if crime and crime.words[0][0] not in letters.prepositions else []
        made = joined([*([] if own.generic else own.noun), people, *where, *(crime.words or own.complement)])
        places = [*own.places, *crime.places]
        return Label(made, places, [phrases.by_id["act.sentenced"].rule], made, full=True)
    said = [phrases.clean(scene.raw(index)) for index in range(kind, start) if scene.plain(index)]
    word = scene.headed(kind, said[0]).removeprefix(letters.article).removesuffix(phrases.inflection.tanwin)
    people = str(phrases.by_id["act.sentenced"]["people"])
    rest = [text if text.startswith(letters.article) else letters.article + text for text in said[1:]]
    rest = [text.removesuffix(phrases.inflection.tanwin) for text in rest]
    made = joined([*([] if own.generic else own.noun), people, letters.prepositions[0] + letters.article + word, *rest])
    return Label(made, own.places, [phrases.by_id["act.sentenced"].rule], made, full=True)


def _each(scene: Scene, at: int) -> int:
    """«سنتين حبسا لكل واحد من 4 متهمين»: how many words lead on from the penalty to «من» at word ``at``."""
    each = scene.phrases.by_id["each-one"].forms
    return 2 * (at > 1 and scene.member(at, "of") and f"{scene.word(at - 2)} {scene.word(at - 1)}" in each)


def _judged(scene: Scene, start: int) -> bool:
    """«الأحكام الصادرة في حق 7 متهمين»: whether judgements lead to those whom they are against, at word ``start``."""
    near = range(start - 1, max(-1, start - 1 - NEAR), -1)
    return scene.member(start + 1, "against") and any(scene.member(index, "judgement") for index in near)


def _penal(one: Reading) -> bool:
    """Whether a figure is the length of a penalty: «بين سنة وخمس سنوات سجنا»."""
    sets, fold = one.scene.phrases.sets, one.scene.phrases.fold
    return duration(one) is not None and any(fold(word) in sets["penalty"] for word in one.made.words)


def _said(scene: Scene, which: str, kind: str) -> str:
    """«النافذ» or «موقوف التنفيذ», in the gender of the penalty."""
    forms, feminine = scene.phrases.by_id[which].forms, kind.endswith(scene.phrases.inflection.one)
    return forms[int(feminine)]


def _suspended(scene: Scene, index: int) -> bool:
    """«موقوف التنفيذ», «موقوفة»; «الموقوف» alone is who was arrested."""
    served, letters = scene.phrases.by_id["suspended"].forms[0].split()[1], scene.phrases.letters
    if not scene.member(index, "suspended"):
        return False
    return not scene.sentence.words[index].startswith(letters.article) or scene.word(index + 1) == scene.phrases.fold(
        served
    )


def _changed(one: Reading) -> bool:
    """«تحويل السجن المؤبد إلى السجن المحدد في 25 سنة»: the figure ends a change of the penalty."""
    scene, first = one.scene, one.quantity.first
    near = range(first - NEAR, first)
    return any(scene.member(index, "penalty") and scene.member(index - 1, "toward") for index in near)


def _kind(one: Reading) -> str:
    """«السجن» or «الحبس», as the sentence says it right after the figure or before it."""
    scene, letters = one.scene, one.scene.phrases.letters
    last = _other_end(one)
    behind = range(last, last + NEAR)
    led = one.quantity.first - 1 - (scene.kind(one.quantity.first - 1) == "preposition")
    ahead = range(led, led - NEAR, -1)
    for index in (*behind, *ahead):
        if scene.member(index, "penalty") and scene.owner[index] == FREE:
            word = scene.headed(index, scene.phrases.clean(scene.raw(index))).removeprefix(letters.article)
            return letters.article + _bared(scene, word.removesuffix(scene.phrases.inflection.tanwin))
    served = any(scene.member(index, "suspended") or scene.member(index, "effective") for index in behind)
    return scene.phrases.by_id["punishment"].forms[0] if served else ""


def _bared(scene: Scene, word: str) -> str:
    """«سجنهما» → «سجن»: a penalty without the pronoun of whom it is for."""
    bare = (word.removesuffix(pronoun) for pronoun in sorted(scene.phrases.inflection.pronouns, key=len, reverse=True))
    return next(
        (stem for stem in bare if stem != word and scene.phrases.fold(stem) in scene.phrases.sets["penalty"]), word
    )


def _shared(one: Reading) -> str:
    """«سنتين حبسا في حق المدير، وستة أشهر للكاتبة»: the penalty of the figure before, with which this one goes on."""
    scene, first, last = one.scene, one.quantity.first, one.quantity.last
    prior = next((done for done in reversed(one.done) if duration(done) is not None), None)
    pivot = scene.kind(one.before.pivot) if one.before.pivot is not None else ""
    if prior is None or not _penal(prior) or pivot in SUMMED or scene.kind(first - 1) in {"measure", "preposition"}:
        return ""
    lam = scene.phrases.letters.lam
    ends = last >= len(scene) or scene.kind(last) in {"hard", "comma", "clause"} or scene.joined_on(last)
    given = last < len(scene) and (scene.sentence.words[last][0] == lam or scene.member(last, "against"))
    led = scene.kind(last) == "preposition" and last + 1 < len(scene) and scene.member(last + 1, "against")
    sets, fold = scene.phrases.sets, scene.phrases.fold
    word = next(word for word in prior.made.words if fold(word) in sets["penalty"])
    return word if ends or given or led else ""


def _other_end(one: Reading) -> int:
    """The end of the figure, of «من 10 إلى 6 سنوات سجنا» the end of the pair."""
    scene, last = one.scene, one.quantity.last
    following = scene.owner[one.quantity.first] + 1
    paired = scene.member(last, "toward") and following < len(scene.quantities)
    return scene.quantities[following].last if paired and scene.owner[last + 1] == following else last
