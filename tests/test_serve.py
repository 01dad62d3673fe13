"""The fact-checker's pages: what each shows, that nothing of a page runs, and that nobody else gets in."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import tomllib
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from extractor import cli
from extractor.patterns import Patterns
from extractor.problem import UserError
from extractor.serve.language import FOLDER, LOCALES, Language
from extractor.serve.loader import strict
from extractor.serve.site import Site, application, site

SEEDS = Path(__file__).parent.parent / "corpus" / "seeds"
SCRIPT = "<script>alert(1)</script>"
HOSTILE = f"""<html><head><title>{SCRIPT}</title>
<meta property="og:site_name" content="منبر &quot;&gt;&lt;img src=x onerror=alert(2)&gt;">
<link rel="canonical" href="javascript:alert(3)"><meta property="article:published_time" content="2025-06-03"></head>
<body><article><h1>الوزير &lt;script&gt;alert(4)&lt;/script&gt;: 700 ألف مستفيد من البرنامج</h1>
<p>قال الوزير &lt;b onclick=alert(5)&gt;سعيد&lt;/b&gt; إن عدد المستفيدين من البرنامج بلغ 700 ألف مستفيد
"&gt;&lt;svg onload=alert(6)&gt; سنة 2024.</p>
<p>وأضاف أن كلفة البرنامج بلغت 3 مليارات درهم خلال السنة الماضية، وأن المشروع سيمتد على ست سنوات أخرى.</p>
</article></body></html>"""

Get = Callable[..., httpx.Response]
pytestmark = [pytest.mark.usefixtures("compiled_once"), pytest.mark.filterwarnings("default")]


@pytest.fixture(scope="module")
def database(compiled_once: None, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001 - speeds it up
    """The seeds and a page that would run if it could."""
    folder = tmp_path_factory.mktemp("serve")
    (folder / "hostile.html").write_text(HOSTILE, encoding="utf-8")
    path = folder / "claims.db"
    assert cli.run(["extract", str(SEEDS), str(folder / "hostile.html"), "--to", str(path)]) == 0
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE place SET url = 'javascript:alert(7)' WHERE source LIKE '%hostile%'")
        connection.execute("UPDATE metric SET text = text || ? WHERE id = (SELECT max(id) FROM metric)", (SCRIPT,))
        connection.execute("UPDATE agent SET name = name || ? WHERE name = 'البلاغ'", (SCRIPT,))
    return path


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def served(database: Path, patterns: Patterns) -> Iterator[Site]:
    made = site(str(database), patterns=patterns)
    yield made
    made.close()


@pytest.fixture(scope="module")
def reviewed(database: Path, patterns: Patterns, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    copy = tmp_path_factory.mktemp("review") / "claims.db"
    with sqlite3.connect(database) as old, sqlite3.connect(copy) as new:
        old.backup(new)
    made = site(str(copy), patterns=patterns, review=True)
    yield made
    made.close()


def asking(made: Site, loop: asyncio.Runner) -> Get:
    app = application(made)

    def ask(path: str, *, method: str = "GET", host: str = "127.0.0.1:8001", **more: Any) -> httpx.Response:  # noqa: ANN401
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=app)
            cookies = more.pop("cookies", {})
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}", cookies=cookies) as client:
                return await client.request(method, path, **more)

        answer: Awaitable[httpx.Response] = asked()
        return loop.run(answer)  # type: ignore[arg-type]

    return ask


@pytest.fixture(scope="module")
def get(served: Site, loop: asyncio.Runner) -> Get:
    return asking(served, loop)


@pytest.fixture(scope="module")
def reviewer(reviewed: Site, loop: asyncio.Runner) -> Get:
    return asking(reviewed, loop)


def rows(path: Path, asked: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute(asked).fetchall()


METRICS = "SELECT DISTINCT metric_id FROM claim WHERE id % 12 = 0 OR id > (SELECT max(id) - 4 FROM claim)"


@pytest.fixture(scope="module")
def every(database: Path) -> list[str]:
    """The addresses of every kind of page, and every page of each kind that may hold a stranger's text."""
    found = ["/", "/search", "/search?q=المستفيدين", "/alarms", "/check", "/nothing"]
    found += [f"/article/{number}" for (number,) in rows(database, "SELECT id FROM article")]
    found += [f"/metric/{number}" for (number,) in rows(database, METRICS)]
    found += [f"/speaker/{number}" for (number,) in rows(database, "SELECT DISTINCT agent_id FROM attribution")]
    found += [f"/outlet?name={name}" for (name,) in rows(database, "SELECT DISTINCT publisher FROM article") if name]
    return [
        *found,
        "/claims",
        "/claims/claims",
        "/claims/article",
        "/claims/claim/1",
        "/claims?sql=select+*+from+claims",
    ]


