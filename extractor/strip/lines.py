"""A page as lines: where each stands, how long it is, how it ends, and its folded words where it is short."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator

from extractor.model import Span
from extractor.normalize import Folder
from extractor.record import record
from extractor.segment import words_of
from extractor.strip.wrapped import Printed, printed, unwrapped

SHORT = 240  # code points: longer lines are paragraphs, whose words nobody needs here …
TRAILING = 120  # code points: a shorter line that ends in two dots need not be a sentence
SENTENCE = 130  # … and so are those that are this long and end in a full stop
LATIN = 0.9  # of the signs of code
QUOTES = " \u00bb\"\u201d\u2019')]"  # what may stand behind the full stop of a sentence
CLOSING = ".,)\u060c\u061b"
ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[\s*(?:…|\.+|&hellip;)\s*\]|\(\s*(?:…|\.+)\s*\))\s*$")
# «[…] اقرأ المزيد»: a link glued behind the sign of an excerpt.
LINKED = re.compile(r"\[\s*(?:…|\.\.+|&hellip;)\s*\]\W*(?:[^\W\d]+\W*){1,4}$")
END = re.compile('[.!?\u061f](?=\\s|$|[\u00bb"\u201d)])')
GAP = re.compile(r"[ \u00a0]{3,}|\t+|\s[|•·]\s")
ITEM = re.compile(r"\d{1,4}\s?[-.)\u2013\u2014]\s?\D")
BULLET = re.compile(r"[•●▪◦‣⁃*»›>\-–—]\s*")
TATWEEL = unicodedata.lookup("ARABIC TATWEEL")  # printed as a dash: «الرباط ـ فلان»
PARTS = f" \t:-\u2013\u2014|/{TATWEEL}"  # signs that part the pieces of bylines
STICKS = " \t\u00a0\u00ad\u061c\ufeff" + "".join(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)


@record(frozen=True, slots=True, eq=False)
class Line:
    """One line that is not blank.

    ``span`` leaves white space at both ends out, ``text`` invisible marks, too. ``words`` are the folded
    tokens of a short line (figures and signs among them), ``key`` its words without signs and figures, by
    which lines are compared.
    ``gap`` counts the blank lines before it.
    """

    span: Span
    text: str
    gap: int
    words: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    figures: int = 0
    closed: bool = False
    elliptic: bool = False
    bullet: bool = False

    @property
    def short(self) -> bool:
        """Whether the line is short enough to be anything but a paragraph."""
        return len(self.text) <= (SENTENCE if self.closed else SHORT)

    @property
    def prose(self) -> bool:
        """Whether the line reads like a paragraph: long, or a whole sentence with its full stop."""
        size = len(self.text)
        if not self.short:
            return True
        if self.elliptic:
            return size >= 120
        return (self.closed and size >= 45 and len(self.key) >= 6) or size >= 180

    @property
    def item(self) -> bool:
        """Whether the line is a numbered item: «12- …», «1954 – …», «3) …»."""
        return bool(ITEM.match(self.text))

    @property
    def resumes(self) -> bool:
        """Whether the line opens with a sign that closes something: a sentence was broken over two lines."""
        return self.text[0] in CLOSING


def lines(text: str, fold: Folder, mute: Container[int] = (), *, wrapped: bool = False) -> list[Line]:
    """The lines of ``text`` that hold a visible sign, in order; those that begin at ``mute`` without their words.

    ``wrapped``: ``text`` may be broken into lines of one width, which are joined.
    """
    return list(_lines(text, unwrapped(text) if wrapped else printed(text), fold, mute))


def _lines(text: str, rows: Iterable[Printed], fold: Folder, mute: Container[int]) -> Iterator[Line]:
    gap = 0
    for row in rows:
        span = Span(row.start, row.end)
        bare = span.text(text).strip(STICKS).strip().replace("\n", " ")
        gap += row.gap
        if bare:
            yield Line(span, bare, gap) if row.start in mute else line(bare, span, gap, fold)
            gap = 0
        else:
            gap += 1


def line(bare: str, span: Span, gap: int, fold: Folder) -> Line:
    """The record of one trimmed line."""
    tail = bare[-8:].rstrip(STICKS).rstrip(QUOTES)
    elliptic = bool(ELLIPSIS.search(bare[-12:])) or ("]" in bare[-40:] and bool(LINKED.search(bare[-48:])))
    dotted = tail.endswith("..") and len(bare) < TRAILING  # headlines end so, too
    closed = tail.endswith((".", "\u06d4")) and not elliptic and not dotted
    if len(bare) > (SENTENCE if closed else SHORT):
        return Line(span, bare, gap, closed=closed, elliptic=elliptic)
    words = words_of(fold(bare))
    key = tuple([word for word in words if word[0].isalpha()])
    figures = sum([word[0].isdecimal() for word in words]) if len(key) < len(words) else 0
    bullet = bool(BULLET.match(bare))
    return Line(span, bare, gap, words, key, figures, closed, elliptic, bullet)


def is_ticker(one: Line) -> bool:
    """Whether a line is a row of headlines parted by runs of spaces, bars or bullets.

    It takes at least four pieces, of which few end like a sentence; a paragraph justified by hand with
    runs of spaces has pieces of one or two words and is kept.
    """
    if sum(map(one.text.count, ("   ", "\t", "\u00a0\u00a0\u00a0", " | ", " \u2022 ", " \u00b7 "))) < 3:
        return False
    pieces = [piece for piece in GAP.split(one.text) if piece.strip()]
    if len(pieces) < 4:
        return False
    closed = sum(piece.rstrip().endswith(".") for piece in pieces)
    wide = sum(len(piece) > 18 for piece in pieces)
    return closed * 3 <= len(pieces) and wide * 2 >= len(pieces)


def is_code(one: Line) -> bool:
    """Whether a line is a script or a style sheet: braces or «||», and hardly an Arabic letter."""
    if "||" not in one.text and ("{" not in one.text or "}" not in one.text):
        return False
    return sum(map(str.isascii, one.text)) >= LATIN * len(one.text)
