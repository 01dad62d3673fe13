"""Quantities → speakers, one article at a time.

A quantity belongs to the last cue before it in its sentence, else to a cue that stands inside or after its clause
(«…، وفق الوزارة»), else to whoever's statement the sentence carries on (``implicit``), else to the narrator (``None``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from extractor.attribute.agents import Agents
from extractor.attribute.cast import Casting, Figure
from extractor.attribute.discourse import Resolver, Scope, Thread
from extractor.model import Quantity, Sentence, Speaker, Trace
from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.recognize.speakers import Cue, CueGrammar, View, Vocabulary

NARRATOR_REACH = 3  # words from a sentence's start within which the narrator takes over again
DELEGATE_REACH = 12  # words from «تلاها نيابة عنه» to the one who read


class Attributor:
    """Finds the speaker of every quantity.

    Looks for a reporting verb, a nominal cue, a colon or a running statement. Measured on the development
    gold by ``arqam evaluate``. Wrong when the narrator goes on after a statement without any mark of it.
    """

    def __init__(self, patterns: Patterns, fold: Folder) -> None:
        """Compile attribution.toml and agents.toml."""
        self._vocabulary = Vocabulary(patterns, fold)
        self._cues = CueGrammar(self._vocabulary)
        self._casting = Casting(self._vocabulary, self._cues.mentions)
        self._resolver = Resolver(self._casting)
        self._agents = Agents(patterns, fold)

    def attribute(
        self, sentences: Sequence[Sentence], quantities: Sequence[Sequence[Quantity]], published: date | None
    ) -> list[list[Speaker | None]]:
        """The speaker of every quantity, aligned with ``quantities``; ``None`` for the narrator's own.

        ``sentences`` are the article's title (if any) and body, in order; ``published`` dates the offices.
        """
        if not any(quantities):
            return [[] for _ in sentences]
        views = [self._vocabulary.view(one) for one in sentences]
        thread = Thread(self._casting.collect(views))
        answer: list[list[Speaker | None]] = []
        conveyors: dict[str, str] = {}
        for number, (view, found) in enumerate(zip(views, quantities, strict=True)):
            answer.append(self._sentence(view, number, found, thread, conveyors))
        return [[one and self._finished(one, conveyors, published) for one in row] for row in answer]

    def _sentence(
        self, view: View, number: int, found: Sequence[Quantity], thread: Thread, conveyors: dict[str, str]
    ) -> list[Speaker | None]:
        before = thread.speaker
        title = view.sentence.place == "title"
        scopes = self._scopes(view, number, thread, conveyors)
        narrated = any(view.has(k, "narrator") for k in range(NARRATOR_REACH))
        row = [self._speaker(view, quantity, scopes, None if narrated else before) for quantity in found]
        if title or (narrated and not scopes):
            thread.speaker = None
        return row

    def _scopes(self, view: View, number: int, thread: Thread, conveyors: dict[str, str]) -> list[Scope]:
        scopes: list[Scope] = []
        for cue in self._cues.read(view, thread.cast.known):
            relayed = self._relayed(view, cue, number, thread, conveyors)
            if relayed:
                scopes.append(relayed)
                continue
            figure = self._source(view, cue, number, thread, scopes)
            if figure is None:
                continue
            thread.hears(figure)
            self._resolver.register(view, cue, figure, thread)
            self._convey(view, cue, figure, number, thread, conveyors)
            scopes.append(Scope(cue.start, figure, cue, cue.both))
        return scopes

    def _source(self, view: View, cue: Cue, number: int, thread: Thread, scopes: list[Scope]) -> Figure | None:
        if cue.mention is not None:
            return self._resolver.resolve(view, cue.mention, thread, (number, cue.mention.first))
        if cue.kind == "participle" and not scopes:
            subject = self._subject(view, cue, number, thread)
            if subject:
                return subject
        return thread.speaker

    def _relayed(
        self, view: View, cue: Cue, number: int, thread: Thread, conveyors: dict[str, str]
    ) -> Scope | None:
        """«وفق موقع محلي» inside somebody's statement: the medium conveys, the speaker stays."""
        mention = cue.mention
        if cue.kind != "nominal" or mention is None or mention.mode != "medium" or thread.speaker is None:
            return None
        via = self._resolver.resolve(view, mention, thread, (number, mention.first))
        if via is None or via.name == thread.speaker.name:
            return None
        conveyors.setdefault(thread.speaker.name, via.name)
        return Scope(cue.start, thread.speaker, cue, cue.both)

    def _subject(self, view: View, cue: Cue, number: int, thread: Thread) -> Figure | None:
        """Who acts in the main clause that a participle carries on: «استقبل الوزير …، مؤكدا أن»."""
        for at in range(min(NARRATOR_REACH, cue.first)):
            if view.tags[at].keys() & {"role", "given", "honorific", "body", "name"}:
                mention = self._cues.mentions.read(view, at)
                if mention and mention.last <= cue.first:
                    return self._resolver.resolve(view, mention, thread, (number, at))
        return None

    def _convey(
        self, view: View, cue: Cue, figure: Figure, number: int, thread: Thread, conveyors: dict[str, str]
    ) -> None:
        if cue.via is not None:
            via = self._resolver.resolve(view, cue.via, thread, (number, cue.via.first))
            if via:
                conveyors.setdefault(figure.name, via.name)
            return
        for k in range(cue.first, len(view)):
            if "delegate" not in view.tags[k]:
                continue
            for at in range(k + view.tags[k]["delegate"].length, min(len(view), k + DELEGATE_REACH)):
                if view.tags[at].keys() & {"role", "given", "honorific"}:
                    mention = self._cues.mentions.read(view, at)
                    reader = mention and self._resolver.resolve(view, mention, thread, (number, at))
                    if reader and reader.name != figure.name:
                        conveyors[figure.name] = reader.name
                    return

    def _speaker(self, view: View, quantity: Quantity, scopes: list[Scope], before: Figure | None) -> Speaker | None:
        scope = None
        for one in scopes:
            if one.cue.first <= quantity.first:
                scope = one
        if scope is None:
            scope = next((one for one in scopes if one.both), None)
        if scope is not None:
            return self._made(view, scope.figure, scope.cue, "explicit")
        return self._made(view, before, None, "implicit") if before else None

    def _made(
        self, view: View, figure: Figure, cue: Cue | None, attribution: Literal["explicit", "implicit"]
    ) -> Speaker:
        span = view.sentence.cover(cue.first, cue.last) if cue else None
        trace = []
        if cue and span:
            trace.append(Trace("speakers", cue.rule, span))
            if figure.rule and cue.mention:
                trace.append(Trace("speakers", figure.rule, self._casting.span(view, cue.mention)))
        return Speaker(
            figure.name,
            figure.role,
            None,
            attribution,
            span.text(view.sentence.page) if span else None,
            None,
            self._casting.span(view, cue.mention) if cue and cue.mention else span,
            tuple(trace),
        )

    def _finished(self, speaker: Speaker, conveyors: dict[str, str], published: date | None) -> Speaker:
        agent = self._agents.find(speaker.name, speaker.role, published)
        via = conveyors.get(speaker.name)
        if agent is None and via is None:
            return speaker
        trace = (*speaker.trace, Trace("agents", agent.rule, speaker.span)) if agent and speaker.span else speaker.trace
        return replace(speaker, via=via, agent=agent.id if agent else None, trace=trace)
