"""What a DEST on the command line stands for."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from extractor.export.sink import FileSink, Put, Sink
from extractor.patterns import Patterns
from extractor.problem import UserError

DATABASES = (".db", ".sqlite", ".sqlite3")
FORMATS = {".jsonl": "jsonl", ".csv": "csv", ".parquet": "parquet", ".jsonld": "claimreview"}


def sink(to: str, *, patterns: Patterns, fallback: date | None = None) -> Sink:
    """The destination that ``to`` names, not yet opened.

    Raises:
        UserError: nothing can be written to a place of that kind.
    """
    suffix = Path(to).suffix.lower()
    if is_database(to):
        from extractor.store.load import Load  # noqa: PLC0415 - SQLAlchemy, which a file does without

        return Load(to, patterns=patterns, fallback=fallback)
    if to == "-" or FORMATS.get(suffix) in {"jsonl", "csv", "parquet"}:
        return FileSink(writer(to, FORMATS.get(suffix, "jsonl")))
    msg = f"{to}: no destination of that kind; name a .db, .jsonl, .csv or .parquet file, a database URL, or -"
    raise UserError(msg)


def is_database(to: str) -> bool:
    """Whether a destination is a database: a file by its ending, anything else by its URL."""
    return "://" in to or Path(to).suffix.lower() in DATABASES


def writer(to: str, kind: str) -> AbstractContextManager[Put]:
    """A writer of claims into ``to`` in the format ``kind``: jsonl, csv, parquet or claimreview."""
    if kind == "csv":
        from extractor.export.sheet import sheet  # noqa: PLC0415 - only what is asked for

        return sheet(to)
    if kind == "parquet":
        from extractor.export.columns import columns  # noqa: PLC0415

        return columns(to)
    if kind == "claimreview":
        from extractor.export.schema_org import linked  # noqa: PLC0415

        return linked(to)
    from extractor.export.lines import lines  # noqa: PLC0415

    return lines(to)
