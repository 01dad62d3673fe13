"""How comparing grows: generated claims of many metrics, held against one another in memory.

usage: python tests/bench/compare.py [CLAIMS …]        (default: 10000 100000)

Prints, for each number of claims: seconds, claims a second, comparisons, alarms, and the peak memory of the process.
The claims are made up from a few hundred words: ten to an article, one metric to about a hundred claims.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from extractor.compare.board import Board
from extractor.normalize import Folder
from extractor.patterns import load

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


def generated(count: int, *, seed: int = 1) -> Iterator[dict[str, Any]]:
    """``count`` claims, in the order of their articles."""
    dice = random.Random(seed)
    labels = [f"{a} {b} {c} {d}" for a in HEADS for b in THINGS for c in KINDS for d in OWNERS]
    dice.shuffle(labels)
    labels = labels[: max(1, count // PER_METRIC)]
    base = {label: dice.randrange(1000, 10_000_000) for label in labels}
    first = date(2020, 1, 1)
    for number in range(count):
        if number % CLAIMS_AN_ARTICLE == 0:
            day = (first + timedelta(dice.randrange(2000))).isoformat()
            outlet = f"outlet {dice.randrange(50)}"
        label = dice.choice(labels)
        value = base[label] + dice.randrange(base[label] // 3)
        span = f"{value} درهم"
        text = f"{dice.choice(VERBS)} {label} {span} حسب المعطيات المتوفرة"
        start = text.index(span)
        yield {
            "id": f"{number:020x}", "source": f"{number // CLAIMS_AN_ARTICLE}.txt", "article": 0, "in": "body",
            "publisher": outlet, "published": day, "event_date": None, "title": None, "url": None,
            "span": {"start": start, "end": start + len(span), "text": span},
            "evidence": {"start": 0, "end": len(text), "text": text},
            "metric": {"text": label, "id": None, "spans": []},
            "value": {
                "amount": str(value), "point": value, "low": value, "high": value, "bound": "exact",
                "unit": "MAD", "counted": None, "per": None,
            },
            "date": None, "speaker": None, "modality": "asserted", "kind": None, "vague": False, "trace": [],
        }  # fmt: skip


def main() -> None:
    patterns = load()
    for count in map(int, sys.argv[1:] or ("10000", "100000")):
        board = Board(patterns, Folder(patterns))
        claims = list(generated(count))
        start = time.perf_counter()
        found = alarms = 0
        for row in board.comparisons(claims):
            found += 1
            alarms += row["alarm"]
        took = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count:>9} claims  {took:7.1f} s  {count / took:8.0f} a second", end="  ")
        print(f"{found:>8} comparisons  {alarms:>6} alarms  {peak:6.0f} MB", flush=True)


if __name__ == "__main__":
    main()
