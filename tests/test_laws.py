"""The laws that hold for any page, as property tests: on the seeds, on mutated seeds, and on text out of nowhere."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor import serial
from extractor.batch import Work
from extractor.cli import run
from extractor.model import Claim, Extraction, Failure, Page, Span
from extractor.normalize import Folder
from extractor.patterns import Patterns, load
from extractor.segment import TOKEN

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

SEEDS = Path(__file__).resolve().parent.parent / "corpus" / "seeds"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.iterdir())]
CHROME_ONLY = 2  # the seed that is a menu and nothing else
WINDOW = 4_000  # code points of a seed that a mutation starts from: enough for its article to be found
VALUE = {"numbers", "nouns", "quantities", "bounds", "rates"}  # the stages that read a value
DIGITS = re.compile(r"\d+")

FORMS = sorted({form for entry in load() for form in entry.forms})
SIGNS = list(
    "،؛؟.,:!?«»\"'()[]-–/%٪٫٬ـ …•|@#\n\n\t \u00a0\u200b\u200e\u200f\u202b\u202c\u2066\u2069\u061c\ufeff\x00\x07\x1b"
)
FIGURES = [
    "5",
    "12",
    "2024",
    "11,4",
    "42.800",
    "1٬250٫5",
    "٢٠٢٥",
    "۱۲",
    "7 ر 1",
    "3-1",
    "24-03-2025",
    "م³",
    "²",
    "½",
    "Ⅷ",
    "৪",
]
WORDS = [
    "و",
    "ب",
    "ال",
    "قال",
    "أن",
    "الوزير",
    "AMO",
    "G20",
    "l'État",
    "😀",
    "👨‍👩‍👧",
    "e\u0301",
    "بَلَّغَ",
    "ﻻ",
    "שלום",
    "𞸀",
]

pieces = st.one_of(st.sampled_from(FORMS), st.sampled_from(SIGNS), st.sampled_from(FIGURES), st.sampled_from(WORDS))
spoken = st.lists(st.tuples(pieces, st.sampled_from(["", " ", " ", "\n"])), max_size=60).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A stretch of a seed page with a few things cut out, doubled, shuffled or put in."""
    text = draw(st.sampled_from(TEXTS))
    begin = draw(st.integers(0, max(0, len(text) - WINDOW)))
    text = text[begin : begin + WINDOW]
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 120)))
        kind = draw(st.sampled_from(["cut", "double", "insert", "shuffle"]))
        if kind == "cut":
            text = text[:at] + text[end:]
        elif kind == "double":
            text = text[:end] + text[at:]
        elif kind == "insert":
            text = text[:at] + draw(st.one_of(pieces, anything)) + text[at:]
        else:
            lines = text.split("\n")
            random.Random(at).shuffle(lines)
            text = "\n".join(lines)
    return text


texts = st.one_of(spoken, anything, mutated())


def page(text: str) -> Page:
    return Page(source="a.txt", text=text, sha256="0" * 64)


def spans(found: Extraction) -> Iterator[Span]:
    """Every span that an extraction holds."""
    for claim in found.claims:
        yield from (claim.span, claim.evidence, *claim.metric.spans, *(step.span for step in claim.trace))
        if claim.speaker and claim.speaker.span:
            yield claim.speaker.span
    for article in found.stripped.articles:
        yield from (*([article.title] if article.title else []), *article.body, *article.metadata)
    yield from (chrome.span for chrome in found.stripped.chrome)
    yield from (rejection.span for rejection in found.rejections)
    yield from (mention.span for mention in found.dates)


