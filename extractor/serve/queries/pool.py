"""Which claims a page chooses from: a pool of bounded size, newest first, whatever the database holds.

A million claims cannot be counted and sorted for every page. Each question is therefore answered from at most
:data:`POOL` claims that an index gives at once; where there are more, the page says that it looked at the newest.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.compare.stems import Stemmer
from extractor.serve.queries.rows import chunks

POOL = 700
COMPARISONS = 4_000  # of the newest comparisons, looked through for those of one relation
ALARMS = frozenset({"scale_slip", "conflicts", "part_whole"})
TOKEN = re.compile(r"\w+")
QUOTED = re.compile(r'"([^"]*)"|([^"]+)')


@dataclass(frozen=True, slots=True)
class Pool:
    """Numbers of claims; ``more`` when there are others that were not looked at."""

    numbers: tuple[int, ...]
    more: bool = False
    ranked: bool = False


def phrases(words: str, stems: Stemmer) -> tuple[str, ...]:
    """What a claim must hold to answer ``words``: every stem, and every quoted phrase as it stands.

    >>> from extractor.normalize import Folder
    >>> from extractor.patterns import load
    >>> patterns = load()
    >>> phrases('المستفيدون "11 مليون"', Stemmer(patterns, Folder(patterns)))
    ('مستفيد', '11 مليون')
    """
    parts = []
    for phrase, loose in QUOTED.findall(words):
        parts += [list(stems.words(phrase))] if phrase else [[stem] for stem in stems.of_text(loose)]
    # Letters and digits only, so that nothing of the index's own language is left in them.
    bare = (" ".join(re.sub(r"\W+", " ", " ".join(part)).split()) for part in parts)
    return tuple(dict.fromkeys(part for part in bare if part))


def expression(parts: Sequence[str]) -> str:
    """``phrases`` in the language of the full-text index."""
    return " AND ".join(f'"{part}"' for part in parts)


def holding(connection: sqlite3.Connection, query: str) -> Pool:
    """The claims whose text answers a full-text ``query``: by relevance, or the newest where the words are common."""
    few = "SELECT count(*) FROM (SELECT 1 FROM claim_fts WHERE claim_fts MATCH ? LIMIT ?)"
    (number,) = connection.execute(few, (query, POOL + 1)).fetchone()
    if number > POOL:
        newest = "SELECT rowid FROM claim_fts WHERE claim_fts MATCH ? ORDER BY rowid DESC LIMIT ?"
        return Pool(_numbers(connection, newest, query, POOL), more=True)
    ranked = "SELECT rowid FROM claim_fts WHERE claim_fts MATCH ? ORDER BY rank LIMIT ?"
    return Pool(_numbers(connection, ranked, query, POOL), ranked=True)


def among(connection: sqlite3.Connection, parts: Sequence[str], pool: Pool) -> Pool:
    """Those of ``pool`` that hold all ``parts``, told from their text: the index would be asked once for each claim."""
    kept: set[int] = set()
    for marks, chunk in chunks(pool.numbers):
        asked = f"SELECT id, folded FROM claim WHERE id IN ({marks})"  # noqa: S608 - question marks
        for number, folded in connection.execute(asked, chunk):
            held = f" {' '.join(TOKEN.findall(folded))} "
            if all(f" {part} " in held for part in parts):
                kept.add(number)
    return Pool(tuple(number for number in pool.numbers if number in kept), more=pool.more)


def newest(connection: sqlite3.Connection) -> Pool:
    """The claims that were printed last."""
    return _bounded(_numbers(connection, "SELECT id FROM subject ORDER BY day DESC, id DESC LIMIT ?", POOL + 1))


def of_metric(connection: sqlite3.Connection, metric: int) -> Pool:
    """The claims of the metric in row ``metric``."""
    asked = "SELECT id FROM claim WHERE metric_id = ? ORDER BY id DESC LIMIT ?"
    return _bounded(_numbers(connection, asked, metric, POOL + 1))


def of_speaker(connection: sqlite3.Connection, agent: int) -> Pool:
    """The claims that the speaker in row ``agent`` asserts, or read out for somebody."""
    asked = (
        "SELECT claim.id FROM (SELECT id FROM attribution WHERE agent_id = ? ORDER BY id DESC LIMIT ?) AS said "
        "JOIN claim ON claim.attribution_id = said.id LIMIT ?"
    )
    return _bounded(_numbers(connection, asked, agent, POOL, POOL + 1))


def of_publisher(connection: sqlite3.Connection, publisher: str) -> Pool:
    """The claims of the newest articles of an outlet."""
    asked = "SELECT id FROM article WHERE publisher = ? ORDER BY id DESC LIMIT ?"
    return _of_articles(connection, _numbers(connection, asked, publisher, POOL // 2))


def of_relation(connection: sqlite3.Connection, relation: str) -> Pool:
    """The claims that stand in a relation, of the newest comparisons."""
    asked = (
        "SELECT DISTINCT comparison_claim.claim_id "
        "FROM (SELECT id, relation FROM comparison WHERE alarm = ? ORDER BY newest DESC LIMIT ?) AS found "
        "JOIN comparison_claim ON comparison_claim.comparison_id = found.id WHERE found.relation = ? LIMIT ?"
    )
    return _bounded(_numbers(connection, asked, int(relation in ALARMS), COMPARISONS, relation, POOL + 1))


def _of_articles(connection: sqlite3.Connection, articles: Sequence[int]) -> Pool:
    found: list[int] = []
    for article in articles:
        asked = "SELECT id FROM claim WHERE article_id = ? ORDER BY id LIMIT ?"
        found += _numbers(connection, asked, article, POOL)
        if len(found) > POOL:
            break
    return _bounded(found)


def _bounded(numbers: Sequence[int]) -> Pool:
    return Pool(tuple(numbers[:POOL]), more=len(numbers) > POOL)


def _numbers(connection: sqlite3.Connection, asked: str, *parameters: object) -> tuple[int, ...]:
    return tuple(row[0] for row in connection.execute(asked, parameters))
