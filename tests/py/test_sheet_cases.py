"""Spreadsheets as people have them: what a sheet shows, and rows that are none of its table."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from tabular_import.reading import ReadingError
from tools import cli, make_files_sheets
from tools.cases import CASES, Loaded, load
from tools.reading import open_table
from tools.servers import Database


def made(
    path: Path, rows: Sequence[Sequence[object]], formats: Mapping[int, str] | None = None
) -> Path:
    """Writes rows as a sheet; ``formats`` are number formats by column, below the header."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        styles = {
            column: book.add_format({"num_format": code})
            for column, code in (formats or {}).items()
        }
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                style = styles.get(column) if number else None
                if isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(number, column, value, style, 6)
                elif value is not None:
                    sheet.write(number, column, value, style)
    return path


def test_number_formats_in_text_columns(database: Database) -> None:
    found = load(database, "w5-leading-zeros.xlsx")
    assert found.rows == [("02138", "(555) 123-4567", "012-34-5678", "INV-0042", "12%")]
    assert "Column zip: 1 cell was taken as its number format 00000 shows it" in found.hint
    assert "the first is A2 (2138 as 02138)." in found.hint
    assert "Column share: 1 cell was taken as its number format 0% shows it" in found.hint


def test_float_noise(database: Database) -> None:
    found = load(database, "w7-float-noise.xlsx")
    assert found.status == "error"
    assert [line for line, _ in found.errors] == [6]
    assert "1.005" in found.errors[0][1]


def test_float_noise_by_type_of_column(embedded_database: Database, tmp_path: Path) -> None:
    database = embedded_database
    database.run(
        "create table t (exact numeric(10, 2), free numeric, txt text, real float8, big bigint)"
    )
    values = (3.3000000000000003, 0.30000000000000004, 7714.5199999999995, 4.35)
    rows = [
        ("exact", "free", "txt", "real", "big"),
        *((v, v, v, v, 9007199254740991) for v in values),
    ]
    # XlsxWriter would write 16 digits.
    (tmp_path / "x.xlsx").write_bytes(make_files_sheets.xlsx(make_files_sheets.xml_rows(rows)))
    found = Loaded(database, tmp_path / "x.xlsx", {})
    assert found.text == "Successfully imported 4 row(s)"
    assert [tuple(map(str, row[:3])) for row in found.rows] == [
        ("3.30", "3.3", "3.3"),
        ("0.30", "0.3", "0.3"),
        ("7714.52", "7714.52", "7714.52"),
        ("4.35", "4.35", "4.35"),
    ]
    assert [row[3] for row in found.rows] == list(values)
    assert {row[4] for row in found.rows} == {9007199254740991}
    assert (
        "9 numbers of more than 15 digits were taken with 15, as spreadsheet programs show them;"
        " the first is A2 (3.3000000000000003 as 3.3)." in found.hint
    )


def test_number_formats_in_number_columns(embedded_database: Database, tmp_path: Path) -> None:
    """There the number counts, whatever is shown of it."""
    embedded_database.run("create table t (zip int, share numeric, price numeric, name varchar(9))")
    rows = [("zip", "share", "price", "name"), (2138, 0.125, 1234.5, 1.5), (7, 1, 2, 3)]
    file = made(tmp_path / "x.xlsx", rows, {0: "00000", 1: "0%", 2: '"$"#,##0.00', 3: "0.00"})
    found = Loaded(embedded_database, file, {})
    assert [(str(row[1]), str(row[2]), row[3]) for row in found.rows] == [
        ("0.125", "1234.5", "1.50"),
        ("1", "2", "3.00"),
    ]
    assert "Column name: 2 cells were taken as their number format 0.00 shows them" in found.hint
    assert "zip" not in found.hint


def test_what_is_shown_of_many_rows(embedded_database: Database, tmp_path: Path) -> None:
    """By columns as row by row."""
    embedded_database.run("create table t (zip text, n text, id int)")
    rows = [("zip", "n", "id"), *((n % 1000, None if n == 9000 else n, n) for n in range(20_000))]
    file = made(tmp_path / "x.xlsx", rows, {0: "0000", 1: "0%"})
    found = Loaded(embedded_database, file, {})
    assert found.text == "Successfully imported 20000 row(s)"
    assert embedded_database.value(
        "select bool_and(zip = lpad((id % 1000)::text, 4, '0')"
        " and n is not distinct from case when id <> 9000 then id * 100 || '%' end) from t"
    )
    assert (
        "Column zip: 20,000 cells were taken as their number format 0000 shows them" in found.hint
    )


def test_rounded_in_a_text_column(embedded_database: Database, tmp_path: Path) -> None:
    embedded_database.run("create table t (share text, price text)")
    rows = [("share", "price"), (0.12, 1.5), (0.126, 1.005)]
    file = made(tmp_path / "x.xlsx", rows, {0: "0%", 1: "0.00"})
    found = Loaded(embedded_database, file, {})
    # Digits alone are never rounded.
    assert found.rows == [("12%", "1.50"), ("13%", "1.005")]
    assert (
        "Of 1 of them not all of the stored number is shown, the first is A3 (0.126 as 13%)."
        in (found.hint)
    )