def records(value: object) -> Iterator[dict[str, Any]]:
    """Every object inside a JSON value."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from records(part)


def printed(found: Extraction) -> list[dict[str, Any]]:
    return [*serial.claims(found), *serial.articles(found.page, found.stripped, found.event_dates)]


def homes(found: Extraction) -> dict[str, list[Span]]:
    """The places that a number may lie in, by kind."""
    return {
        "claim": [claim.span for claim in found.claims],
        "date": [mention.span for mention in found.dates],
        "rejection": [rejection.span for rejection in found.rejections],
        "metadata": [span for article in found.stripped.articles for span in article.metadata],
        "chrome": [chrome.span for chrome in found.stripped.chrome],
    }


def check_spans(found: Extraction) -> None:
    """Law 1."""
    text = found.page.text
    assert all(0 <= span.start <= span.end <= len(text) for span in spans(found))
    for record in records(printed(found)):
        place = record.get("span", record)
        if isinstance(place, dict) and {"start", "end"} <= place.keys() and isinstance(place["start"], int):
            told = place.get("text", record.get("text") if record.get("grain") else None)
            assert told in {None, text[place["start"] : place["end"]]}


def check_accounts(found: Extraction, words: frozenset[str], fold: Folder) -> None:
    """Law 2."""
    places = homes(found)
    text = found.page.text
    numbers = [Span(*match.span()) for match in DIGITS.finditer(text)]
    folded = fold.stretch(text)  # a mark inside a word does not part it
    numbers += [
        Span(folded.start(match.start()), folded.start(match.end() - 1) + 1)
        for match in TOKEN.finditer(folded.text)
        if match.group() in words
    ]
    for number in numbers:
        inside = [kind for kind, row in places.items() if any(span.covers(number) for span in row)]
        around = text[max(0, number.start - 40) : number.end + 40]
        assert len(inside) == 1, f"«{number.text(text)}» lies in {inside or 'nothing'}: {around!r}"


def check_chrome(found: Extraction) -> None:
    """Law 5: what is chrome is no claim, and no claim shares a code point with another."""
    ordered = sorted(claim.span for claim in found.claims)
    assert not any(one.overlaps(two) for one, two in pairwise(ordered))
    for chrome in found.stripped.chrome:
        assert not any(chrome.span.overlaps(span) for span in ordered)


def check_refusals(found: Extraction) -> None:
    """Law 6: a number that is refused for its two readings names both, and is no claim."""
    for rejection in found.rejections:
        if rejection.rule.endswith("#ambiguous"):
            assert len(set(rejection.readings)) > 1
            assert not any(claim.span.overlaps(rejection.span) for claim in found.claims)


def check_traces(found: Extraction, patterns: Patterns) -> None:
    """Law 8: every field names the entries that it was read with; the next test replays them."""
    for rule in {*(one.rule for one in found.rejections), *(one.rule for one in found.stripped.chrome)}:
        patterns.entry(rule)
    for claim in found.claims:
        for step in claim.trace:
            patterns.entry(step.rule)
        missing = [field for field, traced in fields(claim).items() if not traced]
        assert not missing, f"«{claim.span.text(found.page.text)}»: no rule for {missing}"


def fields(claim: Claim) -> dict[str, bool]:
    """Whether each field that a claim has was traced to a pattern entry."""
    stages = {step.stage for step in claim.trace}
    told = {"value": bool(stages & VALUE), "metric": "metrics" in stages}
    if claim.date:
        told["date"] = bool(claim.date.trace)
    if claim.speaker:
        told["speaker"] = bool(claim.speaker.trace)
    if claim.modality != "asserted":
        told["modality"] = "qualify" in stages
    return told


class Laws:
    """The laws that one page must keep, with a repr that does not print the pattern files."""

    def __init__(self, extractor: Extractor, patterns: Patterns) -> None:
        self._extractor = extractor
        self._patterns = patterns
        forms = [form for entry in patterns["numerals.toml"] if entry.get("value") for form in entry.forms]
        self._words = frozenset(extractor.fold(form) for form in forms if " " not in form)

    def __repr__(self) -> str:
        return "laws"

    def check(self, text: str) -> None:
        found = self._extractor.extract(page(text))
        check_spans(found)
        check_accounts(found, self._words, self._extractor.fold)
        check_chrome(found)
        check_refusals(found)
        check_traces(found, self._patterns)


TOLD = (
    "عنوان\n\nأعلن وزير الصحة أن عدد المستفيدين من الحملة قد يتجاوز 3 ملايين شخص في متم دجنبر 2024،"
    " وأن كلفتها بلغت حوالي 40 مليون درهم سنويا.\n"
)


def told(extractor: Extractor, field: str) -> list[Any]:
    """``field`` of both claims of ``TOLD``; a part of the value is named by itself."""
    claims = extractor.extract(page(TOLD)).claims
    return [getattr(claim if hasattr(claim, field) else claim.value, field, None) for claim in claims]


def without(patterns: Patterns, rule: str) -> Patterns:
    """The patterns with one entry taken out."""
    files = {name: tuple(entry for entry in entries if entry.rule != rule) for name, entries in patterns.files.items()}
    return Patterns(files=files, sha256=patterns.sha256, root=patterns.root)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("point", "numerals.toml#millions"),
        ("unit", "currencies.toml#MAD"),
        ("bound", "qualifiers.toml#exceeds"),
        ("per", "qualifiers.toml#per.year.adverb"),
        ("date", "calendar.toml#month.12"),
        ("speaker", "attribution.toml#verb.announced"),
        ("metric", "phrases.toml#level"),
        ("modality", "modality.toml#may-be"),
    ],
)
def test_a_field_stands_and_falls_with_the_entry_that_its_trace_names(
    field: str, rule: str, extractor: Extractor, patterns: Patterns
) -> None:
    claims = extractor.extract(page(TOLD)).claims
    assert any(step.rule == rule for claim in claims for step in claim.trace)
    assert told(extractor, field) != told(type(extractor)(without(patterns, rule)), field)


@pytest.fixture(scope="session")
def laws(extractor: Extractor, patterns: Patterns) -> Laws:
    return Laws(extractor, patterns)


@given(text=texts)
@example(text="")
@example(text="\ufeff")
@example(text="و" * 5000)
@example(text="1," * 2000)
def test_the_laws_of_one_page(text: str, laws: Laws) -> None:
    laws.check(text)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_laws_of_the_seeds(text: str, laws: Laws) -> None:
    laws.check(text)


def test_the_laws_of_all_seeds_on_one_page(laws: Laws) -> None:
    laws.check("\n".join(TEXTS))


def test_a_page_of_chrome_makes_no_claim(extractor: Extractor) -> None:
    assert not extractor.extract(page(TEXTS[CHROME_ONLY])).claims


@given(text=texts)
def test_the_same_page_gives_the_same_records(text: str, extractor: Extractor) -> None:
    one, two = (printed(extractor.extract(page(text))) for _ in range(2))
    assert [serial.line(row) for row in one] == [serial.line(row) for row in two]


def test_order_and_workers_change_no_byte(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(30):  # enough for the work to be spread over processes
        (folder / f"{number:02}.txt").write_text(TEXTS[number % len(TEXTS)], encoding="utf-8")
    names = [str(path) for path in sorted(folder.iterdir())]
    outputs = []
    for number, (paths, jobs) in enumerate([(names, 1), (names[::-1], 1), (names, 2)]):
        out = tmp_path / f"{number}.jsonl"
        assert run(["extract", *paths, "--jobs", str(jobs), "--to", str(out)]) == 0
        outputs.append(out.read_bytes())
    assert outputs[0] == outputs[1] == outputs[2]
    assert len(outputs[0].splitlines()) > 100


HARD = {
    "digits": "1" * 50,
    "separators": "1,2.3٫4،",
    "number words": "مائة وخمسة وعشرون ألفا و",
    "quotes": '«"«" ',
    "brackets": "(((([",
    "proclitics": "وبالوبال",
    "prose": TEXTS[0],
    "lines": "خبر 5\n",
    "marks": "بّّّ\u200f",
}


@pytest.mark.slow
@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_time_is_linear_in_length(text: str, extractor: Extractor) -> None:
    """Eight times the text takes at most twice eight times as long: a square would take sixty-four times."""
    small = (text * (20_000 // len(text) + 1))[:20_000]

    def took(long: str) -> float:
        best = float("inf")
        for _ in range(2):
            begin = time.process_time()
            extractor.extract(page(long))
            best = min(best, time.process_time() - begin)
        return best

    assert took(small * 8) < 16 * max(took(small), 0.004)


def test_a_page_that_fails_harms_no_other(patterns: Patterns, monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(patterns)
    extract = work.compile().extract

    def fragile(one: Page, *rest: Any) -> Extraction:  # noqa: ANN401 - passed on
        if one.text == "x":
            raise ValueError("x")  # noqa: EM101 - what a bug would do
        return extract(one, *rest)

    monkeypatch.setattr(work.compile(), "extract", fragile)
    outcomes = [work(page(text)) for text in (TEXTS[0], "x", TEXTS[1])]
    assert [isinstance(outcome, Failure) for outcome in outcomes] == [False, True, False]


@given(text=texts, start=st.integers(0, 50))
@example(text="ΟΔΟΣ İstanbul ﷺ ﻻ", start=0)
def test_folding_is_one_code_point_map(text: str, start: int, patterns: Patterns) -> None:
    fold = Folder(patterns)
    start = min(start, len(text))
    assert fold(text) == "".join(map(fold, text))
    assert fold(fold(text)) == fold(text)
    folded = fold.stretch(text, start)
    assert folded.text == fold(text[start:])
    places = [folded.start(index) for index in range(len(folded.text))]
    assert places == sorted(places)
    for place, char in zip(places, folded.text, strict=True):
        assert char in fold(text[place])


@given(text=texts)
def test_records_are_json(text: str, extractor: Extractor) -> None:
    for row in printed(extractor.extract(page(text))):
        assert json.loads(serial.line(row)) == json.loads(json.dumps(row))
