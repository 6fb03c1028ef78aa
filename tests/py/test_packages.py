"""The packages of the loader: who may import whom."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path

import pytest

import tabular_import

ROOT = Path(tabular_import.__file__).parent
# of each package the others that it may import
BELOW = {
    "reading": set(),
    "db": {"reading"},
    "work": {"db", "reading"},
    "cli": {"work", "db", "reading"},
}
# what knows nothing of the database or of the terminal
BARE = {"reading": {"psycopg", "click", "rich"}, "db": {"click", "rich"}}
SOURCES = sorted(path for path in ROOT.rglob("*.py") if path.parent != ROOT)


def _imported(path: Path) -> Iterator[str]:
    """Yields the full names of the modules that a file imports, wherever it does."""
    folder = ".".join(("tabular_import", *path.parent.relative_to(ROOT).parts))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), folder)
            yield module
            yield from (f"{module}.{name.name}" for name in node.names)


def test_there_are_packages() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in SOURCES} == BELOW.keys()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_package_imports_only_those_below(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    for name in _imported(path):
        top, *rest = name.split(".")
        if top == "tabular_import" and rest and (ROOT / rest[0]).is_dir():
            assert rest[0] in {package, *BELOW[package]}, f"{path.name} imports {name}"
        assert top not in BARE.get(package, ()), f"{path.name} imports {name}"


def test_sqlstates_and_what_they_mean_are_the_databases() -> None:
    """The map of exceptions is the one place that names ours."""
    named = [
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if re.search(r"\bTI0\d\d\b", path.read_text(encoding="utf-8"))
    ]
    assert named == ["db/errors.py"]
