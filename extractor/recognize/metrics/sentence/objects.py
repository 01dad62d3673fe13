"""Where the object of a verb begins behind its subject: «أبرمت الشركة عقودا بقيمة …» → at «عقودا».

*Looks for* indefinite words behind a definite noun, a place's name or a noun without a tanwin. *Limits*: an
indefinite noun of no known shape passes for a part of the name before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.recognize.metrics.sentence.prefixes import prefixed
from extractor.recognize.metrics.sentence.scene import Scene

NOUNS = frozenset({"", "measure"})
PLURAL = 3  # letters of the shortest noun that ends in a tanwin: «زيتا»


def subject_only(scene: Scene, taken: list[int]) -> list[int]:
    """``taken``, what follows a verb, up to its indefinite object: «المقاولات خسائر» → «المقاولات»."""
    at = object_at(scene, taken)
    return taken[:at] if at else taken


def object_at(scene: Scene, taken: Sequence[int]) -> int:
    """Where in ``taken`` the indefinite object begins behind its subject; 0 for nowhere."""
    phrases, words = scene.phrases, scene.sentence.words
    bare = [not words[at].startswith(phrases.letters.article) and scene.kind(at) in NOUNS for at in taken]
    tanwin, nisba = phrases.inflection.tanwin, phrases.inflection.nisba
    for place in range(1, len(taken)):
        word, before = words[taken[place]], words[taken[place - 1]]
        if not all(bare[place:]):
            continue
        if phrases.located(word) or word.startswith(phrases.letters.lam_article):
            continue  # «جهة سوس ماسة», «الترشح للانتخابات»
        ended = word.endswith(tanwin) and phrases.clean(scene.raw(taken[place])).endswith(tanwin) and len(word) > PLURAL
        ended = ended and not word.endswith(nisba + tanwin)  # «عالميا»
        named = scene.kind(taken[place - 1]) != "preposition"
        apart = (named and before.startswith(phrases.letters.article)) or phrases.located(before)
        if apart and (ended or _noun(scene, taken[place])):
            return place
        if ended and not before.endswith(tanwin) and scene.marks[taken[place - 1]] is None:
            return place
    return 0


def _noun(scene: Scene, index: int) -> bool:
    """Whether an indefinite word can only be a noun: its ending, a plural that is known or has such a shape."""
    phrases, word = scene.phrases, scene.sentence.words[index]
    if word.endswith((phrases.inflection.feminine, phrases.inflection.many)) or word in phrases.several:
        return True
    return scene.marks[index] is None and phrases.broken(scene.texts([index], head=False)[0])


def starts_object(scene: Scene, at: int, end: int) -> bool:
    """Whether the words from ``at`` on are indefinite and look like nouns: a feminine or plural ending, a tanwin."""
    letters, inflection = scene.phrases.letters, scene.phrases.inflection
    words = scene.sentence.words[at : min(end, at + 2)]
    if any(word.startswith(letters.article) for word in words) or prefixed(scene.phrases, words[0]):
        return False
    if end - at == 2 and all(scene.kind(index) in NOUNS for index in range(at, end)):
        return True  # «توقعت المديرية هبوب رياح تبلغ سرعتها …»
    if words[0].startswith((letters.lam, letters.conjunctions[0])) and words[0] not in scene.phrases.plurals:
        return False  # «للكهرباء»
    if words[0] in scene.phrases.plurals or scene.member(at, "amounts"):
        return True  # «مشاريع طرقية», «شحنة», «خسائر»
    if end - at > 1:
        return words[0].endswith((inflection.tanwin, inflection.feminine, inflection.many))
    return words[0].endswith(inflection.tanwin) and not words[0].endswith(inflection.nisba + inflection.tanwin)
