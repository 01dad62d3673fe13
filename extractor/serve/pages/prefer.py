"""Language and theme: kept in cookies, so that they hold without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import Request, Response

from extractor.serve.pages.context import LANGUAGE, THEME, THEMES

if TYPE_CHECKING:
    from extractor.serve.served import Site

YEAR = 365 * 24 * 3600


async def prefer(site: Site, request: Request) -> Response:
    """Keep a choice and go back to where it was made."""
    answer = Response.redirect(back(request.args.get("next") or "/"))
    language, theme = request.args.get("language"), request.args.get("theme")
    if language in site.languages:
        answer.set_cookie(LANGUAGE, language, max_age=YEAR, httponly=True, samesite="strict")
    if theme is not None:
        answer.set_cookie(THEME, theme if theme in THEMES else "", max_age=YEAR, httponly=True, samesite="strict")
    return answer


def back(address: str) -> str:
    """``address`` where it is one of this site's, else the home page.

    >>> back("/search?q=a"), back("//evil.example/"), back("https://evil.example"), back("/" + chr(92) + "evil.example")
    ('/search?q=a', '/', '/', '/')
    """
    local = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if local and address.isprintable() else "/"
