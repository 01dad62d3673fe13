"""A verb whose subject is what is counted, behind a place or an occasion: «شارك في المسيرة 10 آلاف شخص».

Looks for a verb at the opening of its clause, a preposition right behind it and nothing else up to the figure.
*Limits*: an object that stands there («حجزت بالميناء 12 سيارة») reads the same, which the label bears as well.
"""

from __future__ import annotations

from itertools import pairwise

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.done.deeds import spelled_verb
from extractor.recognize.metrics.constructions.done.progress import verbal_noun
from extractor.recognize.metrics.constructions.events.casualties import people
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import SKIPPED, Scene
from extractor.recognize.metrics.wording.agreement import doing, done_to
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

DEEDS = frozenset({"action", "state", "people"})
PLAIN = frozenset({"", "verb"})
OPENS = frozenset({"hard", "clause", "comma", "report", "quote", "relative", "close"})
PASSED = SKIPPED | {"demonstrative", "preposition"}
REACH = 10  # words from a clause's opening to its relative pronoun
WHERE = 6  # words of the place or the occasion
SHORTEST = 3  # letters of a verb
NAME = 5  # letters of an unknown word that is a name rather than a verbal noun
CLAUSE = 2  # words of a relative clause that needs no figure for its object


def awaited(one: Reading) -> Label | None:
    """«شارك في المسيرة 10 آلاف شخص» → «المشاركون في المسيرة»."""
    scene, own = one.scene, one.counted
    if not own.noun or one.before.preposition or one.quantity.noun is None:
        return None
    at = _verb(one)
    where = _where(one, at) if at is not None else []
    if at is None or not where or antecedents.before(scene, at):
        return None
    mark = scene.marks[at]
    if mark is not None and mark.kind == "people":
        return _hurt(one, at, mark, where)
    done = _participle(one, at, mark)
    words = own.with_participle(scene.phrases, done, done) if done else own.words
    close = own.close(scene.phrases) + len(words) - len(own.complement)
    place = scene.texts(where, head=False)
    made = joined([*words[:close], *place, *words[close:]])
    rule = mark.entry.rule if mark and mark.kind in DEEDS else one.rule("counted")
    return Label(made, [*own.places, *scene.spans(where)], [rule], made, place, pivot=mark if done else None)


def _verb(one: Reading) -> int | None:
    """The place of the verb at the opening of the figure's clause, when it may lack its subject."""
    scene, found = one.scene, one.before
    start = found.floor
    if found.pivot is not None and scene.kind(found.pivot - 1) == "relative" and found.content:
        start = _clause(scene, found.pivot - 1)  # «أصيب في الحريق الذي دمر السوق 35 تاجرا»
    elif found.pivot is not None:
        return found.pivot if _acts(scene, found.pivot) else None
    for index in range(start, one.quantity.first):
        if scene.dated[index] or scene.kind(index) in SKIPPED:
            continue
        return index if _acts(scene, index) or (scene.kind(index) in PLAIN and _opens(scene, index)) else None
    return None


def _clause(scene: Scene, end: int) -> int:
    """Where the clause around the relative pronoun at ``end`` opens."""
    start = end
    while start > 0 and end - start < REACH and scene.owner[start - 1] == FREE and scene.kind(start - 1) not in OPENS:
        start -= 1
    return start


def _acts(scene: Scene, index: int) -> bool:
    """Whether word ``index`` is the verb of a deed, spelled like its noun («تظاهر») or not; «وصل إلى» of arrivals."""
    mark = scene.marks[index]
    if mark is None:
        return False
    if mark.kind == "level":
        return mark.verb and scene.member(index + 1, "toward")
    return mark.kind in DEEDS and (mark.verb or spelled_verb(scene, index, mark))


def _opens(scene: Scene, index: int) -> bool:
    """Whether word ``index`` is a verb, or opens its clause with no look of a noun."""
    phrases, word = scene.phrases, scene.sentence.words[index]
    if scene.verbal(index):
        return True
    joined_on = word[0] in phrases.letters.conjunctions and len(word) > SHORTEST
    if not (index == 0 or joined_on or scene.kind(index - 1) in OPENS) or len(word) < SHORTEST:
        return False
    bare = word[1:] if joined_on and phrases.known(word[1:]) else word
    nominal = (phrases.inflection.feminine, phrases.inflection.tanwin)
    named = bare.startswith(phrases.letters.article) or bare.endswith(nominal) or phrases.known(bare)
    return not (named or not bare.isalpha() or bare.isascii() or phrases.place(bare))


