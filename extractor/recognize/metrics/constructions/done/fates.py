"""What became of some of the persons counted before: «أدين 12 منهم بالحبس», «نجا منهم سبعة», «وبرئ ثمانية»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.scene import LIGHT
from extractor.recognize.metrics.wording.agreement import done_to
from extractor.recognize.metrics.wording.label import Label, joined

SAID = 4  # words of what is said of them
FATES = frozenset({"action", "state"})


def fate(one: Reading, at: int, mark: Mark) -> Label | None:
    """«مثل 20 شابا، أدين 12 منهم بالحبس» → «الشباب المدانون بالحبس»: a deed done to a bare count of them."""
    people = str(mark.entry.get("people", ""))
    counted = next((done.counted for done in reversed(one.done) if done.counted.noun), None)
    if not people or not _verb(one, at, mark) or mark.kind not in FATES or one.quantity.value.unit != "count":
        return None
    if counted is None or not counted.person or _other_subject(one):
        return None
    scene, last = one.scene, one.quantity.last
    behind = last + (scene.kind(last) == "part")
    led = behind > 0 and scene.kind(behind - 1) == "part" and behind < len(scene) and scene.plain(behind)
    taken = scene.complement(behind, limit=SAID) or (scene.phrase(behind, len(scene), limit=SAID) if led else [])
    done = done_to(scene.phrases, counted.noun[0], people)
    alone = counted.noun[0].startswith(scene.phrases.letters.article)  # no «ركاب القارب»
    head = [] if counted.generic else counted.noun[: 1 if alone else None]
    head = [*head, *([] if alone or counted.generic else counted.complement[:1])]
    made = joined([*head, done, *scene.texts(taken, head=False)])
    return Label(made, scene.spans([at, *taken]), [], made, [done])


def opposed(one: Reading) -> Label | None:
    """«صوت لصالح القانون 71 نائبا، وعارضه 20» → «النواب المعارضون»: a bare count of them did a known deed to «ه»."""
    scene, content = one.scene, one.before.content
    if one.counted.words or len(content) != 1 or one.before.pivot is not None or not scene.with_object(content[0]):
        return None
    mark = scene.phrases.mark(scene.sentence.words[content[0]][:-1])
    return fate(one, content[0], mark) if mark is not None else None


def _verb(one: Reading, at: int, mark: Mark) -> bool:
    """Whether a deed is told by a verb, a word spelled like one («وضع 8 منهم»), «تم» («تم تقديم 24 منهم»)."""
    word, fold = one.scene.sentence.words[at].removeprefix(mark.proclitic), one.scene.phrases.fold
    spelled = word in map(fold, mark.entry.get("perfect", ()))
    return mark.verb or spelled or (not mark.proclitic and one.scene.kind(at - 1) == "passive")


def taken_in(one: Reading, at: int, people: str) -> Label | None:
    """«ملف توبع فيه ثلاثة مقاولين» → «المقاولون المتابعون في ملف»: what «فيه» takes up, and no doer."""
    scene, content, own = one.scene, one.before.content, one.counted
    if len(content) != 1 or scene.kind(content[0]) != "back" or not (own.person and people):
        return None
    about = antecedents.before(scene, at)
    done = own.with_participle(scene.phrases, "", people)
    made = joined([*done, *([scene.leading_to(content[0]), *about.words[:SAID]] if about else [])])
    return Label(made, [*own.places, *about.places], [], made, [done[-1]])


def _other_subject(one: Reading) -> bool:
    """«أعادت السلطات 110» has a doer of its own, but it did so to those counted; «وضع الفريق 3» did it to things."""
    scene = one.scene
    if one.before.pivot is None:
        return False
    content = [index for index in one.before.content if scene.kind(index) not in LIGHT | {"part", "back"}]
    return bool(content) and scene.kind(one.quantity.first - 1) not in {"part", "back"}
