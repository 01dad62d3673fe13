"""The language and the sites as data: TOML files, validated, loaded once, passed on explicitly.

A pattern file opens with a ``[file]`` table (``about``, and ``fields``: the columns its entries have
beyond the common ones) and holds ``[[entry]]`` tables::

    [file]
    about = "Units of measure and the nouns that a newsroom counts."
    fields = { unit = "text", factor = "number?" }

    [[entry]]
    id = "mass.t"
    forms = [
      "طن",
    ]
    source = "annotation.md"
    examples = [
      "استوردت البلاد 3 أطنان من العسل",
    ]
    unit = "t"

Field types: ``text texts number flag table tables``; a ``?`` makes a field optional.
Every entry has ``id``, ``source`` and (unless the file says ``examples = false``) at least one example
that must fire it; ``rejects`` are texts in which it must not fire. ``arqam patterns check`` runs both.
"""

from __future__ import annotations

import gc
import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

COMMON = {"id", "forms", "source", "examples", "rejects", "note"}
TYPES: dict[str, type | tuple[type, ...]] = {
    "text": str,
    "texts": list,
    "number": (int, float, str),
    "flag": bool,
    "table": dict,
    "tables": list,
}


class PatternError(Exception):
    """A pattern file that cannot be used; the message names the file, the entry and the cure."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One entry of a pattern file. ``rule`` (``units.toml#mass.t``) is how traces, rejections and chrome name it."""

    file: str
    id: str
    rule: str
    forms: tuple[str, ...]
    source: str
    examples: tuple[str, ...]
    rejects: tuple[str, ...]
    fields: Mapping[str, Any]
    note: str | None = None

    def get(self, name: str, default: Any = None) -> Any:
        """The file-specific field ``name``, or ``default`` where the entry leaves it out."""
        return self.fields.get(name, default)

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """All pattern files: ``files["units.toml"]`` is that file's entries in order of writing."""

    files: Mapping[str, tuple[Entry, ...]]
    sha256: str
    root: Path

    def __getitem__(self, file: str) -> tuple[Entry, ...]:
        try:
            return self.files[file]
        except KeyError:
            msg = f"{self.root}: the pattern file {file} is missing; restore it from the package"
            raise PatternError(msg) from None

    def __iter__(self) -> Iterator[Entry]:
        for entries in self.files.values():
            yield from entries

    def entry(self, rule: str) -> Entry:
        """The entry that a trace names, e.g. ``units.toml#mass.t``.

        Raises:
            KeyError: no entry has that name.
        """
        file, _, name = rule.partition("#")
        for entry in self.files.get(file, ()):
            if entry.id == name:
                return entry
        raise KeyError(rule)


def default_root() -> Path:
    """Where the patterns lie: inside the wheel, or beside the package in a checkout."""
    packaged = Path(str(resources.files("extractor") / "_patterns"))
    return packaged if packaged.is_dir() else Path(__file__).resolve().parent.parent / "patterns"


def load(root: Path | None = None) -> Patterns:
    """Read and validate every pattern file under ``root``.

    Raises:
        PatternError: a file is unreadable, is not TOML, or an entry breaks the rules above.
    """
    root = root or default_root()
    paths = sorted(root.rglob("*.toml"), key=lambda path: path.relative_to(root).as_posix())
    if not paths:
        msg = f"{root}: no pattern files there; name the folder that holds units.toml and the others"
        raise PatternError(msg)
    files: dict[str, tuple[Entry, ...]] = {}
    digest = hashlib.sha256()
    for path in paths:
        name = path.relative_to(root).as_posix()
        raw = path.read_bytes()
        digest.update(name.encode() + b"\0" + hashlib.sha256(raw).digest())
        files[name] = _entries(name, raw)
    return Patterns(files=files, sha256=digest.hexdigest(), root=root)


@contextmanager
def compiling(*, for_good: bool = False) -> Iterator[None]:
    """Compile patterns in this block: the garbage collector rests meanwhile.

    What they are compiled into is half a million objects, none of them garbage: to look through them again and
    again while they are made takes as long as making them. ``for_good``: the process is a command's own, and the
    collector never looks at what is there now (nor do workers that are forked copy it).
    """
    working = gc.isenabled()
    gc.disable()
    try:
        yield
        if for_good:
            gc.freeze()
        elif working:
            gc.collect(1)  # once, here, and not while the first page is read
    finally:
        if working:
            gc.enable()


def _entries(name: str, raw: bytes) -> tuple[Entry, ...]:
    try:
        table = tomllib.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{name}: not a readable TOML file ({error}); mend that place"
        raise PatternError(msg) from error
    head = table.get("file")
    if not isinstance(head, dict) or "about" not in head:
        msg = f"{name}: a pattern file opens with a [file] table that has `about` and `fields`; add it"
        raise PatternError(msg)
    seen: set[str] = set()
    entries = []
    for position, row in enumerate(table.get("entry", []), 1):
        entry = _entry(name, position, row, head)
        if entry.id in seen:
            msg = f"{entry.rule}: two entries have this id; rename one"
            raise PatternError(msg)
        seen.add(entry.id)
        entries.append(entry)
    return tuple(entries)


def _entry(name: str, position: int, row: dict[str, Any], head: dict[str, Any]) -> Entry:
    identity = row.get("id")
    if not isinstance(identity, str) or not identity:
        msg = f"{name}: entry {position} has no id; give it one"
        raise PatternError(msg)
    where = f"{name}#{identity}"
    if not isinstance(row.get("source"), str):
        msg = f"{where}: no `source`; say where the usage was seen"
        raise PatternError(msg)
    for key in ("forms", "examples", "rejects"):
        if not _texts(row.get(key, [])):
            msg = f"{where}: `{key}` must be a list of texts"
            raise PatternError(msg)
    if head.get("examples", True) and not row.get("examples"):
        msg = f"{where}: no `examples`; add a text in which this entry fires"
        raise PatternError(msg)
    fields = {key: value for key, value in row.items() if key not in COMMON}
    _check_fields(where, fields, head.get("fields", {}))
    return Entry(
        file=name,
        id=identity,
        rule=where,
        forms=tuple(row.get("forms", ())),
        source=row["source"],
        examples=tuple(row.get("examples", ())),
        rejects=tuple(row.get("rejects", ())),
        fields=fields,
        note=row.get("note"),
    )


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _check_fields(where: str, fields: Mapping[str, Any], schema: Mapping[str, str]) -> None:
    for key, value in fields.items():
        if key not in schema:
            msg = f"{where}: unknown field `{key}`; the [file] table knows {', '.join(sorted(schema)) or 'none'}"
            raise PatternError(msg)
        kind = schema[key].rstrip("?")
        if kind not in TYPES:
            msg = f"{where}: the [file] table gives `{key}` the unknown type `{kind}`; use {', '.join(TYPES)}"
            raise PatternError(msg)
        if not isinstance(value, TYPES[kind]) or (kind == "texts" and not _texts(value)):
            msg = f"{where}: `{key}` must be of type `{kind}`"
            raise PatternError(msg)
    for key, kind in schema.items():
        if not kind.endswith("?") and key not in fields:
            msg = f"{where}: the field `{key}` is missing"
            raise PatternError(msg)
