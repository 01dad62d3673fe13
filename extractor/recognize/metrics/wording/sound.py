"""How far a row label is one noun phrase: another clause, «نحن», «إلا» and what follows them are none of it."""

from __future__ import annotations

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
    if len(words) > ADVERB and phrases.fold(words[1]) in breaks and phrases.marked(words[2]) == "preposition":
        words = [words[0], *words[2:]]  # «نسبة بما من الإصابات»
    end = next((place for place, word in enumerate(words) if _breaks(phrases, words, place, breaks)), len(words))
    kept = words[:end]
    while end < len(words) and kept and _led(phrases, kept[-1]):
        kept = kept[:-1]
    return [] if len(kept) == 1 and phrases.fold(kept[0]) in idle else kept


def _breaks(phrases: Phrases, words: list[str], place: int, breaks: frozenset[str]) -> bool:
    """Whether the phrase ends before the word at ``place``."""
    folded = phrases.fold(words[place])
    if folded in breaks:
        return True
    return place >= ADVERB and _object(phrases, words[place], folded) and not _acting(phrases, words[:place])


def _led(phrases: Phrases, word: str) -> bool:
    """Whether a word leads to another that is cut off: «من طرف», «على», «التي»."""
    return phrases.marked(word) in {"preposition", "relative"} or phrases.fold(word) in phrases.sets["facing"]


def _acting(phrases: Phrases, words: list[str]) -> bool:
    """Whether a verb stands among ``words``: what follows may be its object."""
    marks = ((word, phrases.mark(word)) for word in words)
    return any(mark.verb if mark else phrases.verb_shape(phrases.fold(word)) for word, mark in marks)


def _object(phrases: Phrases, word: str, folded: str) -> bool:
    """Whether a word is the object of a verb that stands outside: «المديرية ارتفاعا»."""
    tanwin = phrases.inflection.tanwin
    if not (folded.endswith(tanwin) and word.endswith(tanwin)):
        return False
    return phrases.marked(folded.removesuffix(tanwin)) in {"change", "rank"} or phrases.marked(word) == "rank"
