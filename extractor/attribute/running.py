"""Whose statement a sentence without a cue carries on: the running speaker, or nobody (the narrator).

What decides was counted on the articles of the development sets: a statement runs on inside its paragraph; over
paragraphs runs what a body or a document says whose data the article reports, hardly ever what a person says once
or twice, and what unnamed sources say only behind «كما».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.attribute.cast import Figure
from extractor.attribute.discourse import Scope, Turn, parted, relaying, sourced, unissued

SHARE = 0.36  # of an article's cues, over a third: its speaker's statement runs on over paragraphs
PERSON_PARAGRAPHS = 2  # paragraphs without a cue over which a person's statement runs on
ALONE = 0.9  # of an article's cues: the only one who speaks in it
ALONE_PARAGRAPHS = 4  # paragraphs over which he goes on, up to his next cue
CARRYING = 6  # words at the head of a sentence within which a verb of the future tells what is planned
PERSON_CUES = 4  # cues that show that a person carries the article: of fewer the narrator goes on by himself
OPENING_REACH = 3  # words before a nominal cue that still opens its sentence
LEAD_PARAGRAPHS = 2  # paragraphs at the head of an article, in which it says whose figures it reports
DATA_PARAGRAPHS = 2  # paragraphs over which a body's data go on, whatever else is quoted; a paper's one less
LOOSE_PARAGRAPHS = 2  # paragraphs over which data go on of which nobody is said to have gathered them
ADJECTIVE = 2  # words of data with nothing but an adjective to tell whose they are
LONG = 4  # words that two long names of one body share
QUESTIONS = 2  # paragraphs that ask: an interview
YEAR = 4  # figures of a year
TOGETHER = 6  # sentences of a paragraph: one of more has lost its breaks, and any sentence in it may begin another
HAPPENING = 5  # words at the head of a sentence within which its verb tells what happened
OWING = 7  # words at the head of a sentence within which it tells what a figure is owed to
ACTOR = 1  # the place of the subject behind a verb at the head of a sentence
ACTORS = frozenset({"body", "name", "place"})
STARTS = frozenset({"stop", "as", "event", "nominal", "role", "body", "document", "given", "name", "opening", "group"})
TITLES = frozenset({"role", "anaphor", "given", "known", "honorific"})
NAMED = frozenset({"body", "document"})
MEASURED = frozenset({"data", "study"})  # modes of documents whose figures somebody gathered
STANCES = frozenset({"address", "stance"})
CLAUSE = frozenset({"complement", "colon"})


def running(
    turns: Sequence[Turn],
    agent: Callable[[Figure], str | None],
    future: tuple[str, ...],
    exchange: frozenset[str],
) -> list[Figure | None]:
    """For every sentence, whose statement runs on into it; ``agent`` knows one body by several names.

    Verbs of the future begin with one of ``future``; ``exchange`` are words in the names of those who watch a market.

    Looks for the last speaker and what speaks for or against his going on: the paragraph, his share of the
    article's cues, a quotation left open, a remark of the narrator. In an interview whoever is asked answers.
    """
    return list(_answers(turns) or _Runner(turns, agent, future, exchange).read())


def _answers(turns: Sequence[Turn]) -> list[Figure | None] | None:
    """In an interview, the one who is asked for every sentence behind the first question; else ``None``."""
    asking = [number for number, turn in enumerate(turns) if turn.asks and _alone(turns, number)]
    if len(asking) < QUESTIONS:
        return None
    spoken = Counter(scope.figure.name for turn in turns for scope in turn.scopes if scope.figure.kind == "person")
    asked = next((scope.figure for turn in turns for scope in turn.scopes if scope.figure.name in spoken), None)
    if asked is None:
        return None
    name = spoken.most_common(1)[0][0]
    figure = next(scope.figure for turn in turns for scope in turn.scopes if scope.figure.name == name)
    begin = next((number for number, turn in enumerate(turns) if turn.answers or number == asking[0] + 1), 0)
    return [figure if begin <= number and number not in asking else None for number in range(len(turns))]


def _alone(turns: Sequence[Turn], number: int) -> bool:
    """Whether a sentence of the body ends its paragraph."""
    last = number + 1 == len(turns) or parted(turns[number].view, turns[number + 1].view)
    return last and turns[number].view.sentence.place == "body"


class _Runner:
    """The running speaker from sentence to sentence."""

    def __init__(
        self,
        turns: Sequence[Turn],
        agent: Callable[[Figure], str | None],
        future: tuple[str, ...],
        exchange: frozenset[str],
    ) -> None:
        self._turns = turns
        self._future, self._exchange = future, exchange
        self._same = _namesakes((scope.figure for turn in turns for scope in turn.scopes), agent)
        self._cues = Counter(self._same[scope.figure.name] for turn in turns for scope in turn.scopes)
        self._first = next((scope.figure.name for turn in turns for scope in turn.scopes), None)
        self._total = sum(self._cues.values())
        self._next = _following(turns)
        held = Counter(turn.view.sentence.paragraph for turn in turns)
        self._merged = {paragraph for paragraph, count in held.items() if count > TOGETHER}
        self._number = 0
        self._paragraph = 0
        self._since = 0
        self._carried: Figure | None = None
        self._firm = False
        self._data = False
        self._loose = False

    def read(self) -> Iterator[Figure | None]:
        """Whoever carries each sentence on."""
        fresh = quoted = left = listed = False
        for number, turn in enumerate(self._turns):
            self._number = number
            whole = number > 0 and parted(self._turns[number - 1].view, turn.view)
            parts = self._begins(number, whole=whole)
            self._since += parts and not turn.item
            self._paragraph += parts
            quoted = quoted and not whole  # a quotation left open ends with its paragraph
            near = fresh and (not parts or (not whole and self._clings(turn)))
            goes_on = self._stays() and (self._main(turn, parts=parts) or near)
            foreign = ((parts and not (near and not whole)) or _elsewhere(turn)) and self._foreign(turn)
            left = (foreign or (left and not parts)) and not turn.scopes  # the narrator has the rest of the paragraph
            ends = turn.narrated or turn.aside or turn.turning or foreign or left or self._market(turn)
            runs = quoted or (goes_on and not ends) or (fresh and not parts and turn.quotes) or (listed and turn.item)
            yield self._carried if runs else None
            listed = (turn.listing and bool(turn.scopes)) or (listed and turn.item)
            quoted = turn.quoting(inside=quoted)
            fresh = bool(turn.scopes) or quoted or (fresh and not parts and (turn.aside or (self._data and runs)))
            if turn.scopes:
                self._since = 0
                self._data = _cited(turn) or (unissued(turn.scopes[-1]) and self._official())
                self._loose = unissued(turn.scopes[-1]) and turn.scopes[-1].figure.kind != "body"
            self._carried, self._firm = self._carry(turn)

    def _begins(self, number: int, *, whole: bool) -> bool:
        """Whether sentence ``number`` begins a paragraph, or may do so in one that has lost its breaks.

        Not where one man speaks in all of the article.
        """
        if whole or number == 0 or self._turns[number].view.sentence.paragraph not in self._merged:
            return whole
        one = self._carried
        return one is None or self._spoken(one) < max(PERSON_CUES, ALONE * self._total)

    def _clings(self, turn: Turn) -> bool:
        """Whether a sentence that may begin a paragraph goes with the cue right before it."""
        one = self._carried
        return turn.resumes or turn.topical or turn.quotes or (one is not None and self._acts(turn, one))

    def _stays(self) -> bool:
        """Whether the last speaker may go on at all: a person who does not open the article only by a cue."""
        one = self._carried
        return one is not None and (one.kind != "person" or one.name == self._first or self._spoken(one) >= PERSON_CUES)

    def _official(self) -> bool:
        """Whether a body carries the article, so that data of nobody's are its own, too: «وأفادت المعطيات الرسمية»."""
        one = self._carried
        return one is not None and one.kind == "body" and self._firm and self._spoken(one) >= SHARE * self._total

    def _spoken(self, one: Figure) -> int:
        """How many cues of the article are his."""
        return self._cues[self._same.get(one.name, one.name)]

    def _foreign(self, turn: Turn) -> bool:
        """Whether a sentence behind a person's statement tells what happened, or a body did: «وصادق البرلمان على …»."""
        one, view = self._carried, turn.view
        if one is None or len(view) <= ACTOR:
            return False
        told = next((tags["happening"] for tags in view.tags[:HAPPENING] if "happening" in tags), None)
        if told is not None and told.mode == "background" and any("owing" in tags for tags in view.tags[:OWING]):
            return False  # «وجاء هذا الأداء مدعوما بارتفاع المبيعات»
        if told is not None and (
            told.mode == "background" or one.kind == "person" or self._past(turn) or _elsewhere(turn)
        ):
            return True  # «ومنذ ذلك الحين، أوقف نحو 100 شخص», «ويأتي هذا بعد …», «ففي سنة 2004، ضرب زلزال …»
        if one.kind != "person":
            return False
        if view.tags[0].keys() & STARTS or (self._plans(turn) and self._alone(one)):
            elsewhere = view.tags[0].get("elsewhere")  # «وعلى بعد كيلومترات، وصل 86 مهاجرا»
            return elsewhere is not None and elsewhere.mode == "place"
        return not view.tags[ACTOR].keys().isdisjoint(ACTORS)

    def _market(self, turn: Turn) -> bool:
        """Whether a session of the market is told, and not by those who watch it: «وأغلق السهم جلسة اليوم على …»."""
        one = self._carried
        told = one is not None and turn.session and turn.view.sentence.place == "body"
        return told and one is not None and self._exchange.isdisjoint(one.words)

    def _past(self, turn: Turn) -> bool:
        """Whether a sentence names a time that is over: «سنة 2004», «في أكتوبر», «العام الماضي»."""
        return any("past" in tags or _year(word) for tags, word in zip(turn.view.tags, turn.view.words, strict=True))

    def _main(self, turn: Turn, *, parts: bool) -> bool:
        """Whether the last speaker still speaks some paragraphs after his last cue."""
        one = self._carried
        if one is None or not self._firm or (self._loose and self._since > LOOSE_PARAGRAPHS):
            return False
        if one.lead:
            return True
        if self._data and self._since <= DATA_PARAGRAPHS - (one.kind != "body"):
            return True
        if self._spoken(one) < SHARE * self._total:
            return False
        if one.kind == "person":
            carries = turn.carrying or self._acts(turn, one)
            goes_on = carries and self._spoken(one) >= PERSON_CUES
            alone = self._alone(one)
            plans = (carries or self._plans(turn)) and alone
            return self._since <= (ALONE_PARAGRAPHS if plans else PERSON_PARAGRAPHS) and (
                not parts or turn.item or goes_on or alone
            )
        return one.kind in NAMED or turn.resumes or (one.kind == "group" and turn.topical)

    def _plans(self, turn: Turn) -> bool:
        """Whether a verb of the future stands near the head of a sentence: «وستضم الخطة …»."""
        return any(word.startswith(self._future) for word in turn.view.words[:CARRYING])

    def _alone(self, one: Figure) -> bool:
        """Whether a person is the only one who speaks in the article, and speaks up again behind this sentence."""
        after = self._next[self._number]
        if after is None or self._same.get(after) != self._same.get(one.name, one.name):
            return False
        return self._spoken(one) >= max(PERSON_CUES, ALONE * self._total)

    def _acts(self, turn: Turn, one: Figure) -> bool:
        """Whether the verb at the head of a sentence is his: «وأبدى المرنيسي ارتياحه لبلوغ …», «وختم الوزير …»."""
        view = turn.view
        if len(view) <= ACTOR:
            return False
        return not view.tags[ACTOR].keys().isdisjoint(TITLES) or not set(view.words[: ACTOR + 2]).isdisjoint(one.words)

    def _carry(self, turn: Turn) -> tuple[Figure | None, bool]:
        """Whose statement runs on after ``turn``, and whether over paragraphs: not from a source named late."""
        if turn.view.sentence.place == "title" or (turn.narrated and not turn.scopes):
            return None, False
        for number, scope in reversed(list(enumerate(turn.scopes))):
            again = self._carried is not None and self._carried.name == scope.figure.name
            if scope.cue.mode == "imagined" or (not again and _taking_sides(turn, scope)) or _earlier(turn, scope):
                return None, False
            if number and scope.cue.kind == "nominal" and unissued(scope):
                continue
            if not _late(turn, scope):
                return scope.figure, not (relaying(scope) or "background" in turn.view.tags[0])
            if self._carried is None and sourced(turn.view, scope) and self._paragraph < LEAD_PARAGRAPHS:
                return replace(scope.figure, lead=True), True
            if not again:
                return scope.figure, False
        return self._carried, self._firm


