"""How far a person's name goes: «خالد المرنيسي», «عبد النور بن علي الحسناوي», «مولاي حفيظ العلمي».

A given name opens it; the word behind is taken for the family name, more only behind given names, «عبد», «بن» and
the like, or where the content or a comma follows at once. Wrong for a third word that is no name but looks bare.
"""

from __future__ import annotations

from extractor.recognize.speakers.tags import View
from extractor.recognize.speakers.vocabulary import Vocabulary

NAME_WORDS = 5  # «عبد اللطيف بن علي الإدريسي»: longer runs are no names
UNKNOWN_WORDS = 3  # a holder's name that no given name opens
LETTERS = 4  # shorter words that begin like a verb of the present may be names
SHORTEST = 3  # letters of a family name behind «أيت», «بن»
FAMILY = 5  # letters of a family name with «بن» written onto it
TANWIN = "\u064b"  # the mark of an indefinite object, never of a name

NEVER = frozenset({"stop", "complement", "same", "event", "nominal", "participle", "narrator", "act", "verb"})
UNNAMED = NEVER | {"adverb"}  # «ياسين بمرارة»
NOUNS = frozenset({"role", "body", "document", "honorific", "group"})
AFTER_HOLDER = frozenset({"complement", "comma", "colon", "open", "verb", "adverb", "bracket", "close", "stop", "role"})


