"""numerals.toml compiled: number words with the proclitics written onto them, and the phrases that are traps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from extractor.lexicon import Letters, glued
from extractor.normalize import Folder
from extractor.patterns import Entry, PatternError, Patterns
from extractor.recognize.noun_forms import owned_forms
from extractor.recognize.numbers.phrases import Phrases

FILE, WORDS = "numerals.toml", "quantity_words.toml"
THOUSAND = Decimal(1000)
MARK = "\0"  # parts the article from a form that begins like it: «الآلاف» is the article and «آلاف»
SCALES = frozenset({"scale", "scale-tanwin", "plural"})
NUMBER_ROLES = frozenset(
    {
        "one",
        "ones",
        "ones-joined",
        "ten",
        "teens",
        "tens",
        "hundred",
        "hundreds",
        "scale",
        "scale-tanwin",
        "dual",
        "plural",
        "few",
        "zero",
    }
)
FRACTION_ROLES = frozenset(
    {
        "fraction",
        "fraction-also-ones",
        "fraction-scale-only",
        "fraction-spoken",
        "fraction-plural",
        "fraction-whole",
        "fractions-whole",
    }
)
TRAP_ROLES = frozenset({"trap", "trap-alone", "one-each", "ordinal"})


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A number word: its part in a number, its value, and the letters glued before it («وب», «ال»)."""

    role: str
    value: Decimal
    part: Fraction
    rule: str
    proclitic: str
    article: bool
    conjunction: bool

    @property
    def bare(self) -> bool:
        """Nothing is glued to the word."""
        return not self.proclitic


