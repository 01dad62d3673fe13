"""Percentages: the share of one thing in another, of people who do something, of a group that something was done to."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.counted import counted
from extractor.recognize.metrics.constructions.levels.bases import every, opened
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.asides import past_remark
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import ASIDE, SKIPPED, Scene
from extractor.recognize.metrics.sentence.topics import role_before
from extractor.recognize.metrics.wording.label import LONGEST, Label, Phrase, joined
from extractor.recognize.metrics.wording.naming import noun

SHORTEST = 4  # letters of a verb from which a conjunction is told
THING = 4  # words of what people say something of
DEED = 2  # content words before a figure of which the last is what a part of its base did


def of_base(one: Reading, about: Phrase, rule: str) -> Label:
    """A level in percent: of a base that follows, it is the share of the subject in it."""
    scene, share = one.scene, one.scene.phrases.share
    label = Label(list(about.words), list(about.places), [rule] if rule else [], list(about.words))
    base = base_after(one) or opened(one)
    if base:
        label.share = base.words
        of = [scene.phrases.by_id["of"].forms[0]] if about else []
        label.words = joined([share, *about.words[:6], *of, *base.words])
        label.places += base.places
    return label


def base_after(one: Reading) -> Phrase:
    """The base of a percentage: «من مجموع المستفيدين» → «المستفيدين»."""
    scene, at = one.scene, one.quantity.last
    if one.quantity.fraction and (part := every(one) or _of_noun(one)):
        return part
    while scene.kind(at) in SKIPPED:
        at += 1
    if scene.kind(at) in {"relative", "open"}:
        taken = scene.tail(at, limit=7) if scene.kind(at) == "relative" else _past_bracket(one, at)
        return Phrase(scene.texts(taken), scene.spans(taken))
    if not scene.member(at, "of"):
        return _of_them(one, at)
    if scene.kind(at + 1) == "demonstrative" and scene.kind(at + 2) == "measure" and one.memory.last:
        return Phrase(one.memory.last.share or one.memory.last.base, one.memory.last.places)  # «من هذه الكمية»
    start = at + 1 + (scene.member(at + 1, "total") and at + 2 < len(scene))
    if start < len(scene) and scene.owner[start] != FREE and scene.owner[start] != scene.owner[one.quantity.first]:
        other = counted(scene, scene.quantities[scene.owner[start]])
        return Phrase(other.words, other.places)
    taken = scene.phrase(at + 1, len(scene), limit=6, relative=False)
    level = next((place for place, index in enumerate(taken) if scene.kind(index) == "level"), len(taken))
    taken = taken[:level] or taken
    if len(taken) > 1 and scene.member(taken[0], "total"):
        taken = taken[1:]
    return Phrase(scene.texts(taken), scene.spans(taken))


def _of_noun(one: Reading) -> Phrase:
    """«ربع السكان» → «السكان»: the noun that a fraction counts, with its complement."""
    scene, noun, at = one.scene, one.quantity.noun, one.quantity.last
    if noun is None:
        return Phrase()
    timed = scene.member(at, "during")  # «نصف الموظفين خلال سنة واحدة»
    taken = [*range(*noun), *([] if timed else scene.complement(at, limit=4))]
    return Phrase(scene.texts(taken), scene.spans(taken))


def _of_them(one: Reading, at: int) -> Phrase:
    """«تمثل النساء 40 في المائة منهم»: the base that a pronoun behind a governed figure means, told before."""
    scene, prior = one.scene, one.prior or one.memory.last
    of, mark = scene.phrases.by_id["of"].forms[0], scene.marks[at] if at < len(scene) else None
    them = mark is not None and mark.kind == "part" and mark.length == 1 and scene.leading_to(at) == of
    counts = at + 1 < len(scene) and scene.owner[at + 1] != FREE
    pivot = one.before.pivot
    if prior is None or not them or counts or pivot is None or scene.kind(pivot) != "level":
        return Phrase()
    return Phrase(prior.base, prior.places)


def _past_bracket(one: Reading, at: int) -> list[int]:
    """«ربع (24,6 في المائة) الفتيات»: the base of a fraction behind the exact figure in brackets."""
    scene = one.scene
    first = scene.closing(at, len(scene)) + 1
    named = first < len(scene) and scene.sentence.words[first].startswith(scene.phrases.letters.article)
    return scene.phrase(first, len(scene), limit=4) if named and one.quantity.fraction else []


def fraction(one: Reading) -> Label | None:
    """«… 412 مليون درهم، ثلاثة أرباعه أنجزت في السوق المركزي»: a fraction by its pronoun of what was told before."""
    scene, inflection = one.scene, one.scene.phrases.inflection
    if not one.quantity.fraction or one.quantity.noun or one.quantity.change:
        return None
    last = scene.sentence.words[one.quantity.number[1] - 1]
    prior = one.prior or one.memory.last
    theirs = last.endswith((inflection.his, inflection.things[1], *inflection.people[1:]))
    if not theirs or prior is None or not prior.base:
        return None
    said = scene.texts(scene.tail(one.quantity.last, limit=4), head=False)
    words = joined([scene.phrases.share, *prior.base[: LONGEST - 1 - len(said)], *said])
    return Label(words, prior.places, [one.rule("share")], prior.base, prior.context, prior.share, full=True)


def shared(one: Reading) -> Label | None:
    """«قطاع الاتصالات بنسبة 32 في المائة»: a share with no verb of its own."""
    if not one.percent or (one.before.share is None and one.before.edge == "quantity" and not one.before.content):
        return None
    prior = one.prior or one.memory.last
    told = _told_by_verb(one) or _deed_of(one)
    if told:
        return told
    about = share_of(one)
    if not about and not base_after(one):
        return None
    if one.before.edge == "report" and not about:
        return share_of_people(one, [])  # «صرحت نسبة 61 في المائة من الأسر أن …»
    label = of_base(one, about, one.rule("share"))
    if not label.share and one.before.share is not None and prior:
        ranked = prior.words[:1] == [one.scene.phrases.share]  # «نسبة مطار مراكش»: another member's own share
        base = prior.share or (prior.base if one.prior and not ranked else [])
        label.share = base
        label.words = joined([one.scene.phrases.share, *about.words[:5], *base])
    elif not label.share:
        rest = one.scene.texts(one.scene.tail(one.quantity.last, limit=5), head=False) if len(about.words) < 4 else []
        measured = about.words and one.scene.phrases.marked(about.words[0]) in {"share-by", "measure"}
        label.words = joined([*([] if measured else [one.scene.phrases.share]), *about.words, *rest])
    return label


def _told_by_verb(one: Reading) -> Label | None:
    """«وتحبذ نسبة 13 في المائة من الآباء …»: an unknown verb right before a bare «نسبة»."""
    scene, at, content = one.scene, one.before.share, one.before.content
    if at is None or scene.by(at) or content != [at - 1] or scene.marks[at - 1]:
        return None
    word, letters = scene.sentence.words[at - 1], scene.phrases.letters
    opens = at == 1 or scene.kind(at - 2) in {"hard", "comma", "clause"} or word[0] in letters.conjunctions
    if not opens or word.startswith(letters.article) or scene.phrases.known(word):
        return None
    verb = scene.texts([at - 1], head=False)[0]
    return share_of_people(one, [verb[1:] if verb[0] in letters.conjunctions else verb])


def _deed_of(one: Reading) -> Label | None:
    """«أظهرت الدراسة لجوء 40 في المائة من المقاولات إلى …» → «نسبة لجوء المقاولات إلى …»: what a part of a base did."""
    scene, content, first = one.scene, one.before.content, one.quantity.first
    led = scene.kind(first - 1) == "preposition"  # «ربط الدعم بالحفاظ على 80 في المائة من الأجراء»
    at = first - 1 - led
    if one.before.share is not None or len(content) < DEED or content[-1] != at or scene.kind(at) or scene.verbal(at):
        return None
    word, letters = scene.sentence.words[at], scene.phrases.letters
    article = word.find(letters.article, 0, len(letters.article) + 1)
    glued = article == 1 and word[0] in letters.prepositions
    owned = scene.raw(at).endswith(tuple(scene.phrases.inflection.pronouns))
    named = scene.phrases.place(word) or owned
    base = base_after(one) if (glued if led else article != 0 and not named) else Phrase()
    opens = scene.kind(at - 1) in {"preposition", "drop"}
    if not base or not (opens or any(scene.verbal(index) for index in content[:-1])):
        return None
    done = [*scene.texts([at]), *scene.texts([first - 1] if led else [], head=False)]
    words = joined([scene.phrases.share, *done, *base.words])
    return Label(words, [*scene.spans([at]), *base.places], [one.rule("share")], base.words, [], base.words, full=True)


def share_of(one: Reading) -> Phrase:
    """Whose share: the words between; where a verb stands among them, what follows it, else its subject."""
    scene, content = one.scene, one.before.content
    led = [
        place
        for place, index in enumerate(content)
        if place and scene.kind(index) == "share-by" and scene.kind(content[place - 1]) == "preposition"
    ]
    content = content[led[-1] :] if led else content  # «مع حفاظه على نسبة ملء مستقرة»
    verbs = [place for place, index in enumerate(content) if scene.verbal(index)]
    if not verbs:
        return antecedents.taken_as(scene, scene.trimmed(list(content)))
    after = antecedents.taken_as(scene, scene.trimmed(list(content[verbs[-1] + 1 :])))
    return after or antecedents.before(scene, content[verbs[-1]])


def share_of_people(one: Reading, verb: list[str]) -> Label | None:
    """«53 في المائة من المغاربة يعتقدون أن …» → «نسبة المغاربة يعتقدون …»."""
    scene = one.scene
    base = base_after(one)
    if not base:
        return None
    follows = said_of(one, base)
    said = scene.texts(follows, head=False)
    thing = spoken_of(one, follows)
    if follows:
        one.memory.asked, one.memory.thing = base.words, thing or scene.texts(_thing(scene, follows))
    said = [*thing, *said]
    led = next((n for n, word in enumerate(base.words) if n and scene.phrases.marked(word) == "preposition"), 0)
    if verb and led:  # «لا يتوفر 35 في المائة من الأجراء على تغطية صحية»
        said = [*base.words[led:], *said]
        base = Phrase(base.words[:led], base.places)
    if said and one.before.edge == "report" and scene.phrases.marked(said[0]) == "change":
        said[0] = said[0].removesuffix(scene.phrases.inflection.tanwin)  # «توقعت … من الأسر ارتفاعا …»
    made = joined([scene.phrases.share, *base.words, *verb, *said])
    return Label(made, [*base.places, *scene.spans(follows)], [one.rule("share")], base.words, [], base.words)


def share_opening(one: Reading, verbs: Sequence[int]) -> Label | None:
    """A share that opens its clause, a verb before it or none: «ولا يتوفر 35 في المائة من الأجراء على تغطية»."""
    scene = one.scene
    if verbs and not scene.verbal(verbs[0]):  # «شابا واحدا من كل أربعة»
        inside = one.quantity.fraction and verbs[0] == one.quantity.first - 1 and every(one)
        return share_of_people(one, []) if inside else None
    verb = [] if verbs and scene.with_object(verbs[0]) else scene.texts(verbs)
    if verb and verb[0][0] in scene.phrases.letters.conjunctions and len(verb[0]) > SHORTEST:
        verb[0] = verb[0][1:]
    denied = bool(verb) and scene.member(verbs[0] - 1, "negation") and scene.kind(verbs[0] - 1) != "equal"
    return share_of_people(one, [*scene.texts([verbs[0] - 1] if denied else []), *verb])


def group_share(one: Reading) -> Label | None:
    """«…، وأكثر من ثلث السائقين لا يحترمون العلامة»: a share that opens a clause of its own behind a comma."""
    scene, at = one.scene, one.quantity.first - 1
    if not one.percent or at < 1:
        return None
    joint = scene.word(at) in scene.phrases.letters.conjunctions
    comma = at - joint
    glued = joint or scene.sentence.starts[at + 1] < one.quantity.span.start
    if not glued or comma < 0 or scene.kind(comma) != "comma" or one.quantity.change is not None:
        return None
    base = base_after(one)
    said = said_of(one, base) if base else []
    acts = bool(said) and (scene.verbal(said[0]) or scene.negates(said[0]))
    named = one.quantity.fraction and one.quantity.noun and base
    return share_of_people(one, []) if acts or named else None


def said_of(one: Reading, base: Phrase) -> list[int]:
    """The clause that says something of the base of a share; an aside between is passed over."""
    scene, at = one.scene, one.quantity.last
    while at < len(scene) and scene.sentence.starts[at] < base.places[-1].end:
        at += 1
    if scene.kind(at) == "open":
        at = scene.closing(at, len(scene)) + 1  # «أكثر من نصف المستجوبين (53 في المائة) أن …»
    if one.before.edge == "report":
        return scene.tail(_declared(one, at), limit=6)
    if scene.kind(at) == "comma" and scene.kind(at + 1) == "relative":
        at += 1
        while at < len(scene) and scene.kind(at) not in {"comma", "hard"}:
            at += 1
        at += 1
    at = at if one.before.content else past_remark(scene, at)
    if scene.kind(at) == "level" and not scene.verbal(at):  # «المشاركين البالغ عددهم مليون شخص، يؤيدون …»
        at = next((index for index in range(at, min(len(scene), at + ASIDE)) if scene.kind(index) == "comma"), at)
    if scene.kind(at) == "comma" and at + 1 < len(scene) and scene.verbal(at + 1):
        at += 1
    return scene.tail(at, limit=6)


def spoken_of(one: Reading, said: Sequence[int]) -> list[str]:
    """«إنه جيد» → «مستوى الأمان»: of what people say it, by the pronoun of «أنه», «أنها» before what they say."""
    scene, inflection = one.scene, one.scene.phrases.inflection
    leads = said[0] - 1 if said else 0
    if scene.kind(leads) != "clause" or not scene.raw(leads).endswith((inflection.his, inflection.things[1])):
        return []
    index, first = role_before(scene, one.done[0].quantity.first if one.done else one.quantity.first)
    topic = antecedents.told_of(scene, first, one.quantity.first).words if index >= 0 else one.memory.thing
    return topic[:THING]


def _thing(scene: Scene, said: list[int]) -> list[int]:
    """«مستوى الأمان في حيهم جيد» → «مستوى الأمان في حيهم»: of what people say something, up to what they say of it."""
    article, pronouns = scene.phrases.letters.article, tuple(scene.phrases.inflection.pronouns)
    named, said = False, said[len(said) and scene.kind(said[0]) == "clause" :]
    for place, index in enumerate(said):
        if scene.verbal(index):
            return said[:place]
        definite = scene.word(index).startswith(article) or scene.raw(index).endswith(pronouns)
        led = scene.kind(index) == "preposition" or scene.kind(index - 1) == "preposition"
        if named and not (definite or led):
            return said[:place]
        named = definite
    return []


def _declared(one: Reading, at: int) -> int:
    """«توقعت 83 في المائة من الأسر التي شملها البحث، مقابل 6 في المائة، ارتفاعا …»: where what they say begins."""
    scene, end = one.scene, min(len(one.scene), at + ASIDE)
    at += scene.kind(at) == "comma" and scene.kind(at + 1) == "relative"
    if scene.kind(at) == "relative":
        said = (index for index in range(at, end) if scene.kind(index) == "comma" and scene.kind(index + 1) == "clause")
        at = next(said, at)  # «المستجوبين الذين بلغ عددهم 1489، إن …»
    if scene.kind(at) == "relative":
        at = next((index for index in range(at + 1, end) if scene.verbal(index)), at)
        named = at + 1 < end and scene.sentence.words[at + 1].startswith(scene.phrases.letters.article)
        at += 1 + named
    while at < end and (
        scene.dated[at] or scene.owner[at] != FREE or scene.kind(at) in {"comma", "again", "drop", "clause"}
    ):
        at += 1
    return at


def share_said(one: Reading, at: int) -> list[str]:
    """«و37 في المائة منها طلبت تأجيل الأداء»: the clause right behind a share of what was told before."""
    scene = one.scene
    verb = at < len(scene) and (scene.verbal(at) or scene.kind(at) == "clause") and scene.kind(at) != "report"
    return scene.texts(scene.tail(at, limit=6), head=False) if one.percent and verb else []


def share_done(one: Reading, mark: Mark, agent: list[str], done: str) -> Label:
    """«مغادرة 40 بالمائة من المحتجزين» → «نسبة المحتجزين المغادرة»; «أخذ القطاع 16 بالمائة من الاستثمارات»."""
    base = base_after(one)
    if mark.verb:
        about = Phrase(agent) or antecedents.before(one.scene, one.before.pivot or 0) or one.memory.base
        return of_base(one, about, "")
    rated = _rated(one, base)
    if rated:
        return rated
    words = [one.scene.phrases.share, *(base.words or agent or one.memory.base.words), done]
    return Label(words, base.places, [], words[1:], [done], base.words)


def _rated(one: Reading, base: Phrase) -> Label | None:
    """«بنسبة إنجاز 75 في المائة», «مقابل معدل شفاء 81 في المائة»: a rate of the deed right before the figure."""
    scene, at = one.scene, one.before.pivot or 0
    rate = scene.kind(at - 1) in {"measure", "share-by"} and scene.owner[at - 1] == FREE
    if not rate or one.before.content:
        return None
    last, about = one.memory.base, base
    if not base and one.prior and scene.phrases.marked(last.words[0] if last else "") not in {"measure", "share-by"}:
        about = last
    of = [scene.phrases.by_id["of"].forms[0]] if base else []
    named = [*scene.texts([at - 1]), *scene.texts([at], head=False)]
    words = joined([*named, *of, *about.words])
    return Label(words, [*scene.spans([at - 1, at]), *about.places], [], words, [], base.words)


def changed_part(one: Reading, at: int, mark: Mark) -> Label | None:
    """«عن تراجع دخل 34 في المائة من الأسر» → «نسبة تراجع دخل الأسر»: of how many something changed, not by how much."""
    scene, content = one.scene, one.before.content
    direct = content and content[-1] == one.quantity.first - 1 and not scene.kind(content[-1])
    if mark.verb or not (one.percent and direct) or one.before.share is not None or one.before.preposition:
        return None
    base = base_after(one)
    if not base or scene.sentence.words[content[-1]].startswith(scene.phrases.letters.article):
        return None
    words = joined([scene.phrases.share, noun(scene, at, mark), *scene.texts(content), *base.words])
    return Label(words, base.places, [], base.words, [], share=base.words)
