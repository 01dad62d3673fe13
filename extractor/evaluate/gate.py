"""Accuracy floors: corpus/baseline.toml says what the pipeline reached, and a test holds it there.

The floors are pinned to the corpus they were measured on by its hash: figures of another corpus say
nothing. They rise with ``--update`` and fall only with ``--lower-floors``.
"""

from __future__ import annotations

import hashlib
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extractor.problem import UserError

FOLDERS = ("seeds", "gold")
STEPS = 10_000  # floors are cut to four digits: a tenth of what one claim of a corpus this size moves
HEAD = """\
# Accuracy floors, written by `arqam evaluate … --update` and held by tests/test_gate.py.
# Never lower one by hand; `--lower-floors` lowers them, and the changelog says why.
"""


class GateError(UserError):
    """Floors that cannot be used or must not be written; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Floors:
    """``tables["seeds"]["tuple"]`` is the least share (0 to 1) that gold/seeds.jsonl's tuples must reach."""

    corpus: str = ""
    tables: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def corpus_hash(root: Path) -> str:
    """The SHA-256 over names and bytes of all seed pages and gold files of the corpus at ``root``."""
    digest = hashlib.sha256()
    for folder in FOLDERS:
        for path in sorted((root / folder).iterdir()):
            digest.update(f"{folder}/{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def read(path: Path) -> Floors:
    """The floors of ``path``; none where the file is missing.

    Raises:
        GateError: the file is no baseline.
    """
    if not path.exists():
        return Floors()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        tables = {name: dict(row) for name, row in table.items() if isinstance(row, dict)}
        return Floors(table["corpus"], tables)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        msg = f"{path}: not a baseline ({error!r}); restore it from version control"
        raise GateError(msg) from error


def violations(floors: Floors, corpus: str, measured: Mapping[str, Mapping[str, float]]) -> list[str]:
    """What keeps the gate shut, a sentence each; ``measured`` has the tables and figures of ``floors``.

    >>> floors = Floors("abc", {"seeds": {"tuple": 0.9}})
    >>> violations(floors, "abc", {"seeds": {"tuple": 0.85}})
    ['seeds: tuple fell to 0.8500, its floor is 0.9000']
    >>> violations(floors, "abc", {"seeds": {"tuple": 0.9}})
    []
    """
    if floors.corpus != corpus:
        return ["the corpus is not the one the floors were measured on; look at its change, then set floors anew"]
    return [
        f"{table}: {name} fell to {got:.4f}, its floor is {floor:.4f}"
        for table, row in floors.tables.items()
        for name, floor in row.items()
        if (got := measured.get(table, {}).get(name, 0.0)) < floor
    ]


def update(floors: Floors, corpus: str, measured: Mapping[str, Mapping[str, float]], *, lower: bool = False) -> Floors:
    """``floors`` with the measured tables put at what they reach now.

    Raises:
        GateError: the corpus changed or a figure fell, and ``lower`` is not set.
    """
    if floors.corpus not in {"", corpus} and not lower:
        msg = "the corpus changed since the floors were set; --lower-floors sets them anew on it"
        raise GateError(msg)
    reached = {table: {name: _cut(value) for name, value in row.items()} for table, row in measured.items()}
    falls = violations(Floors(corpus, {name: floors.tables.get(name, {}) for name in reached}), corpus, reached)
    if falls and not lower:
        msg = f"{'; '.join(falls)}: mend that, or say --lower-floors"
        raise GateError(msg)
    return Floors(corpus, {**floors.tables, **reached})


def write(path: Path, floors: Floors) -> None:
    """Write ``floors`` as TOML."""
    parts = [HEAD, f'\ncorpus = "{floors.corpus}"\n']
    for table, row in sorted(floors.tables.items()):
        parts.append(f"\n[{table}]\n" + "".join(f"{name} = {value:.4f}\n" for name, value in row.items()))
    path.write_text("".join(parts), encoding="utf-8")


def _cut(value: float) -> float:
    """Down to four digits, so that the very run that set a floor passes it."""
    return math.floor(value * STEPS) / STEPS
