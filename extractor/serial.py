"""Records as the JSON objects of the interface: a claim, an article, and the line that prints one.

Key order is the order of writing here, numbers are exact where JSON can hold them, and a claim's ``id``
hangs on the page's bytes and the claim's place alone, so that two runs print the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from extractor.model import Article, Claim, DateMention, Extraction, Metric, Page, Span, Speaker, Stripped, Value

Json = dict[str, Any]

# 20 hexadecimal digits are 80 bits: among 10⁹ claims two share an id with a chance of one in a million.
ID_DIGITS = 20
# A float holds no number beyond 1.8e308: a longer one is printed as `amount` only.
WIDEST = 300


def line(record: Json) -> str:
    """``record`` as one line of JSON without its line end; Arabic stays Arabic."""
    return json.dumps(record, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)


def claim_id(sha256: str, span: Span) -> str:
    """The stable name of the claim at ``span`` of the page whose bytes hash to ``sha256``.

    >>> from extractor.model import Span
    >>> claim_id("ab" * 32, Span(3, 7))
    '4b93b974957c4a188d21'
    """
    return hashlib.sha256(f"{sha256}:{span.start}:{span.end}".encode()).hexdigest()[:ID_DIGITS]


def number(value: Decimal | None) -> int | float | None:
    """A Decimal as a JSON number: an int when it is whole, else the nearest float.

    >>> from decimal import Decimal
    >>> number(Decimal("11000000.0")), number(Decimal("9.5"))
    (11000000, 9.5)
    """
    if value is None or not value.is_finite() or value.adjusted() > WIDEST:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def amount(value: Decimal | None) -> str | None:
    """A Decimal as its exact digits: no exponent, no zeros that say nothing.

    >>> from decimal import Decimal
    >>> amount(Decimal("9.50")), amount(Decimal("1.1E+7"))
    ('9.5', '11000000')
    """
    if value is None or not value.is_finite():
        return None
    if value.adjusted() > WIDEST:
        return str(value)
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def value(read: Value) -> Json:
    """The ``value`` object of a claim or a normalised text."""
    return {
        "amount": amount(read.point),
        "point": number(read.point),
        "low": number(read.low),
        "high": number(read.high),
        "bound": read.bound,
        "unit": read.unit,
        "counted": read.counted,
        "per": read.per,
    }


def place(span: Span) -> Json:
    """A span without its text."""
    return {"start": span.start, "end": span.end}


def stretch(span: Span, page: str) -> Json:
    """A span with its text."""
    return {"start": span.start, "end": span.end, "text": page[span.start : span.end]}


def day(value: date | None) -> str | None:
    """An ISO date, or nothing."""
    return value.isoformat() if value else None


def claims(found: Extraction) -> Iterator[Json]:
    """The claims of a page in reading order, as interface.md §3 prints them."""
    articles = {article.index: article for article in found.stripped.articles}
    days = dict(zip(articles, found.event_dates, strict=False))
    for one in found.claims:
        yield claim(one, found.page, articles[one.article], days.get(one.article))


def claim(one: Claim, page: Page, article: Article, event_date: date | None = None) -> Json:
    """One claim of ``article`` on ``page``; ``event_date`` is the day of the event found in its text."""
    text = page.text
    return {
        "id": claim_id(page.sha256, one.span),
        "source": page.source,
        "article": one.article,
        "in": one.place,
        "publisher": article.publisher,
        "published": day(article.published),
        "event_date": day(event_date),
        "title": title(page, article),
        "url": page.url,
        "span": stretch(one.span, text),
        "evidence": stretch(one.evidence, text),
        "metric": _metric(one.metric),
        "value": value(one.value),
        "date": _date(one.date, text),
        "speaker": _speaker(one.speaker),
        "modality": one.modality,
        "kind": one.metric.kind,
        "vague": one.vague,
        "trace": [{"stage": step.stage, "rule": step.rule, **place(step.span)} for step in one.trace],
    }


def title(page: Page, article: Article) -> str | None:
    """The title that the page prints, else the one its container declares for its first article."""
    if article.title:
        return article.title.text(page.text)
    return None if article.index else page.declared.title


def _metric(metric: Metric) -> Json:
    return {"text": metric.text, "id": metric.id, "spans": [place(span) for span in metric.spans]}


def _date(mention: DateMention | None, page: str) -> Json | None:
    if mention is None:
        return None
    return {
        "text": mention.span.text(page),
        "start": day(mention.start),
        "end": day(mention.end),
        "grain": mention.grain,
        "role": mention.role,
        "span": place(mention.span),
    }


def _speaker(speaker: Speaker | None) -> Json | None:
    if speaker is None:
        return None
    return {
        "name": speaker.name,
        "role": speaker.role,
        "via": speaker.via,
        "attribution": speaker.attribution,
        "cue": speaker.cue,
        "agent": speaker.agent,
        "span": place(speaker.span) if speaker.span else None,
    }


def articles(
    page: Page, stripped: Stripped, event_dates: Sequence[date | None] = (), *, show_chrome: bool = False
) -> Iterator[Json]:
    """The articles of a page, as interface.md §4 prints them; ``show_chrome`` adds each chrome span's text."""
    made = stretch if show_chrome else lambda span, _: place(span)
    chrome = [{**made(one.span, page.text), "rule": one.rule} for one in stripped.chrome]
    if not stripped.articles:
        yield {"source": page.source, "article": None, "title": None, "body": [], "chrome": chrome}
    for order, article in enumerate(stripped.articles):
        record = _article(page, article, event_dates[order] if order < len(event_dates) else None)
        yield record if order else {**record, "chrome": chrome}


def _article(page: Page, article: Article, event_date: date | None) -> Json:
    return {
        "source": page.source,
        "article": article.index,
        "title": stretch(article.title, page.text) if article.title else None,
        "publisher": article.publisher,
        "published": day(article.published),
        "published_text": article.published_text,
        "author": article.author,
        "event_date": day(event_date),
        "body": [place(span) for span in article.body],
        "text": "\n".join(span.text(page.text) for span in article.body),
    }
