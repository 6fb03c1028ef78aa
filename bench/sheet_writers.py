"""Times the reading of one table as several programs write it, and prints a table.

``python bench/sheet_writers.py`` makes sheets of BENCH_ROWS (100000) rows of seven columns, as the
named program writes cells and rows, and reads each to COPY text: seconds of processor time, the
best of three, by rows at once and by the XML parser alone.
"""

from __future__ import annotations

import io
import os
import random
import sys
import time
from pathlib import Path

from tabular_import.reading.model import Limits
from tabular_import.reading.sheets.source import SheetSource
from tabular_import.reading.sheets.xlsxcells import Cells

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from tools.make_files_sheets import xlsx

COLUMNS = ["code", "name", "parent", "amount", "born", "active", "note"]
HEADER = '<row r="1">{}</row>'.format(
    "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{name}</t></is></c>'
        for letter, name in zip("ABCDEFG", COLUMNS, strict=True)
    )
)
SHARED = (
    '<c r="A{n}" t="s"><v>{a}</v></c><c r="B{n}" t="s"><v>{b}</v></c><c r="C{n}"><v>{c}</v></c>'
    '<c r="D{n}"><v>{d}</v></c><c r="E{n}" s="1"><v>{e}</v></c><c r="F{n}" t="b"><v>1</v></c>'
    '<c r="G{n}" t="s"><v>{g}</v></c>'
)
INLINE = (
    '<c r="A{n}" t="inlineStr"><is><t>C{n}</t></is></c>'
    '<c r="B{n}" t="inlineStr"><is><t>name {b}</t></is></c><c r="C{n}" t="n"><v>{c}</v></c>'
    '<c r="D{n}" t="n"><v>{d}</v></c><c r="E{n}" s="1" t="n"><v>{e}</v></c>'
    '<c r="F{n}" t="b"><v>1</v></c><c r="G{n}" t="inlineStr"><is><t>{g} &amp; more</t></is></c>'
)
ROWS = {
    "XlsxWriter": f'<row r="{{n}}" spans="1:7">{SHARED}</row>',
    "openpyxl": f'<row r="{{n}}">{INLINE}</row>',
    "Excel, with formulas": '<row r="{n}" spans="1:7" x14ac:dyDescent="0.25">'
    + SHARED.replace('<c r="D{n}">', '<c r="D{n}"><f t="shared" si="0"/>').replace(
        '<c r="B{n}" t="s"><v>{b}</v></c>', '<c r="B{n}" s="2"/>'
    )
    + "</row>",
    "LibreOffice": '<row r="{n}" customFormat="false" ht="12.8" hidden="false" outlineLevel="0">'
    + SHARED.replace('"><v>', '" t="n"><v>')
    .replace('t="s" t="n"', 't="s"')
    .replace('t="b" t="n"', 't="b"')
    + "</row>",
}
GAPS = ", a tenth of the cells empty"


def sheet(row: str, rows: int, has_gaps: bool) -> bytes:
    rng = random.Random(1)
    out = [HEADER]
    for n in range(2, rows + 2):
        text = row.format(
            n=n,
            a=rng.randrange(9000),
            b=rng.randrange(9000),
            c=rng.randrange(10**5),
            d=round(rng.random() * 10**4, 2),
            e=rng.randrange(36000, 46000),
            g=rng.randrange(9000),
        )
        if has_gaps:
            head, *cells = text.removesuffix("</row>").split("<c ")
            text = head + "".join(f"<c {cell}" for cell in cells if rng.random() > 0.1) + "</row>"
        out.append(text)
    strings = "".join(f"<si><t>text {n}</t></si>" for n in range(9000))
    return xlsx("".join(out), strings=strings)


def seconds(data: bytes) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        source = SheetSource(io.BytesIO(data), "xlsx", {}, COLUMNS, Limits(), types=dict)
        for _block in source.copy_blocks():
            pass
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    rows = int(os.environ.get("BENCH_ROWS", "100000"))
    print("| sheet as written by | rows at once | XML parser |\n|---|---|---|")  # noqa: T201
    part = Cells.part
    for name, row in ROWS.items():
        for has_gaps in (False, True):
            data = sheet(row, rows, has_gaps)
            Cells.part = part  # type: ignore[method-assign]
            fast = seconds(data)
            Cells.part = Cells.carefully  # type: ignore[method-assign]
            slow = seconds(data)
            print(f"| {name}{GAPS if has_gaps else ''} | {fast:.2f} | {slow:.2f} |", flush=True)  # noqa: T201
