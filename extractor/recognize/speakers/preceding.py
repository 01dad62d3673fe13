"""Who stands before a reporting verb as its subject: at the head of its clause, behind «كان», before «الذي»."""

from __future__ import annotations

from dataclasses import replace

from extractor.recognize.speakers.contents import content_at
from extractor.recognize.speakers.cue import named
from extractor.recognize.speakers.mention import Mention
from extractor.recognize.speakers.subjects import NEAR, SubjectGrammar
from extractor.recognize.speakers.tags import BODY, BREAK, PAPER, PERSON, Tag, View

SUBJECT_REACH = 30  # words that a subject before its verb may stand back
NAMED = 8  # words of a name with its title
PLAIN_ADJUNCT = frozenset({"stop", "adverb", "opening", "verb", "as"})
CONTENTS = frozenset({"complement", "colon", "open"})
SPEAKING = PERSON | BODY
OTHERS = frozenset({"verb", "complement", "relative", "participle", "document", "group"})
NAMED_KINDS = frozenset({"body", "person"})


class PrecedingGrammar:
    """Finds the subject before the verb at a word of a sentence."""

    def __init__(self, subjects: SubjectGrammar) -> None:
        """Keep the grammars of mentions and subjects."""
        self.vocabulary = subjects.vocabulary
        self.mentions = subjects.mentions
        self._subjects = subjects
        self._that = tuple(self.vocabulary.forms["complement.bare"])
        self._unlike = tuple(self.vocabulary.forms["name.unlike"])

    def relative(self, view: View, at: int) -> Mention | None:
        """Who is named right before «، الذي قال إن», or what before «، الذي كشف عن»."""
        end = at - 2
        if end < 1 or view.words[at - 1] not in self.vocabulary.forms["block.person"]:
            return None
        if not view.has(end, "comma"):
            return self._document_before(view, at - 1)
        for k in range(end - 1, max(-1, end - NAMED), -1):
            if "open" in view.tags[k] and view.has(end - 1, "close") and k < end - 1:  # «"المغربية"، التي كتبت أن»
                return self.mentions.read(view, k)
            if view.tags[k].mask & (PERSON | PAPER):
                mention = self.mentions.read(view, k)
                if mention and mention.name and mention.kind == "person" and mention.last == end:
                    return mention
                if mention and mention.kind == "document" and end - NEAR < mention.last <= end and not _joined(view, k):
                    return mention
        return self._stating(view, at, end)

    def _stating(self, view: View, at: int, end: int) -> Mention | None:
        """«الوكالة القضائية، التي أكدت أن»: the longest noun phrase before word ``end`` that agrees with the verb."""
        tag = view.tags[at].get("verb")
        content = content_at(view, at + 1, at + 2 * NEAR) if tag is not None and tag.strength == "strong" else None
        if tag is None or content is None or view.tags[content].keys().isdisjoint(CONTENTS):
            return None
        found = None
        for k in range(end - 1, max(-1, end - NAMED), -1):
            if view.tags[k].mask & BREAK:
                break
            if view.tags[k].mask & SPEAKING or "group" in view.tags[k]:
                mention = self.mentions.read(view, k)
                if mention is None or not self._agreeing(view, mention, tag):
                    continue
                if mention.last == end or (mention.last < end and self._described_on(view, mention.last, end)):
                    found = mention
        return found

    def _described_on(self, view: View, at: int, end: int) -> bool:
        """«النيابة العامة المختصة في جرائم الأموال، التي»: no one else is named up to word ``end``."""
        between = view.tags[at:end]
        return not any(tags.mask & SPEAKING or tags.keys() & OTHERS for tags in between)

    def _agreeing(self, view: View, mention: Mention, tag: Tag) -> bool:
        """Whether a verb behind a relative pronoun can be that of ``mention``: the number, else the gender."""
        if mention.kind == "group" or tag.plural:
            return mention.kind == "group" and tag.plural
        feminine = view.words[mention.first].endswith(tuple(self.vocabulary.forms["feminine"]))
        return mention.kind in NAMED_KINDS and feminine == bool(tag.feminine)

    def _document_before(self, view: View, end: int) -> Mention | None:
        """The document right before «الذي كشف»: «نشر المجلس تقريره السنوي الذي كشف اختلالات …»."""
        for k in range(end - 1, max(-1, end - 2 * NEAR), -1):
            if "document" not in view.tags[k] or view.tags[k]["document"].mode not in {None, "study"}:
                continue
            mention = self.mentions.read(view, k)
            return mention if mention and mention.kind == "document" and mention.last == end else None
        return None

    def before(self, view: View, at: int, content: int | None, known: frozenset[str]) -> Mention | None:
        """The subject before its verb: «الوزارة أكدت أن», «لكن الوزير، خالد المرنيسي، صرح»."""
        if view.has(at - 1, "complement") and view.has(0, "earlier"):
            return self._earlier(view, at)
        if self.tied(view, at):
            return self._as_for(view, at)
        k = at - 1
        floor = max(-1, at - SUBJECT_REACH)
        while k > floor:
            if k == 0 or self._clause_at(view, k, at, content):
                mention = self._ending_at(view, k, at, content, known)
                if mention:
                    return self._described(view, k, mention) or mention
            k -= 1
        return None

    def _described(self, view: View, at: int, title: Mention) -> Mention | None:
        """«خالد المرنيسي، تاجر بالسوق، يقول إن»: the name that a title or a trade at word ``at`` tells more of."""
        if title.name is not None and title.kind == "person":
            return None
        end = at - 1
        if title.kind not in {"person", "group"} or not view.has(end, "comma"):
            return None
        for k in range(max(0, end - NEAR), end):
            if k > 0 and not view.tags[k - 1].mask & BREAK and not view.has(k - 1, "opening"):
                continue
            found = self.mentions.read(view, k)
            person = found is not None and found.kind in {"person", "unknown"} and found.name is not None
            if found is not None and found.name is not None and person and found.name[1] == end:
                role = (at, title.last) if title.kind == "person" else None
                return replace(found, kind="person", role=found.role or role, last=title.last)
        return None

    def _earlier(self, view: View, at: int) -> Mention | None:
        """«وسبق للوزير، خالد المرنيسي، أن أكد أن»: who had done so before."""
        mention = self.mentions.read(view, 1)
        told = (
            mention is not None and mention.kind in {"person", "body", "group"} and self._subjects.told(view, mention)
        )
        return mention if told and mention and mention.last <= at - 1 else None

    def _clause_at(self, view: View, k: int, verb: int, content: int | None) -> bool:
        """Whether a clause may begin at word ``k``; behind «أن» only one that reports («يذكر أن الوزارة كشفت …»)."""
        if view.tags[k - 1].mask & BREAK:
            return not self._within(view, k)
        if view.words[k - 1] in self.vocabulary.forms["auxiliary"] or (k == 1 and view.has(0, "adverb")):
            return True  # «كان محمد المرنيسي، مدير الوكالة، كشف»; «البارح المنسق الوطني … قال»
        if "complement" not in view.tags[k - 1]:
            return False
        if self.conceded(view, k - 1):
            return view.tags[verb]["verb"].strength == "strong"  # «رغم أن الوزارة أعلنت عن …»
        reports = (
            content is not None and content < verb + 2 * NEAR and not view.tags[content].keys().isdisjoint(CONTENTS)
        )
        return reports or any("narrator" in tags for tags in view.tags[:NEAR])

    def _as_for(self, view: View, at: int) -> Mention | None:
        """«أما رئيس الجماعة فأكد أن»: the topic of the sentence is the verb's subject."""
        _, then = self.vocabulary.letters.conjunctions[:2]
        if view.words[0] not in self.vocabulary.forms["as-for"] or not view.words[at].startswith(then):
            return None
        mention = self.mentions.read(view, 1) if at > 1 else None
        return mention if mention and mention.last <= at and mention.kind != "unknown" else None

    def _within(self, view: View, k: int) -> bool:
        """Whether the mark before a word stands inside one word: «Covid.Hespress.com»."""
        ends, starts = view.sentence.ends, view.sentence.starts
        return k > 1 and ends[k - 2] == starts[k - 1] and ends[k - 1] == starts[k]

    def _ending_at(self, view: View, at: int, verb: int, content: int | None, known: frozenset[str]) -> Mention | None:
        mention = self.mentions.read(view, at)
        if mention is None or mention.last > verb:
            return None
        end = verb - (view.words[verb - 1] in self.vocabulary.forms["perfect"])
        gap = view.tags[mention.last : end]
        loose = any(not tags.keys() & {"comma", "adverb", "opening", "close"} for tags in gap)
        opened = at <= NEAR and view.has(0, "opening") and (at == 1 or view.has(at - 1, "comma"))
        heads = at <= view.has(0, "adverb") or opened
        listed = view.has(verb - 1, "comma") and mention.kind in {"person", "body"} and content
        told = (heads and listed) or self._qualified(view, mention, verb, content, heads=at == 0 or heads or opened)
        told = told or self._had(view, mention, at, verb)
        if loose and not told and not self._speaks(view, mention, verb, content, heads=heads):
            return None
        if mention.kind == "unknown":
            known_name = named(view, mention, known)
            short = mention.last - mention.first <= NEAR - 1 and content is not None and content <= verb + NEAR
            short = short or (mention.role is not None and content is not None)  # «بنعلال مدير المكتب قال إن»
            return mention if known_name or (at == 0 and (short or self._announces(view, mention, verb))) else None
        return mention

    def _had(self, view: View, mention: Mention, at: int, verb: int) -> bool:
        """«وكان المكتب، التابع للوزارة، قد أعلن عن»: what stands between tells more of the one who had said so."""
        if at == 0 or view.words[at - 1] not in self.vocabulary.forms["auxiliary"] or mention.kind not in NAMED_KINDS:
            return False
        strong = view.tags[verb]["verb"].strength == "strong"
        return strong and not any(
            tags.keys() & {"verb", "complement", "participle"} for tags in view.tags[mention.last : verb]
        )

    def _announces(self, view: View, mention: Mention, verb: int) -> bool:
        """«المرنيسي يعلن تخصيص …»: in a title one word that names no place and the verb behind it."""
        tag, word = view.tags[verb]["verb"], view.words[mention.first]
        plain = mention.last == mention.first + 1 == verb and not view.tags[mention.first]
        man = tag.present and tag.strength == "strong" and not (tag.feminine or tag.plural)
        return plain and man and view.sentence.place == "title" and not word.endswith(self._unlike)

    def _qualified(self, view: View, mention: Mention, verb: int, content: int | None, *, heads: bool) -> bool:
        """«الدراسة التي امتدت لسنتين خلصت إلى أن»: a relative clause stands between a subject and its verb."""
        if not heads or content is None or content > verb + NEAR or view.tags[content].keys().isdisjoint(CONTENTS):
            return False
        relative = mention.last < verb - 1 and view.words[mention.last] in self.vocabulary.forms["block.person"]
        return relative and view.words[verb - 1] not in self.vocabulary.forms["block.person"]

    def _speaks(self, view: View, mention: Mention, verb: int, content: int | None, *, heads: bool) -> bool:
        """«مواطنة كانت تنتظر منذ الصباح علقت: "…"»: the one who heads the clause speaks in its quotation."""
        if content is None or content > verb + NEAR or view.tags[content].keys().isdisjoint({"colon", "open"}):
            return False
        gap = view.tags[mention.last : verb]
        if any(not tags.keys().isdisjoint({"comma", "complement", "participle"}) for tags in gap):
            return False
        return (heads and mention.kind == "group") or (mention.name is not None and mention.kind == "person")

    def stranger(self, view: View, at: int) -> bool:
        """Whether «إن» puts a subject of its own before the verb: «فإن سيناريوهات المناخ تتكهن بارتفاع …»."""
        for k in range(at - 1, max(-1, at - SUBJECT_REACH), -1):
            if "complement" in view.tags[k]:
                word = view.words[k]
                return k < at - 1 and word.endswith(self._that) and view.tags[k + 1].keys().isdisjoint(PLAIN_ADJUNCT)
            if view.tags[k].mask & BREAK or "verb" in view.tags[k]:
                return False
        return False

    def conceded(self, view: View, at: int) -> bool:
        """Whether «أن» at a word goes with «رغم», «بعد» or the like, and no report."""
        before = view.words[at - 1].removeprefix(self.vocabulary.letters.conjunctions[0]) if at > 0 else ""
        return before in self.vocabulary.forms["clause.conjunction"]

    def tied(self, view: View, at: int) -> bool:
        """Whether «و» stands before the verb, written onto it or apart."""
        return bool(view.tags[at]["verb"].proclitic) or (
            at > 0 and view.words[at - 1] in self.vocabulary.letters.conjunctions
        )


def _joined(view: View, at: int) -> bool:
    """Whether «و» on the word makes it part of a longer name: «مديرية الدراسات والتوقعات المالية»."""
    tag = view.tags[at].get("document")
    return tag is not None and bool(tag.proclitic) and at > 0
