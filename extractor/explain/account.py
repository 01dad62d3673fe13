"""What is known of each claim of a page, field by field, with the pattern entries behind it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from extractor import serial
from extractor.model import Claim, Extraction, Trace
from extractor.patterns import Entry, Patterns
from extractor.serial import Json

# Whose work a step of a trace is, by the pattern file of its rule.
FIELDS = {
    "numerals.toml": "value", "units.toml": "value", "currencies.toml": "value", "qualifiers.toml": "value",
    "nouns.toml": "value", "calendar.toml": "date", "attribution.toml": "speaker", "agents.toml": "speaker",
    "metrics.toml": "metric", "phrases.toml": "metric", "modality.toml": "modality",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step of a claim's trace with the pattern entry it names; ``entry`` is ``None`` for one that is gone."""

    stage: str
    rule: str
    text: str
    entry: Entry | None


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """Claim ``number`` of its page (from 1): its JSON object, its figure in digits and unit, its trace."""

    number: int
    record: Json
    digits: str
    unit: str
    steps: tuple[Step, ...]

    @property
    def fields(self) -> dict[str, list[Step]]:
        """The steps by the field they decided, each rule once; those of no one field under ``other``."""
        made: dict[str, dict[str, Step]] = {}
        for step in self.steps:
            field = FIELDS.get(step.rule.partition("#")[0], "other")
            made.setdefault(field, {}).setdefault(step.rule, step)
        return {field: list(steps.values()) for field, steps in made.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Refused:
    """How often a rule refused a number of this page, and the texts it refused."""

    rule: str
    entry: Entry | None
    texts: tuple[str, ...]


def accounts(found: Extraction, patterns: Patterns, only: str | None = None) -> list[Account]:
    """The page's claims; with ``only``, the one of that number or id."""
    made = []
    for number, (claim, record) in enumerate(zip(found.claims, serial.claims(found), strict=True), 1):
        if only in {None, str(number), record["id"]}:
            steps = tuple(_step(step, found, patterns) for step in dict.fromkeys(claim.trace))
            made.append(Account(number, record, *figure(claim), steps))
    return made


def refused(found: Extraction, patterns: Patterns) -> list[Refused]:
    """The numbers that are no claims, by rule, the commonest rule first."""
    texts: dict[str, list[str]] = {}
    for one in found.rejections:
        texts.setdefault(one.rule, []).append(one.span.text(found.page.text))
    order = sorted(texts, key=lambda rule: (-len(texts[rule]), rule))
    return [Refused(rule, entry(patterns, rule), tuple(texts[rule])) for rule in order]


def chrome_rules(found: Extraction) -> list[tuple[str, int]]:
    """How many stretches each chrome rule took, the commonest first."""
    return Counter(one.rule for one in found.stripped.chrome).most_common()


def entry(patterns: Patterns, rule: str) -> Entry | None:
    """The pattern entry of a rule; nothing where the rule is code."""
    try:
        return patterns.entry(rule)
    except KeyError:
        return None


def figure(claim: Claim) -> tuple[str, str]:
    """A claim's value in digits, and what it counts: ``("12,500,000,000", "MAD / year")``.

    The two are apart because they run in different directions on an Arabic page.
    """
    value = claim.value
    if value.point is not None:
        digits = grouped(serial.amount(value.point))
    else:
        digits = f"{grouped(serial.amount(value.low))} – {grouped(serial.amount(value.high))}"
    unit = value.counted or value.unit
    return digits, f"{unit} / {value.per}" if value.per else unit


def grouped(amount: str | None) -> str:
    """Digits in groups of three.

    >>> grouped("9500000.25")
    '9,500,000.25'
    """
    if amount is None:
        return "…"
    sign, digits = ("-", amount[1:]) if amount.startswith("-") else ("", amount)
    whole, point, rest = digits.partition(".")
    if not whole.isdecimal():
        return amount
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)]
    return sign + ",".join(reversed(groups)) + point + rest


def _step(step: Trace, found: Extraction, patterns: Patterns) -> Step:
    return Step(step.stage, step.rule, step.span.text(found.page.text), entry(patterns, step.rule))
