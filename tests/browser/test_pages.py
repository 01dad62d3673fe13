"""The pages in a browser: what a fact-checker does on them."""

from __future__ import annotations

import csv
import io
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.sites import WIDE, Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow
SLIP = ("400 مليون ملف", "4 ملايين ملف")


@pytest.fixture(scope="module")
def reviewed(chromium: str, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:  # noqa: ARG001
    with serving(Path(shutil.copy(seeds, tmp_path_factory.mktemp("review"))), "--review") as made:
        yield made


def test_a_search_folds_words_and_marks_the_figure(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("الملفات المودعه")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.locator(".claim").count() > 0
    assert page.locator(".claim mark").filter(has_text="أكثر من 400 مليون ملف").count() > 0


def test_facets_narrow_a_search_and_let_go_again(page: Page) -> None:
    page.goto("/search")
    before = page.locator("#results").inner_text()
    choice = page.locator("a[href*='unit=MAD']")
    often = choice.locator(".count").inner_text()
    choice.click()
    page.wait_for_url("**unit=MAD**")
    assert page.locator("#results").inner_text().startswith(often)
    units = page.locator(".claim .unit").all_inner_texts()
    assert units
    assert all("درهم" in unit for unit in units)
    page.locator(".facets a.chosen").click()
    page.wait_for_function("!location.search.includes('unit')")
    assert page.locator("#results").inner_text() == before


def test_the_chart_is_drawn_with_whole_arabic_words(page: Page, every: dict[str, str]) -> None:
    page.goto(every["metric"])
    page.wait_for_selector(".chart svg .mark-symbol path")
    assert page.locator(".chart svg .mark-symbol path").count() >= 2
    words = page.locator(".chart svg text").all_text_contents()
    arabic = [word for word in words if any(unicodedata.bidirectional(letter) == "AL" for letter in word)]
    assert arabic
    # A chart that shapes by itself would hold presentation forms, or letters turned round.
    assert not [word for word in arabic if re.search("[\ufb50-\ufdff\ufe70-\ufefc]", word)]
    assert any("ملف" in word or "الألباب" in word for word in arabic)
    font = page.eval_on_selector(".chart svg text", "text => getComputedStyle(text).fontFamily")
    assert re.search("Plex", str(font))
    assert page.evaluate("document.fonts.check('16px Plex', 'ع')")


def test_a_point_of_the_chart_tells_its_evidence(page: Page, every: dict[str, str]) -> None:
    page.goto(every["metric"])
    points = page.locator(".chart svg .mark-symbol path[aria-label], .chart svg .mark-symbol path")
    points.first.wait_for()
    tip = page.locator(".tip")
    for number in range(points.count()):
        points.nth(number).hover(force=True)
        if tip.is_visible():
            break
    assert tip.is_visible()
    assert len(tip.inner_text()) > 40
    page.keyboard.press("Escape")
    assert not tip.is_visible()


def test_the_contradiction_is_three_clicks_from_home_at_the_most(page: Page, every: dict[str, str]) -> None:
    page.goto("/")
    page.get_by_role("navigation").first.get_by_role("link", name="التناقضات").click()
    page.wait_for_url("**/alarms")
    slip = page.locator(".alarm.r-scale_slip").filter(has_text=SLIP[0]).filter(has_text=SLIP[1]).first
    sides = slip.locator(".side").all_inner_texts()
    assert len(sides) == 2
    assert SLIP[0] in sides[0]
    assert SLIP[1] in sides[1]
    assert slip.locator("mark").filter(has_text=SLIP[0]).count() == 1
    slip.locator(".side").first.locator("a.open").click()
    page.wait_for_url(f"**{every['article']}#c-*")
    target = page.locator(":target").first
    assert target.is_visible()
    assert SLIP[0] in target.inner_text()


def test_an_article_marks_each_of_its_claims_once(page: Page, site: Served) -> None:
    for (number,) in site.rows("SELECT DISTINCT article_id FROM claim"):
        page.goto(f"/article/{number}")
        told = site.rows(f"SELECT text FROM claim WHERE article_id = {number} ORDER BY span_start")  # noqa: S608
        shown = page.locator(".paper .m-claim").all_text_contents()
        assert sorted(" ".join(one.split()) for one in shown) == sorted(" ".join(one.split()) for (one,) in told)


def test_the_page_around_an_article_is_grey(page: Page, every: dict[str, str]) -> None:
    page.goto(every["article"])
    ground = "element => getComputedStyle(element).color"
    chrome = page.locator(".b-chrome").first.evaluate(ground)
    assert chrome != page.locator(".b-body:not(.b-other)").first.evaluate(ground)
    assert page.locator(".m-rejected").count() > 0
    assert page.locator(".rejected li").count() > 0


def test_the_check_box_gives_verdicts(page: Page) -> None:
    page.goto("/check")
    page.locator("textarea").fill("قال عزيز أخنوش إن عدد الملفات المودعة بلغ إلى غاية أبريل 2025 أكثر من 40 مليون ملف.")
    page.locator(".check-form button[type='submit']").click()
    page.wait_for_selector(".judged", timeout=90_000)
    assert page.locator(".judged.v-scale_slip").count() == 1
    assert "زلة في المقدار" in page.locator(".judged .badge").first.inner_text()
    assert page.locator(".judged .claim").count() > 0
    assert page.locator("textarea").input_value().startswith("قال عزيز أخنوش")


def test_the_language_is_switched_in_place(page: Page) -> None:
    page.goto("/alarms?relation=scale_slip")
    for button, language, direction, word in (
        ("FR", "fr", "ltr", "400 millions"),
        ("EN", "en", "ltr", "400 million"),
        ("ع", "ar", "rtl", "400 مليون"),
    ):
        page.get_by_role("button", name=button).click()
        page.wait_for_selector(f"html[lang='{language}'][dir='{direction}']")
        assert page.url.endswith("/alarms?relation=scale_slip")
        assert page.locator(".figure", has_text=word).count() > 0
        assert page.locator("blockquote[lang='ar'][dir='rtl']").count() > 0


def test_dark_follows_the_machine_or_the_reader(page: Page) -> None:
    from playwright.sync_api import expect

    ground = "getComputedStyle(document.body).backgroundColor"
    page.goto("/")
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    assert light != dark
    page.get_by_role("button", name="فاتح").click()
    page.wait_for_selector("html[data-theme='light']")
    expect(page.locator("body")).to_have_css("background-color", light)
    page.emulate_media(color_scheme="light")
    page.get_by_role("button", name="داكن").click()
    page.wait_for_selector("html[data-theme='dark']")
    expect(page.locator("body")).to_have_css("background-color", dark)


def test_nothing_is_wider_than_the_screen(phone: Page, every: dict[str, str]) -> None:
    for name, address in every.items():
        phone.goto(address)
        wide, screen = phone.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert (wide, name) <= (screen, name)
        assert screen <= 390, name


def test_the_keyboard_reaches_everything_in_order(page: Page, every: dict[str, str]) -> None:
    page.goto(every["alarms"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box() is not None
    assert page.eval_on_selector(".skip", "link => link.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    seen: list[str] = []
    places: list[str] = []
    asked = """() => { const one = document.activeElement, style = getComputedStyle(one);
        return [one.closest('header.top, main, footer')?.tagName || 'BODY', one.outerHTML.slice(0, 60),
                style.outlineStyle !== 'none' || getComputedStyle(one.parentElement).outlineStyle !== 'none'] }"""
    page.goto(every["alarms"])
    for _ in range(60):
        page.keyboard.press("Tab")
        place, markup, outlined = page.evaluate(asked)
        if place == "BODY" and seen:
            break
        seen.append(markup)
        places.append(place)
        assert outlined, markup
    assert [place for number, place in enumerate(places) if not number or places[number - 1] != place][1:3] == [
        "HEADER",
        "MAIN",
    ]


def test_a_verdict_is_kept_with_review_and_only_there(
    page: Page, opened: Callable[..., Page], reviewed: Served, every: dict[str, str]
) -> None:
    for address in (every["alarms"], every["article"]):
        page.goto(address)
        assert page.locator("form[method='post']").count() == 0
        assert page.locator("select[name='verdict']").count() == 0
    mine = opened(reviewed.address)
    mine.goto("/alarms?relation=scale_slip")
    row = mine.locator(".alarm-row").filter(has_text=SLIP[0]).first
    row.locator("select[name='claim']").select_option(index=1)
    row.locator("select[name='verdict']").select_option("misprint")
    row.locator("input[name='note']").fill("صفران زائدان")
    row.locator("button[type='submit']").click()
    mine.wait_for_url("**saved=saved**")
    assert mine.locator("[role='status']").first.is_visible()
    kept = mine.locator(".alarm-row").filter(has_text=SLIP[0]).first.locator(".kept")
    assert "خطأ مطبعي" in kept.first.inner_text()
    assert "صفران زائدان" in kept.first.inner_text()
    assert reviewed.rows("SELECT verdict, note FROM review") == [("misprint", "صفران زائدان")]


def test_a_metric_is_exported(page: Page, every: dict[str, str]) -> None:
    page.goto(every["metric"])
    starts = {"CSV": b"id,", "SVG": b"<svg", "PNG": b"\x89PNG", "JSON": b"{"}
    for name, start in starts.items():
        with page.expect_download() as waiting:
            page.locator(".export").get_by_role("link", name=name, exact=True).click()
        content = Path(waiting.value.path()).read_bytes()
        assert content.startswith(start), name
        assert len(content) > 500, name
        if name == "CSV":
            told = csv.DictReader(io.StringIO(content.decode()))
            assert any("400 مليون" in row["text"] for row in told)


def test_printing_leaves_the_menus_out(page: Page, every: dict[str, str]) -> None:
    page.goto(every["article"])
    page.set_viewport_size(WIDE)
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.locator(".paper").is_visible()
