"""One stated figure against the comparable claims of the database: what `arqam check` says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from extractor.compare.identity import Lore, Sighting, fellowship, foreign, kinship
from extractor.compare.relation import Figure, Kind, Relation, Thresholds, by_value, strangers, two_forecasts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.compare.groups import Subject

KIN = 0.5  # kinship below which a statement and a claim speak of different things
PLACED = 0.85  # kinship that a statement without a place needs with a claim of some place
FOREIGN = 0.6  # what kinship is worth where the statement names something that the claim's sentence does not
THIRD = 0.33  # of the words of a statement's label, from which on they name something else
ECHO = 0.35  # the same for a claim that gives the very number
DIGITS = 2  # significant digits that a number must have not to be met by chance
EQUAL = 0.1  # kinship this close to the best is as good: a statement is worded its own way
Word = Kind | Literal["unknown"]
KINDEST: tuple[Kind, ...] = ("agrees", "rounds_to", "within_bound", "scale_slip", "conflicts", "updates")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The word of interface.md §6, the relation behind it, and the claims (places) that it rests on."""

    word: Word
    relation: Relation | None
    matches: tuple[int, ...]


Known = tuple["Subject", Sighting]


def judge(stated: Known, known: Sequence[Known], limits: Thresholds, lore: Lore) -> Verdict:
    """Hold ``stated`` against the claims of ``known`` that it can be compared with.

    A dated statement is held against the claims of its date, else against the latest; of several matches the
    kindest relation counts. A figure that only an older claim carries is ``updates``.
    """
    able = comparable(stated, known, lore)
    if not able:
        return Verdict("unknown", None, ())
    figure = stated[0].figure
    now, together = _of_its_time(figure, able)
    found = _kindest(figure, now, limits, together=together)
    if found is None:
        return Verdict("unknown", None, ())
    if found.word in {"scale_slip", "conflicts"} and not figure.start:
        older = _kindest(figure, [one for one in able if one not in now], limits, together=True)
        if older and older.word in {"agrees", "rounds_to"}:
            return Verdict("updates", Relation("updates", "updates"), older.matches)
    return found


def comparable(stated: Known, known: Iterable[Known], lore: Lore) -> list[Subject]:
    """The claims that measure what is stated, as far as the words can tell: those of the best kinship.

    Of a dated statement those of its date come first. A claim that gives the very number needs less kinship.
    """
    mine, sight = stated
    rated = []
    for subject, other in known:
        strange = foreign(sight, other, lore) >= THIRD
        near = kinship(sight, other, lore) * (FOREIGN if strange else 1)
        if near >= max(_needed(mine, subject), ECHO if not strange and _echoes(mine.figure, subject.figure) else KIN):
            rated.append(((3 * near + fellowship(sight, other)) / 4, subject))
    timely = [(rate, subject) for rate, subject in rated if _timely(mine.figure, subject.figure)]
    best = max((rate for rate, _ in timely or rated), default=0.0)
    return [subject for rate, subject in timely or rated if rate >= best - EQUAL]


def _echoes(stated: Figure, known: Figure) -> bool:
    """Whether a claim gives the very number, one of several digits, for no other date."""
    if stated.point is None or stated.point != known.point or len(stated.point.normalize().as_tuple().digits) < DIGITS:
        return False
    return not (stated.start and known.start) or _timely(stated, known)


def _timely(stated: Figure, known: Figure) -> bool:
    return bool(stated.start and known.start) and stated.end == known.end


def _needed(mine: Subject, subject: Subject) -> float:
    """The kinship that the places ask for: a statement may leave a claim's place out where it says all else."""
    here, there = mine.places or mine.around, subject.places or subject.around
    if here:
        return 0.0 if here & there else 2.0
    return PLACED if subject.places else 0.0


def _of_its_time(stated: Figure, able: Sequence[Subject]) -> tuple[list[Subject], bool]:
    """The claims to hold a statement against, and whether they are meant for its time."""
    if stated.start and not stated.running:
        dated = [one for one in able if (one.figure.start, one.figure.end) == (stated.start, stated.end)]
        dated = dated or [one for one in able if one.figure.end == stated.end]
        if dated:
            return dated, True
    latest = max(_when(subject.figure) for subject in able)
    return [subject for subject in able if _when(subject.figure) == latest], not stated.start or stated.running


def _when(figure: Figure) -> str:
    """The day that a claim holds for: its own date, else the day it was printed."""
    return str(figure.end or figure.published or "")


def _kindest(stated: Figure, subjects: Iterable[Subject], limits: Thresholds, *, together: bool) -> Verdict | None:
    verdicts = []
    for subject in subjects:
        if None in stated.ends or None in subject.figure.ends:
            continue
        found = by_value(stated, subject.figure, limits, together=together)
        far = found.kind == "conflicts" and strangers(stated, subject.figure)
        if far or (found.alarm and two_forecasts(stated, subject.figure)):
            continue
        if found.alarm and stated.modality != "denied" and "forecast" in {stated.modality, subject.figure.modality}:
            found = Relation("updates", "updates") if stated.modality != subject.figure.modality else found
        verdicts.append(Verdict(found.kind, found, (subject.place,)))
    if not verdicts:
        return None
    best = min(verdicts, key=lambda verdict: KINDEST.index(verdict.word))
    matches = tuple(place for verdict in verdicts if verdict.word == best.word for place in verdict.matches)
    return Verdict(best.word, best.relation, matches)
