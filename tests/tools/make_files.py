"""Make the corpus tests/files: small files of every kind, each with its expected cells.

Run as ``PYTHONPATH=tests python -m tools.make_files``; a file NAME has NAME.json beside it with
options, columns (the target table's), header, rows as [line, cells, read_error] and error.
The expectations are written by hand here, never taken from the reader.
"""

# One case a line reads best.
# ruff: noqa: E501

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import zstandard

from tools import make_files_edges as edges
from tools import make_files_sheets as sheets
from tools import make_files_shown

FOLDER = Path(__file__).resolve().parents[1] / "files"


def count(expected: int, found: int) -> str:
    return f"Incorrect number of columns: expected {expected}, found {found}"


NAMES = ["code", "a_field", "note"]

Cells = Sequence[str | None]
Rows = Sequence[tuple[int, Cells] | tuple[int, Cells, str]]

made: dict[str, tuple[bytes, dict[str, Any]]] = {}


def case(
    name: str,
    data: bytes | str,
    rows: Rows = (),
    *,
    columns: Sequence[str] | None = None,
    header: Sequence[str] | None = None,
    options: Mapping[str, object] | None = None,
    error: str | None = None,
    note: str | None = None,
    shown: Mapping[str, str] | None = None,
) -> None:
    """Add a file; the header is the table's columns where none is given.

    ``shown`` is, of numbers that are stored, what a sheet shows and a column of text takes.
    """
    columns = NAMES if columns is None else list(columns)
    expected: dict[str, Any] = {
        "options": dict(options or {}),
        "columns": columns,
        "header": None if error else list(header or columns),
        "rows": [[row[0], row[1], row[2] if len(row) > 2 else None] for row in rows],
        "error": error,
        "note": note,
    }
    if shown is not None:
        expected["shown"] = dict(shown)
    assert name not in made, name
    made[name] = (data.encode() if isinstance(data, str) else data, expected)


PLAIN: Rows = [(2, ["1", "foo", "x"]), (3, ["2", "bar", "y"])]


def delimiters() -> None:
    for name, mark in (
        ("comma", ","),
        ("tab", "\t"),
        ("semicolon", ";"),
        ("pipe", "|"),
        ("colon", ":"),
        ("space", " "),
        ("caret", "^"),
        ("tilde", "~"),
        ("double-pipe", "||"),
        ("double-colon", "::"),
        ("arrow", " -> "),
        ("broken-bar", "\u00a6"),
        ("unit-separator", "\x1f"),
        ("comma-space", ", "),
        ("pipe-spaced", " | "),
        ("section-sign", "\u00a7"),
    ):
        lines = [["code", "a_field", "note"], ["1", "foo", "x"], ["2", "bar", "y"]]
        case(f"delimiter-{name}.csv", "".join(mark.join(line) + "\n" for line in lines), PLAIN)
        quoted = [
            ["code", "a_field", "note"],
            ["1", f'"f{mark}oo"', "x"],
            ["2", '"b""ar"', '"y\nz"'],
        ]
        case(
            f"delimiter-{name}-quoted.csv",
            "".join(mark.join(line) + "\n" for line in quoted),
            [(2, ["1", f"f{mark}oo", "x"]), (3, ["2", 'b"ar', "y\nz"])],
        )
    case("delimiter-tab.tsv", "code\ta_field\tnote\n1\tfoo\tx\n2\tbar\ty\n", PLAIN)
    case(
        "delimiter-tsv-with-commas.tsv",
        "code\ta_field\tnote\n1\tf,oo\tx\n2\tb,a,r\ty\n",
        [(2, ["1", "f,oo", "x"]), (3, ["2", "b,a,r", "y"])],
    )
    case(
        "delimiter-semicolon-decimal-comma.csv",
        "code;a_field;note\n1,5;2,25;x\n2,5;3,75;y\n",
        [(2, ["1,5", "2,25", "x"]), (3, ["2,5", "3,75", "y"])],
    )
    case("delimiter-comma-in-tsv-name.tsv", "code,a_field,note\n1,foo,x\n2,bar,y\n", PLAIN)
    case(
        "delimiter-sep-line.csv",
        "sep=;\ncode;a_field;note\n1;foo;x\n2;bar;y\n",
        [(3, ["1", "foo", "x"]), (4, ["2", "bar", "y"])],
    )
    case(
        "delimiter-whitespace-option.csv",
        "code  a_field   note\n1     foo       x\n2\t bar       y  \n",
        PLAIN,
        options={"delimiter": "whitespace"},
    )
    case(
        "delimiter-option-word.csv",
        "code^a_field^note\n1^foo^x\n2^bar^y\n",
        PLAIN,
        options={"delimiter": "caret"},
    )
    case(
        "delimiter-option-several.csv",
        "code<>a_field<>note\n1<>foo<>x\n2<>bar<>y\n",
        PLAIN,
        options={"delimiter": "<>"},
    )
    case(
        "delimiter-none-option.csv",
        "code\na, b; c\nd|e\n",
        [(2, ["a, b; c"]), (3, ["d|e"])],
        columns=["code"],
        options={"delimiter": "none"},
    )
    case(
        "delimiter-times.csv",
        "code,a_field,note\n1,10:00:00,a b c\n2,11:30:00,d e f\n",
        [(2, ["1", "10:00:00", "a b c"]), (3, ["2", "11:30:00", "d e f"])],
    )
    case("one-column.csv", "code\nfoo\nbar\n", [(2, ["foo"]), (3, ["bar"])], columns=["code"])
    case(
        "one-column-quoted.csv",
        'code\n"foo, bar"\n""\nbaz\n',
        [(2, ["foo, bar"]), (3, [""]), (4, ["baz"])],
        columns=["code"],
    )
    case(
        "one-column-blank-inside.csv",
        "code\nfoo\n\nbar\n\n\n",
        [(2, ["foo"]), (3, [""]), (4, ["bar"])],
        columns=["code"],
    )
    case(
        "one-column-comma.csv",
        "code\nfoo\nb,ar\n",
        [(2, ["foo"]), (3, ["b,ar"])],
        columns=["code"],
    )
    case("one-column-backslash.csv", "code\nx\\,y\n", [(2, ["x\\,y"])], columns=["code"])
    case(
        "one-column-single-quotes.csv",
        "code\n674\n'a, b'\n",
        columns=["code"],
        error="Cells stand between single quotes, and these may be part of the values or not",
    )
    case(
        "one-column-or-two.csv",
        "code\n1,foo\n2,bar\n",
        columns=["code"],
        error="The lines may hold one cell, or 2 with the delimiter comma",
    )
    case(
        "one-column-of-several.csv",
        'code\n1,5\n"2;5"\n3\n',
        [(2, ["1,5"]), (3, ["2;5"]), (4, ["3"])],
        header=["code"],
    )


