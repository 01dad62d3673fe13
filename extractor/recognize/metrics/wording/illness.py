"""The illness that an article is about, at the end of a label that counts those it took: «الإصابات بكورونا»."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.model import Sentence
from extractor.recognize.metrics.sentence.prefixes import links
from extractor.recognize.metrics.sentence.scene import LIGHT
from extractor.recognize.metrics.sentence.words import Phrases

OFTEN = 2  # times that an article names the illness it is about
CURED = 5  # letters that «المتعافون» and «المتعافية» share
SHORT = 6  # words of a label that says no more than who was counted


def illness(phrases: Phrases, sentences: Sequence[Sentence]) -> str:
    """The illness that an article names most, as the patterns spell it; empty where it is about none."""
    known = phrases.illnesses
    found: Counter[str] = Counter()
    for one in sentences:
        if not known.keys().isdisjoint(one.words):
            found.update(known[word] for word in one.words if word in known)
    [(name, times)] = found.most_common(1) or [("", 0)]
    return name if times >= OFTEN else ""


def ill(phrases: Phrases, words: list[str], name: str) -> list[str]:
    """``words`` with the illness, where they count the ill, the dead or the cured and nothing says of what.

    *Limits*: an article about an illness that also counts the hurt of an accident is told the illness of both.
    """
    folded = list(map(phrases.fold, words))
    if not name or len(words) > SHORT or _head(phrases, folded) not in phrases.sets["stricken"]:
        return words
    said = phrases.illnesses.keys() | phrases.sets["accident"] | phrases.sets["sickness"]
    by = phrases.letters.prepositions[0]
    wounds = (word for word in folded if word.startswith(by) and word in phrases.sets["wound"])
    if not said.isdisjoint(folded) or any(wounds):
        return words
    end = next((place for place in range(1, len(words)) if _adds(phrases, words[place])), len(words))
    return [*words[:end], *_joined(phrases, words[:end], name), *words[end:]]


def _adds(phrases: Phrases, word: str) -> bool:
    """Whether a word opens what is told of the head: «في الإقليم», «بجهة الشرق»."""
    return links(phrases, word) or word.startswith(phrases.letters.prepositions[0])


def _joined(phrases: Phrases, words: list[str], name: str) -> list[str]:
    """«وفيات كورونا», «حالات الشفاء من كورونا», «الإصابات الجديدة بكورونا»."""
    cured = phrases.by_id["act.recovered"]
    article = phrases.letters.article
    stems = tuple(map(phrases.fold, (*cured.forms, str(cured["people"]).removeprefix(article)[:CURED])))
    if any(phrases.fold(word).removeprefix(article).startswith(stems) for word in words):
        return [phrases.by_id["of"].forms[0], name]
    bare = len(words) == 1 and not words[0].startswith(article)
    return [name if bare else phrases.letters.prepositions[0] + name]


def _head(phrases: Phrases, folded: list[str]) -> str:
    """The first word that is neither a measure nor a change, without its article."""
    idle = LIGHT | {"measure", "share-by", "change"}
    head = next((word for word in folded if phrases.marked(word) not in idle), "")
    return head.removeprefix(phrases.letters.article)
