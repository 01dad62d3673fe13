"""What the commands share of options and output."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.problem import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from extractor.model import Failure, Page
    from extractor.patterns import Patterns
    from extractor.pipeline import Extractor
    from extractor.serial import Json

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH…",
        help="Files, folders (walked) or - for a page or JSON lines on standard input: "
        ".txt .htm .html .jsonl .jsonl.gz .warc .warc.gz",
    ),
]
PatternRoot = Annotated[
    str | None,
    typer.Option("--patterns", metavar="DIR", envvar="ARQAM_PATTERNS", help="Pattern files to use for the package's."),
]


COLUMNS = "Columns of .jsonl records under unusual names"


def _column(what: str) -> Any:  # noqa: ANN401 - what typer.Option returns
    return typer.Option(
        metavar="NAME", help=f"The column of .jsonl records that holds {what}.", rich_help_panel=COLUMNS
    )


TextField = Annotated[str | None, _column("the text")]
HtmlField = Annotated[str | None, _column("the HTML")]
TitleField = Annotated[str | None, _column("the title")]
DateField = Annotated[str | None, _column("the day of publication")]
PublisherField = Annotated[str | None, _column("the outlet")]
AuthorField = Annotated[str | None, _column("the author")]
UrlField = Annotated[str | None, _column("the address")]
IdField = Annotated[str | None, _column("what names the record")]


def patterns(root: str | None) -> Patterns:
    """The pattern files of ``root``, or the package's own.

    Raises:
        PatternError: a pattern file is broken.
    """
    from extractor.patterns import load

    return load(Path(root) if root else None)


def extractor(patterns: Patterns) -> Extractor:
    """An extractor over ``patterns``, for as long as the command runs."""
    from extractor.patterns import compiling

    with compiling(for_good=True):
        from extractor.pipeline import Extractor

        return Extractor(patterns)


def day(text: str | None, option: str) -> date | None:
    """An ISO date given as an option.

    Raises:
        UserError: it is none.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        msg = f"{option} takes a date such as 2026-02-09, not '{text}'"
        raise UserError(msg) from None


def existing(paths: list[str]) -> list[str]:
    """The paths in one order, each once, however they were given.

    Raises:
        UserError: none of them exists.
    """
    wanted = sorted(dict.fromkeys(paths))
    missing = [path for path in wanted if path != "-" and not Path(path).exists()]
    if len(missing) == len(wanted):
        msg = f"{', '.join(missing)}: no such file or folder; check the spelling, or give - to read standard input"
        raise UserError(msg)
    return wanted


def pages(paths: list[str], printed: Callable[[str], date | None], **columns: str | None) -> Iterator[Page | Failure]:
    """The pages of ``paths``, streamed; ``printed`` reads their date lines, ``columns`` hold what in .jsonl records."""
    from extractor.pages import read

    return read(paths, printed=printed, columns={name: column for name, column in columns.items() if column})


def report(failed: Failure) -> None:
    """Name a page that could not be read on standard error."""
    sys.stderr.write(f"arqam: {failed.source}: {' '.join(failed.error.split())}\n")


def put(lines: Iterable[str]) -> None:
    """Print lines on standard output, streaming."""
    for line in lines:
        sys.stdout.write(line + "\n")


def as_of(claim: Json) -> str:
    """The day that a claim holds for: its own date's end, else the day it was printed or said; empty where unknown."""
    when = claim["date"] or {}
    return when.get("end") or claim["published"] or claim["event_date"] or ""


def copied(claim: Json) -> str:
    """What a line about a claim ends in where its article is a copy of another: «· copy of …»; else nothing."""
    original = claim.get("canonical_article")
    return f" · copy of {original['publisher'] or ''} {original['source']}#{original['article']}" if original else ""
