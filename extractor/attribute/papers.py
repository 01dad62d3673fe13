"""Documents → whose they are: the body that issued or made a report, a poll, a communique, by what the article says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from extractor.attribute.cast import Casting, Figure
from extractor.attribute.discourse import Thread
from extractor.recognize.speakers import BODY, Cue, Mention, View

OPENED = 3  # words at the head of a sentence in which «ضمن مذكرة حول …» names the document, before a verb
NEAR = 4  # words from a body to the paper that it makes
GENERIC = 2  # words of «الهيئة الوزارية»: longer names are names
DOCUMENT_REACH = 14  # words after a source within which the document that it speaks through is named

Resolve: TypeAlias = "Callable[[View, Mention, Thread, tuple[int, int]], Figure | None]"


class Papers:
    """Whose the documents of an article are."""

    def __init__(self, casting: Casting, resolve: Resolve) -> None:
        """Keep the speller; ``resolve`` tells who an issuer is."""
        self.casting = casting
        self._resolve = resolve

    def meant(self, view: View, mention: Mention, thread: Thread, at: tuple[int, int]) -> Figure | None:
        """Whose the document of ``mention`` is; the document itself where nobody is told."""
        figure = self.casting.figure(view, mention, at)
        head = figure.words[0]
        if mention.issuer:
            issuer = self._resolve(view, mention.issuer, thread, at)
            passed = self._passed_on(view, mention, figure, thread, at) if issuer and issuer.medium else None
            if issuer and issuer.kind != "unknown":
                self._issue(view, mention, passed or issuer, thread)
                return passed or issuer
        if mention.mode == "event":
            return figure
        owner = self._holder(view, mention, figure, thread, at)
        if owner is not None:
            return owner
        if self.casting.vocabulary.definite(view.words[mention.first]) or mention.same:
            return self._known_document(mention, figure, thread) or self._introduced(mention, figure, thread, at)
        if view.sentence.place == "body":
            thread.documents[head] = figure
        return figure

    def _passed_on(
        self, view: View, mention: Mention, figure: Figure, thread: Thread, at: tuple[int, int]
    ) -> Figure | None:
        """Whose the report is that a medium only printed: «التقرير الذي نشرته الوكالة» behind «تقرير للوزارة»."""
        head = view.tags[mention.first].get("document")
        if head is None or not self.casting.vocabulary.definite(view.words[mention.first]):
            return None
        bare = replace(mention, issuer=None, last=mention.first + head.length)
        figure = replace(figure, words=figure.words[: head.length])
        owner = self._known_document(bare, figure, thread) or self._introduced(bare, figure, thread, at)
        return owner if owner.kind == "body" and not owner.medium else None

    def _holder(
        self, view: View, mention: Mention, figure: Figure, thread: Thread, at: tuple[int, int]
    ) -> Figure | None:
        """Whose a document is that names no issuer: the last speaker's, or by a pronoun («بلاغ لها», «تقريره»)."""
        if mention.last < len(view) and view.words[mention.last] in self.casting.vocabulary.forms["issuer.own"]:
            return self._owner(view, mention, thread, at) or thread.speaker
        if self._stated(figure, mention, thread) or self._given(view, mention, thread):
            return thread.speaker
        tag = view.tags[mention.first].get("document")
        return (thread.speaker or self._owner(view, mention, thread, at)) if tag is not None and tag.owned else None

    def _owner(self, view: View, mention: Mention, thread: Thread, at: tuple[int, int]) -> Figure | None:
        """The body that publishes a document of its own: «نشر المجلس تقريره السنوي الذي كشف …»."""
        for k in view.at(BODY):
            found = self.casting.mentions.read(view, k) if k < mention.first else None
            if found is not None and found.kind == "body":
                return self._resolve(view, found, thread, (at[0], k))
        return None

    def _given(self, view: View, mention: Mention, thread: Thread) -> bool:
        """Whether data are the last speaker's by the pronoun of a verb: «المعطيات التي قدمتها»."""
        told = view.tags[mention.last - 1].keys() & {"issued", "reported"}
        one = thread.speaker
        return bool(told) and mention.mode == "data" and one is not None and one.kind != "document"

    def _stated(self, figure: Figure, mention: Mention, thread: Thread) -> bool:
        """Whether a statement of nobody's is the body's that the paragraph has just let speak: «حسب بلاغ صدر …»."""
        one = thread.speaker
        if one is None or one.kind != "body" or mention.same or thread.heard != thread.block:
            return False
        return len(figure.words) == 1 and figure.words[0] in self.casting.vocabulary.forms["document.statement"]

    def _issue(self, view: View, mention: Mention, issuer: Figure, thread: Thread) -> None:
        """Note whose document it is, under each of its nouns: «نتائج استطلاع أنجزه المعهد»."""
        end = mention.issuer.first if mention.issuer else mention.last
        for k in range(end - 1, mention.first - 1, -1):
            if "document" in view.tags[k]:
                head = self.casting.words(view, (k, k + 1))[0]
                thread.documents.pop(head, None)
                thread.documents[head] = issuer

    def _introduced(self, mention: Mention, figure: Figure, thread: Thread, at: tuple[int, int]) -> Figure:
        """«التقرير» whose issuer or maker the article names before: «تسلم المجلس تقرير اللجنة», «أعد المجلس تقريرا»."""
        if len(figure.words) > GENERIC or not thread.cast.described.issuperset(figure.words[1:]):
            return figure  # but «التقرير الجديد»
        loose = mention.mode == "generic" or (mention.mode == "data" and mention.same)  # «الوثيقة», «هذه الأرقام»
        for view, place in reversed(thread.cast.papers):
            outcome = mention.mode == "data" and _studies(view, place[1])  # «النتائج» of «استطلاع للمعهد»
            if place >= at or not (loose or outcome or self._named_so(view, place[1], figure)):
                continue
            paper = self.casting.mentions.read(view, place[1])
            issuer = paper.issuer if paper and paper.issuer else self._maker(view, place[1])
            body = self._resolve(view, issuer, thread, place) if issuer and issuer.kind == "body" else None
            if body is not None:
                thread.documents[figure.words[0]] = body
                return body
        return figure

    def _named_so(self, view: View, k: int, figure: Figure) -> bool:
        """Whether the paper at word ``k`` goes by the noun of ``figure``: «نشرته» by «النشرة»."""
        head, tag = self.casting.words(view, (k, k + 1))[0], view.tags[k].get("document")
        owned = tag is not None and tag.owned and head.startswith(figure.words[0][:-1])
        return owned or head == figure.words[0]

    def _maker(self, view: View, k: int) -> Mention | None:
        """The body that makes the paper at word ``k``: «أعد المجلس تقريرا», «سبق للمجلس أن أعد تقريرا»."""
        near = range(max(0, k - DOCUMENT_REACH), k)
        tag = view.tags[k].get("document")
        made = any("making" in view.tags[v] for v in near) or (tag is not None and tag.owned)  # «نادى الحزب في مذكرته»
        if self.casting.vocabulary.definite(view.words[k]) or not made:
            return None
        for b in view.at(BODY):
            found = self.casting.mentions.read(view, b) if b < k else None
            if found is not None and found.kind == "body" and found.last <= k:
                lam = view.words[b].startswith(self.casting.vocabulary.letters.lam) and not view.has(b - 1, "earlier")
                far = k - found.last > NEAR and not (tag is not None and tag.owned)
                return None if found.mode == "medium" or lam or far else found
        return None

    def _known_document(self, mention: Mention, figure: Figure, thread: Thread) -> Figure | None:
        """«التقرير» after «تقرير لوزارة الصحة», «الوثيقة» after any document, «البلاغ ذاته» after any statement."""
        known = thread.documents.get(figure.words[0])
        if mention.same and mention.mode == "generic" and thread.speaker:
            return thread.speaker
        if known is None and mention.mode == "generic" and thread.documents:
            known = list(thread.documents.values())[-1]
        if known and (known.kind != "document" or len(known.words) > 1):
            return known
        if thread.speaker and (mention.same or self._only(mention, figure, thread)):
            return thread.speaker
        return None

    def _only(self, mention: Mention, figure: Figure, thread: Thread) -> bool:
        """Whether «التقرير» is the last speaker's: a body's whose documents are all that the article knows of."""
        issuers = {one.name for one in thread.documents.values()}
        speaker = thread.speaker
        if len(figure.words) > 1 or speaker is None or speaker.kind != "body" or speaker.medium:
            return False
        return issuers == {speaker.name} or (mention.mode == "data" and not issuers)

    def register(self, view: View, cue: Cue, figure: Figure, thread: Thread) -> None:
        """Note the document that ``figure`` speaks through: «أوضح المكتب، في بلاغ، أن», «ضمن مذكرة …، أوضح المكتب»."""
        begin = cue.mention.last if cue.mention else cue.last
        for k in range(begin, min(len(view), begin + DOCUMENT_REACH)):
            if self._spoken_through(view, k, figure, thread):
                return
            if "complement" in view.tags[k]:
                break
        if cue.kind == "verb" and view.has(cue.first - 1, "comma"):
            for k in range(min(cue.first, OPENED)):
                if self._spoken_through(view, k, figure, thread):
                    return

    def _bare(self, view: View, k: int) -> str:
        """The noun of a document with its owner's pronoun: «في مذكرتها» is «المذكرة» afterwards."""
        forms = self.casting.vocabulary.forms
        head = self.casting.words(view, (k, k + 1))[0]
        owner = max((one for one in forms["inflect.object"] if head.endswith(one)), key=len, default="")
        noun, taa = head.removesuffix(owner), next(iter(forms["inflect.past.feminine"]))
        ending = next(iter(forms["inflect.construct"]))
        return noun.removesuffix(taa) + ending if noun.endswith(taa) else noun

    def _spoken_through(self, view: View, k: int, figure: Figure, thread: Thread) -> bool:
        """Note the document at word ``k`` as the one that ``figure`` speaks through, if one stands there."""
        tag = view.tags[k].get("document")
        if tag is None or tag.mode == "event" or not (view.has(k - 1, "stop") or tag.proclitic):
            return False
        head = self._bare(view, k) if tag.owned else self.casting.words(view, (k, k + 1))[0]
        again = not (tag.owned or self.casting.vocabulary.definite(view.words[k]))
        if head not in thread.documents or again:
            thread.documents[head] = figure
        return True


def _studies(view: View, k: int) -> bool:
    """Whether the paper at word ``k`` is a study or a poll, so that bare results are its own."""
    tag = view.tags[k].get("document")
    return tag is not None and tag.mode == "study"
