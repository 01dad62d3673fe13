"""What only its owner makes a metric: points, goals, wins and matches of a team; the points of an index."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import SKIPPED, Scene
from extractor.recognize.metrics.wording.label import Label, Phrase, joined
from extractor.recognize.metrics.wording.naming import bare

LOOKED_BACK = 3  # sentences before the figure's own in which its owner may be named
REACH = 60  # words before the figure within which its owner stands
INDEX = 3  # words from «مؤشر» to its name
NAME = 4  # words of a team's or a player's name
BALANCE = 7  # words from «رصيده» to the figure
TOLD = 2  # times that an article names those it is about
ADJECTIVES = 3  # words of «63 مباراة دولية» kept
NAMES = frozenset({"action", "state", "change", "people"})
SHED = frozenset({"preposition", "again", "comma", "clause", "rank", "hard", "also", "open"})
OPENS = frozenset({"clause", "hard", "comma"})


def scored(one: Reading) -> Label | None:
    """«ورفع الفتح الرباطي رصيده إلى 41 نقطة» → «رصيد نقاط الفتح الرباطي»; «النقاط المحرزة» are nobody's."""
    scene, own = one.scene, one.counted
    noun = one.quantity.noun
    if noun is None or one.quantity.value.unit != "count" or not scene.member(noun[0], "score"):
        return None
    if scene.member(noun[0], "point"):
        index = _index(one)
        if index:
            return Label(index.words, index.places, [one.rule("counted")], index.words, full=True)
        if own.complement and not _sheds(one):
            return None  # «نقطة بيع»
    whose = (_whose(one) or owner(one)) if _sporting(one) else Phrase()
    return _gap(one) or (_owned(one, whose) if whose else None)


def _owned(one: Reading, whose: Phrase) -> Label:
    """The score with its measure and its owner."""
    scene, own = one.scene, one.counted
    at = one.before.pivot
    head = scene.texts([at]) if at is not None and scene.kind(at) == "measure" else []
    mark = scene.marks[at] if at is not None and head else None
    if mark and mark.pronoun:
        head = [bare(scene.phrases, head[0], mark)]
    described = scene.member(one.quantity.last, "place") and not scene.member(one.quantity.last - 1, "point")
    kept = own.complement[:ADJECTIVES] if described or not _sheds(one) else []
    named = own.noun if kept else [own.noun[0].removeprefix(scene.phrases.letters.article), *own.noun[1:]]
    made = joined([*head, *named, *kept, *whose.words])
    return Label(made, [*own.places, *whose.places], [one.rule("counted")], made, list(whose.words), full=True)


def _gap(one: Reading) -> Label | None:
    """«بفارق خمس نقاط عن نهضة بركان» → «فارق النقاط عن نهضة بركان»."""
    scene, own = one.scene, one.counted
    if not (_sporting(one) and scene.member(one.quantity.first - 1, "gap")):
        return None
    made = joined([scene.phrases.by_id["gap"].forms[0], *own.words])
    return Label(made, own.places, [one.rule("counted")], made, full=True)


def _whose(one: Reading) -> Phrase:
    """«رفع الوداد رصيده إلى 39 نقطة», «تجمد رصيد الرجاء عند 31»: whose balance it is, beside the word."""
    scene, at, end = one.scene, one.quantity.first - 1, max(-1, one.quantity.first - BALANCE)
    while at > end and not scene.member(at, "balance"):
        at -= 1
    if at <= end or scene.owner[at] != FREE:
        return Phrase()
    if not scene.sentence.words[at].endswith(scene.phrases.inflection.his):
        return _name(scene, scene.phrase(at + 1, one.quantity.first, limit=NAME), owned=True)
    start = at
    while start > 0 and at - start < NAME and _nominal(scene, start - 1):
        start -= 1
    return _name(scene, list(range(start, at))) if start < at else Phrase()


def _nominal(scene: Scene, index: int) -> bool:
    """Whether word ``index`` may be of a name: definite or of an entity, no verb, no stop."""
    word, article = scene.sentence.words[index], scene.phrases.letters.article
    named = word.startswith(article) or scene.member(index, "entity")
    return named and scene.owner[index] == FREE and scene.kind(index) in {"", "word", *NAMES}