def _taking_sides(turn: Turn, scope: Scope) -> bool:
    """Whether somebody only demands, condemns or gives notice, so that no data of his go on: «ندد الحزب بالقرار»."""
    view, cue = turn.view, scope.cue
    if (
        cue.mode not in STANCES
        or turn.quoting(inside=False)
        or (cue.start < len(view) and view.tags[cue.start].keys() & CLAUSE)
    ):
        return False
    return not any("numeral" in view.tags[k] or view.words[k][0].isdigit() for k in range(cue.first, len(view)))


def _earlier(turn: Turn, scope: Scope) -> bool:
    """Whether a toll of nobody's is only told of before: «وكانت حصيلة سابقة قد تحدثت عن 73 قتيلا»."""
    mention = scope.cue.mention
    loose = mention is not None and scope.figure.kind == "document" and mention.issuer is None
    return loose and "background" in turn.view.tags[0]


def _elsewhere(turn: Turn) -> bool:
    """Whether a sentence turns to another event or country: «وفي حادث آخر، …», «وفي لبنان، …»."""
    tags = turn.view.tags
    fronted = len(tags) > ACTOR + 1 and "comma" in tags[ACTOR + 1] and "place" in tags[ACTOR]
    return "elsewhere" in tags[0] or fronted


def _year(word: str) -> bool:
    """Whether a word is a year of our time."""
    return len(word) == YEAR and word.isdecimal() and word[0] in "12"


