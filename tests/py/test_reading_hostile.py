"""Hostile files end in one clear sentence, within seconds and in bounded memory."""

# One case a line reads best.
# ruff: noqa: E501

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from tabular_import.reading import Limits, ReadingError
from tabular_import.reading.text import dialects, sample
from tools import make_files_sheets as sheets

MEMORY_MB = 300
SECONDS = 20  # of processor time

READ = """
import json, resource, sys
from tabular_import.reading import Reader, ReadingError
name, path, options = sys.argv[1:]
rows = 0
try:
    with open(path, "rb") as source, Reader() as reader, reader.open(source, name, json.loads(options), ["code", "a_field"]) as table:
        for block in table.copy_blocks():
            rows += block.rows
    told = f"{rows} rows"
except ReadingError as error:
    told = error.message
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
# ru_maxrss of this process begins at what the one that made it had; VmHWM is its own
with open("/proc/self/status") as status:
    own = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
peak = max(own, used[1].ru_maxrss) >> 10
seconds = sum(usage.ru_utime + usage.ru_stime for usage in used)
print(peak, seconds, told)
"""


def read(path: Path, name: str, options: str = "{}") -> tuple[int, str]:
    """Read a file in a process of its own; return its peak memory in MB and what it said."""
    done = subprocess.run(
        [sys.executable, "-c", READ, name, str(path), options],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    peak, seconds, told = done.stdout.split(" ", 2)
    assert int(peak) < MEMORY_MB, done.stdout
    # Processor seconds: how busy the machine is besides does not count.
    assert float(seconds) < SECONDS, done.stdout
    return int(peak), told.strip()


def zeros(size: int) -> Iterator[bytes]:
    block = b"0" * (1 << 20)
    for _ in range(size >> 20):
        yield block


def write_zip(path: Path, name: str, blocks: Iterator[bytes]) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as member,
    ):
        for block in blocks:
            member.write(block)


def bomb_gz(path: Path) -> None:
    with gzip.open(path, "wb", compresslevel=9) as file:
        for block in zeros(1 << 30):
            file.write(block)


def bomb_xz(path: Path) -> None:
    compressor = lzma.LZMACompressor(preset=0)
    path.write_bytes(b"".join([*map(compressor.compress, zeros(1 << 30)), compressor.flush()]))


def bomb_bz2(path: Path) -> None:
    compressor = bz2.BZ2Compressor()
    path.write_bytes(b"".join([*map(compressor.compress, zeros(1 << 29)), compressor.flush()]))


def bomb_zst(path: Path) -> None:
    compressor = zstandard.ZstdCompressor(level=3).compressobj()
    path.write_bytes(b"".join([*map(compressor.compress, zeros(4 << 30)), compressor.flush()]))


def bomb_zip(path: Path) -> None:
    write_zip(path, "data.csv", zeros(1 << 30))


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("bomb.csv.gz", bomb_gz),
        ("bomb.csv.xz", bomb_xz),
        ("bomb.csv.bz2", bomb_bz2),
        ("bomb.csv.zst", bomb_zst),
        ("bomb.zip", bomb_zip),
    ],
)
def test_bomb(tmp_path: Path, name: str, make: Callable[[Path], None]) -> None:
    make(tmp_path / name)
    assert (tmp_path / name).stat().st_size < 5 << 20
    _, told = read(tmp_path / name, name)
    assert told.startswith(("The file unpacks to more than", "Line 1 is longer than")), told


def sheet_with(parts: dict[str, bytes | str]) -> bytes:
    plain = sheets.xlsx(sheets.xml_rows([("code", "a_field"), (1, "foo")]))
    return sheets.zipped({**_parts(plain), **parts})


