"""The claims database: its schema, its repeatable load, and what a kill in the middle of it leaves."""

from __future__ import annotations

import multiprocessing
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from databases import Databases
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import DBAPIError

from extractor import cli, serial
from extractor.model import Extraction, Failure
from extractor.pages import read
from extractor.patterns import Patterns, load
from extractor.pipeline import Extractor
from extractor.store.connect import connect
from extractor.store.load import Load
from extractor.store.read import claims

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "corpus" / "seeds"
VIEW = (
    "id metric metric_id value point low high unit counted bound per modality kind vague date_start date_end date_role "
    "speaker speaker_role via attribution publisher published title evidence url source article in_title "
    "span_start span_end"
)


def extract(*arguments: object) -> int:
    return cli.run(["extract", *map(str, arguments)])


pytestmark = pytest.mark.usefixtures("compiled_once")
# The full-text indexes, which no table of the code declares.
OWN = re.compile(r"_fts|^ix_(article|claim)_folded$")
FIXED = "extractor.store.load.code_version"


@pytest.fixture(scope="module", autouse=True)
def version() -> Iterator[None]:
    """One code version for all loads: else these tests fail while somebody edits the package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FIXED, lambda: "tests")
        yield


@pytest.fixture(scope="module")
def database(compiled_once: None, databases: Databases) -> str:  # noqa: ARG001 - speeds it up
    """The seed pages as a database."""
    name = databases.new()
    assert extract(SEEDS, "--to", name) == 0
    return name


@pytest.fixture
def copied(databases: Databases, database: str) -> str:
    """A copy of that database, to be changed."""
    return databases.copy(database)


@pytest.fixture(scope="module")
def filed(compiled_once: None, sqlite: Databases) -> str:  # noqa: ARG001 - speeds it up
    """The seed pages as a file of SQLite, for what only that has."""
    name = sqlite.new()
    assert extract(SEEDS, "--to", name) == 0
    return name


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    made = connect(database)
    yield made
    made.dispose()


@pytest.fixture(scope="module")
def seeds(extractor: Extractor) -> list[Extraction]:
    pages = list(read([str(SEEDS)], printed=extractor.dates.printed))
    return [extractor.extract(page) for page in pages if not isinstance(page, Failure)]


# ── schema ────────────────────────────────────────────────────────────────────────────────────────


def test_migrations_make_the_tables_that_the_code_expects(engine: Engine) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from extractor.store.schema import metadata

    with engine.connect() as connection:
        options = {"include_name": lambda name, *_: not name or not OWN.search(name)}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_every_table_is_strict_and_the_file_says_whose_it_is(sqlite: Databases, filed: str) -> None:
    from extractor.store.schema import metadata

    loose = sqlite.ask(filed, "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0")
    assert {name for (name,) in loose}.isdisjoint(metadata.tables)
    assert sqlite.ask(filed, "PRAGMA journal_mode") == [("wal",)]
    assert sqlite.ask(filed, "PRAGMA application_id") == [(0x4152514D,)]
    engine = connect(filed)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_the_view_has_the_columns_of_the_interface(engine: Engine) -> None:
    assert [column["name"] for column in inspect(engine).get_columns("claims")] == VIEW.split()


def test_postgresql_gets_the_same_tables() -> None:
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.schema import CreateTable

    from extractor.store.schema import metadata

    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    made = {name: str(CreateTable(table).compile(dialect=dialect)) for name, table in metadata.tables.items()}
    assert "vague BOOLEAN NOT NULL" in made["claim"]
    assert "published DATE" in made["article"]
    assert "STRICT" not in made["claim"]


# ── what is stored ────────────────────────────────────────────────────────────────────────────────


def test_the_database_gives_back_the_claims_that_were_put_in(engine: Engine, seeds: list[Extraction]) -> None:
    printed = {claim["id"]: claim for found in seeds for claim in serial.claims(found)}
    with engine.connect() as connection:
        stored = {claim["id"]: claim for claim in claims(connection)}
    assert stored == printed
    assert printed


def test_every_stored_span_is_its_text(databases: Databases, database: str) -> None:
    wrong = """SELECT count(*)
               FROM claim JOIN article ON article.id = article_id JOIN document ON document.id = document_id
               WHERE substr(document.text, span_start + 1, span_end - span_start) <> claim.text
                  OR substr(document.text, evidence_start + 1, evidence_end - evidence_start) <> evidence"""
    assert databases.ask(database, wrong) == [(0,)]


def test_numbers_refused_and_chrome_are_kept_with_their_rules(
    databases: Databases, database: str, seeds: list[Extraction]
) -> None:
    for table, expected in (
        ("rejection", sum(len(found.rejections) for found in seeds)),
        ("chrome", sum(len(found.stripped.chrome) for found in seeds)),
    ):
        assert databases.ask(database, f"SELECT count(*) FROM {table} WHERE rule <> ''") == [(expected,)]  # noqa: S608
    assert databases.ask(database, "SELECT count(*) FROM claims WHERE source LIKE '%002_%'") == [(0,)]


def test_the_full_text_index_answers_to_folded_words(sqlite: Databases, filed: str) -> None:
    found = sqlite.ask(filed, "SELECT count(*) FROM claim_fts WHERE claim_fts MATCH 'التغطيه'")
    assert found[0][0]
    assert sqlite.ask(filed, "INSERT INTO claim_fts (claim_fts) VALUES ('integrity-check')") == []


def test_speakers_and_metrics_are_rows_that_claims_point_to(databases: Databases, database: str) -> None:
    nameless = "SELECT count(*) FROM attribution LEFT JOIN agent ON agent.id = agent_id WHERE agent.name IS NULL"
    assert databases.ask(database, nameless) == [(0,)]
    assert databases.ask(database, "SELECT count(*) FROM claims WHERE metric = ''") == [(0,)]
    assert databases.ask(database, "SELECT count(*) FROM series") == databases.ask(
        database, "SELECT count(*) FROM claim WHERE NOT vague"
    )


# ── again, and otherwise ──────────────────────────────────────────────────────────────────────────


def test_the_same_pages_again_change_nothing_at_all(databases: Databases, copied: str) -> None:
    before = databases.dump(copied, but=())
    assert extract(SEEDS, "--to", copied) == 0
    assert databases.dump(copied, but=()) == before


def test_the_database_is_the_same_whatever_the_order_and_the_workers(
    databases: Databases, copied: str, tmp_path: Path
) -> None:
    pages = sorted(SEEDS.glob("*.txt"), reverse=True)
    shutil.copytree(SEEDS, tmp_path / "more")
    for number in range(30):
        (tmp_path / "more" / f"copy{number:02}.txt").write_bytes(pages[number % 5].read_bytes())
    one, two = databases.new(), databases.new()
    assert extract(tmp_path / "more", "--to", one, "--jobs", 1) == 0
    assert extract(tmp_path / "more", "--to", two, "--jobs", 2) == 0
    assert databases.dump(one) == databases.dump(two)
    assert databases.ask(one, "SELECT count(*) FROM claims") == databases.ask(copied, "SELECT count(*) FROM claims")


def test_a_copy_is_stored_once_with_all_its_places(databases: Databases, copied: str, tmp_path: Path) -> None:
    shutil.copy(next(SEEDS.glob("000*")), tmp_path / "twin.txt")
    before = databases.ask(copied, "SELECT (SELECT count(*) FROM claim), (SELECT count(*) FROM document)")
    assert extract(tmp_path / "twin.txt", "--to", copied) == 0
    assert databases.ask(copied, "SELECT (SELECT count(*) FROM claim), (SELECT count(*) FROM document)") == before
    assert (
        len(databases.ask(copied, "SELECT source FROM place WHERE source LIKE '%twin.txt' OR source LIKE '000%'")) == 2
    )


@pytest.fixture
def other_patterns(tmp_path: Path) -> Path:
    """The package's patterns with a remark more: another hash, the same language."""
    root = Path(shutil.copytree(ROOT / "patterns", tmp_path / "patterns"))
    with (root / "orthography.toml").open("a", encoding="utf-8") as file:
        file.write("\n# read anew\n")
    return root


