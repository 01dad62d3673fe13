"""Claims as interface.md §3 prints them → comparisons as §6 prints them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

from extractor.compare.arithmetic import Arithmetic, Sum
from extractor.compare.groups import compare
from extractor.compare.identity import fellowship, kinship
from extractor.compare.relation import ALARMS, Kind, Relation, Thresholds
from extractor.compare.reports import Reports
from extractor.compare.subjects import SubjectGrammar, decimal
from extractor.compare.survey import Survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractor.compare.groups import Comparison, Subject
    from extractor.compare.identity import Identity
    from extractor.compare.relation import Figure
    from extractor.normalize import Folder
    from extractor.patterns import Patterns

Claim = dict[str, Any]
Fetch = Callable[[Sequence[str]], Mapping[str, Claim]]  # the claims that have these ids
ALIKE = 0.6  # kinship and shared words that an alarm needs where the two claims share no event
PAGE = 200  # comparisons whose claims are fetched at a time


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation between two groups of claims (by place), or of a whole and its parts, in words."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    relation: Relation
    explanation: str
    explanation_ar: str


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of what there is to find: relations of these identities, of these events, sums of these articles."""

    identities: frozenset[Identity]
    events: frozenset[str]
    articles: frozenset[str]


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
        survey = self.survey(claims)
        quiet: list[Comparison | Sum] = []
        loud: list[Comparison | Sum] = []
        for one in self._found(survey, fetch, None):  # put into words when they are shown: many are not
            (loud if isinstance(one, Sum) or one.relation.alarm else quiet).append(one)
        yield from self._rows(survey.subjects, loud, fetch)
        if not alarms:
            yield from self._rows(survey.subjects, quiet, fetch)

    def survey(self, claims: Iterable[Claim], known: Mapping[str, str] | None = None) -> Survey:
        """``claims``, read once in page order; ``known`` are articles and the events that they are known to tell of."""
        survey = Survey(self.subjects, self._arithmetic)
        survey.read(claims, known or {})
        return survey

    def findings(self, survey: Survey, fetch: Fetch, within: Scope | None = None) -> Iterator[Finding]:
        """What the claims of ``survey`` are to one another, only ``within`` a part of them where one is named."""
        for one in self._found(survey, fetch, within):
            yield self._worded(survey.subjects, one)

    def _found(self, survey: Survey, fetch: Fetch, within: Scope | None) -> Iterator[Comparison | Sum]:
        yield from self._reported(survey.subjects, fetch, within)
        for pair in compare(survey.subjects, self.limits, within.identities if within else None):
            if not pair.relation.alarm or self._together(survey.subjects, pair, fetch):
                yield pair
        for failed in survey.sums:
            if within is None or survey.subjects[failed.places[0]].article in within.articles:
                yield failed

    def _worded(self, subjects: Sequence[Subject], one: Comparison | Sum) -> Finding:
        if isinstance(one, Sum):
            numbers = {name: _plain(round(number, 2)) for name, number in one.numbers.items()}
            relation, before, after = Relation("part_whole", one.reason), one.places[:1], one.places[1:]
        else:
            relation, before, after = one.relation, one.before, one.after
            a, b = (_printed(subjects[places[0]].figure) for places in (before, after))
            numbers = {"a": a, "b": b, "ratio": _plain(relation.ratio or Decimal(1))}
        words = self._sentence(relation, numbers)
        return Finding(before, after, relation, words["en"], words["ar"])

    def _together(self, subjects: Sequence[Subject], pair: Comparison, fetch: Fetch) -> bool:
        """Whether the sentences of a contradiction without a common event speak of one thing."""
        one, two = (subjects[places[0]] for places in (pair.before, pair.after))
        claims = fetch([one.figure.id, two.figure.id])
        a, b = (self.subjects.sight(subject, claims[subject.figure.id]) for subject in (one, two))
        near = kinship(a, b, self.lore)
        return near > 0 and (2 * near + fellowship(a, b)) / 3 >= ALIKE

    def _reported(self, subjects: Sequence[Subject], fetch: Fetch, within: Scope | None) -> Iterator[Comparison]:
        """The contradictions between reports of one event."""
        reports: dict[str, dict[str, list[Subject]]] = defaultdict(lambda: defaultdict(list))
        for subject in subjects:
            if within is None or subject.figure.event in within.events:
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
        return self._sentence(relation, numbers)

    def _sentence(self, relation: Relation, numbers: Mapping[str, str]) -> dict[str, str]:
        entry = self._words[relation.reason]
        return {language: entry[language].format(**numbers) for language in ("en", "ar")}

    def _rows(
        self, subjects: Sequence[Subject], found: Sequence[Comparison | Sum], fetch: Fetch
    ) -> Iterator[dict[str, Any]]:
        for start in range(0, len(found), PAGE):
            page = [self._worded(subjects, one) for one in found[start : start + PAGE]]
            claims = fetch(_ids(subjects, chain.from_iterable((*one.before, *one.after) for one in page)))
            for one in page:
                members = [claims[subjects[place].figure.id] for place in (*one.before, *one.after)]
                yield row(members, one.relation.kind, one.explanation, one.explanation_ar)


def _ids(subjects: Sequence[Subject], places: Iterable[int]) -> list[str]:
    return list(dict.fromkeys(subjects[place].figure.id for place in places))


def row(claims: Sequence[Claim], relation: Kind, explanation: str, explanation_ar: str) -> dict[str, Any]:
    """A comparison as interface.md §6 prints it; its metric is that of its first claim that the registry knows."""
    metric = max((claim["metric"] for claim in claims), key=lambda one: bool(one["id"]))
    return {
        "metric": {"text": metric["text"], "id": metric["id"]},
        "relation": relation,
        "alarm": relation in ALARMS,
        "claims": list(claims),
        "explanation": explanation,
        "explanation_ar": explanation_ar,
    }


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _printed(figure: Figure) -> str:
    """A figure in the unit that it was printed in."""
    low, high = (_plain((end or Decimal(0)) / figure.factor) for end in figure.ends)
    return low if figure.point is not None else f"{low}-{high}"


def _shown(claim: Claim) -> str:
    """A figure for a sentence: «4000000», «500-1200»."""
    value = claim["value"]
    if value["point"] is None:
        return "-".join(_plain(decimal(value[end] or 0)) for end in ("low", "high"))
    return _plain(decimal(value["amount"]))
