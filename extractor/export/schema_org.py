"""Claims as schema.org JSON-LD, a ``Claim`` a line: who said which figure where, for other fact-checkers' tools."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from extractor.export.files import whole
from extractor.export.sink import Put
from extractor.serial import Json, line

CONTEXT = "https://schema.org"


@contextmanager
def linked(to: str) -> Iterator[Put]:
    """A writer of claims as JSON-LD, one ``Claim`` a line.

    Raises:
        UserError: the file cannot be written.
    """
    with whole(to) as file:

        def put(claim: Json) -> None:
            file.write(line(record(claim)).encode("utf-8", "replace") + b"\n")

        yield put


def record(claim: Json) -> Json:
    """The ``Claim`` object of a claim of interface.md §3."""
    article = _filled(
        {
            "@type": "NewsArticle",
            "headline": claim["title"],
            "url": claim["url"],
            "identifier": claim["source"],
            "datePublished": claim["published"],
            "publisher": claim["publisher"] and {"@type": "Organization", "name": claim["publisher"]},
        }
    )
    speaker = claim["speaker"] or {}
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "Claim",
            "@id": f"urn:arqam:claim:{claim['id']}",
            "name": claim["metric"]["text"],
            "text": claim["evidence"]["text"],
            "inLanguage": "ar",
            "claimInterpreter": {"@type": "SoftwareApplication", "name": "arqam"},
            "author": speaker and _filled({"@type": "Thing", "name": speaker["name"], "description": speaker["role"]}),
            "temporalCoverage": _interval(claim["date"]),
            "about": _observation(claim),
            "appearance": article,
        }
    )


def _observation(claim: Json) -> Json:
    """The figure itself as a schema.org QuantitativeValue."""
    value = claim["value"]
    return _filled(
        {
            "@type": "QuantitativeValue",
            "name": claim["span"]["text"],
            "value": value["point"],
            "minValue": value["low"],
            "maxValue": value["high"],
            "unitText": value["counted"] or value["unit"],
        }
    )


def _interval(date: Json | None) -> str | None:
    if not date or not date["start"]:
        return None
    return str(date["start"]) if date["start"] == date["end"] else f"{date['start']}/{date['end']}"


def _filled(record: Json) -> Json:
    return {name: value for name, value in record.items() if value not in (None, {}, "")}