def test_new_patterns_replace_the_claims_and_keep_the_reviews(
    databases: Databases, copied: str, other_patterns: Path
) -> None:
    [(key,)] = databases.ask(copied, "SELECT key FROM claim ORDER BY id LIMIT 1")
    databases.change(
        copied,
        f"INSERT INTO review (id, claim_key, verdict, made) VALUES (1, '{key}', 'right', '2026-02-09T10:00:00+00:00')",  # noqa: S608
    )
    before = databases.ask(copied, "SELECT * FROM claims ORDER BY id")
    assert extract(SEEDS, "--to", copied, "--patterns", other_patterns) == 0
    assert databases.ask(copied, "SELECT * FROM claims ORDER BY id") == before
    assert databases.ask(copied, "SELECT DISTINCT run_id FROM document") == [(2,)]
    assert databases.ask(copied, "SELECT verdict FROM review JOIN claim ON key = claim_key") == [("right",)]
    if databases.kind == "sqlite":
        assert databases.ask(copied, "SELECT count(*) FROM claim") == databases.ask(
            copied, "SELECT count(*) FROM claim_fts"
        )
        assert databases.ask(copied, "INSERT INTO claim_fts (claim_fts) VALUES ('integrity-check')") == []


def test_claims_that_are_gone_take_their_speakers_and_metrics_along(
    databases: Databases, copied: str, seeds: list[Extraction], other_patterns: Path
) -> None:
    from dataclasses import replace

    with Load(copied, patterns=load(other_patterns)) as store:
        for found in seeds:
            store.add(replace(found, claims=()))
    assert databases.ask(copied, "SELECT count(*) FROM claim") == [(0,)]
    if databases.kind == "sqlite":
        assert databases.ask(copied, "SELECT count(*) FROM claim_fts WHERE claim_fts MATCH 'التغطيه'") == [(0,)]
    assert databases.ask(copied, "SELECT count(*) FROM comparison") == [(0,)]
    assert databases.ask(copied, "SELECT count(*) FROM metric WHERE key IS NULL") == [(0,)]
    assert databases.ask(copied, "SELECT count(*) FROM agent WHERE key IS NULL") == [(0,)]


