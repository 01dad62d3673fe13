"""Fact-checkers' verdicts: read with every page, written only by the review form."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from extractor.serve.queries.rows import chunks
from extractor.store.connect import connect, writing
from extractor.store.reviews import Review, add

# What the form offers; a verdict of `arqam review` may be any words.
VERDICTS = ("correct", "wrong", "misprint", "misleading", "both", "unverifiable")
LONGEST = 2000  # characters of a note


@dataclass(frozen=True, slots=True)
class Kept:
    """One stored verdict; ``made`` is an ISO moment in UTC."""

    verdict: str
    note: str | None
    reviewer: str | None
    made: str


class Verdicts:
    """The ``review`` table of the database ``db``."""

    def __init__(self, db: str) -> None:
        """Name the database; it is opened for each writing only."""
        self._db = db

    def keep(self, claim: str, verdict: str, note: str, reviewer: str) -> bool:
        """Store a verdict on the claim with the id ``claim``; whether the database knows it.

        Raises:
            UserError: the database cannot be written.
        """
        one = Review(claim, verdict, note[:LONGEST] or None, reviewer[:200] or None, datetime.now(UTC))
        engine = connect(self._db)
        try:
            with writing(engine) as connection:
                return add(connection, one)
        finally:
            engine.dispose()


def verdicts(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, list[Kept]]:
    """The verdicts on the claims with the ids ``keys``, the latest first."""
    found: dict[str, list[Kept]] = {}
    for marks, chunk in chunks(keys):
        asked = (
            "SELECT claim_key, verdict, note, reviewer, made FROM review "  # noqa: S608 - question marks
            f"WHERE claim_key IN ({marks}) ORDER BY id DESC LIMIT 1000"
        )
        for key, *rest in connection.execute(asked, chunk):
            found.setdefault(key, []).append(Kept(*rest))
    return found
