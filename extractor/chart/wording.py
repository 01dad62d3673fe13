"""The words of a chart in one language, out of patterns/chart.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractor.patterns import Patterns

Language = Literal["ar", "fr", "en"]
FILE = "chart.toml"
RTL = frozenset({"ar"})
# Renderers lay a text out from left to right unless it says otherwise itself.
EMBED, POP = "\u202b", "\u202c"
ARABIC = re.compile("[\u0590-\u08ff]")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a chart says, by the ids of chart.toml; ``few`` are the plurals of the scale words."""

    language: Language
    words: Mapping[str, str]
    few: Mapping[str, str]

    @classmethod
    def load(cls, patterns: Patterns, language: Language) -> Wording:
        """Read chart.toml.

        >>> from extractor.patterns import load
        >>> Wording.load(load(), "ar").unit("MAD", "month")
        'درهم شهريا'
        """
        entries = patterns[FILE]
        few = {entry.id: str(entry.get("few")) for entry in entries if language == "ar" and entry.get("few")}
        return cls(language, {entry.id: str(entry[language]) for entry in entries}, few)

    def __getitem__(self, name: str) -> str:
        return self.words[name]

    @property
    def rtl(self) -> bool:
        """Whether the language runs from right to left."""
        return self.language in RTL

    def directed(self, text: str) -> str:
        """``text`` so that a renderer sets it in its own direction: an Arabic one from the right, brackets too."""
        return f"{EMBED}{text}{POP}" if ARABIC.search(text) else text

    def expression(self, text: str) -> str:
        """The Vega expression ``text``, set in the direction of the language."""
        return f"'{EMBED}' + {text} + '{POP}'" if self.rtl else text

    def unit(self, unit: str, per: str | None = None, counted: str | None = None) -> str:
        """How the value axis is called: the unit, or the noun that is counted, and what it is counted per."""
        name = counted if unit == "count" and counted else self.words.get(f"unit.{unit}", unit)
        return f"{name} {self.words.get(f'per.{per}', f'/ {per}')}" if per else name

    def locale(self) -> dict[str, Any]:
        """The months for Vega (``config.locale``); days of the week and clock times stand on no axis of ours."""
        months = [self.words[f"month.{number:02}"] for number in range(1, 13)]
        days = [""] * 7
        return {
            "time": {
                "dateTime": "%-d %B %Y", "date": "%-d %B %Y", "time": "%H:%M", "periods": ["", ""],
                "days": days, "shortDays": days, "months": months, "shortMonths": months,
            },
        }  # fmt: skip

    def scaled(self) -> str:
        """A Vega expression that writes an axis label with its scale word: «4 ملايين» for 4000000."""
        written = "format(datum.value, '~g')"
        for power in (3, 6, 9):
            name = f"scale.{power}"
            number = f"datum.value / 1e{power}"
            word = f"'{self.words[name]}'"
            if name in self.few:
                word = f"(abs({number}) >= 3 && abs({number}) <= 10 ? '{self.few[name]}' : {word})"
            written = f"abs(datum.value) >= 1e{power} ? format({number}, '~g') + '\\u00a0' + {word} : {written}"
        return self.expression(f"({written})")
