"""Near-duplicate articles: reprints are one witness, a changed figure is another."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from databases import Databases

from extractor import cli
from extractor.compare.copies import MET, copies, sketch
from extractor.normalize import Folder
from extractor.patterns import Patterns

STORY = (
    "أعلنت الأكاديمية الجهوية افتتاح 37 مدرسة جماعاتية مع الدخول المدرسي، بطاقة استيعابية تصل إلى 9400 تلميذ وتلميذة. "
    "وتضم كل مدرسة داخلية ومطعما وملعبا صغيرا، وبلغت كلفة الواحدة منها 11 مليون درهم في المتوسط. "
    "وقالت مديرة الأكاديمية إن نسبة الهدر المدرسي تراجعت إلى 2,9 في المائة بالمناطق التي سبقت إلى هذه التجربة."
)
OTHER = (
    "دخلت محطة تحلية مياه البحر مرحلة الاستغلال التجريبي، وستزود 600 ألف نسمة بالماء الشروب قبل متم الصيف. "
    "وتنتج المحطة 120 ألف متر مكعب في اليوم، على أن تتضاعف طاقتها وفق العقد المبرم مع الشركة المفوضة."
)


@pytest.fixture(scope="module")
def fold(patterns: Patterns) -> Folder:
    return Folder(patterns)


def test_a_reprint_is_a_copy_of_the_longest(fold: Folder) -> None:
    reprint = "و م ع – " + STORY
    cut = STORY[: STORY.rindex("وقالت")]
    found = copies([("cut", cut), ("story", STORY), ("reprint", reprint), ("other", OTHER)], fold)
    assert found == {"cut": "reprint", "story": "reprint"}


def test_spelling_does_not_matter(fold: Folder) -> None:
    assert copies([(1, STORY), (2, STORY.replace("أ", "ا").replace("ة", "ه"))], fold) == {2: 1}


@pytest.mark.parametrize(("printed", "changed"), [("9400", "4900"), ("2,9", "29"), ("37", "73")])
def test_another_figure_is_another_witness(printed: str, changed: str, fold: Folder) -> None:
    assert not copies([(1, STORY), (2, STORY.replace(printed, changed))], fold)


def test_nothing_and_little(fold: Folder) -> None:
    assert not copies([(1, ""), (2, ""), (3, "خبر قصير"), (4, OTHER)], fold)
    assert copies([(1, "خبر قصير"), (2, "خبر قصير")], fold) == {2: 1}


def test_many_articles_stay_linear(fold: Folder) -> None:
    many = [
        (number, OTHER.replace("600", str(1000 + number)).replace("محطة", f"محطة{number}")) for number in range(300)
    ]
    assert not copies(many, fold)


# ── in the database ───────────────────────────────────────────────────────────────────────────────

REPRINT = STORY.removesuffix(STORY[STORY.rindex("وقالت") :]).strip()
SLIP = STORY.replace("9400", "4900")


@dataclass(frozen=True)
class Shelf:
    """A folder of pages and a database of them."""

    folder: Path
    databases: Databases
    database: str

    def put(self, **pages: str) -> None:
        for name, text in pages.items():
            (self.folder / f"{name}.txt").write_text(f"افتتاح مدارس جماعاتية\n\n{text}\n", encoding="utf-8")
        assert cli.run(["extract", str(self.folder), "--to", self.database]) == 0

    def ask(self, question: str) -> list[tuple[object, ...]]:
        return self.databases.ask(self.database, question)

    def copies(self) -> list[tuple[object, ...]]:
        return self.ask("SELECT source, original_source FROM copies ORDER BY source")


@pytest.fixture
def shelf(tmp_path: Path, databases: Databases, compiled_once: None) -> Shelf:  # noqa: ARG001 - speeds it up
    folder = tmp_path / "pages"
    folder.mkdir()
    return Shelf(folder, databases, databases.new())


def test_a_load_links_copies(shelf: Shelf) -> None:
    shelf.put(a=STORY, b=OTHER, c=REPRINT, d=SLIP, e="هسبريس – " + STORY)
    assert shelf.copies() == [("a.txt", "e.txt"), ("c.txt", "e.txt")] or shelf.copies() == [
        ("c.txt", "a.txt"),
        ("e.txt", "a.txt"),
    ]


def test_a_later_load_links_what_it_adds_and_what_is_there(shelf: Shelf) -> None:
    shelf.put(a=REPRINT, b=OTHER)
    assert shelf.copies() == []
    shelf.put(c=STORY)
    assert shelf.copies() == [("a.txt", "c.txt")]
    shelf.put(d=STORY + " وأضافت أن المدارس ستفتح أبوابها في شتنبر المقبل أمام تلاميذ أربع جماعات.")
    assert shelf.copies() == [("a.txt", "d.txt"), ("c.txt", "d.txt")]


def test_a_load_in_two_steps_ends_like_one(shelf: Shelf, tmp_path: Path) -> None:
    pages = {"a": REPRINT, "b": STORY, "c": OTHER, "d": SLIP, "e": "متابعة: " + STORY}
    for name, text in pages.items():
        shelf.put(**{name: text})
    other = Shelf(tmp_path / "again", shelf.databases, shelf.databases.new())
    other.folder.mkdir()
    other.put(**pages)
    assert shelf.copies() == other.copies() != []


def test_equal_figures_of_a_copy_are_repeats(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    shelf.put(a=STORY, b=REPRINT)
    assert set(shelf.ask("SELECT DISTINCT relation FROM comparison")) == {("repeats",)}
    assert cli.run(["query", "--db", shelf.database, "مدرسة"]) == 0
    assert "copy of" in capsys.readouterr().out
    assert cli.run(["query", "--db", shelf.database, "مدرسة", "--format", "json"]) == 0
    rows = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    copied = [row["canonical_article"] for row in rows if row["source"] == "b.txt"]
    assert copied
    assert copied[0] == {"source": "a.txt", "article": 0, "publisher": None}
    assert not [row for row in rows if row["source"] == "a.txt" and "canonical_article" in row]


def test_an_equal_page_is_stored_once_with_both_places(shelf: Shelf) -> None:
    shelf.put(a=STORY, b=STORY)
    assert shelf.ask("SELECT count(*) FROM document") == [(1,)]
    assert shelf.ask("SELECT source FROM place ORDER BY source") == [("a.txt",), ("b.txt",)]
    assert shelf.copies() == []


def test_sketches_of_strangers_do_not_meet(fold: Folder) -> None:
    assert len(sketch(STORY, fold) & sketch(REPRINT, fold)) >= MET
    assert len(sketch(STORY, fold) & sketch(OTHER, fold)) < MET
    assert not sketch(" … ", fold)
