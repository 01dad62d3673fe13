"""Verbs of the spoken language: its own stems and persons, and what it writes onto those of the press."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from extractor.lexicon import Letters
from extractor.normalize import Folder
from extractor.patterns import Entry
from extractor.recognize.metrics.sentence.inflection import Inflection
from extractor.recognize.metrics.sentence.mark import Mark

WORDS = 4096  # words remembered
STEM = 3  # letters of the shortest verb that wears a pronoun or a denial


class Spoken:
    """What is known of a word as a verb of the spoken language; ``known`` is what the pattern files mark."""

    def __init__(
        self, entries: Mapping[str, Entry], inflection: Inflection, letters: Letters, known: Mapping[str, Mark]
    ) -> None:
        """Conjugate the verbs of ``verb.told``."""
        fold = inflection.folded
        self._known, self._joint = known, letters.conjunctions[0]
        self._prefixes, self._persons = inflection.spoken, frozenset(inflection.persons)
        self._initials = frozenset(prefix[0] for prefix in inflection.spoken) | {self._joint}
        endings = entries["verb.told.endings"]
        self._past = [fold(end) for end in endings["perfect"]]
        self._objects = tuple(map(fold, entries["verb.told.objects"].forms))
        *self._denies, self._denied = map(fold, entries["verb.told.not"].forms)
        self._wearing = (*inflection.many_verbs, inflection.spoken_many, inflection.past)
        self._passive = inflection.past
        told = entries["verb.told"]
        mark = Mark("verb", told, verb=True)
        present = [fold(end) for end in endings["imperfect"]]
        self._own = dict.fromkeys(_conjugated(told, inflection, self._past, present, fold), mark)
        self.mark = lru_cache(WORDS)(self._mark)
        self.told = lru_cache(WORDS)(self._told)

    def _mark(self, word: str) -> Mark | None:
        """A verb of the press in the present or future of the spoken language: «كيبلغ», «وغاتوصل»."""
        if word[:1] not in self._initials:
            return None
        bare = word[1:] if word[0] == self._joint else word
        mark = self._present(bare, self._known)
        return mark and (mark if bare is word else replace(mark, proclitic=self._joint))

    def _told(self, word: str) -> Mark | None:
        """A word of a sentence in the spoken language, as a verb: «ضرباتو», «مكيحضروش», «وتعطاو»."""
        mark = self._mark(word) or self._bare(word)
        if mark is None and word[0] == self._joint and len(word) > STEM:
            mark = self._bare(word[1:])
            return mark and replace(mark, proclitic=self._joint)
        return mark

    def _bare(self, word: str) -> Mark | None:
        """A verb without «و» before it, denied or not, with the pronoun of its object or without."""
        if word.endswith(self._denied) and len(word) > STEM:
            denied = word.removesuffix(self._denied)
            led = (denied.removeprefix(form) for form in self._denies if denied.startswith(form))
            found = next((mark for core in (*led, denied) if len(core) >= STEM and (mark := self._worn(core))), None)
            if found:
                return found
        return self._worn(word)

    def _worn(self, word: str) -> Mark | None:
        found = self._verb(word)
        if found:
            return found
        for pronoun in self._objects:
            core = word.removesuffix(pronoun)
            if core != word and len(core) >= STEM and core.endswith(self._wearing) and (mark := self._verb(core)):
                return mark
        return None

    def _verb(self, word: str) -> Mark | None:
        found = self._own.get(word) or self._present(word, self._own) or self._present(word, self._known)
        return found or self._done(word)

    def _present(self, word: str, verbs: Mapping[str, Mark]) -> Mark | None:
        for prefix in self._prefixes:
            mark = verbs.get(word[len(prefix) :]) if word.startswith(prefix) else None
            if mark and mark.verb and not mark.proclitic and word[len(prefix)] in self._persons:
                return mark
        return None

    def _done(self, word: str) -> Mark | None:
        """«تحجزو», «كيتوزعو»: what was done to somebody, from the past of who did it."""
        prefix = next((one for one in self._prefixes if word.startswith(one)), "")
        bare = word[len(prefix) + bool(prefix) :] if prefix else word
        if not bare.startswith(self._passive) or len(bare) <= STEM + 1 or not bare.endswith(self._wearing[:-1]):
            return None
        mark = self._known.get(bare[1:])
        return mark if mark and mark.verb and not mark.proclitic and mark.kind == "action" else None


def _conjugated(
    told: Entry, inflection: Inflection, past: Iterable[str], present: Iterable[str], fold: Folder
) -> Iterator[str]:
    for name, endings in (("perfect", past), ("ended", [end for end in past if end])):
        for stem in told[name]:
            core = fold(stem)
            weak = core[:-1] if stem.endswith(inflection.weak) else ""
            yield from (core + end for end in endings)
            if weak:
                yield from (weak + end for end in (*inflection.weak_perfect, *past) if end)
    for stem in map(fold, told["imperfect"]):
        yield from (person + stem + end for person in inflection.persons for end in present)
