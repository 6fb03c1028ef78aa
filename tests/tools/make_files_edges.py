"""Files of the corpus at the edges of the formats: values that are easily lost or misread."""

# One case a line reads best.
# ruff: noqa: E501

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Sequence

from tools.make_files_sheets import (
    DECLARATION,
    HEAD,
    MAIN,
    ods,
    ods_rows,
    xlsb,
    xlsx,
    xml_rows,
    zipped,
)

Case = Callable[..., None]


def add(case: Case) -> None:
    """Add every file."""
    _columns(case)
    _merged(case)
    _beside(case)
    _cells(case)
    _binary(case)
    _names(case)


def _columns(case: Case) -> None:
    none = {"header": "none"}
    rows = [(None, "x", "y"), (None, "z", "w")]
    same = [(1, [None, "x", "y"]), (2, [None, "z", "w"])]
    case("header-none-empty-column.xlsx", xlsx(xml_rows(rows)), same, options=none)
    case("header-none-empty-column.ods", ods({"Data": ods_rows(rows)}), same, options=none)
    case(
        "header-none-empty-column.csv",
        ",x,y\n,z,w\n",
        [(1, ["", "x", "y"]), (2, ["", "z", "w"])],
        options=none,
    )
    case(
        "header-none-moved.xlsx",
        xlsx(xml_rows([("1", None, "y"), ("2", "z", "w")], left=2)),
        [(1, ["1", None, "y"]), (2, ["2", "z", "w"])],
        options=none,
    )
    case(
        "header-none-which-column.xlsx",
        xlsx(xml_rows(rows, left=1)),
        options=none,
        error="The cells of the sheet Sheet1 stand in columns C to D: which of them is the first of the table's 3 cannot be told",
    )
    case(
        "cells-before-the-header.xlsx",
        xlsx(xml_rows([(None, *HEAD), (None, 1, "foo", "x"), ("more", 2, "bar", "y")])),
        [(2, ["1", "foo", "x"]), (3, ["2", "bar", "y"], "Incorrect number of columns")],
        options={"ragged": "both"},
    )


def _merged(case: Case) -> None:
    fill, empty = {"merged": "fill"}, {"merged": "empty"}
    ask = "Cells are merged among the data (A2:A3): their value may hold for all of them or for the first"

    def ranges(*texts: str) -> str:
        return f"<mergeCells>{''.join(f'<mergeCell {text}/>' for text in texts)}</mergeCells>"

    one = ranges('ref="A2:A3"')
    error = '<c r="@" t="e"><v>#N/A</v></c>'
    uncached = '<c r="@"><f>1+1</f></c>'
    case(
        "merged-fill-error.xlsx",
        xlsx(xml_rows([HEAD, (error, "foo", "x"), (None, "bar", "y")]), after=one),
        [
            (2, ["#N/A", "foo", "x"], "Cell A2 holds the error #N/A"),
            (3, ["#N/A", "bar", "y"], "Cell A2 holds the error #N/A"),
        ],
        options=fill,
    )
    told = "Cell A2 holds a formula without a stored result"
    case(
        "merged-fill-formula.xlsx",
        xlsx(xml_rows([HEAD, (uncached, "foo", "x"), (None, "bar", "y")]), after=one),
        [(2, [None, "foo", "x"], told), (3, [None, "bar", "y"], told)],
        options=fill,
    )
    case(
        "merged-fill-row-alone.xlsx",
        xlsx(
            xml_rows([HEAD, (1, "foo", "x")]) + xml_rows([(4, "baz", "z")], first=5),
            after=ranges('ref="A2:A3"', 'ref="B5:C6"'),
        ),
        [
            (2, ["1", "foo", "x"]),
            (3, ["1", None, None]),
            (
                5,
                ["4", "baz", "z"],
                "Cell C5 holds a value that the merged cells B5:C6 cover: unmerge them",
            ),
            (6, [None, "baz", "baz"]),
        ],
        options=fill,
    )
    covered = "Cell A3 holds a value that the merged cells A2:A3 cover: unmerge them"
    rows = [HEAD, (1, "foo", "x"), (2, "bar", "y")]
    same = [(2, ["1", "foo", "x"]), (3, ["2", "bar", "y"], covered)]
    case(
        "merged-fill-covered.xlsx",
        xlsx(xml_rows(rows), after=one),
        same,
        options=fill,
    )
    case("merged-empty-covered.xlsx", xlsx(xml_rows(rows), after=one), same, options=empty)
    spanned = '<table:table-cell office:value-type="float" office:value="1" table:number-rows-spanned="2" table:number-columns-spanned="1"><text:p>1</text:p></table:table-cell>'
    hidden = '<table:covered-table-cell office:value-type="float" office:value="2"><text:p>2</text:p></table:covered-table-cell>'
    case(
        "merged-empty-covered.ods",
        ods({"Data": ods_rows([HEAD, (spanned, "foo", "x"), (hidden, "bar", "y")])}),
        same,
        options=empty,
    )
    case(
        "merged-overlap.xlsx",
        xlsx(xml_rows(rows), after=ranges('ref="A2:A3"', 'ref="A3:B3"')),
        options=fill,
        error="The merged ranges A2:A3 and A3:B3 overlap",
    )
    single = [HEAD, (1, "foo", "x"), (None, "bar", "y")]
    for name, text in (
        ("single-quotes", "ref='A2:A3'"),
        ("spaced", 'ref = "A2:A3"'),
        ("absolute", 'ref="$A$2:$A$3"'),
        ("references", 'ref="A2:A&#51;"'),
    ):
        case(f"merged-{name}.xlsx", xlsx(xml_rows(single), after=ranges(text)), error=ask)
    whole = f'<worksheet xmlns="{MAIN}"><sheetData>{xml_rows(single)}</sheetData>{one}</worksheet>'
    declaration = DECLARATION.replace("UTF-8", "UTF-16")
    case(
        "merged-utf-16.xlsx",
        xlsx("", extra={"xl/worksheets/sheet1.xml": (declaration + whole).encode("utf-16")}),
        error=ask,
    )
    case(
        "merged-after-comment.xlsx",
        xlsx(xml_rows(single), after=f"<!-- </sheetData> -->{one}"),
        error=ask,
    )
    case(
        "merged-none.xlsx",
        xlsx(xml_rows(single), after=ranges('ref="A2"')),
        [(2, ["1", "foo", "x"]), (3, [None, "bar", "y"])],
    )


