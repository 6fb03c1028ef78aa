"""Bars that show how far a file is, where somebody watches standard error."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import deque
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from tabular_import.cli.shown import is_quiet
from tabular_import.cli.terminal import console, is_terminal, width

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn, TaskID

# the rate is that of the last seconds
_RATE_SECONDS = 5.0
# a line has less on it below these widths
_NARROW = 60
_WIDE = 90


class Bar:
    """A bar with what is done, the rate and the time left; nothing where nobody watches."""

    def __init__(self, label: str, unit: str) -> None:
        """`unit` is what is counted: bytes, or rows."""
        self._label = label
        self._unit = unit
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._lock = threading.Lock()
        self._counted: deque[tuple[float, int]] = deque()

    def __enter__(self) -> Self:
        is_dumb = os.environ.get("TERM") in ("dumb", "unknown")
        if is_terminal(sys.stderr) and not is_dumb and not is_quiet():
            from rich.progress import Progress

            output = console(sys.stderr)
            # whoever ends us by force would be left without a cursor
            output.show_cursor = lambda show=True: False  # type: ignore[method-assign]
            self._progress = Progress(
                *self._columns(),
                console=output,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._task = self._progress.add_task(self._label, total=None, told="")
            self._progress.start()
        return self

    @property
    def is_shown(self) -> bool:
        """Whether somebody watches."""
        return self._progress is not None

    def show(self, count: int, done: float | None, of: str = "") -> None:
        """Shows that so many bytes or rows are done, and which part of all that is, if known.

        `of` is said behind the count. May be called from any thread.
        """
        if self._progress is None or self._task is None:
            return
        with self._lock:
            told = f"{self._size(count)}{of}{self._rate(count)}"
            if done is None:
                self._progress.update(self._task, told=told)
            else:
                # what is known of the whole changes, and a bar does not go back
                before = self._progress.tasks[0].completed
                part = max(before, min(done, 1.0))
                self._progress.update(self._task, total=1.0, completed=part, told=told)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def _columns(self) -> list[ProgressColumn]:
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

        columns: list[ProgressColumn] = [
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=10 if width(sys.stderr) < _WIDE else 30),
            TaskProgressColumn(),
        ]
        if width(sys.stderr) >= _NARROW:
            columns.append(TextColumn("{task.fields[told]}", markup=False))
        return [*columns, TimeRemainingColumn(compact=True)]

    def _size(self, count: int) -> str:
        from rich.filesize import decimal

        return decimal(count) if self._unit == "bytes" else f"{count:,}"

    def _rate(self, count: int) -> str:
        """Returns how many there were a second lately; nothing before that is known."""
        now = time.monotonic()
        self._counted.append((now, count))
        while len(self._counted) > 2 and now - self._counted[0][0] > _RATE_SECONDS:
            self._counted.popleft()
        began, first = self._counted[0]
        if width(sys.stderr) < _WIDE or now - began < 0.2 or count <= first:
            return ""
        rate = self._size(round((count - first) / (now - began)))
        return f", {rate}{' rows' if self._unit == 'rows' else ''}/s"


class ImportBar(Bar):
    """How far an import is.

    How many rows there are is guessed from how much of the file has been read.
    """

    def __init__(self, file: BinaryIO | None) -> None:
        super().__init__("Importing", "rows")
        self._file = file
        self._file_size = os.fstat(file.fileno()).st_size if file is not None else 0

    def tell(self, rows_read: int, rows_judged: int) -> None:
        """Shows that the engine has come so far. May be called from any thread."""
        read = self._file.tell() / self._file_size if self._file and self._file_size else 0.0
        done = rows_judged / rows_read * read if rows_read else 0.0
        self.show(rows_judged, done, f" of {rows_read:,} row(s) read")
