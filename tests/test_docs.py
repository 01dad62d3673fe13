"""What the documents say is so: commands and files exist, and the example is what the pipeline prints."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer.main

from extractor import serial
from extractor.cli import application
from extractor.model import Page
from extractor.pipeline import Extractor

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "corpus/README.md")
TOP = ("extractor/", "patterns/", "tests/", "corpus/", "scripts/", "requirements", "pyproject", "overrides")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(name: str, start: str) -> list[list[str]]:
    """The command lines of a document that begin with ``start``."""
    found = re.findall(rf"^    ({re.escape(start)}.*)$|`({re.escape(start)}[^`]*)`", text(name), re.MULTILINE)
    return [shlex.split(one or two, comments=True) for one, two in found]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_targets_of_make_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    named = {words[1] for words in commands(name, "make ") if len(words) > 1}
    assert named <= targets


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_and_options_exist(name: str) -> None:
    group: Any = typer.main.get_command(application())
    for words in [*commands(name, ".venv/bin/arqam "), *commands(name, "arqam ")]:
        arguments = words[1:]
        if arguments[0].startswith("-") or "…" in arguments[0]:
            continue
        command = group.commands.get(arguments[0])
        assert command, f"{name}: no command {arguments[0]}"
        if hasattr(command, "commands") and len(arguments) > 1:
            assert arguments[1].split("|")[0] in command.commands, f"{name}: {words}"
            command = command.commands[arguments[1].split("|")[0]]
        known = {option for parameter in command.params for option in parameter.opts}
        unknown = [word for word in arguments if word.startswith("--") and word not in known]
        assert not unknown, f"{name}: {words}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_exist(name: str) -> None:
    named = {one or two for one, two in re.findall(r"`([\w./-]+)`|\]\(([\w./-]+)\)", text(name))}
    base = (ROOT / name).parent
    paths = {path for path in named if path.startswith(TOP) or re.search(r"\.(md|toml|py|lock|jsonl)$", path)}
    missing = [path for path in sorted(paths) if not (ROOT / path).exists() and not (base / path).exists()]
    assert not missing, f"{name} names what is not there: {missing}"


def test_every_command_of_the_makefile_is_explained() -> None:
    bare = re.findall(r"^([a-z]+):(?!.*##).*$", text("Makefile"), re.MULTILINE)
    assert not bare


def test_accuracy_is_not_typed_into_prose() -> None:
    for name in DOCUMENTS:
        assert not re.search(r"F1|\b0\.9\d\b|\b9\d(\.\d)? ?%", text(name)), f"{name}: figures stand in corpus/"


def inside(part: Any, whole: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether every field of ``part`` stands in ``whole``."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(inside(value, whole.get(key)) for key, value in part.items())
    return bool(part == whole)


def test_the_example_of_the_readme(extractor: Extractor) -> None:
    [block] = re.findall(r"```json\n(.*?)```", text("README.md"), re.DOTALL)
    [quoted] = re.findall(r"^> (.*)$", text("README.md"), re.MULTILINE)
    seed = next((ROOT / "corpus" / "seeds").glob("000_*")).read_text(encoding="utf-8")
    assert quoted in seed
    found = extractor.extract(Page(source="-", text=seed, sha256=""))
    [claim] = [one for one in serial.claims(found) if one["span"]["text"] == json.loads(block)["span"]["text"]]
    assert inside(json.loads(block), claim)


def test_the_toml_of_the_recipes_is_valid() -> None:
    import tomllib

    for block in re.findall(r"```toml\n(.*?)```", text("CONTRIBUTING.md"), re.DOTALL):
        [entry] = tomllib.loads(block)["entry"]
        assert {"id", "forms", "source", "examples"} <= entry.keys()


def test_the_reader_alone_as_the_readme_shows_it() -> None:
    """The doctest of the README: the reader in a spaCy pipeline."""
    import doctest

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    test = doctest.DocTestParser().get_doctest(text, {}, "README.md", "README.md", 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0
