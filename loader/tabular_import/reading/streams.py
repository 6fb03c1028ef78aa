"""Decompressed byte streams that stop at the limits instead of filling the memory."""

from __future__ import annotations

import bz2
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol

from .model import Limits, ReadingError, reason

CHUNK = 1 << 20

# zstd may turn 4 bytes into 128 kB and cannot be told where to stop: feed it little.
_FEED = {"zst": 1 << 10}
_LEAST = 1 << 16
_FREE_BYTES = 64 << 20
# A stream of many small parts costs more to start them than to unpack them.
_FREE_PARTS = 1000
_PART_BYTES = 1 << 10
# Entries of an archive, each of which takes half a kilobyte of memory.
_MOST_ENTRIES = 100_000
_ENTRY = struct.Struct("<4s24xHHH12x")
_DICTIONARY_BYTES = 128 << 20


class ByteStream(Protocol):
    """The part of a binary file that the readers use."""

    def read(self, size: int = ..., /) -> bytes:
        """Return up to ``size`` bytes, b"" at the end."""


Opener = Callable[[], ByteStream]

MAGIC = {
    b"\x1f\x8b": "gz",
    b"\x28\xb5\x2f\xfd": "zst",
    b"\xfd7zXZ\x00": "xz",
    b"BZh": "bz2",
}


def compression_of(head: bytes) -> str | None:
    """Return gz, zst, xz or bz2 where the first bytes say so."""
    for magic, kind in MAGIC.items():
        if head.startswith(magic):
            return kind
    return None


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError as error:
        raise ReadingError(
            "Files compressed with zstd need the extra zstd",
            "Install pg-tabular-import[zstd] where the worker runs, or upload the file unpacked.",
        ) from error
    return zstandard


class _Decompressed:
    """Decompress one frame after another, never more than asked for at a time."""

    def __init__(self, source: BinaryIO, kind: str, limits: Limits) -> None:
        source.seek(0)
        self._source = source
        self._kind = kind
        self._limits = limits
        self._engine: Any = None
        self._pending = b""
        self._output = b""
        self._consumed = self._produced = 0
        self._parts = 0
        self._ended = False
        self._errors: tuple[type[Exception], ...] = (
            zlib.error,
            lzma.LZMAError,
            OSError,
            EOFError,
            ValueError,
        )
        if kind == "zst":
            self._zstandard = _zstandard()
            self._errors += (self._zstandard.ZstdError,)

    def read(self, size: int = CHUNK, /) -> bytes:
        # As much of many small parts as of a large one: each read costs a round of the reader.
        least = min(size, _LEAST)
        while len(self._output) < least and not self._ended:
            try:
                output = self._step(max(size, 1 << 16))
            except self._errors as error:
                raise ReadingError(
                    f"The {self._kind} compression is damaged: {reason(error)}",
                    "Compress the file again, or upload it uncompressed.",
                ) from error
            self._output = self._output + output if self._output else output
            self._produced += len(output)
            self._check()
        part, self._output = self._output[:size], self._output[size:]
        return part

    def _step(self, size: int) -> bytes:
        engine = self._engine
        if engine is None:
            head = self._pending or self._feed()
            # gzip and xz files may be padded with zeros.
            while head and not head.strip(b"\x00") and self._consumed > len(head):
                head = self._feed()
            if not head:
                self._ended = True
                return b""
            self._pending = head.lstrip(b"\x00") if self._produced else head
            engine = self._engine = self._new()
        if self._kind == "gz":
            data = engine.unconsumed_tail or self._pending or self._feed()
            self._pending = b""
            self._require(data, engine)
            output: bytes = engine.decompress(data, size)
        elif self._kind == "zst":
            data = self._pending or self._feed()
            self._require(data, engine)
            feed = _FEED["zst"]
            self._pending = data[feed:]
            output = engine.decompress(data[:feed])
        else:
            data = b""
            if engine.needs_input:
                data = self._pending or self._feed()
                self._pending = b""
                self._require(data, engine)
            output = engine.decompress(data, size)
        if engine.eof:
            self._pending = engine.unused_data + self._pending
            self._engine = None
        return output

    def _feed(self) -> bytes:
        data = self._source.read(1 << 16)
        self._consumed += len(data)
        return data

    @staticmethod
    def _require(data: bytes, engine: Any) -> None:
        if not data and not engine.eof:
            raise EOFError("it ends in the middle")

    def _new(self) -> Any:
        self._parts += 1
        if self._parts > _FREE_PARTS + self._produced // _PART_BYTES:
            raise ReadingError(
                f"The {self._kind} file is made of {self._parts:,} parts that hold "
                f"{self._produced:,} bytes",
                "Unpack it and compress it again, or upload it uncompressed.",
            )
        if self._kind == "gz":
            return zlib.decompressobj(31)
        if self._kind == "xz":
            return lzma.LZMADecompressor(memlimit=_DICTIONARY_BYTES + (64 << 20))
        if self._kind == "bz2":
            return bz2.BZ2Decompressor()
        window = _DICTIONARY_BYTES
        return self._zstandard.ZstdDecompressor(max_window_size=window).decompressobj()

    def _check(self) -> None:
        check_size(self._produced, self._consumed, self._limits)


