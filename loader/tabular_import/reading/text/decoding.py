"""Bytes of any encoding as UTF-8, with what cannot be decoded kept."""

from __future__ import annotations

import codecs
import re
import threading
from dataclasses import dataclass, field

from ..streams import CHUNK, Opener
from .alphabets import LABELS

# Undecodable bytes travel as U+DC00 + byte, which no decoder produces.
BAD_BYTE = re.compile("[\udc00-\udcff]")

KEEP = "tabular_import_keep"

_BAD_CHARACTERS = [chr(0xDC00 + byte) for byte in range(256)]


class _Noted(threading.local):
    """Where the decoding of this thread notes its bad bytes: position and value."""

    bad: list[tuple[int, int]] | None = None


_NOTED = _Noted()


def _keep(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    if _NOTED.bad is not None:
        _NOTED.bad.extend(enumerate(bad, error.start))
    return "".join([_BAD_CHARACTERS[byte] for byte in bad]), error.end


codecs.register_error(KEEP, _keep)


@dataclass
class Encoding:
    """The encoding in use: Python's codec name, the length of the BOM, and why.

    ``first`` is, where the code page was guessed, the first byte beyond ASCII: its line (from 1),
    the text of that line, and its index there. ``valid`` tells that the whole file was looked
    through and every byte of it can be decoded.
    """

    codec: str
    bom: int = 0
    reason: str = ""
    notes: list[str] = field(default_factory=list)
    first: tuple[int, str, int] | None = None
    valid: bool = False

    @property
    def label(self) -> str:
        """The name that people know."""
        return LABELS.get(self.codec, self.codec)


class Transcoder:
    """Turn a byte stream into UTF-8 chunks; bad bytes become lone surrogates.

    For UTF-8 the bytes pass unchanged. ``bad`` lists, in order, the byte offset
    and the value of every byte that could not be decoded (not for UTF-8, whose
    offsets follow from the position in the chunk).
    """

    def __init__(self, opener: Opener, encoding: Encoding) -> None:
        self._stream = opener()
        self.offset = 0
        self.bad: list[tuple[int, int]] = []
        self._codec = encoding.codec
        self._decoder: codecs.IncrementalDecoder | None = None
        skip = encoding.bom
        while skip:
            part = self._stream.read(skip)
            if not part:
                break
            skip -= len(part)
            self.offset += len(part)
        if encoding.codec != "utf-8":
            self._base = 0
            self._decoder = codecs.getincrementaldecoder(encoding.codec)(errors=KEEP)
        self.start = self.offset
        self.ended = False

    def read(self) -> bytes:
        """Return the next chunk as UTF-8 (with surrogates for bad bytes), b"" at the end."""
        while not self.ended:
            data = self._stream.read(CHUNK)
            self.ended = not data
            if self._decoder is None:
                return data
            text = self._decode(data)
            if text:
                return text
        return b""

    def _decode(self, data: bytes) -> bytes:
        assert self._decoder is not None
        # What waits of the last chunk is decoded together with this one.
        start = self.offset - len(self._decoder.getstate()[0])
        self.offset += len(data)
        bad: list[tuple[int, int]] = []
        _NOTED.bad = bad
        try:
            text = self._decoder.decode(data, final=not data)
        finally:
            _NOTED.bad = None
        if not bad:
            return text.encode()
        self.bad += [(start + position, byte) for position, byte in bad]
        return text.encode("utf-8", "surrogatepass")
