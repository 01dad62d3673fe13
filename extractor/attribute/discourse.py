"""The thread of an article: who speaks at each word, carried from sentence to sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from extractor.attribute.cast import Cast, Casting, Figure
from extractor.model import Trace
from extractor.recognize.speakers import QUOTE, Cue, Mention, View

STATEMENT = 3  # words after a quotation mark: fewer make a name, not a statement
SUMMING = 14  # words of a sentence that only names the source of the one before it
DOCUMENT_REACH = 14  # words after a source within which the document that it speaks through is named


HEADING = frozenset("!?\u061f")
QUESTION = frozenset("?\u061f")


@dataclass(frozen=True, slots=True, eq=False)
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
        if mention is None or not mention.last <= at < start:
            return False
        behind = mention.name[1] if mention.name else mention.last
        if not (view.has(mention.last, "comma") or view.has(behind, "comma")):
            return False
        tag = view.tags[start].get("complement") if start < len(view) else None
        return tag is not None and not tag.proclitic and view.has(start - 1, "comma")


@dataclass(frozen=True, slots=True, eq=False)
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
    def turning(self) -> bool:
        """Whether somebody else's turn begins («من جهتها، …») without a cue that says he speaks."""
        return not self.scopes and "turning" in self.view.tags[0]

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


def relaying(scope: Scope) -> bool:
    """Whether the source is a medium, which as a rule passes on what others say."""
    mention = scope.cue.mention
    return mention is not None and mention.mode == "medium" and scope.cue.mode != "estimate"


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
    alone = cue.first == 0 and len(after.view) <= SUMMING
    return alone and cue.kind == "nominal" and after.view.tags[0]["nominal"].mode == "reported"


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
    """What the article has established so far; ``heard``: the paragraph (``block``) of its last cue."""

    cast: Cast
    speaker: Figure | None = None
    quoted: Figure | None = None
    person: Figure | None = None
    former: Figure | None = None
    body: Figure | None = None
    documents: dict[str, Figure] = field(default_factory=dict)
    block: int = 0
    heard: int = 0

    def hears(self, figure: Figure) -> None:
        """``figure`` speaks from here on."""
        self.speaker = figure
        self.heard = self.block
        if figure.kind == "person":
            self.former = self.former if self.person is None or self.person.name == figure.name else self.person
            self.person = figure
        elif figure.kind == "body":
            self.body = figure

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


