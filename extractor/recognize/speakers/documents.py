"""Documents and data that speak, each with whoever issued them: «بلاغ لوزارة الصحة», «معطيات حصلت عليها الجريدة»."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extractor.recognize.speakers.mention import Mention
from extractor.recognize.speakers.phrases import PhraseGrammar
from extractor.recognize.speakers.tags import Tag, View
from extractor.recognize.speakers.vocabulary import Vocabulary

RELATIVE = 6  # words of a relative clause that names data
CENTURIES = ("19", "20")
YEAR = 4  # digits of a year: «تقرير سنة 2020 للوزارة»
ISSUER_REACH = 16  # words within which a document's issuer follows it
ISSUED_REACH = 8  # words from «الصادرة» to its «عن»

ISSUING = frozenset({"name", "body", "role"})
CONTENT = frozenset({"complement", "colon", "participle", "end"})
ISSUERS = frozenset({"body", "person", "group", "document"})


class DocumentGrammar:
    """Reads the document that begins at a word; ``mention`` reads its issuer."""

    def __init__(
        self, vocabulary: Vocabulary, phrases: PhraseGrammar, mention: Callable[[View, int], Mention | None]
    ) -> None:
        """Keep the grammars of phrases and mentions."""
        self.vocabulary = vocabulary
        self._phrases = phrases
        self._mention = mention

    def read(self, view: View, at: int, tag: Tag) -> Mention:
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
        comma = view.has(at, "comma") and at + 2 < len(view) and "obtained" in view.tags[at + 2]
        at += comma  # «المعطيات، التي حصلت عليها الجريدة، تفيد بأن»
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
            figure = k >= end and view.words[k][0].isdecimal()
            counts = figure and not (len(view.words[k]) == YEAR and view.words[k].startswith(CENTURIES))
            if "obtained" in tags or counts:
                return None  # «معطيات توصلت بها الجريدة»: who got hold of them; «خصص المشروع 300 منصب للوزارة»
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
        at_once = titled is not None and data and titled.proclitic in {"", letters.article}  # «تصريح المسؤول الصيني»
        at_once = at_once and self.vocabulary.definite(view.words[k])
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
        found = self._mention(view, at)
        if found and unknown and found.kind == "unknown":
            return replace(found, last=at + 1, name=(at, at + 1))  # «الأرقام التي قدمها المرنيسي»
        return found if found and found.kind in ISSUERS else None
