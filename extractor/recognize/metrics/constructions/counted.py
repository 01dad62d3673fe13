"""The counted noun in the plural with its complement: «3168 سريرا إضافيا» → «الأسرة إضافيا»."""

from __future__ import annotations

from extractor.model import Quantity, Span
from extractor.recognize.metrics.sentence.couples import coupled
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import LIGHT, Scene
from extractor.recognize.metrics.sentence.units import is_money
from extractor.recognize.metrics.wording.agreement import (
    adjective,
    agreed,
    agreed_persons,
    construct,
    definite,
    denied,
    in_construct,
    lady,
    masculine,
    oblique,
    plural,
    singular,
    women,
)
from extractor.recognize.metrics.wording.naming import unowned
from extractor.recognize.metrics.wording.plurals import Counted, goes_on

CLAUSE = 5  # words from «الذي» to the figure of its clause
ADJECTIVES = 3  # words after a counted noun that may agree with it
LEVELS = frozenset({"level", "change", "move"})
REACH = 6  # content words of a counted noun's complement: gold labels seldom have more than eight in all


def after(scene: Scene, quantity: Quantity, *, limit: int = REACH) -> list[int]:
    """The noun phrase that follows the quantity."""
    return scene.complement(quantity.last, limit=limit)


def counted(scene: Scene, quantity: Quantity, *, relative: bool = True) -> Counted:
    """What is counted or measured out («25 طنا من المخدرات»); empty for bare money and percentages."""
    phrases = scene.phrases
    if quantity.value.unit == "count" and quantity.noun:
        first, last = quantity.noun
        while first < last and _light(scene, first, last):
            first += 1
        named = first + 1 == last and phrases.place(scene.sentence.words[first])  # «و40 مديونة و33 بالمحمدية»
        return _noun(scene, first, last, quantity, relative=relative) if first < last and not named else Counted()
    mark = scene.marks[quantity.last] if quantity.last < len(scene) else None
    if any(scene.member(index, "deadline") for index in range(max(0, quantity.first - 1), quantity.number[0])):
        return Counted()  # «داخل أجل ثلاثة أشهر من تعيينهم»
    if quantity.value.per:  # «500 درهم عن كل يوم من مدة الحبس»
        return Counted()
    led = mark is not None and mark.length == 1  # no «من طرف»
    if quantity.value.unit == "percent" or not (led and scene.member(quantity.last, "of")):
        return Counted()
    taken = scene.trimmed(scene.complement(quantity.last, limit=REACH, relative=relative))
    taken = [] if of_next(scene, taken) or _paid_by(scene, quantity, taken) else _of_one(scene, taken)
    words = scene.texts(taken)
    folded = phrases.fold(words[0]) if words else ""
    person = folded.removeprefix(phrases.letters.article) in phrases.persons
    upright = in_construct(phrases, words[0]) if len(words) > 1 and quantity.value.unit == "count" else ""
    if upright:  # «4 من مشجعي الفريق»
        return Counted([upright, words[1]], words[2:], scene.spans(taken), person=True)
    return Counted(words[:1], words[1:], scene.spans(taken), person)


def measured_of(scene: Scene, quantity: Quantity, own: Counted) -> Counted:
    """«خفض أسعار 40 دواء», «أجور 300 مستخدم» → «أسعار الأدوية»: a measure in construct with what is counted."""
    at = quantity.first - 1
    mark = scene.marks[at] if at >= 0 and scene.owner[at] == FREE else None
    if mark is None or mark.kind != "measure" or mark.verb or mark.length > 1 or quantity.value.unit != "count":
        return own
    if scene.definite(quantity.first):
        return own
    phrases = scene.phrases
    idle = any(scene.member(at, name) for name in ("number", "total", "rate", "figure", "vague"))
    owned = mark.pronoun or mark.proclitic.endswith(phrases.letters.article)
    apart = scene.sentence.starts[quantity.first] < quantity.span.start  # «قروض لحوالي 14 ألف زبون»
    if not own.noun or own.generic or idle or owned or apart or scene.by(at):
        return own
    noun = [*scene.texts([at]), *(oblique(phrases, word) for word in own.noun)]
    return Counted(noun, own.complement, [*scene.spans([at]), *own.places])


