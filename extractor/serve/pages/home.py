"""The home page: the search, the newest contradictions, and ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import Request, Response

from extractor.serve.pages.context import render
from extractor.serve.queries.alarms import board

if TYPE_CHECKING:
    from extractor.serve.served import Site

SHOWN = 3


async def home(site: Site, request: Request) -> Response:
    """The first page."""
    seen = await site.overview()
    newest = await site.ask(board, None, 1)
    return await render(site, request, "home.html", seen=seen, alarms=newest.alarms[:SHOWN])
