"""Opens spreadsheets in one child process, as a worker does; open_table itself starts one each."""

from __future__ import annotations

import atexit
from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch

from tabular_import import reading
from tabular_import.reading import Reader, Table


class _Kept(Reader):
    """A reader whose child stays for the next file."""

    def __exit__(self, *_: object) -> None:
        pass


_reader = _Kept()
atexit.register(_reader.close)


def open_table(*arguments: Any, **more: Any) -> AbstractContextManager[Table]:
    """Opens a table as tabular_import.reading.open_table does, with the same arguments.

    Starting a child takes longer than most files of the tests; each file gets a fork of it.
    """
    return _Opened(reading.open_table(*arguments, **more))


class _Opened(AbstractContextManager[Table]):
    def __init__(self, opened: AbstractContextManager[Table]) -> None:
        self._opened = opened

    def __enter__(self) -> Table:
        with patch.object(reading, "Reader", lambda: _reader):
            return self._opened.__enter__()

    def __exit__(self, *error: Any) -> bool | None:
        return self._opened.__exit__(*error)
