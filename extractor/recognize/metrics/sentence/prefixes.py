"""A preposition before a word or written onto it: «في الإقليم», «بجماعة فم الواد», «لتعليق»."""

from __future__ import annotations

from collections.abc import Callable

from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.words import Phrases

LINKING = frozenset({"preposition", "relative"})


def links(phrases: Phrases, word: str) -> bool:
    """Whether a word is a preposition or a relative pronoun: another goes with it."""
    return phrases.marked(word) in LINKING


def prefixed(phrases: Phrases, word: str) -> bool:
    """Whether a preposition is written onto a noun whose plural is known: «بجماعة فم الواد», «بحالة واحدة»."""
    return word[0] in phrases.letters.prepositions and word not in phrases.plurals and word[1:] in phrases.plurals


def unprefixed(scene: Scene, index: int, text: str, known: Callable[[str], bool], *, letters: str = "") -> str:
    """``text``, word ``index`` of a label, without the preposition on it where what is left is ``known``: «بزمن».

    ``letters``: only these prepositions. A text from which something was taken before is left as it is.
    """
    word = scene.sentence.words[index]
    on = word[0] in (letters or scene.phrases.letters.prepositions) and text == scene.phrases.clean(scene.raw(index))
    return text[1:] if on and known(word[1:]) else text