def test_totals_row_of_a_table_and_hidden_row(database: Database) -> None:
    found = load(database, "w4-totals-row-hidden-row.xlsx")
    assert found.rows == [("a", 1), ("b", 2), ("c", 3)]
    assert "Row 5 is the totals row of the table Table1 and was left out." in found.hint
    assert "Row 3 is hidden and was imported all the same." in found.hint
    kept = load(database, "w4-totals-row-hidden-row.xlsx", skip_rows="none")
    assert kept.rows[3:] == [("Total", 6)]


def test_second_header_and_footnote(database: Database) -> None:
    found = load(database, "p7-two-tables-footnote.xlsx")
    assert (found.status, found.rows) == ("error", [])
    assert found.errors == [
        (
            5,
            "Row equals the header: set option skip_rows to repeated_header, "
            "or to none if it is a row of the table",
        ),
        (
            8,
            "Row with a single cell below a blank row may be a footnote or a title: "
            "set option skip_rows to footnotes, or to none if it is a row of the table",
        ),
    ]


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        ({"skip_rows": "repeated_header,footnotes"}, ["a", "b", "x"]),
        ({"skip_rows": "none"}, ["a", "b", "code", "x", "Source: registry of 2023"]),
        ({"last_row": 3}, ["a", "b"]),
        ({"range": "A1:C3"}, ["a", "b"]),
        ({"range": "a5:c6"}, ["x"]),
        ({"range": "A6:C6", "header": "none"}, ["x"]),
        ({"skip_rows": "repeated_header", "last_row": 7}, ["a", "b", "x"]),
    ],
)
def test_answers(
    embedded_database: Database, options: Mapping[str, object], rows: list[str]
) -> None:
    found = load(embedded_database, "p7-two-tables-footnote.xlsx", **options)
    assert [row[0] for row in found.rows] == rows, found.text


@pytest.mark.parametrize(
    ("range_", "code"),
    [("A1", 2), ("A0:B2", 2), ("1:2", 2), ("A1:B2:C3", 2), ("B1:A2", 1), ("A3:B2", 1)],
)  # an end before the start is found by the reader
def test_range_that_is_none(embedded_database: Database, range_: str, code: int) -> None:
    embedded_database.run("create table t (code text, name text, city text)")
    file = CASES / "p7-two-tables-footnote.xlsx"
    result = cli.run("load", "t", file, f"-orange={range_}", database=embedded_database)
    assert result.code == code
    assert range_ in result.out + result.message and "as in A3:F120" in result.message


TOTAL = (
    "Row may be a total of the rows above: set option skip_rows to totals, "
    "or to none if it is a row of the table"
)


@pytest.mark.parametrize(
    ("below", "line"),
    [
        ([("Total", 6)], 5),
        ([(None, None), ("Summe:", 6)], 6),
        ([(None, 6), (None, None), ("made by hand", None)], None),
        ([(None, "=SUM(B2:B4)")], 5),
        ([("all", "=SUBTOTAL(109,B2:B4)")], 5),
        ([("all", "=SUM(B2:B4)"), (None, None), ("made by hand", None)], 5),
        ([("c", "=SUM(B2:D2)")], None),
        ([("Total", 6), ("d", 7)], None),
    ],
)
def test_totals(
    embedded_database: Database,
    tmp_path: Path,
    below: list[tuple[object, ...]],
    line: int | None,
) -> None:
    embedded_database.run("create table t (item text, qty int)")
    rows = [("item", "qty"), ("a", 1), ("b", 2), ("c", 3), *below]
    found = Loaded(embedded_database, made(tmp_path / "x.xlsx", rows), {"skip_rows": "footnotes"})
    assert found.errors == ([] if line is None else [(line, TOTAL)])
    skipped = Loaded(embedded_database, tmp_path / "x.xlsx", {"skip_rows": "footnotes,totals"})
    assert skipped.status == "success"
    assert (f"Row {line} holds totals and was left out." in skipped.hint) == (line is not None)


def test_hidden_rows_and_columns(embedded_database: Database, tmp_path: Path) -> None:
    embedded_database.run("create table t (a int, b int)")
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        for row in range(1, 6):
            sheet.write_row(row, 0, [row, row])
        sheet.autofilter(0, 0, 5, 1)
        sheet.filter_column(0, "x < 3")
        for row in (3, 4, 5, 9):
            sheet.set_row(row, options={"hidden": True})
        sheet.set_column(1, 3, options={"hidden": True})
    found = Loaded(embedded_database, tmp_path / "x.xlsx", {})
    assert len(found.rows) == 5
    assert (
        "3 rows are hidden, by hand or by a filter, and were imported all the same;"
        " the first is row 4." in found.hint
    )
    assert "Column B (b) is hidden and was imported all the same." in found.hint


@pytest.mark.parametrize("case", ["w3-no-code-page.xls", "w3-wrong-code-page.xls"])
def test_code_page(database: Database, case: str) -> None:
    asked = load(database, case)
    assert (asked.status, asked.rows) == ("error", [])
    assert "The encoding of the texts of this XLS file cannot be told" in asked.text
    assert "Set option encoding" in asked.hint
    told = load(database, case, encoding="windows-1251")
    assert told.rows == [(1, "Иванов"), (2, "Жук")]


