"""What is told of options, comments, rows that were fitted and rows that could not be read."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tabular_import.reading import ReadingError
from tools import cli
from tools.reading import open_table
from tools.servers import Database


def _sheet() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["a", "b"])
        page.write_row(1, 0, ["1", "2", "3"])
    return made.getvalue()


FILES = {
    "x.csv": b"a,b\n1,2\n",
    "x.jsonl": b'{"a": 1, "b": 2}\n',
    "x.json": b'[{"a": 1, "b": 2}]\n',
    "x.xlsx": _sheet(),
}


def read(name: str, data: bytes, **options: object) -> tuple[list[Any], list[str]]:
    found = []
    for fast in (False, True):
        with open_table(io.BytesIO(data), name, options, ["a", "b"]) as table:
            rows = [block.data for block in table.copy_blocks()] if fast else [*table.rows]
            found.append((rows, [*table.notes]))
    assert found[0][1] == found[1][1]
    return found[0]


@pytest.mark.parametrize(
    ("name", "option", "value"),
    [
        ("x.csv", "range", "A1:B2"),
        ("x.csv", "sheet", "Sheet1"),
        ("x.csv", "sheet", 1),
        ("x.csv", "member", "a.csv"),
        ("x.jsonl", "header", "none"),
        ("x.jsonl", "skip_lines", 1),
        ("x.json", "range", "A1:B2"),
        ("x.json", "header", 2),
        ("x.xlsx", "member", "a.csv"),
    ],
)
def test_option_that_would_choose_other_data(name: str, option: str, value: object) -> None:
    with pytest.raises(ReadingError) as caught:
        read(name, FILES[name], **{option: value})
    kind = name.rpartition(".")[2].upper()
    assert caught.value.message == f"Option {option} is not for {kind} files"
    assert "leave it out" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "option", "value"),
    [
        ("x.jsonl", "delimiter", ";"),
        ("x.json", "quote", "single"),
        ("x.xlsx", "delimiter", "tab"),
        ("x.xlsx", "encoding", "windows-1250"),
        ("x.csv", "merged", "fill"),
    ],
)
def test_option_that_does_nothing_is_named(name: str, option: str, value: object) -> None:
    kind = name.rpartition(".")[2].upper()
    told = read(name, FILES[name], **{option: value})[1]
    assert f"Option {option} has no effect on {kind} files." in told


def test_options_that_fit() -> None:
    given = {"delimiter": ",", "quote": "double", "header": 1, "skip_lines": 0, "encoding": "utf-8"}
    assert read("x.csv", FILES["x.csv"], **given)[1] == []
    notes = read("x.xlsx", FILES["x.xlsx"], range="A1:B2", sheet=1, merged="empty", header=1)[1]
    assert not any("no effect" in note for note in notes)


@pytest.mark.parametrize("times", [1, 3000])
def test_rows_that_were_fitted_are_named(times: int) -> None:
    text = b"a,b\n1,2\n" + b"3\n4,5,6\n" * times
    notes = read("x.csv", text, ragged="both")[1]
    if times == 1:
        assert notes == [
            "Line 4 has more cells than the header and was cut.",
            "Line 3 has fewer cells than the header and was filled with empty cells.",
        ]
    else:
        assert notes == [
            "3,000 lines have more cells than the header and were cut, the first is line 4.",
            "3,000 lines have fewer cells than the header and were filled with empty cells, "
            "the first is line 3.",
        ]
    assert read("x.csv", text.replace(b"3\n", b"3,\n"), ragged="truncate")[1] == notes[:1]
    assert read("x.xlsx", FILES["x.xlsx"], ragged="truncate")[1] == [
        "Row 2 has more cells than the header and was cut."
    ]


def test_cells_of_trailing_delimiters_are_not_cut() -> None:
    assert read("x.csv", b"a,b,\n1,2,\n3,4,\n", ragged="both")[1] == []


def test_comments_before_the_header_are_named() -> None:
    notes = read("x.csv", b"# made by x\na,b\n1,2\n")[1]
    assert notes == ["Line 1 begins with # and was taken for a comment."]
    notes = read("x.csv", b"# made by x\n\n# on Monday\na,b\n1,2\n# end\n3,4\n")[1]
    assert notes == [
        "2 lines before the header that begin with # were taken for comments, the first is line 1.",
        "Line 6 begins with # and was taken for a comment.",
    ]
    assert read("x.csv", b"// x\na,b\n1,2\n", comment="//")[1] == [
        "Line 1 begins with // and was taken for a comment."
    ]


@pytest.fixture
def hints(embedded_database: Database, tmp_path: Path) -> Callable[..., list[str]]:
    """Returns a function that loads a file into t (a, b, c) and gives the hints of its rows."""

    def run(name: str, data: bytes) -> list[str]:
        embedded_database.run("drop table if exists t; create table t (a text, b text, c text)")
        file = tmp_path / name
        file.write_bytes(data)
        cli.run("load", "t", file, database=embedded_database)
        found = embedded_database.run(
            "select distinct hint from tabular_import.import_job_error"
            " where job_id = (select max(id) from tabular_import.import_job)"
        )
        return [row[0] for row in found]

    return run


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a,b,c\n1,2\n", "one cell for each column of the header"),
        ("a,b,c\n1,2,3\nTotal,5,6\n", "several words may be given to skip_rows"),
        ("a,b,c\n1,2,3\na,b,c\n2,3,4\n", "several words may be given to skip_rows"),
        ("a,b,c\n1,2,3\n\nsee above,,\n", "several words may be given to skip_rows"),
        ("# x\na,b,c\n1,2,3\n#5,6,7\n", "Set option comment to none"),
        ("a,b,c\n1,\0,3\n", "Remove it from the file"),
        ('a,b,c\n1,2"foo, bar","z",4\n', "Correct the quotes and delimiters"),
        ('a,b,c\n1,"2" x,3\n', "Correct the quotes and delimiters"),
    ],
)
def test_each_kind_of_unread_row_has_its_remedy(
    hints: Callable[..., list[str]], text: str, hint: str
) -> None:
    found = hints("x.csv", text.encode())
    assert len(found) == 1 and hint in found[0]
    assert ("each column of the header" in found[0]) == ("each column" in hint)


def test_hints_of_cells_in_sheets(hints: Callable[..., list[str]]) -> None:
    for kind, told in (
        ("error", "Correct the cell or its formula"),
        ("formula", "computes its formulas"),
    ):
        made = io.BytesIO()
        with xlsxwriter.Workbook(made) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, ["a", "b", "c"])
            page.write_row(1, 0, ["x", "y", "z"])
            page.write_formula(
                1, 1, "=NA()" if kind == "error" else "=1+1", None, "#N/A" if kind == "error" else 0
            )
        found = hints("x.xlsx", made.getvalue())
        assert len(found) == 1 and told in found[0]


@pytest.mark.parametrize("header", ["A,B,C", "A,b,C"])
def test_header_that_differs_in_case(
    embedded_database: Database, tmp_path: Path, header: str
) -> None:
    embedded_database.run("drop table if exists t; create table t (a text, b text, c text)")
    file = tmp_path / "x.csv"
    file.write_text(f"{header}\n1,2,3\n")
    told = cli.run("load", "t", file, database=embedded_database).message
    assert "spelling" not in told
    exact = ("--match-columns", "exact")
    told = cli.run("load", "t", file, *exact, database=embedded_database).message
    assert "capital" in told and "a for A" in told and "c for C" in told
    assert "option header to none" not in told
    file.write_text("x,y,z\n1,2,3\n")
    told = cli.run("load", "t", file, database=embedded_database).message
    assert "capital" not in told and "option header to none" in told
