"""Rows as PostgreSQL's COPY text format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from .model import Batch, CopyBlock

BLOCK_BYTES = 1 << 20

_SPECIAL = re.compile(r"[\\\t\n\r\x00\ud800-\udfff]")
_ROW_SPECIAL = re.compile(r"[\\\n\r\x00\ud800-\udfff]")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x00": "\N{SYMBOL FOR NULL}"}


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    # Only rows that carry a read error hold NULs or bytes that could not be decoded.
    return _ESCAPES.get(char) or f"\\\\x{ord(char) & 0xFF:02x}"


def encode_cell(cell: str | None) -> str:
    """Return one cell as COPY text; None becomes the null marker."""
    return "\\N" if cell is None else _SPECIAL.sub(_escape, cell)


def encode_rows(batch: Batch, first_row: int, width: int) -> list[str]:
    """Return each row of the batch as one COPY line, without its line end."""
    lines: list[str] = []
    append = lines.append
    read_errors = batch.read_errors
    tabs = width - 1
    search = _ROW_SPECIAL.search
    for index, (line_number, cells) in enumerate(zip(batch.line_numbers, batch.cells, strict=True)):
        read_error = read_errors.get(index) if read_errors else None
        if read_error is None:
            try:
                text = "\t".join(cells)  # type: ignore[arg-type]
            except TypeError:
                text = "\\"
            if search(text) or text.count("\t") != tabs:
                text = "\t".join(map(encode_cell, cells))
            append(f"{first_row + index}\t{line_number}\t\\N\t{text}")
        else:
            text = "\t".join(map(encode_cell, fitted(cells, width)))
            append(f"{first_row + index}\t{line_number}\t{encode_cell(read_error)}\t{text}")
    return lines


def fitted(cells: Sequence[str | None], width: int) -> list[str | None]:
    """Return exactly ``width`` cells: cut, or filled up with None."""
    row = list(cells[:width])
    row.extend([None] * (width - len(row)))
    return row


def blocks_of(batches: Iterable[Batch], width: int) -> Iterator[CopyBlock]:
    """Join batches into COPY blocks of about 1 MB."""
    pending: list[str] = []
    size = 0
    next_row = first = 1
    for batch in batches:
        for part in _parts(batch):
            lines = (
                encode_rows(part, next_row, width)
                if part.columns is None
                else encode_columns(part, next_row)
            )
            next_row += len(lines)
            pending += lines
            size += sum(map(len, lines))
            if size >= BLOCK_BYTES:
                yield _block(pending, first, next_row - 1)
                pending, size, first = [], 0, next_row
    if pending:
        yield _block(pending, first, next_row - 1)


def encode_columns(batch: Batch, first_row: int) -> list[str]:
    """Return the rows of a batch that was read by columns, as encode_rows does."""
    assert batch.columns is not None
    columns: list[list[str | None]] = []
    for column, plain in zip(batch.columns, batch.plain, strict=True):
        if not plain:
            columns.append([encode_cell(cell) for cell in column])
        elif None in column:
            columns.append(["\\N" if cell is None else cell for cell in column])
        else:
            columns.append(column)
    rows = map("\t".join, zip(*columns, strict=True))
    numbers = zip(count(first_row), batch.line_numbers, rows)
    return [*map("%d\t%d\t\\N\t%s".__mod__, numbers)]


def _parts(batch: Batch) -> Iterator[Batch]:
    if batch.columns is not None or len(batch.cells) <= 2000:
        yield batch
        return
    for start in range(0, len(batch.cells), 2000):
        yield _part(batch, start, start + 2000)


def _part(batch: Batch, start: int, stop: int) -> Batch:
    read_errors = {i - start: text for i, text in batch.read_errors.items() if start <= i < stop}
    return Batch(batch.line_numbers[start:stop], batch.cells[start:stop], read_errors)


def _block(lines: list[str], first: int, last: int) -> CopyBlock:
    lines.append("")
    return CopyBlock("\n".join(lines).encode(), last - first + 1, first, last)


_UNESCAPES = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}
_ESCAPED = re.compile(r"\\[\\tnr]")


def decode_block(block: CopyBlock) -> Batch:
    """Return the rows of a COPY block."""
    numbers: list[int] = []
    rows: list[list[str | None]] = []
    read_errors: dict[int, str] = {}
    lines = block.data.decode().split("\n")
    lines.pop()
    for index, line in enumerate(lines):
        _, number, read_error, *cells = line.split("\t")
        if "\\" in line:
            rows.append([decode_cell(cell) for cell in cells])
            if read_error != "\\N":
                read_errors[index] = decode_cell(read_error) or ""
        else:
            rows.append([*cells])
            read_errors[index] = read_error
        numbers.append(int(number))
    return Batch(numbers, rows, read_errors)


def decode_cell(cell: str) -> str | None:
    """Return what encode_cell has encoded."""
    return None if cell == "\\N" else _ESCAPED.sub(lambda match: _UNESCAPES[match.group()], cell)
