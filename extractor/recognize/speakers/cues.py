"""What reports: verbs, participles, nominal cues and colons of a sentence, each with its source and its reach.

Word orders read: verb – source – content («أكد الوزير أن …»), source – verb – content («الوزير أكد أن …»),
verb – content («وأضاف أن …»: the source stands earlier), content – verb – source («…، يقول الوزير»), nominal cues
before, inside and after the content («وفق الوزارة»), participles that carry a statement on («مشيرا إلى»).
"""

from __future__ import annotations

from extractor.recognize.speakers.colons import ColonGrammar
from extractor.recognize.speakers.contents import content_at
from extractor.recognize.speakers.cue import Cue, named, regional
from extractor.recognize.speakers.mention import Mention, opening
from extractor.recognize.speakers.mentions import MentionGrammar
from extractor.recognize.speakers.subjects import NEAR, signed
from extractor.recognize.speakers.tags import BODY, BREAK, CUE, PAPER, PERSON, QUOTE, Tag, Tags, View
from extractor.recognize.speakers.verbs import VerbGrammar
from extractor.recognize.speakers.vocabulary import Vocabulary

SOURCES = frozenset({"body", "person", "group", "document"})
WITHIN_REACH = 8  # words from a document to «جاء فيه»
ANNOUNCED = frozenset({"complement", "event"})
HEADING = 2  # words of «على حساب» that open a sentence
REMARK = 12  # words of a remark on a source, between commas
SIGNING = 2  # words from the end of a quotation to the verb of the one who signs it
STATEMENT = 5  # words with its marks that are too many for a name in quotation marks
PERSONAL = frozenset({"person", "group", "anaphor"})
THROUGH = "through"  # of a cue that names the paper through which whoever acts in the sentence says it
BEFORE_SOURCE = frozenset({"adverb", "demonstrative", "inside"})


