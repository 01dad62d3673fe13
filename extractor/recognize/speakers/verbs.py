"""Reporting verbs with their subjects and what they report, in every order of words."""

from __future__ import annotations

from extractor.recognize.speakers.contents import COMPLEMENT_REACH, bare, content_at
from extractor.recognize.speakers.cue import Cue, territorial
from extractor.recognize.speakers.holdings import HoldingGrammar
from extractor.recognize.speakers.mention import Mention, opening
from extractor.recognize.speakers.mentions import MentionGrammar
from extractor.recognize.speakers.preceding import PrecedingGrammar
from extractor.recognize.speakers.relays import RelayGrammar
from extractor.recognize.speakers.subjects import NEAR, SubjectGrammar, remarked, signed
from extractor.recognize.speakers.tags import Tag, View

OBJECT_REACH = 10  # words from a subject to «توقعاته», with «في تقريره …» between commas
UNSAID = frozenset({"unknown", "document"})  # no subjects of «عقب»
RECEIVING = "verb.reached-result"
HEADS = frozenset({"body", "person", "group"})
TELLERS = HEADS | {"anaphor"}
SAYING = frozenset({"verb.said", "verb.darija.said"})
BEHIND = HEADS | {"unknown"}


class VerbGrammar:
    """Reads the cue of a verb: with its subject, without one, of a medium that relays or learns."""

    def __init__(self, mentions: MentionGrammar) -> None:
        """Keep the grammars of mentions and subjects."""
        self.vocabulary = mentions.vocabulary
        self.mentions = mentions
        self._subjects = SubjectGrammar(mentions)
        self._holdings = HoldingGrammar(mentions)
        self._relays = RelayGrammar(mentions)
        self._preceding = PrecedingGrammar(self._subjects)
        self._by = tuple(self.vocabulary.forms["demand.by"])

    def read(self, view: View, at: int, tag: Tag, known: frozenset[str]) -> Cue | None:
        """The cue that the verb at word ``at``, read as ``tag``, makes of its clause; ``None`` where none."""
        j = self._subjects.past_object(view, at + tag.length)
        counts = j < len(view) and self._counts(view, j)
        if self._mute(view, at, tag) or (counts and not self._speaks_figures(view, at, tag)):
            return None
        if tag.mode in {"learn", "relay"}:
            return (
                self._relays.learnt(view, at, j, tag)
                if tag.mode == "learn"
                else self._relays.relay(view, at, j, tag, known)
            )
        mention = None if self._subjects.absent(view, j, tag) else self.mentions.read(view, j)
        mention = None if mention is not None and self._no_subject(view, at, tag, mention) else mention
        if mention is not None and self._subjects.told(view, mention):
            j, mention = mention.last, None
        faint = tag.strength == "faint" and mention is not None and self._subjects.brought(view, mention)
        if faint or self._otherwise(view, at, j, tag, mention):
            return None
        if mention is not None and mention.kind == "unknown":
            mention = self._subjects.bare(view, at, mention, tag, known)
            if mention is None and self._counted(view, j, tag):
                return None
        elif mention is not None and tag.mode == "address" and self._object(view, at, tag, mention, known):
            mention = None
        if mention is not None:
            return self._with_subject(view, at, tag, mention)
        return self._without_subject(view, at, j, tag, known)

    def _speaks_figures(self, view: View, at: int, tag: Tag) -> bool:
        """«النقابة كتقول 80 فالمية», «النيابة طالبات ب 5 سنين»: who speaks stands right before, a figure behind."""
        said = tag.rule.rpartition("#")[2] in SAYING or (
            tag.mode == "address" and self._holdings.demands(view, at + tag.length)
        )
        if not said or self._preceding.tied(view, at):
            return False
        before = self._preceding.before(view, at, None, frozenset())
        return before is not None and before.last == at and before.kind in HEADS

    def _object(self, view: View, at: int, tag: Tag, mention: Mention, known: frozenset[str]) -> bool:
        """Whether the noun behind a verb is whom it addresses: «دعا الحكومة إلى», «المنظمة تتهم الشرطة بقتل …»."""
        informed = tag.plural and mention.kind == "body" and view.has(mention.last, "complement")
        if informed or not self._subjects.agrees(view, mention, tag):
            return True  # «مسؤولون أبلغوا رويترز أن»
        before = None if self._preceding.tied(view, at) else self._preceding.before(view, at, None, known)
        return before is not None and before.last == at and before.kind in {"body", "person"}

    def _no_subject(self, view: View, at: int, tag: Tag, mention: Mention) -> bool:
        """Whether the noun behind a verb says where («فإحدى الندوات»), or opens what is said."""
        addressed = mention.kind == "group" and mention.mode == "oblique" and not tag.plural  # «دعا المستشارين إلى»
        return addressed or self._inside(view, mention) or self._begins_content(view, at, tag, mention)

    def _begins_content(self, view: View, at: int, tag: Tag, mention: Mention) -> bool:
        """«الوزير قال الحكومة دارت …»: who speaks stands right before the verb, and no «أن» opens the content."""
        if tag.strength != "strong" or tag.mode is not None or not view.tags[at - 1 : at] or mention.name is None:
            return False
        if mention.kind not in BEHIND or content_at(view, mention.last, mention.last + OBJECT_REACH) is not None:
            return False
        before = None if self._preceding.tied(view, at) else self._preceding.before(view, at, None, frozenset())
        return before is not None and before.last == at and before.kind in TELLERS

    def _inside(self, view: View, mention: Mention) -> bool:
        """Whether «ف» stands for «في», so that what follows is no subject: «كشف فإحدى الندوات …»."""
        tag = opening(view, mention.first)
        return tag is not None and tag.proclitic.startswith(self.vocabulary.letters.conjunctions[1])

    def _mute(self, view: View, at: int, tag: Tag) -> bool:
        """Whether a relative, a negation or the narrator holds the verb, or the word is a noun («توقعات»)."""
        free = self._while(view, at) or view.words[at] in self.vocabulary.forms["block.open"]
        free = free or view.has(0, "earlier") or self._preceding.relative(view, at) is not None
        free = free or self._after(view, at, tag)
        blocked = view.has(at - 1, "block") and not tag.proclitic and not free
        data = view.tags[at].get("document")
        blocked = blocked or "obtained" in view.tags[at]  # «توصلت بها جريدة …»
        blocked = blocked or self._verbal_noun(view, at, tag)
        return blocked or "narrator" in view.tags[at] or (data is not None and data.mode == "data")

    def _verbal_noun(self, view: View, at: int, tag: Tag) -> bool:
        """«تمكنت من رصد موقع التسرب»: behind a preposition the word is a noun."""
        return view.has(at - 1, "preposed") and bare(tag)

    def _after(self, view: View, at: int, tag: Tag) -> bool:
        """«بعد أن أكدت النقابة أن …»: what somebody had said, not what he should."""
        past = not tag.present and tag.strength == "strong" and at > 1 and view.has(at - 1, "complement")
        if not past or not self._preceding.conceded(view, at - 1):
            return False
        return content_at(view, at + 1, at + COMPLEMENT_REACH) is not None

    def _counts(self, view: View, j: int) -> bool:
        """Whether a number is the verb's subject or object: «سجل 40 هدفا»."""
        return "numeral" in view.tags[j] or view.words[j][0].isdigit()

    def _otherwise(self, view: View, at: int, j: int, tag: Tag, mention: Mention | None) -> bool:
        """Whether the word means something else before what follows it: «عقب الاجتماع», «خفض البنك سعر الفائدة»."""
        if (
            "stop" in view.tags[at]
            and mention is not None
            and (mention.mode == "event" or (mention.kind in UNSAID and tag.mode != "contain"))
            and not self._shows(view, mention)
        ):
            return True
        if tag.mode == "head":  # «وبين المصدر أن», not «بين الطرفين»
            return at > 0 or mention is None or not view.has(mention.last, "complement")
        last = mention.last if mention is not None else j
        if tag.mode == "contain" and (self._received(view, tag, last) or (mention and self._allots(view, last))):
            return True
        if tag.mode == "comment":  # «علقت الأبناك منح القروض»
            return mention is not None and mention.last < len(view) and not view.tags[mention.last]
        if tag.mode == "estimate":
            told = mention is not None and mention.kind in {"body", "person", "document"}
            return not told or self._manages(view, mention)
        return tag.mode == "forecast" and not self._forecasts(view, j, mention)

    def _received(self, view: View, tag: Tag, at: int) -> bool:
        """«توصلت الوزارة بـ1200 شكاية», not «توصلت الدراسة إلى أن»."""
        return tag.rule.endswith(RECEIVING) and at < len(view) and view.words[at].startswith(self._by)

    def _shows(self, view: View, mention: Mention) -> bool:
        """«وبين بحث ميداني، أعدته الجمعية، أن»: a document whose content follows, behind a word like a preposition."""
        if mention.kind != "document" or mention.mode == "event":
            return False
        content = content_at(view, mention.last, mention.last + NEAR)
        return content is not None and "complement" in view.tags[content]

    def _manages(self, view: View, mention: Mention | None) -> bool:
        """«قدر الفنان يحقق 10 مليون مشاهدة»: in Darija who is able to."""
        at = mention.last if mention is not None else len(view)
        return at < len(view) and view.words[at].startswith(self.vocabulary.acting)

    def _allots(self, view: View, at: int) -> bool:
        """«رصدت الوزارة غلافا ماليا»: money set aside, nothing said."""
        return at < len(view) and view.words[at] in self.vocabulary.forms["funds"]

    def _forecasts(self, view: View, j: int, mention: Mention | None) -> bool:
        """Whether what somebody lowers or keeps is a forecast: «خفض الصندوق توقعاته»."""
        start = mention.last if mention and mention.kind != "unknown" else j
        for k in range(start, min(len(view), start + OBJECT_REACH)):
            if view.words[k] in self.vocabulary.forms["forecast.object"]:
                return True
            if k >= start + NEAR and not view.has(start, "comma"):
                return False
        return False

    def _counted(self, view: View, j: int, tag: Tag) -> bool:
        """«فقد رصد الكشف السريع 28 حالة»: something counts, and nobody says so."""
        held = tag.mode == "contain" and self.vocabulary.definite(view.words[j])
        return held and content_at(view, j, j + COMPLEMENT_REACH) is None

    def _while(self, view: View, at: int) -> bool:
        """«في الوقت الذي أعلن …»: the relative goes with a time, not with who reports."""
        return at > 1 and view.words[at - 2] in self.vocabulary.forms["block.time"]

    def _with_subject(self, view: View, at: int, tag: Tag, mention: Mention) -> Cue | None:
        content = content_at(view, mention.last, mention.last + COMPLEMENT_REACH)
        counted = tag.mode == "contain" and territorial(view, mention, self.vocabulary)
        if counted and (content is None or "complement" not in view.tags[content]):
            return None
        holds = self._holdings.holds(view, tag, mention, mention.last)
        clause = holds or self._clause(view, tag, mention.last, content) or self._far(view, mention, content)
        pointed = mention.same or mention.kind == "anaphor"  # «…، يسجل المصدر ذاته، …»
        pointed = pointed or (mention.kind in HEADS and signed(view, at))  # «"…"، يشتكي صاحب المقهى»
        clause = clause or (pointed and tag.present and self._inserted(view, at, tag, mention.last))
        if (tag.strength == "faint" and not clause) or self._takes(view, tag, mention, content):
            return None
        both = self._inserted(view, at, tag, mention.last) or (content is None and remarked(view, at))
        if both and content is not None and "complement" in view.tags[content]:
            both = not view.has(at - 1, "comma") or view.has(at - 2, "close")  # «في المركز، …، ذكر نشطاء، أمس، أن»
        if not (
            content or both or holds or tag.strength == "strong" or mention.kind in {"person", "document", "anaphor"}
        ):
            return None
        start = content if content is not None else mention.last
        told = self._relays.passed_on(view, mention, content)
        if told is not None:
            return Cue("verb", at, at + 1, told.last, tag.rule, told, via=mention)
        return Cue("verb", at, at + 1, start, tag.rule, mention, both=both, feminine=tag.feminine, mode=tag.mode)

    def _takes(self, view: View, tag: Tag, mention: Mention, content: int | None) -> bool:
        """Whether a document with its owner's pronoun is the object: «تلميذة تتابع دراستها»."""
        head = view.tags[mention.first].get("document") if mention.kind == "document" else None
        return head is not None and head.owned and content is None and tag.strength != "strong"

    def _far(self, view: View, mention: Mention, content: int | None) -> bool:
        """Whether the content of a named person's statement follows a longer adjunct, with no mark between.

        «كتب ياسين المرنيسي أحد مستشاري الرئيس في صحيفة محلية أن».
        """
        at = mention.last
        if mention.kind != "person" or mention.name is None or content is None or content >= at + OBJECT_REACH:
            return False
        adjunct = view.tags[at:content]
        said = "complement" in view.tags[content] or (view.has(content, "colon") and view.has(content + 1, "open"))
        return said and not any(tags.keys() & {"comma", "verb", "end"} for tags in adjunct)

    def _clause(self, view: View, tag: Tag, at: int, content: int | None) -> bool:
        """Whether a content clause follows word ``at`` closely, or behind an adjunct between commas.

        What a verb of many senses needs to report: «سجل القضاة، خلال مهمة المراقبة، أن».
        """
        marks = {"complement"} if tag.mode == "deem" else {"complement", "colon"}  # «تعتبر مراكز رئيسية: …» is passive
        if content is None or view.tags[content].keys().isdisjoint(marks):
            return False
        if at + 1 < len(view) and view.words[at + 1] in self.vocabulary.forms["notice"]:
            return True  # «تنهي الوكالة إلى علم المرتفقين …، أن»
        if view.has(at, "stop") and content < at + 2 * NEAR and "verb" not in view.tags[content - 1]:
            return True
        behind = content - 1 - view.has(content - 1, "stop")  # «خلصت الدراسة، التي …، إلى أن»
        return content < at + NEAR or (view.has(at, "comma") and view.has(behind, "comma"))

    def _inserted(self, view: View, at: int, tag: Tag, end: int) -> bool:
        """Whether the verb and its subject stand inside or after what they report: «…، يقول المتحدث»."""
        if tag.mode == "contain" and view.has(at - 1, "as"):
            return False  # «كما أحصت الجهة، …»: what it counted, not what it says
        if view.has(at - 1, "thus") and signed(view, at):
            return True  # «"…"، هكذا لخص المدير الوضع»
        before = at > 0 and view.tags[at - 1].keys() & {"comma", "close", "end", "as"}
        while view.has(end, "adverb"):
            end += 1  # «…، تقول المديرة بحسرة»
        after = end >= len(view) or bool(view.tags[end].keys() & {"comma", "end", "open", "participle"})
        after = after or (tag.present and view.has(at - 1, "comma") and self._trails(view, end))
        return bool(before) and after and not self._preceding.tied(view, at)

    def _trails(self, view: View, at: int) -> bool:
        """Whether nothing but where it was said follows, to the end: «…، يقول المكتب في نشرته الشهرية.»."""
        rest = view.tags[at : at + OBJECT_REACH]
        if len(view) > at + OBJECT_REACH or not view.has(at, "stop"):
            return False
        return not any(tags.keys() & {"complement", "colon", "comma", "verb", "open"} for tags in rest)

    def _without_subject(self, view: View, at: int, j: int, tag: Tag, known: frozenset[str]) -> Cue | None:
        content = content_at(view, j, j + COMPLEMENT_REACH)
        mention = self._preceding.relative(view, at) or self._subjects.late(view, j, content)
        mention = mention or self._preceding.before(view, at, content, known)
        trailing = None if mention or content else self._subjects.trailing(view, at, j)
        if trailing is not None:
            return Cue("verb", at, at + 1, trailing.last, tag.rule, trailing, both=True)
        near = content_at(view, j, j + NEAR)
        holds = tag.strength != "strong" and self._holdings.holds(view, tag, mention, j)
        if tag.strength == "faint" and not (holds or self._clause(view, tag, j, content)):
            return None
        plain = tag.mode == "address" and at > 0 and not view.tags[at - 1] and not self._preceding.tied(view, at)
        if mention is None and (
            plain  # «إثر تظاهرات حاشدة طالبت برحيله»
            or tag.mode == "passive"
            or self._impersonal(view, at, j)
            or self._preceding.stranger(view, at)
        ):
            return None
        body = mention is not None and mention.kind == "body" and not self._tells_of(view, j, mention)
        if tag.strength == "weak" and body and not (content or holds or self._done(view, j)):
            return None
        if mention is None and tag.strength != "strong" and near is None and not self._adjunct(view, j, content):
            return None
        start = content if content is not None else at + 1
        return Cue(
            "verb", at, at + 1, start, tag.rule, mention, feminine=tag.feminine, plural=tag.plural, mode=tag.mode
        )

    def _impersonal(self, view: View, at: int, j: int) -> bool:
        """«أعلن أمس عن تسجيل …»: nobody is said to have said it."""
        return (
            j < len(view)
            and view.words[j] in self.vocabulary.forms["relay.from"]
            and not self._preceding.tied(view, at)
        )

    def _tells_of(self, view: View, at: int, mention: Mention) -> bool:
        """«الصحافة تحدثت عن 450 ألف دولار»."""
        return mention.mode == "medium" and at < len(view) and view.words[at] in self.vocabulary.forms["relay.from"]

    def _done(self, view: View, at: int) -> bool:
        """Whether nothing follows a verb that could be its object: «…، كما الوزارة أشارت.»."""
        return at >= len(view) or bool(view.tags[at].keys() & {"comma", "end", "stop", "open", "event"})

    def _adjunct(self, view: View, at: int, content: int | None) -> bool:
        """«وتابع، في السياق ذاته، أن»: between commas nothing but circumstance stands before the content."""
        if content is None or at >= len(view):
            return False
        return view.has(at, "comma") or ("stop" in view.tags[at] and "open" in view.tags[content])
