"""Spreadsheets and Parquet, parsed in a child process under limits."""

from __future__ import annotations

import json
import os
import selectors
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from .copytext import decode_block
from .model import Batch, CopyBlock, Limits, ReadingError, Template
from .options import READING_OPTIONS

_CHILD = "tabular_import.reading.sheet_child"
_FRAME = struct.Struct(">cI")
_BLOCK = struct.Struct(">QQQ")


class SheetSource:
    """One sheet of a workbook, or a Parquet file; close() ends the child."""

    def __init__(
        self,
        source: BinaryIO,
        fmt: str,
        options: Mapping[str, object],
        columns: Sequence[str] | None,
        limits: Limits,
        template: Callable[[], Template] | None = None,
        types: Callable[[], Mapping[str, str]] | None = None,
    ) -> None:
        self._limits = limits
        task = {
            "format": fmt,
            "options": {
                name: options[name] for name in READING_OPTIONS if options.get(name) is not None
            },
            "columns": None if columns is None else list(columns),
            "limits": asdict(limits),
        }
        if types and fmt != "parquet":
            task["types"] = dict(types())
        head = self._start(source, task)
        if template and head["may_be_template_line"]:
            self.close()
            head = self._start(source, task | {"template": template()})
        self.header: list[str] = head["header"]
        self.notes: list[str] = head["notes"]
        self.used: dict[str, object] = head["used"]
        self.reasons: list[str] = head["reasons"]

    def _start(self, source: BinaryIO, task: Mapping[str, Any]) -> dict[str, Any]:
        """Start the child and return its first words."""
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115
        environment = {
            name: os.environ[name]
            for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "LANG")
            if name in os.environ
        }
        environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
        # Memory that is counted is memory that is used: no reserves of allocators.
        environment |= {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "1"}
        source.flush()
        # A file, as a task may be longer than an argument or what a pipe holds.
        with tempfile.TemporaryFile() as told:
            told.write(json.dumps(task).encode())
            told.seek(0)
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", _CHILD, str(told.fileno())],
                stdin=source.fileno(),
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env=environment,
                pass_fds=(told.fileno(),),
            )
        assert self._process.stdout is not None
        self._pipe = self._process.stdout
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._pipe, selectors.EVENT_READ)
        try:
            kind, payload = self._frame()
            if kind != b"H":
                raise self._ended()
        except BaseException:
            self.close()
            raise
        return dict(json.loads(payload))

    def copy_blocks(self) -> Iterator[CopyBlock]:
        """Yield the rows as the child encoded them."""
        while True:
            kind, payload = self._frame()
            if kind == b"B":
                rows, first, last = _BLOCK.unpack_from(payload)
                yield CopyBlock(payload[_BLOCK.size :], rows, first, last)
            elif kind == b"Z":
                self.notes += json.loads(payload)["notes"]
                return
            else:
                raise self._ended()

    def batches(self) -> Iterator[Batch]:
        """Yield the same rows, decoded."""
        return map(decode_block, self.copy_blocks())

    def close(self) -> None:
        """End the child, whatever it is doing."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._selector.close()
        self._pipe.close()
        self._errors.close()

    def _frame(self) -> tuple[bytes, bytes]:
        kind, size = _FRAME.unpack(self._read(_FRAME.size))
        payload = self._read(size)
        if kind == b"E":
            told: dict[str, Any] = json.loads(payload)
            if told["hint"] == "memory":
                raise self._too_large()
            raise ReadingError(told["message"], told["hint"])
        return kind, payload

    def _read(self, size: int) -> bytes:
        parts = bytearray()
        deadline = time.monotonic() + self._limits.seconds
        while len(parts) < size:
            if not self._selector.select(max(0.0, deadline - time.monotonic())):
                raise ReadingError(
                    f"The file takes longer than {self._limits.seconds:g} seconds to parse",
                    "Save it as CSV, or raise the limit seconds.",
                )
            part = os.read(self._pipe.fileno(), size - len(parts))
            if not part:
                raise self._ended()
            parts += part
        return bytes(parts)

    def _ended(self) -> ReadingError:
        """Say why the child ended without a word."""
        self._process.wait()
        self._errors.seek(0)
        told = self._errors.read(1 << 16).decode(errors="replace").strip().splitlines()
        last = told[-1] if told else ""
        if "MemoryError" in last or "memory" in last.lower():
            return self._too_large()
        return ReadingError(
            "The file crashed its parser; it is damaged or not what its name says",
            "Open it in a spreadsheet program and save it again. "
            f"({last[:200] or f'exit code {self._process.returncode}'})",
        )

    def _too_large(self) -> ReadingError:
        return ReadingError(
            f"The file needs more than {self._limits.child_memory >> 20} MB of memory to parse",
            "Save it as CSV, or raise the limit child_memory.",
        )