def _parts(data: bytes) -> dict[str, bytes | str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def huge_member(path: Path, member: str, head: str, cell: str, tail: str, size: int) -> None:
    """Write a workbook one member of which is ``cell`` over and over, up to ``size`` bytes."""
    block = (cell * ((1 << 20) // len(cell) + 1)).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _parts(sheet_with({})).items():
            if name != member:
                archive.writestr(name, data)
        with archive.open(member, "w", force_zip64=True) as out:
            out.write(head.encode())
            for _ in range(size // len(block)):
                out.write(block)
            out.write(tail.encode())


MAIN = sheets.MAIN
SHEET = "xl/worksheets/sheet1.xml"


def test_sheet_of_a_gigabyte_of_blanks(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    huge_member(
        path, SHEET, f'<worksheet xmlns="{MAIN}"><sheetData>', '<row></row>',
        "</sheetData></worksheet>", 1 << 30,
    )  # fmt: skip
    _, told = read(path, "bomb.xlsx")
    assert told.startswith("The file unpacks to more than 250 times its size"), told


def test_endless_row(tmp_path: Path) -> None:
    path = tmp_path / "row.xlsx"
    huge_member(
        path, SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">', '<c r="A1"/>' + os.urandom(40).hex(),
        "</row></sheetData></worksheet>", 48 << 20,
    )  # fmt: skip
    _, told = read(path, "row.xlsx")
    assert "longer than" in told, told


def test_endless_head_of_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "head.xlsx"
    huge_member(
        path, SHEET, f'<worksheet xmlns="{MAIN}">', "<cols/>" + " " * 57, "</worksheet>", 60 << 20
    )
    _, told = read(path, "head.xlsx")
    assert told == "The workbook holds no data", told


def test_many_shared_strings(tmp_path: Path) -> None:
    path = tmp_path / "strings.xlsx"
    plain = sheets.xlsx(
        sheets.xml_rows([("code", "a_field"), (1, "foo")]), strings="<si><t>x</t></si>"
    )
    path.write_bytes(plain)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            if name != "xl/sharedStrings.xml":
                archive.writestr(name, data)
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as out:
            out.write(f'<sst xmlns="{MAIN}">'.encode())
            for number in range(0, 12_000_000, 10_000):
                out.write(
                    "".join(
                        f"<si><t>text number {n}</t></si>" for n in range(number, number + 10_000)
                    ).encode()
                )
            out.write(b"</sst>")
    _, told = read(path, "strings.xlsx", '{"limits": {"child_memory": 260000000}}')
    assert told.startswith("The file needs more than 247 MB of memory to parse")


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [LAUGHS, EXTERNAL])
@pytest.mark.parametrize(
    ("part", "body"),
    [
        (
            SHEET,
            '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>{}</v></c></row></sheetData></worksheet>',
        ),
        ("xl/workbook.xml", "<workbook><x>{}</x></workbook>"),
        ("xl/styles.xml", "<styleSheet><x>{}</x></styleSheet>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships>{}</Relationships>"),
    ],
)
def test_entities(tmp_path: Path, head: str, part: str, body: str) -> None:
    path = tmp_path / "laughs.xlsx"
    path.write_bytes(sheet_with({part: head + body.format("&j;" if head is LAUGHS else "&b;")}))
    _, told = read(path, "laughs.xlsx")
    assert told == "The spreadsheet declares XML entities, which no spreadsheet program writes"


@pytest.mark.parametrize("head", [LAUGHS, EXTERNAL])
def test_entities_in_ods_and_strings(tmp_path: Path, head: str) -> None:
    entity = "&j;" if head is LAUGHS else "&b;"
    path = tmp_path / "laughs.ods"
    path.write_bytes(sheets.zipped({"content.xml": f"{head}<a>{entity}</a>"}))
    assert "declares XML entities" in read(path, "laughs.ods")[1]
    path = tmp_path / "strings.xlsx"
    path.write_bytes(
        sheets.xlsx(
            '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
            strings=f"{head}<sst><si><t>{entity}</t></si></sst>",
        )
    )
    assert "declares XML entities" in read(path, "strings.xlsx")[1]


def test_sheet_that_claims_every_cell(tmp_path: Path) -> None:
    """The claimed size means nothing; far cells are as wide as the sheet."""
    path = tmp_path / "giant.xlsx"
    body = (
        sheets.xml_rows([("code", "a_field"), (1, "foo")])
        + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    whole = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>{body}</sheetData></worksheet>'
    path.write_bytes(sheet_with({SHEET: whole}))
    assert read(path, "giant.xlsx")[1] == "2 rows"


def test_repeated_cells(tmp_path: Path) -> None:
    path = tmp_path / "repeated.ods"
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    rows = (
        sheets.ods_rows([("code", "a_field")])
        + f'<table:table-row table:number-rows-repeated="1048575">{cell}</table:table-row>'
    )
    path.write_bytes(sheets.ods({"Data": rows}))
    _, told = read(path, "repeated.ods", '{"limits": {"cells": 1000000}}')
    assert told.startswith("The sheet has more than 1,000,000 cells"), told


def test_repeat_count_beyond_reason(tmp_path: Path) -> None:
    path = tmp_path / "count.ods"
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="999999999999"/>'
    path.write_bytes(sheets.ods({"Data": f"<table:table-row>{cell}</table:table-row>"}))
    assert "the repeat count" in read(path, "count.ods")[1]


def test_endless_line(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    with path.open("wb") as file:
        file.write(b"code,a_field\n1,")
        for _ in range(200):
            file.write(b"x" * (1 << 20))
    assert read(path, "line.csv")[1].startswith("Line 2 is longer than")


def test_endless_quote(tmp_path: Path) -> None:
    path = tmp_path / "quote.csv"
    with path.open("wb") as file:
        file.write(b'code,a_field\n1,foo\n2,"bar\n')
        for _ in range(100):
            file.write(b"3,baz\n" * 200_000)
    assert read(path, "quote.csv")[1].startswith("The quote opened in line 3 is not closed within")


def test_header_of_a_million_columns(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"c{n}" for n in range(1_000_000)) + "\n")
    told = read(path, "wide.csv")[1]
    assert told.startswith("Line 1 has more than 16,384 cells"), told


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'a","\n' * 60_000, "Line 1 has more than 16,384 cells"),
        # How fast the machine is decides which of the two comes first.
        (
            (b'a","' * 1300 + b"\n") * 200,
            ("The layout of the file is not found within 5 seconds", "Line 1 has more than"),
        ),
        (b"code,a_field\n" + b"ab," * (10 << 18), "Line 2 has more than 16,384 cells"),
        (b"code,a_field\n1,2\n" + b"," * (7 << 20), "Line 3 has more than 16,384 cells"),
        (b"code,a_field\n" + b'"",' * (10 << 18), "Line 2 has more than 16,384 cells"),
        (
            ("code,a_field\n1," + "\U0001f600" * (20 << 20)).encode(),
            "Line 2 is longer than 8,388,608",
        ),
        (("code,a_field\n1," + "\U0001f600" * (8_300_000) + "\n").encode(), "1 rows"),
    ],
    ids=["quotes", "wide-quotes", "row", "commas", "quoted-row", "wide-text", "wide-cell"],
)
def test_rows_without_end(tmp_path: Path, data: bytes, told: str | tuple[str, ...]) -> None:
    path = tmp_path / "wide.csv"
    path.write_bytes(data)
    assert read(path, "wide.csv")[1].startswith(told)


def test_layout_not_found_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'a","\n' * 100
    monkeypatch.setattr(sample, "_SECONDS", -1)
    with pytest.raises(ReadingError, match="The layout of the file is not found within"):
        dialects.find_layout(text, True, "csv", {}, ["code", "a_field"], Limits())
    monkeypatch.undo()
    with pytest.raises(ReadingError, match=r"^(?!The layout of the file is not found within)"):
        dialects.find_layout(text, True, "csv", {}, ["code", "a_field"], Limits())


def test_nested_json(tmp_path: Path) -> None:
    path = tmp_path / "deep.jsonl"
    path.write_text('{"code": 1, "a_field": "x"}\n' + '{"code": ' + "[" * 1_000_000 + "\n")
    assert read(path, "deep.jsonl")[1] == "2 rows"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            b'{"code":1,"a_field":[' + b"[]," * (22 << 18) + b"[]]}\n",
            "The object in line 1 holds more",
        ),
        (
            b'[{"code":1,"a_field":[' + b"[]," * (22 << 18) + b"[]]}]",
            "The object in line 1 holds more",
        ),
        (
            b"{" + b",".join(b'"k%d":1' % n for n in range(2_000_000)) + b"}\n",
            "The object in line 1 holds more",
        ),
        (
            b"\n".join(
                b"{" + b",".join(b'"k%d_%d":1' % (m, n) for n in range(9000)) + b"}"
                for m in range(99)
            ),
            "The objects up to line 2 have more than 16,384 keys",
        ),
        (
            b'{"code":1,"a_field":"' + b"x" * 20_000_000 + b'"}',
            "A value is longer than 8,388,608",
        ),
        ((b'{"code":1,"a_field":"' + b"x" * 2_000_000 + b'"}\n') * 50, "50 rows"),
    ],
    ids=["lists", "array", "keys", "more-keys", "text", "texts"],
)
def test_json_without_end(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(data)
    assert read(path, "x.jsonl")[1].startswith(told)


def test_endless_json(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    path.write_text('[{"code": "' + "x" * (100 << 20))
    assert "longer than" in read(path, "long.json")[1]


def test_parquet_of_long_texts(tmp_path: Path) -> None:
    path = tmp_path / "long.parquet"
    pq.write_table(pa.table({"code": [f"{n}" + "x" * 1_000_000 for n in range(300)]}), path)
    assert read(path, "long.parquet")[1].startswith("The file needs more than 280 MB of memory")
    path = tmp_path / "longer.parquet"
    pq.write_table(pa.table({"code": ["x" * 20_000_000]}), path)
    assert read(path, "longer.parquet")[1].startswith("A cell in row 1 is longer than 8,388,608")


def test_archive_in_archive_in_archive(tmp_path: Path) -> None:
    data = sheets.zipped({"data.csv": "code,a_field\n1,foo\n"})
    for depth in range(50):
        data = sheets.zipped({f"inner{depth}.zip": data})
    path = tmp_path / "deep.zip"
    path.write_bytes(data)
    assert read(path, "deep.zip")[1] == "The archive holds another archive: inner49.zip"


def test_archive_of_many_files(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number}.csv", b"")
    assert read(path, "many.zip")[1] == "The archive holds 60000 files"


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.csv",
        "C:\\temp\\x.csv",
        "a\x00b\x1b[31m.csv",
        "a\u202egpj.csv",
        "\ud800.csv",
    ],
)
def test_file_names_do_no_harm(tmp_path: Path, name: str) -> None:
    from tabular_import.reading import open_table
    from tabular_import.reading.formats import clean_name

    path = tmp_path / "x.csv"
    path.write_text("code,a_field\n1,foo\n")
    with path.open("rb") as source, open_table(source, name, {}, ["code", "a_field"]) as table:
        assert [row.cells for row in table.rows] == [["1", "foo"]]
    assert clean_name(name).isprintable()
    assert not {"/", "\\"} & set(clean_name(name))


