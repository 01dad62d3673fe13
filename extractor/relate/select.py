"""Which quantities are claims: annotation.md §1 as rules of selection.toml.

A rule names the units or counted nouns it speaks of and, where it needs them, the words that must stand
shortly before or after the quantity. The first rule that fits decides; where none fits, a quantity is a claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.lexicon import Hit, Letters, Lexicon
from extractor.model import DateMention, Quantity, Rejection, Sentence
from extractor.normalize import Folder
from extractor.patterns import Entry, Patterns
from extractor.record import record
from extractor.segment import COLON

FILE = "selection.toml"
DURATIONS = frozenset({"year", "month", "week", "day"})
THOUSAND = Decimal(1000)
ARTICLED = frozenset({"definite", "named"})  # shapes that depend on the rule's own exceptions
PLUS = "+"
QUOTES = frozenset('"”»')  # «مروكو ستوك أنديس 20"»: the figure of a name
LISTED = 3  # figures behind words of their own that make a list within a sentence
BRACKETS = 3  # bracketed figures of one sentence that make a list of counts: one or two are minutes, years, notes


@record(frozen=True, slots=True, eq=False)
class _Case:
    """A quantity before its judges: its sentence, its counted noun (folded), and the claim before it, if any.

    ``within`` are the first words of the figures of a list within the sentence, «الرباط 120، مراكش 95».
    """

    one: Sentence
    quantity: Quantity
    noun: str
    before: Quantity | None
    within: frozenset[int] = frozenset()

    def word(self, index: int) -> str:
        """A word of the sentence, empty beyond its ends."""
        return self.one.words[index] if 0 <= index < len(self.one) else ""

    @property
    def nounless(self) -> bool:
        """Whether it is one figure or number word that neither a unit nor a noun nor a scale word follows."""
        value, (first, last) = self.quantity.value, self.quantity.number
        return value.unit == "count" and not value.counted and not self.quantity.vague and last - first == 1

    def shapes(self) -> Iterator[str]:
        """The names by which selection.toml calls the way its number stands."""
        quantity = self.quantity
        if quantity.fraction:
            yield "fraction"
        if quantity.number[0] == 0:
            yield "opening"
        if quantity.value.per:
            yield "rate"
        if quantity.change:
            yield "moved"
        if self.before is not None and {self.before.value.unit, quantity.value.unit} <= DURATIONS:
            yield "sequel"
        if self.nounless:
            yield from self._bare_shapes()

    def _bare_shapes(self) -> Iterator[str]:
        """Those of a figure without a noun."""
        quantity, point = self.quantity, self.quantity.value.point
        yield "nounless"
        if self.one.listed and self.word(quantity.first - 1) == COLON and len(self.one) - quantity.last <= 1:
            yield "itemized"
        if quantity.value.bound == "exact":
            yield "bare"
        if quantity.change:
            yield "changed"
        if point is not None and point != point.to_integral_value():
            yield "decimal"
        if self.bracketed:
            yield "bracketed"
        if self.added:
            yield "added"
        if quantity.number[0] in self.within:
            yield "listed"
        if point is not None and point >= THOUSAND and not self.word(quantity.number[0]).isdigit():
            yield "grouped"

    @property
    def bracketed(self) -> bool:
        """Whether it is one of several bare figures in brackets («وفاس (3)، ومراكش (4)، وصفرو (2)»)."""
        words, (first, last) = self.one.words, self.quantity.number
        if not self.nounless or self.word(first - 1) != "(" or self.word(last) != ")":
            return False
        figures = (words[place + 1][0].isdigit() for place, word in enumerate(words[:-2]) if word == "(")
        return sum(figures) >= BRACKETS

    @property
    def added(self) -> bool:
        """Whether it is what a total grew by: «الإصابات 45210 (310+)», «(+310)»."""
        first, last = self.quantity.number
        behind = self.word(last) == PLUS and self.word(last + 1) == ")" and self.word(first - 1) == "("
        return behind or (self.word(first - 1) == PLUS and self.word(first - 2) == "(" and self.word(last) == ")")

    @property
    def measures(self) -> bool:
        """Whether it is a rate or has decimals, and so is no small count of what the text itself holds."""
        value = self.quantity.value
        return value.per is not None or (value.point is not None and value.point != value.point.to_integral_value())

    @property
    def follows(self) -> bool:
        """Whether the number stands behind the noun that it counts."""
        return bool(self.quantity.value.counted) and self.quantity.first < self.quantity.number[0]

    def definite(self, articles: tuple[str, ...], unless: frozenset[str]) -> bool:
        """Whether number and word before have the article («بالوزراء الثلاثة», «المتهمون الـ24»)."""
        first, last = self.quantity.number
        loose = self.word(first - 1) == articles[0]  # the article before digits is a word of its own
        noun = self.word(first - 1 - loose)
        single = last - first == 1 and not self.quantity.vague
        known = loose or self.word(first).startswith(articles)
        return single and known and noun not in unless and noun.startswith(articles)


@dataclass(frozen=True, slots=True, eq=False)
class _Rule:
    """One entry of selection.toml, compiled; a field left out asks nothing.

    ``units`` and ``nouns`` say which quantities the rule speaks of, ``most`` its largest value, ``spelled`` a word
    of the noun as printed, ``shape`` how the number stands, ``chained`` the words between which it goes on with a
    list of claims, ``opened`` the words of which one stands right before it. ``side`` and ``reach`` say where a cue
    must stand: so many words before the quantity, or after it.
    """

    name: str
    keep: bool
    units: frozenset[str]
    nouns: frozenset[str]
    spelled: frozenset[str]
    most: Decimal | None
    shape: str
    unless: frozenset[str]
    articles: tuple[str, ...]
    chained: frozenset[str]
    opened: frozenset[str]
    side: str
    reach: int

    @classmethod
    def load(cls, entry: Entry, fold: Folder, articles: tuple[str, ...]) -> _Rule:
        """The rule that ``entry`` spells out."""
        most = entry.get("most")

        def folded(name: str) -> frozenset[str]:
            return frozenset(map(fold, entry.get(name, ())))

        return cls(
            name=entry.rule,
            keep=entry["verdict"] == "claim",
            units=frozenset(entry.get("units", ())),
            nouns=folded("nouns"),
            spelled=folded("spelled"),
            most=None if most is None else Decimal(str(most)),
            shape=entry.get("shape", ""),
            unless=folded("unless"),
            articles=articles,
            chained=folded("chained"),
            opened=folded("opened"),
            side=entry.get("side", ""),
            reach=int(entry.get("reach", 0)),
        )

    def fits(self, case: _Case, shapes: frozenset[str], hits: Sequence[Hit[_Rule]]) -> bool:
        """Whether the rule decides on ``case``, whose noun is one of its own; ``hits`` are the rule's cues."""
        if self.side and not any(self._stands(case.quantity, hit) for hit in hits):
            return False
        return self._concerns(case, shapes)

    def _concerns(self, case: _Case, shapes: frozenset[str]) -> bool:
        quantity = case.quantity
        if self.shape and not self._shaped(case, shapes):
            return False
        if not self.keep and self.most is not None and case.measures:
            return False
        if self.opened and case.word(quantity.first - 1) not in self.opened:
            return False
        if self.most is not None and (largest := quantity.value.high or quantity.value.point) is not None:
            return largest <= self.most and self._spelled(case)
        return self.most is None and self._spelled(case)

    def _spelled(self, case: _Case) -> bool:
        noun = case.one.words[case.quantity.number[1] : case.quantity.last]
        return not (self.spelled and self.spelled.isdisjoint(noun)) and not (self.chained and not self._goes_on(case))

    def _shaped(self, case: _Case, shapes: frozenset[str]) -> bool:
        if self.shape in ARTICLED:
            named = self.shape == "definite" or case.follows
            return named and case.definite(self.articles, self.unless)
        return self.shape in shapes

    def _goes_on(self, case: _Case) -> bool:
        """Whether the quantity follows a claim in a list («702 في المدينة، و42 بالضاحية», «المدينة (702)»)."""
        joint = case.word(case.quantity.first - 1)
        following = case.word(case.quantity.last)
        return (
            case.before is not None
            and joint in self.chained
            and (following[:1] in self.chained or following in self.chained)
        )

    def _stands(self, quantity: Quantity, hit: Hit[_Rule]) -> bool:
        """Whether a cue stands where the rule asks for it; a bound word of the quantity counts as before it."""
        first, last, (number, end) = quantity.first, quantity.last, quantity.number
        if self.side == "inside":
            return first <= hit.first and hit.last <= last
        if self.side != "after" and hit.last <= number and first <= hit.last + self.reach:
            return True
        return self.side != "before" and end <= hit.first <= last + self.reach


