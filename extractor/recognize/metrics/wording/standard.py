"""How the spoken language joins the words of a label, put plainly: «الثمن ديال الخبز» → «ثمن الخبز»."""

from __future__ import annotations

from extractor.recognize.metrics.sentence.words import Phrases

NOUN = 3  # letters of the shortest noun without its article


def standard(phrases: Phrases, words: list[str]) -> list[str]:
    """``words`` without the genitive, the relative pronoun and the letters of the present of the spoken language.

    >>> from extractor.normalize import Folder
    >>> from extractor.patterns import load
    >>> patterns = load()
    >>> phrases = Phrases(patterns, Folder(patterns))
    >>> " ".join(standard(phrases, "الناس اللي كيسكنو فالمدينة".split()))
    'الناس الذين يسكنون فالمدينة'
    >>> " ".join(standard(phrases, "الحالات الجديدة ديال الحصبة".split()))
    'الحالات الجديدة للحصبة'
    """
    keys, inflection, that = list(map(phrases.fold, words)), phrases.inflection, phrases.sets["that"]
    if not any(key.startswith(inflection.present) or key in inflection.genitive or key in that for key in keys):
        return words
    made: list[str] = []
    led = False
    for word, folded in zip(words, keys, strict=True):
        if folded in inflection.genitive:
            led = bool(made)
            continue
        said = _owner(phrases, made, word) if led else _which(phrases, made) if folded in that else word
        made.append(_present(phrases, said, folded))
        led = False
    return made


def _owner(phrases: Phrases, made: list[str], word: str) -> str:
    """The noun behind «ديال»: in construct with the noun before it, behind an adjective led by «ل»."""
    letters = phrases.letters
    last, article = made[-1], letters.article
    glue = last[: last.find(article)] if article in last[:NOUN] else ""
    if last.startswith(letters.lam_article):
        made[-1] = letters.lam + last[len(letters.lam_article) :]
    elif last.startswith(article) and len(made) > 1 and article in made[-2][:NOUN]:
        named = phrases.fold(word).startswith(article)
        return letters.lam_article + word[len(article) :] if named else letters.lam + word
    elif len(last) >= len(glue + article) + NOUN and last.startswith(glue + article):
        made[-1] = glue + last.removeprefix(glue + article)
    return word


def _which(phrases: Phrases, made: list[str]) -> str:
    """«اللي» behind persons and behind things."""
    inflection = phrases.inflection
    noun = next((phrases.fold(word).removeprefix(phrases.letters.article) for word in made), "")
    return (inflection.people if noun in phrases.persons else inflection.things)[0]


def _present(phrases: Phrases, word: str, folded: str) -> str:
    """«كيستعملو» → «يستعملون»: a verb without what the spoken language writes before its person."""
    inflection = phrases.inflection
    prefix = next((one for one in inflection.present if folded.startswith(one)), "")
    many = folded.endswith(inflection.spoken_many)
    if not prefix or len(folded) < len(prefix) + NOUN or not (many or _verb(phrases, folded)):
        return word
    bare = word[len(prefix) - 1 :]
    if not many:
        return bare
    stem = bare.removesuffix(inflection.spoken_many)
    weak = stem[-1] in inflection.long and len(stem) > NOUN
    return (stem[:-1] if weak else stem) + inflection.many_verbs[0]


def _verb(phrases: Phrases, folded: str) -> bool:
    mark = phrases.mark(folded)
    return mark is not None and mark.verb
