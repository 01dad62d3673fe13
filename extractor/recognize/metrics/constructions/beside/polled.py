"""Another share of the people asked before: «مقابل 13 في المائة أكدوا العكس», «فيما عبر 49 في المائة عن رضاهم»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.levels.bases import opened
from extractor.recognize.metrics.constructions.levels.shares import base_after
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.wording.label import LONGEST, Label, joined

SAID = 5  # words of what they say
ASKED = 4  # words of who they are
PASSED = frozenset({"drop", "part"})  # «فقط», «منهم» behind the figure
VERBS = frozenset({"", "verb", "report", "action", "state"})
LEAST = 2  # words of it: a verb and its object


def polled(one: Reading) -> Label | None:
    """A percentage without a base of its own that a verb of persons follows, or stands before with what they say."""
    prior = one.prior or one.memory.last
    if not one.percent or one.quantity.change or one.before.to:
        return None
    asked = opened(one).words or (prior.share if prior else [])
    if not asked:
        return None
    scene, at = one.scene, one.quantity.last
    while at < len(scene) and scene.kind(at) in PASSED and scene.owner[at] == FREE:
        at += 1
    if at >= len(scene) or scene.owner[at] != FREE or not one.idle():
        return None
    related = scene.member(at, "of") and scene.kind(at + 1) == "relative"
    if not related and base_after(one):
        return None
    said: list[int] = []
    if related:
        said = scene.tail(at + 1, limit=SAID)
    elif _many(one, at):
        said = scene.tail(at, limit=SAID)
    elif one.before.edge == "report" and scene.kind(at) in {"clause", "preposition"}:
        told, leads = one.before.floor - 1, scene.kind(at) == "clause"  # «قال 33 في المائة إنهم لا يقرؤون»
        said = [*([] if leads else [told]), *scene.tail(at + leads, limit=SAID)]
    if len(said) < LEAST and not (said and scene.raw(said[0]).endswith(tuple(scene.phrases.inflection.pronouns))):
        return None
    words = joined([scene.phrases.share, *asked[:ASKED], *scene.texts(said, head=False)])[:LONGEST]
    return Label(words, scene.spans(said), [one.rule("share")], asked, [], asked)


def _many(one: Reading, at: int) -> bool:
    """Whether word ``at`` is, or «لم» leads to, a verb in the plural of persons, a pronoun on it or not."""
    scene, inflection = one.scene, one.scene.phrases.inflection
    at += scene.negates(at)
    word = scene.sentence.words[at] if at < len(scene) else ""
    bare = next((word.removesuffix(one) for one in inflection.pronouns if word.endswith(one)), word)
    ends = (inflection.many_verbs[-1], inflection.men_forms[0])
    plural = word.endswith(ends) or bare.endswith((inflection.many_verbs[-1][0], *ends))
    return plural and scene.kind(at) in VERBS and not word.startswith(scene.phrases.letters.article)
