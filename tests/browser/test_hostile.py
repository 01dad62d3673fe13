"""A stranger's text in a browser: shown, and nothing of it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile import LINK, SIGN, poisoned

from browser.sites import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hostile(chromium: str, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:  # noqa: ARG001
    with serving(poisoned(seeds, tmp_path_factory.mktemp("hostile")), "--review") as made:
        yield made


def test_nothing_of_a_strangers_text_runs(opened: Callable[..., Page], hostile: Served, every: dict[str, str]) -> None:
    page = opened(hostile.address)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    [(publisher,)] = hostile.rows("SELECT publisher FROM article WHERE publisher LIKE 'هسبريس%' LIMIT 1")
    [(speaker,)] = hostile.rows("SELECT id FROM agent WHERE key = 'aziz-akhannouch'")
    shown = every | {"speaker": f"/speaker/{speaker}", "review": "/claims/review", "articles": "/claims/article"}
    translated = {name: every[name] for name in ("home", "metric", "alarms", "article")}
    for language, chosen in (("ar", shown), ("fr", translated), ("en", translated)):
        page.goto(f"/prefer?language={language}&next=/")
        for name, address in chosen.items():
            if name == "outlet":
                page.goto("/search")
                page.evaluate("name => location.assign('/outlet?' + new URLSearchParams({name}))", publisher)
                page.wait_for_url("**/outlet?*")
            else:
                page.goto(address)
            if name == "metric":
                page.wait_for_selector(".chart svg .mark-symbol path")
                page.locator(".chart svg .mark-symbol path").last.hover(force=True)
            assert page.evaluate(f"window.{SIGN}") is None, name
            assert page.locator("img[src='x'], svg[onload], b[onmouseover]").count() == 0, name
            assert page.locator(f"a[href^='{LINK[:11]}']").count() == 0, name
            assert "<script>" in page.locator("body").inner_text() or name not in translated, name


def test_a_strangers_title_is_shown_as_it_is(
    opened: Callable[..., Page], hostile: Served, every: dict[str, str]
) -> None:
    page = opened(hostile.address)
    page.goto(every["article"])
    assert "<script>window.hit=1</script>" in page.locator("h1").inner_text()
    assert "{{7*191}}" in page.locator("h1").inner_text()
    assert "1337" not in page.content()
    assert LINK in page.locator(".facts").inner_text()
