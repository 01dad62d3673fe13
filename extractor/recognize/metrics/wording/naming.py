"""How a change is named in a label, and whether a word is named already."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.words import Phrases

STEM = 3  # letters of the shortest noun that wears a pronoun


def noun(scene: Scene, at: int, mark: Mark) -> str:
    """The noun of a change: of a verb, the entry's; else the word itself without its tanwin."""
    known = str(mark.entry.get("noun", ""))
    if mark.verb or mark.pronoun or mark.length > 1 or mark.proclitic.endswith(scene.phrases.letters.article):
        return known
    text = scene.texts([at])[0]
    tanwin = scene.phrases.inflection.tanwin
    forms = set(map(scene.phrases.fold, mark.entry.forms))
    return text[:-1] if scene.phrases.fold(text).endswith(tanwin) and scene.phrases.fold(text)[:-1] in forms else text


def same(scene: Scene, word: str, words: Iterable[str]) -> bool:
    """Whether ``word`` is among ``words``, whatever its ending."""
    fold, article = scene.phrases.fold, scene.phrases.letters.article
    stem = fold(word).removeprefix(article)[:4]
    return any(stem in fold(one) for one in words)


def unowned(scene: Scene, text: str) -> str:
    """A noun without the pronoun «ها» or «ه» at its end: «أسهمها» → «أسهم», «كلفتها» → «كلفة», «أداؤها» → «أداء»."""
    inflection = scene.phrases.inflection
    for pronoun in (inflection.people[1], inflection.things[1], inflection.his):
        stem = text.removesuffix(pronoun)
        if stem != text and len(stem) >= STEM + (pronoun == inflection.people[1]):
            if stem[-1] == inflection.many[-1] and stem[-2:] != inflection.many:
                return stem[:-1] + inflection.one
            return stem[:-1] + inflection.hamza[0] if stem[-1] in inflection.hamza[1:] else stem
    return text


def bare(phrases: Phrases, text: str, mark: Mark) -> str:
    """A noun without its pronoun, or without the article that stands for it: «قيمتها», «القيمة ديالها» → «قيمة»."""
    article = phrases.letters.article
    if text.startswith(article) and not text.endswith(mark.pronoun):
        return text[len(article) :]
    return without(phrases, text, mark.pronoun)


def without(phrases: Phrases, text: str, pronoun: str) -> str:
    """A noun without the letters of ``pronoun`` at its end: «سعادتهم» → «سعادة»."""
    inflection = phrases.inflection
    base = text[: -len(pronoun)]
    feminine = base.endswith(inflection.many[-1]) and not base.endswith(inflection.many)
    return base[:-1] + inflection.one if feminine else base
