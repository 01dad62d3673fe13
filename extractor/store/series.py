"""One metric's figures over time, as a chart takes them: rows of the ``series`` view, alarms marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from extractor.store.comparisons import contradicted

FIGURES = """
SELECT claim.id AS number, series.id AS id, series.as_of AS as_of, series.point AS point, series.low AS low,
       series.high AS high, series.bound AS bound, series.modality AS modality, series.publisher AS publisher,
       series.speaker AS speaker, series.unit AS unit, series.per AS per, series.counted AS counted,
       series.metric AS metric, claim.text AS text
FROM series JOIN claim ON claim.key = series.id
WHERE series.metric_number IN (SELECT id FROM metric WHERE key = :metric OR text = :metric) AND series.as_of IS NOT NULL
ORDER BY series.as_of, claim.id
"""


def figures(connection: Connection, metric: str) -> list[dict[str, Any]]:
    """The figures of a metric, by its id in the registry or its name in the database, in order of time.

    Keys are those that :func:`extractor.chart.series.specification` takes, and ``unit``, ``per``, ``counted``.
    """
    rows = [dict(row) for row in connection.execute(text(FIGURES), {"metric": metric}).mappings()]
    alarmed = contradicted(connection, [row["number"] for row in rows])
    return [{**row, "as_of": str(row["as_of"]), "alarm": row["number"] in alarmed} for row in rows]


def main_unit(rows: Sequence[dict[str, Any]]) -> tuple[str, str | None, str | None]:
    """The unit (with what it is counted per, and the noun that is counted) that most of ``rows`` have."""
    [(unit, per), _] = Counter((row["unit"], row["per"]) for row in rows).most_common(1)[0]
    nouns = Counter(row["counted"] for row in rows if (row["unit"], row["per"]) == (unit, per) and row["counted"])
    return unit, per, nouns.most_common(1)[0][0] if nouns else None
