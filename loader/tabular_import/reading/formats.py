"""What a file is, by its name, its compression and its first bytes."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import BinaryIO

from .model import Limits, ReadingError
from .options import FORMATS
from .streams import (
    Opener,
    compression_of,
    decompressing_opener,
    member_opener,
    open_zip,
    part_name,
    plain_opener,
)

TEXTS = ("csv", "tsv")
SHEETS = ("xlsx", "xlsm", "xlsb", "xls", "ods")
_COMPRESSED = {"gz": "gz", "zst": "zst", "zstd": "zst", "xz": "xz", "bz2": "bz2", "zip": "zip"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")


@dataclass
class Found:
    """The format, the stream of a text or the file of a spreadsheet, and remarks."""

    format: str
    opener: Opener
    file: BinaryIO | None = None
    notes: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    used: dict[str, object] = field(default_factory=dict)


def clean_name(name: str) -> str:
    """Return a file name without folders and control characters."""
    return _CONTROL.sub("", re.split(r"[\\/]", name)[-1]).strip()


def _extension(name: str) -> str:
    return name.rpartition(".")[2] if "." in name else ""


_NAME_HINT = (
    "Save or export it again in that format, or give it the ending of what it is, or set option "
    "format."
)


def unsupported(extension: str) -> ReadingError:
    """Return the error of a format that is not read."""
    return ReadingError(
        f"Unsupported file format: {extension.upper() or '(none)'}",
        "Give the file the extension of what it is, or set option format: "
        f"{', '.join(FORMATS)} are read.",
    )


_BINARY = ("xlsx", "xlsm", "xlsb", "xls", "ods", "parquet")


def find_format(
    source: BinaryIO,
    file_name: str,
    options: Mapping[str, object],
    limits: Limits,
    stack: ExitStack,
) -> Found:
    """Find the format; files that must be unpacked first are closed with ``stack``."""
    name = clean_name(file_name)
    extension = _extension(name).lower()
    wanted = options.get("format")
    source.seek(0)
    head = source.read(4096)
    kind = _COMPRESSED.get(extension)
    if not head and (kind or extension in _BINARY):
        raise ReadingError("The file is empty", "It has 0 bytes: save or export it again.")
    if kind:
        name = name[: -len(extension) - 1]
        inner = _extension(name).lower()
    else:
        inner = extension
    fmt = str(wanted).lower() if wanted else inner
    if kind == "zip" or (
        fmt in TEXTS and head.startswith(b"PK\x03\x04") and not _is_package(source)
    ):
        return _from_zip(source, options, limits, stack)
    if fmt not in FORMATS:
        raise unsupported(inner or extension)
    if options.get("member"):
        raise ReadingError(
            f"Option member is not for {fmt.upper()} files",
            "It is for ZIP archives: leave it out.",
        )
    packed = compression_of(head)
    if kind or packed:
        if packed is None:
            raise ReadingError(
                f"The file is not {extension.upper()}-compressed, whatever its name says",
                "Compress it again, or take that ending from its name.",
            )
        opener = decompressing_opener(source, packed, limits)
        found = Found(fmt, opener, used={"compression": packed}, reasons=[f"compression {packed}"])
        return _inner(found, opener, limits, stack)
    return _inner(Found(fmt, plain_opener(source), source), plain_opener(source), limits, stack)


def _is_package(source: BinaryIO) -> bool:
    """Tell whether a zip is a spreadsheet."""
    try:
        names = {part_name(info.filename) for info in open_zip(source).infolist()}
    except ReadingError:
        return False
    return bool(
        names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml", "[content_types].xml"}
    )


def _from_zip(
    source: BinaryIO, options: Mapping[str, object], limits: Limits, stack: ExitStack
) -> Found:
    archive = open_zip(source)
    members = [info for info in archive.infolist() if _counts(info)]
    wanted = options.get("member")
    if isinstance(wanted, str):
        chosen = [info for info in members if wanted == _CONTROL.sub("", info.filename)]
        chosen = chosen or [info for info in members if wanted == clean_name(info.filename)]
        if not chosen:
            raise ReadingError(f"The archive holds no file {clean_name(wanted)}", _listed(members))
        members = chosen
    if not members:
        raise ReadingError(
            "The archive holds no file", "Put the file into it, or upload it uncompressed."
        )
    if len(members) > 1:
        raise ReadingError(f"The archive holds {len(members)} files", _listed(members))
    info = members[0]
    name = clean_name(info.filename)
    extension = _extension(name).lower()
    if extension in _COMPRESSED:
        raise ReadingError(
            f"The archive holds another archive: {name}", "Unpack the outer one first."
        )
    fmt = str(options["format"]).lower() if options.get("format") else extension
    if fmt not in FORMATS:
        raise unsupported(extension)
    opener = member_opener(archive, info, limits)
    found = Found(
        fmt,
        opener,
        used={"compression": "zip", "member": name},
        reasons=[f"compression zip, its file {name}"],
    )
    return _inner(found, opener, limits, stack)


def _counts(info: zipfile.ZipInfo) -> bool:
    name = info.filename
    last = clean_name(name)
    return not (
        # is_dir() stumbles over a name of nothing.
        name.endswith("/")
        or name.startswith("__MACOSX/")
        or last.startswith(".")
        or last in ("Thumbs.db", "desktop.ini", "")
    )


def _listed(members: list[zipfile.ZipInfo]) -> str:
    names = [clean_name(info.filename) for info in members]
    if len(set(names)) < len(names):
        # Files of one name in several folders are told apart by their paths.
        names = [_CONTROL.sub("", info.filename) for info in members]
    more = f" and {len(members) - 10} more" if len(members) > 10 else ""
    return f"Set option member to one of: {', '.join(names[:10])}{more}."


def _inner(found: Found, opener: Opener, limits: Limits, stack: ExitStack) -> Found:
    """Look at the first bytes: people rename files, and programs misname them."""
    head = opener().read(4096)
    said = found.format
    is_zip, is_ole = head.startswith(b"PK\x03\x04"), head.startswith(b"\xd0\xcf\x11\xe0")
    if said in ("json", "jsonl"):
        if is_zip or is_ole:
            raise ReadingError(
                f"The file is not {said.upper()}, whatever its name says", _NAME_HINT
            )
        return found
    if said == "parquet":
        if not head.startswith(b"PAR1"):
            raise ReadingError("The file is not Parquet, whatever its name says", _NAME_HINT)
        return _on_disk(found, opener, limits, stack)
    if head.startswith(b"%PDF"):
        raise ReadingError(
            "The file is a PDF document, which holds no table that can be read",
            "Export the table as XLSX or CSV.",
        )
    if compression_of(head):
        raise ReadingError("The archive holds another archive", "Unpack the outer one first.")
    if is_zip or is_ole:
        if said in TEXTS:
            found.format = "xls" if is_ole else "xlsx"
            found.notes.append(
                "The file is a spreadsheet, not text as its name says, and was read as one."
            )
        return _on_disk(found, opener, limits, stack)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()[:200]
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        raise ReadingError(
            f"The file is an HTML page, not {said.upper()}",
            "Open it in a spreadsheet program and save it as XLSX or CSV.",
        )
    if start.startswith(b"<?xml") and said in SHEETS:
        raise ReadingError(
            f"The file is an XML document, not {said.upper()}",
            "Open it in a spreadsheet program and save it as XLSX or CSV.",
        )
    if said in SHEETS:
        if head.startswith(_BIFF) or not head:
            return _on_disk(found, opener, limits, stack)
        if (said == "xls" and b"\x00" not in head) or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            found.format = "tsv" if b"\t" in head else "csv"
            found.notes.append(
                "The file is text, not a spreadsheet as its name says, and was read as text."
            )
            return found
        raise ReadingError(
            f"The file is not an {said.upper()} spreadsheet, whatever its name says", _NAME_HINT
        )
    return found


def _on_disk(found: Found, opener: Opener, limits: Limits, stack: ExitStack) -> Found:
    """Spreadsheets need a real file: unpack a compressed one."""
    if found.file is None:
        unpacked = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        stream = opener()
        size = 0
        while part := stream.read(1 << 20):
            size += len(part)
            if size > limits.sheet_bytes:
                raise ReadingError(
                    f"The file unpacks to more than {limits.sheet_bytes:,} bytes",
                    "Save it as CSV, or raise the limit sheet_bytes.",
                )
            unpacked.write(part)
        unpacked.flush()
        found.file = unpacked
    return found
