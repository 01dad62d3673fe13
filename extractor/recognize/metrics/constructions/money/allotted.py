"""An amount that a noun names before its figure: «خصص المجلس غلافا ماليا قدره 14 مليون درهم لتعبيد الطرق»."""

from __future__ import annotations

from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.clauses import indefinite
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.agreement import oblique
from extractor.recognize.metrics.wording.label import Label, joined

PURPOSE = 5  # words of what an amount is for
WHO = 4  # words of who gave it
NAMED = 3  # words of the amount's noun


def allotted(one: Reading) -> Label | None:
    """The noun of the amount, what it is for, and who gave it; ``None`` where no bare noun of one stands there."""
    scene, content = one.scene, _before(one)
    if not one.money or one.counted.words or one.percent:
        return None
    first = _amount(scene, content)
    if not first:
        return None
    noun = [_bare(scene, word) for word in scene.texts(content[first:], head=False)]
    purpose = _purpose(one)
    who = _who(scene, content[:first])
    if not who:
        return None
    by = scene.phrases.by_id["by-whom"].forms[0].split() if purpose else []
    made = joined([*noun, *purpose, *by, *(oblique(scene.phrases, word) for word in who)])
    label = Label(made, scene.spans(content), [one.rule("counted")], list(made), full=True)
    label.head = noun
    return label


def _before(one: Reading) -> list[int]:
    """The words before the figure up to the verb that gives; «تناهز» and «قدره» between are passed over."""
    scene, pivot, content = one.scene, one.before.pivot, list(one.before.content)
    if pivot is None or not scene.verbal(pivot):
        return []
    if scene.kind(pivot) == "action":
        return content
    if scene.kind(pivot) != "level" or content:
        return []
    at = pivot - 1
    while at >= 0 and scene.plain(at) and scene.kind(at) in {"", "measure"} and not scene.verbal(at):
        at -= 1
    gave = at >= 0 and scene.kind(at) == "action" and scene.verbal(at)
    return list(range(at + 1, pivot)) if gave else []


def _who(scene: Scene, taken: list[int]) -> list[str]:
    """The definite subject before the noun of the amount; empty where another deed stands there."""
    named = scene.trimmed(list(taken))[:WHO]
    if not named or any(scene.marks[index] for index in named if scene.kind(index) not in {"", "preposition"}):
        return []
    definite = scene.sentence.words[named[0]].startswith(scene.phrases.letters.article)
    return scene.texts(named, head=False) if definite or scene.member(named[0], "entity") else []


def _amount(scene: Scene, content: list[int]) -> int:
    """Where in ``content`` the bare noun of an amount opens the words before the figure; 0 where none does."""
    first = indefinite(scene, content)
    if not 0 < len(content) - first <= NAMED or first == 0:
        return 0
    return first if _names_amount(scene, content[first]) else 0


def _names_amount(scene: Scene, index: int) -> bool:
    """Whether a word is the noun of an amount, with or without tanwin: «غلافا», «ميزانية»."""
    word, tanwin = scene.sentence.words[index], scene.phrases.inflection.tanwin
    return "measure" in {scene.phrases.marked(word), scene.phrases.marked(word.removesuffix(tanwin))}


def _bare(scene: Scene, word: str) -> str:
    tanwin = scene.phrases.inflection.tanwin
    return word[: -len(tanwin)] if word.endswith(tanwin) and scene.phrases.fold(word).endswith(tanwin) else word


def _purpose(one: Reading) -> list[str]:
    """«لتعبيد الطرق», «لفائدة المتضررين»: what follows the figure with «ل»."""
    scene = one.scene
    taken = scene.complement(one.quantity.last, limit=PURPOSE)
    if not taken:
        return []
    word, lam = scene.sentence.words[taken[0]], scene.phrases.letters.lam
    led = word.startswith(lam) or scene.member(taken[0], "favour")
    return scene.texts(taken, head=False) if led else []