def quotes() -> None:
    case(
        "quote-single.csv",
        "'code','a_field','note'\n'1','f,oo','x'\n'2','it''s','y'\n",
        [(2, ["1", "f,oo", "x"]), (3, ["2", "it's", "y"])],
    )
    case(
        "quote-single-needed.csv",
        "code,a_field,note\n1,'f,oo',x\n2,'b,ar',y\n",
        [(2, ["1", "f,oo", "x"]), (3, ["2", "b,ar", "y"])],
    )
    case(
        "quote-single-ambiguous.csv",
        "code,a_field,note\n1,'foo',x\n2,'bar',y\n",
        error="Cells stand between single quotes, and these may be part of the values or not",
    )
    case(
        "quote-single-ambiguous-single.csv",
        "code,a_field,note\n1,'foo',x\n2,'bar',y\n",
        PLAIN,
        options={"quote": "single"},
    )
    case(
        "quote-single-ambiguous-double.csv",
        "code,a_field,note\n1,'foo',x\n2,'bar',y\n",
        [(2, ["1", "'foo'", "x"]), (3, ["2", "'bar'", "y"])],
        options={"quote": "double"},
    )
    case(
        "quote-apostrophes.csv",
        "code,a_field,note\n1,it's,'s-Gravenhage\n2,don't,y\n",
        [(2, ["1", "it's", "'s-Gravenhage"]), (3, ["2", "don't", "y"])],
    )
    case(
        "quote-none.csv",
        'code,a_field,note\n1,"foo",x\n2,"bar,y\n',
        [(2, ["1", '"foo"', "x"]), (3, ["2", '"bar', "y"])],
        options={"quote": "none"},
    )
    case(
        "quote-other.csv",
        "code,a_field,note\n1,%f,oo%,x\n2,%b%%ar%,y\n",
        [(2, ["1", "f,oo", "x"]), (3, ["2", "b%ar", "y"])],
        options={"quote": "%"},
    )
    case("quote-all.csv", '"code","a_field","note"\n"1","foo","x"\n"2","bar","y"\n', PLAIN)
    case(
        "quote-middle.csv",
        'code,a_field,note\n1,5" pipe,x\n2,a "b" c,y\n',
        [(2, ["1", '5" pipe', "x"]), (3, ["2", 'a "b" c', "y"])],
    )
    case(
        "quote-text-after.csv",
        'code,a_field,note\n1,"foo"bar,x\n2,bar,y\n',
        [
            (2, ["1", '"foo"bar', "x"], "Text after the closing quote in column 2"),
            (3, ["2", "bar", "y"]),
        ],
    )
    case(
        "quote-never-closed.csv",
        'code,a_field,note\n1,foo,x\n2,"bar,y\n3,baz,z\n',
        [
            (2, ["1", "foo", "x"]),
            (3, ["2", '"bar,y\n3,baz,z\n'], "Quote opened in line 3 is never closed"),
        ],
    )
    case(
        "quote-closed-late.csv",
        'code,a_field,note\n1,"foo,x\n2,"bar",y\n3,baz,z\n',
        [
            (
                2,
                ["1", '"foo,x\n2,"bar",y'],
                "Text after the closing quote in column 2, which spans 2 lines",
            ),
            (4, ["3", "baz", "z"]),
        ],
    )
    case(
        "quote-spaces-around.csv",
        'code,a_field,note\n1, "f,oo" ,x\n2,\t"bar",  "y"  \n',
        [(2, ["1", "f,oo", "x"]), (3, ["2", "bar", "y"])],
    )
    case(
        "quote-spaces-kept.csv",
        'code,a_field,note\n1, foo ,x\n2," bar ",y\n',
        [(2, ["1", " foo ", "x"]), (3, ["2", " bar ", "y"])],
    )
    case(
        "quote-line-breaks.csv",
        'code,a_field,note\n1,"a\nb\nc",x\n2,"d\r\ne",y\n',
        [(2, ["1", "a\nb\nc", "x"]), (5, ["2", "d\r\ne", "y"])],
    )
    case(
        "quote-line-breaks-cr.csv",
        'code,a_field,note\n1,"a\rb",x\n2,c,y\n',
        [(2, ["1", "a\rb", "x"]), (4, ["2", "c", "y"])],
    )
    case(
        "quote-delimiter-and-break.csv",
        'code,a_field,note\n1,"a,b\n,c",x\n2,"""",""\n',
        [(2, ["1", "a,b\n,c", "x"]), (4, ["2", '"', ""])],
    )
    case(
        "quote-only-quotes.csv",
        'code,a_field,note\n"""","""""",""""""""\n',
        [(2, ['"', '""', '"""'])],
    )
    case(
        "quote-header-break.csv",
        '"code","a_field","no\nte"\n1,foo,x\n',
        [(3, ["1", "foo", "x"])],
        columns=["code", "a_field", "no\nte"],
    )
    case(
        "quote-looks-like-fault.csv",
        'code,a_field,note\n1,"x",y"\n2,z"",w\n',
        [(2, ["1", "x", 'y"']), (3, ["2", 'z""', "w"])],
    )
    case(
        "escape-backslash.csv",
        'code,a_field,note\n1,"a \\"b\\" c",x\n2,"d \\\\ e",y\n',
        [(2, ["1", 'a "b" c', "x"]), (3, ["2", "d \\ e", "y"])],
    )
    case(
        "escape-backslash-option.csv",
        'code,a_field,note\n1,a\\,b,x\n2,\\N,"y\\\nz"\n',
        [(2, ["1", "a,b", "x"]), (3, ["2", "", "y\nz"])],
        options={"escape": "backslash"},
    )
    case(
        "escape-backslash-unknown.csv",
        "code,a_field,note\n1,a\\tb,x\n2,foo,y\n",
        [(2, ["1", "a\\tb", "x"], "Unknown backslash escape in column 2"), (3, ["2", "foo", "y"])],
        options={"escape": "backslash"},
    )
    case(
        "escape-windows-path.csv",
        'code,a_field,note\n1,"C:\\temp\\",x\n2,\\\\server\\new,y\n',
        [(2, ["1", "C:\\temp\\", "x"]), (3, ["2", "\\\\server\\new", "y"])],
    )
    case(
        "escape-none.csv",
        'code,a_field,note\n1,"foo",x\n2,"a""b",y\n',
        [
            (2, ["1", "foo", "x"]),
            (3, ["2", '"a""b"', "y"], "Text after the closing quote in column 2"),
        ],
        options={"escape": "none"},
    )
    case(
        "quote-json-cells.csv",
        'code,a_field,note\n1,"{""a"": [1, 2]}",x\n2,"{""b"": ""c,d""}",y\n',
        [(2, ["1", '{"a": [1, 2]}', "x"]), (3, ["2", '{"b": "c,d"}', "y"])],
    )


