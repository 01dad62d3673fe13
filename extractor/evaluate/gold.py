"""Gold files: JSONL of articles and claims (annotation.md §4), or of pages labelled line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from extractor.model import Span
from extractor.problem import UserError

Row = dict[str, Any]


class GoldError(UserError):
    """A gold file, a page or a recorded run that cannot be used; the message names it and the cure."""


def read_rows(path: Path) -> list[Row]:
    """The objects of a JSONL file, blank lines left out.

    Raises:
        GoldError: the file is missing, not UTF-8, or a line is no JSON object.
    """
    rows = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            msg = f"{path}, line {number}: not JSON ({error}); one object a line is wanted"
            raise GoldError(msg) from error
        if not isinstance(row, dict):
            msg = f"{path}, line {number}: a JSON object is wanted"
            raise GoldError(msg)
        rows.append(row)
    return rows


def read_text(path: Path) -> str:
    """The text of ``path``.

    Raises:
        GoldError: the file is missing or not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        msg = f"{path}: cannot be read ({reason}); name a UTF-8 file"
        raise GoldError(msg) from error


def labels_lines(rows: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the gold labels lines (for the strip stage) and not claims."""
    return any("lines" in row for row in rows)


def file_of(row: Mapping[str, Any]) -> str:
    """The name of the page that a gold row is about."""
    return str(row["file"]) if "file" in row else f"{row['id']}.txt"


def files(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The pages that a gold file is about, sorted."""
    return sorted({file_of(row) for row in rows})


def locate(page: str, claim: Mapping[str, Any]) -> Span:
    """Where a gold claim's ``span`` stands on its page, found through its ``context``.

    >>> locate("زار 3 مدن ثم 3 قرى", {"file": "-", "context": "ثم 3 قرى", "span": "3 قرى"})
    Span(start=13, end=18)

    Raises:
        GoldError: the context is not on the page, or the span not in the context.
    """
    if "start" in claim and "end" in claim:
        return Span(claim["start"], claim["end"])
    context, text = claim["context"], claim["span"]
    at = _nth(page, context, int(claim.get("occurrence", 1)))
    inside = _nth(context, text, int(claim.get("span_occurrence", 1)))
    if at < 0 or inside < 0:
        what = f"context {context!r} is not on the page" if at < 0 else f"span {text!r} is not in its context"
        msg = f"{claim['file']}: the gold claim's {what}; mend the gold file"
        raise GoldError(msg)
    return Span(at + inside, at + inside + len(text))


def _nth(text: str, part: str, count: int) -> int:
    """Where ``part`` stands in ``text`` for the ``count``-th time; -1 where it does not."""
    at = -1
    for _ in range(count):
        at = text.find(part, at + 1)
        if at < 0:
            break
    return at
