"""Scores as text and as JSON: the lines and the keys that the gold's readers know."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.evaluate.gold import Row
from extractor.evaluate.record import turned
from extractor.evaluate.score import SHOWN, Outcome, Ratio, Score, label
from extractor.evaluate.strip import StripScore

HISTORY = """\
# Results, dated

Appended by `make evaluate ARGS="--record --note …"`. Shares are of the claims that met a gold claim.

| date | version | gold | figures | note |
| --- | --- | --- | --- | --- |
"""
TOLD = ("detection", "value", "date", "speaker", "metric", "tuple", "body", "title", "publisher", "author", "published")


def as_json(score: Score | StripScore) -> dict[str, Any]:
    """The figures as one JSON object."""
    if isinstance(score, StripScore):
        return {
            "pages": score.pages,
            "line": _three(score.line),
            "char": _three(score.char),
            "perfect": score.perfect,
            "fields": dict(score.fields),
            "segments": list(score.articles),
        }
    return {
        "files": score.files,
        "gold": score.gold,
        "predicted": score.predicted,
        "matched": score.matched,
        "detection": _named(score.detection),
        "tuple": _named(score.whole),
        "value+date+speaker": _named(score.core),
        "fields": dict(score.fields),
    }


def as_text(score: Score | StripScore) -> list[str]:
    """The figures as lines."""
    if isinstance(score, StripScore):
        lines = "body lines P {:.3f} R {:.3f} F1 {:.3f}".format(*_three(score.line))
        return [
            f"{score.pages} pages · {lines} · characters F1 {score.char.f1:.3f} · without an error {score.perfect}",
            "articles within their lines {}/{} (predicted {})  ".format(*score.articles) + _shares(score.fields),
        ]
    ratios = {"detection": score.detection, "value+date+speaker": score.core, "tuple": score.whole}
    return [
        f"{score.files} files · {score.gold} gold claims · {score.predicted} predicted · {score.matched} matched",
        *(f"{name:19} P {one.p:.3f}  R {one.r:.3f}  F1 {one.f1:.3f}" for name, one in ratios.items()),
        "of the matched: " + _shares(score.fields),
    ]


def differences(score: Score | StripScore) -> list[str]:
    """A line for each missed claim, wrong field and spurious claim, page by page."""
    if isinstance(score, StripScore):
        return list(score.differences)
    rows: list[tuple[str, int, str]] = []
    for one in score.outcomes:
        rows += [(one.gold["file"], one.span.start, text) for text in _wrongs(one)]
    for row in score.spurious:
        name = Path(row["source"]).name
        rows.append((name, row["span"]["start"], f"spurious «{row['span'].get('text', '')}»"))
    return [f"{name}: {text}" for name, _, text in sorted(rows, key=lambda row: row[:2])]


def against(before: Score, after: Score) -> list[str]:
    """How the figures and the whole tuples moved since the recorded run."""
    was, now = before.figures(), after.figures()
    moves = [f"{name} {was[name]:.3f} → {now[name]:.3f}" for name in now if abs(was[name] - now[name]) >= 5e-4]
    won, lost = turned(before, after)
    lines = ["against the recorded run: " + (" · ".join(moves) or "no figure moved")]
    lines += [f"  gained {_gold(one)}" for one in won]
    lines += [f"  lost   {_gold(one)} ({', '.join(one.wrong) or 'missed'})" for one in lost]
    return lines


def history_row(day: str, version: str, gold: Path, figures: Mapping[str, float], note: str) -> str:
    """One row of history.md."""
    told = " · ".join(f"{name} {figures[name]:.3f}" for name in TOLD if name in figures)
    return f"| {day} | {version} | {gold.stem} | {told} | {note.replace('|', '/')} |\n"


def append_history(path: Path, row: str) -> None:
    """Add ``row`` to the history, which is begun where it is missing."""
    text = path.read_text(encoding="utf-8") if path.exists() else HISTORY
    path.write_text(text + row, encoding="utf-8")


def _named(ratio: Ratio) -> dict[str, float]:
    return {"p": ratio.p, "r": ratio.r, "f1": ratio.f1}


def _three(ratio: Ratio) -> Sequence[float]:
    return [ratio.p, ratio.r, ratio.f1]


def _shares(fields: Mapping[str, float]) -> str:
    return "  ".join(f"{name} {share:.3f}" for name, share in fields.items())


def _gold(one: Outcome) -> str:
    return f"{one.gold['file']}: «{one.gold['span']}» [{one.gold['metric']}]"


def _wrongs(one: Outcome) -> Iterable[str]:
    if one.found is None:
        yield f"missed   «{one.gold['span']}» [{one.gold['metric']}]"
        return
    for field in SHOWN:
        if field in one.wrong:
            wanted, got = _told(one.gold, field), _told(one.found, field)
            yield f"{field:8} «{one.gold['span']}» gold={_dump(wanted)} got={_dump(got)}"


def _told(row: Row, field: str) -> object:
    """What a row says of ``field``: a field of its own, one of its value, or all of its value."""
    if field == "metric":
        return label(row)
    value = row.get("value") or {}
    return row[field] if field in row else value.get(field, value)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
