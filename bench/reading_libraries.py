"""Compare libraries that read tables: right answers first, speed second.

``python bench/reading_libraries.py [answers|speed|all] [ROWS_OF_TEXT] [ROWS_OF_SHEET]``
reads the corpus of tests/files with every installed library, all cells as text, and
counts answers; then times a file of seven columns on its way to COPY text. Needs what
it compares: duckdb polars pyarrow pandas clevercsv python-calamine
python-calamine-plus openpyxl fastexcel.
"""

# Scripts of other libraries read best on one line.
# ruff: noqa: E501, S608

from __future__ import annotations

import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FILES = ROOT / "tests" / "files"
TEXTS = (".csv", ".tsv", ".txt")
SHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

Table = list[list[str]]


# Every reader returns the header and the rows as text; it raises what its library raises.


def ours(path: Path, expected: dict[str, Any]) -> Table:
    from tabular_import.reading import open_table

    with (
        path.open("rb") as source,
        open_table(source, path.name, expected["options"], expected["columns"]) as table,
    ):
        rows = list(table.rows)
        read_errors = [row.read_error for row in rows if row.read_error]
        if read_errors:
            raise ValueError(read_errors[0])
        return [table.header, *([cell or "" for cell in row.cells] for row in rows)]


def csv_module(path: Path, expected: dict[str, Any]) -> Table:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            dialect: Any = csv.Sniffer().sniff(file.read(65536))
        except csv.Error:
            dialect = csv.excel
        file.seek(0)
        return [row for row in csv.reader(file, dialect, strict=True) if row]


def clever_csv(path: Path, expected: dict[str, Any]) -> Table:
    import clevercsv

    return [row for row in clevercsv.read_table(str(path)) if row]


def duckdb_reader(path: Path, expected: dict[str, Any]) -> Table:
    import duckdb

    found = duckdb.sql(f"select * from read_csv('{path}', all_varchar = true)")
    return _texts([found.columns, *found.fetchall()])


def polars_csv(path: Path, expected: dict[str, Any]) -> Table:
    import polars

    frame = polars.read_csv(path, infer_schema=False)
    return _texts([frame.columns, *frame.rows()])


def pyarrow_csv(path: Path, expected: dict[str, Any]) -> Table:
    import pyarrow
    import pyarrow.csv

    with path.open(encoding="utf-8-sig") as file:
        names = file.readline().rstrip("\n").split(",")
    options = pyarrow.csv.ConvertOptions(
        column_types=dict.fromkeys(names, pyarrow.string()), strings_can_be_null=False
    )
    table = pyarrow.csv.read_csv(path, convert_options=options)
    columns = [column.to_pylist() for column in table.columns]
    return _texts([table.column_names, *zip(*columns, strict=True)])


def pandas_csv(path: Path, expected: dict[str, Any]) -> Table:
    import pandas

    frame = pandas.read_csv(path, dtype=str, sep=None, engine="python")
    return _texts([frame.columns, *frame.itertuples(index=False)])


def calamine(path: Path, expected: dict[str, Any]) -> Table:
    import python_calamine

    return _sheet(python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python())


def calamine_plus(path: Path, expected: dict[str, Any]) -> Table:
    import python_calamine_plus

    return _sheet(python_calamine_plus.load_workbook(str(path)).get_sheet_by_index(0).to_python())


def openpyxl_reader(path: Path, expected: dict[str, Any]) -> Table:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return _sheet([list(row) for row in book.worksheets[0].iter_rows(values_only=True)])


def polars_excel(path: Path, expected: dict[str, Any]) -> Table:
    import polars

    frame = polars.read_excel(path, infer_schema_length=0)
    return _texts([frame.columns, *frame.rows()])


def pandas_excel(path: Path, expected: dict[str, Any]) -> Table:
    import pandas

    frame = pandas.read_excel(path, dtype=str, engine="calamine")
    return _texts([frame.columns, *frame.itertuples(index=False)])


def _texts(rows: Iterable[Iterable[Any]]) -> Table:
    return [["" if cell is None or cell != cell else str(cell) for cell in row] for row in rows]


def _sheet(rows: list[list[Any]]) -> Table:
    """Give a spreadsheet library's values the benefit of every doubt about their text."""
    return [[_value(cell) for cell in row] for row in rows if any(c not in ("", None) for c in row)]


