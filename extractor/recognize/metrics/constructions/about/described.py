"""What a clause behind a noun phrase describes: «تنفيذ مشاريع الجهة، البالغ عددها 40» → «مشاريع الجهة».

*Looks for* the noun that agrees with the pronoun of the measure, the participle or the relative pronoun, nearest
first: in the phrase behind the last preposition, then in the one before. *Limits*: broken plurals that nouns.toml
does not know pass for singulars, so that nothing may agree; then the reading before stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.prefixes import prefixed
from extractor.recognize.metrics.sentence.scene import Scene

REACH = 16  # words back to the noun that is described
NAMED = 5  # words of it
NOMINAL = frozenset({"", "measure", "share-by", "action", "state", "change", "people"})
BETWEEN = NOMINAL | {"preposition", "drop", "quote", "demonstrative", "dash", "back", "returning"}
MEASURES = frozenset({"measure", "share-by"})
PARTICIPLE = 4  # letters that the participle of persons has more of: «مسافرين»
PERSONS, LADIES, THINGS, ONE = "persons", "ladies", "things", "one"


def described(scene: Scene, end: int, pronoun: str, *, several: bool = False, sites: bool = False) -> list[int]:
    """The words of the noun phrase before word ``end`` that ``pronoun`` means.

    ``several``: a plural, its number told; ``sites``: where something is may be meant, too.
    """
    run = _run(scene, end)
    which = _which(scene, pronoun)
    agreeing = [
        place for place in _places(scene, run, sites=sites) if _agrees(scene, run[place], which, several=several)
    ]
    if not agreeing:
        return []
    measures = [place for place in agreeing if scene.kind(run[place]) in MEASURES and not several]
    found = measures[0] if measures else agreeing[0]  # «مبلغ الدعم قبل التعديل، الذي بلغ …»
    whole = _changed(scene, run, found, which)
    taken = run[whole : whole + NAMED]
    return scene.trimmed(taken[: next((n for n, at in enumerate(taken) if scene.member(at, "without")), NAMED)])


def _places(scene: Scene, run: list[int], *, sites: bool) -> Iterator[int]:
    """Where in ``run`` a noun stands that may be described, the phrase behind the last preposition first."""
    floor = len(run)
    while floor > 0:
        start = next((n for n in range(floor - 1, 0, -1) if _led(scene, run, n)), 0)
        apart = scene.member(run[start] - 1, "without")  # «الموارد، دون احتساب القروض، التي ناهزت»
        if not (apart or (not sites and _site(scene, run[start]))):
            yield from (place for place in range(start, floor) if _heads(scene, run, place, start))
        floor = start


def _site(scene: Scene, index: int) -> bool:
    """«انخفاض بمدينة طنجة، التي …», «قافلة بأقاليم الجهة، استفاد منها …»: whether a phrase only says where."""
    led = scene.member(index - 1, "place") and scene.phrases.located(scene.word(index))
    return led or (scene.member(index, "site") and prefixed(scene.phrases, scene.word(index)))


def _changed(scene: Scene, run: list[int], place: int, which: str) -> int:
    """«الزيادة في الأثمنة التي بلغت 25 في المائة»: the noun of change before a preposition, where it agrees, too."""
    at = place - 2
    led = at >= 0 and scene.kind(run[at + 1]) == "preposition" and scene.kind(run[at]) == "change"
    return at if led and _agrees(scene, run[at], which, several=False) else place


def _run(scene: Scene, end: int) -> list[int]:
    """The words before ``end`` up to a stop, a verb or a figure."""
    index, taken = end, list[int]()
    while index > 0 and end - index < REACH:
        at = index - 1
        if not scene.dated[at]:
            between = scene.kind(at) in BETWEEN or scene.member(at, "without")
            if not between or scene.verbal(at) or not (scene.plain(at) or _counted(scene, at)):
                break
            taken.append(at)
        index = at
    verb = index - (index > 0 and scene.verbal(index - 1))
    related = scene.kind(verb - 1) == "relative"  # «المقترحات التي ارتبطت بالأزمات، وعددها …»
    aside = bool(taken) and scene.kind(taken[-1] - 1) == "comma"  # «المهرجان، المنظم بالقاعة، والذي شارك فيه …»
    article, participle = scene.phrases.letters.article, scene.phrases.inflection.participle
    described = aside and scene.word(taken[-1]).startswith(article + participle)
    return [] if related or described else taken[::-1]


def _counted(scene: Scene, at: int) -> bool:
    """«نصف المنح، البالغة قيمتها …»: whether word ``at`` is the noun of a figure before."""
    noun = scene.quantities[scene.owner[at]].noun if scene.owner[at] != FREE else None
    return noun is not None and noun[0] <= at < noun[1]


def by_participle(scene: Scene, at: int) -> list[int]:
    """«المساحة المزروعة، المقدرة بـ3 ملايين هكتار»: the noun that the participle of level at ``at`` describes."""
    if at < 1 or scene.kind(at - 1) != "comma" or scene.verbal(at):
        return []
    word, letters = scene.sentence.words[at], scene.phrases.letters
    if not word.removeprefix(letters.conjunctions[0]).startswith(letters.article):
        return []
    inflection = scene.phrases.inflection
    if word.endswith(inflection.men_forms):
        return described(scene, at - 1, inflection.people[1])
    return described(scene, at - 1, inflection.things[1] if word.endswith(inflection.feminine) else inflection.his)


def by_relative(scene: Scene, at: int) -> list[int]:
    """«ميزانية المدينة، التي تبلغ 2,3 مليار»: the noun that the relative pronoun at ``at`` means."""
    word, inflection = scene.sentence.words[at], scene.phrases.inflection
    article = scene.phrases.letters.article
    who, which = (scene.phrases.fold(forms[0]) for forms in (inflection.people, inflection.things))
    bare = word[word.find(article) :]
    if bare not in {who, which}:
        return []
    pronoun = inflection.people[1] if bare == who else inflection.things[1]
    return described(scene, at - (scene.kind(at - 1) == "comma"), pronoun)


def pronoun_of(scene: Scene, at: int) -> str:
    """The pronoun that a preposition wears at word ``at``: «منها» → «ها», «عليه» → «ه»."""
    word, inflection = scene.word(at), scene.phrases.inflection
    ends = (*inflection.people[1:], *inflection.ladies[1:], *inflection.things[1:])
    return next((end for end in ends if word.endswith(end)), inflection.his)


def _led(scene: Scene, run: list[int], place: int) -> bool:
    """Whether a noun phrase begins at ``place``: behind a preposition, with one on it, an object behind its subject."""
    letters, word = scene.phrases.letters, scene.sentence.words[run[place]]
    glued = word[0] in letters.prepositions and word.startswith(letters.article, 1)
    glued = glued or word.startswith(letters.lam_article) or prefixed(scene.phrases, word)
    if scene.kind(run[place - 1]) == "preposition" or scene.member(run[place - 1], "without") or glued:
        return True
    return _object(scene, run, place)


def _object(scene: Scene, run: list[int], place: int) -> bool:
    """«تولت الشركة نقل البضائع»: whether an object begins at ``place``, behind a subject that opens its clause."""
    letters, words = scene.phrases.letters, scene.sentence.words
    word, opens = words[run[place]], run[0] > 0 and scene.verbal(run[0] - 1)
    nominal = scene.kind(run[place]) in NOMINAL and word != scene.phrases.fold(scene.phrases.inflection.un)
    if not (opens and nominal and words[run[place - 1]].startswith(letters.article)):
        return False
    joined = word[0] in letters.conjunctions and word.startswith(letters.article, 1)
    return not (joined or word.startswith(letters.article)) and all(
        scene.kind(run[n]) in NOMINAL and not scene.by(run[n]) for n in range(place)
    )


def _heads(scene: Scene, run: list[int], place: int, start: int) -> bool:
    """Whether the word at ``place`` may be the noun: at the opening of its phrase, or behind a noun in construct."""
    words, article = scene.sentence.words, scene.phrases.letters.article
    if scene.kind(run[place]) not in NOMINAL or (place and _denied(scene, run[place - 1])):
        return False
    if place and scene.kind(run[place - 1]) == "demonstrative":
        return place == start + 1  # «هذه المشاريع», no «قوارب الصيد ذات المواصفات»
    if place == start or article not in words[run[place - 1]][: len(article) + 1]:
        return True
    return scene.kind(run[place]) in MEASURES and article not in words[run[place]][: len(article) + 1]


def _denied(scene: Scene, index: int) -> bool:
    """«الضرائب غير المباشرة»: whether the word at ``index`` makes an adjective of the next."""
    return scene.sentence.words[index] == scene.phrases.fold(scene.phrases.inflection.un)


def _which(scene: Scene, pronoun: str) -> str:
    """What a pronoun, or the last letters of a participle or a relative pronoun, may mean."""
    inflection, fold = scene.phrases.inflection, scene.phrases.fold
    if pronoun in {*map(fold, inflection.people), *inflection.men_forms}:
        return PERSONS
    if pronoun in set(map(fold, inflection.ladies)):
        return LADIES
    return ONE if pronoun == inflection.his else THINGS


def _agrees(scene: Scene, index: int, which: str, *, several: bool) -> bool:
    phrases, inflection = scene.phrases, scene.phrases.inflection
    word = scene.sentence.words[index]
    text = scene.texts([index])[0].removeprefix(phrases.letters.article)
    bare = phrases.fold(text)
    broken = bare not in phrases.plurals and phrases.broken(text)
    men = _men(scene, bare)
    many = men or bare in phrases.several or bare.endswith(inflection.many) or broken
    person = men or bare in phrases.persons
    if which == PERSONS:
        return many and person
    if which == LADIES:
        return many and bare.endswith(inflection.many)
    if which == ONE:
        return not many and not word.endswith(inflection.feminine)
    if phrases.located(bare):
        return not several
    return (many and not person) or (not several and word.endswith(inflection.feminine))


def _men(scene: Scene, bare: str) -> bool:
    """Whether a folded word is a sound plural of men: «مسافرون», «مسافرين», no «تكوين»."""
    inflection, phrases = scene.phrases.inflection, scene.phrases
    upright, bent = inflection.men_forms
    if bare in phrases.several or not bare.endswith((upright, bent)):
        return False
    stem = bare.removesuffix(upright).removesuffix(bent)
    shaped = stem.startswith(inflection.participle) and len(stem) >= PARTICIPLE
    return bare.endswith(upright) or shaped or stem in phrases.persons or stem.endswith(inflection.nisba)