class CueGrammar:
    """Finds the cues of a sentence, in reading order."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Keep the compiled words."""
        self.vocabulary = vocabulary
        self.mentions = MentionGrammar(vocabulary)
        self._colons = ColonGrammar(self.mentions)
        self._verbs = VerbGrammar(self.mentions)
        self._inside = vocabulary.letters.conjunctions[1]  # «ف», which is «في» in the spoken language
        self._manner = vocabulary.letters.article[0]  # «انتفض المرنيسي متسائلا عن …»: how he acts, not «مؤكدة»

    def read(self, view: View, known: frozenset[str] = frozenset()) -> list[Cue]:
        """The cues of ``view``; ``known`` are the name words that the article introduces somewhere."""
        cues: list[Cue] = []
        done = 0
        opening = self._colons.read(view, known)
        if opening:
            cues.append(opening)
            done = opening.start
        heading = self._headed(view) if opening is None else None
        if heading:
            cues.append(heading)
            done = heading.start
        for at in view.at(CUE | QUOTE):
            cue = self._at(view, at, view.tags[at], known) if at >= done else None
            if cue:
                cues.append(cue)
                done = max(at + 1, cue.mention.last if cue.mention and cue.mention.first > at else 0)
                done = max(done, cue.start) if cue.via else done  # «قوله إن» goes with «نقلت … عن»
        return cues

    def _at(self, view: View, at: int, tags: Tags, known: frozenset[str]) -> Cue | None:
        if "nominal" in tags:
            return self._nominal(view, at, tags["nominal"], known)
        if "verb" in tags:
            return self._verbs.read(view, at, tags["verb"], known)
        if "participle" in tags:
            return self._participle(view, at, tags["participle"])
        if "estimated" in tags:
            return self._estimated(view, at, tags["estimated"])
        return self._signed(view, at + SIGNING) if "close" in tags else None

    def _signed(self, view: View, at: int) -> Cue | None:
        """«"…"، يتحسر المرنيسي، صاحب محل»: any verb of the present between a quotation and a person."""
        if at + 1 >= len(view) or not signed(view, at) or view.tags[at].mask or at < STATEMENT:
            return None
        word = view.words[at]
        if len(word) <= NEAR or not word.startswith(self.vocabulary.presents):
            return None
        mention = self.mentions.read(view, at + 1)
        if mention is None or mention.kind not in PERSONAL or not self._alone(view, mention):
            return None
        return Cue("verb", at, at + 1, mention.last, mention.rule, mention, both=True)

    def _alone(self, view: View, mention: Mention) -> bool:
        """Whether nothing is told behind a name but who it is, and nothing is written onto it: not «يوجه للمدير»."""
        tag = opening(view, mention.first)
        behind = view.near(mention.last).keys()
        bare = tag is not None and tag.proclitic in {"", self.vocabulary.letters.article}
        return bare and (mention.last >= len(view) or bool(behind & {"comma", "end", "stop", "participle", "same"}))

    def _estimated(self, view: View, at: int, tag: Tag) -> Cue | None:
        """«خسائر قدرتها هيئات دولية بـ…»: who put a figure on the noun before."""
        mention = self.mentions.read(view, at + tag.length)
        if mention is None or mention.kind not in SOURCES:
            return None
        return Cue("verb", at, at + 1, mention.last, tag.rule, mention, mode=tag.mode)

    def _nominal(self, view: View, at: int, tag: Tag, known: frozenset[str]) -> Cue | None:
        start = at + tag.length
        if self._inert(view, at, tag):
            return None
        if tag.mode == "own":  # «على حد تعبيره»: whoever spoke before
            return Cue("nominal", at, start, start, tag.rule, None, both=True)
        if tag.mode == "within":
            return self._within(view, at, tag)
        if tag.mode in {"clause", "reported"}:
            start = self._past_verb(view, start)
            start += view.has(start, "dative") and view.has(start + 1, "role")  # «وفق ما قال لينا رئيس …»
        outer = start
        while start < len(view) and not view.tags[start].keys().isdisjoint(BEFORE_SOURCE):
            start += 1
        if self._own_paper(view, at + tag.length, start, tag):
            return Cue("nominal", at, start, start, tag.rule, self._source(view, start, known), both=True, mode=THROUGH)
        mention = self._source(view, start, known)
        if mention is None and outer < start and view.has(outer, "document"):
            mention = self.mentions.read(view, outer)
        if mention is None or not self._fits(view, tag, mention):
            return None
        both = tag.mode != "noun"  # «بعد إعلان الوزارة عن …»: not what stands before it
        return Cue("nominal", at, start, self._past_remark(view, mention.last), tag.rule, mention, both=both)

    def _own_paper(self, view: View, verb: int, at: int, tag: Tag) -> bool:
        """«وفق ما أوردته في بلاغ», «حسب ما نشرته على موقعها»: who acts in the sentence says it through a paper."""
        if tag.mode != "clause" or not verb < at <= verb + NEAR or at >= len(view):
            return False
        spoke = view.tags[verb].keys() & {"verb", "reported"} and view.tags[verb].keys().isdisjoint({"stop", "act"})
        if not spoke or view.words[at - 1] not in self.vocabulary.forms["through.preposition"]:
            return False
        paper = view.tags[at].get("document")
        if paper is None:
            return self.vocabulary.owned(view.words[at]) and view.tags[at].keys().isdisjoint(SOURCES)
        mention = self.mentions.read(view, at)
        return not self.vocabulary.definite(view.words[at]) and mention is not None and mention.issuer is None

    def _source(self, view: View, at: int, known: frozenset[str]) -> Mention | None:
        """Whoever is named at word ``at``: bare words only where the article names them."""
        mention = self._paper(view, at) or self.mentions.read(view, at)
        return None if mention and mention.kind == "unknown" and not named(view, mention, known) else mention

    def _fits(self, view: View, tag: Tag, mention: Mention) -> bool:
        """Whether what is named may be the source of a nominal cue of that mode."""
        if view.has(mention.last, "distribution") or regional(view, mention, self.vocabulary):
            return False
        if tag.mode == "account":
            return self._sources(view, mention)
        if tag.mode == "basis":
            return self._figures(view, mention)
        if tag.mode == "noun":
            return mention.kind in SOURCES and self._announced(view, mention.last)
        if tag.mode == "carried":  # «جا فالبلاغ بلي»
            return mention.kind == "document" and view.words[mention.first].startswith(self._inside)
        return tag.mode != "same" or mention.same or mention.kind == "anaphor"

    def _announced(self, view: View, at: int) -> bool:
        """Whether what was announced follows: «بعد إعلان الوزارة عن تخصيص …», «عقب تأكيد الشركة أن»."""
        if at >= len(view):
            return False
        told = view.words[at] in self.vocabulary.forms["relay.from"] or not view.tags[at].keys().isdisjoint(ANNOUNCED)
        return told or view.words[at].isdecimal()

    def _within(self, view: View, at: int, tag: Tag) -> Cue | None:
        """«أصدرت الوزارة بلاغا جاء فيه أن»: the document before speaks, for its issuer or who brings it out."""
        papers = [k for k in view.at(PAPER) if k < at]
        mention = self.mentions.read(view, papers[-1]) if papers else None
        if mention is None or mention.kind != "document" or mention.last < at - WITHIN_REACH:
            return None
        if mention.issuer is None:
            sources = [k for k in view.at(PERSON | BODY) if k < papers[-1]]
            bringer = self.mentions.read(view, sources[0]) if sources else None
            medium = bringer is None or bringer.mode == "medium" or bringer.last > papers[-1]
            mention = mention if medium or bringer is None else bringer
        return Cue("nominal", at, at + tag.length, at + tag.length, tag.rule, mention)

    def _paper(self, view: View, at: int) -> Mention | None:
        """«حسب البرنامج», «وفق الخريطة التي …»: a paper that speaks only as a source."""
        if not view.has(at, "paper") or not self.vocabulary.definite(view.words[at]):
            return None
        return self.mentions.paper(view, at)

    def _headed(self, view: View) -> Cue | None:
        """«وفي تقرير لوزارة الصحة، …», «فالحصيلة اللي علنات عليها الوزارة، …»: a document at the head says it."""
        inside = view.words[0] in self.vocabulary.forms["inside.head"]
        at = 1 if inside else 0
        tag = view.tags[at].get("document") if at < len(view) else None
        led = tag is not None and tag.proclitic.removeprefix(self.vocabulary.letters.conjunctions[0])
        if tag is None or not (inside or (led and led.startswith(self.vocabulary.letters.conjunctions[1]))):
            return None
        word = view.words[at][len(tag.proclitic) :]
        mention = self.mentions.read(view, at) if word in self.vocabulary.forms["document.telling"] else None
        if mention is None or mention.issuer is None or mention.issuer.kind != "body":
            return None
        return Cue("nominal", 0, at + 1, mention.last, mention.rule, mention)

    def _past_remark(self, view: View, at: int) -> int:
        """Past what is told of the source: «حسب ربة بيت، وهي أم لـ3 أطفال، فإن …»."""
        if not view.has(at, "comma") or not self._remarks(view, at + 1):
            return at
        content = content_at(view, at + 1, at + REMARK)
        return at if content is None else content

    def _remarks(self, view: View, at: int) -> bool:
        return at < len(view) and view.words[at] in self.vocabulary.forms["relative.remark"]

    def _inert(self, view: View, at: int, tag: Tag) -> bool:
        """Whether «وهو ما» goes on with a verb that does not report, or «ورد في» with «ما»: «اعترض على ما ورد في …»."""
        if tag.mode == "reported":
            return not self._reports(view, at + tag.length)
        if tag.mode == "basis" and at > 0 and not view.tags[at - 1].mask & BREAK:
            return True  # «التقرير المنجز بناء على أرقام الوزارة»
        if at > 0 and view.words[at - 1] in self.vocabulary.forms["each"]:
            return True  # «كل حسب الدائرة التي ينتمي إليها»
        return tag.mode == "clause" and at > 0 and view.words[at - 1] in self.vocabulary.forms["what"]

    def _sources(self, view: View, mention: Mention) -> bool:
        """Whether «على حساب» goes with a source, as in Darija; elsewhere it tells at whose cost something was."""
        if mention.first <= HEADING and view.has(mention.last, "comma") and mention.kind in {"body", "group"}:
            return True  # «وعلى حساب السلطات المحلية، …»
        return mention.kind == "group" and view.words[mention.first] in self.vocabulary.forms["group.source"]

    def _figures(self, view: View, mention: Mention) -> bool:
        """Whether «بناء على» goes with figures or a report («أرقام رسمية»), not with an order or a tip."""
        word = view.words[mention.first].removeprefix(self.vocabulary.letters.article)
        bare = mention.issuer is None and mention.last == mention.first + 1
        return mention.kind == "document" and not bare and word in self.vocabulary.forms["document.basis"]

    def _reports(self, view: View, at: int) -> bool:
        """Whether «وهو ما» and the like go on with a verb that reports («أكده») and not one of many senses."""
        if at >= len(view):
            return False
        verb = view.tags[at].get("verb")
        strong = verb is not None and verb.strength == "strong" and verb.mode != "address"
        return strong or "reported" in view.tags[at]

    def _past_verb(self, view: View, at: int) -> int:
        """Past the verb of «حسبما أفاد به بلاغ …» and the words that hang on it."""
        start = at
        start += view.has(start, "earlier") and view.has(start + 1, "complement") and 2  # «حسب ما سبق أن أعلن عنه»
        at = max(at, start)
        while at < min(len(view), start + 5) and view.tags[at].keys() & {"verb", "reported", "stop", "event"}:
            at += 1
        if at > start and view.has(at, "open") and view.words[at - 1] == self.vocabulary.letters.lam:
            at = next((k + 1 for k in range(at, min(len(view), at + NEAR + 2)) if view.has(k, "close")), at)
        return at  # «حسب ما صرح به ل"الجريدة" رئيس التعاونية»

    def _described(self, view: View, at: int) -> bool:
        """«حضورا لافتا»: behind an indefinite object a participle is its adjective."""
        return at >= 0 and view.words[at].endswith(self._manner) and view.words[at][0].isalpha()

    def _calls(self, view: View, at: int, tag: Tag) -> bool:
        """«…، داعيا إلى رفع …»: what somebody calls for, behind a comma."""
        behind = tag.mode == "address" and view.has(at - 1, "comma") and at + 1 < len(view)
        return behind and view.words[at + 1] in self.vocabulary.forms["demand.to"]

    def _participle(self, view: View, at: int, tag: Tag) -> Cue | None:
        content = content_at(view, at + 1, at + 1 + (REMARK if view.has(at + 1, "comma") else NEAR + 2))
        before = at == 0 or tag.proclitic or view.tags[at - 1].keys() & {"comma", "close", "end", "adverb", "opening"}
        manner = tag.mode is None and view.words[at].endswith(self._manner) and not self._described(view, at - 1)
        if content is None and not (before or manner):
            return None
        if tag.strength != "strong" and content is None and not self._calls(view, at, tag):
            return None
        start = content if content is not None else at + 1
        return Cue("participle", at, at + 1, start, tag.rule, None)
