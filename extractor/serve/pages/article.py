"""The article page: the page as scraped, with everything that was seen on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import NotFound, Request, Response

from extractor.serve.pages.context import claim_address, render
from extractor.serve.queries import article as queries
from extractor.serve.queries.rows import by_key
from extractor.serve.scene import scene
from extractor.serve.verdicts import VERDICTS, verdicts

if TYPE_CHECKING:
    from extractor.serve.served import Site


async def article(site: Site, request: Request) -> Response:
    """One article on its page."""
    number = request.url_vars["number"]
    found = await site.ask(queries.article, int(number) if len(number) < 18 else -1)
    if found is None:
        raise NotFound(request.path)
    kept = await site.ask(verdicts, [row.key for row in found.rows])
    return await render(
        site, request, "article.html", found=found, blocks=scene(found), kept=kept, verdicts=VERDICTS,
        saved=request.args.get("saved"),
    )  # fmt: skip


async def claim(site: Site, request: Request) -> Response:
    """A claim's permanent address: its place in its article, or its record."""
    row = await site.ask(by_key, request.url_vars["key"][:40])
    if row is None:
        raise NotFound(request.path)
    if request.url_vars.get("format") == "json":
        return Response.json(row.record())
    return Response.redirect(claim_address(row))
