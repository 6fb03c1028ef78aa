"""What the reader says when it refuses a file: cause, place and remedy, in one short line."""

from __future__ import annotations

import ast
import io
import json
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import tabular_import
from tabular_import.reading import ReadingError
from tabular_import.reading.model import reason, seen
from tools.make_files_fuzz import mutated
from tools.reading import open_table

SOURCES = sorted(Path(tabular_import.__file__).parent.rglob("*.py"))
FILES = Path(__file__).parents[1] / "files"
# Names of classes, memory addresses, and what Python says to programmers.
INTERNAL = re.compile(r"\b\w+(?:Error|Exception)\b|0x[0-9a-f]{8,}|Traceback|object at|NoneType")


def calls() -> list[tuple[str, ast.Call]]:
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ReadingError":
                found.append((f"{path.name}:{node.lineno}", node))
    return found


def literal(node: ast.expr) -> str | None:
    """Return a text with an ellipsis for what is filled in; None where it is made elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "..." for part in node.values
        )
    return None


def test_every_refusal_has_a_remedy() -> None:
    found = calls()
    assert len(found) > 90
    wrong = []
    for place, node in found:
        given = [*node.args, *(word.value for word in node.keywords)]
        if len(given) != 2 or (isinstance(given[1], ast.Constant) and not given[1].value):
            wrong.append((place, "no remedy"))
            continue
        message, hint = literal(given[0]), literal(given[1])
        if (message, hint) == ("", "memory"):
            # The child's word to the parent, which says it to people.
            continue
        if message is not None and not re.match(r"[A-Z.].{8,220}(?<![.!])\Z|.*\.\.\.\Z", message):
            wrong.append((place, message))
        if hint is not None and not re.match(r"(?:[A-Z'{]|\.\.\.).{8,260}\.\)?\Z", hint):
            wrong.append((place, hint))
        for part in ast.walk(node):
            if isinstance(part, ast.Attribute) and part.attr in ("__name__", "__class__"):
                wrong.append((place, "a name of a class"))
    assert wrong == []


def check(error: ReadingError) -> None:
    for text in (error.message, error.hint):
        assert text.strip() == text != ""
        assert len(text) <= 1100
        assert not INTERNAL.search(text), text
        assert seen(text, 10_000) == text
    assert len(error.message) <= 503


def corpus() -> list[tuple[str, bytes, dict[str, Any]]]:
    """Return the files of the corpus with what is expected of them."""
    found = []
    for path in sorted(FILES.iterdir()):
        beside = FILES / f"{path.name}.json"
        if beside.exists():
            found.append((path.name, path.read_bytes(), json.loads(beside.read_text("utf-8"))))
    return found


def refusal(name: str, data: bytes, expected: dict[str, Any]) -> ReadingError | None:
    with tempfile.TemporaryFile() as source:
        source.write(data)
        try:
            with open_table(source, name, expected["options"], expected["columns"]) as table:
                for _ in table.rows:
                    pass
        except ReadingError as error:
            return error
    return None


def test_refusals_of_the_corpus_have_a_remedy() -> None:
    refused = [item for item in corpus() if item[2]["error"] is not None]
    assert len(refused) > 50
    for name, data, expected in refused:
        error = refusal(name, data, expected)
        assert error is not None
        check(error)


def test_refusals_of_damaged_files_have_a_remedy() -> None:
    files = corpus()
    errors = [refusal(*mutated(seed, files)) for seed in range(9_000_000, 9_000_200)]
    refused = [error for error in errors if error is not None]
    assert len(refused) > 20
    for error in refused:
        check(error)


def test_archive_with_a_member_of_no_name() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        info = zipfile.ZipInfo("n")
        info.filename = ""
        archive.writestr(info, "a,b\n1,2\n")
    error = refusal("x.zip", data.getvalue(), {"options": {}, "columns": ["a", "b"]})
    assert error is not None
    assert error.message == "The archive holds no file"


def test_what_is_quoted_of_a_file_is_cut_and_escaped() -> None:
    error = ReadingError("No column \x07\n\u2028" + "x" * 5_000_000, "Give it " + "y" * 5_000_000)
    assert error.message.startswith("No column \\x07\\n\\u2028xxx")
    assert len(error.message) < 600
    assert len(error.hint) < 1100
    assert reason(AssertionError()) == reason(KeyError("x")) == reason(IndexError("list index"))
    assert reason(ValueError("bad magic\nmore")) == "bad magic"
