"""Measures that stand beside a figure: «بغلاف مالي», «كلفتها», «في رقم معاملاتها»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents, causes
from extractor.recognize.metrics.constructions.about.befell import acted_on
from extractor.recognize.metrics.constructions.about.completing import owned_from
from extractor.recognize.metrics.constructions.about.described import described
from extractor.recognize.metrics.constructions.about.thing import AGENT, past_aside, thing
from extractor.recognize.metrics.constructions.counted import of_next
from extractor.recognize.metrics.constructions.events.casualties import people
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.topics import modified
from extractor.recognize.metrics.wording.label import Label, Phrase, joined
from extractor.recognize.metrics.wording.naming import bare, noun, same

NEAR = 6  # words from «التي» to the measure that takes its noun up
FAR = 14  # words back to the subject whose measure is told
ADJECTIVE = 2  # words of a measure with one adjective
THINGS = 5  # words of what was counted that a measure of it keeps
IDLE_SETS = ("figure", "number", "total", "rate", "vague")  # of measures that say nothing by themselves


def measure(one: Reading, at: int, mark: Mark | None) -> Label:
    """«بغلاف مالي بلغ 6 ملايير درهم», «كلفتها 9 ملايير»: the measure of what was named before."""
    scene = one.scene
    letters = scene.phrases.letters
    added = mark.proclitic.removesuffix(letters.article) if mark and not mark.pronoun else ""
    if added and added in letters.conjunctions:
        fresh = antecedents.taken_as(scene, scene.phrase(at, one.quantity.first, limit=8, across=True, relative=True))
        if len(fresh.words) == 1:
            more = scene.complement(one.quantity.last, limit=6)
            fresh += Phrase(scene.texts(more, head=False), scene.spans(more))
        return Label(fresh.words, fresh.places, [], fresh.words)
    led = bool(mark and mark.pronoun) and (scene.member(at - 1, "heading") or _headed(scene, at - 1))
    head = scene.phrase(at - led, one.quantity.first, limit=4, across=True)
    words = scene.texts(head)
    if led and mark and len(words) > 1:
        words[1] = scene.phrases.letters.article + bare(scene.phrases, words[1], mark)
        at -= 1 + (scene.kind(at - 2) == "change" and not scene.verbal(at - 2))
    elif mark and mark.pronoun:
        if scene.phrases.fold(bare(scene.phrases, words[0], mark)) in scene.phrases.sets["number"]:
            words = []
        else:
            last = min(mark.length, len(words)) - 1
            words[last] = bare(scene.phrases, words[last], mark)
    hurt = _hurt(one, at) or acted_on(one, at) if mark and mark.pronoun and not words else None
    if hurt:
        return hurt
    about = measured(one, at, mark)
    if mark and mark.pronoun and words:
        about = _owner(one, words[0], about)
    rest = scene.texts(one.scene.phrase(one.quantity.last, len(scene), limit=3), head=False) if not about else []
    own = one.counted
    noun_of = own.noun if own.words and not own.generic and not same(scene, own.noun[0], about.words) else []
    last = one.quantity.last
    if not rest and last < len(scene) and scene.sentence.words[last].startswith(letters.lam_article):
        rest = scene.texts(scene.complement(last, limit=3), head=False)
    rose = _rose(one, at, mark)
    apart = mark and mark.pronoun and mark.length == 1 and len(words) == ADJECTIVE and about and not led
    behind = words[1:] if apart and words[1].startswith(letters.article) else []
    words = words[: len(words) - len(behind)]  # «كلفته الإجمالية» → «كلفة المشروع الإجمالية»
    made = [*rose, *words, *noun_of, *about.words[: 9 - len(rest)], *behind, *rest]
    base = made if led else list(about.words) or made
    label = Label(made, [*scene.spans(head), *about.places], [], base, list(about.words))
    label.head = [] if mark and mark.pronoun else words
    if rose:
        label.base = [word for word in made if word not in rose]
    return label


def _headed(scene: Scene, at: int) -> bool:
    """«ليبلغ فائض رصيدها 75 مليارا», «سعر فائدته»: whether a bare measure is the head of the one with the pronoun."""
    mark, verb = scene.marks[at] if at > 0 else None, at - 1
    bare_one = mark is not None and mark.kind == "measure" and not (mark.proclitic or mark.pronoun or mark.offset)
    while verb > 0 and scene.kind(verb) == "drop":
        verb -= 1
    return bare_one and scene.kind(verb) == "level" and scene.verbal(verb)


def _owner(one: Reading, head: str, about: Phrase) -> Phrase:
    """«بلغ رقم معاملات الشركة 5 ملايير، ووصلت أرباحها إلى …» → «الشركة»: no measure owns another, bar «قيمة»."""
    phrases = one.scene.phrases
    idle = frozenset().union(*(phrases.sets[name] for name in IDLE_SETS))
    at = owned_from(one.scene, about.words)
    said = [phrases.fold(head)]
    if phrases.longest(about.words[:2])[1] < 2:  # «رقم معاملات» says what it is
        said += map(phrases.fold, about.words[:1])
    if not 0 < at < len(about.words) or not idle.isdisjoint(said):
        return about
    return Phrase(about.words[at:], about.places)


def _rose(one: Reading, at: int, mark: Mark | None) -> list[str]:
    """«السمك الذي ارتفعت أسعاره بنسبة 6 في المائة»: the change that the verb before the measure tells."""
    changed = one.scene.marks[at - 1] if at else None
    if not (mark and mark.pronoun and changed and changed.verb and changed.kind == "change") or one.before.to:
        return []
    return [noun(one.scene, at - 1, changed)]


def measured(one: Reading, at: int, mark: Mark | None) -> Phrase:
    """What a measure at word ``at`` is of: the figure before, else the noun phrase before."""
    scene = one.scene
    if mark and mark.pronoun:
        return _told_behind(scene, at, mark) or _of_pronoun(one, at, mark)
    start = one.done[-1].quantity.last if one.done else 0
    nearer = [i for i in range(start, at) if scene.kind(i) in {"clause", "report", "also"} or scene.verbal(i)]
    programme = one.memory.programme
    if one.done and one.done[-1].counted.person and one.money:
        of_them = _benefited(one) or (programme if one.memory.here else Phrase())
        if of_them:
            return of_them
    if one.prior and not nearer:
        return _member(one, start, at) or Phrase(one.prior.base, one.prior.places)
    nearest = _praised(scene, modified(scene, _between_verbs(scene, scene.back(at, limit=5))))
    if nearest and one.memory.here and scene.member(nearest[0] - 1, "facing"):
        return programme  # «برنامج تم توقيعه أمام جلالة الملك بغلاف مالي …»
    return _beside(scene, nearest) or antecedents.before(scene, at) or one.memory.base


def _of_pronoun(one: Reading, at: int, mark: Mark) -> Phrase:
    """Whose a measure with a pronoun is: what stands right before it, before its relative pronoun, or what was told."""
    scene = one.scene
    led = at > 1 and scene.kind(at - 1) == "level" and not scene.verbal(at - 1)  # «المشاركين البالغ عددهم»
    near = at > 0 and scene.plain(at - 1) and scene.kind(at - 1) == "" and not scene.verbal(at - 1)
    changed = scene.marks[at - 1] if at else None
    if changed and changed.verb and changed.kind == "change":  # «أما الشغل الناقص، فقد انخفض معدله»
        return antecedents.before(scene, at - 1) or antecedents.opening_of(scene, at) or one.memory.base
    if changed and changed.kind == "change" and one.quantity.change:  # «بسد المسيرة، رغم ارتفاع مخزونه من 73 إلى 90»
        opens = at - 1 - (scene.kind(at - 2) == "clause")
        whose = described(scene, opens - (scene.kind(opens - 1) == "comma"), mark.pronoun, sites=True)
        return antecedents.taken_as(scene, whose) or antecedents.opening_of(scene, at) or one.memory.base
    beside = antecedents.taken_as(scene, _verbless(scene, scene.back(at - led, limit=4))) if near or led else Phrase()
    if mark.pronoun in scene.phrases.inflection.people[1:]:
        beside = _persons(scene, at - led, beside)
    about = beside or _antecedent(scene, at) or antecedents.before(scene, at)
    about = about or antecedents.opening_of(scene, at) or antecedents.meant(scene, at, mark.pronoun, one.memory.base)
    return about + causes.ranked(scene, at) if len(about.words) == 1 else about


def _told_behind(scene: Scene, at: int, mark: Mark) -> Phrase:
    """«ليالي المبيت، البالغ عددها», «المشاريع التي تصل كلفتها إلى», «المتهمون، وعددهم»: the noun described so."""
    end = at - (scene.kind(at - 1) == "level")
    relative = scene.kind(end - 1) == "relative"
    if end < at and scene.verbal(end) and not relative:
        return Phrase()
    end -= relative
    end -= scene.kind(end - 1) == "comma"
    if end == at or not (relative or scene.kind(end) == "comma"):
        return Phrase()
    measure = scene.phrases.fold(bare(scene.phrases, scene.texts([at])[0], mark))
    several = measure in scene.phrases.sets["number"]
    return antecedents.taken_as(scene, described(scene, end, mark.pronoun, several=several, sites=True))


def _praised(scene: Scene, nearest: list[int]) -> list[int]:
    """«سد الوحدة، أكبر سدود المملكة بسعة …»: who or what an aside with a superlative or a participle praises."""
    first, article = nearest[0] if nearest else 0, scene.phrases.letters.article
    if first < 1 + 1 or scene.kind(first - 1) != "comma" or scene.owner[first - 2] != FREE or scene.dated[first - 2]:
        return nearest
    elative = scene.member(first, "superlative") and not scene.sentence.words[first].startswith(article)
    taken = scene.back(first - 1, limit=AGENT) if elative else []
    verb = scene.verbal(taken[0] - 1) or scene.kind(taken[0] - 1) in {"clause", "action"} if taken else False
    return taken if verb and not scene.verbal(taken[0]) else nearest


def _beside(scene: Scene, nearest: list[int]) -> Phrase:
    """The phrase beside a measure; behind a verb of record also who made it: «البنك حقق أرباحا صافية بقيمة …»."""
    about = antecedents.taken_as(scene, thing(scene, past_aside(scene, _whose(scene, nearest))))
    verb = nearest[0] - 1 if nearest else -1
    recorded = verb >= 0 and scene.kind(verb) == "carry" and scene.verbal(verb)
    return about + antecedents.before(scene, verb) if about and recorded else about


def _persons(scene: Scene, at: int, beside: Phrase) -> Phrase:
    """«المحكوم عليهم من طرف المحاكم وعددهم 810»: «هم» is of persons, told further back than what stands beside."""
    if not beside or _person(scene, scene.phrases.fold(beside.words[0])):
        return beside
    for index in range(at - 1, max(-1, at - FAR), -1):
        if scene.owner[index] != FREE or scene.kind(index) in {"hard", "clause", "report"} or scene.verbal(index):
            break
        led = index + 1 < at and scene.kind(index + 1) in {"back", "returning"}
        if led or (scene.plain(index) and _person(scene, scene.sentence.words[index])):
            return antecedents.taken_as(scene, scene.trimmed([one for one in range(index, at) if scene.plain(one)]))
    return beside


def _person(scene: Scene, word: str) -> bool:
    """Whether a folded word is of several persons: «السجناء», «المعتقلون»."""
    phrases, bare = scene.phrases, word.removeprefix(scene.phrases.letters.article)
    ended = bare.endswith(phrases.inflection.men_forms) and bare not in phrases.several
    return bare in phrases.persons or ended


def _benefited(one: Reading) -> Phrase:
    """«125 مشروعا، لفائدة 300 شاب، بكلفة 28 مليون درهم»: the things that the persons counted last are to have."""
    things, persons = one.done[-2] if len(one.done) > 1 else None, one.done[-1]
    led = one.scene.member(persons.quantity.first - 1, "favour")
    if not led or things is None or things.counted.person or not things.counted.noun:
        return Phrase()
    return Phrase(things.made.base[:THINGS], things.made.places)


def _hurt(one: Reading, at: int) -> Label | None:
    """«مصرع كل من كانوا على متنها وعددهم 157 شخصا»: those who were hurt, counted behind."""
    for index in range(at - 1, max(-1, at - FAR), -1):
        mark = one.scene.marks[index]
        if one.scene.owner[index] != FREE or one.scene.kind(index) in {"hard", "comma"}:
            return None
        if mark and mark.kind == "people" and one.counted.person:
            return people(one, index, mark)
    return None


def _verbless(scene: Scene, taken: list[int]) -> list[int]:
    """«رفع المغرب التطواني رصيده»: the phrase without the verb before it that is spelled like its noun."""
    return taken[1:] if len(taken) > 1 and _told(scene, taken[0]) else taken


def _between_verbs(scene: Scene, taken: list[int]) -> list[int]:
    """«كانت السيارة تسير بسرعة …», «ويعاقب بغرامة …»: the phrase before a measure without the verbs at its ends."""
    while taken and _acting(scene, taken[-1]):
        taken = scene.trimmed(taken[:-1]) or scene.back(taken[-1], limit=4)
    return taken


def _acting(scene: Scene, index: int) -> bool:
    """Whether word ``index`` is a verb and no noun that is spelled like one («عقد»)."""
    mark = scene.marks[index]
    return mark.kind == "verb" if mark else scene.verbal(index) and not scene.with_object(index)


def _told(scene: Scene, index: int) -> bool:
    """Whether word ``index`` is a verb, or may be one, with a definite subject after it."""
    mark, article = scene.marks[index], scene.phrases.letters.article
    if index + 1 >= len(scene) or not scene.sentence.words[index + 1].startswith(article):
        return False
    if mark is None or mark.kind not in {"change", "action"}:
        return scene.verbal(index)
    return mark.verb or scene.sentence.words[index].removeprefix(mark.proclitic) in map(
        scene.phrases.fold, mark.entry.get("perfect", ())
    )


def _antecedent(scene: Scene, at: int) -> Phrase:
    """«التي حدد الخبراء قيمتها»: before the relative pronoun; «تراجع الجيش الملكي وتوقف رصيده»: the subject before."""
    for index in range(at - 1, max(0, at - NEAR), -1):
        if scene.owner[index] != FREE or scene.kind(index) in {"hard", "comma", "clause"}:
            break
        if scene.kind(index) == "relative":
            return antecedents.taken_as(scene, scene.back(index - (scene.kind(index - 1) == "comma"), limit=4))
    joined_on = scene.verbal(at - 1) and scene.sentence.words[at - 1][0] in scene.phrases.letters.conjunctions
    if not joined_on:
        return Phrase()
    for index in range(at - 2, max(-1, at - FAR), -1):
        if scene.owner[index] != FREE or scene.kind(index) == "hard":
            break
        if _told(scene, index):
            return antecedents.taken_as(scene, scene.phrase(index + 1, at, limit=3))
    return Phrase()


def _member(one: Reading, start: int, at: int) -> Phrase:
    """«… بتعريفة 3 دراهم، فالعراق والكويت بتعريفة …»: the new member of a list whose measure is told again."""
    scene = one.scene
    commas = [index for index in range(start, at) if scene.kind(index) == "comma"]
    opens = commas[-1] + 1 if commas else start
    added = scene.by(at) and scene.sentence.words[opens][0] == scene.phrases.letters.conjunctions[0]
    taken = scene.phrase(opens, at, limit=4) if commas or added else []
    if added and taken and taken[0] == opens:  # «غرامة قدرها 500 درهم وتعويض للضحايا بقيمة 15 ألف درهم»
        return antecedents.taken_as(scene, taken) if not scene.verbal(opens) else Phrase()
    measure = scene.marks[taken[0]] if taken else None  # «، واستثمارات بقيمة 600 مليون درهم»
    kinds = {"", "preposition"} | ({"measure"} if measure and measure.proclitic and not measure.pronoun else set())
    named = bool(taken) and all(scene.kind(index) in kinds for index in taken)
    return antecedents.taken_as(scene, taken) if named and not scene.verbal(taken[0]) else Phrase()


def _whose(scene: Scene, taken: list[int]) -> list[int]:
    """«المنحة التي صرفتها الوزارة بمقدار …»: of a relative clause's subject what the clause says it of."""
    first = taken[0] if taken else 0
    if first > 1 and scene.verbal(first - 1) and scene.kind(first - 2) == "relative":
        return scene.back(first - 2 - (scene.kind(first - 3) == "comma"), limit=4) or taken
    return taken


