"""calendar.toml compiled: which words may stand in a date, and what each of them says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from extractor.lexicon import Letters, glued
from extractor.recognize.numbers import NumberGrammar
from extractor.segment import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.model import Sentence
    from extractor.normalize import Folder
    from extractor.patterns import Entry, Patterns

FILE = "calendar.toml"
# ``24.03.2025``, one word of a sentence; ``24/03/25``
FIGURES = re.compile(r"\d\.\d\d?\.\d{4}|\d\s?[-/]\s?\d\d?\s?[-/]\s?\d")
DASHES = frozenset("-/")
FIRST_YEAR, LAST_YEAR = 1900, 2099  # four digits outside these are no year of a newspaper
FIRST_OLD = 1000  # with its noun an older year is one, too: «سنة 1860»
FIRST_HIJRI, LAST_HIJRI = 1300, 1500
MILLENNIA = frozenset({1000, 2000})  # with which a year that is spelled out begins
LIVING_HIJRI = range(1430, 1453)  # «سنة 1446» without an era; 1453 is rather the fall of Constantinople


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """What a form of calendar.toml says: the place it fills (``kind``) and its reading."""

    kind: str
    value: int
    unit: str
    rule: str
    weak: bool
    never_before: frozenset[str]
    never_after: frozenset[str]
    places: frozenset[str]
    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """A form that starts at some word: how many words it takes, what it says, what is glued onto it.

    ``second`` is its second word, empty where it has one: what tells most forms of a common word apart.
    """

    words: tuple[str, ...]
    item: Item
    cluster: str
    definite: bool
    second: str


# Kinds without one of which nothing is a date (a year in four digits is another); and those that make a date
# only together: «هذه» + «السنة», «منذ» + «شهر», «نهاية» + «الأسبوع».
HEADS = frozenset(
    {
        *("month", "hijri", "weekday", "adverb", "season", "decade", "campaign", "now", "nowadverb", "last-year"),
    }
)
NOUNS = frozenset({"unit", "period"})
COMPANIONS = frozenset(
    {
        *(
            "shift",
            "same",
            "that",
            "itself",
            "part",
            "last",
            "ordinal",
            "first",
            "previous",
            "stretch",
            "latest",
            "year-before",
        ),
    }
)
# Kinds that only go on with a date: «السنة الماضية», «الفترة نفسها», «حتى الآن».
IDLE = frozenset({"now", "ahead", "itself", "of-it", "few", "era", "equal", "latest", "previous", "yearly", "hourpart"})
COMMON = frozenset({"role", "from", "shift", "ordinal", "unit", "period", "that", "part"})
DATED_ROLES = frozenset({"since", "before"})


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All forms by their first word and kind, and the words without which a sentence holds no date.

    ``heads`` may be a date's only calendar word, ``nouns`` need one of ``companions`` beside them;
    ``comparing`` open a comparison, ``since`` what began on a day, ``starters`` may be
    a date's first word, ``ahead`` what is to come and
    ``back`` what has been after all. ``numbers`` reads what is spelled out.
    """

    tags: dict[str, dict[str, tuple[Tag, ...]]]
    heads: frozenset[str]
    nouns: frozenset[str]
    companions: frozenset[str]
    comparing: frozenset[str]
    since: frozenset[str]
    starters: frozenset[str]
    ahead: frozenset[str]
    back: frozenset[str]
    letters: Letters
    shapes: dict[str, Item] = field(default_factory=dict)
    numbers: NumberGrammar | None = None

    @classmethod
    def load(cls, patterns: Patterns, fold: Folder, *, spelled: bool = False) -> Vocabulary:
        """Compile calendar.toml; with ``spelled`` also the number words, for years and counts in words.

        Raises:
            PatternError: the file is missing.
        """
        letters = Letters.load(patterns)
        tags: dict[str, dict[str, list[Tag]]] = {}
        shapes = {}
        for entry in patterns[FILE]:
            item = _item(entry, fold, letters)
            if not entry.forms:
                shapes[entry.id] = item
            for form in entry.forms:
                for tag in _tags(fold(form), item, letters):
                    tags.setdefault(tag.words[0], {}).setdefault(item.kind, []).append(tag)
        ranked = {
            word: {kind: tuple(sorted(found, key=lambda tag: -len(tag.words))) for kind, found in kinds.items()}
            for word, kinds in tags.items()
        }
        years = {str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)}
        heads = {_telling(tag, ranked) for kinds in ranked.values() for kind in HEADS for tag in kinds.get(kind, ())}
        nouns = {word for word, kinds in ranked.items() if not NOUNS.isdisjoint(kinds)}
        companions = {word for word, kinds in ranked.items() if any(map(_companion, chain(*kinds.values())))}
        companions |= {str(year) for year in range(FIRST_OLD, FIRST_YEAR)} | DASHES
        numbers = NumberGrammar(patterns, fold) if spelled else None
        if numbers:
            companions |= {word for word, one in numbers.lexicon.words.items() if one.value in MILLENNIA}
        roles = {word: {tag.item.unit for tag in kinds.get("role", ())} for word, kinds in ranked.items()}
        comparing = {word for word, units in roles.items() if "compared" in units}
        since = {word for word, units in roles.items() if "since" in units}
        return cls(
            ranked,
            heads=frozenset(heads | years),
            nouns=frozenset(nouns),
            companions=frozenset(companions),
            comparing=frozenset(comparing),
            since=frozenset(since),
            starters=frozenset(word for word, kinds in ranked.items() if _starts(frozenset(kinds))),
            ahead=frozenset(word for word, kinds in ranked.items() if "ahead" in kinds),
            back=frozenset(map(fold, patterns.entry("calendar.toml#ahead")["never_after"])),
            letters=letters,
            shapes=shapes,
            numbers=numbers,
        )

    def dated(self, sentence: Sentence) -> bool:
        """Whether a sentence may hold a date; false for most, at the price of some set look-ups."""
        words = sentence.words
        if not self.heads.isdisjoint(words):
            return True
        if not (self.nouns.isdisjoint(words) or self.companions.isdisjoint(words)):
            return True
        return FIGURES.search(sentence.page, sentence.span.start, sentence.span.end) is not None