def _sheds(one: Reading) -> bool:
    """Whether what follows is no description: a preposition, «عن الوداد», «بفارق الأهداف», a verb, «جمعها من»."""
    scene, at = one.scene, one.quantity.last
    if at >= len(scene) or scene.kind(at) in SHED:
        return True
    word, phrases = scene.sentence.words[at], scene.phrases
    led = word[0] in (phrases.letters.prepositions[0], *phrases.letters.conjunctions) and not phrases.spelled(word)
    return led or scene.verbal(at) or scene.raw(at).endswith((phrases.inflection.his, phrases.inflection.things[1]))


def _index(one: Reading) -> Phrase:
    """«أنهى مؤشر مازي الحصة عند 10.941 نقطة»: the index named before, in this sentence or an earlier one."""
    scene, memory = one.scene, one.memory
    head = scene.phrases.by_id["index"].forms[0]
    for index in range(one.quantity.first - 1, max(-1, one.quantity.first - REACH), -1):
        if scene.member(index, "index") and scene.owner[index] == FREE:
            taken = [at for at in scene.phrase(index, one.quantity.first, limit=INDEX) if at >= index]
            bare = scene.key(index) == scene.phrases.fold(head)
            name = [at for at in taken[bare:] if scene.marks[at] is None][:1]
            if name and name[0] <= index + INDEX:
                memory.index = Phrase([head, *scene.texts(name)], scene.spans([index, *name]))
            return memory.index or antecedents.taken_as(scene, taken)
    return Phrase()


def _sporting(one: Reading) -> bool:
    """Whether the article speaks of sport."""
    if one.memory.sporting is None:
        sport = one.scene.phrases.sets["sport"]
        one.memory.sporting = any(not sport.isdisjoint(sentence.words) for sentence in one.memory.whole)
    return one.memory.sporting


def owner(one: Reading) -> Phrase:
    """Whose score it is: the nearest subject or antecedent before the figure, else of the sentences before."""
    found = _nearest(one, one.scene, one.quantity.first)
    if not found and one.scene.kind(0) == "clause":  # «أما المغرب الفاسي فتجمد رصيده …»
        found = _name(one.scene, one.scene.phrase(1, one.quantity.first, limit=NAME))
    if found or _told(one) or _ours(one):
        return found
    at = one.memory.at
    for sentence in reversed(one.memory.whole[max(0, at - LOOKED_BACK) : at]):
        if sentence.place == "title":
            break
        scene = Scene.of(one.scene.phrases, sentence, (), (), named=one.memory.named)
        found = _nearest(one, scene, len(scene))
        if found:
            return found
    return Phrase()


def _told(one: Reading) -> bool:
    """Whether the figure's own clause names somebody: «غينيا بنقطة واحدة»."""
    scene, inflection = one.scene, one.scene.phrases.inflection
    owned = (inflection.his, inflection.things[1])
    return any(
        not (scene.verbal(index) or scene.sentence.words[index].endswith(owned)) and scene.kind(index) in {"", "word"}
        for index in one.before.content
    )


def _ours(one: Reading) -> bool:
    """«ونحتاج إلى 18 نقطة»: the speaker's own, by the verb of the figure's clause."""
    scene, we = one.scene, one.scene.phrases.inflection.persons[-1]
    near = range(max(one.before.floor - 1, 0), one.quantity.first)
    return any(scene.verbal(index) and scene.texts([index])[0].startswith(we) for index in near)


def _nearest(one: Reading, scene: Scene, end: int) -> Phrase:
    """The last definite subject that follows a verb before word ``end``, or what «الذي» takes up there."""
    article = scene.phrases.letters.article
    for index in range(end - 1, max(-1, end - REACH), -1):
        if scene.owner[index] != FREE:
            continue
        taken: list[int] = []
        if scene.kind(index) == "relative":
            taken = scene.back(index - (scene.kind(index - 1) == "comma"), limit=NAME)
            while taken and not scene.sentence.words[taken[0]].startswith(article):
                taken.pop(0)
        elif _verb(scene, index):
            taken = scene.phrase(index + 1, end, limit=NAME + 1)
            if taken and scene.kind(index - 1) == "relative" and scene.member(taken[0], "club"):
                continue  # «الكوكب الذي رافق شباب الريف إلى القسم الثاني»
            before = scene.back(index, limit=NAME)
            if before and (before[0] == 0 or scene.kind(before[0] - 1) in OPENS) and not _named(one, scene, taken):
                taken = before
        elif scene.kind(index) == "hard" and end < len(scene):
            break
        found = _ranked(scene, index, taken, end) or _named(one, scene, taken)
        if found:
            return found
    return Phrase()


