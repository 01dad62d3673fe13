"""«واردات وصادرات السلع … 12 و19 في المائة على التوالي»: to each figure its own member of what is told of all.

*Limits*: as many members as figures, joined by «و»; a member has as many words as the last one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.agreement import oblique
from extractor.recognize.metrics.wording.label import Label

NEAR = 4  # words between «على التوالي» and its figures
TAIL = 2  # words of the longest member


def respective(scene: Scene, done: Sequence[Reading]) -> None:
    """Give each figure of a group with «على التوالي» its own member, where their shared label has as many."""
    respectively = scene.phrases.sets["respectively"]
    if len(done) <= 1 or respectively.isdisjoint(scene.sentence.words):
        return
    at = next(index for index, word in enumerate(scene.sentence.words) if word in respectively)
    group = _group(done, at)
    if len(group) <= 1:
        return
    members = split(scene, group[0].made.words, len(group)) or _counterparts(done, group)
    for reading, words in zip(group, members, strict=False):
        reading.made = Label(words, reading.made.places, [*reading.made.rules, reading.rule("list")], words)


def _group(done: Sequence[Reading], at: int) -> list[Reading]:
    """The figures that «و» joins right before or right behind word ``at``."""
    before = [reading for reading in done if reading.quantity.last <= at]
    behind = [reading for reading in done if reading.quantity.first > at]
    if before and at - before[-1].quantity.last <= NEAR:
        chain = before[-1:]
        for reading in reversed(before[:-1]):
            if chain[0].before.edge != "list" or chain[0].before.content:
                break
            chain.insert(0, reading)
        return chain
    if not behind or behind[0].quantity.first - at > NEAR:
        return []
    chain = behind[:1]
    for reading in behind[1:]:
        if reading.before.edge != "list" or reading.before.content:
            break
        chain.append(reading)
    return chain


def _counterparts(done: Sequence[Reading], group: Sequence[Reading]) -> list[list[str]]:
    """«3785 قتيلا و10560 مصابا، بارتفاع بنسبة 5 و3 في المائة على التوالي»: the change of each figure told before."""
    start = done.index(group[0])
    earlier = [reading.made for reading in done[max(0, start - len(group)) : start]]
    if len(earlier) < len(group):
        return []
    phrases, words = group[0].scene.phrases, group[0].made.words
    owners = [[oblique(phrases, word) for word in label.words] for label in earlier]
    head = len(words) - len(owners[-1])
    if head <= 0 or [oblique(phrases, word) for word in words[head:]] != owners[-1]:
        return []
    return [[*words[:head], *owner] for owner in owners]


def _added(scene: Scene, word: str) -> bool:
    """Whether the first letter of a word is «و»: «والطاقة», no «وزارة»."""
    phrases = scene.phrases
    return phrases.known(phrases.fold(word[1:])) or not phrases.known(phrases.fold(word))


def split(scene: Scene, words: Sequence[str], parts: int) -> list[list[str]]:
    """«ارتفاع مؤشر الأبناك والطاقة» in two: each member with what stands before all; none where there are more."""
    phrases, conjunction = scene.phrases, scene.phrases.letters.conjunctions[0]
    cuts = [
        place
        for place, word in enumerate(words)
        if place and len(word) > TAIL and word[0] == conjunction and _added(scene, word)
    ][: parts - 1]
    if len(cuts) != parts - 1:
        return []
    last = list(words[cuts[-1] :])
    shared: list[str] = []
    article = phrases.letters.article
    if len(last) > 1 and not last[0][1:].startswith(article) and last[1].startswith(article):
        last, shared = last[:1], last[1:]  # «واردات وصادرات السلع»
    first = max(cuts[0] - min(len(last), TAIL), 0)
    bounds = [first, *cuts, cuts[-1] + len(last)]
    members = [list(words[start:end]) for start, end in pairwise(bounds)]
    return [
        [*words[:first], member[0] if not place else member[0][1:], *member[1:], *shared]
        for place, member in enumerate(members)
    ]
