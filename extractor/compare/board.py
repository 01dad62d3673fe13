"""Claims as interface.md §3 prints them → comparisons as §6 prints them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

from extractor.compare.arithmetic import Arithmetic
from extractor.compare.groups import compare
from extractor.compare.identity import fellowship, kinship
from extractor.compare.relation import Relation, Thresholds
from extractor.compare.reports import Reports
from extractor.compare.subjects import SubjectGrammar, decimal
from extractor.compare.survey import Survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractor.compare.arithmetic import Sum
    from extractor.compare.groups import Comparison, Subject
    from extractor.normalize import Folder
    from extractor.patterns import Patterns

Claim = dict[str, Any]
Fetch = Callable[[Sequence[str]], Mapping[str, Claim]]  # the claims that have these ids
ALIKE = 0.6  # kinship and shared words that an alarm needs where the two claims share no event
PAGE = 200  # comparisons whose claims are fetched at a time


class Board:
    """Holds claims against one another and words what it finds.

    ``claims`` are the JSON objects of interface.md §3; vague ones are left out.
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile comparison.toml."""
        self.limits = Thresholds.load(patterns)
        self.subjects = SubjectGrammar(patterns, fold)
        self.lore = self.subjects.identity.lore
        self._arithmetic = Arithmetic(patterns, fold, self.limits)
        self._words = {entry.id: entry for entry in patterns["comparison.toml"] if entry.get("ar")}

    def comparisons(self, claims: Sequence[Claim]) -> list[dict[str, Any]]:
        """Every relation of interface.md §6 among ``claims``, alarms first, then in order of the claims."""
        by_id = {claim["id"]: claim for claim in claims}
        return list(self.relations(claims, lambda ids: {key: by_id[key] for key in ids}))

    def relations(self, claims: Iterable[Claim], fetch: Fetch, *, alarms: bool = False) -> Iterator[dict[str, Any]]:
        """The same of claims that are read once, in page order, and fetched again by id where they are shown.

        ``alarms`` leaves out what is none.
        """
        survey = Survey(self.subjects, self._arithmetic)
        survey.read(claims)
        found = list(self._reported(survey.subjects, fetch))
        quiet = []
        for pair in compare(survey.subjects, self.limits):
            if not pair.relation.alarm:
                quiet.append(pair)
            elif self._together(survey.subjects, pair, fetch):
                found.append(pair)
        yield from self._rows(survey.subjects, found, fetch)
        yield from self._failed(survey, fetch)
        if not alarms:
            yield from self._rows(survey.subjects, quiet, fetch)

    def _together(self, subjects: Sequence[Subject], pair: Comparison, fetch: Fetch) -> bool:
        """Whether the sentences of a contradiction without a common event speak of one thing."""
        one, two = (subjects[places[0]] for places in (pair.before, pair.after))
        claims = fetch([one.figure.id, two.figure.id])
        a, b = (self.subjects.sight(subject, claims[subject.figure.id]) for subject in (one, two))
        near = kinship(a, b, self.lore)
        return near > 0 and (2 * near + fellowship(a, b)) / 3 >= ALIKE

    def _reported(self, subjects: Sequence[Subject], fetch: Fetch) -> Iterator[Comparison]:
        """The contradictions between reports of one event."""
        reports: dict[str, dict[str, list[Subject]]] = defaultdict(lambda: defaultdict(list))
        for subject in subjects:
            reports[subject.figure.event or ""][subject.article].append(subject)
        for told in reports.values():
            if len(told) > 1:
                members = list(told.values())
                claims = fetch([subject.figure.id for report in members for subject in report])
                sights = {
                    subject.place: self.subjects.sight(subject, claims[subject.figure.id])
                    for report in members
                    for subject in report
                }
                yield from Reports(self.limits, self.lore, sights).alarms(members)

    def explain(self, relation: Relation, a: Claim, b: Claim) -> dict[str, str]:
        """The sentence that words a relation of two claims, in Arabic (``ar``) and English (``en``)."""
        numbers = {"a": _shown(a), "b": _shown(b), "ratio": _plain(relation.ratio or Decimal(1))}
        return self._worded(relation, numbers)

    def _worded(self, relation: Relation, numbers: Mapping[str, str]) -> dict[str, str]:
        entry = self._words[relation.reason]
        return {language: entry[language].format(**numbers) for language in ("en", "ar")}

    def _rows(self, subjects: Sequence[Subject], pairs: Sequence[Comparison], fetch: Fetch) -> Iterator[dict[str, Any]]:
        for start in range(0, len(pairs), PAGE):
            page = pairs[start : start + PAGE]
            claims = fetch(_ids(subjects, chain.from_iterable((*pair.before, *pair.after) for pair in page)))
            for pair in page:
                found = [claims[subjects[place].figure.id] for place in (*pair.before, *pair.after)]
                words = self.explain(pair.relation, found[0], found[len(pair.before)])
                yield _row(found, pair.relation, words)

    def _failed(self, survey: Survey, fetch: Fetch) -> Iterator[dict[str, Any]]:
        for failed in survey.sums:
            claims = fetch(_ids(survey.subjects, failed.places))
            found = [claims[survey.subjects[place].figure.id] for place in failed.places]
            yield _row(found, Relation("part_whole", failed.reason), self._summed(failed))

    def _summed(self, failed: Sum) -> dict[str, str]:
        numbers = {name: _plain(round(number, 2)) for name, number in failed.numbers.items()}
        return self._worded(Relation("part_whole", failed.reason), numbers)


def _ids(subjects: Sequence[Subject], places: Iterable[int]) -> list[str]:
    return list(dict.fromkeys(subjects[place].figure.id for place in places))


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


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _shown(claim: Claim) -> str:
    """A figure for a sentence: «4000000», «500-1200»."""
    value = claim["value"]
    if value["point"] is None:
        return "-".join(_plain(decimal(value[end] or 0)) for end in ("low", "high"))
    return _plain(decimal(value["amount"]))