def test_repeated_names_of_columns(embedded_database: Database, tmp_path: Path) -> None:
    embedded_database.run('create table t ("case" int, charge text, bail int)')
    rows = [("case", "charge", "bail", "charge", "bail"), (1, "a", 2, "b", 3)]
    found = Loaded(embedded_database, made(tmp_path / "x.xlsx", rows), {})
    assert found.text == "Incoming dataset has duplicate column headers"
    assert "charge (columns B and D), bail (columns C and E)" in found.hint


def read(data: bytes, name: str, **options: object) -> tuple[list[list[str | None]], list[str]]:
    """Returns the cells of a spreadsheet's rows, and the notes."""
    with (
        io.BytesIO(data) as content,
        tempfile.TemporaryFile() as source,
    ):
        shutil.copyfileobj(content, source)
        with open_table(source, name, options, ["a", "b"]) as table:
            rows = [row.cells for row in table.rows if not row.read_error]
            return rows, table.notes


def test_blank_rows_are_kept() -> None:
    rows = make_files_sheets.xml_rows([("a", "b"), (1, 2)]) + make_files_sheets.xml_rows(
        [(3, 4)], first=5
    )
    assert read(make_files_sheets.xlsx(rows), "x.xlsx", blank_rows="keep") == (
        [["1", "2"], [None, None], [None, None], ["3", "4"]],
        [],
    )
    found, notes = read(make_files_sheets.xlsx(rows), "x.xlsx")
    assert (found, notes) == (
        [["1", "2"], ["3", "4"]],
        ["2 blank rows were left out, the first is row 3."],
    )


HIDDEN = [
    "Row 3 is hidden and was imported all the same.",
    "Column B (b) is hidden and was imported all the same.",
]


@pytest.mark.parametrize("quote", ['"', "'"])
def test_hidden_by_the_xml_parser(quote: str) -> None:
    rows = make_files_sheets.xml_rows([("a", "b"), (1, 2), (3, 4)])
    rows = rows.replace('<row r="3">', f"<row r={quote}3{quote} hidden={quote}1{quote}>")
    data = make_files_sheets.xlsx(f"<!-- {quote} -->" * (quote == "'") + rows)
    head = '<cols><col min="2" max="3" hidden="1"/></cols><sheetData>'
    data = repacked(data, "xl/worksheets/sheet1.xml", "<sheetData>", head)
    assert read(data, "x.xlsx") == ([["1", "2"], ["3", "4"]], HIDDEN)


def test_hidden_in_ods() -> None:
    rows = make_files_sheets.ods_rows([("a", "b"), (1, 2), (3, 4)])
    start = rows.rindex("<table:table-row>")
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        + rows[:start]
        + rows[start:].replace("row>", 'row table:visibility="filter">', 1)
    )
    assert read(make_files_sheets.ods({"Data": rows}), "x.ods") == (
        [["1", "2"], ["3", "4"]],
        HIDDEN,
    )


def test_hidden_in_xls() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for number, row in enumerate([("a", "b"), (1, 2), (3, 4)]):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    sheet.row(2).hidden = True
    sheet.col(1).hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    assert read(buffer.getvalue(), "x.xls") == ([["1", "2"], ["3", "4"]], HIDDEN)


def test_sums_in_ods() -> None:
    total = (
        '<table:table-cell table:formula="of:=SUM([.B2:.B3])" office:value-type="float"'
        ' office:value="6"><text:p>6</text:p></table:table-cell>'
    )
    rows = make_files_sheets.ods_rows([("a", "b"), (1, 2), (3, 4), (None, total)])
    data = make_files_sheets.ods({"Data": rows})
    assert read(data, "x.ods")[0] == [["1", "2"], ["3", "4"]]
    assert read(data, "x.ods", skip_rows="none")[0][2] == [None, "6"]


def test_range_leaves_out_other_columns() -> None:
    rows = make_files_sheets.xml_rows(
        [("x", None, "a", "b", "y"), (0, None, 1, 2, 9), (0, "z", 3, 4, 9), (0, None, 5, 6, 9)]
    )
    data = make_files_sheets.xlsx(rows)
    assert read(data, "x.xlsx", range="$C$1:$D$3")[0] == [["1", "2"], ["3", "4"]]
    assert read(data, "x.xlsx", range="C2:D9", header="none")[0] == [
        ["1", "2"],
        ["3", "4"],
        ["5", "6"],
    ]
    with pytest.raises(ReadingError, match="The range has 3 columns, the table 2"):
        read(data, "x.xlsx", range="C2:E9", header="none")


def repacked(data: bytes, member: str, old: str, new: str) -> bytes:
    """Returns a zip archive with a text in one member replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, bytes | str] = {
            info.filename: archive.read(info) for info in archive.infolist()
        }
    parts[member] = archive_text(parts[member]).replace(old, new)
    return make_files_sheets.zipped(parts)


def archive_text(part: bytes | str) -> str:
    return part if isinstance(part, str) else part.decode()
