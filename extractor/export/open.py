"""What a DEST on the command line stands for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.problem import UserError

if TYPE_CHECKING:
    from datetime import date

    from extractor.export.sink import Sink
    from extractor.patterns import Patterns

DATABASES = (".db", ".sqlite", ".sqlite3")


def sink(to: str, *, patterns: Patterns, fallback: date | None = None) -> Sink:
    """The destination that ``to`` names, not yet opened.

    Raises:
        UserError: nothing can be written to a place of that kind.
    """
    suffix = Path(to).suffix.lower()
    if to == "-" or suffix == ".jsonl":
        from extractor.export.lines import Lines  # noqa: PLC0415

        return Lines(to)
    if "://" in to or suffix in DATABASES:
        from extractor.store.load import Load  # noqa: PLC0415

        return Load(to, patterns=patterns, fallback=fallback)
    msg = (
        f"{to}: no destination of that kind; name a file ending in .db, .jsonl, .csv or .parquet, a database URL, or -"
    )
    raise UserError(msg)
