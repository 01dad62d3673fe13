"""What the browser tests share: sites on sockets of this machine, and pages of a Chromium that may go nowhere else.

Without playwright or Chromium the tests are skipped, with the cure as the reason: `make test-browser` installs
the first, the second is Debian's package ``chromium`` (or the program that ``CHROMIUM`` names).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser.sites import PHONE, WIDE, Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Route

SEEDS = Path(__file__).parents[2] / "corpus" / "seeds"
PATIENCE = 30_000  # milliseconds: a machine may be busy with other tests


@dataclass(frozen=True, slots=True)
class Watch:
    """What went wrong on the pages of one browser context."""

    left: list[str] = field(default_factory=list)  # requests to anywhere else
    errors: list[str] = field(default_factory=list)  # of the console, the policy's among them, and of scripts

    def quiet(self) -> None:
        """Nothing went wrong."""
        assert not self.left
        assert not self.errors


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed pages as the pipeline reads them."""
    path = tmp_path_factory.mktemp("browser") / "claims.db"
    command = [sys.executable, "-m", "extractor.cli", "extract", str(SEEDS), "--to", str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return path


@pytest.fixture(scope="session")
def site(chromium: str, seeds: Path) -> Iterator[Served]:  # noqa: ARG001 - nothing is served that nobody looks at
    """The seeds, read-only."""
    with serving(seeds) as made:
        yield made


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program."""
    if find_spec("playwright") is None or find_spec("axe_playwright_python") is None:
        pytest.skip("playwright is not installed here: run `make test-browser`")
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("there is no Chromium here: install Debian's package chromium, or name the program in CHROMIUM")
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Ended with its module: playwright's event loop would be in the way of other tests'."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=chromium)
        yield made
        made.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def opened(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Makes pages on which nothing may go wrong, each with cookies of its own."""
    made = []

    def stay(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            watch.left.append(route.request.url)
            route.abort()

    def heard(message: ConsoleMessage) -> None:
        expected = message.text.startswith("Failed to load resource: the server responded with a status of 4")
        if message.type in {"error", "warning"} and not expected:
            watch.errors.append(f"{message.location.get('url')}: {message.text}")

    def opening(address: str, **options: Any) -> Page:  # noqa: ANN401 - what a context takes
        context = browser.new_context(**{"base_url": address, "viewport": WIDE, "accept_downloads": True, **options})
        made.append(context)
        context.set_default_timeout(PATIENCE)
        context.route("**/*", stay)
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: watch.errors.append(str(error)))
        return page

    yield opening
    for context in made:
        context.close()
    watch.quiet()


@pytest.fixture
def page(opened: Callable[..., Page], site: Served) -> Page:
    """A page of the seeds' site, as wide as a desk's."""
    return opened(site.address)


@pytest.fixture
def phone(opened: Callable[..., Page], site: Served) -> Page:
    """The same on a telephone."""
    return opened(site.address, viewport=PHONE, is_mobile=True, has_touch=True)


@pytest.fixture(scope="session")
def every(seeds: Path) -> dict[str, str]:
    """One address of each kind of page."""
    with sqlite3.connect(seeds) as connection:
        asked = "SELECT article_id, metric_id, key FROM claim WHERE text LIKE '%400 مليون ملف%' LIMIT 1"
        article, metric, _ = connection.execute(asked).fetchone()
    return {
        "home": "/",
        "search": "/search?q=المستفيدين",
        "nothing found": "/search?q=زرافة",
        "metric": f"/metric/{metric}",
        "registered metric": "/metric/amo-tadamon.beneficiaries",
        "alarms": "/alarms",
        "article": f"/article/{article}",
        "speaker": "/speaker/aziz-akhannouch",
        "outlet": "/outlet?name=هسبريس",
        "check": "/check",
        "no such page": "/nothing",
        "tables": "/claims",
        "table": "/claims/claims?_facet=unit&_size=10",
        "row": "/claims/claim/1",
        "sql": "/claims?sql=select+metric,+point+from+claims+limit+5",
        "wrong sql": "/claims?sql=select+x",
    }
