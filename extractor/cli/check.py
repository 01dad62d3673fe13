"""`arqam check`: the figures of a sentence or an article, each against the database."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli import options
from extractor.cli.extract import DEFAULT
from extractor.problem import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = ("text", "json")
CONTRADICTION = 3


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(check)


def check(
    text: Annotated[str, typer.Argument(metavar="TEXT|-", help="A sentence or an article; - reads standard input.")],
    db: Annotated[str, typer.Option(metavar="DB", help="The claims database: a file or a URL.")] = DEFAULT,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day that the text's relative dates count from.")
    ] = None,
    kind: Annotated[str, typer.Option("--format", metavar="FORMAT", help=f"{' or '.join(FORMATS)}.")] = "text",
    patterns: options.PatternRoot = None,
) -> int:
    """Hold the figures of a statement against the database; exit status 3 when one is contradicted."""
    from extractor import serial
    from extractor.compare.check import CONTRADICTED, Checker
    from extractor.compare.stems import Stemmer
    from extractor.store.connect import reading
    from extractor.store.search import Search

    if kind not in FORMATS:
        msg = f"--format {kind} names no format; use one of {', '.join(FORMATS)}"
        raise UserError(msg)
    day = options.day(published, "--published")
    statement = sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else text
    extractor = options.extractor(options.patterns(patterns))
    with reading(db) as connection:
        search = Search(connection, Stemmer(extractor.patterns, extractor.fold))
        checked = Checker(extractor, search.near).check(statement, day)
    options.put([serial.line(checked)] if kind == "json" else _text(checked))
    contradicted = any(claim["verdict"] in CONTRADICTED for claim in checked["claims"])
    return CONTRADICTION if contradicted else 0


def _text(checked: dict[str, Any]) -> Iterator[str]:
    """A line a figure with its verdict, then a line a claim that the verdict rests on."""
    if not checked["claims"]:
        yield "no checkable figure found"
    for claim in checked["claims"]:
        yield f"{claim['verdict']}: {claim['span']['text']} ({claim['metric']['text']})"
        if claim["explanation_ar"]:
            yield f"    {claim['explanation_ar']}"
        for match in claim["matches"]:
            outlet = match["publisher"] or match["source"]
            when = (match["date"] or {}).get("end") or match["published"] or "-"
            yield f"    {match['span']['text']} · {when} · {outlet} · {match['id']}"
