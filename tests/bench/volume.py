"""A large claims database, made up: `python tests/bench/volume.py FILE [ARTICLES]` (default: 100000, a million claims).

Ten claims to an article. What a newspaper's archive has is in it: a page's text with its chrome and numbers not
taken, title, outlet, day, several speakers, a sentence to each claim, the full-text index, and two comparisons to a
claim, some of them alarms. Words, metrics, speakers and outlets are as uneven as in print (Zipf): the most frequent
word stands in most sentences, the busiest metric has tens of thousands of claims. The words themselves are made up.
The same number of articles makes the same rows.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import time
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from extractor.compare.stems import Stemmer
from extractor.normalize import Folder
from extractor.patterns import load
from extractor.store import schema
from extractor.store.connect import connect, writing

CLAIMS = 10  # an article
PLAIN = 5  # sentences of an article without a claim
WORDS, SENTENCES = 30_000, 40_000
METRICS, SPEAKERS, OUTLETS = 25_000, 6_000, 80
DAYS = 3650
BLOCK = 1_000  # articles written at a time
LETTERS = "ابتجحدرزسشصطعفقكلمنهوي"
COMPARED = 2  # earlier claims of its metric that a claim is compared with
ALARMS = 0.002  # of the comparisons
TABLES = ("document", "place", "article", "chrome", "rejection", "attribution", "claim", "subject")
RULES = ("numbers", "nouns", "bounds", "speakers", "agents", "dates", "metrics")
UNITS = (("MAD", "درهم"), ("count", "مستفيد"), ("percent", "في المئة"), ("t", "طن"), ("km", "كيلومترا"))

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words, and what the full-text index holds of it: its words folded, and the other stems of them."""

    text: str
    folded: str
    stems: tuple[str, ...]


@dataclass(slots=True)
class World:
    """The words, sentences and names that pages are made of."""

    stems: Stemmer
    dice: random.Random = field(default_factory=lambda: random.Random(11))
    sentences: list[Piece] = field(default_factory=list)
    metrics: list[Piece] = field(default_factory=list)
    speakers: list[Piece] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    often: dict[int, list[float]] = field(default_factory=dict)

    def fill(self) -> None:
        """Make the words, and all that is made of them."""
        found = {"".join(self.dice.choices(LETTERS, k=self.dice.randint(3, 7))) for _ in range(WORDS)}
        words = [self._piece(word) for word in sorted(found)]
        self.dice.shuffle(words)
        self.sentences = [self._joined(words, 10, 18) for _ in range(SENTENCES)]
        self.metrics = [self._joined(words, 2, 5) for _ in range(METRICS)]
        self.speakers = [self._joined(words, 2, 3) for _ in range(SPEAKERS)]
        self.outlets = [self._joined(words, 1, 2).text for _ in range(OUTLETS)]

    def pick(self, dice: random.Random, many: int) -> int:
        """One of ``many``, the first ones most often."""
        if many not in self.often:
            self.often[many] = list(accumulate(1 / (rank + 3) for rank in range(many)))
        weights = self.often[many]
        return bisect(weights, dice.random() * weights[-1], 0, many - 1)

    def _piece(self, text: str) -> Piece:
        folded = self.stems.fold(text)
        words = list(self.stems.words(folded))
        extra = (stem for word in words for stem in (self.stems(word), self.stems.loose(word)) if stem)
        return Piece(text, folded, tuple(dict.fromkeys(stem for stem in extra if stem not in words)))

    def _joined(self, words: Sequence[Piece], least: int, most: int) -> Piece:
        chosen = [words[self.pick(self.dice, len(words))] for _ in range(self.dice.randint(least, most))]
        stems = tuple(dict.fromkeys(stem for one in chosen for stem in one.stems))
        return Piece(" ".join(one.text for one in chosen), " ".join(one.folded for one in chosen), stems)


def indexed(*parts: Piece, figure: str = "") -> str:
    """What the full-text index holds of ``parts``."""
    stems = dict.fromkeys(stem for one in parts for stem in one.stems)
    return f"{' '.join(one.folded for one in parts)} {figure}\n{' '.join(stems)}"


