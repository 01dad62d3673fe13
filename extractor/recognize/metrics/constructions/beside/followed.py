"""The next in a ranking: «تراجعت المبيعات بفرنسا بـ12 في المائة، تليها إسبانيا بـ9» → «تراجع المبيعات بإسبانيا».

Looks for a word of order behind the figure before («تليها», «متبوعة بـ», «ثم»), a name, and this figure. *Limits*: the
label before must say whose its figure is: by the doer, by a place, or by a name at its end.
"""

from __future__ import annotations

from extractor.recognize.metrics.constructions.beside.elliptic import doer_at
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Label, joined

NAMED = 4  # words of a name
# «بواقع», «بنسبة»: what leads from the name to its figure
LEADS = frozenset({"preposition", "measure", "share-by", "drop", "open"})
SHORTEST = 3  # letters of a place behind its preposition


def followed(one: Reading) -> Label | None:
    """«…، تليها جهة فاس مكناس بـ16 في المائة»: the same of the next one."""
    scene, prior = one.scene, one.prior
    if prior is None or not one.done:
        return None
    mine, its = one.quantity.value, one.done[-1].quantity.value
    if mine.unit != its.unit or (mine.counted and mine.counted != its.counted):
        return None
    taken = _name(one)
    if not taken:
        return None
    fresh = scene.texts(taken, head=False)
    fresh[0] = _bare(scene, taken[0], fresh[0])
    made = _again(scene, prior, fresh) if _names(scene, fresh[0]) else []
    if not made:
        return None
    agent = fresh if prior.agent else []
    return Label(made, scene.spans(taken), [one.rule("list")], made, prior.context, pivot=prior.pivot, agent=agent)


def _name(one: Reading) -> list[int]:
    """The words between the word of order and the figure; none where anything else stands there."""
    scene, end = one.scene, one.quantity.first
    start = one.done[-1].quantity.last
    while start < end and not scene.member(start, "then"):
        if _last(one, start):
            start -= 1
            break
        if not (scene.kind(start) in {"comma", "drop"} or scene.dated[start]):
            return []
        start += 1
    while end > start + 1 and (scene.kind(end - 1) in LEADS or scene.by(end - 1)):
        end -= 1
    taken = list(range(start + 1, end))
    plain = all(scene.owner[at] == FREE and scene.plain(at) and not scene.dated[at] for at in taken)
    return taken if plain and 0 < len(taken) <= NAMED and not any(map(scene.verbal, taken)) else []


def _last(one: Reading, at: int) -> bool:
    """«…، ثم لبنان بـ20 نقطة وتونس بـ10»: a place that «و» adds to a ranking."""
    scene = one.scene
    between = range(one.done[-2].quantity.last, one.done[-1].quantity.first) if len(one.done) > 1 else ()
    ranked = any(scene.member(index, "then") for index in between)
    return ranked and scene.joined_on(at) and scene.phrases.place(scene.sentence.words[at][1:])


def _bare(scene: Scene, at: int, text: str) -> str:
    """«متبوعة بإسبانيا», «وتونس» → «إسبانيا», «تونس»: a name without what is written onto it."""
    letters, word = scene.phrases.letters, scene.sentence.words[at]
    if word[0] == letters.conjunctions[0] and scene.phrases.place(word[1:]) and not scene.phrases.place(word):
        return text[1:]
    led = word[0] == letters.prepositions[0] and not scene.phrases.place(word)
    named = word[1:].startswith(letters.article) or scene.phrases.place(word[1:]) or scene.phrases.known(word[1:])
    return text[1:] if led and named else text


def _names(scene: Scene, text: str) -> bool:
    """Whether a word may open a name: definite, a place, what a body is."""
    phrases = scene.phrases
    return (
        text.startswith(phrases.letters.article) or phrases.place(text) or phrases.fold(text) in phrases.sets["entity"]
    )


def _again(scene: Scene, prior: Label, fresh: list[str]) -> list[str]:
    """The label before with ``fresh`` in the place of its doer, its place or its last name."""
    words, agent = prior.words, prior.agent
    doer = doer_at(prior)
    if doer >= 0:
        return joined([*words[:doer], *fresh, *words[doer + len(agent) :]])
    at = next((place for place in range(len(words) - 1, 0, -1) if _placed(scene, words, place)), 0)
    if not at:
        return []
    letters, word = scene.phrases.letters, words[at]
    if word == scene.phrases.by_id["place"].forms[0]:
        return joined([*words[:at], word, *fresh])
    glued = word[0] == letters.prepositions[0] and not scene.phrases.place(word)
    led = [letters.prepositions[0] + fresh[0], *fresh[1:]] if glued else fresh
    return joined([*words[:at], *led])


def _placed(scene: Scene, words: list[str], place: int) -> bool:
    """Whether a place, or a body of one, begins at word ``place`` of a label: «بفرنسا», «في جهة الشرق», «المغرب»."""
    phrases, word = scene.phrases, words[place]
    if word == phrases.by_id["place"].forms[0]:
        return place + 1 < len(words) and phrases.fold(words[place + 1]) not in phrases.sets["standing"]
    if words[place - 1] == phrases.by_id["place"].forms[0]:
        return False
    bare = word[1:] if word[0] == phrases.letters.prepositions[0] and len(word) > SHORTEST else word
    head = phrases.fold(bare) in phrases.sets["entity"] and place + 1 < len(words)
    inner = phrases.fold(words[place - 1].removeprefix(phrases.letters.prepositions[0])) in phrases.sets["entity"]
    return head or ((phrases.place(word) or phrases.place(bare)) and not inner and not phrases.place(words[place - 1]))