def _numbered(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The places of the paragraphs that count themselves: that open with 1, 2, 3 … in this order.

    Wrong where three lines happen to open with the counts 1, 2 and 3, which a newsroom hardly prints.
    """
    places: list[int] = []
    opened = None
    for place, one in enumerate(sentences):
        if one.paragraph != opened and one.words[0] == str(len(places) + 1):
            places.append(place)
        opened = one.paragraph
    return frozenset(places if len(places) > 1 else ())


def _list_within(one: Sentence, found: Sequence[Quantity]) -> frozenset[int]:
    """Where the figures of a list within a sentence stand: «الرباط 120، مراكش 95، فاس 40»; none of fewer than three."""
    if len(found) < LISTED:
        return frozenset()
    words, places, floor = one.words, [], 0
    for quantity in found:
        first, last = quantity.number
        named = first > floor and words[first - 1].isalpha() and (quantity.first, quantity.last) == (first, last)
        if named and (last >= len(words) or not (words[last].isalnum() or words[last] in QUOTES)):
            places.append(first)
        floor = last
    return frozenset(places if len(places) >= LISTED else ())


class Selector:
    """Tells claims from figures that only place, name or count something of the text itself.

    >>> from extractor.model import Span
    >>> from extractor.patterns import load
    >>> from extractor.recognize.quantities import QuantityGrammar
    >>> from extractor.segment import segment
    >>> fold = Folder(patterns := load())
    >>> text = "بعد مرور أكثر من 3 سنوات استفاد 42 تلميذا"
    >>> one = segment(text, Span(0, len(text)), fold=fold)
    >>> found, _ = QuantityGrammar(patterns, fold).read(one[0], ())
    >>> [verdict and verdict.rule for verdict in Selector(patterns, fold).select(one, [found], [()])[0]]
    ['selection.toml#duration.placed', None]
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile the rules.

        Raises:
            PatternError: selection.toml is missing or broken.
        """
        self._fold = fold
        entries = [entry for entry in patterns[FILE] if entry["verdict"] in {"claim", "reject"}]
        [self._list] = [entry.rule for entry in patterns[FILE] if entry["verdict"] == "list"]
        [self._again] = [entry.rule for entry in patterns[FILE] if entry.id == "definite.again"]
        letters = Letters.load(patterns)
        glued = (letter + letters.article for letter in (*letters.conjunctions, *letters.prepositions))
        self._articles = (letters.article, letters.lam_article, *glued)
        rules = [_Rule.load(entry, fold, self._articles) for entry in entries]
        self._unitless = [rule for rule in rules if not rule.units]
        self._by_unit = {
            unit: [rule for rule in rules if not rule.units or unit in rule.units]
            for unit in frozenset().union(*(rule.units for rule in rules))
        }
        ruled = zip(entries, rules, strict=True)
        pairs = [(fold(form), rule) for entry, rule in ruled for form in entry.forms]
        self._cues = Lexicon.with_proclitics(pairs, letters)

    def select(
        self,
        sentences: Sequence[Sentence],
        quantities: Sequence[Sequence[Quantity]],
        dates: Sequence[Sequence[DateMention]],
    ) -> list[list[Rejection | None]]:
        """A verdict for each quantity, aligned with ``quantities``: ``None`` for a claim, else its rejection."""
        numbered = _numbered(sentences)
        rows = zip(sentences, quantities, dates, strict=True)
        told: set[tuple[str, Decimal | None]] = set()
        return [self._judge(one, found, told, numbered=place in numbered) for place, (one, found, _) in enumerate(rows)]

    def _judge(
        self,
        one: Sentence,
        found: Sequence[Quantity],
        told: set[tuple[str, Decimal | None]],
        *,
        numbered: bool,
    ) -> list[Rejection | None]:
        """The verdicts of a sentence; ``told`` gathers what the article has counted so far.

        «الموقوفين الأربعة» after «أربعة موقوفين» refers back; a definite number that is new tells something.
        """
        if not found:
            return []
        cues: dict[str, list[Hit[_Rule]]] = {}
        for hit in self._cues.find(one):
            cues.setdefault(hit.item.name, []).append(hit)
        verdicts: list[Rejection | None] = []
        within = _list_within(one, found)
        before = None
        for quantity in found:
            case = _Case(one, quantity, self._fold(quantity.value.counted or ""), before, within)
            count = (case.noun, quantity.value.point)
            if case.follows and count in told and case.definite(self._articles, frozenset()):
                verdicts.append(Rejection(quantity.span, self._again))
            else:
                verdicts.append(self._verdict(case, cues))
            if verdicts[-1] is None:
                before = quantity
                told.add(count)
        if numbered and found[0].number[0] == 0:
            verdicts[0] = Rejection(found[0].span, self._list)
        return verdicts

    def _verdict(self, case: _Case, cues: Mapping[str, Sequence[Hit[_Rule]]]) -> Rejection | None:
        shapes, noun = frozenset(case.shapes()), case.noun
        for rule in self._by_unit.get(case.quantity.value.unit, self._unitless):
            if (rule.nouns and noun not in rule.nouns) or (rule.side and rule.name not in cues):
                continue
            if rule.shape and rule.shape not in shapes and rule.shape not in ARTICLED:
                continue
            if rule.fits(case, shapes, cues.get(rule.name, ())):
                return None if rule.keep else Rejection(case.quantity.span, rule.name)
        return None
