"""What those counted did themselves: «انضم 300 شاب إلى الحزب» → «الشباب المنضمون إلى الحزب».

*Looks for* a verb of phrases.toml that has a word for the persons who do it, right before the figure: a count, or a
share of a group («يعاني 40 في المائة من السكان من الفقر» → «نسبة السكان المعانين من الفقر»). *Limits*: a verb with an
object takes only persons, else the figure is its object («وأيد 12 مقترحا»).
"""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.levels.shares import base_after, said_of
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.words import Phrases
from extractor.recognize.metrics.wording.agreement import oblique
from extractor.recognize.metrics.wording.label import Label, Phrase, joined
from extractor.recognize.metrics.wording.plurals import Counted

DOES = frozenset({"verb", "state"})
BROKEN = 5  # letters of «أجهزة», the broken plural of things that ends like one of persons
SAID = 6  # words of what they did it to or for
GROUP = 3  # words of a group with its adjectives, before what it did


def doing(one: Reading) -> Label | None:
    """«التحق 1200 تلميذ بالداخلية», «يغادر نصف الموظفين»: a verb right before those who do it."""
    scene, at = one.scene, one.quantity.first - 1
    while at > 0 and scene.kind(at) == "drop":
        at -= 1
    mark = scene.marks[at] if at >= 0 and scene.owner[at] == FREE else None
    if mark is None or not mark.verb or mark.offset or not _doers(mark):
        return None
    if one.before.preposition or scene.starts[one.quantity.first] < one.quantity.span.start:
        return None  # «استجابت لأربعة مطالب»
    if one.percent:
        return _share(one, at, mark)
    own = one.counted
    if mark.kind != "verb" or not own.words or (mark.entry.get("doers") and not own.person):
        return None
    things, people = (str(mark.entry.get(name, "")) for name in ("adjective", "people"))
    made = joined(own.with_participle(scene.phrases, things, people))
    head = own.without_place(scene.phrases, things, people)
    return Label(
        made, one.places(at), [mark.entry.rule], made, [people if own.person else things], pivot=mark, head=head
    )


def _doers(mark: Mark) -> str:
    """The word for the persons who do what a verb tells: «المنضمون», «الحاصلون»; of a deed done to them none."""
    done = mark.kind == "action"
    return str(mark.entry.get("noun" if done else "people", "")) if done or mark.kind in DOES else ""


def _share(one: Reading, at: int, mark: Mark) -> Label | None:
    """«انضم 60 في المائة من الموظفين إلى النقابة» → «نسبة الموظفين المنضمين إلى النقابة»."""
    base, phrases, theirs = base_after(one), one.scene.phrases, _theirs(one)
    if theirs and not base:
        counts = one.done[-1].counted if one.done else None
        told = Phrase(counts.noun, counts.places) if counts and counts.noun else one.memory.base
        base = told or antecedents.before(one.scene, at)  # «أما المهاجرون فقد حصل 64 في المائة منهم على …»
    if not base:
        return None
    person = _people(phrases, base.words[0])
    if mark.entry.get("doers") and not person:
        return None
    group = Counted(base.words[:1], base.words[1:], base.places, person)
    words = group.with_participle(phrases, str(mark.entry.get("adjective", "")), _doers(mark))
    said = [] if len(base.words) > GROUP else _said(one, base, theirs)
    made = joined([phrases.share, *(oblique(phrases, word) for word in words), *said])
    return Label(made, base.places, [mark.entry.rule], base.words, [], base.words, pivot=mark)


def _theirs(one: Reading) -> int:
    """Where the words behind «منهم» begin, where a share is of those told before; 0 for none."""
    scene, last = one.scene, one.quantity.last
    return last + 1 if scene.kind(last) == "part" else last if scene.kind(last - 1) == "part" else 0


def _said(one: Reading, base: Phrase, theirs: int) -> list[str]:
    """What the group did it to or for, behind it and up to a time: «… إلى النقابة», no «خلال سنة واحدة»."""
    scene = one.scene
    said = scene.tail(theirs, limit=SAID) if theirs else said_of(one, base)
    end = next((place for place, index in enumerate(said) if scene.member(index, "during")), len(said))
    return scene.texts(said[:end], head=False)


def _people(phrases: Phrases, word: str) -> bool:
    """Whether the noun of a group is of persons: «الموظفين», «الشباب»."""
    folded = phrases.fold(word).removeprefix(phrases.letters.article)
    if folded in phrases.several and folded.endswith(phrases.inflection.feminine) and len(folded) > BROKEN:
        return True  # «الأساتذة», «الصيادلة», no «الأجهزة»
    return folded in phrases.persons or folded.endswith(phrases.inflection.men_forms)
