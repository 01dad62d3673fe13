"""What a bracket does to the dates beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def in_brackets(words: Sequence[str], low: int, high: int, *, after: bool, alone: bool = False) -> bool:
    """Whether a bracket opens before a date behind a quantity, or closes behind a date before one: an aside's own.

    A date that is all that the brackets hold («بلغ 40 (سنة 2018)») counts for what stands before them, and, where
    it is ``alone`` and no year, for what is told of that («العجز (إلى متم مارس 2025) بلغ 12 مليارا»).
    """
    if after:
        opened = [i for i in range(low, high) if words[i] == "("]
        return bool(opened) and ")" not in words[opened[-1] : high] and opened[-1] < high - 1
    closed = [i for i in range(low, high) if words[i] == ")"]
    if closed and closed[0] == low and alone:
        return False
    return bool(closed) and "(" not in words[low : closed[0]]


def past_brackets(words: Sequence[str], low: int, high: int, joint: str) -> bool:
    """«البطالة (12 في المائة) وغلاء المعيشة سنة 2021»: behind the brackets comes the next item of a list."""
    return high - low > 1 and words[low] == ")" and words[low + 1].startswith(joint)
