"""Persons counted by what befell them: «بلغت التوقيفات 50 متظاهرا», «تتواصل التوقيفات، إذ بلغ العدد 20 شابا».

*Looks for* the plural of a verbal noun that an entry of phrases.toml knows what persons it makes of, as the subject
that a level is told of, or as the subject of the clause before. *Limits*: things counted («35 محلا») take no such word.
"""

from __future__ import annotations

from extractor.patterns import Entry
from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import Scene
from extractor.recognize.metrics.sentence.words import Phrases
from extractor.recognize.metrics.wording.agreement import done_to, nominative, oblique
from extractor.recognize.metrics.wording.label import Label, Phrase, joined

HEADS = 3  # words of a subject among which the verbal noun stands: «عدد التوقيفات»
GROUP = 6  # words of a group and of what was done to it
RECEIVER = 4  # words of whom or where they were brought to
SUBJECT = 6  # words of the subject of the clause before
DEEDS = frozenset({"action", "state", "people"})
STOPS = frozenset({"hard", "report"})


def befell(one: Reading, about: Phrase) -> list[str]:
    """«بلغت التوقيفات بالرباط 50 متظاهرا» → «المتظاهرون الموقوفون بالرباط»; empty where no deed is named."""
    phrases, own = one.scene.phrases, one.counted
    if not own.person:
        return []
    for place, word in enumerate(about.words[:HEADS]):
        entry = _deed(phrases, word) or _done(phrases, about.words[:place], word)
        if entry is None:
            continue
        head, rest = str(entry.get("people", "")), about.words[place + 1 :]
        same = next((at for at, other in enumerate(rest) if other in own.noun), -1)
        rest = rest[same + 1 :]  # «التوقيفات في صفوف الشباب»
        if head.startswith(phrases.letters.article):
            return joined([*own.with_participle(phrases, head, head), *rest])
        who = [] if own.generic else own.noun
        return joined([head, *(oblique(phrases, word) for word in who), *rest])
    return []


def acted_on(one: Reading, at: int) -> Label | None:
    """«إحالة القاصرين البالغ عددهم 6 على المستشار» → «القاصرون المحالون على المستشار»: what was done to a group."""
    scene, phrases = one.scene, one.scene.phrases
    end = at - 1
    if scene.kind(end) != "level" or scene.verbal(end):
        return None
    for index in range(end - 1, max(-1, end - GROUP), -1):
        mark = scene.marks[index]
        if scene.owner[index] != FREE or (mark and mark.kind not in {"back", "returning", "drop", *DEEDS}):
            return None
        if mark is None or mark.kind not in DEEDS:
            continue
        people = str(mark.entry.get("people", ""))
        group = [phrases.clean(scene.raw(place)) for place in range(index + 1, end)]
        if mark.verb or not people or not group or not group[0].startswith(phrases.letters.article):
            return None
        rest = scene.complement(one.quantity.last, limit=RECEIVER)
        done = done_to(phrases, group[0], people)
        words = joined([nominative(phrases, group[0]), *group[1:], done, *scene.texts(rest, head=False)])
        return Label(words, scene.spans([*range(index, end), *rest]), [mark.entry.rule], words)
    return None


def _deed(phrases: Phrases, word: str) -> Entry | None:
    """The entry of the verbal noun of which a folded word is the plural: «التوقيفات», «استقالات»."""
    many, feminine = phrases.inflection.many, phrases.inflection.feminine
    folded = phrases.fold(word).removeprefix(phrases.letters.article)
    stem = folded.removesuffix(many)
    if stem == folded:
        return None
    for form in (folded, stem, stem + feminine):
        mark = phrases.mark(form)
        if mark and mark.kind in DEEDS and not (mark.proclitic or mark.pronoun) and mark.entry.get("people"):
            return mark.entry
    return None


def _done(phrases: Phrases, led: list[str], word: str) -> Entry | None:
    """«عمليات الترحيل», «حالات الطرد»: the entry of a verbal noun with the article behind a plural it completes."""
    several = bool(led) and led[-1].endswith(phrases.inflection.many)
    mark = phrases.mark(word) if several and word.startswith(phrases.letters.article) else None
    done = mark is not None and mark.kind in DEEDS and not (mark.verb or mark.pronoun)
    return mark.entry if mark and done and mark.entry.get("people") else None


def before_clause(scene: Scene, at: int) -> Phrase:
    """«تتواصل التوقيفات بالمدينة، إذ بلغ العدد …»: the subject of the clause before that of word ``at``."""
    end = at
    while end > 0 and scene.owner[end - 1] == FREE and scene.kind(end - 1) not in STOPS | {"comma", "clause"}:
        end -= 1
    while end > 0 and scene.kind(end - 1) in {"comma", "clause"}:
        end -= 1
    start = end
    while start > 0 and scene.owner[start - 1] == FREE and scene.kind(start - 1) not in STOPS | {"comma", "clause"}:
        start -= 1
    verb = next((index for index in range(start, end) if scene.verbal(index)), -1)
    if verb < 0:
        return Phrase()
    mark = scene.marks[verb]
    first = verb + (mark.length - mark.offset if mark else 1)
    return antecedents.taken_as(scene, scene.phrase(first, end, limit=SUBJECT, across=True)) or antecedents.before(
        scene, verb
    )
