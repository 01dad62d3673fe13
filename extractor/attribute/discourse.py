"""The thread of an article: who speaks at each word, carried from sentence to sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from extractor.attribute.cast import Cast, Figure
from extractor.model import Sentence, Trace
from extractor.recognize.speakers import QUOTE, Cue, Mention, View
from extractor.record import record

CARRYING = 4  # words at the head of a sentence within which its verb, or what it turns to, is named
QUOTED = 4  # words between quotation marks: fewer are a name
STATEMENT = 3  # words after a quotation mark: fewer make a name, not a statement
TRADED = 5  # words at the head of a sentence within which the share or the barrel is named
SUMMING = 14  # words of a sentence that only names the source of the one before it


PARTS = frozenset({"comma", "complement", "colon", "open", "end"})
HEADING = frozenset("!?\u061f")
QUESTION = frozenset("?\u061f")


@record(frozen=True, slots=True, eq=False)
class Scope:
    """From word ``start`` of a sentence on, ``figure`` speaks; ``both``: also before it.

    ``conjoined``: «و» or «كما» ties its verb to what was said; ``nested``: it stands in a clause («بعد أن قال …»).
    """

    start: int
    figure: Figure
    cue: Cue
    both: bool
    conjoined: bool = False
    nested: bool = False

    def aside(self, view: View, at: int) -> bool:
        """Whether word ``at`` only says who speaks: «وأكد المرنيسي، الذي يستغل 14 هكتارا، أن»."""
        mention, start = self.cue.mention, self.cue.start
        if mention is not None and (self._signed(view, at) or mention.first <= at < mention.last):
            return True  # «اتهمت الدول الأربع الشركة»
        if mention is not None and mention.first <= at < start and view.has(at - 1, "bracket"):
            return True  # «أستاذ بجامعة بجاية (180 كلم شرق العاصمة) أن»
        if mention is not None and at >= start and self._remarked(view, at):
            return True
        if mention is None or not mention.last <= at < start:
            return False
        behind = mention.name[1] if mention.name else mention.last
        if not (view.has(mention.last, "comma") or view.has(behind, "comma") or _told(view, mention.last, at)):
            return False
        tag = view.tags[start].get("complement") if start < len(view) else None
        tied = tag is None or (tag.proclitic and self.cue.kind != "nominal")
        return not tied and view.has(start - 1, "comma")

    def describes(self, view: View, at: int) -> bool:
        """Whether word ``at`` tells of a source named last: «، كما تزعم صفحات شاركها 90», «، وفق دراسة شملت 90»."""
        first, mention = self.cue.first, self.cue.mention
        if mention is None or not self.both or first <= 1 or at < mention.last:
            return False
        if any(tags.keys() & PARTS for tags in view.tags[mention.last : at]):
            return False
        sampled = any("sample" in tags for tags in view.tags[mention.last - 1 : at])
        sampled = sampled and self.cue.kind == "nominal" and view.has(first - 1, "comma")
        return sampled or (self.cue.kind == "verb" and view.has(first - 1, "as"))

    def _remarked(self, view: View, at: int) -> bool:
        """Whether the narrator has gone on behind a word in quotation marks: «وصف الوضع بـ"المقلق"، في وقت بلغ …»."""
        mention, start = self.cue.mention, self.start
        if mention is None or self.cue.kind != "verb" or self.both or "complement" in view.tags[start]:
            return False
        close = next((k for k in view.at(QUOTE) if k > mention.last and "close" in view.tags[k]), at)
        opened = any("open" in tags for tags in view.tags[max(start, close - 1 - QUOTED) : close])
        return opened and close < at and view.has(close + 1, "comma") and view.has(close + 2, "meanwhile")

    def _signed(self, view: View, at: int) -> bool:
        """Whether word ``at`` tells of the speaker behind his quotation: «"…"، يقول المرنيسي، الذي يعول 4 أطفال»."""
        mention, first = self.cue.mention, self.cue.first
        if mention is None or not self.both or not view.has(first - 2, "close") or not view.has(mention.last, "comma"):
            return False
        short = any("open" in tags for tags in view.tags[max(0, first - 2 - QUOTED) : first - 2])
        if short and self.cue.kind == "nominal":
            return False  # «"كوفيد-19"، وفق الوزارة، ما مجموعه …»: a name, no statement
        behind = view.tags[min(mention.last + 1, len(view) - 1)].keys()
        if "stop" in behind and "block" not in behind:
            return False  # «…، يقول البلاغ، من السهو»
        told = view.tags[mention.last : at]
        return at >= mention.last and not any(tags.keys() & {"open", "complement", "colon"} for tags in told)


@record(frozen=True, slots=True, eq=False)
class Turn:
    """A sentence with its scopes in reading order; ``narrated``: the narrator speaks up at its head.

    ``last`` is whoever spoke last before it.
    """

    view: View
    scopes: tuple[Scope, ...]
    narrated: bool
    last: Figure | None = None

    @property
    def aside(self) -> bool:
        """Whether the sentence is nobody's statement: a heading, a question, or what was before («وكانت …»)."""
        background = "background" in self.view.tags[0]
        return not self.scopes and (background or self.view.words[-1] in HEADING)

    @property
    def asks(self) -> bool:
        """Whether the sentence is a question."""
        return self.view.words[-1] in QUESTION

    @property
    def answers(self) -> bool:
        """Whether «نعم» or the like opens a sentence of the body, as only an answer does."""
        return "answer" in self.view.tags[0] and self.view.sentence.place == "body"

    @property
    def resumes(self) -> bool:
        """Whether «كما» ties the sentence to what was said before it."""
        return "as" in self.view.tags[0]

    @property
    def carrying(self) -> bool:
        """Whether the next point or figure opens the sentence («وبخصوص الأسعار، …», «وبلغ عدد …»)."""
        return any("carrying" in tags for tags in self.view.tags[:CARRYING])

    @property
    def topical(self) -> bool:
        """Whether the next point opens the sentence («وبخصوص الأسعار، …»), not a figure («وبلغ عدد …»)."""
        tag = self.view.tags[0].get("carrying")
        return tag is not None and tag.mode == "topic"

    @property
    def turning(self) -> bool:
        """Whether somebody else's turn begins («من جهتها، …») without a cue that says he speaks."""
        return not self.scopes and "turning" in self.view.tags[0]

    @property
    def quotes(self) -> bool:
        """Whether a quotation opens the sentence."""
        return "open" in self.view.tags[0] and "close" not in self.view.tags[0]

    @property
    def session(self) -> bool:
        """Whether the sentence tells of a session of the market: «وأغلق السهم جلسة الأربعاء على سعر 512 درهما»."""
        tags = self.view.tags
        traded = any("traded" in one for one in tags[:TRADED])
        return traded and any("session" in one for one in tags)

    @property
    def item(self) -> bool:
        """Whether the sentence is an item of a list: a dash, a figure or an ordinal with a colon opens it."""
        tags, words = self.view.tags, self.view.words
        return "dash" in tags[0] or words[0][0].isdigit() or (len(words) > 1 and "colon" in tags[1])

    @property
    def listing(self) -> bool:
        """Whether the sentence ends in a colon: what follows are its items."""
        return "colon" in self.view.tags[-1]

    def quoting(self, *, inside: bool) -> bool:
        """Whether a quotation stands open at the end, given whether one stood open at the start."""
        for at in self.view.at(QUOTE):
            tags = self.view.tags[at]
            if "open" in tags and "close" not in tags:
                inside = True
            elif "close" in tags:
                inside = False
        return inside

    def within_quotes(self, at: int) -> bool:
        """Whether word ``at`` stands between quotation marks, with words enough around it for a statement."""
        opened = None
        for k in range(at):
            if "open" in self.view.tags[k]:
                opened = k
            elif "close" in self.view.tags[k]:
                opened = None
        return opened is not None and at - opened >= STATEMENT


