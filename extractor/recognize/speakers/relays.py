"""Media that pass on what others say: «نقلت الوكالة عن», «علمت الجريدة من», «ذكر الموقع أن تقرير …»."""

from __future__ import annotations

from dataclasses import replace

from extractor.recognize.speakers.contents import COMPLEMENT_REACH, content_at
from extractor.recognize.speakers.cue import Cue, named
from extractor.recognize.speakers.mention import Mention
from extractor.recognize.speakers.mentions import MentionGrammar
from extractor.recognize.speakers.subjects import LEARNT, NEAR
from extractor.recognize.speakers.tags import Tag, View

IMPUTING = "verb.imputed"  # «نسبت الصحيفة إلى المدير قوله إن»
PAPER_REACH = 10  # half the words from a paper to what it says, with «الصادر أمس» between commas


class RelayGrammar:
    """Reads who told a medium what it reports."""

    def __init__(self, mentions: MentionGrammar) -> None:
        """Keep the grammar of mentions."""
        self.vocabulary = mentions.vocabulary
        self.mentions = mentions

    def relay(self, view: View, at: int, j: int, tag: Tag, known: frozenset[str]) -> Cue | None:
        """«نقلت الوكالة عن المدير قوله إن …»: the medium is the conveyor, the one after «عن» the source."""
        via = self.mentions.read(view, j)
        if via is None or via.kind == "unknown":
            return None
        origin = self.vocabulary.forms["relay.to" if tag.rule.endswith(IMPUTING) else "relay.from"]
        for k in range(via.last, min(len(view), via.last + 3)):
            if view.words[k] in origin:
                mention = self.mentions.read(view, k + 1)
                if mention is None:
                    return None
                content = content_at(view, mention.last, mention.last + COMPLEMENT_REACH)
                if mention.kind == "unknown" and not named(view, mention, known):
                    if content is None or content > mention.last + NEAR:
                        return None
                    mention = replace(mention, kind="person")
                return Cue("verb", at, at + 1, content or mention.last, tag.rule, mention, via=via)
        if via.mode == "medium" and view.has(via.last, "complement"):  # «نقلت الوكالة أن»: nobody else is named
            return Cue("verb", at, at + 1, via.last, tag.rule, via, feminine=tag.feminine)
        return None

    def learnt(self, view: View, at: int, j: int, tag: Tag) -> Cue | None:
        """«علمت الجريدة من مصادر مهنية أن»: who told the medium is the source."""
        for k in range(j, min(len(view), j + LEARNT)):
            if view.words[k] in self.vocabulary.forms["learn.from"]:
                mention = self.mentions.read(view, k + 1)
                if mention is None or mention.kind == "unknown":
                    return None
                content = content_at(view, mention.last, mention.last + COMPLEMENT_REACH)
                return Cue("verb", at, at + 1, content, tag.rule, mention) if content else None
        return None

    def passed_on(self, view: View, medium: Mention, content: int | None) -> Mention | None:
        """«ذكر الموقع أن تقرير الوكالة، الصادر أمس، أن»: the paper whose content a medium passes on."""
        if medium.mode != "medium" or content is None or not view.has(content + 1, "document"):
            return None
        paper = self.mentions.read(view, content + 1)
        if paper is None or paper.kind != "document":
            return None
        again = content_at(view, paper.last, paper.last + 2 * PAPER_REACH)
        return paper if again is not None and "complement" in view.tags[again] else None
