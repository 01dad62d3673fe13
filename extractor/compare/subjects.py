"""A claim as interface.md §3 prints it → a subject: what is measured, the figure, the places."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from extractor.compare.groups import Subject
from extractor.compare.identity import Identity, IdentityGrammar, Sighting
from extractor.compare.relation import ONE, PER_YEAR, Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractor.normalize import Folder
    from extractor.patterns import Patterns

Claim = dict[str, Any]
COMMA = re.compile("[,;:\\u060C\\u061B]")  # a sign that ends a clause
DAYS = 20_000  # days that are kept, so that a million claims share them
FIGURE = re.compile("\\d")  # where the next figure begins


class SubjectGrammar:
    """Makes subjects of claims, and sees them in their sentences."""

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile comparison.toml and places.toml."""
        self.identity = IdentityGrammar(patterns, fold)
        self._known: dict[Identity, Identity] = {}
        self._bases = {
            entry.id.partition(".")[2]: (entry["base"], Decimal(str(entry["value"])))
            for entry in patterns["comparison.toml"]
            if entry.get("base")
        }

    def subject(self, place: int, claim: Claim, before: Subject | None = None) -> Subject:
        """One claim ready to be compared; ``before`` is the one before it, whose article it may share."""
        value, text = claim["value"], claim["evidence"]["text"]
        start = max(0, claim["span"]["start"] - claim["evidence"]["start"])
        stated = figure(claim, self._bases)
        identity = self.identity.of(
            claim["metric"]["text"],
            stated.unit,
            counted=value["counted"],
            per=None if value["per"] in PER_YEAR else value["per"],
            registry=claim["metric"]["id"],
            before=text[:start],
        )
        article = claim.get("told_in") or f"{claim['source']}#{claim['article']}"
        identity = self._known.setdefault(identity, identity)  # one object a metric: most claims share theirs
        titled = claim["in"] == "title"
        if before and before.article == article:
            article = before.article  # one string an article
        around = self.identity.places(claim.get("title") or "")
        outlet = claim.get("publisher")
        return Subject(place, identity, stated, article, self._places(claim), around, titled, outlet)

    def sight(self, subject: Subject, claim: Claim) -> Sighting:
        """The identity of ``claim`` in the context of its sentence and its article's title."""
        text = f"{claim['evidence']['text']} {claim.get('title') or ''}"
        before, span, after = _clause(claim)
        near = (claim["metric"]["text"], span + FIGURE.split(after)[0], before + after)
        return self.identity.sighting(subject.identity, near, text)

    def _places(self, claim: Claim) -> frozenset[str]:
        """The places that the label names, else the figure's clause, else the last before it in its sentence."""
        found, text = self.identity.places(claim["metric"]["text"]), claim["evidence"]["text"]
        if found or not self.identity.places(text):  # most sentences name none: they are looked at once
            return found
        found = self.identity.places("".join(_clause(claim)))
        start = max(0, claim["span"]["start"] - claim["evidence"]["start"])
        return found or self.identity.last_place(text[:start]) or self.identity.places(text[start:])


def _clause(claim: Claim) -> tuple[str, str, str]:
    """What stands between the signs around the figure: before it, the figure, and after it."""
    text = claim["evidence"]["text"]
    start, end = (max(0, claim["span"][side] - claim["evidence"]["start"]) for side in ("start", "end"))
    return COMMA.split(text[:start])[-1], text[start:end], COMMA.split(text[end:])[0]


def figure(claim: Claim, bases: Mapping[str, tuple[str, Decimal]]) -> Figure:
    """The comparable part of one claim, in the base unit that ``bases`` gives for its unit."""
    value, when = claim["value"], claim["date"] or {}
    day = claim["published"] or claim.get("event_date")
    unit, factor = bases.get(value["unit"], (value["unit"], ONE))
    running = when.get("role") == "since"  # a total from a day on holds for the day it was printed
    point = _scaled(value["amount"] if value["point"] is not None else None, factor)
    low, high = (point if end == value["point"] else _scaled(end, factor) for end in (value["low"], value["high"]))
    return Figure(
        id=claim["id"],
        point=point,
        low=low,
        high=high,
        bound=value["bound"],
        unit=unit,
        per=value["per"] if value["per"] in PER_YEAR else None,
        modality="forecast" if claim["modality"] == "planned" else claim["modality"],
        start=_date(day if running else when.get("start")),
        end=_date(day if running else when.get("end")),
        story=claim.get("story"),
        published=_date(day),
        factor=factor,
        forecaster=_forecaster(claim) if claim["modality"] in {"forecast", "planned"} else None,
        planned=claim["modality"] == "planned",
        running=running,
    )


def _scaled(number: Any, factor: Decimal) -> Decimal | None:  # noqa: ANN401 - a JSON number or string
    return None if number is None else decimal(number) * factor


def _forecaster(claim: Claim) -> str:
    speaker = claim["speaker"] or {}
    return str(speaker.get("agent") or speaker.get("name") or "")


def decimal(number: Any) -> Decimal:  # noqa: ANN401 - a JSON number or string
    """A number of a claim object, exact."""
    return Decimal(str(number))


@lru_cache(DAYS)
def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
