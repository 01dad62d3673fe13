"""The comparisons that the database keeps: read, never made here (store/relations.py makes them)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, true

from extractor.store.names import CHUNK
from extractor.store.schema import claim, comparison, comparison_claim, metric, subject


def chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """``values``, as many at a time as one statement takes."""
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))


def contradicted(connection: Connection, rows: Collection[int]) -> set[int]:
    """Those of the claims in ``rows`` that stand in an alarm."""
    linked = select(comparison_claim.c.claim_id).join(comparison, comparison.c.id == comparison_claim.c.comparison_id)
    return {
        number
        for chunk in chunks(sorted(rows))
        for number in connection.execute(
            linked.where(comparison.c.alarm == true(), comparison_claim.c.claim_id.in_(chunk))
        ).scalars()
    }


def compared(connection: Connection) -> bool:
    """Whether every claim has been compared: not so after a load that was killed."""
    joined = claim.outerjoin(subject, subject.c.id == claim.c.id)
    waiting = select(claim.c.id).select_from(joined).where(subject.c.id.is_(None)).limit(1)
    return connection.execute(waiting).first() is None


def comparisons(
    connection: Connection, metrics: Sequence[str] = (), *, alarms: bool = False, limit: int | None = None
) -> Iterator[tuple[Row[Any], list[str]]]:
    """The stored comparisons, alarms first, each with the ids of its claims.

    ``metrics`` are ids of the registry: comparisons that a claim of one stands in.
    """
    wanted = select(comparison).order_by(comparison.c.alarm.desc(), comparison.c.id).limit(limit)
    if alarms:
        wanted = wanted.where(comparison.c.alarm == true())
    if metrics:
        linked = (
            select(comparison_claim.c.comparison_id)
            .join(claim, claim.c.id == comparison_claim.c.claim_id)
            .join(metric, metric.c.id == claim.c.metric_id)
            .where(metric.c.key.in_(metrics))
        )
        wanted = wanted.where(comparison.c.id.in_(linked))
    rows = connection.execute(wanted).all()
    for chunk in chunks(rows):
        members: dict[int, list[str]] = {row.id: [] for row in chunk}
        linked_to = (
            select(comparison_claim.c.comparison_id, claim.c.key)
            .join(claim, claim.c.id == comparison_claim.c.claim_id)
            .where(comparison_claim.c.comparison_id.in_(members))
            .order_by(comparison_claim.c.id)
        )
        for number, key in connection.execute(linked_to):
            members[number].append(key)
        yield from ((row, members[row.id]) for row in chunk)
