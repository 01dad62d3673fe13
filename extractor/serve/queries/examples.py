"""Questions of SQL to begin with, on datasette's page of the database: each is a query that a reader may change."""

from __future__ import annotations

QUESTIONS: dict[str, dict[str, object]] = {
    "newest-contradictions": {
        "title": "The newest contradictions, a row a claim",
        "sql": (
            "select comparison, relation, newest, explanation_ar, side, value, unit, counted, speaker, publisher,\n"
            "  evidence\nfrom comparisons\nwhere alarm = 1\norder by newest desc, comparison, side desc\nlimit 200"
        ),
    },
    "figures-of-a-metric": {
        "title": "The figures of a metric over time",
        "sql": "select as_of, point, low, high, bound, unit, modality, speaker, publisher\n"
        "from series\nwhere metric_id = :metric\norder by as_of",
    },
    "figures-of-a-day": {
        "title": "The figures printed on a day",
        "sql": "select metric, value, unit, counted, speaker, publisher, title, evidence\n"
        "from claims\nwhere published = :day\nlimit 500",
    },
    "pages-that-failed": {
        "title": "The pages that could not be read, and why",
        "sql": "select source, error from failure order by id desc limit 500",
    },
}
