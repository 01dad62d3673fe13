"""A row label in the making, and what an article has named so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.model import DateMention, Quantity, Sentence, Span
from extractor.recognize.metrics.sentence.mark import Mark

LIGHT = 2  # letters of a preposition, which a label may have twice: «تحويلات المقيمين في فرنسا في …»
LONGEST = 10  # words of a label


@dataclass(slots=True)
class Label:
    """``words`` in order and where they stand on the page; ``rules`` that chose them.

    ``base`` is what is measured, without measure or change («صادرات المغرب» of «ارتفاع صادرات المغرب»);
    ``context`` is what a list shares («المفتتحة»), ``head`` what a list of places shares;
    ``guessed``: some words are from further than the sentence;
    ``full``: it names whose it is, nothing is to be added;
    ``agent``: who did it, where the label ends with that;
    ``share`` the base of a percentage; ``pivot`` what governed the figure.
    """

    words: list[str] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    base: list[str] = field(default_factory=list)
    context: list[str] = field(default_factory=list)
    share: list[str] = field(default_factory=list)
    pivot: Mark | None = None
    head: list[str] = field(default_factory=list)
    guessed: bool = False
    full: bool = False
    agent: list[str] = field(default_factory=list)

    def repeated(self, rule: str) -> Label:
        """The same metric again, for another figure."""
        return replace(self, rules=[*self.rules, rule])


@dataclass(slots=True)
class Phrase:
    """Words taken from the page or from memory, with their places on the page."""

    words: list[str] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.words)

    def __add__(self, other: Phrase) -> Phrase:
        return Phrase([*self.words, *other.words], [*self.places, *other.places])


@dataclass(slots=True)
class Memory:
    """What one article has named: the last label, the last programme or body, by noun what «هذا …» means, the event."""

    last: Label | None = None
    named: dict[str, list[str]] = field(default_factory=dict)
    main: str = ""
    event: Phrase = field(default_factory=Phrase)
    here: bool = False
    body: Phrase = field(default_factory=Phrase)
    rich: dict[tuple[object, str], tuple[Label, str | None]] = field(default_factory=dict)

    whole: Sequence[Sentence] = ()  # all sentences of the article
    quantities: Sequence[Sequence[Quantity]] = ()  # those of each of them
    dates: Sequence[Sequence[DateMention]] = ()
    at: int = 0  # the place of this one among them
    illness: str = ""  # the one that the article is about
    colloquial: bool = False  # whether the article is in the spoken language
    sporting: bool | None = None  # whether they speak of sport, once looked for
    endings: Counter[str] = field(default_factory=Counter)  # how often they have a word, article and joints left out
    fell: list[str] = field(default_factory=list)  # what they said last that rained or snowed
    searched: int = 0  # how many of them were searched for that
    index: Phrase = field(default_factory=Phrase)
    told: dict[tuple[str, ...], Phrase] = field(default_factory=dict)
    named_times: dict[str, int] = field(default_factory=dict)
    names: dict[str, Phrase] = field(default_factory=dict)
    latest: Phrase = field(default_factory=Phrase)
    asked: list[str] = field(default_factory=list)  # of whom the last share of people was told
    thing: list[str] = field(default_factory=list)  # and of what they said something
    rate: list[str] = field(default_factory=list)  # the rate that a list of places was told of last

    def name(self, programme: Phrase, key: str) -> None:
        """Note that a programme was named."""
        self.latest, self.here = programme, True
        self.named_times[key] = self.named_times.get(key, 0) + 1
        if self.named_times[key] >= self.named_times.get(self.main, 0):
            self.main = key
        self.names[key] = programme
        self.named[""] = self.names[self.main].words

    @property
    def programme(self) -> Phrase:
        """The programme named in this sentence, else the one that the article names most."""
        if self.here or self.named_times.get(self.main, 0) < 2:
            return self.latest
        return self.names[self.main]

    @property
    def base(self) -> Phrase:
        """What the last figure was about."""
        return Phrase(self.last.base, self.last.places) if self.last else Phrase()


def joined(parts: Sequence[str]) -> list[str]:
    """``parts`` without words that stand there already, at most :data:`LONGEST`."""
    kept: list[str] = []
    for word in parts:
        if word and (word not in kept[-4:] or (len(word) <= LIGHT and kept[-1] != word)):
            kept.append(word)
    return kept[:LONGEST]