def _of_one(scene: Scene, taken: list[int]) -> list[int]:
    """«45 غراما من الهيروين وميزان إلكتروني»: what is measured out, without the indefinite thing that «و» adds."""
    letters, words = scene.phrases.letters, scene.sentence.words
    if not taken or not any(words[index].startswith(letters.article) for index in taken[:2]):
        return taken
    for place, index in enumerate(taken[1:], 1):
        word = words[index]
        joined = word[0] == letters.conjunctions[0] and not scene.phrases.spelled(word) and scene.marks[index] is None
        owned = word.endswith((scene.phrases.inflection.his, scene.phrases.inflection.things[1]))  # «الحليب ومشتقاته»
        joined = joined and not owned and len(word) > len(letters.article)
        if joined and not word.startswith(letters.article, 1) and words[index - 1].startswith(letters.article):
            return taken[:place]
    return taken


def _paid_by(scene: Scene, quantity: Quantity, taken: list[int]) -> bool:
    """«70 مليون سنتيم من وكالة بنكية»: where money comes from is not what it is."""
    money = is_money(quantity.value.unit) and bool(taken)
    bare = scene.word(taken[0]).removeprefix(scene.phrases.letters.article) if money else ""
    person = bare != scene.word(taken[0]) if bare in scene.phrases.persons else False  # «50 ألف درهم من المشتكي»
    return money and (person or any(scene.member(taken[0], name) for name in ("purse", "body", "entity", "accused")))


def of_next(scene: Scene, taken: list[int]) -> bool:
    """«220 مليون متر مكعب من السعة الإجمالية البالغة 805 ملايين»: what the next figure measures, not this one."""
    after = taken[-1] + 1 if taken else len(scene)
    led = bool(taken) and scene.kind(taken[-1]) == "level" and not scene.verbal(taken[-1])
    heads = {scene.kind(index) for index in taken[:2]}
    return led and after < len(scene) and scene.owner[after] != FREE and "measure" in heads


def _light(scene: Scene, first: int, last: int) -> bool:
    """Whether word ``first`` of a quantity's noun is none: a preposition, a sign; a word alone is («وحدة»)."""
    light = scene.kind(first) in LIGHT | {"part"} and not (last - first == 1 and scene.kind(first) == "drop")
    return light or not scene.sentence.words[first][0].isalpha()


def _noun(scene: Scene, first: int, last: int, quantity: Quantity, *, relative: bool) -> Counted:
    phrases = scene.phrases
    fixed = scene.definite(first)  # «البنوك الستة المدرجة»: its number stands behind it
    both = not fixed and coupled(scene, first, last)
    couple = last + both
    behind = quantity.last if fixed or _one_there(scene, first, quantity) else _past_day(scene, quantity, couple)
    complement = _framed(scene, behind) or scene.complement(behind, limit=REACH, relative=relative)
    texts = scene.texts(range(first, last), head=fixed)
    folded = scene.sentence.words[first]
    places = scene.spans([*range(first, last), *complement])
    if folded in phrases.sets["container"]:
        of_it = _contained(scene, first, last, [*texts[1:], *scene.texts(complement, head=False)])
        if of_it:
            return Counted([definite(phrases, of_it[0])], of_it[1:], places)
    led = _behind_participle(scene, last) if last - first == 1 else ""
    if led:  # «تسعة مشتبه فيهم»
        head = phrases.letters.article + texts[0].removesuffix(phrases.inflection.tanwin)
        rest = scene.texts(scene.complement(last + 1, limit=REACH), head=False)
        rest = [word for word in rest if phrases.fold(word) not in phrases.sets["others"]]
        return Counted([head, led], rest, places, person=True)
    owned = scene.sentence.words[first - 1] in phrases.inflection.genitive or texts[0] != scene.raw(first)
    bare = phrases.fold(texts[0]).removeprefix(phrases.letters.article) if owned else folded  # «3 ديال الدراري»
    bare = phrases.fold(_theirs(scene, first)) or bare
    alone = singular(phrases, bare)
    sound = folded.endswith(phrases.inflection.men_forms) and alone not in phrases.several  # no «موازين»
    person = alone in phrases.persons or sound
    person = person or lady(phrases, folded)
    generic = bare in phrases.sets["person"]
    noun, rest = _described(scene, first, last, complement, person=person or generic)
    if both and women(phrases, noun):  # «مترشحة ومترشحا»
        noun = plural(phrases, scene.texts([last], head=False)[0].removeprefix(phrases.letters.conjunctions[0]))
    named = quantity.value.counted if folded in phrases.sets["others"] else None
    if generic and named and phrases.fold(named) not in phrases.sets["person"]:
        noun, generic = plural(phrases, named), False  # «… مشتبه فيهم، فيما أفرج عن خمسة آخرين»
    which = phrases.inflection.people[0] if person or generic else phrases.inflection.things[0]
    which = phrases.inflection.ladies[0] if person and women(phrases, noun) else which
    clause, told = _clause(scene, quantity, couple, complement, which)
    rest, places = [*rest, *clause], [*places, *told]
    inner = max(0, last - first - 1)
    return Counted([noun, *rest[:inner]], rest[inner:], places, person or generic, generic)


