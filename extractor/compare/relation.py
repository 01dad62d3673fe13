"""The relation of two values of one metric: the rules of design.md §5, in their order.

Nothing here knows what is measured; :mod:`extractor.compare.comparable` decides whether two claims may
be held against each other at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import log10
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from extractor.model import Bound, Modality
    from extractor.patterns import Patterns

Kind = Literal["repeats", "agrees", "rounds_to", "within_bound", "updates", "scale_slip", "conflicts", "part_whole"]
ALARMS: frozenset[Kind] = frozenset({"scale_slip", "conflicts", "part_whole"})
THOUSAND = 3  # digits between two scale words
CLOSE = Decimal("0.05")  # how far a rounding to tens or hundreds may go, relative
FAR = 100  # times
ONE = Decimal(1)
SMALL = 100  # below it every digit of a whole number counts: 10 deaths are not "about ten"


@dataclass(frozen=True, slots=True)
class Figure:
    """What the comparison needs of one claim. ``start``/``end`` is the claim's own date, if it has one.

    ``event`` names the speech or happening that the claim was made at (equal strings: one event);
    ``story`` names the near-duplicate group of its article. ``factor`` is how many base units, in which the
    numbers stand here, one of the printed unit is. ``forecaster`` is who foresees or plans it, empty where nobody
    is named, ``planned`` whether it is a plan. ``running`` is a total since some day: it holds for the day that
    it was printed.
    """

    id: str
    point: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    unit: str
    per: str | None
    modality: Modality
    start: date | None = None
    end: date | None = None
    event: str | None = None
    story: str | None = None
    published: date | None = None
    factor: Decimal = ONE
    forecaster: str | None = None
    planned: bool = False
    running: bool = False

    def told(self, event: str) -> Figure:
        """The same figure, known to be told of ``event``; by hand, for `replace` takes four times as long."""
        return Figure(
            self.id, self.point, self.low, self.high, self.bound, self.unit, self.per, self.modality, self.start,
            self.end, event, self.story, self.published, self.factor, self.forecaster,
            self.planned, self.running,
        )  # fmt: skip

    @property
    def ends(self) -> tuple[Decimal | None, Decimal | None]:
        """The number itself as an interval: the point twice, or the two ends of a range."""
        return (self.low, self.high) if self.point is None else (self.point, self.point)


@dataclass(frozen=True, slots=True)
class Relation:
    """What two figures are to each other; ``reason`` is the comparison.toml entry that words it."""

    kind: Kind
    reason: str
    ratio: Decimal | None = None

    @property
    def alarm(self) -> bool:
        """Whether a fact-checker must see it."""
        return self.kind in ALARMS


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers of comparison.toml."""

    scale: Decimal
    open_reach: Decimal
    approximate: Decimal
    parts_gap: Decimal
    absurd_years: Decimal
    edit_digits: int

    @classmethod
    def load(cls, patterns: Patterns) -> Thresholds:
        """Read the ``threshold.*`` entries.

        Raises:
            KeyError: one is missing.
        """

        def number(name: str) -> Decimal:
            return Decimal(str(patterns.entry(f"comparison.toml#threshold.{name}")["value"]))

        return cls(
            number("scale"),
            number("open-reach"),
            number("approximate"),
            number("parts-gap"),
            number("absurd-years"),
            int(number("edit-digits")),
        )


def relate(a: Figure, b: Figure, limits: Thresholds) -> Relation | None:
    """The relation of two figures of one metric and unit, ``None`` for vague ones.

    >>> from extractor.patterns import load
    >>> limits = Thresholds.load(load())
    >>> def figure(number, bound="exact", day=date(2025, 4, 30)):
    ...     point = Decimal(number)
    ...     return Figure(number, point, point, point, bound, "count", None, "asserted", day, day)
    >>> relate(figure("400000000"), figure("4000000"), limits).kind  # «400 مليون ملف» beside «4 ملايين ملف»
    'scale_slip'
    >>> relate(figure("11100000"), figure("11000000"), limits).kind
    'rounds_to'
    """
    if None in a.ends or None in b.ends:
        return None
    found = by_value(a, b, limits, together=same_time(a, b))
    if (found.kind == "conflicts" and strangers(a, b)) or (found.alarm and two_forecasts(a, b)):
        return None
    if a.modality != b.modality and found.alarm:
        return Relation("updates", "updates")
    if not found.alarm and found.kind != "updates" and _one_witness(a, b):
        return Relation("repeats", "repeats")
    return found


