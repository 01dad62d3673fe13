"""Claims of a metric → the chart of extractor/chart, for the browser and as a file."""

from __future__ import annotations

from collections.abc import Sequence
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
    return made


def for_browser(made: dict[str, Any]) -> dict[str, Any]:
    """The chart as wide as its place on the page, in the page's font, without a title of its own."""
    kept = {name: value for name, value in made.items() if name != "title"}
    config = {**made.get("config", {}), "font": FONT, "background": "transparent"}
    return {**kept, "width": "container", "autosize": {"type": "fit-x", "contains": "padding"}, "config": config}


def picture(made: dict[str, Any], form: str) -> Response:
    """The chart as an SVG or PNG file.

    Raises:
        UserError: the ``plot`` extra is not installed.
    """
    body: Any = render.svg(made) if form == "svg" else render.png(made)
    named = {"content-disposition": f'attachment; filename="chart.{form}"'}
    return Response(body, headers=named, content_type=TYPES[form])
