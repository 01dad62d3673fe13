"""The recorded run: the claims that the code last vouched for, and how today's differ from them.

A recorded claim is an interface claim cut down to what the gold judges, so that the file stays small
and a change of it reads well.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from extractor.evaluate.gold import Row
from extractor.evaluate.score import Outcome, Score, label, paired
from extractor.model import Span

VALUE = ("amount", "low", "high", "bound", "unit", "counted", "per")
KEPT = {
    "span": ("start", "end", "text"),
    "value": ("amount", "point", "low", "high", "bound", "unit", "counted", "per"),
    "metric": ("text", "id"),
    "date": ("text", "start", "end", "role"),
    "speaker": ("name", "role", "via", "attribution"),
}


@dataclass(frozen=True, slots=True)
class Changes:
    """How one run differs from another: claims gained, claims lost, and pairs (before, after) that differ."""

    gained: tuple[Row, ...]
    lost: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]

    def lines(self) -> list[str]:
        """A line a claim: ``+`` gained, ``-`` lost, ``~`` changed, with the fields that changed."""
        signed = [("+", row) for row in self.gained] + [("-", row) for row in self.lost]
        made = [(_key(row), f"{sign} {_place(row)} {_shown(row)}") for sign, row in signed]
        for before, after in self.changed:
            made.append((_key(after), f"~ {_place(after)} " + " · ".join(_moves(before, after))))
        return [text for _, text in sorted(made)]


def path_of(gold: Path) -> Path:
    """Where the recorded run of a gold file lies: ``corpus/gold/seeds.jsonl`` → ``corpus/recorded/seeds.jsonl``."""
    return gold.parent.parent / "recorded" / gold.name


def cut_down(claim: Mapping[str, Any]) -> Row:
    """What is recorded of a claim."""
    row: Row = {"source": PurePath(claim["source"]).name, "article": claim.get("article"), "in": claim.get("in")}
    for key, kept in KEPT.items():
        part = claim.get(key)
        row[key] = {name: part.get(name) for name in kept} if part else None
    return row | {"modality": claim.get("modality"), "vague": bool(claim.get("vague"))}


def write(path: Path, claims: Iterable[Mapping[str, Any]]) -> None:
    """Record ``claims``, sorted by page and place."""
    rows = sorted(map(cut_down, claims), key=_key)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")


def changes(before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]) -> Changes:
    """The claims of ``after`` against those of ``before``; claims that overlap are the same one."""
    old, new = _by_page(before), _by_page(after)
    gained: list[Row] = []
    lost: list[Row] = []
    changed: list[tuple[Row, Row]] = []
    for page in sorted(old.keys() | new.keys()):
        pairs = paired([_span(row) for row in old[page]], [_span(row) for row in new[page]])
        taken = set(pairs.values())
        lost += [row for index, row in enumerate(old[page]) if index not in pairs]
        gained += [row for index, row in enumerate(new[page]) if index not in taken]
        both = [(old[page][i], new[page][k]) for i, k in sorted(pairs.items())]
        changed += [(one, two) for one, two in both if _flat(one) != _flat(two)]
    return Changes(tuple(gained), tuple(lost), tuple(changed))


def turned(before: Score, after: Score) -> tuple[list[Outcome], list[Outcome]]:
    """Gold claims whose whole tuple became right, and those whose tuple no longer is."""
    was = {(one.gold["file"], one.span) for one in before.outcomes if one.right}
    now = {(one.gold["file"], one.span) for one in after.outcomes if one.right}
    won = [one for one in after.outcomes if one.right and (one.gold["file"], one.span) not in was]
    lost = [one for one in after.outcomes if not one.right and (one.gold["file"], one.span) in was - now]
    return won, lost


def _by_page(claims: Iterable[Mapping[str, Any]]) -> dict[str, list[Row]]:
    pages: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(map(cut_down, claims), key=_key):
        pages[row["source"]].append(row)
    return pages


def _key(row: Mapping[str, Any]) -> tuple[str, int, int]:
    return row["source"], row["span"]["start"], row["span"]["end"]


def _span(row: Mapping[str, Any]) -> Span:
    return Span(row["span"]["start"], row["span"]["end"])


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A claim's fields by name, as ``make diff`` compares and prints them."""
    value, date, speaker = row["value"] or {}, row["date"] or {}, row["speaker"] or {}
    return {
        "span": row["span"]["text"],
        **{name: value.get(name) for name in VALUE},
        "metric": label(row),
        "metric id": (row["metric"] or {}).get("id"),
        "date": _interval(date),
        "role": date.get("role"),
        "speaker": speaker.get("name"),
        "via": speaker.get("via"),
        "modality": row["modality"],
        "vague": row["vague"],
    }


def _interval(date: Mapping[str, Any]) -> str | None:
    start, end = date.get("start"), date.get("end")
    return start if start == end else f"{start}…{end}"


def _moves(before: Row, after: Row) -> Sequence[str]:
    old, new = _flat(before), _flat(after)
    moves = [f"{name}: {old[name]} → {new[name]}" for name in old if old[name] != new[name]]
    return moves if old["span"] != new["span"] else [f"«{new['span']}»", *moves]


def _place(row: Row) -> str:
    return f"{PurePath(row['source']).stem}:{row['span']['start']}"


def _shown(row: Row) -> str:
    flat = _flat(row)
    told = [flat[name] for name in ("metric", "date", "speaker") if flat[name]]
    return " · ".join([f"«{flat['span']}»", *told])
