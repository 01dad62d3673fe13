"""The database's claims as the JSON objects of interface.md §3, just as the extraction printed them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, ScalarSelect, Select, func, select

from extractor import serial
from extractor.serial import Json
from extractor.store.schema import agent, article, attribution, claim, copy, document, metric, place

BATCH = 1000  # rows fetched at a time
KEYS = 400  # ids asked for in one statement: SQLite takes 999 parameters at the least


def query(*where: ColumnElement[bool]) -> Select[Any]:
    """The claims that meet every condition of ``where``, in page order, with all that a claim object shows."""
    original, source = article.alias("original"), place.alias("source")
    joined = (
        claim.join(article, article.c.id == claim.c.article_id)
        .join(metric, metric.c.id == claim.c.metric_id)
        .join(place, place.c.id == _first(article.c.document_id))
        .outerjoin(copy, copy.c.id == article.c.id)
        .outerjoin(original, original.c.id == copy.c.canonical_article)
        .outerjoin(source, source.c.id == _first(original.c.document_id))
        .outerjoin(attribution, attribution.c.id == claim.c.attribution_id)
        .outerjoin(agent, agent.c.id == attribution.c.agent_id)
    )
    return (
        select(
            *[column for column in claim.c if column.name != "folded"],
            metric.c.key.label("metric_key"),
            article.c.number, article.c.title, article.c.publisher, article.c.published, article.c.event_date,
            place.c.source.label("page"), place.c.url, copy.c.canonical_article,
            original.c.number.label("original_number"), original.c.publisher.label("original_publisher"),
            source.c.source.label("original_page"),
            attribution.c.source.label("speaker"), attribution.c.role, attribution.c.conveyor, attribution.c.cue,
            attribution.c.kind.label("attributed"), attribution.c.span_start.label("said_start"),
            attribution.c.span_end.label("said_end"), agent.c.key.label("agent_key"),
        )
        .select_from(joined)
        .where(*where)
        .order_by(article.c.document_id, claim.c.id)
    )  # fmt: skip


def _first(held: ColumnElement[int]) -> ScalarSelect[int]:
    """The row of the first place at which a document was seen."""
    seen = place.alias("seen")
    return select(func.min(seen.c.id)).where(seen.c.document_id == held).scalar_subquery()


def claims(connection: Connection, *where: ColumnElement[bool]) -> Iterator[Json]:
    """The claims that meet ``where``, streamed: memory stays flat however many there are."""
    rows = connection.execute(query(*where), execution_options={"yield_per": BATCH})
    return map(_claim, rows)


def numbered(connection: Connection, *where: ColumnElement[bool]) -> Iterator[tuple[Row[Any], Json]]:
    """The same claims with their rows (``id``, ``article_id``, ``metric_id`` …), traces left out."""
    rows = connection.execute(query(*where), execution_options={"yield_per": BATCH})
    return ((row, _claim(row, traced=False)) for row in rows)


def fetcher(connection: Connection) -> Callable[[Sequence[str]], dict[str, Json]]:
    """What gives claims by their ids, some hundred in a statement."""

    def fetch(ids: Sequence[str]) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for start in range(0, len(ids), KEYS):
            chunk = claim.c.key.in_(ids[start : start + KEYS])
            found.update((row["id"], row) for row in claims(connection, chunk))
        return found

    return fetch


def counts(connection: Connection) -> dict[str, int]:
    """How many rows the tables hold that a person asks about first."""
    tables = {"pages": document, "articles": article, "claims": claim}
    made = {
        name: connection.execute(select(func.count()).select_from(table)).scalar() for name, table in tables.items()
    }
    used = {"speakers": attribution.c.agent_id, "metrics": claim.c.metric_id}
    made |= {name: connection.execute(select(func.count(column.distinct()))).scalar() for name, column in used.items()}
    return {name: int(count or 0) for name, count in made.items()}


def _claim(row: Row[Any], *, traced: bool = True) -> Json:
    steps = json.loads(row.trace) if traced else ()
    return {
        "id": row.key,
        "source": row.page,
        "article": row.number,
        "in": row.place,
        "publisher": row.publisher,
        "published": serial.day(row.published),
        "event_date": serial.day(row.event_date),
        "title": row.title,
        "url": row.url,
        "span": {"start": row.span_start, "end": row.span_end, "text": row.text},
        "evidence": {"start": row.evidence_start, "end": row.evidence_end, "text": row.evidence},
        "metric": _metric(row),
        "value": _value(row),
        "date": _date(row),
        "speaker": _speaker(row),
        "modality": row.modality,
        "kind": row.kind,
        "vague": row.vague,
        "trace": [dict(zip(("stage", "rule", "start", "end"), step, strict=True)) for step in steps],
    } | _copied(row)


def _copied(row: Row[Any]) -> Json:
    """Of which article the claim's own is a copy; nothing where it is none."""
    if row.canonical_article is None:
        return {}
    original = {
        "source": row.original_page,
        "article": row.original_number,
        "publisher": row.original_publisher,
    }
    return {"canonical_article": original}


def _metric(row: Row[Any]) -> Json:
    spans = [{"start": start, "end": end} for start, end in json.loads(row.metric_spans)]
    return {"text": row.metric, "id": row.metric_key, "spans": spans}


def _value(row: Row[Any]) -> Json:
    point = Decimal(row.amount) if row.amount is not None else None
    low, high = (None if end is None else Decimal(str(end)) for end in (row.low, row.high))
    return {
        "amount": row.amount,
        "point": serial.number(point),
        "low": serial.number(low),
        "high": serial.number(high),
        "bound": row.bound,
        "unit": row.unit,
        "counted": row.counted,
        "per": row.per,
    }


def _date(row: Row[Any]) -> Json | None:
    if row.date_role is None:
        return None
    start: date | None = row.date_start
    return {
        "text": row.date_text,
        "start": serial.day(start),
        "end": serial.day(row.date_end),
        "grain": row.date_grain,
        "role": row.date_role,
        "span": {"start": row.date_span_start, "end": row.date_span_end},
    }


def _speaker(row: Row[Any]) -> Json | None:
    if row.attribution_id is None:
        return None
    return {
        "name": row.speaker,
        "role": row.role,
        "via": row.conveyor,
        "attribution": row.attributed,
        "cue": row.cue,
        "agent": row.agent_key,
        "span": None if row.said_start is None else {"start": row.said_start, "end": row.said_end},
    }
