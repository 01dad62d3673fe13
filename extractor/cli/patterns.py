"""`arqam patterns`: the entries of the pattern files listed, and proven on their examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import options

if TYPE_CHECKING:
    from extractor.patterns import Entry, Patterns

Files = Annotated[
    list[str] | None, typer.Argument(metavar="FILE…", help="Pattern files such as units.toml; all where none is named.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="The pattern files: list their entries, run their examples.", no_args_is_help=True)
    group.command("check")(check)
    group.command("list")(show)
    app.add_typer(group, name="patterns")


def check(files: Files = None, patterns: options.PatternRoot = None) -> int:
    """Run every entry's examples and rejects; name the file and entry of each that fails."""
    from extractor.check import Checker
    from extractor.pipeline import Extractor

    loaded = options.patterns(patterns)
    entries = _entries(loaded, files)
    failing = list(Checker(Extractor(loaded)).check(entries))
    texts = sum(len(entry.examples) + len(entry.rejects) for entry in entries)
    options.put(map(str, failing))
    options.put(
        [f"{len(entries)} entries, {texts} texts: {f'{len(failing)} fail' if failing else 'all as they should'}"]
    )
    return int(bool(failing))


def show(files: Files = None, patterns: options.PatternRoot = None) -> int:
    """List the entries: rule, number of forms, the first forms, and where the usage was seen."""
    for entry in _entries(options.patterns(patterns), files):
        some = ", ".join(entry.forms[:4]) + (", …" if len(entry.forms) > 4 else "")
        options.put(["\t".join((entry.rule, str(len(entry.forms)), some, entry.source))])
    return 0


def _entries(patterns: Patterns, files: list[str] | None) -> list[Entry]:
    from extractor.problem import UserError

    unknown = [name for name in files or () if name not in patterns.files]
    if unknown:
        msg = f"no pattern file {', '.join(unknown)}; there are {', '.join(patterns.files)}"
        raise UserError(msg)
    return [entry for name in files or patterns.files for entry in patterns[name]]