class Numerals:
    """The tables that the number grammar looks words up in."""

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile the tables.

        Raises:
            PatternError: an entry's `value` is no number, or a role that the grammar needs has no forms.
        """
        self.letters = Letters.load(patterns)
        self.conjunction = self.letters.conjunctions[0]
        self._fold = fold
        entries = patterns[FILE]
        self.entries = {entry.id: entry for entry in (*entries, *patterns[WORDS])}
        self.words = dict(self._spelled(entries, NUMBER_ROLES - {"one", "ones-joined"}))
        self.joined = dict(self._spelled(entries, {"ones-joined"}))
        for entry in entries:
            if ten := entry.get("joined"):
                spelled = self._spelled((entry,), {entry["role"]})
                self.joined |= {form: replace(word, role="ones-joined", value=Decimal(ten)) for form, word in spelled}
        self.ones = dict(self._spelled(entries, {"one"}))
        self.fractions = dict(self._spelled(entries, FRACTION_ROLES))
        self.of, self.spoken_of = self._forms("of"), self._forms("spoken-of")
        self.less, self.undefined = self._forms("clock-less"), self._forms("undefined")
        self.this, self.relatives = self._forms("this"), self._forms("relative")
        self.half_of = self._forms("half-of")
        self.fours = self._forms("four-of")
        groups = self._forms("group")
        self.owned = owned_forms(groups, patterns, fold)
        self.group = groups | self.owned | self.this
        self.ra, self.comma = self._forms("ra"), self._forms("comma")
        self.swapped = self._forms("swapped")
        self.parted, self.leading = self._forms("parted"), frozenset(map(fold, self.entries["parted"]["near"]))
        self.minus, self.plus = self._forms("minus"), self._forms("plus")
        self.below_zero = Phrases([(form, "below-zero", "") for form in self._forms("below-zero")])
        one_of = [(self._fold(form), entry.rule) for entry in self.role("one-of") for form in entry.forms]
        self.one_of = Phrases.with_proclitics(one_of, self.letters)
        self.each = self._forms("one-each")
        self.needs_noun = self._forms("needs-noun")
        self.parts = frozenset(map(fold, self.entries["part"].get("near", ())))
        traps = [(fold(form), e.rule) for e in entries if e.get("role") in TRAP_ROLES for form in e.forms]
        traps += [(fold(form), "") for entry in self.role("not-trap") for form in entry.forms]
        self.traps = Phrases.with_proclitics(traps, self.letters)
        ones = {**self.ones, **self.joined}
        self.cardinals = frozenset(self.words) | {word for word, entry in ones.items() if entry.conjunction}
        self.triggers = self.cardinals | frozenset(ones) | frozenset(self.fractions)
        spans = [entry for file in ("qualifiers.toml", WORDS) for entry in patterns[file]]
        openers = [form for entry in spans if entry.get("role") in {"from", "between"} for form in entry.forms]
        self.openers = frozenset(fold(form).split()[-1] for form in openers)

    def rule(self, name: str) -> str:
        """The rule of an entry that has no forms, e.g. ``score``.

        Raises:
            PatternError: numerals.toml has no such entry.
        """
        if name not in self.entries:
            msg = f"{FILE}: the entry `{name}` is missing; restore it"
            raise PatternError(msg)
        return self.entries[name].rule

    def role(self, role: str) -> Iterator[Entry]:
        """The entries that play ``role``."""
        return (entry for entry in self.entries.values() if entry.get("role") == role)

    def plain(self, words: Sequence[str], index: int) -> Word | None:
        """The number word at ``index`` if nothing but the article is glued to it."""
        entry = self.words.get(words[index]) if index < len(words) else None
        return entry if entry and entry.proclitic in {"", self.letters.article} else None

    def joined_at(self, words: Sequence[str], index: int) -> int | None:
        """Where the word stands that «و» joins to what ends before ``index``; ``None`` without «و»."""
        if index >= len(words):
            return None
        if words[index] == self.conjunction:
            return index + 1 if index + 1 < len(words) and self._unglued(words[index + 1]) else None
        entry = self.words.get(words[index]) or self.joined.get(words[index])
        glued = entry or self.fractions.get(words[index])
        letters = self.letters
        if glued and glued.proclitic in {self.conjunction, self.conjunction + letters.article}:
            return index
        return index if self._glued_one(words, index) else None

    def _glued_one(self, words: Sequence[str], index: int) -> bool:
        """«مائة وأحد وثمانون»: folded, «وأحد» is spelled like «واحد»; what follows tells them apart."""
        word = words[index]
        if word[0] != self.conjunction or word[1:] not in self.joined or index + 1 >= len(words):
            return False
        after = self.words.get(words[index + 1])
        return after is not None and after.role in {"tens", "ten"}

    def definite(self, word: str) -> bool:
        """Whether the article is written onto the word («آلاف» only begins like it)."""
        return word.startswith(self.letters.article) and word not in self.words and word not in self.undefined

    def _unglued(self, word: str) -> bool:
        entry = self.words.get(word) or self.joined.get(word) or self.fractions.get(word)
        return word[0].isdecimal() or bool(entry and entry.bare)

    def _forms(self, role: str) -> frozenset[str]:
        return frozenset(self._fold(form) for entry in self.role(role) for form in entry.forms)

    def _spelled(self, entries: tuple[Entry, ...], roles: frozenset[str] | set[str]) -> Iterator[tuple[str, Word]]:
        """Every spelling of the number words of ``roles``; what is listed first owns a spelling."""
        seen: set[str] = set()
        chosen = [entry for entry in entries if entry.get("role") in roles]
        values = {entry.id: _value(entry) for entry in chosen}
        plain = [(self._fold(form), entry) for entry in chosen for form in entry.forms]
        for form, entry in plain:
            if form not in seen:
                seen.add(form)
                yield form, self._word(entry, values[entry.id], "")
        for form, entry in plain:
            if entry.get("bare"):
                continue
            for marked, cluster in glued(MARK + form, self.letters, article=True):
                spelling = marked.replace(MARK, "")
                if cluster and spelling not in seen and not self._like(cluster):
                    seen.add(spelling)
                    yield spelling, self._word(entry, values[entry.id], cluster)

    def _like(self, cluster: str) -> bool:
        """Whether the cluster holds «ك» (like): «كمية» is a quantity, not «like a hundred»."""
        return self.letters.prepositions[-1] in cluster

    def _word(self, entry: Entry, part: Fraction, cluster: str) -> Word:
        value = Decimal(part.numerator) / Decimal(part.denominator)
        article = cluster.endswith((self.letters.article, self.letters.lam_article))
        return Word(entry["role"], value, part, entry.rule, cluster, article, cluster[:1] == self.conjunction)


def _value(entry: Entry) -> Fraction:
    raw = entry.get("value") or entry.get("part", "0")
    try:
        return Fraction(raw)
    except ValueError as error:
        msg = f"{entry.rule}: `value` must be a number or a fraction such as 1/3, not {raw!r}"
        raise PatternError(msg) from error
