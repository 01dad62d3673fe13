"""`arqam plot`: one metric's figures over time, as a picture."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import options
from extractor.cli.extract import DEFAULT
from extractor.problem import UserError

if TYPE_CHECKING:
    from extractor.chart.series import By
    from extractor.chart.wording import Language

FORMATS = (".svg", ".png")
LANGUAGES: tuple[Language, ...] = ("ar", "fr", "en")
WHO: tuple[By, ...] = ("publisher", "speaker")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(plot)


def plot(
    metric: Annotated[str, typer.Argument(metavar="METRIC", help="A metric of the registry, or its name as stored.")],
    to: Annotated[str, typer.Option(metavar="FILE", help="The picture to write: .svg or .png.")],
    db: Annotated[str, typer.Option(metavar="DB", help="The claims database: a file or a URL.")] = DEFAULT,
    by: Annotated[str, typer.Option(metavar="WHO", help=f"Colours by {' or '.join(WHO)}.")] = "publisher",
    language: Annotated[str, typer.Option("--lang", metavar="LANG", help=f"{', '.join(LANGUAGES)}.")] = "ar",
    patterns: options.PatternRoot = None,
) -> int:
    """Draw a metric's figures over time: bounds as whiskers, forecasts hollow, contradictions on red."""
    from extractor.chart import render
    from extractor.chart.series import specification
    from extractor.chart.wording import Wording
    from extractor.compare.relation import Thresholds
    from extractor.export.files import whole
    from extractor.store.connect import reading
    from extractor.store.series import figures, main_unit

    ending = Path(to).suffix.lower()
    who = next((one for one in WHO if one == by), None)
    tongue = next((one for one in LANGUAGES if one == language), None)
    if ending not in FORMATS or who is None or tongue is None:
        wrong = f"--to {to}" if ending not in FORMATS else f"--by {by}" if who is None else f"--lang {language}"
        choices = FORMATS if ending not in FORMATS else WHO if who is None else LANGUAGES
        msg = f"{wrong} is not known; use {' or '.join(choices)}"
        raise UserError(msg)
    loaded = options.patterns(patterns)
    with reading(db) as connection:
        rows = figures(connection, metric)
    if not rows:
        msg = f"{db} has no dated figure of {metric}; `arqam query --metric` shows what it has"
        raise UserError(msg)
    unit, per, counted = main_unit(rows)
    drawn = [row for row in rows if (row["unit"], row["per"]) == (unit, per)]
    if len(drawn) < len(rows):
        sys.stderr.write(f"arqam: {len(rows) - len(drawn)} figures in other units than {unit} are left out\n")
    limits, wording = Thresholds.load(loaded), Wording.load(loaded, tongue)
    reach = (float(limits.open_reach), float(limits.approximate))
    axis = wording.unit(unit, per, counted)
    chart = specification(drawn, wording, title=drawn[-1]["metric"], unit=axis, by=who, reach=reach)
    picture = render.png(chart) if ending == ".png" else render.svg(chart).encode()
    with whole(to) as file:
        file.write(picture)
    return 0
