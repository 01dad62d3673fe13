"""What follows a verb without a content clause and is said all the same: figures that a document has in it, demands."""

from __future__ import annotations

from extractor.recognize.speakers.cue import territorial
from extractor.recognize.speakers.mention import Mention
from extractor.recognize.speakers.mentions import MentionGrammar
from extractor.recognize.speakers.subjects import NEAR
from extractor.recognize.speakers.tags import Tag, View

ADJUNCT = 10  # words of a circumstance between commas
ADDRESSING = frozenset({"body", "person", "group", "anaphor", "unknown"})
RECKONING = frozenset({"verb.counted", "verb.documented"})
FEELING = frozenset({"feel", "stance"})
UNHELD = frozenset({"data", "event"})


class HoldingGrammar:
    """Tells whether what stands behind a verb and its subject is what they say."""

    def __init__(self, mentions: MentionGrammar) -> None:
        """Keep the grammar of mentions."""
        self.vocabulary = mentions.vocabulary
        self.mentions = mentions
        self._owners = tuple(self.vocabulary.forms["inflect.object"])
        self._by = tuple(self.vocabulary.forms["demand.by"])

    def holds(self, view: View, tag: Tag, mention: Mention | None, at: int) -> bool:
        """Whether a document has the figures in it: «تضمن التقرير 40 توصية», «سجلت المذكرة ارتفاع …»."""
        if tag.mode == "inspect":
            return mention is not None and self._inspects(view, mention)
        if tag.mode == "foresee":  # «توقع بنك المغرب نموا»: what is foreseen follows as a noun
            return mention is not None and mention.kind != "unknown" and not self._parted(view, mention.last)
        if tag.mode == "talk":
            return mention is not None and mention.kind != "unknown" and self._talks_of(view, mention)
        if tag.mode == "address":
            return mention is not None and mention.kind in ADDRESSING and self.demands(view, at)
        if tag.mode in FEELING:
            return mention is not None and self._feels(view, at)
        return tag.mode == "contain" and mention is not None and self._contains(view, tag, mention)

    def _reckons(self, view: View, tag: Tag, mention: Mention) -> bool:
        """«أحصى المرصد مقتل 40 مدنيا», «وثقت الجمعية وفاة …»: what a body keeps count of."""
        counts = tag.rule.rpartition("#")[2] in RECKONING and view.has(mention.last, "event")
        return counts and not territorial(view, mention, self.vocabulary)

    def _contains(self, view: View, tag: Tag, mention: Mention) -> bool:
        """Whether the figures are a document's own, or what a person or a body in its document counted."""
        if view.has(mention.last, "inside"):
            return True  # «قدمت المديرية تفاصيل العملية»
        if mention.kind == "person":
            return view.has(mention.last, "event")  # «سجل الخبير وجود اختلاف»
        if mention.kind == "body":
            behind = {kind for tags in view.tags[mention.last : mention.last + NEAR + 1] for kind in tags}
            told = "document" in behind and "nominal" not in behind  # «أحصت الجمعية، في تقريرها، 120 حالة»
            return told or self._reckons(view, tag, mention)
        if mention.kind != "document" or mention.mode in UNHELD:
            return False
        word = view.words[mention.first].removeprefix(self.vocabulary.letters.article)
        return word not in self.vocabulary.forms["document.plan"]

    def demands(self, view: View, at: int) -> bool:
        """«طالب ممثل النيابة بعقوبة …», «دعت الجمعية إلى …»: what is asked for follows."""
        at = self._past_adjunct(view, at)  # «طالب المرنيسي، المستشار الجماعي، بفتح …»
        addressed = self.mentions.read(view, at) if at < len(view) and "role" in view.tags[at] else None
        if addressed is not None and addressed.kind == "person":
            at = addressed.last + view.has(addressed.last, "comma")  # «طالب النقيب، وزير العدل خالد المرنيسي، بفتح …»
        if at >= len(view):
            return False
        word, lone = view.words[at], at + 1 < len(view) and view.words[at + 1][0].isdigit()
        lone = lone or view.has(at + 1, "open")  # «طالب المهنيون بـ"التدخل"»
        if word.startswith(self._by) and (len(word) > NEAR or (len(word) == 1 and lone)):
            return True
        for k in range(at, min(len(view), at + 2 * NEAR)):  # «دعا المجلس السلطات العمومية إلى …»
            if view.words[k] in self.vocabulary.forms["demand.to"] or (
                view.words[k] in self._by and view.has(k + 1, "open")
            ):
                return True
            if not self.vocabulary.definite(view.words[k]):
                return False
        return False

    def _past_adjunct(self, view: View, at: int) -> int:
        """Past a comma, and a circumstance up to the next one: «وعد، في ماي الماضي، بكلفة …»."""
        if not view.has(at, "comma") or not view.has(at + 1, "stop"):
            return at + view.has(at, "comma")
        end = next((k for k in range(at + 2, min(len(view), at + ADJUNCT)) if view.has(k, "comma")), at)
        return end + 1

    def _inspects(self, view: View, mention: Mention) -> bool:
        """«وقف قضاة المجلس على أداء مبلغ …»: what inspectors came upon."""
        onward = mention.last < len(view) and view.words[mention.last] in self.vocabulary.forms["inspect.on"]
        return onward and mention.kind in {"body", "group", "document"}

    def _talks_of(self, view: View, mention: Mention) -> bool:
        """«تحدثت النقابات عن مشاركة …»: but not a medium, which tells of what others say."""
        at = mention.last
        return mention.mode != "medium" and at < len(view) and view.words[at] in self.vocabulary.forms["relay.from"]

    def _feels(self, view: View, at: int) -> bool:
        """«عبر نشطاء عن قلقهم من إغلاق …», «أعربت الجمعية عن رفضها …»: what somebody feels follows."""
        if at + 1 >= len(view) or view.words[at] not in self.vocabulary.forms["relay.from"]:
            return False
        feeling = view.words[at + 1]
        return feeling.endswith(self._owners) and not self.vocabulary.definite(feeling)

    def _parted(self, view: View, at: int) -> bool:
        """Whether a mark or the sentence's end stands at word ``at``."""
        return at >= len(view) or not view.tags[at].keys().isdisjoint({"comma", "end", "open"})
