"""What an HTML head declares of its story: JSON-LD first, then OpenGraph, then meta tags and microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import html as lxml_html

from extractor.model import Metadata
from extractor.pages.dated import Printed, declared

STORY = frozenset({
    "article", "newsarticle", "blogposting", "reportagenewsarticle", "liveblogposting",
    "opinionnewsarticle", "analysisnewsarticle", "report", "socialmediaposting", "advertisercontentarticle",
    "backgroundnewsarticle",
})  # fmt: skip
DATES = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "pubdate",
    "publishdate", "publish_date", "published_time", "parsely-pub-date", "sailthru.date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "date", "article.published",
)  # fmt: skip
LONGEST = 1 << 20  # code points of one JSON-LD script
CONTROLS = re.compile(r"[\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class Head:
    """The head's word on the page; ``story`` is false where it says that the page is a list."""

    said: Metadata
    story: bool
    url: str | None = None


def read_head(root: lxml_html.HtmlElement, printed: Printed | None) -> Head:
    """What ``root``'s head declares."""
    metas = _metas(root)
    objects = list(_linked_data(root))
    stories = [one for one in objects if _types(one) & STORY]
    title = metas.get("og:title") or metas.get("twitter:title") or _text_of(root, "//head/title | //title")
    story = _chosen(stories, title)
    lists = any(_types(one) & {"collectionpage", "itemlist", "searchresultspage"} for one in objects)
    day = declared(story.get("datePublished"), printed) or _first_date(metas, printed) or _timed(root, printed)
    publisher = _name(story.get("publisher")) or metas.get("og:site_name") or _site(objects)
    author = _name(story.get("author")) or metas.get("author") or metas.get("article:author")
    headline = _line(story.get("headline")) or title
    said = Metadata(headline, publisher, author, day)
    return Head(said, bool(stories) or not lists, metas.get("og:url"))


def _metas(root: lxml_html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), " ".join(content.split()))
    return found


def _linked_data(root: lxml_html.HtmlElement) -> Iterator[dict[str, object]]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text or len(script.text) > LONGEST:
            continue
        text = script.text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        try:
            yield from _objects(json.loads(CONTROLS.sub(" ", text)))
        except (ValueError, RecursionError):
            continue


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _types(one: dict[str, object]) -> set[str]:
    kind = one.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {str(name).lower() for name in kinds if name}


def _chosen(stories: list[dict[str, object]], title: str | None) -> dict[str, object]:
    """The story that the page is about: the one whose headline the page's title holds, else the first."""
    for one in stories:
        headline = _line(one.get("headline"))
        if headline and title and (headline in title or title in headline):
            return one
    return stories[0] if stories else {}


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return next((name for name in map(_name, value) if name), None)
    if isinstance(value, dict):
        return _line(value.get("name"))
    return _line(value)


def _line(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    if "<" in value or "&" in value:
        value = _unmarked(value)
    return " ".join(value.split()) or None


def _unmarked(value: str) -> str:
    """Plain text of a headline that holds markup or entities: «الأسعار &#8220;ترتفع&#8221;»."""
    try:
        return str(lxml_html.fromstring(f"<p>{value}</p>").text_content())
    except (ValueError, TypeError):
        return value


def _first_date(metas: dict[str, str], printed: Printed | None) -> date | None:
    return next((day for name in DATES if name in metas and (day := declared(metas[name], printed))), None)


def _timed(root: lxml_html.HtmlElement, printed: Printed | None) -> date | None:
    """The first <time> or itemprop of the page, where it is not in a list of links."""
    for element in root.xpath("//*[@itemprop='datePublished'] | //time[@datetime]")[:3]:
        if any(up.tag in {"aside", "nav", "footer", "li"} for up in element.iterancestors()):
            continue
        day = declared(element.get("datetime") or element.get("content") or element.text_content(), printed)
        if day:
            return day
    return None


def _site(objects: list[dict[str, object]]) -> str | None:
    kinds = {"organization", "newsmediaorganization", "website"}
    return next((name for one in objects if _types(one) & kinds and (name := _name(one))), None)


def _text_of(root: lxml_html.HtmlElement, path: str) -> str | None:
    found = root.xpath(path)
    return " ".join(found[0].text_content().split()) or None if found else None
