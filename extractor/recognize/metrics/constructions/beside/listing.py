"""A list within a sentence: «الإصابات 45210 (310+) – الوفيات 820», «توزعت الحالات كما يلي: الرباط 120، مراكش 95».

Each figure stands behind words of its own, and a mark closes its member. *Limits*: a member of two names of places
(«الرباط سلا») is one place; the things that a list of places counts are the noun that its announcement names first.
"""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Label, Phrase, joined
from extractor.segment import colon_of

MEMBER = 4  # words of a member
SHARED = 4  # words of what the announcement tells
NEW = "form.grown"
PARTED = frozenset({"comma", "hard", "dash", "close", "open"})
BARE = frozenset({"", "word", "action", "state", "people", "change"})
TOLD = ("figure", "number", "total", "source")


def grown(one: Reading) -> Label | None:
    """«الإصابات 45210 (310+)» → «الإصابات الجديدة»: what the total before the bracket grew by."""
    scene, prior, at = one.scene, one.prior, one.before.floor - 1
    if not (one.before.bracket and at > 0) or one.counted.words or one.quantity.value.unit != "count":
        return None
    first, last = one.quantity.number
    if not (scene.member(first - 1, "sign") or scene.member(last, "sign")):
        return None
    beside = antecedents.taken_as(scene, scene.back(at)) if scene.owner[at - 1] == FREE else Phrase()  # «الوفيات (12+)»
    head = beside.words or (list(prior.base or prior.words) if prior is not None else [])
    if not head:
        return None
    new, men = scene.phrases.by_id[NEW], scene.phrases.inflection.men_forms
    many = head[0].endswith(men)
    close = 1 + (len(head) > 1 and not head[0].startswith(scene.phrases.letters.article))
    made = joined([*head[:close], new.forms[int(many)], *head[close:]])
    return Label(made, one.places(at), [new.rule], made, full=True)


def enumerated(one: Reading) -> Label | None:
    """The member before the figure; of a list of places what its announcement counts, in each of them."""
    scene, first = one.scene, one.quantity.first
    if one.quantity.value.unit != "count" or one.counted.words or one.quantity.number != (first, one.quantity.last):
        return None
    taken = _member(scene, first)
    closed = one.quantity.last >= len(scene) or not scene.sentence.words[one.quantity.last].isalnum()
    if (
        not (taken and closed)
        or scene.joins(taken[0])
        or scene.headed(taken[0], scene.raw(taken[0])) != scene.raw(taken[0])
    ):
        return None  # «وبفاس 40» goes on with the member before
    about = antecedents.taken_as(scene, taken)
    opened = scene.owner[taken[0] - 1] if taken[0] else FREE
    places = all(map(scene.phrases.located, about.words))
    whole = _shared(one) if places else Phrase()
    if not (whole or (opened == FREE and not places)):
        return None
    words = [*whole.words, *([scene.phrases.by_id["place"].forms[0]] if whole else []), *about.words]
    return Label(joined(words), about.places, [one.rule("list")], joined(words), head=list(whole.words), full=True)


def _member(scene: Scene, first: int) -> list[int]:
    """The words between the mark that closes the member before and the figure; none of a clause."""
    at = first - 1
    while at >= 0 and first - at <= MEMBER and scene.owner[at] == FREE and scene.kind(at) in BARE:
        if not scene.plain(at) or scene.verbal(at):
            return []
        at -= 1
    parted = at < 0 or scene.kind(at) in PARTED
    return list(range(at + 1, first)) if parted and at + 1 < first else []


def _shared(one: Reading) -> Phrase:
    """What a list of places counts: the head of the member before, or what stands before the colon."""
    scene = one.scene
    if one.prior is not None and one.prior.head:
        return Phrase(list(one.prior.head))
    colon, article = colon_of(scene.sentence), scene.phrases.letters.article
    for at in range(colon if 0 < colon < one.quantity.first else 0):
        named = scene.sentence.words[at].startswith(article) and scene.owner[at] == FREE
        of = scene.word(at + 1) in scene.phrases.inflection.genitive  # «الأرقام ديال الإصابات»
        if not named or of or any(scene.word(at).removeprefix(article) in scene.phrases.sets[name] for name in TOLD):
            continue
        found = antecedents.taken_as(scene, scene.phrase(at, colon, limit=SHARED))
        ended = (n for n, word in enumerate(found.words) if n and (scene.phrases.marked(word) or _inside(scene, word)))
        return Phrase(found.words[: next(ended, len(found.words))], found.places)
    return Phrase()


def _inside(scene: Scene, word: str) -> bool:
    """«فالجهات»: where it is told, no part of what is."""
    return scene.colloquial and scene.phrases.fold(word).startswith(scene.phrases.inflection.darija[1])