class Resolver:
    """Mentions → figures, by the article's own naming and by what was said last."""

    def __init__(self, casting: Casting) -> None:
        """Keep the speller."""
        self.casting = casting

    def resolve(self, view: View, mention: Mention, thread: Thread, at: tuple[int, int]) -> Figure | None:
        """Who ``mention`` is; ``None`` when it points back and nobody stands there."""
        if mention.kind == "person":
            return self._person(view, mention, thread, at)
        if mention.kind == "document":
            return self._document(view, mention, thread, at)
        if mention.kind == "anaphor":
            return self._anaphor(view, mention, thread, at)
        figure = self.casting.figure(view, mention, at)
        if mention.kind == "body":
            return self._body(figure, mention, thread, at)
        if thread.speaker and (mention.same or self._own(view, mention)):
            return thread.speaker
        return self._unknown(figure, thread, at) if mention.kind == "unknown" else figure

    def _own(self, view: View, mention: Mention) -> bool:
        """«مصدر هسبريس», «مصدر "كود"»: a medium's source is the one that it quoted before."""
        after = mention.first + 1
        own = view.words[mention.first] in self.casting.vocabulary.forms["group.own"]
        medium = after < len(view) and view.words[after] in self.casting.vocabulary.forms["medium"]
        return own and (view.has(after, "open") or medium)

    def _anaphor(self, view: View, mention: Mention, thread: Thread, at: tuple[int, int]) -> Figure | None:
        if mention.mode == "person" and thread.person:
            return thread.person
        return thread.speaker or self.casting.figure(view, mention, at)

    def _person(self, view: View, mention: Mention, thread: Thread, at: tuple[int, int]) -> Figure:
        figure = self.casting.figure(view, mention, at)
        if mention.name:
            fuller = thread.cast.person(figure.keys, at)
            lone = len(figure.words) == 1 and view.has(mention.name[0], "given")
            if fuller is None or (lone and len(fuller.words) > 1 and fuller.at > at):
                return figure
            return replace(fuller, role=figure.role or fuller.role or thread.cast.title(fuller), at=at)
        pointing = mention.same or (self._definite(view, mention) and self._pointing(view, mention, figure))
        last = thread.pointed(figure, self._feminine) if pointing else None
        if last and last.role_words[: len(figure.words)] == figure.words:
            return last
        holder = thread.cast.holder(figure.role_words, at)
        if holder:
            fuller = thread.cast.person(holder.keys, at) or holder
            return replace(fuller, role=figure.role if len(figure.words) > 1 else holder.role, at=at)
        post = thread.cast.titled(figure.role_words, at) if pointing else None
        return replace(post, at=at) if post else last or figure

    def _feminine(self, figure: Figure) -> bool | None:
        """Whether a title is a woman's; ``None`` where no title says."""
        endings = tuple(self.casting.vocabulary.forms["inflect.construct"])
        return figure.role_words[0].endswith(endings) if figure.role_words else None

    def feminine(self, figure: Figure) -> bool:
        """Whether a body's name is feminine: «المنظمة»."""
        return figure.words[0].endswith(tuple(self.casting.vocabulary.forms["inflect.construct"]))

    def _pointing(self, view: View, mention: Mention, figure: Figure) -> bool:
        """Whether a definite title without a holder points back: «الوزير», «المسؤول الحكومي», «الخبير الاقتصادي»."""
        return len(figure.words) == 1 or (len(figure.words) <= 3 and "anaphor" in view.tags[mention.first])

    def _definite(self, view: View, mention: Mention) -> bool:
        return self.casting.vocabulary.definite(view.words[mention.first])

    def _unknown(self, figure: Figure, thread: Thread, at: tuple[int, int]) -> Figure:
        lam = self.casting.vocabulary.letters.lam
        for words in (figure.words, figure.words[:1], (figure.words[0].removeprefix(lam),)):
            fuller = thread.cast.person(frozenset(map(self.casting.key, words)), at)
            if fuller:
                return replace(fuller, role=fuller.role or thread.cast.title(fuller), at=at)
        return figure

    def _body(self, figure: Figure, mention: Mention, thread: Thread, at: tuple[int, int]) -> Figure:
        if mention.same and len(figure.words) == 1 and thread.body and thread.body.words[:1] == figure.words:
            return thread.body
        if mention.mode == "whole":
            return figure
        fuller = thread.cast.body(figure.words, at)
        return fuller or figure

    def _document(self, view: View, mention: Mention, thread: Thread, at: tuple[int, int]) -> Figure | None:
        figure = self.casting.figure(view, mention, at)
        head = figure.words[0]
        if mention.issuer:
            issuer = self.resolve(view, mention.issuer, thread, at)
            if issuer:
                self._issue(view, mention, issuer, thread)
                return issuer
        if mention.mode == "event":
            return figure
        if self._stated(figure, mention, thread):
            return thread.speaker
        if self.casting.vocabulary.owned(view.words[mention.first]) and thread.speaker:
            return thread.speaker
        if self._definite(view, mention) or mention.same:
            return self._known_document(mention, figure, thread) or self._introduced(mention, figure, thread, at)
        if view.sentence.place == "body":
            thread.documents[head] = figure
        return figure

    def _stated(self, figure: Figure, mention: Mention, thread: Thread) -> bool:
        """Whether a statement of nobody's is the body's that the paragraph has just let speak: «حسب بلاغ صدر …»."""
        one = thread.speaker
        if one is None or one.kind != "body" or mention.same or thread.heard != thread.block:
            return False
        return len(figure.words) == 1 and figure.words[0] in self.casting.vocabulary.forms["document.statement"]

    def _issue(self, view: View, mention: Mention, issuer: Figure, thread: Thread) -> None:
        """Note whose document it is, under each of its nouns: «نتائج استطلاع أنجزه المعهد»."""
        end = mention.issuer.first if mention.issuer else mention.last
        for k in range(end - 1, mention.first - 1, -1):
            if "document" in view.tags[k]:
                head = self.casting.words(view, (k, k + 1))[0]
                thread.documents.pop(head, None)
                thread.documents[head] = issuer

    def _introduced(self, mention: Mention, figure: Figure, thread: Thread, at: tuple[int, int]) -> Figure:
        """«التقرير» whose issuer the article names before without letting it speak: «تسلم المجلس تقرير اللجنة»."""
        if mention.same or len(figure.words) > 1:
            return figure
        for view, place in thread.cast.papers:
            if place >= at:
                break
            if self.casting.words(view, (place[1], place[1] + 1))[0] != figure.words[0]:
                continue
            paper = self.casting.mentions.read(view, place[1])
            if paper and paper.issuer and paper.issuer.kind == "body":
                return self.resolve(view, paper.issuer, thread, place) or figure
        return figure

    def _known_document(self, mention: Mention, figure: Figure, thread: Thread) -> Figure | None:
        """«التقرير» after «تقرير لوزارة الصحة», «الوثيقة» after any document, «البلاغ ذاته» after any statement."""
        known = thread.documents.get(figure.words[0])
        if mention.same and mention.mode == "generic" and thread.speaker:
            return thread.speaker
        if known is None and mention.mode == "generic" and thread.documents:
            known = list(thread.documents.values())[-1]
        if known and (known.kind != "document" or len(known.words) > 1):
            return known
        if thread.speaker and (mention.same or self._only(mention, figure, thread)):
            return thread.speaker
        return None

    def _only(self, mention: Mention, figure: Figure, thread: Thread) -> bool:
        """Whether «التقرير» is the last speaker's: a body's whose documents are all that the article knows of."""
        issuers = {one.name for one in thread.documents.values()}
        speaker = thread.speaker
        if len(figure.words) > 1 or speaker is None or speaker.kind != "body":
            return False
        return issuers == {speaker.name} or (mention.mode == "data" and not issuers)

    def register(self, view: View, cue: Cue, figure: Figure, thread: Thread) -> None:
        """Note the document that ``figure`` speaks through: «أوضح المكتب، في بلاغ، أن»."""
        begin = cue.mention.last if cue.mention else cue.last
        for k in range(begin, min(len(view), begin + DOCUMENT_REACH)):
            tags = view.tags[k]
            if "document" in tags and view.has(k - 1, "stop") and tags["document"].mode != "event":
                head = self.casting.words(view, (k, k + 1))[0]
                if head not in thread.documents or not self.casting.vocabulary.definite(view.words[k]):
                    thread.documents[head] = figure
                return
            if "complement" in tags:
                return
