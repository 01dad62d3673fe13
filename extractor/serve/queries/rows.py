"""Claims by their row numbers, with all that a page shows of one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

CHUNK = 500  # numbers in one statement: SQLite takes 999 parameters at the least


@dataclass(frozen=True, slots=True)
class Row:
    """One claim, flat; days are ISO texts. ``as_of`` is the day it holds for, or was printed, or was said."""

    number: int
    key: str
    text: str
    span_start: int
    span_end: int
    evidence: str
    evidence_start: int
    metric_number: int
    metric: str
    metric_key: str | None
    metric_fr: str | None
    metric_en: str | None
    amount: str | None
    point: float | None
    low: float | None
    high: float | None
    bound: str
    unit: str
    counted: str | None
    per: str | None
    date_text: str | None
    date_start: str | None
    date_end: str | None
    date_role: str | None
    date_grain: str | None
    date_span_start: int | None
    date_span_end: int | None
    modality: str
    kind: str | None
    vague: int
    place: str
    speaker: str | None
    role: str | None
    conveyor: str | None
    cue: str | None
    attributed: str | None
    agent: int | None
    agent_key: str | None
    article: int
    title: str | None
    publisher: str | None
    published: str | None
    event_date: str | None
    document: int
    url: str | None
    source: str | None
    trace: str

    @property
    def as_of(self) -> str | None:
        """The day that the claim holds for: its own date's end, else the day it was printed or said."""
        return self.date_end or self.published or self.event_date

    @property
    def steps(self) -> list[tuple[str, str, int, int]]:
        """The trace: stage, rule, start and end of each step."""
        return [(stage, rule, start, end) for stage, rule, start, end in json.loads(self.trace)]

    def record(self) -> dict[str, Any]:
        """The claim as a JSON object: every field but the trace, and ``as_of``."""
        kept = {name: value for name, value in asdict(self).items() if name not in HIDDEN}
        return {"id": self.key, **kept, "vague": bool(self.vague), "as_of": self.as_of}


HIDDEN = frozenset({"key", "trace", "number", "document", "agent", "metric_number"})
NAMES = tuple(field.name for field in fields(Row))

CLAIMS = """
SELECT claim.id, claim.key, claim.text, claim.span_start, claim.span_end, claim.evidence, claim.evidence_start,
       claim.metric_id, claim.metric, metric.key, metric.fr, metric.en,
       claim.amount, claim.point, claim.low, claim.high, claim.bound, claim.unit, claim.counted, claim.per,
       claim.date_text, claim.date_start, claim.date_end, claim.date_role, claim.date_grain,
       claim.date_span_start, claim.date_span_end,
       claim.modality, claim.kind, claim.vague, claim.place,
       attribution.source, attribution.role, attribution.conveyor, attribution.cue, attribution.kind,
       agent.id, agent.key,
       article.id, article.title, article.publisher, article.published, article.event_date, article.document_id,
       place.url, place.source, claim.trace
FROM claim
JOIN article ON article.id = claim.article_id
JOIN metric ON metric.id = claim.metric_id
LEFT JOIN place ON place.id = (SELECT min(seen.id) FROM place AS seen WHERE seen.document_id = article.document_id)
LEFT JOIN attribution ON attribution.id = claim.attribution_id
LEFT JOIN agent ON agent.id = attribution.agent_id
WHERE {condition}
"""


def claims(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Row]:
    """The claims in rows ``numbers``, in that order; a number without a row is left out."""
    found: dict[int, Row] = {}
    for marks, chunk in chunks(numbers):
        asked = CLAIMS.format(condition=f"claim.id IN ({marks})")
        found.update((row[0], Row(*row)) for row in connection.execute(asked, chunk))
    return [found[number] for number in numbers if number in found]


def by_key(connection: sqlite3.Connection, key: str) -> Row | None:
    """The claim of an id."""
    row = connection.execute(CLAIMS.format(condition="claim.key = ?"), (key,)).fetchone()
    return Row(*row) if row else None


def of_article(connection: sqlite3.Connection, article: int) -> list[Row]:
    """The claims of one article in reading order."""
    asked = CLAIMS.format(condition="claim.article_id = ?") + " ORDER BY claim.span_start"
    return [Row(*row) for row in connection.execute(asked, (article,))]


def chunks(numbers: Sequence[Any]) -> Iterable[tuple[str, Sequence[Any]]]:
    """``numbers`` some hundred at a time, each with its question marks."""
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        yield ",".join("?" * len(chunk)), chunk


def relations(connection: sqlite3.Connection, numbers: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """What the claims in rows ``numbers`` are to others: the relations each stands in."""
    found: dict[int, set[str]] = {}
    for marks, chunk in chunks(numbers):
        asked = (
            "SELECT comparison_claim.claim_id, comparison.relation FROM comparison_claim "  # noqa: S608 - question marks
            f"JOIN comparison ON comparison.id = comparison_claim.comparison_id "
            f"WHERE comparison_claim.claim_id IN ({marks})"
        )
        for number, relation in connection.execute(asked, chunk):
            found.setdefault(number, set()).add(relation)
    return {number: frozenset(kinds) for number, kinds in found.items()}
