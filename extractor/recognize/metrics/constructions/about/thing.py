"""Of a verb's subject and its object the object first: «أبرمت الشركة عقودا بقيمة …» → «عقودا», «الشركة».

*Looks for* the indefinite words that a phrase ends with, behind a definite noun, a place's name or a noun without a
tanwin. *Limits*: an indefinite noun of no known shape passes for a part of the name before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.recognize.metrics.sentence.asides import aside
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.objects import object_at
from extractor.recognize.metrics.sentence.scene import EDGES, Scene

AGENT = 3  # words of who gave or built what the measure is of
PLURAL = 3  # letters of the shortest noun that ends in a tanwin: «زيتا»


def thing(scene: Scene, taken: list[int]) -> list[int]:
    """«أحدثت الحكومة صندوقا بغلاف …»: of a subject and its object the object, the indefinite words at the end."""
    article = scene.phrases.letters.article
    named = [scene.kind(index) in {"", "measure"} for index in taken]
    bare = [not scene.sentence.words[index].startswith(article) and named[n] for n, index in enumerate(taken)]
    done = [
        place
        for place, index in enumerate(taken)
        if place and scene.kind(index) == "action" and not scene.verbal(index)
    ]
    if done and done[-1] + 1 < len(taken) and scene.sentence.words[taken[done[0] - 1]].startswith(article):
        bare_deeds = not any(scene.sentence.words[taken[place]].startswith(article) for place in done)
        if bare_deeds and scene.owner[taken[0]] == FREE:  # «أعلن المعهد رصد وتسجيل زلزال بقوة …»
            return taken[done[-1] + 1 :]
    for place in range(1, len(taken) - 1):
        led = scene.kind(taken[place]) == "preposition" and all(bare[place + 1 :])
        led = led and not scene.phrases.place(scene.sentence.words[taken[place + 1]])
        if led and scene.sentence.words[taken[place - 1]].startswith(article):  # «وافق البنك على قرض بقيمة …»
            return [*taken[place + 1 :], *taken[:place][:AGENT]]
    at = object_at(scene, taken)
    if at:
        whose = taken[_verb(scene, taken, at) : at]
        return [*taken[at:], *whose[:AGENT]]
    return taken


def _verb(scene: Scene, taken: Sequence[int], end: int) -> int:
    """«بنى المكتب محطات»: how many words before the subject are the verb, which nothing is known of."""
    first, words, article = taken[0], scene.sentence.words, scene.phrases.letters.article
    if end < 2 or words[first].startswith(article) or not words[taken[1]].startswith(article):
        return 0
    opens = first == 0 or scene.kind(first - 1) in EDGES
    return int(opens and scene.marks[first] is None and not scene.phrases.known(words[first]))


def past_aside(scene: Scene, taken: list[int]) -> list[int]:
    """«أبرمت الشركة، خلال السنة، عقودا»: the object with its subject, past the aside between them."""
    first = taken[0] if taken else 0
    if first < 2 or scene.kind(first - 1) != "comma":
        return taken
    opener = aside(scene, first - 1)
    who = scene.back(opener, limit=AGENT) if opener > 1 else []
    verb = who[0] - 1 if who else -1
    told = verb >= 0 and scene.owner[verb] == FREE and (scene.verbal(verb) or scene.kind(verb) in {"carry", "action"})
    return [*who, *taken] if told else taken
