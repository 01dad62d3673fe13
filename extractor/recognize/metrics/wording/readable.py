"""The last look at a row label: no bare article, no verb without «التي» before it, nothing glued to its first word."""

from __future__ import annotations

from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.sentence.prefixes import links
from extractor.recognize.metrics.sentence.words import Phrases
from extractor.recognize.metrics.wording.agreement import nominative, oblique, women
from extractor.recognize.metrics.wording.label import LONGEST
from extractor.recognize.metrics.wording.standard import standard

MEASURES = frozenset({"measure", "share-by"})
OBJECT = 4  # words of a label among which an object stands
WHOLE = 2  # words after which a label may end before «هو»
LEAST = 2  # letters left of a word without what is glued to it


def readable(phrases: Phrases, words: list[str]) -> list[str]:
    """``words`` as a noun phrase that reads by itself."""
    article = phrases.letters.article
    kept = _glued(phrases, standard(phrases, [word for word in words if word != article]))
    if not kept:
        return words
    kept[0] = _bare(phrases, kept[0])
    ours = phrases.by_id["pronoun.our"].forms[0]
    kept = [word.removesuffix(ours) if word.endswith(phrases.inflection.many + ours) else word for word in kept]
    kept = [bare_object(phrases, word) for word in kept[:OBJECT]] + kept[OBJECT:]
    kept = _bare_adjectives(phrases, kept, words)
    return _ended(phrases, _relative(phrases, _bent(phrases, _upright(phrases, kept)))[:LONGEST])


def _glued(phrases: Phrases, words: list[str]) -> list[str]:
    """«الإصابات ب كورونا» → «الإصابات بكورونا»: a preposition of one letter that stood before quotation marks."""
    letters, led = phrases.letters, ""
    made: list[str] = []
    for word in words:
        if word in letters.prepositions:
            led = word
            continue
        article = led == letters.lam and word.startswith(letters.article)
        fresh = letters.lam_article + word[len(letters.article) :] if article else led + word
        if not (made and not led and made[-1][1:] == word and made[-1][0] in letters.prepositions):
            made.append(fresh)
        led = ""
    return made


def _bent(phrases: Phrases, words: list[str]) -> list[str]:
    """«مدة الجزائريون المحتجزون» → «مدة الجزائريين المحتجزين»: whose a measure is stands in the genitive."""
    if phrases.marked(words[0]) not in MEASURES | {"change"}:
        return words
    for place in range(1, len(words)):
        bent = oblique(phrases, words[place])
        if bent == words[place] or nominative(phrases, bent) != words[place]:  # «القانون» is no plural
            break
        words = [*words[:place], bent, *words[place + 1 :]]
    return words


def _ended(phrases: Phrases, words: list[str]) -> list[str]:
    """A label up to «هو», without prepositions and stray letters at its two ends."""
    lone = phrases.by_id["lone"].forms
    ends = (place for place, word in enumerate(words) if place >= WHOLE and word in lone)
    whole = next((place for place in ends if phrases.marked(words[place - 1]) != "relative"), len(words))
    first, last = 0, whole
    while last - 1 > first and _idle(phrases, words[last - 1]):
        last -= 1
    while first < last - 1 and _idle(phrases, words[first]):
        first += 1
    return words[first:last]


def _idle(phrases: Phrases, word: str) -> bool:
    """Whether a label neither begins nor ends with a word: «في», «التي», «هو», a letter alone."""
    letter = len(word) == 1 and word.isalpha() and not word.isascii()
    return letter or word in phrases.by_id["lone"].forms or links(phrases, word)


def _upright(phrases: Phrases, words: list[str]) -> list[str]:
    """«المتهمين الرئيسيين في الملف» → «المتهمون الرئيسيون في الملف»: the head and its adjectives in the nominative."""
    oblique = phrases.inflection.men_forms[1]
    for place, word in enumerate(words):
        upright = nominative(phrases, word)
        described = place and word.endswith(oblique) and word.startswith(phrases.letters.article)
        if described and phrases.marked(word) != "relative":
            upright = word.removesuffix(oblique) + phrases.inflection.men
        if upright == word:
            break
        words = [*words[:place], upright, *words[place + 1 :]]
    return words


