"""Items by their place in a sentence, with an answer outside it, too: what the grammars ask most."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self, TypeVar

T = TypeVar("T")


class Padded(dict[int, T]):
    """The items of a sequence by place; every other place holds ``empty``.

    Its ``__getitem__`` runs in C where the place exists, which a method that compares bounds first does not.

    >>> kinds = Padded.of(["بلغ", "العدد"], "")
    >>> kinds[1], kinds[2], kinds[-1]
    ('العدد', '', '')
    """

    __slots__ = ("empty",)

    empty: T

    @classmethod
    def of(cls, items: Iterable[T], empty: T) -> Self:
        """``items`` from place 0 on."""
        padded = cls(enumerate(items))
        padded.empty = empty
        return padded

    def __missing__(self, place: int) -> T:
        """What stands outside the sentence; nothing is kept of it."""
        return self.empty