def _value(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


TEXT_READERS: dict[str, Callable[[Path, dict[str, Any]], Table]] = {
    "this reader": ours, "csv with Sniffer": csv_module, "clevercsv": clever_csv,
    "DuckDB read_csv": duckdb_reader, "Polars read_csv": polars_csv,
    "PyArrow read_csv": pyarrow_csv, "pandas read_csv": pandas_csv,
}  # fmt: skip
SHEET_READERS: dict[str, Callable[[Path, dict[str, Any]], Table]] = {
    "this reader": ours, "python-calamine": calamine, "python-calamine-plus": calamine_plus,
    "openpyxl": openpyxl_reader, "Polars read_excel": polars_excel,
    "pandas read_excel": pandas_excel,
}  # fmt: skip


def _cases(suffixes: tuple[str, ...]) -> list[tuple[Path, dict[str, Any]]]:
    """Return the files that need no option, as the others' options have no equal elsewhere."""
    found = []
    for path in sorted(FILES.iterdir()):
        beside = FILES / f"{path.name}.json"
        if beside.exists() and path.suffix.lower() in suffixes:
            expected = json.loads(beside.read_text())
            if not expected["options"]:
                found.append((path, expected))
    return found


def judge(
    read: Callable[[Path, dict[str, Any]], Table], path: Path, expected: dict[str, Any]
) -> str:
    """Return right, refused (an error where rows were expected) or silent (other rows)."""
    bad = expected["error"] is not None or any(row[2] for row in expected["rows"])
    try:
        rows = read(path, expected)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return "right" if bad else "refused"
    if bad:
        return "silent"
    wanted = [expected["header"], *([cell or "" for cell in row[1]] for row in expected["rows"])]
    return "right" if rows == wanted else "silent"


def answers() -> None:
    """Print how many files of the corpus each library reads rightly."""
    for title, suffixes, readers in (
        ("text", TEXTS, TEXT_READERS), ("spreadsheets", SHEETS, SHEET_READERS),
    ):  # fmt: skip
        cases = _cases(suffixes)
        _print(f"\n{title}: {len(cases)} files that need no option")
        _print(f"{'':22} right refused silently-other")
        for name, read in readers.items():
            try:
                counts = Counter(judge(read, path, expected) for path, expected in cases)
            except ImportError as error:
                _print(f"{name:22} not installed: {error}")
                continue
            _print(f"{name:22} {counts['right']:5} {counts['refused']:7} {counts['silent']:14}")


# Speed: each reader in a process of its own, from the file to COPY text with row numbers.

HEADER = ["id", "name", "amount", "day", "ref", "flag", "note"]

SPEED: dict[str, dict[str, str]] = {
    "text": {
        "this reader": """
from tabular_import.reading import open_table
with open(path, "rb") as f, open_table(f, path, {}, NAMES) as t:
    for b in t.copy_blocks(): out(b.data)
""",
        "csv module": r"""
import csv
with open(path, newline="") as f:
    r = csv.reader(f); next(r); part = []
    for n, row in enumerate(r, 1):
        part.append(f"{n}\t{n + 1}\t\\N\t" + "\t".join(row))
        if len(part) == 10000: out("\n".join(part).encode()); part = []
    out("\n".join(part).encode())
""",
        "clevercsv": r"""
import clevercsv
with open(path, newline="") as f:
    r = clevercsv.reader(f, "excel"); next(r); part = []
    for n, row in enumerate(r, 1):
        part.append(f"{n}\t{n + 1}\t\\N\t" + "\t".join(row))
        if len(part) == 10000: out("\n".join(part).encode()); part = []
    out("\n".join(part).encode())
""",
        "Polars": r"""
import polars as pl, io
b = io.BytesIO()
pl.read_csv(path, infer_schema=False).with_row_index("row").write_csv(b, separator="\t", quote_style="never", include_header=False)
out(b.getvalue())
""",
        "PyArrow": r"""
import pyarrow as pa, pyarrow.csv as pc, io
o = pc.ConvertOptions(column_types=dict.fromkeys(NAMES, pa.string()))
b = io.BytesIO(); n = 1
for batch in pc.open_csv(path, convert_options=o):
    ids = pa.array(range(n, n + batch.num_rows)); n += batch.num_rows
    t = pa.table([ids, *batch.columns], names=["row", *NAMES])
    pc.write_csv(t, b, pc.WriteOptions(include_header=False, delimiter="\t", quoting_style="none"))
out(b.getvalue())
""",
        "DuckDB": r"""
import duckdb, tempfile
with tempfile.NamedTemporaryFile() as f:
    duckdb.sql(f"copy (select row_number() over (), * from read_csv('{path}', all_varchar = true)) to '{f.name}' (delimiter '\t', header false, quote '')")
    with open(f.name, "rb") as g: out(g.read())
""",
    },
    "sheet": {
        "this reader": """
from tabular_import.reading import open_table
with open(path, "rb") as f, open_table(f, path, {}, NAMES) as t:
    for b in t.copy_blocks(): out(b.data)
""",
        "python-calamine": r"""
import python_calamine
part = []
for n, row in enumerate(python_calamine.load_workbook(path).get_sheet_by_index(0).iter_rows()):
    part.append(f"{n}\t{n + 1}\t\\N\t" + "\t".join(map(str, row)))
    if len(part) == 10000: out("\n".join(part).encode()); part = []
out("\n".join(part).encode())
""",
        "python-calamine-plus": r"""
import python_calamine_plus
part = []
for n, row in enumerate(python_calamine_plus.load_workbook(path).get_sheet_by_index(0).iter_rows()):
    part.append(f"{n}\t{n + 1}\t\\N\t" + "\t".join(map(str, row)))
    if len(part) == 10000: out("\n".join(part).encode()); part = []
out("\n".join(part).encode())
""",
        "Polars read_excel": r"""
import polars as pl, io
b = io.BytesIO()
pl.read_excel(path).with_row_index("row").write_csv(b, separator="\t", include_header=False)
out(b.getvalue())
""",
        "openpyxl": r"""
import openpyxl
part = []
for n, row in enumerate(openpyxl.load_workbook(path, read_only=True, data_only=True).worksheets[0].iter_rows(values_only=True)):
    part.append(f"{n}\t{n + 1}\t\\N\t" + "\t".join(map(str, row)))
out("\n".join(part).encode())
""",
    },
}


def speed(text_rows: int, sheet_rows: int) -> None:
    """Print seconds (wall and CPU, of three runs the fastest) and peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        plain, quoted = Path(folder, "plain.csv"), Path(folder, "quoted.csv")
        sheet = Path(folder, "sheet.xlsx")
        # In a process of its own, as a child's peak memory begins with its parent's.
        again = [sys.executable, __file__, "write", str(text_rows), str(sheet_rows), folder]
        subprocess.run(again, check=True)
        for title, path, kind in (
            (f"{text_rows:,} rows of text without quotes", plain, "text"),
            (f"{text_rows:,} rows of text, two columns quoted", quoted, "text"),
            (f"{sheet_rows:,} rows of XLSX", sheet, "sheet"),
        ):
            _print(f"\n{title}, {path.stat().st_size / 1e6:.0f} MB\n{'':22}  wall   CPU    MB")
            for name, script in SPEED[kind].items():
                _print(f"{name:22} {_timed(script, path)}")


def _timed(script: str, path: Path) -> str:
    best = (float("inf"), 0.0, 0)
    whole = (
        f"import sys\npath = {str(path)!r}\nNAMES = {HEADER!r}\nsize = 0\n"
        f"def out(b):\n global size\n size += len(b)\n{script}\nassert size > 1000\n"
    )
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.monotonic()
        measured = (
            f"{whole}\nimport re, resource\n"
            "own = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read()).group(1)\n"
            "print(max(int(own), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))"
        )
        done = subprocess.run(
            [sys.executable, "-c", measured], capture_output=True, text=True, check=False
        )
        wall = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            return (
                "failed: " + (done.stderr.strip().splitlines() or [str(done.returncode)])[-1][:90]
            )
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = min(best, (wall, used, int(done.stdout.split()[-1]) >> 10))
    return f"{best[0]:5.2f} {best[1]:5.2f} {best[2]:5}"


def _write_texts(plain: Path, quoted: Path, rows: int) -> None:
    rng = random.Random(1)
    with plain.open("w") as one, quoted.open("w") as two:
        one.write(",".join(HEADER) + "\n")
        two.write(",".join(HEADER) + "\n")
        for n in range(rows):
            rest = (
                f"{rng.randint(0, 10**6) / 100},2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02},"
                f"{rng.randint(1, 1000)},true,"
            )
            one.write(f"{n},name{n},{rest}some note here\n")
            two.write(f'{n},"name, {n}",{rest}"some note here"\n')


def _write_sheet(path: Path, rows: int) -> None:
    import xlsxwriter

    rng = random.Random(1)
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, name in enumerate(HEADER):
        sheet.write_string(0, column, name)
    for n in range(1, rows + 1):
        sheet.write_number(n, 0, n)
        sheet.write_string(n, 1, f"name{n}")
        sheet.write_number(n, 2, rng.randint(0, 10**6) / 100)
        sheet.write_number(n, 3, 45292 + rng.randint(0, 365), day)
        sheet.write_number(n, 4, rng.randint(1, 1000))
        sheet.write_boolean(n, 5, True)
        sheet.write_string(n, 6, "some note here")
    book.close()


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    """Print what was asked for."""
    what = sys.argv[1] if len(sys.argv) > 1 else "all"
    if what == "write":
        folder = Path(sys.argv[4])
        _write_texts(folder / "plain.csv", folder / "quoted.csv", int(sys.argv[2]))
        _write_sheet(folder / "sheet.xlsx", int(sys.argv[3]))
    if what in ("answers", "all"):
        answers()
    if what in ("speed", "all"):
        speed(
            int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000,
            int(sys.argv[3]) if len(sys.argv) > 3 else 100_000,
        )


if __name__ == "__main__":
    main()
