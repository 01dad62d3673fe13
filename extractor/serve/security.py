"""What stands before every page: the Host header, the headers that keep a page to itself, and no secrets in errors.

The site is meant for one person's browser. A page of the web that makes a browser call 127.0.0.1 under a name of
its own (DNS rebinding) is sent away by the Host header; forms are safe by datasette's CSRF tokens; the
Content-Security-Policy lets nothing run that does not carry the nonce of this very answer or come from our files;
and no cell of a CSV file is a formula.
"""

from __future__ import annotations

import csv
import io
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from extractor.export.sheet import safe

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})
NONCE = "arqam_nonce"
WRITING = frozenset({"/review", "/check", "/check.json"})  # what a form may be sent to
UNASKED = "/claims.csv"  # datasette breaks where it is asked nothing
# Answers of datasette that say where files lie, or what runs; nobody's business but the terminal's.
CLOSED = ("/-/databases", "/-/threads", "/-/plugins", "/-/versions", "/-/settings", "/-/metadata", "/-/config")
CLOSED_TOO = (
    "/-/permissions",
    "/-/messages",
    "/-/allow-debug",
    "/-/patterns",
    "/-/auth-token",
    "/-/logout",
    "/_internal",
)


def policy(nonce: str) -> str:
    """The Content-Security-Policy of one answer.

    >>> policy("x").split("; ")[:2]
    ["default-src 'none'", "script-src 'self' 'nonce-x'"]
    """
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' 'nonce-{nonce}'",
        "style-src": f"'self' 'nonce-{nonce}'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def headers(nonce: str) -> list[tuple[bytes, bytes]]:
    """The headers that every answer carries."""
    made = {
        "content-security-policy": policy(nonce),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",  # else forms are sent with the origin "null"
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-frame-options": "DENY",
    }
    return [(name.encode(), value.encode()) for name, value in made.items()]


def guard(app: App) -> App:
    """``app`` behind the checks of this module."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)

        sheet = False

        async def sealed(message: Message) -> None:
            nonlocal sheet
            if message["type"] == "http.response.start":
                kept = [(name, value) for name, value in message["headers"] if name.lower() not in SET_HERE]
                message = {**message, "headers": kept + headers(nonce)}
                sheet = scope["path"].endswith((".csv", "/csv")) and not any(b"html" in value for _, value in kept)
            elif sheet and message.get("body"):
                message = {**message, "body": harmless(message["body"])}
            await send(message)

        refused = refusal(scope)
        if refused:
            await _say(sealed, *refused)
            return
        await app({**scope, NONCE: nonce}, receive, sealed)

    return guarded


SET_HERE = frozenset(name for name, _ in headers(""))


def refusal(scope: Scope) -> tuple[int, str] | None:
    """The status and the sentence that a request is sent away with; nothing where it may come in.

    >>> refusal({"headers": [(b"host", b"evil.example:8001")], "path": "/", "method": "GET"})
    (400, 'this site answers to 127.0.0.1 and localhost only')
    """
    sent = {bytes(name).lower(): bytes(value).decode("latin-1") for name, value in scope["headers"]}
    if not local(sent.get(b"host", "")):
        return 400, "this site answers to 127.0.0.1 and localhost only"
    origin = sent.get(b"origin")
    if scope["method"] not in {"GET", "HEAD"} and origin and not local(origin.partition("://")[2]):
        return 403, "forms are taken from this site's own pages only"
    if scope["method"] not in {"GET", "HEAD"} and (scope["method"] != "POST" or scope["path"] not in WRITING):
        return 405, "nothing can be sent to this page"
    if scope["path"] == UNASKED and b"sql=" not in scope.get("query_string", b""):
        return 400, "say which rows: /claims.csv?sql=…"
    if scope["path"].startswith((*CLOSED, *CLOSED_TOO)):
        return 404, "there is no such page"
    return None


def local(host: str) -> bool:
    """Whether a Host header (or the host of an origin) is this machine."""
    name, _, port = host.rpartition(":")
    if not name or not port.isdecimal():
        name = host
    return name.lower() in LOCAL


def harmless(rows: bytes) -> bytes:
    r"""Whole rows of CSV, no cell a formula: datasette writes a stranger's text as it is, a row a message.

    >>> harmless(b"1,=HYPERLINK(2)\r\n")
    b"1,'=HYPERLINK(2)\r\n"
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(rows)))  # a cell may hold a whole page
    out = io.StringIO(newline="")
    csv.writer(out).writerows(map(safe, row) for row in csv.reader(io.StringIO(rows.decode(), newline="")))
    return out.getvalue().encode()


async def _say(send: Send, status: int, sentence: str) -> None:
    start = {
        "type": "http.response.start",
        "status": status,
        "headers": [(b"content-type", b"text/plain; charset=utf-8")],
    }
    await send(start)
    await send({"type": "http.response.body", "body": sentence.encode()})
