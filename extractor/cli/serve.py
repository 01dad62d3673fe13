"""`arqam serve`: the fact-checker's pages."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from extractor.cli import options
from extractor.cli.extract import DEFAULT
from extractor.problem import UserError

PORT = 8001


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


def serve(
    db: Annotated[str, typer.Option(metavar="DB", help="The claims database: a file.")] = DEFAULT,
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 takes a free one.")] = PORT,
    review: Annotated[bool, typer.Option("--review", help="Let readers of the pages keep verdicts.")] = False,
    show: Annotated[bool, typer.Option("--open", help="Open the pages in the browser.")] = False,
    patterns: options.PatternRoot = None,
) -> int:
    """Show the claims as pages on 127.0.0.1, read-only, until Ctrl-C."""
    import webbrowser

    from extractor.serve.run import listening, run
    from extractor.serve.site import site

    made = site(db, patterns=options.patterns(patterns), review=review)
    try:
        socket = listening(port)
        address = f"http://127.0.0.1:{socket.getsockname()[1]}/"
        sys.stderr.write(f"arqam: {db} is shown at {address} until you press Ctrl-C\n")
        if show:
            webbrowser.open(address)
        run(made, socket)
    except OSError as error:
        msg = f"port {port} cannot be used ({error.strerror}); name another one with --port, or 0 for a free one"
        raise UserError(msg) from None
    finally:
        made.close()
    return 0
