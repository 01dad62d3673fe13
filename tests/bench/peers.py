"""Our reader and the installable peers on our own cases: how many texts each reads right, and how fast.

    python tests/bench/peers.py              a peer that is not installed is named and skipped
    pip install --group peers                installs them, into an environment of its own

A text of numbers is right where a reader gives the numbers of the case and no other (of a range both ends, of a
text without quantity none); units are counted apart. A peer that gives one number a text is only asked for texts
of one. A date is right where the day a reader gives lies in the interval of the case. Cases that we read wrongly
today count against us like any other.
"""

from __future__ import annotations

import importlib
import re
import time
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeAlias

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = ROOT / "tests" / "cases"
SEEDS = ROOT / "corpus" / "seeds"
ANCHOR = date(2026, 2, 9)
EXCERPT = 2_000  # code points of a seed page on which all readers are timed
RUNS = 5  # of each reader over the page; the fastest counts
CLOSE = Decimal("0.005")  # a spelled fraction is written with two decimals

Pair: TypeAlias = tuple[Decimal, str | None]  # a number and, where the reader knows units, its unit
Reading: TypeAlias = Callable[[str], list[Pair]]
Days: TypeAlias = Callable[[str, date], list[tuple[date, date]]]


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its quantities (each one or two numbers and a unit) or its intervals."""

    text: str
    pairs: tuple[Pair, ...] = ()
    days: tuple[tuple[date, date], ...] = ()
    anchor: date = ANCHOR


def load(kind: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for path in sorted(CASES.glob(f"{kind}_*.toml")):
        rows += tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
    return rows


def number_cases() -> list[Case]:
    """The cases of tests/cases/numbers*.toml but those of vague plurals, which have no number to give."""
    cases = []
    for row in load("numbers"):
        told = [one.split() for one in row["quantities"]]
        if any(one[0] == "vague" for one in told):
            continue
        ends = [(one[1:3], one[3]) if one[0] == "between" else (one[1:2], one[2]) for one in told]
        cases.append(Case(row["text"], tuple((Decimal(n), unit) for numbers, unit in ends for n in numbers)))
    return cases


def date_cases() -> list[Case]:
    """The cases of tests/cases/dates*.toml that an anchor resolves."""
    cases = []
    for row in load("dates"):
        told = [one.split()[:2] for one in row["dates"]]
        if any("?" in one for one in told):
            continue
        days = tuple((date.fromisoformat(start), date.fromisoformat(end)) for start, end in told)
        cases.append(Case(row["text"], days=days, anchor=date.fromisoformat(row.get("anchor", str(ANCHOR)))))
    return cases


# ── the readers ───────────────────────────────────────────────────────────────────────────────────


def decimal(value: object) -> list[Pair]:
    try:
        return [] if value is None or value is False else [(Decimal(str(value)), None)]
    except InvalidOperation:
        return []


def ours() -> tuple[Reading, Days]:
    from extractor.reading import Reader

    reader = Reader()

    def numbers(text: str) -> list[Pair]:
        found: list[Pair] = []
        for one in reader.read(text, ANCHOR).quantities:
            value = one.value
            ends = (value.low, value.high) if value.bound == "between" else (value.point,)
            found += [(end, value.unit) for end in ends if end is not None]
        return found

    def days(text: str, anchor: date) -> list[tuple[date, date]]:
        return [(one.start, one.end) for one in reader.read(text, anchor).dates if one.start and one.end]

    return numbers, days


def ovos(module: Any) -> Reading:  # noqa: ANN401 - the peers carry no types
    return lambda text: decimal(module.extract_number(text, lang="ar"))


def pyarabic(module: Any) -> Reading:  # noqa: ANN401 - the peers carry no types
    return lambda text: [
        pair
        for phrase in module.extract_number_phrases(text)
        for pair in decimal(phrase if phrase.isdecimal() else module.text2number(phrase))
    ]


def quantulum3(module: Any) -> Reading:  # noqa: ANN401 - the peers carry no types
    return lambda text: [pair for one in module.parse(text) for pair in decimal(one.value)]


def number_parser(module: Any) -> Reading:  # noqa: ANN401 - the peers carry no types
    return lambda text: [pair for run in re.findall(r"\d+(?:\.\d+)?", module.parse(text)) for pair in decimal(run)]


def dateparser(module: Any) -> Days:  # noqa: ANN401 - the peers carry no types
    def days(text: str, anchor: date) -> list[tuple[date, date]]:
        settings = {"RELATIVE_BASE": datetime.combine(anchor, datetime.min.time()), "DATE_ORDER": "DMY"}
        found = module.search_dates(text, languages=["ar"], settings=settings) or []
        return [(day.date(), day.date()) for _, day in found]

    return days


# name, module, adapter, whether it gives one number a text
PEERS: tuple[tuple[str, str, Callable[[Any], Reading], bool], ...] = (
    ("ovos-number-parser", "ovos_number_parser", ovos, True),
    ("pyarabic", "pyarabic.number", pyarabic, False),
    ("quantulum3", "quantulum3.parser", quantulum3, False),
    ("number-parser", "number_parser", number_parser, False),
)


# ── scores ────────────────────────────────────────────────────────────────────────────────────────


def same_numbers(found: Iterable[Pair], case: Case) -> bool:
    got, told = sorted(pair[0] for pair in found), sorted(pair[0] for pair in case.pairs)
    return len(got) == len(told) and all(abs(one - other) <= CLOSE for one, other in zip(got, told, strict=True))


def same_units(found: Iterable[Pair], case: Case) -> bool:
    return sorted(str(pair[1]) for pair in found) == sorted(str(pair[1]) for pair in case.pairs)


def within(found: list[tuple[date, date]], case: Case) -> bool:
    pairs = zip(sorted(found), sorted(case.days), strict=False)
    return len(found) == len(case.days) and all(start <= day <= end for (day, _), (start, end) in pairs)


def score_numbers(name: str, read: Reading, cases: list[Case], *, single: bool = False) -> None:
    asked = [case for case in cases if len(case.pairs) <= 1] if single else cases
    right = units = right_none = 0
    begin = time.perf_counter()
    answers = [read(case.text) for case in asked]
    spent = time.perf_counter() - begin
    for answer, case in zip(answers, asked, strict=True):
        good = same_numbers(answer, case)
        right += good
        units += good and same_units(answer, case)
        right_none += good and not case.pairs
    none = sum(not case.pairs for case in asked)
    share = 100 * (right - right_none) / (len(asked) - none)
    print(
        f"  {name:20} {len(asked):6} {share:9.1f} % {100 * right_none / none:9.1f} % {100 * right / len(asked):9.1f} %"
        f" {100 * units / len(asked):9.1f} % {1e6 * spent / len(asked):10.0f}"
    )


def score_dates(name: str, read: Days, cases: list[Case]) -> None:
    begin = time.perf_counter()
    answers = [read(case.text, case.anchor) for case in cases]
    spent = time.perf_counter() - begin
    right = sum(within(answer, case) for answer, case in zip(answers, cases, strict=True))
    print(f"  {name:20} {len(cases):6} {100 * right / len(cases):9.1f} % {1e6 * spent / len(cases):10.0f}")


def found_module(name: str, module: str) -> Any:  # noqa: ANN401 - the peers carry no types
    try:
        return importlib.import_module(module)
    except ImportError:
        print(f"  {name:20} not installed: skipped (dependency group `peers`)")
        return None


def tried(name: str, call: Callable[[], object]) -> None:
    """Run one reader over the cases; what it cannot read at all is its own message."""
    try:
        call()
    except Exception as problem:  # noqa: BLE001 - a peer may raise anything, e.g. that it has no Arabic
        print(f"  {name:20} cannot read the cases: {problem}")


def timed(name: str, read: Callable[[str], object], text: str) -> None:
    spent = []
    for _ in range(RUNS):  # the first compiles and warms
        begin = time.process_time()
        read(text)
        spent.append(time.process_time() - begin)
    print(f"  {name:20} {1e8 * min(spent) / len(text):10.1f}")


def main() -> None:
    cases, dated = number_cases(), date_cases()
    numbers, days = ours()
    columns = ("quantity", "none", "all", "with unit")
    print(f"  {'numbers':20} {'texts':>6} {' '.join(f'{name:>11}' for name in columns)} {'µs a text':>10}")
    tried("arqam", lambda: score_numbers("arqam", numbers, cases))
    readers: list[tuple[str, Callable[[str], object]]] = [("arqam", numbers)]
    for name, path, adapter, single in PEERS:
        if module := found_module(name, path):
            read = adapter(module)
            tried(name, lambda name=name, read=read, single=single: score_numbers(name, read, cases, single=single))  # type: ignore[misc]
            readers.append((name, read))
            if single:  # it stops at the first number; so it reads a whole text
                readers.append((f"{name} (all)", lambda text, whole=module: whole.numbers_to_digits(text, lang="ar")))  # type: ignore[misc]
    print(f"  {'dates':20} {'texts':>6} {'in interval':>11} {'µs a text':>10}")
    tried("arqam", lambda: score_dates("arqam", days, dated))
    if module := found_module("dateparser", "dateparser.search"):
        search = dateparser(module)
        tried("dateparser", lambda: score_dates("dateparser", search, dated))
        readers.append(("dateparser", lambda text: search(text, ANCHOR)))
    text = next(iter(sorted(SEEDS.iterdir()))).read_text(encoding="utf-8")[:EXCERPT]
    print(f"  {'one page of news':20} {'µs per 100 characters':>21}   ({len(text)} characters)")
    for name, run in readers:
        tried(name, lambda name=name, run=run: timed(name, run, text))  # type: ignore[misc]


if __name__ == "__main__":
    main()
