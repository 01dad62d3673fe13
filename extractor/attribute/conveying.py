"""Who passes on what somebody says: the medium of «نقلت الوكالة عن المدير», whoever reads out his words."""

from __future__ import annotations

from extractor.attribute.cast import Figure
from extractor.attribute.discourse import Thread
from extractor.attribute.resolver import Resolver
from extractor.model import Trace
from extractor.recognize.speakers import DELEGATE, PERSON, Cue, MentionGrammar, View

Conveyors = dict[str, tuple[str, Trace]]  # by the speaker's name: who passes his words on, and what says so
DELEGATE_REACH = 12  # words from «تلاها نيابة عنه» to the one who read


class Conveying:
    """Notes the conveyors of an article."""

    def __init__(self, resolver: Resolver, mentions: MentionGrammar) -> None:
        """Keep who tells who a mention is, and who reads mentions."""
        self._resolver, self._mentions = resolver, mentions

    def note(self, view: View, cue: Cue, figure: Figure, number: int, thread: Thread, conveyors: Conveyors) -> None:
        """Note who passes on what ``figure`` says: the medium of «نقلت الوكالة عن», or whoever read it out."""
        if cue.via is not None:
            via = self._resolver.resolve(view, cue.via, thread, (number, cue.via.first))
            if via:
                span = view.sentence.cover(cue.first, cue.last)
                conveyors.setdefault(figure.name, (via.name, Trace("conveyor", cue.via.rule or cue.rule, span)))
            return
        for k in view.at(DELEGATE):
            if k >= cue.first:
                self._read_out(view, k, figure, number, thread, conveyors)
                return

    def _read_out(self, view: View, k: int, figure: Figure, number: int, thread: Thread, conveyors: Conveyors) -> None:
        """«في كلمة تلاها نيابة عنه …»: whoever follows word ``k`` read it out."""
        tag = view.tags[k]["delegate"]
        for at in range(k + tag.length, min(len(view), k + DELEGATE_REACH)):
            if not view.tags[at].mask & PERSON:
                continue
            mention = self._mentions.read(view, at)
            reader = mention and self._resolver.resolve(view, mention, thread, (number, at))
            if reader and reader.name != figure.name:
                step = Trace("conveyor", tag.rule, view.sentence.cover(k, k + tag.length))
                conveyors[figure.name] = (reader.name, step)
            return
