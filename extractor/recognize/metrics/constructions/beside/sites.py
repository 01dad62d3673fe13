"""A bracket beside a place: «على غرار مراكش (زائد 115 في المائة)، وأكادير (زائد 80)» → of what was told last."""

from __future__ import annotations

from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.scene import LIGHT
from extractor.recognize.metrics.wording.label import Label, Phrase, joined
from extractor.recognize.metrics.wording.naming import same

GREW, FELL = "change.increase", "change.fall"
HEAD = 5  # words of what was told last
PLACE = 3  # words of a place
HEADED = 2  # words of what was told last among which its noun stands


def sited(one: Reading, beside: Phrase) -> Label | None:
    """What was told last, there: a figure with a sign, a count of the same things, a measure in the same unit."""
    fresh, last = _place(one, beside), one.memory.last
    if not fresh or last is None or not last.words:
        return None
    prior = one.prior
    chained = prior is not None and bool(prior.head) and prior.head[-len(prior.base) :] == prior.base
    goes_on = chained and one.done[-1].before.bracket
    if one.done and one.done[-1].before.bracket and not goes_on:
        return None
    head = list(prior.head) if prior and goes_on else _head(one, last)
    if one.percent and not goes_on:
        head = [_rose(one, last), *head]
    if not head or not _alike(one, last):
        return None
    base = [word for word in head if one.scene.phrases.marked(word) != "change"]
    return Label(joined([*head, *fresh]), beside.places, [one.rule("bracket")], base, head=head)


def _place(one: Reading, beside: Phrase) -> list[str]:
    """The words of a place at the end of ``beside``; none where it names something else."""
    phrases = one.scene.phrases
    by, words = phrases.letters.prepositions[0], beside.words
    for place, word in enumerate(words):
        folded = phrases.fold(word)
        bare = folded.removeprefix(by) if len(folded) > PLACE else folded
        site = bare.removeprefix(phrases.letters.article) in phrases.sets["site"]
        if site or phrases.place(word) or phrases.place(bare):
            return list(words[place : place + PLACE]) if place <= 1 else []
    return []


def _head(one: Reading, last: Label) -> list[str]:
    """What was told last, without its change and without the place that it ends with."""
    phrases = one.scene.phrases
    words = list(last.base or last.words)[:HEAD]
    words = words[phrases.marked(words[0]) == "change" :]
    while words and (phrases.located(words[-1]) or phrases.marked(words[-1]) in LIGHT):
        words.pop()
    return words


def _rose(one: Reading, last: Label) -> str:
    """The noun of the change: the one told last where the sign agrees with it."""
    phrases, up = one.scene.phrases, (one.quantity.value.point or 0) > 0
    mark = phrases.mark(last.words[0])
    if mark and mark.kind == "change" and bool(mark.entry.get("rises")) == up:
        return last.words[0]
    return str(phrases.by_id[GREW if up else FELL]["noun"])


def _alike(one: Reading, last: Label) -> bool:
    """Whether the figure may be of what was told last: signed, of the same things, in the same unit."""
    scene, own = one.scene, one.counted
    if one.percent:
        return scene.member(one.quantity.first, "sign")
    if one.quantity.value.unit == "count":
        return bool(own.noun) and same(scene, own.noun[0], (last.base or last.words)[:HEADED])
    return bool(one.done) and one.done[-1].quantity.value.unit == one.quantity.value.unit and not one.money