# ── what the pages show ───────────────────────────────────────────────────────────────────────────


def test_the_contradiction_of_the_seeds_stands_on_the_home_page(get: Get) -> None:
    page = get("/").text
    assert page.index("400 مليون") < page.index("4 ملايين") < page.index("المقاييس الأكثر ورودا")
    assert "400.000.000" in page


def test_search_finds_folded_words_and_marks_the_figure(get: Get) -> None:
    page = get("/search?q=الملفات المودعه").text
    assert "<mark>أكثر من 400 مليون ملف</mark>" in page
    assert 'aria-current="true">الصلة' in page


def test_facets_narrow_a_search(get: Get) -> None:
    every = get("/search.json").json()["total"]
    money = get("/search.json?unit=MAD").json()
    assert 0 < money["total"] < every
    assert {claim["unit"] for claim in money["claims"]} == {"MAD"}
    slips = get("/search.json?relation=scale_slip").json()
    assert slips["total"] == 6
    assert all("scale_slip" in claim["relations"] for claim in slips["claims"])
    both = get("/search.json?relation=scale_slip&publisher=الألباب").json()
    assert 0 < both["total"] < slips["total"]


def test_search_is_sorted_by_date(get: Get) -> None:
    days = [claim["as_of"] or "" for claim in get("/search.json?sort=newest").json()["claims"]]
    assert days == sorted(days, reverse=True)
    days = [claim["as_of"] or "9999" for claim in get("/search.json?sort=oldest").json()["claims"]]
    assert days == sorted(days)


def test_words_that_hold_no_letter_find_nothing_and_do_no_harm(get: Get) -> None:
    for words in ('"', "'", '" OR 1', "AND", "NEAR(", "*", "^", "-", ":", "\x00"):
        assert get("/search", params={"q": words}).status_code == 200


def test_every_claim_shows_speaker_outlet_date_and_via(get: Get) -> None:
    page = get("/search?q=أزيد من 11 مليون مواطن").text
    for shown in ("عزيز أخنوش", "على لسان مصطفى بايتاس", "هسبريس", "نُشر في 9 فبراير 2026"):
        assert shown in page


def test_the_metric_page_has_chart_table_and_alarms(get: Get, database: Path) -> None:
    [(number,)] = rows(database, "SELECT metric_id FROM claim WHERE text LIKE '%400 مليون ملف%' LIMIT 1")
    page = get(f"/metric/{number}").text
    assert "data-spec" in page
    assert "زلة في المقدار" in page
    drawn = get(f"/metric/{number}/spec").json()["data"]["values"]
    assert {400_000_000, 4_000_000} <= {point["value"] for point in drawn}
    assert any(point.get("alarm") for point in drawn)
    assert all(point["evidence"] for point in drawn)
    table = page.partition("<tbody")[2].partition("</tbody>")[0]
    assert table.count("<tr") == len(drawn)
    assert get(f"/metric/{number}/svg").text.startswith("<svg")
    assert get(f"/metric/{number}/png").content.startswith(b"\x89PNG")
    assert "أكثر من 400 مليون ملف" in get(f"/metric/{number}/csv").text


def test_a_metric_of_the_registry_has_its_id_as_its_address(get: Get) -> None:
    assert "AMO" in get("/metric/amo-tadamon.beneficiaries").text
    assert get("/metric/no-such.metric").status_code == 404


def test_the_alarm_board_shows_both_sides(get: Get) -> None:
    page = get("/alarms").text
    assert page.count('class="alarm ') == get("/alarms.json").json()["total"] == 6
    assert "وقد تم حتى شهر أبريل الماضي إيداع" in page
    assert get("/alarms.json?relation=part_whole").json()["total"] == 2