def bare_object(phrases: Phrases, word: str) -> str:
    """A known noun without the tanwin of an object: «قرضا» → «قرض»."""
    folded, inflection = phrases.fold(word), phrases.inflection
    tanwin = inflection.tanwin
    bare = folded.removesuffix(tanwin)
    our = phrases.by_id["pronoun.our"].forms[0]
    worn = next((end for end in (*inflection.pronouns, our) if word.endswith(end)), "")
    kept = worn and (bare not in phrases.several or folded.removesuffix(worn) in phrases.plurals)  # no «أسهما»
    other = kept or (not worn and bare.endswith((inflection.nisba, inflection.feminine)))
    if not (folded.endswith(tanwin) and word.endswith(tanwin)) or phrases.mark(word) or other:
        return word  # «إسبانيا», «بنائها», «لدينا»
    return word[: -len(tanwin)] if bare in phrases.plurals or phrases.marked(bare) in MEASURES else word


def _bare_adjectives(phrases: Phrases, words: list[str], before: list[str]) -> list[str]:
    """«حريق مماثلا» → «حريق مماثل»: what describes a noun without its tanwin loses its own; ``before`` has both."""
    tanwin, made = phrases.inflection.tanwin, list(words)
    lost = [word.removesuffix(tanwin) for word in before if word.endswith(tanwin)]
    if not lost:
        return words
    for place in range(1, len(made)):
        word = made[place]
        described = made[place - 1] in lost and word.endswith(tanwin) and len(word) > LEAST + LEAST
        if described and not phrases.located(word):
            made[place] = word[: -len(tanwin)]
    return made


def _bare(phrases: Phrases, word: str) -> str:
    """A first word without conjunction and preposition: «للمتهم» → «المتهم», «بالتقادم» → «التقادم»."""
    letters = phrases.letters
    if word.startswith(letters.lam_article) and len(word) >= len(letters.lam_article) + LEAST:
        return letters.article + word[len(letters.lam_article) :]
    glued = word[:1] in (*letters.conjunctions, *letters.prepositions)
    return word[1:] if glued and word[1:].startswith(letters.article) and len(word) > LEAST + LEAST else word


def _relative(phrases: Phrases, words: list[str]) -> list[str]:
    """«نسبة الأطباء يشتغلون …» → «نسبة الأطباء الذين يشتغلون …»: a verb takes up the noun before it."""
    inflection = phrases.inflection
    marks = [phrases.mark(word) for word in words]
    kinds = [mark.kind if mark else "" for mark in marks]
    for place in range(1, len(words)):
        before = kinds[place - 1]
        if before in {"relative", "clause", "preposition"} or kinds[place] == "relative":
            return words
        if not (place == 1 and before in MEASURES) and _verb(phrases, words[place], marks[place]):
            if _joined(phrases, marks[place]):
                return words[:place]  # «المشاريع وتتوقع …»
            noun = place - (phrases.fold(words[place - 1]) in phrases.sets["negation"])
            person = _person(phrases, words[noun - 1]) or _many(phrases, words[place])
            ladies = person and women(phrases, words[noun - 1])
            which = inflection.ladies if ladies else inflection.people if person else inflection.things
            return [*words[:noun], which[0], *words[noun:]]
    return words


def _joined(phrases: Phrases, mark: Mark | None) -> bool:
    """Whether «و» or «ف» stands on a verb: another clause."""
    return mark is not None and mark.proclitic[:1] in phrases.letters.conjunctions


def _person(phrases: Phrases, word: str) -> bool:
    folded = phrases.fold(word).removeprefix(phrases.letters.article)
    return folded in phrases.persons or folded.endswith(phrases.inflection.men_forms)


def _many(phrases: Phrases, word: str) -> bool:
    """Whether a verb has the ending of several persons: «يعتقدون», «اضطروا»."""
    return phrases.fold(word).endswith(phrases.inflection.many_verbs)


def _verb(phrases: Phrases, word: str, mark: Mark | None) -> bool:
    """Whether a word can only be a verb: by the letters of a person before it, or an ending of the past."""
    if mark is not None and not mark.verb:
        return False
    folded, inflection = phrases.fold(word), phrases.inflection
    if mark is None:
        return phrases.verb_shape(folded)
    folded = folded.removeprefix(mark.proclitic)
    ended = folded.endswith((inflection.past, *inflection.many_verbs)) or (
        folded[-1:] == inflection.many[-1] and len(folded) > LEAST + LEAST
    )
    return ended or folded.startswith(tuple(inflection.persons))
