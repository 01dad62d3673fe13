"""Column types that SQLite's STRICT tables accept and PostgreSQL keeps as its own.

STRICT knows INTEGER, REAL, TEXT and BLOB only: a day is ISO text there, a flag 0 or 1.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import REAL, Boolean, Date, DateTime, Dialect, Double, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

# A Decimal of 30 digits is kept as text (`amount`); REAL columns are there to be compared and plotted.
Number: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")


class Day(TypeDecorator[date]):
    """A calendar day: DATE, or ``2026-02-09`` as text on SQLite."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else Date())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:  # noqa: ANN401 - the driver's type
        """A date on the way in."""
        return value.isoformat() if value and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:  # noqa: ANN401 - the driver's type
        """A date on the way out."""
        return date.fromisoformat(value) if value and dialect.name == "sqlite" else value


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: TIMESTAMP WITH TIME ZONE, or ISO text on SQLite."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ANN401 - the driver's type
        """A moment on the way in."""
        return value.isoformat(timespec="seconds") if value and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401 - the driver's type
        """A moment on the way out."""
        return datetime.fromisoformat(value) if value and dialect.name == "sqlite" else value


class Flag(TypeDecorator[bool]):
    """Yes or no: BOOLEAN, or 0 and 1 on SQLite."""

    impl = Boolean
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """An integer on SQLite."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else Boolean())

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> Any:  # noqa: ANN401, FBT001 - the driver's
        """A flag on the way in."""
        return int(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:  # noqa: ANN401, ARG002 - the driver's
        """A flag on the way out."""
        return None if value is None else bool(value)
