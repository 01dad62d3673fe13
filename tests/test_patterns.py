"""The pattern files as data: what they may hold, how broken ones are named, and that every entry works."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from extractor.check import Checker
from extractor.cli import run
from extractor.normalize import Folder
from extractor.patterns import PatternError, Patterns, load
from extractor.pipeline import Extractor

ROOT = Path(__file__).resolve().parent.parent / "patterns"
FILES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.toml"))
UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
PRESENTATION = re.compile("[\ufb50-\ufdfb\ufe70-\ufefc]")
ARABIC_STRING = re.compile('"[^"]*[\u0621-\u064a][^"]*"')


@pytest.mark.parametrize("name", FILES)
def test_no_unseen_marks_and_no_presentation_forms(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for wrong in (UNSEEN, PRESENTATION):
        places = [text.count("\n", 0, match.start()) + 1 for match in wrong.finditer(text)]
        assert not places, f"{name}: invisible or presentation characters on lines {places}"


@pytest.mark.parametrize("name", FILES)
def test_one_arabic_string_a_line(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    crowded = [
        number
        for number, line in enumerate(lines, 1)
        if len(ARABIC_STRING.findall(line)) > 1 and not line.lstrip().startswith("#")
    ]
    assert not crowded, f"{name}: several Arabic strings on one line display scrambled: lines {crowded}"


@pytest.mark.parametrize("name", FILES)
def test_no_form_has_two_owners(name: str, patterns: Patterns) -> None:
    """Within a file, kind and place a form belongs to one entry; `shared` in the [file] table names those that do not.

    A word before a figure is another cue than the same word behind it («ماتو 5», «5 ماتو»), before a count another
    than before a time («منع 5 أصناف», «منع لمدة 5 أيام»), and with a word right before the figure («ارتفع … إلى 5»)
    another than without.

    `shared = true` stands where entries are lists that a grammar asks for by name: a word may be in several.
    """
    fold = Folder(patterns)
    marked = tomllib.loads((ROOT / name).read_text(encoding="utf-8"))["file"].get("shared", [])
    if marked is True:
        return
    shared = {fold(form) for form in marked}
    owners: dict[tuple[object, ...], list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for entry in patterns[name]:
        place = [entry.get(name) for name in ("kind", "role", "where", "side", "shape")]
        opened = tuple(entry.get("opened", ()))
        for form in set(map(fold, entry.forms)):
            owners[form, *place, opened].append((entry.id, frozenset(entry.get("units", ()))))
    twice = {
        key[0]: (one, other)
        for key, rows in owners.items()
        for (one, units), (other, others) in combinations(rows, 2)
        if key[0] not in shared and not (units and others and units.isdisjoint(others))
    }
    assert not twice, f"{name}: {twice}"


@pytest.mark.parametrize("name", FILES)
def test_examples_fire_and_rejects_do_not(name: str, extractor: Extractor) -> None:
    failing = [str(one) for one in Checker(extractor).check(extractor.patterns[name])]
    assert not failing, "\n".join(failing)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("entry = [", "not a readable TOML file"),
        ("[[entry]]\nid = 'a'\n", "opens with a [file] table"),
        ("[file]\nabout = 'x'\n[[entry]]\nsource = 's'\n", "entry 1 has no id"),
        ("[file]\nabout = 'x'\n[[entry]]\nid = 'a'\n", "units.toml#a: no `source`"),
        ("[file]\nabout = 'x'\n[[entry]]\nid = 'a'\nsource = 's'\n", "units.toml#a: no `examples`"),
        ("[file]\nabout = 'x'\n[[entry]]\nid = 'a'\nsource = 's'\nforms = 'b'\n", "`forms` must be a list"),
        ("[file]\nabout = 'x'\n[[entry]]\nid = 'a'\nsource = 's'\nexamples = ['t']\ncolour = 'red'\n", "unknown field"),
    ],
)
def test_a_broken_file_is_one_clear_sentence(
    text: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "units.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PatternError, match=r"units\.toml"):
        load(tmp_path)
    assert run(["patterns", "check", "--patterns", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
    assert "Traceback" not in said


def test_an_entry_that_a_grammar_needs_is_named(patterns: Patterns) -> None:
    files = {name: () if name == "numerals.toml" else entries for name, entries in patterns.files.items()}
    with pytest.raises(PatternError, match="missing or wrong"):
        Extractor(Patterns(files, sha256="", root=patterns.root))


def test_an_entry_that_does_not_fire_is_named(extractor: Extractor) -> None:
    entry = extractor.patterns["units.toml"][0]
    wrong = type(entry)(**{name: getattr(entry, name) for name in entry.__slots__} | {"examples": ("لا شيء هنا",)})
    [failing] = Checker(extractor).check([wrong])
    assert str(failing).startswith(f"{entry.rule}: an example does not fire it")


def test_the_hash_tells_pattern_sets_apart(tmp_path: Path) -> None:
    one = tmp_path / "units.toml"
    one.write_text("[file]\nabout = 'x'\n", encoding="utf-8")
    before = load(tmp_path).sha256
    assert load(tmp_path).sha256 == before
    one.write_text("[file]\nabout = 'y'\n", encoding="utf-8")
    assert load(tmp_path).sha256 != before