def day(number: int) -> str:
    return (date(2016, 1, 1) + timedelta(number)).isoformat()


@dataclass(slots=True)
class Maker:
    """Articles by number → the rows of all tables; keeps of each metric's claims what comparing them takes."""

    world: World
    told: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)  # metric → claim, day, value

    def rows(self, number: int) -> dict[str, list[Row]]:
        dice, world = random.Random(number), self.world
        rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        # Older articles come first, as they do where pages are loaded day by day.
        printed = min(DAYS - 1, number * DAYS // 100_000 % DAYS + dice.randrange(20))
        title, outlet = world.sentences[dice.randrange(SENTENCES)], world.outlets[world.pick(dice, OUTLETS)]
        menu = f"{outlet} الرئيسية سياسة اقتصاد مجتمع رياضة\n"
        text = f"{menu}{title.text}\n{outlet} {day(printed)}\n"
        heads = [len(menu), len(menu) + len(title.text), len(text)]
        voices = [(4 * number + k, world.pick(dice, SPEAKERS)) for k in range(dice.randint(1, 4))]
        for key, who in voices:
            name = world.speakers[who].text
            said = (key, number, who + 1, None, name, None, None, "explicit", "قال", None, None, heads[2], heads[2] + 1)
            rows["attribution"].append(said)
        pieces, start = [title], len(text)
        for place in range(CLAIMS + PLAIN):
            sentence = world.sentences[dice.randrange(SENTENCES)]
            pieces.append(sentence)
            if place % 3 == 2:
                text += sentence.text + ".\n"
                rows["rejection"].append(
                    (PLAIN * number + place // 3, number, len(text) - 9, len(text) - 2, RULE, None)
                )
                continue
            made = self._claim(number, place - place // 3, dice, sentence, printed, len(text), voices)
            text += made[0]
            rows["claim"].append(made[1])
            rows["subject"].append(made[2])
        body = json.dumps([[start, len(text)]])
        text += "حقوق النشر محفوظة"
        rows["document"].append((number, f"{number:064x}", "html", "utf-8", text, 1))
        url = f"https://example.ma/{number}.html"
        rows["place"].append((number, number, f"pages/{number}.html", url, 1))
        span = (heads[0], heads[1]) if number % 50 else (None, None)
        shown = title.text if number % 50 else None
        meta = json.dumps([[heads[1] + 1, start - 1]])
        rows["article"].append(
            (number, number, 0, shown, *span, outlet, day(printed), None, None, None, body, meta, indexed(*pieces))
        )
        rows["chrome"].append((2 * number, number, 0, heads[0] - 1, "strip.toml#menu"))
        rows["chrome"].append((2 * number + 1, number, len(text) - 17, len(text), "strip.toml#copyright"))
        return rows

    def _claim(
        self, article: int, place: int, dice: random.Random, plain: Piece, printed: int, at: int,
        voices: Sequence[tuple[int, int]],
    ) -> tuple[str, Row, Row]:  # fmt: skip
        world = self.world
        which = world.pick(dice, METRICS)
        unit, word = UNITS[which % len(UNITS)]
        value = random.Random(which).randrange(100, 9_000_000) * (1000 + printed) // 1000
        value = value * 10 if dice.random() < ALARMS else value
        metric, shown, number = world.metrics[which], f"{value} {word}", CLAIMS * (article - 1) + place + 1
        before, after = f"بلغ {metric.text} ", f" {plain.text}."
        evidence = before + shown + after
        start = at + len(before)
        voice = voices[place % len(voices)] if place % 3 else None
        parts = [metric, world.speakers[voice[1]], plain] if voice else [metric, plain]
        trace = json.dumps([[stage, f"{stage}.toml#rule", start, start + len(shown)] for stage in RULES])
        own = (
            (None,) * 6
            if place % 2
            else ("السنة", f"{day(printed)[:4]}-01-01", f"{day(printed)[:4]}-12-31", "year", "at", at)
        )
        end = at + len(evidence)
        row = (
            number, f"{number:020x}", article, "body", start, start + len(shown), shown, at, end, evidence,
            which + 1, metric.text, "[]", str(value), value, value, value, "exact", unit,
            word if unit == "count" else None, None, *own, None if place % 2 else at + 3, voice[0] if voice else None,
            "forecast" if place == 7 else "asserted", "flow", 0, trace, indexed(*parts, figure=shown),
        )  # fmt: skip
        self.told.setdefault(which, []).append((number, printed, value))
        return evidence + "\n", row, (number, f"{which:016x}", article, day(printed))

    def comparisons(self) -> Iterator[tuple[Row, list[Row]]]:
        """Each claim against the few before it of its metric; a sum that fails here and there."""
        number = link = 0
        dice = random.Random(5)
        for metric, told in self.told.items():
            for place, (claim, when, value) in enumerate(told):
                for other, _, was in told[max(0, place - COMPARED) : place]:
                    number += 1
                    kind = "agrees" if value == was else "updates"
                    if max(value, was) > 9 * min(value, was):
                        kind = "scale_slip"
                    elif dice.random() < ALARMS:
                        kind = dice.choice(("conflicts", "part_whole"))
                    said = f"{value} against {was}: same metric", f"{value} مقابل {was}: المقياس نفسه"
                    alarm = int(kind in {"scale_slip", "conflicts", "part_whole"})
                    sides = []
                    for one, side in ((other, "before"), (claim, "after")):
                        link += 1
                        sides.append((link, number, one, side))
                    yield (number, metric + 1, kind, alarm, day(when), *said), sides


RULE = "numerals.toml#law-number"


def write(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    marks = ",".join("?" * len(schema.metadata.tables[table].columns))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - names of ours


def named(name: str, world: World) -> None:
    """An empty database with the run, the metrics and the speakers in it."""
    engine = connect(name, create=True)
    with writing(engine) as connection:
        moment = datetime(2026, 1, 1, tzinfo=UTC)
        for table in (schema.metric, schema.agent):
            connection.execute(table.delete())
        connection.execute(insert(schema.run), [{"id": 1, "code": "bench", "patterns": "bench", "started": moment}])
        metrics = [
            {"id": k, "key": f"made.up-{k}" if k % 20 == 0 else None, "text": one.text, "folded": one.folded}
            for k, one in enumerate(world.metrics, 1)
        ]
        connection.execute(insert(schema.metric), metrics)
        speakers = [{"id": k, "name": one.text, "folded": one.folded} for k, one in enumerate(world.speakers, 1)]
        connection.execute(insert(schema.agent), speakers)
    engine.dispose()


def build(name: str, articles: int) -> None:
    """The database file ``name`` with so many articles. Indices and triggers are put back when the rows are in."""
    stemmer = load()
    world = World(Stemmer(stemmer, Folder(stemmer)))
    world.fill()
    named(name, world)
    maker = Maker(world)
    with closing(sqlite3.connect(name, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        asked = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
        parts = connection.execute(asked).fetchall()
        for kind, part, _ in parts:
            connection.execute(f"DROP {kind} {part}")
        connection.execute("BEGIN")
        for first in range(1, articles + 1, BLOCK):
            block = [maker.rows(number) for number in range(first, min(first + BLOCK, articles + 1))]
            for table in TABLES:
                write(connection, table, (row for rows in block for row in rows[table]))
        links: list[Row] = []
        for row, sides in maker.comparisons():
            write(connection, "comparison", [row])
            links += sides
        write(connection, "comparison_claim", links)
        for table in ("claim", "article"):
            connection.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")  # noqa: S608 - names of ours
        for _, _, made in parts:
            connection.execute(made)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")


def main() -> None:
    """Make the database named on the command line."""
    name, articles = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    start = time.perf_counter()
    Path(name).unlink(missing_ok=True)
    build(name, articles)
    size = Path(name).stat().st_size / 2**20
    print(f"{articles} articles, {CLAIMS * articles} claims: {time.perf_counter() - start:.0f} s, {size:.0f} MB")


if __name__ == "__main__":
    main()
