"""The spreadsheets of the corpus: XLSX, XLSM, XLSB, XLS, ODS and Parquet."""

# One case a line reads best.
# ruff: noqa: E501

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
import xlwt

Case = Callable[..., None]
HEAD = ("code", "a_field", "note")
PLAIN = [(2, ["1", "foo", "x"]), (3, ["2", "bar", "y"])]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """Return a zip archive whose bytes depend on the members alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()


def column(index: int) -> str:
    """Return the letters of a column counted from 0."""
    return (column(index // 26 - 1) if index >= 26 else "") + chr(65 + index % 26)


def xml_cell(reference: str, value: object, style: int = 0) -> str:
    """Return one cell as Excel writes it, texts inline."""
    mark = f' s="{style}"' if style else ""
    if value is None:
        return f'<c r="{reference}"{mark}/>'
    if isinstance(value, bool):
        return f'<c r="{reference}"{mark} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{reference}"{mark}><v>{value!r}</v></c>'
    text = str(value)
    if text.startswith("<"):
        return text.replace("@", reference).replace("%", mark)
    return f'<c r="{reference}"{mark} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def xml_rows(rows: Sequence[Sequence[object]], first: int = 1, left: int = 0) -> str:
    """Return rows of cells; a cell (value, style) carries a number format."""
    parts = []
    for number, cells in enumerate(rows, first):
        made = []
        for index, cell in enumerate(cells, left):
            value, style = cell if isinstance(cell, tuple) else (cell, 0)
            made.append(xml_cell(f"{column(index)}{number}", value, style))
        parts.append(f'<row r="{number}">{"".join(made)}</row>')
    return "".join(parts)


# Number formats by their place in cellXfs: 0 General, 1 date, 2 time, 3 date and time, 4 [h]:mm:ss,
# 5 percent, 6 currency, 7 text, 8 German date, 9 minutes and seconds, 10 colours and literals.
STYLES = (
    DECLARATION + f'<styleSheet xmlns="{MAIN}"><numFmts count="5">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>'
    '<numFmt numFmtId="165" formatCode="[$-407]#,##0.00\\ &quot;EUR&quot;"/>'
    '<numFmt numFmtId="166" formatCode="[$-407]d/\\ mmmm\\ yyyy;@"/>'
    '<numFmt numFmtId="167" formatCode="[Red]0.00&quot;days&quot;;[Blue]-0.00"/>'
    '<numFmt numFmtId="168" formatCode="mm:ss.000"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="11">'
    + "".join(
        f'<xf numFmtId="{n}" xfId="0"/>' for n in (0, 14, 21, 164, 46, 10, 165, 49, 166, 168, 167)
    )
    + "</cellXfs></styleSheet>"
)


def xlsx(
    data: str | Mapping[str, str],
    *,
    strings: str | None = None,
    date1904: bool = False,
    states: Mapping[str, str] | None = None,
    after: str = "",
    extra: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """Return a workbook of the given sheetData contents."""
    contents = {"Sheet1": data} if isinstance(data, str) else data
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": DECLARATION
        + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": DECLARATION
        + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    }
    sheets, relations = [], []
    for number, (name, content) in enumerate(contents.items(), 1):
        state = (states or {}).get(name)
        sheets.append(
            f'<sheet name={quoteattr(name)} sheetId="{number}"{f" state={quoteattr(state)}" if state else ""} r:id="rId{number}"/>'
        )
        relations.append(
            f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        )
        whole = (
            content
            if content.startswith("<?xml") or content.startswith("<x:")
            else (
                DECLARATION
                + f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData>{content}</sheetData>{after}</worksheet>'
            )
        )
        members[f"xl/worksheets/sheet{number}.xml"] = whole
    relations.append(f'<Relationship Id="rId90" Type="{RELATIONS}/styles" Target="styles.xml"/>')
    if strings is not None:
        relations.append(
            f'<Relationship Id="rId91" Type="{RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        )
        members["xl/sharedStrings.xml"] = (
            strings
            if strings.startswith("<?xml")
            else DECLARATION + f'<sst xmlns="{MAIN}">{strings}</sst>'
        )
    members["xl/workbook.xml"] = (
        DECLARATION
        + f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr{" date1904=" + chr(34) + "1" + chr(34) if date1904 else ""}/>'
        f"<sheets>{''.join(sheets)}</sheets></workbook>"
    )
    members["xl/_rels/workbook.xml.rels"] = (
        DECLARATION
        + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(relations)}</Relationships>"
    )
    members["xl/styles.xml"] = STYLES
    members.update(extra or {})
    return zipped(members)


def written() -> bytes:
    """Return a workbook that XlsxWriter made."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": dt.datetime(2024, 1, 1)})
    sheet = book.add_worksheet("Data")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for index, name in enumerate(("code", "day", "amount", "flag", "text")):
        sheet.write_string(0, index, name)
    sheet.write_number(1, 0, 1)
    sheet.write_datetime(1, 1, dt.datetime(2024, 2, 29), day)
    sheet.write_number(1, 2, 12.5)
    sheet.write_boolean(1, 3, True)
    sheet.write_rich_string(1, 4, "a", book.add_format({"bold": True}), "b", "c")
    sheet.write_number(2, 0, 2)
    sheet.write_formula(2, 2, "=1+1.25", None, 2.25)
    sheet.write_string(2, 4, "007")
    book.close()
    return buffer.getvalue()


