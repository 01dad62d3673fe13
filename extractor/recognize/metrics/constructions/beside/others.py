"""The same figure of others, whom «بالنسبة ل» names behind it: «… و61 في المائة بالنسبة للذكور»."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.recognize.metrics.constructions.beside.elliptic import instead, other_side
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

OWNER = 3  # words of what an amount is of, kept before those whose it is
SHARED = 5  # words of what a rate is of


def of_others(one: Reading, prior: Label) -> Label | None:
    """«بملياري درهم وبـ1,9 مليار درهم بالنسبة لصادرات الأغذية»: the figure before, of those named behind this one."""
    scene, other = one.scene, one.done[-1]
    whom = other_side(one, head=False)[0] if scene.kind(one.quantity.last) == "role" else Phrase()
    if not whom:
        return None
    led = prior.base if other.before.edge == "role" else []  # «نسبة النجاح بالنسبة للإناث 72 في المائة»
    if led and prior.words[-len(led) :] == led:
        made = joined([*prior.words[: -len(led)], *whom.words])
        return Label(made, whom.places, [one.rule("list")], whom.words, prior.context, pivot=prior.pivot)
    head = [word for word in prior.words[:1] if word not in prior.base]
    rose = bool(head) and scene.phrases.marked(head[0]) == "change"
    theirs = other_side(other, head=False)[0].words
    if theirs and prior.base[-len(theirs) :] == theirs:
        base = [*prior.base[: -len(theirs)], *whom.words]
    elif one.percent:
        base = _instead(one, prior.base, whom.words)
    else:
        base = instead(scene, prior.base, whom.words, led=False) if rose else [*prior.base[:OWNER], *whom.words]
    made = joined([*head, *base])
    return Label(made, whom.places, [one.rule("list")], base, prior.context, pivot=prior.pivot)


def _instead(one: Reading, base: Sequence[str], whom: Sequence[str]) -> list[str]:
    """«السياحة الدولية» + «للسياحة الوطنية» → «للسياحة الوطنية»; «أسعار الشقق» + «للأجانب» → «أسعار الشقق للأجانب»."""
    letters = one.scene.phrases.letters
    lam = letters.lam_article
    head = letters.article + whom[0].removeprefix(lam) if whom[0].startswith(lam) else whom[0]
    at = list(base).index(head) if head in base else min(len(base), SHARED)
    return [*base[:at], *whom]
