"""Claims as interface.md §3 prints them → comparisons as §6 prints them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from extractor.compare.arithmetic import Arithmetic, Stated
from extractor.compare.groups import Subject, compare
from extractor.compare.identity import IdentityGrammar
from extractor.compare.relation import Figure, Relation, Thresholds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.compare.arithmetic import Sum
    from extractor.compare.groups import Comparison
    from extractor.normalize import Folder
    from extractor.patterns import Patterns

Claim = dict[str, Any]


class Board:
    """Holds claims against one another and words what it finds.

    ``claims`` are the JSON objects of interface.md §3; vague ones are left out.
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile comparison.toml."""
        self.limits = Thresholds.load(patterns)
        self._identity = IdentityGrammar(patterns, fold)
        self._arithmetic = Arithmetic(patterns, fold, self.limits)
        self._words = {entry.id: entry for entry in patterns["comparison.toml"] if entry.get("ar")}

    def comparisons(self, claims: Sequence[Claim]) -> list[dict[str, Any]]:
        """Every relation of interface.md §6 among ``claims``, alarms first, then in order of the claims."""
        kept = [claim for claim in claims if not claim["vague"]]
        subjects = [self.subject(place, claim) for place, claim in enumerate(kept)]
        found = [self._pair(kept, pair) for pair in compare(subjects, self.limits)]
        found += [self._sum(kept, failed) for failed in self._sums(kept, subjects)]
        return sorted(found, key=lambda row: not row["alarm"])

    def subject(self, place: int, claim: Claim) -> Subject:
        """One claim ready to be compared."""
        value = claim["value"]
        unit = value["unit"]
        identity = self._identity.of(
            f"{claim['metric']['text']} {value['counted'] or ''}",
            unit,
            per=None if value["per"] in {"day", "week", "month", "year"} else value["per"],
            registry=claim["metric"]["id"],
        )
        places = self._identity.places(f"{claim['metric']['text']} {claim['evidence']['text']}")
        return Subject(place, identity, figure(claim), f"{claim['source']}#{claim['article']}", places)

    def _sums(self, claims: Sequence[Claim], subjects: Sequence[Subject]) -> Iterator[Sum]:
        articles: dict[str, list[Stated]] = defaultdict(list)
        for claim, subject in zip(claims, subjects, strict=True):
            if subject.figure.point is not None and claim["in"] == "body":
                base = claim["evidence"]["start"]
                span = claim["span"]
                start, end = span["start"] - base, span["end"] - base
                stated = Stated(subject, start, end, claim["evidence"]["text"], claim["value"]["counted"])
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


def figure(claim: Claim) -> Figure:
    """The comparable part of one claim."""
    value, when, speaker = claim["value"], claim["date"] or {}, claim["speaker"] or {}
    day = claim["published"] or claim.get("event_date")
    who = speaker.get("agent") or speaker.get("name")
    running = when.get("role") == "since"  # a total from a day on holds for the day it was printed
    return Figure(
        id=claim["id"],
        point=_decimal(value["amount"]) if value["point"] is not None else None,
        low=_decimal(value["low"]),
        high=_decimal(value["high"]),
        bound=value["bound"],
        unit=value["unit"],
        per=value["per"] if value["per"] in {"day", "week", "month", "year"} else None,
        modality="forecast" if claim["modality"] == "planned" else claim["modality"],
        start=_date(day if running else when.get("start")),
        end=_date(day if running else when.get("end")),
        event=f"{who} {day}" if who and day else None,
        story=claim.get("story"),
        published=_date(day),
    )


def _decimal(number: Any) -> Decimal | None:  # noqa: ANN401 - a JSON number or string
    return None if number is None else Decimal(str(number))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _shown(claim: Claim) -> str:
    """A figure for a sentence: «4000000», «500-1200», with a sign of its unit where that is short."""
    value = claim["value"]
    if value["point"] is None:
        return f"{_plain(_decimal(value['low']) or Decimal(0))}-{_plain(_decimal(value['high']) or Decimal(0))}"
    return _plain(_decimal(value["amount"]) or Decimal(0))
