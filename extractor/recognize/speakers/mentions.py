"""Who is named: the noun phrase that begins at a word, taken apart into name, title, body and document.

Looks for a person («خالد المرنيسي»), a title with or without its holder («وزير الصحة، خالد المرنيسي،»), a body
(«المندوبية السامية للتخطيط»), a document with its issuer («بلاغ لوزارة الصحة»), a group («مصدر أمني»), a word that
stands for one of them («المتحدث ذاته») or, where none of those opens, the bare words («المرنيسي»).
"""

from __future__ import annotations

from dataclasses import replace

from extractor.recognize.speakers.documents import DocumentGrammar
from extractor.recognize.speakers.mention import Kind, Mention, opening
from extractor.recognize.speakers.names import NameGrammar
from extractor.recognize.speakers.phrases import Extent, PhraseGrammar
from extractor.recognize.speakers.tags import Tag, View
from extractor.recognize.speakers.vocabulary import Vocabulary

RUN_WORDS = 6  # an unknown subject of more words is more likely the object of a verb without subject

JOINING = frozenset("&-'\u2019")  # signs inside a name in Latin letters
NAMED = 6  # words of a name in brackets, and its brackets
NAME_WORDS = 2  # words of a name that no given name opens
ADJUNCT = 9  # words of a place or field that a title goes on with

NO_HOLDER = frozenset({"body", "stop", "link", "given", "group", "document", "role"})
NO_TITLE = frozenset({"verb", "complement", "participle", "nominal", "colon", "narrator", "act"})
UNPLAIN = frozenset({"stop", "complement", "verb", "participle", "same", "nominal", "narrator", "event", "act"})
DETERMINERS = ("several", "latest", "demonstrative")
SEVERAL = frozenset({"body", "document"})
POINTED = frozenset({"body", "document", "group", "anaphor", "role"})


