"""WCAG 2.2 AA by axe: every kind of page, light and dark, on a desk and on a telephone, and in both directions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser.sites import PHONE, WIDE, Served

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


def violations(page: Page, source: str) -> Iterator[str]:
    """What axe, of the script ``source``, holds against the page as it is shown."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(source)
    found: list[dict[str, Any]] = page.evaluate("asked => axe.run(asked).then(told => told.violations)", OPTIONS)
    for one in found:
        for node in one["nodes"]:
            yield f"{one['id']}: {node['html'][:160]} — {node.get('failureSummary', '')[:200]}"


@pytest.fixture(scope="module")
def axe(chromium: str) -> str:  # noqa: ARG001 - skips where there is none
    """The script, read once."""
    from axe_playwright_python.base import AXE_FILE_PATH

    return Path(AXE_FILE_PATH).read_text(encoding="utf-8")


def test_axe_finds_nothing_to_object_to(
    opened: Callable[..., Page], site: Served, every: dict[str, str], axe: str
) -> None:
    page = opened(site.address)
    found = []
    for name, address in every.items():
        page.set_viewport_size(WIDE)
        page.goto(address)
        if name == "metric":
            page.wait_for_selector(".chart svg .mark-symbol path")
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                found += [f"{name} {size['width']} {scheme}: {one}" for one in violations(page, axe)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nor_in_the_other_direction(
    opened: Callable[..., Page], site: Served, every: dict[str, str], axe: str, language: str
) -> None:
    page = opened(site.address)
    page.goto(f"/prefer?language={language}&next=/")
    found = []
    for name in ("home", "search", "metric", "alarms", "article", "check"):
        page.goto(every[name])
        found += [f"{name}: {one}" for one in violations(page, axe)]
    assert not found, "\n".join(found)
