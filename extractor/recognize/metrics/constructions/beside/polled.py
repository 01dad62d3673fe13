"""Another share of the people asked before: «مقابل 13 في المائة أكدوا العكس», «فيما عبر 49 في المائة عن رضاهم»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.levels.bases import opened
from extractor.recognize.metrics.constructions.levels.shares import base_after, spoken_of
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
    if not one.percent or one.quantity.change or one.before.to:
        return None
    asked = opened(one).words or _asked(one)
    if not asked:
        return None
    scene, at = one.scene, one.quantity.last
    while at < len(scene) and scene.kind(at) in PASSED and scene.owner[at] == FREE:
        at += 1
    if at >= len(scene) or scene.owner[at] != FREE or not (one.idle() or _verb(one) >= 0):
        return None
    related = scene.member(at, "of") and scene.kind(at + 1) == "relative"
    if not related and base_after(one):
        return None
    said = scene.tail(at + 1, limit=SAID) if related else _said(one, at)
    thing = spoken_of(one, said)
    owned = bool(said) and scene.raw(said[0]).endswith(tuple(scene.phrases.inflection.pronouns))
    if len(said) + len(thing) < LEAST and not owned:
        return None
    words = joined([scene.phrases.share, *asked[:ASKED], *thing, *scene.texts(said)])[:LONGEST]
    return Label(words, scene.spans(said), [one.rule("share")], asked, [], asked)


def _asked(one: Reading) -> list[str]:
    """Of whom the last share was told; behind a verb of saying also past other figures."""
    prior = one.prior or one.memory.last
    if prior and prior.share:
        return prior.share
    return one.memory.asked if _verb(one) >= 0 else []


def _verb(one: Reading) -> int:
    """The verb of those asked before the figure: of saying, «عبر», or one that nothing is known of; -1 for none."""
    scene, content, before = one.scene, one.before.content, one.quantity.first - 1
    if one.before.edge == "report" and one.idle():
        return one.before.floor - 1
    if before >= 0 and scene.member(before, "expressed"):
        return before
    known = content and scene.kind(content[0]) not in {"", "verb"}
    parted = scene.kind(one.quantity.last) == "part"
    alone = len(content) == 1 and not (known or parted) and scene.verbal(content[0])
    return content[0] if alone and one.prior and one.prior.share else -1


def _said(one: Reading, at: int) -> list[int]:
    """What those asked say or do, from word ``at`` behind the figure on; with the verb before it, where it leads on."""
    scene, told = one.scene, _verb(one)
    if scene.member(at, "toward") and scene.kind(at + 1) == "clause":
        return scene.tail(at + 2, limit=SAID)  # «ذهب 56 في المائة إلى أنه جيد»
    agrees = scene.kind(one.quantity.first - 1) == "share-by" and scene.verbal(at)  # «مقابل نسبة 7 % أكدت تشاؤمها»
    if agrees or _many(one, at):
        return scene.tail(at, limit=SAID)
    if told < 0 or scene.kind(at) in {"comma", "hard", "open", "close", "again"}:
        return []
    if scene.kind(at) == "clause":
        return scene.tail(at + 1, limit=SAID)  # «قال 33 في المائة إنهم لا يقرؤون»
    owned = scene.raw(at).endswith(tuple(scene.phrases.inflection.pronouns))
    led = scene.kind(at) == "preposition" or scene.word(at)[:1] == scene.phrases.letters.prepositions[0]
    return [told, *scene.tail(at, limit=SAID)] if led or owned else []


def _many(one: Reading, at: int) -> bool:
    """Whether word ``at`` is, or «لم» leads to, a verb in the plural of persons, a pronoun on it or not."""
    scene, inflection = one.scene, one.scene.phrases.inflection
    at += scene.negates(at)
    word = scene.sentence.words[at] if at < len(scene) else ""
    bare = next((word.removesuffix(one) for one in inflection.pronouns if word.endswith(one)), word)
    ends = (inflection.many_verbs[-1], inflection.men_forms[0])
    plural = word.endswith(ends) or bare.endswith((inflection.many_verbs[-1][0], *ends))
    return plural and scene.kind(at) in VERBS and not word.startswith(scene.phrases.letters.article)
