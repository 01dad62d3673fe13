"""`arqam evaluate`: scores against a gold file, gains and losses against the recorded run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli import options

if TYPE_CHECKING:
    from extractor.evaluate.gold import Row
    from extractor.evaluate.labels import Labels
    from extractor.evaluate.score import Score
    from extractor.evaluate.strip import StripScore
    from extractor.patterns import Patterns


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(evaluate)


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Gold claims, or pages labelled by line, as JSONL.")],
    pages: Annotated[Path, typer.Option(metavar="DIR", help="The folder that holds the gold's pages.")],
    claims: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Score this output of an earlier run, extract nothing.")
    ] = None,
    errors: Annotated[int, typer.Option(metavar="N", min=0, help="Print the first N differences.")] = 0,
    layout: Annotated[Literal["text", "json"], typer.Option("--format", help="Lines or one JSON object.")] = "text",
    diff: Annotated[
        bool, typer.Option("--diff", help="List claims gained, lost and changed since the recorded run.")
    ] = False,
    record: Annotated[bool, typer.Option("--record", help="Record this run, and add it to history.md.")] = False,
    note: Annotated[str, typer.Option(metavar="TEXT", help="What the history says of this run.")] = "",
    update: Annotated[bool, typer.Option("--update", help="Raise the floors of baseline.toml to this run.")] = False,
    lower_floors: Annotated[bool, typer.Option("--lower-floors", help="Let --update lower floors, too.")] = False,
    patterns: options.PatternRoot = None,
) -> int:
    """Score the pipeline's claims (or articles) field by field against a gold file."""
    from extractor.evaluate import report
    from extractor.evaluate.gold import labels_lines, read_rows
    from extractor.evaluate.labels import Labels

    rows = read_rows(gold)
    loaded = options.patterns(patterns)
    labels = Labels(loaded)
    of_lines = labels_lines(rows)
    found = read_rows(claims) if claims else _run(rows, pages, loaded, of_lines=of_lines)
    score = _score(rows, found, pages, labels)
    if layout == "json":
        told = [_json(report.as_json(score))]
    else:
        told = [] if diff else [*report.as_text(score), *report.differences(score)[:errors]]
        told += [] if of_lines else _since(rows, found, gold, pages, labels, diff=diff)
    if update or lower_floors:
        _raise_floors(gold, score, lower=lower_floors)
    if record:
        _record(gold, found, score, note=note, of_lines=of_lines)
    options.put(told)  # last: a reader that has seen enough stops neither floors nor record
    return 0


def _run(rows: list[Row], pages: Path, patterns: Patterns, *, of_lines: bool) -> list[Row]:
    from extractor.evaluate import gold, run
    from extractor.pipeline import Extractor

    made = run.articles_of if of_lines else run.claims_of
    return made(Extractor(patterns), pages, gold.files(rows))


def _score(rows: list[Row], found: list[Row], pages: Path, labels: Labels) -> Score | StripScore:
    from extractor.evaluate.gold import labels_lines
    from extractor.evaluate.score import score
    from extractor.evaluate.strip import score_strip

    return score_strip(rows, found, pages) if labels_lines(rows) else score(rows, found, pages, labels)


def _since(rows: list[Row], found: list[Row], gold: Path, pages: Path, labels: Labels, *, diff: bool) -> list[str]:
    """What moved since the recorded run: claim by claim with ``diff``, else figures and whole tuples."""
    from extractor.evaluate import record, report
    from extractor.evaluate.gold import read_rows
    from extractor.evaluate.score import score

    path = record.path_of(gold)
    if not path.exists():
        return [f"no recorded run in {path}; --record makes one"]
    before = read_rows(path)
    if diff:
        return record.changes(before, found).lines() or ["no claim gained, lost or changed"]
    return report.against(score(rows, before, pages, labels), score(rows, found, pages, labels))


def _raise_floors(gold: Path, score: Score | StripScore, *, lower: bool) -> None:
    from extractor.evaluate import gate

    root = gold.parent.parent
    path = root / "baseline.toml"
    floors = gate.update(gate.read(path), gate.corpus_hash(root), {gold.stem: score.figures()}, lower=lower)
    gate.write(path, floors)


def _record(gold: Path, found: list[Row], score: Score | StripScore, *, note: str, of_lines: bool) -> None:
    from datetime import UTC, datetime
    from importlib.metadata import version

    from extractor.evaluate import record, report
    from extractor.problem import UserError

    day = datetime.now(tz=UTC).date().isoformat()
    try:
        if not of_lines:
            record.write(record.path_of(gold), found)
        row = report.history_row(day, version("arqam"), gold, score.figures(), note)
        report.append_history(gold.parent.parent / "history.md", row)
    except OSError as error:
        msg = f"{error.filename}: cannot be written ({error.strerror}); record from a copy that you may change"
        raise UserError(msg) from error


def _json(record: object) -> str:
    import json

    return json.dumps(record, ensure_ascii=False)
