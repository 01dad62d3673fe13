"""Those counted told in both genders: «1200 تلميذ وتلميذة», «530 ناجحة وناجحا»."""

from __future__ import annotations

from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.words import Phrases

STEM = 3  # letters of the shortest noun of persons without its ending


def couples(scene: Scene) -> None:
    """Let the second word of a couple stand aside: it adds nobody, and no share is its own."""
    for quantity in scene.quantities:
        noun = quantity.noun
        if noun and quantity.value.unit == "count" and noun[1] < len(scene) and coupled(scene, *noun):
            scene.kinds[noun[1]] = "drop"


def coupled(scene: Scene, first: int, last: int) -> bool:
    """Whether the word at ``last`` is the noun at ``first`` in the other gender, with «و»."""
    words, joint = scene.sentence.words, scene.phrases.letters.conjunctions[0]
    if last - first != 1 or last >= len(scene) or scene.owner[last] != FREE or words[last][0] != joint:
        return False
    one, other = words[first], words[last][1:]
    men, women = sorted((one, other), key=lambda word: _of_women(scene.phrases, word))
    root = stem(scene.phrases, men)
    both = _of_women(scene.phrases, women) and not _of_women(scene.phrases, men)
    broken = scene.phrases.plurals.get(stem(scene.phrases, women), "")  # «طالبات وطلبة»
    same = root == stem(scene.phrases, women) or scene.phrases.fold(broken) == scene.phrases.letters.article + men
    return both and len(root) >= STEM and same


def _of_women(phrases: Phrases, word: str) -> bool:
    return word.endswith((phrases.inflection.feminine, phrases.inflection.many))


def stem(phrases: Phrases, word: str) -> str:
    """A folded noun of persons without its ending of gender and number."""
    inflection = phrases.inflection
    ends = (inflection.feminine, inflection.many, *inflection.men_forms, inflection.tanwin)
    return next((word.removesuffix(end) for end in ends if word.endswith(end)), word)
