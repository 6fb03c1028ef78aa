"""Files of which some rows are refused, and what is read of them."""

from __future__ import annotations

import csv
import json
import random
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter

from tabular_import.reading import Row, marked, open_table

TABLE = (
    "create table demo.kept (n integer primary key, a text, b text check (b <> 'bad'), d date)",
    "grant select, insert, update, delete on demo.kept to tabular_import_user",
)
HEADER = ("n", "a", "b", "d")
# what readers of texts and sheets, and programs that look for formulas, may trip over
PIECES = (
    *("=", "+", "-", "@", "'", '"', ",", ";", "\t", "\n", "\r\n", " ", "|", "#", "0", "007", "1.5"),
    *("=1+1", "-5", "+3", "-1.234,5", "-5+3", "'=x", "''-y", "x", "Total", "Ä", "日本", "_x000D_"),
    *("_x005F_x0041_", "\x01", "\x1f", "\x7f", "\ufffe", "'", "\U0001f600"),
    *(
        "NULL",
        "\\N",
        "\\",
        '="01"',
        "=cmd|' /C calc'!A0",
        "\uff1d1",
        "\u2028",
        "12345678901234567890",
    ),
)


def read(path: Path, options: dict[str, object] | None = None) -> tuple[list[str], list[Row]]:
    """Returns header and rows of a file as a job reads them."""
    with path.open("rb") as source, open_table(source, path.name, options or {}, HEADER) as table:
        rows = list(table.rows)
        return table.header, rows


def plain(cells: Sequence[Any]) -> tuple[str, ...]:
    """Returns cells with an empty text for each that is NULL, which means the same to a job."""
    return tuple("" if cell is None else str(cell) for cell in cells)


def write_csv(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_xlsx(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(number, column, cell)
                elif cell:
                    sheet.write_string(number, column, str(cell))
    return path


def write_json(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    records = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    path.write_text(json.dumps(records))
    return path


WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "json": write_json}


def generated(chance: random.Random, count: int) -> list[list[object]]:
    """Returns rows of a file, some of which the table refuses."""
    rows: list[list[object]] = []
    for number in range(1, count + 1):
        text = "".join(chance.choices(PIECES, k=chance.randint(0, 3)))
        b = chance.choice(["", "good", "bad" if chance.random() < 0.3 else "x", "=b"])
        day = chance.choice(
            ["2024-02-29", "2023-02-29" if chance.random() < 0.3 else "", "2024-01-31"]
        )
        n: object = number
        if number > 1 and chance.random() < 0.05:
            n = number - 1
        rows.append([n, text, b, day])
    return rows


# the six kinds of mistakes of the scenario: what the first file has, the column, and what is right
MISTAKES: dict[int, tuple[int, object, object]] = {
    3: (0, "3a", "3"),
    17: (3, "2024-02-30", "2024-02-29"),
    40: (2, "bad", "good"),
    41: (0, 39, "41"),
    77: (3, "01/02/2024", "2024-02-01"),
    150: (1, "", "filled"),
}


def scenario(path: Path, kind: str, count: int = 200) -> list[list[object]]:
    """Writes a file of so many rows with six kinds of mistakes; returns the rows as they should
    be."""
    rows: list[list[object]] = [
        [n, f"0{n:04}" if n % 3 else "=1+1", "good", "2024-01-31"] for n in range(1, count + 1)
    ]
    right = [list(row) for row in rows]
    for number, (column, wrong, correct) in MISTAKES.items():
        rows[number - 1][column] = wrong
        right[number - 1][column] = correct
    WRITERS[kind](path, [HEADER, *rows])
    return right


def as_in_table(rows: Sequence[Sequence[object]]) -> list[tuple[str, ...]]:
    return sorted(map(plain, rows), key=lambda row: int(row[0]))


def corrected(path: Path, target: Path, mistakes: Mapping[int, tuple[int, object, object]]) -> int:
    """Corrects the cells that a marked workbook has coloured, which have to be these mistakes, and
    writes it anew; returns how many they were."""
    with open_table(path.open("rb"), path.name, {}, []) as table:
        cells = [list(row.cells) for row in table.rows]
    red, comments = marks(path)
    assert red == comments
    book = python_calamine.CalamineWorkbook.from_path(path)
    sheet = [list(row) for row in book.get_sheet_by_name(marked.SHEET).to_python()]
    numbers = [int(float(str(row[0]))) for row in sheet[1:]]
    for row, column in red:
        number = numbers[row - 1]
        assert mistakes[number][0] == column
        cells[row - 1][column] = str(mistakes[number][2])
    with xlsxwriter.Workbook(target) as written:
        written.add_worksheet("Summary").write_string(0, 0, "as it was")
        page = written.add_worksheet(marked.SHEET)
        for column, name in enumerate(sheet[0]):
            page.write_string(0, column, str(name))
        for line, (old, row_cells) in enumerate(zip(sheet[1:], cells, strict=True), 1):
            page.write_number(line, 0, float(str(old[0])))
            page.write_string(line, 1, str(old[1]))
            for column, cell in enumerate(row_cells, 2):
                page.write_string(line, column, cell or "")
    return len(red)


def marks(path: Path) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Returns the cells of the file's own columns that are red, and those that have a comment: row
    from 1, column from 0."""
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet2.xml").decode()
        styles = package.read("xl/styles.xml").decode()
        comments = package.read("xl/comments1.xml").decode()
    fills = re.findall(r"<fill>.*?</fill>", styles)
    red_fill = next(n for n, fill in enumerate(fills) if "FFFFC7CE" in fill)
    formats = re.findall(r"<xf [^>]*>", styles.partition("<cellXfs")[2].partition("</cellXfs>")[0])
    red = {n for n, one in enumerate(formats) if f'fillId="{red_fill}"' in one}
    coloured = {
        place(reference)
        for reference, style in re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet)
        if int(style) in red
    }
    told = {place(reference) for reference in re.findall(r'<comment ref="([A-Z]+\d+)"', comments)}
    return {p for p in coloured if p[1] >= 0}, told


def place(reference: str) -> tuple[int, int]:
    """Returns row and column of a cell, without the header and our columns."""
    letters, digits = re.fullmatch(r"([A-Z])(\d+)", reference).groups()  # type: ignore[union-attr]
    return int(digits) - 1, ord(letters) - ord("A") - 2
