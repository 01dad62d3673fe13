"""Who is named: the noun phrase that begins at a word, taken apart into name, title, body and document.

Looks for a person («خالد المرنيسي»), a title with or without its holder («وزير الصحة، خالد المرنيسي،»), a body
(«المندوبية السامية للتخطيط»), a document with its issuer («بلاغ لوزارة الصحة»), a group («مصدر أمني»), a word that
stands for one of them («المتحدث ذاته») or, where none of those opens, the bare words («المرنيسي»).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from extractor.recognize.speakers.names import NameGrammar
from extractor.recognize.speakers.phrases import Extent, PhraseGrammar
from extractor.recognize.speakers.vocabulary import Tag, View, Vocabulary
from extractor.record import record

Kind = Literal["person", "body", "document", "group", "anaphor", "unknown"]
ORDER = ("name", "role", "anaphor", "document", "group", "body", "honorific", "known", "given")
RELATIVE = 6  # words of a relative clause that names data
RUN_WORDS = 6  # an unknown subject of more words is more likely the object of a verb without subject
ISSUER_REACH = 16  # words within which a document's issuer follows it
ISSUED_REACH = 8  # words from «الصادرة» to its «عن»

NAME_WORDS = 2  # words of a name that no given name opens
ADJUNCT = 9  # words of a place or field that a title goes on with

NO_TITLE = frozenset({"verb", "complement", "participle", "nominal", "colon", "narrator", "act"})
ISSUING = frozenset({"name", "body", "role"})
UNPLAIN = frozenset({"stop", "complement", "verb", "participle", "same", "nominal", "narrator", "event", "act"})
CONTENT = frozenset({"complement", "colon", "participle", "end"})
ISSUERS = frozenset({"body", "person", "group", "document"})


@record(frozen=True, slots=True, eq=False)
class Mention:
    """Words ``first`` to ``last`` (half-open) name a speaker.

    ``name`` and ``role`` are word ranges (``None`` where the mention has none), ``issuer`` the body or
    person behind a document. ``same``: «ذاته» and the like point back. ``mode``: of the entry that opened it.
    """

    kind: Kind
    first: int
    last: int
    rule: str
    name: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    issuer: Mention | None = None
    same: bool = False
    mode: str | None = None


class MentionGrammar:
    """Reads the mention that begins at a word."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Compile nothing more: the grammar is the code, its words are the vocabulary's."""
        self.vocabulary = vocabulary
        self._names = NameGrammar(vocabulary)
        self._phrases = PhraseGrammar(vocabulary, self._names)

    def read(self, view: View, at: int) -> Mention | None:
        """The mention that begins at word ``at``; of kind ``unknown`` where no word of ours opens it."""
        if at not in view.memo:
            view.memo[at] = self._read(view, at)
        found: Mention | None = view.memo[at]
        return found

    def _read(self, view: View, at: int) -> Mention | None:
        same = view.has(at, "same") and not view.words[at].startswith(self.vocabulary.letters.article)
        start = at + same
        if view.has(start, "open"):
            quoted = self._phrases.quoted(view, start)
            start += 1
            if quoted > start and opening(view, start) is None:
                return Mention("body", at, quoted, view.tags[start - 1]["open"].rule, name=(start, quoted - 1))
        if start >= len(view):
            return None
        initials = self._initials(view, start)
        if initials is not None:
            return initials
        tag = opening(view, start)
        found = self._by_kind(view, start, tag) if tag else self._run(view, start)
        if found is None or (start == at and not view.has(found.last, "same")):
            return found
        behind = view.has(found.last, "same")
        return replace(found, first=at, last=found.last + behind, same=found.same or same or behind)

    def _initials(self, view: View, at: int) -> Mention | None:
        """«(م. ب)», «"س. ل"»: somebody whose name is withheld."""
        marked = view.has(at, "bracket") or view.has(at - 1, "open")
        first = at + view.has(at, "bracket")
        if not marked or first + 2 >= len(view) or view.words[first + 1] != ".":
            return None
        last = first + 3 + (view.words[first + 3 : first + 4] == (".",))
        if len(view.words[first]) > 1 or len(view.words[first + 2]) > 1 or last >= len(view):
            return None
        rule = next(iter(view.tags[last].values())).rule if view.tags[last] else ""
        return self.titled(view, Mention("person", at, last + 1, rule, name=(first, last)))

    def _by_kind(self, view: View, at: int, tag: Tag) -> Mention | None:
        if tag.kind == "role":
            return self._role(view, at, tag)
        if tag.kind == "document":
            return self._document(view, at, tag)
        if tag.kind in {"given", "honorific", "known"}:
            return self._person(view, at, tag)
        if tag.kind == "name":
            end = self._phrases.onward(view, at, tag)
            return Mention("body", at, end, tag.rule, name=(at, end), mode=tag.mode)
        if tag.kind == "body" and tag.mode == "medium" and self._site(view, at + tag.length):
            found = self.read(view, at + tag.length)
            return found and replace(found, first=at)
        kind: Kind = "anaphor" if tag.kind == "anaphor" else "body" if tag.kind == "body" else "group"
        end = self._phrases.extent(view, at, tag).end
        mention = Mention(kind, at, end, tag.rule, name=None if kind == "anaphor" else (at, end), mode=tag.mode)
        return self._called(view, mention) if kind == "group" else mention

    def _called(self, view: View, mention: Mention) -> Mention:
        """«المنخرط يونس المرنيسي»: somebody of a group whose name follows at once."""
        at = mention.last
        given = view.tags[at].get("given") if at < len(view) else None
        if given is None or not self.vocabulary.definite(view.words[at - 1]):
            return mention
        end = self._names.end(view, at)
        if end <= at + (given.mode == "common"):  # «جمال» alone is no name
            return mention
        return replace(mention, kind="person", last=end, name=(at, end), role=(mention.first, at))

    def paper(self, view: View, at: int) -> Mention:
        """The paper named at word ``at``, which opens no mention elsewhere."""
        tag = view.tags[at]["paper"]
        end = self._phrases.extent(view, at, tag).end
        return Mention("document", at, end, tag.rule, name=(at, end))

    def _site(self, view: View, at: int) -> bool:
        """«موقع البنك المركزي»: the site of a body is where that body speaks."""
        if at >= len(view):
            return False
        tag = view.tags[at].get("name") or view.tags[at].get("body")
        return tag is not None and tag.mode is None

    def _run(self, view: View, at: int) -> Mention | None:
        """Words that nothing of ours opens, up to the next mark, preposition, verb or content clause."""
        end = at
        while end < min(len(view), at + RUN_WORDS) and self._plain(view, end):
            end += 1
        return Mention("unknown", at, end, "", name=(at, end)) if end > at else None

    def _plain(self, view: View, at: int) -> bool:
        word = view.words[at]
        if not word[0].isalpha() or word in self.vocabulary.letters.conjunctions or self._names.acts(view, at):
            return False
        return view.tags[at].keys().isdisjoint(UNPLAIN)

    # ── persons ──────────────────────────────────────────────────────────────────────────────────

    def _person(self, view: View, at: int, tag: Tag) -> Mention | None:
        """A name, with courtesy titles before it and its title behind it."""
        start = self._past_honorifics(view, at)
        inner = opening(view, start)
        if inner and start > at and inner.kind not in {"given", "known"}:
            found = self._by_kind(view, start, inner)
            return found and replace(found, first=at)
        end = self._names.end(view, start)
        if start > at and (start >= len(view) or not view.tags[start].keys().isdisjoint({"stop", "block", "same"})):
            return Mention("anaphor", at, start, tag.rule, mode="person")  # «نفس السيد اللي …»
        if end == start:
            return None
        if start > at and view.tags[start].keys().isdisjoint({"given", "link", "known"}):
            end = end if self._spelt_out(view, start, end) else start + 1
        if at < start == end - 1 and view.words[start - 1] in self.vocabulary.forms["honorific.kept"]:
            start -= 1
        return self.titled(view, Mention("person", at, end, tag.rule, name=(start, end)))

    def _spelt_out(self, view: View, start: int, end: int) -> bool:
        """«السيد فولكر تورك، …»: behind a courtesy two words that nothing of ours opens, before a mark."""
        if end != start + NAME_WORDS or self.vocabulary.definite(view.words[start]) or end >= len(view):
            return False
        return not view.tags[end].keys().isdisjoint({"complement", "comma", "colon", "role", "open"})

    def _past_honorifics(self, view: View, at: int) -> int:
        while view.has(at, "honorific") and not view.has(at, "given"):
            at += view.tags[at]["honorific"].length
        return at

    def titled(self, view: View, person: Mention) -> Mention:
        """``person`` with the title that follows the name, behind a comma, in brackets or at once."""
        bracket = view.has(person.last, "bracket")
        at = person.last + (bracket or view.has(person.last, "comma"))
        copula = at > person.last and at < len(view) and view.words[at] in self.vocabulary.forms["title.copula"]
        at += copula
        tag = opening(view, at)
        if tag is None or tag.kind != "role" or tag.proclitic not in {"", self.vocabulary.letters.article}:
            return person
        end = self._phrases.extent(view, at, tag).end
        return replace(person, role=(at, end), last=end + (bracket and view.has(end, "unbracket")))

    def _role(self, view: View, at: int, tag: Tag) -> Mention:
        """A title, and its holder if the name follows at once or between commas."""
        extent = self._phrases.extent(view, at, tag)
        mention = Mention("person", at, extent.end, tag.rule, role=(at, extent.end), mode=tag.mode)
        if not extent.name:
            extent = self._far(view, extent)
            mention = replace(mention, last=extent.end, role=(at, extent.end))
        behind = not extent.name and view.has(extent.end, "comma")
        if not extent.name and not behind:
            return mention
        start = self._past_honorifics(view, extent.end + behind)
        again = opening(view, start) if behind else None
        if again and again.kind == "role" and "given" not in view.tags[start]:
            return self._twice(view, mention, start)
        stop = self._names.end(view, start)
        if stop > start and self._names.holder(view, start, stop, behind=behind):
            held = replace(mention, name=(start, stop), last=stop)
            return self.titled(view, held) if view.has(at, "honorific") else held
        return mention

    def _far(self, view: View, extent: Extent) -> Extent:
        """Past «في …» in a title, where a comma and a given name follow: «كبيرة المحللين في بنك دولي، مريم …»."""
        inner = self.vocabulary.forms["inner.preposition"] | self.vocabulary.forms["role.onward"]
        if extent.end >= len(view) or view.words[extent.end] not in inner:
            return extent
        for k in range(extent.end + 1, min(len(view), extent.end + ADJUNCT)):
            if view.has(k, "comma"):
                named = view.has(k + 1, "given") and self._names.end(view, k + 1) > k + 2
                return Extent(k) if named else extent
            if self._ends_onward(view, extent.end, k):
                return Extent(k, name=True)
            if not view.words[k][0].isalpha() or not view.tags[k].keys().isdisjoint(NO_TITLE):
                return extent
        return extent

    def _ends_onward(self, view: View, at: int, k: int) -> bool:
        """Whether the holder's name follows «التابعة ل…»: «المتحدث باسم الوزارة التابعة للحركة إياد المرنيسي»."""
        given = view.tags[k].get("given")
        if view.words[at] not in self.vocabulary.forms["role.onward"] or given is None or given.proclitic:
            return False
        inner = view.tags[k - 1].keys() & {"given", "link", "honorific", "stop"}  # «التابعة لجامعة سيدي محمد بن …»
        far = k > at + NAME_WORDS or (k == at + NAME_WORDS and self.vocabulary.definite(view.words[k - 1]))
        return far and not inner and self._names.end(view, k) > k + 1

    def _twice(self, view: View, mention: Mention, at: int) -> Mention:
        """«رئيس أحد الفرق، النائب خالد المرنيسي»: two titles, one behind the other, and their holder."""
        inner = self.read(view, at)
        if inner is None or inner.name is None or inner.kind != "person":
            return mention
        return replace(inner, first=mention.first)

    # ── documents ────────────────────────────────────────────────────────────────────────────────

    def _document(self, view: View, at: int, tag: Tag) -> Mention:
        """A document or data, with whoever issued them if the text says."""
        end = self._phrases.extent(view, at, tag).end
        mention = Mention("document", at, end, tag.rule, name=(at, end), mode=tag.mode)
        issuer = self._issuer(view, at, tag, end)
        if issuer is not None:
            return replace(mention, issuer=issuer, last=max(end, issuer.last))
        return self._described(view, mention) if tag.mode == "data" else mention

    def _described(self, view: View, mention: Mention) -> Mention:
        """«المعطيات التي قدمت للصحافيين», «معطيات حصلت عليها هسبريس»: data are named by what is said of them."""
        at = mention.last
        at += view.has(at, "block") and not view.has(at, "complement")
        obtained = view.tags[at].get("obtained") if at < len(view) else None
        if obtained is not None:
            return self._obtained(view, mention, at + obtained.length)
        if at == mention.last:
            return mention
        for end in range(at, min(len(view), at + RELATIVE)):
            tags = view.tags[end].keys()
            if not tags.isdisjoint({"complement", "comma"}) or (end > at and "verb" in tags):
                end -= view.has(end - 1, "stop")  # noqa: PLW2901  the preposition goes with the content
                return replace(mention, last=end, name=(mention.first, end))
            if not view.words[end][0].isalpha():
                return mention
        return mention

    def _obtained(self, view: View, mention: Mention, end: int) -> Mention:
        """Data that a medium got hold of, with whoever gave them to it."""
        medium = end < len(view) and view.words[end] in self.vocabulary.forms["medium"]
        last = end + medium
        teller = self._teller(view, last)
        if teller is not None:
            return replace(mention, last=teller.last, issuer=teller)
        return replace(mention, last=last, name=(mention.first, last))

    def _teller(self, view: View, at: int) -> Mention | None:
        """Who gave data to a medium: «معطيات حصلت عليها الجريدة من مسؤول بالمكتب»."""
        if at >= len(view) or view.words[at] not in self.vocabulary.forms["learn.from"]:
            return None
        return self._known(view, at + 1)

    def _issuer(self, view: View, at: int, tag: Tag, end: int) -> Mention | None:
        topic, near = False, self.vocabulary.definite(view.words[at])
        for k in range(at + tag.length, min(len(view), at + ISSUER_REACH)):
            tags = view.tags[k]
            topic = topic or "topic" in tags
            if "issued" in tags and view.words[k - 1] not in self.vocabulary.forms["issued.ordered"]:
                return self._known(view, k + tags["issued"].length, unknown=tags["issued"].length == 1)
            if "issuing" in tags:
                return self._issuing(view, k)
            earlier = view.words[k - 1] in self.vocabulary.forms["issuer.earlier"]
            if not tags.keys().isdisjoint(CONTENT) and not earlier:
                return None
            first = k == at + tag.length
            given = tags.get("given")
            named = "honorific" in tags or (given is not None and given.mode is None)
            if (first and named) or (not (topic or (near and k > end)) and self._owns(view, k, before=end, data=first)):
                return self._known(view, k)
        return None

    def _owns(self, view: View, k: int, *, before: int, data: bool) -> bool:
        """Whether word ``k`` names the issuer: by «ل» («بلاغ للوزارة») or, ``before`` the phrase ends, at once."""
        letters = self.vocabulary.letters
        tags = view.tags[k]
        if view.words[k - 1] in self.vocabulary.forms["genitive.darija"] and not tags.keys().isdisjoint(ISSUING):
            return True
        head = tags.get("name") or tags.get("body") or (tags.get("document") if data else None)
        titled = tags.get("role")
        at_once = titled is not None and data and titled.proclitic == letters.article  # «تصريح المسؤول الصيني»
        if head is None and titled and (at_once or titled.proclitic.startswith(letters.lam)):
            head = titled
        if head is None or (k >= before and view.has(k - 1, "comma")):
            return False
        signed = k + 1 < len(view) and "issued" in view.tags[k + 1]
        paper = view.tags[k - 1].get("document")
        settled = self.vocabulary.definite(view.words[k - 1]) or (paper is not None and paper.owned)
        daily = head.proclitic == letters.article and settled
        if head.mode == "medium" and (signed or daily or head.proclitic.startswith(letters.lam)):
            return False  # «تصريح لجريدة …»: whom it was given to; «قرار موقع من طرف …»; «الحصيلة اليومية»
        return head.proclitic.startswith(letters.lam) or (k < before and head.proclitic in {"", letters.article})

    def _issuing(self, view: View, at: int) -> Mention | None:
        """«الصادرة أمس بالرباط عن الوزارة»."""
        for k in range(at + 1, min(len(view), at + ISSUED_REACH)):
            if view.words[k] in self.vocabulary.forms["relay.from"]:
                return self._known(view, k + 1)
        return None

    def _known(self, view: View, at: int, *, unknown: bool = False) -> Mention | None:
        darija = self.vocabulary.forms["indefinite.darija"]  # «أرقام خرجاتها واحد المنصة»
        while view.has(at, "adverb") or (at < len(view) and view.words[at] in darija):
            at += 1
        found = self.read(view, at)
        if found and unknown and found.kind == "unknown":
            return replace(found, last=at + 1, name=(at, at + 1))  # «الأرقام التي قدمها المرنيسي»
        return found if found and found.kind in ISSUERS else None


def opening(view: View, at: int) -> Tag | None:
    """The tag that opens a mention at ``at``: the longest, by the order of kinds."""
    if at >= len(view):
        return None
    tags = view.tags[at]
    found = [tags[kind] for kind in ORDER if kind in tags]
    return max(found, key=lambda tag: tag.length) if found else None
