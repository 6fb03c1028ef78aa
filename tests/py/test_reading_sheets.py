"""The ways to the same cells of a sheet agree, with each other and with another library."""

# One case a line reads best.
# ruff: noqa: E501

from __future__ import annotations

import datetime as dt
import io
import random
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter

from tabular_import.reading import Limits
from tabular_import.reading.sheets.values import (
    Kind,
    date_text,
    duration_text,
    iso_duration_text,
    iso_text,
    kind_of_format,
    number_text,
    numbers_text,
)
from tabular_import.reading.sheets.workbook import Package, SheetColumns, SheetRow
from tabular_import.reading.sheets.xlsx import XlsxWorkbook
from tabular_import.reading.sheets.xlsxcells import Cells
from tabular_import.reading.streams import open_zip
from tools import make_files_sheets as sheets
from tools.reading import open_table

ODDITIES = [
    '<c r="@" t="e"><v>#N/A</v></c>',
    '<c r="@"><f>1+1</f></c>',
    '<c r="@"><f>A1*2</f><v>4.5</v></c>',
    '<c r="@" t="str"><f>"x"</f><v>x &amp; y</v></c>',
    '<c r="@" t="str"><v></v></c>',
    '<c r="@" t="s"><v>1</v></c>',
    '<c r="@" t="s"><v>-1</v></c>',
    '<c r="@" t="s"><v>9</v></c>',
    '<c r="@" t="b"><v>1</v></c>',
    '<c r="@" s="1"/>',
    '<c r="@" s="1"><v>45351</v></c>',
    '<c r="@" s="1"><v>60</v></c>',
    "<c r=\"@\" s='1'><v>45351</v></c>",
    '<c s="1" r="@"><v>45351</v></c>',
    '<c r="@"><v>1E-7</v></c>',
    '<c r="@"><v>0.10000000000000001</v></c>',
    '<c r="@"><v>x</v></c>',
    '<c r="@" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
    '<c r="@" t="inlineStr"><is><t>_x0041_</t></is></c>',
    '<c r="@" t="inlineStr"><is><t></t></is></c>',
    '<c r="@"><v>1</v><extLst/></c>',
    '<c r="@" t="d"><v>2024-02-29</v></c>',
    '<c r="@" t="inlineStr"><v>5</v></c>',
    '<c r="@" t="inlineStr"><is><t>x&#13;\r\ny</t></is></c>',
    '<c r="@" t="inlineStr"><is><t>_xD800_</t></is></c>',
    '<c r="@" t="str"><is><t>x</t></is></c>',
    '<c r="@"><is><t>x</t></is></c>',
    '<c r="@"><v>1</v><v>2</v></c>',
    '<c r="@" t="e"><v/></c>',
    '<c r="@" t="e"><v></v></c>',
    '<c r="@"><f>A1</f><v>0</v></c>',
    '<c r="@" t="str"><f>A1</f><v></v></c>',
]


def random_sheet(seed: int) -> tuple[str, str]:
    """Return sheetData and shared strings; most columns are of one kind, some cells odd."""
    rng = random.Random(seed)
    width = rng.randint(1, 8)
    plain = [
        rng.choice(
            (
                '<c r="@"><v>{n}</v></c>',
                '<c r="@" s="1"><v>4535{d}</v></c>',
                '<c r="@" t="s"><v>{d}</v></c>',
                '<c r="@" t="inlineStr"><is><t>text {n}</t></is></c>',
                '<c r="@"><f>A1+1</f><v>{n}.5</v></c>',
                '<c r="@" t="b"><v>1</v></c>',
            )
        )
        for _ in range(width)
    ]
    oddness = rng.choice((0.0, 0.0, 0.002, 0.05))
    missing = rng.choice((0.0, 0.03))
    rows = []
    for number in range(1, rng.choice((3, 50, 400))):
        cells = []
        for index in range(width):
            if rng.random() < missing:
                continue
            cell = rng.choice(ODDITIES) if rng.random() < oddness else plain[index]
            cell = cell.format(n=rng.randint(0, 10**6), d=rng.randint(0, 2))
            cells.append(cell.replace("@", f"{sheets.column(index)}{number}"))
        tail = rng.choice(
            ("", "", "", "\n", f'<row r="{number}0000"/>' if rng.random() < 0.01 else "")
        )
        rows.append(f'<row r="{number}" spans="1:{width}">{"".join(cells)}</row>{tail}')
    strings = "<si><t>zero</t></si><si><t>o&lt;ne</t></si>" + rng.choice(
        ("<si><t>two</t></si>", "<si><r><t>t</t></r><r><t>wo</t></r></si>", "<si/>")
    )
    return "".join(rows), strings


