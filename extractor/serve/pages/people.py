"""The pages of speakers and outlets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import NotFound, Request, Response
from datasette.utils import tilde_decode

from extractor.serve.pages.context import page, render
from extractor.serve.queries import people as queries
from extractor.serve.queries.search import metric_names, speaker_names

if TYPE_CHECKING:
    from extractor.serve.served import Site


async def speaker(site: Site, request: Request) -> Response:
    """One speaker."""
    person = await site.ask(queries.speaker, tilde_decode(request.url_vars["ref"])[:200])
    if person is None:
        raise NotFound(request.path)
    standing = await site.ask(queries.of_speaker, person.number, page(request))
    return await _rendered(site, request, standing, person=person, name=person.name)


async def outlet(site: Site, request: Request) -> Response:
    """One outlet."""
    name = request.args.get("name") or ""
    standing = await site.ask(queries.of_outlet, name, page(request))
    if not standing.total:
        raise NotFound(request.path)
    return await _rendered(site, request, standing, person=None, name=name)


async def _rendered(
    site: Site, request: Request, standing: queries.Standing, *, person: queries.Person | None, name: str
) -> Response:
    metrics = await site.ask(metric_names, [number for number, _ in standing.metrics])
    speakers = await site.ask(speaker_names, [number for number, _ in standing.speakers])
    return await render(
        site,
        request,
        "person.html",
        page=page(request),
        standing=standing,
        person=person,
        name=name,
        metrics=metrics,
        speakers=speakers,
    )
