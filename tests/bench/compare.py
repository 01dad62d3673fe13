"""How comparing grows: generated claims of many metrics, held against one another, and searched in a database.

usage: python tests/bench/compare.py [CLAIMS …]             (default: 10000 100000)
       python tests/bench/compare.py --db FILE CLAIMS       loads them into FILE and times searches there

Prints, for each number of claims: seconds, claims a second, comparisons, alarms, and the peak memory of the process.
The claims are made up from a few hundred words: ten to an article, one metric to about a hundred claims. A claim
follows from its number alone, so that none has to be kept.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert

from extractor.compare.board import Board
from extractor.compare.stems import Stemmer
from extractor.normalize import Folder
from extractor.patterns import load
from extractor.store import schema
from extractor.store.comparisons import comparisons
from extractor.store.connect import connect, writing
from extractor.store.read import fetcher
from extractor.store.relations import Relations
from extractor.store.rows import search_text
from extractor.store.search import Search, Wanted

HEADS = ["عدد", "كلفة", "نسبة", "مداخيل", "صادرات", "واردات", "إنتاج", "مبيعات", "تمويل", "رخص"]
THINGS = [
    "المدارس",
    "المستشفيات",
    "الطرق",
    "السدود",
    "المعامل",
    "المكتبات",
    "الملاعب",
    "المخيمات",
    "الأسواق",
    "المطاعم",
]
KINDS = ["الكبرى", "الصغرى", "الجهوية", "الخاصة", "العمومية", "المؤقتة", "الرقمية", "البحرية", "الجبلية", "المعطلة"]
OWNERS = [f"برنامج{letter}{other}" for letter in "ابتثجحخدذر" for other in "سشصضطظعغفق"]
VERBS = ["بلغ", "وصل", "ناهز", "سجل"]
CLAIMS_AN_ARTICLE = 10
PER_METRIC = 100
VOCABULARY = 20_000
BLOCK = 10_000  # claims written at a time


def _word(number: int) -> str:
    """A made-up word of four letters: a newspaper's vocabulary, not a handful of words."""
    letters = "بتثجحخدذرزسشصضطظعغفقكلمنه"
    return "".join(letters[number // len(letters) ** place % len(letters)] for place in range(4))


class Made:
    """``count`` claims, by number, in the order of their articles."""

    def __init__(self, count: int) -> None:
        self.count = count
        labels = [f"{a} {b} {c} {d}" for a in HEADS for b in THINGS for c in KINDS for d in OWNERS]
        random.Random(1).shuffle(labels)
        self.labels = labels[: max(1, count // PER_METRIC)]

    def claim(self, number: int) -> dict[str, Any]:
        article = number // CLAIMS_AN_ARTICLE
        told, dice = random.Random(-1 - article), random.Random(number)
        day = (date(2020, 1, 1) + timedelta(told.randrange(2000))).isoformat()
        place = dice.randrange(len(self.labels))
        label, base = self.labels[place], random.Random(self.labels[place]).randrange(1000, 10_000_000)
        value = base + dice.randrange(base // 3)
        span = f"{value} درهم"
        rest = " ".join(_word(dice.randrange(VOCABULARY)) for _ in range(10))
        text = f"{dice.choice(VERBS)} {label} {span} {rest}"
        start = text.index(span)
        return {
            "id": f"{number:020x}", "source": f"{article}.txt", "article": 0, "in": "body",
            "publisher": f"outlet {told.randrange(50)}", "published": day, "event_date": None,
            "title": None, "url": None,
            "span": {"start": start, "end": start + len(span), "text": span},
            "evidence": {"start": 0, "end": len(text), "text": text},
            "metric": {"text": label, "id": None, "spans": []},
            "value": {
                "amount": str(value), "point": value, "low": value, "high": value, "bound": "exact",
                "unit": "MAD", "counted": None, "per": None,
            },
            "date": None, "speaker": None, "modality": "asserted", "kind": None, "vague": False, "trace": [],
        }  # fmt: skip

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(self.claim, range(self.count))

    def fetch(self, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        return {key: self.claim(int(key, 16)) for key in ids}


def peak() -> float:
    """The most memory that the process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compared(count: int) -> None:
    patterns = load()
    board, made = Board(patterns, Folder(patterns)), Made(count)
    start, used = time.perf_counter(), time.process_time()
    found = alarms = 0
    for row in board.relations(made, made.fetch):
        found += 1
        alarms += row["alarm"]
    took, used = time.perf_counter() - start, time.process_time() - used
    print(f"{count:>9} claims  {took:7.1f} s ({used:7.1f} s of a processor)  {count / took:8.0f} a second", end="  ")
    print(f"{found:>8} comparisons  {alarms:>6} alarms  {peak():6.0f} MB", flush=True)


def filled(name: str, made: Made, stems: Stemmer) -> Engine:
    """A database of the claims, ten rows to an article, written in blocks."""
    engine = connect(name, create=True)
    with writing(engine) as connection:
        moment = datetime.now(UTC)
        connection.execute(insert(schema.run), [{"id": 1, "code": "bench", "patterns": "bench", "started": moment}])
        rows = [
            {"id": k, "key": f"bench.{k}", "text": x, "folded": stems.fold(x)} for k, x in enumerate(made.labels, 1)
        ]
        connection.execute(insert(schema.metric), rows)
        numbers = {label: number for number, label in enumerate(made.labels, 1)}
        for first in range(0, made.count, BLOCK):
            block = [made.claim(number) for number in range(first, min(first + BLOCK, made.count))]
            for table, rows in blocks(block, first, numbers, stems).items():
                connection.execute(insert(schema.metadata.tables[table]), rows)
    return engine


def blocks(
    block: Sequence[dict[str, Any]], first: int, numbers: dict[str, int], stems: Stemmer
) -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, list[dict[str, Any]]] = {"document": [], "place": [], "article": [], "claim": []}
    for number, one in enumerate(block, first + 1):
        article = (number - 1) // CLAIMS_AN_ARTICLE + 1
        if (number - 1) % CLAIMS_AN_ARTICLE == 0:
            page = {"sha256": one["source"], "media": "text", "encoding": "utf-8", "text": "", "run_id": 1}
            tables["document"].append({"id": article, **page})
            tables["place"].append({"id": article, "document_id": article, "source": one["source"], "run_id": 1})
            told = {"publisher": one["publisher"], "published": date.fromisoformat(one["published"])}
            blank = {"number": 0, "body": "[]", "metadata": "[]", "folded": ""}
            tables["article"].append({"id": article, "document_id": article, **blank, **told})
        label, text = one["metric"]["text"], one["evidence"]["text"]
        tables["claim"].append({
            "id": number, "key": one["id"], "article_id": article, "place": "body", "text": one["span"]["text"],
            "span_start": one["span"]["start"], "span_end": one["span"]["end"], "evidence": text,
            "evidence_start": 0, "evidence_end": len(text), "metric_id": numbers[label], "metric": label,
            "metric_spans": "[]", **one["value"], "modality": "asserted", "vague": False, "trace": "[]",
            "folded": search_text(stems, label, None, text),
        })  # fmt: skip
    return tables


def searched(name: str, count: int) -> None:
    patterns = load()
    stems, made = Stemmer(patterns, Folder(patterns)), Made(count)
    start = time.perf_counter()
    engine = filled(name, made, stems)
    print(f"{count:>9} claims loaded in {time.perf_counter() - start:.1f} s, {peak():.0f} MB")
    board = Board(patterns, stems.fold)
    start, used = time.perf_counter(), time.process_time()
    with writing(engine) as connection:
        Relations(connection, board, Search(connection, stems)).refresh()
    kept, used = time.perf_counter() - start, time.process_time() - used
    print(f"{count:>9} claims compared and kept in {kept:.1f} s ({used:.1f} s of a processor), {peak():.0f} MB")
    with engine.connect() as connection:
        search, fetch = Search(connection, stems), fetcher(connection)
        dice = random.Random(7)
        labels = [dice.choice(made.labels) for _ in range(40)]

        def metric(label: str) -> list[dict[str, Any]]:
            key = f"bench.{made.labels.index(label) + 1}"
            return [{**row._mapping, "claims": fetch(ids)} for row, ids in comparisons(connection, [key])]

        def candidates(label: str) -> list[dict[str, Any]]:
            return search.near({"metric": {"id": None, "text": label}, "evidence": {"text": label}})

        def newest(_: str) -> list[Any]:
            return [fetch(ids) for _, ids in comparisons(connection, alarms=True, limit=50)]

        calls: dict[str, Callable[[str], object]] = {
            "query, one common word": lambda label: search.find(label.split()[0], Wanted(), limit=50),
            "query, a whole label": lambda label: search.find(label, Wanted(), limit=50),
            "compare --metric": metric,
            "fifty alarms": newest,
            "candidates of a check": candidates,
        }
        for what, call in calls.items():
            took = []
            for label in labels:
                start = time.process_time()
                call(label)
                took.append(time.process_time() - start)
            took.sort()
            print(f"{what:>24}: median {took[20] * 1000:6.1f} ms, p95 {took[37] * 1000:6.1f} ms of a processor")
    engine.dispose()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--db"]:
        searched(sys.argv[2], int(sys.argv[3]))
    else:
        for size in map(int, sys.argv[1:] or ("10000", "100000")):
            compared(size)