def lines() -> None:
    body = "code,a_field,note\n1,foo,x\n2,bar,y\n"
    case("lines-lf.csv", body, PLAIN)
    case("lines-crlf.csv", body.replace("\n", "\r\n"), PLAIN)
    case("lines-cr.csv", body.replace("\n", "\r"), PLAIN)
    case(
        "lines-mixed.csv",
        "code,a_field,note\r\n1,foo,x\n2,bar,y\r3,baz,z\r\n",
        [*PLAIN, (4, ["3", "baz", "z"])],
    )
    for end, name in (("\n", "lf"), ("\r\n", "crlf"), ("\r", "cr")):
        case(f"lines-{name}-no-last.csv", body.replace("\n", end).removesuffix(end), PLAIN)
    case("lines-blank-end.csv", body + "\n\n   \n\n", PLAIN)
    case("lines-blank-end-crlf.csv", (body + "\n\n\n").replace("\n", "\r\n"), PLAIN)
    case("lines-blank-start.csv", "\n\n" + body, [(4, ["1", "foo", "x"]), (5, ["2", "bar", "y"])])
    case(
        "lines-blank-between.csv",
        "code,a_field,note\n\n1,foo,x\n\n\n2,bar,y\n",
        [(3, ["1", "foo", "x"]), (6, ["2", "bar", "y"])],
    )
    case("lines-control-z.csv", body + "\x1a", PLAIN)
    case("lines-only-header.csv", "code,a_field,note\n", [])
    case("lines-only-header-no-end.csv", "code,a_field,note", [])
    case("lines-empty-file.csv", "", error="The file is empty")
    case("lines-only-blank.csv", "\n\n  \n", error="The file is empty")
    case(
        "lines-empty-cells.csv",
        'code,a_field,note\n1,,\n,,\n2,"",y\n',
        [(2, ["1", "", ""]), (4, ["2", "", "y"])],
        note="Line 3 is blank and was left out.",
    )
    case(
        "lines-empty-cells-kept.csv",
        'code,a_field,note\n1,,\n,,\n2,"",y\n',
        [(2, ["1", "", ""]), (3, ["", "", ""]), (4, ["2", "", "y"])],
        options={"blank_rows": "keep"},
    )
    case(
        "lines-of-delimiters.csv",
        "code,qty,,\nA1,1,,\n,,,\nA2,2,,\n,,,\n,,,\n",
        [(2, ["A1", "1"]), (4, ["A2", "2"])],
        columns=["code", "qty"],
        note="3 blank rows were left out, the first is line 3.",
    )
    case(
        "rows-joined-files.csv",
        "\ufeffcode,name\nA1,x\n\ufeffcode,name\nA2,y\n",
        [(2, ["A1", "x"]), (4, ["A2", "y"])],
        columns=["code", "name"],
        note="Line 3 repeats the header and was left out.",
    )
    repeated = "code,name\n1,a\ncode,name\n2,b\n"
    question = (
        "Row equals the header: set option skip_rows to repeated_header, or to none if it is a row "
        "of the table"
    )
    case(
        "rows-repeated-header.csv",
        repeated,
        [(2, ["1", "a"]), (3, ["code", "name"], question), (4, ["2", "b"])],
        columns=["code", "name"],
    )
    case(
        "rows-repeated-header-skipped.csv",
        repeated,
        [(2, ["1", "a"]), (4, ["2", "b"])],
        columns=["code", "name"],
        options={"skip_rows": "repeated_header"},
        note="Line 3 repeats the header and was left out.",
    )
    case(
        "rows-repeated-header-kept.csv",
        repeated,
        [(2, ["1", "a"]), (3, ["code", "name"]), (4, ["2", "b"])],
        columns=["code", "name"],
        options={"skip_rows": "none"},
    )
    case(
        "rows-totals-skipped.csv",
        "code,a_field,note\n1,2,x\n\nTotal,2,\n\nSource: the office,,\n",
        [(2, ["1", "2", "x"])],
        options={"skip_rows": ["totals", "footnotes"]},
        note="Line 4 holds totals and was left out.",
    )
    case(
        "rows-last-row.csv",
        'code,a_field,note\n1,2,x\nnotes\n"',
        [(2, ["1", "2", "x"])],
        options={"last_row": 2},
        note="Lines below line 2 were not read: option last_row.",
    )
    case(
        "lines-unicode-separators.csv",
        "code,a_field,note\n1,a\u2028b,x\n2,c\x0bd\x0ce\x85f,y\n",
        [(2, ["1", "a\u2028b", "x"]), (3, ["2", "c\x0bd\x0ce\x85f", "y"])],
    )
    case(
        "nul.csv",
        b"code,a_field,note\n1,f\0oo,x\n2,bar,y\n",
        [(2, ["1", "f\0oo", "x"], "NUL byte in line 2, column 2"), (3, ["2", "bar", "y"])],
    )
    case(
        "control-characters.csv",
        b"code,a_field,note\n1,a\x01b\x02c\x06,x\n2,\x7f\x1b,y\n",
        [(2, ["1", "a\x01b\x02c\x06", "x"]), (3, ["2", "\x7f\x1b", "y"])],
    )
    case(
        "copy-specials.csv",
        "code,a_field,note\n1,\\N,\\.\n2,a\tb\\nc,y\n",
        [(2, ["1", "\\N", "\\."]), (3, ["2", "a\tb\\nc", "y"])],
    )
    case(
        "words-kept.csv",
        "code,a_field,note\nN/A,NULL,null\nnan,None,NA\n007,+1,1e5\n",
        [(2, ["N/A", "NULL", "null"]), (3, ["nan", "None", "NA"]), (4, ["007", "+1", "1e5"])],
    )
    case(
        "long-cell.csv",
        "code,a_field,note\n1," + "a" * 20000 + ",x\n2,bar,y\n",
        [(2, ["1", "a" * 20000, "x"]), (3, ["2", "bar", "y"])],
    )


