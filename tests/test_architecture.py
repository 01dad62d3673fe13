"""The shape of the package: imports run one way, language lives in patterns/, nothing grows past one sitting."""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "extractor"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}

# From the page to the commands; a module imports from its own stage and from those before it.
STAGES = (
    *("problem", "record", "padded", "model", "patterns", "normalize", "segment", "lexicon", "pages"),
    *("recognize", "strip", "qualify"),
    *("attribute", "relate", "serial", "reading", "language", "pipeline", "batch", "check", "evaluate", "compare"),
    *("store", "export", "chart", "explain", "serve", "cli"),
)
# Letters and digits; punctuation («؟»), direction marks and the byte-order mark are signs like any other.
ARABIC = re.compile("[\u0620-\u064a\u0660-\u0669\u066e-\u06d3\u06f0-\u06ff\u0750-\u077f\ufb50-\ufdfb\ufe70-\ufefc]")
LONGEST_MODULE = 400
MEDIAN_FUNCTION, P90_FUNCTION = 10, 30

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def imported(name: str) -> Iterator[str]:
    """The package's own modules that module ``name`` imports, at its top or inside functions."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("extractor"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("extractor"):
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in MODULES else str(node.module)


def stage(name: str) -> int:
    parts = name.split(".")
    return STAGES.index(parts[1]) if len(parts) > 1 else -1


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def docstring(node: Documented) -> ast.Constant | None:
    first = node.body[0] if node.body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return first.value
    return None


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function, its docstring left out."""
    doc = docstring(node)
    return (node.end_lineno or 0) - node.lineno + 1 - ((doc.end_lineno or 0) - doc.lineno + 1 if doc else 0)


@pytest.mark.parametrize("name", MODULES)
def test_imports_run_one_way(name: str) -> None:
    later = [other for other in imported(name) if stage(other) > stage(name)]
    assert not later, f"{name} imports from a later stage: {later}"


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {name: {other for other in imported(name) if other in MODULES and other != name} for name in MODULES}
    # A folder's __init__ names what its modules offer; they may not look back into it.
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("name", MODULES)
def test_no_arabic_literal(name: str) -> None:
    docs = {id(docstring(node)) for node in ast.walk(TREES[name]) if isinstance(node, Documented)}
    found = [
        f"{MODULES[name].name}:{node.lineno}"
        for node in ast.walk(TREES[name])
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
        if ARABIC.search(node.value)
    ]
    assert not found, f"Arabic belongs to patterns/: {found}"


@pytest.mark.parametrize("name", MODULES)
def test_module_is_read_in_one_sitting(name: str) -> None:
    length = len(MODULES[name].read_text(encoding="utf-8").splitlines())
    assert length <= LONGEST_MODULE, f"{MODULES[name]} has {length} lines: make a folder of it"


def test_functions_are_short() -> None:
    lengths = sorted(lines(node) for tree in TREES.values() for node in functions(tree))
    assert statistics.median(lengths) <= MEDIAN_FUNCTION
    assert lengths[int(0.9 * len(lengths))] <= P90_FUNCTION


@pytest.mark.parametrize("name", MODULES)
def test_public_things_are_documented(name: str) -> None:
    tree = TREES[name]
    public: list[Documented] = [tree]
    for node in public:  # grows while it is read: the members of public classes are public
        kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        if isinstance(node, ast.Module | ast.ClassDef):
            public += [one for one in node.body if isinstance(one, kinds) and not one.name.startswith("_")]
    bare = [getattr(node, "name", name) for node in public if docstring(node) is None]
    assert not bare, f"{name}: no docstring: {bare}"


def test_no_module_for_odds_and_ends() -> None:
    assert not [name for name in MODULES if re.search(r"\.(utils?|helpers?|misc|common)$", name)]


@pytest.mark.parametrize("name", MODULES)
def test_no_cache_filled_at_import(name: str) -> None:
    """A module's top level defines; what has to be compiled from patterns is compiled by a constructor."""
    calls = [
        node.lineno
        for node in TREES[name].body
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call)
        if isinstance(node.value.func, ast.Name) and node.value.func.id in {"load", "Folder", "Extractor", "read_rows"}
    ]
    assert not calls, f"{name}: loads patterns at import, line {calls}"


def test_locks_name_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml", "overrides.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://|file:|--(extra-)?index|--find-links", text), name


def test_every_locked_package_has_a_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
        bare = [line.split()[0] for line in text.splitlines() if "==" in line and "--hash=sha256:" not in line]
        assert not bare, f"{name}: no hash for {bare}"