def by_value(a: Figure, b: Figure, limits: Thresholds, *, together: bool) -> Relation:
    """The relation of two figures with numbers, ``together`` when they are meant to hold for one time."""
    if a.per != b.per:
        return _converted(a, b, limits, together=together)
    opposed = {a.bound, b.bound} & {"gt", "gte"} and {a.bound, b.bound} & {"lt", "lte"}
    mirrored = a.point is not None and a.point == -(b.point or 0)  # a deficit of 7.5 and a balance of -7.5
    if mirrored or (a.ends == b.ends and (not opposed or {"gte", "lte"} & {a.bound, b.bound})):
        return Relation("agrees", "agrees")
    if rounds(a, b):
        return Relation("rounds_to", "rounds_to")
    near = "approx" in {a.bound, b.bound} and fits(a, b, limits)  # «حوالي 1250» beside 1290 is no slip of a digit
    if together and not near and (slip := _slip(a, b, limits)):
        return slip
    if a.ends != b.ends and fits(a, b, limits):
        return Relation("within_bound", "within_bound")
    return Relation("conflicts", "conflicts") if together else Relation("updates", "updates")


def strangers(a: Figure, b: Figure) -> bool:
    """Whether two numbers are so far apart, and by no power of ten, that they hardly measure one thing.

    A contradiction of 300 to 1 is a misread label far more often than a wrong figure.
    """
    if not a.point or not b.point:
        return False
    large, small = sorted((abs(a.point), abs(b.point)), reverse=True)
    return large > FAR * small


def two_forecasts(a: Figure, b: Figure) -> bool:
    """Whether two bodies foresee one thing: each may be right about what it expects, until the outcome is known.

    One body's plan is another thing than another one's forecast; two plans of one thing are not. Inside one
    event, where one of the two is not named, the numbers are one body's, told twice.
    """
    if a.forecaster is None or b.forecaster is None or a.forecaster == b.forecaster or (a.planned and b.planned):
        return False
    return not (_one_witness(a, b) and "" in {a.forecaster, b.forecaster})


def _one_witness(a: Figure, b: Figure) -> bool:
    return bool((a.event and a.event == b.event) or (a.story and a.story == b.story))


def same_time(a: Figure, b: Figure) -> bool:
    """Whether the two figures are meant to hold for one time: one date, or one event and no dates that differ."""
    if a.start and b.start:
        return (a.start, a.end) == (b.start, b.end) or (a.end == b.end and _near(a, b))
    if a.start or b.start:
        return a.event is not None and a.event == b.event and not _dated_elsewhere(a, b)
    return bool((a.event and a.event == b.event) or (a.story and a.story == b.story)) and _one_day(a, b)


def _one_day(a: Figure, b: Figure) -> bool:
    """Undated figures hold for the day they are printed: a toll of Monday is none of Tuesday."""
    return a.published is None or b.published is None or a.published == b.published


def _near(a: Figure, b: Figure) -> bool:
    """Intervals that close together («نهاية مارس», «مارس») are one as-of date; a year and its last day are too."""
    return a.end is not None and b.end is not None and a.end == b.end


def _dated_elsewhere(a: Figure, b: Figure) -> bool:
    """One figure has a date, the other none: the dated one is the other's time only if it reaches the event."""
    dated, other = (a, b) if a.start else (b, a)
    return other.published is None or dated.end is None or abs((other.published - dated.end).days) > 92


def rounds(a: Figure, b: Figure) -> bool:
    """Whether one number is the other at its own, coarser precision.

    >>> one = Figure("1", Decimal("11100000"), None, None, "approx", "count", None, "asserted")
    >>> two = Figure("2", Decimal("11000000"), None, None, "approx", "count", None, "asserted")
    >>> rounds(one, two), rounds(two, one)
    (True, True)
    """
    if a.point is None or b.point is None or a.point == b.point:
        return False
    exact_smalls = all(f.point == f.point.to_integral_value() and abs(f.point) < SMALL for f in (a, b) if f.point)
    if exact_smalls and a.unit == "count":
        return False
    return _rounds_to(a.point, b.point) or _rounds_to(b.point, a.point)


