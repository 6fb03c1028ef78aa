"""Text: lines that may be no rows of the table, and quotes that close nothing."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Mapping

import pytest

from tabular_import.reading import ReadingError, open_table
from tabular_import.reading.copytext import decode_block
from tabular_import.reading.text import decoding, encodings

Rows = list[tuple[int, list[str | None], str | None]]

HEADER = (
    "Row equals the header: set option skip_rows to repeated_header, "
    "or to none if it is a row of the table"
)
TOTAL = (
    "Row may be a total of the rows above: set option skip_rows to totals, "
    "or to none if it is a row of the table"
)
NOTE = (
    "Row with a single cell below a blank line may be a footnote or a title: "
    "set option skip_rows to footnotes, or to none if it is a row of the table"
)
LAST = NOTE.replace("blank line", "last row").replace("a last", "the last")


def read(data: bytes, columns: list[str], options: Mapping[str, object]) -> tuple[Rows, list[str]]:
    """Return rows and notes, the same from both paths."""
    with tempfile.TemporaryFile() as source:
        source.write(data)
        with open_table(source, "x.csv", options, columns) as table:
            rows = [(row.line_number, row.cells, row.read_error) for row in table.rows]
            notes = table.notes
        with open_table(source, "x.csv", options, columns) as table:
            copied: Rows = []
            for block in table.copy_blocks():
                batch = decode_block(block)
                pairs = zip(batch.line_numbers, batch.cells, strict=True)
                copied += [
                    (line, [*cells], batch.read_errors.get(index))
                    for index, (line, cells) in enumerate(pairs)
                ]
            assert table.notes == notes
    assert [(row[0], row[2]) for row in copied] == [(row[0], row[2]) for row in rows]
    for one, two in zip(rows, copied, strict=True):
        assert one[2] is not None or one[1] == two[1]
    return rows, notes


def read_errors(rows: Rows) -> dict[int, str | None]:
    return {line: read_error for line, _, read_error in rows if read_error}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("code,name\n1,a\ncode,name\n2,b\n", [3]),
        ("code,name\n1,a\nCODE,NAME\n2,b\n", [3]),
        ("Code,Name\n1,a\ncode,name\n2,b\n", [3]),
        ("code , name\n1,a\ncode , name\ncode,name\n", [3, 4]),
        ('code,name\n1,a\n"code","name"\n2,b\n', [3]),
        ("code,name\ncode,name\n1,a\n", [2]),
        ("code,name\n1,a\ncode,name", [3]),
        ("code,name\r\n1,a\r\n\r\ncode,name\r\n2,b\r\n", [4]),
        ("code,name,\n1,a,\ncode,name,\n2,b,\n", [3]),
        ("code,name\n1,a\nname,code\n2,b\n", []),
        ("code,name\n1,code\ncodex,name\nthe code,name\n", []),
    ],
)
def test_row_that_equals_the_header_is_a_question(text: str, lines: list[int]) -> None:
    rows, _ = read(text.encode(), ["code", "name"], {"delimiter": ","})
    assert read_errors(rows) == dict.fromkeys(lines, HEADER)
    skipped, notes = read(
        text.encode(), ["code", "name"], {"delimiter": ",", "skip_rows": ["repeated_header"]}
    )
    assert skipped == [row for row in rows if row[0] not in lines]
    assert bool(lines) == any("header" in note and "left out" in note for note in notes)
    kept, notes = read(text.encode(), ["code", "name"], {"delimiter": ",", "skip_rows": "none"})
    assert [row[0] for row in kept] == [row[0] for row in rows]
    assert not read_errors(kept)


def test_row_that_equals_the_columns_of_a_file_without_a_header() -> None:
    rows, _ = read(b"code,name\n1,a\n", ["code", "name"], {"header": "none"})
    assert read_errors(rows) == {1: HEADER}


def test_header_of_one_column_that_comes_again() -> None:
    rows, _ = read(b"name\nAnn\nname\nmy name\n", ["name"], {})
    assert read_errors(rows) == {3: HEADER}


@pytest.mark.parametrize("mark", ["\ufeff", "\xef\xbb\xbf"])
@pytest.mark.parametrize("second", ["code,name", '"code","name"', '"code",name'])
def test_header_behind_a_byte_order_mark_is_of_a_joined_file(mark: str, second: str) -> None:
    text = f"\ufeffcode,name\nA1,x\n{mark}{second}\nA2,y\n"
    rows, notes = read(text.encode(), ["code", "name"], {})
    assert rows == [(2, ["A1", "x"], None), (4, ["A2", "y"], None)]
    assert notes == [
        "Line 3 repeats the header and was left out.",
        "A byte order mark stands in line 3: files were joined.",
    ]
    kept, _ = read(text.encode(), ["code", "name"], {"skip_rows": "none"})
    assert [line for line, _, _ in kept] == [2, 3, 4]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Total,6,\n", {3: TOTAL}),
        ('"Total:","6",""\n', {3: TOTAL}),
        (",Gesamtsumme,6\n", {3: TOTAL}),
        ("\nSumme,,6\n", {4: TOTAL}),
        ("Grand Total,6,6\n\n\n", {3: TOTAL}),
        ("Total,6,\n\nSource: the office,,\n", {3: TOTAL, 5: NOTE}),
        ("Total,6,\nSource: the office,,\n", {3: TOTAL, 4: LAST}),
        ("Source: the office,,\n", {3: LAST}),
        ("\nSource: the office,,\n", {4: NOTE}),
        (",,\n,,Source: the office\n", {4: NOTE}),
        ("\none,,\ntwo,,\n", {4: NOTE, 5: LAST}),
        # another table, with a title
        ("\nSecond,,\ncode,name,city\n2,b,x\n", {4: NOTE, 5: HEADER}),
        # rows of the table
        ("Total,France,\n", {}),
        ("Totally,6,\n", {}),
        ("9,Total,\n", {}),
        ("last,,\n", {}),
        ("\n17,,\n2,b,x\n", {}),
        ("\nlast,b,\n", {}),
    ],
)
def test_totals_and_footnotes_are_a_question(text: str, wanted: dict[int, str]) -> None:
    data = b"code,name,city\n1,a,x\n" + text.encode()
    rows, _ = read(data, ["code", "name", "city"], {})
    assert read_errors(rows) == wanted
    answers = {"skip_rows": "totals,footnotes,repeated_header"}
    skipped, notes = read(data, ["code", "name", "city"], answers)
    assert skipped == [row for row in rows if row[0] not in wanted]
    assert bool(wanted) == any("header" in n or "totals" in n or "footnote" in n for n in notes)
    kept, _ = read(data, ["code", "name", "city"], {"skip_rows": "none"})
    assert [row[0] for row in kept] == [row[0] for row in rows]
    assert not read_errors(kept)


WORDS = """
Total|TOTALS:|Subtotal|Grand total|Sum|Summe|Gesamtsumme|Insgesamt|Zwischensumme|Endsumme|I alt
Total g\xe9n\xe9ral|Sous-total|Somme|Totale|Totaal|Suma|Razem|Og\xf3\u0142em|Celkem|Sou\u010det
\xd6sszesen|Ukupno|Skupaj|Toplam|Yhteens\xe4|\u0418\u0442\u043e\u0433\u043e|\u0412\u0441\u0435\u0433\u043e:
\u0421\u0443\u043c\u043c\u0430|\u03a3\u03cd\u03bd\u03bf\u03bb\u03bf|\u5408\u8a08|\u603b\u8ba1|\u5408\u8ba1|\u7e3d\u8a08
"""


@pytest.mark.parametrize("word", re.split("[|\n]", WORDS.strip()))
def test_words_of_totals(word: str) -> None:
    for text in (f"{word},6,", f'"{word}","6",""', f",{word},6"):
        rows, _ = read(f"code,name,city\n1,a,x\n{text}\n".encode(), ["code", "name", "city"], {})
        assert read_errors(rows) == {3: TOTAL}


def test_ragged_footnote_is_left_out_where_an_option_says_so() -> None:
    data = b"code,name,city\n1,a,x\nSource: the office\n"
    rows, _ = read(data, ["code", "name", "city"], {})
    assert read_errors(rows) == {3: "Incorrect number of columns: expected 3, found 1"}
    rows, notes = read(data, ["code", "name", "city"], {"skip_rows": "footnotes"})
    assert rows == [(2, ["1", "a", "x"], None)]
    assert notes == ["Line 3 holds a footnote or a title and was left out."]


def test_last_row_ends_the_table() -> None:
    data = b'code,name\n1,a\nTotal,6\n\nNote,\n"a quote never closed\n'
    rows, notes = read(data, ["code", "name"], {"last_row": 3})
    assert rows == [(2, ["1", "a"], None), (3, ["Total", "6"], None)]
    assert notes == ["Lines below line 3 were not read: option last_row."]
    rows, notes = read(data[:22], ["code", "name"], {"last_row": 3})
    assert len(rows) == 2
    assert notes == []
    rows, notes = read(data, ["code", "name"], {"last_row": 3, "skip_rows": "totals"})
    assert rows == [(2, ["1", "a"], None)]


def test_last_row_of_json() -> None:
    data = b'{"code": 1, "name": "a"}\n{"code": 2, "name": "b"}\nno JSON\n'
    rows, notes = read(data, ["code", "name"], {"last_row": 2, "format": "jsonl"})
    assert [cells for _, cells, _ in rows] == [["1", "a"], ["2", "b"]]
    assert notes == ["Lines below line 2 were not read: option last_row."]


def test_last_row_far_into_the_file() -> None:
    data = b"code,name\n" + b"1,a\n" * 500_000 + b"a,b,c\n"
    rows, _ = read(data, ["code", "name"], {"last_row": 400_001})
    assert len(rows) == 400_000
    assert not read_errors(rows)


@pytest.mark.parametrize("empty", [",,,", '"","",,', ",", ",,,,,"])
def test_rows_of_delimiters_are_blank(empty: str) -> None:
    text = f"code,qty,,\nA1,1,,\n{empty}\nA2,2,,\n{empty}\n{empty}\n"
    rows, notes = read(text.encode(), ["code", "qty"], {})
    assert rows == [(2, ["A1", "1"], None), (4, ["A2", "2"], None)]
    assert notes == ["3 blank rows were left out, the first is line 3."]
    kept, notes = read(text.encode(), ["code", "qty"], {"blank_rows": "keep"})
    assert [line for line, _, _ in kept] == [2, 3, 4, 5, 6]
    assert notes == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "::"])
@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ('2"foo, bar","z"', (1, 2)),
        ('2"foo,bar",z', (1, 2)),
        ('x,2"foo, bar"', (2, 3)),
        ('x, 2 "foo,bar"', (2, 3)),
        ('abc"foo,bar","z"', (1, 2)),
        ('2" foo, bar",z', (1, 2)),
        ('2",foo",z', (1, 2)),
        ('2"foo,bar 6",z', (1, 2)),
        ('2"he said ""hi"", ok","z"', (1, 2)),
        ('2"foo"", bar",z', (1, 2)),
        ('2"foo,bar"" ""baz",z', (1, 2)),
        ('5" pipe,2"foo,bar"', (1, 3)),
        ('2"a,b,c"', (1, 3)),
        # honest ones
        ('5" pipe,6" pipe,x', None),
        ('5",6",x', None),
        ('5" pipe,6",x', None),
        ('5",6"," quoted"', None),
        ('12" x 6" board,say "hi",x', None),
        ('52 12"N,13 18"E,x', None),
        ('5" x,"pipe",6"', None),
        ('he said "hi",she "no",x', None),
        ('2"foo,bar,x', None),
        ('foo,bar",x', None),
    ],
)
def test_delimiter_lost_before_a_quoted_cell_is_an_error_of_the_row(
    line: str, columns: tuple[int, int] | None, quote: str, delimiter: str
) -> None:
    text = f'a,b,c\n1,2,3\n{line}\n4,"5",6\n'
    text = text.replace('"', quote).replace(",", delimiter)
    options = {"delimiter": delimiter, "quote": quote, "escape": "doubled"}
    rows, _ = read(text.encode(), ["a", "b", "c"], options)
    found = read_errors(rows)
    if columns is None:
        assert found == {}
        assert (
            next(cell.strip() for cell in rows[1][1] if cell)
            == (line.replace('"', quote).replace(",", delimiter).split(delimiter)[0])
        )
    else:
        assert list(found) == [3]
        assert f"inside column {columns[0]}, and one at the end of column {columns[1]} " in str(
            found[3]
        )


def test_escaped_quotes_open_nothing() -> None:
    data = b'a,b,c\n1,2,3\nx\\"y,z\\",3\nx"y,z",3\n'
    rows, _ = read(data, ["a", "b", "c"], {"escape": "backslash"})
    assert list(read_errors(rows)) == [4]


def test_quotes_that_are_characters() -> None:
    data = b'a\tb\tc\n1\t2\t3\nsay "yes\tor no"\t3\n'
    rows, notes = read(data, ["a", "b", "c"], {})
    assert list(read_errors(rows)) == [3]
    assert notes == [
        "Quotes do not fit in a row, first in line 3: if quotes are characters like others in this "
        "file, set option quote to none."
    ]
    more = data + b'"Hello" he\tx\t3\n2\t"y\t3\n'
    assert "in 3 rows, first in line 3" in read(more, ["a", "b", "c"], {})[1][0]
    rows, notes = read(data, ["a", "b", "c"], {"quote": "none"})
    assert notes == []
    assert rows[1][1] == ['say "yes', 'or no"', "3"]


SINGLE_OR_DOUBLE = "Some cells stand between single quotes and some between double ones"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a|b\n'I am'|\"here\"\n", None),
        ('a|b\n\'I am\'|"here"\nx|"y"z\n', None),
        ("a|b\n'I am'|\"here\"\n'x|y'|\"z\"\n", None),
        ('"a"|"b"\n\'I am\'|"here"\n', "double"),
        ('"a"|"b"\n\'I am\'|"here"\nx|"y"z\n', "double"),
        ("a|b\n'I am'|\"he|re\"\n", "double"),
        ('a|b\n\'I am\'|"he|re"\nx|"y"z\n', "double"),
        ('a|b\n\'I am\'|"he ""x"" re"\n', "double"),
        ("'a'|'b'\n'I am'|\"here\"\n", "single"),
    ],
)
def test_quotes_of_both_kinds(text: str, quote: str | None) -> None:
    if quote is None:
        with pytest.raises(ReadingError, match=SINGLE_OR_DOUBLE) as caught:
            read(text.encode(), ["a", "b"], {})
        assert "option quote" in str(caught.value.hint)
    for choice in [quote] if quote else ["single", "double"]:
        rows, _ = read(text.encode(), ["a", "b"], {} if quote else {"quote": choice})
        assert rows[0][1][0] == ("I am" if choice == "single" else "'I am'")


@pytest.mark.parametrize(
    ("text", "options", "line"),
    [
        ('"id,name,city"\n"1,Ann,Oslo"\n', {}, 1),
        ('"id;name;city"\n"1;""Ann"";Oslo"\n', {}, 1),
        ("'id,name,city'\n'1,Ann,Oslo'\n", {}, 1),
        ('Report\n"id,name,city"\n"1,Ann,Oslo"\n', {"header": 2}, 2),
        ('id,name,city\n"1,Ann,Oslo"\n"2,Bob,Rome"\n', {}, 2),
        ('"1,Ann,Oslo"\n"2,Bob,Rome"\n', {"header": "none"}, 1),
        ('"id,name,city"\n"1,Ann,Oslo"\n', {"delimiter": ","}, 1),
    ],
)
def test_whole_lines_in_quotes(text: str, options: dict[str, object], line: int) -> None:
    with pytest.raises(ReadingError) as caught:
        read(text.encode(), ["id", "name", "city"], options)
    assert caught.value.message == (
        f"Each line stands in quotes as a whole, the first is line {line}, "
        "and so holds a single cell"
    )


@pytest.mark.parametrize("text", ["id,,age\n1,Ann,30\n", "id;;age\n1;;30\n", "id\t\tage\n1\t\t3\n"])
def test_column_without_a_name_is_no_delimiter(text: str) -> None:
    with pytest.raises(ReadingError, match="Column 2 of the header in line 1 has no name"):
        read(text.encode(), ["id", "name", "age"], {})


def test_place_of_the_first_character_beyond_ascii() -> None:
    long = b"1,x\r\n" * 300_000
    for data, place in [
        (b"a,b\r\n1,x\r\n2,\xff\xff\r\n", "line 3, character 3 (column 2): \xff\xff."),
        (b"a,b\r\n" + long + b"2,y\xe9\r\n", "line 300002, character 4 (column 2): \xe9."),
        (b"a,b\r" + b"1,x\r" * 9 + b"\xe9,y\r", "line 11, character 1 (column 1): \xe9."),
        (b'a,b\n1,"x\ny\xff"\n', "line 3, character 2: \xff."),
    ]:
        _, notes = read(data, ["a", "b"], {})
        assert notes == [
            "Read as Windows-1252.",
            f"The first character beyond ASCII stands in {place}",
        ]


def test_both_paths_agree_at_every_border(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of a few lines, so that each kind of line stands at their ends and beginnings."""
    lines = ["1,a,b", "1,,", "", "", ",,", "Total,6,", "code,name,city", "\ufeffcode,name,city"]
    lines += ['"1","a","b"', "2", '2"x, y","z"', ",Sum,2", '"Total","6",""', "  ", '5",6",7']
    answers: list[dict[str, object]] = [
        {},
        {"skip_rows": "totals,footnotes"},
        {"skip_rows": "none", "blank_rows": "keep"},
        {"skip_rows": "repeated_header"},
        {"ragged": "both"},
        {"last_row": 9},
    ]
    kinds = set()
    for seed in range(1200):
        chance = random.Random(seed)
        few = chance.sample(lines, 6)
        body = [chance.choice(few) for _ in range(chance.randint(1, 24))]
        text = "code,name,city\n1,a,b\n" + "\n".join(body) + chance.choice(["\n", ""])
        size = chance.choice([16, 40, 100, 1000])
        for module in (decoding, encodings):
            monkeypatch.setattr(module, "CHUNK", size)
        options = {"quote": '"', "delimiter": ",", "header": 1, **chance.choice(answers)}
        rows, notes = read(text.encode(), ["code", "name", "city"], options)
        kinds |= {read_error for _, _, read_error in rows} | {note.split()[-4] for note in notes}
    assert {HEADER, TOTAL, NOTE} <= kinds


@pytest.mark.parametrize(
    ("text", "cells", "told"),
    [
        ('="00123",a\n="007",b\n', ["00123", "a", "007", "b"], "2 cells are formulas of a text"),
        ('"=""00123""",a\n', ["00123", "a"], 'that text, in line 2 (="00123").'),
        ('1,"=""a,""""b"""""""\n', ["1", 'a,"b"'], "A cell is a formula of a text"),
        ('1,<a href="x">\n', ["1", '<a href="x">'], None),
        ('="a"&"b",=1\n', ['="a"&"b"', "=1"], None),
    ],
)
def test_formulas_of_a_text(text: str, cells: list[str], told: str | None) -> None:
    rows, notes = read(f"code,name\n{text}".encode(), ["code", "name"], {})
    assert [cell for row in rows for cell in row[1]] == cells
    assert not read_errors(rows)
    assert [note for note in notes if "formula" in note and told and told in note] == (
        [note for note in notes if "formula" in note]
    )
    assert bool(told) == any("formula" in note for note in notes)
