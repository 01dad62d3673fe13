"""Comparisons as one page for a browser: right to left, no script, nothing loaded from elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STYLE = """
body { font-family: "Noto Naskh Arabic", "Amiri", "Geeza Pro", sans-serif; margin: 2rem auto; max-width: 60rem; }
section { border-inline-start: .3rem solid #999; padding-inline-start: 1rem; margin-block: 1.5rem; }
section.alarm { border-color: #b00020; }
h2 { font-size: 1.1rem; } td { padding-inline-end: 1rem; vertical-align: top; } small { color: #555; }
"""


def page(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The lines of the page; ``rows`` are comparisons of interface.md §6."""
    yield '<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><title>arqam</title>'
    yield f"<style>{STYLE}</style>"
    for row in rows:
        yield f'<section class="{"alarm" if row["alarm"] else "calm"}"><h2>{escape(row["metric"]["text"])}</h2>'
        yield f"<p>{escape(row['explanation_ar'])} <small dir=ltr>{escape(row['relation'])}</small></p><table>"
        for claim in row["claims"]:
            yield _claim(claim)
        yield "</table></section>"
    yield "</html>"


def _claim(claim: dict[str, Any]) -> str:
    speaker = (claim["speaker"] or {}).get("name") or ""
    when = (claim["date"] or {}).get("end") or claim["published"] or ""
    outlet = claim["publisher"] or claim["source"]
    cells = (claim["span"]["text"], when, speaker, outlet, claim["evidence"]["text"])
    return "<tr>" + "".join(f"<td>{escape(cell)}" for cell in cells)
