"""Whose page it is: the outlet's name beside a title, in a head, in a copyright line."""

from __future__ import annotations

import re

from extractor.normalize import Folder
from extractor.strip.bylines import Bylines
from extractor.strip.lines import PARTS, Line
from extractor.strip.metadata import LONGEST, NUMERIC, after
from extractor.strip.vocabulary import key

MANY = 4  # words: outlets' names are not longer
SIGNED = re.compile(r"\W*(?:copyright)?\W*20\d\d(?:\W+20\d\d)?\W+([^\W\d].*)", re.IGNORECASE)
INNER = frozenset("/|>\u00bb")
EDGES = PARTS + "\u2022\u00b7"


class Outlets:
    """Finds names of outlets where pages print or declare them."""

    def __init__(self, fold: Folder, bylines: Bylines) -> None:
        """``bylines`` knows the outlets by name."""
        self._fold = fold
        self._bylines = bylines

    def beside(self, copy: str, title: str) -> str | None:
        """The outlet in «title - outlet» or «outlet | title»: what a copy of the title has more than it."""
        at = copy.find(title)
        rest = copy[:at] + copy[at + len(title) :] if at >= 0 else ""
        bare = rest.strip(EDGES)
        words = key(self._fold, bare)
        if not bare or bare == rest.strip() or len(words) > MANY or INNER & set(bare) or NUMERIC.search(bare):
            return None
        if self._bylines.sections.issuperset(words) and not self._bylines.known(bare):
            return None
        return self._bylines.outlet(bare)

    def masthead(self, declared: str) -> str:
        """An outlet's name out of a site's full name: «هسبريس - جريدة إلكترونية مغربية»."""
        runs = self._bylines.opening(declared[:LONGEST], 24)
        known = [run.of(declared) for run in runs if run.kind == "P"]
        arabic = [name for name in known if not name[0].isascii()]
        if known:
            return self._bylines.outlet((arabic or known)[0])
        return re.split(r"\s+[-|\u2013\u2014:]\s+", declared)[0].strip() or declared

    def signatory(self, declared: str, publisher: str | None) -> str | None:
        """An author as a head declares it, unless it is the newsroom, the outlet or an address."""
        if "/" in declared or "@" in declared or declared == publisher:
            return None
        kinds = {run.kind for run in self._bylines.opening(declared[:LONGEST], 12) if run.kind != "sign"}
        return None if kinds <= {"A", "P"} else declared

    def owner(self, line: Line) -> str | None:
        """Whose page it is, from «جميع الحقوق محفوظة لموقع …» or «© …»."""
        told = not self._bylines.lists["rights"].isdisjoint(line.key) or "\u00a9" in line.text
        if len(line.text) > LONGEST or not told:
            return None
        known = next((run for run in self._bylines.runs(line.text) if run.kind == "P"), None)
        if known:
            return self._bylines.outlet(known.of(line.text))
        return self._named(line) or self._signed(line)

    def promoted(self, line: Line) -> str | None:
        """A known outlet of two words or more in a line that asks to follow it: «تابعوا آخر أخبار كش 24 عبر …»."""
        if len(line.text) > LONGEST or self._bylines.lists["following"].isdisjoint(line.key):
            return None
        runs = self._bylines.opening(line.text, 24)
        known = next((run.of(line.text) for run in runs if run.kind == "P"), None)
        long = known and len(re.findall(r"[^\W\d]+|\d+", self._fold(known))) > 1
        return self._bylines.outlet(known) if known and long else None

    def _signed(self, line: Line) -> str | None:
        """«© 2022 سوس اليوم»: a year and a name, and nothing else."""
        match = SIGNED.fullmatch(line.text)
        name = match.group(1).strip(EDGES + ".") if match else ""
        words = key(self._fold, name)
        return name if 0 < len(words) <= MANY and self._bylines.lists["rights"].isdisjoint(words) else None

    def _named(self, line: Line) -> str | None:
        for cue in self._bylines.cues["owner"]:
            for at in range(len(line.key) - len(cue)):
                if line.key[at : at + len(cue)] == cue:
                    name = after(self._fold, line.text, at + len(cue))
                    name = re.split(r"\s*[-|\u2013\u00a9.,\u060c]\s*|\s*\(?\d{4}", name)[0].strip()
                    return name if 0 < len(name.split()) <= MANY else None
        return None
