"""An extraction as rows of the tables; the numbers of the rows come from the caller."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor import serial
from extractor.compare.stems import Stemmer
from extractor.model import Article, Claim, Extraction, Page, Span, Speaker
from extractor.store.names import Name

Row = dict[str, Any]
Fold = Callable[[str], str]


@dataclass(slots=True)
class Rows:
    """Rows by table, collected for one insert a table, and the next free number of each table."""

    free: dict[str, int]
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> int:
        """Keep ``row``; the answer is the number it gets."""
        number = self.free[table]
        self.free[table] = number + 1
        self.tables.setdefault(table, []).append({"id": number, **row})
        return number


@dataclass(frozen=True, slots=True, eq=False)
class Builder:
    """What rows are built with: the folding, and the rows of speakers and metrics by identity."""

    stems: Stemmer
    fold_name: Fold
    agents: dict[tuple[str, str], int]
    metrics: dict[tuple[str, str], int]
    conveyors: Callable[[str], Name]

    def build(self, rows: Rows, found: Extraction, document: int) -> None:
        """Add everything that ``found`` says of the page in row ``document`` of the documents."""
        for stretch in found.stripped.chrome:
            rows.add("chrome", {"document_id": document, **_span(stretch.span), "rule": stretch.rule})
        for rejection in found.rejections:
            readings = json.dumps(rejection.readings, ensure_ascii=False) if rejection.readings else None
            row = {"document_id": document, **_span(rejection.span), "rule": rejection.rule, "readings": readings}
            rows.add("rejection", row)
        dates = found.event_dates + (None,) * len(found.stripped.articles)
        for article, event_date in zip(found.stripped.articles, dates, strict=False):
            row = {"document_id": document, **_article(found.page, article, self.stems), "event_date": event_date}
            number = rows.add("article", row)
            self._claims(rows, found.page, [one for one in found.claims if one.article == article.index], number)

    def _claims(self, rows: Rows, page: Page, claims: Iterable[Claim], article: int) -> None:
        attributions: dict[tuple[Any, ...], int] = {}
        for one in claims:
            row = {**_claim(one, page, self.stems), "article_id": article, "attribution_id": None}
            row["metric_id"] = self.metrics[metric_name(one, self.fold_name).identity]
            if one.speaker:
                said = _attribution(one.speaker, one.evidence)
                key = tuple(said.values())
                if key not in attributions:
                    said["article_id"] = article
                    said["agent_id"] = self.agents[speaker_name(one.speaker, self.fold_name).identity]
                    via = one.speaker.via
                    said["conveyor_id"] = self.agents[self.conveyors(via).identity] if via else None
                    attributions[key] = rows.add("attribution", said)
                row["attribution_id"] = attributions[key]
            rows.add("claim", row)


def metric_name(one: Claim, fold: Fold) -> Name:
    """The metric of a claim as the metric table holds it."""
    return Name(one.metric.id, one.metric.text, fold(one.metric.text))


def speaker_name(speaker: Speaker, fold: Fold) -> Name:
    """The speaker of a claim as the agent table holds them."""
    return Name(speaker.agent, speaker.name, fold(speaker.name))


def speakers(found: Extraction) -> Iterator[Speaker]:
    """The speakers of a page's claims."""
    return (one.speaker for one in found.claims if one.speaker)


def document(page: Page, run: int) -> Row:
    """The page itself."""
    return {"sha256": page.sha256, "media": page.media, "encoding": page.encoding, "text": page.text, "run_id": run}


def search_text(stems: Stemmer, *parts: str | None) -> str:
    """What the full-text index holds of a claim or an article: its text, folded, and the stems of its words."""
    folded = stems.fold("\n".join(part for part in parts if part))
    words = dict.fromkeys(stems.words(folded))
    extra = {stem: None for word in words for stem in (stems(word), stems.loose(word)) if stem and stem not in words}
    return f"{folded}\n{' '.join(extra)}"


def _span(span: Span | None, prefix: str = "span") -> Row:
    return {f"{prefix}_start": span.start if span else None, f"{prefix}_end": span.end if span else None}


def _spans(spans: Iterable[Span]) -> str:
    return json.dumps([[span.start, span.end] for span in spans], separators=(",", ":"))


def _article(page: Page, article: Article, stems: Stemmer) -> Row:
    title = serial.title(page, article)
    return {
        "number": article.index,
        "title": title,
        **_span(article.title, "title"),
        "publisher": article.publisher,
        "published": article.published,
        "published_text": article.published_text,
        "author": article.author,
        "body": _spans(article.body),
        "metadata": _spans(article.metadata),
        "folded": search_text(stems, title, *(span.text(page.text) for span in article.body)),
    }


def _attribution(speaker: Speaker, content: Span) -> Row:
    return {
        "source": speaker.name,
        "role": speaker.role,
        "conveyor": speaker.via,
        "kind": speaker.attribution,
        "cue": speaker.cue,
        **_span(speaker.span),
        **_span(content, "content"),
    }


def _claim(one: Claim, page: Page, stems: Stemmer) -> Row:
    evidence = one.evidence.text(page.text)
    steps = [[step.stage, step.rule, step.span.start, step.span.end] for step in one.trace]
    return {
        "key": serial.claim_id(page.sha256, one.span),
        "place": one.place,
        **_span(one.span),
        "text": one.span.text(page.text),
        **_span(one.evidence, "evidence"),
        "evidence": evidence,
        "metric": one.metric.text,
        "metric_spans": _spans(one.metric.spans),
        **_value(one),
        **_date(one, page),
        "modality": one.modality,
        "kind": one.metric.kind,
        "vague": one.vague,
        "trace": json.dumps(steps, ensure_ascii=False, separators=(",", ":")),
        "folded": search_text(stems, one.metric.text, one.speaker.name if one.speaker else None, evidence),
    }


def _value(one: Claim) -> Row:
    made = serial.value(one.value)
    return {**made, **{name: None if made[name] is None else float(made[name]) for name in ("point", "low", "high")}}


def _date(one: Claim, page: Page) -> Row:
    mention = one.date
    return {
        "date_text": mention.span.text(page.text) if mention else None,
        "date_start": mention.start if mention else None,
        "date_end": mention.end if mention else None,
        "date_grain": mention.grain if mention else None,
        "date_role": mention.role if mention else None,
        **_span(mention.span if mention else None, "date_span"),
    }