def headers() -> None:
    case(
        "header-preamble.csv",
        "Report of 2024\nmade by hand\n\ncode,a_field,note\n1,foo,x\n2,bar,y\n",
        [(5, ["1", "foo", "x"]), (6, ["2", "bar", "y"])],
        note="Lines 1 to 2 stand before the header and were not read.",
    )
    case(
        "header-preamble-same-width.csv",
        "one,two,three\ncode,a_field,note\n1,foo,x\n",
        [(3, ["1", "foo", "x"])],
        note="Line 1 stands before the header and was not read.",
    )
    case(
        "header-preamble-semicolon.csv",
        "Export;2024-01-01;;\n;;;\ncode;a_field;note\n1;fo,o;x\n",
        [(4, ["1", "fo,o", "x"])],
    )
    case(
        "header-comments.csv",
        "# exported\n# by a program\ncode,a_field,note\n1,foo,x\n# in between\n2,bar,y\n",
        [(4, ["1", "foo", "x"]), (6, ["2", "bar", "y"])],
        note="Line 5 begins with # and was taken for a comment.",
    )
    case(
        "header-comment-or-row.csv",
        "# exported\ncode,a_field,note\n1,foo,x\n#2,bar,y\n",
        [
            (3, ["1", "foo", "x"]),
            (
                4,
                ["#2", "bar", "y"],
                "Line may be a comment or a row that begins with #: set option comment",
            ),
        ],
    )
    case(
        "header-comment-or-quoted-row.csv",
        '# exported\ncode,a_field,note\n1,foo,x\n#2,"b,ar",y\n# a, b, c, d\n',
        [
            (3, ["1", "foo", "x"]),
            (
                4,
                ["#2", "b,ar", "y"],
                "Line may be a comment or a row that begins with #: set option comment",
            ),
        ],
    )
    case(
        "header-in-comment.csv",
        "# exported\n#code,a_field,note\n1,foo,x\n",
        [(3, ["1", "foo", "x"])],
    )
    case(
        "header-two-candidates.csv",
        "code,a_field,other\n1,foo,x\ncode,a_field,note\n2,bar,y\n",
        error="The header may be line 1 or line 3",
    )
    case(
        "header-comment-option.csv",
        "code,a_field,note\n1,foo,x\n;2,bar,y\n",
        [(2, ["1", "foo", "x"])],
        options={"comment": ";"},
    )
    case(
        "header-hash-value.csv",
        "code,a_field,note\n#1,foo,x\n2,#bar,y\n",
        [(2, ["#1", "foo", "x"]), (3, ["2", "#bar", "y"])],
    )
    case(
        "header-comment-none.csv",
        "# exported\ncode,a_field,note\n#1,foo,x\n",
        [(3, ["#1", "foo", "x"])],
        options={"comment": "none"},
    )
    case(
        "header-none.csv",
        "1,foo,x\n2,bar,y\n",
        [(1, ["1", "foo", "x"]), (2, ["2", "bar", "y"])],
        options={"header": "none"},
    )
    case(
        "header-none-semicolon.csv",
        "1;f,oo;x\n2;bar;y\n",
        [(1, ["1", "f,oo", "x"]), (2, ["2", "bar", "y"])],
        options={"header": "none"},
    )
    case(
        "header-none-ambiguous.csv",
        "1,2;3,4;5\n6,7;8,9;0\n",
        error="The delimiter may be comma or semicolon",
        options={"header": "none"},
    )
    case(
        "header-none-hopeless.csv",
        "hello\nworld\n",
        error="No delimiter cuts the lines into 3 cells",
        options={"header": "none"},
    )
    case(
        "header-line.csv",
        "code,a_field,note\nKey,Text,Note\n1,foo,x\n",
        [(3, ["1", "foo", "x"])],
        options={"header": 2},
        header=["Key", "Text", "Note"],
    )
    case(
        "header-lines-option.csv",
        "Order,A,\ncode,field,note\n1,foo,x\n",
        [(3, ["1", "foo", "x"])],
        options={"header": "1-2"},
        header=["Order code", "A field", "note"],
    )
    case(
        "header-lines-found.csv",
        "first,second,third\nname,name,name\n1,foo,x\n",
        [(3, ["1", "foo", "x"])],
        columns=["first name", "second name", "third name"],
    )
    case(
        "header-lines-underscore.csv",
        "first;second;third\nname;name;name\n1;foo;x\n",
        [(3, ["1", "foo", "x"])],
        columns=["first_name", "second_name", "third_name"],
    )
    case(
        "header-skip-lines.csv",
        "code,a_field,note\nold,old,old\ncode,a_field,note\n1,foo,x\n",
        [(4, ["1", "foo", "x"])],
        options={"skip_lines": 2},
    )
    case(
        "header-case-and-spaces.csv",
        "CODE , A_Field,  Note\n1,foo,x\n",
        [(2, ["1", "foo", "x"])],
        header=["CODE", "A_Field", "Note"],
    )
    case(
        "header-other-order.csv",
        "note,code,a_field\nx,1,foo\n",
        [(2, ["x", "1", "foo"])],
        header=["note", "code", "a_field"],
    )
    case(
        "header-repeated.csv",
        "code,code,note\n1,2,x\n",
        [(2, ["1", "2", "x"])],
        header=["code", "code", "note"],
    )
    case(
        "header-foreign.csv",
        "alpha,beta,gamma\n1,foo,x\n2,bar,y\n",
        PLAIN,
        header=["alpha", "beta", "gamma"],
    )
    case("header-part.csv", "code;extra\n1;foo\n", [(2, ["1", "foo"])], header=["code", "extra"])
    case(
        "header-spaces-in-names.csv",
        "the code;a field\n1;foo bar\n",
        [(2, ["1", "foo bar"])],
        columns=["the code", "a field"],
    )
    case("header-delimiter-in-name.csv", '"a,b",c\n1,2\n', [(2, ["1", "2"])], columns=["a,b", "c"])
    case(
        "header-beyond-end.csv",
        "code,a_field,note\n",
        error="There is no line 9 for the header",
        options={"header": 9},
    )


