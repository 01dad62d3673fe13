"""`arqam normalize`: the numbers, units and dates of a text, a line of JSON per line."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from extractor.reading import Reader


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(normalize)


def normalize(
    texts: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT…", help="Texts to read; standard input where none is given.")
    ] = None,
    anchor: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day that relative dates count from, e.g. 2026-02-09.")
    ] = None,
    patterns: options.PatternRoot = None,
) -> int:
    """Print the numbers, units and dates of texts, a line of JSON per line.

    A line that is a JSON object {"id", "text", "anchor"} keeps its id and is read with its own anchor.
    """
    from extractor.patterns import compiling

    day = options.day(anchor, "--anchor")
    with compiling(for_good=True):
        from extractor.reading import Reader

        reader = Reader(options.patterns(patterns))
    failed = False
    for answer in _answers(reader, _lines(texts), day):
        if isinstance(answer, str):
            options.put([answer])
        else:
            sys.stderr.write(f"arqam: {answer}\n")
            failed = True
    return int(failed)


def _lines(texts: list[str] | None) -> Iterator[str]:
    if texts:
        yield from texts
        return
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        if line.strip():
            yield line


def _answers(reader: Reader, lines: Iterable[str], anchor: date | None) -> Iterator[str | Exception]:
    from extractor import serial
    from extractor.problem import UserError

    for number, line in enumerate(lines, 1):
        record = _record(line)
        try:
            own = record.get("anchor")
            day = options.day(str(own), f"line {number}: anchor") if own else anchor
        except UserError as problem:
            yield problem
            continue
        yield serial.line(reader.normalize(str(record.get("text") or ""), anchor=day, id=record.get("id")))


def _record(line: str) -> dict[str, Any]:
    """A JSON object of the line's own, or the line as a text."""
    if line.lstrip().startswith("{"):
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if isinstance(record, dict) and "text" in record:
            return record
    return {"text": line}
