"""The search page and what it gives to other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from datasette import Request, Response

from extractor.export.sheet import safe
from extractor.serve.pages.context import language, page, render
from extractor.serve.queries import search as queries
from extractor.serve.queries.facts import VALUES, Facet

if TYPE_CHECKING:
    from extractor.serve.language import Language
    from extractor.serve.queries.rows import Row
    from extractor.serve.served import Site

LONGEST = 300  # characters of a search


def asked(request: Request) -> queries.Asked:
    """What the address asks for."""
    words = (request.args.get("q") or "")[:LONGEST]
    sort = request.args.get("sort") or ""
    sort = sort if sort in queries.SORTS else "relevance" if words.strip() else "newest"
    wanted = {name: (request.args.get(name) or "")[:LONGEST] for name in VALUES}
    return queries.Asked(words, wanted, sort, page(request))


async def search(site: Site, request: Request) -> Response:
    """Claims and articles that hold the words, with facets."""
    wanted = asked(request)
    found = await site.ask(queries.search, wanted, site.stems)
    facets = {name: _facet(name, wanted, found, language(site, request)) for name in VALUES}
    return await render(
        site,
        request,
        "search.html",
        asked=wanted,
        found=found,
        facets=facets,
        sorts=queries.SORTS,
        title="search.title",
    )


def _facet(name: str, wanted: queries.Asked, found: queries.Found, say: Language) -> list[Facet]:
    chosen = wanted.wanted.get(name)
    return [
        Facet(value, _label(name, value, found, say), often, value == chosen) for value, often in found.facets[name]
    ]


def _label(name: str, value: str, found: queries.Found, say: Language) -> str:
    if name == "metric" and value in found.metrics:
        return say.metric(*found.metrics[value])
    if name == "speaker":
        return found.speakers.get(value, value)
    if name == "unit":
        return say.unit_name(value)
    return say(f"relation.{value}") if name == "relation" and say.has(f"relation.{value}") else value


async def download(site: Site, request: Request) -> Response:
    """The same page of the answer as JSON or CSV."""
    found = await site.ask(queries.search, asked(request), site.stems)
    if request.url_vars["format"] == "csv":
        return sheet(found.rows, "search")
    records = [{**row.record(), "relations": sorted(found.relations.get(row.number, ()))} for row in found.rows]
    return Response.json({"total": found.total, "more": found.more, "pages": found.pages, "claims": records})


def sheet(rows: Iterable[Row], name: str) -> Response:
    """Claims as a CSV file that no spreadsheet runs."""
    records: list[dict[str, Any]] = [row.record() for row in rows]
    out = io.StringIO()
    if records:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(records[0])
        writer.writerows([safe(cell) for cell in record.values()] for record in records)
    named = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(out.getvalue(), headers=named, content_type="text/csv; charset=utf-8")
