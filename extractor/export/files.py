"""A file that appears whole or not at all: written beside its place, then moved there."""

from __future__ import annotations

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
        UserError: the folder is missing or cannot be written.
    """
    if to == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(to)
    if path.is_dir():
        msg = f"{path} is a folder; name a file to write to"
        raise UserError(msg)
    direct = path.exists() and not path.is_file()
    draft = path if direct else path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        file = draft.open("wb")
    except OSError as error:
        raise UserError(unwritable(path, error)) from error
    try:
        with file:
            yield file
        if not direct:
            draft.replace(path)
    except BaseException:
        if not direct:
            draft.unlink(missing_ok=True)
        raise


def unwritable(path: Path, error: OSError) -> str:
    """Why ``path`` cannot be written, and what to do."""
    if not path.parent.exists():
        return f"{path} cannot be written: the folder {path.parent} does not exist; create it first"
    reason = (error.strerror or str(error)).lower()
    return f"{path} cannot be written ({reason}); choose a place that you may write to"