def test_a_failure_is_kept_once_and_forgotten_when_the_page_is_mended(databases: Databases, tmp_path: Path) -> None:
    page, store = tmp_path / "pages" / "one.txt", databases.new()
    page.parent.mkdir()
    page.write_bytes(b"")
    assert [extract(page.parent, "--to", store) for _ in range(2)] == [1, 1]
    [(source, error)] = databases.ask(store, "SELECT source, error FROM failure")
    assert source == "one.txt"
    assert error
    page.write_text("بلغ عدد المدارس 12 مدرسة بالإقليم.\n", encoding="utf-8")
    assert extract(page.parent, "--to", store) == 0
    assert databases.ask(store, "SELECT count(*) FROM failure") == [(0,)]


# ── killed ────────────────────────────────────────────────────────────────────────────────────────


def crowd(folder: Path, *, pages: int) -> Path:
    """Many short pages, each unlike the others."""
    folder.mkdir()
    for number in range(pages):
        lines = [f"خبر {number} من الإقليم", "", f"أعلنت الجماعة أن عدد المستفيدين من الدعم بلغ {number + 20} أسرة."]
        text = "\n".join([*lines, f"وأضاف رئيسها أن الكلفة تجاوزت {number + 3} ملايين درهم سنة 2025.", ""])
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.slow
def test_a_killed_load_is_completed_by_the_next_one(databases: Databases, tmp_path: Path) -> None:
    folder = crowd(tmp_path / "pages", pages=200)
    whole, broken = databases.new(), databases.new()
    load = multiprocessing.get_context("fork").Process(target=extract, args=(folder, "--to", broken, "--jobs", 1))
    load.start()
    stored, until = 0, time.monotonic() + 30
    while not stored and load.is_alive() and time.monotonic() < until:
        time.sleep(0.005)
        if databases.kind == "postgresql" or Path(broken).exists():
            with suppress(DBAPIError):  # its tables are not made yet
                [(stored,)] = databases.ask(broken, "SELECT count(*) FROM document")
    load.kill()
    load.join()
    [(left,)] = databases.ask(broken, "SELECT count(*) FROM document")
    assert 0 < int(str(left)) < 200, "the load was over before it was killed"
    assert extract(folder, "--to", broken) == 0
    assert extract(folder, "--to", whole) == 0
    assert databases.dump(broken) == databases.dump(whole)
    assert databases.ask(broken, "SELECT count(*), count(finished) FROM run") == [(1, 1)]
    assert databases.ask(whole, "SELECT count(*) FROM claim")[0][0]


