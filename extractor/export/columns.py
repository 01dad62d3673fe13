"""Claims as Parquet, typed columns; needs the ``parquet`` extra."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from extractor.export.files import whole
from extractor.export.flat import COLUMNS, INTEGERS, NUMBERS, row
from extractor.export.sink import Put
from extractor.problem import UserError
from extractor.serial import Json

GROUP = 20_000  # claims held in memory and written as one row group
DAYS = ("date_start", "date_end", "published")


@contextmanager
def columns(to: str) -> Iterator[Put]:
    """A writer of claims as rows of a Parquet file.

    Raises:
        UserError: pyarrow is not installed, or the file cannot be written.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        msg = f"{to}: Parquet needs pyarrow; install it with: pip install 'arqam[parquet]'"
        raise UserError(msg) from None
    kinds = dict.fromkeys(NUMBERS, pa.float64()) | dict.fromkeys(INTEGERS, pa.int64())
    kinds |= dict.fromkeys(DAYS, pa.date32())
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    waiting: list[dict[str, Any]] = []
    with whole(to) as file, parquet.ParquetWriter(file, schema, compression="zstd") as writer:

        def flush() -> None:
            writer.write_table(pa.Table.from_pylist(waiting, schema))
            waiting.clear()

        def put(claim: Json) -> None:
            waiting.append(_typed(row(claim)))
            if len(waiting) >= GROUP:
                flush()

        yield put
        flush()


def _typed(cells: dict[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(cells[name]) for name in DAYS if cells[name]}
    numbers = {name: float(cells[name]) for name in NUMBERS if cells[name] is not None}
    return {**cells, **days, **numbers}