def _told(view: View, first: int, at: int) -> bool:
    """Whether a relative clause on what the source's phrase ends in holds word ``at``: «…، الذي يشغل 900 عامل، أن»."""
    begins = (k for k in range(at, first, -1) if "comma" in view.tags[k - 1])
    comma = next(begins, None)
    return comma is not None and "relative" in view.tags[comma]


def relaying(scope: Scope) -> bool:
    """Whether the source is a medium, which as a rule passes on what others say."""
    mention = scope.cue.mention
    medium = scope.figure.medium if mention is None else mention.mode == "medium"
    return medium and scope.cue.mode != "estimate"


def unissued(scope: Scope) -> bool:
    """Whether figures are measured by data of nobody's («وفقا للنتائج المحصل عليها», «تشير التقديرات إلى»)."""
    mention = scope.cue.mention
    return mention is not None and mention.mode == "data" and mention.issuer is None


def sourced(view: View, scope: Scope) -> bool:
    """Whether figures come out of a body's data or document («وفق معطيات المندوبية»), not out of a remark."""
    mention = scope.cue.mention
    if mention is None or scope.figure.kind != "body":
        return False
    return mention.kind == "document" or "document" in _behind(view, mention)


def _behind(view: View, mention: Mention) -> set[str]:
    """What the words right behind a source can be: «وفق المكتب، في حصيلته السنوية»."""
    return {kind for tags in view.tags[mention.last : mention.last + STATEMENT] for kind in tags}


