"""Whose rank, share or part of a total a figure tells: «استأثرت جهة الشرق بنسبة 29 في المائة من الاستثمارات»."""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about import antecedents
from extractor.recognize.metrics.constructions.beside.rates import told_share
from extractor.recognize.metrics.constructions.levels.shares import of_base
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.sentence.mark import Mark
from extractor.recognize.metrics.wording.label import Label, Phrase, joined
from extractor.recognize.metrics.wording.naming import same

TOLD = 2  # words of things in construct: «ليالي المبيت»


def rank(one: Reading, at: int, mark: Mark) -> Label:
    """«استأثرت جهة الشرق بنسبة 29 في المائة من الاستثمارات» → «نسبة جهة الشرق من الاستثمارات»."""
    scene = one.scene
    start, end = at + mark.length, one.quantity.first
    end = next((index for index in range(start, end) if scene.member(index, "standing")), end)
    following = scene.trimmed(antecedents.without_measure(scene, scene.phrase(start, end, limit=5, across=True)))
    about = antecedents.taken_as(scene, following) or antecedents.before(scene, at) or one.memory.base
    if about and following and not mark.verb and about.words[0][0] == scene.phrases.letters.prepositions[0]:
        about = Phrase([about.words[0][1:], *about.words[1:]], about.places)  # «متبوعة ببريطانيا»
    about += _in_what(one)
    if not one.percent:
        head = _shared_head(one) if one.prior and (one.idle_noun or not one.counted.words) else []
        counts = head or _told_fully(one) or one.counted.words
        placed = bool(counts) and any(scene.phrases.located(word) for word in about.words[:2])
        made = joined([*counts, *([scene.phrases.by_id["place"].forms[0]] if placed else []), *about.words])
        kept = head or (one.counted.noun if about else [])
        return Label(made, [*one.counted.places, *about.places], [], made, list(about.words), head=list(kept))
    label = of_base(one, about, "")
    label.head = one.prior.head if one.prior else []
    share = [] if label.share else told_share(one)
    if share:
        label.share = share
        label.words = [scene.phrases.share, *about.words[:5], scene.phrases.by_id["of"].forms[0], *share]
    elif not label.share and about and scene.phrases.marked(about.words[0]) not in {"measure", "share-by", "change"}:
        label.words = [scene.phrases.share, *about.words]
    return label


def _told_fully(one: Reading) -> list[str]:
    """«بلغت ليالي المبيت 24 مليونا. وتأتي مراكش في الصدارة بـ8 ملايين ليلة»: the things as they were told last."""
    own, last, article = one.counted, one.memory.last, one.scene.phrases.letters.article
    base = last.base[:TOLD] if last else []
    construct = len(base) == TOLD and base[1].startswith(article) and not base[0].startswith(article)
    return base if construct and len(own.words) == 1 and same(one.scene, own.noun[0], base[:1]) else []


def _shared_head(one: Reading) -> list[str]:
    """What the next place of a ranking shares with the first: «كمية الأمطار»."""
    if one.prior is None:
        return []
    measured = one.prior.words and one.scene.phrases.marked(one.prior.words[0]) == "measure"
    return one.prior.head or (one.prior.words[:4] if measured and not one.counted.words else [])


def _in_what(one: Reading) -> Phrase:
    """«… بنسبة 66 في المائة، في ما يتعلق بتحقيق الأهداف»: what a rank is for."""
    scene, at = one.scene, one.quantity.last
    at += scene.kind(at) == "comma"
    mark = scene.marks[at] if scene.kind(at) == "role" else None
    return antecedents.taken_as(scene, scene.phrase(at + mark.length, len(scene), limit=4)) if mark else Phrase()