def test_the_article_page_shows_the_page_as_scraped(get: Get, database: Path) -> None:
    [(number, text)] = rows(
        database,
        "SELECT article.id, document.text FROM article JOIN document ON document.id = article.document_id "
        "JOIN place ON place.document_id = document.id WHERE place.source LIKE '%000_3f%'",
    )
    page = get(f"/article/{number}").text
    shown = re.sub(r"<[^>]+>", "", page.partition('<section class="paper"')[2].partition("</section>")[0])
    words = text.split()
    assert words
    plain = shown.replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")
    missing = [word for word in words if word not in plain]
    assert not missing
    assert re.search(r'class="m-claim k-stock[^"]*">أزيد من 11 مليون مواطن</a>', page)
    assert 'class="m-rejected"' in page
    assert 'class="m-speaker"' in page
    assert 'class="m-cue"' in page
    assert "b-chrome" in page


def test_a_claims_address_leads_into_its_article(get: Get, database: Path) -> None:
    [(key, article)] = rows(database, "SELECT key, article_id FROM claim WHERE text LIKE '%400 مليون ملف%' LIMIT 1")
    assert get(f"/claim/{key}").headers["location"] == f"/article/{article}#c-{key}"
    assert f'id="c-{key}"' in get(f"/article/{article}").text
    assert get(f"/claim/{key}.json").json()["amount"] == "400000000"
    assert get("/claim/00000000").status_code == 404


def test_speakers_and_outlets_have_pages(get: Get) -> None:
    page = get("/speaker/aziz-akhannouch").text
    assert "تناقضت مع غيرها" in page
    assert get("/outlet?name=هسبريس").status_code == 200
    assert get("/outlet?name=لا أحد").status_code == 404
    assert get("/speaker/nobody-at-all").status_code == 404


def test_pages_beyond_the_last_are_empty_and_do_no_harm(get: Get) -> None:
    for page in ("0", "-1", "999", "99999999999", "x", "1e3"):
        assert get(f"/search?page={page}").status_code == 200
        assert get(f"/alarms?page={page}").status_code == 200


def test_the_language_is_kept_in_a_cookie(get: Get) -> None:
    answer = get("/prefer?language=fr&next=/alarms")
    assert answer.headers["location"] == "/alarms"
    assert "arqam_language=fr" in answer.headers["set-cookie"]
    page = get("/", cookies={"arqam_language": "fr"}).text
    assert '<html lang="fr" dir="ltr"' in page
    assert "400 millions" in page
    assert "Dernières contradictions" in page
    assert "400 million" in get("/", cookies={"arqam_language": "en"}).text


def test_questions_to_begin_with_have_answers(get: Get) -> None:
    from extractor.serve.queries.examples import QUESTIONS

    for name in QUESTIONS:
        sent = {"metric": "amo-tadamon.beneficiaries", "day": "2026-02-09", "_shape": "array"}
        assert isinstance(get(f"/claims/{name}.json", params=sent).json(), list)
    assert get("/claims/figures-of-a-day.json?day=2026-02-09&_shape=array").json()


def test_datasettes_own_pages_and_apis_stay(get: Get) -> None:
    assert len(get("/claims/claims.json?_shape=array&_size=max").json()) > 100
    assert get("/claims/claims.csv").text.startswith("id,metric,")
    assert get("/claims.json?sql=select+1+as+one&_shape=array").json() == [{"one": 1}]


def test_csv_cells_are_no_formulas(get: Get, reviewed: Site, reviewer: Get) -> None:
    with sqlite3.connect(reviewed.path) as connection:
        connection.execute("UPDATE article SET title = '=HYPERLINK(1)'")
    for path in (
        "/search.csv",
        "/claims/claims.csv",
        "/claims/article.csv?_stream=1",
        "/claims.csv?sql=select+title+from+article",
    ):
        assert "'=HYPERLINK" in reviewer(path).text, path
        assert ",=HYPERLINK" not in reviewer(path).text, path
    assert get("/search.csv").headers["content-disposition"].startswith("attachment")


# ── that nothing runs ─────────────────────────────────────────────────────────────────────────────