def _beside(case: Case) -> None:
    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'

    shape = "<draw:rect><text:p>shape</text:p></draw:rect>"
    nested = '<draw:frame><draw:object><table:table table:name="inner"><table:table-row><table:table-cell office:value-type="string"><text:p>inner</text:p></table:table-cell></table:table-row></table:table></draw:object></draw:frame>'
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body></text:note>"
    ruby = "<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>above</text:ruby-text></text:ruby>"
    case(
        "shapes.ods",
        ods(
            {
                "Data": ods_rows(
                    [
                        HEAD,
                        (
                            cell(f"{shape}<text:p>1</text:p>"),
                            cell(f"<text:p>fo{note}o</text:p>"),
                            cell(f"<text:p>{ruby}</text:p>"),
                        ),
                        (
                            cell(f"<text:p>2</text:p><draw:g>{shape}<draw:line/></draw:g>"),
                            cell(f"<text:p>bar</text:p>{nested}"),
                            cell("<text:p><text:a>link</text:a></text:p>"),
                        ),
                    ]
                )
            }
        ),
        [(2, ["1", "foo", "base"]), (3, ["2", "bar", "link"])],
    )


def _cells(case: Case) -> None:
    def sheet(*cells: str) -> bytes:
        rows: list[Sequence[object]] = [
            HEAD,
            *((n, "foo", cell) for n, cell in enumerate(cells, 1)),
        ]
        return xlsx(xml_rows(rows))

    beside = "a text that its type does not tell of"
    case(
        "cells-odd.xlsx",
        sheet(
            '<c r="@" t="inlineStr"><v>5</v></c>',
            '<c r="@" t="str"><is><t>x</t></is></c>',
            '<c r="@"><is><t>x</t></is></c>',
            '<c r="@"><v>1</v><v>2</v></c>',
            '<c r="@" t="e"><v/></c>',
            '<c r="@" t="inlineStr"><is><t>a_xD800_b</t></is></c>',
            '<c r="@" t="inlineStr"><is><t>_xD83D__xDE00_</t></is></c>',
            '<c r="@" t="inlineStr"><is><t>x&#13;y\r\nz</t></is></c>',
            '<c r="@"><v>1.23456789012345678901E5</v></c>',
            '<c r="@" t="s"><v></v></c>',
        ),
        [
            (2, ["1", "foo", "5"], "Cell C2 holds a value of the unknown type inlineStr"),
            (3, ["2", "foo", "x"], f"Cell C3 holds {beside}"),
            (4, ["3", "foo", "x"], f"Cell C4 holds {beside}"),
            (5, ["4", "foo", "2"], "Cell C5 holds two values"),
            (6, ["5", "foo", None], "Cell C6 holds no value, but is of type e"),
            (7, ["6", "foo", "a\u2400b"], "Cell C7 holds a NUL character or half a character"),
            (8, ["7", "foo", "\U0001f600"]),
            (9, ["8", "foo", "x\ry\nz"]),
            (10, ["9", "foo", "123456.789012345678901"]),
            (11, ["10", "foo", None]),
        ],
    )
    rows = [
        HEAD,
        (1, '<c r="@"><f>1+1</f><v>0</v></c>', "x"),
        (2, '<c r="@"><f>1+1</f><v>2</v></c>', "y"),
        (0, '<c r="@" t="str"><f>A1</f><v></v></c>', "z"),
    ]
    told = "The result of the formula in cell B{} has not been computed: open and save the file in a spreadsheet program"
    whole = xlsx(xml_rows(rows))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"</workbook>", b'<calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>'
    )
    case(
        "formulas-not-computed.xlsx",
        zipped(parts),
        [
            (2, ["1", None, "x"], told.format(2)),
            (3, ["2", "2", "y"]),
            (4, ["0", None, "z"], told.format(4)),
        ],
    )
    case(
        "formulas-zero.xlsx",
        whole,
        [(2, ["1", "0", "x"]), (3, ["2", "2", "y"]), (4, ["0", "", "z"])],
    )


