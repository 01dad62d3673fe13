"""Claims as interface.md §3 prints them → comparisons as §6 prints them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from extractor.compare.arithmetic import Arithmetic, Stated
from extractor.compare.events import Telling, events
from extractor.compare.groups import Subject, compare
from extractor.compare.identity import IdentityGrammar, Sighting, fellowship, kinship
from extractor.compare.relation import PER_YEAR, Figure, Relation, Thresholds
from extractor.compare.reports import Reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.compare.arithmetic import Sum
    from extractor.compare.groups import Comparison
    from extractor.normalize import Folder
    from extractor.patterns import Patterns

Claim = dict[str, Any]
COMMA = re.compile("[,;:\u060c\u061b]")  # a sign that ends a clause
FIGURE = re.compile("\\d")  # where the next figure begins
ALIKE = 0.6  # kinship and shared words that an alarm needs where the two claims share no event


class Board:
    """Holds claims against one another and words what it finds.

    ``claims`` are the JSON objects of interface.md §3; vague ones are left out.
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile comparison.toml."""
        self.limits = Thresholds.load(patterns)
        self.identity = IdentityGrammar(patterns, fold)
        self._arithmetic = Arithmetic(patterns, fold, self.limits)
        entries = patterns["comparison.toml"]
        self._words = {entry.id: entry for entry in entries if entry.get("ar")}
        self._bases = {
            entry.id.partition(".")[2]: (entry["base"], Decimal(str(entry["value"])))
            for entry in entries
            if entry.get("base")
        }

    def comparisons(self, claims: Sequence[Claim]) -> list[dict[str, Any]]:
        """Every relation of interface.md §6 among ``claims``, alarms first, then in order of the claims."""
        kept = [claim for claim in claims if not claim["vague"]]
        subjects = self._with_events([self.subject(place, claim) for place, claim in enumerate(kept)], kept)
        found = [self._pair(kept, pair) for pair in self._reported(subjects, kept)]
        found += [
            self._pair(kept, pair) for pair in compare(subjects, self.limits) if self._together(pair, subjects, kept)
        ]
        found += [self._sum(kept, failed) for failed in self._sums(kept, subjects)]
        return sorted(found, key=lambda row: not row["alarm"])

    def _together(self, pair: Comparison, subjects: Sequence[Subject], claims: Sequence[Claim]) -> bool:
        """Whether the sentences of a contradiction without a common event speak of one thing."""
        if not pair.relation.alarm:
            return True
        a, b = (self.sight(subjects[place], claims[place]) for place in (pair.before[0], pair.after[0]))
        near = kinship(a, b, self.identity.lore)
        return near > 0 and (2 * near + fellowship(a, b)) / 3 >= ALIKE

    def subject(self, place: int, claim: Claim) -> Subject:
        """One claim ready to be compared."""
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
        titled = claim["in"] == "title"
        article = f"{claim['source']}#{claim['article']}"
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
        for near in (claim["metric"]["text"], "".join(_clause(claim))):
            found = self.identity.places(near)
            if found:
                return found
        text = claim["evidence"]["text"]
        start = max(0, claim["span"]["start"] - claim["evidence"]["start"])
        return self.identity.last_place(text[:start]) or self.identity.places(text[start:])

    def _with_events(self, subjects: Sequence[Subject], claims: Sequence[Claim]) -> list[Subject]:
        """``subjects`` with the event that their article tells of."""
        tellings: dict[str, Telling] = {}
        for subject, claim in zip(subjects, claims, strict=True):
            made = Telling(subject.article, subject.figure.published, claim.get("publisher"))
            telling = tellings.setdefault(subject.article, made)
            if not telling.figures:
                telling.words |= self.identity.context(claim.get("title") or "")
            speaker = claim["speaker"] or {}
            if speaker:
                telling.speakers.add(speaker.get("agent") or speaker["name"])
            telling.figures.add((subject.figure.unit, *subject.figure.ends))
            telling.words |= self.identity.context(claim["evidence"]["text"])
            telling.places |= subject.places
        told = events(list(tellings.values()))
        return [
            replace(
                one,
                figure=replace(one.figure, event=told[one.article]),
                around=one.around or _only(tellings[one.article].places),
            )
            for one in subjects
        ]

    def _reported(self, subjects: Sequence[Subject], claims: Sequence[Claim]) -> Iterator[Comparison]:
        """The contradictions between reports of one event."""
        reports: dict[str, dict[str, list[Subject]]] = defaultdict(lambda: defaultdict(list))
        for subject in subjects:
            reports[subject.figure.event or ""][subject.article].append(subject)
        judge = Reports(self.limits, self.identity.lore, lambda subject: self.sight(subject, claims[subject.place]))
        for told in reports.values():
            if len(told) > 1:
                yield from judge.alarms(list(told.values()))

    def _sums(self, claims: Sequence[Claim], subjects: Sequence[Subject]) -> Iterator[Sum]:
        articles: dict[str, list[Stated]] = defaultdict(list)
        for claim, subject in zip(claims, subjects, strict=True):
            if subject.figure.point is not None and claim["in"] == "body":
                base = claim["evidence"]["start"]
                span = claim["span"]
                start, end = span["start"] - base, span["end"] - base
                value = claim["value"]
                number, unit = _decimal(value["amount"]), value["unit"]
                stated = Stated(subject, start, end, claim["evidence"]["text"], number, unit, value["counted"])
                articles[subject.article].append(stated)
        for stated_claims in articles.values():
            yield from self._arithmetic.check(stated_claims)

    def explain(self, relation: Relation, a: Claim, b: Claim) -> dict[str, str]:
        """The sentence that words a relation of two claims, in Arabic (``ar``) and English (``en``)."""
        numbers = {"a": _shown(a), "b": _shown(b), "ratio": _plain(relation.ratio or Decimal(1))}
        return self._worded(relation, numbers)

    def _worded(self, relation: Relation, numbers: Mapping[str, str]) -> dict[str, str]:
        entry = self._words[relation.reason]
        return {language: entry[language].format(**numbers) for language in ("en", "ar")}

    def _pair(self, claims: Sequence[Claim], pair: Comparison) -> dict[str, Any]:
        found = [claims[place] for place in (*pair.before, *pair.after)]
        return _row(found, pair.relation, self.explain(pair.relation, claims[pair.before[0]], claims[pair.after[0]]))

    def _sum(self, claims: Sequence[Claim], failed: Sum) -> dict[str, Any]:
        relation = Relation("part_whole", failed.reason)
        numbers = {name: _plain(round(number, 2)) for name, number in failed.numbers.items()}
        return _row([claims[place] for place in failed.places], relation, self._worded(relation, numbers))


def _row(claims: Sequence[Claim], relation: Relation, words: Mapping[str, str]) -> dict[str, Any]:
    metric = max((claim["metric"] for claim in claims), key=lambda one: bool(one["id"]))
    return {
        "metric": {"text": metric["text"], "id": metric["id"]},
        "relation": relation.kind,
        "alarm": relation.alarm,
        "claims": list(claims),
        "explanation": words["en"],
        "explanation_ar": words["ar"],
    }


def _clause(claim: Claim) -> tuple[str, str, str]:
    """What stands between the signs around the figure: before it, the figure, and after it."""
    text = claim["evidence"]["text"]
    start, end = (max(0, claim["span"][side] - claim["evidence"]["start"]) for side in ("start", "end"))
    return COMMA.split(text[:start])[-1], text[start:end], COMMA.split(text[end:])[0]


def _only(places: set[str]) -> frozenset[str]:
    """The place of an article that names one alone."""
    return frozenset(places) if len(places) == 1 else frozenset()


def figure(claim: Claim, bases: Mapping[str, tuple[str, Decimal]]) -> Figure:
    """The comparable part of one claim, in the base unit that ``bases`` gives for its unit."""
    value, when = claim["value"], claim["date"] or {}
    day = claim["published"] or claim.get("event_date")
    unit, factor = bases.get(value["unit"], (value["unit"], Decimal(1)))
    running = when.get("role") == "since"  # a total from a day on holds for the day it was printed
    point, low, high = (
        None if number is None else _decimal(number) * factor
        for number in (value["amount"] if value["point"] is not None else None, value["low"], value["high"])
    )
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
    )


def _decimal(number: Any) -> Decimal:  # noqa: ANN401 - a JSON number or string
    return Decimal(str(number))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _shown(claim: Claim) -> str:
    """A figure for a sentence: «4000000», «500-1200»."""
    value = claim["value"]
    if value["point"] is None:
        return "-".join(_plain(_decimal(value[end] or 0)) for end in ("low", "high"))
    return _plain(_decimal(value["amount"]))
