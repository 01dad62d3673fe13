"""What reports: verbs, participles, nominal cues and colons of a sentence, each with its source and its reach.

Word orders read: verb – source – content («أكد الوزير أن …»), source – verb – content («الوزير أكد أن …»),
verb – content («وأضاف أن …»: the source stands earlier), content – verb – source («…، يقول الوزير»), nominal cues
before, inside and after the content («وفق الوزارة»), participles that carry a statement on («مشيرا إلى»).
"""

from __future__ import annotations

from dataclasses import replace

from extractor.recognize.speakers.colons import ColonGrammar
from extractor.recognize.speakers.cue import Cue, named
from extractor.recognize.speakers.mentions import Kind, Mention, MentionGrammar
from extractor.recognize.speakers.vocabulary import CUE, Tag, Tags, View, Vocabulary

COMPLEMENT_REACH = 60  # words from a subject to its content clause: adjuncts and titles are long
ADJUNCT_REACH = 15  # words of circumstance between an unknown subject and its content clause
NEAR = 3  # words within which a verb without subject must meet its content to count as one that reports
SUBJECT_REACH = 30  # words that a subject before its verb may stand back
BEFORE_SOURCE = frozenset({"adverb", "demonstrative", "inside"})
TOLD = ("role", "group", "body", "given", "known", "honorific")
AFTER_REMARK = frozenset({"end", "comma", "stop", "close"})
NO_SOURCE = frozenset({"stop", "complement", "comma", "verb", "participle", "event", "act", "end"})
OBJECT_REACH = 10  # words from a subject to «توقعاته», with «في تقريره …» between commas
UNHELD = frozenset({"data", "event"})
HOLDING = frozenset({"contain", "forecast"})  # verbs that report only of a document or a forecast
LEARNT = 6  # words from «علمت» to «من», and from a verb to a source that trails


