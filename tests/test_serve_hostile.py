"""What the site gives to programs, and refuses, when a stranger wrote the pages: extends test_serve.py.

Here every column that a stranger may fill holds markup, and every answer is looked at as a program gets it.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hostile import FORMULA, LINK, MARKUP, poisoned

from extractor import cli
from extractor.patterns import Patterns
from extractor.serve.site import Site, application, site

SEEDS = Path(__file__).parent.parent / "corpus" / "seeds"
pytestmark = [pytest.mark.usefixtures("compiled_once"), pytest.mark.filterwarnings("default")]


class Asker:
    """Asks a site without a socket."""

    def __init__(self, made: Site, runner: asyncio.Runner) -> None:
        self.site = made
        self._app = application(made)
        self._runner = runner

    def __call__(self, path: str, *, method: str = "GET", **more: Any) -> httpx.Response:  # noqa: ANN401
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8001") as client:
                return await client.request(method, path, **more)

        return self._runner.run(asked())


@pytest.fixture(scope="module")
def ask(compiled_once: None, patterns: Patterns, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:  # noqa: ARG001
    folder = tmp_path_factory.mktemp("hostile")
    assert cli.run(["extract", str(SEEDS), "--to", str(folder / "claims.db")]) == 0
    made = site(str(poisoned(folder / "claims.db", folder)), patterns=patterns)
    with asyncio.Runner() as runner:
        yield Asker(made, runner)
    made.close()


@pytest.fixture(scope="module")
def addresses(ask: Asker) -> list[str]:
    """Our pages and datasette's, the right ones and the wrong ones."""
    with sqlite3.connect(ask.site.path) as connection:
        [key] = connection.execute("SELECT key FROM claim LIMIT 1").fetchone()
        [metric] = connection.execute("SELECT metric_id FROM claim LIMIT 1").fetchone()
        [speaker] = connection.execute("SELECT agent_id FROM attribution LIMIT 1").fetchone()
    tables = [f"/claims/{name}" for name in ("claims", "article", "claim", "agent", "metric", "place", "review")]
    ours = ["/", "/search", "/alarms", f"/metric/{metric}", f"/speaker/{speaker}", "/article/1", "/check"]
    wrong = ["/nothing", "/claims/nothing", "/claims?sql=select+x", "/article/0", f"/claim/{key[::-1]}", "/metric/x"]
    said = f"/check?text={MARKUP}"
    return [*ours, *tables, "/claims", "/claims/article/1", "/claims?sql=select+title+from+article", *wrong, said]


def test_every_answer_is_under_the_policy(ask: Asker, addresses: list[str]) -> None:
    for path in addresses:
        for address in (path, f"{path.partition('?')[0]}.json", f"{path.partition('?')[0]}.csv"):
            answer = ask(address)
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy, address
            assert "unsafe" not in policy, address
            assert answer.headers["x-content-type-options"] == "nosniff", address
            assert answer.status_code < 500, address


def test_no_page_holds_the_markup_as_markup(ask: Asker, addresses: list[str]) -> None:
    seen = 0
    for path in addresses:
        text = ask(path).text
        seen += "&lt;script&gt;window.hit" in text
        for part in ("<script>window.hit", "<img src=x", "<svg onload", "<b onmouseover", "<!--\n"):
            assert part not in text, path
        assert "1337" not in re.sub(r"[0-9a-f]{20,}", "", text), path  # 7 × 191: a template in a template
        assert not re.search(r"""(?:href|src|action|formaction)\s*=\s*["']?\s*javascript:""", text, re.IGNORECASE), path
    assert seen > 10


def test_json_stays_json(ask: Asker, addresses: list[str]) -> None:
    whole = ["/search.json", "/alarms.json", "/claims/article.json?_shape=array", "/claims/claims.json?_shape=array"]
    whole += [f"{path}/spec" for path in addresses if path.startswith("/metric/") and path != "/metric/x"]
    for path in whole:
        answer = ask(path)
        assert answer.headers["content-type"].startswith("application/json"), path
        assert "window.hit=1" in json.dumps(answer.json()), path


def test_sheets_run_no_formula(ask: Asker, addresses: list[str]) -> None:
    metric = next(path for path in addresses if path.startswith("/metric/"))
    sql = "/claims.csv?sql=select+title+from+article"
    for path in ("/search.csv", f"{metric}/csv", "/claims/claims.csv", "/claims/article.csv?_stream=on", sql):
        answer = ask(path)
        assert "text/" in answer.headers["content-type"]
        rows = list(csv.reader(io.StringIO(answer.text)))
        assert len({len(row) for row in rows}) == 1
        assert any(FORMULA in cell for row in rows for cell in row)
        assert not [cell for row in rows for cell in row if re.match(r"[=+@\t\r]|-(?!\d)", cell)]


def test_a_link_to_a_script_is_no_link(ask: Asker) -> None:
    page = ask("/article/1").text
    assert LINK.partition("/")[0] in page
    assert f'href="{LINK[:11]}' not in page


@pytest.mark.parametrize(
    "sql",
    [
        "insert into review values (1, 'a', 'b', 'c', 'd', 'e')",
        "with a as (select 1) delete from claim",
        "select 1; drop table claim",
        "vacuum into 'copy.db'",
        "attach database 'other.db' as other",
        "select load_extension('x')",
        "select writefile('x', 'y')",
        "select readfile('/etc/hostname')",
        "pragma journal_mode = delete",
        "create table x (y)",
    ],
)
def test_sql_that_would_do_more_than_read_is_refused(ask: Asker, sql: str) -> None:
    folder = ask.site.path.parent
    before = {path.name: path.stat().st_size for path in folder.iterdir() if not path.name.endswith("-shm")}
    for address in ("/claims", "/claims.json"):
        answer = ask(address, params={"sql": sql})
        assert answer.status_code == 400, sql
        assert str(folder) not in answer.text
        assert "Traceback" not in answer.text
    after = {path.name: path.stat().st_size for path in folder.iterdir() if not path.name.endswith("-shm")}
    assert before == after


def test_sql_is_stopped_in_time_on_every_way_in(ask: Asker) -> None:
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select max(x) from n"
    for address in ("/claims", "/claims.json", "/claims.csv"):
        answer = ask(address, params={"sql": endless})
        assert answer.status_code in {400, 503} or "interrupted" in answer.text, address


def test_nothing_can_be_sent_where_nothing_is_kept(ask: Asker, addresses: list[str]) -> None:
    with sqlite3.connect(ask.site.path) as connection:
        before = connection.execute("SELECT count(*), max(id) FROM review").fetchone()
        plain = {one.partition("?")[0] for one in addresses} - {"/check"}  # whose form asks and keeps nothing
        for path in plain | {"/review", "/-/create-token"}:
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                status = ask(path, method=method, data={"claim": "x", "verdict": "wrong"}).status_code
                assert status in {403, 405}, (method, path)
        assert connection.execute("SELECT count(*), max(id) FROM review").fetchone() == before


def test_an_error_of_ours_tells_nothing(
    ask: Asker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(str(ask.site.path))

    monkeypatch.setattr("extractor.serve.pages.search.queries.search", broken)
    for path in ("/search", "/search.json", "/search.csv"):
        answer = ask(path)
        assert answer.status_code == 500, path
        assert str(ask.site.path.parent) not in answer.text
        assert "RuntimeError" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "RuntimeError" in capsys.readouterr().err
