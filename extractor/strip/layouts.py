"""Lines of one site's own make, by the templates of sites/layouts.toml."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from extractor.normalize import Folded, Folder
from extractor.patterns import Entry, Patterns
from extractor.strip.bylines import Bylines
from extractor.strip.lines import PARTS, Line
from extractor.strip.records import Meta
from extractor.strip.vocabulary import key

LAYOUTS = "sites/layouts.toml"
FIELD = re.compile(r"\{(\w+)\}")
SHAPES = {
    "publisher": r"(?P<publisher>.{2,40}?)",
    "author": r"(?P<author>.{3,40}?)",
    "date": r"(?P<date>\S.{4,38}\S)",
    "day": r"(?P<date>\d{1,2} [^\W\d]{2,9} \d{4})",
    "weekday": r"[^\W\da-z]+",
    "time": r"\d{1,2}\s?[:h]\s?\d{2}",
    "number": r"\d[\d., ]*",
    "headline": r".{8,}?",
    "any": r".{1,40}?",
}


@dataclass(frozen=True, slots=True, eq=False)
class _Template:
    rule: str
    words: frozenset[str]
    shape: re.Pattern[str]
    site: str | None
    chrome: bool
    exact: str
    signs: frozenset[str]


class Layouts:
    """The templates, compiled."""

    def __init__(
        self, patterns: Patterns, fold: Folder, printed: Callable[[str], date | None], bylines: Bylines
    ) -> None:
        """Compile sites/layouts.toml; ``printed`` reads the dates that lines print."""
        self._fold = fold
        self._printed = printed
        self._bylines = bylines
        self._templates = [made for entry in patterns[LAYOUTS] for made in self._compiled(entry)]
        forms = [form for entry in patterns[LAYOUTS] for form in entry.forms]
        self.openers = frozenset(words[0] for form in forms if (words := key(fold, FIELD.split(form)[0])))
        self.telling = frozenset(key(fold, FIELD.sub(" ", form))[0] for form in forms if form.startswith("{headline}"))

    def _compiled(self, entry: Entry) -> list[_Template]:
        made = []
        for form in entry.forms:
            pieces = enumerate(FIELD.split(form))
            parts = [SHAPES[piece] if at % 2 else _literal(self._fold(piece)) for at, piece in pieces]
            shape = re.compile(r"\W*" + r"\s*".join(filter(None, parts)) + r"\W*", re.DOTALL)
            words = frozenset(key(self._fold, FIELD.sub(" ", form)))
            exact = "" if FIELD.search(form) else form
            site, chrome = entry.get("publisher"), entry.get("role") == "chrome"
            signs = frozenset(char for char in FIELD.sub("", form) if not char.isalnum() and not char.isspace())
            made.append(_Template(entry.rule, words, shape, site, chrome, exact, signs))
        return made

    def read(self, line: Line) -> Meta | None:
        """What the first template that fits ``line`` says of it."""
        words = frozenset(line.key)
        folded: Folded | None = None
        for template in self._templates:
            if not template.words <= words or (template.exact and template.exact != line.text):
                continue
            if not template.signs.issubset(line.text):  # as printed: folding makes one dash of all
                continue
            folded = folded or self._fold.stretch(line.text)
            match = template.shape.fullmatch(folded.text)
            meta = match and self._filled(template, match, folded, line)
            if meta:
                return meta
        return None

    def _filled(self, template: _Template, match: re.Match[str], folded: Folded, line: Line) -> Meta | None:
        found = {
            name: line.text[folded.start(match.start(name)) : folded.end(match.end(name))].strip(PARTS + "\u060c")
            for name in match.groupdict()
        }
        day = None
        if "date" in found:
            day = self._printed(found["date"])
            if day is None:
                return None
        publisher, author = found.get("publisher"), found.get("author")
        if publisher and not author and self._bylines.person(publisher):
            publisher, author = None, publisher
        return Meta(
            template.rule,
            self._bylines.outlet(publisher) if publisher else None,
            author,
            day,
            found.get("date"),
            template.site,
            template.chrome,
        )


def _literal(folded: str) -> str:
    return r"\s*".join(re.escape(word) for word in folded.split())
