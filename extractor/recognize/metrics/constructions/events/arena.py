"""Who watched a match, and in what time a race was run: «أمام 45 ألف متفرج», «سباق 800 متر بزمن قدره …»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.about.kinds import duration
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.prefixes import unprefixed
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

REACH = 24  # words before the figure within which the match or the race stands
NEAR = 3  # words from «زمن» to the figure
NAME = 5  # words of a match's name
RACE = 6  # words of a race's name
WHO = 3  # words of who ran


def watched(one: Reading) -> Label | None:
    """«فاز الوداد في مباراة الديربي أمام 45 ألف متفرج» → «المتفرجون في مباراة الديربي»."""
    scene, own, first = one.scene, one.counted, one.quantity.first
    if not own.noun or one.quantity.noun is None or not scene.member(one.quantity.noun[0], "spectator"):
        return None
    led = scene.member(first - 1, "facing") or scene.member(first - 1, "presence")
    match = _match(scene, first) if led else Phrase()
    if not match:
        return None
    made = joined([*own.noun, scene.phrases.by_id["place"].forms[0], *match.words])
    return Label(made, [*own.places, *match.places], [one.rule("counted")], made, full=True)


def _match(scene: Scene, first: int) -> Phrase:
    """The match named last before the figure, in its sentence."""
    for index in range(first - 1, max(-1, first - REACH), -1):
        if scene.member(index, "match") and scene.owner[index] == FREE:
            end = next((at for at in range(index + 1, first) if scene.kind(at) in {"preposition", "clause"}), first)
            end = min(end, first - 1)
            start = index - scene.member(index - 1, "match")  # «مباراة الديربي»
            return antecedents.taken_as(scene, scene.phrase(start, max(end, index + 1), limit=NAME))
    return Phrase()


def timed(one: Reading) -> Label | None:
    """«فازت العداءة بسباق 800 متر بزمن قدره دقيقتان» → «زمن العداءة في سباق 800 متر»."""
    scene, first = one.scene, one.quantity.first
    if duration(one) is None:
        return None
    near = range(first - 1, max(-1, first - 1 - NEAR), -1)
    at = next((index for index in near if scene.member(index, "time-of-race")), -1)
    if at < 0:
        return None
    start = next((index for index in range(at - 1, max(-1, at - REACH), -1) if scene.member(index, "race")), at)
    words = [scene.phrases.clean(scene.raw(index)) for index in range(start, min(at, start + RACE))]
    race = [_named(scene, start, "race"), *words[1:]] if words else []
    who = _runner(scene, start)
    where = [scene.phrases.by_id["place"].forms[0]] if race and who else []
    made = joined([_named(scene, at, "time-of-race"), *who.words, *where, *race])
    if len(made) == 1:
        return None
    return Label(made, [*who.places, *scene.spans([at])], [one.rule("counted")], made, full=True)


def _named(scene: Scene, index: int, name: str) -> str:
    """Word ``index`` of a list without the preposition written onto it: «بزمن» → «زمن»."""
    return unprefixed(scene, index, scene.phrases.clean(scene.raw(index)), scene.phrases.sets[name].__contains__)


def _runner(scene: Scene, end: int) -> Phrase:
    """Who ran: the definite subject behind the last verb before the race."""
    for index in range(end - 1, max(-1, end - REACH), -1):
        if scene.owner[index] == FREE and scene.verbal(index):
            taken = scene.phrase(index + 1, end, limit=WHO)
            words, article = scene.sentence.words, scene.phrases.letters.article
            one, nisba = scene.phrases.inflection.feminine, scene.phrases.inflection.nisba
            described = len(taken) > 1 and words[taken[1]].removesuffix(one).endswith(nisba)
            named = bool(taken) and words[taken[0]].startswith(article)
            return antecedents.taken_as(scene, taken[: 1 + described]) if named else Phrase()
    return Phrase()