def opened(data: bytes) -> XlsxWorkbook:
    return XlsxWorkbook(Package(open_zip(io.BytesIO(data)), Limits()), Limits())


def filled(rows: list[SheetRow]) -> list[tuple[int, list[str], dict[int, str]]]:
    """Return what the rows hold; an empty text and no cell are the same."""
    found = []
    for row in rows:
        cells = [cell or "" for cell in row.cells]
        while cells and not cells[-1]:
            cells.pop()
        if cells or row.read_errors:
            found.append((row.number, cells, row.read_errors or {}))
    return found


def agreeing(seed: int, content: str, strings: str) -> int:
    """Compares rows by columns and by the XML parser; returns how many parts came by columns."""
    by_columns = 0
    book = opened(sheets.xlsx(content, strings=strings))
    book._uncomputed = seed % 3 == 0
    sheet = book.sheets[0]
    found = []
    error = careful_error = None
    careful: list[SheetRow] = []
    try:
        for part in book.parts(sheet):
            if isinstance(part, SheetColumns):
                by_columns += 1
                found += part.rows()
            else:
                found += part
    except Exception as raised:
        error = str(raised)
    cells = book.cells()
    try:
        careful = list(book._careful_rows(sheet.place, cells, 0))
    except Exception as raised:
        careful_error = str(raised)
    assert (error is None) == (careful_error is None), (seed, error, careful_error)
    if error is None:
        assert filled(found) == filled(careful), seed
    return by_columns


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_columns_rows_and_xml_agree(first: int) -> None:
    by_columns = 0
    for seed in range(first, first + 50):
        content, strings = random_sheet(seed)
        by_columns += agreeing(seed, content, strings)
    assert by_columns > 0


