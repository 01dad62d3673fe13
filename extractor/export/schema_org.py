"""Claims as schema.org JSON-LD for other fact-checkers' tools: who said which figure where, and what came of it.

A claim is a ``Claim`` a line; one on which a fact-checker gave a verdict is a ``ClaimReview`` of that claim, a
line a verdict. No figure is rated by a machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from extractor.export.files import whole
from extractor.export.sink import Put
from extractor.serial import Json, line

CONTEXT = "https://schema.org"


Verdict = Mapping[str, str | None]  # ``verdict``, ``note``, ``reviewer``, ``day``


@contextmanager
def linked(to: str, verdicts: Callable[[str], Sequence[Verdict]] = lambda _: ()) -> Iterator[Put]:
    """A writer of claims as JSON-LD; ``verdicts`` gives those that fact-checkers gave on the claim of an id.

    Raises:
        UserError: the file cannot be written.
    """
    with whole(to) as file:

        def put(claim: Json) -> None:
            for made in [review(claim, one) for one in verdicts(claim["id"])] or [record(claim)]:
                file.write(line(made).encode("utf-8", "replace") + b"\n")

        yield put


def review(claim: Json, verdict: Verdict) -> Json:
    """The ``ClaimReview`` of a claim by one fact-checker's verdict, in the checker's own words."""
    claimed = {name: value for name, value in record(claim).items() if name != "@context"}
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "claimReviewed": claim["evidence"]["text"],
            "datePublished": verdict["day"],
            "author": {"@type": "Organization", "name": verdict["reviewer"] or "arqam"},
            "reviewRating": {"@type": "Rating", "alternateName": verdict["verdict"]},
            "reviewBody": verdict["note"],
            "inLanguage": "ar",
            "itemReviewed": claimed,
        }
    )


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
            "sdPublisher": {"@type": "Organization", "name": "arqam"},
            "author": speaker and _author(speaker),
            "temporalCoverage": _interval(claim["date"]),
            "about": _observation(claim),
            "appearance": article,
        }
    )


def _author(speaker: Json) -> Json:
    """Who asserts it: somebody with a title is a person, else a body is the safer guess."""
    if speaker["role"]:
        return {"@type": "Person", "name": speaker["name"], "jobTitle": speaker["role"]}
    return {"@type": "Organization", "name": speaker["name"]}


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
