"""Comparisons are kept: the tables that were made and never filled get what the pages and the load need.

A migration is a picture of its day: it does not import the tables of store/schema.py, which move on.
"""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy.schema import CreateIndex, CreateTable

from extractor.store.types import Day, Flag

revision = "0003"
down_revision = "0001"

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
tables = MetaData(naming_convention=NAMES)
for name in ("claim", "article", "metric"):  # what the new tables refer to
    Table(name, tables, Column("id", Integer, primary_key=True))


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _part_of(parent: str, name: str | None = None) -> Column[int]:
    key = ForeignKey(f"{parent}.id", ondelete="CASCADE")
    return Column(name or f"{parent}_id", Integer, key, nullable=False, index=True)


def _table(name: str, *parts: Any) -> Table:  # noqa: ANN401 - what Table takes
    return Table(name, tables, *parts, sqlite_strict=True)


subject = _table(
    "subject",
    Column("id", Integer, ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("identity", Text, nullable=False, index=True),
    _part_of("article", "event_id"),
    Column("day", Day, index=True),
)

comparison = _table(
    "comparison",
    _key(),
    Column("metric_id", Integer, ForeignKey("metric.id"), nullable=False),
    Column("relation", Text, nullable=False),
    Column("alarm", Flag, nullable=False),
    Column("newest", Day),
    Column("explanation", Text, nullable=False),
    Column("explanation_ar", Text, nullable=False),
    Index("ix_comparison_metric_id_relation", "metric_id", "relation"),
    Index("ix_comparison_alarm_newest", "alarm", "newest"),
)

comparison_claim = _table(
    "comparison_claim",
    _key(),
    _part_of("comparison"),
    _part_of("claim"),
    Column("side", Text, nullable=False),
    CheckConstraint("side IN ('before', 'after')", name="side"),
)


def upgrade() -> None:
    """Make the tables anew; the views that stand on them are made after every upgrade."""
    bind = op.get_bind()
    for name in ("comparison_claim", "comparison"):
        op.drop_table(name)
    for table in (subject, comparison, comparison_claim):
        bind.execute(CreateTable(table))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            bind.execute(CreateIndex(index))
