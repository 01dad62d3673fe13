"""The site: what is served, with our plugin in place."""

from __future__ import annotations

from typing import Any

from datasette.plugins import pm

from extractor.patterns import Patterns
from extractor.serve.plugin import Plugin
from extractor.serve.served import Site

__all__ = ["Site", "application", "site"]


def site(db: str, *, patterns: Patterns, review: bool = False) -> Site:
    """A site with its plugin in place; :meth:`Site.close` takes it out again.

    Raises:
        UserError: as :class:`Site`.
    """
    made = Site(db, patterns=patterns, review=review)
    pm.register(Plugin(made), f"arqam-pages-{id(made)}")
    return made


def application(made: Site) -> Any:  # noqa: ANN401 - an ASGI application
    """The ASGI application of a site."""
    return made.datasette.app()
