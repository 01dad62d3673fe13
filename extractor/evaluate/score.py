"""Extracted claims against gold claims: each field, and the whole tuple.

A predicted claim is paired with the gold claim of the same page whose span it overlaps best. Vague and
optional gold claims may be found or not; vague predictions that meet no gold claim do not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from extractor.evaluate.gold import Row, files, locate, read_text
from extractor.evaluate.labels import Labels
from extractor.model import Span

FIELDS = ("number", "bound", "unit", "per", "value", "date", "date_role", "speaker", "metric", "modality")
CORE = ("value", "date", "speaker")
WHOLE = (*CORE, "metric", "modality")
SHOWN = tuple(field for field in FIELDS if field not in {"value", "date_role"})  # the others say the same once
EQUAL = 1e-9  # relative: both numbers passed through floats
FRACTION = 5e-3  # relative: a third may be written 33 or 33.33


@dataclass(frozen=True, slots=True)
class Ratio:
    """Precision, recall and their harmonic mean, each 0 to 1."""

    p: float
    r: float
    f1: float

    @classmethod
    def of(cls, hits: int, *, said: int, wanted: int) -> Ratio:
        """``hits`` right answers out of ``said``, where ``wanted`` were to be found.

        >>> Ratio.of(3, said=4, wanted=6)
        Ratio(p=0.75, r=0.5, f1=0.6)
        """
        p = hits / said if said else 0.0
        r = hits / wanted if wanted else 0.0
        return cls(p, r, 2 * p * r / (p + r) if p + r else 0.0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one gold claim: ``found`` is the prediction that met it, ``wrong`` the fields it got wrong."""

    gold: Row
    span: Span
    found: Row | None
    wrong: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the whole tuple is right."""
        return self.found is not None and not set(self.wrong) & set(WHOLE)


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one evaluation, and what became of every gold claim and every prediction."""

    files: int
    gold: int
    predicted: int
    matched: int
    fields: Mapping[str, float]
    detection: Ratio
    core: Ratio
    whole: Ratio
    outcomes: tuple[Outcome, ...]
    spurious: tuple[Row, ...]

    def figures(self) -> dict[str, float]:
        """The figures that floors are set on: F1 of detection and tuple, and the share of right fields."""
        return {"detection": self.detection.f1, "tuple": self.whole.f1, **self.fields}


def score(gold: Sequence[Row], found: Iterable[Row], pages: Path, labels: Labels) -> Score:
    """The figures of ``found`` (claims as the interface prints them) on the pages that ``gold`` is about.

    Raises:
        GoldError: a page is missing, or a gold claim does not stand on its page.
    """
    by_page: dict[str, list[Row]] = defaultdict(list)
    for claim in found:
        by_page[PurePath(claim["source"]).name].append(claim)
    wanted: dict[str, list[Row]] = {name: [] for name in files(gold)}
    for row in gold:
        if row.get("kind", "claim") == "claim":
            wanted[row["file"]].append(row)
    outcomes: list[Outcome] = []
    spurious: list[Row] = []
    for name, rows in wanted.items():
        judged, rest = _page(read_text(pages / name), rows, by_page[name], labels)
        outcomes += judged
        spurious += rest
    return _sum(len(wanted), outcomes, spurious)


def _page(page: str, gold: list[Row], found: list[Row], labels: Labels) -> tuple[list[Outcome], list[Row]]:
    spans = [locate(page, row) for row in gold]
    pairs = paired(spans, [Span(row["span"]["start"], row["span"]["end"]) for row in found])
    outcomes = []
    for index, (row, span) in enumerate(zip(gold, spans, strict=True)):
        if row.get("vague") or row.get("optional"):
            continue
        met = found[pairs[index]] if index in pairs else None
        outcomes.append(Outcome(row, span, met, _wrong(row, met, labels) if met else ()))
    taken = set(pairs.values())
    return outcomes, [row for index, row in enumerate(found) if index not in taken and not row.get("vague")]


