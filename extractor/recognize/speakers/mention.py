"""What names a speaker: words of a sentence, taken apart into name, title, issuer and kind."""

from __future__ import annotations

from typing import Literal

from extractor.recognize.speakers.tags import Tag, View
from extractor.record import record

Kind = Literal["person", "body", "document", "group", "anaphor", "unknown"]
ORDER = ("name", "role", "anaphor", "document", "group", "body", "honorific", "known", "given")


@record(frozen=True, slots=True, eq=False)
class Mention:
    """Words ``first`` to ``last`` (half-open) name a speaker.

    ``name`` and ``role`` are word ranges (``None`` where the mention has none), ``issuer`` the body or
    person behind a document. ``same``: «ذاته» and the like point back. ``mode``: of the entry that opened it.
    """

    kind: Kind
    first: int
    last: int
    rule: str
    name: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    issuer: Mention | None = None
    same: bool = False
    mode: str | None = None


def opening(view: View, at: int) -> Tag | None:
    """The tag that opens a mention at ``at``: the longest, by the order of kinds."""
    if at >= len(view):
        return None
    tags = view.tags[at]
    found = [tags[kind] for kind in ORDER if kind in tags]
    return max(found, key=lambda tag: tag.length) if found else None
