"""What the readers of single lines hand to the finder of stories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

BARE = ("#place", "#agency")


@dataclass(frozen=True, slots=True)
class Meta:
    """What one line says; ``site`` is an outlet that the line's make gives away, weaker than ``publisher``."""

    rule: str
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    printed: str | None = None
    site: str | None = None
    chrome: bool = False

    @property
    def bare(self) -> bool:
        """Whether the line is an outlet's or a place's name and nothing more."""
        return self.author is None and self.printed is None and self.rule.endswith(BARE)
