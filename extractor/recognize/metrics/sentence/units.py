"""What a unit is: a currency, or a unit of something else."""

from __future__ import annotations

CODE = 3  # letters of a currency's code


def is_money(unit: str) -> bool:
    """Whether a unit is a currency by its ISO 4217 code; ``"day"`` and ``"km2"`` are none.

    >>> is_money("MAD"), is_money("day"), is_money("GWh")
    (True, False, False)
    """
    return len(unit) == CODE and unit.isupper()