def add(case: Case) -> None:
    """Add every spreadsheet."""
    _xlsx(case)
    _xlsx_values(case)
    _layouts(case)
    _xls(case)
    _ods(case)
    _xlsb(case)
    _hostile_names(case)


ROWS = [HEAD, (1, "foo", "x"), (2, "bar", "y")]


def _xlsx(case: Case) -> None:
    case("plain.xlsx", xlsx(xml_rows(ROWS)), PLAIN)
    case("plain.xlsm", xlsx(xml_rows(ROWS)), PLAIN)
    case(
        "written.xlsx",
        written(),
        [(2, ["1", "2024-02-29", "12.5", "true", "abc"]), (3, ["2", None, "2.25", None, "007"])],
        columns=["code", "day", "amount", "flag", "text"],
    )
    shared = "".join(
        f"<si><t>{text}</t></si>"
        for text in (*HEAD, "foo", "x &amp; y", "b&#233;r", "_x000D_\n_x005F_x000D_")
    )
    cells = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{column(i)}{r}" t="s"><v>{v}</v></c>' for i, v in enumerate(row))
        + "</row>"
        for r, row in enumerate(((0, 1, 2), (3, 4, 5), (6, 6, 3)), 1)
    )
    case(
        "shared-strings.xlsx",
        xlsx(cells, strings=shared),
        [(2, ["foo", "x & y", "b\u00e9r"]), (3, ["\r\n_x000D_", "\r\n_x000D_", "foo"])],
    )
    rich = (
        "<si><t>code</t></si><si><t>a_field</t></si><si><t>note</t></si><si/>"
        '<si><r><t>rich </t></r><r><rPr><b/></rPr><t xml:space="preserve">text </t></r></si>'
        '<si><t>\u6771\u4eac</t><rPh sb="0" eb="2"><t>\u30c8\u30a6\u30ad\u30e7\u30a6</t></rPh></si><si><t>last</t></si>'
    )
    body = cells.replace("<v>6</v>", "<v>4</v>", 1)
    case(
        "shared-strings-rich.xlsx",
        xlsx(body, strings=rich),
        [(2, ["", "rich text ", "\u6771\u4eac"]), (3, ["rich text ", "last", ""])],
    )
    case(
        "shared-strings-broken-index.xlsx",
        xlsx(
            xml_rows([HEAD]) + '<row r="2"><c r="A2" t="s"><v>99</v></c></row>',
            strings="<si><t>a</t></si>",
        ),
        [(2, ["99", None, None], "Cell A2 holds a value that cannot be read: 99")],
    )
    tagged = xml_rows(ROWS).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    prefixed = (
        f'<?xml version="1.0"?><x:worksheet xmlns:x="{MAIN}"><x:sheetData>{tagged}'
        "</x:sheetData></x:worksheet>"
    )
    case("prefixed-namespace.xlsx", xlsx({"Sheet1": prefixed}), PLAIN)
    bare = "".join(
        "<row>" + "".join(f"<c t='str'><v>{v}</v></c>" for v in row) + "</row>\n" for row in ROWS
    )
    case("no-references.xlsx", xlsx(bare), PLAIN)
    case(
        "comments-and-cdata.xlsx",
        xlsx(
            xml_rows(ROWS).replace("foo", "<![CDATA[f<o>o]]>").replace("</row>", "</row><!-- a -->")
        ),
        [(2, ["1", "f<o>o", "x"]), (3, ["2", "bar", "y"])],
    )
    utf16 = (
        DECLARATION.replace("UTF-8", "UTF-16")
        + f'<worksheet xmlns="{MAIN}"><sheetData>{xml_rows(ROWS)}</sheetData></worksheet>'
    )
    case("utf-16.xlsx", xlsx("", extra={"xl/worksheets/sheet1.xml": utf16.encode("utf-16")}), PLAIN)
    case(
        "attributes-other-order.xlsx",
        xlsx(
            xml_rows(ROWS).replace('<c r="A2"><v>1</v></c>', '<c t="n" s="0" r="A2" ><v>1</v></c>')
        ),
        PLAIN,
    )
    case(
        "damaged.xlsx",
        xlsx(xml_rows(ROWS))[:-200],
        error="The zip archive is damaged: File is not a zip file",
    )
    case(
        "damaged-xml.xlsx",
        xlsx(xml_rows(ROWS) + '<row r="4"><c r="A4"><v>1</c></row>'),
        error="The spreadsheet is damaged: xl/worksheets/sheet1.xml: mismatched tag: line 1",
    )
    case(
        "missing-part.xlsx",
        xlsx(xml_rows(ROWS), extra={"xl/_rels/workbook.xml.rels": "<Relationships/>"}),
        error="The workbook holds no data",
    )
    case(
        "text-named.xlsx",
        b"code,a_field\n1,foo\n",
        error="The file is not an XLSX spreadsheet, whatever its name says",
    )
    case(
        "sheet-named.csv",
        xlsx(xml_rows(ROWS)),
        PLAIN,
        note="The file is a spreadsheet, not text as its name says, and was read as one.",
    )
    case(
        "entities.xlsx",
        xlsx(
            {
                "Sheet1": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData/></worksheet>'
            }
        ),
        error="The spreadsheet declares XML entities, which no spreadsheet program writes",
    )


