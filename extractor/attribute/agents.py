"""agents.toml: who a speaker is beyond the article: the registered person or body, by name or by dated office."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from extractor.normalize import Folder
from extractor.patterns import Entry, Patterns

FILE = "agents.toml"
KEPT = 1024  # folded names kept


class Agents:
    """Names, acronyms and dated offices of the people and bodies that Moroccan news quotes.

    >>> from extractor.patterns import load
    >>> patterns = load()
    >>> agents = Agents(patterns, Folder(patterns))
    >>> agents.find("رئيس الحكومة", "رئيس الحكومة", date(2023, 5, 1)).id
    'aziz-akhannouch'
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Index forms and offices, folded."""
        self._fold = fold
        self._key = lru_cache(maxsize=KEPT)(self._spell)  # an article names the same few over and over
        self._names: dict[str, Entry] = {}
        self._offices: dict[str, list[tuple[date, date, Entry]]] = {}
        for entry in patterns.files.get(FILE, ()):
            for form in entry.forms:
                self._names.setdefault(self._key(form), entry)
            for office in entry.get("offices", ()):
                term = (_day(office["since"], date.min), _day(office.get("until"), date.max), entry)
                for title in office["titles"]:
                    self._offices.setdefault(self._key(title), []).append(term)

    def find(self, name: str, role: str | None, published: date | None) -> Entry | None:
        """The agent that ``name`` names, else the holder of the office ``name`` on the day ``published``."""
        key = self._key(name)
        entry = self._names.get(key)
        if entry or published is None or role is None or self._key(role) != key:
            return entry
        held = [entry for since, until, entry in self._offices.get(key, ()) if since <= published <= until]
        return held[0] if len(held) == 1 else None

    def _spell(self, text: str) -> str:
        return " ".join(self._fold(text).split())


def _day(text: str | None, default: date) -> date:
    return date.fromisoformat(text) if text else default
