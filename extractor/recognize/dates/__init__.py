"""Dates: expressions of a Moroccan newsroom's calendar → intervals (numerals.md, "Dates").

Start at :class:`DateGrammar`. ``vocabulary`` holds calendar.toml compiled, ``printed`` reads date lines.
"""

from extractor.recognize.dates.grammar import DateGrammar

__all__ = ["DateGrammar"]
