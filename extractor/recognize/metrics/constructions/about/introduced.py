"""A person or thing told by a bare definite noun, as the text introduced it: «راتب اللاعب» → «راتب اللاعب مالك سيسوكو».

*Looks for* a noun with the article that closes a short label: of a person in an office or a team the name that stood
behind such a noun last, of a deal, a project, a match what its name was. *Limits*: looks back a few sentences; two
players told of in turn are mixed up.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.recognize.metrics.constructions.about.completing import content
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import LONGEST, Label, Phrase

BACK = 6  # sentences before that are looked through
SAYS = 2  # content words of a label that may be told of somebody told before
NAME = 2  # words of a person's name
THING = 4  # words of the name of a thing
SHORTEST = 3  # letters of a part of a name
ADJECTIVES = 3  # «المدافع الدولي السنغالي السابق مالك سيسوكو»
ROLES = ("player", "trainer", "office")  # nouns of persons who mean one another: «المدافع» is «اللاعب»


def introduced(one: Reading, label: Label) -> None:
    """Complete a short label whose last word is a definite noun that was introduced before."""
    scene, article = one.scene, one.scene.phrases.letters.article
    word = label.words[-1]
    if label.full or not word.startswith(article) or content(scene, label.words) > SAYS:
        return
    key = scene.phrases.fold(word).removeprefix(article)
    role = next((name for name in ROLES if key in scene.phrases.sets[name]), "")
    if role:
        found = next(_persons(one, role), Phrase())
        label.words = [*label.words, *found.words]
        label.places = [*label.places, *found.places]
        return
    told = one.memory.named.get(key, [])
    if key in scene.phrases.sets["resumed"] and len(told) > 1 and told[0] not in label.words:
        label.words = [*label.words[:-1], *told[:THING]][:LONGEST]


def _persons(one: Reading, role: str) -> Iterator[Phrase]:
    """The names behind nouns of the role before the figure, the nearest first."""
    memory, scene = one.memory, one.scene
    known = scene.phrases.sets[role]
    yield from _names(scene, role, one.quantity.first)
    for place in range(memory.at - 1, max(-1, memory.at - 1 - BACK), -1):
        sentence = memory.whole[place]
        if not known.isdisjoint(sentence.words):
            earlier = Scene.of(
                scene.phrases, sentence, memory.quantities[place], memory.dates[place], named=memory.named
            )
            yield from _names(earlier, role, len(earlier))


def _names(scene: Scene, role: str, end: int) -> Iterator[Phrase]:
    """The names of one sentence before word ``end``, behind a noun of the role and its adjectives."""
    article, inflection = scene.phrases.letters.article, scene.phrases.inflection
    for index in range(end - 1, -1, -1):
        if not scene.member(index, role) or scene.owner[index] != FREE:
            continue
        first = index + 1
        while first < min(end, index + 1 + ADJECTIVES) and scene.word(first).startswith(article):
            first += 1
        second = first == index + 1 and scene.word(index) in scene.phrases.sets["player"]  # «لاعب وسط»
        first += second and scene.member(first, "post")
        taken: list[int] = []
        while len(taken) < NAME and first < end and _name(scene, first, opens=not taken):
            taken.append(first)
            first += 1
        if (
            len(taken) > 1
            and not all(scene.word(at) in scene.phrases.plurals for at in taken)
            and not scene.word(taken[-1]).endswith(inflection.tanwin)
        ):
            yield Phrase(scene.texts(taken, head=False), scene.spans(taken))


def _name(scene: Scene, index: int, *, opens: bool) -> bool:
    """Whether word ``index`` may be a part of a person's name: of no list, the first without an article."""
    phrases, word = scene.phrases, scene.word(index)
    if scene.owner[index] != FREE or scene.dated[index] or scene.marks[index] is not None or len(word) < SHORTEST:
        return False
    led = word[0] in (*phrases.letters.conjunctions, *phrases.letters.prepositions) and word[1:] in phrases.plurals
    known = (word in phrases.plurals and not opens) or phrases.place(word) or led or scene.with_object(index)
    known = known or word.endswith(phrases.inflection.many_verbs[-1])
    return word.isalpha() and not known and not (opens and word.startswith(phrases.letters.article))
