"""`arqam explain`: one page with everything that was seen on it, and the pattern entry behind every field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import options
from extractor.problem import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.model import Failure, Page


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(explain)


def explain(
    path: Annotated[
        str, typer.Argument(metavar="PATH", help="A page; a record of a JSONL or WARC file is named FILE#RECORD.")
    ],
    claim: Annotated[
        str | None, typer.Option(metavar="K", help="One claim only, by its number on the page or its id.")
    ] = None,
    kind: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or html.")] = "text",
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The publication date of a page that prints none.")
    ] = None,
    patterns: options.PatternRoot = None,
) -> int:
    """Show a page with its chrome, numbers and claims marked, and the pattern entry behind every field."""
    from extractor.explain.account import accounts
    from extractor.explain.html import html
    from extractor.explain.text import text

    if kind not in {"text", "html"}:
        msg = f"--format {kind} is neither text nor html; choose one of them"
        raise UserError(msg)
    fallback = options.day(published, "--published")
    wanted = options.existing([_file(path)])
    loaded = options.patterns(patterns)
    extractor = options.extractor(loaded)
    found = extractor.extract(_page(path, options.pages(wanted, extractor.dates.printed)), fallback)
    if claim and not accounts(found, loaded, claim):
        msg = f"{path} has no claim {claim}; it has {len(found.claims)}, numbered from 1"
        raise UserError(msg)
    options.put([html(found, loaded, only=claim)] if kind == "html" else text(found, loaded, only=claim))
    return 0


def _file(path: str) -> str:
    """The file of ``FILE#RECORD``, or the path itself."""
    file, mark, _ = path.rpartition("#")
    return file if mark and not Path(path).exists() else path


def _page(path: str, pages: Iterator[Page | Failure]) -> Page:
    """The page that ``path`` names: the record it asks for, else the first."""
    from extractor.model import Failure

    wanted = None if _file(path) == path else path
    for page in pages:
        if wanted and page.source != wanted:
            continue
        if isinstance(page, Failure):
            msg = f"{page.source}: {page.error}"
            raise UserError(msg)
        return page
    msg = f"{path}: no such record; `arqam strip {_file(path)}` lists the records of the file as `source`"
    raise UserError(msg)
