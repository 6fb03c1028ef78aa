"""Mutated files through the reader: no traceback, no hang, bounded memory, same rows twice."""

from __future__ import annotations

import csv
import io
import json
import random
import resource
import signal
import struct
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tabular_import.reading import Limits, ReadingError, open_table
from tabular_import.reading.copytext import decode_block
from tabular_import.reading.model import CopyBlock
from tabular_import.reading.sheets.source import SheetSource
from tools import make_files_random

FILES = Path(__file__).resolve().parents[1] / "files"
SHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
SECONDS = 10

LIMITS = Limits(
    decompressed_bytes=64 << 20, cells=20_000_000, cell_length=4 << 20, line_length=8 << 20,
    sheet_bytes=64 << 20,
)  # fmt: skip

Row = tuple[int, tuple[str | None, ...], str | None]


@dataclass
class Outcome:
    """Counts of what became of the files, failures with their seeds, and the slowest."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_seed: int = 0
    peak: int = 0


class Hang(BaseException):
    """A file took longer than allowed."""


def fuzz(seeds: range) -> Outcome:
    """Read one mutated file a seed."""
    outcome = Outcome()
    corpus = _corpus()
    # Processor time: how busy the machine is besides does not count.
    signal.signal(signal.SIGPROF, _hang)
    for seed in seeds:
        name, data, expected = mutated(seed, corpus)
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            outcome.counts[check(name, data, expected)] += 1
        except Hang:
            outcome.failures.append(f"seed {seed} {name}: longer than {SECONDS} s")
        except Exception:
            outcome.failures.append(f"seed {seed} {name}: {traceback.format_exc(limit=-3)}")
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        took = time.process_time() - began
        if took > outcome.slowest:
            outcome.slowest, outcome.slowest_seed = took, seed
    outcome.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return outcome


def _hang(*_: object) -> None:
    raise Hang


def _corpus() -> list[tuple[str, bytes, dict[str, Any]]]:
    found = []
    for path in sorted(FILES.iterdir()):
        beside = FILES / f"{path.name}.json"
        if beside.exists() and path.suffix != ".parquet":
            found.append((path.name, path.read_bytes(), json.loads(beside.read_text())))
    return found


def mutated(
    seed: int, corpus: list[tuple[str, bytes, dict[str, Any]]]
) -> tuple[str, bytes, dict[str, Any]]:
    """Return the name, bytes and expectation of a seed's file."""
    rng = random.Random(seed)
    if rng.random() < 0.3:
        made = make_files_random.make(seed)
        name, data = made.name, made.data
        expected: dict[str, Any] = {"options": made.options, "columns": made.columns}
    else:
        name, data, expected = rng.choice(corpus)
    other = rng.choice(corpus)[1]
    if name.endswith((".xlsx", ".xlsm", ".xlsb", ".ods", ".zip")) and rng.random() < 0.8:
        return name, _inside(data, rng, other), expected
    return name, _mutate(data, rng, other), expected


def _mutate(data: bytes, rng: random.Random, other: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        if not made:
            break
        at = rng.randrange(len(made))
        what = rng.randrange(9)
        if what == 0:
            made[at] ^= 1 << rng.randrange(8)
        elif what == 1:
            made[at] = rng.randrange(256)
        elif what == 2:
            del made[at : at + rng.choice((1, 2, 5, 50))]
        elif what == 3:
            del made[at:]
        elif what == 4:
            start = rng.randrange(len(other) or 1)
            made[at:at] = other[start : start + rng.randrange(1, 200)]
        elif what == 5:
            made[at:at] = rng.choice(
                (
                    b'"',
                    b"'",
                    b"\\",
                    b"\r",
                    b"\n",
                    b"\0",
                    b",",
                    b";",
                    b"\t",
                    b"\xff",
                    b"<",
                    b"&",
                    b">",
                    b"\xc3",
                )
            )
        elif what == 6:
            stop = at + rng.randrange(1, 100)
            made[at:at] = made[at:stop] * rng.choice((1, 2, 20))
        elif what == 7:
            made[at : at + 8] = bytes(rng.randrange(256) for _ in range(8))
        else:
            made[at : at + 4] = struct.pack(
                "<I", rng.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, rng.getrandbits(32)))
            )
    return bytes(made)


def _inside(data: bytes, rng: random.Random, other: bytes) -> bytes:
    """Mutate one member of a zip archive, and pack it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, OSError):
        return _mutate(data, rng, other)
    if not members:
        return data
    victim = rng.choice(sorted(members))
    members[victim] = _mutate(members[victim], rng, other)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def check(name: str, data: bytes, expected: dict[str, Any]) -> str:
    """Read a file; return what became of it, raise AssertionError when it is wrong."""
    options, columns = expected["options"], expected["columns"]
    try:
        header, rows = _read(name, data, options, columns)
    except ReadingError as error:
        assert error.message.strip(), "an error without a message"
        assert "\n" not in error.message, error.message
        return "refused"
    width = len(header)
    for _, cells, read_error in rows:
        assert read_error is not None or len(cells) == width, cells
    if any(read_error for _, _, read_error in rows):
        return "with row errors"
    again = _write(header, rows)
    quoted = {
        "format": "csv",
        "encoding": "utf-8",
        "delimiter": ",",
        "quote": '"',
        "escape": "doubled",
        "header": 1,
        "comment": "none",
        "blank_rows": "keep",
        "skip_rows": "none",
    }
    _, second = _read("again.csv", again, quoted, header)
    assert [[c or "" for c in row[1]] for row in second] == [
        [c or "" for c in row[1]] for row in rows
    ], "the rows written out read differently"
    return "accepted"


def _read(
    name: str, data: bytes, options: dict[str, Any], columns: list[str] | None
) -> tuple[list[str], list[Row]]:
    if name.lower().endswith(SHEETS) and data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        return _sheet(name, data, options, columns)
    with tempfile.TemporaryFile() as source:
        source.write(data)
        with open_table(source, name, options, columns, LIMITS) as table:
            header = list(table.header)
            rows = [(row.line_number, tuple(row.cells), row.read_error) for row in table.rows]
        with open_table(source, name, options, columns, LIMITS) as table:
            blocks = list(_rows(table.copy_blocks()))
    assert len(blocks) == len(rows)
    for one, two in zip(rows, blocks, strict=True):
        assert one[0] == two[0] and one[2] == two[2], (one, two)
        assert one[2] is not None or one[1] == two[1], (one, two)
    return header, rows


def _rows(blocks: Iterator[CopyBlock]) -> Iterator[Row]:
    for block in blocks:
        batch = decode_block(block)
        for index, (line, cells) in enumerate(zip(batch.line_numbers, batch.cells, strict=True)):
            yield line, tuple(cells), batch.read_errors.get(index)


def _sheet(
    name: str, data: bytes, options: dict[str, Any], columns: list[str] | None
) -> tuple[list[str], list[Row]]:
    """Run the child's own code here, as starting 20,000 processes takes too long."""
    try:
        table = SheetSource(
            io.BytesIO(data), name.rpartition(".")[2].lower(), options, columns, LIMITS
        )
        return table.header, [*_rows(table.copy_blocks())]
    except MemoryError as error:
        raise ReadingError("memory", "") from error
    except RecursionError as error:
        raise ReadingError("nested too deeply", "") from error


def _write(header: list[str], rows: list[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow([f"c{n}" for n in range(len(header))])
    for _, cells, _ in rows:
        writer.writerow([cell or "" for cell in cells])
    return text.getvalue().encode()
