"""The database as a whole: counted once for each state of it, not for each page."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from extractor.serve.queries.metric import Name

TOP = 12


@dataclass(frozen=True, slots=True)
class Overview:
    """How much there is, and the metrics and speakers with the most claims, the outlets with the most articles."""

    claims: int
    articles: int
    pages: int
    alarms: int
    metrics: list[tuple[Name, int]]
    speakers: list[tuple[int, str, str | None, int]]
    publishers: list[tuple[str, int]]
    first: str | None
    last: str | None


def overview(connection: sqlite3.Connection) -> Overview:
    """Count everything: linear in the number of claims, by indices alone."""

    def one(asked: str) -> int:
        return int(connection.execute(asked).fetchone()[0] or 0)

    first, last = connection.execute("SELECT min(published), max(published) FROM article").fetchone()
    return Overview(
        one("SELECT count(*) FROM claim"),
        one("SELECT count(*) FROM article"),
        one("SELECT count(*) FROM document"),
        one("SELECT count(*) FROM comparison WHERE alarm = 1"),
        [(Name(*row[:6]), row[6]) for row in connection.execute(METRICS, (TOP,))],
        [tuple(row) for row in connection.execute(SPEAKERS, (TOP,))],
        [tuple(row) for row in connection.execute(PUBLISHERS, (TOP,))],
        first,
        last,
    )


METRICS = """
SELECT metric.id, metric.key, metric.text, metric.fr, metric.en, metric.part_of, found.often
FROM (SELECT metric_id, count(*) AS often FROM claim GROUP BY metric_id ORDER BY often DESC, metric_id LIMIT ?) AS found
JOIN metric ON metric.id = found.metric_id
"""
SPEAKERS = """
SELECT agent.id, agent.name, agent.key, found.often
FROM (SELECT attribution.agent_id, sum(said.often) AS often
      FROM (SELECT attribution_id, count(*) AS often FROM claim WHERE attribution_id IS NOT NULL GROUP BY 1) AS said
      JOIN attribution ON attribution.id = said.attribution_id
      GROUP BY 1 ORDER BY often DESC, 1 LIMIT ?) AS found
JOIN agent ON agent.id = found.agent_id
"""
PUBLISHERS = """
SELECT publisher, count(*) AS often FROM article WHERE publisher IS NOT NULL
GROUP BY publisher ORDER BY often DESC, publisher LIMIT ?
"""
