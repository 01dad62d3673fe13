"""One metric's figures over time → a Vega-Lite specification: a pure function, for files and for pages.

A figure is a point on the day that it holds for, in the colour of its outlet or speaker. An open bound
(«أكثر من») is a whisker that reaches as far as the comparison lets it, an approximation one to both sides, a
range a bar between its ends. What is forecast or planned is a hollow square, what contradicts another
figure lies on a red diamond: shape says what colour says. Values a slip of scale apart stand on a log axis.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.chart.wording import Wording

By = Literal["publisher", "speaker"]
Row = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
# Families that hold Latin and Arabic letters: a renderer looks for what its first family lacks anywhere.
FONT = "DejaVu Sans, Arial, Tahoma, Geeza Pro, sans-serif"
RED = "#b00020"
# Okabe and Ito's colours without their two reds: told apart by colour-blind readers, none taken for an alarm.
COLOURS = ("#0072b2", "#009e73", "#56b4e9", "#cc79a7", "#e69f00", "#000000")
SHAPES = {"asserted": "circle", "foreseen": "square", "denied": "cross", "alarm": "diamond"}
FORESEEN = frozenset({"forecast", "planned"})
LOGARITHMIC = 30  # times: from the largest to the smallest value, beyond which a straight axis hides the small ones
OPEN, APPROXIMATE = 0.25, 0.05  # the reach of bounds in comparison.toml, where no other is given


def specification(
    rows: Sequence[Mapping[str, Any]],
    wording: Wording,
    *,
    title: str,
    unit: str = "",
    by: By = "publisher",
    size: tuple[int, int] = (640, 360),
    reach: tuple[float, float] = (OPEN, APPROXIMATE),
) -> dict[str, Any]:
    """The chart of ``rows`` as a Vega-Lite 5 specification with its data inside.

    A row is a figure: ``as_of`` (an ISO day), ``point`` or ``low`` and ``high``, ``bound``, ``modality``, and
    where known ``publisher``, ``speaker``, ``text`` (the figure as printed), ``alarm`` (whether it stands in
    one) and ``href``. All are of one unit, which ``unit`` words for the axis; a row without a day or a number
    is left out. ``size`` is in pixels; ``reach`` says how far an open bound and an approximation go, relative.

    >>> from extractor.chart.wording import Wording
    >>> from extractor.patterns import load
    >>> row = {"as_of": "2025-12-31", "point": 1700000, "bound": "gt", "modality": "asserted", "publisher": "هسبريس"}
    >>> made = specification([row], Wording.load(load(), "ar"), title="المسجلون", unit="مسجل")
    >>> made["data"]["values"][0]["upper"], made["layer"][1]["mark"]["type"]
    (2125000.0, 'rule')
    """
    whos = _whos(rows, by, wording)
    data = [row for row in (_datum(one, by, whos, wording, reach) for one in rows) if row]
    return {
        "$schema": SCHEMA,
        "title": {"text": wording.directed(title), "anchor": "end" if wording.rtl else "start", "fontSize": 15},
        "width": size[0],
        "height": size[1],
        "data": {"values": data},
        "encoding": {"x": _days(wording), "y": _values(data, unit, wording)},
        "layer": [_alarms(), _whiskers(), *_points(data, by, wording)],
        "config": {"font": FONT, "locale": wording.locale(), "axis": {"labelFontSize": 12, "titleFontSize": 12}},
    }


def _whos(rows: Sequence[Mapping[str, Any]], by: By, wording: Wording) -> dict[str, str]:
    """Each outlet or speaker and how the legend calls it: by name as long as there are colours."""
    often = Counter(str(row[by]) for row in rows if row.get(by))
    named = [name for name, _ in often.most_common(len(COLOURS) - 2 if len(often) >= len(COLOURS) else None)]
    return {name: wording.directed(name if name in named else wording["who.others"]) for name in often}


def _datum(
    row: Mapping[str, Any], by: By, whos: Mapping[str, str], wording: Wording, reach: tuple[float, float]
) -> Row | None:
    number = row.get("point")
    ends = [float(end) for end in (row.get("low"), row.get("high")) if end is not None]
    if not row.get("as_of") or (number is None and not ends):
        return None
    value = float(number) if number is not None else sum(ends) / len(ends)
    lower, upper = _interval(row, value, ends, reach)
    made = {
        "id": row.get("id"), "day": str(row["as_of"]), "value": value, "lower": lower, "upper": upper,
        "who": whos.get(str(row.get(by)), wording["who.unnamed"]), "state": wording[f"state.{_state(row)}"],
        "alarm": bool(row.get("alarm")), "hollow": row.get("modality") in FORESEEN,
        "text": wording.directed(row.get("text") or f"{value:g}"), "href": row.get("href"),
    }  # fmt: skip
    return {name: cell for name, cell in made.items() if cell is not None}


def _interval(
    row: Mapping[str, Any], value: float, ends: Sequence[float], reach: tuple[float, float]
) -> tuple[float, float]:
    """What a figure allows: the ends of its whisker."""
    open_end, near = abs(value) * reach[0], abs(value) * reach[1]
    bound = row.get("bound")
    if bound == "between" and ends:
        return min(ends), max(ends)
    if bound in {"gt", "gte"}:
        return value, value + open_end
    if bound in {"lt", "lte"}:
        return value - open_end, value
    return (value - near, value + near) if bound == "approx" else (value, value)


def _state(row: Mapping[str, Any]) -> str:
    modality = row.get("modality")
    return "foreseen" if modality in FORESEEN else "denied" if modality == "denied" else "asserted"


def _days(wording: Wording) -> Row:
    axis = {"title": wording["axis.day"], "labelAngle": 0, "labelOverlap": True, "grid": False, "tickCount": 8}
    # Whole years where the days span some, months and days where they do not.
    axis["format"] = {"year": "%Y", "quarter": "%B %Y", "month": "%B %Y", "week": "%-d %B", "date": "%-d %B"}
    if wording.rtl:
        axis["labelExpr"] = wording.expression("datum.label")
    scale = {"type": "utc", "padding": 18}
    return {"field": "day", "type": "temporal", "timeUnit": "utcyearmonthdate", "scale": scale, "axis": axis}


def _values(data: Sequence[Row], unit: str, wording: Wording) -> Row:
    told = [abs(row["value"]) for row in data]
    least = min((number for row in data for number in (row["value"], row["lower"])), default=0)
    steep = least > 0 and max(told) >= LOGARITHMIC * min(told)
    scale: Row = {"type": "log"} if steep else {"zero": False, "nice": True, "padding": 12}
    name = f"{unit} · {wording['axis.log']}" if steep else unit
    titled = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -8}
    axis = {"title": wording.directed(name) or None, "labelExpr": wording.scaled(), "tickCount": 6, **titled}
    return {"field": "value", "type": "quantitative", "scale": scale, "axis": axis}


def _whiskers() -> Row:
    return {
        "transform": [{"filter": "datum.upper > datum.lower"}],
        "mark": {"type": "rule", "strokeWidth": 1.5, "color": "#777777"},
        "encoding": {"y": {"field": "lower", "type": "quantitative"}, "y2": {"field": "upper"}},
    }


def _shape(data: Sequence[Row], wording: Wording) -> Row:
    """The scale and legend of shapes, the same in every layer."""
    met = {row["state"] for row in data} | {wording["state.alarm"] for row in data if row["alarm"]}
    states = [state for state in SHAPES if wording[f"state.{state}"] in met]
    return {
        "type": "nominal",
        "scale": {"domain": [wording[f"state.{one}"] for one in states], "range": [SHAPES[one] for one in states]},
        "legend": {"title": wording["legend.state"], "symbolFillColor": "#555555", "symbolStrokeColor": "#555555"},
    }


def _alarms() -> Row:
    """The red ground on which a contradicted figure stands in its own colour."""
    mark = {"type": "point", "filled": True, "shape": SHAPES["alarm"], "size": 420, "color": RED, "opacity": 1}
    return {"transform": [{"filter": "datum.alarm"}], "mark": mark}


def _points(data: Sequence[Row], by: By, wording: Wording) -> list[Row]:
    names = list(dict.fromkeys(row["who"] for row in data))
    legend = {"title": wording[f"legend.{by}"], "symbolType": "circle", "symbolFillColor": "transparent"}
    encoding: Row = {
        "color": {
            "field": "who",
            "type": "nominal",
            "scale": {"domain": names, "range": list(COLOURS[: max(1, len(names))])},
            "legend": legend,
        },
        "shape": {"field": "state", **_shape(data, wording)},
        "tooltip": [{"field": name, "type": "nominal", "title": " "} for name in ("text", "who", "day")],
    }
    if any("href" in row for row in data):
        encoding["href"] = {"field": "href", "type": "nominal"}
    mark = {"type": "point", "size": 80, "strokeWidth": 2, "opacity": 1}
    return [
        {"transform": [{"filter": test}], "mark": {**mark, **fill}, "encoding": encoding}
        for test, fill in (("!datum.hollow", {"filled": True}), ("datum.hollow", {"filled": False, "fill": "white"}))
    ]
