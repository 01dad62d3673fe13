"""How far the noun phrase of a title, a body or a document goes.

Arabic closes a noun phrase without a mark. What is relied on: a phrase goes on as long as its last word has no
article; once it has one, only words with the article, coordinated ones, and those with «ل» or «ب» before a body or
a noun go on; the next bare word is the holder's name («وزير الصحة خالد …») or no longer the phrase.
"""

from __future__ import annotations

from typing import Literal

from extractor.recognize.speakers.names import NameGrammar
from extractor.recognize.speakers.tags import Tag, View
from extractor.recognize.speakers.vocabulary import Vocabulary
from extractor.record import record

Step = Literal["closed", "open", "bare", "name", "end"]
BARE_WORDS = 3  # «مصدر أمني رفيع المستوى»: bare words behind a bare head
BRACKET_REACH = 8  # words of a remark in brackets that the phrase steps over
QUOTE_REACH = 10  # words of a name in quotation marks
HAILING = 2  # words from «في» back to a trade with its adjective
SHORT = 3  # letters: a shorter word with «ل» is a particle

ENDING = frozenset({"participle", "nominal", "narrator", "issued", "issuing", "delegate", "act", "obtained"})
NOT_INNER = frozenset({"stop", "document", "complement", "adverb", "bracket", "event", "verb"})


@record(frozen=True, slots=True)
class Extent:
    """A phrase ends before word ``end``; ``name``: its holder's name begins there."""

    end: int
    name: bool = False


