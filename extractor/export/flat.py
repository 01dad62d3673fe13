"""A claim as one row of a table: the columns of the ``claims`` view (interface.md §7)."""

from __future__ import annotations

from typing import Any

from extractor.serial import Json

COLUMNS = (
    "id", "metric", "metric_id", "value", "point", "low", "high", "unit", "counted", "bound", "per", "modality",
    "kind", "vague", "date_start", "date_end", "date_role", "speaker", "speaker_role", "via", "attribution",
    "publisher", "published", "title", "evidence", "url", "source", "article", "in_title", "span_start", "span_end",
)  # fmt: skip
NUMBERS = ("point", "low", "high")
INTEGERS = ("vague", "article", "in_title", "span_start", "span_end")


def row(claim: Json) -> dict[str, Any]:
    """The flat row of a claim object of interface.md §3, columns in the order of the view."""
    value, date, speaker = claim["value"], claim["date"] or {}, claim["speaker"] or {}
    made = {
        **{name: claim[name] for name in ("id", "modality", "kind", "url", "source", "article")},
        **{name: claim[name] for name in ("publisher", "published", "title")},
        **{name: value[name] for name in (*NUMBERS, "unit", "counted", "bound", "per")},
        "metric": claim["metric"]["text"],
        "metric_id": claim["metric"]["id"],
        "value": value["amount"],
        "vague": int(claim["vague"]),
        "date_start": date.get("start"),
        "date_end": date.get("end"),
        "date_role": date.get("role"),
        "speaker": speaker.get("name"),
        "speaker_role": speaker.get("role"),
        "via": speaker.get("via"),
        "attribution": speaker.get("attribution"),
        "evidence": claim["evidence"]["text"],
        "in_title": int(claim["in"] == "title"),
        "span_start": claim["span"]["start"],
        "span_end": claim["span"]["end"],
    }
    return {name: made[name] for name in COLUMNS}