class CueGrammar:
    """Finds the cues of a sentence, in reading order."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Keep the compiled words."""
        self.vocabulary = vocabulary
        self.mentions = MentionGrammar(vocabulary)
        self._alef = vocabulary.letters.article[0]
        self._participles = vocabulary.forms["participle.beginning"]
        self._colons = ColonGrammar(self.mentions)

    def read(self, view: View, known: frozenset[str] = frozenset()) -> list[Cue]:
        """The cues of ``view``; ``known`` are the name words that the article introduces somewhere."""
        cues: list[Cue] = []
        done = 0
        opening = self._colons.read(view, known)
        if opening:
            cues.append(opening)
            done = opening.start
        for at in view.at(CUE):
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
            return self._verb(view, at, tags["verb"], known)
        if "participle" in tags:
            return self._participle(view, at, tags["participle"])
        return None

    # ── nominal cues ─────────────────────────────────────────────────────────────────────────────

    def _nominal(self, view: View, at: int, tag: Tag, known: frozenset[str]) -> Cue | None:
        start = at + tag.length
        if tag.mode == "reported" and not self._reports(view, start):
            return None
        if tag.mode in {"clause", "reported"}:
            start = self._past_verb(view, start)
        while start < len(view) and not view.tags[start].keys().isdisjoint(BEFORE_SOURCE):
            start += 1
        mention = self.mentions.read(view, start)
        if mention is None or view.has(mention.last, "distribution"):
            return None
        if mention.kind == "unknown" and not named(view, mention, known):
            return None
        if tag.mode == "same" and not (mention.same or mention.kind == "anaphor"):
            return None
        return Cue("nominal", at, start, mention.last, tag.rule, mention, both=True)

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
        while at < min(len(view), start + 5) and view.tags[at].keys() & {"verb", "reported", "stop", "event"}:
            at += 1
        return at

    # ── participles ──────────────────────────────────────────────────────────────────────────────

    def _participle(self, view: View, at: int, tag: Tag) -> Cue | None:
        content = self._content(view, at + 1, at + 1 + NEAR + 2)
        before = at == 0 or tag.proclitic or view.tags[at - 1].keys() & {"comma", "close", "end", "adverb", "opening"}
        if content is None and not before:
            return None
        if tag.strength != "strong" and content is None:
            return None
        start = content if content is not None else at + 1
        return Cue("participle", at, at + 1, start, tag.rule, None)

    # ── verbs ────────────────────────────────────────────────────────────────────────────────────

    def _verb(self, view: View, at: int, tag: Tag, known: frozenset[str]) -> Cue | None:
        free = self._while(view, at) or view.words[at] in self.vocabulary.forms["block.open"]
        blocked = view.has(at - 1, "block") and not tag.proclitic and not free
        data = view.tags[at].get("document")
        if blocked or "narrator" in view.tags[at] or (data is not None and data.mode == "data"):
            return None
        j = self._past_object(view, at + tag.length)
        if j < len(view) and ("numeral" in view.tags[j] or view.words[j][0].isdigit()):
            return None
        if tag.mode in {"learn", "relay"}:
            return self._learnt(view, at, j, tag) if tag.mode == "learn" else self._relay(view, at, j, tag, known)
        mention = None if self._no_subject(view, j) else self.mentions.read(view, j)
        if mention is not None and self._told(view, mention):
            j, mention = mention.last, None
        if "stop" in view.tags[at] and mention is not None and mention.mode == "event":
            return None
        estimating = tag.mode == "estimate" and (mention is None or mention.kind not in {"body", "person"})
        if tag.mode == "forecast" and not self._forecasts(view, j, mention):
            return None
        if mention is not None and mention.kind == "unknown":
            mention = self._subject(view, at, mention, tag, known)
        elif mention is not None and tag.mode == "address" and not self._agrees(view, mention, tag):
            mention = None
        if mention is not None and not estimating:
            return self._with_subject(view, at, tag, mention)
        return None if estimating else self._without_subject(view, at, j, tag, known)

    def _past_object(self, view: View, j: int) -> int:
        """Past circumstance and whom the verb addresses: «قال أمس …», «قال لي صديق», «ورد عليهم المرنيسي»."""
        while view.has(j, "adverb") and not view.has(j, "complement"):
            j += 1
        if not view.has(j, "dative") or j + 1 >= len(view) or not view.words[j + 1][0].isalpha():
            return j
        return j + 1 if view.tags[j + 1].keys().isdisjoint(NO_SOURCE) else j

    def _forecasts(self, view: View, j: int, mention: Mention | None) -> bool:
        """Whether what somebody lowers or keeps is a forecast: «خفض الصندوق توقعاته»."""
        start = mention.last if mention and mention.kind != "unknown" else j
        for k in range(start, min(len(view), start + OBJECT_REACH)):
            if view.words[k] in self.vocabulary.forms["forecast.object"]:
                return True
            if k >= start + NEAR and not view.has(start, "comma"):
                return False
        return False

    def _while(self, view: View, at: int) -> bool:
        """«في الوقت الذي أعلن …»: the relative goes with a time, not with who reports."""
        return at > 1 and view.words[at - 2] in self.vocabulary.forms["block.time"]

    def _agrees(self, view: View, mention: Mention, tag: Tag) -> bool:
        """Whether verb and noun agree in gender: «دعا الحكومة إلى» has an object there, not a subject."""
        if mention.kind not in {"body", "document"} or tag.plural:
            return True
        feminine = view.words[mention.first].endswith(tuple(self.vocabulary.forms["feminine"]))
        return feminine == tag.feminine

    def _no_subject(self, view: View, at: int) -> bool:
        if at >= len(view):
            return True
        tags = view.tags[at]
        if tags.keys() & {"document", "role", "body", "name", "group"} and "stop" not in tags:
            return False
        return bool(tags.keys() & {"complement", "colon", "comma", "end", "participle", "stop", "open"})

    def _subject(self, view: View, at: int, mention: Mention, tag: Tag, known: frozenset[str]) -> Mention | None:
        """Unknown words after a verb are its subject when the article names them or a content clause follows."""
        if named(view, mention, known):
            return mention
        if self._manner(view, mention) or self._addressee(view, mention):
            return None
        end = mention.last
        if self._as(view, at) and (end >= len(view) or not view.tags[end].keys().isdisjoint(AFTER_REMARK)):
            return mention
        if view.has(end, "same"):
            end += 1
        if end < len(view) and view.tags[end].keys() & {"complement", "colon"}:
            return mention
        adjunct = end < len(view) and view.tags[end].keys() & {"stop", "comma"}
        if adjunct and mention.last - mention.first == 1:
            content = self._content(view, end, end + ADJUNCT_REACH)
            return mention if content is not None and "complement" in view.tags[content] else None
        return self._before_object(view, mention, tag)

    def _told(self, view: View, mention: Mention) -> bool:
        """«كشفوا للمحققين أنهم»: «ل» marks whom it was told, never who tells."""
        tags = view.tags[mention.first]
        clusters = [tags[kind].proclitic for kind in TOLD if kind in tags]
        return bool(clusters) and min(clusters, key=len).startswith(self.vocabulary.letters.lam)

    def _addressee(self, view: View, mention: Mention) -> bool:
        """«قالوا لأقاربهم إن»: whom it was told, by «ل» and the owner's pronoun."""
        word = view.words[mention.first]
        return word.startswith(self.vocabulary.letters.lam) and self.vocabulary.owned(word)

    def _manner(self, view: View, mention: Mention) -> bool:
        """«زاد شارحا: …», «أجاب مبتسما أن»: one word, indefinite, of the shape of a participle, tells how."""
        word = view.words[mention.first]
        shaped = word[:1] in self._participles or word[1:2] == self._alef
        return mention.last - mention.first == 1 and word.endswith(self._alef) and shaped and len(word) > NEAR + 1

    def _before_object(self, view: View, mention: Mention, tag: Tag) -> Mention | None:
        """«استعرض بلوط عددا من …»: a bare word before an indefinite object is the subject's name."""
        first = mention.first
        if first + 1 >= len(view) or tag.strength == "faint":
            return None
        if tag.mode != "passive" and self.vocabulary.definite(view.words[first]):
            return None
        ending = self.vocabulary.letters.article[0]
        if not view.words[first + 1].endswith(ending) or view.words[first].endswith(ending):
            return None
        if view.words[first + 1].endswith(self.vocabulary.owners):
            return None
        kind: Kind = "document" if self.vocabulary.definite(view.words[first]) else "person"
        return replace(mention, kind=kind, last=first + 1, name=(first, first + 1))

    def _with_subject(self, view: View, at: int, tag: Tag, mention: Mention) -> Cue | None:
        content = self._content(view, mention.last, mention.last + COMPLEMENT_REACH)
        if tag.strength == "faint" and not (self._clause(view, mention.last, content) or self._holds(view, tag, mention)):
            return None
        both = self._inserted(view, at, mention.last) or (content is None and self._as(view, at))
        if not (content or both or tag.strength == "strong" or mention.kind in {"person", "document", "anaphor"}):
            return None
        start = content if content is not None else mention.last
        return Cue("verb", at, at + 1, start, tag.rule, mention, both=both, feminine=tag.feminine, mode=tag.mode)

    def _holds(self, view: View, tag: Tag, mention: Mention | None) -> bool:
        """Whether a document has the figures in it: «تضمن التقرير 40 توصية», «سجلت المذكرة ارتفاع …»."""
        if tag.mode != "contain" or mention is None or mention.kind != "document" or mention.mode in UNHELD:
            return False
        word = view.words[mention.first].removeprefix(self.vocabulary.letters.article)
        return word not in self.vocabulary.forms["document.plan"]

    def _clause(self, view: View, at: int, content: int | None) -> bool:
        """Whether a content clause follows word ``at`` closely: what a verb of many senses needs to report."""
        return content is not None and content < at + NEAR and bool(view.tags[content].keys() & {"complement", "colon"})

    def _inserted(self, view: View, at: int, end: int) -> bool:
        """Whether the verb and its subject stand inside or after what they report: «…، يقول المتحدث»."""
        before = at > 0 and view.tags[at - 1].keys() & {"comma", "close", "end", "as"}
        after = end >= len(view) or bool(view.tags[end].keys() & {"comma", "end", "open", "participle"})
        return bool(before) and after and not self._tied(view, at)

    def _as(self, view: View, at: int) -> bool:
        """«… كما قال المسعفون»: behind what it reports, so not at the head of a sentence."""
        return at > 1 and view.has(at - 1, "as")

    def _tied(self, view: View, at: int) -> bool:
        """Whether «و» stands before the verb, written onto it or apart."""
        return bool(view.tags[at]["verb"].proclitic) or (
            at > 0 and view.words[at - 1] in self.vocabulary.letters.conjunctions
        )

    def _without_subject(self, view: View, at: int, j: int, tag: Tag, known: frozenset[str]) -> Cue | None:
        content = self._content(view, j, j + COMPLEMENT_REACH)
        mention = self._late(view, j, content) or self._before(view, at, content, known)
        trailing = None if mention or content else self._trailing(view, at, j)
        if trailing is not None:
            return Cue("verb", at, at + 1, trailing.last, tag.rule, trailing, both=True)
        near = self._content(view, j, j + NEAR)
        if tag.strength == "faint" and not (self._clause(view, j, content) or self._holds(view, tag, mention)):
            return None
        if mention is None and (tag.mode == "passive" or self._impersonal(view, at, j)):
            return None
        if tag.strength == "weak" and mention and mention.kind == "body" and not (content or self._done(view, j)):
            return None
        if mention is None and tag.strength != "strong" and near is None and not self._adjunct(view, j, content):
            return None
        start = content if content is not None else at + 1
        return Cue("verb", at, at + 1, start, tag.rule, mention, feminine=tag.feminine, plural=tag.plural)

    def _impersonal(self, view: View, at: int, j: int) -> bool:
        """«أعلن أمس عن تسجيل …»: nobody is said to have said it."""
        return j < len(view) and view.words[j] in self.vocabulary.forms["relay.from"] and not self._tied(view, at)

    def _done(self, view: View, at: int) -> bool:
        """Whether nothing follows a verb that could be its object: «…، كما الوزارة أشارت.»."""
        return at >= len(view) or bool(view.tags[at].keys() & {"comma", "end", "stop", "open", "event"})

    def _adjunct(self, view: View, at: int, content: int | None) -> bool:
        """«وتابع، في السياق ذاته، أن»: between commas nothing but circumstance stands before the content."""
        return content is not None and view.has(at, "comma")

    def _trailing(self, view: View, at: int, j: int) -> Mention | None:
        """«…، كما صرح في وقت سابق وزير الصحة»: the subject closes the remark."""
        if not (view.has(at - 1, "as") or view.has(at - 2, "as")):
            return None
        for k in range(j + 1, min(len(view), j + LEARNT)):
            tag = next((view.tags[k][kind] for kind in ("role", "name", "known", "body") if kind in view.tags[k]), None)
            if tag is not None and not tag.proclitic:
                return self.mentions.read(view, k)
        return None

    def _late(self, view: View, at: int, content: int | None) -> Mention | None:
        """The subject behind an adjunct: «قال، في لقاء صحافي، خالد المرنيسي إن»."""
        if content is None:
            return None
        for k in range(at + 1, content):
            tags = view.tags[k]
            if not (tags.keys() & {"given", "honorific", "role"} and view.has(k - 1, "comma")):
                continue
            mention = self.mentions.read(view, k)
            if mention and mention.kind == "person" and mention.name and not view.has(at, "role"):
                return mention
        return None

    def _before(self, view: View, at: int, content: int | None, known: frozenset[str]) -> Mention | None:
        """The subject before its verb: «الوزارة أكدت أن», «لكن الوزير، خالد المرنيسي، صرح»."""
        if self._tied(view, at):
            return None
        k = at - 1
        floor = max(-1, at - SUBJECT_REACH)
        while k > floor:
            if k == 0 or (view.tags[k - 1].keys() & {"comma", "end", "opening", "dash"} and not self._within(view, k)):
                mention = self._ending_at(view, k, at, content, known)
                if mention:
                    return mention
            k -= 1
        return None

    def _within(self, view: View, k: int) -> bool:
        """Whether the mark before a word stands inside one word: «Covid.Hespress.com»."""
        ends, starts = view.sentence.ends, view.sentence.starts
        return k > 1 and ends[k - 2] == starts[k - 1] and ends[k - 1] == starts[k]

    def _ending_at(self, view: View, at: int, verb: int, content: int | None, known: frozenset[str]) -> Mention | None:
        mention = self.mentions.read(view, at)
        if mention is None or mention.last > verb:
            return None
        gap = view.tags[mention.last : verb]
        loose = any(not tags.keys() & {"comma", "adverb", "opening", "close"} for tags in gap)
        heads = at == 0 or (at <= NEAR and view.has(0, "opening") and view.has(at - 1, "comma"))
        if loose and not (heads and view.has(verb - 1, "comma") and mention.kind in {"person", "body"} and content):
            return None
        if mention.kind == "unknown":
            known_name = named(view, mention, known)
            short = mention.last - mention.first <= NEAR - 1 and content is not None and content <= verb + NEAR
            return mention if known_name or (short and at == 0) else None
        return mention

    def _relay(self, view: View, at: int, j: int, tag: Tag, known: frozenset[str]) -> Cue | None:
        """«نقلت الوكالة عن المدير قوله إن …»: the medium is the conveyor, the one after «عن» the source."""
        via = self.mentions.read(view, j)
        if via is None or via.kind == "unknown":
            return None
        for k in range(via.last, min(len(view), via.last + 3)):
            if view.words[k] in self.vocabulary.forms["relay.from"]:
                mention = self.mentions.read(view, k + 1)
                if mention is None or (mention.kind == "unknown" and not named(view, mention, known)):
                    return None
                content = self._content(view, mention.last, mention.last + COMPLEMENT_REACH)
                return Cue("verb", at, at + 1, content or mention.last, tag.rule, mention, via=via)
        return None

    def _learnt(self, view: View, at: int, j: int, tag: Tag) -> Cue | None:
        """«علمت الجريدة من مصادر مهنية أن»: who told the medium is the source."""
        for k in range(j, min(len(view), j + LEARNT)):
            if view.words[k] in self.vocabulary.forms["learn.from"]:
                mention = self.mentions.read(view, k + 1)
                if mention is None or mention.kind == "unknown":
                    return None
                content = self._content(view, mention.last, mention.last + COMPLEMENT_REACH)
                return Cue("verb", at, at + 1, content, tag.rule, mention) if content else None
        return None

    # ── content ──────────────────────────────────────────────────────────────────────────────────

    def _content(self, view: View, at: int, until: int) -> int | None:
        """Where a content clause begins at or after ``at``, before another cue takes over."""
        for k in range(at, min(len(view), until)):
            tags = view.tags[k]
            if "complement" in tags or "colon" in tags:
                return None if view.has(k - 1, "as") else k  # «كما أن» adds a clause of its own
            if "open" in tags and (k == at or view.tags[k - 1].keys() & {"comma", "colon"}):
                return k
            if k > at and _takes_over(tags):
                return None
        return None



def _takes_over(tags: Tags) -> bool:
    """Whether another cue begins, so that the content of the one before it is at its end."""
    if "participle" in tags:
        return "given" not in tags
    verb = tags.get("verb")
    return verb is not None and "given" not in tags and verb.mode not in HOLDING
