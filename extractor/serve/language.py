"""What the pages say in one language: the catalogue's words, and numbers, units and days as its readers write them.

The catalogues are locale/ar.toml, fr.toml and en.toml: the same keys in each, nested tables joined by dots. A
value may be a table of plural forms (``one two few many other``, as CLDR names them).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from extractor.serve.queries.rows import Row

FOLDER = Path(__file__).parent / "locale"
# The first is the pages' own; Moroccan readers write Latin digits.
LOCALES = {"ar": "ar_MA", "fr": "fr", "en": "en"}
DEFAULT = "ar"
SHAPES = {"medium": "d MMM y", "long": "d MMMM y"}
LONG = re.compile(r"\b\d{4,}(\.\d+)?\b", re.ASCII)
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
SHORT = 10_000  # numbers below are written in digits alone
EXACT = 3  # decimals of a number with a scale word: «11,105 مليون»


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language of the pages."""

    code: str
    locale: Locale
    words: Mapping[str, str | Mapping[str, str]]

    @classmethod
    def load(cls, code: str) -> Language:
        """Read the catalogue of ``code``.

        Raises:
            FileNotFoundError: there is none.
        """
        table = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
        return cls(code, Locale.parse(LOCALES[code]), dict(_flat(table, "")))

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if self.code == "ar" else "ltr"

    def __call__(self, key: str, **parts: object) -> str:
        """The words of ``key`` with ``parts`` filled in; a key that is not there is shown as it is.

        >>> Language.load("en")("nav.search")
        'Search'
        """
        words = self.words.get(key, key)
        return (words if isinstance(words, str) else words["other"]).format(**parts)

    def has(self, key: str) -> bool:
        """Whether the catalogue words ``key``."""
        return key in self.words

    def count(self, key: str, number: int) -> str:
        """``number`` things, in the plural form that the language asks for.

        >>> Language.load("ar").count("n.claims", 3), Language.load("en").count("n.claims", 1)
        ('3 أرقام', '1 figure')
        """
        words = self.words.get(key, "{n}")
        forms = {"other": words} if isinstance(words, str) else words
        form = forms.get(self.locale.plural_form(number), forms["other"])
        return form.format(n=self.digits(number))

    # ── numbers ───────────────────────────────────────────────────────────────────────────────────

    def digits(self, number: Decimal | float | str) -> str:
        """A number in full, grouped.

        >>> Language.load("ar").digits(400000000)
        '400.000.000'
        """
        return format_decimal(_decimal(number), locale=self.locale, decimal_quantization=False)

    def short(self, number: Decimal | float | str) -> str:
        """A number with its scale word where that says it exactly.

        >>> arabic = Language.load("ar")
        >>> arabic.short("400000000"), arabic.short("4000000"), arabic.short("11100000"), arabic.short("1234567")
        ('400 مليون', '4 ملايين', '11,1 مليون', '1.234.567')
        >>> Language.load("fr").short(1000000000)
        '1 milliard'
        """
        value = _decimal(number)
        scale = next((power for power in (9, 6, 3) if abs(value) >= Decimal(10) ** power), 0)
        scaled = value.scaleb(-scale)
        if abs(value) < SHORT or abs(scaled) >= SHORT or round(scaled, EXACT) != scaled:
            return self.digits(value)
        # Babel's own compact format asks for the plural of the number as it was: «1 milliards».
        plurals = self.locale.compact_decimal_formats["long"]
        form = plurals.get(self.locale.plural_form(abs(scaled)), plurals["other"])
        return re.sub("0+", self.digits(scaled), form[str(10**scale)].pattern, count=1)

    def figure(self, row: Row) -> str:
        """A claim's number with its scale word, without bound or unit; both ends of a range."""
        if row.amount is not None:
            return self.short(row.amount)
        ends = [self.short(end) for end in (row.low, row.high) if end is not None]
        return " – ".join(ends) or "…"

    def in_full(self, row: Row) -> str:
        """A claim's number in digits; both ends of a range."""
        if row.amount is not None:
            return self.digits(row.amount)
        return " – ".join(self.digits(end) for end in (row.low, row.high) if end is not None) or "…"

    def unit(self, row: Row) -> str:
        """What a claim counts: the unit's name, or the noun that the page counts, and what it is counted per."""
        name = row.counted or "" if row.unit == "count" else self.unit_name(row.unit)
        return f"{name} {self.per(row.per)}".strip() if row.per else name

    def unit_name(self, unit: str) -> str:
        """A unit's name; the unit as it is spelled in the data where the catalogue has none."""
        return self(f"unit.{unit}") if self.has(f"unit.{unit}") else unit

    def per(self, per: str) -> str:
        """«per year» and the like."""
        return self(f"per.{per}") if self.has(f"per.{per}") else f"/ {per}"

    def grouped(self, text: str) -> str:
        """A sentence with its long numbers written as readers write them.

        >>> Language.load("en").grouped("400000000 against 4000000")
        '400,000,000 against 4,000,000'
        """
        return LONG.sub(lambda found: self.digits(found.group()), text)

    # ── days ──────────────────────────────────────────────────────────────────────────────────────

    def day(self, iso: str | None, shape: str = "medium") -> str:
        """An ISO day as readers write it.

        >>> Language.load("ar").day("2025-04-30", "long"), Language.load("fr").day("2025-05-01", "long")
        ('30 أبريل 2025', '1 mai 2025')
        """
        try:
            return format_date(date.fromisoformat(iso), SHAPES.get(shape, shape), locale=self.locale) if iso else ""
        except ValueError:
            return iso or ""

    def as_of(self, row: Row) -> str:
        """The day or time that a claim holds for, with its role; the day of printing where it has none of its own."""
        if row.date_end:
            return self(f"role.{row.date_role or 'at'}", date=self._time(row))
        if row.published:
            return self("role.printed", date=self.day(row.published))
        return self("role.said", date=self.day(row.event_date)) if row.event_date else self("role.none")

    def _time(self, row: Row) -> str:
        start, end = row.date_start or row.date_end or "", row.date_end or ""
        if row.date_grain == "year" and start[:4] == end[:4]:
            return end[:4]
        if start[:7] == end[:7] and row.date_grain == "month":
            return self.day(end, "MMMM y")
        return self.day(end) if start == end or row.date_role == "until" else f"{self.day(start)} – {self.day(end)}"

    def reason(self, rule: str) -> str:
        """Why a rule refuses a number, in words; the rule itself where the catalogue has none.

        >>> english = Language.load("en")
        >>> english.reason("selection.toml#age.before"), english.reason("new.toml#rule")
        ('an age that defines a group', 'new.toml#rule')
        """
        key = "reason." + rule.partition("#")[2].partition(".")[0]
        return self(key) if self.has(key) else rule

    # ── names ─────────────────────────────────────────────────────────────────────────────────────

    def metric(self, arabic: str, french: str | None, english: str | None) -> str:
        """A metric's name, translated where the registry has it."""
        return {"fr": french, "en": english}.get(self.code) or arabic


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    for name, value in table.items():
        if isinstance(value, str) or (isinstance(value, dict) and value.keys() <= PLURALS):
            yield prefix + name, value
        else:
            yield from _flat(value, f"{prefix}{name}.")


def _decimal(number: Decimal | float | str) -> Decimal:
    try:
        return Decimal(str(number))
    except InvalidOperation:
        return Decimal(0)
