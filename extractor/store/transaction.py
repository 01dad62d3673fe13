"""One transaction of the load: a queue of pages and failures → rows, in the order of the queue.

New pages are inserted together. A page that is there already goes alone, its old rows first: so the
numbers of all rows follow from the order of the pages, wherever a transaction begins or ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Connection, delete, insert, select, update

from extractor.compare.stems import Stemmer
from extractor.model import Extraction, Failure, Page
from extractor.store import names, rows, schema
from extractor.store.names import CHUNK, Name
from extractor.store.rows import Builder, Rows

Item = Extraction | Page | Failure
NAMES = 4096  # names whose folded form is kept while one transaction is written
ORDER = ("document", "place", "failure", "article", "chrome", "rejection", "attribution", "claim")


class Transaction:
    """The writing of one queue over an open connection."""

    def __init__(self, connection: Connection, run: int, stems: Stemmer) -> None:
        """Prepare to write for the run in row ``run``."""
        self._connection = connection
        self._run = run
        self._stems = stems
        self._fold_name = lru_cache(NAMES)(stems.fold)
        self._documents: dict[str, int] = {}
        self._aliases = self._unique_aliases()
        self._fresh = self._rows()

    def write(self, queue: Sequence[Item]) -> None:
        """Store the queue."""
        pages = [one.page if isinstance(one, Extraction) else one for one in queue if not isinstance(one, Failure)]
        self._documents = self._stored([page.sha256 for page in pages])
        failed = self._failed([page.source for page in pages])
        builder = self._builder([one for one in queue if isinstance(one, Extraction)])
        for one in queue:
            if isinstance(one, Failure):
                self._fail(one)
                continue
            page = one.page if isinstance(one, Extraction) else one
            if page.source in failed:
                self._mend(page.source)
            fresh = page.sha256 not in self._documents
            if isinstance(one, Extraction):
                document = self._document(page)
                builder.build(self._fresh, one, document)
            self._place(page, fresh=fresh)
        self._insert()

    def _document(self, page: Page) -> int:
        """The row of ``page``, new, or emptied of what an older reading found."""
        number = self._documents.get(page.sha256)
        row = rows.document(page, self._run)
        if number is None:
            number = self._documents[page.sha256] = self._fresh.add("document", row)
            return number
        self._insert()
        self._part(number)
        for table in (schema.article, schema.chrome, schema.rejection):
            self._connection.execute(delete(table).where(table.c.document_id == number))
        self._connection.execute(update(schema.document).where(schema.document.c.id == number).values(row))
        self._fresh = self._rows()
        return number

    def _part(self, document: int) -> None:
        """Take out the comparisons of a document's claims; those that they were compared with are compared again."""
        link, subject = schema.comparison_claim.c, schema.subject.c
        claims = select(schema.claim.c.id).join(schema.article, schema.article.c.id == schema.claim.c.article_id)
        mine = select(link.comparison_id).where(
            link.claim_id.in_(claims.where(schema.article.c.document_id == document))
        )
        touched = list(self._connection.execute(mine.distinct()).scalars())
        for start in range(0, len(touched), CHUNK):
            some = touched[start : start + CHUNK]
            others = select(link.claim_id).where(link.comparison_id.in_(some))
            self._connection.execute(delete(schema.subject).where(subject.id.in_(others)))
            self._connection.execute(delete(schema.comparison).where(schema.comparison.c.id.in_(some)))

    def _place(self, page: Page, *, fresh: bool) -> None:
        """Where ``page`` was seen, unless that is known; nothing is known of a ``fresh`` document."""
        row = {"document_id": self._documents[page.sha256], "source": page.source, "url": page.url}
        place = schema.place.c
        same = [place[name].is_not_distinct_from(value) for name, value in row.items()]
        if not fresh:
            self._insert()
        if fresh or self._connection.execute(select(place.id).where(*same)).first() is None:
            self._fresh.add("place", {**row, "run_id": self._run})

    def _fail(self, failed: Failure) -> None:
        row = {"source": failed.source, "sha256": failed.sha256, "error": failed.error, "run_id": self._run}
        self._fresh.add("failure", row)

    def _mend(self, source: str) -> None:
        """A page that failed before has been read: the failure is past."""
        self._insert()
        self._connection.execute(delete(schema.failure).where(schema.failure.c.source == source))
        self._fresh = self._rows()

    def _insert(self) -> None:
        for table in ORDER:
            made = self._fresh.tables.pop(table, None)
            if made:
                self._connection.execute(insert(schema.metadata.tables[table]), made)

    def _rows(self) -> Rows:
        return Rows({name: names.top(self._connection, schema.metadata.tables[name]) + 1 for name in ORDER})

    def _builder(self, found: Sequence[Extraction]) -> Builder:
        speakers = [speaker for one in found for speaker in rows.speakers(one)]
        agents = [
            name
            for speaker in speakers
            for name in (
                rows.speaker_name(speaker, self._fold_name),
                self._conveyor(speaker.via) if speaker.via else None,
            )
            if name
        ]
        metrics = [rows.metric_name(claim, self._fold_name) for one in found for claim in one.claims]
        return Builder(
            self._stems,
            self._fold_name,
            names.resolve(self._connection, schema.agent, agents),
            names.resolve(self._connection, schema.metric, metrics),
            self._conveyor,
        )

    def _conveyor(self, name: str) -> Name:
        folded = self._fold_name(name)
        return Name(self._aliases.get(folded), name, folded)

    def _unique_aliases(self) -> dict[str, str]:
        """Folded names that belong to one registered speaker alone, and that speaker's key."""
        owners: dict[str, set[str]] = {}
        alias, agent = schema.agent_alias.c, schema.agent.c
        known = select(alias.folded, agent.key).join(schema.agent, agent.id == alias.agent_id)
        for folded, key in self._connection.execute(known):
            owners.setdefault(folded, set()).add(key)
        return {folded: min(keys) for folded, keys in owners.items() if len(keys) == 1}

    def _stored(self, hashes: Sequence[str]) -> dict[str, int]:
        """The rows of the documents that are there already, by hash."""
        document = schema.document.c
        found: dict[str, int] = {}
        for start in range(0, len(hashes), CHUNK):
            some = select(document.sha256, document.id).where(document.sha256.in_(hashes[start : start + CHUNK]))
            found.update({row.sha256: row.id for row in self._connection.execute(some)})
        return found

    def _failed(self, sources: Sequence[str]) -> set[str]:
        """Those of ``sources`` that a failure is recorded of."""
        column = schema.failure.c.source
        found: set[str] = set()
        for start in range(0, len(sources), CHUNK):
            found.update(
                self._connection.execute(select(column).where(column.in_(sources[start : start + CHUNK]))).scalars()
            )
        return found
