"""Numbers and quantities: cases by where they came from, and random values spelled in every way and read back."""

from __future__ import annotations

import random
import tomllib
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Quantity
from extractor.patterns import load
from extractor.reading import Reader
from extractor.recognize.numbers.figures import figure

CASES = Path(__file__).parent / "cases"
PATTERNS = load()
READER = Reader(PATTERNS)
FILES = ("wild", "synthetic", "lines", "negative", "known_failures")
NUMERALS = {entry.id: entry for entry in PATTERNS["numerals.toml"]}


def plain(value: Decimal | None) -> str:
    return "?" if value is None else f"{value.normalize():f}"


def told(one: Quantity) -> str:
    value = one.value
    ends = f"{plain(value.low)} {plain(value.high)}"
    if one.vague:
        return f"vague {ends} {value.unit} {value.per or '-'}"
    number = ends if value.bound == "between" else plain(value.point)
    return f"{value.bound} {number} {value.unit} {value.per or '-'}"


def cases(name: str) -> list[Any]:
    rows = tomllib.loads((CASES / f"numbers_{name}.toml").read_text(encoding="utf-8"))["case"]
    marks = [pytest.mark.xfail(strict=True)] if name == "known_failures" else []
    return [pytest.param(row, id=f"{name}-{place}", marks=marks) for place, row in enumerate(rows)]


def rounded(text: str) -> str:
    """Spelled fractions of a scale word («ثلث مليون») hold to two decimals."""
    return " ".join(
        plain(Decimal(word).quantize(Decimal("0.01"))) if word.lstrip("-").replace(".", "").isdigit() else word
        for word in text.split()
    )


@pytest.mark.parametrize("row", [row for name in FILES for row in cases(name)])
def test_case(row: dict[str, Any]) -> None:
    quantities = READER.read(row["text"]).quantities
    found = [told(one) for one in quantities]
    assert sorted(map(rounded, found)) == sorted(map(rounded, row["quantities"]))
    if "counted" in row:
        assert [one.value.counted or "" for one in quantities] == row["counted"]


@pytest.mark.parametrize("row", cases("negative"))
def test_a_negative_in_a_sentence(row: dict[str, Any]) -> None:
    if row["source"] == "lists":  # what opens a line
        return
    found = READER.read(f"أوضح المصدر أن الأمر يتعلق بهذا: {row['text']} ، حسب البلاغ").quantities
    assert [told(one) for one in found] == row["quantities"]


def test_there_are_cases_enough() -> None:
    count = {name: len(cases(name)) for name in FILES}
    assert sum(count.values()) >= 1800
    assert count["negative"] * 4 >= sum(count.values())


# ── spelled and read back ─────────────────────────────────────────────────────────────────────────