def _xlsx_values(case: Case) -> None:
    def values(
        name: str,
        cells: Sequence[tuple[object, str | None] | tuple[object, str | None, str]],
        shown: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        """One column of cells, each with the text that it stands for."""
        rows = []
        for number, entry in enumerate(cells, 2):
            text = entry[1]
            if text is not None or len(entry) > 2:
                rows.append((number, [text], *entry[2:]))
        case(
            name,
            xlsx(xml_rows([("code",), *((entry[0],) for entry in cells)]), **more),
            rows,
            columns=["code"],
            shown=shown,
        )

    values(
        "numbers.xlsx",
        [
            (12, "12"),
            (12.0, "12"),
            ('<c r="@"><v>12.0</v></c>', "12"),
            (0.1, "0.1"),
            ('<c r="@"><v>0.10000000000000001</v></c>', "0.1"),
            (-3.5, "-3.5"),
            (1e20, "100000000000000000000"),
            (1e-7, "0.0000001"),
            ('<c r="@"><v>1.5E-3</v></c>', "0.0015"),
            (123456789012345, "123456789012345"),
            ('<c r="@"><v>12345678901234567890</v></c>', "12345678901234567890"),
            ('<c r="@"><v>1.2345678901234567E+16</v></c>', "12345678901234568"),
            ('<c r="@"><v>3.14159265358979323846</v></c>', "3.14159265358979323846"),
            ('<c r="@"><v>-0</v></c>', "0"),
            ('<c r="@"><v>1E+300</v></c>', "1E+300"),
            (0, "0"),
            ('<c r="@"><v>007</v></c>', "7"),
            (
                '<c r="@"><v>twelve</v></c>',
                "twelve",
                "Cell A19 holds a value that cannot be read: twelve",
            ),
        ],
    )
    values(
        "formats.xlsx",
        [
            ((0.125, 5), "0.125"),
            ((1234.5, 6), "1234.5"),
            ((42, 7), "42"),
            ((2.5, 10), "2.5"),
            (("007", 7), "007"),
            ('<c r="@" t="str"><f>A1&amp;"x"</f><v>codex</v></c>', "codex"),
            (True, "true"),
            (False, "false"),
            ("  spaces  ", "  spaces  "),
            ("line\nbreak", "line\nbreak"),
            ('<c r="@" t="d"><v>2024-02-29T12:30:00</v></c>', "2024-02-29 12:30:00"),
        ],
        shown={"0.125": "12.50%", "1234.5": "1,234.50 EUR", "2.5": "2.50days"},
    )
    values(
        "dates-1900.xlsx",
        [
            ((45351, 1), "2024-02-29"),
            ((1, 1), "1900-01-01"),
            ((59, 1), "1900-02-28"),
            ((60, 1), "60", "Cell A5 holds 29 February 1900, which is no date"),
            ((61, 1), "1900-03-01"),
            ((0, 1), "0", "Cell A7 holds day 0, which is no date"),
            ((-1, 1), "-1", "Cell A8 holds day -1, which is no date"),
            ((2958465, 1), "9999-12-31"),
            ((2958466, 1), "2958466", "Cell A10 holds day 2958466, which is no date"),
            ((45351.75, 1), "2024-02-29 18:00:00"),
            ((45351, 8), "2024-02-29"),
            ((45351.423726851855, 3), "2024-02-29 10:10:10"),
            ((45351, 3), "2024-02-29 00:00:00"),
            ((45351.000001, 3), "2024-02-29 00:00:00.0864"),
        ],
    )
    values(
        "dates-1904.xlsx",
        [
            ((0, 1), "1904-01-01"),
            ((43889, 1), "2024-02-29"),
            ((59, 1), "1904-02-29"),
            ((43889.5, 3), "2024-02-29 12:00:00"),
            ((0.25, 2), "06:00:00"),
        ],
        date1904=True,
    )
    values(
        "times.xlsx",
        [
            ((0.5, 2), "12:00:00"),
            ((0.999988425925926, 2), "23:59:59"),
            ((0, 2), "00:00:00"),
            ((1.5, 4), "36:00:00"),
            ((0.5, 4), "12:00:00"),
            ((100.25, 4), "2406:00:00"),
            ((-0.5, 4), "-12:00:00"),
            ((0.0007523148148, 9), "00:01:05"),
            ((0.00075232638888, 9), "00:01:05.001"),
            ((45351.5, 2), "2024-02-29 12:00:00"),
        ],
    )
    values(
        "faults.xlsx",
        [
            ('<c r="@" t="e"><v>#N/A</v></c>', "#N/A", "Cell A2 holds the error #N/A"),
            (
                '<c r="@" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
                "#DIV/0!",
                "Cell A3 holds the error #DIV/0!",
            ),
            ('<c r="@"><f>1+1</f></c>', None, "Cell A4 holds a formula without a stored result"),
            (
                '<c r="@"><f>1+1</f><v></v></c>',
                None,
                "Cell A5 holds a formula without a stored result",
            ),
            ('<c r="@" t="str"><f>""</f><v></v></c>', None),
            ('<c r="@"><f>1+1</f><v>2</v></c>', "2"),
            ('<c r="@"><f t="shared" si="0"/><v>3</v></c>', "3"),
            ('<c r="@" t="zz"><v>3</v></c>', "3", "Cell A9 holds a value of the unknown type zz"),
            (
                '<c r="@" t="b"><v>maybe</v></c>',
                "maybe",
                "Cell A10 holds a value that cannot be read: maybe",
            ),
            ("_x0000_", "\u2400", "Cell A11 holds a NUL character or half a character"),
        ],
    )
    case(
        "faults-named.xlsx",
        xlsx(xml_rows([HEAD, (1, '<c r="@" t="e"><v>#N/A</v></c>', "x"), (2, "bar", "y")])),
        [(2, ["1", "#N/A", "x"], "Cell B2 holds the error #N/A"), (3, ["2", "bar", "y"])],
    )


def _layouts(case: Case) -> None:
    title = [
        ("Report",),
        (),
        (None, None, *HEAD),
        (None, None, 1, "foo", "x"),
        (),
        (None, None, 2, "bar", "y"),
        (),
    ]
    case(
        "title-and-edges.xlsx",
        xlsx(xml_rows(title)),
        [(4, ["1", "foo", "x"]), (6, ["2", "bar", "y"])],
        note="Row 1 stands before the header and was not read.",
    )
    case(
        "too-wide.xlsx",
        xlsx(xml_rows([HEAD, (1, "foo", "x", "more"), (2, "bar", "y")])),
        [
            (2, ["1", "foo", "x"], "Incorrect number of columns: expected 3, found 4"),
            (3, ["2", "bar", "y"]),
        ],
    )
    case(
        "too-wide-truncate.xlsx",
        xlsx(xml_rows([HEAD, (1, "foo", "x", "more"), (2, "bar", "y")])),
        PLAIN,
        options={"ragged": "truncate"},
    )
    case(
        "blank-cells.xlsx",
        xlsx(xml_rows([HEAD, (1, None, "x"), (None, None, None), (2, "", "y")])),
        [(2, ["1", None, "x"]), (4, ["2", "", "y"])],
    )
    two = {"Data": xml_rows(ROWS), "Other": xml_rows([("a",), (1,)])}
    case("sheets-two.xlsx", xlsx(two), error="Several sheets hold data: Data, Other")
    case("sheets-two-name.xlsx", xlsx(two), PLAIN, options={"sheet": "Data"})
    case("sheets-two-number.xlsx", xlsx(two), [(2, ["1"])], columns=["a"], options={"sheet": 2})
    case(
        "sheets-missing.xlsx",
        xlsx(two),
        error="The workbook has no sheet Third",
        options={"sheet": "Third"},
    )
    case(
        "sheets-empty-others.xlsx",
        xlsx({"Cover": "", "Data": xml_rows(ROWS), "Notes": '<row r="1"/>'}),
        PLAIN,
    )
    case("sheets-hidden.xlsx", xlsx(two, states={"Other": "hidden"}), PLAIN)
    case("sheets-very-hidden.xlsx", xlsx(two, states={"Other": "veryHidden"}), PLAIN)
    case(
        "sheets-hidden-named.xlsx",
        xlsx(two, states={"Data": "hidden"}),
        PLAIN,
        options={"sheet": "Data"},
    )
    case(
        "sheets-all-hidden.xlsx",
        xlsx({"Data": xml_rows(ROWS)}, states={"Data": "hidden"}),
        error="The workbook holds no data",
    )
    case("sheets-none.xlsx", xlsx({"Data": ""}), error="The workbook holds no data")
    merged = [HEAD, (1, "foo", "x"), (None, "bar", "y"), (3, "baz", None)]
    after = '<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="B4:C4"/></mergeCells>'
    case(
        "merged-ask.xlsx",
        xlsx(xml_rows(merged), after=after),
        error="Cells are merged among the data (A2:A3): their value may hold for all of them or for the first",
    )
    case(
        "merged-fill.xlsx",
        xlsx(xml_rows(merged), after=after),
        [(2, ["1", "foo", "x"]), (3, ["1", "bar", "y"]), (4, ["3", "baz", "baz"])],
        options={"merged": "fill"},
    )
    case(
        "merged-empty.xlsx",
        xlsx(xml_rows(merged), after=after),
        [(2, ["1", "foo", "x"]), (3, [None, "bar", "y"]), (4, ["3", "baz", None])],
        options={"merged": "empty"},
    )
    case(
        "merged-title.xlsx",
        xlsx(
            xml_rows([("Title",), *ROWS]),
            after='<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>',
        ),
        [(3, ["1", "foo", "x"]), (4, ["2", "bar", "y"])],
    )
    case(
        "header-two-rows.xlsx",
        xlsx(xml_rows([("first", "second"), ("name", "name"), (1, "foo")])),
        [(3, ["1", "foo"])],
        columns=["first name", "second name"],
    )
    case(
        "header-option.xlsx",
        xlsx(xml_rows([("a", "b", "c"), ("d", "e", "f"), (1, "foo", "x")])),
        [(3, ["1", "foo", "x"])],
        options={"header": 2},
        header=["d", "e", "f"],
    )
    case(
        "header-none.xlsx",
        xlsx(xml_rows([(1, "foo", "x"), (2, "bar", "y")])),
        [(1, ["1", "foo", "x"]), (2, ["2", "bar", "y"])],
        options={"header": "none"},
    )
    case(
        "header-repeated.xlsx",
        xlsx(xml_rows([("code", "code", "note"), (1, 2, 3)])),
        [(2, ["1", "2", "3"])],
        header=["code", "code", "note"],
    )
    case(
        "far-row.xlsx",
        xlsx(xml_rows([HEAD]) + xml_rows([(1, "foo", "x")], first=1048576)),
        [(1048576, ["1", "foo", "x"])],
    )


def _xls(case: Case) -> None:
    def book(
        rows: Sequence[Sequence[object]],
        date1904: bool = False,
        merge: tuple[int, int, int, int] | None = None,
    ) -> bytes:
        made = xlwt.Workbook()
        made.dates_1904 = date1904
        sheet = made.add_sheet("Data")
        for number, row in enumerate(rows):
            for index, value in enumerate(row):
                shown, code = value if isinstance(value, tuple) else (value, None)
                if shown is None:
                    continue
                if isinstance(shown, str) and shown.startswith("#"):
                    sheet.row(number).set_cell_error(index, {"#N/A": 0x2A, "#DIV/0!": 0x07}[shown])
                elif isinstance(shown, str) and shown.startswith("="):
                    sheet.write(number, index, xlwt.Formula(shown[1:]))
                elif code:
                    sheet.write(number, index, shown, xlwt.easyxf(num_format_str=code))
                else:
                    sheet.write(number, index, shown)
        if merge:
            sheet.merge(*merge)
        buffer = io.BytesIO()
        made.save(buffer)
        return buffer.getvalue()

    case("plain.xls", book(ROWS), PLAIN)
    case(
        "values.xls",
        book(
            [
                HEAD,
                (12.0, 0.1, True),
                (123456789012345, "007", False),
                ((45351, "yyyy-mm-dd"), (0.5, "hh:mm:ss"), (1.5, "[h]:mm:ss")),
                ((45351.25, "yyyy-mm-dd hh:mm"), (0.125, "0.00%"), (1234.5, '#,##0.00 "EUR"')),
                ("gr\u00fcn", "\u6771", "a\nb"),
            ]
        ),
        [
            (2, ["12", "0.1", "true"]),
            (3, ["123456789012345", "007", "false"]),
            (4, ["2024-02-29", "12:00:00", "36:00:00"]),
            (5, ["2024-02-29 06:00:00", "0.125", "1234.5"]),
            (6, ["gr\u00fcn", "\u6771", "a\nb"]),
        ],
        shown={"0.125": "12.50%", "1234.5": "1,234.50 EUR"},
    )
    case(
        "errors.xls",
        book([HEAD, (1, "#N/A", "x"), ("#DIV/0!", "foo", "y")]),
        [
            (2, ["1", "#N/A", "x"], "Cell B2 holds the error #N/A"),
            (3, ["#DIV/0!", "foo", "y"], "Cell A3 holds the error #DIV/0!"),
        ],
    )
    case(
        "dates-1904.xls",
        book([HEAD, (1, (43889, "yyyy-mm-dd"), "x")], date1904=True),
        [(2, ["1", "2024-02-29", "x"])],
    )
    case(
        "merged.xls",
        book([HEAD, (1, "foo", "x"), (None, "bar", "y")], merge=(1, 2, 0, 0)),
        error="Cells are merged among the data (A2:A3): their value may hold for all of them or for the first",
    )
    case("xlsx-named.xls", xlsx(xml_rows(ROWS)), PLAIN)
    case("damaged.xls", book(ROWS)[:700], error="The XLS file is damaged")
    compound = bytearray(book(ROWS))
    compound[1000:1032] = "EncryptedPackage".encode("utf-16-le")
    case("password.xlsx", bytes(compound), error="The file is protected by a password")


ODS_SPACES = (
    " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("draw", "drawing"),
        )
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def ods_cell(value: object) -> str:
    """Return one cell as LibreOffice writes it."""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        word = str(value).lower()
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{word}"><text:p>{word.upper()}</text:p></table:table-cell>'
    if isinstance(value, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    text = str(value)
    if text.startswith("<"):
        return text
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'


def ods(
    tables: Mapping[str, str], styles: str = "", extra: Mapping[str, str] | None = None
) -> bytes:
    """Return a spreadsheet of tables, each given by its rows."""
    body = "".join(
        f'<table:table table:name={quoteattr(name)} table:style-name="{"hid" if name.startswith("Hidden") else "ta1"}">{rows}</table:table>'
        for name, rows in tables.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODS_SPACES}><office:automatic-styles>'
        '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="hid" style:family="table"><style:table-properties table:display="false"/></style:style>'
        f"</office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            **(extra or {}),
        }
    )


