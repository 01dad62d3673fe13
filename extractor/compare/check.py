"""A statement against the database: its claims, each with a verdict and the claims that it rests on."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from extractor import serial
from extractor.compare.board import Board
from extractor.compare.verdict import Known, judge
from extractor.model import Article, Page, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from extractor.pipeline import Extractor

Claim = dict[str, Any]
CONTRADICTED = frozenset({"conflicts", "scale_slip"})


class Checker:
    """Reads statements and judges their figures by known claims (the JSON objects of interface.md §3)."""

    def __init__(self, extractor: Extractor, known: Callable[[Claim], Iterable[Claim]]) -> None:
        """``known`` gives the claims that a stated one may be comparable with; too many do no harm but take time."""
        self._extractor = extractor
        self._board = Board(extractor.patterns, extractor.fold)
        self._known = known

    def check(self, text: str, published: date | None = None) -> dict[str, Any]:
        """``text`` as interface.md §6 prints a statement; ``published`` is the day that its relative dates count from.

        The figure of a denial or a question is judged like any other; its modality says that it is denied.
        """
        claims = [self._judged(claim) for claim in self._claims(text, published)]
        return {"text": text, "claims": claims}

    def _claims(self, text: str, published: date | None) -> Iterator[Claim]:
        page = Page("-", text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
        article = Article(0, None, tuple(_lines(text)), published=published)
        for one in self._extractor.read(page, article, None).claims:
            yield serial.claim(one, page, article)

    def _seen(self, place: int, claim: Claim) -> Known:
        subject = self._board.subjects.subject(place, claim)
        return subject, self._board.subjects.sight(subject, claim)

    def _judged(self, claim: Claim) -> Claim:
        if claim["vague"]:
            return {**claim, "verdict": "unknown", "matches": [], "explanation": None, **_arabic({})}
        known = [one for one in self._known(claim) if not one["vague"]]
        seen = [self._seen(place, one) for place, one in enumerate(known)]
        verdict = judge(self._seen(-1, claim), seen, self._board.limits, self._board.lore)
        matches = [known[place] for place in verdict.matches]
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
