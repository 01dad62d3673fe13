"""How the pattern entries that name speakers and report are written on a page: inflected, with what is glued on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from extractor.lexicon import Letters, glued
from extractor.normalize import Folder
from extractor.patterns import Entry
from extractor.recognize.speakers.tags import Tag
from extractor.segment import words_of

OWNED = frozenset({"role", "document"})
UNTAGGED = frozenset({"verb", "inflect", "lookup"})  # inflected, or only looked up

# How the forms of a kind may be written: (with the article, with prepositions). Conjunctions may stand on all.
WRITTEN = {
    "role": (True, True),
    "body": (True, True),
    "document": (True, True),
    "paper": (True, True),
    "group": (True, True),
    "anaphor": (False, True),
    "place": (False, True),
    "name": (False, True),
    "given": (False, True),
    "honorific": (False, True),
}
SPOKEN_SHE = 2  # of the letters of Darija's present those that stand before a feminine verb, too


class Speller:
    """The forms of an entry with the tag that each gives its first word.

    ``endings``: by the id of its entry the inflections of verbs and owners, folded.
    """

    def __init__(self, entries: Iterable[Entry], fold: Folder, letters: Letters) -> None:
        """Keep the inflections among ``entries``."""
        self._fold, self._letters = fold, letters
        self.endings = {
            entry.id: [fold(form) for form in spelled(entry)] for entry in entries if entry["kind"] == "inflect"
        }
        self.tag = cache(Tag)  # the many spellings of an entry share a few

    def spell(self, entry: Entry) -> Iterator[tuple[str, Tag]]:
        """The forms of an entry, each with its tag."""
        kind = entry["kind"]
        if kind == "verb":
            yield from self._verb(entry)
        if kind in UNTAGGED:
            return
        article, prepositions = WRITTEN.get(kind, (False, False))
        rule, mode = entry.rule, entry.get("mode")
        joint, inside = self._letters.conjunctions[:2]
        for raw, form in zip(spelled(entry), folded(spelled(entry), self._fold), strict=True):
            exact = raw if mode == "exact" else ""
            for text, cluster in glued(form, self._letters, article=article, prepositions=prepositions):
                yield text, self.tag(kind, rule, size(text), cluster, mode, exact=exact)
                if kind == "document" and cluster.startswith(inside):  # «وفبلاغ لوزارة الصحة»
                    yield joint + text, self.tag(kind, rule, size(text), joint + cluster, mode, exact=exact)
            if kind in OWNED and " " not in form:
                yield from self._owned(entry, form, prepositions=kind != "role")

    def _owned(self, entry: Entry, form: str, *, prepositions: bool) -> Iterator[tuple[str, Tag]]:
        """A title or document with the pronoun of the body that it belongs to («مديرها», «في تقريره»)."""
        kind, rule, mode = entry["kind"], entry.rule, entry.get("mode")
        for suffix in self.endings["inflect.object"]:
            for ending in self.endings["inflect.construct"]:
                stem = form.removesuffix(ending) + self.endings["inflect.past.feminine"][0]
                owned = (stem if form.endswith(ending) else form) + suffix
                for text, cluster in glued(owned, self._letters, prepositions=prepositions):
                    yield text, self.tag(kind, rule, 1, cluster, mode, owned=True)

    def _verb(self, entry: Entry) -> Iterator[tuple[str, Tag]]:
        rule, strength, mode = entry.rule, entry.get("strength", "strong"), entry.get("mode")
        exact = entry["past"][0] if mode == "exact" else ""
        ending = self._fold(exact)
        spoken, many = self.endings["inflect.darija.feminine"][0], self.endings["inflect.past.plural"][-1]
        for form, *inflected in (*self._past(entry), *self._present(entry)):
            for text, cluster in glued(form, self._letters, prepositions=False):
                spelling = exact if text.endswith(ending) else ""
                yield text, self.tag("verb", rule, size(text), cluster, mode, strength, *inflected, spelling)
            if form.endswith(spoken):  # «أكداتو», «بيناتو»
                yield form + many, self.tag("reported", rule, size(form), "", mode)
            for suffix in self.endings["inflect.object"]:
                yield form + suffix, self.tag("reported", rule, size(form), "", mode)
                if mode == "estimate":  # «قدره», not «قدرة»
                    spelling = suffix if suffix in self.endings["inflect.construct"] else ""
                    yield form + suffix, self.tag("estimated", rule, size(form), "", mode, exact=spelling)
        for form in self._participles(entry):
            for text, cluster in glued(form, self._letters, prepositions=False):
                yield text, self.tag("participle", rule, size(text), cluster, mode, strength)

    def _past(self, entry: Entry) -> Iterator[tuple[str, bool, bool, bool]]:
        """Forms of the past: (form, present, feminine, plural)."""
        forms = folded(entry.get("past", ()), self._fold)
        for number, form in enumerate(forms):
            yield form, False, number > 0, False
            for suffix in self.endings["inflect.past.plural"]:
                yield form + suffix, False, False, True
        if forms and forms[0].endswith(weak := tuple(self.endings["inflect.weak"])):
            feminine, plural = self.endings["inflect.darija.feminine"][0], self.endings["inflect.darija.plural"][0]
            yield forms[0][:-1] + weak[-1], False, False, False  # «نفا»
            yield forms[0][:-1] + feminine, False, True, False
            yield forms[0][:-1] + plural, False, False, True
        elif len(forms) == 1:
            for suffix in (*self.endings["inflect.past.feminine"], *self.endings["inflect.darija.feminine"]):
                yield forms[0] + suffix, False, True, False
            dual = self.endings["inflect.past.feminine"][0] + self._letters.article[0]  # «الصحيفتان ذكرتا»
            yield forms[0] + dual, False, True, True

    def _present(self, entry: Entry) -> Iterator[tuple[str, bool, bool, bool]]:
        """Forms of the present, those of Darija («كيأكد») among them."""
        masculine = self.endings["inflect.present.masculine"][0]
        feminine = self.endings["inflect.present.feminine"][0]
        darija = self.endings["inflect.darija.present"]  # «تيقول», but «تتعلق» is another verb
        for form in folded(entry.get("present", ()), self._fold):
            stems = [form, feminine + form[1:]] if form.startswith(masculine) else [form]
            for stem in stems:
                yield stem, True, stem != form, False
                yield from (
                    (spoken + stem, True, stem != form, False)
                    for spoken in darija[: SPOKEN_SHE if stem != form else None]
                )
            for suffix in self.endings["inflect.present.plural"]:  # «تطالبون» is what the speaker says to others
                yield stems[0] + suffix, True, False, True
            for spoken in darija:
                yield spoken + stems[0] + self.endings["inflect.past.plural"][-1], True, False, True

    def _participles(self, entry: Entry) -> Iterator[str]:
        ending = self.endings["inflect.participle.masculine"][0]
        for form in folded(entry.get("participle", ()), self._fold):
            yield form
            for suffix in self.endings["inflect.participle.other"]:
                yield form.removesuffix(ending) + suffix


def size(form: str) -> int:
    """Of how many words a form is."""
    return form.count(" ") + 1


def spelled(entry: Entry) -> tuple[str, ...]:
    """The forms of an entry; naming.toml, whose lists overlap, calls them ``words``."""
    return entry.forms or tuple(entry.get("words", ()))


def folded(forms: Iterable[str], fold: Folder) -> list[str]:
    """``forms`` folded, their words parted as a sentence's are."""
    return [" ".join(words_of(fold(form))) for form in forms]
