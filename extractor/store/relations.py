"""The comparisons of the database, brought up to date with its claims.

A claim without a row in ``subject`` has not been compared. Many of them, and everything is compared anew;
a few, and only what they touch: the claims of their metrics and of those that are called alike, and the
articles of their days. What is compared anew is taken out first, so that groups grow with their claims.
*Limits*: an undated article that comes later joins no event of other days; it does when all is compared anew.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from extractor.compare.board import Board, Finding, Scope
from extractor.compare.events import APART
from extractor.compare.groups import LIKE, Subject
from extractor.compare.identity import Identity, likeness
from extractor.compare.survey import Survey
from extractor.serial import Json
from extractor.store.comparisons import chunks
from extractor.store.names import top
from extractor.store.read import fetcher, numbered
from extractor.store.schema import article, claim, comparison, comparison_claim, document, subject
from extractor.store.search import Search

FEW = 500  # claims that arrive, from which on comparing everything may be cheaper than looking for what they touch
SHARE = 8  # … if they are more than one in so many
DOCUMENTS = 400  # read at a time: their claims are sorted in memory
WRITTEN = 5000  # comparisons written at a time


@dataclass(slots=True)
class _Placed:
    """The rows of the surveyed claims, by place; ``vague`` are those that are left out."""

    rows: array[int] = field(default_factory=lambda: array("q"))
    metrics: array[int] = field(default_factory=lambda: array("q"))
    vague: list[tuple[int, int]] = field(default_factory=list)


class Relations:
    """Compares what has not been compared, over an open transaction."""

    def __init__(self, connection: Connection, board: Board, search: Search) -> None:
        """``board`` and ``search`` must be of the patterns that the database was loaded with."""
        self._connection = connection
        self._board = board
        self._search = search
        self._keys: dict[Identity, str] = {}

    def refresh(self) -> None:
        """Compare the claims that have not been compared."""
        fresh = self._fresh()
        many = max(FEW, (self._connection.execute(select(func.count(claim.c.id))).scalar() or 0) // SHARE)
        if len(fresh) > many:
            self._all()
        elif fresh:
            self._some(fresh)

    def _fresh(self) -> list[int]:
        joined = claim.outerjoin(subject, subject.c.id == claim.c.id)
        waiting = select(claim.c.id).select_from(joined).where(subject.c.id.is_(None)).order_by(claim.c.id)
        return list(self._connection.execute(waiting).scalars())

    # ── everything ────────────────────────────────────────────────────────────────────────────────

    def _all(self) -> None:
        for table in (comparison_claim, comparison, subject):
            self._connection.execute(delete(table))
        survey, placed = self._survey(self._pages(), {})
        self._place(survey, placed, range(len(placed.rows)))
        self._write(survey, placed, None)

    def _pages(self) -> Iterator[tuple[Row[Any], Json]]:
        for start in range(1, top(self._connection, document) + 1, DOCUMENTS):
            yield from numbered(self._connection, article.c.document_id.between(start, start + DOCUMENTS - 1))

    # ── what a few claims touch ───────────────────────────────────────────────────────────────────

    def _some(self, fresh: Sequence[int]) -> None:
        mine, days = self._arrived(fresh)
        near = {self._key(one) for one in mine} | self._partners(mine) | self._alike(mine)
        wanted = set(fresh) | self._of_identities(near) | self._of_days(days)
        known = self._events(wanted)
        survey, placed = self._survey(self._chosen(sorted(wanted)), known)
        new = set(fresh)
        arrived = [place for place, row in enumerate(placed.rows) if row in new]
        articles = frozenset(survey.subjects[place].article for place in arrived)
        told = frozenset(survey.subjects[place].figure.event or "" for place in arrived)
        self._take_out(mine, {int(event) for event in told if event})
        self._rename(survey.subjects, known)
        placed.vague = [pair for pair in placed.vague if pair[0] in new]
        self._place(survey, placed, arrived)
        self._write(survey, placed, Scope(frozenset(mine), told, articles))

    def _arrived(self, fresh: Sequence[int]) -> tuple[dict[Identity, str], set[date]]:
        """What the new claims measure, each with a label, and the days on which they were printed."""
        mine: dict[Identity, str] = {}
        days: set[date] = set()
        for row, one in self._chosen(fresh):
            if not row.vague:
                seen = self._board.subjects.subject(0, one)
                mine.setdefault(seen.identity, row.metric)
                if seen.figure.published:
                    days.add(seen.figure.published)
        return mine, days

    def _partners(self, mine: Collection[Identity]) -> set[str]:
        """The identities that ``mine`` are compared with already."""
        other, link = subject.alias("other"), comparison_claim.alias("link")
        met = (
            select(other.c.identity)
            .distinct()
            .select_from(subject)
            .join(comparison_claim, comparison_claim.c.claim_id == subject.c.id)
            .join(link, link.c.comparison_id == comparison_claim.c.comparison_id)
            .join(other, other.c.id == link.c.claim_id)
        )
        return set(self._inchunks(met, subject.c.identity, [self._key(one) for one in mine]))

    def _alike(self, mine: Mapping[Identity, str]) -> set[str]:
        """The identities that are called much as one of ``mine``, found by the rarer words of its label."""
        found: set[str] = set()
        for identity, label in mine.items():
            numbers = self._search.sharing(label)
            first = select(func.min(subject.c.id)).group_by(subject.c.identity)
            for row, one in self._chosen(sorted(self._inchunks(first, subject.c.id, numbers))):
                other = self._board.subjects.subject(0, one).identity
                if not row.vague and likeness(identity, other) >= LIKE:
                    found.add(self._key(other))
        return found

    def _of_identities(self, keys: Collection[str]) -> set[int]:
        return set(self._inchunks(select(subject.c.id), subject.c.identity, sorted(keys)))

    def _of_days(self, days: Collection[date]) -> set[int]:
        """The claims of articles that may tell of an event of ``days``."""
        reach = sorted({day + timedelta(step) for day in days for step in range(-APART, APART + 1)})
        return set(self._inchunks(select(subject.c.id), subject.c.day, reach))

    def _events(self, rows: Collection[int]) -> dict[str, str]:
        """The events that articles are known to tell of."""
        joined = select(claim.c.article_id, subject.c.event_id).distinct().join(subject, subject.c.id == claim.c.id)
        return {
            str(number): str(event)
            for chunk in chunks(sorted(rows))
            for number, event in self._connection.execute(joined.where(claim.c.id.in_(chunk)))
        }

    def _take_out(self, mine: Collection[Identity], told: Collection[int]) -> None:
        """Delete the comparisons of ``mine`` and the contradictions inside the events ``told``.

        Sums that fail stay: their article has not changed. So do contradictions inside other events.
        """
        keys, touched = {self._key(one) for one in mine}, set[int]()
        link = select(comparison_claim.c.comparison_id).distinct()
        link = link.join(subject, subject.c.id == comparison_claim.c.claim_id)
        touched |= set(self._inchunks(link, subject.c.identity, sorted(keys)))
        touched |= set(self._inchunks(link, subject.c.event_id, sorted(told)))
        gone = []
        for number, relation, alarm, events, identities in self._described(touched):
            inside = alarm and len(events) == 1
            if relation != "part_whole" and (events & set(told) if inside else identities & keys):
                gone.append(number)
        for chunk in chunks(sorted(gone)):
            self._connection.execute(delete(comparison).where(comparison.c.id.in_(chunk)))

    def _described(self, numbers: Collection[int]) -> Iterator[tuple[int, str, bool, set[int], set[str]]]:
        """Comparisons with their relation, whether they are alarms, and the events and identities of their claims."""
        told = (
            select(comparison.c.id, comparison.c.relation, comparison.c.alarm, subject.c.event_id, subject.c.identity)
            .join(comparison_claim, comparison_claim.c.comparison_id == comparison.c.id)
            .join(subject, subject.c.id == comparison_claim.c.claim_id)
        )
        found: dict[int, tuple[int, str, bool, set[int], set[str]]] = {}
        for chunk in chunks(sorted(numbers)):
            for number, relation, alarm, event, identity in self._connection.execute(
                told.where(comparison.c.id.in_(chunk))
            ):
                one = found.setdefault(number, (number, relation, alarm, set(), set()))
                one[3].add(event)
                one[4].add(identity)
        yield from found.values()

    def _rename(self, subjects: Sequence[Subject], known: Mapping[str, str]) -> None:
        """Two events that a new article ties together are one from now on."""
        moved = {known[one.article]: one.figure.event for one in subjects if one.article in known}
        for old, new in moved.items():
            if new and new != old:
                self._connection.execute(
                    update(subject).where(subject.c.event_id == int(old)).values(event_id=int(new))
                )

    # ── reading and writing ───────────────────────────────────────────────────────────────────────

    def _chosen(self, rows: Sequence[int]) -> Iterator[tuple[Row[Any], Json]]:
        for chunk in chunks(rows):
            yield from numbered(self._connection, claim.c.id.in_(chunk))

    def _survey(self, claims: Iterable[tuple[Row[Any], Json]], known: Mapping[str, str]) -> tuple[Survey, _Placed]:
        placed = _Placed()

        def told() -> Iterator[Json]:
            for row, one in claims:
                if row.vague:
                    placed.vague.append((row.id, row.article_id))
                else:
                    placed.rows.append(row.id)
                    placed.metrics.append(row.metric_id)
                yield {**one, "told_in": str(row.article_id), "story": str(row.canonical_article or row.article_id)}

        return self._board.survey(told(), known), placed

    def _place(self, survey: Survey, placed: _Placed, places: Iterable[int]) -> None:
        """Keep what the claims at ``places`` measure and tell of."""

        def rows() -> Iterator[dict[str, Any]]:
            for place in places:
                one = survey.subjects[place]
                event, day = int(one.figure.event or one.article), one.figure.published
                yield {"id": placed.rows[place], "identity": self._key(one.identity), "event_id": event, "day": day}
            for number, told_in in placed.vague:
                yield {"id": number, "identity": "", "event_id": told_in, "day": None}

        made = rows()
        while chunk := list(islice(made, WRITTEN)):
            self._connection.execute(insert(subject), chunk)

    def _write(self, survey: Survey, placed: _Placed, within: Scope | None) -> None:
        found = self._board.findings(survey, fetcher(self._connection), within)
        number, link = top(self._connection, comparison), top(self._connection, comparison_claim)
        while chunk := list(islice(found, WRITTEN)):
            made, links = [], []
            for one in chunk:
                number += 1
                made.append({"id": number, **_row(one, survey.subjects, placed)})
                for side, places in (("before", one.before), ("after", one.after)):
                    for place in places:
                        link += 1
                        linked = {"id": link, "comparison_id": number, "claim_id": placed.rows[place], "side": side}
                        links.append(linked)
            self._connection.execute(insert(comparison), made)
            self._connection.execute(insert(comparison_claim), links)

    def _key(self, identity: Identity) -> str:
        """What stands for an identity in the database."""
        key = self._keys.get(identity)
        if key is None:
            parts = (identity.unit, *sorted(identity.terms), "", *sorted(identity.guards))
            text = "\n".join((*parts, identity.registry or "", identity.head or ""))
            key = self._keys[identity] = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
        return key

    def _inchunks(self, wanted: Any, column: ColumnElement[Any], values: Sequence[Any]) -> Iterator[Any]:  # noqa: ANN401 - a select of one column
        for chunk in chunks(values):
            yield from self._connection.execute(wanted.where(column.in_(chunk))).scalars()


def _row(one: Finding, subjects: Sequence[Subject], placed: _Placed) -> dict[str, Any]:
    places = (*one.before, *one.after)
    named = next((place for place in places if subjects[place].identity.registry), places[0])
    days = [day for place in places if (day := subjects[place].figure.published)]
    return {
        "metric_id": placed.metrics[named],
        "relation": one.relation.kind,
        "alarm": one.relation.alarm,
        "newest": max(days, default=None),
        "explanation": one.explanation,
        "explanation_ar": one.explanation_ar,
    }
