"""units.toml and currencies.toml compiled: which unit begins at a word, and which words are unit and number at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from extractor.lexicon import Letters
from extractor.normalize import Folder
from extractor.patterns import Entry, PatternError, Patterns
from extractor.recognize.numbers.phrases import Phrases, prefixed
from extractor.recognize.quantities.draft import Unit, View
from extractor.segment import words_of

WORDS = "quantity_words.toml"
NEARBY = 1500  # code points before the sentence in which a page may have named the country of its money
TEN, TWENTY = Decimal(10), Decimal(20)  # between them Darija ties what it counts with «ل»
SHORTEST = 3  # letters of a unit that takes a preposition: «بين» is no yen
CAPITALS = frozenset("GMT")  # as signs of units these letters are small
RATIOS = frozenset({"percent", "percentage_point", "times", "count"})  # units that have no parts
NONE: frozenset[str] = frozenset()
SPOKEN = "currencies.toml#MAD.centime"  # what the street counts its millions in


class UnitTable:
    """Units by their spellings."""

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile both files; the entry that stands earlier goes first among equals.

        Raises:
            PatternError: a `factor` is no number.
        """
        self._fold = fold
        letters = Letters.load(patterns)
        self._article, self._lam = letters.article, letters.lam
        rows = [(entry, _unit(entry, fold)) for file in ("units.toml", "currencies.toml") for entry in patterns[file]]
        plain = [(entry, unit) for entry, unit in rows if unit.role not in {"double", "implied", "served"}]
        implied = [(fold(form), unit) for entry, unit in rows if unit.role == "implied" for form in entry.forms]
        self.implied = Phrases.with_proclitics(implied, letters)
        spelled = [row for entry, unit in plain for row in self._spellings(entry, unit)]
        self._after = Phrases(spelled)
        named = [(form, unit) for form, unit, article in spelled if not article and form[:1].isalpha()]
        short = [(form, unit, "") for form, unit in named if len(form) < SHORTEST]
        self._named = Phrases(
            [*short, *prefixed(((form, unit) for form, unit in named if len(form) >= SHORTEST), letters)]
        )
        self._before = Phrases([(fold(s), unit, "") for entry, unit in plain for s in entry.get("symbols", ())])
        duals = [(fold(form), unit) for entry, unit in plain for form in entry.get("duals", ())]
        self.duals = Phrases.with_proclitics(duals, letters, article=True)
        singles = [(fold(form), unit, "") for entry, unit in plain for form in entry.get("singles", ())]
        self.singles = Phrases(singles)
        before = [entry for entry in patterns[WORDS] if entry.get("role") == "single"]
        measuring = [(fold(form), entry.rule) for entry in before for form in entry.forms]
        self.measuring = Phrases.with_proclitics(measuring, letters)
        doubles = [(fold(form), unit) for entry, unit in rows if unit.role == "double" for form in entry.forms]
        self.doubles = Phrases.with_proclitics(doubles, letters)
        inside = [entry for entry in patterns[WORDS] if entry.get("role") == "inside"]
        served = [(fold(form), unit) for entry, unit in rows if unit.role == "served" for form in entry.forms]
        self.served = Phrases.with_proclitics(served, letters)
        self.inside = frozenset(fold(form) for entry in inside for form in entry.forms)
        self.triggers = self.duals.starts | self.doubles.starts | self.singles.starts | self.served.starts
        names = {unit.code: unit for _, unit in plain if unit.factor == 1 and not unit.context}
        self.percent, self.times = names["percent"], names["times"]
        self.spoken = next((unit for _, unit in plain if unit.rule == SPOKEN), None)

    def at(self, view: View, index: int, point: Decimal | None = None) -> tuple[int, Unit] | None:
        """The unit of the number ``point`` that begins at word ``index``: its end and itself; dates' words are none."""
        if index >= len(view.words) or view.taken[index]:
            return None
        for end, unit in self._after.all_at(view.words, index):
            if unit.fits(view.present, point) and self._written(view, index, end):
                return end, unit
        return None

    def tied(self, view: View, index: int, point: Decimal | None) -> tuple[int, Unit] | None:
        """The unit that Darija ties to a ten with «ل»: «12 لساعة», «15 ليوم»."""
        if point is None or not TEN < point < TWENTY or index >= len(view.words) or view.taken[index]:
            return None
        word = view.words[index]
        found = self._after.at((word[1:],), 0) if word.startswith(self._lam) and len(word) > 1 else None
        return (index + 1, found[1]) if found and found[1].fits(view.present, point) else None

    def before(self, view: View, index: int) -> tuple[int, Unit] | None:
        """A sign that stands before its number («$50», also «ب % 2,6»): its first word and the unit."""
        found = self._before.ending(view.words, index)
        if found is None or not (view.adjacent(index - 1) or self._loose(view, *found[:2])):
            return None
        return found[0], found[1]

    def _loose(self, view: View, first: int, unit: Unit) -> bool:
        """Whether a percent sign at word ``first``, a gap behind it, is no unit of the figure before it."""
        return unit is self.percent and not (first and view.words[first - 1][0].isdecimal())

    def readings(self, view: View, end: int) -> tuple[str, ...]:
        """The moneys that the word before ``end`` may mean."""
        return tuple(dict.fromkeys(unit.code for unit in self._moneys(view, end)))

    def _moneys(self, view: View, end: int) -> list[Unit]:
        index = next((i for i in range(end - 1, -1, -1) if self._after.at(view.words, i)), end)
        return [unit for _, unit in self._after.all_at(view.words, index) if unit.context and not unit.role]

    def country(self, view: View, end: int) -> Unit | None:
        """The money that the words before ``end`` mean in a page whose nearby text names a country, nearest first."""
        named = self._moneys(view, end)
        nearby = self._nearby(view)
        best = max(
            ((nearby.rfind(f" {word} "), i, other) for i, other in enumerate(named) for word in other.context),
            key=lambda row: row[:2],
            default=None,
        )
        return best[2] if best and best[0] >= 0 else None

    def money_nearby(self, view: View) -> Unit | None:
        """The money that the page named last, within a fixed distance before the sentence."""
        for word in reversed(self._nearby(view).split()):
            found = self._after.at((word,), 0)
            if found and found[1].code.isupper() and not (found[1].context or found[1].role):
                return found[1]
        return None

    def money_around(self, view: View) -> Unit | None:
        """The money that the page named last before the sentence ends, else the one that it names next."""
        found = self.money_nearby(view)
        if found is not None:
            return found
        span, page = view.sentence.span, view.sentence.page
        for word in words_of(self._fold(page[span.end : span.end + NEARBY])):
            at = self._after.at((word,), 0)
            if at and at[1].code.isupper() and not (at[1].context or at[1].role):
                return at[1]
        return None

    def _nearby(self, view: View) -> str:
        """The folded words of the page before and around the sentence, within a fixed distance."""
        span, page = view.sentence.span, view.sentence.page
        start = max(0, span.start - NEARBY)
        return " " + " ".join(words_of(self._fold(page[start : span.end]))) + " "

    def ending(self, view: View, end: int) -> tuple[int, Unit] | None:
        """The unit whose words end before ``end`` («درهم واحد»)."""
        for first, unit, _ in self._named.all_ending(view.words, end):
            if unit.fits(view.present):
                return first, unit
        return None

    def _written(self, view: View, index: int, end: int) -> bool:
        """A figure inside a unit («م 2») is written onto it; «5G» is no gram."""
        if len(view.words[index]) == 1 and view.sentence.raw(index) in CAPITALS:
            return False
        return all(view.adjacent(i - 1) for i in range(index + 1, end) if view.words[i][0].isdecimal())

    def _spellings(self, entry: Entry, unit: Unit) -> Iterator[tuple[str, Unit, str]]:
        adjectives = entry.get("adjectives", ())
        full = [f"{form} {adjective}" for form in entry.forms for adjective in adjectives]
        alone = list(entry.forms) if not adjectives or entry.get("bare") or unit.context else []
        for form in map(self._fold, full):
            whole = _unconditional(unit)
            yield form, whole, ""
            yield self._definite(form), whole, self._article
        for form in map(self._fold, alone):
            yield form, unit, ""
            if not form.startswith(self._article) and form[:1].isalpha():
                yield self._definite(form), unit, self._article
        for form in map(self._fold, entry.get("symbols", ())):
            yield form, _unconditional(unit), ""

    def _definite(self, form: str) -> str:
        """«المتر المربع»: the article before every word."""
        article = self._article
        return " ".join(word if word.startswith(article) else article + word for word in form.split())