def ragged() -> None:
    body = "code,a_field,note\n1,foo,x\n2,bar\n3,baz,z,more\n4,qux,w\n"
    case(
        "ragged-report.csv",
        body,
        [
            (2, ["1", "foo", "x"]),
            (3, ["2", "bar"], count(3, 2)),
            (4, ["3", "baz", "z", "more"], count(3, 4)),
            (5, ["4", "qux", "w"]),
        ],
    )
    case(
        "ragged-pad.csv",
        body,
        [
            (2, ["1", "foo", "x"]),
            (3, ["2", "bar", None]),
            (4, ["3", "baz", "z", "more"], count(3, 4)),
            (5, ["4", "qux", "w"]),
        ],
        options={"ragged": "pad"},
    )
    case(
        "ragged-truncate.csv",
        body,
        [
            (2, ["1", "foo", "x"]),
            (3, ["2", "bar"], count(3, 2)),
            (4, ["3", "baz", "z"]),
            (5, ["4", "qux", "w"]),
        ],
        options={"ragged": "truncate"},
    )
    case(
        "ragged-both.csv",
        body,
        [
            (2, ["1", "foo", "x"]),
            (3, ["2", "bar", None]),
            (4, ["3", "baz", "z"]),
            (5, ["4", "qux", "w"]),
        ],
        options={"ragged": "both"},
    )
    case(
        "ragged-quoted-breaks-pad.csv",
        'code,a_field,note\n1,"fo\no"\n2,bar,y\n',
        [(2, ["1", "fo\no", None]), (4, ["2", "bar", "y"])],
        options={"ragged": "pad"},
    )
    case("trailing-delimiters.csv", "code,a_field,note,\n1,foo,x,\n2,bar,y,\n", PLAIN)
    case("trailing-delimiters-rows.csv", "code,a_field,note\n1,foo,x,\n2,bar,y,\n", PLAIN)
    case(
        "trailing-delimiters-empty-last.csv",
        "code;a_field;note;\n1;foo;;\n2;;y;\n",
        [(2, ["1", "foo", ""]), (3, ["2", "", "y"])],
    )
    case("trailing-delimiters-several.csv", "code,a_field,note,,,\n1,foo,x,,,\n2,bar,y,,,\n", PLAIN)
    case("trailing-tabs.tsv", "code\ta_field\tnote\t\n1\tfoo\tx\t\n2\tbar\ty\t\n", PLAIN)
    case(
        "ragged-one-trailing.csv",
        "code,a_field,note\n1,foo,x\n2,bar,y,\n",
        [(2, ["1", "foo", "x"]), (3, ["2", "bar", "y", ""], count(3, 4))],
    )