def check_size(produced: int, consumed: int, limits: Limits) -> None:
    """Raise ReadingError once a stream has unpacked to more than the limits allow."""
    if produced > limits.decompressed_bytes:
        raise ReadingError(
            f"The file unpacks to more than {limits.decompressed_bytes:,} bytes",
            "Split the file, or raise the limit decompressed_bytes.",
        )
    if produced > _FREE_BYTES and produced > limits.decompression_ratio * max(consumed, 1):
        raise ReadingError(
            f"The file unpacks to more than {limits.decompression_ratio} times its size",
            "Upload it uncompressed, or raise the limit decompression_ratio.",
        )


class ZipMember:
    """One member of a zip archive as a stream, within the limits."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> None:
        self._info = info
        self._limits = limits
        self._produced = 0
        # The archive says how much it unpacks to, and no more than that is unpacked.
        check_size(info.file_size, info.compress_size, limits)
        self._stream = _zip_call(archive.open, info)

    def read(self, size: int = CHUNK, /) -> bytes:
        part: bytes = _zip_call(self._stream.read, size)
        self._produced += len(part)
        check_size(self._produced, self._info.compress_size, self._limits)
        return part


def _zip_call(call: Callable[..., Any], *args: object) -> Any:
    try:
        return call(*args)
    except RuntimeError as error:
        if "password" in str(error) or "encrypted" in str(error):
            raise ReadingError(
                "The file is protected by a password", "Remove the password and upload it again."
            ) from error
        raise ReadingError(
            f"The zip archive is damaged: {reason(error)}",
            "Save, export or compress the file again.",
        ) from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        OSError,
        ValueError,
        KeyError,
        NotImplementedError,
    ) as error:
        raise ReadingError(
            f"The zip archive is damaged: {reason(error)}",
            "Save, export or compress the file again.",
        ) from error


def part_name(name: str) -> str:
    """Return the name of a zip's entry as parts are looked up: some programs write backslashes."""
    return name.replace("\\", "/").lstrip("/").lower()


def open_zip(source: BinaryIO) -> zipfile.ZipFile:
    """Open an archive; ReadingError when it is damaged."""
    _zip_call(_check_entries, source)
    source.seek(0)
    archive: zipfile.ZipFile = _zip_call(zipfile.ZipFile, source)
    return archive


def _check_entries(source: BinaryIO) -> None:
    """Raise ReadingError for an archive of too many entries, before zipfile makes objects of them.

    How many there are is counted, as what the archive says of it need not be so.
    """
    end = zipfile._EndRecData(source)  # type: ignore[attr-defined]
    if not end:
        return
    # Both as zipfile uses them: the size of the directory, and where the record behind it is.
    size, place = end[5], end[9]
    if end[0] == b"PK\x06\x06":
        place -= 76
    source.seek(max(0, place - size))
    entries = 0
    buffer = b""
    at = 0
    while size > 0 or len(buffer) - at >= _ENTRY.size:
        if len(buffer) - at < _ENTRY.size:
            part = source.read(min(size, 1 << 16))
            if not part:
                return
            size -= len(part)
            buffer, at = buffer[at:] + part, max(0, at - len(buffer))
            continue
        magic, name, extra, comment = _ENTRY.unpack_from(buffer, at)
        if magic != b"PK\x01\x02":
            return
        entries += 1
        if entries > _MOST_ENTRIES:
            raise ReadingError(
                f"The archive holds more than {_MOST_ENTRIES:,} files",
                "Upload the file that is meant by itself.",
            )
        at += _ENTRY.size + name + extra + comment


def plain_opener(source: BinaryIO) -> Opener:
    """Return an opener that starts at the first byte of the file itself."""

    def start() -> ByteStream:
        source.seek(0)
        return source

    return start


def decompressing_opener(source: BinaryIO, kind: str, limits: Limits) -> Opener:
    """Return an opener of the decompressed stream."""
    return lambda: _Decompressed(source, kind, limits)


def member_opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> Opener:
    """Return an opener of one member."""
    return lambda: ZipMember(archive, info, limits)
