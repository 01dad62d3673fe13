"""Finding claims by their words: the folded full-text index, asked by light stems.

The index holds each word folded and its stem (store/rows.py), so that «أكّد» finds «اكد» and «المستفيدين»
finds «مستفيد». SQLite answers from FTS5, PostgreSQL from its own index over the same column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, text

from extractor.compare.stems import Stemmer
from extractor.serial import Json
from extractor.store.read import claims
from extractor.store.schema import agent, article, attribution, claim, metric

QUOTED = re.compile(r'"([^"]*)"|([^"]+)')
CHUNK = 400  # rows asked for by number in one statement
RARE = 3  # of a label's words: the rarest ones find it
FEW = 1000  # claims that a word finds, up to which all words are counted first
CROWDED = 20_000  # claims that a word finds beyond which it is left to the rarer ones
CANDIDATES = 600  # claims that a statement is held against at the most


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search asks for besides words; ``None`` asks for nothing."""

    metric: str | None = None
    speaker: str | None = None
    publisher: str | None = None
    since: date | None = None
    until: date | None = None


class Search:
    """Searches of one open database."""

    def __init__(self, connection: Connection, stems: Stemmer) -> None:
        """``stems`` must be of the patterns that the database was loaded with, or words are missed."""
        self._connection = connection
        self._stems = stems
        self._sqlite = connection.dialect.name == "sqlite"

    def find(self, words: str, wanted: Wanted, *, limit: int) -> list[Json]:
        """Up to ``limit`` claims that hold all ``words`` (a quoted phrase as it stands) and meet ``wanted``."""
        conditions = self._conditions(wanted)
        if not words.strip():
            return list(self._limited(conditions, limit))
        found: list[Json] = []
        for chunk in self._numbers(self._expression(words)):
            found += claims(self._connection, claim.c.id.in_(chunk), *conditions)
            if len(found) >= limit:
                break
        return found[:limit]

    def near(self, one: Json) -> list[Json]:
        """The claims that ``one`` may be comparable with: those of its metric, and those that share its rarer words."""
        numbers: dict[int, None] = {}
        key = one["metric"]["id"]
        if key:
            family = select(metric.c.id).where(
                or_(metric.c.key == key, metric.c.part_of == key, metric.c.key.in_(self._whole(key)))
            )
            mine = select(claim.c.id).where(claim.c.metric_id.in_(family)).order_by(claim.c.id.desc()).limit(CANDIDATES)
            numbers |= dict.fromkeys(self._connection.execute(mine).scalars())
        for words in (one["metric"]["text"], one["evidence"]["text"]):
            numbers |= dict.fromkeys(self.sharing(words))
        order = sorted(numbers)
        return [
            row
            for start in range(0, len(order), CHUNK)
            for row in claims(self._connection, claim.c.id.in_(order[start : start + CHUNK]))
            if not row["vague"]
        ]

    def _whole(self, key: str) -> list[str]:
        whole = self._connection.execute(select(metric.c.part_of).where(metric.c.key == key)).scalar()
        return [whole] if whole else []

    def sharing(self, words: str) -> list[int]:
        """The rows of the claims that hold the rarest words of a label or sentence: any one of them, the best first."""
        known = {stem: self._often(stem, FEW) for stem in dict.fromkeys(self._stems.of_text(words)) if len(stem) > 1}
        if sum(0 < often <= FEW for often in known.values()) < 2 * RARE:  # count on only where that can tell
            known |= {stem: self._often(stem, CROWDED) for stem, often in known.items() if often > FEW}
        rare = sorted((often, stem) for stem, often in known.items() if 0 < often <= CROWDED)[: 2 * RARE]
        rare = [(often, stem) for often, stem in rare if not stem[0].isdecimal()][:RARE]
        if not rare:
            return []
        query = self._joined([self._quoted(stem) for _, stem in rare], any_of=True)
        statement = text(self._ranked()).bindparams(query=query, most=CANDIDATES)
        return list(self._connection.execute(statement).scalars())

    def _often(self, stem: str, most: int) -> int:
        """How many claims hold a stem, counted to one more than ``most``."""
        table = "SELECT rowid FROM claim_fts WHERE claim_fts MATCH :query LIMIT :most"
        if not self._sqlite:
            table = f"SELECT id FROM claim WHERE {POSTGRES} LIMIT :most"  # noqa: S608 - constants
        counting = text(f"SELECT count(*) FROM ({table}) AS found")  # noqa: S608 - the same
        found = self._connection.execute(counting, {"query": self._quoted(stem), "most": most + 1})
        return int(found.scalar() or 0)

    def _ranked(self) -> str:
        if self._sqlite:
            return "SELECT rowid FROM claim_fts WHERE claim_fts MATCH :query ORDER BY rank LIMIT :most"
        return f"SELECT id FROM claim WHERE {POSTGRES} ORDER BY ts_rank({VECTOR}, {ASKED}) DESC, id LIMIT :most"  # noqa: S608 - the same

    def _numbers(self, query: str) -> Iterator[list[int]]:
        """The rows of the claims that match, in page order, some at a time: a common word costs no more."""
        last = 0
        table = "SELECT rowid FROM claim_fts WHERE claim_fts MATCH :query AND rowid > :last ORDER BY rowid LIMIT :most"
        if not self._sqlite:
            table = f"SELECT id FROM claim WHERE {POSTGRES} AND id > :last ORDER BY id LIMIT :most"  # noqa: S608 - the same
        while query:
            asked = {"query": query, "last": last, "most": CHUNK}
            chunk = list(self._connection.execute(text(table), asked).scalars())
            if not chunk:
                return
            yield chunk
            last = chunk[-1]

    def _expression(self, words: str) -> str:
        """``words`` in the language of the index: every stem, and every quoted phrase."""
        parts = []
        for phrase, loose in QUOTED.findall(words):
            if phrase:
                parts.append(self._quoted(*self._stems.words(phrase)))
            parts += [self._quoted(stem) for stem in self._stems.of_text(loose)]
        return self._joined([part for part in parts if part], any_of=False)

    def _quoted(self, *words: str) -> str:
        """Words that follow one another; they hold letters and digits only, so nothing has to be escaped."""
        bare = [re.sub(r"\W+", " ", word).strip() for word in words]
        bare = [word for part in bare for word in part.split()]
        if self._sqlite:
            return '"' + " ".join(bare) + '"' if bare else ""
        return "(" + " <-> ".join(f"'{word}'" for word in bare) + ")" if bare else ""

    def _joined(self, parts: Sequence[str], *, any_of: bool) -> str:
        sign = (" OR " if any_of else " AND ") if self._sqlite else (" | " if any_of else " & ")
        return sign.join(parts)

    def _limited(self, conditions: Sequence[ColumnElement[bool]], limit: int) -> Iterator[Json]:
        for number, row in enumerate(claims(self._connection, *conditions)):
            if number >= limit:
                return
            yield row

    def _conditions(self, wanted: Wanted) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        day: ColumnElement[Any] = func.coalesce(claim.c.date_end, article.c.published, article.c.event_date)
        if wanted.metric:
            named = or_(metric.c.key == wanted.metric, *self._held(metric.c.folded, wanted.metric))
            found.append(claim.c.metric_id.in_(select(metric.c.id).where(named)))
        if wanted.speaker:
            known = and_(*self._held(agent.c.folded, wanted.speaker))
            said = select(attribution.c.id).join(agent, agent.c.id == attribution.c.agent_id)
            found.append(claim.c.attribution_id.in_(said.where(or_(agent.c.key == wanted.speaker, known))))
        if wanted.publisher:
            found.append(article.c.publisher == wanted.publisher)
        if wanted.since:
            found.append(day >= wanted.since)
        if wanted.until:
            found.append(day <= wanted.until)
        return found

    def _held(self, column: ColumnElement[str], words: str) -> list[ColumnElement[bool]]:
        """That a folded column holds every stem of ``words``."""
        return [column.contains(stem, autoescape=True) for stem in self._stems.of_text(words)] or [column == words]


VECTOR = "to_tsvector('simple', folded)"
ASKED = "to_tsquery('simple', :query)"
POSTGRES = f"{VECTOR} @@ {ASKED}"
