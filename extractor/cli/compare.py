"""`arqam compare`: what the database's claims are to one another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli import options
from extractor.cli.extract import DEFAULT
from extractor.problem import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

FORMATS = ("table", "json", "html")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(compare)


def compare(
    db: Annotated[str, typer.Option(metavar="DB", help="The claims database: a file or a URL.")] = DEFAULT,
    metric: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this metric of the registry; may be given again.")
    ] = None,
    alarms: Annotated[bool, typer.Option("--alarms", help="Only what cannot both be true.")] = False,
    kind: Annotated[str, typer.Option("--format", metavar="FORMAT", help=f"{', '.join(FORMATS)}.")] = "table",
    patterns: options.PatternRoot = None,
) -> int:
    """Hold claims about one metric side by side: which agree, which changed, which cannot both be true."""
    from extractor.compare.html import page
    from extractor.store.connect import reading

    if kind not in FORMATS:
        msg = f"--format {kind} names no format; use one of {', '.join(FORMATS)}"
        raise UserError(msg)
    with reading(db) as connection:
        rows = _rows(connection, metric or [], alarms=alarms, patterns=patterns)
        if kind == "html":
            options.put(page(rows))
        else:
            options.put(map(_json, rows) if kind == "json" else _table(rows))
    return 0


def _rows(
    connection: Connection, metrics: list[str], *, alarms: bool, patterns: str | None
) -> Iterator[dict[str, Any]]:
    """The comparisons that the load kept; made here where a killed load left claims that were not compared."""
    from extractor.compare.board import Board, row
    from extractor.normalize import Folder
    from extractor.store.comparisons import compared, comparisons
    from extractor.store.read import claims, fetcher
    from extractor.store.schema import metric

    fetch = fetcher(connection)
    if compared(connection):
        for stored, ids in comparisons(connection, metrics, alarms=alarms):
            found = fetch(ids)
            yield row([found[key] for key in ids], stored.relation, stored.explanation, stored.explanation_ar)
        return
    loaded = options.patterns(patterns)
    wanted = [metric.c.key.in_(metrics)] if metrics else []
    yield from Board(loaded, Folder(loaded)).relations(claims(connection, *wanted), fetch, alarms=alarms)


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)


def _table(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A block a comparison: the relation, its explanation, and a line a claim."""
    for row in rows:
        yield f"{'!' if row['alarm'] else ' '} {row['relation']}: {row['metric']['text']}"
        yield f"    {row['explanation_ar']}"
        for claim in row["claims"]:
            speaker = (claim["speaker"] or {}).get("name") or "-"
            when = (claim["date"] or {}).get("end") or claim["published"] or "-"
            outlet = claim["publisher"] or claim["source"]
            yield f"    {claim['span']['text']} · {when} · {speaker} · {outlet} · {claim['id']}{options.copied(claim)}"
