"""Headers that may be two lines, second tables, totals and notes: as text and as a sheet alike."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pytest
import xlsxwriter

from tabular_import.reading import ReadingError
from tabular_import.reading.copytext import decode_block
from tools.reading import open_table

Told = tuple[list[int], dict[int, str], list[str]]


def sheet(lines: Sequence[str], tables: Sequence[tuple[str, list[str]]] = ()) -> bytes:
    """Return a workbook with these lines, cells apart by commas; numbers are numbers."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    page = book.add_worksheet()
    for place, names in tables:
        page.add_table(place, {"columns": [{"header": name} for name in names]})
    for number, line in enumerate(lines):
        for column, cell in enumerate(line.split(",")):
            if cell:
                page.write(number, column, float(cell) if _is_number(cell) else cell)
    book.close()
    return made.getvalue()


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).isdecimal()


def told(name: str, data: bytes, columns: str, options: Mapping[str, object]) -> Told:
    """Return line numbers, read errors and notes, the same from both paths."""
    found = []
    for fast in (False, True):
        with open_table(io.BytesIO(data), name, options, columns.split(",")) as table:
            if fast:
                lines: list[int] = []
                read_errors: dict[int, str] = {}
                for block in table.copy_blocks():
                    batch = decode_block(block)
                    lines += batch.line_numbers
                    read_errors |= {
                        batch.line_numbers[at]: text for at, text in batch.read_errors.items()
                    }
            else:
                rows = [*table.rows]
                lines = [row.line_number for row in rows]
                read_errors = {row.line_number: row.read_error for row in rows if row.read_error}
            found.append((lines, read_errors, [*table.notes]))
    assert found[0] == found[1]
    return found[0]


def both(lines: Sequence[str], columns: str, **options: object) -> list[Told]:
    """Return what is told of lines as CSV and as XLSX."""
    text = told("x.csv", "\n".join([*lines, ""]).encode(), columns, options)
    return [text, told("x.xlsx", sheet(lines), columns, options)]


@pytest.mark.parametrize(
    ("lines", "columns", "first", "second"),
    [
        (
            ["id,name", *(f"{n},n{n}" for n in range(1, 101)), "id,name,v", "200,b,c"],
            "id,name,v",
            1,
            102,
        ),
        (["a,b", "1,2", "a,b,c", "3,4,5"], "a,b,c", 1, 3),
        (["a,b", "1,2", "3,4", "c,d,e", "5,6,7"], "a,b,c,d,e", 1, 4),
        (["type", "name", "name,type"], "name,type", 1, 3),
        (["A report", "", "a,b", "1,2", "", "a,b,c", "3,4,5"], "a,b,c", 3, 6),
        (["a", "1", "2", "a,b,c", "3,4,5"], "a,b,c", 1, 4),
    ],
)
def test_narrower_header_with_rows_is_a_question(
    lines: list[str], columns: str, first: int, second: int
) -> None:
    for place, name, data in (
        ("line", "x.csv", "\n".join(lines).encode()),
        ("row", "x.xlsx", sheet(lines)),
    ):
        with pytest.raises(ReadingError) as caught:
            told(name, data, columns, {})
        assert caught.value.message == f"The header may be {place} {first} or {place} {second}"
        lines_read = told(name, data, columns, {"header": second})[0]
        assert lines_read == [*range(second + 1, len(lines) + 1)]


@pytest.mark.parametrize(
    "lines",
    [
        ["A report of a", "id,name,v", "200,b,c"],
        ["name", "", "id,name,v", "200,b,c"],
        ["Report,2024", "Author,me", "id,name,v", "200,b,c"],
        ["name,Customers", "date,2024", "id,name,v", "200,b,c"],
    ],
)
def test_lines_before_the_header_that_head_nothing(lines: list[str]) -> None:
    for rows, read_errors, _ in both(lines, "id,name,v"):
        assert (len(rows), read_errors) == (1, {})


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_header_of_another_delimiter_is_a_question(mark: str) -> None:
    text = f"id{mark}name\n1{mark}n1\n2{mark}n2\nid,name,v\n200,b,c\n"
    with pytest.raises(ReadingError, match="The header may be line 1 or line 4"):
        told("x.csv", text.encode(), "id,name,v", {})


TOTAL = "Row may be a total of the rows above: "
TITLE = "may be the title of another table"
NOTE = "may be a footnote or a title"
SALES = ["item,qty,price", "a,1,2.50"]


