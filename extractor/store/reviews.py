"""Fact-checkers' own verdicts: rows by the claim's id, which a new extraction of the page does not change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from extractor.store.names import top
from extractor.store.schema import claim, review


@dataclass(frozen=True, slots=True)
class Review:
    """One verdict on the claim with the id ``claim``; ``made`` is a moment in UTC."""

    claim: str
    verdict: str
    note: str | None
    reviewer: str | None
    made: datetime


def add(connection: Connection, one: Review) -> bool:
    """Keep ``one``; whether the database knows its claim."""
    known = connection.execute(select(claim.c.id).where(claim.c.key == one.claim)).first()
    earlier = connection.execute(select(review.c.id).where(review.c.claim_key == one.claim)).first()
    if known is None and earlier is None:
        return False
    row = {"claim_key": one.claim, "verdict": one.verdict, "note": one.note, "reviewer": one.reviewer, "made": one.made}
    connection.execute(insert(review).values(id=top(connection, review) + 1, **row))
    return True


def reviews(connection: Connection, key: str | None = None) -> Iterator[Review]:
    """The verdicts on the claim ``key``, or all, in the order in which they were made."""
    wanted = select(review).order_by(review.c.id)
    if key:
        wanted = wanted.where(review.c.claim_key == key)
    for row in connection.execute(wanted):
        yield Review(row.claim_key, row.verdict, row.note, row.reviewer, row.made)
