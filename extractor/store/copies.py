"""Which articles of the database are copies of others, found when a load ends.

Every article has a sketch, a few numbers that near-copies share; an index over them finds the candidates of
the articles that have arrived, and their texts decide (compare/copies.py). The work grows with what has
arrived, not with what is there.
*Limits*: a number that more than :data:`COMMON` articles have finds nobody; a story has others.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Connection, delete, func, insert, select

from extractor.compare import copies as compared
from extractor.compare.copies import MET
from extractor.normalize import Folder
from extractor.store.comparisons import chunks
from extractor.store.schema import article, copy, document, sketch

COMMON = 200  # articles with one number of a sketch
NONE = -1  # stands in the sketch of an article without words


class Copies:
    """Finds copies, over an open transaction."""

    def __init__(self, connection: Connection, fold: Folder) -> None:
        """``fold`` must be of the patterns that the database was loaded with."""
        self._connection = connection
        self._fold = fold

    def refresh(self) -> None:
        """Link the articles that have arrived to what they are copies of, and what is there to them."""
        fresh = self._fresh()
        for chunk in chunks(fresh):
            self._sketch(chunk)
        for group in self._groups(fresh):
            self._link(group)

    def _fresh(self) -> list[int]:
        joined = article.outerjoin(sketch, sketch.c.article_id == article.c.id)
        waiting = select(article.c.id).select_from(joined).where(sketch.c.article_id.is_(None)).order_by(article.c.id)
        return list(self._connection.execute(waiting).scalars())

    def _sketch(self, articles: Collection[int]) -> None:
        rows = [
            {"article_id": number, "number": one}
            for number, text in self._texts(articles)
            for one in sorted(compared.sketch(text, self._fold)) or [NONE]
        ]
        if rows:
            self._connection.execute(insert(sketch), rows)

    def _texts(self, articles: Collection[int]) -> Iterator[tuple[int, str]]:
        """Articles and the texts of their bodies, in order."""
        wanted = select(article.c.id, article.c.body, document.c.text).join(
            document, document.c.id == article.c.document_id
        )
        for chunk in chunks(sorted(articles)):
            for number, body, text in self._connection.execute(
                wanted.where(article.c.id.in_(chunk)).order_by(article.c.id)
            ):
                yield number, "\n".join(text[start:end] for start, end in json.loads(body))

    # ── groups of candidates ──────────────────────────────────────────────────────────────────────

    def _groups(self, fresh: Collection[int]) -> Iterator[set[int]]:
        """The candidates of ``fresh``, with what they are tied to already, as groups of articles."""
        parent: dict[int, int] = {}

        def root(number: int) -> int:
            parent.setdefault(number, number)
            while parent[number] != number:
                parent[number] = parent[parent[number]]
                number = parent[number]
            return number

        for a, b in self._candidates(fresh):
            low, high = sorted((root(a), root(b)))
            parent[high] = low
        for a, b in list(self._linked(sorted(parent))):
            low, high = sorted((root(a), root(b)))
            parent[high] = low
        groups: dict[int, set[int]] = defaultdict(set)
        for number in list(parent):
            groups[root(number)].add(number)
        yield from groups.values()

    def _candidates(self, fresh: Collection[int]) -> Iterator[tuple[int, int]]:
        for chunk in chunks(sorted(fresh)):
            mine = set(chunk)
            wanted = select(sketch.c.number, sketch.c.article_id).where(sketch.c.article_id.in_(chunk))
            numbers: dict[int, list[int]] = defaultdict(list)
            for number, told_in in self._connection.execute(wanted):
                numbers[number].append(told_in)
            numbers.pop(NONE, None)
            met: dict[tuple[int, int], int] = defaultdict(int)
            for number, holders in self._holders(sorted(numbers)):
                for a in numbers[number]:
                    for b in holders:
                        if a < b or (a != b and b not in mine):
                            met[min(a, b), max(a, b)] += 1
            yield from (pair for pair, times in sorted(met.items()) if times >= MET)

    def _holders(self, numbers: Collection[int]) -> Iterator[tuple[int, list[int]]]:
        """Numbers of sketches and the articles that have them, the common ones left out."""
        counted = select(sketch.c.number).group_by(sketch.c.number).having(func.count() <= COMMON)
        shared = select(sketch.c.number, sketch.c.article_id)
        for chunk in chunks(list(numbers)):
            rare = counted.where(sketch.c.number.in_(chunk))
            holders: dict[int, list[int]] = defaultdict(list)
            for number, told_in in self._connection.execute(shared.where(sketch.c.number.in_(rare))):
                holders[number].append(told_in)
            yield from holders.items()

    def _linked(self, articles: Collection[int]) -> Iterator[tuple[int, int]]:
        """The links that ``articles`` stand in, and the other links to the same originals."""
        originals: set[int] = set(articles)
        wanted = select(copy.c.id, copy.c.canonical_article)
        for chunk in chunks(list(articles)):
            originals.update(
                self._connection.execute(select(copy.c.canonical_article).where(copy.c.id.in_(chunk))).scalars()
            )
        for chunk in chunks(sorted(originals)):
            links = self._connection.execute(wanted.where(copy.c.canonical_article.in_(chunk)))
            yield from ((number, original) for number, original in links)

    def _link(self, group: Iterable[int]) -> None:
        """Write what is a copy of what in a group; what was linked there before goes."""
        members = sorted(group)
        for chunk in chunks(members):
            self._connection.execute(delete(copy).where(copy.c.id.in_(chunk)))
        found = compared.copies(self._texts(members), self._fold)
        rows = [{"id": number, "canonical_article": original} for number, original in sorted(found.items())]
        if rows:
            self._connection.execute(insert(copy), rows)
