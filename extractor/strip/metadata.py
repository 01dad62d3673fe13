"""Date lines, bylines and source lines: what a short line says of a story's outlet, author and day.

A line is cut into runs of words of one kind (outlet, agency, place, date, person, …) at signs and at kind
changes; a line all of whose runs are such is metadata. Lines of one site's own make are read by the
templates of sites/layouts.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from extractor.normalize import Folded, Folder
from extractor.pages.dated import MONTHS, latin_day
from extractor.patterns import Entry, Patterns
from extractor.segment import TOKEN
from extractor.strip.lines import Line
from extractor.strip.vocabulary import key

BYLINES = "sites/bylines.toml"
PUBLISHERS = "sites/publishers.toml"
LAYOUTS = "sites/layouts.toml"
LONGEST = 120  # code points of a metadata line
NUMERIC = re.compile(r"\d{1,4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{2,4}|\d{4}/\d\d/\d\d")
CLOCK = re.compile(r"\d{1,2}\s?[:hH]\s?\d{2}")
FIELD = re.compile(r"\{(\w+)\}")
SHAPES = {
    "publisher": r"(?P<publisher>.{2,40}?)",
    "author": r"(?P<author>.{3,40}?)",
    "date": r"(?P<date>\S.{4,38}\S)",
    "day": r"(?P<date>\d{1,2} \S{2,9} \d{4})",
    "weekday": r"[^\W\d]+\s?,?",
    "time": r"\d{1,2}\s?[:h]\s?\d{2}",
    "number": r"\d[\d., ]*",
    "headline": r".{8,}?",
    "any": r".{1,40}?",
}


@dataclass(frozen=True, slots=True)
class Meta:
    """What one line says; ``site`` is an outlet that the line's make gives away, weaker than ``publisher``."""

    rule: str
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    printed: str | None = None
    site: str | None = None
    chrome: bool = False

    @property
    def bare(self) -> bool:
        """Whether the line is an outlet's or a place's name and nothing more."""
        return self.author is None and self.printed is None and self.rule in {f"{BYLINES}#place", f"{BYLINES}#agency"}


@dataclass(frozen=True, slots=True)
class _Run:
    kind: str
    first: int
    last: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Template:
    rule: str
    words: frozenset[str]
    shape: re.Pattern[str]
    site: str | None
    chrome: bool
    exact: str


