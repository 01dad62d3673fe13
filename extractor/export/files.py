"""A file that appears whole or not at all: written beside its place, then moved there."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from extractor.problem import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """``path`` opened for writing; it takes its name when the block ends without an exception.

    What is no regular file (a pipe, /dev/stdout) is written directly.

    Raises:
        UserError: the folder is missing or cannot be written.
    """
    direct = path.exists() and not path.is_file()
    if path.is_dir():
        msg = f"{path} is a folder; name a file to write to"
        raise UserError(msg)
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
    return f"{path} cannot be written ({reason}); choose a place that you may write to with --to"
