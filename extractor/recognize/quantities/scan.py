"""The numbers of a sentence in reading order, each as a draft; and the lexical traps."""

from __future__ import annotations

from decimal import Decimal

from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.recognize.nouns import NounGrammar
from extractor.recognize.numbers import NumberGrammar
from extractor.recognize.numbers.fractions import HALVES, Number
from extractor.recognize.numbers.lexicon import Word
from extractor.recognize.quantities.count import Counter
from extractor.recognize.quantities.draft import Draft, Unit, View
from extractor.recognize.quantities.units import UnitTable
from extractor.record import record

ONE, TWO = Decimal(1), Decimal(2)
PERSONS = frozenset({"people", "women", "darija"})  # entries of nouns.toml, by the first word of their ids
MEASURED = 4  # words back to the verb that makes «ضعف» a double: «تمثل هذه الأرقام ضعف …»


@record(frozen=True, slots=True)
class Trap:
    """Words ``first`` to ``last`` hold a number word that counts nothing, and the rule that says so."""

    first: int
    last: int
    rule: str


MASS = "mass"  # the dimension of what is weighed


class Scanner:
    """Finds the numbers of a sentence and what each of them counts."""

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile the number grammar, the units and the nouns."""
        self.numbers = NumberGrammar(patterns, fold)
        self.units = UnitTable(patterns, fold)
        self.nouns = NounGrammar(patterns, fold, frozenset(self.numbers.lexicon.words))
        self.counter = Counter(self.numbers, self.units, self.nouns)
        self._lexicon = self.numbers.lexicon
        self._traps = self._lexicon.traps
        plain = {word for word in self._traps.starts if self._traps.at((word,), 0)}
        self._numbers = self.numbers.triggers | plain | self.units.triggers
        self._openings = self._traps.openings
        self._candidates = self._numbers | {first for first, _ in self._openings}

    def quiet(self, words: tuple[str, ...]) -> bool:
        """Whether no word is a number, an ordinal or a dual of a unit (figures are looked for elsewhere)."""
        return self._numbers.isdisjoint(words)

    def scan(self, view: View, *, figures: bool) -> tuple[list[Draft], list[Trap]]:
        """Numbers and traps of the sentence; words that dates hold are passed over."""
        drafts: list[Draft] = []
        traps: list[Trap] = []
        words, candidates, at = view.words, self._candidates, 0
        if figures:
            places = [index for index, word in enumerate(words) if word in candidates or word[0].isdecimal()]
        else:
            places = [index for index, word in enumerate(words) if word in candidates]
        for index in places:
            if index < at or view.taken[index] or not self._opens(words, index):
                continue
            found = self._read(view, index, drafts)
            if isinstance(found, Draft):
                if drafts and found.first < drafts[-1].last:
                    found.first = found.core = found.number.first
                drafts.append(found)
            elif found:
                traps.append(found)
            if found:
                at = max(found.last, index + 1)
        return drafts, traps

    def _opens(self, words: tuple[str, ...], index: int) -> bool:
        """Whether a number or a trap may begin at a word that stands among the candidates."""
        word = words[index]
        return word in self._numbers or word[0].isdecimal() or words[index : index + 2] in self._openings

    def _read(self, view: View, index: int, drafts: list[Draft]) -> Draft | Trap | None:
        trap = self._traps.at(view.words, index)
        if trap and trap[1] and not self._one_of_mass(view, index):
            return Trap(index, trap[0], trap[1])
        if view.words[index] not in self._numbers and not view.words[index][0].isdecimal():
            return None
        found = self._unit_word(view, index, drafts) or self._behind_noun(
            view, index, drafts, trap[1] if trap else None
        )
        if found:
            return found
        number = self.numbers.fractions.portions(view.words, index) or self.numbers.read(view.words, index, view.gap)
        number = number or self._spoken_half(view, index)
        if number is None or any(view.taken[number.first : number.last]):
            return self._leftover(view, index)
        return self.counter.draft(view, number) or self._leftover(view, index)

    def _spoken_half(self, view: View, index: int) -> Number | None:
        """«نص درهم», «نص المغاربة»: the word is also «text», but not before a unit or before people."""
        entry = self._lexicon.fractions.get(view.words[index])
        if entry is None or entry.role != "fraction-spoken":
            return None
        part = Decimal(entry.part.numerator) / entry.part.denominator
        if self.units.at(view, index + 1) is None:
            share = Number(index, index + 1, part, (entry.rule,), kind="fraction", proclitic=entry.proclitic)
            return share if self._people(view.words, index + 1) else None
        return Number(index, index + 1, part, (entry.rule,), coefficient=part, proclitic=entry.proclitic)

    def _people(self, words: tuple[str, ...], index: int) -> bool:
        """Whether persons in the plural, with the article, stand at a word: «المغاربة», «الدراري»."""
        article = self._lexicon.letters.article
        if index >= len(words) or not words[index].startswith(article):
            return False
        known = self.nouns.plural(words[index].removeprefix(article))
        return known is not None and known[1].rpartition("#")[2].partition(".")[0] in PERSONS

    def _leftover(self, view: View, index: int) -> Trap | None:
        """A number word that makes no number here: «أحد السكان», «الصفر»."""
        if one := self._lexicon.one_of.at(view.words, index):
            return Trap(index, one[0], one[1])
        entry = self._lexicon.words.get(view.words[index])
        return Trap(index, index + 1, entry.rule) if entry else None

    # ── words that are unit and number at once ────────────────────────────────────────────────────

    def _unit_word(self, view: View, index: int, drafts: list[Draft]) -> Draft | None:
        """«ساعتين», «الضعف», and «ونصف» after a unit that has no number («ساعة ونصف»)."""
        if view.words[index] in self.units.triggers:
            found = self._dual(view, index) or self._double(view, index)
            return found or self._single(view, index) or self._served(view, index)
        return self._one_and_half(view, index, drafts)

    def _dual(self, view: View, index: int) -> Draft | None:
        found = self.units.duals.at(view.words, index)
        if found is None or not found[1].fits(view.present):
            return None
        end, unit, proclitic = found
        if unit.following and not self._followed(view, end, unit):
            return None
        if end < len(view.words) and view.words[end][0].isdecimal():  # «في الدقيقتين 50 و60»
            return None
        number = Number(index, end, TWO, (unit.rule,), coefficient=TWO, proclitic=proclitic)
        draft = Draft(number, index, end, unit=unit, noun=(index, end), core=index)
        self.counter.sign(view, draft)
        two = self._lexicon.words.get(view.words[end]) if end < len(view.words) else None
        if two and two.value == TWO and not two.conjunction:
            draft.last = end + 1
            draft.rules.append(("numbers", two.rule))
        self.counter.echo(view, draft)
        self.counter.half(view, draft)
        return draft

    def _double(self, view: View, index: int) -> Draft | None:
        """«ضعف» as two times: a verb or particle that measures stands before («ضعف» is also weakness)."""
        found = self.units.doubles.at(view.words, index)
        if found is None:
            return None
        end, unit, proclitic = found
        article = self._lexicon.letters.article
        if end < len(view.words) and article in view.words[index] and view.words[end].startswith(article):
            return None  # «الضعف الإدراكي» is weakness
        measured = not unit.context.isdisjoint(view.words[max(0, index - MEASURED) : index])
        measured = measured and view.words[index - 1] not in self.units.inside
        weak = index > 0 and view.words[index - 1] in (*self.units.inside, *self._lexicon.of)
        if not measured and (weak or not self._followed(view, end, unit)):  # «استفاد من ضعف قيمة الدولار»
            return None
        number = Number(index, end, TWO, (unit.rule,), coefficient=TWO, proclitic=proclitic)
        return Draft(number, index, end, unit=self.units.times, fraction=True, core=index)

    def _single(self, view: View, index: int) -> Draft | None:
        """«أزيد من طن من الحشيش»: a unit alone behind a word that measures is one of it."""
        found = self.units.singles.at(view.words, index)
        if found is None or self.units.measuring.ending(view.words, index) is None:
            return None
        end, unit, _ = found
        following = view.words[end] if end < len(view.words) else ""
        more = following[:1].isdecimal() or following in self._lexicon.fractions or following in self._lexicon.ones
        if more or not unit.fits(view.present):
            return None
        number = Number(index, end, ONE, (unit.rule,), coefficient=ONE)
        return Draft(number, index, end, unit=unit, noun=(index, end), core=index)

    def _one_of_mass(self, view: View, index: int) -> bool:
        """«طن واحد من الشيرا»: one unit of mass, no «واحد من» of a group."""
        if index == 0 or view.words[index] not in self._lexicon.ones:
            return False
        found = self.units.ending(view, index)
        return found is not None and found[1].dimension == MASS

    def _served(self, view: View, index: int) -> Draft | None:
        """«بسنة حبسا نافذا», «بالسجن لمدة شهر»: one unit of time without a number, as a penalty."""
        found = self.units.served.at(view.words, index)
        if found is None:
            return None
        end, unit, proclitic = found
        if end < len(view.words) and view.words[end] in self._lexicon.ones:
            return None  # «سنة واحدة حبسا»
        served = index > 0 and view.words[index - 1] in unit.context
        if not (served or self._followed(view, end, unit)):
            return None
        number = Number(index, end, ONE, (unit.rule,), coefficient=ONE, proclitic=proclitic)
        draft = Draft(number, index, end, unit=unit, noun=(index, end), core=index)
        self.counter.half(view, draft)
        return draft

    def _followed(self, view: View, end: int, unit: Unit) -> bool:
        words = view.words
        end += end < len(words) and words[end] in self._lexicon.this  # «ضعف هذا العدد»
        return end < len(words) and words[end] in unit.following

    def _one_and_half(self, view: View, index: int, drafts: list[Draft]) -> Draft | None:
        entry = self._lexicon.fractions.get(view.words[index])
        if entry is None or entry.role not in HALVES or not entry.conjunction or index == 0 or view.taken[index - 1]:
            return None
        found = self.units.ending(view, index)
        if found is None or (drafts and found[0] < drafts[-1].last):
            return None
        end = self.counter.repeated(view, index + 1, found[1], ONE)
        if end is None:
            return None
        point = 1 + Decimal(entry.part.numerator) / entry.part.denominator
        number = Number(found[0], index + 1, point, (entry.rule,), coefficient=point)
        return Draft(number, found[0], end, unit=found[1], noun=(found[0], index), core=found[0])

    # ── numbers that stand behind their noun ──────────────────────────────────────────────────────

    def _behind_noun(self, view: View, index: int, drafts: list[Draft], trap: str | None) -> Draft | Trap | None:
        """«شخص واحد», «درهم واحد», «سجينين اثنين»."""
        word = view.words[index]
        one, two = self._lexicon.ones.get(word), self._lexicon.words.get(word)
        if one and trap == "":
            number = Number(index, index + 1, one.value, (one.rule,), coefficient=one.value, proclitic=one.proclitic)
            return Draft(number, index, index + 1, core=index)
        if one and not one.conjunction and not self._opens_more(view, index):
            return self._one(view, index, one, drafts) or Trap(index, index + 1, self._lexicon.rule("trap.indefinite"))
        if two and two.value == TWO and two.role == "ones" and not two.article and index:
            return self._two(view, index, two, drafts)
        return None

    def _one(self, view: View, index: int, one: Word, drafts: list[Draft]) -> Draft | None:
        number = Number(index, index + 1, one.value, (one.rule,), coefficient=one.value, proclitic=one.proclitic)
        if after := self.units.at(view, index + 1):
            return Draft(number, index, after[0], unit=after[1], noun=(index + 1, after[0]), core=index)
        if index == 0 or view.taken[index - 1] or one.proclitic:
            return None
        floor = drafts[-1].last if drafts else 0
        before = self.units.ending(view, index)
        if before and before[0] >= floor:
            return self._after(view, number, before[0], unit=before[1])
        for first in (index - 1, index - 2):  # «حالة واحدة», «مهمة استطلاعية واحدة»
            if self.nouns.dual(view.sentence, first):  # «حالتين، واحدة بتمارة»
                return None
            if first >= floor and not view.taken[first] and (noun := self._noun(view.words[first])):
                draft = self._after(view, number, first, counted=noun[0])
                draft.glued = noun[1]
                return draft
        return None

    def _noun(self, word: str) -> tuple[str, str] | None:
        """The singular of a listed noun and what is glued to it («لهدف واحد», «، وحالة واحدة بوزان»)."""
        letters = self._lexicon.letters
        if known := self.nouns.known(word):
            return known, ""
        glued = word[0] if word[0] in (*letters.prepositions, *letters.conjunctions) else ""
        known = self.nouns.known(word[1:]) if glued else None
        return (known, glued) if known else None

    def _two(self, view: View, index: int, two: Word, drafts: list[Draft]) -> Draft | None:
        if self._opens_more(view, index) or (drafts and drafts[-1].last > index - 1):
            return None
        counted = self.nouns.dual(view.sentence, index - 1)
        if counted is None:
            return None
        number = Number(index, index + 1, TWO, (two.rule,), coefficient=TWO)
        draft = self._after(view, number, index - 1, counted=counted[1])
        draft.rules.append(("nouns", counted[2]))
        return draft

    def _after(
        self, view: View, number: Number, first: int, *, unit: Unit | None = None, counted: str | None = None
    ) -> Draft:
        draft = Draft(number, first, number.last, unit=unit, noun=(first, number.first), counted=counted, core=first)
        return self.counter.echo(view, draft)

    def _opens_more(self, view: View, index: int) -> bool:
        """Whether the word opens a longer number («واحد وعشرون», «اثنا عشر») or a percentage."""
        number = self.numbers.read(view.words, index)
        return number is not None and (number.last > index + 1 or self.units.at(view, number.last) is not None)
