"""A share behind an aside with a figure of its own: «استحوذت سبع مدن، تتقدمها طنجة بـ3 ملايين، على 37 في المائة من …».

*Looks for* a percentage with its base right behind a comma that closes an aside with the figure before; the verb and
its subject stand before the comma that opens the aside. *Limits*: one figure in the aside.
"""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.levels.shares import base_after
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

ASIDE = 12  # words of an aside before its figure, and behind it
BETWEEN = 3  # words from the comma to the figure
SUBJECT = 5  # words of whose share it is
STOPS = frozenset({"hard", "clause", "report", "comma", "open"})


def interrupted(one: Reading) -> Label | None:
    """The share of the subject before the aside in the base behind the figure."""
    scene, first = one.scene, one.quantity.first
    if not (one.percent and one.done) or one.before.pivot is not None or one.before.content:
        return None
    closes = _comma(scene, first - 1, first - 1 - BETWEEN)
    inner = one.done[-1].quantity
    goes_on = scene.joined_on(closes + 1) or any(scene.kind(index) == "equal" for index in range(closes + 1, first))
    if closes < inner.last or closes - inner.last > ASIDE or goes_on:
        return None
    opens = _comma(scene, inner.first - 1, inner.first - 1 - ASIDE)
    about = _subject(one, opens) if opens > 0 and _aside(scene, opens + 1) else Phrase()
    base = base_after(one) if about else Phrase()
    if not base:
        return None
    words = joined([scene.phrases.share, *about.words, scene.phrases.by_id["of"].forms[0], *base.words])
    return Label(words, [*about.places, *base.places], [one.rule("share")], list(about.words), share=base.words)


def _comma(scene: Scene, start: int, end: int) -> int:
    """The nearest comma from word ``start`` back to ``end`` with no figure between; -1 for none."""
    for index in range(start, max(-1, end), -1):
        if scene.kind(index) == "comma":
            return index
        if scene.owner[index] != FREE or scene.kind(index) == "hard":
            break
    return -1


def _aside(scene: Scene, at: int) -> bool:
    """Whether word ``at`` opens an aside: a relative pronoun, «وعددها», «على رأسها», a verb, «بـ» and its figure."""
    if scene.kind(at) in {"relative", "preposition"} or scene.owner[at] != FREE:
        return True
    opens = scene.marks[at]
    if opens and (opens.pronoun or opens.verb):
        return not (opens.verb and opens.proclitic)  # «، ليرتفع العدد إلى 40» is no aside
    return scene.verbal(at) or scene.raw(at).endswith(tuple(scene.phrases.inflection.pronouns))


def _subject(one: Reading, end: int) -> Phrase:
    """The subject behind the verb of the clause that the comma at ``end`` interrupts; a count, what is counted."""
    scene = one.scene
    for index in range(end - 1, max(-1, end - ASIDE), -1):
        if scene.kind(index) in STOPS:
            break
        owner = scene.owner[index]
        if owner != FREE:
            counts = next((other.counted for other in one.done if scene.owner[other.quantity.first] == owner), None)
            return Phrase(list(counts.words), list(counts.places)) if counts else Phrase()
        if scene.verbal(index):
            return antecedents.taken_as(scene, scene.phrase(index + 1, end, limit=SUBJECT, across=True))
    return Phrase()
