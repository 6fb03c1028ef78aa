"""The child process that parses a spreadsheet: standard input is the file.

The argument is the number of a file descriptor from which a JSON object with format, options,
columns and limits is read: the length of an argument is bounded. Standard output carries frames,
each a letter, a length of 4 bytes and so many bytes: H (the header as JSON), B (a COPY block,
after its three counts), E (an error) or Z (the end).
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import struct
import sys
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, BinaryIO

from .copytext import blocks_of
from .layouts import SheetLayout, choose_sheet, hidden_note
from .model import Limits, ReadingError
from .streams import open_zip
from .workbook import Package, Workbook

_BLOCK = struct.Struct(">QQQ")
_FRAME = struct.Struct(">cI")


def open_workbook(source: BinaryIO, fmt: str, limits: Limits, encoding: object = None) -> Workbook:
    """Open a spreadsheet by its content; ``fmt`` only tells what to call it.

    ``encoding`` is the one of texts where the format may not tell it.
    """
    source.seek(0)
    head = source.read(8)
    if (
        head.startswith(b"\xd0\xcf\x11\xe0")
        or (fmt == "xls" and head[:2] == b"\x09\x08")
        or head[:1] == b"\x09"
    ):
        from .xls import XlsWorkbook

        source.seek(0)
        data = source.read(limits.child_memory // 2)
        if source.read(1):
            raise MemoryError
        return XlsWorkbook(data, encoding)
    package = Package(open_zip(source), limits)
    if "xl/workbook.bin" in package:
        from .xlsb import XlsbWorkbook

        return XlsbWorkbook(package, limits)
    if "content.xml" in package:
        from .ods import OdsWorkbook

        return OdsWorkbook(package, limits)
    if "xl/workbook.xml" in package or "_rels/.rels" in package:
        from .xlsx import XlsxWorkbook

        return XlsxWorkbook(package, limits)
    raise ReadingError(
        f"The file is not a {fmt.upper()} spreadsheet, whatever its name says",
        "Open it in a spreadsheet program and save it again, or give it the ending of what it is.",
    )


def run(source: BinaryIO, output: BinaryIO, task: Mapping[str, Any]) -> None:
    """Read the table that ``task`` describes and write its frames."""

    def frame(kind: bytes, *parts: bytes) -> None:
        output.write(_FRAME.pack(kind, sum(map(len, parts))))
        for part in parts:
            output.write(part)
        output.flush()

    try:
        limits = Limits(**task["limits"])
        options = task["options"]
        if task["format"] == "parquet":
            from .parquet import ParquetLayout

            layout: Any = ParquetLayout(source, task["columns"], limits)
            used: dict[str, object] = {"format": "parquet"}
        else:
            book = open_workbook(source, task["format"], limits, options.get("encoding"))
            sheet, hidden = choose_sheet(book, options.get("sheet"))
            layout = SheetLayout(
                book,
                sheet,
                options,
                task["columns"],
                limits,
                task.get("template"),
                task.get("types"),
            )
            layout.notes[:0] = hidden_note(hidden)
            line = layout.header_line
            used = {
                "format": task["format"],
                "sheet": sheet.name,
                "header_line": "none"
                if line is None
                else line[0]
                if line[0] == line[1]
                else f"{line[0]}-{line[1]}",
                "merged": options.get("merged") or "ask",
                "ragged": str(options.get("ragged") or "report").lower(),
            }
            if (date1904 := getattr(book, "date1904", None)) is not None:
                used["date_system"] = 1904 if date1904 else 1900
            if hidden:
                used["hidden_sheets"] = hidden
            if layout.first_column:
                used["first_column"] = layout.first_column + 1
            if layout.template_line:
                used["template_line"] = layout.template_line
        frame(
            b"H",
            json.dumps(
                {
                    "header": layout.header,
                    "used": used,
                    "notes": layout.notes,
                    "reasons": layout.reasons,
                    "may_be_template_line": getattr(layout, "may_be_template_line", False),
                }
            ).encode(),
        )
        told = len(layout.notes)
        for block in blocks_of(layout.batches(), len(layout.header)):
            frame(b"B", _BLOCK.pack(block.rows, block.first_row, block.last_row), block.data)
        frame(b"Z", json.dumps({"notes": layout.notes[told:]}).encode())
    except ReadingError as error:
        frame(b"E", json.dumps({"message": error.message, "hint": error.hint}).encode())
    except MemoryError:
        frame(b"E", json.dumps({"message": "", "hint": "memory"}).encode())
    except RecursionError:
        frame(
            b"E",
            json.dumps(
                {
                    "message": "The spreadsheet is damaged: its parts are nested too deeply",
                    "hint": "Open it in a spreadsheet program and save it again.",
                }
            ).encode(),
        )


def _restrain(memory: int, parquet: bool) -> None:
    """Bound the address space; what PyArrow's libraries take of it without using it is free."""
    if parquet:
        with contextlib.suppress(ImportError):
            import pyarrow.parquet  # noqa: F401
        with contextlib.suppress(OSError, ValueError):
            size, resident, *_ = map(int, Path("/proc/self/statm").read_text().split())
            memory += (size - resident) * os.sysconf("SC_PAGE_SIZE")
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main(descriptor: int) -> None:
    """Read the task from a file descriptor, and work it off within its bounds."""
    with os.fdopen(descriptor, "rb") as told:
        task = json.loads(told.read())
    limits = {field.name for field in fields(Limits)}
    task["limits"] = {name: value for name, value in task["limits"].items() if name in limits}
    # Rows are no garbage: to look for it among them at the usual pace takes a tenth of the time.
    gc.set_threshold(100_000, 20, 20)
    _restrain(task["limits"]["child_memory"], task["format"] == "parquet")
    # Parsers may print; only frames belong on standard output.
    output = sys.stdout.buffer
    sys.stdout = io.StringIO()
    with contextlib.suppress(BrokenPipeError):
        run(
            sys.stdin.buffer.raw if hasattr(sys.stdin.buffer, "raw") else sys.stdin.buffer,
            output,
            task,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
