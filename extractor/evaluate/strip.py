"""Stripped articles against pages that are labelled line by line.

A line counts as body when at least half of its characters lie in an article's body. Articles are paired
by the lines they cover; title, publisher, author and publication date are right or wrong by article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from extractor.evaluate.gold import GoldError, Row, file_of, read_text
from extractor.evaluate.score import Ratio

FIELDS = ("title", "publisher", "author", "published")
BODY, UNSCORED = "b", "-t"


@dataclass(slots=True)
class Tally:
    """Counts over all pages while they are read."""

    lines: Counter[str] = field(default_factory=Counter)
    chars: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    perfect: int = 0
    differences: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StripScore:
    """The figures of one evaluation of the strip stage.

    ``articles`` counts those that lie within their lines, those of the gold, and those predicted.
    """

    pages: int
    line: Ratio
    char: Ratio
    perfect: int
    fields: Mapping[str, float]
    articles: tuple[int, int, int]
    differences: tuple[str, ...]

    def figures(self) -> dict[str, float]:
        """The figures that floors are set on."""
        return {"body": self.line.f1, "characters": self.char.f1, **self.fields}


def score_strip(gold: Sequence[Row], stripped: Iterable[Row], pages: Path) -> StripScore:
    """The figures of ``stripped`` (articles as the interface prints them) on the labelled pages.

    Raises:
        GoldError: a page is missing or has not the lines that were labelled.
    """
    by_page: dict[str, list[Row]] = defaultdict(list)
    for article in stripped:
        if article.get("article") is not None:
            by_page[PurePath(article["source"]).name].append(article)
    tally = Tally()
    for row in gold:
        name = file_of(row)
        _page(name, read_text(pages / name), row, by_page[name], tally)
    wanted = tally.articles["gold"]
    return StripScore(
        pages=len(gold),
        line=_ratio(tally.lines),
        char=_ratio(tally.chars),
        perfect=tally.perfect,
        fields={name: tally.fields[name] / (wanted or 1) for name in FIELDS},
        articles=(tally.articles["within"], wanted, tally.articles["found"]),
        differences=tuple(tally.differences),
    )


def _ratio(counts: Counter[str]) -> Ratio:
    return Ratio.of(counts["hit"], said=counts["hit"] + counts["false"], wanted=counts["hit"] + counts["missed"])


def _page(name: str, text: str, gold: Row, articles: list[Row], tally: Tally) -> None:
    rows = text.split("\n")
    if len(rows) != len(gold["lines"]):
        msg = f"{name}: {len(rows)} lines on the page, {len(gold['lines'])} labels in the gold; mend the gold file"
        raise GoldError(msg)
    bounds = _lines(name, rows, gold["lines"], _inside(text, articles), tally)
    free = list(articles)
    tally.articles["found"] += len(articles)
    for wanted in gold.get("articles", []):
        tally.articles["gold"] += 1
        first, last = bounds[wanted["first"]][0], bounds[wanted["last"]][1]
        best = max(free, key=lambda article: _cover(article, first, last), default=None)
        if best is not None and _cover(best, first, last):
            free.remove(best)
            tally.articles["within"] += all(
                span["start"] >= first - 1 and span["end"] <= last + 1 for span in best["body"]
            )
        else:
            best = None
        _fields(name, wanted, best or {}, tally)


def _inside(text: str, articles: list[Row]) -> bytearray:
    """A 1 for every code point that lies in a body span."""
    inside = bytearray(len(text))
    for article in articles:
        for span in article["body"]:
            inside[span["start"] : span["end"]] = b"\x01" * (span["end"] - span["start"])
    return inside


def _lines(name: str, rows: list[str], labels: Sequence[str], inside: bytearray, tally: Tally) -> list[tuple[int, int]]:
    """Score the lines of a page; where each of them starts and ends."""
    bounds, at, wrong = [], 0, 0
    for label, row in zip(labels, rows, strict=True):
        start, at = at, at + len(row) + 1
        bounds.append((start, start + len(row)))
        if label in UNSCORED:
            continue
        hit = sum(inside[start : start + len(row)])
        wanted, said = label == BODY, 0 < hit >= len(row) / 2
        if wanted:
            tally.lines["hit" if said else "missed"] += 1
            tally.chars["hit"] += hit
            tally.chars["missed"] += len(row) - hit
        else:
            tally.lines["false"] += said
            tally.chars["false"] += hit
        if wanted != said:
            wrong += 1
            tally.differences.append(f"{name}: {'missed body' if wanted else 'kept ' + label}: {row[:90]}")
    tally.perfect += not wrong
    return bounds


def _cover(article: Row, first: int, last: int) -> int:
    """How many code points of the article's body lie between two offsets."""
    return sum(max(0, min(last, span["end"]) - max(first, span["start"])) for span in article["body"])


def _fields(name: str, wanted: Row, found: Mapping[str, Any], tally: Tally) -> None:
    for key in FIELDS:
        got = found.get(key)
        got = got["text"] if isinstance(got, dict) else got
        same = " ".join(str(wanted.get(key) or "").split()) == " ".join(str(got or "").split())
        tally.fields[key] += same
        if not same:
            tally.differences.append(f"{name}: {key}: wanted {wanted.get(key)!r}, got {got!r}")
