"""How far a row label is one noun phrase: another clause, «نحن», «حيث» and what follows them are none of it."""

from __future__ import annotations

from extractor.recognize.metrics.sentence.prefixes import links
from extractor.recognize.metrics.sentence.words import Phrases

ADVERB = 2  # words of a label after which an object in the accusative belongs to a verb outside it


def sound(phrases: Phrases, words: list[str]) -> list[str]:
    """``words`` up to where the phrase breaks; empty where nothing but such words is left.

    >>> from extractor.normalize import Folder
    >>> from extractor.patterns import load
    >>> patterns = load()
    >>> phrases = Phrases(patterns, Folder(patterns))
    >>> sound(phrases, ["القوارب", "نحن", "نتحدث"])
    ['القوارب']
    >>> sound(phrases, ["هنا"])
    []
    """
    breaks, idle = phrases.sets["label-break"], phrases.sets["label-idle"]
    folded = list(map(phrases.fold, words))
    if len(words) == 1:
        return [] if folded[0] in breaks or folded[0] in idle else words
    if len(words) > ADVERB and folded[1] in breaks and phrases.marked(words[2]) == "preposition":
        words, folded = [words[0], *words[2:]], [folded[0], *folded[2:]]  # «نسبة بما من الإصابات»
    end = next((place for place, word in enumerate(folded) if word in breaks), len(words))
    end = next((place for place in range(ADVERB, end) if _object(phrases, words, folded, place)), end)
    kept = words[:end]
    while end < len(words) and kept and _open(phrases, kept[-1]):
        kept = kept[:-1]
    return [] if len(kept) == 1 and phrases.fold(kept[0]) in idle else kept


def _open(phrases: Phrases, word: str) -> bool:
    """Whether a word leads to another that is cut off: «من طرف», «على», «التي»."""
    return links(phrases, word) or phrases.fold(word) in phrases.sets["facing"]


def _acting(phrases: Phrases, words: list[str]) -> bool:
    """Whether a verb stands among ``words``: what follows may be its object."""
    marks = ((word, phrases.mark(word)) for word in words)
    return any(mark.verb if mark else phrases.verb_shape(phrases.fold(word)) for word, mark in marks)


def _object(phrases: Phrases, words: list[str], folded: list[str], place: int) -> bool:
    """Whether the word at ``place`` is the object of a verb that stands outside: «المديرية ارتفاعا»."""
    tanwin = phrases.inflection.tanwin
    if not (folded[place].endswith(tanwin) and words[place].endswith(tanwin)):
        return False
    object_of = phrases.marked(folded[place].removesuffix(tanwin)) in {"change", "rank"}
    return (object_of or phrases.marked(words[place]) == "rank") and not _acting(phrases, words[:place])
