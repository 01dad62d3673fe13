"""The words of bylines compiled: outlets, agencies, places, given names, dates; a line cut into runs of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from extractor.normalize import Folder
from extractor.pages.dated import MONTHS
from extractor.patterns import Patterns
from extractor.record import record
from extractor.segment import WORD, words_of
from extractor.strip.vocabulary import key

BYLINES = "sites/bylines.toml"
PUBLISHERS = "sites/publishers.toml"
JOINED = frozenset({"W", "S", "D", "sign"})  # kinds whose neighbours make one run


def initial(words: Sequence[str], at: int) -> bool:
    """Whether an initial with its full stop stands at ``at`` before a name: «م. بوزفور»; no clock's «12 م.»."""
    if len(words) < at + 3 or len(words[at]) != 1 or words[at + 1] != ".":
        return False
    clock = at > 0 and words[at - 1][0].isdecimal()
    return words[at].isalpha() and words[at + 2][0].isalpha() and len(words[at + 2]) >= 3 and not clock


@record(frozen=True, slots=True)
class Run:
    """Words of one kind and their place in the line's own text.

    Kinds: P outlet, A agency, L place, D figure or date word, C word of date lines, S section name,
    person, sign, and W for all other words.
    """

    kind: str
    first: int
    last: int
    words: tuple[str, ...] = ()

    def of(self, text: str) -> str:
        """The run as printed."""
        return text[self.first : self.last]


