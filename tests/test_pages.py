"""Files read: encodings by evidence, records, folders, crawls, HTML blocks, and a sentence for each failure."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from extractor import cli
from extractor.model import Failure, Page
from extractor.normalize import Folder
from extractor.pages import read
from extractor.pages.dated import declared
from extractor.pages.decode import LARGEST, UnreadableError, decode
from extractor.patterns import Patterns
from extractor.recognize.dates import DateGrammar
from extractor.strip import Stripper

HTML = Path(__file__).resolve().parent / "pages" / "html"
TEXT = "بلغ عدد المستفيدين من البرنامج 12 ألف أسرة بالجهة الشرقية"


@pytest.fixture(scope="module")
def dates(patterns: Patterns) -> DateGrammar:
    return DateGrammar(patterns, Folder(patterns))


@pytest.fixture(scope="module")
def stripper(patterns: Patterns, dates: DateGrammar) -> Stripper:
    return Stripper(patterns, Folder(patterns), dates)


def pages(*paths: Path | str, **options: object) -> list[Page]:
    found = list(read([str(path) for path in paths], **options))  # type: ignore[arg-type]
    failures = [one for one in found if isinstance(one, Failure)]
    assert not failures
    return [one for one in found if isinstance(one, Page)]


def failures(*paths: Path | str) -> list[Failure]:
    return [one for one in read([str(path) for path in paths]) if isinstance(one, Failure)]


# ── encodings ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1256", "windows-1256"),
        ("iso8859_6", "iso-8859-6"),
    ],
)
def test_encodings_by_evidence(codec: str, name: str) -> None:
    decoded = decode(TEXT.encode(codec))
    assert (decoded.text, decoded.encoding) == (TEXT, name)


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "cp1256"])
def test_text_encoded_twice_is_mended(wrong: str) -> None:
    twice = "".join(
        bytes([byte]).decode(wrong) if bytes([byte]).decode(wrong, "ignore") else chr(byte) for byte in TEXT.encode()
    )
    assert decode(twice.encode("utf-8")).text == TEXT


def test_broken_bytes_stay_few() -> None:
    decoded = decode(TEXT.encode() + b"\xff ok")
    assert decoded.text.startswith(TEXT)
    assert decoded.encoding == "utf-8 (damaged)"


def test_line_ends_and_nuls() -> None:
    assert decode("سطر أول من النص\r\nسطر ثان\rسطر\0ثالث".encode()).text == "سطر أول من النص\nسطر ثان\nسطر\ufffdثالث"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "binary"),
        (b"a" * (LARGEST + 1), "longer than"),
    ],
)
def test_unreadable_bytes_get_one_sentence_with_the_cure(raw: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says) as error:
        decode(raw)
    assert ";" in str(error.value)
    assert "\n" not in str(error.value)


# ── files and folders ─────────────────────────────────────────────────────────────────────────────


def test_a_folder_is_walked_in_order_and_links_out_are_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "pages"
    (folder / "b").mkdir(parents=True)
    for name in ("c.txt", "a.txt", "b/z.txt", ".hidden.txt", "notes.md"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    (folder / "out.txt").symlink_to(outside)
    (folder / "up").symlink_to(tmp_path)
    found = list(read([str(folder)]))
    assert [one.source for one in found if isinstance(one, Page)] == ["a.txt", "b/z.txt", "c.txt"]
    assert [one.source for one in found if isinstance(one, Failure)] == ["out.txt", "up"]


@pytest.mark.parametrize("kind", ["missing", "empty folder", "empty file", "unreadable"])
def test_what_cannot_be_read_is_named(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    if kind == "empty folder":
        path = tmp_path
    elif kind != "missing":
        path.write_bytes(b"" if kind == "empty file" else b"\x00\x01\x02" * 50)
    [failure] = failures(path)
    assert failure.source
    assert ";" in failure.error
    assert (failure.sha256 is None) == (kind in {"missing", "empty folder"})


def test_a_pipe_is_no_page(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    [failure] = failures(tmp_path / "pipe")
    assert "neither a file nor a folder" in failure.error


@pytest.mark.parametrize("raw", [TEXT, json.dumps({"id": "a", "text": TEXT})])
def test_standard_input(raw: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(raw.encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    [page] = pages("-")
    assert page.text == TEXT


# ── records ───────────────────────────────────────────────────────────────────────────────────────


def records(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_columns_under_the_names_that_scrapers_use(tmp_path: Path, dates: DateGrammar) -> None:
    path = records(
        tmp_path / "a.jsonl",
        {"id": "k1", "headline": "عنوان", "maintext": TEXT, "date_publish": "2020-07-14 22:39", "source": "هسبريس"},
        {"title": "عنوان", "text": TEXT, "date": "الثلاثاء 14 يوليوز 2020 - 22:39", "authors": ["سلمى الراجي"]},
        {"corps": TEXT, "text": "غيره", "link": "http://x.ma/1", "timestamp": 1594766340},
    )
    one, two, three = pages(path, printed=dates.printed, columns={"text": "corps"})
    assert [page.source.rsplit("/", 1)[1] for page in (one, two, three)] == ["a.jsonl#k1", "a.jsonl#2", "a.jsonl#3"]
    assert one.text == f"عنوان\n\n{TEXT}"
    assert (one.declared.title, one.declared.publisher) == ("عنوان", "هسبريس")
    assert (two.declared.author, three.url, three.text) == ("سلمى الراجي", "http://x.ma/1", TEXT)
    assert [page.declared.published for page in (one, two, three)] == [date(2020, 7, 14)] * 3


def test_columns_are_named_by_options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "records.jsonl"
    record = {"Corps_Texte": TEXT, "intitule": "عنوان الخبر", "jour": "2024-05-02", "site_web": "www.lakome2.com"}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    named = {"text": "Corps_Texte", "title": "intitule", "date": "jour", "publisher": "site_web"}
    options = [part for name, column in named.items() for part in (f"--{name}-field", column)]
    assert cli.run(["strip", str(path)]) == 1
    assert "--text-field" in capsys.readouterr().err
    assert cli.run(["strip", str(path), *options]) == 0
    [article] = map(json.loads, capsys.readouterr().out.splitlines())
    assert article["title"]["text"] == "عنوان الخبر"
    assert (article["publisher"], article["published"]) == ("لكم", "2024-05-02")


def test_records_as_spreadsheets_and_windows_write_them(tmp_path: Path) -> None:
    rows = [json.dumps({"Title": f"خبر {number}", "Text": TEXT, "ID": number}) for number in range(3)]
    raw = b"\xef\xbb\xbf" + "\r\n".join(rows).encode()
    path, packed = tmp_path / "records.jsonl", tmp_path / "records.jsonl.gz"
    path.write_bytes(raw)
    packed.write_bytes(gzip.compress(raw))
    for one in (path, packed):
        assert [(page.declared.title, page.source[-1]) for page in pages(one)] == [
            ("خبر 0", "0"), ("خبر 1", "1"), ("خبر 2", "2"),
        ]  # fmt: skip


def test_json_lines_on_standard_input_are_streamed(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [json.dumps({"id": number, "text": TEXT * 20_000}) for number in range(40)]  # more than one page may be
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("\n".join(rows).encode())))
    assert sum(isinstance(page, Page) for page in read(["-"])) == len(rows)


def test_a_mix_of_everything(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.html").write_text(f"<html><h1>عنوان</h1><p>{TEXT}</p></html>", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": TEXT}), encoding="utf-8")
    (tmp_path / "d.warc.gz").write_bytes(gzip.compress(response(1)))
    (tmp_path / "e.jsonl.gz").write_bytes(gzip.compress(json.dumps({"html": f"<p>{TEXT}</p>"}).encode()))
    found = pages(tmp_path)
    assert [page.source for page in found] == ["a.txt", "b.html", "c.jsonl#1", "d.warc.gz#1", "e.jsonl.gz#1"]
    assert [page.media for page in found] == ["text", "html", "jsonl", "warc", "jsonl"]


def test_broken_records_harm_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "نص أول"}\n{"text"\n[1]\n{"url": "u"}\n\n' + "[" * 9000 + '\n{"text": "نص \\ud83d"}\n')
    found = list(read([str(path)]))
    assert [one.text for one in found if isinstance(one, Page)] == ["نص أول", "نص \ufffd"]
    assert [one.source.rsplit("#", 1)[1] for one in found if isinstance(one, Failure)] == ["2", "3", "4", "6"]


def test_zipped_records_and_bombs(tmp_path: Path) -> None:
    good = tmp_path / "good.jsonl.gz"
    good.write_bytes(gzip.compress(json.dumps({"text": TEXT}).encode()))
    bomb = tmp_path / "bomb.jsonl.gz"
    with gzip.open(bomb, "wb", compresslevel=1) as stream:
        stream.write(b'{"text": "a"}\n')
        for _ in range(90):
            stream.write(b" " * 2**20)
    assert pages(good)[0].text == TEXT
    assert "expands" in failures(bomb)[-1].error
    cut = tmp_path / "cut.jsonl.gz"
    cut.write_bytes(good.read_bytes()[:-12])
    assert "broken gzip" in failures(cut)[-1].error


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-02-09T23:30:00Z", date(2026, 2, 10)),  # UTC: past midnight in Morocco
        ("2026-02-09T23:30:00+00:00", date(2026, 2, 10)),
        ("2026-02-09T23:30:00+01:00", date(2026, 2, 9)),
        ("2025-03-12T23:30:00+00:00", date(2025, 3, 12)),  # Ramadan: Morocco is on UTC
        ("2026-02-09", date(2026, 2, 9)),
        (1594766340000, date(2020, 7, 14)),
        ("Mon, 24 March 2025 10:00", date(2025, 3, 24)),
        ("2025-13-40", None),
        (True, None),
        ("hier", None),
    ],
)
def test_declared_dates(value: object, day: date | None) -> None:
    assert declared(value) == day


# ── HTML ──────────────────────────────────────────────────────────────────────────────────────────

GOLD = {row["file"]: row["articles"] for row in map(json.loads, (HTML / "gold.jsonl").read_text("utf-8").splitlines())}


@pytest.mark.parametrize("name", GOLD)
def test_html_pages_after_real_themes(name: str, stripper: Stripper, dates: DateGrammar) -> None:
    [page] = pages(HTML / name, printed=dates.printed)
    articles = stripper.strip(page).articles
    found = [
        {
            "title": one.title.text(page.text) if one.title else None,
            "publisher": one.publisher,
            "author": one.author,
            "published": one.published.isoformat() if one.published else None,
            "body": [" ".join(span.text(page.text).split()) for span in one.body],
        }
        for one in articles
    ]
    wanted = [{**one, "body": [" ".join(text.split()) for text in one["body"]]} for one in GOLD[name]]
    assert found == wanted


def test_blocks_are_the_lines_of_the_page() -> None:
    for name in GOLD:
        [page] = pages(HTML / name)
        assert [block.span.text(page.text) for block in page.blocks] == page.text.split("\n")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 300_000 + "نص",
        "<b>" * 100_000 + "نص",
        "<p>" + "نص " * 300_000,
        "<!doctype html>",
        "<p\0>نص</p>",
        "<table><tr>" + "<td>1" * 60_000,
    ],
)
def test_hostile_markup_is_bounded(html: str, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(html, encoding="utf-8")
    assert len(list(read([str(path)]))) == 1


# ── crawls ────────────────────────────────────────────────────────────────────────────────────────


def response(
    number: int, *, length: int | None = None, kind: str = "text/html", header: bytes = b"Content-Length"
) -> bytes:
    html = f"<html><body><h1>عنوان {number}</h1><p>{TEXT} خلال السنة {number}.</p></body></html>".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind.encode() + b"\r\n\r\n" + html
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.ma/%d\r\n" % number
    head += b"WARC-Record-ID: <urn:uuid:%d>\r\nContent-Type: application/http; msgtype=response\r\n" % number
    return head + header + b": %d\r\n\r\n" % (length or len(http)) + http + b"\r\n\r\n"


def urls(found: Iterator[Page | Failure]) -> tuple[list[str | None], int]:
    all_found = list(found)
    return [one.url for one in all_found if isinstance(one, Page)], sum(isinstance(one, Failure) for one in all_found)


@pytest.mark.parametrize("zipped", [False, True])
def test_a_crawl_is_read_past_its_broken_records(tmp_path: Path, zipped: bool) -> None:  # noqa: FBT001 - pytest
    parts = [
        response(1),
        response(2, length=5_000),  # over-long: reaches into the records behind it
        response(3),
        response(4, length=10**14),
        response(5),
        response(6, header=b"Content-Lengxx"),
        response(7, kind="application/pdf"),
        response(8),
        response(9)[:-80],
    ]
    path = tmp_path / ("crawl.warc.gz" if zipped else "crawl.warc")
    path.write_bytes(b"".join(map(gzip.compress, parts)) if zipped else b"".join(parts))
    seen, broken = urls(read([str(path)]))
    assert seen == [f"http://x.ma/{number}" for number in (1, 3, 5, 8)]
    assert broken == 4


def test_a_corrupt_member_of_a_zipped_crawl_is_skipped(tmp_path: Path) -> None:
    members = [bytearray(gzip.compress(response(number))) for number in range(6)]
    members[2][40:60] = bytes(20)
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(members))
    seen, broken = urls(read([str(path)]))
    assert {f"http://x.ma/{number}" for number in (0, 1, 3, 4, 5)} <= set(seen)
    assert broken >= 1


def test_bytes_that_are_no_crawl(tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(bytes(range(256)) * 400)
    assert "belong to no record" in failures(path)[0].error
