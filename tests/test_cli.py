"""The commands as people and scripts meet them: output, exit status, and one sentence for what is wrong."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from extractor import cli
from extractor.export.sheet import safe
from extractor.patterns import Patterns

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "corpus" / "seeds"
GOOD = "أعلن المكتب أن عدد الأسر المستفيدة بلغ 312 أسرة سنة 2025.\n"


pytestmark = pytest.mark.usefixtures("compiled_once")


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def sentence(text: str) -> str:
    """The one line of standard error."""
    assert text.startswith("arqam: ")
    assert text.count("\n") == 1
    assert "Traceback" not in text
    return text


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with one good page."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def printed(compiled_once: None, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:  # noqa: ARG001
    """The claims of the seeds as `arqam extract` writes them."""
    path = tmp_path_factory.mktemp("printed") / "claims.jsonl"
    assert cli.run(["extract", str(SEEDS), "--to", str(path)]) == 0
    return rows(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def stored(compiled_once: None, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001
    """The claims of the seeds as a database."""
    path = tmp_path_factory.mktemp("stored") / "claims.db"
    assert cli.run(["extract", str(SEEDS), "--to", str(path)]) == 0
    return path


# ── what is printed ───────────────────────────────────────────────────────────────────────────────


def test_a_claim_has_the_fields_of_the_interface(printed: list[dict[str, Any]]) -> None:
    keys = "id source article in publisher published event_date title url span evidence metric value date speaker"
    texts = {page.name: page.read_text(encoding="utf-8") for page in SEEDS.glob("*.txt")}
    assert printed
    for claim in printed:
        assert list(claim) == [*keys.split(), "modality", "kind", "vague", "trace"]
        assert list(claim["value"]) == ["amount", "point", "low", "high", "bound", "unit", "counted", "per"]
        text = texts[claim["source"]]
        for span in (claim["span"], claim["evidence"]):
            assert text[span["start"] : span["end"]] == span["text"]
        assert {"stage", "rule", "start", "end"} == set(claim["trace"][0])
    assert len({claim["id"] for claim in printed}) == len(printed)


def test_standard_output_holds_claims_only(pages: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.run(["extract", str(pages), "--to", "-"]) == 0
    out, error = capfdbinary.readouterr()
    assert [claim["value"]["point"] for claim in rows(out.decode())] == [312]
    assert error == b""


def test_the_bytes_do_not_hang_on_order_or_workers(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SEEDS, tmp_path / "pages"))
    for number in range(26):
        (folder / f"{number}.txt").write_text(f"خبر {number}\n\n{GOOD}", encoding="utf-8")
    files = [str(path) for path in sorted(folder.iterdir(), reverse=True)]
    made: list[bytes] = []
    for arguments in ([*files, "--jobs", "1"], [*sorted(files), "--jobs", "2"]):
        to = tmp_path / f"{len(made)}.jsonl"
        assert cli.run(["extract", *arguments, "--to", str(to)]) == 0
        made.append(to.read_bytes())
    assert made[0] == made[1]
    assert made[0]


def test_strip_prints_articles_and_chrome(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["strip", str(SEEDS), "--show-chrome"]) == 0
    articles = rows(capsys.readouterr().out)
    assert len(articles) == 8
    first = articles[0]
    text = (SEEDS / first["source"]).read_text(encoding="utf-8")
    assert list(first)[:4] == ["source", "article", "title", "publisher"]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in [first["title"], *first["chrome"]])


def test_normalize_reads_texts_lines_and_objects(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = '12 كيلومترا\n\n{"id": 7, "text": "بلغت 3 ملايين درهم"}\n{"text": "غدا", "anchor": "?"}\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.encode()), encoding="utf-8"))
    assert cli.run(["normalize"]) == 1
    out, error = capsys.readouterr()
    one, two = rows(out)
    assert one["quantities"][0]["value"]["unit"] == "km"
    assert (two["id"], two["quantities"][0]["value"]["amount"]) == (7, "3000000")
    assert "line 3: anchor" in sentence(error)
    assert cli.run(["normalize", "سنة 2025", "--anchor", "2026-02-09"]) == 0
    assert rows(capsys.readouterr().out)[0]["dates"]


def test_csv_and_the_database_say_the_same(printed: list[dict[str, Any]], stored: Path, tmp_path: Path) -> None:
    sheet, again = tmp_path / "a.csv", tmp_path / "b.csv"
    assert cli.run(["extract", str(SEEDS), "--to", str(sheet)]) == 0
    assert cli.run(["export", "--db", str(stored), "--to", str(again)]) == 0
    assert sheet.read_bytes() == again.read_bytes()
    with sheet.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["id"] for row in table] == [claim["id"] for claim in printed]
    with closing(sqlite3.connect(stored)) as connection, connection:
        view = connection.execute("SELECT * FROM claims")
        assert list(table[0]) == [column[0] for column in view.description]


@pytest.mark.parametrize("kind", ["jsonl", "claimreview"])
def test_export_writes_json_lines(
    kind: str, pages: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    store = tmp_path / "claims.db"
    assert cli.run(["extract", str(pages), "--to", str(store)]) == 0
    capfdbinary.readouterr()
    assert cli.run(["export", "--db", str(store), "--to", "-", "--format", kind]) == 0
    [claim] = rows(capfdbinary.readouterr().out.decode())
    assert (claim.get("@type") or claim["source"]) == ("Claim" if kind == "claimreview" else "good.txt")


def test_parquet_is_written_or_says_what_it_needs(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "claims.parquet"
    status = cli.run(["extract", str(pages), "--to", str(to)])
    try:
        from pyarrow import parquet
    except ImportError:
        assert status == 2
        assert "arqam[parquet]" in sentence(capsys.readouterr().err)
        assert not to.exists()
    else:
        assert status == 0
        assert parquet.read_table(to).to_pylist()[0]["point"] == 312.0


def test_no_cell_is_a_formula() -> None:
    assert [safe(cell) for cell in ("=1+1", "+212 5", "-a", "@x", "\t=1")] == [
        "'=1+1",
        "'+212 5",
        "'-a",
        "'@x",
        "'\t=1",
    ]
    assert [safe(cell) for cell in ("-22.77", "12", None, -5)] == ["-22.77", "12", None, -5]


def test_help_answers_without_loading_the_language() -> None:
    program = "import sys; from extractor.cli import run; run(['--help']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "extract" in done.stdout
    for heavy in ("spacy", "sqlalchemy", "camel_tools", "dateparser", "trafilatura", "jinja2"):
        assert f"'{heavy}'" not in done.stdout


def test_a_reader_that_has_enough_is_no_error(stored: Path) -> None:
    command = [sys.executable, "-m", "extractor.cli", "export", "--db", str(stored), "--to", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


# ── what is wrong ─────────────────────────────────────────────────────────────────────────────────


def bad(folder: Path) -> dict[str, str]:
    """Pages that cannot be read, put beside the good one, and what is said of each."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\t\n")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (folder / "vast.txt").write_bytes(b"1 " * (25 * 2**20))
    (folder / "broken.jsonl").write_text('{"text": \n', encoding="utf-8")
    (folder / "torn.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 4000)[:60])
    (folder / "out").symlink_to(ROOT)
    return {
        "empty.txt": "empty",
        "blank.txt": "empty",
        "picture.txt": "",
        "vast.txt": "longer than",
        "broken.jsonl#1": "no JSON",
        "torn.jsonl.gz": "gzip",
        "out": "symbolic link",
    }


def test_bad_pages_are_named_and_kept_and_the_others_are_stored(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = bad(pages)
    store = tmp_path / "claims.db"
    assert cli.run(["extract", str(pages), str(tmp_path / "nowhere"), "--to", str(store)]) == 1
    lines = capsys.readouterr().err.splitlines()
    for source, said in expected.items():
        [line] = [line for line in lines if line.startswith(f"arqam: {source}: ")]
        assert said in line
    with closing(sqlite3.connect(store)) as connection, connection:
        kept = dict(connection.execute("SELECT source, error FROM failure").fetchall())
        claims = connection.execute("SELECT source, point FROM claims").fetchall()
    assert set(expected) < set(kept)
    assert len(kept) == len(expected) + 1
    assert ("good.txt", 312.0) in claims
    assert not [source for source, _ in claims if source.startswith("out")]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso-8859-6", "utf-16"])
def test_pages_of_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    page, to = tmp_path / "page.txt", tmp_path / "claims.jsonl"
    page.write_bytes((GOOD * 3).encode(encoding))
    assert cli.run(["extract", str(page), "--to", str(to)]) == 0
    assert {claim["value"]["point"] for claim in rows(to.read_text(encoding="utf-8"))} == {312}


def test_invalid_bytes_in_a_page_harm_only_themselves(tmp_path: Path) -> None:
    page, to = tmp_path / "page.txt", tmp_path / "claims.jsonl"
    page.write_bytes(GOOD.encode() + b"\xff\xfe\xd8\n" + GOOD.encode())
    assert cli.run(["extract", str(page), "--to", str(to)]) == 0
    assert rows(to.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "missing argument"),
        (["{pages}", "--to", "claims.xml"], "no destination of that kind"),
        (["{pages}", "--to", "{tmp}/none/claims.jsonl"], "does not exist; create it"),
        (["{pages}", "--to", "{tmp}"], "no destination of that kind"),
        (["{pages}", "--to", "/proc/claims.csv"], "cannot be written"),
        (["{tmp}/nothing.txt"], "no such file or folder"),
        (["{pages}", "--published", "09/02/2026"], "a date such as 2026-02-09"),
        (["{pages}", "--jobs", "many"], "--jobs"),
        (["{pages}", "--jobs", "-1"], "--jobs"),
        (["{pages}", "--tp", "x"], "no such option"),
        (["{pages}", "--patterns", "{tmp}/nothing"], "no pattern files there"),
    ],
)
def test_a_wrong_command_line_is_one_sentence(
    arguments: list[str], said: str, pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [argument.format(pages=pages, tmp=tmp_path) for argument in arguments]
    assert cli.run(["extract", *given]) == 2
    assert said in sentence(capsys.readouterr().err).lower()


def test_an_unknown_command_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["extrakt"]) == 2
    assert "did you mean" in sentence(capsys.readouterr().err).lower()


