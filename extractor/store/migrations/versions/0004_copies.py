"""Near-copies of articles are linked to the one they are copies of.

A migration is a picture of its day: it does not import the tables of store/schema.py, which move on.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table
from sqlalchemy.schema import CreateIndex, CreateTable

revision = "0004"
down_revision = "0003"

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
tables = MetaData(naming_convention=NAMES)
Table("article", tables, Column("id", Integer, primary_key=True))


def _article(name: str, *, key: bool = False, index: bool = False) -> Column[int]:
    refers = ForeignKey("article.id", ondelete="CASCADE")
    return Column(name, Integer, refers, primary_key=key, autoincrement=False, nullable=False, index=index)


copy = Table("copy", tables, _article("id", key=True), _article("canonical_article", index=True), sqlite_strict=True)

sketch = Table(
    "sketch",
    tables,
    _article("article_id", key=True),
    Column("number", Integer, primary_key=True, autoincrement=False, nullable=False),
    Index("ix_sketch_number", "number"),
    sqlite_strict=True,
)


def upgrade() -> None:
    """Make the tables; the next load fills them."""
    bind = op.get_bind()
    for table in (copy, sketch):
        bind.execute(CreateTable(table))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            bind.execute(CreateIndex(index))