# ── destinations that cannot be used ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("notes.db", b"These are my notes, no database at all.", "no SQLite database"),
        ("torn.db", b"SQLite format 3\0" + b"\7" * 4096, "damaged"),
        ("missing/claims.db", None, "does not exist; create it"),
    ],
)
def test_a_database_that_is_none_is_refused_in_a_sentence(
    name: str, content: bytes | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if content:
        path.write_bytes(content)
    assert extract(SEEDS, "--to", path) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert not content or path.read_bytes() == content


def test_somebody_elses_database_is_left_alone(databases: Databases, capsys: pytest.CaptureFixture[str]) -> None:
    name = databases.new()
    databases.change(name, "CREATE TABLE customer (id INTEGER PRIMARY KEY)")
    assert extract(SEEDS, "--to", name) == 2
    assert "something else" in capsys.readouterr().err
    assert databases.ask(name, "SELECT count(*) FROM customer") == [(0,)]
    with pytest.raises(DBAPIError):
        databases.ask(name, "SELECT count(*) FROM claim")


def test_a_newer_schema_is_refused(databases: Databases, copied: str, capsys: pytest.CaptureFixture[str]) -> None:
    databases.change(copied, "UPDATE alembic_version SET version_num = '9999'")
    assert extract(SEEDS, "--to", copied) == 2
    assert "newer arqam" in capsys.readouterr().err


def test_a_read_only_destination_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = "/proc/claims.db" if Path("/proc/self").exists() else str(tmp_path / "no" / "claims.db")
    assert extract(SEEDS, "--to", place) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_passwords_of_addresses_are_never_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for address in ("postgresql://reader:secret@localhost:1/claims", "nosuch://reader:secret@host/claims"):
        assert extract(SEEDS, "--to", address) == 2
        assert "secret" not in capsys.readouterr().err


def test_the_registries_fill_their_tables(databases: Databases, database: str, patterns: Patterns) -> None:
    [(agents,)] = databases.ask(database, "SELECT count(*) FROM agent WHERE key IS NOT NULL")
    [(metrics,)] = databases.ask(database, "SELECT count(*) FROM metric WHERE key IS NOT NULL")
    assert (agents, metrics) == (len(patterns["agents.toml"]), len(patterns["metrics.toml"]))
    assert databases.ask(database, "SELECT count(*) FROM office WHERE title = '' OR title = 'None'") == [(0,)]
    assert databases.ask(database, "SELECT count(DISTINCT agent_id) > 5 FROM office WHERE since < '2026-01-01'") == [
        (1,)
    ]
