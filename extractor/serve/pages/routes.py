"""Our addresses, and the page behind each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from datasette import Request, Response

from extractor.serve.pages import alarms, article, check, home, metric, people, prefer, search

if TYPE_CHECKING:
    from extractor.serve.served import Site

Page = Callable[["Site", Request], Awaitable[Response]]

PAGES: tuple[tuple[str, Page], ...] = (
    (r"/$", home.home),
    (r"/search$", search.search),
    (r"/search\.(?P<format>json|csv)$", search.download),
    (r"/metric/(?P<ref>[^/]+)/(?P<format>json|csv|svg|png|spec)$", metric.download),
    (r"/metric/(?P<ref>[^/]+)$", metric.metric),
    (r"/alarms$", alarms.alarms),
    (r"/alarms\.json$", alarms.download),
    (r"/review$", alarms.review),
    (r"/article/(?P<number>\d+)$", article.article),
    (r"/claim/(?P<key>[0-9a-f]+)(\.(?P<format>json))?$", article.claim),
    (r"/speaker/(?P<ref>[^/]+)$", people.speaker),
    (r"/outlet$", people.outlet),
    (r"/check$", check.check),
    (r"/check\.json$", check.download),
    (r"/prefer$", prefer.prefer),
)


def routes(site: Site) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """The addresses as datasette's ``register_routes`` wants them."""
    return [(pattern, _bound(site, page)) for pattern, page in PAGES]


def _bound(site: Site, page: Page) -> Callable[..., Awaitable[Response]]:
    async def view(request: Request) -> Response:
        return await page(site, request)

    return view
