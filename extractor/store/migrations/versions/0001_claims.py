"""The first schema: pages, articles, claims and what belongs to them.

A migration is a picture of its day: it does not import the tables of store/schema.py, which move on.
"""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.schema import CreateIndex, CreateTable

from extractor.store.types import Day, Flag, Moment, Number

revision = "0001"
down_revision: str | None = None

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
tables = MetaData(naming_convention=NAMES)


def _table(name: str, *parts: Any) -> Table:  # noqa: ANN401 - what Table takes
    """A STRICT table whose ``id`` the load gives out."""
    key = Column("id", Integer, primary_key=True, autoincrement=False)
    return Table(name, tables, key, *parts, sqlite_strict=True)


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

comparison = _table(
    "comparison",
    Column("metric_id", Integer, ForeignKey("metric.id"), index=True),
    Column("relation", Text, nullable=False),
    Column("alarm", Flag, nullable=False),
    Column("explanation", Text, nullable=False),
)

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

# SQLite: external-content FTS5 over the folded columns, kept in step by triggers. The table is named in
# double quotes because that is how Datasette finds the index of a table.
FTS = """
CREATE VIRTUAL TABLE {table}_fts USING fts5(folded, content="{table}", content_rowid="id", tokenize="unicode61")
"""
INSERTED = """
CREATE TRIGGER {table}_fts_insert AFTER INSERT ON {table} BEGIN
  INSERT INTO {table}_fts (rowid, folded) VALUES (new.id, new.folded);
END
"""
DELETED = """
CREATE TRIGGER {table}_fts_delete AFTER DELETE ON {table} BEGIN
  INSERT INTO {table}_fts ({table}_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
END
"""
UPDATED = """
CREATE TRIGGER {table}_fts_update AFTER UPDATE OF folded ON {table} BEGIN
  INSERT INTO {table}_fts ({table}_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
  INSERT INTO {table}_fts (rowid, folded) VALUES (new.id, new.folded);
END
"""
GIN = "CREATE INDEX ix_{table}_folded ON {table} USING gin (to_tsvector('simple', folded))"
INDEXED = ("article", "claim")


def upgrade() -> None:
    """Make the tables and the folded full-text index."""
    bind = op.get_bind()
    for table in tables.sorted_tables:
        bind.execute(CreateTable(table))
    # In the order of their names: a table's own indexes have none, and two databases are compared as dumps.
    indexes = [index for table in tables.sorted_tables for index in table.indexes]
    for index in sorted(indexes, key=lambda index: str(index.name)):
        bind.execute(CreateIndex(index))
    for name in INDEXED:
        for shape in (FTS, INSERTED, DELETED, UPDATED) if bind.dialect.name == "sqlite" else (GIN,):
            op.execute(shape.format(table=name))


def downgrade() -> None:
    """Take everything down again."""
    bind = op.get_bind()
    for name in INDEXED if bind.dialect.name == "sqlite" else ():
        op.execute(f"DROP TABLE {name}_fts")
    tables.drop_all(bind)