def forms(name: str) -> tuple[str, ...]:
    return NUMERALS[name].forms


ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TENS = ("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = ((10**9, "milliard"), (10**6, "million"), (10**3, "thousand"))
AND = " \u0648"
SCRIPTS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
CURRENCY = PATTERNS.entry("currencies.toml#MAD").forms[0]
PERCENT = PATTERNS.entry("units.toml#percent").forms[0]


class Speller:
    """Spells numbers as newsrooms do: any gender and case, any of the listed spellings, words or figures."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def pick(self, name: str) -> str:
        return self.random.choice(forms(name))

    def below_hundred(self, number: int) -> str:
        tens, ones = divmod(number, 10)
        if tens == 0:
            return self.pick(ONES[ones])
        if ones == 0:
            return self.pick(TENS[tens])
        first = self.pick("one-joined") if ones == 1 else self.pick(ONES[ones])
        return f"{first} {self.pick('ten')}" if tens == 1 else f"{first}{AND}{self.pick(TENS[tens])}"

    def below_thousand(self, number: int) -> str:
        hundreds, rest = divmod(number, 100)
        if hundreds == 0:
            return self.below_hundred(rest)
        name = ("", "hundred", "two-hundred", *(f"{one}-hundred" for one in ONES[3:]))[hundreds]
        return self.pick(name) + (AND + self.below_hundred(rest) if rest else "")

    def spelled(self, number: int) -> str:
        parts = []
        for size, scale in SCALES:
            count, number = divmod(number, size)
            if count:
                parts.append(self.scaled(count, scale))
        if number:
            parts.append(self.below_thousand(number))
        return AND.join(parts)

    def scaled(self, count: int, scale: str) -> str:
        if count == 1:
            return self.pick(scale)
        if count == 2:
            return self.pick(f"two-{scale}")
        word = self.pick(f"{scale}s") if count <= 10 else self.random.choice((self.pick(scale), self.tanwin(scale)))
        head = self.below_thousand(count) if self.random.random() < 0.6 else str(count)
        return f"{head} {word}"

    def tanwin(self, scale: str) -> str:
        return self.pick(f"{scale}-tanwin")

    def digits(self, text: str) -> str:
        return text.translate(str.maketrans(SCRIPTS[0], self.random.choice(SCRIPTS)))

    def figure(self, number: int) -> str:
        separator = self.random.choice(("", ",", ".", "،", " ", "\u066c", "\u00a0"))
        return self.digits(f"{number:,}".replace(",", separator))

    def decimal(self, whole: int, part: str) -> str:
        sign = self.random.choice((",", ".", "،", "\u066b", "\u0631", " \u0631 "))
        agency = "\u0631" in sign
        return self.digits(f"{part}{sign}{whole}" if agency else f"{whole}{sign}{part}")


def only(text: str) -> Quantity:
    found = READER.read(text).quantities
    assert len(found) == 1, (text, [one.span.text(text) for one in found])
    return found[0]


@pytest.mark.parametrize("seed", range(40))
def test_cardinals_spelled_and_read_back(seed: int) -> None:
    speller = Speller(seed)
    for _ in range(50):
        number = speller.random.randrange(1, 10 ** speller.random.randrange(1, 13))
        text = f"{speller.spelled(number)} {CURRENCY}"
        if number in {1, 10**3, 10**6, 10**9}:
            continue
        value = only(text).value
        assert value.point == number, (number, text)
        assert value.unit == "MAD"


@pytest.mark.parametrize("seed", range(10))
def test_figures_printed_and_read_back(seed: int) -> None:
    speller = Speller(seed)
    for _ in range(100):
        number = speller.random.randrange(10 ** speller.random.randrange(1, 10))
        text = f"{speller.figure(number)} {CURRENCY}"
        assert only(text).value.point == number, (number, text)


@pytest.mark.parametrize("seed", range(10))
def test_decimals_printed_and_read_back(seed: int) -> None:
    """Before a scale word or a percent phrase one separator is the decimal one, however many digits follow."""
    speller = Speller(seed)
    for _ in range(50):
        whole = speller.random.randrange(1000)
        part = "".join(speller.random.choices("0123456789", k=speller.random.choice((1, 2, 3))))
        printed, value = speller.decimal(whole, part), Decimal(f"{whole}.{part}")
        scale, word = speller.random.choice(((10**6, forms("million")[0]), (10**9, forms("milliards")[0])))
        assert only(f"{printed} {word} {CURRENCY}").value.point == value * scale, printed
        assert only(f"{printed} {PERCENT}").value.point == value, printed


BOUNDS = {entry.id: entry for entry in PATTERNS["qualifiers.toml"] if entry.get("bound")}
CONDITIONED = {"about.around", "limit.policy", "limit.count", "about"}  # their bound hangs on the words around


@pytest.mark.parametrize(
    "name", [name for name, e in BOUNDS.items() if e["role"] == "before" if name not in CONDITIONED]
)
def test_every_particle_bounds_the_next_number(name: str) -> None:
    for form in BOUNDS[name].forms:
        if not form.endswith(AND.strip()):
            assert only(f"{form} 3400 {CURRENCY}").value.bound == BOUNDS[name]["bound"], form


@pytest.mark.parametrize("name", [name for name, e in BOUNDS.items() if e["role"] == "after"])
def test_every_phrase_behind_the_unit_bounds(name: str) -> None:
    for form in BOUNDS[name].forms:
        assert only(f"3400 {CURRENCY} {form}").value.bound == BOUNDS[name]["bound"], form


@pytest.mark.parametrize("file", ["units.toml", "currencies.toml"])
def test_every_spelling_of_a_unit_is_read(file: str) -> None:
    shared = {form for entry in PATTERNS[file] for form in entry.forms if entry.get("context")}
    for entry in PATTERNS[file]:
        for form in entry.forms:
            if entry.get("context") or entry.get("role") or entry.get("adjectives") or form in shared:
                continue
            assert only(f"12 {form}").value.unit == entry["unit"], (entry.id, form)
        for form in entry.forms if file == "currencies.toml" else ():
            for adjective in entry.get("adjectives", ()):
                assert only(f"12 {form} {adjective}").value.unit == entry["unit"], (entry.id, form, adjective)


# ── properties ────────────────────────────────────────────────────────────────────────────────────


@given(st.integers(0, 10**15), st.sampled_from(",.٬"))
def test_grouped_figures(number: int, separator: str) -> None:
    text = f"{number:,}".replace(",", separator)
    assert figure(text, decimal=False) == number


@given(st.text("0123456789.,٫٬،", min_size=1, max_size=20))
def test_any_figure_is_a_number_or_none(text: str) -> None:
    if text[0].isdigit() and text[-1].isdigit():
        value = figure(text, decimal=False)
        assert value is None or value >= 0


WORDS = sorted({word for entry in PATTERNS["numerals.toml"] for form in entry.forms for word in form.split()})
SOUP = st.lists(
    st.sampled_from([*WORDS, "12", "3,5", "1.2.3", "-", "(", ")", "%", "/", ":", CURRENCY, "و"]), max_size=14
)


@given(SOUP)
def test_any_row_of_number_words_is_read_without_error(words: list[str]) -> None:
    text = " ".join(words)
    found = READER.read(text)
    for one in found.quantities:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.trace
    spans = sorted(one.span for one in found.quantities)
    assert all(before.end <= after.start for before, after in pairwise(spans)), text
