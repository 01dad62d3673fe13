"""The byline that opens a paragraph: «أريفينو.نت/خاص أكد …», «الألباب المغربية/ مصطفى طه أفاد …»."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.model import Span
from extractor.strip.metadata import MetaGrammar

SIGNS = frozenset("/:|.-\u2013\u2014\u0640,\u060c")
STOPS = frozenset("/:|-\u2013\u2014\u0640")
WORDS = 14  # how many words of a paragraph are looked at
TALL = 120  # code points of a paragraph that hold them
QUICK = 64  # code points: a paragraph without a sign within them has no byline


Run = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Lead:
    """The byline's place in the page and what it says."""

    span: Span
    publisher: str | None
    author: str | None


def read_lead(text: str, start: int, grammar: MetaGrammar, outlets: frozenset[str]) -> Lead | None:
    """The byline that opens ``text``, which begins at ``start`` on the page.

    ``outlets`` are names that the page itself prints as outlets. A place alone («الرباط - أعلنت …») stays
    in the text; an outlet, an agency or a person's given name must stand there.
    """
    if STOPS.isdisjoint(text[:QUICK]) and "." not in text[:QUICK]:
        return None
    runs = grammar.opening(text[:TALL], WORDS, outlets)
    runs = _unknown_outlet(text, runs)
    publisher = author = None
    end = 0
    parted = True
    for kind, first, last in runs:
        word = text[first:last]
        if kind == "sign":
            if word not in SIGNS:
                break
            parted = True
            continue
        if not parted and kind not in {"person", "L", "A"}:
            break
        if kind == "P" and publisher is None:
            publisher = grammar.outlet(word)
        elif kind == "person" and author is None and end:
            author = word
        elif kind not in {"A", "L"}:
            break
        end, parted = last, False
    if not end:
        return None
    stop = _behind(text, end)
    telling = publisher or author or any(kind == "A" and last <= end for kind, _, last in runs)
    signed = bool(STOPS & set(text[:stop])) or (stop > end and text[end:stop].strip() != "")
    if not telling or not signed or stop >= len(text):
        return None
    return Lead(Span(start, start + stop), publisher, author)


def _unknown_outlet(text: str, runs: list[Run]) -> list[Run]:
    """Take up to three unknown words before «- فلان الفلاني:» for an outlet's name."""
    words = next((at for at, (kind, _, _) in enumerate(runs) if kind != "W"), 0)
    if not 0 < words <= 3 or len(runs) < words + 3:
        return runs
    kinds = [kind for kind, _, _ in runs[words : words + 3]]
    signs = [text[first:last] for kind, first, last in runs[words : words + 3] if kind == "sign"]
    if kinds == ["sign", "person", "sign"] and STOPS.issuperset(signs):
        return [("P", runs[0][1], runs[words - 1][2]), *runs[words:]]
    return runs


def _behind(text: str, end: int) -> int:
    """The place behind the signs and spaces that close the byline."""
    while end < len(text) and (text[end].isspace() or text[end] in SIGNS):
        end += 1
    return end
