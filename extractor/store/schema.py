"""The tables of the claims database (interface.md §7), the same on SQLite and on PostgreSQL.

    run ◀─ document ◀─┬─ place            every path and address it was seen at
                      ├─ chrome           what of it is no article
                      ├─ rejection        its numbers that are no claims, with the rule
                      └─ article ◀─┬─ copy             of which other article it is one; found by sketch
                                   ├─ attribution ─▶ agent ◀─ agent_alias, office
                                   └─ claim ─▶ metric
    comparison ◀─ comparison_claim ─▶ claim ◀─ subject      review (by the claim's key: it outlives an extraction)

Spans are code points of ``document.text``, half-open. Numbers of rows are given out by the load
(store/load.py), so that the same pages make the same database however often it was interrupted.
A changed table needs a migration in store/migrations/versions; a test holds the two against each other.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint

from extractor.store.types import Day, Flag, Moment, Number

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)


def _table(name: str, *parts: Any) -> Table:  # noqa: ANN401 - what Table takes
    """A STRICT table whose ``id`` the load gives out."""
    key = Column("id", Integer, primary_key=True, autoincrement=False)
    return Table(name, metadata, key, *parts, sqlite_strict=True)


def _part_of(parent: str, name: str | None = None, *, index: bool = True) -> Column[int]:
    """The row of ``parent`` that a row belongs to, and goes with."""
    key = ForeignKey(f"{parent}.id", ondelete="CASCADE")
    return Column(name or f"{parent}_id", Integer, key, nullable=False, index=index)


def _span(prefix: str = "span", *, nullable: bool = False) -> tuple[Column[int], Column[int]]:
    return (
        Column(f"{prefix}_start", Integer, nullable=nullable),
        Column(f"{prefix}_end", Integer, nullable=nullable),
    )


# ── what was read, when, by which code ────────────────────────────────────────────────────────────

run = _table(
    "run",
    Column("code", Text, nullable=False),
    Column("patterns", Text, nullable=False),
    Column("fallback", Day),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("pages", Integer, nullable=False, default=0),
    Column("failures", Integer, nullable=False, default=0),
)

document = _table(
    "document",
    Column("sha256", Text, nullable=False, unique=True),
    Column("media", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("run_id", Integer, ForeignKey("run.id"), nullable=False),
)

place = _table(
    "place",
    _part_of("document", index=False),
    Column("source", Text, nullable=False, index=True),
    Column("url", Text),
    Column("run_id", Integer, ForeignKey("run.id"), nullable=False),
    Index("ix_place_document_id_id", "document_id", "id"),
)

failure = _table(
    "failure",
    Column("source", Text, nullable=False, index=True),
    Column("sha256", Text),
    Column("error", Text, nullable=False),
    Column("run_id", Integer, ForeignKey("run.id"), nullable=False),
)

# ── a page taken apart ────────────────────────────────────────────────────────────────────────────

article = _table(
    "article",
    _part_of("document", index=False),
    Column("number", Integer, nullable=False),
    Column("title", Text),
    *_span("title", nullable=True),
    Column("publisher", Text, index=True),
    Column("published", Day),
    Column("published_text", Text),
    Column("author", Text),
    Column("event_date", Day),
    Column("body", Text, nullable=False),  # JSON: [[start, end], …]
    Column("metadata", Text, nullable=False),  # JSON: [[start, end], …]
    Column("folded", Text, nullable=False),  # title and body, folded, for the full-text index
    UniqueConstraint("document_id", "number"),
)

# An article that is a copy of another: the same story on another page or in another paper is one witness.
copy = Table(
    "copy",
    metadata,
    Column("id", Integer, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _part_of("article", "canonical_article"),
    sqlite_strict=True,
)

# A few numbers for each article, of which near-copies share some. An article without any is looked at when
# the load ends.
sketch = Table(
    "sketch",
    metadata,
    Column("article_id", Integer, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False, index=True),
    sqlite_strict=True,
)

chrome = _table("chrome", _part_of("document"), *_span(), Column("rule", Text, nullable=False))

rejection = _table(
    "rejection",
    _part_of("document"),
    *_span(),
    Column("rule", Text, nullable=False),
    Column("readings", Text),  # JSON: a list, where the number has several readings
)

# ── who, and what is measured ─────────────────────────────────────────────────────────────────────

agent = _table(
    "agent",
    Column("key", Text, unique=True),  # the id in patterns/agents.toml; null for a speaker of no entry
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("kind", Text),
    Column("fr", Text),
)

agent_alias = _table(
    "agent_alias", _part_of("agent"), Column("alias", Text, nullable=False), Column("folded", Text, nullable=False)
)

office = _table(
    "office",
    _part_of("agent"),
    Column("title", Text, nullable=False),
    Column("since", Day),
    Column("until", Day),
)

metric = _table(
    "metric",
    Column("key", Text, unique=True),  # the id in patterns/metrics.toml; null for a metric of no entry
    Column("text", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("units", Text),  # parted by spaces
    Column("kind", Text),
    Column("part_of", Text),  # the key of the metric that this one is a part of
    Column("fr", Text),
    Column("en", Text),
)

# ── claims ────────────────────────────────────────────────────────────────────────────────────────

attribution = _table(
    "attribution",
    _part_of("article"),
    Column("agent_id", Integer, ForeignKey("agent.id"), nullable=False, index=True),  # the source
    Column("conveyor_id", Integer, ForeignKey("agent.id"), index=True),  # who read it out
    Column("source", Text, nullable=False),
    Column("role", Text),
    Column("conveyor", Text),
    Column("kind", Text, nullable=False),
    Column("cue", Text),
    *_span(nullable=True),
    *_span("content"),
    CheckConstraint("kind IN ('explicit', 'implicit')", name="kind"),
)

claim = _table(
    "claim",
    Column("key", Text, nullable=False, unique=True),  # the claim's `id` everywhere outside the database
    _part_of("article"),
    Column("place", Text, nullable=False),
    *_span(),
    Column("text", Text, nullable=False),
    *_span("evidence"),
    Column("evidence", Text, nullable=False),
    Column("metric_id", Integer, ForeignKey("metric.id"), nullable=False, index=True),
    Column("metric", Text, nullable=False),
    Column("metric_spans", Text, nullable=False),  # JSON: [[start, end], …]
    Column("amount", Text),
    Column("point", Number),
    Column("low", Number),
    Column("high", Number),
    Column("bound", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("counted", Text),
    Column("per", Text),
    Column("date_text", Text),
    Column("date_start", Day),
    Column("date_end", Day),
    Column("date_grain", Text),
    Column("date_role", Text),
    *_span("date_span", nullable=True),
    Column("attribution_id", Integer, ForeignKey("attribution.id", ondelete="CASCADE"), index=True),
    Column("modality", Text, nullable=False),
    Column("kind", Text),
    Column("vague", Flag, nullable=False),
    Column("trace", Text, nullable=False),  # JSON: [[stage, rule, start, end], …]
    Column("folded", Text, nullable=False),  # metric, speaker and evidence, folded, for the full-text index
    CheckConstraint("place IN ('body', 'title')", name="place"),
    CheckConstraint("bound IN ('exact', 'approx', 'gt', 'gte', 'lt', 'lte', 'between')", name="bound"),
    CheckConstraint("modality IN ('asserted', 'forecast', 'planned', 'denied')", name="modality"),
    CheckConstraint("date_role IN ('at', 'until', 'since', 'by')", name="date_role"),
)

# ── what follows from them ────────────────────────────────────────────────────────────────────────

# A claim that has been compared: what it measures and what its article tells of, as keys. One that has no
# row here is compared when the load ends.
subject = Table(
    "subject",
    metadata,
    Column("id", Integer, ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("identity", Text, nullable=False, index=True),
    _part_of("article", "event_id"),  # the first article that tells of the event
    Column("day", Day, index=True),  # on which it was printed
    sqlite_strict=True,
)

comparison = _table(
    "comparison",
    Column("metric_id", Integer, ForeignKey("metric.id"), nullable=False),
    Column("relation", Text, nullable=False),
    Column("alarm", Flag, nullable=False),
    Column("newest", Day),  # the day on which the last of its claims was printed
    Column("explanation", Text, nullable=False),
    Column("explanation_ar", Text, nullable=False),
    Index("ix_comparison_metric_id_relation", "metric_id", "relation"),
    Index("ix_comparison_alarm_newest", "alarm", "newest"),
)

# A whole stands before its parts; of two groups that say different things, the first printed stands before.
comparison_claim = _table(
    "comparison_claim",
    _part_of("comparison"),
    _part_of("claim"),
    Column("side", Text, nullable=False),
    CheckConstraint("side IN ('before', 'after')", name="side"),
)

review = _table(
    "review",
    Column("claim_key", Text, nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("note", Text),
    Column("reviewer", Text),
    Column("made", Moment, nullable=False),
)
