"""Date lines, bylines and source lines: what a short line says of a story's outlet, author and day.

A line is cut into runs of words of one kind (outlet, agency, place, date, person, …) at signs and at kind
changes; a line all of whose runs are such is metadata. Lines of one site's own make are read by the
templates of sites/layouts.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from extractor.normalize import Folder
from extractor.pages.dated import latin_day
from extractor.patterns import Patterns
from extractor.segment import WORD
from extractor.strip.bylines import BYLINES, Bylines, Run, initial
from extractor.strip.layouts import Layouts
from extractor.strip.lines import PARTS, Line
from extractor.strip.records import Meta
from extractor.strip.vocabulary import key

LONGEST = 120  # code points of a metadata line
MANY, FEW = 5, 3  # words of a dated line that no list knows: beside a clock or a signature, and without
STOPS = frozenset(PARTS)
TWO = 2  # initials of a name
DASHES = frozenset("-\u2013\u2014")
TWICE = 4  # words of a line with two days, at least
PIECES = 20  # runs of a metadata line, the figures of a day and a clock each one
NUMERIC = re.compile(r"\d{1,4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{2,4}|\d{4}/\d\d/\d\d")
CLOCK = re.compile(r"\d{1,2}\s?[:hH]\s?\d{2}")


class MetaGrammar:
    """The metadata lines of news pages.

    >>> from extractor.normalize import Folder
    >>> from extractor.patterns import load
    >>> from extractor.strip.lines import lines
    >>> patterns = load()
    >>> fold = Folder(patterns)
    >>> [line] = lines("هسبريس - سلمى الراجي", fold)
    >>> meta = MetaGrammar(patterns, fold, lambda text: None, Bylines(patterns, fold)).read(line)
    >>> meta.publisher, meta.author
    ('هسبريس', 'سلمى الراجي')
    """

    def __init__(
        self, patterns: Patterns, fold: Folder, printed: Callable[[str], date | None], bylines: Bylines
    ) -> None:
        """``printed`` reads a date line (``DateGrammar.printed``), ``bylines`` knows the words."""
        self._fold = fold
        self._date_line = printed
        self._bylines = bylines
        self._layouts = Layouts(patterns, fold, self._printed, bylines)

    def _printed(self, text: str) -> date | None:
        text = self._published(text)
        return self._date_line(text) or latin_day(text)

    def _published(self, text: str) -> str:
        """A line that prints two days from the day of publication on: «آخر تحديث: … - نشر في: …»."""
        words = key(self._fold, text)
        if len(words) < TWICE or words[0] not in self._bylines.lists["updating"]:
            return text
        folded = self._fold.stretch(text)
        found = [match for match in WORD.finditer(folded.text) if match.group()[0].isalnum()]
        for before, match in pairwise(found):
            if before.group()[0].isdecimal() and match.group() in self._bylines.lists["publishing"]:
                return text[folded.start(match.start()) :]
        return text

    def read(self, line: Line) -> Meta | None:
        """What ``line`` says, or ``None`` where it is no metadata line."""
        if not line.words:
            return None
        if len(line.text) > LONGEST or len(line.key) > 16:
            return self._layouts.read(line) if line.words[0] in self._layouts.openers else None
        told = not self._bylines.telling.isdisjoint(line.words) or initial(line.words, 0)
        if not told and not (line.figures and self._may_date(line)):
            known = line.words[0].isascii() or line.words[0] in self._layouts.openers
            return self._layouts.read(line) if known or not self._layouts.telling.isdisjoint(line.words) else None
        return self._layouts.read(line) or self._relative(line) or self._by_runs(line)

    def _may_date(self, line: Line) -> bool:
        """Whether a line with figures may hold a day: a month's or weekday's name, or figures with signs between."""
        return not self._bylines.dates.isdisjoint(line.words) or bool(NUMERIC.search(" ".join(line.words)))

    def _relative(self, line: Line) -> Meta | None:
        """«منذ 16 ساعات», also glued behind the outlet's name."""
        words = line.words
        lists = self._bylines.lists
        if len(words) > 12 or lists["relative"].isdisjoint(words):
            return None
        at = next(k for k, word in enumerate(words) if word in lists["relative"])
        unit = next((k for k in range(at + 1, min(at + 4, len(words))) if words[k] in lists["relative-unit"]), None)
        if unit is None or len(words) - unit > 2 or words[-1] in {".", ","}:
            return None
        start = self._place(line, at)
        runs = self._bylines.runs(line.text[:start])
        before = [run for run in runs if run.kind != "sign"]
        if len(before) > 1 and any(run.kind == "W" and not run.words[0].isascii() for run in before):
            return None
        name = self._outlet(line, before)
        if name is None and len(before) == 1 and before[0].kind == "W" and runs[-1].kind == "sign":
            unknown = before[0].of(line.text)  # «جريدة الضفة | منذ ساعتين»
            name = unknown if len(before[0].words) <= 3 and not self._bylines.person(unknown) else None
        return Meta(f"{BYLINES}#relative", name, printed=line.text[start:].strip())

    def _place(self, line: Line, at: int) -> int:
        """Where word ``at`` of a line begins in its text."""
        folded = self._fold.stretch(line.text)
        found = list(WORD.finditer(folded.text))
        return folded.start(found[at].start())

    def _outlet(self, line: Line, runs: Sequence[Run]) -> str | None:
        known = next((run for run in runs if run.kind == "P"), None)
        return self._bylines.outlet(known.of(line.text)) if known else None

    def _by_runs(self, line: Line) -> Meta | None:
        runs = self._bylines.runs(line.text)
        solid = [run for run in runs if run.kind != "sign"]
        if not 0 < len(solid) <= PIECES:
            return None
        cued = self._cued(line, solid)
        if cued:
            return cued
        if line.figures and (any(run.kind == "D" for run in solid) or NUMERIC.search(self._fold(line.text))):
            return self._dated(line, solid)
        if line.closed and len(line.key) > 4:
            return None
        parted = any(run.kind == "sign" and STOPS.issuperset(run.of(line.text)) for run in runs)
        initials = _initials(line, solid)
        if initials:
            return Meta(f"{BYLINES}#byline", self._outlet(line, solid), initials)
        return self._named(line, solid, parted=parted) or self._unknown(line, runs)

    # ── kinds of line ─────────────────────────────────────────────────────────────────────────────

    def _cued(self, line: Line, solid: Sequence[Run]) -> Meta | None:
        """«بقلم فلان», «المصدر: هسبريس»."""
        if line.closed or not line.key or line.key[0] not in self._bylines.openers:
            return None
        for identity, read in (("byline", self._signed), ("source-line", self._sourced)):
            for cue in self._bylines.cues[identity]:
                if line.key[: len(cue)] == cue and 0 < len(line.key) - len(cue) <= 6:
                    rest = after(self._fold, line.text, len(cue))
                    meta = read(line, rest, solid) if rest else None
                    if meta:
                        return meta
        return None

    def _signed(self, line: Line, rest: str, solid: Sequence[Run]) -> Meta | None:
        person = self._bylines.person(rest) or self._bylines.western(rest)
        dashed = line.text[: line.text.rfind(rest)].rstrip()[-1:] in DASHES and 2 <= len(rest.split()) <= 4
        named = dashed and {run.kind for run in self._bylines.runs(rest)} == {"W"}
        if not _colon(line, rest) and not person and not named:
            desk = {run.kind for run in self._bylines.runs(rest)} <= {"A", "sign"}
            cue = line.text[: line.text.rfind(rest)].strip(PARTS)
            return Meta(f"{BYLINES}#agency") if desk and not self._bylines.known(cue) else None
        # The name before a separator or a date: «سلمى الراجي - 12 مارس 2024».
        cut = re.split(r"\s+[-\u2013\u2014|/\u2022]\s+|\s*\d", rest, maxsplit=1)[0]
        day = self._printed(line.text) if line.figures > 1 else None
        outlet = self._outlet(line, solid)
        if outlet and not self._bylines.person(cut):
            return Meta(f"{BYLINES}#byline", outlet, None, day, line.text if day else None)
        return Meta(f"{BYLINES}#byline", None, cut.strip(PARTS + ".") or rest, day)

    def _sourced(self, line: Line, rest: str, solid: Sequence[Run]) -> Meta | None:
        kinds = {run.kind for run in solid}
        if not kinds & {"P", "A"} and not _colon(line, rest):
            return None
        agency = "A" in kinds and "P" not in kinds
        name = rest.split("+", maxsplit=1)[0].strip()  # «المصدر: الجزيرة + وكالات»
        return Meta(f"{BYLINES}#source-line", None if agency or not name else self._bylines.outlet(name))

    def _dated(self, line: Line, solid: Sequence[Run]) -> Meta | None:
        folded = self._fold(line.text)
        exact = bool(CLOCK.search(folded) or NUMERIC.search(folded))
        counting = self._bylines.lists["counting"]  # «لا توجد تعليقات 2 دقائق» behind the day
        loose = sum(word not in counting for run in solid if run.kind == "W" for word in run.words)
        if loose > MANY:
            return None
        people = (self._signed_part(run.of(line.text)) for run in solid if run.kind == "W")
        author = next((text for text in people if self._bylines.person(text)), None) or self._behind_cue(line, solid)
        if loose > (MANY if exact or author else FEW) or (loose and not (exact or author or _vouched(solid))):
            return None
        day = self._printed(line.text)
        if day is None:
            return None
        name = self._outlet(line, solid) or (None if author else _glued(line, solid))
        days = [run for run in solid if run.kind == "D"]
        printed = line.text[days[0].first : days[-1].last] if days else line.text
        return Meta(f"{BYLINES}#date-line", name, author, day, printed)

    def _behind_cue(self, line: Line, solid: Sequence[Run]) -> str | None:
        """Two to four words right behind the byline cue that opens a date line: «بواسطة أنوار الودغيري 30 ديسمبر»."""
        day = next((at for at, run in enumerate(solid) if run.kind == "D"), 0)
        before = solid[:day]
        if not before or before[0].words[0] not in self._bylines.openers or any(run.kind not in "WS" for run in before):
            return None
        words = line.text[before[0].first : before[-1].last].split()
        name = self._signed_part(" ".join(words))
        return name if len(name.split()) == len(words) - 1 and 3 <= len(words) <= 5 else None

    def _signed_part(self, text: str) -> str:
        """What stands behind the last byline cue: «سلمى الراجي بواسطة سلمى الراجي» is one name."""
        words = text.split()
        cues = [at for at, word in enumerate(words[:-1]) if self._fold(word) in self._bylines.lists["byline"]]
        return " ".join(words[cues[-1] + 1 :]) if cues else text

    def _named(self, line: Line, solid: Sequence[Run], *, parted: bool) -> Meta | None:
        """A line of outlets, agencies, places and one person, with nothing else in it."""
        kinds = [run.kind for run in solid]
        if not {"P", "A", "L"} & set(kinds):
            return Meta(f"{BYLINES}#given-name", None, line.text) if self._bylines.person(line.text) else None
        outlet = self._outlet(line, solid)
        unlisted = self._unlisted(line, solid) if parted else None
        if unlisted:
            return Meta(f"{BYLINES}#agency", outlet or unlisted)
        if "C" in kinds:
            return self._stationed(line, solid, outlet)
        people = [run for run in solid if run.kind in {"W", "S"}]
        if not people:
            return Meta(f"{BYLINES}#{'agency' if 'A' in kinds else 'place'}", outlet)
        name = people[0].of(line.text)
        likely = parted or self._bylines.person(name)
        if len(people) == 1 and likely and 2 <= len(people[0].words) <= 4 and people[0].kind == "W":
            return Meta(f"{BYLINES}#byline", outlet, name)
        return None

    def _unlisted(self, line: Line, solid: Sequence[Run]) -> str | None:
        """An outlet beside a desk, a city or a section: «صوت الضفة – متابعة», «صدى الشمال – الرباط»."""
        kinds = [run.kind for run in solid]
        first = solid[0]
        if kinds == ["P", "S"]:
            return first.of(line.text)
        name = line.text[first.first : solid[-2].last] if len(solid) > 1 else ""
        if kinds == ["W", "A"] and len(first.words) <= FEW and not self._bylines.person(name):
            return name
        headed = kinds[-1] == "L" and first.words[0] in self._bylines.heads and set(kinds) <= {"W", "S", "L"}
        return name if headed and name else None

    def _unknown(self, line: Line, runs: Sequence[Run]) -> Meta | None:
        """«موقع الساحل / مريم العلمي»: an outlet that no list knows, by the person behind the sign."""
        signs = [run for run in runs if run.kind == "sign"]
        if len(signs) != 1 or line.figures or len(line.key) > 7:
            return None
        desk = next((run for run in runs[1:] if run.kind == "A"), None)  # «صوت الضفة متابعة: مريم العلمي»
        end = desk.first if desk and desk.first < signs[0].first else signs[0].first
        name, person = line.text[:end].strip(), line.text[signs[0].last :].strip()
        if not name or len(name.split()) > 3 or signs[0].of(line.text) not in PARTS or not self._bylines.person(person):
            return None
        return Meta(f"{BYLINES}#byline", name, person)

    def _stationed(self, line: Line, solid: Sequence[Run], outlet: str | None) -> Meta | None:
        """«هسبريس من الرباط», «إبراهيم الحافظون من سطات»: an author as printed; «القناة الثانية مع و م ع»: outlets."""
        kinds = [run.kind for run in solid]
        links = {word for run in solid if run.kind == "C" for word in run.words}
        if kinds in (["P", "C", "L"], ["W", "C", "L"]) and links <= self._bylines.lists["from"]:
            name = solid[0].of(line.text)
            return Meta(f"{BYLINES}#from", outlet or (None if self._bylines.person(name) else name), line.text)
        if set(kinds) <= {"P", "A", "L", "C"} and links <= self._bylines.lists["with"]:
            return Meta(f"{BYLINES}#agency", outlet)
        return None


