"""Figures as printed → exact values: which separator is which is decided by evidence (numerals.md)."""

from __future__ import annotations

import re
from decimal import Decimal

# Signs that part the digits of one figure; the Arabic comma reads like the Latin one.
COMMAS = str.maketrans("،", ",")
DECIMAL, THOUSANDS = "٫", "٬"
SEPARATED = re.compile(r"([.,\u066B\u066C])")
LONGEST = 27  # code points: longer rows of digits are codes; Decimal computes with 28 digits
CENTS = 2
GROUP = 3  # digits between two separators of thousands


def figure(text: str, *, decimal: bool) -> Decimal | None:
    """The value of a figure, or ``None`` where its separators are those of no number.

    ``decimal``: a scale word or a percent sign follows, so that a single separator is the decimal one.

    >>> [figure(text, decimal=False) for text in ("42,800", "0,986", "1.001.359", "10.946,1", "2.20.292")]
    [Decimal('42800'), Decimal('0.986'), Decimal('1001359'), Decimal('10946.1'), None]
    >>> figure("14,125", decimal=True)
    Decimal('14.125')
    """
    if text.isdecimal() or len(text) > LONGEST:
        return Decimal(text) if len(text) <= LONGEST else None
    parts = SEPARATED.split(text.translate(COMMAS))
    digits, signs = parts[::2], parts[1::2]
    if not all(digits):
        return None
    if len(signs) == 1:
        return _single(digits[0], signs[0], digits[1], decimal=decimal)
    if len(set(signs)) == 1:
        return _repeated(digits)  # also «٣٦٫٨٢٨٫٣٣٠»: a decimal sign can stand but once
    if len(set(signs[:-1])) == 1 and signs[-1] != THOUSANDS:
        integer = _grouped(digits[:-1])
        return None if integer is None else Decimal(f"{integer}.{digits[-1]}")
    return None


def _single(integer: str, sign: str, rest: str, *, decimal: bool) -> Decimal:
    """One separator: thousands before exactly three digits, unless evidence says decimal."""
    thousands = len(rest) == GROUP and len(integer) <= GROUP and not integer.startswith("0")
    if sign == THOUSANDS or (sign != DECIMAL and thousands and not decimal):
        return Decimal(integer + rest)
    return Decimal(f"{integer}.{rest}")


def _repeated(digits: list[str]) -> Decimal | None:
    """One separator again and again: thousands; two digits after the last are decimals («13.792.96»)."""
    value = _grouped(digits)
    if value is None and len(digits[-1]) == CENTS:
        integer = _grouped(digits[:-1])
        return None if integer is None else Decimal(f"{integer}.{digits[-1]}")
    return value


def _grouped(digits: list[str]) -> Decimal | None:
    """Groups of thousands joined; ``None`` where a group has not three digits."""
    regular = 1 <= len(digits[0]) <= GROUP and all(len(part) == GROUP for part in digits[1:])
    return Decimal("".join(digits)) if regular and not digits[0].startswith("0") else None


def whole(value: Decimal) -> bool:
    """Whether ``value`` has no fraction (``%`` fails on numbers longer than the context's precision)."""
    return value == value.to_integral_value()


def agency_decimal(fraction: str, integer: str) -> Decimal:
    """News agency style: the fraction is stored first, «3ر13» is 13.3.

    >>> agency_decimal("3", "13")
    Decimal('13.3')
    """
    return Decimal(f"{integer}.{fraction}")
