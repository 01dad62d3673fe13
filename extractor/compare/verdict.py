"""One stated figure against the comparable claims of the database: what `arqam check` says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from extractor.compare.groups import LIKE
from extractor.compare.identity import likeness
from extractor.compare.relation import Kind, Relation, Thresholds, by_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.compare.groups import Subject
    from extractor.compare.relation import Figure

Word = Kind | Literal["unknown"]
KINDEST: tuple[Kind, ...] = ("agrees", "rounds_to", "within_bound", "scale_slip", "conflicts", "updates")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The word of interface.md §6, the relation behind it, and the claims (places) that it rests on."""

    word: Word
    relation: Relation | None
    matches: tuple[int, ...]


def judge(stated: Subject, known: Sequence[Subject], limits: Thresholds) -> Verdict:
    """Hold ``stated`` against the claims of ``known`` that it can be compared with.

    A dated statement is held against the claims of its date, an undated one against the latest; of
    several matches the kindest relation counts. A figure that only an older claim carries is ``updates``.
    """
    able = [subject for subject in known if likeness(stated.identity, subject.identity) >= LIKE]
    best = max((likeness(stated.identity, subject.identity) for subject in able), default=0.0)
    able = [subject for subject in able if likeness(stated.identity, subject.identity) == best]
    if not able:
        return Verdict("unknown", None, ())
    now = _of_its_date(stated.figure, able)
    found = _kindest(stated.figure, now, limits)
    if found is None:
        return Verdict("unknown", None, ())
    if found.word in {"scale_slip", "conflicts"}:
        older = _kindest(stated.figure, [subject for subject in able if subject not in now], limits)
        if older and older.word in {"agrees", "rounds_to"}:
            return Verdict("updates", Relation("updates", "updates"), older.matches)
    return found


def _of_its_date(stated: Figure, able: Sequence[Subject]) -> list[Subject]:
    if stated.start:
        dated = [s for s in able if s.figure.start and (s.figure.start, s.figure.end) == (stated.start, stated.end)]
        return dated or [s for s in able if s.figure.end == stated.end]
    latest = max(_when(subject.figure) for subject in able)
    return [subject for subject in able if _when(subject.figure) == latest]


def _when(figure: Figure) -> str:
    return str(figure.published or figure.end or "")


def _kindest(stated: Figure, subjects: Iterable[Subject], limits: Thresholds) -> Verdict | None:
    verdicts = []
    for subject in subjects:
        if None in stated.ends or None in subject.figure.ends:
            continue
        found = by_value(stated, subject.figure, limits, together=True)
        verdicts.append(Verdict(found.kind, found, (subject.place,)))
    if not verdicts:
        return None
    best = min(verdicts, key=lambda verdict: KINDEST.index(verdict.word))
    matches = tuple(place for verdict in verdicts if verdict.word == best.word for place in verdict.matches)
    return Verdict(best.word, best.relation, matches)
