"""Spreadsheets of the corpus: what is shown of numbers, ISO times, white space, broken packages."""

# One case a line reads best.
# ruff: noqa: E501

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence

import xlwt

from tools.make_files_sheets import HEAD, ROWS, STYLES, ods, ods_rows, xlsb, xlsx, xml_rows

Case = Callable[..., None]
PLAIN = [(2, ["1", "foo", "x"]), (3, ["2", "bar", "y"])]
# Number formats by their place in cellXfs, from 11 on.
CODES = (
    "00000", "000-00-0000", "[<=9999999]###-####;(###) ###-####", '"INV-"0000', "0%", "0.00",
    "#,##0.00_);(#,##0.00)", '"$"#,##0.00', '0.0,,"M"', 'General" kg"', "# ?/?", "0.00E+00",
    "[Red]0000;[Blue]-0000",
)  # fmt: skip


def _styles() -> str:
    """Return the styles of the other files, and CODES."""
    codes = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code.replace("<", "&lt;").replace(chr(34), "&quot;")}"/>'
        for number, code in enumerate(CODES, 170)
    )
    formats = "".join(
        f'<xf numFmtId="{number}" xfId="0"/>' for number in range(170, 170 + len(CODES))
    )
    return (
        STYLES.replace('<numFmts count="5">', f'<numFmts count="{5 + len(CODES)}">{codes}')
        .replace('<cellXfs count="11">', f'<cellXfs count="{11 + len(CODES)}">')
        .replace("</cellXfs>", f"{formats}</cellXfs>")
    )