def test_totals_between_the_rows_go_with_the_last_ones() -> None:
    lines = [*SALES, "Subtotal,1,2.50", "b,2,3.00", "Subtotal,2,3.00", "Total,3,5.50"]
    for (rows, read_errors, _), place in zip(both(lines, SALES[0]), ("Lines", "Rows"), strict=True):
        assert (rows, [*read_errors]) == ([2, 3, 4, 5, 6], [5, 6]), place
    answered = both(lines, SALES[0], skip_rows="totals")
    for (rows, read_errors, notes), place in zip(answered, ("Lines", "Rows"), strict=True):
        assert (rows, read_errors) == ([2, 4], {})
        assert f"{place} 3, 5 and 6 hold totals and were left out." in notes
    for rows, read_errors, _ in both(lines, SALES[0], skip_rows="none"):
        assert (rows, read_errors) == ([2, 3, 4, 5, 6], {})


def test_totals_far_from_the_end_go_with_the_last_ones() -> None:
    groups = [f"a{n},{n},2.50" if n % 100 else "Subtotal,1,2.50" for n in range(1, 1001)]
    for rows, read_errors, notes in both([SALES[0], *groups], SALES[0], skip_rows="totals"):
        assert (len(rows), read_errors) == (990, {})
        assert "10" in notes[-1]


@pytest.mark.parametrize(
    "last",
    [
        "Total (2 items),3,5.50",
        "Total 2023,3,5.50",
        "Total 2023/24,3,5.50",
        "Total amount,3,5.50",
        "Total for March,3,5.50",
        "Net total,3,5.50",
        "Report total:,3,5.50",
        "\u03a3,3,5.50",
        "\u2211,3,5.50",
        ",Total:,",
    ],
)
def test_words_of_totals_with_more_behind(last: str) -> None:
    for _, read_errors, _ in both([*SALES, "b,2,3.00", last], SALES[0]):
        assert list(read_errors) == [4]
        assert read_errors[4].startswith(TOTAL)


@pytest.mark.parametrize(
    "lines",
    [
        ["total,1,2", "sum,3,4", "Total,5,6"],
        ["Total,5,6"],
        [f"Total,{n},6" for n in range(200)],
        ["a,1,2", "Totalizer,5,6"],
        ["a,1,2", "Total Oil France,5,6"],
    ],
)
def test_words_of_totals_that_are_data(lines: list[str]) -> None:
    for rows, read_errors, _ in both([SALES[0], *lines], SALES[0]):
        assert (len(rows), read_errors) == (len(lines), {})


def test_title_of_another_table_is_a_question() -> None:
    lines = ["code,name,city", "1,a,x", "", "Orders", "order,amount,date", "9,5,2024"]
    text = "\n".join(lines).replace("Orders", "Orders,,")
    for name, data in (("x.csv", text.encode()), ("x.xlsx", sheet(lines))):
        for options in ({}, {"skip_rows": "footnotes"}, {"skip_rows": "totals"}):
            _, read_errors, _ = told(name, data, lines[0], options)
            assert list(read_errors) == [4]
            assert TITLE in read_errors[4]
        assert told(name, data, lines[0], {"last_row": 2})[:2] == ([2], {})
        assert told(name, data, lines[0], {"skip_rows": "none"})[:2] == ([2, 4, 5, 6], {})


def test_number_alone_below_a_blank_row_is_no_title() -> None:
    for rows, read_errors, _ in both(["a,b,c", "1,2,3", "", "4,,", "5,6,7"], "a,b,c"):
        assert (rows, read_errors) == ([2, 4, 5], {})


def test_two_declared_tables_in_a_sheet_are_a_question() -> None:
    names = ["code", "name", "city"]
    lines = ["code,name,city", "1,a,x", "2,b,y", "", "", "code,name,city", "9,c,z", "8,d,w"]
    data = sheet(lines, [("A1:C3", names), ("A6:C8", names)])
    with pytest.raises(ReadingError) as caught:
        told("x.xlsx", data, "code,name,city", {})
    tables = "A1:C3 (Table1), A6:C8 (Table2)"
    assert caught.value.message == f"The sheet Sheet1 holds several tables: {tables}"
    assert "option range" in caught.value.hint
    assert told("x.xlsx", data, "code,name,city", {"range": "A6:C8"})[:2] == ([7, 8], {})
    assert told("x.xlsx", data, "code,name,city", {"last_row": 4})[:2] == ([2, 3], {})
    assert told("x.xlsx", data, "code,name,city", {"header": 6})[:2] == ([7, 8], {})
    alone = sheet(lines[:3], [("A1:C3", names)])
    assert told("x.xlsx", alone, "code,name,city", {})[:2] == ([2, 3], {})