def paired(gold: Sequence[Span], found: Sequence[Span]) -> dict[int, int]:
    """Gold index → prediction index: the pairs that overlap best first, each claim once."""
    overlaps = sorted(
        (-_overlap(one, two), i, k) for i, one in enumerate(gold) for k, two in enumerate(found) if one.overlaps(two)
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, k in overlaps:
        if i not in pairs and k not in taken:
            pairs[i] = k
            taken.add(k)
    return pairs


def _overlap(one: Span, two: Span) -> float:
    """The shared part of two overlapping spans, of what they cover together."""
    return (min(one.end, two.end) - max(one.start, two.start)) / (max(one.end, two.end) - min(one.start, two.start))


def _sum(pages: int, outcomes: list[Outcome], spurious: list[Row]) -> Score:
    met = [outcome for outcome in outcomes if outcome.found is not None]
    said, wanted = len(met) + len(spurious), len(outcomes)
    core = sum(not set(outcome.wrong) & set(CORE) for outcome in met)
    return Score(
        files=pages,
        gold=wanted,
        predicted=said,
        matched=len(met),
        fields={field: sum(field not in one.wrong for one in met) / len(met) if met else 0.0 for field in FIELDS},
        detection=Ratio.of(len(met), said=said, wanted=wanted),
        core=Ratio.of(core, said=said, wanted=wanted),
        whole=Ratio.of(sum(outcome.right for outcome in met), said=said, wanted=wanted),
        outcomes=tuple(outcomes),
        spurious=tuple(spurious),
    )


def _wrong(gold: Row, found: Row, labels: Labels) -> tuple[str, ...]:
    wanted, got = gold["value"], found.get("value") or {}
    date = _same_date(gold.get("date"), found.get("date"))
    right = {
        "number": same_number(wanted, got, tolerance=FRACTION if gold.get("fraction") else EQUAL),
        "bound": wanted.get("bound") == got.get("bound"),
        "unit": (wanted.get("unit") or "count") == (got.get("unit") or "count"),
        "per": wanted.get("per") == got.get("per"),
        "date": date,
        "date_role": date and _role(gold) == _role(found),
        "speaker": labels.same_name(gold.get("speaker"), found.get("speaker")),
        "metric": labels.same_metric([gold["metric"], *gold.get("metric_alts", [])], label(found)),
        "modality": (gold.get("modality") or "asserted") == (found.get("modality") or "asserted"),
    }
    right["value"] = right["number"] and right["unit"] and right["bound"]
    return tuple(field for field in FIELDS if not right[field])


def label(claim: Mapping[str, Any]) -> str:
    """The metric's text of a claim, be it an object or a bare text."""
    metric = claim.get("metric")
    return (metric.get("text") if isinstance(metric, dict) else metric) or ""


def same_number(gold: Mapping[str, Any], found: Mapping[str, Any], *, tolerance: float = EQUAL) -> bool:
    """Whether two ``value`` objects state one number: their points, or the two ends of a range.

    >>> same_number({"point": 33.33}, {"point": 33.3333}, tolerance=5e-3)
    True
    """
    ends = gold.get("bound") == "between" or gold.get("point") is None
    return all(_close(gold.get(key), found.get(key), tolerance) for key in (("low", "high") if ends else ("point",)))


def _close(one: float | str | None, two: float | str | None, tolerance: float) -> bool:
    if one is None or two is None:
        return one is two
    a, b = float(one), float(two)
    return abs(a - b) <= tolerance * max(1.0, abs(a), abs(b))


def _same_date(gold: Mapping[str, Any] | None, found: Mapping[str, Any] | None) -> bool:
    wanted, got = gold or {}, found or {}
    if wanted.get("start") is None:
        return got.get("start") is None
    return bool(wanted["start"] == got.get("start") and wanted["end"] == got.get("end"))


def _role(claim: Mapping[str, Any]) -> str | None:
    return (claim.get("date") or {}).get("role")
