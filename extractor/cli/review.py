"""`arqam review`: a fact-checker's own verdict on a claim."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from extractor.cli import options
from extractor.cli.extract import DEFAULT
from extractor.problem import UserError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(review)


def review(
    claim: Annotated[str | None, typer.Argument(metavar="CLAIM", help="The claim's id; none lists all.")] = None,
    verdict: Annotated[str | None, typer.Argument(metavar="VERDICT", help="The verdict, in your own words.")] = None,
    note: Annotated[str | None, typer.Option(help="Why.")] = None,
    reviewer: Annotated[str | None, typer.Option(help="Who says so.")] = None,
    db: Annotated[str, typer.Option(metavar="DB", help="The claims database: a file or a URL.")] = DEFAULT,
) -> int:
    """Keep a verdict on a claim, or show those that are kept; extracting the page again leaves them alone."""
    from extractor.store.connect import connect, writing
    from extractor.store.reviews import Review, add, reviews

    engine = connect(db)
    try:
        if claim and verdict:
            with writing(engine) as connection:
                if not add(connection, Review(claim, verdict, note, reviewer, datetime.now(UTC))):
                    msg = f"{db} has no claim {claim}; `arqam query` shows the ids"
                    raise UserError(msg)
            return 0
        with engine.connect() as connection:
            kept = list(reviews(connection, claim))
    finally:
        engine.dispose()
    options.put(
        f"{one.claim} · {one.verdict} · {one.reviewer or '-'} · {one.made:%Y-%m-%d} · {one.note or '-'}" for one in kept
    )
    return 0
