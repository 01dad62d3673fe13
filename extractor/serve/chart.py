"""Claims of a metric → the chart of extractor/chart, for the browser and as a file."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Any

from datasette import Response

from extractor.chart import render, series
from extractor.chart.series import By

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from extractor.chart.wording import Wording
    from extractor.serve.language import Language
    from extractor.serve.queries.rows import Row

FONT = "IBM Plex Sans Arabic, Noto Sans Arabic, sans-serif"
SHORT = 2  # powers of ten
TYPES = {"svg": "image/svg+xml", "png": "image/png"}


def specification(
    rows: Sequence[Row], alarming: AbstractSet[int], wording: Wording, say: Language, *, by: By = "publisher"
) -> dict[str, Any]:
    """The chart of ``rows``, which are of one unit."""
    data = [
        {
            "id": row.key,
            "as_of": row.as_of,
            **{name: getattr(row, name) for name in ("point", "low", "high", "bound", "modality")},
            **{name: getattr(row, name) for name in ("publisher", "speaker", "text")},
            "alarm": row.number in alarming,
            "href": f"/article/{row.article}#c-{row.key}",
        }
        for row in rows
    ]
    first = rows[0] if rows else None
    title = say.metric(first.metric, first.metric_fr, first.metric_en) if first else ""
    made = series.specification(data, wording, title=title, unit=say.unit(first) if first else "", by=by)
    told = {row.key: row for row in rows}
    for point in made["data"]["values"]:  # what a pointer over the point is shown
        point["evidence"] = told[point["id"]].evidence
        point["shown"] = say.as_of(told[point["id"]])
    made["usermeta"] = {
        "alarm": wording["state.alarm"],
        "red": series.RED,
    }  # the browser's legend is red where they are
    return made


def for_browser(made: dict[str, Any]) -> dict[str, Any]:
    """The chart as wide as its place on the page, in the page's font, without a title of its own.

    The table below it says the same to screen readers, better than a row of unnamed symbols would.
    """
    kept = {name: value for name, value in _ticks(made).items() if name != "title"}
    config = {**made.get("config", {}), "font": FONT, "background": "transparent", "aria": False}
    return {**kept, "width": "container", "autosize": {"type": "fit-x", "contains": "padding"}, "config": config}


def _ticks(made: dict[str, Any]) -> dict[str, Any]:
    """The value axis with few lines: a logarithmic one is ruled at powers of ten, or 1, 2 and 5 of a short range."""
    value = made["encoding"]["y"]
    points = [end for point in made["data"]["values"] for end in (point["lower"], point["upper"]) if end > 0]
    if value.get("scale", {}).get("type") != "log" or not points:
        return made
    first, last = floor(log10(min(points))), ceil(log10(max(points)))
    steps = (1,) if last - first > SHORT else (1, 2, 5)
    values = [step * 10.0**power for power in range(first, last + 1) for step in steps]
    ruled = {**value, "axis": {**value.get("axis", {}), "values": values}}
    return {**made, "encoding": {**made["encoding"], "y": ruled}}


def picture(made: dict[str, Any], form: str) -> Response:
    """The chart as an SVG or PNG file.

    Raises:
        UserError: the ``plot`` extra is not installed.
    """
    body: Any = render.svg(made) if form == "svg" else render.png(made)
    named = {"content-disposition": f'attachment; filename="chart.{form}"'}
    return Response(body, headers=named, content_type=TYPES[form])