def _following(turns: Sequence[Turn]) -> list[str | None]:
    """For every sentence, who speaks next behind it."""
    found: list[str | None] = []
    name = None
    for turn in reversed(turns):
        found.append(name)
        name = turn.scopes[0].figure.name if turn.scopes else name
    return found[::-1]


def _cited(turn: Turn) -> bool:
    """Whether the last source of a sentence is the data that it opens with («حسب أرقام المكتب، …»)."""
    scope = turn.scopes[-1]
    mention = scope.cue.mention
    measured = mention is not None and mention.mode in MEASURED and scope.figure.kind == "body"
    data = mention is not None and mention.kind == "document" and (measured or scope.figure.kind == "document")
    data = data and not (unissued(scope) and len(scope.figure.words) <= ADJECTIVE)  # «الإحصائيات الرسمية»
    return (data or (scope.cue.kind == "nominal" and sourced(turn.view, scope))) and not _late(turn, scope)


def _namesakes(figures: Iterable[Figure], agent: Callable[[Figure], str | None]) -> dict[str, str]:
    """Every name to the first one of the same speaker: «كاناليز», «شركة كاناليز»; «بنك المغرب», «البنك المركزي»."""
    same: dict[str, str] = {}
    heads: list[tuple[str, frozenset[str], str | None]] = []
    for figure in figures:
        if figure.name not in same:
            words, known = frozenset(figure.words), agent(figure)
            alike = (name for name, other, one in heads if one == known or _alike(words, other))
            head = next(alike, None)
            same[figure.name] = head or figure.name
            if head is None:
                heads.append((figure.name, words, known or figure.name))
    return same


def _alike(words: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one name holds the other, or all but a word of a long one («مصالح قطاع الماء/المياه بوزارة التجهيز»)."""
    shared = len(words & other)
    return shared == min(len(words), len(other)) or shared >= max(LONG, max(len(words), len(other)) - 1)


def _late(turn: Turn, scope: Scope) -> bool:
    """Whether the source is only named after what it says, and no list follows."""
    return scope.cue.kind == "nominal" and scope.cue.first > OPENING_REACH and not turn.listing