@pytest.mark.parametrize(
    "note", ["Source: our ledger,,", ",,Source: our ledger", "* not yet paid,,"]
)
@pytest.mark.parametrize("size", [2, 30, 40000])
def test_footnote_right_below_the_rows_is_a_question(note: str, size: int) -> None:
    lines = [SALES[0], *(f"a{n},{n},2.50" for n in range(size)), note]
    found = (
        both(lines, SALES[0])
        if size < 100
        else [told("x.csv", "\n".join(lines).encode(), SALES[0], {})]
    )
    for rows, read_errors, _ in found:
        assert len(rows) == size + 1
        assert list(read_errors) == [size + 2]
        assert NOTE in read_errors[size + 2]
        assert "blank" not in read_errors[size + 2]


def test_last_cells_that_are_no_footnotes() -> None:
    quoted = 'a,"x, y and z","b, c"'
    for last in ("b,,", "Source: our ledger,1,", quoted, '"Source, of it","1",""', ""):
        text = "\n".join([*SALES, "b,2,3", last, ""])
        _, read_errors, _ = told("x.csv", text.encode(), SALES[0], {})
        assert read_errors == {}
    text = "\n".join([*SALES, "b,2,3", '"Source, of it","",""', ""])
    assert NOTE in told("x.csv", text.encode(), SALES[0], {})[1][4]
    # Where other rows have a single cell, too, this is one.
    text = "\n".join([*SALES, "b,,", "c,2,3", "Source: our ledger,,", ""])
    assert told("x.csv", text.encode(), SALES[0], {})[1] == {}


def test_running_total_is_no_total() -> None:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    page = book.add_worksheet()
    page.write_row(0, 0, ["item", "qty", "price"])
    total = 0
    for row in range(1, 6):
        total += row
        page.write_row(row, 0, [f"i{row}", row])
        page.write_formula(row, 2, f"=SUM(B$2:B{row + 1})", None, total)
    book.close()
    assert told("x.xlsx", made.getvalue(), "item,qty,price", {})[:2] == ([2, 3, 4, 5, 6], {})


@pytest.mark.parametrize("size", [1, 5000])
def test_byte_order_mark_at_a_row_is_an_error(size: int) -> None:
    for row in ("9,x,y", '"9",x,y'):
        text = "\ufeffa,b,c\n" + "1,2,3\n" * size + f"\ufeff{row}\n4,5,6\n"
        rows, read_errors, _ = told("x.csv", text.encode(), "a,b,c", {})
        assert len(rows) == size + 2
        assert [*read_errors] == [size + 2]
        assert read_errors[size + 2].startswith("Byte order mark")


def test_runs_of_spaces_are_one_delimiter() -> None:
    text = "id   name   city\n1    foo    bar\n22   x      y\n"
    with open_table(io.BytesIO(text.encode()), "x.csv", {}, ["id", "name", "city"]) as table:
        assert [row.cells for row in table.rows] == [["1", "foo", "bar"], ["22", "x", "y"]]
        assert table.used["delimiter"] == "whitespace"


@pytest.mark.parametrize(
    "word", ["\xa3ukasz", "Gda\xf1sk", "Pozna\xf1", "Pawe\xb3", "Micha\xb3", "Nu\u2013ez"]
)
def test_words_that_no_language_spells_so(word: str) -> None:
    text = f"a,b,c\n1,{word},x\n".encode("cp1252")
    with pytest.raises(ReadingError, match="The encoding of the file cannot be told"):
        told("x.csv", text, "a,b,c", {})


@pytest.mark.parametrize(
    "word",
    [
        "\xa35",
        "5 \xa3m",
        "3 m\xb3",
        "10 cm\xb3",
        "Espa\xf1a",
        "Nu\xf1ez",
        "Berlin\u2013K\xf6ln",
        "2001\u20132002",
    ],
)
def test_words_that_are_spelt_so(word: str) -> None:
    text = f"a,b,c\n1,{word},x\n".encode("cp1252")
    assert told("x.csv", text, "a,b,c", {})[1] == {}
