"""Lines with a first judgement each: paragraph, headline, metadata or chrome, by its own words and shape alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from extractor.record import record
from extractor.strip.lines import Line
from extractor.strip.metadata import MetaGrammar
from extractor.strip.records import Meta
from extractor.strip.vocabulary import FILE, Cue, Vocabulary

HEADED = "chrome.toml#most-read"  # «آخر الأخبار - 23-10-2022» is a section with a story's day
Kind = Literal["prose", "headline", "meta", "chrome"]


@record(frozen=True, slots=True, eq=False)
class Row:
    """A line with what its own words say; a headline or metadata row may carry an «edge» cue, too.

    From HTML: ``heading`` is 2 for a title, 1 for a heading of lower rank; ``taken`` says that the
    extractor of main texts took the block, ``left`` that it did not.
    """

    line: Line
    kind: Kind
    cue: Cue | None = None
    meta: Meta | None = None
    heading: int = 0
    taken: bool = False
    left: bool = False

    @property
    def dated(self) -> bool:
        """Whether the row prints a day, or how long ago it was."""
        return self.meta is not None and self.meta.printed is not None

    @property
    def listed(self) -> bool:
        """Whether a short line can be an item of the list that a colon announced: it has a figure or a bullet."""
        marked = self.line.bullet or self.line.figures > 0
        return marked and self.kind == "headline" and self.cue is None and not self.left

    def effect(self, name: str) -> bool:
        """Whether the row's cue has the effect ``name``."""
        return self.cue is not None and self.cue.effect == name

    def rule(self, layout: str) -> str:
        """The entry that removes the row: that of its words, else ``layout`` of chrome.toml."""
        if self.cue:
            return self.cue.rule
        return self.meta.rule if self.kind == "chrome" and self.meta else f"{FILE}#{layout}"


def judge(
    lines: Sequence[Line],
    notices: Mapping[int, str],
    marked: Mapping[int, str],
    vocabulary: Vocabulary,
    grammar: MetaGrammar,
) -> list[Row]:
    """A row a line, in order.

    ``notices`` are the rules of long chrome lines, by where they start, ``marked`` those of lines that the
    markup of an HTML page says are chrome: their words decide nothing.
    """
    rows = []
    for line in lines:
        rule = marked.get(line.span.start)
        if rule:
            rows.append(Row(line, "chrome", Cue(rule, "line")))
        else:
            rows.append(_row(line, notices.get(line.span.start), vocabulary, grammar))
    return rows


def _row(line: Line, notice: str | None, vocabulary: Vocabulary, grammar: MetaGrammar) -> Row:
    ticker = vocabulary.ticker(line)
    if not line.short and notice and not ticker:
        ticker = Cue(notice, "line")
    if ticker or not line.short:
        return Row(line, "chrome" if ticker else "prose", ticker)
    cue = vocabulary.cue(line)
    meta = grammar.read(line)
    if cue and cue.rule == HEADED and meta and meta.published:
        cue = None
    if cue and cue.effect in {"section", "rest"}:
        return Row(line, "chrome", cue, meta if meta and meta.chrome else None)
    if meta and meta.chrome:
        return Row(line, "chrome", cue or Cue(meta.rule, "line"), meta)
    if meta and cue and cue.effect == "edge" and meta.bare:
        meta = None
    if meta and (cue is None or cue.effect == "edge" or meta.printed):
        return Row(line, "meta", cue, meta)
    if cue and cue.effect != "edge":
        return Row(line, "chrome", cue, meta)
    return Row(line, "prose" if line.prose else "headline", cue)
