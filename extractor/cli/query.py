"""`arqam query`: claims by their words and fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import options
from extractor.cli.extract import DEFAULT
from extractor.problem import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractor.serial import Json

FORMATS = ("table", "json")
SORTS = ("page", "newest", "value")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(query)


def query(
    words: Annotated[
        str, typer.Argument(metavar="TEXT", help="Words that the claim must hold, spelling and endings apart.")
    ] = "",
    db: Annotated[str, typer.Option(metavar="DB", help="The claims database: a file or a URL.")] = DEFAULT,
    metric: Annotated[str | None, typer.Option(help="A metric of the registry, or words of its name.")] = None,
    speaker: Annotated[str | None, typer.Option(help="A registered speaker, or words of the name.")] = None,
    publisher: Annotated[str | None, typer.Option(help="The outlet, as the pages name it.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="As of this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="As of this day or earlier.")] = None,
    sort: Annotated[str, typer.Option(metavar="ORDER", help=f"{', '.join(SORTS)}.")] = "page",
    limit: Annotated[int, typer.Option(min=1, help="At most so many claims.")] = 50,
    kind: Annotated[str, typer.Option("--format", metavar="FORMAT", help=f"{' or '.join(FORMATS)}.")] = "table",
    patterns: options.PatternRoot = None,
) -> int:
    """Search the claims: folded Arabic full text, metric, speaker, outlet, days."""
    from extractor import serial
    from extractor.compare.stems import Stemmer
    from extractor.normalize import Folder
    from extractor.store.connect import reading
    from extractor.store.search import Search, Wanted

    for value, choices, option in ((kind, FORMATS, "--format"), (sort, SORTS, "--sort")):
        if value not in choices:
            msg = f"{option} {value} is not known; use one of {', '.join(choices)}"
            raise UserError(msg)
    wanted = Wanted(metric, speaker, publisher, options.day(since, "--from"), options.day(until, "--until"))
    loaded = options.patterns(patterns)
    with reading(db) as connection:
        found = Search(connection, Stemmer(loaded, Folder(loaded))).find(words, wanted, limit=limit)
    found = _sorted(found, sort)
    options.put(map(serial.line, found) if kind == "json" else _table(found))
    return 0


def _sorted(found: list[Json], order: str) -> list[Json]:
    if order == "newest":
        return sorted(found, key=options.as_of, reverse=True)
    if order == "value":
        return sorted(found, key=lambda claim: claim["value"]["point"] or 0, reverse=True)
    return found


def _table(found: Iterable[Json]) -> Iterator[str]:
    """Two lines a claim: the figure with its metric, and where it stands."""
    for claim in found:
        speaker = (claim["speaker"] or {}).get("name") or "-"
        yield f"{claim['span']['text']} · {claim['metric']['text']}"
        outlet = claim["publisher"] or claim["source"]
        yield f"    {options.as_of(claim) or '-'} · {speaker} · {outlet} · {claim['id']}{options.copied(claim)}"