def ods_rows(rows: Sequence[Sequence[object]]) -> str:
    """Return rows of cells."""
    return "".join(
        "<table:table-row>" + "".join(map(ods_cell, row)) + "</table:table-row>" for row in rows
    )


def _ods(case: Case) -> None:
    case("plain.ods", ods({"Data": ods_rows(ROWS)}), PLAIN)
    typed = '<table:table-cell office:value-type="{}" office:{}="{}"><text:p>shown</text:p></table:table-cell>'
    case(
        "values.ods",
        ods(
            {
                "Data": ods_rows(
                    [
                        HEAD,
                        (
                            typed.format("float", "value", "12.0"),
                            typed.format("percentage", "value", "0.125"),
                            typed.format("currency", "value", "1234.50"),
                        ),
                        (
                            typed.format("date", "date-value", "2024-02-29"),
                            typed.format("date", "date-value", "2024-02-29T06:00:00"),
                            typed.format("time", "time-value", "PT36H00M00S"),
                        ),
                        (True, typed.format("float", "value", "12345678901234567890"), "007"),
                        (
                            '<table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b<text:tab/>c</text:p><text:p>d<text:span>e</text:span></text:p></table:table-cell>',
                            '<table:table-cell office:value-type="string"><office:annotation><text:p>no value</text:p></office:annotation><text:p>foo</text:p></table:table-cell>',
                            '<table:table-cell office:value-type="string" office:string-value="bar"/>',
                        ),
                        (
                            typed.format("float", "value", "1.5E-7"),
                            typed.format("time", "time-value", "PT00H00M01.500S"),
                            typed.format("time", "time-value", "-PT1H"),
                        ),
                    ]
                )
            }
        ),
        [
            (2, ["12", "0.125", "1234.5"]),
            (3, ["2024-02-29", "2024-02-29 06:00:00", "36:00:00"]),
            (4, ["true", "12345678901234567890", "007"]),
            (5, ["a  b\tc\nde", "foo", "bar"]),
            (6, ["0.00000015", "00:00:01.5", "-01:00:00"]),
        ],
        shown=dict.fromkeys(
            ("12", "0.125", "1234.5", "12345678901234567890", "0.00000015"), "shown"
        ),
    )
    case(
        "faults.ods",
        ods(
            {
                "Data": ods_rows(
                    [
                        HEAD,
                        (
                            1,
                            '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>',
                            "x",
                        ),
                        (2, '<table:table-cell table:formula="of:=1+1"/>', "y"),
                        (typed.format("float", "value", "many"), "foo", "z"),
                    ]
                )
            }
        ),
        [
            (2, ["1", "#N/A", "x"], "Cell B2 holds the error #N/A"),
            (3, ["2", None, "y"], "Cell B3 holds a formula without a stored result"),
            (4, ["shown", "foo", "z"], "Cell A4 holds a value that cannot be read: shown"),
        ],
    )
    repeated = (
        ods_rows([HEAD])
        + '<table:table-row table:number-rows-repeated="2">'
        + ods_cell(1)
        + '<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>foo</text:p></table:table-cell></table:table-row>'
        + '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        + ods_rows([(2, "bar", "y")])
        + '<table:table-row table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    case(
        "repeated.ods",
        ods({"Data": repeated}),
        [(2, ["1", "foo", "foo"]), (3, ["1", "foo", "foo"]), (7, ["2", "bar", "y"])],
    )
    case(
        "sheets-hidden.ods",
        ods({"Hidden": ods_rows([("a",), (1,)]), "Data": ods_rows(ROWS)}),
        PLAIN,
    )
    case(
        "sheets-two.ods",
        ods({"One": ods_rows(ROWS), "Two": ods_rows(ROWS)}),
        error="Several sheets hold data: One, Two",
    )
    case(
        "sheets-two-named.ods",
        ods({"One": ods_rows([("a",), (1,)]), "Two": ods_rows(ROWS)}),
        PLAIN,
        options={"sheet": "Two"},
    )
    spanned = '<table:table-cell office:value-type="float" office:value="1" table:number-rows-spanned="2" table:number-columns-spanned="1"><text:p>1</text:p></table:table-cell>'
    case(
        "merged-fill.ods",
        ods(
            {
                "Data": ods_rows(
                    [HEAD, (spanned, "foo", "x"), ("<table:covered-table-cell/>", "bar", "y")]
                )
            }
        ),
        [(2, ["1", "foo", "x"]), (3, ["1", "bar", "y"])],
        options={"merged": "fill"},
    )
    case(
        "merged-ask.ods",
        ods(
            {
                "Data": ods_rows(
                    [HEAD, (spanned, "foo", "x"), ("<table:covered-table-cell/>", "bar", "y")]
                )
            }
        ),
        error="Cells are merged among the data (A2:A3): their value may hold for all of them or for the first",
    )
    case(
        "password.ods",
        ods(
            {"Data": ods_rows(ROWS)}, extra={"META-INF/manifest.xml": "<manifest:encryption-data/>"}
        ),
        error="The file is protected by a password",
    )