class NameGrammar:
    """Finds where names end, and tells them from other words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Keep the compiled words and the letters that names do or do not begin and end with."""
        self.vocabulary = vocabulary
        letters = vocabulary.letters
        self._unlike = tuple(vocabulary.forms["name.unlike"])
        self._beginnings = tuple(vocabulary.forms["name.beginning"])
        self._open = vocabulary.forms["name.link.open"]
        self._family = tuple(vocabulary.forms["name.family"])
        self._described = vocabulary.forms["body.described"]
        self._letters = frozenset(letters.conjunctions)
        self._coordinating = letters.conjunctions[0]
        self._attached = (letters.article, *letters.conjunctions, *letters.prepositions)
        self._coordinated = (letters.lam_article, *(letter + letters.article for letter in letters.conjunctions))

    def end(self, view: View, start: int) -> int:
        """Where the name that begins at ``start`` ends; ``start`` itself where none does."""
        if view.has(start, "known"):
            return start + view.tags[start]["known"].length
        end = start
        while end < min(len(view), start + NAME_WORDS) and self._within(view, start, end):
            end += 1
        while end > start + 1 and view.has(end - 1, "link") and not view.has(end - 1, "given"):
            end -= 1
        return end

    def acts(self, view: View, at: int) -> bool:
        """Whether word ``at`` looks like a verb of the present or an indefinite object: no part of a name."""
        word = view.words[at]
        return TANWIN in view.sentence.raw(at) or (len(word) > LETTERS and word.startswith(self.vocabulary.acting))

    def holder(self, view: View, start: int, end: int, *, behind: bool) -> bool:
        """Whether the words after a title are its holder: a given name first, or nothing else but them.

        ``behind`` a comma they have to end at another one.
        """
        if "given" in view.tags[start]:
            return not self.dedicated(view, start)
        if self._accusative(view, start, end):
            return False
        lone = view.words[start].startswith(self._family) and len(view.words[start]) >= FAMILY
        if not start + (not lone) < end <= start + UNKNOWN_WORDS or not self._nameable(view, start):
            return False
        if behind:
            return view.has(end, "comma")
        word = view.words[start]
        if word.startswith(self._attached) and not word.startswith(self._beginnings):
            return False
        return end >= len(view) or not view.tags[end].keys().isdisjoint(AFTER_HOLDER)

    def _accusative(self, view: View, start: int, end: int) -> bool:
        """«وأعطى المدير مثالا واضحا: …», «ذكر الوزير أمرا آخر "…»: two words before a quotation that are its object."""
        if end != start + 2 or end >= len(view) or view.tags[end].keys().isdisjoint({"open", "colon"}):
            return False
        alef, last = self._attached[0][0], view.words[end - 1]
        return view.words[start].endswith(alef) and (last.endswith(alef) or last in self._described)

    def surname(self, view: View, start: int, end: int) -> bool:
        """Whether unknown words before a title can be a name alone: «بنعتيق الوزير المنتدب»."""
        words = range(start, end)
        return all(
            self._nameable(view, at) and (len(view.words[at]) > SHORTEST or "link" in view.tags[at]) for at in words
        )

    def dedicated(self, view: View, start: int) -> bool:
        """«جامعة محمد الخامس»: a name that is a place's, not the holder's."""
        body = view.tags[start - 1].get("body") if start else None
        return (
            body is not None and view.words[start - 1][len(body.proclitic) :] in self.vocabulary.forms["body.dedicated"]
        )

    def _nameable(self, view: View, at: int) -> bool:
        tags = view.tags[at].keys()
        return tags.isdisjoint(NEVER) and tags.isdisjoint(NOUNS) and not view.words[at].endswith(self._unlike)

    def _within(self, view: View, start: int, at: int) -> bool:
        tags = view.tags[at].keys()
        letter = view.words[at] in self._letters  # «عبد الله بوانو ف ندوة»
        if letter or not view.words[at][0].isalpha() or (at > start and self._located(view, at)):
            return False
        if at > start + 1 and view.words[at - 1] in self._open and len(view.words[at]) >= SHORTEST:
            return True
        if at == start or not tags.isdisjoint({"link", "given"}):
            return tags.isdisjoint({"complement", "block"}) and not (at > start and self._another(view, at))
        if (
            not tags.isdisjoint(NEVER)
            or "adverb" in tags
            or (self.acts(view, at) and not self._family_name(view, start, at))
        ):
            return False
        if not tags.isdisjoint(NOUNS):
            second = at == start + 1 or (at == start + 2 and view.has(start, "link"))
            joined = view.words[at].startswith(self._coordinated)  # «آيت الطالب فالبرلمان»
            return not joined and (view.has(at - 1, "link") or (second and self._titular(view, at)))
        return self._goes_on(view, start, at) and not view.words[at].startswith(self._coordinated)

    def _another(self, view: View, at: int) -> bool:
        """Whether «و» ties the next person's given name to a name: «سعيد المرنيسي ومنير الصنهاجي»."""
        given = view.tags[at].get("given")
        return given is not None and given.proclitic == self._coordinating

    def _located(self, view: View, at: int) -> bool:
        """Whether a word says where: «خالد المرنيسي فكازا»."""
        place = view.tags[at].get("place")
        return place is not None and bool(place.proclitic) and "given" not in view.tags[at]

    def _titular(self, view: View, at: int) -> bool:
        """Whether a title is the family name that ends a name: «نضال القاضي إنها»."""
        given = view.tags[at - 1].get("given") or (view.tags[at - 2].get("link") if at > 1 else None)
        pointing = view.tags[at].get("anaphor")
        if given is None or (pointing and pointing.mode == "person") or not self.vocabulary.definite(view.words[at]):
            return False
        start = at - 1 if "given" in view.tags[at - 1] else at - 2
        if start > 0 and (view.has(start - 1, "role") or self.vocabulary.definite(view.words[start - 1])):
            return True  # «الشاعرة العراقية نضال القاضي»: a title before a given name leaves no other place for it
        return at + 1 < len(view) and not view.tags[at + 1].keys().isdisjoint({"comma", "complement", "same"})

    def _family_name(self, view: View, start: int, at: int) -> bool:
        """Whether a word like a verb of the present closes a name: «الحسين يوعبيد، مسؤول …»."""
        marked = at + 1 < len(view) and not view.tags[at + 1].keys().isdisjoint({"comma", "complement", "colon"})
        return at == start + 1 and marked and TANWIN not in view.sentence.raw(at)

    def _double(self, view: View, at: int) -> bool:
        """Whether a second family name ends the name: «جمال الحسني الورياغلي، طبيب»."""
        ending, first = tuple(self.vocabulary.forms["name.ending"]), view.words[at - 1]
        family = first.startswith(self._family) and len(first) >= FAMILY  # «بنجلون التويمي»
        if not (view.words[at].endswith(ending) and (family or first.endswith(ending))):
            return False
        both = self.vocabulary.definite(view.words[at]) and (family or self.vocabulary.definite(first))
        return both and at + 1 < len(view) and not view.tags[at + 1].keys().isdisjoint({"comma", "complement"})

    def _goes_on(self, view: View, start: int, at: int) -> bool:
        """Whether an unknown word may be the next one of a name: the second always, others behind an open one."""
        if at == start + 1 or view.has(at - 2, "link") or view.has(at - 1, "link") or view.has(at - 1, "given"):
            return True
        word = view.words[at]
        if self._double(view, at):
            return True
        if self.vocabulary.definite(word) or word.endswith(self._unlike):
            return False
        return at + 1 < len(view) and not view.tags[at + 1].keys().isdisjoint({"complement", "comma", "colon"})
