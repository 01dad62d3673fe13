"""The registry of indicators (metrics.toml): which registered indicator a label names, on evidence only.

A label names an indicator when it holds every word of one of the indicator's forms, endings apart, in one of its
units, begins with one, and has few others: «صادرات» names the national exports, «صادرات الحوامض» does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, cast

from extractor.lexicon import Letters, glued
from extractor.normalize import Folder
from extractor.patterns import Entry, Patterns

FILE = "metrics.toml"
STEM = 3  # letters that a stem keeps at least
MONEY = 3  # letters of a currency's code
LEAST = 100_000  # no sum of a country's is as small: a fee or somebody's share of it
WORDS = 4096  # words of labels kept with their stems
Kind = Literal["stock", "flow", "rate", "threshold"]


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """One form of an indicator: its stems, and its words that make no indicator by themselves («معدل», «المغرب»)."""

    entry: Entry
    stems: frozenset[str]
    support: frozenset[str]


class Registry:
    """metrics.toml, compiled: cues by their rarest stem.

    >>> from extractor.patterns import load
    >>> patterns = load()
    >>> registry = Registry(patterns, Folder(patterns), Letters.load(patterns))
    >>> registry.find("تحويلات المغاربة المقيمين بالخارج".split(), "MAD").id
    'remittances'
    >>> registry.find("تحويلات العمال الأتراك".split(), "MAD") is None
    True
    """

    def __init__(self, patterns: Patterns, fold: Folder, letters: Letters) -> None:
        """Fold and stem every form."""
        self._fold = fold
        by_id = {entry.id: entry for entry in patterns["function_words.toml"]}
        self._suffixes = tuple(map(fold, by_id["stem.suffixes"].forms))
        self._prefixes = tuple(sorted(map(fold, by_id["stem.prefixes"].forms), key=len, reverse=True))
        self._neutral = frozenset(self._spelled(by_id["neutral"].forms, letters))
        self._told = lru_cache(WORDS)(self._tell)
        self._changes = frozenset(
            stem
            for entry in patterns["phrases.toml"]
            if entry["kind"] == "change"
            for stem in self.stems([*entry.forms, str(entry.get("noun", ""))])
        )
        self._deeds = frozenset(
            stem
            for entry in patterns["phrases.toml"]
            if entry["kind"] in {"action", "state"}
            for stem in self.stems(str(entry.get("adjective", "")).split())
        )
        self._owned = tuple(map(fold, by_id["pronouns"].forms[:2]))
        cues = [
            Cue(entry, stems, frozenset(self._support(form.split())))
            for entry in patterns[FILE]
            for form in entry.forms
            if (stems := frozenset(self.stems(form.split())))
        ]
        frequency: dict[str, int] = {}
        for cue in cues:
            for stem in cue.stems:
                frequency[stem] = frequency.get(stem, 0) + 1
        self._cues: dict[str, list[Cue]] = {}
        for cue in cues:
            self._cues.setdefault(min(cue.stems, key=lambda stem: (frequency[stem], stem)), []).append(cue)

    def _spelled(self, forms: Iterable[str], letters: Letters) -> Iterator[str]:
        for form in forms:
            for spelled, _ in glued(self._fold(form), letters, article=True):
                yield spelled

    def stems(self, words: Iterable[str]) -> Iterator[str]:
        """The light stems of ``words``, function words left out."""
        for part in words:
            yield from self._told(part)[0]

    def _support(self, words: Iterable[str]) -> Iterator[str]:
        for part in words:
            yield from self._told(part)[1]

    def _tell(self, part: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The stems that ``part`` of a label tells, and those it only supports an indicator with («معدل»)."""
        words = self._fold(part).split()
        telling = tuple(self._stem(word) for word in words if word not in self._neutral)
        return telling, tuple(self._stem(word) for word in words if word in self._neutral and len(word) > STEM)

    def _stem(self, word: str) -> str:
        for prefix in self._prefixes:
            if word.startswith(prefix) and len(word) - len(prefix) >= STEM:
                word = word[len(prefix) :]
                break
        for suffix in self._suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= STEM:
                return word[: -len(suffix)]
        return word

    def find(self, words: Sequence[str], unit: str, *, point: Decimal | None = None) -> Entry | None:
        """The indicator that a label names in ``unit``; ``None`` without evidence.

        A national sum (a flow or a stock of money) is never below :data:`LEAST`; ``point`` is the figure, if known.
        """
        if words and self._fold(words[0]).endswith(self._owned):
            return None  # «ناتجها الداخلي الخام»: somebody else's
        small = point is not None and len(unit) == MONEY and unit.isupper() and abs(point) < LEAST
        row = list(self.stems(words))
        stems, head = frozenset(row), next(iter(row), "")
        support = frozenset(self._support(words))
        best: Cue | None = None
        for stem in stems:
            for cue in self._cues.get(stem, ()):
                if (
                    self._fits(cue, stems, unit)
                    and head in cue.stems
                    and _supported(cue, support)
                    and not (small and cue.entry["kind"] in {"flow", "stock"})
                    and (best is None or _order(cue) > _order(best))
                ):
                    best = cue
        return best.entry if best else None

    def _fits(self, cue: Cue, stems: frozenset[str], unit: str) -> bool:
        if not cue.stems <= stems or not _measured(cue.entry, unit):
            return False
        rest = stems - cue.stems
        done = cue.entry["kind"] == "stock" and rest & self._deeds
        return len(rest) <= len(cue.stems) // 2 and not (done or rest & self._changes)


def kind_of(entry: Entry) -> Kind:
    """Whether an indicator is a stock, a flow, a rate or a threshold."""
    return cast("Kind", entry["kind"])


def _supported(cue: Cue, support: frozenset[str]) -> bool:
    """A form of one stem («البطالة») is evidence only with a word beside it that the label has, too: «معدل»."""
    return len(cue.stems) > 1 or bool(cue.support & support)


def _order(cue: Cue) -> tuple[int, str]:
    return len(cue.stems), cue.entry.id


def _measured(entry: Entry, unit: str) -> bool:
    """Whether the indicator is measured in ``unit``; one in dirhams also in another currency."""
    units = entry["units"]
    return unit in units or (len(unit) == MONEY and unit.isupper() and "MAD" in units)