class MetaGrammar:
    """The metadata lines of news pages.

    >>> from extractor.normalize import Folder
    >>> from extractor.patterns import load
    >>> from extractor.strip.lines import lines
    >>> patterns = load()
    >>> fold = Folder(patterns)
    >>> [line] = lines("هسبريس - سلمى الراجي", fold)
    >>> meta = MetaGrammar(patterns, fold, lambda text: None).read(line)
    >>> meta.publisher, meta.author
    ('هسبريس', 'سلمى الراجي')
    """

    def __init__(self, patterns: Patterns, fold: Folder, printed: Callable[[str], date | None]) -> None:
        """Compile bylines, outlets and layouts; ``printed`` reads a date line (``DateGrammar.printed``)."""
        self._fold = fold
        self._printed = lambda text: printed(text) or latin_day(text)
        self._lists = {
            entry.id: frozenset(word for form in entry.forms for word in key(fold, form)) for entry in patterns[BYLINES]
        }
        self._cues = {
            entry.id: sorted((key(fold, form) for form in entry.forms), key=len, reverse=True)
            for entry in patterns[BYLINES]
        }
        self._names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._latin: dict[tuple[str, ...], str] = {}
        for entry in patterns[PUBLISHERS]:
            for form in entry.forms:
                self._name(form, "P")
                if form[0].isascii():
                    self._latin[_spelling(fold, form)] = entry.forms[0]
        for identity, kind in (("agency", "A"), ("place", "L")):
            for form in self._forms(patterns, identity):
                self._name(form, kind)
        self._dates = self._date_words(patterns)
        self._sections = self._section_words(patterns)
        self._article = fold(next(iter(self._forms(patterns, "article"))))
        self._templates = [made for entry in patterns[LAYOUTS] for made in self._compiled(entry)]
        self._telling = frozenset(self._names) | self._lists["given-name"] | self._lists["relative"]
        self._telling |= frozenset(cue[0] for name in ("byline", "source-line") for cue in self._cues[name])

    @staticmethod
    def _forms(patterns: Patterns, identity: str) -> tuple[str, ...]:
        return next(entry.forms for entry in patterns[BYLINES] if entry.id == identity)

    def _name(self, form: str, kind: str) -> None:
        words = _spelling(self._fold, form)
        if words:
            self._names.setdefault(words[0], []).append((words, kind))
            self._names[words[0]].sort(key=lambda item: -len(item[0]))

    def _date_words(self, patterns: Patterns) -> frozenset[str]:
        entries = [entry for entry in patterns["calendar.toml"] if entry.get("kind") in {"month", "weekday"}]
        months = {word for entry in entries for form in entry.forms for word in key(self._fold, form)}
        return frozenset(months | MONTHS.keys())

    def _section_words(self, patterns: Patterns) -> frozenset[str]:
        [entry] = [entry for entry in patterns["chrome.toml"] if entry.id == "section-names"]
        return frozenset(word for form in entry.forms for word in key(self._fold, form))

    def _compiled(self, entry: Entry) -> list[_Template]:
        made = []
        for form in entry.forms:
            literal = FIELD.sub(" ", form)
            parts = [
                SHAPES[part] if at % 2 else _literal(self._fold(part)) for at, part in enumerate(FIELD.split(form))
            ]
            shape = re.compile(r"\W*" + r"\s*".join(filter(None, parts)) + r"\W*", re.DOTALL)
            words = frozenset(key(self._fold, literal))
            exact = "" if FIELD.search(form) else form
            made.append(
                _Template(entry.rule, words, shape, entry.get("publisher"), entry.get("role") == "chrome", exact)
            )
        return made

    # ── reading ───────────────────────────────────────────────────────────────────────────────────

    def read(self, line: Line) -> Meta | None:
        """What ``line`` says, or ``None`` where it is no metadata line."""
        if len(line.text) > LONGEST or not line.words or len(line.key) > 16:
            return None
        if not line.figures and self._telling.isdisjoint(line.words):
            return None
        return self._by_template(line) or self._relative(line) or self._by_runs(line)

    def _by_template(self, line: Line) -> Meta | None:
        words = frozenset(line.key)
        folded: Folded | None = None
        for template in self._templates:
            if not template.words <= words or (template.exact and template.exact != line.text):
                continue
            folded = folded or self._fold.stretch(line.text)
            match = template.shape.fullmatch(folded.text)
            meta = match and self._filled(template, match, folded, line)
            if meta:
                return meta
        return None

    def _filled(self, template: _Template, match: re.Match[str], folded: Folded, line: Line) -> Meta | None:
        found = {
            name: line.text[folded.start(match.start(name)) : folded.end(match.end(name))].strip(" \t|-/:\u0640\u060c")
            for name in match.groupdict()
        }
        day = None
        if "date" in found:
            day = self._printed(found["date"])
            if day is None:
                return None
        publisher = found.get("publisher")
        return Meta(
            template.rule,
            self.outlet(publisher) if publisher else None,
            found.get("author"),
            day,
            found.get("date"),
            template.site,
            template.chrome,
        )

    def outlet(self, printed: str) -> str:
        """The outlet's own name for a Latin spelling, else the name as printed."""
        return self._latin.get(_spelling(self._fold, printed), printed)

    def beside(self, copy: str, title: str) -> str | None:
        """The outlet in «title - outlet» or «outlet | title»: what a copy of the title has more than it."""
        at = copy.find(title)
        rest = copy[:at] + copy[at + len(title) :] if at >= 0 else ""
        bare = rest.strip(" \t-\u2013\u2014|\u2022\u00b7:/\u0640")
        words = key(self._fold, bare)
        if not bare or bare == rest.strip() or len(words) > 4 or any(char in bare for char in "/|>\u00bb") or NUMERIC.search(bare):
            return None
        if all(word in self._sections for word in words) and not self.known(bare):
            return None
        return self.outlet(bare)

    def masthead(self, declared: str) -> str:
        """An outlet's name out of a site's full name: «هسبريس - جريدة إلكترونية مغربية»."""
        runs = self.opening(declared[:LONGEST], 24, frozenset())
        known = [declared[first:last] for kind, first, last in runs if kind == "P"]
        arabic = [name for name in known if not name[0].isascii()]
        if known:
            return self.outlet((arabic or known)[0])
        return re.split(r"\s+[-|\u2013\u2014:]\s+", declared)[0].strip() or declared

    def signatory(self, declared: str, publisher: str | None) -> str | None:
        """An author as a head declares it, unless it is the newsroom, the outlet or an address."""
        if "/" in declared or "@" in declared or declared == publisher:
            return None
        kinds = {kind for kind, _, _ in self.opening(declared[:LONGEST], 12, frozenset()) if kind != "sign"}
        return None if kinds <= {"A", "P"} else declared

    def owner(self, line: Line) -> str | None:
        """Whose page it is, from «جميع الحقوق محفوظة لموقع …» or «© …»."""
        if len(line.text) > LONGEST or not (set(line.key) & self._lists["rights"] or "\u00a9" in line.text):
            return None
        runs = [run for run in self._runs(line) if run.kind != "sign"]
        known = next((run for run in runs if run.kind == "P"), None)
        if known:
            return self.outlet(line.text[known.first : known.last])
        for cue in self._cues["owner"]:
            size = len(cue)
            for at in range(len(line.key) - size):
                if line.key[at : at + size] == cue:
                    name = self._after(line, line.key[: at + size])
                    name = re.split(r"\s*[-|\u2013\u00a9.,\u060c]\s*|\s*\(?\d{4}", name)[0].strip()
                    return name if 0 < len(name.split()) <= 4 else None
        return None

    def known(self, printed: str) -> bool:
        """Whether ``printed`` is the whole name of a known outlet."""
        words = _spelling(self._fold, printed)
        return any(name == words and kind == "P" for name, kind in self._names.get(words[0] if words else "", ()))

    def _relative(self, line: Line) -> Meta | None:
        """«منذ 16 ساعات», also glued behind the outlet's name."""
        words = line.words
        for at, word in enumerate(words[:-1]):
            if word not in self._lists["relative"] or len(words) > 12:
                continue
            unit = next(
                (k for k in range(at + 1, min(at + 4, len(words))) if words[k] in self._lists["relative-unit"]), None
            )
            rest = words[unit + 1 :] if unit else ()
            if unit is None or len(rest) > 1 or (rest and rest[0] in {".", ","}):
                continue
            places = [
                match for match in TOKEN.finditer(self._fold.stretch(line.text).text) if not match.group().isspace()
            ]
            folded = self._fold.stretch(line.text)
            start = folded.start(places[at].start())
            before = [run for run in self._runs(line) if run.last <= start and run.kind != "sign"]
            known = [run for run in before if run.kind == "P"]
            if any(run.kind == "W" and not run.words[0].isascii() for run in before) and len(before) > 1:
                return None
            name = line.text[known[0].first : known[0].last] if known else None
            return Meta(f"{BYLINES}#relative", self.outlet(name) if name else None, printed=line.text[start:].strip())
        return None

    def _by_runs(self, line: Line) -> Meta | None:
        runs = self._runs(line)
        solid = [run for run in runs if run.kind != "sign"]
        kinds = {run.kind for run in solid}
        if not solid or len(solid) > 8:
            return None
        cued = self._cued(line, solid)
        if cued:
            return cued
        if line.figures and (kinds & {"D"} or NUMERIC.search(self._fold(line.text))):
            return self._dated(line, solid)
        if line.closed and len(line.key) > 4:
            return None
        return self._named(line, runs, solid)

    def _runs(self, line: Line) -> list[_Run]:
        """The line's words as runs of one kind, with their places in the line's own text."""
        folded = self._fold.stretch(line.text)
        found = [match for match in TOKEN.finditer(folded.text) if not match.group().isspace()]
        words = [match.group() for match in found]
        runs: list[_Run] = []
        at = 0
        while at < len(words):
            kind, size = self._kind(words, at)
            first, last = folded.start(found[at].start()), folded.end(found[at + size - 1].end())
            before = runs[-1] if runs else None
            if before and before.kind == kind and kind in {"W", "S", "D", "sign"}:
                runs[-1] = replace(before, last=last, words=(*before.words, *words[at : at + size]))
            else:
                runs.append(_Run(kind, first, last, tuple(words[at : at + size])))
            at += size
        return runs

    def _kind(self, words: list[str], at: int) -> tuple[str, int]:
        word = words[at]
        month = word in self._dates and any(other[0].isdecimal() for other in words[max(0, at - 1) : at + 2])
        for name, kind in () if month else self._names.get(word, ()):
            if tuple(words[at : at + len(name)]) == name:
                return kind, len(name)
        if word[0].isdecimal() or word in self._dates:
            return "D", 1
        if not word[0].isalpha():
            return "sign", 1
        if word in self._lists["date-line"] or word in self._lists["relative"]:
            return "C", 1
        if word in self._sections:
            return "S", 1
        return "W", 1

    # ── kinds of line ─────────────────────────────────────────────────────────────────────────────

    def _cued(self, line: Line, solid: list[_Run]) -> Meta | None:
        """«بقلم فلان», «المصدر: هسبريس»."""
        for identity in ("byline", "source-line"):
            for cue in self._cues[identity]:
                if line.key[: len(cue)] != cue or not 0 < len(line.key) - len(cue) <= 6 or line.closed:
                    continue
                rest = self._after(line, cue)
                if not rest:
                    continue
                day = self._printed(line.text) if line.figures > 1 else None
                colon = ":" in line.text[: len(line.text) - len(rest) + 1]
                if identity == "source-line":
                    known = [run for run in solid if run.kind == "P"]
                    agency = any(run.kind == "A" for run in solid)
                    if known or agency or colon:
                        return Meta(
                            f"{BYLINES}#source-line", None if agency and not known else self.outlet(rest), None, day
                        )
                elif colon or self.person(rest):
                    author = self._person_in(rest)
                    return Meta(f"{BYLINES}#byline", None, author, day)
        return None

    def _after(self, line: Line, cue: tuple[str, ...]) -> str:
        folded = self._fold.stretch(line.text)
        seen = 0
        for match in TOKEN.finditer(folded.text):
            seen += match.group()[0].isalpha()
            if seen == len(cue):
                return line.text[folded.end(match.end()) :].strip(" \t:-\u2013\u2014|/\u0640.")
        return ""

    def _person_in(self, text: str) -> str:
        """The name before a separator or a date: «سلمى الراجي - 12 مارس 2024»."""
        cut = re.split(r"\s+[-\u2013\u2014|/\u2022]\s+|\s*\d", text, maxsplit=1)[0]
        return cut.strip(" \t-\u2013\u2014|/\u0640:") or text

    def _dated(self, line: Line, solid: list[_Run]) -> Meta | None:
        others = [run for run in solid if run.kind == "W"]
        loose = sum(len(run.words) for run in others)
        folded = self._fold(line.text)
        vouched = (
            CLOCK.search(folded)
            or NUMERIC.search(folded)
            or any(run.kind == "C" for run in solid)
            or any(run.kind in {"P", "L", "A"} for run in solid)
            or sum(len(run.words) for run in solid if run.kind == "D") >= 4
        )
        if (
            loose > 5
            or (loose and not vouched)
            or (loose > 3 and not CLOCK.search(folded) and not NUMERIC.search(folded))
        ):
            return None
        day = self._printed(line.text)
        if day is None:
            return None
        names = [run for run in solid if run.kind == "P"]
        name = line.text[names[0].first : names[0].last] if names else None
        author = next((text for run in others if self.person(text := line.text[run.first : run.last])), None)
        if name is None and author is None and solid[0].kind == "W" and len(solid[0].words) <= 3:
            glued = solid[0].last == solid[1].first if len(solid) > 1 else False
            name = line.text[solid[0].first : solid[0].last] if glued else None
        days = [run for run in solid if run.kind == "D"]
        printed = line.text[days[0].first : days[-1].last] if days else line.text
        return Meta(f"{BYLINES}#date-line", self.outlet(name) if name else None, author, day, printed)

    def _named(self, line: Line, runs: list[_Run], solid: list[_Run]) -> Meta | None:
        """A line of outlets, agencies, places and one person, with nothing else in it."""
        kinds = [run.kind for run in solid]
        if not {"P", "A", "L"} & set(kinds):
            return Meta(f"{BYLINES}#given-name", None, line.text) if self.person(line.text) else None
        outlets = [line.text[run.first : run.last] for run in solid if run.kind == "P"]
        outlet = self.outlet(outlets[0]) if outlets else None
        people = [run for run in solid if run.kind in {"W", "S"}]
        preposition = [run for run in solid if run.kind == "C"]
        if preposition and all(run.words[0] in self._lists["from"] for run in preposition) and len(solid) == 3:
            return Meta(f"{BYLINES}#from", outlet, line.text) if kinds[0] in {"P", "W"} and kinds[2] == "L" else None
        if preposition or len(people) > 1:
            return None
        if not people:
            return Meta(f"{BYLINES}#{'agency' if 'A' in kinds else 'place'}", outlet)
        name = line.text[people[0].first : people[0].last]
        parted = len(runs) > len(solid) or self.person(name)
        if parted and 2 <= len(people[0].words) <= 4 and people[0].kind == "W":
            return Meta(f"{BYLINES}#byline", outlet, name)
        return None

    def opening(self, text: str, most: int, outlets: frozenset[str]) -> list[tuple[str, int, int]]:
        """The first words of a paragraph as (kind, start, end): P, A, L, person, sign, or W for all else."""
        folded = self._fold.stretch(text)
        found = [match for match in TOKEN.finditer(folded.text) if not match.group().isspace()][:most]
        words = [match.group() for match in found]
        runs: list[tuple[str, int, int]] = []
        at = 0
        while at < len(words):
            kind, size = self._kind(words, at)
            own = next((n for n in range(4, 0, -1) if " ".join(words[at : at + n]) in outlets), 0)
            if own > (size if kind == "P" else 0):
                kind, size = "P", own
            elif kind not in {"P", "A", "L", "sign"}:
                size = self._name_size(words, at)
                kind = "person" if size else "W"
            last = min(at + max(size, 1), len(words)) - 1
            runs.append((kind, folded.start(found[at].start()), folded.end(found[last].end())))
            at = last + 1
        return runs

    def _name_size(self, words: list[str], at: int) -> int:
        """How many words a person's name takes that begins with a given name at ``at``: two, three with a prefix."""
        names = self._lists["given-name"]
        if words[at] not in names or at + 1 >= len(words) or not words[at + 1][0].isalpha():
            return 0
        if at + 2 >= len(words) or not words[at + 2][0].isalpha():
            return 2
        prefixed = len(words[at]) <= 3 or words[at + 1] in self._lists["name-part"]
        family = words[at + 1] in names and words[at + 2].startswith(self._article)
        return 3 if prefixed or family else 2

    def person(self, text: str) -> bool:
        """Whether ``text`` looks like a person's name: two to four words of which the first is a given name."""
        words = _tokens(self._fold, text)
        if not 2 <= len(words) <= 5 or not all(word[0].isalpha() for word in words):
            return False
        return words[0] in self._lists["given-name"]


def _tokens(fold: Folder, text: str) -> tuple[str, ...]:
    return tuple(match.group() for match in TOKEN.finditer(fold(text)) if match.group()[0].isalnum())


def _spelling(fold: Folder, text: str) -> tuple[str, ...]:
    """All tokens, signs too: «و.م.ع» is no «و م ع»."""
    return tuple(match.group() for match in TOKEN.finditer(fold(text)) if not match.group().isspace())


def _literal(folded: str) -> str:
    return r"\s*".join(re.escape(word) for word in folded.split())
