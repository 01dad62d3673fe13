"""Random quantities spelled in every convention of the reading conventions, and read back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from test_numbers import AND, BOUNDS, CONDITIONED, CURRENCY, NUMERALS, PATTERNS, READER, Speller, only

FORMS = {
    f"{file}#{entry.id}": entry.forms
    for file in ("qualifiers.toml", "units.toml", "currencies.toml")
    for entry in PATTERNS[file]
}
BEFORE = [name for name, entry in BOUNDS.items() if entry["role"] == "before" and name not in CONDITIONED]
BEHIND = [name for name, entry in BOUNDS.items() if entry["role"] == "after"]
RATES = ("year", "month", "day", "week")
CHANGES = PATTERNS.entry("qualifiers.toml#change").forms
SHARES = {"half": "50", "third": "33.33", "quarter": "25", "two-thirds": "66.67"}
GROUPS = ("السكان", "التلاميذ", "الأسر", "المقاعد")
NAMING = {form for entry in NUMERALS.values() if entry.get("role") == "cue-after" for form in entry.forms}
LINES = [line.split("/") for entry in PATTERNS["nouns.toml"] for line in entry.get("nouns", ())]
LISTED = [row for row in LINES if NAMING.isdisjoint(row)]


class Writer(Speller):
    """Writes whole quantities: bounds, ranges, rates, fractions, counted nouns."""

    def choose(self, rows: object) -> str:
        return str(self.random.choice(list(rows)))  # type: ignore[call-overload]

    def amount(self) -> tuple[str, Decimal]:
        """A sum in figures or words, with or without a scale word."""
        size = self.random.choice((1, 10**3, 10**6, 10**9))
        number = self.random.randrange(11, 99)
        if self.random.random() < 0.5:
            return self.spelled(number * size), Decimal(number * size)
        scale = {10**3: "thousand", 10**6: "million", 10**9: "milliard"}.get(size)
        return f"{self.digits(str(number))} {self.pick(scale) if scale else ''}".strip(), Decimal(number * size)


@pytest.mark.parametrize("seed", range(6))
def test_bounds_around_any_amount(seed: int) -> None:
    writer = Writer(seed)
    for _ in range(60):
        printed, value = writer.amount()
        behind = writer.random.random() < 0.4
        name = writer.choose(BEHIND if behind else BEFORE)
        form = writer.choose(form for form in BOUNDS[name].forms if not form.endswith((AND.strip(), " ال")))
        text = f"{printed} {CURRENCY} {form}" if behind else f"{form} {printed} {CURRENCY}"
        read = only(text).value
        assert (read.bound, read.point) == (BOUNDS[name]["bound"], value), text


@pytest.mark.parametrize("seed", range(6))
def test_rates_behind_any_amount(seed: int) -> None:
    writer = Writer(seed)
    for _ in range(60):
        printed, value = writer.amount()
        per = writer.choose(RATES)
        forms = FORMS[f"qualifiers.toml#per.{per}"]
        form = writer.choose(forms)
        read = only(f"{printed} {CURRENCY} {form}").value
        assert (read.point, read.unit, read.per) == (value, "MAD", per), (printed, form)


@pytest.mark.parametrize("seed", range(6))
def test_ranges_and_changes(seed: int) -> None:
    writer = Writer(seed)
    for _ in range(60):
        low = writer.random.randrange(3, 90)
        high = low + writer.random.randrange(2, 10)
        high += high % 10 == 1  # folded, «وأحد عشر» begins like «واحد»
        scale, size = writer.random.choice((("", 1), ("thousand", 10**3), ("million", 10**6)))
        word = f" {writer.pick(scale)}" if scale else ""
        first, second = (
            (writer.spelled(n) if writer.random.random() < 0.3 else writer.digits(str(n))) for n in (low, high)
        )
        opener = writer.random.choice((("ما بين", "و"), ("بين", "و"), ("من", "إلى "), ("يتراوح ما بين", "و")))
        text = f"الثمن {opener[0]} {first} {opener[1]}{second}{word} {CURRENCY}"
        read = only(text).value
        assert read.bound == "between", text
        assert [read.low, read.high] == [low * size, high * size], text
        text = f"{writer.choose(CHANGES)} الثمن من {first} إلى {second}{word} {CURRENCY}"
        found = [one.value.point for one in READER.read(text).quantities]
        assert found == [low * size, high * size], text


@pytest.mark.parametrize("name", SHARES)
def test_shares_of_a_group(name: str) -> None:
    for form in NUMERALS[name].forms:
        for group in GROUPS:
            read = only(f"{form} {group}").value
            assert (read.unit, read.point) == ("percent", Decimal(SHARES[name])), (form, group)


@pytest.mark.parametrize("seed", range(6))
def test_counted_nouns(seed: int) -> None:
    """Three to ten count a plural, eleven to ninety-nine a singular in the accusative, hundreds a bare singular."""
    writer = Writer(seed)
    for _ in range(120):
        singular, *plurals = writer.random.choice(LISTED)
        few = bool(plurals) and writer.random.random() < 0.5
        number = writer.random.randrange(3, 11) if few else 100 * writer.random.randrange(3, 10)
        noun = writer.random.choice(plurals) if few else singular
        text = f"{writer.digits(str(number))} {noun}"
        read = only(text).value
        assert read.point == number, text
        assert read.unit != "count" or read.counted, text