def encodings() -> None:
    body = "code,a_field,note\n1,gr\u00fcn,\u20ac\n2,caf\u00e9,y\n"
    rows: Rows = [(2, ["1", "gr\u00fcn", "\u20ac"]), (3, ["2", "caf\u00e9", "y"])]
    case("encoding-utf8.csv", body, rows)
    case("encoding-utf8-bom.csv", b"\xef\xbb\xbf" + body.encode(), rows)
    case("encoding-utf16-le-bom.csv", b"\xff\xfe" + body.encode("utf-16-le"), rows)
    case("encoding-utf16-be-bom.csv", b"\xfe\xff" + body.encode("utf-16-be"), rows)
    case("encoding-utf32-le-bom.csv", b"\xff\xfe\0\0" + body.encode("utf-32-le"), rows)
    case("encoding-utf32-be-bom.csv", b"\0\0\xfe\xff" + body.encode("utf-32-be"), rows)
    case(
        "encoding-utf16-le.csv",
        body.encode("utf-16-le"),
        rows,
        note="Read as UTF-16 (no byte order mark).",
    )
    case(
        "encoding-utf16-be.csv",
        body.encode("utf-16-be"),
        rows,
        note="Read as UTF-16 (big endian) (no byte order mark).",
    )
    case("encoding-windows-1252.csv", body.encode("cp1252"), rows, note="Read as Windows-1252.")
    case(
        "encoding-option.csv",
        "code,a_field,note\n1,\u017elut\u00fd k\u016f\u0148,x\n".encode("cp1250"),
        [(2, ["1", "\u017elut\u00fd k\u016f\u0148", "x"])],
        options={"encoding": "windows-1250"},
    )
    case(
        "encoding-option-unknown.csv",
        body,
        error="Encoding is not known: klingon",
        options={"encoding": "klingon"},
    )
    japanese = "\u6771\u4eac\u90fd\u306e\u65b0\u3057\u3044\u5e97\u8217\u3067\u3059"
    lines = "".join(
        f"{i},{japanese},\u3053\u308c\u306f\u8aac\u660e\u6587{i}\u3067\u3042\u308a\u307e\u3059\n"
        for i in range(1, 9)
    )
    wide: Rows = [
        (
            i + 1,
            [
                str(i),
                japanese,
                f"\u3053\u308c\u306f\u8aac\u660e\u6587{i}\u3067\u3042\u308a\u307e\u3059",
            ],
        )
        for i in range(1, 9)
    ]
    case("encoding-shift-jis.csv", ("code,a_field,note\n" + lines).encode("cp932"), wide)
    case(
        "encoding-shift-jis-option.csv",
        ("code,a_field,note\n" + lines).encode("cp932"),
        wide,
        options={"encoding": "shift_jis"},
    )
    case(
        "encoding-bad-utf8.csv",
        body.encode()
        + "3,\u00fc\u00f6\u00e4\u00df\u00e9\u00e8\u00ea\u00e0\u00e7\u00f1,x\n".encode()
        + b"4,f\xffoo,x\n5,bar,y\n",
        [
            *rows,
            (4, ["3", "\u00fc\u00f6\u00e4\u00df\u00e9\u00e8\u00ea\u00e0\u00e7\u00f1", "x"]),
            (5, ["4", "f\udcffoo", "x"], "Byte 0xff at offset 68 (line 5) is not valid UTF-8"),
            (6, ["5", "bar", "y"]),
        ],
        note="Read as UTF-8; some bytes are not valid in it.",
    )
    case(
        "encoding-bad-option.csv",
        b"code,a_field,note\n1,f\x81oo,x\n2,bar,y\n",
        [
            (
                2,
                ["1", "f\udc81oo", "x"],
                "Byte 0x81 at offset 21 (line 2) is not valid Windows-1252",
            ),
            (3, ["2", "bar", "y"]),
        ],
        options={"encoding": "windows-1252"},
    )
    case(
        "encoding-bad-utf16.csv",
        b"\xff\xfe"
        + "code,a_field,note\n1,f".encode("utf-16-le")
        + b"\x00\xdc"
        + "oo,x\n2,bar,y\n".encode("utf-16-le"),
        [
            (
                2,
                ["1", "f\udc00\udcdcoo", "x"],
                "Byte 0x00 at offset 44 (line 2) is not valid UTF-16",
            ),
            (3, ["2", "bar", "y"]),
        ],
    )
    case(
        "encoding-header.csv",
        "gr\u00f6\u00dfe;a_field\n1;x\n".encode("cp850"),
        [(2, ["1", "x"])],
        columns=["gr\u00f6\u00dfe", "a_field"],
    )
    case(
        "encoding-emoji.csv",
        "code,a_field,note\n1,\U0001f600,\u0301x\n",
        [(2, ["1", "\U0001f600", "\u0301x"])],
    )


