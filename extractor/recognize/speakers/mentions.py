"""Who is named: the noun phrase that begins at a word, taken apart into name, title, body and document.

Looks for a person («خالد المرنيسي»), a title with or without its holder («وزير الصحة، خالد المرنيسي،»), a body
(«المندوبية السامية للتخطيط»), a document with its issuer («بلاغ لوزارة الصحة»), a group («مصدر أمني»), a word that
stands for one of them («المتحدث ذاته») or, where none of those opens, the bare words («المرنيسي»).

Arabic closes a noun phrase without a mark. What is relied on: a phrase goes on as long as its last word has
no article; once it has one, only words with the article, coordinated ones, and those with «ل» or «ب» before a
body or a noun go on; the next bare word is the holder's name («وزير الصحة خالد …») or no longer the phrase.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from extractor.recognize.speakers.vocabulary import Tag, View, Vocabulary

Kind = Literal["person", "body", "document", "group", "anaphor", "unknown"]
ORDER = ("name", "role", "anaphor", "document", "group", "body", "honorific", "given")
NAME_WORDS = 5  # «عبد اللطيف بن علي الإدريسي»: longer runs are no names
LETTERS = 4  # shorter words that begin like a verb of the present may be names
RELATIVE = 6  # words of a relative clause that names data
UNKNOWN_NAME = 3  # a holder's name that no given name opens
RUN_WORDS = 6  # an unknown subject of more words is more likely the object of a verb without subject
ISSUER_REACH = 16  # words within which a document's issuer follows it
BARE_WORDS = 3  # «مصدر أمني رفيع المستوى»: bare words after a bare head


TANWIN = "\u064b"  # the mark of an indefinite object, never of a name


@dataclass(frozen=True, slots=True, eq=False)
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
        """Keep the compiled words."""
        self.vocabulary = vocabulary

    def read(self, view: View, at: int) -> Mention | None:
        """The mention that begins at word ``at``; of kind ``unknown`` where no word of ours opens it."""
        start = at
        same = view.has(start, "same") and not view.words[start].startswith(self.vocabulary.letters.article)
        start += same
        if view.has(start, "open"):
            quoted = self._quoted(view, start)
            if quoted > start and _opening(view, start + 1) is None:
                return Mention("body", at, quoted, view.tags[start]["open"].rule, name=(start + 1, quoted - 1))
            start += 1
        if start >= len(view):
            return None
        tag = _opening(view, start)
        found = self._by_kind(view, start, tag) if tag else self._run(view, start)
        if found is None:
            return None
        last = found.last
        if view.has(last, "same"):
            last, same = last + 1, True
        return replace(found, first=at, last=last, same=found.same or same)

    def _by_kind(self, view: View, at: int, tag: Tag) -> Mention | None:
        if tag.kind == "name":
            return Mention("body", at, at + tag.length, tag.rule, name=(at, at + tag.length), mode=tag.mode)
        if tag.kind == "anaphor" and tag.mode != "title":
            return Mention("anaphor", at, self._extent(view, at, tag)[0], tag.rule, mode=tag.mode)
        if tag.kind == "role":
            return self._role(view, at, tag)
        if tag.kind == "document":
            return self._document(view, at, tag)
        if tag.kind in {"given", "honorific"}:
            return self._person(view, at, tag)
        end, _ = self._extent(view, at, tag)
        kind: Kind = "body" if tag.kind == "body" else "group"
        return Mention(kind, at, end, tag.rule, name=(at, end), mode=tag.mode)

    # ── persons ──────────────────────────────────────────────────────────────────────────────────

    def _person(self, view: View, at: int, tag: Tag) -> Mention | None:
        start = at
        while view.has(start, "honorific") and not (start > at and view.has(start, "given")):
            start += 1
        if _opening(view, start) and not view.has(start, "given"):
            inner = self._by_kind(view, start, _tag(view, start))
            return inner and replace(inner, first=at)
        end = self._name_end(view, start)
        if end == start:
            return None
        if start > at and not view.tags[start].keys() & {"given", "link"}:
            end = start + 1
        person = Mention("person", at, end, tag.rule, name=(start, end))
        return self._titled(view, person)

    def _name_end(self, view: View, start: int) -> int:
        """Where the name that begins at ``start`` ends."""
        end = start
        while end < min(len(view), start + NAME_WORDS) and self._in_name(view, start, end):
            end += 1
        while end > start + 1 and view.has(end - 1, "link") and not view.has(end - 1, "given"):
            end -= 1
        return end

    def _in_name(self, view: View, start: int, at: int) -> bool:
        word, tags = view.words[at], view.tags[at]
        if not word[0].isalpha():
            return False
        if at == start or "link" in tags or "given" in tags:
            return "complement" not in tags
        if tags.keys() & {"stop", "complement", "same", "event", "nominal", "participle", "narrator", "act"}:
            return False
        if "verb" in tags:
            return False
        if tags.keys() & {"role", "body", "document", "honorific", "group"}:
            return view.has(at - 1, "link")
        if at > start + 1 and not self._continues(view, at) and not self._closes(view, at):
            return False
        if len(word) > LETTERS and word.startswith(self.vocabulary.acting):
            return False
        return not self._coordinated(word) and TANWIN not in view.sentence.raw(at)

    def _continues(self, view: View, at: int) -> bool:
        """Whether the words before ``at`` leave a name open: a given name, «بن», «عبد» and its second word."""
        return bool(view.tags[at - 1].keys() & {"given", "link"}) or view.has(at - 2, "link")

    def _closes(self, view: View, at: int) -> bool:
        """Whether an unknown third word of a name is its last: right before the content or a mark."""
        word = view.words[at]
        if self.vocabulary.definite(word) or word.endswith(tuple(self.vocabulary.forms["name.unlike"])):
            return False
        return at + 1 < len(view) and bool(view.tags[at + 1].keys() & {"complement", "comma", "colon"})

    def _coordinated(self, word: str) -> bool:
        letters = self.vocabulary.letters
        return any(word.startswith(letter + letters.article) for letter in letters.conjunctions)

    def _titled(self, view: View, person: Mention) -> Mention:
        """``person`` with the title that follows the name, behind a comma or not."""
        at = person.last
        comma = view.has(at, "comma") or view.has(at, "bracket")
        at += comma
        tag = _tag(view, at) if _opening(view, at) else None
        if tag is None or tag.kind != "role" or tag.proclitic not in {"", self.vocabulary.letters.article}:
            return person
        end, _ = self._extent(view, at, tag, titled=True)
        last = end + (view.has(person.last, "bracket") and view.has(end, "unbracket"))
        return replace(person, role=(at, end), last=last)

    def _role(self, view: View, at: int, tag: Tag) -> Mention:
        end, name = self._extent(view, at, tag)
        role = (at, end)
        mention = Mention("person", at, end, tag.rule, role=role, mode=tag.mode)
        if view.has(end, "same"):
            return replace(mention, last=end + 1, same=True)
        if name is None and view.has(end, "comma"):
            name = end + 1
            behind = True
        else:
            behind = False
        if name is None:
            return mention
        start = name
        while view.has(start, "honorific") and not view.has(start, "given"):
            start += 1
        stop = self._name_end(view, start)
        if stop > start and self._is_name(view, start, stop, behind=behind):
            return replace(mention, name=(start, stop), last=stop)
        return mention

    def _is_name(self, view: View, start: int, end: int, *, behind: bool) -> bool:
        """Whether the words that follow a title are its holder: a given name first, or nothing else but them."""
        tags = view.tags[start]
        if "given" in tags:
            return True
        barred = {"stop", "event", "verb", "participle", "complement", "nominal", "body", "document", "role", "group"}
        if tags.keys() & barred or end - start > UNKNOWN_NAME or end == start + 1:
            return False
        if view.words[start].endswith(tuple(self.vocabulary.forms["name.unlike"])):
            return False
        if behind:
            return view.has(end, "comma")
        if self._attached(view.words[start]):
            return False
        return end >= len(view) or bool(
            view.tags[end].keys() & {"complement", "comma", "colon", "open", "verb", "adverb", "bracket", "close"}
        )

    def _attached(self, word: str) -> bool:
        """Whether a word begins like one with an article, a conjunction or a preposition written onto it."""
        letters = self.vocabulary.letters
        heads = (letters.article, *letters.conjunctions, *letters.prepositions)
        return word.startswith(heads) and not word.startswith(self.vocabulary.beginnings)

    # ── documents ────────────────────────────────────────────────────────────────────────────────

    def _document(self, view: View, at: int, tag: Tag) -> Mention:
        end, _ = self._extent(view, at, tag)
        issuer = self._issuer(view, at, tag, end)
        mention = Mention("document", at, end, tag.rule, name=(at, end), mode=tag.mode)
        if issuer is None:
            return self._relative(view, mention) if tag.mode == "data" else mention
        return replace(mention, issuer=issuer, last=max(end, issuer.last))

    def _relative(self, view: View, mention: Mention) -> Mention:
        """«المعطيات التي قدمت للصحافيين»: data without an issuer are named by what the text says of them."""
        if view.has(mention.last, "obtained"):
            return self._obtained(view, mention)
        if not view.has(mention.last, "block"):
            return mention
        for end in range(mention.last + 2, min(len(view), mention.last + RELATIVE)):
            if view.tags[end].keys() & {"complement", "comma"}:
                return replace(mention, last=end, name=(mention.first, end))
            if not view.words[end][0].isalpha():
                return mention
        return mention

    def _obtained(self, view: View, mention: Mention) -> Mention:
        """«معطيات حصلت عليها هسبريس»: the medium that has them belongs to their name."""
        at = mention.last + view.tags[mention.last]["obtained"].length
        for end in range(at, min(len(view), at + RELATIVE)):
            if view.words[end] in self.vocabulary.forms["medium"]:
                return replace(mention, last=end + 1, name=(mention.first, end + 1))
            if view.tags[end].keys() & {"complement", "comma"}:
                return replace(mention, last=end, name=(mention.first, end))
        return mention

    def _issuer(self, view: View, at: int, tag: Tag, end: int) -> Mention | None:
        letters = self.vocabulary.letters
        for k in range(at + tag.length, min(len(view), at + ISSUER_REACH)):
            tags = view.tags[k]
            if "issued" in tags:
                return self._known(view, k + tags["issued"].length)
            if "issuing" in tags:
                return self._issuing(view, k)
            if tags.keys() & {"complement", "colon", "participle"} or view.words[k] == ".":
                return None
            head = tags.get("name") or tags.get("body")
            if tag.mode == "data" and k == at + tag.length:
                head = head or tags.get("document")
            titled = tags.get("role")
            if titled and titled.proclitic.startswith(letters.lam):
                head = head or titled
            if head is None or (k >= end and view.has(k - 1, "comma")):
                continue
            if head.proclitic.startswith(letters.lam) or (k < end and head.proclitic in {"", letters.article}):
                return self._known(view, k)
        return None

    def _issuing(self, view: View, at: int) -> Mention | None:
        """«الصادرة أمس بالرباط عن الوزارة»."""
        for k in range(at + 1, min(len(view), at + 8)):
            if view.words[k] in self.vocabulary.forms["relay.from"]:
                return self._known(view, k + 1)
        return None

    def _known(self, view: View, at: int) -> Mention | None:
        while view.has(at, "adverb") or view.has(at, "time"):
            at += 1
        found = self.read(view, at)
        return found if found and found.kind in {"body", "person", "group", "document"} else None

    # ── where a phrase ends ──────────────────────────────────────────────────────────────────────

    def _run(self, view: View, at: int) -> Mention | None:
        """Words that nothing of ours opens, up to the next mark, preposition, verb or content clause."""
        end = at
        while end < min(len(view), at + RUN_WORDS) and self._plain(view, end):
            end += 1
        return Mention("unknown", at, end, "", name=(at, end)) if end > at else None

    def _plain(self, view: View, at: int) -> bool:
        tags = view.tags[at]
        barred = {"stop", "complement", "verb", "participle", "same", "nominal", "narrator", "event", "act"}
        word = view.words[at]
        return word[0].isalpha() and word not in self.vocabulary.letters.conjunctions and not tags.keys() & barred

    def _extent(self, view: View, at: int, tag: Tag, *, titled: bool = False) -> tuple[int, int | None]:
        """The end of the phrase whose head is at ``at``, and where a holder's name begins right after it."""
        k = at + tag.length
        closed = any(self.vocabulary.definite(word) for word in view.words[at:k]) and tag.kind != "given"
        bare = 0
        while k < len(view):
            step = self._step(view, k, tag, closed=closed)
            if step == "name":
                return k, (None if titled else k)
            if step == "end" or (step == "bare" and bare >= BARE_WORDS):
                break
            if step == "skip":
                k = self._bracketed(view, k)
                continue
            if step == "quoted":
                k = self._quoted(view, k)
                closed = True
                continue
            bare += step == "bare"
            closed = step == "closed" or (step == "skip" and closed)
            k += 1
        while k > at + 1 and view.has(k - 1, "inner"):
            k -= 1
        return k, None

    def _step(self, view: View, k: int, tag: Tag, *, closed: bool) -> str:
        """How word ``k`` continues the phrase: closed, open, bare, skip, quoted, name, end."""
        word, tags = view.words[k], view.tags[k]
        if "bracket" in tags:
            return "skip" if self._bracketed(view, k) > k else "end"
        if "open" in tags:
            return "quoted" if self._quoted(view, k) > k else "end"
        if "dash" in tags and k + 1 < len(view) and view.words[k + 1][0].isalpha() and not view.has(k + 1, "stop"):
            return "open"
        if not word[0].isalpha() or "complement" in tags or "same" in tags:
            return "end"
        if "link" in tags and "given" not in tags:
            return "open"
        if "stop" in tags:
            medium = tag.kind == "group" and word in self.vocabulary.forms["medium"]
            return "open" if medium or self._inner(view, k, tag) else "end"
        if tags.keys() & {"participle", "nominal", "narrator", "issued", "issuing", "delegate", "act", "obtained"}:
            return "end"
        if "place" in tags and not self.vocabulary.definite(word):
            return "closed"
        if "verb" in tags and "given" not in tags:
            return "end"
        return self._noun(view, k, tag, closed=closed)

    def _noun(self, view: View, k: int, tag: Tag, *, closed: bool) -> str:
        word, tags = view.words[k], view.tags[k]
        person = tag.kind == "role"
        if person and closed and tags.keys() & {"honorific", "given"} and not self._more_title(view, k):
            return "name"
        if self.vocabulary.definite(word):
            return "closed" if self._joins(view, k) else "end"
        if TANWIN in view.sentence.raw(k) or (word.startswith(self.vocabulary.acting) and len(word) > LETTERS):
            return "end"
        if not closed:
            return "end" if "event" in tags and tag.kind == "body" else "bare"
        if "event" in tags:
            return "end"
        if self._linked(view, k):
            return "bare" if not self._ends_phrase(view, k + 1) else "closed"
        return "name" if person else "end"

    def _joins(self, view: View, k: int) -> bool:
        """Whether a word with the article goes on with the phrase: with «ب» or «ك» only before a body or a place."""
        word, tags = view.words[k], view.tags[k]
        letters = self.vocabulary.letters
        if not word.startswith(letters.prepositions) or word.startswith(letters.lam):
            return True
        before = view.words[k - 1]
        governed = before.startswith(letters.lam) or before in self.vocabulary.forms["linked.by-b"]
        return governed or bool(tags.keys() & {"body", "place", "name", "role"})

    def _more_title(self, view: View, k: int) -> bool:
        """Whether a word that could be a name goes on with the title («الأمين العام»)."""
        return any(tag.length > 1 and tag.kind == "role" for tag in view.tags[k].values())

    def _ends_phrase(self, view: View, k: int) -> bool:
        return k >= len(view) or not view.words[k][0].isalpha() or not self.vocabulary.definite(view.words[k])

    def _linked(self, view: View, k: int) -> bool:
        """Whether word ``k`` hangs on the phrase by «و», «ل» or «ب»: «للتربية», «لحماية المستهلك», «بجهة سوس»."""
        word, tags = view.words[k], view.tags[k]
        letters = self.vocabulary.letters
        known = tags.get("body") or tags.get("role") or tags.get("document") or tags.get("place")
        if known and known.proclitic and known.proclitic[0] in letters.prepositions:
            return True
        follows = self._definite_at(view, k + 1) or (
            k + 2 < len(view)
            and view.words[k + 1].startswith(letters.conjunctions[0])
            and self._definite_at(view, k + 2)
            and not view.tags[k + 1].keys() & {"stop", "verb", "act"}
        )
        heads = (*letters.conjunctions[:1], letters.lam)
        return follows and word.startswith(heads) and len(word) > 3 and "event" not in tags

    def _definite_at(self, view: View, k: int) -> bool:
        return k < len(view) and self.vocabulary.definite(view.words[k])

    def _inner(self, view: View, k: int, tag: Tag) -> bool:
        """Whether a preposition belongs to the phrase: «خبير في المالية», «المكلف بالعلاقات مع البرلمان»."""
        if "inner" not in view.tags[k] or tag.kind not in {"role", "group"}:
            return False
        if view.words[k] not in self.vocabulary.forms["inner.preposition"] or k + 1 >= len(view):
            return False
        following = view.tags[k + 1]
        if "open" in following:
            return self._quoted(view, k + 1) > k + 1
        if following.keys() & {"stop", "document", "complement", "adverb", "open", "bracket", "event", "verb"}:
            return False
        return self.vocabulary.forms["inner.after"].isdisjoint(view.words[k - 1 : k]) is False

    def _bracketed(self, view: View, k: int) -> int:
        for end in range(k + 1, min(len(view), k + 8)):
            if "unbracket" in view.tags[end]:
                return end + 1
        return k

    def _quoted(self, view: View, k: int) -> int:
        for end in range(k + 2, min(len(view), k + 7)):
            if "close" in view.tags[end]:
                return end + 1
            if not view.words[end][0].isalpha() or view.tags[end].keys() & {"complement", "verb"}:
                return k
        return k


def _opening(view: View, at: int) -> Tag | None:
    """The tag that opens a mention at ``at``: the longest, by the order of kinds."""
    if at >= len(view):
        return None
    tags = view.tags[at]
    found = [tags[kind] for kind in ORDER if kind in tags]
    return max(found, key=lambda tag: tag.length) if found else None


def _tag(view: View, at: int) -> Tag:
    tag = _opening(view, at)
    if tag is None:
        msg = f"no mention opens at word {at}"
        raise ValueError(msg)
    return tag
