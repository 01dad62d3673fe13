"""Which articles tell of one event: a speech that several papers report, an accident, a day's bulletin.

*Looks for* articles of about one day that share figures, a speaker or most of their words. Candidates come
from an index of figures and of rarer words; each pair is then judged, and what is judged alike is one event.
*Limits*: two accidents of one day in one town, told in the same words and with a figure in common, are taken for one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

SPOKEN = 2  # figures that two reports of one speaker's day share before they report one speech
SHARED = 2  # figures that two articles share, days apart or undated, before their words are looked at
TOPIC = 0.35  # of the shorter article's words that the other one has, with figures in common
ALONE = 0.5  # the same, without
APART = 3  # days between two reports of one event at the most
MOST = (
    0.5  # of the shorter report's figures that the other must share where the days are not the same: bulletins move on
)
COMMON = 60  # articles that share a word or a figure beyond which it finds nobody
SMALL = 10  # a count below it is shared by chance

Told = tuple[str, Decimal | None, Decimal | None]


@dataclass(slots=True)
class Telling:
    """One article as a teller of an event: its day, its speakers, its figures, the words of its sentences."""

    article: str
    day: date | None = None
    publisher: str | None = None
    speakers: set[str] = field(default_factory=set)
    figures: set[Told] = field(default_factory=set)
    words: Collection[str] = frozenset()
    places: set[str] = field(default_factory=set)


def events(tellings: Sequence[Telling], known: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Each article and the event it tells of: the first article that tells of it.

    Articles of a ``known`` event keep it, and are not held against one another again.
    """
    parent = list(range(len(tellings)))
    days = [[telling.day] if telling.day else [] for telling in tellings]
    named = _settled(tellings, known or {}, parent, days)

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for a, b in _candidates(tellings):
        if tellings[a].article in named and tellings[b].article in named:
            continue
        low, high = sorted((root(a), root(b)))
        spread = days[low] + days[high]
        # An undated article must not tie two events together.
        if low != high and not (spread and _apart(spread)) and one_event(tellings[a], tellings[b]):
            parent[high] = low
            days[low] = [min(spread), max(spread)] if spread else []
    first = {root(place): tellings[root(place)].article for place in range(len(tellings))}
    for place, telling in enumerate(tellings):  # an event keeps the name that it had
        if telling.article in named:
            first[root(place)] = named[telling.article]
    return {telling.article: first[root(place)] for place, telling in enumerate(tellings)}


def _settled(
    tellings: Sequence[Telling], known: Mapping[str, str], parent: list[int], days: list[list[date]]
) -> Mapping[str, str]:
    """Tie the articles of each known event together; those whose event is known, with it."""
    named = {telling.article: known[telling.article] for telling in tellings if telling.article in known}
    first: dict[str, int] = {}
    for place, telling in enumerate(tellings):
        if telling.article in named:
            low = first.setdefault(named[telling.article], place)
            parent[place] = low
            spread = days[low] + days[place]
            days[low] = [min(spread), max(spread)] if spread else []
    return named


def _apart(days: Sequence[date]) -> bool:
    return (max(days) - min(days)).days > APART


def _candidates(tellings: Sequence[Telling]) -> list[tuple[int, int]]:
    """Pairs of articles that share a figure, or several of their rarer words, in page order.

    Words are looked at a day at a time, so that no index of all days is ever held.
    """
    by_figure: dict[object, list[int]] = defaultdict(list)
    by_day: dict[date | None, list[int]] = defaultdict(list)
    for place, telling in enumerate(tellings):
        for figure in telling.figures:
            _file(by_figure[figure], place)
        by_day[telling.day].append(place)
    found: list[tuple[int, int]] = []
    for day, places in by_day.items():
        # An undated article may tell of an event of any day.
        found += _of_day(tellings, places, range(len(tellings)) if day is None else places, by_figure)
    return sorted(found)


def _of_day(
    tellings: Sequence[Telling], places: Sequence[int], others: Sequence[int], by_figure: Mapping[object, list[int]]
) -> Iterator[tuple[int, int]]:
    """The pairs of ``places`` with a later article: one of ``others`` by words, any by figures."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for place in others:
        for word in tellings[place].words:
            _file(by_word[word], place)
    for place in places:
        met: dict[int, int] = defaultdict(int)
        for figure in tellings[place].figures:
            _meet(by_figure[figure], place, met, 3)
        for word in tellings[place].words:
            _meet(by_word[word], place, met, 1)
        yield from ((place, other) for other, weight in met.items() if weight >= 3)


def _file(places: list[int], place: int) -> None:
    """Add ``place``; of what is too common to find anybody, one too many is enough to tell."""
    if len(places) <= COMMON:
        places.append(place)


def _meet(places: Sequence[int], place: int, met: dict[int, int], weight: int) -> None:
    if len(places) <= COMMON:
        for other in places:
            if other > place:
                met[other] += weight


def one_event(a: Telling, b: Telling) -> bool:
    """Whether two articles tell of one event.

    One paper tells of an event once: two of its articles of one day are two events, or a new state of one.
    """
    gap = abs((a.day - b.day).days) if a.day and b.day else None
    if gap is not None and gap > APART:
        return False
    if a.places and b.places and not a.places & b.places:
        return False
    if a.publisher is not None and a.publisher == b.publisher:
        return False
    shared = a.figures & b.figures
    weight = sum(0.5 if _slight(figure) else 1.0 for figure in shared)
    if gap == 0 and a.speakers & b.speakers and len(shared) >= SPOKEN:
        return True
    topic = _topic(a.words, b.words)
    if gap == 0:
        return topic >= ALONE or (bool(shared) and topic >= TOPIC)
    most = len(shared) >= MOST * min(len(a.figures), len(b.figures))
    return topic >= TOPIC and most and (weight >= SHARED or (weight > 0 and topic >= ALONE))


def _slight(figure: Told) -> bool:
    unit, low, high = figure
    return unit == "count" and low == high and low is not None and abs(low) < SMALL


def _topic(a: Collection[str], b: Collection[str]) -> float:
    least = min(len(a), len(b))
    return len(set(a).intersection(b)) / least if least else 0.0


def groups(found: Mapping[str, str]) -> Iterable[list[str]]:
    """The events that several articles tell of, as lists of articles."""
    told: dict[str, list[str]] = defaultdict(list)
    for article, event in found.items():
        told[event].append(article)
    return (articles for articles in told.values() if len(articles) > 1)