def _ranked(scene: Scene, at: int, taken: list[int], end: int) -> Phrase:
    """«خطف نهضة بركان المركز الثاني برصيد 50 نقطة»: whoever takes a place in the ranking, right before the figure."""
    between = range(at + 1, end)
    if not taken or any(scene.owner[index] != FREE for index in between):
        return Phrase()
    place = next((index for index in between if scene.member(index, "standing") or scene.member(index, "table")), -1)
    behind = range(place + 1, end)
    if place < 0 or any(scene.kind(index) in {"comma", "hard", "clause"} or scene.verbal(index) for index in behind):
        return Phrase()
    return _name(scene, [index for index in taken if index < place or place < at])


def _named(one: Reading, scene: Scene, taken: list[int]) -> Phrase:
    """The name that ``taken`` opens with, when the article is about it."""
    if not taken:
        return Phrase()
    first = taken[0] == 1 and scene.kind(0) == "clause"  # «أما المغرب الفاسي فتجمد رصيده»
    return _name(scene, taken) if first or _known(one, scene.key(taken[0])) else Phrase()


def _known(one: Reading, key: str) -> bool:
    """Whether the article names this more than once: it is about it."""
    endings = one.memory.endings
    if not endings:
        glued = len(one.scene.phrases.letters.article) + 1
        words = (word for sentence in one.memory.whole for word in sentence.words)
        endings.update(word[cut:] for word in words for cut in range(min(glued + 1, len(word))))
    return endings[key] >= TOLD


def _verb(scene: Scene, index: int) -> bool:
    """Whether word ``index`` is a verb that says more than that somebody spoke, or stands where one does."""
    if scene.verbal(index):
        return scene.kind(index) != "report"
    word, article = scene.sentence.words[index], scene.phrases.letters.article
    follows = index + 1 < len(scene) and (
        scene.sentence.words[index + 1].startswith(article) or scene.member(index + 1, "club")
    )
    nominal = word.endswith((scene.phrases.inflection.feminine, scene.phrases.inflection.tanwin))
    opens = index == 0 or scene.kind(index - 1) in OPENS
    bare = scene.kind(index) in {"", "change", "action"} and scene.sentence.words[index] not in scene.phrases.plurals
    return opens and bare and follows and not (nominal or word.startswith(article))


def _name(scene: Scene, taken: list[int], *, owned: bool = False) -> Phrase:
    """The name at the opening of ``taken``: up to a noun with a pronoun («رصيده») or a known word.

    ``owned``: it stands behind «رصيد», so that it needs no article to be one («رصيد أولمبيك آسفي»).
    """
    inflection, words = scene.phrases.inflection, scene.sentence.words
    letters, article = scene.phrases.letters, scene.phrases.letters.article
    kept: list[int] = []
    for index in taken[:NAME]:
        word = words[index]
        goes_on = bool(kept) and word[0] in letters.conjunctions
        his = goes_on or (
            scene.raw(index).endswith((inflection.his, inflection.things[1])) and not word.startswith(article)
        )  # «رصيده»
        led = word.startswith(letters.lam_article) or len(word) == len(article)
        noun = scene.kind(index) in NAMES and word.startswith(article)  # «الفتح», «الاتحاد»
        club = not kept and scene.member(index, "club")  # «شباب المحمدية»
        named = club or (len(kept) == 1 and scene.member(kept[0], "club"))  # «نهضة بركان»
        known = word in scene.phrases.plurals and not named
        if his or led or known or not (noun or club or scene.kind(index) in {"", *SKIPPED}):
            break
        kept.append(index)
    if not kept or kept[0] != taken[0]:
        return Phrase()
    named = owned or words[kept[0]].startswith(article) or words[kept[0]] in scene.phrases.sets["entity"]
    named = named or (len(kept) > 1 and scene.member(kept[0], "club"))
    return antecedents.taken_as(scene, kept) if named else Phrase()
