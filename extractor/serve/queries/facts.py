"""The little that is needed of each claim of a pool to filter, count and sort it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.serve.queries.pool import ALARMS, Pool
from extractor.serve.queries.rows import chunks, relations

MOST = 8  # values that a facet offers

FACTS = """
SELECT claim.id, claim.metric_id, claim.unit, coalesce(claim.date_end, article.published, article.event_date),
       article.publisher, attribution.agent_id, claim.vague
FROM claim
JOIN article ON article.id = claim.article_id
LEFT JOIN attribution ON attribution.id = claim.attribution_id
WHERE claim.id IN ({marks})
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim of a pool; ``place`` is where the pool had it (by relevance, or newest first)."""

    place: int
    number: int
    metric: int
    unit: str
    as_of: str
    publisher: str | None
    speaker: int | None
    relations: frozenset[str]

    @property
    def year(self) -> str:
        """The year that the claim holds for; empty where unknown."""
        return self.as_of[:4]

    @property
    def alarm(self) -> bool:
        """Whether it cannot be true together with another claim."""
        return bool(self.relations & ALARMS)


@dataclass(frozen=True, slots=True)
class Facet:
    """One value to narrow a search down to, and how many claims of the pool have it."""

    value: str
    label: str
    count: int
    chosen: bool


# What each facet of the search reads of a claim; a claim may have several values of a facet.
VALUES: Mapping[str, Callable[[Fact], Iterable[str]]] = {
    "metric": lambda fact: (str(fact.metric),),
    "speaker": lambda fact: (str(fact.speaker),) if fact.speaker else (),
    "publisher": lambda fact: (fact.publisher,) if fact.publisher else (),
    "unit": lambda fact: (fact.unit,),
    "year": lambda fact: (fact.year,) if fact.year else (),
    "relation": lambda fact: sorted(fact.relations),
}


def facts(connection: sqlite3.Connection, pool: Pool) -> list[Fact]:
    """The claims of ``pool``, vague ones left out, in its order."""
    kinds = relations(connection, pool.numbers)
    found: dict[int, Fact] = {}
    places = {number: place for place, number in enumerate(pool.numbers)}
    for marks, chunk in chunks(pool.numbers):
        for number, metric, unit, day, publisher, speaker, vague in connection.execute(
            FACTS.format(marks=marks), chunk
        ):
            if not vague:
                seen = kinds.get(number, frozenset())
                found[number] = Fact(places[number], number, metric, unit, day or "", publisher, speaker, seen)
    return [found[number] for number in pool.numbers if number in found]


def kept(found: Iterable[Fact], wanted: Mapping[str, str], but: str | None = None) -> list[Fact]:
    """The claims that have every wanted value, the facet ``but`` left aside."""
    asked = [(VALUES[name], value) for name, value in wanted.items() if value and name != but]
    return [fact for fact in found if all(value in values(fact) for values, value in asked)]


def tally(found: Sequence[Fact], wanted: Mapping[str, str], name: str) -> list[tuple[str, int]]:
    """How many claims have each value of the facet ``name`` when the other facets stay as chosen."""
    counted = Counter(value for fact in kept(found, wanted, but=name) for value in VALUES[name](fact))
    if name == "year":
        return sorted(counted.items(), reverse=True)[:MOST]
    top = counted.most_common(MOST)
    chosen = wanted.get(name)
    if chosen and chosen not in dict(top):
        top = [(chosen, counted.get(chosen, 0)), *top]
    return top
