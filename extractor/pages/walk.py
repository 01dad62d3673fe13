"""Which files a path stands for: itself, or every page of a folder in sorted order, links out of it left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.model import Failure

SUFFIXES = (".txt", ".htm", ".html", ".xhtml", ".jsonl", ".jsonl.gz", ".ndjson", ".warc", ".warc.gz")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read and the name under which its pages go: relative to the folder that was named."""

    path: Path
    source: str


def files(name: str) -> Iterator[Found | Failure]:
    """The files that ``name`` stands for, or the failure that says why there are none."""
    path = Path(name)
    try:
        if path.is_dir():
            yield from _folder(path, name)
        elif path.is_file():
            yield Found(path, path.as_posix())
        elif path.exists():
            yield Failure(name, "neither a file nor a folder; name a file, a folder or - for standard input")
        else:
            yield Failure(name, "no such file or folder; check the path")
    except OSError as error:
        yield Failure(name, f"cannot be opened ({error.strerror or error}); check the path and its permissions")


def _folder(root: Path, name: str) -> Iterator[Found | Failure]:
    inside = root.resolve()
    seen = 0
    for one in _walk(root, root, inside):
        seen += 1
        yield one
    if not seen:
        known = " ".join(SUFFIXES)
        yield Failure(name, f"a folder without pages; put files there that end in one of {known}")


def _walk(folder: Path, root: Path, inside: Path) -> Iterator[Found | Failure]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(folder.as_posix(), f"cannot be listed ({error.strerror or error}); check its permissions")
        return
    for entry in entries:
        source = entry.relative_to(root).as_posix()
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() and (entry.is_dir() or not entry.resolve().is_relative_to(inside)):
            yield Failure(source, "a symbolic link, not followed; name its target to read it")
        elif entry.is_dir():
            yield from _walk(entry, root, inside)
        elif entry.name.lower().endswith(SUFFIXES):
            yield Found(entry, source)