def test_nothing_of_a_strangers_text_becomes_markup(get: Get, every: list[str]) -> None:
    for path in every:
        page = get(path).text
        assert "alert(1)</script>" not in page, path
        assert not re.search(r"<(img|svg|b)\b[^>]*(onerror|onload|onclick)=", page), path
        assert not re.search(r"""(href|src|action)=["']?\s*(javascript|data|vbscript):""", page, re.IGNORECASE), path


def test_a_hostile_page_was_read_at_all(get: Get) -> None:
    page = get("/search?q=المستفيدين من البرنامج").text
    assert "700 ألف" in page
    assert "&lt;script&gt;" in page


def test_every_inline_script_and_style_carries_the_nonce(get: Get, every: list[str]) -> None:
    for path in every:
        answer = get(path)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        [nonce] = re.findall(r"script-src 'self' 'nonce-([\w-]+)'", answer.headers["content-security-policy"])
        for tag in re.findall(r"<(?:script|style)\b[^>]*>", answer.text):
            assert "src=" in tag or f'nonce="{nonce}"' in tag, (path, tag)
        assert not re.search(r"<[a-z][^>]*\s(style|on\w+)=", answer.text), path
        assert not re.search(r'(src|href)="(https?:)?//(?!127\.0\.0\.1:8001/)', answer.text), path


def test_the_policy_is_strict_and_its_nonce_new_each_time(get: Get) -> None:
    one, two = (get("/").headers["content-security-policy"] for _ in range(2))
    assert one != two
    assert one.startswith("default-src 'none'; ")
    assert "unsafe" not in one
    assert "frame-ancestors 'none'" in one
    headers = get("/").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


def test_what_datasettes_templates_carry_inline_is_taken_out() -> None:
    assert strict('<p style="height: {{ sql.split("\\n")|length }}em">') == "<p>"
    assert strict("<script>") == '<script nonce="{{ nonce }}">'


# ── that nobody else gets in, and nothing is written ──────────────────────────────────────────────


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:80@evil.example", ""])
def test_other_hosts_are_sent_away(get: Get, host: str) -> None:
    assert get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8001", "localhost:9", "[::1]:8001", "LOCALHOST"])
def test_this_machine_may_come_in(get: Get, host: str) -> None:
    assert get("/", headers={"host": host}).status_code == 200


def test_a_redirect_stays_here(get: Get) -> None:
    for address in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        assert get("/prefer", params={"language": "fr", "next": address}).headers["location"] == "/"


@pytest.mark.parametrize("path", ["/-/databases.json", "/-/plugins", "/-/%64atabases.json", "/_internal", "/-/threads"])
def test_what_tells_of_the_machine_is_closed(get: Get, path: str) -> None:
    assert get(path).status_code == 404


def test_errors_tell_no_path(get: Get, served: Site) -> None:
    folder = str(served.path.parent)
    bad = ["/claims?sql=select+x", "/claims.json?sql=select+x", "/claims/nothing", "/nothing", "/article/999999999"]
    bad += ["/claims?sql=attach+'x'+as+y", "/claims/claim/1/2/3", "/article/99999999999999999999", "/claims.db"]
    for path in bad:
        answer = get(path)
        assert 400 <= answer.status_code < 500, path
        assert folder not in answer.text, path
        assert "Traceback" not in answer.text, path


def test_sql_that_writes_is_refused(get: Get, database: Path) -> None:
    before = rows(database, "SELECT count(*) FROM claim")
    for asked in ("delete from claim", "update claim set text = ''", "drop table claim", "pragma query_only=0"):
        assert get("/claims", params={"sql": asked}).status_code in {400, 403}
    assert rows(database, "SELECT count(*) FROM claim") == before


def test_sql_that_takes_too_long_is_stopped(get: Get) -> None:
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select count(*) from n"
    assert get("/claims", params={"sql": endless}).status_code in {400, 503}


def test_only_forms_may_post(get: Get) -> None:
    assert get("/claims.csv").status_code == 400
    for path in ("/", "/search", "/alarms", "/article/1", "/claims", "/claims/claim", "/claims/nothing"):
        assert get(path, method="POST").status_code == 405
    assert get("/review", method="POST", data={"claim": "x"}).status_code == 403


def form(ask: Get, path: str) -> tuple[str, dict[str, str]]:
    """A form's token, and the cookie that it belongs to."""
    page = ask(path)
    [token, *_] = re.findall(r'name="csrftoken" value="([^"]+)"', page.text)
    return token, dict(page.cookies)