def compressed() -> None:
    body = b"code,a_field,note\n1,foo,x\n2,bar,y\n"
    case("compressed.csv.gz", gzip.compress(body, mtime=0), PLAIN)
    case(
        "compressed-two-members.csv.gz",
        gzip.compress(body[:20], mtime=0) + gzip.compress(body[20:], mtime=0),
        PLAIN,
    )
    case("compressed.csv.zst", zstandard.ZstdCompressor().compress(body), PLAIN)
    case("compressed.csv.xz", lzma.compress(body), PLAIN)
    case("compressed.csv.bz2", bz2.compress(body), PLAIN)
    case("compressed.tsv.gz", gzip.compress(body.replace(b",", b"\t"), mtime=0), PLAIN)
    case("compressed.csv.zip", _zip({"data.csv": body}), PLAIN)
    case(
        "compressed.zip",
        _zip({"folder/data.csv": body, "__MACOSX/folder/._data.csv": b"x", ".DS_Store": b"y"}),
        PLAIN,
    )
    case(
        "compressed-two.zip",
        _zip({"one.csv": body, "two.csv": body}),
        error="The archive holds 2 files",
    )
    case(
        "compressed-member.zip",
        _zip({"one.csv": b"x", "two.csv": body}),
        PLAIN,
        options={"member": "two.csv"},
    )
    case(
        "compressed-deep.zip",
        _zip({"inner.zip": _zip({"data.csv": body})}),
        error="The archive holds another archive: inner.zip",
    )
    case("compressed-txt.zip", _zip({"data.txt": body}), error="Unsupported file format: TXT")
    case(
        "compressed-cut.csv.gz",
        gzip.compress(body * 50, mtime=0)[:-20],
        error="The gz compression is damaged: it ends in the middle",
    )
    case(
        "compressed-cut.csv.zst",
        zstandard.ZstdCompressor().compress(body * 50)[:-5],
        error="The zst compression is damaged: it ends in the middle",
    )
    case(
        "compressed-cut.csv.xz",
        lzma.compress(body * 50)[:-20],
        error="The xz compression is damaged: it ends in the middle",
    )
    case(
        "compressed-not.csv.gz", body, error="The file is not GZ-compressed, whatever its name says"
    )
    case("compressed-unnamed.csv", gzip.compress(body, mtime=0), PLAIN)


