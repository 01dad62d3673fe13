"""How a counted noun stands in a label: plural, nominative, its adjective or second noun after it."""

from __future__ import annotations

from extractor.recognize.metrics.sentence.prefixes import prefixed
from extractor.recognize.metrics.sentence.words import Phrases

ADJECTIVE = 4  # letters of the shortest adjective that is told from a noun by its ending
SOUND = 7  # letters of «المصابين» without which an unknown «ال…ين» may be a broken plural


def plural(phrases: Phrases, noun: str) -> str:
    """The plural with the article: «سريرا» → «الأسرة», «وكالة» → «الوكالات»; a plural of the page stays itself."""
    inflection, article = phrases.inflection, phrases.letters.article
    folded = phrases.fold(noun)
    joined = folded[0] in phrases.letters.conjunctions and folded not in phrases.plurals
    if joined and (folded[1:].startswith(article) or folded[1:] in phrases.plurals):
        noun, folded = noun[1:], folded[1:]  # «والشركات الثلاث»
    if prefixed(phrases, folded):
        noun, folded = noun[1:], folded[1:]  # «بحالة واحدة»
    known = phrases.plurals.get(singular(phrases, folded))
    own = folded in phrases.several and not folded.endswith(inflection.men_forms)
    if own and known and not phrases.fold(known).startswith(article + folded):  # no «مقاه», no «اشخاص»
        return article + noun
    if known:
        return known
    if folded.startswith(article):
        return noun
    upright, bent = inflection.men_forms
    if folded.endswith(bent) and folded.removesuffix(bent) in phrases.persons:
        return article + noun.removesuffix(bent) + upright  # «3 قاصرين»
    if folded.endswith(inflection.feminine):
        return article + noun[: -len(inflection.one)] + inflection.many
    return article + (noun[:-1] if folded.endswith(inflection.tanwin) and len(folded) > ADJECTIVE else noun)


def singular(phrases: Phrases, folded: str) -> str:
    """A folded noun without the tanwin, when only so it is a known one."""
    bare = folded.removesuffix(phrases.inflection.tanwin)
    return bare if folded not in phrases.plurals and bare in phrases.plurals else folded


def nominative(phrases: Phrases, word: str) -> str:
    """A sound plural of persons as the head of a label: «المتهمين» → «المتهمون»."""
    inflection, article = phrases.inflection, phrases.letters.article
    upright, oblique = inflection.men_forms
    if not (word.startswith(article) and word.endswith(oblique)):
        return word
    stem = word.removeprefix(article).removesuffix(oblique)
    person = phrases.fold(stem) in phrases.persons
    if person and not phrases.plurals.get(phrases.fold(stem), upright).endswith(upright):
        return word  # «الشخصين» is a dual
    participle = stem[:1] == inflection.participle and len(stem) > ADJECTIVE
    return article + stem + upright if person or participle else word


def in_construct(phrases: Phrases, word: str) -> str:
    """A sound plural of persons that owns what follows as the head of a label: «مشجعي» → «مشجعو»; else empty."""
    upright, bent = phrases.inflection.men_forms
    stem = word.removesuffix(bent[:-1])
    person = phrases.fold(stem) in phrases.persons or (
        stem[:1] == phrases.inflection.participle and len(stem) > ADJECTIVE
    )
    return stem + upright[:-1] if stem != word and person else ""


def oblique(phrases: Phrases, word: str) -> str:
    """A sound plural of persons behind another noun: «وفيات» + «الفلسطينيون» → «الفلسطينيين»."""
    upright, bent = phrases.inflection.men_forms
    owning = word.removesuffix(upright[:-1])
    if owning != word and in_construct(phrases, owning + bent[:-1]):
        return owning + bent[:-1]  # «مشجعو الفريق»
    known = word.endswith(upright) and word.startswith(phrases.letters.article)
    return word.removesuffix(upright) + bent if known else word


def adjective(phrases: Phrases, folded: str) -> bool:
    """Whether a folded word has the ending of an adjective of origin or is a known adjective."""
    inflection = phrases.inflection
    ends = (inflection.nisba + inflection.feminine, inflection.nisba, inflection.nisba + inflection.tanwin)
    bare = folded.removesuffix(inflection.feminine).removesuffix(inflection.tanwin)
    return folded.endswith(ends) or bare in phrases.sets["adjective"] or folded in phrases.inflection.colours


def masculine(phrases: Phrases, word: str) -> bool:
    """Whether a word is an adjective of a masculine singular: «مدرسي», no «مدرسية» and no «كأدنى»."""
    folded, nisba = phrases.fold(word), phrases.inflection.nisba
    weak = folded.endswith(nisba) and not word.endswith(nisba)
    return not (weak or word.endswith(phrases.inflection.one)) and adjective(phrases, folded)


