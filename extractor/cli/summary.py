"""What a person sees at the end of an extract into a database: the sums, some claims, and what to do next."""

from __future__ import annotations

import sys
from shutil import which
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from extractor.export.sink import Sink
    from extractor.patterns import Patterns
    from extractor.serial import Json

SAMPLES = 6
COMPARED = 5_000  # claims that are held against each other for the summary, in about a second; beyond, on demand
ROOMY = 110  # columns: a file or a log has them, a narrow terminal gets a table without outlets
# A mark without width that ends the run of right-to-left text at the edge of a cell: without it a screen
# draws neighbouring Arabic cells in each other's place.
EDGE = "\u200e"
FAILED = "SELECT source, error FROM failure"
CLAIMED = "SELECT metric, value, unit, speaker, publisher FROM claims"


def show(load: Sink, to: str, patterns: Patterns) -> None:
    """Print the summary of the database ``to`` that ``load`` has just filled on standard output."""
    from rich.console import Console

    from extractor.store.connect import connect, shown
    from extractor.store.read import counts

    console = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else ROOMY)
    engine = connect(to)
    name = shown(engine.url)
    with engine.connect() as connection:
        sums = counts(connection)
        console.print(
            f"[bold]{name}[/]: {', '.join(f'{number:,} {what}' for what, number in sums.items())}", soft_wrap=True
        )
        read = f"this run: {load.pages:,} pages read, {load.stored:,} stored, {load.pages - load.stored:,} known before"
        console.print(f"{read}, {load.failures:,} failed", soft_wrap=True)
        if sums["claims"]:
            console.print(_table(connection, console.width))
        if 0 < sums["claims"] <= COMPARED:
            for line in _alarms(connection, patterns):
                console.print(line, soft_wrap=True, markup=False)
    engine.dispose()
    for line in _next(name, failures=load.failures):
        console.print(line, soft_wrap=True)


def _table(connection: Connection, width: int) -> object:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, title="some of the claims", title_justify="left", pad_edge=False)
    widths = {"figure": 24, "what is measured": 0, "as of": 10, "said by": 16, "outlet": 12}
    if width < ROOMY:
        del widths["outlet"]
    widths["what is measured"] = max(16, width - sum(widths.values()) - 3 * len(widths))
    for heading, columns in widths.items():
        table.add_column(heading, width=columns, no_wrap=True, justify="left" if heading == "as of" else "right")
    for claim in _samples(connection):
        cells = _cells(claim)[: len(table.columns)]
        table.add_row(*(EDGE + cell + EDGE for cell in cells))
    return table


def _alarms(connection: Connection, patterns: Patterns) -> list[str]:
    """The figures of the database that cannot both be true, a line each, as their pages print them."""
    from extractor.compare.board import Board
    from extractor.normalize import Folder
    from extractor.store.read import claims

    rows = Board(patterns, Folder(patterns)).comparisons(list(claims(connection)))
    found = [row for row in rows if row["alarm"]]
    lines = [f"figures that cannot both be true: {len(found)}"] if found else []
    for row in found[:SAMPLES]:
        figures = "  |  ".join(f"{EDGE}«{claim['span']['text']}»{EDGE}" for claim in row["claims"])
        lines.append(f"  {row['relation']}: {EDGE}{row['metric']['text']}{EDGE}: {figures}")
    return [*lines, ""] if lines else []


def _samples(connection: Connection) -> list[Json]:
    """A few claims of different articles, first those that have all their fields."""
    from sqlalchemy import func, select

    from extractor.store.read import claims
    from extractor.store.schema import claim

    said = (claim.c.attribution_id.is_not(None), claim.c.point.is_not(None), claim.c.place == "body")
    chosen: dict[str, Json] = {}
    for conditions in ((*said, claim.c.date_start.is_not(None)), said, ()):
        first = select(func.min(claim.c.id)).where(*conditions).group_by(claim.c.article_id).limit(SAMPLES)
        for one in claims(connection, claim.c.id.in_(first)):
            if len(chosen) < SAMPLES:
                chosen.setdefault(one["id"], one)
    return list(chosen.values())


def _cells(claim: Json) -> tuple[str, str, str, str, str]:
    from rich.markup import escape

    date, speaker = claim["date"], claim["speaker"]
    day = date["end"] or "?" if date else claim["published"] or "?"
    texts = (claim["span"]["text"], claim["metric"]["text"], day, speaker and speaker["name"], claim["publisher"])
    figure, metric, day, said, outlet = (escape(" ".join((text or "").split())) for text in texts)
    return figure, metric, day, said, outlet


def _next(name: str, *, failures: int) -> list[str]:
    client = f"psql {name}" if "://" in name else f"sqlite3 {name}"
    steps = [
        ("the pages that failed, and why", f"{client} '{FAILED}'") if failures else None,
        ("a page with every figure and its rules", f"{_called()} explain PAGE --format html > page.html"),
        ("figures that cannot both be true", f"{_called()} compare --db {name} --alarms"),
        None if "://" in name else ("the same to read, search and judge", f"{_called()} serve --db {name}"),
        ("all claims as a table", f"{_called()} export --db {name} --to claims.csv"),
        ("a question of your own", f"{client} '{CLAIMED}'"),
    ]
    return ["next:", *(f"  {command}   # {what}" for what, command in filter(None, steps))]


def _called() -> str:
    """How a person calls arqam here: by its name where a shell finds it, else by the path it was called by."""
    return "arqam" if which("arqam") else sys.argv[0]