def test_table_of_many_long_column_names(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    names = [f"{'column' * 30} {n}" for n in range(1600)]
    path.write_bytes(sheets.xlsx(sheets.xml_rows([names[:3], (1, 2, 3)])))
    with path.open("rb") as source, open_table(source, path.name, {}, names) as table:
        assert [row.cells for row in table.rows] == [["1", "2", "3"]]


def test_what_was_used_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    rows = sheets.xml_rows([("a", "b"), (1, 2)])
    path.write_bytes(
        sheets.xlsx({"Old": rows, "Data": rows}, states={"Old": "veryHidden"}, date1904=True)
    )
    options = {"ragged": "pad"}
    with path.open("rb") as source, open_table(source, path.name, options, ["a", "b"]) as table:
        assert table.used == {
            "format": "xlsx",
            "sheet": "Data",
            "header_line": 1,
            "merged": "ask",
            "ragged": "pad",
            "date_system": 1904,
            "hidden_sheets": ["Old"],
        }


@pytest.mark.parametrize(
    "rows",
    [
        # As Excel, LibreOffice, openpyxl, XlsxWriter and others write them.
        '<row r="{n}" spans="1:3" x14ac:dyDescent="0.25"><c r="A{n}" t="s"><v>2</v></c><c r="B{n}"><f t="shared" si="0"/><v>{n}.5</v></c><c r="C{n}" s="1"/></row>',
        '<row r="{n}" customFormat="false" ht="12.8"><c r="A{n}" s="0" t="inlineStr"><is><t>a &amp; b</t></is></c><c r="C{n}" s="1" t="n"><v>45351</v></c></row>',
        '<row r="{n}"><c r="A{n}" t="inlineStr"><is><t xml:space="preserve"> a_x000D_</t></is></c><c r="B{n}" t="b"><v>1</v></c></row>\n',
        '<row r="{n}"><c r="A{n}" t="str"><f>IF(B1&gt;2,"","x")</f><v></v></c><c r="B{n}"><v>{n}</v></c></row>',
        '<row r="{n}"><c r="A{n}" t="e"><f>NA()</f><v>#N/A</v></c><c r="B{n}"><v>{n}</v></c></row>',
        '<row r="{n}"><c r="A{n}" t="s"><v>9</v></c><c r="B{n}"><v>nan</v></c></row>',
        '<row r="{n}0" ht="3"/><row r="{n}1"><c r="A{n}1"><v>1</v></c></row>',
        '<row r="{n}">' + "".join(f'<c r="{sheets.column(c)}{{n}}"><v>{c}.5</v></c>' for c in range(200)) + "</row>",
    ],
)  # fmt: skip
def test_rows_of_all_writers_are_taken_at_once(rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = "".join(rows.format(n=number) for number in range(100, 200))
    strings = "<si><t>zero</t></si><si><t>one</t></si><si><t>two</t></si>"
    agreeing(1, content, strings)
    agreeing(3, content, strings)
    monkeypatch.setattr(Cells, "carefully", None)
    book = opened(sheets.xlsx(content, strings=strings))
    assert len(list(book.rows(book.sheets[0]))) == 100


@pytest.mark.parametrize("first", range(0, 1000, 250))
def test_damaged_rows_are_not_read_otherwise(first: int) -> None:
    row = '<row r="{n}"><c r="A{n}" t="s"><v>2</v></c><c r="B{n}" s="1"><v>{n}.5</v></c></row>'
    whole = "".join(row.format(n=number) for number in range(1, 20))
    strings = "<si><t>zero</t></si><si><t>one</t></si><si><t>two</t></si>"
    for seed in range(first, first + 250):
        rng = random.Random(seed)
        start = rng.randrange(len(whole))
        stop = start + rng.randrange(1, 40)
        place = rng.randrange(len(whole))
        moved = whole[start:stop] if rng.random() < 0.5 else ""
        content = whole[:start] + whole[stop:] if rng.random() < 0.7 else whole
        content = content[:place] + moved + content[place:]
        agreeing(seed, content, strings)


def test_healthy_sheet_is_what_calamine_reads(tmp_path: Path) -> None:
    rng = random.Random(7)
    path = tmp_path / "healthy.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet.write_row(0, 0, ["n", "x", "text", "flag", "at"])
    for row in range(1, 2000):
        sheet.write_number(row, 0, rng.randint(-(10**9), 10**9))
        sheet.write_number(row, 1, rng.uniform(-1e6, 1e6))
        sheet.write_string(row, 2, rng.choice(("a", "b<c", "d\ne", "\u6771\u4eac", "007", " ")))
        sheet.write_boolean(row, 3, rng.random() < 0.5)
        when = dt.datetime(2000, 1, 1) + dt.timedelta(seconds=rng.randint(0, 10**9))
        sheet.write_datetime(row, 4, when, moment)
    book.close()
    second = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()[1:]
    with path.open("rb") as source, open_table(source, path.name, {}, None) as table:
        first = list(table.rows)
    assert len(first) == len(second)
    for one, two in zip(first, second, strict=True):
        number, real, text, flag, at = one.cells
        assert float(number or "") == two[0]
        assert float(real or "") == two[1]
        assert (text, flag) == (two[2], str(two[3]).lower())
        assert dt.datetime.fromisoformat(at or "") == two[4]


@pytest.mark.parametrize(
    ("number", "code", "kind"),
    [
        (0, None, Kind.NUMBER), (14, None, Kind.DATE), (20, None, Kind.TIME), (22, None, Kind.DATETIME),
        (46, None, Kind.DURATION), (47, None, Kind.TIME), (10, None, Kind.NUMBER), (49, None, Kind.NUMBER),
        (164, "yyyy-mm-dd", Kind.DATE), (164, "[$-407]d. mmmm yyyy;@", Kind.DATE), (164, "hh:mm AM/PM", Kind.TIME),
        (164, "[hh]:mm", Kind.DURATION), (164, "[mm]:ss", Kind.DURATION), (164, '0.00" d"', Kind.NUMBER),
        (164, "[Red]0.00", Kind.NUMBER), (164, "#,##0.00 [$EUR]", Kind.NUMBER), (164, "0.00E+00", Kind.NUMBER),
        (164, "General", Kind.NUMBER), (164, "mmm-yy", Kind.DATE), (164, "d/m/yyyy h:mm", Kind.DATETIME),
        (164, "mm:ss.0", Kind.TIME), (164, '"day" 0', Kind.NUMBER), (164, "\\d0", Kind.NUMBER),
        (164, "yyyy\u5e74m\u6708d\u65e5", Kind.DATE), (164, "0%", Kind.NUMBER), (164, "@", Kind.NUMBER),
        (164, "0 kg", Kind.NUMBER), (164, "0.0 s", Kind.NUMBER), (164, "0 m", Kind.NUMBER), (164, "hh:mm:ss.000", Kind.TIME),
        (164, "yyyy-mm-dd hh:mm:ss.00", Kind.DATETIME), (164, "0000", Kind.NUMBER), (164, "_-* #,##0.00 _d_-", Kind.NUMBER), (164, "m", Kind.DATE), (164, "# ?/?", Kind.NUMBER),
    ],
)  # fmt: skip
def test_kind_of_format(number: int, code: str | None, kind: Kind) -> None:
    assert kind_of_format(number, code) is kind


def test_every_second_of_a_day_is_exact() -> None:
    """Serials as Excel writes them, with 15 digits, come back as the second meant."""
    for second in range(0, 86_400, 7):
        for day in (0, 1, 45351):
            serial = float(f"{day + second / 86_400:.15g}")
            text = date_text(serial, Kind.DATETIME, False)
            clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
            assert text.endswith(clock), (serial, text)


def test_every_day_is_exact() -> None:
    day = dt.date(1900, 3, 1)
    for serial in range(61, 80_000):
        assert date_text(float(serial), Kind.DATE, False) == day.isoformat()
        day += dt.timedelta(1)


def test_numbers_keep_their_value() -> None:
    rng = random.Random(3)
    for _ in range(20_000):
        value = rng.uniform(-1, 1) * 10 ** rng.randint(-30, 30)
        for text in (repr(value), f"{value:.17g}", f"{value:.16E}"):
            assert float(number_text(text)) == float(text)
        assert "e" not in number_text(repr(value)).lower()


def test_numbers_at_once_are_the_numbers_one_by_one() -> None:
    rng = random.Random(4)
    taken = 0
    for _ in range(2000):
        size = rng.randint(1, 6)
        texts = [f"{rng.uniform(-1, 1) * 10 ** rng.randint(-6, 12):.{size}g}" for _ in range(9)]
        texts += [f"{rng.randint(-(10**9), 10**9) / 100:.16G}" for _ in range(9)]
        texts = rng.sample([*texts, "0", "-0", "-0.0", "0.00001", "7.0", "123456789.12345678"], 3)
        found = numbers_text(texts)
        taken += found is not None
        assert found in (None, [number_text(text) for text in texts]), texts
    assert taken > 500
    for text in (
        "",
        "1,5",
        "nan",
        "1_0",
        " 1",
        "1 ",
        "\u0661",
        "1234567890",
        "1.2345678901234567890",
    ):
        assert numbers_text(["1.5", text]) is None


@pytest.mark.parametrize("text", ["", "1,5", "0x10", "1_000", "nan", "inf", "--1", "1e", "\u0661"])
def test_no_number(text: str) -> None:
    with pytest.raises(ValueError):
        number_text(text)


def test_numbers_of_many_digits_keep_them() -> None:
    assert number_text("1.23456789012345678901E5") == "123456.789012345678901"
    assert number_text("1.0000000000000000E-2") == "0.01"


def test_first_day_of_the_1904_system() -> None:
    assert date_text(0.5, Kind.DATETIME, True) == "1904-01-01 12:00:00"
    assert date_text(0.5, Kind.TIME, True) == "12:00:00"
    assert date_text(0.5, Kind.DATETIME, False) == "12:00:00"


def test_iso_forms() -> None:
    assert iso_text("2024-02-29T12:30:00.500Z") == "2024-02-29 12:30:00.5Z"
    assert iso_duration_text("P1DT2H3M4.5S") == "26:03:04.5"
    assert duration_text(-0.5) == "-12:00:00"
    for text in ("", "P", "PT", "yesterday"):
        with pytest.raises(ValueError):
            iso_duration_text(text)


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((2, 3, 4), []),
        ((4, 5), []),
        ((2, 4), ["Row 3 is blank and was left out."]),
        ((2, 5, 6, 9), ["4 blank rows were left out, the first is row 3."]),
        (
            (*range(2, 3000), *range(3002, 6000)),
            ["2 blank rows were left out, the first is row 3000."],
        ),
    ],
)
def test_blank_rows_among_the_rows_are_told(
    tmp_path: Path, numbers: tuple[int, ...], told: list[str]
) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        for number in numbers:
            sheet.write_row(number - 1, 0, [number, "text"])
        sheet.write_blank(numbers[-1] + 5, 0, None, book.add_format({"bold": True}))
    with path.open("rb") as source, open_table(source, path.name, {}, ["a", "b"]) as table:
        assert [row.line_number for row in table.rows] == [*numbers]
        assert table.notes == told


def test_the_reason_for_a_sheet_is_given(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    for names, options, reason in (
        (["A"], {}, "sheet A: the only one"),
        (["A", ""], {}, "sheet A: the only one with data"),
        (["A", "", "-B"], {}, "sheet A: the only visible one with data"),
        (["A", "B"], {"sheet": "b"}, "sheet B: set by option"),
        (["A", "B"], {"sheet": 2}, "sheet B: set by option"),
    ):
        with xlsxwriter.Workbook(path) as book:
            for number, name in enumerate(names):
                sheet = book.add_worksheet(name.strip("-") or f"Empty {number}")
                if name:
                    sheet.write_column(0, 0, ["code", "1"])
                if name.startswith("-"):
                    sheet.hide()
        with path.open("rb") as file, open_table(file, path.name, options, ["code"]) as table:
            assert reason in table.reasons
