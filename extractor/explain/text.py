"""The page as plain text for a terminal: marks as brackets, so that it reads without colours, too.

``⟦1 …⟧`` a claim and its number, ``‹…›`` a date, ``⟨…⟩`` a number refused, ``·`` before a line of chrome.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.explain import account
from extractor.explain.lines import Line, lines
from extractor.explain.marks import Stretch, marks
from extractor.model import Extraction
from extractor.patterns import Patterns
from extractor.serial import Json

LEGEND = "⟦n claim⟧  ‹date›  ⟨number that is no claim⟩  · chrome"
SIGNS = {"approx": "≈ ", "gt": "> ", "gte": "≥ ", "lt": "< ", "lte": "≤ "}
FIELDS = ("metric", "value", "date", "speaker", "modality", "other")


def text(found: Extraction, patterns: Patterns, *, only: str | None = None) -> Iterator[str]:
    """The lines to print: the page, its claims field by field, the numbers refused, the chrome's rules.

    With ``only`` the one claim of that number or id, with its pattern entries in full.
    """
    claims = account.accounts(found, patterns, only)
    if only is None:
        yield from _head(found)
        yield from map(_drawn, lines(found.page.text, marks(found)))
        yield ""
    for one in claims:
        yield from _claim(one, full=only is not None)
    if only is None:
        yield from _refused(found, patterns)


def _head(found: Extraction) -> Iterator[str]:
    stripped = found.stripped
    counts = f"{len(stripped.articles)} articles, {len(found.claims)} claims, {len(found.rejections)} numbers refused"
    yield f"{found.page.source}: {counts}, {len(stripped.chrome)} stretches of chrome"
    yield LEGEND
    for article in stripped.articles:
        published = article.published or article.published_text or "no date"
        said = f"{article.publisher or 'no publisher'}, {published}, {article.author or 'no byline'}"
        yield f"article {article.index}: {said}"
    yield ""


def _drawn(line: Line) -> str:
    if line.kind == "chrome":
        return "· " + "".join(one.text for one in line.stretches)
    return ("# " if line.kind == "title" else "") + "".join(map(_bracketed, line.stretches))


def _bracketed(one: Stretch) -> str:
    mark = one.first
    if mark is None or not one.text.strip():
        return one.text
    if mark.kind == "claim":
        return f"⟦{mark.claim} {one.text}⟧"
    if mark.kind == "date":
        return f"‹{one.text}›"
    return f"⟨{one.text}⟩" if mark.kind == "rejected" else one.text


def _claim(one: account.Account, *, full: bool) -> Iterator[str]:
    record = one.record
    span = record["span"]
    yield f"[{one.number}] {span['text']}   ({record['in']} {span['start']}-{span['end']}, id {record['id']})"
    said = {
        "metric": record["metric"]["text"] + (f" = {record['metric']['id']}" if record["metric"]["id"] else ""),
        "value": _value(one),
        "date": _date(record),
        "speaker": _speaker(record),
        "modality": record["modality"],
        "other": "",
    }
    for field in FIELDS:
        steps = one.fields.get(field, [])
        if said[field] or steps:
            yield f"    {field:9}{said[field]}" + (f"   [{', '.join(step.rule for step in steps)}]" if steps else "")
        for step in steps if full else ():
            yield from _entry(step)
    yield ""


def _entry(step: account.Step) -> Iterator[str]:
    yield f"        {step.rule} at «{step.text}»"
    if step.entry:
        forms = ", ".join(step.entry.forms[:12]) + (", …" if len(step.entry.forms) > 12 else "")
        yield f"            forms {forms or 'none'}; source {step.entry.source}"
        if step.entry.note:
            yield f"            {step.entry.note}"


def _value(one: account.Account) -> str:
    value = one.record["value"]
    vague = ", vague" if one.record["vague"] else ""
    return f"{SIGNS.get(value['bound'], '')}{one.digits} {one.unit} ({value['bound']}{vague})"


def _date(record: Json) -> str:
    date = record["date"]
    if date is None:
        return f"none; published {record['published'] or 'unknown'}"
    return f"{date['text']} = {date['role']} {date['start'] or '?'} to {date['end'] or '?'}"


def _speaker(record: Json) -> str:
    speaker = record["speaker"]
    if speaker is None:
        return "the narrator"
    role = f" ({speaker['role']})" if speaker["role"] else ""
    via = f", read out by {speaker['via']}" if speaker["via"] else ""
    cue = f", cue «{speaker['cue']}»" if speaker["cue"] else ""
    return f"{speaker['name']}{role}{via}, {speaker['attribution']}{cue}"


def _refused(found: Extraction, patterns: Patterns) -> Iterator[str]:
    for one in account.refused(found, patterns):
        yield f"refused [{one.rule}] {len(one.texts)}: " + ", ".join(f"«{text}»" for text in one.texts[:12])
    for rule, count in account.chrome_rules(found):
        yield f"chrome [{rule}] {count}"
