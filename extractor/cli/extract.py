"""`arqam extract`: pages → claims, into a database or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.batch import Outcome
    from extractor.export.sink import Sink
    from extractor.model import Page

DEFAULT = "claims.db"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(extract)


def extract(
    paths: options.Paths,
    to: Annotated[
        str,
        typer.Option(metavar="DEST", help="A database (.db, or any SQLAlchemy URL), .jsonl, .csv, .parquet, or -."),
    ] = DEFAULT,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The publication date of pages that print none.")
    ] = None,
    jobs: Annotated[int, typer.Option(metavar="N", min=0, help="Worker processes; 0 is one a processor.")] = 0,
    text_field: options.TextField = None,
    html_field: options.HtmlField = None,
    title_field: options.TitleField = None,
    date_field: options.DateField = None,
    publisher_field: options.PublisherField = None,
    author_field: options.AuthorField = None,
    url_field: options.UrlField = None,
    id_field: options.IdField = None,
    patterns: options.PatternRoot = None,
) -> int:
    """Turn news pages into claims: every figure with its metric, value, date, speaker and place."""
    from extractor import batch
    from extractor.cli.progress import counted
    from extractor.export.open import is_database, sink

    fallback = options.day(published, "--published")
    wanted = options.existing(paths)
    loaded = options.patterns(patterns)
    with sink(to, patterns=loaded, fallback=fallback) as destination:
        work = batch.Work(loaded, fallback=fallback)
        stream = options.pages(
            wanted,
            work.compile().dates.printed,
            text=text_field,
            html=html_field,
            title=title_field,
            published=date_field,
            publisher=publisher_field,
            author=author_field,
            url=url_field,
            id=id_field,
        )
        outcomes = batch.run(stream, work, jobs=jobs or batch.cores(), known=destination.known)
        _feed(destination, counted(outcomes))
    if is_database(to):
        from extractor.cli.summary import show

        show(destination, to, loaded)
    return int(destination.failures > 0)


def _feed(destination: Sink, outcomes: Iterable[Outcome | Page]) -> None:
    """Write every outcome, and name the pages that failed."""
    from extractor.model import Extraction, Failure

    for outcome in outcomes:
        if isinstance(outcome, Failure):
            options.report(outcome)
            destination.fail(outcome)
        elif isinstance(outcome, Extraction):
            destination.add(outcome)
        else:
            destination.again(outcome)
