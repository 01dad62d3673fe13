"""Blocks of an article → sentences of folded words.

Words are cut where the script changes, so that ``ب5,9``, ``11مليون`` and ``AMOتضامن`` come apart and
``42,800`` and ``5,9`` stay whole; they are the tokens of the spaCy pipeline (language.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from extractor.model import Place, Sentence, Span
from extractor.normalize import Folded, Folder

# ``5,9`` · ``42.800`` · ``1٬250٫5`` | ``مليون`` | ``AMO`` ``l'État`` ``G20`` | white space | any other single sign.
# Written for the standard ``re``: on this alternation it takes a third of the time that ``regex`` takes.
ARABIC = r"\u0620-\u064A\u066E\u066F\u0671-\u06D3\u06D5\u06EE\u06EF\u06FA-\u06FC\u06FF\u0750-\u077F"
RAISED = r"\u00B2\u00B3\u00B9\u2070-\u2079\u2080-\u2089"  # «م²5»: a raised digit begins no word
TOKEN = re.compile(
    rf"""
      ( \d+ (?: [.,\u066B\u066C\u060C] \d+ )* )
    | ( [{ARABIC}]+ )
    | ( [^\W\d_{ARABIC}{RAISED}] [^\W_{ARABIC}]* (?: ['’] [^\W\d_{ARABIC}]+ )* )
    | ( \s+ )
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
# The same cuts without groups and without white space: ``findall`` takes a third of the time.
WORD = re.compile(
    rf"""
      [{ARABIC}]+
    | \d+ (?: [.,\u066B\u066C\u060C] \d+ )*
    | [^\W\d_{ARABIC}{RAISED}] [^\W_{ARABIC}]* (?: ['’] [^\W\d_{ARABIC}]+ )*
    | \S
    """,
    re.VERBOSE,
)


# A full stop ends a sentence unless it stands between figures or Latin letters («site.example.com»), after a lone
# letter («م.ح.ع») or in a row («..»); the last letter of «يوميًا.» is none, though a mark stands before it.
MARKS = r"\u064B-\u0652\u0670"
CLOSING = r"[\"'»”’)\]]*"
END = re.compile(
    rf"(?<![.])(?<!(?<![{MARKS}])\b[^\W\d_])\.(?![.]|\d|(?<=[A-Za-z][.])[A-Za-z]){CLOSING}|[!?\u061F]+{CLOSING}"
)
SIGN = re.compile("[.!?\u061f]")  # what END begins with, found in a fifth of its time
COLON = ":"
PARTING = frozenset({"-", "|"})  # what may stand for it: «تامري - 140 أسرة»
NUMBERED = ("1", ".")
ITEM = 10  # words before the colon of a list's line, its bullet among them
NEAR = 4  # words from the colon to its figure: «ما بين 3 و5», «أكثر من 12»
ROW, ROWS = 10, 3  # words of a row of a table; rows that make one
LISTED = 22  # words of a line that is nothing else
LONGEST = 3_000  # code points: a longer stretch without an end is cut at a space, so that time stays linear


def words_of(text: str) -> tuple[str, ...]:
    """The words of a folded text, as a sentence has them.

    >>> words_of("منذ 5 سنوات، (5%)")
    ('منذ', '5', 'سنوات', '،', '(', '5', '%', ')')
    """
    return tuple(WORD.findall(text))


def cut(page: str, block: Span) -> Iterator[Span]:
    """The spans of the sentences of one block of ``page``, white space at their ends left out.

    >>> text = "يستقبل المركز 40 زائرًا.وتضم م.ح.ع. قاعتين"
    >>> [span.text(text) for span in cut(text, Span(0, len(text)))]
    ['يستقبل المركز 40 زائرًا.', 'وتضم م.ح.ع. قاعتين']
    """
    start = block.start
    while start < block.end:
        match = _end(page, start, min(block.end, start + LONGEST))
        if match:
            end = match.end()
        elif block.end - start <= LONGEST:
            end = block.end
        else:
            space = page.rfind(" ", start + LONGEST // 2, start + LONGEST)
            end = space if space > 0 else start + LONGEST
        yield from _trimmed(page, start, end)
        start = end


def _end(page: str, start: int, stop: int) -> re.Match[str] | None:
    """The first end of a sentence between two places."""
    for sign in SIGN.finditer(page, start, stop):
        match = END.match(page, sign.start(), stop)
        if match:
            return match
    return None


def _trimmed(page: str, start: int, end: int) -> Iterator[Span]:
    while start < end and page[start].isspace():
        start += 1
    while start < end and page[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


class WordPlaces:
    """Where the words of a sentence stand on the page; found when first asked for."""

    __slots__ = ("_all", "_folded")

    def __init__(self, folded: Folded) -> None:
        """Keep the folded sentence, whose words ``WORD`` cuts."""
        self._folded = folded
        self._all: tuple[tuple[int, ...], tuple[int, ...]] | None = None

    def all(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The starts and the ends of all words."""
        if self._all is None:
            folded = self._folded
            spans = [match.span() for match in WORD.finditer(folded.text)]
            if folded.breaks:
                places = folded.places()
                starts = [places[first] for first, _ in spans]
                ends = [end if (end := places[last]) > places[last - 1] else places[last - 1] + 1 for _, last in spans]
            else:
                base = folded.base
                starts, ends = [base + first for first, _ in spans], [base + last for _, last in spans]
            self._all = tuple(starts), tuple(ends)
        return self._all

    def reach(self, first: int, last: int) -> tuple[int, int]:
        """The start of word ``first`` and the end of word ``last``."""
        starts, ends = self._all or self.all()
        return starts[first], ends[last]


def sentence(page: str, span: Span, fold: Folder, place: Place = "body", paragraph: int = 0) -> Sentence:
    """The words of ``page[span]`` with their places on the page; white space is none."""
    folded = fold.stretch(page, span.start, span.end, joined=True)  # «و الناجحين» is one word
    return Sentence(page, span, words_of(folded.text), WordPlaces(folded), place, paragraph)


def segment(page: str, block: Span, *, fold: Folder, place: Place = "body", paragraph: int = 0) -> list[Sentence]:
    """One block of ``page`` as sentences.

    >>> from extractor.patterns import load
    >>> text = "بلغ العدد 3,5 ملايين. وأضاف أن النسبة 12%."
    >>> found = segment(text, Span(0, len(text)), fold=Folder(load()))
    >>> found[1].words
    ('واضاف', 'ان', 'النسبه', '12', '%', '.')
    >>> found[1].raw(1)
    'أن'
    """
    made = (sentence(page, span, fold, place, paragraph) for span in cut(page, block))
    return [one for one in made if one.words]


def segment_lines(text: str, *, fold: Folder) -> list[Sentence]:
    """A bare text as sentences: every line is a block."""
    sentences: list[Sentence] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        if line:
            sentences += segment(text, Span(at, at + len(line)), fold=fold, paragraph=number)
        at += len(line) + 1
    return with_lists(sentences)


def with_lists(sentences: Sequence[Sentence]) -> list[Sentence]:
    r"""The ``sentences`` of an article, the lines of its lists told as such (``listed``).

    >>> from extractor.patterns import load
    >>> [one.listed for one in segment_lines("الحصيلة كما يلي:\nالوفيات: 40", fold=Folder(load()))]
    [False, True]
    """
    listed = _list_lines(sentences)
    return [replace(one, listed=True) if place in listed else one for place, one in enumerate(sentences)]


def _list_lines(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The places of the lines of lists, an item, a colon and its figure: «الوفيات: 40».

    Two stand in a row, or one under a sentence that ends in a colon, each with nothing else in its paragraph. Three in
    a row need no colon, where each is a few words, a figure and its unit: «الجزر من 4 إلى 6 دراهم».
    *Wrong where* every answer of an interview, printed behind the speakers' names, begins with a figure.
    """
    shaped = {place for place, one in enumerate(sentences) if _itemized(one) and _alone(sentences, place)}
    listed = {place for place in shaped if _joined(sentences, shaped, place)}
    rows = {place for place, one in enumerate(sentences) if _tabular(one) and _alone(sentences, place)}
    runs = (range(place, place + ROWS) for place in rows)
    return frozenset(listed.union(*(run for run in runs if rows.issuperset(run))))


def _tabular(one: Sentence) -> bool:
    """Whether a line is the row of a table without signs: an item, one figure or a range of two, a unit."""
    words = one.words
    if one.place == "title" or not 2 < len(words) <= ROW or not (words[0].isalpha() and words[-1].isalpha()):
        return False
    if not all(word[0].isalnum() for word in words):
        return False
    return any(word[0].isdecimal() for word in words[1:-1])


def _joined(sentences: Sequence[Sentence], shaped: AbstractSet[int], place: int) -> bool:
    """Whether another line stands beside, or an announcement above; numbers of lines are passed over."""
    above, below = place - 1, place + 1
    above -= above >= 0 and sentences[above].paragraph == sentences[place].paragraph
    below += below < len(sentences) and below not in shaped and sentences[below].words[0].isdecimal()
    return above in shaped or below in shaped or (above >= 0 and sentences[above].words[-1] == COLON)


def colon_of(one: Sentence) -> int:
    """The place of the colon, dash or bar between the item of a list's line and its figure; -1 where there is none."""
    words = one.words[: ITEM + 1 + NEAR]
    if COLON not in words and PARTING.isdisjoint(words):
        return -1
    figure = next((at for at, word in enumerate(words) if at > 1 and word[0].isdecimal()), 0)
    near = range(figure - 1, max(0, figure - NEAR), -1)
    sign = next((at for at in near if words[at] == COLON or (at == figure - 1 and words[at] in PARTING)), -1)
    return sign if sign > 0 and any(word[0].isalpha() for word in words[:sign]) else -1


def _itemized(one: Sentence) -> bool:
    return one.place != "title" and len(one) <= LISTED and colon_of(one) > 0


def _alone(sentences: Sequence[Sentence], place: int) -> bool:
    """Whether a sentence is all of its paragraph, but for the number of its line: «1. الرجاء: 24 نقطة»."""
    own = sentences[place].paragraph
    beside = (other for other in (place - 1, place + 1) if 0 <= other < len(sentences))
    near = [sentences[other] for other in beside if sentences[other].paragraph == own]
    return all(len(other) <= len(NUMBERED) and other.words[0].isdecimal() for other in near)
