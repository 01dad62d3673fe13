"""One pass over claims in page order, keeping of each only what comparing needs: memory for millions."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, Any

from extractor.compare.events import Telling, events
from extractor.compare.groups import Subject
from extractor.compare.parts import Stated
from extractor.compare.subjects import decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extractor.compare.arithmetic import Arithmetic, Sum
    from extractor.compare.subjects import SubjectGrammar

Claim = dict[str, Any]
WORDS = 60  # of an article's title and first sentences: what it is about stands at its head


class Survey:
    """The subjects of the claims that were added, the events that their articles tell of, and the sums that fail."""

    def __init__(self, grammar: SubjectGrammar, arithmetic: Arithmetic) -> None:
        """Nothing is known yet."""
        self._grammar = grammar
        self._arithmetic = arithmetic
        self._tellings: dict[str, Telling] = {}
        self._article: list[Stated] = []
        self.subjects: list[Subject] = []
        self.sums: list[Sum] = []

    def read(self, claims: Iterable[Claim], known: Mapping[str, str]) -> None:
        """Add ``claims``, those of an article together; vague ones are left out.

        ``known`` are articles whose event was found before: others may join it, it is not looked for anew.
        """
        for claim in claims:
            if not claim["vague"]:
                self._add(claim)
        self._close()
        self._place_events(known)

    def _add(self, claim: Claim) -> None:
        before = self.subjects[-1] if self.subjects else None
        subject = self._grammar.subject(len(self.subjects), claim, before)
        if before and before.article != subject.article:
            self._close()
        self.subjects.append(subject)
        self._tell(subject, claim)
        if subject.figure.point is not None and claim["in"] == "body":
            self._article.append(_stated(subject, claim))

    def _close(self) -> None:
        """The article is over: its sums can be held."""
        self.sums += self._arithmetic.check(self._article)
        self._article = []
        if self.subjects:
            telling = self._tellings[self.subjects[-1].article]
            telling.words = tuple(telling.words)  # a tenth of the room that a set takes

    def _tell(self, subject: Subject, claim: Claim) -> None:
        telling = self._tellings.get(subject.article)
        if telling is None:
            telling = Telling(subject.article, subject.figure.published, subject.outlet)
            telling.words = set(map(intern, self._grammar.identity.context(claim.get("title") or "")))
            self._tellings[subject.article] = telling
        speaker = claim["speaker"]
        if speaker:
            telling.speakers.add(speaker.get("agent") or speaker["name"])
        telling.figures.add((subject.figure.unit, *subject.figure.ends))
        if len(telling.words) < WORDS:
            telling.words = {*telling.words, *map(intern, self._grammar.identity.context(claim["evidence"]["text"]))}
        telling.places |= subject.places

    def _place_events(self, known: Mapping[str, str]) -> None:
        """Give each subject the event that its article tells of, and the article's only place."""
        told = events(list(self._tellings.values()), known)
        for place, one in enumerate(self.subjects):
            around = one.around or _only(self._tellings[one.article].places)
            figure = one.figure.told(told[one.article])
            self.subjects[place] = Subject(
                one.place, one.identity, figure, one.article, one.places, around, one.titled, one.outlet
            )
        self._tellings.clear()


def _only(places: set[str]) -> frozenset[str]:
    """The place of an article that names one alone."""
    return frozenset(places) if len(places) == 1 else frozenset()


def _stated(subject: Subject, claim: Claim) -> Stated:
    base, span, value = claim["evidence"]["start"], claim["span"], claim["value"]
    return Stated(
        subject,
        span["start"] - base,
        span["end"] - base,
        claim["evidence"]["text"],
        decimal(value["amount"]),
        value["unit"],
        value["counted"],
        _dated(claim, base),
    )


def _dated(claim: Claim, base: int) -> tuple[int, int] | None:
    when = (claim["date"] or {}).get("span")
    if not when or when["start"] < base or when["end"] > claim["evidence"]["end"]:
        return None
    return when["start"] - base, when["end"] - base