class Bylines:
    """Knows the words of bylines and cuts texts into runs of them."""

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile sites/bylines.toml, sites/publishers.toml and the calendar's names."""
        self._fold = fold
        forms = {entry.id: entry.forms for entry in patterns[BYLINES]}
        self.lists = {name: frozenset(w for form in words for w in key(fold, form)) for name, words in forms.items()}
        self.cues = {
            name: sorted((key(fold, form) for form in words), key=len, reverse=True) for name, words in forms.items()
        }
        self._names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._latin: dict[tuple[str, ...], str] = {}
        for entry in patterns[PUBLISHERS]:
            for form in entry.forms:
                self._name(form, "P")
                if form[0].isascii():
                    self._latin[self._spelling(form)] = entry.forms[0]
        for name, kind in (("agency", "A"), ("place", "L")):
            for form in forms[name]:
                self._name(form, kind)
        self.dates = self._calendar(patterns)
        self._shapes = self.lists["outlet-shape"]
        self._platforms = self.lists["platform"]
        self.heads = self.lists["outlet-head"] | self.lists["medium"]
        self._linking = self.lists["date-line"] | self.lists["relative"] | self.lists["with"]
        self._endings: dict[str, set[str]] = {}  # of given names: «علي» is none where «على» is printed
        for form in forms["given-name"]:
            self._endings.setdefault(fold(form), set()).add(form[-1])
        [sections] = [entry for entry in patterns["chrome.toml"] if entry.id == "section-names"]
        self.sections = frozenset(word for form in sections.forms for word in key(fold, form))
        self._article = fold(forms["article"][0])
        first = {cue[0] for name in ("byline", "source-line") for cue in self.cues[name]}
        self.openers = frozenset(first)
        self._shaping = self._shapes | {"24", "7", "."}
        named = frozenset(self._names) | self._shapes | self.lists["agency-shape"] | {"24", "7"}
        self.telling = named | self.lists["given-name"] | self.lists["relative"] | first

    def _name(self, form: str, kind: str) -> None:
        words = self._spelling(form)
        if words:
            self._names.setdefault(words[0], []).append((words, kind))
            self._names[words[0]].sort(key=lambda item: -len(item[0]))

    def _calendar(self, patterns: Patterns) -> frozenset[str]:
        kinds, units = {"month", "weekday"}, {"day-one"}  # «فاتح شتنبر 2024»
        calendar = patterns["calendar.toml"]
        entries = [entry for entry in calendar if entry.get("kind") in kinds or entry.get("unit") in units]
        words = {word for entry in entries for form in entry.forms for word in key(self._fold, form)}
        return frozenset(words - self.lists["from"]) | MONTHS.keys()

    def _spelling(self, text: str) -> tuple[str, ...]:
        """All tokens, signs too: «و.م.ع» is no «و م ع»."""
        return words_of(self._fold(text))

    def updates(self, lines: Iterable[tuple[str, ...]]) -> bool:
        """Whether one of ``lines``, as folded words, begins with the label of a page's last change."""
        return any(line[: len(cue)] == cue for line in lines for cue in self.cues["updating"])

    def outlet(self, printed: str) -> str:
        """The outlet's own name for a Latin spelling, else the name as printed."""
        return self._latin.get(self._spelling(printed), printed)

    def known(self, printed: str) -> bool:
        """Whether ``printed`` is the whole name of a known outlet."""
        words = self._spelling(printed)
        return any(name == words and kind == "P" for name, kind in self._names.get(words[0] if words else "", ()))

    def person(self, text: str) -> bool:
        """Whether ``text`` looks like a person's name: two to five words of which the first is a given name."""
        spelled = self._spelling(text)
        if len(spelled) > 2 and spelled[0] in self.lists["honorific"]:
            return self.person(text.split(maxsplit=1)[-1])
        words = [word for word in spelled if word[0].isalnum()]
        if not 2 <= len(words) <= 5 or not all(word[0].isalpha() for word in words):
            return False
        if initial(spelled, 0) or (words[0] in self.lists["kunya"] and len(words) <= 3):
            return len(words) <= 4 and (tuple(words[:2]), "L") not in self._names.get(words[0], ())
        return self._given(words[0], text.split(maxsplit=1)[0].rstrip("."))

    def western(self, text: str) -> bool:
        """Whether ``text`` looks like a name in Latin letters: two to four words, each with a capital."""
        words = text.replace("-", " ").split()
        return 2 <= len(words) <= 4 and all(word.isalpha() and word[0].isupper() and word.isascii() for word in words)

    def _given(self, word: str, printed: str) -> bool:
        """Whether a word, folded and as printed, is a given name."""
        return printed[-1:] in self._endings.get(word, ())

    def runs(self, text: str) -> list[Run]:
        """The words of a line as runs of one kind."""
        folded = self._fold.stretch(text)
        found = list(WORD.finditer(folded.text))
        words = [match.group() for match in found]
        runs: list[Run] = []
        begins: list[int] = []  # the first word of each run
        at = 0
        while at < len(words):
            kind, size = self._kind(words, at)
            first, last = folded.start(found[at].start()), folded.end(found[at + size - 1].end())
            if kind == "C" and self._given(words[at], text[first:last]):
                kind = "W"
            if runs and kind == runs[-1].kind and kind in JOINED:
                opened = runs[-1].first
                runs[-1] = Run(kind, opened, last, tuple(words[begins[-1] : at + size]))
            else:
                runs.append(Run(kind, first, last, tuple(words[at : at + size])))
                begins.append(at)
            at += size
        return runs

    def opening(self, text: str, most: int, outlets: frozenset[str] = frozenset()) -> list[Run]:
        """The first ``most`` words of a paragraph: P, A, L, person, sign, or W; ``outlets`` are outlets, too."""
        folded = self._fold.stretch(text)
        found = list(islice(WORD.finditer(folded.text), most))
        words = [match.group() for match in found]
        runs: list[Run] = []
        at = 0
        while at < len(words):
            kind, size = self._kind(words, at)
            own = next((n for n in range(4, 0, -1) if " ".join(words[at : at + n]) in outlets), 0)
            if own > (size if kind == "P" else 0):
                kind, size = "P", own
            elif kind not in {"P", "A", "L", "sign"}:
                printed = text[folded.start(found[at].start()) : folded.end(found[at].end())]
                size = self._name_size(words, at) if self._given(words[at], printed) else 0
                kind = "person" if size else "W"
            last = min(at + max(size, 1), len(words)) - 1
            runs.append(Run(kind, folded.start(found[at].start()), folded.end(found[last].end())))
            at = last + 1
        return runs

    def _kind(self, words: list[str], at: int) -> tuple[str, int]:
        word = words[at]
        month = word in self.dates and any(other[0].isdecimal() for other in words[max(0, at - 1) : at + 2])
        near = words[at + 1 : at + 3]
        looked = near and (near[0] in self._shaping or near[-1] in self.lists["agency-shape"])
        shaped = self._shaped(words, at) if looked else 0
        for name, kind in () if month else self._names.get(word, ()):
            section = kind == "P" and len(name) == 1 and word in self.sections  # «الأخبار» is a section's name first
            if not section and tuple(words[at : at + len(name)]) == name:
                size = len(name)
                size += kind == "P" and words[at + size : at + size + 1] != [] and words[at + size] in self._shapes
                return ("P", shaped) if shaped > size else (kind, size)
        if initial(words, at):
            return "W", 2
        if word[0].isdecimal() or word in self.dates:
            return "D", 1
        if not word[0].isalpha():
            return "sign", 1
        if shaped:
            return "P", shaped
        return ("C" if word in self._linking else "S" if word in self.sections else "W"), 1

    def _shaped(self, words: list[str], at: int) -> int:
        """How many words an outlet's name takes that no list knows but whose shape tells: «الغد بريس», «الشمال 24»."""
        word, behind = words[at], words[at + 1 : at + 4]
        if not word[0].isalpha() or not behind or word in self._linking or word in self._shapes | self._platforms:
            return 0
        if behind[0] in self._shapes:
            return 2
        if behind[1:2] and behind[1] in self.lists["agency-shape"]:
            return 3
        if len(behind) > 1 and behind[0] == "." and behind[1] in self._shapes:
            return 3
        place = ((word,), "L") in self._names.get(word, ())  # «الرباط 24°» is the weather
        if behind[0] not in {"24", "7"} or word in self.sections or place:
            return 0
        dated = any(other[0].isalnum() for other in behind[1:])  # «صوت الضفة 24-03-2025»
        return 0 if dated or behind[1:2] == [":"] else 2

    def _name_size(self, words: list[str], at: int) -> int:
        """How many words a person's name takes that begins with a given name at ``at``: two, three with a prefix."""
        names = self.lists["given-name"]
        if at + 1 >= len(words) or not words[at + 1][0].isalpha():
            return 0
        if at + 2 >= len(words) or not words[at + 2][0].isalpha():
            return 2
        prefixed = len(words[at]) <= 3 or words[at + 1] in self.lists["name-part"]
        family = words[at + 1] in names and words[at + 2].startswith(self._article)
        return 3 if prefixed or family else 2
