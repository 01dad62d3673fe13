"""What a later figure leaves out of its label: «… أسعار الشقق ب 3 في المائة، والأراضي ب 1» → «أسعار الأراضي».

Looks for a member of a list that a verb or a noun of change governs once, and for the other side of a comparison
(«مقابل 12 في المائة لدى النساء»). *Limits*: the head that is left out is a measure of one or two words.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

MEMBER = 6  # words of a new member
SIDE = 5  # words of the other side of a comparison
GOVERNS = frozenset({"change", "level", "move", "carry", "concern", "deed"})
BETWEEN = frozenset({"", "measure", "preposition", "word", "action", "state", "people", "quote", "close", "dash"})
MEASURES = frozenset({"measure", "share-by"})
IN = 3  # words of a change and of what: «التراجع في الأرباح»
SHORTEST = 3  # letters of a noun without «و»


def elliptic(one: Reading) -> Label | None:
    """«انخفاض أسعار الشقق ب 3 في المائة، والأراضي ب 1» → «انخفاض أسعار الأراضي»."""
    prior, scene = one.prior, one.scene
    if prior is None or not prior.base or prior.pivot is None or prior.pivot.kind not in GOVERNS:
        return None
    if one.counted.words or one.quantity.value.unit != one.done[-1].quantity.value.unit:
        return None
    taken = _member(one)
    if not taken:
        return None
    led = scene.kind(taken[0]) == "preposition" or _inside(scene, taken)
    fresh = Phrase(scene.texts(taken, head=not led), scene.spans(taken))
    if led or scene.phrases.fold(fresh.words[0]) == scene.sentence.words[taken[0]]:  # «وفي المدن», «وفاس»
        fresh.words[0] = fresh.words[0].removeprefix(scene.phrases.letters.conjunctions[0])
    return _beside(one, prior, fresh, led=led)


def gapped(one: Reading) -> Label | None:
    """«باعت الجريدة 8 آلاف نسخة، والمجلة 7 آلاف» → «النسخ التي باعتها المجلة»: the deed again, by somebody else."""
    scene, prior = one.scene, one.prior
    at = doer_at(prior) if prior else -1
    if prior is None or at < 0 or one.before.pivot is not None:
        return None
    other, content = one.done[-1].quantity, one.before.content
    if other.value.unit != one.quantity.value.unit or one.before.edge not in {"comma", "quantity", "clause", "also"}:
        return None
    if other.value.unit == "count" and one.quantity.noun and one.quantity.value.counted != other.value.counted:
        return None
    taken = [at for at in content if len(scene.sentence.words[at]) > 1]
    then = bool(taken) and scene.member(taken[0] - 1, "then")  # «، ثم نهضة بركان 25»
    adds = bool(taken) and (then or scene.joined_on(taken[0]) or scene.joined_on(content[0]))
    if not adds or len(taken) > MEMBER or any(scene.verbal(at) or scene.kind(at) not in BETWEEN for at in taken):
        return None
    fresh = scene.texts(taken, head=len(taken) == len(content) and not then)
    named = fresh[0].startswith(scene.phrases.letters.article) or scene.member(taken[0], "entity")
    if not (named or any(map(scene.phrases.located, fresh))):
        return None
    made = joined([*prior.words[:at], *fresh, *prior.words[at + len(prior.agent) :]])
    return Label(made, scene.spans(taken), [one.rule("list")], made, prior.context, pivot=prior.pivot, agent=fresh)


def doer_at(prior: Label) -> int:
    """Where who did it stands in a label; -1 where it does not."""
    agent, words = prior.agent, prior.words
    starts = range(len(words) - len(agent) + 1) if agent else ()
    return next((start for start in starts if words[start : start + len(agent)] == agent), -1)


def _beside(one: Reading, prior: Label, fresh: Phrase, *, led: bool) -> Label | None:
    """The label of the figure before with the new member in the place of its own."""
    scene, rules = one.scene, [one.rule("list")]
    if prior.share:
        made = joined([scene.phrases.share, *fresh.words, scene.phrases.by_id["of"].forms[0], *prior.share])
        return Label(made, fresh.places, rules, fresh.words, [], prior.share, prior.pivot)
    if prior.pivot and prior.pivot.kind == "concern":
        told = _change(scene, prior.base)
        head = prior.base[:told] or [word for word in prior.words if word not in prior.base]
        base = instead(scene, prior.base[told:], fresh.words, led=led) if prior.base[told:] else fresh.words
        return Label(joined([*head, *base]), fresh.places, rules, base, head, [], prior.pivot) if head else None
    if prior.pivot and prior.pivot.kind == "deed":  # «أنتجت تونس 40 ألف طن من الزيت، والمغرب 150 ألفا»
        return _deed_again(prior, fresh, rules)
    base = instead(scene, prior.base, fresh.words, led=led)
    rose = prior.words[:1] if scene.phrases.marked(prior.words[0]) == "change" else []
    return Label(joined([*rose, *base]), fresh.places, rules, base, base[1:], [], prior.pivot)


def _deed_again(prior: Label, fresh: Phrase, rules: list[str]) -> Label | None:
    """The label of a deed with somebody else in the place of who did it."""
    at = prior.words.index(prior.base[0]) if prior.base[0] in prior.words else -1
    if at < 0:
        return None
    made = joined([*prior.words[:at], *fresh.words, *prior.words[at + len(prior.base) :]])
    return Label(made, fresh.places, rules, fresh.words, pivot=prior.pivot)


def _change(scene: Scene, base: Sequence[str]) -> int:
    """How many words say the change that hit the members: «التراجع في الأرباح», «الارتفاعات»; 0 where none does."""
    marked = scene.phrases.marked
    if marked(base[0]) != "change":
        return 0
    return IN if len(base) > IN and marked(base[1]) == "preposition" else 1


def _member(one: Reading) -> list[int]:
    """The noun phrase that «و» adds right after the figure before, up to this figure; none where a verb is in it."""
    scene, end = one.scene, one.quantity.first
    start = _after_comma(scene, one.done[-1].quantity.last, end)
    alone = start + 1 < end and scene.sentence.words[start] == scene.phrases.letters.conjunctions[0]
    if start >= end or not (alone or _adds(scene, start)):
        return []
    start += alone  # «، و"الاتصالات" بنسبة 1,9»
    led = scene.kind(end - 1) == "preposition" or scene.by(end - 1) or _glued(one)
    last = end - (end - 1 > start and (scene.kind(end - 1) == "preposition" or scene.by(end - 1)))
    words = range(start, last)
    if any(scene.owner[at] != FREE or scene.kind(at) not in BETWEEN or scene.verbal(at) for at in words):
        return []
    taken = scene.trimmed([at for at in words if scene.plain(at)])
    if taken and scene.kind(start) == "preposition":
        taken.insert(0, start)
    word = scene.sentence.words[start][1:]
    named = led or alone or word.startswith(scene.phrases.letters.article) or scene.phrases.place(word)
    whole = 0 < len(taken) <= MEMBER and (not scene.by(taken[-1]) or _inside(scene, taken))
    return taken if whole and (named or _inside(scene, taken)) else []


def _inside(scene: Scene, taken: Sequence[int]) -> bool:
    """«وبالإعدادي 19281»: a definite noun, no measure, with «ب» says where."""
    letters = scene.phrases.letters
    where = letters.conjunctions[0] + letters.prepositions[0] + letters.article
    return len(taken) == 1 and scene.marks[taken[0]] is None and scene.sentence.words[taken[0]].startswith(where)


def _after_comma(scene: Scene, start: int, end: int) -> int:
    """Where the next member begins: at once («بـ 8 والطيران بـ 9»), or after the first comma; ``end`` where nowhere."""
    if start < end and (_adds(scene, start) or scene.sentence.words[start] == scene.phrases.letters.conjunctions[0]):
        return start
    while start < end and scene.kind(start) != "comma":
        if scene.owner[start] != FREE or scene.kind(start) in {"hard", "clause", "report"}:
            return end
        start += 1
    return start + 1


def _adds(scene: Scene, index: int) -> bool:
    """Whether «و» stands on word ``index``, on a noun or a preposition."""
    word, phrases = scene.sentence.words[index], scene.phrases
    if word[0] != phrases.letters.conjunctions[0] or len(word) <= SHORTEST or scene.verbal(index):
        return False
    mark = scene.marks[index]
    return bool(mark.proclitic) if mark else phrases.known(word[1:]) or not phrases.known(word)


def _glued(one: Reading) -> bool:
    """Whether «ب» stands on the figure itself."""
    scene, first = one.scene, one.quantity.first
    return scene.sentence.starts[first] < one.quantity.span.start or scene.sentence.words[first][0] in (
        scene.phrases.letters.prepositions
    )


def instead(scene: Scene, base: Sequence[str], fresh: Sequence[str], *, led: bool) -> list[str]:
    """``base`` with ``fresh`` in the place of its own member: «أسعار الشقق» + «الأراضي» → «أسعار الأراضي».

    A member that a preposition leads (``led``) goes where the same one stands, else to the end.
    """
    if led:
        places = [place for place, word in enumerate(base) if place and _leads_alike(scene, word, fresh[0])]
        return joined([*base[: places[0] if places else len(base)], *fresh])
    again = next((place for place, word in enumerate(base) if place and word == fresh[0]), 0)
    where = again or _where(scene, base, fresh)  # «أثمان المواد الغذائية … والمواد غير الغذائية»
    if where:
        return joined([*base[:where], *fresh])
    kept = heads(scene, base)
    alike = kept and _same_head(scene, base, fresh, kept)
    return joined([*([] if alike else base[:kept]), *fresh])


def _leads_alike(scene: Scene, word: str, first: str) -> bool:
    """Whether a word of a label leads to where a member is, as ``first`` does: the same, or «في» for «بالإعدادي»."""
    phrases = scene.phrases
    by = phrases.letters.prepositions[0] + phrases.letters.article
    alike = first.startswith(by) and (word.startswith(by) or phrases.fold(word) in phrases.sets["place"])
    return word == first or alike


def _where(scene: Scene, base: Sequence[str], fresh: Sequence[str]) -> int:
    """Where in ``base`` another place goes: behind its last preposition («في ميناء طنجة»), or at its end."""
    phrases = scene.phrases
    each = next((place for place, word in enumerate(base) if phrases.fold(word) in phrases.sets["each"]), 0)
    if each or not phrases.located(fresh[0]):
        return each
    at = next((place for place in range(len(base) - 1, 0, -1) if phrases.marked(base[place]) == "preposition"), 0)
    return at + 1 if at else 0 if phrases.located(base[-1]) else len(base)


def heads(scene: Scene, base: Sequence[str]) -> int:
    """How many words of ``base`` are a measure in construct: «أسعار الشقق» 1, «رقم معاملات الشركة» 2."""
    phrases, article = scene.phrases, scene.phrases.letters.article
    mark, length = phrases.longest(base[:2])
    activity = bool(base) and phrases.fold(base[0]) in phrases.sets["activity"]
    if not (activity or (mark and mark.kind in MEASURES)) or len(base) <= length:
        return 0
    return 0 if phrases.fold(base[0]).startswith(article) or phrases.marked(base[length]) == "preposition" else length


def _same_head(scene: Scene, base: Sequence[str], fresh: Sequence[str], kept: int) -> bool:
    """Whether ``fresh`` has its own measure: «صادرات السيارات …، وواردات القمح», no «قيمة الواردات …، والصادرات»."""
    phrases = scene.phrases
    if phrases.fold(fresh[0]).removeprefix(phrases.letters.article) == phrases.fold(base[0]):
        return True  # «مداخيل الضرائب …، والمداخيل غير الجبائية»
    inner = phrases.marked(base[kept]) == "measure"
    own = phrases.marked(fresh[0]) in MEASURES or phrases.fold(fresh[0]) in phrases.sets["activity"]
    return own and not inner


def side(one: Reading, first: Label) -> Label | None:
    """«تراجع الصادرات … مقابل 37 في المائة بالنسبة للواردات», «… مقابل 12 في المائة لدى النساء»."""
    scene = one.scene
    fresh, led = other_side(one, head=True)
    if not fresh:
        fresh, led = _whose(one), False
    if not fresh or first.share or not first.base:
        return None
    changed = scene.phrases.marked(first.words[0]) == "change" and first.words[0] not in first.base[:1]
    base = instead(scene, first.base, fresh.words, led=led)
    rose = first.words[:1] if changed else []
    return Label(joined([*rose, *base]), fresh.places, [one.rule("again")], base, base[1:], [], first.pivot)


def _whose(one: Reading) -> Phrase:
    """«… مقابل 603 آلاف للسياح الإسبان»: whose the other figure is, by the «ل» of its owner."""
    scene, at = one.scene, one.quantity.last
    lam = scene.phrases.letters.lam_article
    if at >= len(scene) or scene.dated[at] or one.quantity.value.per or not scene.sentence.words[at].startswith(lam):
        return Phrase()
    taken = scene.phrase(at, len(scene), limit=SIDE)
    return Phrase(scene.texts(taken), scene.spans(taken))


def other_side(one: Reading, *, head: bool) -> tuple[Phrase, bool]:
    """Of whom a figure is, said right behind it; whether a preposition leads it.

    «بالنسبة للواردات» without what leads to it, and as ``head`` without «ل», too; «لدى النساء», «في صفوف الشباب»,
    «بالوسط القروي» with it.
    """
    scene, at = one.scene, one.quantity.last
    mark = scene.marks[at] if at < len(scene) else None
    if mark is not None and mark.kind == "role":
        taken = scene.phrase(at + mark.length, len(scene), limit=SIDE)
        return Phrase(scene.texts(taken, head=head), scene.spans(taken)), False
    inner = at + (scene.member(at, "place") and scene.member(at + 1, "among"))
    if not scene.member(inner, "among") or inner + 1 >= len(scene) or scene.dated[inner + 1]:
        return Phrase(), True
    taken = [*range(at, inner + 1), *scene.phrase(inner + 1, len(scene), limit=SIDE)]
    return Phrase(scene.texts(taken, head=False), scene.spans(taken)) if taken[-1] > inner else Phrase(), True