def _unit(entry: Entry, fold: Folder) -> Unit:
    try:
        factor = _exact(entry.get("factor", "1"))
    except (ValueError, InvalidOperation) as error:
        msg = f"{entry.rule}: `factor` must be a number such as 0.01, not {entry.get('factor')!r}"
        raise PatternError(msg) from error
    context, unless = _words(entry, "context", fold), _words(entry, "unless", fold)
    fractional = bool(entry.get("fractional"))
    dimension = entry.get("dimension") or ("" if entry["unit"] in RATIOS else entry["unit"])
    size = _exact(entry["size"]) if entry.get("size") else factor
    following = frozenset(map(fold, entry.get("following", ())))
    return Unit(
        code=entry["unit"],
        rule=entry.rule,
        factor=factor,
        context=context,
        role=entry.get("role"),
        per=entry.get("per"),
        unless=unless,
        fractional=fractional,
        dimension=dimension,
        size=size if dimension else Decimal(0),
        following=following,
        least=entry.get("least", 0),
    )


def _exact(text: str) -> Decimal:
    part = Fraction(text)
    return Decimal(part.numerator) / Decimal(part.denominator)


def _words(entry: Entry, field: str, fold: Folder) -> frozenset[str]:
    return frozenset(word for phrase in entry.get(field, ()) for word in fold(phrase).split())


def _unconditional(unit: Unit) -> Unit:
    return replace(unit, context=NONE, unless=NONE, fractional=False, least=0)