class PhraseGrammar:
    """Follows a noun phrase from its head."""

    def __init__(self, vocabulary: Vocabulary, names: NameGrammar) -> None:
        """Keep the compiled words."""
        self.vocabulary = vocabulary
        self._names = names
        self._many = tuple(vocabulary.forms["inflect.present.plural"])
        self._things = tuple(vocabulary.forms["inflect.darija.feminine"])
        self._manner = vocabulary.letters.article[0]  # «أضاف موظف قائلا»
        self._governing = vocabulary.forms["inner.body"]
        letters = vocabulary.letters
        self._resuming_and = letters.conjunctions[0] + letters.article
        self._feminine = tuple(vocabulary.forms["inflect.construct"])
        self._agreeing = (*vocabulary.forms["feminine"], *vocabulary.forms["adjective.feminine"])
        self._nisba = tuple(vocabulary.forms["name.ending"])
        self._resuming = tuple(letter + letters.article for letter in letters.conjunctions[1:])

    def extent(self, view: View, at: int, tag: Tag) -> Extent:
        """The extent of the phrase whose head, read as ``tag``, begins at word ``at``."""
        k = at + tag.length
        closed = self._closing(view.words[k - 1], tag) and not self._own_lam(view, at, tag)
        closed = closed or (tag.kind == "role" and self._owned(view, k - 1))
        bare = 0
        while k < len(view):
            over = self._over(view, k)
            if over > k:
                closed = closed or "open" in view.tags[k]
                k = over
                continue
            step = "end" if self._governed(view, at, k, tag) else self._step(view, k, tag, closed=closed)
            if step == "name":
                return Extent(k, name=True)
            bare += step == "bare"
            if step == "end" or bare > BARE_WORDS:
                break
            closed = step == "closed"
            k += self._length(view, k)
        while k > at + 1 and view.has(k - 1, "inner"):
            k -= 1
        return Extent(k)

    def _owned(self, view: View, at: int) -> bool:
        """«مديرها», «رئيسه»: the page tells «ه» from «ة», which fold to the same."""
        return self.vocabulary.owned(view.words[at]) or view.sentence.raw(at).endswith(self.vocabulary.his)

    def _governed(self, view: View, at: int, k: int, tag: Tag) -> bool:
        """Whether the word behind a head is no adjective of it, but a verb's object.

        «نفت الشركة الخبر», «طالب المهنيون الجهات المسؤولة ب…».
        """
        head, word, letters = view.words[at], view.words[k], self.vocabulary.letters
        if tag.kind == "group" and k == at + 1 and head.endswith(self._many):
            construct = k + 1 < len(view) and view.words[k + 1].startswith(letters.article)
            construct = construct and "adverb" not in view.tags[k + 1] and not word.endswith(self._many)
            construct = construct and not self._definite_at(view, at)  # «دق مهنيون ناقوس الخطر»
            return word.endswith(self._things) if word.startswith(letters.article) else construct
        if tag.kind == "role" and k == at + 1 and tag.length == 1 and tag.proclitic.endswith(letters.article):
            return self._another(view, k)  # «قاطع النائب الوزير», «هنأ الرئيس الفريق»
        if tag.kind != "body" or k != at + 1 or tag.length > 1 or not head.endswith(self._feminine):
            return False
        plain = not view.tags[k] and word.startswith(letters.article)
        definite = tag.proclitic.endswith(letters.article)  # not «للجنة الإشراف»
        return plain and definite and not word.endswith(self._agreeing)

    def _another(self, view: View, k: int) -> bool:
        """Whether what follows a lone title is no adjective of it: a body, another office, a plain noun («الورش»)."""
        body, word = view.tags[k].get("body"), view.words[k]
        article = self.vocabulary.letters.article
        if not word.startswith(article):
            return False
        stem = word.removeprefix(article)
        plain = len(stem) == SHORT and not view.tags[k] and stem[1] not in self.vocabulary.forms["letters.weak"]
        other = body is not None and body.proclitic == article and not word.endswith(self._nisba)
        return plain or other or stem in self.vocabulary.forms["title.specific"]

    def onward(self, view: View, at: int, tag: Tag) -> int:
        """Past what is coordinated to a ministry's registered name: «وزارة التربية الوطنية والتكوين المهني»."""
        end = at + tag.length
        if "body" not in view.tags[at] or tag.length == 1:
            return end
        k = end
        while k < len(view) and self.vocabulary.definite(view.words[k]) and self._joined(view, k, first=k == end):
            k += 1
        return k

    def _joined(self, view: View, k: int, *, first: bool) -> bool:
        """Whether a word is coordinated to a registered name, or the adjective of such a word."""
        tags = view.tags[k].keys()
        if view.words[k].startswith(self._resuming_and) or first:
            science = tags <= {"document", "list"} and self._definite_at(view, k + 1)  # «والبحث العلمي»
            return (not tags or science) and view.words[k].startswith(self._resuming_and)
        return tags <= {"given"} or (
            tags <= {"role", "group", "anaphor", "list"} and view.words[k].endswith(self._nisba)
        )

    def _closing(self, word: str, tag: Tag) -> bool:
        """Whether the head carries the article, and does not only begin like one that does («والي»)."""
        bare = tag.length == 1 and not tag.proclitic and not word.startswith(self.vocabulary.letters.article)
        return self.vocabulary.definite(word) and not bare

    def _own_lam(self, view: View, at: int, tag: Tag) -> bool:
        """Whether the second «ل» of «للجنة» is the noun's own, so that no article closes the phrase."""
        letters = self.vocabulary.letters
        bare = tag.proclitic.endswith(letters.lam) and not tag.proclitic.endswith(letters.article)
        return (
            bare
            and tag.length == 1
            and self.vocabulary.opens(view.words[at][len(tag.proclitic) :], frozenset({tag.kind}))
        )

    def _length(self, view: View, k: int) -> int:
        """How many words of the phrase begin at ``k``: places of several words («ببني ملال») go on as one."""
        place, body = view.tags[k].get("place"), view.tags[k].get("body")
        if body is not None and body.length > 1:
            return body.length  # «قائد الحرس المدني بالمدينة»
        return 1 if place is None or self.vocabulary.definite(view.words[k]) else place.length

    def quoted(self, view: View, at: int) -> int:
        """Past the name in quotation marks that opens at word ``at``; ``at`` itself where none does."""
        if not view.has(at, "open") or view.has(at + 1, "block"):
            return at  # «رئيس البلدية "لن نتراجع"»
        for end in range(at + 2, min(len(view), at + QUOTE_REACH)):
            if "close" in view.tags[end]:
                return end + 1
            if not view.words[end][0].isalpha() or not view.tags[end].keys().isdisjoint({"complement", "verb"}):
                return at
        return at

    def _over(self, view: View, at: int) -> int:
        """Past a remark in brackets or a quoted name; ``at`` itself where neither opens."""
        if view.has(at, "bracket"):
            for end in range(at + 1, min(len(view), at + BRACKET_REACH)):
                if "unbracket" in view.tags[end]:
                    return end + 1
        starts, ends = view.sentence.starts, view.sentence.ends
        if view.words[at].isdecimal() and at and ends[at - 1] == starts[at]:
            return at + 1  # «نشرة كوفيد19 اليومية»
        return self.quoted(view, at)

    def _step(self, view: View, k: int, tag: Tag, *, closed: bool) -> Step:
        """How word ``k`` continues the phrase."""
        tags = view.tags[k].keys()
        if self._hyphen(view, k) or ("link" in tags and "given" not in tags):
            return "open"
        if not view.words[k][0].isalpha() or not tags.isdisjoint({"complement", "same"}):
            return "end"
        if "stop" in tags:
            inner = self._by_medium(view, k, tag) or self._inner(view, k, tag) or self._genitive(view, k)
            inner = inner or (tag.kind == "role" and self._sent(view, k)) or self._unlike(view, k)
            return "open" if inner else "end"
        acting = "verb" in tags and "given" not in tags and "place" not in tags
        if not tags.isdisjoint(ENDING) or (acting and not self._governing_noun(view, k, tag, closed=closed)):
            return "end"
        if ("place" in tags and not self.vocabulary.definite(view.words[k])) or (closed and "tail" in tags):
            return "closed"  # «الرئيس المنتهية ولايته»
        return self._noun(view, k, tag, closed=closed)

    def _governing_noun(self, view: View, k: int, tag: Tag, *, closed: bool) -> bool:
        """«مديرة علم الأوبئة», «مصلحة نقل المسافرين»: a noun spelled like a verb, between a head and its own."""
        noun = not closed and tag.kind in {"role", "body"} and view.words[k] in self.vocabulary.forms["noun.like-verb"]
        return noun and self._definite_at(view, k + 1)

    def _unlike(self, view: View, k: int) -> bool:
        """«أرقام غير رسمية», «المعطيات غير الرسمية»."""
        if view.words[k] not in self.vocabulary.forms["phrase.un"] or k + 1 >= len(view) or view.tags[k + 1]:
            return False
        return self._definite_at(view, k - 1) == self._definite_at(view, k + 1)

    def _genitive(self, view: View, k: int) -> bool:
        """«ديال» between two nouns."""
        return view.words[k] in self.vocabulary.forms["genitive.darija"] and self._definite_at(view, k - 1)

    def _hyphen(self, view: View, k: int) -> bool:
        """«الرباط - سلا»: a dash between two words of a name."""
        if not view.has(k, "dash") or k + 1 >= len(view):
            return False
        starts, ends = view.sentence.starts, view.sentence.ends
        if ends[k - 1] == starts[k] and ends[k] < starts[k + 1]:
            return False  # «بحسب المرصد- الأسواق»: it closes a remark
        return view.words[k + 1][0].isalpha() and not view.has(k + 1, "stop")

    def _noun(self, view: View, k: int, tag: Tag, *, closed: bool) -> Step:
        person = tag.kind == "role"
        tags = view.tags[k].keys()
        if person and closed and not tags.isdisjoint({"honorific", "given"}) and not self._titled(view, k):
            return "name"
        if self.vocabulary.definite(view.words[k]):
            within = person and "body" in tags and view.words[k][1:] not in self.vocabulary.forms["role.venue"]
            resumes = self._resumes(view, k) and not within  # «المدير العام فالوزارة», «الوزير فالبرلمان»
            apart = closed and (resumes or (tag.kind != "group" and self._object(view, k)))
            return "closed" if self._joins(view, k) and not apart else "end"
        medium = tag.kind == "group" and "body" in view.tags[k] and view.tags[k]["body"].mode == "medium"
        medium = medium or (tag.kind == "body" and "document" in tags and not view.tags[k - 1] and not closed)
        if medium or self._names.acts(view, k) or ("event" in tags and (closed or tag.kind == "body")):
            return "end"
        return self._bare(view, k, person=person) if closed else "bare"

    def _resumes(self, view: View, k: int) -> bool:
        """Whether «ف» opens the statement at a word: «حسب المديرية الجهوية فالحالات …»."""
        return view.words[k].startswith(self._resuming) and "place" not in view.tags[k]

    def _object(self, view: View, k: int) -> bool:
        """Whether «الحكومة» or a document stands at a word, which a closed phrase does not go on with."""
        found = view.tags[k].get("document") or view.tags[k].get("body")
        if found is None or found.length > 1 or found.proclitic != self.vocabulary.letters.article:
            return False
        return found.kind == "document" or found.mode == "whole"

    def _bare(self, view: View, k: int, *, person: bool) -> Step:
        """A word without article behind a closed phrase: linked to it, the holder's name, or no longer the phrase."""
        if not self._linked(view, k):
            return "name" if person and not self._second(view, k) else "end"
        chain = k + 1 < len(view) and not view.tags[k + 1] and self._definite_at(view, k + 2)
        if chain or self._named_firm(view, k) or self._construct(view, k):
            return "open"
        return "bare" if self._definite_at(view, k + 1) or self._chained(view, k) else "closed"

    def _named_firm(self, view: View, k: int) -> bool:
        """Whether a body's name of its own follows: «المجلس النقابي بشركة سامير»."""
        body = view.tags[k].get("body")
        after = k + 1
        return (
            body is not None
            and body.length == 1
            and after < len(view)
            and view.tags[after].keys() <= {"name"}
            and not self._definite_at(view, after)
            and view.words[after][0].isalpha()
        )

    def _second(self, view: View, k: int) -> bool:
        """Whether «و» ties another title to the first: «رئيس الوزراء الجزائري وأمين عام حزبه»."""
        role = view.tags[k].get("role")
        return role is not None and bool(role.proclitic)

    def _construct(self, view: View, k: int) -> bool:
        """Whether a noun without article goes on behind «الخاصة ب»: «المعطيات الخاصة بفئات أعمار النواب»."""
        after = k + 1
        governed = view.words[k - 1] in self.vocabulary.forms["linked.by-b"]
        return governed and after < len(view) and not view.tags[after] and not self._definite_at(view, after)

    def _titled(self, view: View, k: int) -> bool:
        """Whether a word that could be a name goes on with the title («الأمين العام»)."""
        return any(tag.length > 1 and tag.kind == "role" for tag in view.tags[k].values())

    def _joins(self, view: View, k: int) -> bool:
        """Whether a word with the article goes on: with «ب» or «ك» only before a body or a place, or governed."""
        letters = self.vocabulary.letters
        word, before = view.words[k], view.words[k - 1]
        if not word.startswith(letters.prepositions) or word.startswith(letters.lam):
            return True
        governed = before.startswith(letters.lam) or before in self.vocabulary.forms["linked.by-b"]
        return governed or not view.tags[k].keys().isdisjoint({"body", "place", "name", "role"})

    def _linked(self, view: View, k: int) -> bool:
        """Whether word ``k`` hangs on by «و», «ل» or «ب»: «للتربية», «لحماية المستهلك», «بجهة سوس»."""
        word, tags = view.words[k], view.tags[k]
        letters = self.vocabulary.letters
        known = tags.get("body") or tags.get("role") or tags.get("document") or tags.get("place")
        if known and known.proclitic.startswith((*letters.prepositions, letters.conjunctions[1])):
            return True  # «مدير الأوبئة فوزارة الصحة»: in Darija «ف» is «في»
        if word.startswith(letters.prepositions) and view.words[k - 1] in self.vocabulary.forms["linked.by-b"]:
            return True
        heads = (letters.conjunctions[0], letters.lam)
        return word.startswith(heads) and len(word) > SHORT and "event" not in tags and self._governs(view, k)

    def _governs(self, view: View, k: int) -> bool:
        """Whether a definite noun follows word ``k``, at once or behind «و» («لصناعة وتركيب السيارات»)."""
        if self._definite_at(view, k + 1):
            return True
        if self._definite_at(view, k + 2) and not view.tags[k + 1]:
            return True  # «المنسق الوطني لعمليات طوارئ الصحة»
        if not self._definite_at(view, k + 2) or not view.tags[k + 1].keys().isdisjoint({"stop", "verb", "act"}):
            return False
        return self._chained(view, k) or view.words[k + 1].startswith(self.vocabulary.letters.conjunctions[0])

    def _chained(self, view: View, k: int) -> bool:
        """Whether «ل» leads to a noun of a noun: «المنسق الوطني لعمليات طوارئ الصحة العامة»."""
        letters = self.vocabulary.letters
        ends = k + 2 < len(view) and view.words[k + 2].startswith(letters.article)
        if not view.words[k].startswith(letters.lam) or not ends:
            return False
        return not view.tags[k + 1] and view.words[k + 1].isalpha() and not self._definite_at(view, k + 1)

    def _definite_at(self, view: View, k: int) -> bool:
        return k < len(view) and self.vocabulary.definite(view.words[k])

    def _feels(self, view: View, k: int, tag: Tag) -> bool:
        """Whether what a group expresses follows, and not where it belongs: «عبر مهنيون عن استيائهم»."""
        return tag.kind == "group" and self.vocabulary.owned(view.words[k + 1])

    def _of_body(self, view: View, k: int) -> bool:
        """Whether a body's name goes on behind a noun and its preposition: «جمعية الدفاع عن حقوق …»."""
        letters = self.vocabulary.letters
        word = view.words[k - 1].removeprefix(letters.lam_article).removeprefix(letters.article)
        governed = (word, word.removeprefix(letters.lam))
        return k + 1 < len(view) and any(f"{one} {view.words[k]}" in self._governing for one in governed)

    def _by_medium(self, view: View, k: int, tag: Tag) -> bool:
        """«مصدر هسبريس»."""
        relays = tag.kind == "group" or tag.mode == "medium"
        return relays and view.words[k] in self.vocabulary.forms["medium"]

    def _sent(self, view: View, k: int) -> bool:
        """«المبعوث الأممي إلى ليبيا»."""
        return view.words[k] in self.vocabulary.forms["inner.to"] and view.has(k + 1, "place")

    def _inner(self, view: View, k: int, tag: Tag) -> bool:
        """Whether a preposition belongs to the phrase: «خبير في المالية», «مدير البرامج في "يونيسف"»."""
        if tag.kind == "body":
            return self._of_body(view, k)
        if tag.kind not in {"role", "group"} or view.words[k] not in self.vocabulary.forms["inner.preposition"]:
            return False
        if self.quoted(view, k + 1) > k + 1:
            return True
        if tag.kind == "group" and k + 2 < len(view) and view.words[k + 1] in self.vocabulary.forms["inner.inside"]:
            return self._definite_at(view, k + 2)
        if k + 1 >= len(view) or not view.tags[k + 1].keys().isdisjoint(NOT_INNER) or self._feels(view, k, tag):
            return False
        forms = self.vocabulary.forms
        hails = view.words[k] in forms["inner.origin.preposition"]
        hails = hails and (view.words[k - 1] in forms["inner.origin"] or self._hailing(view, k))
        return hails or (view.words[k - 1] in forms["inner.after"] and not self._object_of(view, k))

    def _object_of(self, view: View, k: int) -> bool:
        """«تساءل المستشار عن مصير …», not «النائب عن دائرة أنفا»: «عن» behind the article goes with the verb."""
        forms = self.vocabulary.forms
        if view.words[k] not in forms["relay.from"] or not self._definite_at(view, k - 1):
            return False
        stands = (
            view.tags[k + 1].keys() & {"body", "group", "place", "role"} or view.words[k + 1] in forms["stands.for"]
        )
        return not stands and view.words[k - 1] not in forms["in.charge"]

    def _hailing(self, view: View, k: int) -> bool:
        """«مستخدم سابق في الشركة», «مستشار جماعي من المعارضة»: a trade, its adjective, and where it belongs."""
        if k < HAILING or view.tags[k - 1] or view.words[k - 1].endswith(self._manner):
            return False
        forms, head = self.vocabulary.forms, view.words[k - HAILING]
        belongs = view.tags[k + 1].keys() & {"body", "group"} or view.words[k] in forms["learn.from"]
        return bool(belongs) and self._definite_at(view, k + 1) and head in forms["inner.origin"] | forms["inner.after"]
