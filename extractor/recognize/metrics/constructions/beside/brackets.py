"""The figure in brackets: what it stands beside, of what rate or change that is told once."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.beside.elliptic import heads, instead
from extractor.recognize.metrics.constructions.beside.rates import of_rate
from extractor.recognize.metrics.constructions.beside.sites import sited
from extractor.recognize.metrics.constructions.beside.spreading import bracketed
from extractor.recognize.metrics.constructions.counted import after
from extractor.recognize.metrics.constructions.levels.shares import base_after
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.brackets import item
from extractor.recognize.metrics.sentence.marked import FREE
from extractor.recognize.metrics.wording.label import Label, Phrase, joined
from extractor.recognize.metrics.wording.naming import noun

GREW = "change.increase"
GROWN = 4  # words of what grew
SIGNED = 16  # words back to the change that signed figures in brackets tell of


def bracket(one: Reading) -> Label | None:
    """«الرسوم الجمركية (7 في المائة)»: what the bracket stands beside."""
    if not one.before.bracket:
        return None
    scene, at = one.scene, one.before.floor - 1
    own = one.counted
    if at > 0 and scene.owner[at - 1] != FREE and one.prior:
        if not own.words:
            return one.prior.repeated(one.rule("bracket"))
        words = joined([*own.words, *one.prior.base])
        return Label(words, own.places, [one.rule("bracket")], words, one.prior.context)
    beside = antecedents.taken_as(scene, item(scene, at) or scene.back(at))
    base = joined(beside.words)
    rest = scene.texts(after(scene, one.quantity, limit=4), head=False) if not own.words and not one.percent else []
    words = own.words if len(own.words) > 1 else joined([*own.words, *beside.words, *rest])
    told = (bracketed(one, beside) if beside else None) or sited(one, beside) or _of_change(one, beside)
    told = told or _grown(one, at, words)
    told = told or _described(one, beside) or _share(one, beside)
    if told:
        return told
    words = changed_before(one, at, words)
    if scene.phrases.marked(base[0] if base else "") == "change" and base[0].startswith(scene.phrases.letters.article):
        words = base = base[1:]  # «وهمّ هذا النمو مدينة فاس (زائد 12 في المائة)»
    if one.percent and words == base:
        beside_it = _bracketed(one, beside.words) or of_rate(one, beside)
        if beside_it:
            return beside_it
        words = _grown_there(one, words) if scene.member(one.quantity.first, "plus") else _of_last(one, words)
    return Label(words, [*own.places, *beside.places], [one.rule("bracket")], base)


def _share(one: Reading, beside: Phrase) -> Label | None:
    """«1,5 مليار شخص عبر العالم (20 في المائة من سكان العالم)»: the share, and of what it is one."""
    base = base_after(one) if one.percent else Phrase()
    if not base or not beside:
        return None
    of = [*beside.words[:GROWN], one.scene.phrases.by_id["of"].forms[0]]
    told = [] if set(base.words).intersection(beside.words) else of
    made = joined([one.scene.phrases.share, *told, *base.words])
    return Label(made, [*beside.places, *base.places], [one.rule("bracket")], list(beside.words), share=base.words)


def _of_change(one: Reading, beside: Phrase) -> Label | None:
    """«مدفوعة بتحسن مداخيل الضرائب (زائد 27 في المائة)» → «تحسن مداخيل الضرائب»."""
    phrases = one.scene.phrases
    marks = [phrases.mark(word) for word in beside.words]
    places = [place for place, mark in enumerate(marks) if mark and mark.kind == "change" and not mark.verb]
    at = places[-1] if places else -1
    mark = marks[at] if places else None
    told = mark is not None and at + 1 < len(marks) and (one.percent or _signed(one))
    if mark is None or not told or (not at and mark.proclitic.endswith(phrases.letters.article)):
        return None
    rest = beside.words[at + 1 :]
    return Label([str(mark.entry.get("noun", "")), *rest], beside.places, [one.rule("bracket")], rest)


def _described(one: Reading, beside: Phrase) -> Label | None:
    """«المداخيل الجبائية (280 مليارا) وغير الجبائية (49 مليارا)» → «المداخيل غير الجبائية»."""
    phrases, prior = one.scene.phrases, one.prior
    other = phrases.fold(beside.words[0]).removeprefix(phrases.letters.conjunctions[0]) if beside else ""
    if prior is None or not prior.base or other not in phrases.sets["not"] or not _last_bracket(one):
        return None
    words = [prior.base[0], *beside.words]
    return Label(words, beside.places, [one.rule("bracket")], words)


def _last_bracket(one: Reading) -> bool:
    """Whether the figure before stands in brackets, too, alone or behind another: «(ناقص 11 % / 6130 درهما)»."""
    return any(other.before.bracket for other in one.done[-2:])


def _bracketed(one: Reading, fresh: list[str]) -> Label | None:
    """«انتعاش صادرات الأسمدة (39 في المائة)، والأمونياك (29 في المائة)»: the next member of a list in brackets."""
    prior, phrases = one.prior, one.scene.phrases
    if prior is None or not fresh or not _last_bracket(one) or phrases.marked(prior.words[0]) != "change":
        return None
    base = instead(one.scene, prior.base[prior.base[:1] == prior.words[:1] :], fresh, led=False)
    return Label([prior.words[0], *base], [], [one.rule("bracket")], base)


def _grown_there(one: Reading, words: list[str]) -> list[str]:
    """«أكادير (زائد 36 في المائة)، والداخلة (زائد 35 في المائة)»: the growth there of what was told to grow."""
    phrases, last = one.scene.phrases, one.memory.last
    rose = str(phrases.by_id[GREW]["noun"])
    told = last is not None and last.words and phrases.marked(last.words[0]) == "change"
    if one.done and one.done[-1].before.bracket and last is not None and last.words[0] == rose:
        return [rose, *instead(one.scene, last.base, words, led=False)]
    return joined([rose, *(last.base[:GROWN] if told and last is not None else []), *words])


def _of_last(one: Reading, words: list[str]) -> list[str]:
    """«… نمو أكبر من المتوسط (3 بالمائة). ويتعلق الأمر بجهة طنجة (7 بالمائة)، وجهة سوس (6 بالمائة)»: of what rate."""
    last, phrases = one.memory.last, one.scene.phrases
    named = words and phrases.fold(words[0]) in phrases.sets["entity"]
    if last is None or not last.words or not named:
        return words
    rose = last.words[:1] if phrases.marked(last.words[0]) == "change" else []
    rate = last.words[: heads(one.scene, last.words)]
    return joined([*(rose or rate), *words])


def changed_before(one: Reading, at: int, words: list[str]) -> list[str]:
    """«ارتفاع في الرسوم (7 في المائة)»: a noun of change before what a percentage stands beside."""
    if not one.percent:
        return words
    for index in range(at - 1, max(-1, at - 8), -1):
        mark = one.scene.marks[index]
        if mark and mark.kind == "change" and not mark.verb and not _said_of(one, index):
            return joined([noun(one.scene, index, mark), *words])
        if one.scene.kind(index) in {"comma", "hard"}:
            break
    return words


def _said_of(one: Reading, index: int) -> bool:
    """Whether a word of change only describes: «ظل معدل البطالة مرتفعا لدى الشباب (35 في المائة)»."""
    return one.scene.sentence.words[index].startswith(one.scene.phrases.inflection.participle)


def _signed(one: Reading) -> bool:
    """Whether the figure is written with a sign: «زائد 9 ملايير درهم»."""
    return not one.counted.words and one.scene.member(one.quantity.first, "sign")


def _grown(one: Reading, at: int, words: list[str]) -> Label | None:
    """«ارتفاع مبيعات كل الفروع، منها فرع التصنيع (زائد 9 ملايير درهم)» → «ارتفاع مبيعات فرع التصنيع»."""
    scene, prior = one.scene, one.prior
    if not _signed(one) or any(scene.phrases.marked(word) == "change" for word in words):
        return None
    if prior and _last_bracket(one) and scene.phrases.marked(prior.words[0]) == "change":
        return _bracketed(one, words) if _alike(one, at) else None
    for index in range(at - 1, max(-1, at - SIGNED), -1):
        mark = scene.marks[index]
        if scene.owner[index] != FREE or scene.kind(index) == "hard":
            break
        if mark and mark.kind == "change" and not (_said_of(one, index) or mark.offset):
            if bool(mark.entry.get("rises")) != ((one.quantity.value.point or 0) > 0):
                return None  # «ارتفاع التكاليف …، ومبيعات الإسمنت (ناقص 19 في المائة)»
            told = scene.texts(scene.phrase(index + mark.length, at, limit=4))
            within = told.index(words[0]) if words[0] in told else -1
            base = (
                [*told[:within], *words] if within >= 0 else instead(scene, told, words, led=False) if told else words
            )
            return Label(joined([noun(scene, index, mark), *base]), [], [one.rule("bracket")], base)
    return None


def _alike(one: Reading, at: int) -> bool:
    """Whether the figure goes on with the change of the one before: the same sign, no other change told between."""
    before, point = one.done[-1].quantity, one.quantity.value.point or 0
    between = range(before.last, at)
    return ((before.value.point or 0) > 0) == (point > 0) and all(one.scene.kind(i) != "change" for i in between)