def names() -> None:
    body = "code,a_field,note\n1,foo,x\n2,bar,y\n"
    case("format.txt", body, error="Unsupported file format: TXT")
    case("format-option.txt", body, PLAIN, options={"format": "csv"})
    case("format-none", body, error="Unsupported file format: (none)")
    case("format-upper.CSV", body, PLAIN)
    case(
        "format.pdf.csv",
        "%PDF-1.7\n",
        error="The file is a PDF document, which holds no table that can be read",
    )
    case(
        "format-html.xls",
        "<html><table><tr><td>code</td></tr></table></html>",
        error="The file is an HTML page, not XLS",
    )
    case(
        "format-text.xls",
        body.replace(",", "\t"),
        PLAIN,
        note="The file is text, not a spreadsheet as its name says, and was read as text.",
    )
    case(
        "format-docx.docx",
        _zip({"word/document.xml": b"<x/>"}),
        error="Unsupported file format: DOCX",
    )


def json_files() -> None:
    objects = [
        {"code": 1, "a_field": "foo", "note": None},
        {"code": 2.50, "a_field": 'b"ar', "note": True},
    ]
    rows: Rows = [(1, ["1", "foo", None]), (2, ["2.5", 'b"ar', "true"])]
    case("lines.jsonl", "".join(json.dumps(o) + "\n" for o in objects), rows)
    case("lines-no-last.jsonl", "\n".join(json.dumps(o) for o in objects), rows)
    case("array.json", json.dumps(objects), [(1, ["1", "foo", None]), (1, ["2.5", 'b"ar', "true"])])
    case(
        "array-pretty.json",
        json.dumps(objects, indent=1),
        [(2, ["1", "foo", None]), (7, ["2.5", 'b"ar', "true"])],
    )
    case(
        "exact.jsonl",
        '{"code": 12345678901234567890.12345, "a_field": {"b": [1, 2.50]}, "note": 1E3}\n',
        [(1, ["12345678901234567890.12345", '{"b": [1, 2.50]}', "1000"])],
    )
    case(
        "missing-keys.jsonl",
        '{"code": 1, "a_field": "x"}\n{"code": 2, "note": "y"}\n',
        [(1, ["1", "x", None]), (2, ["2", None, "y"])],
    )
    case(
        "twice.jsonl",
        '{"code": 1, "a_field": "x", "note": "y"}\n{"code": 1, "code": 2, "a_field": "x"}\n',
        [
            (1, ["1", "x", "y"]),
            (2, [None, None, None], "Line 2 is not usable: the key code stands twice in an object"),
        ],
    )
    case(
        "broken.jsonl",
        '{"code": 1, "a_field": "x", "note": "y"}\n{"code": 2, "a_\n{"code": 3, "a_field": "z", "note": ""}\n',
        [
            (1, ["1", "x", "y"]),
            (2, [None, None, None], "Line 2 is not valid JSON: Invalid control character at"),
            (3, ["3", "z", ""]),
        ],
    )
    case(
        "not-an-object.jsonl",
        '{"code": 1, "a_field": "x", "note": "y"}\n[1, 2]\n',
        [(1, ["1", "x", "y"]), (2, [None, None, None], "Line 2 holds no JSON object")],
    )
    case(
        "cut.json",
        '[{"code": 1, "a_field": "x", "note": "y"},',
        error="The JSON array is not closed",
    )
    case(
        "nan.jsonl",
        '{"code": 1, "a_field": "x", "note": "y"}\n{"code": NaN, "a_field": "x", "note": "y"}\n',
        [
            (1, ["1", "x", "y"]),
            (2, [None, None, None], "Line 2 is not usable: NaN is not a JSON value"),
        ],
    )
    case(
        "compressed.jsonl.gz",
        gzip.compress("".join(json.dumps(o) + "\n" for o in objects).encode(), mtime=0),
        rows,
    )


def _zip(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()


PARTS: list[Callable[[], None]] = [
    delimiters,
    quotes,
    lines,
    headers,
    ragged,
    encodings,
    compressed,
    names,
    json_files,
]


def make() -> dict[str, tuple[bytes, dict[str, Any]]]:
    """Return every file's name, bytes and expectation."""
    made.clear()
    for part in PARTS:
        part()
    sheets.add(case)
    edges.add(case)
    make_files_shown.add(case)
    return made


def main() -> None:
    """Write the corpus; files that are no longer made are removed."""
    FOLDER.mkdir(exist_ok=True)
    files = make()
    wanted = {*files, *(f"{name}.json" for name in files)}
    for old in FOLDER.iterdir():
        if old.name not in wanted:
            old.unlink()
    for name, (data, expected) in files.items():
        (FOLDER / name).write_bytes(data)
        (FOLDER / f"{name}.json").write_text(
            json.dumps(expected, ensure_ascii=True, indent=1) + "\n"
        )
    sys.stdout.write(f"{len(files)} files in {FOLDER.name}\n")


if __name__ == "__main__":
    main()
