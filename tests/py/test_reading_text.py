"""Text: against Python's csv module, over block borders, and its bounds."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Mapping, Sequence
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tabular_import.reading import (
    DEFAULT_LIMITS,
    READING_OPTIONS,
    ReadingError,
    describe,
    open_table,
)
from tabular_import.reading.copytext import decode_block
from tabular_import.reading.options import limits_of

Found = tuple[list[str], list[tuple[int, list[str | None], str | None]]]


def read(
    data: bytes, options: Mapping[str, object], columns: Sequence[str] | None, name: str = "x.csv"
) -> Found:
    """Return header and rows, after checking that COPY text holds the same."""
    with tempfile.TemporaryFile() as source:
        source.write(data)
        with open_table(source, name, options, columns) as table:
            header = table.header
            rows = [(row.line_number, row.cells, row.read_error) for row in table.rows]
        with open_table(source, name, options, columns) as table:
            copied: list[tuple[int, list[str | None], str | None]] = []
            for block in table.copy_blocks():
                assert block.first_row == len(copied) + 1
                batch = decode_block(block)
                for index, (line, cells) in enumerate(
                    zip(batch.line_numbers, batch.cells, strict=True)
                ):
                    copied.append((line, [*cells], batch.read_errors.get(index)))
    assert len(copied) == len(rows)
    for one, two in zip(rows, copied, strict=True):
        assert (one[0], one[2]) == (two[0], two[2])
        assert one[2] is not None or one[1] == two[1]
    return header, rows


CELLS = st.text(
    st.one_of(
        st.sampled_from(list(" ,;\t|\"'\\\n#ab1.\u00e9\u6771")),
        st.characters(codec="utf-8", exclude_characters="\0\r"),
    ),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=12),
    delimiter=st.sampled_from([",", ";", "\t", "|", "\u00a6"]),
    everywhere=st.booleans(),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_csv_writes_is_read(
    rows: list[tuple[str, str, str]], delimiter: str, everywhere: bool, end: str
) -> None:
    text = io.StringIO(newline="")
    quoting: Literal[0, 1] = csv.QUOTE_ALL if everywhere else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerow(["code", "a_field", "note"])
    # A cell that begins with spaces and a quote is a quoted one to us, not to csv.
    rows = [
        (a, b, c)
        for a, b, c in rows
        if not any(cell.strip(" \t")[:1] == '"' and not everywhere for cell in (a, b, c))
    ]
    writer.writerows(rows)
    options = {"delimiter": delimiter, "quote": '"', "escape": "doubled", "header": 1}
    options |= {"blank_rows": "keep", "skip_rows": "none"}
    _, found = read(text.getvalue().encode(), options, None)
    wanted = [list(row) for row in rows]
    assert [cells for _, cells, _ in found] == wanted
    assert not any(read_error for _, _, read_error in found)


@settings(max_examples=300, deadline=None)
@given(
    text=st.text(st.sampled_from(list("\",\n\r a\\b\t'")), max_size=60),
    options=st.sampled_from(
        [
            {},
            {"quote": "none"},
            {"escape": "backslash"},
            {"ragged": "both"},
            {"delimiter": "whitespace"},
        ]
    ),
)
def test_any_text_is_read_the_same_both_ways(text: str, options: dict[str, object]) -> None:
    try:
        read(
            b"code,a_field\n" + text.encode(),
            {"header": 1, "delimiter": ",", **options},
            ["code", "a_field"],
        )
    except ReadingError as error:
        assert error.message


@pytest.mark.parametrize("size", [(1 << 20) - 30, (1 << 20) - 1, (1 << 20) + 1])
@pytest.mark.parametrize("middle", ['"a\n\nb"', '"x""y"', "\u6771\u4eac", '"q"\r', "plain"])
def test_records_across_block_borders(size: int, middle: str) -> None:
    first = b"code,a_field\n"
    filler = b"1,foo\n" * ((size - len(first)) // 6 - 1)
    rest = size - len(first) - len(filler)
    filler += b"2," + b"f" * (rest - 3) + b"\n"
    cell = middle.rstrip("\r")
    end = "\r\n" if middle.endswith("\r") else "\n"
    data = first + filler[:-1] + b"\n" + f"3,{cell}{end}4,last\n".encode() * 3
    _, rows = read(data, {}, ["code", "a_field"])
    value = cell.strip('"').replace('""', '"')
    assert [cells for _, cells, _ in rows[-6:]] == [["3", value], ["4", "last"]] * 3
    assert not any(read_error for _, _, read_error in rows)
    assert rows[-1][0] == data.count(b"\n")


def test_quoted_cell_of_several_blocks() -> None:
    value = "line, of text\n" * 200_000
    data = f'code,a_field\n1,"{value}"\n2,x\n'.encode()
    _, rows = read(data, {}, ["code", "a_field"])
    assert [(line, cells) for line, cells, _ in rows] == [(2, ["1", value]), (200_003, ["2", "x"])]


def test_bad_bytes_far_into_the_file() -> None:
    good = "1,gr\u00fcn\n".encode() * 150_000
    data = b"code,a_field\n" + good + b"2,f\xffo\n" + good
    _, rows = read(data, {}, ["code", "a_field"])
    read_errors = [(line, read_error) for line, _, read_error in rows if read_error]
    offset = 13 + len(good) + 3
    assert read_errors == [
        (150_002, f"Byte 0xff at offset {offset} (line 150002) is not valid UTF-8")
    ]
    assert len(rows) == 300_001


def test_bad_bytes_of_another_encoding_far_into_the_file() -> None:
    good = b"1,gr\xfcn\n" * 150_000
    data = b"code,a_field\n" + good + b"2,f\x81o\n" + good + b"3,\x8d\n"
    _, rows = read(data, {"encoding": "windows-1252"}, ["code", "a_field"])
    first = 13 + len(good) + 3
    second = 13 + 2 * len(good) + 6 + 2
    assert [read_error for _, _, read_error in rows if read_error] == [
        f"Byte 0x81 at offset {first} (line 150002) is not valid Windows-1252",
        f"Byte 0x8d at offset {second} (line 300003) is not valid Windows-1252",
    ]


def test_never_closed_quote_keeps_the_rows_before_it() -> None:
    data = b"code,a_field\n" + b'1,"foo"\n' * 200_000 + b'2,"bar\n' + b"3,baz\n" * 1000
    _, rows = read(data, {}, ["code", "a_field"])
    assert len(rows) == 200_001
    assert rows[-1][0] == 200_002
    assert rows[-1][2] == "Quote opened in line 200002 is never closed"
    assert not any(read_error for _, _, read_error in rows[:-1])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"delimiter": 5}, "Option delimiter must be a string"),
        ({"ragged": "maybe"}, "Option ragged must be one of: report, pad, truncate, both"),
        ({"header": 0}, "Option header is not understood: 0"),
        ({"header": True}, "Option header must be a string or a number"),
        ({"quote": "ab"}, "Option quote must be one character: ab"),
        ({"delimiter": "a\nb"}, "Option delimiter holds a character that cannot delimit: 'a\\nb'"),
        ({"limits": {"seconds": 1e6}}, "The limit seconds cannot be above 60"),
        ({"limits": {"bytes": 5}}, "There is no limit bytes"),
        ({"limits": {"cells": -5}}, "The limit cells must be a number above 0"),
        ({"limits": {"cells": 1}}, "The file has more than 1 cells"),
        ({"limits": {"cell_length": 2}}, "A cell in line 2 is longer than 2 characters"),
        ({"limits": {"line_length": 4}}, "Line 1 is longer than 4 characters"),
        ({"limits": {"columns": 1}}, "The header has 2 columns, more than 1"),
        ({"format": "docx"}, "Option format must be one of: "),
        ({"encoding": "rot13"}, "Encoding is not one of text files: rot13"),
    ],
)
def test_options_and_limits(options: dict[str, object], message: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read(b"code,a_field\n1,foo\n2,bar\n", options, ["code", "a_field"])
    assert caught.value.message.startswith(message)


@pytest.mark.parametrize(
    "name",
    ["x.xlsx", "x.xlsm", "x.xlsb", "x.xls", "x.ods", "x.parquet", "x.zip", "x.csv.gz", "x.csv"],
)
def test_a_file_of_no_byte_is_empty(name: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read(b"", {}, ["code", "a_field"], name)
    assert caught.value.message == "The file is empty"
    assert caught.value.hint


def test_limits_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TABULAR_IMPORT_LIMITS", '{"columns": 1, "seconds": 60}')
    with pytest.raises(ReadingError, match="The header has 2 columns, more than 1"):
        read(b"code,a_field\n1,foo\n", {}, None)
    monkeypatch.setenv("TABULAR_IMPORT_LIMITS", "plenty")
    with pytest.raises(ReadingError, match="TABULAR_IMPORT_LIMITS is not a JSON object"):
        read(b"code,a_field\n1,foo\n", {}, None)


def test_every_option_is_described() -> None:
    from tabular_import import reading

    for name, option in READING_OPTIONS.items():
        assert option.name == name
        assert option.help
        assert f"\n    {name} " in (reading.__doc__ or "")


def test_description_says_what_and_why() -> None:
    with tempfile.TemporaryFile() as source:
        source.write("Report\ncode;a_field\n1;gr\u00fcn\n".encode("cp1252"))
        lines = describe(source, "x.csv", {}, ["code", "a_field"]).lines()
    assert "delimiter: semicolon" in lines
    assert "because delimiter semicolon: with it line 2 names 2 of the table's 2 columns" in lines
    assert "note: Read as Windows-1252." in lines
    assert "note: Line 1 stands before the header and was not read." in lines


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("id, name, amount\n1, Anna, 3.5\n2, Bert, 4.5\n", ", "),
        ("id; name\n1; Anna\n", "; "),
        ("id | name\n1 | Anna\n", " | "),
        ('id, name, amount\n1, "Anna, B", 3.5\n2, Bert, 4.5\n', ", "),
        ("id, name, amount\n1, Anna, 3.5\n2,Bert,4.5\n", "comma"),
        ("id,name,amount\n1, Anna, 3.5\n2, Bert, 4.5\n", "comma"),
    ],
)
def test_with_and_without_a_table_the_delimiter_is_the_same(text: str, delimiter: str) -> None:
    for columns in (["id", "name", *(["amount"] if "amount" in text else [])], None):
        with open_table(io.BytesIO(text.encode()), "x.csv", {}, columns) as table:
            assert table.used["delimiter"] == delimiter
            assert table.header == [name.strip() for name in table.header]


def test_limits_have_reasons_to_exist() -> None:
    assert DEFAULT_LIMITS.cell_length <= DEFAULT_LIMITS.line_length


def notes(data: bytes, columns: Sequence[str], fast: bool, name: str = "x.csv") -> list[str]:
    """Return the notes, after the rows were taken in the fast way or by the careful parser."""
    with tempfile.TemporaryFile() as source:
        source.write(data)
        with open_table(source, name, {}, columns) as table:
            for _ in table.copy_blocks() if fast else table.rows:
                pass
            return table.notes


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n1,2\n\n3,4\n", ["Line 3 is blank and was left out."]),
        ("a,b\n1,2\n\n\n3,4\n  \n5,6\n\n", ["3 blank lines were left out, the first is line 3."]),
        ('a,b\n1,"2\n3"\n\n3,"4"\n', ["Line 4 is blank and was left out."]),
        ("a,b\r\n1,2\r\n\r\n3,4", ["Line 3 is blank and was left out."]),
        ("a,b\n1,2\n\n3,4,5\n", ["Line 3 is blank and was left out."]),
        ("a,b\n\n1,2\n", []),
        ("\na,b\n1,2\n\n\n", []),
        ("a,b\n1,2\n,\n3,4\n", ["Line 3 is blank and was left out."]),
        (
            "a,b\n1,2\n,\n3,4\n\n5,6\n,\n",
            ["3 blank rows were left out, the first is line 3."],
        ),
    ],
)
def test_blank_lines_among_the_rows_are_told(text: str, told: list[str], fast: bool) -> None:
    assert notes(text.encode(), ["a", "b"], fast) == told


def test_blank_lines_are_rows_of_one_column() -> None:
    assert notes(b"a\n1\n\n2\n", ["a"], True) == []


@pytest.mark.parametrize("fast", [True, False])
def test_blank_lines_over_block_borders(fast: bool) -> None:
    row = b"12345678,abcdefgh\n"
    many = row * 40_000
    assert notes(b"a,b\n" + many + b"\n" + many + b"\n\n", ["a", "b"], fast) == [
        "Line 40002 is blank and was left out."
    ]
    lines = b"a,b\n" + (row * 100 + b"\n") * 900
    assert notes(lines, ["a", "b"], fast) == [
        "899 blank lines were left out, the first is line 102."
    ]
    gap = b"a,b\n" + row + b"\n" * 500_000 + row
    assert notes(gap, ["a", "b"], fast) == [
        "500,000 blank lines were left out, the first is line 3."
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'{"a\\ud800":1}', "A key of the object in line 1 holds a NUL character or half"),
        (b'{"a":1}\n{"":2}', "A key of the object in line 2 is empty"),
        (b'{"a":1e999999999999999999999}', "The object in line 1 holds a number that is too large"),
        (b'{"a":1}\n{"a":"\xff"}', "Byte 0xff at offset 14 (line 2) is not valid UTF-8"),
        (b'[{"a":1},\n{"a":"\xff"}]', "Byte 0xff at offset 16 (line 2) is not valid UTF-8"),
        (b'{"a":"\\ud800"}', "A value holds a NUL character or half a character"),
    ],
)
def test_json_that_cannot_be_read(data: bytes, told: str) -> None:
    read_errors = []
    try:
        with open_table(io.BytesIO(data), "x.jsonl", {"encoding": "utf-8"}, None) as table:
            read_errors = [row.read_error for row in table.rows if row.read_error]
    except ReadingError as error:
        read_errors = [error.message]
    assert len(read_errors) == 1
    assert (read_errors[0] or "").startswith(told)


@pytest.mark.parametrize(
    ("data", "options", "told"),
    [
        (
            b"a,b\xff\n1,x\n",
            {"encoding": "utf-8"},
            "The name of column 2 in line 1 holds the byte 0xff",
        ),
        (b"a,b\0\n1,x\n", {}, "The name of column 2 in line 1 holds a NUL byte"),
        (b"a,,b,c\n1,2,x,y\n", {}, "Column 2 of the header in line 1 has no name"),
        (b"a,b\n1,x\n", {"encoding": "utf-7"}, "Encoding is not one of text files: utf-7"),
        (b"a,b\n1,x\n", {"limits": {"cells": float("inf")}}, "The limit cells must be a number"),
        (b"a,b\n1,x\n", {"limits": {"cells": 0.5}}, "The limit cells must be a number above 0"),
    ],
)
def test_names_and_options_that_cannot_be(
    data: bytes, options: dict[str, object], told: str
) -> None:
    with (
        pytest.raises(ReadingError) as caught,
        open_table(io.BytesIO(data), "x.csv", options, ["a", "b"]) as table,
    ):
        list(table.rows)
    assert caught.value.message.startswith(told)


def test_hints_name_who_sets_a_limit() -> None:
    for name, told in (("cells", "set_import_setting('max_cells'"), ("seconds", "TABULAR_IMPORT")):
        with pytest.raises(ReadingError) as caught:
            limits_of({"limits": {name: 10**15}}, DEFAULT_LIMITS)
        assert told in (caught.value.hint or "")


def test_comments_are_named_and_ragged_rows_are_none() -> None:
    data = b"# made by x\na,b,c\n1,2,3\n# a note, of two\n#1,Berlin\n# more\n4,5,6\n"
    with open_table(io.BytesIO(data), "x.csv", {}, ["a", "b", "c"]) as table:
        rows = [(row.line_number, row.read_error) for row in table.rows]
        notes = table.notes
    told = "Line may be a comment or a row that begins with #: set option comment"
    assert rows == [(3, None), (5, told), (7, None)]
    assert notes == [
        "Line 1 begins with # and was taken for a comment.",
        "2 lines that begin with # were taken for comments, the first is line 4.",
    ]


def test_reasons_are_given_for_the_usual_too() -> None:
    with open_table(io.BytesIO(b'a,b\n1,"x"\n'), "x.csv", {}, ["a", "b"]) as table:
        assert "double quotes: nothing speaks for single ones" in table.reasons
        assert any("doubling" in reason for reason in table.reasons)
    options: dict[str, object] = {"quote": "double", "escape": "doubled"}
    with open_table(io.BytesIO(b"a,b\n1,x\n"), "x.csv", options, ["a", "b"]) as table:
        assert {"quote: set by option", "escape: set by option"} <= set(table.reasons)


@pytest.mark.parametrize("limits", [{"cells": 3}, {"cell_length": 4}])
def test_limits_of_json(limits: dict[str, int]) -> None:
    data = b'{"a":"12345"}\n' * 4
    with (
        open_table(io.BytesIO(data), "x.jsonl", {"limits": limits}, None) as table,
        pytest.raises(ReadingError, match=r"more than 3 cells|longer than 4 characters"),
    ):
        list(table.rows)
