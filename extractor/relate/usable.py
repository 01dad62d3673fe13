"""Which dates of a sentence may govern a quantity at all: not those of documents, comparisons and speeches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.relate.changes import compared_with
from extractor.relate.clauses import lately, of_a_day, rolling, today
from extractor.relate.states import awaited, despite, foretold, imposed, of_a_subject

if TYPE_CHECKING:
    from extractor.model import DateMention
    from extractor.relate.clauses import View

SPEECH = 9  # words from a verb of speaking, over its subject, to the day of the speech
SOURCE = 5  # words from «دراسة», over whose it is, to the date on which it came out
BEHIND = 4  # words from a source to the verb that tells when it came out
ROUND = 6  # words from «الجولة» over which it is to the season
POSTPONED, PLAN, PROMISED = 7, 6, 5  # words from «تمديد», «برنامج», «وعد» to the date
RECORD = 6  # words from «الأول من نوعه», «أعلى مستوى» to the «منذ» since when it is so


def usable(view: View, one: DateMention) -> bool:
    """Not the year of a document or a record, not the bare term of a comparison, not the day of a speech."""
    words = view.sentence.words
    aside = (_since_a_record, despite, of_a_subject, foretold, awaited, imposed, of_a_competition, *OTHERS)
    if any(apart(view, one) for apart in aside):
        return False
    if _of_a_document(view, one) or view.clues.has("titled", words[max(one.first - 1, 0) : one.first]):
        return False
    if _of_a_law(view, one) or _of_an_issue(view, one) or _issued(view, one) or compared_with(view, one):
        return False
    cue = view.cue(one.first)
    bare = cue is not None and not view.filled(one, cue)
    if bare and not view.told_of(one):
        return False
    if lately(one) and _announced(view, one):
        return False
    return today(one) or not (of_a_day(one) and _spoken(view, one))


def _since_a_record(view: View, one: DateMention) -> bool:
    """«أعلى مستوى منذ سنة 2018»; «الحد الأدنى للأجور ابتداء من فاتح يوليوز» is none."""
    if one.role != "since":
        return False
    words = view.sentence.words
    places = range(max(one.first - RECORD, view.stretch(one.first)), one.first)
    limits = view.clues.words["limits"]
    return any(words[i] in view.clues.words["records"] and words[i - 1] not in limits for i in places)


def of_a_competition(view: View, one: DateMention) -> bool:
    """«فاز يوم الأحد، برسم الجولة الثانية من بطولة 2025-2026»: the season of a round, beside the day of the match."""
    if one.start is None or one.end is None or one.end.year - one.start.year != 1 or one.grain == "year":
        return False
    words = view.sentence.words[max(one.first - ROUND, 0) : one.last]
    return view.clues.has("rounds", words) and any(other.grain == "day" and other.start for other in view.dates)


def _announced(view: View, one: DateMention) -> bool:
    """«أعلنت الوزارة، الشهر الماضي، خطة بـ120 مليار درهم»: when it was said, between commas behind the verb."""
    if not {one.first - 1, one.last} <= set(view.commas):
        return False
    words = view.sentence.words[view.stretch(one.first - 1) : one.first]
    return view.clues.has("speech", words)


def _of_a_document(view: View, one: DateMention) -> bool:
    """«الاتفاقية الموقعة سنة 2010», «الدورة المقررة في شتنبر»; «زيادة 5 في المائة المقررة في يوليوز» is dated."""
    words, documents = view.sentence.words, view.clues.words["documents"]
    if one.grain == "interval" and any(step.rule.endswith("#link.between") for step in one.trace):
        return False  # «أحدث الاقتصاد، بين 2012 و2013، 144 ألف منصب»: nothing is founded over two years
    places = [i for i in range(max(one.first - 2, view.stretch(one.first)), one.first) if words[i] in documents]
    return bool(places) and all(other.last != places[0] for other in view.quantities)


def _issued(view: View, one: DateMention) -> bool:
    """«حسب دراسة نشرت سنة 2023», «كشف تقرير أصدرته الوزارة الشهر الماضي»: when the source came out."""
    low = max(one.first - SOURCE, view.stretch(one.first))
    words, clues = view.sentence.words[low : one.first], view.clues
    if one.role != "at" or not clues.has("issued", words):
        return False
    issued = max(i for i, word in enumerate(words) if word in clues.words["issued"])
    return clues.has("sources", words[max(issued - BEHIND, 0) : issued])


def _of_a_law(view: View, one: DateMention) -> bool:
    """«صادق على مشروع قانون المالية لسنة 2020»: the law's year; «برسم قانون المالية لسنة 2020» is a date.

    So is «قانون المالية لسنة 2020 الذي يتوقع نموا بنسبة …»: what it foresees.
    """
    if view.clues.has("relatives", view.sentence.words[one.last : one.last + 1]):
        return False
    words = view.sentence.words[max(one.first - 6, 0) : one.first]
    return view.clues.has("laws", words[-3:]) and not view.clues.has("terms", words)


def _of_an_issue(view: View, one: DateMention) -> bool:
    """«في مذكرتها حول الظرفية لشهر نونبر»: which of its issues speaks."""
    clues = view.clues
    said = (i + 1 for i in range(one.first - 1, 0, -1) if view.sentence.words[i] in clues.words["content"])
    start = max(view.stretch(one.first), next(said, 0))
    words = view.sentence.words[start : one.first]
    forecast = clues.has("conjuncture", words)  # «في نشرتها حول الظرفية برسم شهر يونيو»
    if (circumstance(view, one) and not forecast) or any(start <= q.first < one.first for q in view.quantities):
        return False
    if clues.has("topical", words) and not forecast:
        return False  # «في مذكرة حول الرقم الاستدلالي لشهر ماي»: what it gives the figures of
    return one.grain == "month" and clues.has("issues", words)


def _spoken(view: View, one: DateMention) -> bool:
    """Whether a weekday or «أمس» is the day on which somebody spoke, met or published.

    Such a day stands near the verb of speaking, between commas, or before «أن»; further on in what is
    said, and after its figures, it is the day of what is told.
    """
    words = view.sentence.words
    start = max((other.last for other in view.quantities if other.last <= one.first), default=0)
    stretch = max([start, *(i for i in (*view.commas, *view.breaks) if i < one.first)])
    if view.clues.has("events", words[stretch : one.first]) or _traded(view, one):
        return False
    if view.clues.has("speech", words[one.last : one.last + 2]):
        return True
    teller = next((q.first for q in view.quantities if q.last == start), 0)
    if start and one.first - 1 in view.commas and view.clues.has("speech", words[max(teller - 1, 0) : teller]):
        return True  # «دعت 46 منظمة، الأحد، …»
    spoken = [i for i in range(start, one.first) if words[i] in view.clues.words["speech"]]
    if view.clues.has("rounds", words):  # «حضر اللقاء، الذي أقيم يوم السبت لحساب الجولة الثانية، …»: a match
        spoken = [i for i in spoken if words[i] not in view.clues.words["meetings"]]
    if not spoken or view.clues.has("content", words[spoken[-1] : one.first]):
        return False
    apart = one.first - 1 in view.commas or view.clues.has("content", words[one.last : one.last + 3])
    return apart or one.first - spoken[-1] <= SPEECH


def _traded(view: View, one: DateMention) -> bool:
    """«أغلق السهم جلسة الأربعاء عند 512 درهما»: a session of the market, not one of parliament."""
    words, clues = view.sentence.words, view.clues
    return clues.has("sessions", words[max(one.first - 2, 0) : one.first]) and clues.has("trading", words)


def _put_off(view: View, one: DateMention) -> bool:
    """«تمديد الراحة البيولوجية إلى غاية 15 يناير»: to when something is put off."""
    if one.role not in {"until", "by"}:
        return False
    return view.clues.has("postponing", _led(view, one, POSTPONED))


def _of_a_plan(view: View, one: DateMention) -> bool:
    """«البرنامج الوطني 2020-2027», «استراتيجية 2021-2030»: the years of its name."""
    word = view.sentence.words[one.first]
    named = one.grain == "interval" and word[0].isdecimal() and not rolling(one)
    return named and view.clues.has("plans", _led(view, one, PLAN))


def _promised(view: View, one: DateMention) -> bool:
    """«وعد الرئيس، في ماي 2022، بكلفة لا تتعدى …», «كان الصندوق قد توقع في يناير نموا بـ…»: when it was said."""
    if one.grain not in {"month", "day"} or one.role != "at":
        return False
    words = _led(view, one, PROMISED, over=one.first - 1 in view.commas)
    made = next((i for i, word in enumerate(words) if word in view.clues.words["promises"]), None)
    letter = view.vocabulary.letters.prepositions[0]
    return made is not None and not any(word.startswith(letter) for word in words[made + 1 :])


def _led(view: View, one: DateMention, reach: int, *, over: bool = False) -> tuple[str, ...]:
    """Up to so many words before a date, back to the figure or the comma before it (``over``: to the one before)."""
    start = view.stretch(one.first - 1 if over else one.first)
    low = max([start, one.first - reach, *(other.last for other in view.quantities if other.last <= one.first)])
    return view.sentence.words[low : one.first]


OTHERS = (_put_off, _of_a_plan, _promised)


def circumstance(view: View, one: DateMention) -> bool:
    """Whether a date stands for itself («خلال سنة 2020») and is no part of a noun («لسنة 2020»)."""
    return not view.sentence.words[one.first].startswith(view.vocabulary.letters.lam)
