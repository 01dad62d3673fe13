"""The alarm board, and the form that keeps a verdict."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from datasette import Forbidden, Request, Response

from extractor.problem import UserError
from extractor.serve.pages.context import page, render, with_query
from extractor.serve.pages.prefer import back
from extractor.serve.queries import alarms as queries
from extractor.serve.queries.pool import ALARMS
from extractor.serve.verdicts import VERDICTS, verdicts

if TYPE_CHECKING:
    from extractor.serve.served import Site


def _relation(request: Request) -> str | None:
    asked = request.args.get("relation")
    return asked if asked in ALARMS else None


async def alarms(site: Site, request: Request) -> Response:
    """What cannot both be true, newest first."""
    found = await site.ask(queries.board, _relation(request), page(request))
    kept = await site.ask(verdicts, [row.key for one in found.alarms for row in one.claims])
    return await render(
        site,
        request,
        "alarms.html",
        board=found,
        relation=_relation(request),
        page=page(request),
        kept=kept,
        verdicts=VERDICTS,
        saved=request.args.get("saved"),
    )


async def download(site: Site, request: Request) -> Response:
    """The same page of the board as JSON."""
    found = await site.ask(queries.board, _relation(request), page(request))
    records = [
        {**asdict(one), "before": [row.record() for row in one.before], "after": [row.record() for row in one.after]}
        for one in found.alarms
    ]
    return Response.json({"total": found.total, "more": found.more, "pages": found.pages, "alarms": records})


async def review(site: Site, request: Request) -> Response:
    """Keep a verdict, and go back to where it was given."""
    if not site.review or request.method != "POST":
        raise Forbidden(request.path)
    sent = await request.post_vars()
    address = back(sent.get("next") or "/alarms")
    claim, verdict = sent.get("claim") or "", sent.get("verdict") or ""
    answer = "missing"
    if claim and verdict in VERDICTS:
        try:
            known = await asyncio.to_thread(
                site.verdicts.keep, claim, verdict, sent.get("note") or "", sent.get("reviewer") or ""
            )
            answer = "saved" if known else "unknown"
        except UserError:
            answer = "failed"
    place = sent.get("place") or ""
    mark = f"#{urlencode({'': place})[1:]}" if place else ""
    return Response.redirect(with_query(address, saved=answer) + mark)
