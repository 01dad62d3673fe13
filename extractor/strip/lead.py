"""The byline that opens a paragraph: «أريفينو.نت/خاص أكد …», «الألباب المغربية/ مصطفى طه أفاد …»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.model import Span
from extractor.strip.bylines import Bylines, Run
from extractor.strip.lines import PARTS

SIGNS = frozenset(PARTS + ".,\u060c") - {" ", "\t"}
BULLETS = frozenset("*\u2022")
STOPS = frozenset(PARTS) - {" ", "\t"}
WORDS = 14  # how many words of a paragraph are looked at
TALL = 120  # code points of a paragraph that hold them
QUICK = 64  # code points: a paragraph without a sign within them has no byline
FREE = frozenset({"person", "L", "A"})  # kinds that may follow without a sign: «كود الرباط//»


@dataclass(frozen=True, slots=True)
class Lead:
    """The byline's place in the page and what it says."""

    span: Span
    publisher: str | None
    author: str | None


def read_lead(text: str, start: int, bylines: Bylines, outlets: frozenset[str]) -> Lead | None:
    """The byline that opens ``text``, which begins at ``start`` on the page.

    ``outlets`` are names that the page itself prints as outlets. A place alone («الرباط - أعلنت …») stays
    in the text; an outlet, an agency or a person's given name must stand there, and a sign.
    """
    if STOPS.isdisjoint(text[:QUICK]) and "." not in text[:QUICK]:
        return None
    named = _names(text, _unknown_outlet(text, bylines.opening(text[:TALL], WORDS, outlets)))
    if not named or all(run.kind == "L" for run in named):
        return None
    if named[-1].kind == "person" and all(run.kind == "L" for run in named[:-1]):
        behind = text[named[-1].last : named[-1].last + 2].strip()
        if not behind or behind[0] not in SIGNS:  # «كازا – علي يقول …»: who speaks rather than who writes
            return None
    end = named[-1].last
    stop = _behind(text, end)
    signed = bool(STOPS & set(text[named[0].first : stop])) or text[end:stop].strip() != ""
    if not signed or stop >= len(text):
        return None
    publisher = next((bylines.outlet(run.of(text)) for run in named if run.kind == "P"), None)
    author = next((run.of(text) for run in named if run.kind == "person"), None)
    return Lead(Span(start, start + stop), publisher, author)


def _names(text: str, runs: Sequence[Run]) -> list[Run]:
    """The outlets, agencies, places and the person that open a paragraph, as far as signs part them."""
    named: list[Run] = []
    parted = True
    for run in runs:
        if run.kind == "sign":
            if run.of(text) not in SIGNS and (named or run.of(text) not in BULLETS):
                break
            parted = True
            continue
        seen = any(other.kind == run.kind for other in named)
        lone = run.kind == "person" and (seen or not named)
        if run.kind == "W" or lone or (run.kind == "P" and seen) or not (parted or run.kind in FREE):
            break
        named.append(run)
        parted = False
    return named


def _unknown_outlet(text: str, runs: list[Run]) -> list[Run]:
    """Take up to three unknown words before «- فلان الفلاني:» for an outlet's name."""
    words = next((at for at, run in enumerate(runs) if run.kind != "W"), 0)
    if not 0 < words <= 3 or len(runs) < words + 3:
        return runs
    behind = runs[words : words + 3]
    signs = [run.of(text) for run in behind if run.kind == "sign"]
    if [run.kind for run in behind] == ["sign", "person", "sign"] and STOPS.issuperset(signs):
        return [replace(runs[0], kind="P", last=runs[words - 1].last), *runs[words:]]
    return runs


def _behind(text: str, end: int) -> int:
    """The place behind the signs and spaces that close the byline."""
    while end < len(text) and (text[end].isspace() or text[end] in SIGNS):
        end += 1
    return end
