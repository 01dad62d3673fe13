"""The metric page: its chart, its table, how its figures agree; and the chart as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import NotFound, Request, Response
from datasette.utils import tilde_decode

from extractor.chart.series import By
from extractor.problem import UserError
from extractor.serve import chart
from extractor.serve.pages.context import language, page, render
from extractor.serve.pages.search import sheet
from extractor.serve.queries import metric as queries

if TYPE_CHECKING:
    from extractor.serve.served import Site

COLOURS = ("publisher", "speaker")


async def metric(site: Site, request: Request) -> Response:
    """One metric."""
    found = await _found(site, request)
    return await render(site, request, "metric.html", metric=found, by=_by(request), page=page(request))


async def download(site: Site, request: Request) -> Response:
    """The metric's claims as CSV or JSON; its chart as a Vega-Lite specification, SVG or PNG."""
    found = await _found(site, request)
    form = request.url_vars["format"]
    if form == "csv":
        return sheet(found.drawn, "metric")
    if form == "json":
        return Response.json({"metric": found.name.text, "claims": [row.record() for row in found.drawn]})
    say = language(site, request)
    made = chart.specification(found.drawn, found.alarming, site.wordings[say.code], say, by=_by(request))
    if form == "spec":
        return Response.json(chart.for_browser(made))
    try:
        return chart.picture(made, form)
    except UserError:
        return Response.text(say("export.none"), status=501)


async def _found(site: Site, request: Request) -> queries.Metric:
    name = await site.ask(queries.find, tilde_decode(request.url_vars["ref"])[:200])
    if name is None:
        raise NotFound(request.path)
    return await site.ask(queries.metric, name, page(request))


def _by(request: Request) -> By:
    return "speaker" if request.args.get("by") == "speaker" else "publisher"