def renamed(data: bytes, names: Mapping[str, str], twice: str = "") -> bytes:
    """Return a zip archive with members renamed, and one of them a second time at the end."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        infos = source.infolist()
        for info in [*infos, *(info for info in infos if info.filename == twice)]:
            name = names.get(info.filename, info.filename)
            made = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            # zipfile would turn a backslash of Windows into a slash.
            made.filename = name
            made.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(made, source.read(info))
    return buffer.getvalue()


def add(case: Case) -> None:
    """Add them all."""
    _shown(case)
    _iso(case)
    _packages(case)
    _xls(case)
    case(
        "white-space.ods",
        ods(
            {
                "Data": ods_rows([("code",)])
                + "".join(
                    f'<table:table-row><table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell></table:table-row>'
                    for text in (
                        "a   b",
                        "\n    a\n    b\n  ",
                        "a<text:s/> b",
                        "a <text:span> b</text:span>",
                        ' <text:s text:c="2"/>a',
                        "a <text:tab/> b",
                        "a\t\tb",
                        "a<text:line-break/> b",
                        "a ",
                        "<text:span>\n  a</text:span>",
                    )
                )
            }
        ),
        [
            (number, [text])
            for number, text in enumerate(
                ("a b", "a b", "a  b", "a b", "  a", "a \t b", "a b", "a\n b", "a ", "a"), 2
            )
        ],
        columns=["code"],
    )


def _shown(case: Case) -> None:
    cells = [
        (2138, 11), (12345678, 12), (5551234567, 13), (1234567, 13), (42, 14), (0.12, 15), (1.5, 16),
        (1234.5, 17), (-1234.5, 17), (99.5, 18), (-99.5, 18), (3400000, 19), (80, 20), (0.75, 21),
        (12300, 22), (7, 23), (-8, 23), (123456, 11), (5, 0),
    ]  # fmt: skip
    shown = {
        "2138": "02138", "12345678": "012-34-5678", "5551234567": "(555) 123-4567", "1234567": "123-4567",
        "42": "INV-0042", "0.12": "12%", "1.5": "1.50", "1234.5": "1234.50", "-1234.5": "-1234.50", "99.5": "$99.50",
        "-99.5": "-$99.50", "3400000": "3.4M", "80": "80 kg", "7": "0007", "-8": "-0008",
    }  # fmt: skip
    rows = [
        (number, [str(value) if isinstance(value, int) else f"{value!r}"])
        for number, (value, _) in enumerate(cells, 2)
    ]
    styles = {"xl/styles.xml": _styles()}
    case(
        "shown.xlsx",
        xlsx(xml_rows([("code",), *([cell] for cell in cells)]), extra=styles),
        rows,
        columns=["code"],
        shown=shown,
    )
    lines = [(2, ["0.125", "1", "a"]), (3, ["0.5", "2", "b"])]
    cells_b = [
        [b"\x05\3\0\0" + struct.pack("<d", value), b"\x02\0\0\0" + struct.pack("<I", n << 2 | 2), b"\x07\0\0\0" + struct.pack("<I", 2 + n)]
        for value, n in ((0.125, 1), (0.5, 2))
    ]  # fmt: skip
    head = [b"\x07\0\0\0" + struct.pack("<I", index) for index in range(3)]
    case(
        "shown.xlsb",
        xlsb([head, *cells_b], [*HEAD, "a", "b"]),
        lines,
        shown={"0.125": "12.50%", "0.5": "50.00%"},
    )
    typed = '<table:table-cell office:value-type="{}" office:value="{}"><text:p>{}</text:p></table:table-cell>'
    case(
        "shown.ods",
        ods(
            {
                "Data": ods_rows(
                    [
                        HEAD,
                        (typed.format("float", "2138", "02138"), typed.format("percentage", "0.12", "12 %"), "x"),
                        (typed.format("float", "12.5", "12,50"), typed.format("float", "1234567.5", "1.234.567,5"), "y"),
                        (typed.format("float", "1E-7", "1E-07"), typed.format("float", "0.333333", "0.33"), "z"),
                    ]
                )
            }
        ),
        [(2, ["2138", "0.12", "x"]), (3, ["12.5", "1234567.5", "y"]), (4, ["0.0000001", "0.333333", "z"])],
        shown={"2138": "02138", "0.12": "12 %", "12.5": "12.50"},
    )  # fmt: skip
    case(
        "not-a-number.xlsb",
        xlsb([head, [b"\x05\0\0\0" + struct.pack("<d", float("nan")), head[1], head[2]]], HEAD),
        [(2, ["nan", "a_field", "note"], "Cell A2 holds nan instead of a number")],
    )


def _iso(case: Case) -> None:
    """Dates as Strict Open XML writes them; styles 1 date, 2 time, 3 date and time, 4 [h]:mm:ss."""
    cells = (
        ("PT36H15M", 4, "36:15:00"),
        ("P1DT2H", 4, "26:00:00"),
        ("1900-01-01T12:00:00", 4, "36:00:00"),
        ("1899-12-31T12:00:00", 4, "12:00:00"),
        ("1899-12-30T12:30:00", 2, "12:30:00"),
        ("1899-12-31T00:00:00", 2, "00:00:00"),
        ("1899-12-30T12:30:00", 3, "12:30:00"),
        ("12:30:00", 2, "12:30:00"),
        ("2024-02-29T12:29:59.9999999", 3, "2024-02-29 12:30:00"),
        ("2024-02-29T23:59:59.9999999", 3, "2024-03-01 00:00:00"),
        ("2024-02-29T12:30:00.2500001", 3, "2024-02-29 12:30:00.25"),
        ("2024-02-29T12:30:00.1234567", 3, "2024-02-29 12:30:00.1234567"),
        ("2024-02-29", 1, "2024-02-29"),
    )
    rows = [("code",)] + [
        (f'<c r="@" s="{style}" t="d"><v>{value}</v></c>',) for value, style, _ in cells
    ]
    wrong = (
        ("1899-12-31", 1, "day 0, which is no date"),
        ("yesterday", 1, "a value that cannot be read: yesterday"),
    )
    rows += [(f'<c r="@" s="{style}" t="d"><v>{value}</v></c>',) for value, style, _ in wrong]
    case(
        "iso-times.xlsx",
        xlsx(xml_rows(rows)),
        [(number, [text]) for number, (_, _, text) in enumerate(cells, 2)]
        + [
            (number, [value], f"Cell A{number} holds {what}")
            for number, (value, _, what) in enumerate(wrong, 2 + len(cells))
        ],
        columns=["code"],
    )


def _packages(case: Case) -> None:
    whole = xlsx(xml_rows(ROWS), strings="<si><t>x</t></si>")
    names = {
        name: name.replace("/", "\\")
        for name in (
            "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/styles.xml", "_rels/.rels",
        )
    }  # fmt: skip
    case("backslashes.xlsx", renamed(whole, names), PLAIN)
    twice = "xl/worksheets/sheet1.xml"
    case(
        "part-twice.xlsx",
        renamed(whole, {}, twice),
        error=f"The spreadsheet holds its part {twice} twice",
    )
    case(
        "part-twice-by-case.ods",
        ods({"Data": ods_rows(ROWS)}, extra={"Content.xml": "<x/>"}),
        error="The spreadsheet holds its part content.xml twice",
    )


def _xls(case: Case) -> None:
    def book(rows: Sequence[tuple[object, ...]]) -> bytes:
        made = xlwt.Workbook()
        sheet = made.add_sheet("Data")
        style = xlwt.easyxf(num_format_str="0000")
        for number, row in enumerate(rows):
            for index, value in enumerate(row):
                sheet.write(number, index, value, style) if isinstance(
                    value, float
                ) else sheet.write(number, index, value)
        buffer = io.BytesIO()
        made.save(buffer)
        return buffer.getvalue()

    rows = [HEAD, (7.0, "foo", "x"), (8.0, "bar", "y" * 300)]
    expected = [(2, ["7", "foo", "x"]), (3, ["8", "bar", "y" * 300])]
    whole = book(rows)
    sevens = {"7": "0007", "8": "0008"}
    case("shown.xls", whole, expected, shown=sevens)
    number = 8.123456789
    nan = book([HEAD, (7.0, "foo", "x"), (number, "bar", "y")])
    nan = nan.replace(struct.pack("<d", number), struct.pack("<d", float("nan")))
    case(
        "not-a-number.xls",
        nan,
        [
            (2, ["7", "foo", "x"]),
            (3, ["nan", "bar", "y"], "Cell A3 holds nan instead of a number"),
        ],
        shown=sevens,
    )
    mended = "The file is damaged outside of its sheets; the sheets were read in full."
    # The table of shared texts begins with their counts.
    start = whole.index(struct.pack("<H", 0x00FC), 512)
    counts = start + 4
    for name, count in (("more", 70), ("fewer", 2)):
        damaged = whole[: counts + 4] + struct.pack("<I", count) + whole[counts + 8 :]
        case(f"wrong-string-count-{name}.xls", damaged, expected, note=mended, shown=sevens)
    # The root of the directory's tree leads nowhere.
    root = whole.index("Root Entry".encode("utf-16-le"))
    broken = whole[: root + 66] + b"\0" + whole[root + 67 :]
    case("broken-directory.xls", broken, expected, note=mended, shown=sevens)
    case(
        "cut-off.xls",
        whole[: len(whole) // 2],
        error="The XLS file is damaged",
    )