def test_a_verdict_is_kept(reviewer: Get, reviewed: Site) -> None:
    [(key,)] = rows(reviewed.path, "SELECT key FROM claim WHERE text LIKE '%400 مليون ملف%' LIMIT 1")
    token, cookies = form(reviewer, "/alarms")
    sent = {"csrftoken": token, "claim": key, "verdict": "misprint", "note": SCRIPT, "reviewer": "س", "next": "/alarms"}
    answer = reviewer("/review", method="POST", data=sent, cookies=cookies)
    assert answer.status_code == 302
    assert answer.headers["location"].startswith("/alarms?saved=saved")
    assert rows(reviewed.path, "SELECT claim_key, verdict, note FROM review") == [(key, "misprint", SCRIPT)]
    page = reviewer("/alarms").text
    assert "خطأ مطبعي" in page
    assert SCRIPT not in page


def test_a_verdict_without_the_token_or_from_elsewhere_is_not(reviewer: Get, reviewed: Site) -> None:
    [(key,)] = rows(reviewed.path, "SELECT key FROM claim ORDER BY id LIMIT 1")
    before = rows(reviewed.path, "SELECT count(*) FROM review")
    token, cookies = form(reviewer, "/alarms")
    sent = {"claim": key, "verdict": "wrong"}
    assert reviewer("/review", method="POST", data=sent, cookies=cookies).status_code == 403
    origin = {"origin": "http://evil.example"}
    sent["csrftoken"] = token
    assert reviewer("/review", method="POST", data=sent, cookies=cookies, headers=origin).status_code == 403
    for wrong in ({"verdict": "anything"}, {"claim": ""}, {"claim": "ffff"}):
        reviewer("/review", method="POST", data=sent | wrong, cookies=cookies)
    assert rows(reviewed.path, "SELECT count(*) FROM review") == before


def test_without_review_there_is_no_form(get: Get) -> None:
    assert 'action="/review"' not in get("/alarms").text


# ── catalogues, command ───────────────────────────────────────────────────────────────────────────


def flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict) and not prefix.startswith("n."):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def test_every_language_says_everything() -> None:
    tables = {code: tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8")) for code in LOCALES}
    own = ("unit.", "per.", "n.")  # a unit spelled alike is left out; plurals differ
    keys = {code: {key for key, _ in flat(table) if not key.startswith(own)} for code, table in tables.items()}
    assert keys["ar"] == keys["fr"] == keys["en"]


def test_templates_name_no_key_that_is_missing() -> None:
    words = Language.load("ar").words
    templates = Path(FOLDER).parent / "templates"
    named = {
        key
        for path in templates.glob("*.html")
        for key in re.findall(
            r"""say(?:\.count)?\(["']([a-z_]+\.[a-z_0-9]+)["'][,)]""", path.read_text(encoding="utf-8")
        )
    }
    assert named
    assert not {key for key in named if key not in words}


def test_a_database_on_a_server_or_none_is_said_so(patterns: Patterns, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="SQLite"):
        site("postgresql://user@host/name", patterns=patterns)
    with pytest.raises(UserError, match="does not exist"):
        site(str(tmp_path / "none.db"), patterns=patterns)


def test_a_taken_port_is_said_so(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from extractor.serve.run import listening

    with listening(0) as taken:
        assert cli.run(["serve", "--db", str(database), "--port", str(taken.getsockname()[1])]) == 2
    assert "--port" in capsys.readouterr().err


@pytest.mark.slow
def test_the_check_box_says_what_arqam_check_says(get: Get) -> None:
    text = "قال عزيز أخنوش إن عدد الملفات المودعة بلغ إلى غاية أبريل 2025 أكثر من 40 مليون ملف."
    answer = get("/check", params={"text": text})
    assert "زلة في المقدار" in answer.text
    told = json.loads(get("/check.json", params={"text": text}).text)
    assert [claim["verdict"] for claim in told["claims"]] == ["scale_slip"]
    assert get("/check", params={"text": text, "published": "yesterday"}).status_code == 400
    assert SCRIPT not in get("/check", params={"text": SCRIPT + text}).text
