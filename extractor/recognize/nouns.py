"""Counted nouns: how far the noun after a number reaches, and its singular.

A known noun is looked up in a table of all its spellings, generated from nouns.toml; an unknown one is
taken by its shape (tanwin, teh marbuta, sound plural, or what stands after a scale word).
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.lexicon import place_words
from extractor.model import Sentence
from extractor.normalize import Folder
from extractor.patterns import Entry, PatternError, Patterns
from extractor.recognize.noun_forms import FILE, Ending, Noun, NounForms

REACH = 40  # words searched back for the noun that «آخرون» and «منهم» count: about two lines of print
SHORTEST = 3  # letters of an unknown noun: shorter words are particles, letters of a list or typing slips

Counted = tuple[int, str, str]  # end word (half-open), singular as spelled, rule


@dataclass(frozen=True, slots=True)
class _Opening:
    """The letters that may stand before a word, folded: article, prepositions, conjunction, the verb's letters."""

    article: str
    ba: str
    lam: str
    waw: str
    third: str
    second: str
    lam_article: str
    fa: str


class NounGrammar:
    """The counted noun phrase after a number.

    >>> from extractor.model import Span
    >>> from extractor.patterns import load
    >>> from extractor.segment import segment
    >>> fold = Folder(patterns := load())
    >>> text = "عالج 16 مليون ملف تعويض"
    >>> [one] = segment(text, Span(0, len(text)), fold=fold)
    >>> NounGrammar(patterns, fold).counted(one, 3)
    (5, 'ملف تعويض', 'nouns.toml#compound.papers')
    """

    def __init__(self, patterns: Patterns, fold: Folder, numbers: frozenset[str] = frozenset()) -> None:
        """Generate the table of spellings; ``numbers`` are the folded words after which a noun is counted.

        Raises:
            PatternError: nouns.toml lacks a list that the grammar asks for.
        """
        entries = patterns[FILE]
        self._fold = fold
        roles = {role: entry for entry in entries if (role := entry.get("role"))}
        try:
            self._endings = Ending(*map(fold, roles["endings"].forms))
            self._openings = _Opening(*map(fold, roles["openings"].forms))
            self._others, self._among, self._before = roles["others"], roles["among"], roles["among-before"]
            self._shape, partitive, scale, suffixes = (roles[r] for r in ("shape", "partitive", "scale", "suffixes"))
        except (KeyError, TypeError) as error:
            msg = f"{FILE}: a list that the counted nouns need is missing or incomplete ({error}); restore it"
            raise PatternError(msg) from error
        self._other_words = frozenset(map(fold, self._others.forms))
        self._among_words = frozenset(map(fold, self._among.forms))
        self._before_words = frozenset(map(fold, self._before.forms))
        self._partitives = frozenset(map(fold, partitive.forms))
        self._spoken_of = self._partitives - {fold(partitive.forms[0])}
        self._leads = (self._openings.article, self._openings.lam)
        self._scales = frozenset(map(fold, scale.forms))
        self._numbers = numbers | self._scales
        self._suffixes = tuple(map(fold, suffixes.forms))
        self._owning = tuple(suffix for suffix in self._suffixes if len(suffix) > 1 and suffix[0] == self._endings.teh)
        self._places = place_words(patterns, fold)
        self._stop = frozenset(fold(form) for e in entries if e.get("role") == "stop" for form in e.forms)
        listed = NounForms(entries, fold, self._endings, self._shape.get("citation", ""))
        self._forms, self._alike, self._duals, self._tails = listed.forms, listed.alike, listed.duals, listed.tails

    # ── what the number stage asks ────────────────────────────────────────────────────────────────

    def counted(self, sentence: Sentence, index: int) -> Counted | None:
        """The counted noun phrase that begins at word ``index``, or ``None`` where that word counts nothing.

        The answer is the end (half-open), the singular as the page spells it (without tanwin and article;
        empty for «منها» that refers to no noun of the sentence) and the rule. Time: constant.
        """
        words = sentence.words
        if not 0 <= index < len(words):
            return None
        if noun := self._forms.get(words[index]):
            spelled = self._alike.get(words[index])
            return self._extended(
                sentence, index, spelled.get(self._plain(sentence.raw(index)), noun) if spelled else noun
            )
        pointed = self._pronoun(sentence, index) or self._glued_of(sentence, index)
        return pointed or self._definite(sentence, index) or self._unknown(sentence, index)

    def dual(self, sentence: Sentence, index: int) -> Counted | None:
        """The bare dual at word ``index` («مركزين», «حافلتي نقل»): end, singular, rule; ``None`` for other words.

        Only nouns whose dual is spelled like no plural of theirs are taken.
        """
        noun = self._duals.get(sentence.words[index])
        return self._extended(sentence, index, noun) if noun else None

    @property
    def shape(self) -> str:
        """The rule of a noun that no list holds."""
        return self._shape.rule

    def known(self, word: str) -> str | None:
        """The singular of a folded word that the lists hold, else ``None``."""
        noun = self._forms.get(word)
        return noun.citation if noun else None

    def single(self, word: str) -> bool:
        """Whether a folded word is a listed noun in the singular, with tanwin or without: «شاب», «شابا»."""
        noun = self._forms.get(word)
        return noun is not None and word.startswith(noun.key) and len(word) - len(noun.key) <= 1

    def listed(self, word: str) -> tuple[str, str] | None:
        """The singular of a folded word that the lists hold and its rule, else ``None``."""
        noun = self._forms.get(word)
        return (noun.citation, noun.rule) if noun else None

    def owned(self, word: str) -> bool:
        """Whether a folded word is a listed noun with its owner behind it («نصف سكانها»)."""
        return not word.endswith(self._openings.third) and self._owned(word) is not None  # «نصف موسمي»

    def _pronoun(self, sentence: Sentence, index: int) -> Counted | None:
        """«آخرون», «منهم», «من المغاربة»: words that say what is counted by way of another noun."""
        word = sentence.words[index]
        if word in self._other_words:
            return self._referring(sentence, index, self._others)
        if word in self._among_words:
            return self._referring(sentence, index, self._among)
        return self._partitive(sentence, index) if word in self._partitives else None

    def _definite(self, sentence: Sentence, index: int) -> Counted | None:
        """«آلاف الأسر», «نصف السكان»: after a number word a known noun may have the article, after digits not."""
        word, article = sentence.words[index], self._openings.article
        if not index or sentence.words[index - 1][0].isdigit() or not word.startswith(article):
            return None
        noun = self._forms.get(word.removeprefix(article))
        return self._extended(sentence, index, noun) if noun else None

    # ── phrases ───────────────────────────────────────────────────────────────────────────────────

    def _extended(self, sentence: Sentence, index: int, noun: Noun) -> Counted:
        """``noun`` with the second word that makes it a two-word noun («حادثة سير»)."""
        following = index + 1
        if following < len(sentence) and (tails := self._tails.get(noun.key)):
            rule = tails.get(sentence.words[following])
            if rule:
                tail = self.known(sentence.words[following]) or self._plain(sentence.raw(following))
                return following + 1, f"{noun.citation} {tail}", rule
        return following, noun.citation, noun.rule

    def among(self, sentence: Sentence, index: int) -> tuple[str, str] | None:
        """The noun that a bare number at ``index`` counts by «بينهم» before it, and the rule; else ``None``."""
        if not index or sentence.words[index - 1] not in self._before_words:
            return None
        _, citation, rule = self._referring(sentence, index, self._before)
        return (citation, rule) if citation else None

    def definite(self, sentence: Sentence, index: int) -> tuple[str, str, str] | None:
        """The singular, the rule and the letters before the article of a plural («بالمتهمين»), listed or sound."""
        opening, word = self._openings, sentence.words[index]
        if word.startswith(opening.lam_article):
            stem, glued = word.removeprefix(opening.lam_article), ""  # the letter is half of the article here
        else:
            at = word.find(opening.article, 0, len(opening.article) + 2)
            stem, glued = (word[at + len(opening.article) :], word[:at]) if at >= 0 else ("", "")
        if stem and (known := self.plural(stem, self._plain(sentence.raw(index))[-1:])):
            return (*known, glued)
        end = self._endings
        if len(stem) < SHORTEST + len(end.oblique) or stem in self._forms:
            return None
        if stem.endswith(end.feminine):
            return stem[: -len(end.feminine)] + self._teh(stem), self._shape.rule, glued
        sound = stem.endswith((end.oblique, end.masculine))
        return (stem[: -len(end.oblique)], self._shape.rule, glued) if sound else None

    def plural(self, word: str, ending: str = "") -> tuple[str, str] | None:
        """The singular, and the rule, of a folded word that is a listed plural; ``ending`` is its last letter in print.

        A folded word in yeh is one only where the page has another letter («القتلى»): «العالمي» is no plural of «عالم».
        """
        noun = self._forms.get(word)
        third = self._openings.third
        construct = word.endswith(third) and ending in {"", third}
        return (noun.citation, noun.rule) if noun and word != noun.key and not construct else None

    def _referring(self, sentence: Sentence, index: int, entry: Entry) -> Counted:
        """«آخرون», «منهم»: the noun counted before, else the entry's own citation."""
        for place in range(index - 2, max(0, index - REACH) - 1, -1):
            if self._after_number(sentence, place) and (noun := self._forms.get(sentence.words[place])):
                return index + 1, self._extended(sentence, place, noun)[1], entry.rule
        return index + 1, entry.get("citation", ""), entry.rule

    def _after_number(self, sentence: Sentence, place: int) -> bool:
        before = sentence.words[place - 1] if place else ""
        return before[:1].isdigit() or before in self._numbers

    def _partitive(self, sentence: Sentence, index: int) -> Counted | None:
        """«5 ملايين من المغاربة», «32 من مواطنيها», «5 ملايين ديال المغاربة»: a known plural, definite or owned.

        The spoken language also counts «3 ديال دراري», «3 د لعيالات».
        """
        if index + 1 >= len(sentence):
            return None
        word, article = sentence.words[index + 1], self._openings.article
        stem = word.removeprefix(article) if word.startswith(article) else ""
        if not stem and sentence.words[index] in self._spoken_of:
            stem = word if word in self._forms else word.removeprefix(self._openings.lam)
        noun = self._forms.get(stem) if stem else self._owned(word)
        return (index + 2, noun.citation, noun.rule) if noun and stem != noun.key else None

    def _glued_of(self, sentence: Sentence, index: int) -> Counted | None:
        """«4 دالناس», «3 دلعيالات»: the spoken language writes its «of» onto the noun."""
        word, opening = sentence.words[index], self._openings
        led = next((of + lead for of in self._spoken_of for lead in self._leads if word.startswith(of + lead)), "")
        noun = self._forms.get(word[len(led) :]) if led else None
        return (index + 1, noun.citation, noun.rule) if noun and len(word) > len(led) + len(opening.article) else None

    def _owned(self, word: str) -> Noun | None:
        for suffix in self._suffixes:
            if word.endswith(suffix) and (noun := self._forms.get(word[: -len(suffix)])):
                return noun
        return None

    # ── unknown nouns ─────────────────────────────────────────────────────────────────────────────

    def _unknown(self, sentence: Sentence, index: int) -> Counted | None:
        word = sentence.words[index]
        if word in self._stop or word in self._scales or len(word) < SHORTEST or not self._arabic(word):
            return None
        singular = self._shaped(sentence, index)
        return (index + 1, singular, self._shape.rule) if singular else None

    def _arabic(self, word: str) -> bool:
        """Whether the word is written in the letters of the article (no digit, no Latin, no sign)."""
        return word.isalpha() and not word[0].isascii() and word[0] >= self._endings.hamza

    def _shaped(self, sentence: Sentence, index: int) -> str | None:
        """The singular of a word that looks like a counted noun; ``None`` for verbs, prepositions and places."""
        word, end = sentence.words[index], self._endings
        raw = self._plain(sentence.raw(index))
        plural = word.endswith((end.oblique, end.masculine))
        if self._verbal(word, plural=plural) or (word.endswith(end.teh) and not raw.endswith(self._teh(raw))):
            return None
        if word.endswith(end.feminine):
            return raw[: -len(end.feminine)] + self._teh(raw)
        if plural or word.endswith(end.alef):
            return raw[: -len(end.oblique)] if plural else raw[: -len(end.alef)]
        return raw if word.endswith(end.teh) or self._scale_before(sentence, index) else None

    def _verbal(self, word: str, *, plural: bool) -> bool:
        """Whether the word has the letters of a verb, a preposition, the article or a possessive."""
        end, opening = self._endings, self._openings
        if word.startswith((opening.article, opening.ba, opening.lam)) or word.endswith(self._owning):
            return True
        if word[1:] in self._places or word.endswith(opening.waw):  # «منهم 400 فمراكش», «منهم 5 آلاف ركبو»
            return True
        if word.startswith(opening.fa) and (word[1:] in self._forms or word[1:].startswith(opening.article)):
            return True  # «تجرحو 9 فكسيدة»
        if word.startswith(opening.waw):  # «وصفة»; wrong for «و» before an unknown feminine
            rest = word[1:]
            return not word.endswith(end.teh) or rest in self._forms or rest.startswith(opening.article)
        if word.startswith((opening.third, opening.second)):
            return plural or not word.endswith((end.alef, end.teh, end.feminine))
        return word.endswith((end.t, opening.waw + end.alef)) and not word.endswith(end.feminine)

    def _scale_before(self, sentence: Sentence, index: int) -> bool:
        """Whether a number word, a round hundred or a small number stands before: the noun after it is bare."""
        before = sentence.words[index - 1] if index else ""
        return not before.isdigit() or before.endswith("00") or len(before) <= 2

    def _teh(self, raw: str) -> str:
        return self._shape.get("citation", "") if raw else ""

    def _plain(self, raw: str) -> str:
        """A word as printed, its vowel marks off."""
        return raw if raw.isalpha() else "".join(char for char in raw if self._fold(char))
