"""Every file of the corpus, read and compared cell by cell."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tabular_import.reading import ReadingError, Row
from tabular_import.reading.copytext import BLOCK_BYTES, decode_block, encode_cell
from tools import make_files
from tools.reading import open_table

FILES = Path(__file__).resolve().parents[1] / "files"


def _names() -> list[str]:
    return sorted(p.name for p in FILES.iterdir() if (FILES / f"{p.name}.json").exists())


def expectation(name: str) -> dict[str, Any]:
    """Return what stands beside a file."""
    expected: dict[str, Any] = json.loads((FILES / f"{name}.json").read_text())
    return expected


def test_corpus_is_large_enough() -> None:
    assert len(_names()) >= 120


def test_corpus_is_what_its_script_makes() -> None:
    files = make_files.make()
    assert sorted(files) == _names()
    for name, (_, expected) in files.items():
        assert json.loads(json.dumps(expected)) == expectation(name), name


@pytest.mark.parametrize("name", _names())
def test_file(name: str) -> None:
    expected = expectation(name)
    rows: list[Row] = []
    with (FILES / name).open("rb") as source:
        if expected["error"] is not None:
            with (
                pytest.raises(ReadingError) as caught,
                open_table(source, name, expected["options"], expected["columns"]) as table,
            ):
                rows = list(table.rows)
            assert caught.value.message.startswith(expected["error"])
            return
        with open_table(source, name, expected["options"], expected["columns"]) as table:
            rows = list(table.rows)
            assert table.header == expected["header"]
            assert [[row.line_number, row.cells, row.read_error] for row in rows] == expected[
                "rows"
            ]
            if expected["note"]:
                assert expected["note"] in table.notes
            json.dumps(table.used)


def _with_shown() -> list[str]:
    return [name for name in _names() if "shown" in expectation(name)]


@pytest.mark.parametrize("kind", ["text", "float", "other"])
@pytest.mark.parametrize("name", _with_shown())
def test_shown_numbers(name: str, kind: str) -> None:
    """A text takes what the sheet shows; other types take the number."""
    expected = expectation(name)
    types = {} if kind == "other" else dict.fromkeys(expected["columns"], kind)
    shown = expected["shown"] if kind == "text" else {}
    with (
        (FILES / name).open("rb") as source,
        open_table(
            source, name, expected["options"], expected["columns"], types=lambda _: types
        ) as table,
    ):
        rows = [[row.line_number, row.cells, row.read_error] for row in table.rows]
        assert rows == [
            [line, [shown.get(cell, cell) for cell in cells], read_error]
            for line, cells, read_error in expected["rows"]
        ]
        told = [note for note in table.notes if "taken as" in note]
        assert bool(told) == (kind == "text")


@pytest.mark.parametrize("name", [n for n in _names() if expectation(n)["error"] is None])
def test_copy_blocks(name: str) -> None:
    """COPY text says the same as the rows do, in the table's width."""
    expected = expectation(name)
    width = len(expected["header"])
    found: list[list[object]] = []
    with (
        (FILES / name).open("rb") as source,
        open_table(source, name, expected["options"], expected["columns"]) as table,
    ):
        for block in table.copy_blocks():
            assert len(block.data) <= 2 * BLOCK_BYTES
            assert block.first_row == len(found) + 1
            batch = decode_block(block)
            for index, (line, cells) in enumerate(
                zip(batch.line_numbers, batch.cells, strict=True)
            ):
                found.append([line, cells, batch.read_errors.get(index)])
            assert block.last_row == len(found)
            assert block.rows == block.last_row - block.first_row + 1
    assert found == [_in_copy(row, width) for row in expected["rows"]]


def _in_copy(row: list[Any], width: int) -> list[object]:
    """Bring a faulty row to the width, and what COPY cannot hold to its stand-ins."""
    line, cells, read_error = row
    cells = [*cells[:width], *[None] * (width - len(cells))]
    if read_error:
        cells = [None if c is None else _stand_in(c) for c in cells]
    return [line, cells, read_error]


def _stand_in(cell: str) -> str:
    chars = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    return re.sub(r"\\(.)", lambda match: chars[match.group(1)], encode_cell(cell))
