"""What a file without a name is, by its first bytes."""

from __future__ import annotations

import json
import zipfile
from typing import BinaryIO

from .streams import compression_of

_MEMBERS = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "content.xml": "ods"}
_XLS = (b"\xd0\xcf\x11\xe0", b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")


def guessed_name(source: BinaryIO, stem: str) -> str:
    """Return ``stem`` with the ending of what a file probably is: .csv where nothing tells."""
    source.seek(0)
    head = source.read(65536)
    packed = compression_of(head)
    if head.startswith(b"PK\x03\x04"):
        ending = _of_zip(source)
    elif packed is not None:
        ending = f"csv.{packed}"
    elif head.startswith(b"PAR1"):
        ending = "parquet"
    elif head.startswith(_XLS):
        ending = "xls"
    else:
        ending = _of_text(head.removeprefix(b"\xef\xbb\xbf").lstrip())
    source.seek(0)
    return f"{stem}.{ending}"


def _of_zip(source: BinaryIO) -> str:
    """Return what a zip is: a spreadsheet, or an archive of something else."""
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "zip"
    return next((ending for name, ending in _MEMBERS.items() if name in names), "zip")


def _of_text(head: bytes) -> str:
    if head.startswith(b"["):
        return "json"
    if not head.startswith(b"{"):
        return "csv"
    try:
        json.loads(head.partition(b"\n")[0])
    except (ValueError, RecursionError):
        return "json"
    return "jsonl"
