"""A statement against the database: its claims, each with a verdict and the claims that it rests on."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from extractor import serial
from extractor.compare.board import Board
from extractor.compare.verdict import Known, judge
from extractor.model import Article, Page, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from extractor.pipeline import Extractor

CONTRADICTED = frozenset({"conflicts", "scale_slip"})


class Checker:
    """Reads statements and judges their figures by known claims (the JSON objects of interface.md §3)."""

    def __init__(self, extractor: Extractor, known: Sequence[dict[str, Any]]) -> None:
        """Make ``known`` ready to be compared with."""
        self._extractor = extractor
        self._board = Board(extractor.patterns, extractor.fold)
        self._known = [claim for claim in known if not claim["vague"]]
        self._subjects = [self._seen(place, claim) for place, claim in enumerate(self._known)]

    def check(self, text: str, published: date | None = None) -> dict[str, Any]:
        """``text`` as interface.md §6 prints a statement; ``published`` is the day that its relative dates count from.

        The figure of a denial or a question is judged like any other; its modality says that it is denied.
        """
        claims = [self._judged(claim) for claim in self._claims(text, published)]
        return {"text": text, "claims": claims}

    def _claims(self, text: str, published: date | None) -> Iterator[dict[str, Any]]:
        page = Page("-", text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
        article = Article(0, None, tuple(_lines(text)), published=published)
        for one in self._extractor.read(page, article, None).claims:
            yield serial.claim(one, page, article)

    def _seen(self, place: int, claim: dict[str, Any]) -> Known:
        subject = self._board.subjects.subject(place, claim)
        return subject, self._board.subjects.sight(subject, claim)

    def _judged(self, claim: dict[str, Any]) -> dict[str, Any]:
        if claim["vague"]:
            return {**claim, "verdict": "unknown", "matches": [], "explanation": None}
        verdict = judge(self._seen(-1, claim), self._subjects, self._board.limits, self._board.lore)
        matches = [self._known[place] for place in verdict.matches]
        words = self._board.explain(verdict.relation, claim, matches[0]) if verdict.relation and matches else {}
        return {**claim, "verdict": verdict.word, "matches": matches, "explanation": words.get("en"), **_arabic(words)}


def _arabic(words: dict[str, str]) -> dict[str, str | None]:
    return {"explanation_ar": words.get("ar")}


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(at, at + len(line))
        at += len(line) + 1
