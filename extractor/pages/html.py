"""HTML → a page: its visible blocks, one a line, with trafilatura's word on which of them are the article."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, cast

from lxml import html as lxml_html
from lxml.etree import LxmlError
from trafilatura import bare_extraction
from trafilatura.settings import Document

from extractor.model import Block, Failure, Metadata, Page, Span
from extractor.pages.dated import Printed
from extractor.pages.declared import Head, read_head
from extractor.pages.dom import Outline, Piece, outline, parse, prune

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its notes on odd markup are not ours to print

CHROME = "chrome.toml"
WHOLE = 300  # code points: an <article> element with less holds a teaser
SIGNS = re.compile(r"[\W_]+")
MOST = 10**9  # comparisons: beyond them only whole blocks are compared
BLOCKS = 20_000  # no article has a tenth of them
INSIDE = 25  # code points: a shorter block is compared whole, not looked for inside a paragraph


def derive(
    html: str,
    source: str,
    digest: str,
    *,
    media: str = "html",
    url: str | None = None,
    said: Metadata | None = None,
    encoding: str = "utf-8",
    printed: Printed | None = None,
) -> Page | Failure:
    """The page that ``html`` shows; ``said`` (a scraper's record) goes before what the head declares."""
    root = parse(html)
    drawn = outline(root) if root is not None else None
    if root is None or drawn is None or not drawn.pieces:
        return Failure(source, "an HTML page without visible text; save it after its scripts have run", digest)
    found = drawn.pieces
    head = read_head(root, printed)
    extracted = _extracted(root, drawn)
    text, blocks = _lines(found, extracted)
    declared = _merged(said, head)
    if declared.title and not _shows(found, declared.title) and not _headed(found):
        text, blocks = _titled(text, blocks, declared.title)
    kind = cast('Literal["html", "jsonl", "warc"]', media)
    return Page(source, text, digest, kind, url or head.url, declared, blocks, encoding)


def _merged(said: Metadata | None, head: Head) -> Metadata:
    if said is None:
        return head.said
    other = head.said
    return Metadata(
        said.title or other.title,
        said.publisher or other.publisher,
        said.author or other.author,
        said.published or other.published,
    )


def _lines(found: Sequence[Piece], extracted: frozenset[int]) -> tuple[str, tuple[Block, ...]]:
    at = 0
    texts, blocks = [], []
    for number, piece in enumerate(found):
        line = piece.text
        rule = f"{CHROME}#{piece.rule}" if piece.rule else ""
        if not rule and number not in extracted:
            rule = f"{CHROME}#not-extracted"
        link = piece.linked * 10 >= len(line) * 9
        tag = (
            piece.tag if piece.tag in {"h1", "h2", "h3", "h4", "h5", "h6"} and not link else "a" if link else piece.tag
        )
        blocks.append(Block(Span(at, at + len(line)), tag, number in extracted, rule))
        texts.append(line)
        at += len(line) + 1
    return "\n".join(texts), tuple(blocks)


def _titled(text: str, blocks: tuple[Block, ...], title: str) -> tuple[str, tuple[Block, ...]]:
    """A page that shows no title gets its declared one as the first line, so that its figures have a place."""
    by = len(title) + 1
    moved = tuple(
        Block(Span(block.span.start + by, block.span.end + by), block.tag, block.body, block.rule) for block in blocks
    )
    return f"{title}\n{text}", (Block(Span(0, len(title)), "h1", body=False, rule=""), *moved)


def _headed(found: Sequence[Piece]) -> bool:
    """Whether the page has a heading of its own over its text."""
    return any(piece.tag in {"h1", "h2"} and not piece.rule and not piece.linked for piece in found)


def _shows(found: Sequence[Piece], title: str) -> bool:
    key = _key(title)
    return any(_key(line) in key for piece in found if len(line := piece.text) >= 12 and not piece.rule)


def _extracted(root: lxml_html.HtmlElement, drawn: Outline) -> frozenset[int]:
    """The numbers of the blocks that trafilatura takes for article text, of each story of the page.

    It sees the tree without the branches that the markup says are chrome: they would take most of its time,
    and what it said of them would not count. None of a page with more blocks than any article has: its time
    grows with their square.
    """
    found = drawn.pieces
    if len(found) > BLOCKS:
        return frozenset()
    sizes: Counter[int] = Counter()
    for piece in found:
        if piece.story and not piece.rule:
            sizes[piece.story] += len(piece.text)
    stories = [
        element for element in root.iter("article") if not any(up.tag == "article" for up in element.iterancestors())
    ]
    prune(drawn.chrome)  # all else is read from the tree by now
    whole = [number for number, size in sizes.items() if size >= WHOLE]
    texts: list[str] = []
    if len(whole) > 1 and len(stories) >= max(whole):
        for number in whole:
            texts += _paragraphs(lxml_html.tostring(stories[number - 1], encoding="unicode"))
    else:
        texts = _paragraphs(root)
    return _matched(found, texts)


def _paragraphs(html: str | lxml_html.HtmlElement) -> list[str]:
    try:
        document = bare_extraction(html, with_metadata=False, include_comments=False, include_tables=True)
    except (AttributeError, IndexError, KeyError, LxmlError, RecursionError, TypeError, ValueError):
        return []  # markup that it stumbles over: our own reading of the blocks stands alone then
    if not isinstance(document, Document) or document.body is None:
        return []
    return [line for element in document.body.iter() for line in _own(element)]


def _own(element: lxml_html.HtmlElement) -> Iterable[str]:
    if element.tag in {"p", "head", "item", "quote", "cell", "ab", "code", "body", "list", "row", "table", "div"}:
        text = "".join(element.itertext())
        yield from filter(None, (line.strip() for line in text.split("\n")))


def _matched(found: Sequence[Piece], texts: Iterable[str]) -> frozenset[int]:
    keys = {_key(text) for text in texts}
    whole = "\n".join(keys)
    inside = len(whole) * len(found) <= MOST
    numbers = set()
    for number, piece in enumerate(found):
        key = "" if piece.rule else _key(piece.text)
        if key and (key in keys or (inside and len(key) >= INSIDE and key in whole)):
            numbers.add(number)
    return frozenset(numbers)


def _key(text: str) -> str:
    return SIGNS.sub("", text)
