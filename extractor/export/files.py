"""A file that appears whole or not at all: written beside its place, then moved there."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from extractor.problem import UserError


@contextmanager
def whole(to: str) -> Iterator[IO[bytes]]:
    """``to`` opened for writing bytes; a file takes its name when the block ends without an exception.

    ``-`` is standard output; what is no regular file (a pipe, /dev/stdout) is written directly.

    Raises:
        UserError: the place cannot be written, or its disk is full.
    """
    path = Path(to)
    if to != "-" and path.is_dir():
        msg = f"{path} is a folder; name a file to write to"
        raise UserError(msg)
    try:
        if to == "-":
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        elif path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
        else:
            with _draft(path) as file:
                yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UserError(unwritable(path, error)) from error


@contextmanager
def _draft(path: Path) -> Iterator[IO[bytes]]:
    """A file beside ``path`` that takes its name at the end, or goes."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as file:
            yield file
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> str:
    """Why ``path`` cannot be written, and what to do."""
    if str(path) != "-" and not path.parent.exists():
        return f"{path} cannot be written: the folder {path.parent} does not exist; create it first"
    reason = (error.strerror or str(error)).lower()
    name = "standard output" if str(path) == "-" else path
    if error.errno == errno.ENOSPC:
        return f"{name} cannot be written (the disk is full); make room there, or choose another place"
    return f"{name} cannot be written ({reason}); choose a place that you may write to"
