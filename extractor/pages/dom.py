"""An HTML tree → its visible blocks in order, each one line of text, with what the markup says of each.

*Looks for* tags (nav, aside, footer, figcaption, form) and the words that content systems put into class and
id («related-posts», «comment-list», «share-buttons»). *Limits*: style sheets are not read; what a script
hides or shows stays as the tree has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import html as lxml_html
from lxml.etree import ParserError

SILENT = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "head", "iframe", "object", "embed", "select",
    "option", "datalist", "canvas", "audio", "video", "map",
})  # fmt: skip
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "meter", "output", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
# What a tag says of everything in it; the ids are entries of chrome.toml.
TAGS = {
    "nav": "markup.menu",
    "footer": "markup.footer",
    "aside": "markup.aside",
    "figcaption": "markup.caption",
    "form": "markup.form",
    "button": "markup.form",
    "marquee": "markup.ticker",
}
# Words of class and id, looked for between word ends: seen in WordPress themes (Newspaper, Jannah, Publisher,
# Soledad), Drupal and the hand-made templates of Moroccan sites.
CLASSES = {
    "markup.comments": (
        "comment comments commentlist comments-area comment-list respond disqus fb-comments reader-comments "
        "wpdiscuz comment-form comments-list single-comments"
    ),
    "markup.related": (
        "related related-posts related-articles relatedposts jp-relatedposts read-also readalso lire-aussi "
        "yarpp inline-related see-also also-read more-posts more-news recommended outbrain taboola "
        "crp-related mag-box-related post-related prev-next post-navigation nav-links next-prev next-post "
        "prev-post read-next related-post related-news you-may-like more-articles post-nav "
        "jnews-inline-related-post jeg-prevnext-post td-post-next-prev article-related similar"
    ),
    "markup.aside": (
        "sidebar widget widget-area most-read mostread popular trending latest-news side-bar most-viewed "
        "sidebar-content latest-posts recent-posts top-news "
        "ranking standings classement scoreboard livescore match-box weather meteo prayer prayer-times "
        "currency exchange-rates poll sondage"
    ),
    "markup.share": (
        "share sharing social social-share addtoany a2a sharedaddy sd-sharing share-buttons essb follow-us "
        "followus social-icons social-links td-post-sharing jeg-share-button post-share"
    ),
    "markup.tags": (
        "tags tagcloud tag-cloud post-tags entry-tags tags-links tag-list post-bottom-tags post-tag "
        "article-tags td-tags jeg-post-tags"
    ),
    "markup.menu": (
        "menu navbar navigation breadcrumb breadcrumbs main-nav top-bar topbar site-header off-canvas "
        "mobile-menu pagination"
    ),
    "markup.ticker": "ticker breaking breaking-news newsticker marquee news-ticker flash-news urgent-bar",
    "markup.footer": "footer site-footer copyright colophon",
    "markup.form": (
        "newsletter subscribe subscription mc4wp cookie cookies cookie-notice gdpr consent paywall login "
        "popup modal newsletter-box subscribe-form app-download cookie-banner cc-window"
    ),
    "markup.caption": (
        "caption wp-caption-text image-caption photo-credit figcaption img-caption credit slide-caption"
    ),
    "markup.advert": "ad ads advert advertisement banner-ad adsbygoogle pub sponsored",
    "markup.author": "author-box author-bio about-author author-info-box author-info td-author-box jeg-authorbox",
}
WORD = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Piece:
    """A visible block while it is gathered: its text in parts and on one line, and what the markup says of it.

    ``story`` numbers the outermost <article> it stands in, ``linked`` counts its code points inside links.
    """

    tag: str
    rule: str = ""
    story: int = 0
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    text: str = ""


def parse(html: str) -> lxml_html.HtmlElement | None:
    """The tree of ``html``; ``None`` where nothing in it is markup."""
    if html.lstrip().startswith("<?xml"):
        html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html, count=1)
    try:
        return lxml_html.document_fromstring(html)
    except (ParserError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Outline:
    """A tree's visible blocks in reading order, those without text left out, and its branches that hold no article.

    ``chrome`` are the topmost elements that the markup says are none, or that show no text.
    """

    pieces: list[Piece]
    chrome: list[lxml_html.HtmlElement]


def outline(root: lxml_html.HtmlElement) -> Outline:
    """The visible blocks of a tree and its branches without an article."""
    walk = _Walk()
    return Outline([piece for piece in walk.run(root) if piece.text], walk.chrome)


def prune(branches: Iterable[lxml_html.HtmlElement]) -> None:
    """Take ``branches`` out of their tree; the text behind them stays."""
    for branch in branches:
        if branch.getparent() is not None:
            branch.drop_tree()


class _Walk:
    """One pass over the tree with a stack of its own, so that no depth of nesting ends it."""

    def __init__(self) -> None:
        self.chrome: list[lxml_html.HtmlElement] = []
        self._done: list[Piece] = []
        self._open = Piece("body")
        self._stories = 0

    def run(self, root: lxml_html.HtmlElement) -> list[Piece]:
        """The blocks under ``root``."""
        # (element, entering, tag of the block, rule, story, inside a link)
        stack: list[tuple[lxml_html.HtmlElement, bool, str, str, int, bool]] = [(root, True, "body", "", 0, False)]
        while stack:
            element, entering, tag, rule, story, link = stack.pop()
            if not entering:
                self._leave(element, tag, rule, story, link=link)
                continue
            own = element.tag if isinstance(element.tag, str) else ""
            if not own or own in SILENT or _hidden(element):
                if own and not rule:
                    self.chrome += _mute(element, own)
                self._add(element.tail, link=link)
                continue
            inner_rule = rule or _rule(element, own)
            if inner_rule and not rule:
                self.chrome.append(element)
            inner_story = self._story(own, story)
            block = own not in INLINE
            inner_tag = own if block else tag
            if block:
                self._break(inner_tag, inner_rule, inner_story)
            else:
                self._part(element)
            inner_link = link or own == "a"
            self._add(element.text, link=inner_link)
            if not len(element):
                self._leave(element, tag, rule, story, link=link)
                continue
            stack.append((element, False, tag, rule, story, link))
            inner = (inner_tag, inner_rule, inner_story, inner_link)
            stack.extend((child, True, *inner) for child in reversed(element))
        self._break("body", "", 0)
        return self._done

    def _story(self, tag: str, story: int) -> int:
        if tag != "article":
            return story
        self._stories += 1
        return story or self._stories

    def _part(self, element: lxml_html.HtmlElement) -> None:
        """Keep two labelled inline elements apart that only the style sheet parts: name and date of a byline."""
        before = element.getprevious()
        labelled = element.get("class") and before is not None and isinstance(before.tag, str) and before.get("class")
        if labelled and before.tag in INLINE and not before.tail and self._open.parts:
            self._open.parts.append(" ")

    def _leave(self, element: lxml_html.HtmlElement, tag: str, rule: str, story: int, *, link: bool) -> None:
        if element.tag not in INLINE:
            self._break(tag, rule, story)
        self._add(element.tail, link=link)

    def _add(self, text: str | None, *, link: bool) -> None:
        if text:
            self._open.parts.append(text)
            if link:
                self._open.linked += len(text.strip())

    def _break(self, tag: str, rule: str, story: int) -> None:
        piece = self._open
        if piece.parts:
            piece.text = SPACE.sub(" ", "".join(piece.parts)).strip()
            self._done.append(piece)
            self._open = Piece(tag, rule, story)
        else:
            piece.tag, piece.rule, piece.story = tag, rule, story


def _mute(element: lxml_html.HtmlElement, tag: str) -> list[lxml_html.HtmlElement]:
    """What of an element that shows nothing is of no use: all but the data of the story in scripts."""
    parts = [element] if tag != "head" else list(element)
    return [part for part in parts if part.tag != "script" or "ld+json" not in (part.get("type") or "").lower()]


def _hidden(element: lxml_html.HtmlElement) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and HIDDEN.search(style))


def _rule(element: lxml_html.HtmlElement, tag: str) -> str:
    if tag in TAGS:
        return TAGS[tag]
    if tag in {"body", "html", "main", "article"}:
        return ""
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}".lower()
    for word in _class_words(named[:400]):
        if word in CLASS_WORDS:
            return CLASS_WORDS[word]
    return ""


def _class_words(named: str) -> Iterator[str]:
    for match in WORD.finditer(named.replace("_", "-")):
        yield match.group()


CLASS_WORDS = {word: rule for rule, words in CLASSES.items() for word in words.split()}