class MentionGrammar:
    """Reads the mention that begins at a word."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Compile nothing more: the grammar is the code, its words are the vocabulary's."""
        self.vocabulary = vocabulary
        self._names = NameGrammar(vocabulary)
        self._phrases = PhraseGrammar(vocabulary, self._names)
        self._documents = DocumentGrammar(vocabulary, self._phrases, self.read)

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
        special = self._bracketed(view, start) or self._initials(view, start) or self._account(view, at, start)
        special = special or (self._latin(view, start) if opening(view, start) is None else None)
        if special is not None:
            return special
        tag = opening(view, start)
        some = tag is None and view.words[start] in self.vocabulary.forms["indefinite.darija"]
        if some and start + 1 < len(view):  # «واحد الشاب قال»
            start, tag = start + 1, opening(view, start + 1)
        known = self._by_kind(view, start, tag) if tag else self._run(view, start)
        found = self._determined(view, start) or known
        if found is None or some or (start == at and not view.has(found.last, "same")):
            return found
        shut = view.has(start - 1, "open") and view.has(found.last, "close")
        found = replace(found, last=found.last + shut)
        behind = view.has(found.last, "same")
        return replace(found, first=at, last=found.last + behind, same=found.same or same or behind)

    def _determined(self, view: View, at: int) -> Mention | None:
        """«عدة صحف», «أحدث معطيات المكتب», «تلك الدراسة»: what speaks behind a word that tells how many or which."""
        tags = view.tags[at]
        tag = next((tags[kind] for kind in DETERMINERS if kind in tags), None)
        behind = at + tag.length if tag is not None else at
        head = opening(view, behind) if tag is not None else None
        if tag is None or head is None or head.proclitic not in {"", self.vocabulary.letters.article}:
            return None
        defined = self.vocabulary.definite(view.words[behind])
        if tag.kind == "several":
            found = self._by_kind(view, behind, head) if head.kind in SEVERAL else None
            return found and replace(found, first=at, name=(at, found.last))
        if tag.kind == "latest":
            return (
                None
                if defined or head.kind != "document"
                else replace(self._documents.read(view, behind, head), first=at)
            )
        found = self.read(view, behind) if defined and head.kind in POINTED else None
        return found and replace(found, first=at, same=True)

    def _bracketed(self, view: View, at: int) -> Mention | None:
        """«كتبت (الضفة) أن»: a paper's name in brackets, before what it says."""
        if not view.has(at, "bracket"):
            return None
        close = next((k for k in range(at + 2, min(len(view), at + NAMED)) if "unbracket" in view.tags[k]), None)
        if close is None or not all(word.isalpha() for word in view.words[at + 1 : close]):
            return None
        behind = close + 1 + view.has(close + 1, "comma")
        if not view.has(behind, "complement"):
            return None
        return Mention("body", at, close + 1, view.tags[at]["bracket"].rule, name=(at + 1, close), mode="medium")

    def _account(self, view: View, at: int, start: int) -> Mention | None:
        """«حساب "أخبار المدينة" على فيسبوك», «نفس الصفحة»: an account; ``start`` is the word behind «نفس»."""
        word = view.words[start]
        if word.removeprefix(self.vocabulary.letters.article) not in self.vocabulary.forms["body.account"]:
            return None
        pointed = start > at or view.has(start + 1, "same")
        end = start + 1 if pointed else self._phrases.quoted(view, start + 1)
        if pointed:
            return Mention("body", at, end + (start == at), "", name=(start, end), same=True)
        if end == start + 1:
            return None
        there = end + view.has(end, "stop")  # «على فيسبوك», «فالانستغرام»
        networks = self.vocabulary.forms["account.network"]
        end = there + 1 if there < len(view) and view.words[there] in networks else end
        return Mention("body", at, end, "", name=(at, end))

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

    def _latin(self, view: View, at: int) -> Mention | None:
        """«أعلنت Microsoft», «معطيات نشرتها BMCE Capital»: a name in Latin letters."""
        end = at
        while end < len(view) and view.words[end].isascii() and view.words[end].isalnum():
            end += 1
            joined = end + 1 < len(view) and view.words[end] in JOINING and view.words[end + 1].isascii()
            end += joined and view.words[end + 1].isalnum()
        if end == at or not view.words[at].isalpha() or len(view.words[at]) < NAME_WORDS:
            return None
        return Mention("body", at, end, "", name=(at, end))

    def _by_kind(self, view: View, at: int, tag: Tag) -> Mention | None:
        if tag.kind == "role":
            return self._role(view, at, tag)
        if tag.kind == "document":
            return self._documents.read(view, at, tag)
        if tag.kind in {"given", "honorific", "known"}:
            return self._person(view, at, tag)
        if tag.kind == "name":
            end = self._phrases.onward(view, at, tag)
            return Mention("body", at, end, tag.rule, name=(at, end), mode=tag.mode)
        if tag.kind == "body" and tag.mode == "medium" and self._site(view, at + tag.length):
            found = self.read(view, at + tag.length)
            return found and replace(found, first=at)
        return None if self._ranked(view, at, tag) else self._phrase(view, at, tag)

    def _phrase(self, view: View, at: int, tag: Tag) -> Mention:
        """A body, a group or a word that stands for one of them, as far as its phrase goes."""
        kind: Kind = "anaphor" if tag.kind == "anaphor" else "body" if tag.kind == "body" else "group"
        end = self._phrases.extent(view, at, tag).end
        mention = Mention(kind, at, end, tag.rule, name=None if kind == "anaphor" else (at, end), mode=tag.mode)
        return self._called(view, mention) if kind == "group" else mention

    def _ranked(self, view: View, at: int, tag: Tag) -> bool:
        """«المركز الأول», «في مركز ثان»: a place in a ranking."""
        behind = at + tag.length
        if tag.kind != "body" or behind >= len(view) or view.words[behind] not in self.vocabulary.forms["ordinal"]:
            return False
        return view.words[at][len(tag.proclitic) :] in self.vocabulary.forms["body.rank"]

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
        last, end = min(len(view), at + RUN_WORDS), at
        while end < last and self._runs(view, at, end):
            title = self._title_behind(view, at, end) if at < end <= at + NAME_WORDS else None
            if title:
                stop = self._phrases.extent(view, end, title).end
                return Mention("unknown", at, stop, "", name=(at, end), role=(end, stop))
            end += 1
        return Mention("unknown", at, end, "", name=(at, end)) if end > at else None

    def _runs(self, view: View, at: int, end: int) -> bool:
        """Whether an unknown run goes on with a word: «بن كيران» does, though it looks like a verb of Darija."""
        named = end == at + 1 and view.has(at, "link")
        return (named and view.words[end][0].isalpha()) or (
            self._plain(view, end) and not (end > at and self.inside(view, end))
        )

    def _title_behind(self, view: View, at: int, end: int) -> Tag | None:
        """«كشف بنعتيق الوزير المنتدب», «أكد لقجع رئيس الجامعة»: the title behind words that only a name can be."""
        tags = view.tags[end]
        tag = tags.get("role") or tags.get("anaphor")
        if tag is None or tag.proclitic not in {"", self.vocabulary.letters.article}:
            return None
        if "given" in tags and not self._titled_on(view, end):  # «الأمين», but «الأمين العام»
            return None
        pointing = tag.kind == "anaphor" and tag.mode != "person"
        return None if pointing or not self._names.surname(view, at, end) else tag

    def _titled_on(self, view: View, at: int) -> bool:
        """Whether a word that could be a given name goes on as a title: «الأمين العام»."""
        return at + 1 < len(view) and view.words[at + 1].startswith(self.vocabulary.letters.article)

    def inside(self, view: View, at: int) -> bool:
        """«بنكيران فالتلفزة»: whether «ف» stands on a noun with the article, as the spoken language says where."""
        letters = self.vocabulary.letters
        led = letters.conjunctions[1] + letters.article
        return view.words[at].startswith(led) and len(view.words[at]) > len(led) + 2

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
        held = self._quoted_holder(view, mention)
        if held is not None:
            return held
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
        if stop > start and self._names.dedicated(view, start):
            return replace(mention, role=(at, stop), last=stop)
        return mention

    def _quoted_holder(self, view: View, title: Mention) -> Mention | None:
        """«وزير السياحة "خالد المرنيسي"»: the holder's name in quotation marks, a given name first."""
        for k in range(title.first + 1, title.last):
            if "open" in view.tags[k]:
                given = view.near(k + 1).get("given")
                end = self._names.end(view, k + 1) if given is not None and given.mode is None else k
                named = end >= k + 1 + NAME_WORDS and view.has(end, "close")
                return replace(title, name=(k + 1, end), role=(title.first, k), last=end + 1) if named else None
        return None

    def _far(self, view: View, extent: Extent) -> Extent:
        """Past «في …» in a title, where a comma and a given name follow: «كبيرة المحللين في بنك دولي، مريم …»."""
        inner = self.vocabulary.forms["inner.preposition"] | self.vocabulary.forms["role.onward"]
        if extent.end >= len(view) or not (view.words[extent.end] in inner or self._by_place(view, extent.end)):
            return extent
        for k in range(extent.end + 1, min(len(view), extent.end + ADJUNCT)):
            if view.has(k, "comma"):
                named = view.has(k + 1, "given") and self._names.end(view, k + 1) > k + 2
                return Extent(k) if named else extent
            if self._ends_onward(view, extent.end, k) or self._held(view, k):
                return Extent(k, name=True)
            if not view.words[k][0].isalpha() or not view.tags[k].keys().isdisjoint(NO_TITLE):
                return extent
        return extent

    def _by_place(self, view: View, at: int) -> bool:
        """«رئيس النقابة لموظفي الجماعات بالشمال خالد المرنيسي»: «ب» leads to where the title is held."""
        by = self.vocabulary.letters.prepositions[0]
        return view.words[at].startswith(by) and self.vocabulary.definite(view.words[at]) and not view.tags[at]

    def _held(self, view: View, k: int) -> bool:
        """Whether the holder's full name, then his statement, follows: «مدير المركز في وجدة كريم المرنيسي أن»."""
        given = view.tags[k].get("given") or view.tags[k].get("honorific")
        ranked = view.words[k - 1] in self.vocabulary.forms["rank.military"]
        if given is None or given.proclitic or not (ranked or view.tags[k - 1].keys().isdisjoint(NO_HOLDER)):
            return False
        start = self._past_honorifics(view, k)
        end = self._names.end(view, start)
        if end < start + NAME_WORDS or end >= len(view):
            return False
        return not view.tags[end].keys().isdisjoint({"complement", "comma", "colon"})

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