def _initials(line: Line, solid: Sequence[Run]) -> str | None:
    """The letters that sign a line beside a place or an outlet: «الداخلة: م. ع»."""
    single = [run for run in solid if all(len(word) == 1 for word in run.words)]
    named = [run for run in solid if run not in single]
    if not named or line.figures or any(run.kind not in {"P", "L"} for run in named):
        return None
    if sum(len(run.words) for run in single) != TWO or solid[-len(single) :] != single:
        return None
    return line.text[single[0].first : single[-1].last]


def _vouched(solid: Sequence[Run]) -> bool:
    """Whether a line is plainly a date line: a cue, an outlet, a place or an agency, or four words of a date."""
    if any(run.kind in {"C", "P", "L", "A"} for run in solid):
        return True
    return sum(len(run.words) for run in solid if run.kind == "D") >= 4


def _glued(line: Line, solid: Sequence[Run]) -> str | None:
    """An unknown outlet whose name is glued to the date: «صوت الضفة٢٤-٠٣-٢٠٢٥»."""
    at = next((k for k, run in enumerate(solid) if run.kind == "D"), 0)
    name = solid[:at]
    if not name or any(run.kind not in {"W", "S"} for run in name) or name[-1].last != solid[at].first:
        return None
    words = line.text[name[0].first : name[-1].last]
    return words if len(words.split()) <= 3 else None


def _colon(line: Line, rest: str) -> bool:
    """Whether a colon stands right before ``rest``."""
    before = line.text[: max(0, line.text.rfind(rest))]
    return ":" in before[len(before.rstrip(PARTS + ".")) :]


def after(fold: Folder, text: str, words: int) -> str:
    """What stands behind the first ``words`` words of a line, signs at its ends left out."""
    folded = fold.stretch(text)
    seen = 0
    for match in WORD.finditer(folded.text):
        seen += match.group()[0].isalpha()
        if seen == words:
            return text[folded.end(match.end()) :].strip(PARTS + ".")
    return ""