def leads(phrases: Phrases, word: str) -> bool:
    """Whether an adjective goes with the preposition after it: «المتعلقة بـ», «التابعة لـ», «الخاصة بـ»."""
    bare = phrases.fold(word).removeprefix(phrases.letters.article)
    stem = bare.removesuffix(phrases.inflection.feminine).removesuffix(phrases.inflection.many)
    home = stem.endswith(phrases.inflection.nisba) and stem in phrases.persons  # «المغربية»
    known = (home or stem in phrases.sets["adjective"]) and stem not in phrases.sets["leading"]
    return not known and (bare.startswith(phrases.inflection.participle) or stem in phrases.sets["leading"])


def construct(phrases: Phrases, noun: str, word: str) -> bool:
    """Whether a noun follows the counted noun and no adjective: «حالة إصابة», «شركة طيران», «محطات تحلية»."""
    folded = phrases.fold(word)
    bare = folded.removeprefix(phrases.letters.article)
    if folded == bare and _verbal_noun(phrases, word, folded):
        return True
    if adjective(phrases, bare):
        return False
    known = bare in phrases.plurals or bare in phrases.sets["casualty"]
    return known or (folded == bare and _unlike(phrases, noun, word, folded))


def _verbal_noun(phrases: Phrases, word: str, folded: str) -> bool:
    """Whether a word has the shape of a verbal noun: «ترخيص», «إسعاف», «تحلية», «شراكة»."""
    inflection = phrases.inflection
    owned = folded.endswith(inflection.feminine) and not word.endswith(inflection.one)  # «حسابه»
    joints = (*phrases.letters.prepositions, *phrases.letters.conjunctions)
    glued = folded[0] in joints and (phrases.known(folded[1:]) or phrases.place(folded[1:]))  # «بحالة»
    passive = folded.startswith(inflection.participle)  # «مصابة», «مضافة»
    if owned or glued or passive or folded in inflection.no_verbal_nouns or phrases.known_verb(folded):
        return False
    return any(shape.fullmatch(folded) for shape in inflection.verbal_nouns)


def _unlike(phrases: Phrases, noun: str, word: str, folded: str) -> bool:
    """Whether a word cannot be the adjective of a feminine singular or of things, for want of their ending."""
    inflection = phrases.inflection
    of_things = noun.endswith((inflection.feminine, inflection.many)) or noun in phrases.several
    if not of_things or len(folded) < ADJECTIVE:
        return False
    ends = (inflection.feminine, inflection.tanwin, inflection.nisba, inflection.many)
    glued = folded[0] in (*phrases.letters.prepositions, *phrases.letters.conjunctions)
    verb = phrases.verb_shape(folded) or (
        folded[-1] == inflection.men_forms[0][-1] and folded[-2] not in inflection.long
    )
    return not (folded.endswith(ends) or glued or phrases.marked(word) or verb)


def definite(phrases: Phrases, word: str) -> str:
    """``word`` with the article."""
    return word if phrases.fold(word).startswith(phrases.letters.article) else phrases.letters.article + word


def agreed(phrases: Phrases, word: str, *, described: bool = False, bare: bool = False) -> str:
    """An adjective as the plural of things asks for it: «إضافيا» → «الإضافية», «متنقلة» → «المتنقلة».

    ``described``: the noun before has a tanwin, so that a word with one can only be its adjective («هاتفا محمولا»).
    ``bare``: the noun is a masculine singular, so that a participle is its adjective («300 قرص مخدر»).
    """
    inflection, article = phrases.inflection, phrases.letters.article
    folded = phrases.fold(word)
    glued = _on(phrases, folded)
    other = folded.endswith(inflection.nisba) and not word.endswith(inflection.nisba)  # «أخرى»
    tanwin = folded.endswith(inflection.tanwin)
    if folded in phrases.inflection.colours:
        return article + _coloured(phrases, word)
    if folded.startswith(article) or len(folded) < ADJECTIVE or glued or other:
        rank = article + word if folded in phrases.sets["elative"] else word  # «ثلاثة بنوك كبرى»
        return phrases.by_id["other"].forms[0] if folded in phrases.sets["other"] else rank
    if folded.endswith(inflection.nisba) or folded in phrases.sets["adjective"]:
        return article + word + inflection.one
    bared = folded.removesuffix(inflection.tanwin)
    said = described and tanwin and word.endswith(inflection.tanwin)
    if said or (bared != folded and (bared.endswith(inflection.nisba) or bared in phrases.sets["adjective"])):
        return article + word[:-1] + inflection.one
    participle = bare and folded[0] == inflection.participle and not (tanwin or phrases.marked(word))
    if word.endswith(inflection.one):
        return article + word
    return article + word + inflection.one if participle and folded not in phrases.plurals else word


def denied(phrases: Phrases, word: str, *, person: bool) -> str:
    """An adjective behind «غير», definite and in the genitive: «حكومية» → «الحكومية», «نظامي» → «النظاميين»."""
    inflection = phrases.inflection
    folded = phrases.fold(word)
    bare = word[:-1] if folded.endswith(inflection.tanwin) else word
    if person:
        ending = "" if folded.endswith((inflection.feminine, *inflection.men_forms)) else inflection.men_forms[1]
    else:
        ending = "" if folded.endswith((inflection.feminine, inflection.many)) else inflection.one
    return definite(phrases, bare + ending)