@pytest.mark.parametrize("content", ["entry = [", '[file]\nabout = "x"\n[[entry]]\nid = "a"\n'])
def test_a_broken_pattern_file_is_named(
    content: str, pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], patterns: Patterns
) -> None:
    root = Path(shutil.copytree(patterns.root, tmp_path / "patterns"))
    (root / "units.toml").write_text(content, encoding="utf-8")
    assert cli.run(["extract", str(pages), "--patterns", str(root), "--to", "-"]) == 2
    assert "units.toml" in sentence(capsys.readouterr().err)


def test_a_folder_without_pages_says_what_it_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    assert cli.run(["extract", str(tmp_path), "--to", "-"]) == 1
    assert ".txt" in sentence(capsys.readouterr().err)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--db", "{tmp}/none.db", "--to", "-"], "does not exist; make it with"),
        (["--db", "{pages}/good.txt", "--to", "-"], "no sqlite database"),
        (["--db", "{tmp}", "--to", "-"], "is a folder"),
        (["--to", "claims.xml"], "names no format"),
        (["--to", "-", "--format", "pdf"], "names no format"),
    ],
)
def test_wrong_exports_are_one_sentence(
    arguments: list[str], said: str, pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [argument.format(pages=pages, tmp=tmp_path) for argument in arguments]
    assert cli.run(["export", *given]) == 2
    assert said in sentence(capsys.readouterr().err).lower()


def test_a_page_that_kills_its_worker_harms_no_other(patterns: Patterns) -> None:
    import os

    from extractor import batch
    from extractor.model import Extraction, Failure, Page

    class Fatal(batch.Work):
        def __call__(self, page: Page) -> Extraction | Failure:
            if page.source == "7":
                os._exit(9)
            return super().__call__(page)

    many = [Page(str(number), GOOD, f"{number:064}") for number in range(30)]
    outcomes = list(batch.run(many, Fatal(patterns), jobs=2))
    assert [one.source for one in outcomes if isinstance(one, Failure)] == ["7"]
    assert [one.page.source for one in outcomes if isinstance(one, Extraction)] == [
        str(number) for number in range(30) if number != 7
    ]


@pytest.mark.parametrize("command", [["export", "--to", "-"], ["patterns", "list"]])
def test_a_full_disk_behind_standard_output_is_one_sentence(command: list[str], stored: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    called = [sys.executable, "-m", "extractor.cli", *command, *(["--db", str(stored)] if "export" in command else [])]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(called, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "cannot be written" in sentence(done.stderr)
