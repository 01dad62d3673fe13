"""When two labels name one metric, and when two names name one speaker: the gold's own yardstick.

Words are folded and lightly stemmed by evaluation.toml, which is kept apart from the folding of pages,
so that scores stay comparable while the reading of pages gets better.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from extractor.patterns import Patterns

WORD = re.compile(r"\w+")
STEM = 3  # letters that a stem keeps at least
NAME_WORDS = 2  # a name inside a longer one counts from two words on («أخنوش» alone may be a brother)
NAME_GAP = 3  # … and when no more than three words are added to it
SAME_METRIC = 0.5  # annotation.md's bar: half of the words in common


class Labels:
    """Compares metric labels and speakers' names.

    >>> from extractor.patterns import load
    >>> labels = Labels(load())
    >>> labels.likeness("عدد المستفيدين من الدعم المباشر", "مستفيدو الدعم المباشر")
    0.6666666666666666
    >>> labels.likeness("صادرات الطماطم", "واردات الطماطم")
    0.0
    >>> labels.same_name({"name": "عزيز أخنوش"}, {"name": "السيد عزيز أخنوش"})
    True
    """

    def __init__(self, patterns: Patterns) -> None:
        """Compile evaluation.toml."""
        entries = {entry.id: entry for entry in patterns["evaluation.toml"]}
        self._map: dict[int, str] = {}
        for name, entry in entries.items():
            if name.startswith("fold."):
                for row in entry.get("ranges", ()):
                    self._map.update(dict.fromkeys(range(int(row["from"], 16), int(row["to"], 16) + 1), ""))
                self._map.update(zip(map(ord, entry.get("chars", "")), entry.get("to", ""), strict=True))
        self._before = entries["stem.before"].forms
        self._after = entries["stem.after"].forms
        self._stop = frozenset(entries["label.stop"].forms)
        self._honorifics = frozenset(entries["name.honorifics"].forms)
        self._opposites: dict[str, list[frozenset[str]]] = {}
        for entry in entries.values():
            if entry.get("row"):
                self._opposites.setdefault(entry["row"], []).append(frozenset(map(self.stem, entry.forms)))

    def words(self, text: str) -> list[str]:
        """The folded words of ``text``."""
        return WORD.findall(unicodedata.normalize("NFKC", text).translate(self._map).lower())

    def stem(self, word: str) -> str:
        """``word`` without one cluster of proclitics and one ending."""
        for before in self._before:
            if word.startswith(before) and len(word) - len(before) >= STEM:
                word = word[len(before) :]
                break
        for after in self._after:
            if word.endswith(after) and len(word) - len(after) >= STEM:
                return word[: -len(after)]
        return word

    def likeness(self, gold: str, found: str) -> float:
        """F1 of the two labels' sets of stems, 0 to 1; 0 where they hold opposite words."""
        wanted, got = self._stems(gold), self._stems(found)
        if not wanted or not got or self._opposed(wanted, got):
            return 0.0
        return 2 * len(wanted & got) / (len(wanted) + len(got))

    def same_metric(self, accepted: Iterable[str], found: str) -> bool:
        """Whether ``found`` is near enough to one of the ``accepted`` labels."""
        return any(self.likeness(label, found) >= SAME_METRIC for label in accepted)

    def same_name(self, gold: Mapping[str, Any] | None, found: Mapping[str, Any] | None) -> bool:
        """Whether two ``speaker`` objects name the same person or institution; the narrator is ``None``."""
        if not gold or not found:
            return not gold and not found
        accepted = [gold.get("name") or "", *(gold.get("name_alts") or [])]
        got = self._name(found)
        return any(self._meet(self._name({"name": name}), got) for name in accepted)

    def _stems(self, text: str) -> set[str]:
        return {self.stem(word) for word in self.words(text) if word not in self._stop}

    def _opposed(self, wanted: set[str], got: set[str]) -> bool:
        for sides in self._opposites.values():
            here = {index for index, side in enumerate(sides) if wanted & side}
            there = {index for index, side in enumerate(sides) if got & side}
            if here and there and not here & there:
                return True
        return False

    def _name(self, speaker: Mapping[str, Any]) -> list[str]:
        return [word for word in self.words(speaker.get("name") or "") if word not in self._honorifics]

    def _meet(self, wanted: list[str], got: list[str]) -> bool:
        if wanted == got or {self.stem(word) for word in wanted} == {self.stem(word) for word in got}:
            return True
        shorter, longer = sorted((wanted, got), key=len)
        near = len(shorter) >= NAME_WORDS and len(longer) - len(shorter) <= NAME_GAP
        return near and (set(wanted) <= set(got) or set(got) <= set(wanted))