def measure_before(one: Reading, at: int) -> int | None:
    """A measure with «ب» that is the subject of the verb at ``at``: «بطاقة إضافية بلغت»."""
    for index in range(at - 1, max(-1, at - 5), -1):
        if one.scene.owner[index] != FREE or one.scene.kind(index) in {"comma", "hard", "clause", "relative"}:
            return None
        mark = one.scene.marks[index]
        rate = mark is not None and mark.kind == "share-by" and not one.percent  # «بمعدل يومي يفوق 9255 ملفا»
        if mark and (mark.kind == "measure" or rate) and one.scene.by(index):
            return index
    return None


def measure_after(one: Reading) -> Label | None:
    """«حققت 13 مليار أورو في رقم معاملاتها»: the measure comes after the amount."""
    scene, at = one.scene, one.quantity.last
    if one.counted.words or one.percent or scene.kind(at) != "preposition" or scene.kind(at + 1) != "measure":
        return None
    taken = scene.complement(at + 1, limit=5)
    if of_next(scene, taken):
        return None
    mark = scene.marks[at + 1]
    words = scene.texts(taken)
    whose = antecedents.before(scene, one.before.pivot or 0) or one.memory.programme
    own = joined([*words, *(whose.words if len(words) < 4 and mark else [])])
    return Label(own, [*scene.spans(taken), *whose.places], [], own)