def summing(before: Turn, after: Turn) -> bool:
    """Whether a sentence says whose the one before it was: «هذا ما أوردته مؤشرات المكتب.»."""
    if not after.scopes or before.view.sentence.place != after.view.sentence.place:
        return False
    cue = after.scopes[0].cue
    opens = after.view.tags[0].get("nominal") if cue.first == 0 else None
    if opens is None or cue.kind != "nominal":
        return False
    if opens.mode == "reported":
        return len(after.view) <= SUMMING or before.quotes
    mention = cue.mention
    return mention is not None and mention.last >= len(after.view) - 1 and len(after.view) <= SUMMING


def steps(view: View, cue: Cue) -> Iterator[Trace]:
    """The pattern entries that decided a cue, its source and where its content begins."""
    cover = view.sentence.cover
    yield Trace("speakers", cue.rule, cover(cue.first, cue.last))
    mention = cue.mention
    while mention is not None:
        if mention.rule:
            yield Trace("speakers", mention.rule, cover(mention.first, mention.last))
        for k in range(mention.first, mention.last):
            for kind in ("same", "issued", "issuing", "anaphor"):
                if kind in view.tags[k]:
                    yield Trace("speakers", view.tags[k][kind].rule, cover(k, k + 1))
        mention = mention.issuer
    if view.has(cue.start, "complement"):
        yield Trace("speakers", view.tags[cue.start]["complement"].rule, cover(cue.start, cue.start + 1))


def parted(before: View, after: View) -> bool:
    """Whether a paragraph ends between two sentences: another block, or no space where a line break was lost."""
    one, two = before.sentence, after.sentence
    return one.paragraph != two.paragraph or one.span.end == two.span.start


@dataclass(slots=True)
class Thread:
    """What the article has established so far; ``heard``: the paragraph (``block``) of its last cue.

    ``whole`` are its sentences.
    """

    cast: Cast
    whole: Sequence[Sentence]
    speaker: Figure | None = None
    quoted: Figure | None = None
    person: Figure | None = None
    former: Figure | None = None
    body: Figure | None = None
    group: Figure | None = None
    documents: dict[str, Figure] = field(default_factory=dict)
    previous: Figure | None = None
    block: int = 0
    heard: int = 0

    def lists(self, number: int, *, last: bool) -> bool:
        """Whether sentence ``number`` is a line of a list, or announces one by the colon that stands ``last`` in it."""
        return any(one.listed for one in self.whole[number : number + 1 + last])

    def hears(self, figure: Figure) -> None:
        """``figure`` speaks from here on."""
        if self.speaker is not None and self.speaker.name != figure.name:
            self.previous = self.speaker
        self.speaker = figure
        self.heard = self.block
        if figure.kind == "person":
            self.former = self.former if self.person is None or self.person.name == figure.name else self.person
            self.person = figure
        elif figure.kind == "body":
            self.body = figure
        elif figure.kind == "group":
            self.group = figure

    def speaking(self, *, feminine: bool | None, gendered: Callable[[Figure], bool | None]) -> Figure | None:
        """Who goes on: not a body of the other gender than the verb, named inside what a person says."""
        one = self.speaker
        if one is None or one.kind != "body" or self.person is None or feminine is not False:
            return one
        return self.person if gendered(one) else one

    def pointed(self, title: Figure, feminine: Callable[[Figure], bool | None]) -> Figure | None:
        """Whom a bare title means: the person who spoke last, or before, of the title's gender."""
        if self.former and self.person and {feminine(title), feminine(self.person)} == {True, False}:
            return self.former if feminine(self.former) == feminine(title) else self.person
        return self.person