def _rounds_to(fine: Decimal, coarse: Decimal) -> bool:
    """Whether ``coarse`` is ``fine`` rounded; the nought of «20 مليون» is a figure like any other."""
    if _rounded(fine, step(coarse)) != coarse:
        return False
    return coarse.adjusted() % THOUSAND == 0 or abs(fine - coarse) <= CLOSE * abs(coarse)


def step(number: Decimal) -> Decimal:
    """The place value of the last significant digit: 11 000 000 → 1 000 000, 9.5 → 0.1, 42 → 1."""
    exponent = number.normalize().as_tuple().exponent
    place = exponent if isinstance(exponent, int) else 0
    if place > 0 and abs(number) < SMALL:
        place = 0
    return Decimal(1).scaleb(place)


def _rounded(number: Decimal, step: Decimal) -> Decimal:
    return (number / step).quantize(Decimal(1)) * step


def _slip(a: Figure, b: Figure, limits: Thresholds) -> Relation | None:
    """A power of ten apart, or one digit off (a swap of neighbours is one)."""
    if not a.point or not b.point or (a.point < 0) != (b.point < 0):
        return None
    large, small = sorted((abs(a.point), abs(b.point)), reverse=True)
    ratio = large / small
    power = Decimal(10) ** max(1, round(log10(ratio)))
    if abs(ratio / power - 1) <= limits.scale:
        return Relation("scale_slip", "scale_slip.power", power)
    if _one_edit(_digits(a.point), _digits(b.point), limits.edit_digits):
        return Relation("scale_slip", "scale_slip.digit", ratio)
    return None


def _digits(number: Decimal) -> str:
    return "".join(map(str, number.normalize().as_tuple().digits))


def _one_edit(a: str, b: str, least: int) -> bool:
    if len(a) != len(b) or len(a) < least:
        return False
    off = [place for place in range(len(a)) if a[place] != b[place]]
    if len(off) == 1:
        return True
    swapped = len(off) == 2 and off[1] == off[0] + 1
    return swapped and a[off[0]] == b[off[1]] and a[off[1]] == b[off[0]]


def fits(a: Figure, b: Figure, limits: Thresholds) -> bool:
    """Whether what the two figures allow overlaps, open bounds and approximations reaching as far as they do."""
    a_low, a_high = reach(a, limits)
    b_low, b_high = reach(b, limits)
    return a_low <= b_high and b_low <= a_high


def reach(figure: Figure, limits: Thresholds) -> tuple[Decimal, Decimal]:
    """The values that a figure allows, as a closed interval."""
    low, high = figure.ends
    low, high = low or Decimal(0), high or Decimal(0)
    wide = {"approx": limits.approximate}.get(figure.bound, Decimal(0))
    down = up = wide
    if figure.bound in {"gt", "gte"}:
        up = limits.open_reach
    elif figure.bound in {"lt", "lte"}:
        down = limits.open_reach
    return low - abs(low) * down, high + abs(high) * up


PER_YEAR = {"day": Decimal(365), "week": Decimal(52), "month": Decimal(12), "year": Decimal(1)}


def _converted(a: Figure, b: Figure, limits: Thresholds, *, together: bool) -> Relation:
    """A month's figure against a year's: converted, and never better than ``rounds_to`` or ``within_bound``."""
    if a.per not in PER_YEAR or b.per not in PER_YEAR:
        return Relation("updates", "updates")
    x, y = (_times(figure, PER_YEAR[figure.per or "year"]) for figure in (a, b))
    if x.ends == y.ends or rounds(x, y):
        return Relation("rounds_to", "rounds_to")
    if fits(x, y, limits):
        return Relation("within_bound", "within_bound")
    return Relation("conflicts", "conflicts") if together else Relation("updates", "updates")


def _times(figure: Figure, factor: Decimal) -> Figure:
    def grown(number: Decimal | None) -> Decimal | None:
        return None if number is None else number * factor

    return Figure(
        figure.id,
        grown(figure.point),
        grown(figure.low),
        grown(figure.high),
        figure.bound,
        figure.unit,
        "year",
        figure.modality,
    )
