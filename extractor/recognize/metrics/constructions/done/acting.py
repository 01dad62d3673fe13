"""Those counted as the subject of a verb that has an object behind them: «رفضت 12 نقابة التوقيع»."""

from __future__ import annotations

from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.sentence.scene import LIGHT
from extractor.recognize.metrics.wording.agreement import adjective
from extractor.recognize.metrics.wording.label import Label, joined

SAID = 4  # words of what they did
ADJECTIVES = 2  # after the counted noun


def doing(one: Reading, at: int, mark: Mark) -> Label | None:
    """«رفضت 12 نقابة من أصل 30 التوقيع» → «النقابات التي رفضت التوقيع»: no deed done to them.

    The object is definite, or a change («سجلت 14 مقاولة ارتفاعا»), so that it is no word of theirs.
    """
    scene, own = one.scene, one.counted
    beside = at + mark.length == one.quantity.first and not one.before.preposition
    people = mark.entry.get("people") or (mark.kind == "action" and mark.entry.get("noun"))
    counts = one.quantity.noun if mark.verb and beside and own.noun and not (own.generic and people) else None
    if counts is None or any(_definite(one, place) for place in range(*counts)):
        return None
    place = scene.past_equal(one.quantity.last)
    end, words = place + ADJECTIVES, scene.sentence.words
    while place < min(end, len(words)) and _described(one, place):
        place += 1
    if place >= len(words) or scene.owner[place] != FREE or scene.dated[place] or scene.kind(place) in LIGHT:
        return None
    changed = scene.kind(place) == "change" and words[place].endswith(scene.phrases.inflection.tanwin)
    if not (changed or _definite(one, place) or _theirs(one, place)):
        return None
    said = scene.tail(place, limit=SAID)
    done = [own.relative(scene.phrases)[0], *scene.texts([at]), *scene.texts(said, head=False)]
    words_of = joined([*own.noun, *done])
    return Label(words_of, [*own.places, *scene.spans([at, *said])], [], words_of, done)


def _theirs(one: Reading, place: int) -> bool:
    """«أغلقت 120 مقاولة أبوابها»: whether a noun of those counted stands at ``place``."""
    scene = one.scene
    people = one.counted.person or one.counted.generic
    pronoun = (scene.phrases.inflection.people if people else scene.phrases.inflection.things)[1]
    word = scene.sentence.words[place]
    return (
        scene.kind(place) == ""
        and len(word) > len(pronoun) + 2
        and word.endswith(pronoun)
        and word[0] not in (scene.phrases.letters.prepositions)
    )


def _definite(one: Reading, place: int) -> bool:
    """Whether word ``place`` has the article: «عشرات الأحكام القضائية»."""
    return one.scene.sentence.words[place].startswith(one.scene.phrases.letters.article)


def _described(one: Reading, place: int) -> bool:
    """Whether an indefinite adjective stands at ``place``, no «بمستشفى»."""
    word, letters = one.scene.sentence.words[place], one.scene.phrases.letters
    glued = word[0] in (*letters.prepositions, *letters.conjunctions) or word.startswith(letters.article)
    return one.scene.kind(place) == "" and not glued and adjective(one.scene.phrases, word)
