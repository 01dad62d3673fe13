"""What a claim measures, as something that can be held against another claim's: design.md §5 "comparable".

A metric becomes a set of terms: concepts of comparison.toml («إيداع», «تسجيل» of files are one), else light
stems. Guards (children, households, widows, a programme's name …) part metrics whatever else they share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.lexicon import Letters, Lexicon, longest
from extractor.segment import TOKEN

if TYPE_CHECKING:
    from extractor.normalize import Folder
    from extractor.patterns import Patterns

SHORTEST = 3  # letters that a light stem keeps at least


@dataclass(frozen=True, slots=True)
class Identity:
    """What is measured: ``unit`` with its ``per``, ``terms`` and ``guards``, and the registry's id if known."""

    unit: str
    terms: frozenset[str]
    guards: frozenset[str]
    registry: str | None = None


class IdentityGrammar:
    """Metric labels → identities.

    >>> from extractor.normalize import Folder
    >>> from extractor.patterns import load
    >>> patterns = load()
    >>> of = IdentityGrammar(patterns, Folder(patterns)).of
    >>> one = of("الملفات المعالجة للعمال غير الأجراء والمستقلين", "count")
    >>> two = of("الملفات المصفاة للعمال غير الأجراء", "count")
    >>> likeness(one, two)
    1.0
    >>> likeness(one, of("الملفات المودعة من قبل العمال غير الأجراء", "count"))
    0.0
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile the concepts, the guards and the words that say nothing of comparison.toml."""
        letters = Letters.load(patterns)
        entries = patterns["comparison.toml"]
        forms = [(fold(form), entry) for entry in entries for form in entry.forms]
        self._concepts = Lexicon.with_proclitics(forms, letters, article=True)
        places = [(fold(form), fold(form)) for entry in patterns["places.toml"] for form in entry.forms]
        self._places = Lexicon.with_proclitics(places, letters)
        affixes = {entry.id: tuple(map(fold, entry.forms)) for entry in entries if entry.id.startswith("stem.")}
        self._before, self._after = affixes["stem.before"], affixes["stem.after"]
        self._fold = fold

    def of(self, label: str, unit: str, *, per: str | None = None, registry: str | None = None) -> Identity:
        """The identity of a metric's Arabic ``label`` counted in ``unit``."""
        words = tuple(match.group() for match in TOKEN.finditer(self._fold(label)) if match.group()[0].isalnum())
        terms: set[str] = set()
        guards: set[str] = set()
        taken: set[int] = set()
        for hit in longest(self._concepts.find_words(words)):
            taken.update(range(hit.first, hit.last))
            kind = hit.item.id.partition(".")[0]
            if kind == "guard" or hit.item.get("parts"):
                guards.add(hit.item.id)
            if kind in {"same", "guard"}:
                terms.add(hit.item.id)
        terms.update(self._stem(word) for place, word in enumerate(words) if place not in taken)
        return Identity(f"{unit}/{per}" if per else unit, frozenset(terms), frozenset(guards), registry)

    def places(self, text: str) -> frozenset[str]:
        """The places (places.toml, folded) that ``text`` names."""
        words = tuple(match.group() for match in TOKEN.finditer(self._fold(text)) if not match.group().isspace())
        return frozenset(hit.item for hit in longest(self._places.find_words(words)))

    def _stem(self, word: str) -> str:
        for before in self._before:
            if word.startswith(before) and len(word) - len(before) >= SHORTEST:
                word = word[len(before) :]
                break
        for after in self._after:
            if word.endswith(after) and len(word) - len(after) >= SHORTEST:
                return word[: -len(after)]
        return word


def likeness(a: Identity, b: Identity) -> float:
    """How far two identities are one metric: 0 (never held together) to 1.

    One registry id is one metric, two ids are two; else the shared part of the terms (Dice).
    """
    if a.unit != b.unit or a.guards != b.guards:
        return 0.0
    if a.registry and b.registry:
        return 1.0 if a.registry == b.registry else 0.0
    if not a.terms or not b.terms:
        return 0.0
    return 2 * len(a.terms & b.terms) / (len(a.terms) + len(b.terms))