def _record(kind: int, data: bytes = b"") -> bytes:
    """Return one record of the binary workbook format."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    length = bytearray()
    while True:
        length.append(size & 0x7F | (0x80 if size > 0x7F else 0))
        size >>= 7
        if not size:
            return head + bytes(length) + data


def _wide(text: str) -> bytes:
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


def xlsb(
    rows: Sequence[Sequence[bytes | None]], strings: Sequence[str], date1904: bool = False
) -> bytes:
    """Return a binary workbook; a cell is its record type and what follows column and style."""
    sheet = [_record(129), _record(145)]
    for number, cells in enumerate(rows):
        sheet.append(_record(0, struct.pack("<IIHBHIIII", number, 0, 300, 0, 0, 1, 0, 0, 16)[:25]))
        for index, cell in enumerate(cells):
            if cell is not None:
                sheet.append(
                    _record(cell[0], struct.pack("<I", index) + cell[1:4] + b"\0" + cell[4:])
                )
    sheet += [_record(146), _record(130)]
    book = (
        _record(131)
        + _record(153, struct.pack("<III", int(date1904), 0, 0))
        + _record(143)
        + _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Data"))
        + _record(144)
        + _record(132)
    )
    styles = (
        _record(278)
        + _record(615, struct.pack("<I", 1))
        + _record(44, struct.pack("<H", 164) + _wide("[h]:mm:ss"))
        + _record(616)
        + _record(617, struct.pack("<I", 4))
        + b"".join(
            _record(47, struct.pack("<HHHHHBBHBB", 0, number, 0, 0, 0, 0, 0, 0, 0, 0))
            for number in (0, 14, 164, 10)
        )
        + _record(618)
        + _record(279)
    )
    table = (
        _record(159, struct.pack("<II", len(strings), len(strings)))
        + b"".join(_record(19, b"\0" + _wide(text)) for text in strings)
        + _record(160)
    )
    kinds = (
        ("rId1", "worksheet", "worksheets/sheet1.bin"),
        ("rId2", "styles", "styles.bin"),
        ("rId3", "sharedStrings", "sharedStrings.bin"),
    )
    relations = "".join(
        f'<Relationship Id="{i}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for i, kind, target in kinds
    )
    return zipped(
        {
            "[Content_Types].xml": DECLARATION + "<Types/>",
            "_rels/.rels": DECLARATION
            + f'<Relationships><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": DECLARATION
            + f"<Relationships>{relations}</Relationships>",
            "xl/worksheets/sheet1.bin": b"".join(sheet),
            "xl/styles.bin": styles,
            "xl/sharedStrings.bin": table,
        }
    )


def _xlsb(case: Case) -> None:
    def shared(index: int) -> bytes:
        return b"\x07\0\0\0" + struct.pack("<I", index)

    def real(value: float, style: int = 0) -> bytes:
        return b"\x05" + bytes([style]) + b"\0\0" + struct.pack("<d", value)

    def rk(value: int) -> bytes:
        return b"\x02\0\0\0" + struct.pack("<I", (value << 2 | 2) & 0xFFFFFFFF)

    head = [shared(0), shared(1), shared(2)]
    case(
        "plain.xlsb",
        xlsb(
            [head, [rk(1), shared(3), shared(4)], [rk(2), shared(5), shared(6)]],
            [*HEAD, "foo", "x", "bar", "y"],
        ),
        PLAIN,
    )
    case(
        "values.xlsb",
        xlsb(
            [
                head,
                [rk(-12), real(0.1), b"\x04\0\0\0\x01"],
                [real(45351, 1), real(1.5, 2), b"\x02\0\0\0" + struct.pack("<I", 1250 << 2 | 3)],
                [b"\x03\0\0\0\x2a", shared(3), None],
                [
                    b"\x06\0\0\0" + _wide("inline"),
                    b"\x08\0\0\0" + _wide("formula") + b"\0\0",
                    b"\x09\0\0\0" + struct.pack("<d", 2.5) + b"\0\0",
                ],
                [b"\x0b\0\0\0\x07\0\0", b"\x0a\0\0\0\0\0\0", None],
            ],
            [*HEAD, "foo"],
        ),
        [
            (2, ["-12", "0.1", "true"]),
            (3, ["2024-02-29", "36:00:00", "12.5"]),
            (4, ["#N/A", "foo", None], "Cell A4 holds the error #N/A"),
            (5, ["inline", "formula", "2.5"]),
            (6, ["#DIV/0!", "false", None], "Cell A6 holds the error #DIV/0!"),
        ],
    )
    case(
        "dates-1904.xlsb",
        xlsb([head, [rk(1), real(43889, 1), shared(0)]], HEAD, date1904=True),
        [(2, ["1", "2024-02-29", "code"])],
    )
    whole = xlsb([head], HEAD)
    case("damaged.xlsb", whole[:-50], error="The zip archive is damaged: File is not a zip file")


def _hostile_names(case: Case) -> None:
    case(
        "archive-path.zip",
        zipped({"../../etc/evil\x07.csv": "code,a_field,note\n1,foo,x\n2,bar,y\n"}),
        PLAIN,
    )
