"""How a change is named in a label, and whether a word is named already."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.words import Mark


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
