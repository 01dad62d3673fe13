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
from extractor.attribute.conveying import Conveying, Conveyors
from extractor.attribute.discourse import Scope, Thread, Turn, parted, relaying, steps, summing, unissued
from extractor.attribute.resolver import Resolver
from extractor.attribute.running import running
from extractor.model import Quantity, Sentence, Speaker, Trace
from extractor.normalize import Folder
from extractor.patterns import Patterns
from extractor.recognize.speakers import (
    BODY,
    BREAK,
    PAPER,
    PERSON,
    QUOTE,
    THROUGH,
    Cue,
    CueGrammar,
    View,
    Vocabulary,
)

NARRATOR_REACH = 3  # words from a sentence's start within which the narrator takes over again
WITNESS_REACH = 6  # words from a sentence's start to «عاينت الجريدة», behind a place or a time
SUBJECT_REACH = 8  # words from a sentence's start to the subject of its main verb
ACTOR_REACH = 12  # words before a participle within which the clause that it carries on has its subject
CITED = 2  # cues of a quotation that cites somebody; words from its end to the verb of the one who signs it
OWN_FIGURE = 1  # words (a comma) from a nominal cue to the figure that it stands before
SUBJECTS = frozenset({"group", "role", "given", "known", "honorific", "body", "name"})
ACTS = frozenset({"verb", "act"})
CONTENTS = frozenset({"complement", "colon", "open"})
OPENERS = frozenset({"person", "body"})


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
        self._conveying = Conveying(self._resolver, self._cues.mentions)
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
        thread = Thread(self._casting.collect(views), sentences)
        conveyors: Conveyors = {}
        turns = []
        for number, view in enumerate(views):
            thread.block += number > 0 and parted(views[number - 1], view)
            turns.append(self._turn(view, number, thread, conveyors))
        carried = running(turns, self._agent, self._vocabulary.future, self._vocabulary.forms["exchange"])
        made: list[Speaker | None]
        answer: list[list[Speaker | None]] = []
        opened: dict[str, tuple[View, Cue]] = {}
        behind = (*turns[1:], None)
        for turn, after, found, before in zip(turns, behind, quantities, carried, strict=True):
            summed = after.scopes[0] if after is not None and not turn.scopes and summing(turn, after) else None
            if after is not None and summed is not None:
                made = [self._made(after.view, summed.figure, summed.cue, "explicit") for _ in found]
            else:
                made = [self._speaker(turn, quantity, before, found) for quantity in found]
            answer.append([one and self._finished(_traced(one, opened), conveyors, published) for one in made])
            opened |= {scope.figure.name: (turn.view, scope.cue) for scope in turn.scopes}
        return answer

    def _turn(self, view: View, number: int, thread: Thread, conveyors: Conveyors) -> Turn:
        """Read sentence ``number``: its scopes, and whether the narrator opens it."""
        last = thread.quoted
        scopes = self._scopes(view, number, thread, conveyors)
        head = [tags for tags in view.tags[:WITNESS_REACH] if tags]
        narrated = any("witness" in tags for tags in head)
        narrated = narrated or any("narrator" in tags for tags in view.tags[:NARRATOR_REACH])
        if view.sentence.place == "title" or (narrated and not scopes):
            thread.speaker = None
        if scopes:
            thread.quoted = scopes[-1].figure
        return Turn(view, tuple(scopes), narrated, last)

    def _scopes(self, view: View, number: int, thread: Thread, conveyors: Conveyors) -> list[Scope]:
        scopes: list[Scope] = []
        for cue in self._cues.read(view, thread.cast.known):
            if cue.kind == "colon" and thread.lists(number, last=cue.start >= len(view)) and not _person(cue):
                continue
            relayed = self._relayed(view, cue, number, thread, conveyors)
            if relayed:
                scopes.append(relayed)
                continue
            figure = self._source(view, cue, number, thread, scopes)
            if figure is None or (cue.plural and cue.mention is None and figure.kind != "group"):
                continue
            if scopes and (
                self._inside(view, scopes[-1], cue)
                or self._resting(view, scopes[-1], cue)
                or self._quoted(view, scopes[-1], cue, figure)
            ):
                continue
            thread.hears(figure)
            self._resolver.papers.register(view, cue, figure, thread)
            self._conveying.note(view, cue, figure, number, thread, conveyors)
            scopes.append(
                Scope(
                    cue.start,
                    figure,
                    cue,
                    cue.both,
                    conjoined=self._conjoined(view, cue),
                    nested=view.has(cue.first - 1, "complement"),
                )
            )
        if len(scopes) > 1 and scopes[-1].cue.kind == "nominal":
            acting = [one for one in scopes if one.cue.kind != "nominal"]
            if acting:  # «قال المرنيسي إن …، حسب أرقام المكتب، …»: he goes on
                thread.hears(acting[-1].figure)
        return scopes

    def _inside(self, view: View, last: Scope, cue: Cue) -> bool:
        """Whether a source stands between a verb and its content: «قال الوزير، استنادا إلى أرقام البنك، إن …»."""
        before = cue.kind == "nominal" and last.cue.kind != "nominal" and cue.last <= last.start < len(view)
        before = before and not relaying(last)  # «ذكر الموقع، نقلا عن تقرير للوكالة، أن»: the agency says so
        return before and not view.tags[last.start].keys().isdisjoint(CONTENTS)

    def _resting(self, view: View, last: Scope, cue: Cue) -> bool:
        """Whether somebody's content opens with data of nobody's: «أوضح الوزير أنه، وفق آخر الإحصائيات، …»."""
        mention, head = cue.mention, cue.first - view.has(cue.first - 1, "comma") - 1
        loose = mention is not None and mention.kind == "document" and mention.issuer is None and not mention.same
        acting = last.cue.kind != "nominal" and cue.kind == "nominal" and not relaying(last)
        return loose and acting and head == last.start and view.has(head, "complement")

    def _quoted(self, view: View, last: Scope, cue: Cue, figure: Figure) -> bool:
        """Whether data of nobody's are named inside what somebody says in quotation marks: he speaks on.

        «مبرزا أن "معطيات اليوم تشير إلى أن …"». Nor does a verb report there without content: «أجاب الوزراء عن».
        """
        mention = cue.mention
        loose = figure.kind == "document" and mention is not None and mention.mode == "data"
        loose = loose and last.figure.kind != "document"
        act = cue.kind == "verb" and (cue.start >= len(view) or view.tags[cue.start].keys().isdisjoint(CONTENTS))
        if not (loose or act):
            return False
        inside = False
        for k in view.at(QUOTE):
            if last.start <= k < cue.first:
                inside = "open" in view.tags[k]
        return inside

    def _conjoined(self, view: View, cue: Cue) -> bool:
        """Whether «و» or «كما» ties a verb to what was said before, so that its subject is the one who spoke."""
        tag = view.tags[cue.first].get("verb")
        return bool(tag and tag.proclitic) or view.has(cue.first - 1, "opening")

    def _source(self, view: View, cue: Cue, number: int, thread: Thread, scopes: list[Scope]) -> Figure | None:
        if cue.mention is not None or cue.mode == THROUGH:
            return self._named(view, cue, number, thread, scopes)
        if cue.kind == "participle" and not scopes:
            subject = self._subject(view, cue, number, thread)
            if subject:
                return subject
        if cue.kind == "participle":  # «وتذكر الورقة، وفق تقديرات الوزارة، …، مضيفة أن»: the verb's subject goes on
            acting = [one.figure for one in scopes if one.cue.kind != "nominal"]
            if acting:
                return acting[-1]
        if cue.kind == "verb" and not scopes and self._conjoined(view, cue):
            subject = self._subject(view, cue, number, thread)
            if subject and self._acted(subject, cue):
                return subject
        measured = bool(scopes) and scopes[-1].cue.kind == "nominal" and unissued(scopes[-1])
        before = thread.previous
        if measured and before is not None and before.kind == "person" and scopes[-1].figure.kind == "document":
            return before  # «وقدمت الوزيرة حصيلة، وفق معطيات أمس، حيث أوردت أن»
        speaking = thread.speaking(feminine=cue.feminine, gendered=self._resolver.feminine)
        return speaking or self._opener(view, cue, number, thread)

    def _named(self, view: View, cue: Cue, number: int, thread: Thread, scopes: list[Scope]) -> Figure | None:
        """Who is named; whoever acts in the sentence where a paper of his is: «…، وفق ما أوردته في بلاغ»."""
        if cue.mode == THROUGH:
            acting = scopes[-1].figure if scopes else self._subject(view, cue, number, thread)
            if acting is not None and acting.kind in OPENERS:
                return acting
        mention = cue.mention
        return self._resolver.resolve(view, mention, thread, (number, mention.first)) if mention else None

    def _acted(self, subject: Figure, cue: Cue) -> bool:
        """Whether the subject of the verb before may be this one's, too: «تراجعت الشرطة عن إعلانها، وقالت إن …»."""
        if subject.kind == "body":
            return cue.feminine is True and self._resolver.feminine(subject)
        return subject.kind == "person" and self._resolver.agrees(subject, feminine=cue.feminine)

    def _opener(self, view: View, cue: Cue, number: int, thread: Thread) -> Figure | None:
        """Who opens the sentence whose verb nobody spoke before: «جاء ذلك في جواب للوزيرة …، حيث أكدت أن»."""
        near = view.has(cue.start, "complement") and cue.start - cue.last <= NARRATOR_REACH
        one = self._subject(view, cue, number, thread) if near and cue.kind == "verb" else None
        if near and cue.kind == "verb" and (one is None or one.kind not in OPENERS):
            papers = [k for k in view.at(PAPER) if k < cue.first]
            mention = self._cues.mentions.read(view, papers[0]) if papers else None
            if mention is not None and mention.issuer is not None and mention.last <= cue.first:
                one = self._resolver.resolve(view, mention, thread, (number, papers[0]))
        if one is None or one.kind not in OPENERS or one.medium:
            return None
        return one if one.kind == "body" or self._resolver.agrees(one, feminine=cue.feminine) else None

    def _relayed(self, view: View, cue: Cue, number: int, thread: Thread, conveyors: Conveyors) -> Scope | None:
        """«وفق موقع محلي» inside somebody's statement: the medium conveys, the speaker stays."""
        mention = cue.mention
        if cue.kind != "nominal" or mention is None or mention.mode != "medium" or thread.speaker is None:
            return None
        if thread.heard != thread.block:
            return None
        via = self._resolver.resolve(view, mention, thread, (number, mention.first))
        if via is None or via.name == thread.speaker.name or thread.speaker.medium:
            return None
        span = view.sentence.cover(mention.first, mention.last)
        conveyors.setdefault(thread.speaker.name, (via.name, Trace("conveyor", mention.rule or cue.rule, span)))
        return Scope(cue.start, thread.speaker, cue, cue.both)

    def _subject(self, view: View, cue: Cue, number: int, thread: Thread) -> Figure | None:
        """Who acts in the main clause that a participle carries on: «استقبل الوزير …، مؤكدا أن»."""
        for at in range(min(NARRATOR_REACH, cue.first)):
            if view.tags[at].mask & (PERSON | BODY) and not self._led(view, at):
                mention = self._cues.mentions.read(view, at)
                if mention and mention.last <= cue.first:
                    return self._resolver.resolve(view, mention, thread, (number, at))
        near = range(cue.first - 1, max(0, cue.first - ACTOR_REACH), -1)
        for at in (*range(1, min(SUBJECT_REACH, cue.first)), *near):
            verb = at - 1 - view.has(at - 1, "dative")  # «رد عليه الرئيس …، قائلا إن»
            acts = verb >= 0 and (not view.tags[verb].keys().isdisjoint(ACTS) or self._heads_clause(view, verb))
            if acts and not view.tags[at].keys().isdisjoint(SUBJECTS):
                mention = self._cues.mentions.read(view, at)
                return self._resolver.resolve(view, mention, thread, (number, at)) if mention else None
        return None

    def _led(self, view: View, at: int) -> bool:
        """Whether «ب» stands on a word, so that it is nobody who acts: «واستشهدت المرنيسي بمجموعة من المؤشرات»."""
        by = self._vocabulary.letters.prepositions[0]
        return all(by in tag.proclitic for kind, tag in view.tags[at].items() if kind in SUBJECTS)

    def _heads_clause(self, view: View, at: int) -> bool:
        """«في السياق ذاته، دشن الوزير …»: a word of which nothing is known stands where the verb of a clause does."""
        opens = at == 0 or bool(view.tags[at - 1].mask & BREAK)
        return opens and not view.tags[at] and not self._vocabulary.definite(view.words[at])

    def _speaker(
        self, turn: Turn, quantity: Quantity, before: Figure | None, others: Sequence[Quantity]
    ) -> Speaker | None:
        view, scopes = turn.view, turn.scopes
        earlier = [one for one in scopes if one.cue.first <= quantity.first and not one.aside(view, quantity.first)]
        scope = earlier[-1] if earlier else None
        if scope is not None and (self._come_to_pass(view, scope, quantity) or scope.describes(view, quantity.first)):
            return None
        if not earlier and any(one.aside(view, quantity.first) for one in scopes if one.cue.first <= quantity.first):
            return None
        if scope is None or self._doubtful(scope):
            later = [one for one in scopes if one.cue.first > quantity.first]
            behind = self._signing(turn, quantity, later) or self._behind(view, later, others)
            scope = scope if _both_relay(scope, behind) else behind or scope
        if scope is not None:
            if scope.cue not in view.memo:
                view.memo[scope.cue] = self._made(view, scope.figure, scope.cue, "explicit")
            made: Speaker = view.memo[scope.cue]
            return made
        if before is None and turn.last is not None and turn.within_quotes(quantity.first):
            before = turn.last
        return self._made(view, before, None, "implicit") if before else None

    def _come_to_pass(self, view: View, scope: Scope, quantity: Quantity) -> bool:
        """Whether a figure stands against a forecast: «توقعت المديرية 40 ملم، غير أن المقاييس بلغت 112»."""
        contrast = self._vocabulary.forms["contrast"]
        if scope.cue.mode != "foresee" or contrast.isdisjoint(view.words[scope.start : quantity.first]):
            return False
        return any(
            view.words[k] in contrast and view.has(k - 1, "comma") for k in range(scope.start + 1, quantity.first)
        )

    def _signing(self, turn: Turn, quantity: Quantity, later: Sequence[Scope]) -> Scope | None:
        """Who signs the quotation that a figure stands in, citing others: «"45، لا 37 كما يقول …"، تقول …»."""
        view = turn.view
        before = next((k for k in reversed(view.at(QUOTE)) if k < quantity.first), None)
        if len(later) < CITED or before is None or "open" not in view.tags[before]:
            return None
        close = next((k for k in view.at(QUOTE) if k >= quantity.last and "close" in view.tags[k]), len(view))
        signs = next((one for one in later if one.both and one.cue.first == close + CITED), None)
        inside = later[0].cue.first < close and view.has(close + 1, "comma")
        near = later[0].cue.first - quantity.last <= OWN_FIGURE
        return signs if inside and not near else None

    def _behind(self, view: View, later: Sequence[Scope], others: Sequence[Quantity]) -> Scope | None:
        """The cue behind the quantity that governs it, too: the next one, or what a medium there relays.

        Not one that stands before a figure of its own: «حضره 22 ألف متفرج أدوا، وفق النادي، 68 مليونا».
        """
        later = [one for one in later if one.both or not one.nested]
        if not later or not later[0].both:
            return None
        cue = later[0].cue
        figures = (one for one in others if 0 <= one.first - cue.start <= OWN_FIGURE)
        own = any(not later[0].describes(view, one.first) for one in figures)
        if cue.kind == "nominal" and own and not any(0 <= cue.first - one.last <= 1 for one in others):
            return None
        return next((one for one in later if one.both and not relaying(one)), later[0])

    def _doubtful(self, scope: Scope) -> bool:
        """Scopes that yield to a cue elsewhere: a verb that may be passive, data of nobody's, a medium that relays."""
        passive = scope.cue.kind == "verb" and scope.cue.mention is None and not scope.conjoined
        return passive or unissued(scope) or relaying(scope)

    def _made(
        self, view: View, figure: Figure, cue: Cue | None, attribution: Literal["explicit", "implicit"]
    ) -> Speaker:
        if cue is None:
            return Speaker(figure.name, figure.role, attribution=attribution)
        span = view.sentence.cover(cue.first, cue.last)
        return Speaker(
            figure.name,
            figure.role,
            attribution=attribution,
            cue=span.text(view.sentence.page),
            span=self._casting.span(view, cue.mention) if cue.mention else span,
            trace=tuple(steps(view, cue)),
        )

    def _agent(self, figure: Figure) -> str | None:
        """Which registered body or person a name names by itself."""
        entry = self._agents.find(figure.name, None, None)
        return entry.id if entry else None

    def _finished(self, speaker: Speaker, conveyors: Conveyors, published: date | None) -> Speaker:
        agent = self._agents.find(speaker.name, speaker.role, published)
        via = conveyors.get(speaker.name)
        if agent is None and via is None:
            return speaker
        trace = list(speaker.trace)
        place = speaker.span or (trace[0].span if trace else None)
        if agent and place:
            trace.append(Trace("agents", agent.rule, place))
        if via:
            trace.append(via[1])
        return replace(speaker, via=via[0] if via else None, agent=agent.id if agent else None, trace=tuple(trace))


def _both_relay(before: Scope | None, behind: Scope | None) -> bool:
    """Whether a medium reports, and another is only named behind: «وذكرت صحف محلية أن …، بحسب الوكالة»."""
    if before is None or behind is None or before.cue.kind != "verb":
        return False
    return relaying(before) and relaying(behind)


def _person(cue: Cue) -> bool:
    """Whether a person is named before a colon: «المرنيسي: 12 مليون درهم»; «الموثق: 6 سنوات سجنا» names none."""
    return cue.mention is not None and cue.mention.kind == "person" and cue.mention.name is not None


def _traced(speaker: Speaker, opened: dict[str, tuple[View, Cue]]) -> Speaker:
    """A speaker whose statement only runs on, with the trace of the cue that opened it."""
    if speaker.attribution == "explicit" or speaker.name not in opened:
        return speaker
    return replace(speaker, trace=tuple(steps(*opened[speaker.name])))