def _where(one: Reading, at: int) -> list[int]:
    """The place or occasion between the verb at ``at`` and the figure, its preposition with it; empty where more is."""
    scene, end, mark = one.scene, one.quantity.first, one.scene.marks[at]
    start = at + (mark.length if mark else 1)
    while start < end and (scene.dated[start] or scene.kind(start) == "drop"):
        start += 1
    if start >= end or not (_leads(scene, start) or (mark and mark.length > 1)):
        return []
    if mark and mark.length > 1 and scene.phrases.marked(scene.raw(start - 1)) == "preposition":
        start -= 1  # «مثل أمام»
    led = scene.phrases.marked(scene.raw(start)) == "preposition"
    taken = scene.phrase(start + led, end, limit=WHERE)
    if not taken or _another(scene, taken) or (len(taken) == 1 and _owned(scene, taken[0])):
        return []
    rest = [index for index in range(taken[-1] + 1, end) if not (scene.dated[index] or scene.kind(index) in PASSED)]
    if rest and not _aside(scene, rest):
        return []
    if not rest and not _whole(scene, taken[-1]):
        return []
    return [start, *taken] if led else taken


def _leads(scene: Scene, index: int) -> bool:
    """Whether word ``index`` is a preposition or has one written onto it."""
    if scene.kind(index) == "preposition":
        return not scene.joins(index)
    letters, word, mark = scene.phrases.letters, scene.sentence.words[index], scene.marks[index]
    if scene.by(index):
        return False
    if mark is not None and mark.proclitic:
        return mark.proclitic[0] in letters.prepositions and not mark.verb
    led = word[0] in letters.prepositions and mark is None and not scene.phrases.spelled(word)
    rest = word[1:]
    return led and (
        rest.startswith((letters.article, letters.lam)) or scene.phrases.known(rest) or scene.phrases.place(rest)
    )


def _owned(scene: Scene, index: int) -> bool:
    """«نقل على إثرها 120 شخصا»: what a pronoun means says nothing in a label."""
    owners = (scene.phrases.inflection.things[1], scene.phrases.inflection.people[1])
    word = scene.sentence.words[index]
    return word.endswith(owners) or (
        scene.raw(index).endswith(scene.phrases.inflection.his) and not scene.phrases.spelled(word)
    )


def _another(scene: Scene, taken: list[int]) -> bool:
    """Whether a subject of its own follows inside: «بالميناء عناصر الجمارك»."""
    words, phrases = scene.sentence.words, scene.phrases
    article = phrases.letters.article
    for before, index in pairwise(taken):
        bare = not words[index].startswith(article) and scene.kind(index) in {"", "measure"}
        glued = words[index][0] in (*phrases.letters.prepositions, *phrases.letters.conjunctions)
        if bare and not glued and words[before].startswith(article) and not phrases.place(words[index]):
            return True
    return False


def _aside(scene: Scene, rest: list[int]) -> bool:
    """Whether the words left are a relative clause with an object of its own: «الذي هز العاصمة»."""
    first = rest[0]
    if scene.kind(first) != "relative" or len(rest) <= CLAUSE:
        return False
    plain = all(scene.kind(index) not in {"comma", "hard", "clause", "report", "open", "equal"} for index in rest)
    return plain and scene.verbal(first + 1) and not scene.verbal(rest[-1]) and _whole(scene, rest[-1])


def _whole(scene: Scene, index: int) -> bool:
    """Whether word ``index`` may end a phrase: definite or a name, no noun in construct with what is counted."""
    phrases, word = scene.phrases, scene.sentence.words[index]
    if word.startswith(phrases.letters.article) or word[1:].startswith(phrases.letters.article) or phrases.place(word):
        return True
    if word.startswith(phrases.letters.lam_article) or phrases.place(word[1:]):
        return True
    return not (len(word) < NAME or scene.kind(index) or phrases.known(word) or verbal_noun(scene, index))


def _participle(one: Reading, at: int, mark: Mark | None) -> str:
    """What the counted are by the verb: «المشاركون», «المتنافسون»; empty where no form is known."""
    own, phrases = one.counted, one.scene.phrases
    if mark is not None and mark.kind in DEEDS:
        own_form = str(mark.entry.get("people" if own.person else "adjective", "") or "")
        return done_to(phrases, own.noun[0], own_form) if own.person and not own.generic else own_form
    return doing(phrases, one.scene.texts([at])[0], own.noun[0], person=own.person)


def _hurt(one: Reading, at: int, mark: Mark, where: list[int]) -> Label:
    """«أصيب في الانفجار 45 مدنيا»: the occasion is the event in which they were hurt."""
    scene = one.scene
    named = where[scene.kind(where[0]) == "preposition" :]
    label = people(one, at, mark, told=Phrase(scene.texts(named), scene.spans(named)))
    label.rules, label.pivot = [*label.rules, mark.entry.rule], mark
    return label
