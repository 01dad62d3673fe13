"""Somebody at the head of a title or a line, then what he says: «المرنيسي: …», «المرنيسي.. …»."""

from __future__ import annotations

from extractor.recognize.speakers.cue import Cue, named, regional
from extractor.recognize.speakers.mention import Mention, opening
from extractor.recognize.speakers.mentions import MentionGrammar
from extractor.recognize.speakers.tags import View

ADDRESSEE = 6  # words of «في حوار مع …», «لهسبريس» before a colon
TOPICS = frozenset({"body", "document"})  # what an ellipsis names more often than who speaks
FAMILY = 5  # letters of a family name with «بن» written onto it
TITLE_REACH = 14  # words of a title before its colon


class ColonGrammar:
    """Finds the cue that a colon or an ellipsis makes of the words before it."""

    def __init__(self, mentions: MentionGrammar) -> None:
        """Keep the grammar of mentions."""
        self.vocabulary = mentions.vocabulary
        self.mentions = mentions
        self._heads = self.vocabulary.forms["mark.colon"] | self.vocabulary.forms["mark.ellipsis"]

    def read(self, view: View, known: frozenset[str]) -> Cue | None:
        """«المرنيسي: …», «المرنيسي.. …»: somebody at the head of a title or a line, then what he says."""
        if view.sentence.place != "title" and self._heads.isdisjoint(view.words[:TITLE_REACH]):
            return None
        leading = view.tags[0].get("leading")  # «في ما يلي نص بلاغ للوزارة: …»
        begin = leading.length if leading else 0
        for at in range(begin + 1, min(len(view), 2 * TITLE_REACH)):
            double = view.words[at] == "." and at + 1 < len(view) and view.words[at + 1] == "."
            colon = "colon" in view.tags[at]
            if colon or double or view.words[at] in self._heads:
                found = self._headed(view, begin, at, known) if at > begin else None
                if found or colon or view.sentence.place != "title":
                    return found
                begin = at + 1 + double
            elif at >= begin + TITLE_REACH or (begin == 0 and self._verbal(view, at)):
                return None
        return None

    def _verbal(self, view: View, at: int) -> bool:
        """Whether a clause begins at word ``at``: what stands before a colon behind it names nobody."""
        tags = view.tags[at].keys()
        return bool(tags & {"verb", "complement"}) and "given" not in tags

    def _headed(self, view: View, begin: int, at: int, known: frozenset[str]) -> Cue | None:
        mention = self.mentions.read(view, begin)
        if begin and mention is not None and mention.kind == "unknown":
            return None
        if mention is not None and mention.kind == "document" and mention.mode == "data" and mention.issuer is None:
            return None
        if mention is None or regional(view, mention, self.vocabulary) or self._topic(view, mention, at):
            return None
        if mention.last < at and not self._addressed(view, mention, at, known):
            return None
        if mention.kind == "unknown" and not (named(view, mention, known) or self._bare(view, mention.last, at)):
            return None
        rule = next(iter(view.tags[at].values())).rule if view.tags[at] else mention.rule
        return Cue("colon", at, at + 1, at + 1, rule, mention)

    def _led(self, view: View, at: int) -> bool:
        """Whether a preposition is written onto whatever opens a mention at a word: «للوزير: …», «كسيدة: …»."""
        tag = opening(view, at)
        return tag is not None and tag.proclitic.startswith(self.vocabulary.letters.prepositions)

    def _topic(self, view: View, mention: Mention, at: int) -> bool:
        """«ميناء الداخلة: نسبة الأشغال تبلغ», «حصيلة ثقيلة.. 45 قتيلا»: what a title is about, and no speaker."""
        word = view.words[mention.first].removeprefix(self.vocabulary.letters.article)
        site = mention.kind == "body" and word in self.vocabulary.forms["body.site"]
        toll = mention.kind == "document" and mention.issuer is None
        toll = toll and word in self.vocabulary.forms["title.topic"]  # «حصيلة ثقيلة لحادثة سير: 11 قتيلا»
        led = mention.kind != "unknown" and self._led(view, mention.first)
        return (site or toll or led) or ("colon" not in view.tags[at] and mention.kind in TOPICS)

    def _bare(self, view: View, last: int, at: int) -> bool:
        """Whether one word that may be a name heads a title: «بلوط: …», «المرنيسي: …», not «الباكالوريا: …»."""
        word = view.words[0]
        if last > 1 or view.sentence.place != "title" or view.has(0, "place"):
            return False
        if word in self.vocabulary.forms["title.topic"]:
            return False
        if word.startswith(tuple(self.vocabulary.forms["name.family"])) and len(word) >= FAMILY:
            return True  # «بنعرفة: …», «بنكيران.. …»
        if word in self.vocabulary.surnames:
            return True
        if "colon" not in view.tags[at] or word.endswith(tuple(self.vocabulary.forms["name.unlike"])):
            return False  # «گارو.. …» names what it is about
        return word.endswith(tuple(self.vocabulary.forms["name.ending"])) or not self.vocabulary.definite(word)

    def _addressed(self, view: View, mention: Mention, at: int, known: frozenset[str]) -> bool:
        """«خبير لهسبريس: …»: between the one who speaks and the colon stands only whom he told."""
        told = view.words[mention.last].startswith(self.vocabulary.letters.lam)
        person = mention.kind == "person" or (mention.kind == "unknown" and named(view, mention, known))
        medium = view.words[mention.last] in self.vocabulary.forms["stop.medium"]
        person = person or (medium and mention.kind == "unknown")
        return (
            (person or (mention.kind == "group" and told))
            and at - mention.last <= ADDRESSEE
            and not any(view.tags[k].keys() & {"verb", "comma", "end", "complement"} for k in range(mention.last, at))
        )
