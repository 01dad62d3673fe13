"""One story of a page, as the numbers of its rows."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Story:
    """One article as row numbers; ``chrome`` gives the rule of each row that is none of it."""

    first: int
    last: int
    title: int | None = None
    outlet: int | None = None
    body: list[int] = field(default_factory=list)
    metadata: list[int] = field(default_factory=list)
    chrome: dict[int, str] = field(default_factory=dict)
