"""A sum told by its name: «تسلم القائد رشوة قدرها 5000 درهم» → «رشوة القائد», «3 ملايين درهم قيمة الصفقة»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.about.agents import clause_agent
from extractor.recognize.metrics.constructions.money.amounts import for_whom
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.prefixes import unprefixed
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

NEAR = 5  # words from the name of the sum to its figure
WHOSE = 3  # words of who had it
OF = 5  # words of what a measure behind the sum is of
BETWEEN = frozenset({"level", "measure", "share-by", "preposition", "drop", "move"})


def named_sum(one: Reading) -> Label | None:
    """The name of the sum right before its figure, its adjective, and who gave or had it."""
    scene, first = one.scene, one.quantity.first
    known = scene.phrases.sets["sum-name"]
    if not one.money or known.isdisjoint(scene.sentence.words):
        return None
    at = first - 1
    while at > max(0, first - NEAR) and scene.owner[at] == FREE and _passed(scene, at):
        at -= 1
    if not scene.member(at, "sum-name") or scene.owner[at] != FREE:
        return None
    tanwin, last = scene.phrases.inflection.tanwin, at
    while last + 1 < first and scene.kind(last + 1) == "" and _describes(scene, last + 1):
        last += 1
    taken = list(range(at, last + 1))
    texts = scene.texts(taken)
    head = unprefixed(scene, at, texts[0], known.__contains__)
    words = [text.removesuffix(tanwin) for text in [head, *texts[1:]]]
    whose = _beside(scene, at, last, first) or _doer(one, at)
    made = joined([*words, *(whose.words[:WHOSE] or for_whom(one))])
    return Label(made, [*scene.spans(taken), *whose.places], [one.rule("counted")], made, words, full=bool(whose))


def _passed(scene: Scene, at: int) -> bool:
    """Whether word ``at`` may stand between the name and the figure: «مالية», «قدرها», «بقيمة»."""
    return not scene.member(at, "sum-name") and (scene.kind(at) in BETWEEN or _describes(scene, at))


def _describes(scene: Scene, at: int) -> bool:
    """Whether word ``at`` is an adjective without an article: «مالية», «جزائيا»."""
    inflection, article = scene.phrases.inflection, scene.phrases.letters.article
    bare = scene.word(at).removesuffix(inflection.tanwin).removesuffix(inflection.feminine)
    return scene.plain(at) and bare.endswith(inflection.nisba) and not bare.startswith(article)


def _beside(scene: Scene, at: int, last: int, first: int) -> Phrase:
    """«عمولة الوسيط التي بلغت 3 ملايين»: whose it is, right behind its name."""
    owned = last == at and at + 1 < first and scene.word(at + 1).startswith(scene.phrases.letters.article)
    return antecedents.taken_as(scene, scene.phrase(at + 1, first, limit=WHOSE)) if owned else Phrase()


def _doer(one: Reading, at: int) -> Phrase:
    """Who gave or had it: the definite subject between its verb and its name, or before the verb."""
    scene, article = one.scene, one.scene.phrases.letters.article
    taken = [index for index in scene.back(at, limit=WHOSE) if scene.kind(index) == ""]
    named = next((place for place, index in enumerate(taken) if scene.word(index).startswith(article)), -1)
    verb = taken[named] - 1 if named >= 0 else -1
    if verb >= 0 and (scene.verbal(verb) or scene.kind(verb) == "action"):
        return antecedents.taken_as(scene, taken[named : named + WHOSE])
    return clause_agent(one)


def named_behind(one: Reading) -> Label | None:
    """«أدى الفريق 4 ملايين درهم قيمة صفقة المهاجم», «600 ألف درهم، مبلغ انتقاله»: the measure right behind the sum."""
    scene, at = one.scene, one.quantity.last
    if not one.money or one.counted.words:
        return None
    comma = scene.kind(at) == "comma"
    at += comma
    mark = scene.marks[at] if at < len(scene) else None
    bare = mark is not None and mark.kind == "measure" and not (mark.proclitic or mark.pronoun or mark.verb)
    stands = comma and one.before.pivot is not None and scene.kind(one.before.pivot) in {"level", "change"}
    if not bare or stands or scene.owner[at] != FREE:
        return None
    taken = scene.phrase(at, len(scene), limit=OF)
    after = taken[-1] + 1 if taken else at
    counts = any(scene.owner[index] != FREE for index in range(after, min(len(scene), after + NEAR)))
    whole = len(taken) > 1 and taken[:2] == [at, at + 1] and not (comma and counts)
    if not whole or _describes(scene, at + 1):
        return None
    words = scene.texts(taken)
    return Label(words, scene.spans(taken), [one.rule("counted")], words, full=True)
