"""Our plugin: what datasette asks of it, and nothing for any other site of the same process."""

from __future__ import annotations

import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import Any

from datasette import Forbidden, NotFound, Request, Response, hookimpl
from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from extractor.serve.pages import context
from extractor.serve.pages.routes import routes
from extractor.serve.security import guard
from extractor.serve.served import NAME, Site, TooLongError

SERVER, ASKED = 500, 400
CACHE = 16_000  # kibibytes of a connection's page cache


class Plugin:
    """The hooks of one site."""

    __name__ = "arqam-pages"  # datasette asks every plugin's

    def __init__(self, site: Site) -> None:
        """Serve ``site`` and no other."""
        self.site = site

    def _mine(self, datasette: Datasette) -> bool:
        return datasette is self.site.datasette

    @hookimpl
    def register_routes(self, datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
        """Our addresses, before datasette's."""
        return routes(self.site) if self._mine(datasette) else []

    @hookimpl
    def asgi_wrapper(self, datasette: Datasette) -> Callable[..., Any]:
        """Our door."""
        return guard if self._mine(datasette) else lambda app: app

    @hookimpl
    def extra_template_vars(self, request: Request | None, datasette: Datasette) -> dict[str, Any]:
        """What our base template needs around a page of datasette's own."""
        if not self._mine(datasette):
            return {}
        return {**context.FUNCTIONS, **context.common(self.site, request), "own": False}

    @hookimpl
    def prepare_connection(self, conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
        """A connection that writes nothing and keeps little."""
        if self._mine(datasette) and database == NAME:
            conn.execute(f"PRAGMA cache_size = -{CACHE}")
            conn.execute("PRAGMA query_only = 1")

    @hookimpl(hookwrapper=True)
    def handle_exception(self, datasette: Datasette, request: Request, exception: Exception) -> Iterator[None]:
        """An error as a page in the reader's language that tells nothing of the machine.

        A wrapper, because datasette would answer too, with a traceback that shows every local variable.
        """
        outcome: Any = yield
        if self._mine(datasette):
            outcome.force_result([self._answer(request, exception)])

    async def _answer(self, request: Request, exception: Exception) -> Response:
        status, said = _error(exception)
        if status == SERVER:
            traceback.print_exception(exception, file=sys.stderr)
        if ".json" in request.path:
            return Response.json({"ok": False, "error": said or str(status), "status": status}, status=status)
        return await context.render(self.site, request, "error.html", status=status, code=status, said=said)


# The statuses of what may go wrong, the first that fits.
STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (TooLongError, 503),
    (QueryInterrupted, 503),
    (Forbidden, 403),
    (NotFound, 404),
    (Base400, ASKED),
)


def _error(exception: Exception) -> tuple[int, str | None]:
    """An exception's status, and what may be told of it: what SQLite says of a reader's own SQL, no more."""
    if isinstance(exception, DatasetteError):
        shown = exception.status == ASKED and not exception.message_is_html
        return exception.status, str(exception.message)[:300] if shown else None
    return next((status for kind, status in STATUSES if isinstance(exception, kind)), SERVER), None
