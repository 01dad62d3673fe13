"""Each construction in which a figure stands, tried in turn: the first that fits makes the row label.

Looks for, most particular first: the same metric again («مقابل»), a part («منهم»), casualties, a count that another
has, a list, a bracket, another unit («أي ما يعادل»), what governs the figure (level, change, measure, deed, share,
rank), a figure that opens its clause, and last the words before it. *Limits*: the reading is shallow; a subject
further than a clause away is taken from what was named last.
"""

from __future__ import annotations

from extractor.recognize.metrics.constructions.about.completing import (
    completed,
    inside,
    possessed,
    resumed,
    sold_by,
    specified,
)
from extractor.recognize.metrics.constructions.about.introduced import introduced
from extractor.recognize.metrics.constructions.about.kinds import (
    lasting,
    magnitude,
    measured_at,
    rain_next,
    rained,
    temperature,
    wind,
)
from extractor.recognize.metrics.constructions.about.owners import rated
from extractor.recognize.metrics.constructions.about.recalled import recalled
from extractor.recognize.metrics.constructions.beside.again import (
    again,
    apposed,
    equal,
    listed,
    out_of,
    related,
)
from extractor.recognize.metrics.constructions.beside.brackets import bracket
from extractor.recognize.metrics.constructions.beside.elliptic import elliptic, gapped
from extractor.recognize.metrics.constructions.beside.followed import followed
from extractor.recognize.metrics.constructions.beside.headlines import headline
from extractor.recognize.metrics.constructions.beside.interrupted import interrupted
from extractor.recognize.metrics.constructions.beside.items import itemized, sold_inline, told_behind
from extractor.recognize.metrics.constructions.beside.listing import enumerated, grown
from extractor.recognize.metrics.constructions.beside.parts import part
from extractor.recognize.metrics.constructions.beside.polled import polled
from extractor.recognize.metrics.constructions.beside.rates import beside_name
from extractor.recognize.metrics.constructions.beside.spreading import distributed, shared_between, shared_out, spread
from extractor.recognize.metrics.constructions.done.aboard import aboard
from extractor.recognize.metrics.constructions.done.awaited import awaited
from extractor.recognize.metrics.constructions.done.composed import composed
from extractor.recognize.metrics.constructions.done.deeds import enabled, favoured
from extractor.recognize.metrics.constructions.done.doing import doing
from extractor.recognize.metrics.constructions.done.fates import opposed
from extractor.recognize.metrics.constructions.done.progress import in_progress
from extractor.recognize.metrics.constructions.done.seized import among_seized, money_taken
from extractor.recognize.metrics.constructions.events.arena import timed, watched
from extractor.recognize.metrics.constructions.events.casualties import casualty, mourned
from extractor.recognize.metrics.constructions.events.distances import distant
from extractor.recognize.metrics.constructions.events.penalties import condemned, penalty
from extractor.recognize.metrics.constructions.events.scores import scored
from extractor.recognize.metrics.constructions.levels.averages import averaged
from extractor.recognize.metrics.constructions.levels.estimated import estimated
from extractor.recognize.metrics.constructions.levels.governed import governed
from extractor.recognize.metrics.constructions.levels.level import holding
from extractor.recognize.metrics.constructions.levels.shares import fraction, group_share, shared
from extractor.recognize.metrics.constructions.money.allotted import allotted
from extractor.recognize.metrics.constructions.money.amounts import per_unit, priced
from extractor.recognize.metrics.constructions.money.awarded import awarded
from extractor.recognize.metrics.constructions.money.by_name import named_behind, named_sum
from extractor.recognize.metrics.constructions.money.deals import exchanged
from extractor.recognize.metrics.constructions.money.fines import fined, payment
from extractor.recognize.metrics.constructions.money.handed import benefited, handed, paid
from extractor.recognize.metrics.constructions.openings import (
    apart,
    going_on,
    granted,
    leaving,
    loose,
    opening,
    purposed,
    therein,
    turned_to,
    valued,
)
from extractor.recognize.metrics.reading import Reading
from extractor.recognize.metrics.wording.label import Label
from extractor.recognize.metrics.wording.sound import sound

OPENING = 40  # words of a sentence among which its first noun phrase is looked for
LEAST = 4  # words at the opening of the sentence that stand where nothing else is known
TRIED = (
    headline,
    temperature,
    magnitude,
    wind,
    rain_next,
    penalty,
    payment,
    awarded,
    named_sum,
    named_behind,
    money_taken,
    condemned,
    timed,
    watched,
    itemized,
    sold_inline,
    told_behind,
    grown,
    enumerated,
    scored,
    fraction,
    group_share,
    polled,
    exchanged,
    interrupted,
    again,
    out_of,
    among_seized,
    part,
    composed,
    handed,
    paid,
    awaited,
    aboard,
    casualty,
    doing,
    going_on,
    shared_between,
    distributed,
    followed,
    elliptic,
    gapped,
    related,
    spread,
    shared_out,
    listed,
    bracket,
    apposed,
    equal,
    granted,
    valued,
    purposed,
    allotted,
    favoured,
    benefited,
    apart,
    therein,
    averaged,
    estimated,
    governed,
    leaving,
    enabled,
    in_progress,
    turned_to,
    opposed,
    opening,
    beside_name,
    shared,
)


def construct(one: Reading) -> Label:
    """The label of the first construction that fits the figure, completed where it says too little."""
    label = _first(one)
    if not label.words:
        label.words = _opening(one) or list(one.counted.words) or per_unit(one)
    if label.words:
        if not recalled(one, label):
            resumed(one, label)
        possessed(one, label)
        specified(one, label)
        inside(one, label)
        sold_by(one, label)
        fined(one, label)
        rated(one, label)
        rained(one, label)
        measured_at(one, label)
        distant(one, label)
        mourned(one, label)
        _headed(one, label)
        holding(one, label)
        if not label.full:
            completed(one, label)
        lasting(one, label)
        introduced(one, label)
    priced(one, label)
    return label


def _first(one: Reading) -> Label:
    """The label of the first construction of which something is left as one noun phrase."""
    for construction in TRIED:
        label = construction(one)
        if label and _sound(one, label).words:
            return label
    return _sound(one, loose(one))


def _sound(one: Reading, label: Label) -> Label:
    """``label`` as far as it is one noun phrase; without words where nothing of it is."""
    phrases = one.scene.phrases
    kept = sound(phrases, label.words)
    if len(kept) < len(label.words):
        label.words, label.base = kept, sound(phrases, label.base)
    return label


def _opening(one: Reading) -> list[str]:
    """The first noun phrase of the sentence."""
    scene, first = one.scene, one.quantity.first
    taken = next(
        (taken for start in range(min(first, OPENING)) if (taken := scene.phrase(start, first, limit=LEAST))), []
    )
    return scene.texts(taken)


def _before_place(one: Reading, words: list[str]) -> list[str]:
    """«الإصابات الجديدة على عمالة …»: what is counted, without the place of the first figure."""
    phrases = one.scene.phrases
    glued = phrases.letters.prepositions[0]
    for place, word in enumerate(words):
        if place and (phrases.marked(word) == "preposition" or word.startswith(glued)):
            return words[:place]
    return words


def _headed(one: Reading, label: Label) -> None:
    """Keep what a list of places shares: the label without the complement of this figure."""
    if not label.head and one.counted.noun:
        label.head = [word for word in label.words if word not in one.counted.complement]
        if one.idle_noun and len(label.head) > 1:
            label.head = _before_place(one, label.head)