def _binary(case: Case) -> None:
    def cell(kind: int, value: bytes) -> bytes:
        return bytes((kind, 0, 0, 0)) + value

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    def number(value: int) -> bytes:
        return struct.pack("<I", value << 2 | 2)

    head = [cell(6, wide(name)) for name in HEAD]
    case(
        "rich-text.xlsb",
        xlsb(
            [
                head,
                [
                    cell(2, number(1)),
                    cell(62, b"\x01" + wide("foo") + struct.pack("<IHH", 1, 0, 0)),
                    cell(6, wide("x")),
                ],
            ],
            [],
        ),
        [(2, ["1", "foo", "x"])],
    )
    case(
        "unknown-record.xlsb",
        xlsb([head, [cell(63, number(1))]], []),
        error="Row 2 of the sheet Data holds a record of the unknown type 63",
    )

    def short(kind: int, value: bytes) -> bytes:
        return bytes((kind, 4 + len(value), 0, 0, 0, 0)) + value

    # As SheetJS writes them: only the first cell of a row has a column.
    rows = b"\x91\x01\x00"
    for at, cells in enumerate(
        (
            [short(17, wide(name)) for name in HEAD],
            [short(13, number(1)), short(17, wide("foo")), short(15, b"\1")],
            [short(16, struct.pack("<d", 2.5)), short(12, b""), short(18, struct.pack("<I", 0))],
            [short(13, number(3)), short(14, b"\x2a"), short(17, wide("y"))],
        )
    ):
        rows += b"\x00\x19" + struct.pack("<IIHBHIIII", at, 0, 300, 0, 0, 1, 0, 0, 16)[:25]
        rows += b"".join(cells)
    rows += b"\x92\x01\x00"
    with zipfile.ZipFile(io.BytesIO(xlsb([head], ["shared"]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.bin"] = rows
    case(
        "short-cells.xlsb",
        zipped(parts),
        [
            (2, ["1", "foo", "true"]),
            (3, ["2.5", None, "shared"]),
            (4, ["3", "#N/A", "y"], "Cell B4 holds the error #N/A"),
        ],
    )


def _names(case: Case) -> None:
    rows: list[Sequence[object]] = [HEAD, (1, "foo", "x"), (2, "bar", "y")]
    plain = [(2, ["1", "foo", "x"]), (3, ["2", "bar", "y"])]
    case(
        "sheets-hidden-with-data.xlsx",
        xlsx(
            {"Old": xml_rows([("a",), (1,)]), "Data": xml_rows(rows), "Empty": ""},
            states={"Old": "hidden", "Empty": "hidden"},
        ),
        plain,
        note="The hidden sheet Old holds data and was not read.",
    )
    case(
        "header-without-name.xlsx",
        xlsx(xml_rows([("code", "a_field", None, "note"), (1, "foo", 5, "x")], left=1)),
        error="Column D of the header in row 1 has no name",
    )
    nameless = [("code", "a_field", None, "note"), (1, "foo", None, "x"), (2, "bar", None, "y")]
    case(
        "header-without-name-or-values.xlsx",
        xlsx(xml_rows(nameless, left=1)),
        plain,
        note="Column D has no name and no values, and was left out.",
    )
    case(
        "header-without-name-late-value.xlsx",
        xlsx(
            xml_rows(
                [
                    *nameless[:2],
                    *[(n, "foo", None, "x") for n in range(2, 300)],
                    (300, "bar", 7, "y"),
                ]
            )
        ),
        [
            *[(n + 1, [str(n), "foo", "x"]) for n in range(1, 300)],
            (301, ["300", "bar", "y"], "Cell C301 holds a value, but its column has no name"),
        ],
        note="Column C has no name and no values, and was left out.",
    )
    case(
        "header-nul.xlsx",
        xlsx(xml_rows([("code", "a_field", "_x0000_"), (1, "foo", "x")])),
        error="Column C of the header in row 1 holds a NUL character",
    )
    both = {"one/data.csv": "code,a_field,note\n1,foo,x\n2,bar,y\n", "two/data.csv": "code\n9\n"}
    case("members-of-one-name.zip", zipped(both), error="The archive holds 2 files")
    case("members-of-one-name-chosen.zip", zipped(both), plain, options={"member": "one/data.csv"})
