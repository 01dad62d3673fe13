"""Records: what the stages make of every page, frozen by the type checker.

A frozen dataclass sets each field through ``object.__setattr__``, which takes five times as long as setting it:
that was a twelfth of the time of the whole pipeline. What is made once, on loading, stays a plain frozen dataclass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen: bool, slots: bool, eq: bool = True, order: bool = False):  # noqa: ANN201
        """Like :func:`dataclasses.dataclass`, but ``frozen`` is held to by mypy alone: no field is set twice."""
        return dataclass(slots=slots, eq=eq, order=order, unsafe_hash=frozen and eq)


__all__ = ["record"]
