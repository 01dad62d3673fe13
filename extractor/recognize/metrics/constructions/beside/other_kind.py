"""Another kind of the things counted before, told by its adjective alone: «300 حافلة جديدة و50 قديمة».

*Looks for* a member of a list whose only word ends like the adjective behind the noun counted before: both feminine, or
both with the tanwin. *Limits*: a word that nouns.toml knows is a noun («45 إعدادية»).
"""

from __future__ import annotations

from extractor.model import Quantity
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.agreement import agreed, agreed_persons, women
from extractor.recognize.metrics.wording.plurals import Counted

SHORTEST = 4  # letters of the shortest adjective


def other_kind(scene: Scene, quantity: Quantity, before: Quantity, counts: Counted, own: Counted) -> Counted:
    """What is counted, with the noun of the figure ``before`` where only its adjective stands here; else ``own``.

    ``counts`` is what the figure before counts.
    """
    if quantity.value.unit != "count" or not counts.noun:
        return own
    at = quantity.noun[0] if quantity.noun else quantity.last
    joint = quantity.first - (scene.word(quantity.first - 1) == scene.phrases.letters.conjunctions[0])
    described = before.noun is None or counts.person or not _adjective(scene, before.noun[0])
    beside = scene.joined_on(joint) and joint == before.last + described  # «5 ميداليات ذهبية و7 فضية و3 برونزية»
    single = quantity.noun is None or quantity.noun[1] == at + 1
    if not (beside and single and _adjective(scene, at) and _alike(scene, at, joint - 1)):
        return own
    phrases, text = scene.phrases, scene.texts([at], head=False)[0]
    if counts.person:
        ladies = women(phrases, counts.noun[0])
        told = agreed_persons(phrases, text, described=not ladies, women=ladies)
    else:
        told = agreed(phrases, text, described=True)
    rest = own.complement if quantity.noun else []
    return Counted(list(counts.noun), [told, *rest], [*counts.places, *scene.spans([at])], counts.person)


def _adjective(scene: Scene, at: int) -> bool:
    """Whether word ``at`` may be an adjective: no known noun, no verb, nothing glued to it."""
    if at >= len(scene) or scene.dated[at] or scene.kind(at) not in {"", "drop"} or len(scene.word(at)) < SHORTEST:
        return False
    word, phrases = scene.word(at), scene.phrases
    bare = word.removesuffix(phrases.inflection.tanwin)
    known = word in phrases.plurals or bare in phrases.plurals or phrases.place(word)
    return not (known or word.startswith(phrases.letters.article) or scene.verbal(at))


def _alike(scene: Scene, at: int, other: int) -> bool:
    """Whether two words end like adjectives of one noun: both feminine, both with the tanwin, or neither."""
    inflection, raw = scene.phrases.inflection, (scene.raw(at), scene.raw(other))
    if (
        scene.dated[other]
        or scene.word(at) == scene.word(other)
        or scene.word(other).startswith(scene.phrases.letters.article)
    ):
        return False
    ladies = [text.endswith(inflection.one) for text in raw]
    origin = scene.word(at).removesuffix(inflection.tanwin).endswith(inflection.nisba)
    return all(ladies) or (not any(ladies) and (origin or all(text.endswith(inflection.tanwin) for text in raw)))
