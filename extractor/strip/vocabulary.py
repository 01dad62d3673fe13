"""chrome.toml and sites/*.toml compiled: which lines their words give away, by dictionary look-ups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import ahocorasick

from extractor.model import Span
from extractor.normalize import Folder
from extractor.patterns import Entry, Patterns
from extractor.segment import TOKEN
from extractor.strip.lines import Line, is_ticker

FILE = "chrome.toml"
Effect = Literal["line", "edge", "section", "rest"]


@dataclass(frozen=True, slots=True)
class Cue:
    """The entry that a line fired: ``effect`` says how far it reaches."""

    rule: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class _Form:
    words: tuple[str, ...]
    cue: Cue
    most: int
    colon: bool


class Vocabulary:
    """The chrome words of short lines and the cues inside paragraphs."""

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile the entries of chrome.toml.

        Raises:
            PatternError: chrome.toml is missing.
        """
        self._fold = fold
        self._whole: dict[tuple[str, ...], Cue] = {}
        self._bags: list[tuple[frozenset[str], Cue]] = []
        self._starts: dict[str, list[_Form]] = {}
        self._ends: dict[str, list[_Form]] = {}
        self._inside: dict[str, list[_Form]] = {}
        self._inline = ahocorasick.Automaton()
        for entry in patterns[FILE]:
            self._compile(entry)
        self._inline.make_automaton()

    def _compile(self, entry: Entry) -> None:
        cue = Cue(entry.rule, entry.get("effect", "line"))
        forms = [key(self._fold, form) for form in entry.forms]
        where = entry["where"]
        if where == "line":
            for form in forms:
                self._whole.setdefault(form, cue)
        elif where == "bag":
            self._bags.append((frozenset(word for form in forms for word in form), cue))
        elif where == "inline":
            for form in entry.forms:
                folded = self._fold(form)
                self._inline.add_word(folded, (entry.rule, entry["effect"], len(folded)))
        elif where in {"start", "end", "inside"}:
            tables = {"start": self._starts, "end": self._ends, "inside": self._inside}
            for form in filter(None, forms):
                anchor = form[-1] if where == "end" else form[0]
                made = _Form(form, cue, int(entry.get("words", 12)), entry.id == "caption")
                tables[where].setdefault(anchor, []).append(made)

    def cue(self, line: Line) -> Cue | None:
        """What the words of a short line give away, if anything."""
        if not line.key:
            return Cue(f"{FILE}#counter", "line") if len(line.text) <= 40 else None
        found = self._whole.get(line.key) or self._bag(line.key)
        if found:
            return found
        found = self._first(self._starts.get(line.key[0], ()), line)
        found = found or self._last(self._ends.get(line.key[-1], ()), line)
        return found or self._within(line)

    def _bag(self, words: tuple[str, ...]) -> Cue | None:
        if len(words) > 14:
            return None
        for bag, cue in self._bags:
            if all(word in bag for word in words):
                return cue
        return None

    def _first(self, forms: Iterable[_Form], line: Line) -> Cue | None:
        for form in forms:
            size = len(form.words)
            if len(line.key) <= form.most and line.key[:size] == form.words:
                if form.colon and not _credited(line, size):
                    continue
                return form.cue
        return None

    def _last(self, forms: Iterable[_Form], line: Line) -> Cue | None:
        for form in forms:
            if len(line.key) <= form.most and line.key[-len(form.words) :] == form.words and not line.closed:
                return form.cue
        return None

    def _within(self, line: Line) -> Cue | None:
        if len(line.key) > 60 or not self._inside:
            return None
        for at, word in enumerate(line.key):
            for form in self._inside.get(word, ()):
                if line.key[at : at + len(form.words)] == form.words and len(line.key) <= form.most:
                    return form.cue
        return None

    def ticker(self, line: Line) -> Cue | None:
        """The cue of a long line that is a row of headlines."""
        return Cue(f"{FILE}#ticker", "line") if is_ticker(line) else None

    def cuts(self, page: str, block: Span) -> list[tuple[Span, str]]:
        """The stretches of a paragraph that are chrome, with their rules, in order."""
        folded = self._fold.stretch(page, block.start, block.end)
        found: list[tuple[Span, str]] = []
        done = 0
        for last, (rule, effect, size) in self._inline.iter(folded.text):
            first = last + 1 - size
            if first < done or not _whole_word(folded.text, first, last + 1):
                continue
            end = last + 1 if effect == "self" else _sentence_end(folded.text, last + 1)
            found.append((Span(folded.start(first), folded.end(end)), rule))
            done = end
        return found


def key(fold: Folder, text: str) -> tuple[str, ...]:
    """The folded words of ``text`` without signs and figures: what lines are compared by."""
    return tuple(match.group() for match in TOKEN.finditer(fold(text)) if match.group()[0].isalpha())


def _credited(line: Line, size: int) -> bool:
    """A caption cue counts with a colon, a bar or the like behind it, or at the end of a very short line."""
    if len(line.key) == size:
        return True
    after = line.words[size] if len(line.words) > size else ""
    return bool(after) and not after[0].isalnum() and after in {":", "/", "|", "-", "©"}


def _whole_word(text: str, first: int, end: int) -> bool:
    before = text[first - 1] if first else " "
    after = text[end] if end < len(text) else " "
    return not before.isalpha() and not after.isalpha()


def _sentence_end(text: str, at: int) -> int:
    """Where the sentence that holds ``at`` ends: a full stop, or the end of the paragraph."""
    stops = [place for sign in ".!?\u061f" if (place := text.find(sign, at)) >= 0]
    return min(stops) + 1 if stops else len(text.rstrip())
