"""`arqam export`: the database's claims out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.extract import DEFAULT
from extractor.problem import UserError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from extractor.export.sink import Put

KINDS = ("csv", "jsonl", "parquet", "claimreview")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(export)


def export(
    to: Annotated[str, typer.Option(metavar="FILE", help="The file to write, or - for standard output.")],
    db: Annotated[str, typer.Option(metavar="DB", help="The claims database: a file or a URL.")] = DEFAULT,
    kind: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help=f"{', '.join(KINDS)}; else by the file's ending.")
    ] = None,
) -> int:
    """Write the claims of a database to a file."""
    from extractor.export.open import FORMATS
    from extractor.store.connect import reading
    from extractor.store.read import claims

    chosen = kind or FORMATS.get(Path(to).suffix.lower(), "jsonl" if to == "-" else "")
    if chosen not in KINDS:
        said = f"--format {kind}" if kind else f"the ending of {to}"
        msg = f"{said} names no format; use --format with one of {', '.join(KINDS)}"
        raise UserError(msg)
    with reading(db) as connection, _writer(connection, to, chosen) as put:
        for claim in claims(connection):
            put(claim)
    return 0


def _writer(connection: Connection, to: str, kind: str) -> AbstractContextManager[Put]:
    """A writer of the format; verdicts that fact-checkers gave go into schema.org's."""
    from extractor.export.open import writer
    from extractor.export.schema_org import linked
    from extractor.store.reviews import reviews

    if kind != "claimreview":
        return writer(to, kind)
    given: dict[str, list[dict[str, str | None]]] = {}
    for one in reviews(connection):
        said = {"verdict": one.verdict, "note": one.note, "reviewer": one.reviewer, "day": one.made.date().isoformat()}
        given.setdefault(one.claim, []).append(said)
    return linked(to, lambda key: given.get(key, ()))
