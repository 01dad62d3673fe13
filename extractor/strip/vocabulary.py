"""chrome.toml and sites/*.toml compiled: which lines their words give away, by dictionary look-ups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.model import Span
from extractor.normalize import Folder
from extractor.patterns import Entry, Patterns
from extractor.segment import words_of
from extractor.strip.lines import END, Line, is_code, is_ticker
from extractor.strip.needles import Needles

FILE = "chrome.toml"
LINKED = "chrome.toml#related-line"
TABLE = "chrome.toml#table"
BESIDE = 2  # words beside a label without a colon: «مدير النشر فلان الفلاني»
CREDIT = 6  # words behind a copyright sign: a photo's, or the page's own line
NOTICE = 600  # code points: cookie notices and the like are no longer
Effect = Literal["line", "edge", "section", "rest"]


@dataclass(frozen=True, slots=True)
class Cue:
    """The entry that a line fired: ``effect`` says how far it reaches."""

    rule: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a paragraph that is chrome; ``whole``: the paragraph itself."""

    span: Span
    rule: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    words: tuple[str, ...]
    cue: Cue
    most: int
    colon: bool
    open: bool


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
        self._credits: dict[tuple[str, ...], tuple[Cue, int]] = {}
        self._needles = Needles(fold)
        for entry in patterns[FILE]:
            self._compile(entry)

    def _compile(self, entry: Entry) -> None:
        cue = Cue(entry.rule, entry.get("effect", "line"))
        forms = [key(self._fold, form) for form in entry.forms]
        where = entry["kind"]
        if where == "line":
            self._whole |= {form: cue for form in forms if form not in self._whole}
        elif where == "bag":
            self._bags.append((frozenset(word for form in forms for word in form), cue))
        elif where == "credit":
            self._credits |= dict.fromkeys(forms, (cue, int(entry["words"])))
        elif where == "inline":
            for raw in entry.forms:
                self._needles.add(raw, entry.rule, entry["effect"])
        elif where != "layout":
            self._compile_part(entry, cue, forms)

    def _compile_part(self, entry: Entry, cue: Cue, forms: Iterable[tuple[str, ...]]) -> None:
        """Forms that are a part of a line: its beginning, its end, a place in it."""
        where = entry["kind"]
        table = {"end": self._ends, "inside": self._inside}.get(where, self._starts)
        for form in filter(None, forms):
            anchor = form[-1] if where == "end" else form[0]
            made = _Form(form, cue, int(entry.get("words", 12)), entry.id == "caption", where == "label")
            table.setdefault(anchor, []).append(made)
        if where == "inside":
            for raw in entry.forms:
                self._needles.add(raw, entry.rule, cue.effect, whole=True)

    def cue(self, line: Line) -> Cue | None:
        """What the words of a short line give away, if anything."""
        if _is_address(line.text):
            return Cue(f"{FILE}#address", "line")
        if not line.key:
            return Cue(f"{FILE}#counter", "line") if len(line.text) <= 40 else None
        if line.text[0] == "\u00a9" and len(line.key) <= CREDIT:
            return Cue(f"{FILE}#caption", "line")
        found = self._whole.get(line.key) or self._bag(line.key)
        if found:
            return None if found.rule == TABLE and line.text.endswith(":") else found
        found = self._first(self._starts.get(line.key[0], ()), line)
        found = found or self._last(self._ends.get(line.key[-1], ()), line)
        return found or self._within(line) or self._credit(line)

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
            if len(line.key) <= form.most and _opens(line.key, form):
                if (form.colon and not _credited(line, size)) or (form.open and _said(line, form)):
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

    def _credit(self, line: Line) -> Cue | None:
        """The cue of a caption with its source in brackets: «… (رويترز)»; a sentence signed so has a full stop."""
        at = line.text.rfind("(")
        if at <= 0 or line.text[-1] != ")" or line.text[:at].rstrip().endswith("."):
            return None
        cue, most = self._credits.get(key(self._fold, line.text[at:]), (None, 0))
        return cue if len(line.key) <= most else None

    def ticker(self, line: Line) -> Cue | None:
        """The cue of a line that is a row of headlines, or no text at all but code."""
        if is_ticker(line):
            return Cue(f"{FILE}#ticker", "line")
        return Cue(f"{FILE}#code", "line") if is_code(line) else None

    def cuts(self, page: str, blocks: Sequence[Span]) -> list[Cut]:
        """The cues inside the paragraphs ``blocks`` of ``page``: whole notices and stretches to cut, in order."""
        found = self._needles.find(page)
        cuts: list[Cut] = []
        at = 0
        for block in blocks:
            done = block.start
            while at < len(found) and found[at].span.start < block.end:
                hit = found[at]
                at += 1
                if hit.span.start < done or hit.span.end > block.end:
                    continue
                if hit.whole:
                    if len(block) <= NOTICE:
                        cuts.append(Cut(block, hit.rule, whole=True))
                    continue
                linked = hit.effect != "self" or page[hit.span.end : hit.span.end + 2].lstrip().startswith(":")
                done = _sentence_end(page, hit.span.end, block.end) if linked else hit.span.end
                cuts.append(Cut(Span(hit.span.start, done), hit.rule))
        return cuts


def _said(line: Line, form: _Form) -> bool:
    """Whether a line with a label says something of it: a sentence, or more than the two words of a name."""
    if line.closed:
        return True
    return len(line.key) > len(form.words) + BESIDE and not _credited(line, len(form.words))


def _opens(words: tuple[str, ...], form: _Form) -> bool:
    """Whether a line begins with a form, also where a link's text is glued to it: «اقرأ المزيدثلوج تغلق …»."""
    size = len(form.words)
    if words[:size] == form.words:
        return True
    glued = form.cue.rule == LINKED and 1 < size <= len(words) and words[: size - 1] == form.words[:-1]
    return glued and words[size - 1].startswith(form.words[-1])


def _is_address(text: str) -> bool:
    """Whether a line is nothing but a link or a mail address."""
    if " " in text:
        return False
    return text.startswith(("http://", "https://", "www.")) or ("@" in text and "." in text)


def key(fold: Folder, text: str) -> tuple[str, ...]:
    """The folded words of ``text`` without signs and figures: what lines are compared by."""
    return tuple([word for word in words_of(fold(text)) if word[0].isalpha()])


def _credited(line: Line, size: int) -> bool:
    """A caption cue counts with a colon, a bar or the like behind it, or at the end of a very short line."""
    if len(line.key) == size:
        return True
    after = line.words[size] if len(line.words) > size else ""
    return bool(after) and not after[0].isalnum() and after in {":", "/", "|", "-", "©", "\u060c"}


def _sentence_end(page: str, at: int, end: int) -> int:
    """Where the sentence that holds ``at`` ends: a full stop, or the end of the paragraph."""
    stop = END.search(page, at, end)
    return stop.end() if stop else end
