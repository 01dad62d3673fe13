"""The flat tables that a fact-checker queries, as SQL for both databases.

``claims`` has exactly the columns of interface.md §7; ``series`` is one metric's figures over time;
``comparisons`` has a row for every claim of every comparison, ``agreement`` what a metric's comparisons come to,
``copies`` the articles that repeat another.
They hold no data, so every upgrade makes them anew: a changed view needs no migration.
"""

from __future__ import annotations

CLAIMS = """
CREATE VIEW claims AS
SELECT claim.key AS id, claim.metric AS metric, metric.key AS metric_id,
       claim.amount AS value, claim.point AS point, claim.low AS low, claim.high AS high,
       claim.unit AS unit, claim.counted AS counted, claim.bound AS bound, claim.per AS per,
       claim.modality AS modality, claim.kind AS kind, claim.vague AS vague,
       claim.date_start AS date_start, claim.date_end AS date_end, claim.date_role AS date_role,
       attribution.source AS speaker, attribution.role AS speaker_role,
       attribution.conveyor AS via, attribution.kind AS attribution,
       article.publisher AS publisher, article.published AS published, article.title AS title,
       claim.evidence AS evidence, place.url AS url, place.source AS source, article.number AS article,
       CASE WHEN claim.place = 'title' THEN 1 ELSE 0 END AS in_title,
       claim.span_start AS span_start, claim.span_end AS span_end
FROM claim
JOIN article ON article.id = claim.article_id
JOIN metric ON metric.id = claim.metric_id
JOIN place ON place.id = (SELECT min(seen.id) FROM place AS seen WHERE seen.document_id = article.document_id)
LEFT JOIN attribution ON attribution.id = claim.attribution_id
"""

SERIES = """
CREATE VIEW series AS
SELECT metric.id AS metric_number, metric.key AS metric_id, metric.text AS metric, claim.unit AS unit,
       claim.counted AS counted, claim.per AS per,
       COALESCE(claim.date_end, article.published, article.event_date) AS as_of, claim.date_role AS date_role,
       claim.point AS point, claim.low AS low, claim.high AS high, claim.bound AS bound,
       claim.modality AS modality, attribution.source AS speaker, article.publisher AS publisher, claim.key AS id
FROM claim
JOIN article ON article.id = claim.article_id
JOIN metric ON metric.id = claim.metric_id
LEFT JOIN attribution ON attribution.id = claim.attribution_id
WHERE NOT {vague}
"""

COMPARISONS = """
CREATE VIEW comparisons AS
SELECT comparison.id AS comparison, comparison.relation AS relation, comparison.alarm AS alarm,
       comparison.newest AS newest, comparison.explanation AS explanation,
       comparison.explanation_ar AS explanation_ar, comparison_claim.side AS side, claims.*
FROM comparison
JOIN comparison_claim ON comparison_claim.comparison_id = comparison.id
JOIN claim ON claim.id = comparison_claim.claim_id
JOIN claims ON claims.id = claim.key
"""

# One metric: how many of its comparisons say what.
AGREEMENT = """
CREATE VIEW agreement AS
SELECT metric.id AS metric_number, metric.key AS metric_id, metric.text AS metric,
       comparison.relation AS relation, count(*) AS comparisons, max(comparison.newest) AS newest
FROM comparison
JOIN metric ON metric.id = comparison.metric_id
GROUP BY metric.id, metric.key, metric.text, comparison.relation
"""

# Articles that are copies, and the one that each is a copy of.
COPIES = """
CREATE VIEW copies AS
SELECT article.id AS article_number, article.title AS title, article.publisher AS publisher,
       article.published AS published, place.source AS source, place.url AS url, article.number AS article,
       original.id AS canonical_article, original.title AS original_title, original.publisher AS original_publisher,
       original.published AS original_published, first.source AS original_source, original.number AS original_article
FROM copy
JOIN article ON article.id = copy.id
JOIN article AS original ON original.id = copy.canonical_article
JOIN place ON place.id = (SELECT min(seen.id) FROM place AS seen WHERE seen.document_id = article.document_id)
JOIN place AS first ON first.id = (SELECT min(seen.id) FROM place AS seen WHERE seen.document_id = original.document_id)
"""

VIEWS = {"claims": CLAIMS, "series": SERIES, "comparisons": COMPARISONS, "agreement": AGREEMENT, "copies": COPIES}


def statements(dialect: str) -> list[str]:
    """What makes the views anew, in order, for ``sqlite`` or ``postgresql``."""
    vague = "claim.vague" if dialect == "postgresql" else "claim.vague = 1"
    dropped = [f"DROP VIEW IF EXISTS {name}" for name in reversed(VIEWS)]
    return dropped + [text.format(vague=vague) for text in VIEWS.values()]