def _clause(
    scene: Scene, quantity: Quantity, last: int, complement: list[int], which: str
) -> tuple[list[str], list[Span]]:
    """The clause that says something of those counted, behind their noun: «… الذين شاركوا», «… المتعلقة بالسرقة»."""
    taken_up = scene.kind(last) == "relative" and last + 1 < len(scene) and scene.verbal(last + 1)
    at = last + taken_up  # «الـ15 ألف جندي الذين نشرتهم الحكومة»
    behind = complement[-1] + 1 if complement else quantity.last
    relating = scene.phrases.inflection.relating
    if not taken_up and _only_described(scene, complement) and relates(scene, behind):
        told = scene.complement(behind + 1, limit=REACH - 1)
        return [relating[scene.sentence.words[behind]], *scene.texts(told, head=False)], scene.spans(told)
    if complement or at >= len(scene) or not scene.verbal(at):
        return [], []
    if not taken_up and (scene.kind(at) in LEVELS or _in_relative(scene, quantity.first)):
        return [], []
    said = _one_clause(scene, at) if taken_up else [] if _of_next_doer(scene, at) else scene.tail(at, limit=5)
    clause = [which, *scene.texts(said)]
    about = relating.get(scene.sentence.words[at])
    if about:  # «قضية تتعلق بالمخدرات»
        clause = [about, *clause[2:]]
    return (clause, scene.spans(said)) if len(said) > 1 else ([], [])


def _only_described(scene: Scene, complement: list[int]) -> bool:
    """Whether only adjectives follow the counted noun: «7 مخالفات أخرى», «40 قضية جديدة»."""
    phrases, words = scene.phrases, scene.sentence.words
    return all(scene.kind(index) == "" and adjective(phrases, words[index]) for index in complement)


def _in_relative(scene: Scene, first: int) -> bool:
    """«المصنع الذي يشتغل به 300 عامل أغلق»: what follows goes on with what the relative clause describes."""
    article = scene.phrases.letters.article
    for index in range(first - 1, max(-1, first - CLAUSE), -1):
        if scene.owner[index] != FREE or scene.kind(index) in {"hard", "comma", "clause"}:
            break
        if scene.kind(index) == "relative":
            return scene.sentence.words[index].startswith(article)
    return False


def relates(scene: Scene, at: int) -> bool:
    """Whether a verb at ``at`` says what those counted are about: «تتعلق بـ»."""
    return at < len(scene) and scene.sentence.words[at] in scene.phrases.inflection.relating


def _past_day(scene: Scene, quantity: Quantity, at: int) -> int:
    """«خاض 800 صيدلي، صباح السبت، وقفة احتجاجية»: past the day between a subject and its object, behind their verb."""
    before = quantity.first - 1
    if scene.kind(at) != "comma" or before < 0 or scene.owner[before] != FREE or not scene.verbal(before):
        return at
    end = at + 1
    while end < len(scene) and scene.dated[end]:
        end += 1
    return end + 1 if end > at + 1 and scene.kind(end) == "comma" else at


def _one_there(scene: Scene, first: int, quantity: Quantity) -> bool:
    """«حالة واحدة بإقليم ميدلت»: one thing, its number behind it, and where it is."""
    letters, at = scene.phrases.letters, quantity.last
    if quantity.value.point != 1 or at >= len(scene) or scene.sentence.words[first].startswith(letters.article):
        return False
    return scene.member(at, "place") or (scene.plain(at) and scene.sentence.words[at][0] == letters.prepositions[0])


def _one_clause(scene: Scene, at: int) -> list[int]:
    """The clause of the verb at ``at`` up to the next verb, which goes on with those counted: «… ليس لديهم أوامر»."""
    said = scene.tail(at, limit=5)
    further = (
        place
        for place, index in enumerate(said)
        if place > 1 and (scene.verbal(index) or scene.member(index - 1, "negation"))
    )
    return scene.trimmed(said[: next(further, len(said))])