def _on(phrases: Phrases, folded: str) -> bool:
    """Whether something is written onto a word: «بالمدينة», «وفاس», no «مالي»."""
    letters = phrases.letters
    joined = folded[0] in letters.conjunctions and folded[1:].startswith(letters.article)
    return folded[0] in letters.prepositions or joined or phrases.place(folded[1:])


def _coloured(phrases: Phrases, word: str) -> str:
    """«أبيض» → «بيضاء»; «صفراء» stays."""
    alef, hamza = phrases.inflection.long[0], phrases.inflection.hamza[0]
    return word if word.endswith(alef + hamza) else word[1:] + alef + hamza


def agreed_persons(phrases: Phrases, word: str, *, described: bool, women: bool) -> str:
    """An adjective as the plural of persons asks for it: «سريا» → «السريون», «مسلحين» → «المسلحون».

    ``women``: the noun is one woman, whose adjective ends like her («120 ممرضة جديدة»).
    """
    inflection, article = phrases.inflection, phrases.letters.article
    folded = phrases.fold(word)
    glued = _on(phrases, folded)
    if folded.startswith(article) or len(folded) < ADJECTIVE or folded in phrases.sets["other"] or glued:
        return word
    men, oblique = inflection.men_forms
    if folded.endswith(oblique):
        return article + word.removesuffix(oblique) + men
    if women and word.endswith(inflection.one):
        return article + word[:-1] + inflection.many
    known = phrases.plurals.get(folded.removesuffix(inflection.tanwin))
    if known and folded in phrases.persons and folded not in phrases.several:
        return known  # «97 ألف طفل يتيم»
    if not (described and word.endswith(inflection.tanwin)) or word[-2] == inflection.long[1]:
        return word  # «جمعوا» is a verb
    return known or article + word[:-1] + men


def worn(phrases: Phrases, verb: str, pronoun: str) -> str:
    """A verb with the pronoun of its object: «تتلقى» + «ها» → «تتلقاها», «استعملوا» + «ها» → «استعملوها»."""
    inflection = phrases.inflection
    if verb.endswith(inflection.many_verbs[-1]):
        return verb[:-1] + pronoun
    weak = verb[-1] != inflection.nisba and phrases.fold(verb[-1]) == inflection.nisba
    return (verb[:-1] + inflection.long[0] if weak else verb) + pronoun


def women(phrases: Phrases, noun: str) -> bool:
    """Whether a plural of persons is of women: «الطالبات», «النساء»."""
    folded = phrases.fold(noun).removeprefix(phrases.letters.article)
    return folded.endswith(phrases.inflection.many) or folded in phrases.sets["women"]


def lady(phrases: Phrases, folded: str) -> bool:
    """Whether a folded noun is of women by its ending on a noun of persons: «ممرضة», «تلميذات», no «مدرسة»."""
    ends = (phrases.inflection.feminine, phrases.inflection.many)
    stem = next((folded.removesuffix(end) for end in ends if folded.endswith(end)), "")
    alef = phrases.inflection.long[0]
    deed = folded.endswith(ends[0]) and stem[:1] == phrases.inflection.participle and stem[2:3] == alef  # «متابعة»
    return not deed and stem in phrases.persons and folded not in phrases.plurals


def done_to(phrases: Phrases, noun: str, people: str) -> str:
    """The participle of persons in the gender of their noun: «الموقوفون» → «الموقوفات»."""
    men = phrases.inflection.men
    if not women(phrases, noun) or not people:
        return people
    head, gap, tail = people.partition(" ")
    return (head.removesuffix(men) + phrases.inflection.many if head.endswith(men) else head) + gap + tail


def doing(phrases: Phrases, verb: str, noun: str, *, person: bool) -> str:
    """The participle of a sound verb of the fifth, sixth or eighth form: «تنافس» → «المتنافسون», «يلتحق» → «الملتحقون».

    Empty for any other: the active participle of the first form needs a root.
    """
    inflection, past = phrases.inflection, phrases.inflection.past
    folded = phrases.fold(verb)
    led = folded[:1] in inflection.persons
    eighth = len(folded) == SOUND - 2 and folded[2] == past and (led or folded[0] == inflection.long[0])
    present = led and folded[1:2] == past
    bare = folded[1:] if present or eighth else folded
    fifth = bare[0] == past and ADJECTIVE <= len(bare) < SOUND - 1 and bare[-1] != past
    men = person and not women(phrases, noun)
    if not (eighth or (fifth and (present or men))) or bare[-1] in phrases.inflection.long:
        return ""  # «تخضع للعلاج 14 حالة» is of the first form
    stem = phrases.letters.article + inflection.participle + bare
    return stem + (inflection.men if men else inflection.many if person else inflection.one)
