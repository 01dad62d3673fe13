"""Future verbs: «سـ», «سوف», «لن» and Darija's «غادي» and «غا» before a verb of the present tense.

modality.toml lists each verb once, in the third person masculine («يرتفع»): the other persons («ترتفع», «نرتفع») and
endings («يرتفعون») follow from the letters that the same file names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.lexicon import Letters
from extractor.normalize import Folder
from extractor.patterns import Entry

SHORTEST = 5  # letters of an unlisted future verb with its sin: shorter words are nouns far more often
STEM = 3  # letters that a verb keeps when its ending is taken off


class FutureVerbs:
    """What the verbs of the future say of figures: which are plans and which are expectations."""

    def __init__(self, roles: Mapping[str, Sequence[Entry]], fold: Folder, found: Letters) -> None:
        """Compile the verbs of ``roles``, which modality.py has looked at."""
        [self.future], [self.reach], [self.cost] = roles["future"], roles["reach"], roles["cost"]
        [self.yields] = roles["yield"]
        [self.witness], [self.lasting], [self.evolution] = roles["witness"], roles["lasting"], roles["evolution"]
        [never], [letters], [stops], [spoken], [endings] = (
            roles[role] for role in ("future-word", "letters", "not-future", "future-glued", "endings")
        )
        self._sin, *self._persons = map(fold, letters.forms)
        verbs = [(fold(form), roles[role][0]) for role in VERBS for form in roles[role][0].forms]
        third, *others = self._persons
        told = [(verb[1:], entry) for verb, entry in verbs if verb.startswith(third)]
        self._verbs = {person + stem: entry for stem, entry in told for person in others}
        self._verbs |= dict(verbs)  # a verb listed in a person of its own («نصل») keeps what its own entry says
        self._endings = tuple(map(fold, endings.forms))
        self._going = frozenset(form for form in map(fold, never.forms) if form.startswith(fold(spoken.forms[0])))
        self._ours, self._nominal = self._persons[-1], (*found.prepositions, *found.conjunctions)
        self.words = frozenset(map(fold, never.forms))
        self._starts = tuple(self._sin + person for person in self._persons)
        self._spoken = tuple(map(fold, spoken.forms))
        self._stops = tuple(map(fold, stops.forms))
        self._conjunctions = found.conjunctions
        said = (will + person for will in self._spoken for person in self._persons)
        joints = ("", *found.conjunctions)
        self.openings = tuple(joint + start for joint in joints for start in (*self.words, self._sin, *said))

    def verb(self, word: str) -> Entry | None:
        """The entry of a verb of the present tense («يرتفع», «ترتفعان»), if it is listed."""
        if entry := self._verbs.get(word):
            return entry
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= STEM:
                return self._verbs.get(word[: -len(ending)])
        return None

    def read(self, words: Sequence[str], index: int) -> Entry | None:
        """The entry that says what the future verb at word ``index`` makes of figures; ``None`` for other words."""
        word = words[index]
        if word.startswith(self._conjunctions) and (word[1:] in self.words or word[1:2] == self._sin):
            word = word[1:]
        if word in self.words:
            return self._led(word, words[index + 1] if index + 1 < len(words) else "")
        if not word.startswith(self._starts):
            return self._said(word)
        if entry := self.verb(word[1:]):
            return entry
        plain = len(word) >= SHORTEST and word[1] != self._persons[-1] and not word.startswith(self._stops)
        return self.future if plain else None

    def _led(self, word: str, verb: str) -> Entry | None:
        """What a particle and the verb behind it say: «غادي بسرعة» goes somewhere, «غادي نزيدو» is who speaks."""
        if word not in self._going:
            return self.verb(verb) or self.future
        if verb.startswith(self._ours) and len(verb) > STEM:
            return self.future
        return self.verb(verb) or (None if verb.startswith(self._nominal) else self.future)

    def _said(self, word: str) -> Entry | None:
        """The same of a verb of Darija, on which its future is written: «غايوصل», «غتكلف»."""
        word = word[1:] if word.startswith(self._conjunctions) else word
        for will in self._spoken:
            stem = word.removeprefix(will)
            if stem != word and (entry := self.verb(stem)):
                return entry
        verb = word.removeprefix(self._spoken[0])
        plain = word != verb and len(verb) >= SHORTEST - 1 and verb[0] in self._persons[:-1]
        return self.future if plain and not word.startswith(self._stops) else None

    def listed(self, word: str) -> bool:
        """Whether modality.toml names the future verb that a word is, or the particle («سوف») before it."""
        if word[:1] in self._conjunctions and word[1:2] == self._sin:
            word = word[1:]
        return word in self.words or self.verb(word[1:]) is not None


VERBS = ("future", "leads", "cost", "yield", "crowd", "reach", "evolution", "witness", "lasting")