def _framed(scene: Scene, at: int) -> list[int]:
    """«103 مشاريع بالنسبة لبرنامج …», «38 مشروعا في إطار برنامج …»: the part that the count is of."""
    mark = scene.marks[at] if at < len(scene) else None
    start = at + mark.length if mark and not mark.offset else at
    if mark is None or start >= len(scene) or scene.owner[start] >= 0:
        return []
    if mark.kind == "role":
        return scene.phrase(start, len(scene), limit=REACH)
    programme = mark.length > 1 and mark.kind == "clause" and scene.member(start, "programme")
    return scene.phrase(start, len(scene), limit=REACH) if programme else []


def _of_next_doer(scene: Scene, at: int) -> bool:
    """«3 مستشفيات يشرف عليها 85 طبيبا»: the verb at ``at`` has the next figure for its subject."""
    return scene.kind(at + 1) == "returning" and at + 2 < len(scene) and scene.owner[at + 2] != FREE


def _contained(scene: Scene, first: int, last: int, rest: list[str]) -> list[str]:
    """«1200 حبة من الإكستازي», «20 علبة سجائر»: what a container is of."""
    phrases = scene.phrases
    named = last - first > 1 and not adjective(phrases, scene.sentence.words[first + 1])
    described = bool(rest) and adjective(phrases, phrases.fold(rest[0])) and not scene.member(last, "of")
    if not rest or described or not (scene.member(last, "of") or named):
        return []
    return rest[1:] if phrases.marked(rest[0]) == "preposition" and len(rest) > 1 else rest


def _behind_participle(scene: Scene, index: int) -> str:
    """«فيهم», «عليه» behind a participle of persons, as the plural asks for it."""
    if scene.kind(index) not in {"back", "returning"}:
        return ""
    word = scene.sentence.words[index]
    rows = scene.phrases.inflection.takes_up.values()
    return next((people for _, people in rows if scene.phrases.fold(people) in {word, word + people[-1]}), "")


def _theirs(scene: Scene, first: int) -> str:
    """«سبعة من ركابها» → «ركاب»: a plural behind «من» without its pronoun; else empty."""
    if not scene.member(first - 1, "of"):
        return ""
    text = scene.texts([first], head=False)[0]
    bared = unowned(scene, text)
    return bared if bared != text and scene.phrases.fold(bared) in scene.phrases.several else ""


def _described(scene: Scene, first: int, last: int, complement: list[int], *, person: bool) -> tuple[str, list[str]]:
    """The noun in the plural, and what follows it: its second noun, else its adjectives in agreement."""
    phrases, words = scene.phrases, scene.sentence.words
    texts = scene.texts(range(first, last), head=scene.definite(first))
    rest = [*texts[1:], *scene.texts(complement, head=False)]
    noun = plural(phrases, texts[0])
    theirs = _theirs(scene, first)
    if theirs:
        noun = definite(phrases, theirs)
    close = last - first - 1  # how many words after the noun are next to it
    confirmed = scene.kind(last) == "report" and scene.raw(last).endswith(phrases.inflection.one)
    told = person and scene.member(last, "was")  # «151 مغربيا كانوا عالقين»
    first_word = last + (confirmed or told)  # «إصابة مؤكدة جديدة»
    close += sum(index == first_word + place for place, index in enumerate(complement))
    if not close:
        return noun, rest
    tanwin = phrases.inflection.tanwin
    described = texts[0].endswith(tanwin) and words[first] not in phrases.several
    inner = last - first > 1 and not (
        adjective(phrases, words[first + 1])
        or words[first + 1].startswith(phrases.letters.prepositions[0] + phrases.letters.article)
    )
    owned = not person and construct(phrases, words[first], rest[0])
    second = not described and (inner or owned)
    if second:
        rest[0] = definite(phrases, rest[0])
        noun = noun.removeprefix(phrases.letters.article)
    ladies = person and women(phrases, noun) and words[first] not in phrases.several
    bare = described or not (words[first] in phrases.several or words[first].endswith(phrases.inflection.feminine))
    for place in range(int(second), min(close, ADJECTIVES, len(rest))):
        word = rest[place]
        if goes_on(phrases, word, further=place > 0):
            break
        if word == phrases.inflection.un and place + 1 < min(close, len(rest)):
            rest[place + 1] = denied(phrases, rest[place + 1], person=person and not ladies)
            break
        if second and not bare and masculine(phrases, word):
            rest[place] = definite(phrases, word)  # «حافلات نقل مدرسي»
        elif person and words[first] not in phrases.sets["collective"]:
            rest[place] = agreed_persons(phrases, word, described=described, women=ladies)
        else:
            rest[place] = agreed(phrases, word, described=described, bare=bare)
        if rest[place] == word and not word.startswith(phrases.letters.article):
            break
    return noun, rest
