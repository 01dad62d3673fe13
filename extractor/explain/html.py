"""The page as one HTML file: right to left, without a script, without a request."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from extractor.explain import account
from extractor.explain.lines import blocks
from extractor.model import Extraction
from extractor.patterns import Patterns

TEMPLATES = Path(__file__).parent / "templates"


def html(found: Extraction, patterns: Patterns, *, only: str | None = None) -> str:
    """The whole document; with ``only``, claims other than that one (by number or id) are left unmarked."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    claims = account.accounts(found, patterns, only)
    return environment.get_template("page.html.j2").render(
        found=found,
        page=found.page,
        articles=found.stripped.articles,
        event_dates=found.event_dates,
        claims=claims,
        shown={one.number for one in claims},
        blocks=blocks(found),
        refused=account.refused(found, patterns),
        chrome_rules=account.chrome_rules(found),
        patterns_version=patterns.sha256[:12],
    )
