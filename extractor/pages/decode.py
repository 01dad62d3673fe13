"""Bytes → text, by evidence: what the bytes say beats what a header declares, and nothing becomes mojibake.

Moroccan pages come in UTF-8, in UTF-16 (notepads), and older ones in windows-1256 or ISO-8859-6, often
under a wrong declaration. A page that was encoded twice («Ø§Ù„» for the article «ال») is mended.

Limits: a single-byte page too short to hold the Arabic article is taken for windows-1256.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

LARGEST = 16 * 2**20  # bytes of one page; the longest real article page seen has under 2 MB
SAMPLE = 1 << 16
ARTICLE = b"\xd8\xa7\xd9\x84"  # the Arabic article, alef and lam, in UTF-8
ARTICLE_1256 = b"\xc7\xe1"  # the same in windows-1256 …
ARTICLE_8859_6 = b"\xc7\xe4"  # … and in ISO-8859-6
CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SURROGATE = re.compile("[\ud800-\udfff]")


class UnreadableError(Exception):
    """A page that holds no text to read; the message is one sentence that ends in the cure."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text and the encoding that the evidence gave."""

    text: str
    encoding: str


def decode(raw: bytes) -> Decoded:
    r"""The text of ``raw``; line ends are ``\n``, a NUL is U+FFFD.

    >>> decode("بلغ العدد 12".encode("cp1256"))
    Decoded(text='بلغ العدد 12', encoding='windows-1256')
    >>> decode("بلغ العدد 12".encode("utf-16")).encoding
    'utf-16'

    Raises:
        UnreadableError: ``raw`` is empty, too long, or no text in any encoding.
    """
    if not raw.strip():
        msg = "the file is empty; save the page again"
        raise UnreadableError(msg)
    if len(raw) > LARGEST:
        msg = f"longer than {LARGEST >> 20} MB, which no news page is; split it into pages, or into a .jsonl"
        raise UnreadableError(msg)
    text, encoding = _decoded(raw)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    text, encoding = _mended(text, encoding)
    if not text.strip():
        msg = "the file holds white space only; save the page again"
        raise UnreadableError(msg)
    return Decoded(text, encoding)


def clean(text: str) -> str:
    r"""A text out of JSON made storable: line ends ``\n``, NULs and lone surrogates U+FFFD.

    >>> clean("بلغ\r\n12\ud83d")
    'بلغ\n12�'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return SURROGATE.sub("\ufffd", text)


def _decoded(raw: bytes) -> tuple[str, str]:
    for mark, name in MARKS:
        if raw.startswith(mark):
            return raw.decode(name, errors="replace").removeprefix("\ufeff"), name
    wide = _wide(raw[:SAMPLE])
    if wide:
        return raw.decode(wide, errors="replace"), wide
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        _refuse_binary(raw[:SAMPLE], most=0.02)
        return _damaged(raw)
    _refuse_binary(raw[:SAMPLE], most=0.1)
    return text, "utf-8"


def _wide(sample: bytes) -> str | None:
    """UTF-16 without its mark: every second byte is the block, 0x06 for Arabic, 0x00 for ASCII."""
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    for name, at in (("utf-16-le", 1), ("utf-16-be", 0)):
        blocks = sample[at::2]
        if blocks.count(6) + blocks.count(0) > 0.8 * pairs and blocks.count(0) + blocks.count(6) > 0:
            letters = sample[1 - at :: 2]
            if letters.count(0) < 0.05 * pairs:
                return name
    return None


def _refuse_binary(sample: bytes, *, most: float) -> None:
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    if controls > most * len(sample) and controls > 1:
        msg = "a binary file, no text; name text, HTML, JSONL or WARC files"
        raise UnreadableError(msg)


def _damaged(raw: bytes) -> tuple[str, str]:
    """No valid UTF-8: a few broken bytes in UTF-8 text, or a single-byte encoding."""
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    letters = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
    if letters > 4 * broken:
        return text, "utf-8 (damaged)"
    if raw.count(ARTICLE_8859_6) > raw.count(ARTICLE_1256):
        return raw.decode("iso8859_6", errors="replace"), "iso-8859-6"
    return raw.decode("cp1256", errors="replace"), "windows-1256"


def _mended(text: str, encoding: str) -> tuple[str, str]:
    """Undo UTF-8 that was read as a single-byte encoding and written as UTF-8 again."""
    for wrong in ("cp1252", "cp1256", "latin-1"):
        twice = ARTICLE.decode(wrong)
        if text.count(twice) * 400 < len(text):
            continue
        back = b"".join(_bytes_of(char, wrong) for char in text)
        try:
            return back.decode("utf-8"), f"{encoding} (encoded twice)"
        except UnicodeDecodeError:
            continue
    return text, encoding


def _bytes_of(char: str, wrong: str) -> bytes:
    try:
        return char.encode(wrong)
    except UnicodeEncodeError:
        return bytes([ord(char)]) if ord(char) < 256 else char.encode("utf-8", errors="replace")