def _telling(tag: Tag, ranked: dict[str, dict[str, tuple[Tag, ...]]]) -> str:
    """The word of a form that gives it away: «غد» of «بعد غد», «الراهن» of «في الوقت الراهن»; never its preposition."""
    return next((word for word in tag.words if COMMON.isdisjoint(ranked.get(word, ()))), tag.words[-1])


def _starts(kinds: frozenset[str]) -> bool:
    """Whether a word of these kinds may be a date's first: «السابق», a shift that looks back, may not."""
    return not kinds <= IDLE | ({"shift"} if "previous" in kinds or "latest" in kinds else set())


def _companion(tag: Tag) -> bool:
    return tag.item.kind in COMPANIONS or tag.item.unit in DATED_ROLES


# Kinds that are never written with a preposition or the article glued on.
BARE = frozenset(
    {"adverb", "shift", "latest", "first", "previous", "itself", "stretch", "few", "era", "and", "of-it", "hourpart"}
)
GLUED_ARTICLE = frozenset({"unit", "ordinal", "cardinal", "season", "decade", "period", "campaign", "daypart"})


def _item(entry: Entry, fold: Folder, letters: Letters) -> Item:
    before, places = (
        frozenset(text for form in entry.get(name, ()) for text, _ in glued(fold(form), letters, article=True))
        for name in ("never_before", "places")
    )
    return Item(
        entry["kind"],
        int(entry.get("value", 0)),
        entry.get("unit", ""),
        entry.rule,
        bool(entry.get("weak", False)),
        before,
        frozenset(map(fold, entry.get("never_after", ()))),
        places,
        tuple(map(fold, entry.get("endings", ()))),
    )


def _tags(form: str, item: Item, letters: Letters) -> Iterator[Tag]:
    for text, cluster in _spellings(form, item.kind, letters):
        words = words_of(text)
        definite = letters.article in cluster or words[0].startswith(letters.article)
        yield Tag(words, item, cluster, definite, words[1] if len(words) > 1 else "")


def _spellings(form: str, kind: str, letters: Letters) -> Iterator[tuple[str, str]]:
    if kind == "and":
        yield form, ""
    elif kind in BARE or " " in form or not form.isalpha():
        yield form, ""
        for letter in letters.conjunctions:
            yield letter + form, letter
        if kind in GLUED_ARTICLE:
            yield from list(glued(form, letters, article=True))[1:]
    else:
        yield from glued(form, letters, article=kind in GLUED_ARTICLE, prepositions=len(form) > 1)