def test_parser_that_dies_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tabular_import.reading import ReadingError, open_table

    path = tmp_path / "x.xlsx"
    path.write_bytes(sheet_with({}))
    script = tmp_path / "dies.sh"
    script.write_text(
        textwrap.dedent("""\
        #!/bin/sh
        kill -SEGV $$
        """)
    )
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    with (
        path.open("rb") as source,
        pytest.raises(ReadingError, match="crashed its parser"),
        open_table(source, "x.xlsx", {}, None),
    ):
        pass


def test_parser_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tabular_import.reading import ReadingError, open_table

    path = tmp_path / "x.xlsx"
    path.write_bytes(sheet_with({}))
    script = tmp_path / "hangs.sh"
    script.write_text("#!/bin/sh\nexec sleep 60\n")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    with (
        path.open("rb") as source,
        pytest.raises(ReadingError, match=r"longer than 0\.5 seconds"),
        open_table(source, "x.xlsx", {"limits": {"seconds": 0.5}}, None),
    ):
        pass


def test_environment_of_the_child_holds_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tabular_import.reading import ReadingError, open_table

    monkeypatch.setenv("DATABASE_URL", "postgresql://user:secret@host/db")
    monkeypatch.setenv("PGPASSWORD", "secret")
    path = tmp_path / "x.xlsx"
    path.write_bytes(sheet_with({}))
    told = tmp_path / "environment"
    script = tmp_path / "env.sh"
    script.write_text(f"#!/bin/sh\nenv > {told}\n")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    with (
        path.open("rb") as source,
        pytest.raises(ReadingError),
        open_table(source, "x.xlsx", {}, None),
    ):
        pass
    assert "PYTHONPATH" in told.read_text()
    assert "secret" not in told.read_text()
