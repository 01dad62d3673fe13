"""The check box: a text → what `arqam check` says of its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from datasette import Request, Response

from extractor.serve.pages.context import render
from extractor.serve.queries.rows import Row, by_key
from extractor.serve.worker import LONGEST, BusyError

if TYPE_CHECKING:
    import sqlite3

    from extractor.serve.served import Site

MATCHES = 6  # claims shown for one verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """One figure of the text with its verdict and the claims that it rests on."""

    row: Row
    verdict: str
    explanation: dict[str, str | None]
    matches: list[Row]
    hidden: int


@dataclass(frozen=True, slots=True)
class Sent:
    """What a reader sends; ``problem`` is the catalogue's key of what is wrong with it."""

    text: str
    day: str
    published: date | None
    problem: str | None


async def check(site: Site, request: Request) -> Response:
    """The form, and under it the verdicts on what was sent."""
    sent = _sent(await _fields(request))
    judged: list[Judged] | None = None
    problem = sent.problem
    if sent.text.strip() and not problem:
        try:
            made = await site.checking.check(sent.text, sent.published)
            judged = await site.ask(_judged, made["claims"])
        except BusyError:
            problem = "check.busy"
    loaded, status = site.checking.loaded, 503 if problem == "check.busy" else 400 if problem else 200
    return await render(
        site, request, "check.html", status=status, sent=sent, judged=judged, problem=problem, loaded=loaded,
        longest=LONGEST,
    )  # fmt: skip


async def download(site: Site, request: Request) -> Response:
    """The verdicts as `arqam check --format json` prints them."""
    sent = _sent(await _fields(request))
    if sent.problem or not sent.text.strip():
        return Response.json({"ok": False, "error": sent.problem or "text"}, status=400)
    try:
        return Response.json(await site.checking.check(sent.text, sent.published))
    except BusyError:
        return Response.json({"ok": False, "error": "busy"}, status=503)


async def _fields(request: Request) -> dict[str, str]:
    if request.method == "POST":
        return dict(await request.post_vars())
    return {name: request.args.get(name) or "" for name in ("text", "published")}


def _sent(given: dict[str, str]) -> Sent:
    text, day = given.get("text") or "", (given.get("published") or "").strip()
    if len(text) > LONGEST:
        return Sent(text[:LONGEST], day, None, "check.too_long")
    try:
        return Sent(text, day, date.fromisoformat(day) if day else None, None)
    except ValueError:
        return Sent(text, day, None, "check.date_wrong")


def _judged(connection: sqlite3.Connection, claims: Iterable[dict[str, Any]]) -> list[Judged]:
    made = []
    for claim in claims:
        known = [by_key(connection, match["id"]) for match in claim["matches"][:MATCHES]]
        words = {"en": claim["explanation"], "ar": claim.get("explanation_ar"), "fr": claim.get("explanation_fr")}
        hidden = max(0, len(claim["matches"]) - MATCHES)
        made.append(Judged(stated(claim), claim["verdict"], words, [row for row in known if row], hidden))
    return made


EMPTY: dict[str, Any] = {"number": 0, "metric_number": 0, "article": 0, "document": 0, "agent": None, "trace": "[]"}


def stated(claim: dict[str, Any]) -> Row:
    """A claim object of interface.md §3 as the row that pages show; it stands in no database."""
    value, when, speaker = claim["value"], claim["date"] or {}, claim["speaker"] or {}
    given = {
        **dict.fromkeys((field.name for field in fields(Row)), None),
        **EMPTY,
        **{name: value[name] for name in ("amount", "point", "low", "high", "bound", "unit", "counted", "per")},
        **{name: claim[name] for name in ("modality", "kind")},
        "key": claim["id"],
        "text": claim["span"]["text"],
        "span_start": claim["span"]["start"],
        "span_end": claim["span"]["end"],
        "evidence": claim["evidence"]["text"],
        "evidence_start": claim["evidence"]["start"],
        "metric": claim["metric"]["text"],
        "metric_key": claim["metric"]["id"],
        "date_text": when.get("text"),
        "date_start": when.get("start"),
        "date_end": when.get("end"),
        "date_role": when.get("role"),
        "date_grain": when.get("grain"),
        "speaker": speaker.get("name"),
        "role": speaker.get("role"),
        "conveyor": speaker.get("via"),
        "vague": int(claim["vague"]),
        "place": "body",
    }
    return Row(**given)
