"""Delimited text, first form."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from .copytext import blocks_of
from .model import WRONG_COUNT, Batch, CopyBlock, Limits, ReadingError


class TextSource:
    """CSV or TSV in UTF-8 or Windows-1252."""

    def __init__(self, source: BinaryIO, fmt: str, options: Mapping[str, object], columns: Sequence[str] | None, limits: Limits) -> None:
        source.seek(0)
        self.notes: list[str] = []
        encoding = "utf-8-sig"
        try:
            while chunk := source.readline():
                chunk.decode()
        except UnicodeDecodeError:
            encoding = "windows-1252"
            self.notes.append("Read as Windows-1252.")
        source.seek(0)
        self._stream = io.TextIOWrapper(io.BufferedReader(source), encoding, newline="")  # type: ignore[type-var]
        delimiter = "\t" if fmt == "tsv" else ","
        self._reader = csv.reader(self._stream, delimiter=delimiter, strict=True)
        self.header: list[str] = next(self._reader, [])
        if not self.header:
            raise ReadingError("The file is empty")
        self.used: dict[str, object] = {"format": fmt, "encoding": encoding, "delimiter": delimiter}

    def batches(self) -> Iterator[Batch]:
        """Yield the data rows in batches of 1,000."""
        width = len(self.header)
        reader = self._reader
        lines: list[int] = []
        cells: list[list[str]] = []
        faults: dict[int, str] = {}
        line = reader.line_num + 1
        blanks = 0
        for row in reader:
            if not row:
                blanks += 1
                line = reader.line_num + 1
                continue
            if len(row) != width:
                faults[len(cells)] = WRONG_COUNT
            lines.append(line)
            cells.append(row)
            line = reader.line_num + 1
            if len(cells) == 1000:
                yield Batch(lines, cells, faults)
                lines, cells, faults = [], [], {}
        if cells:
            yield Batch(lines, cells, faults)
        self._stream.detach()

    def copy_blocks(self) -> Iterator[CopyBlock]:
        """Yield the rows as COPY text."""
        return blocks_of(self.batches(), len(self.header))
