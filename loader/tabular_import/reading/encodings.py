"""Which encoding a text file is in, and bytes that it cannot decode."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .model import ReadingError
from .streams import CHUNK, Opener

# Undecodable bytes travel as U+DC00 + byte, which no decoder produces.
BAD_BYTE = re.compile("[\udc00-\udcff]")
KEEP = "tabular_import_keep"

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16 (big endian)",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32 (big endian)",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp1257": "Windows-1257",
    "cp1258": "Windows-1258",
    "cp932": "Shift_JIS (Windows-932)",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "cp949": "Korean (Windows-949)",
    "euc_jp": "EUC-JP",
}


def _keep(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(chr(0xDC00 + byte) for byte in bad), error.end


codecs.register_error(KEEP, _keep)


@dataclass
class Encoding:
    """The encoding in use: Python's codec name, the length of the BOM, and why."""

    codec: str
    bom: int = 0
    reason: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The name that people know."""
        return _NAMES.get(self.codec, self.codec)


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
        waiting = self._decoder.getstate()[0]
        text = self._decoder.decode(data, final=not data)
        start = self.offset - len(waiting)
        self.offset += len(data)
        try:
            return text.encode()
        except UnicodeEncodeError:
            self._locate(waiting + data, start, final=not data)
            return text.encode("utf-8", "surrogatepass")

    def _locate(self, data: bytes, start: int, final: bool) -> None:
        # Decoding again, this time one error after the other, finds the offsets.
        position = 0
        while position < len(data):
            try:
                if final:
                    data[position:].decode(self._codec)
                else:
                    codecs.getincrementaldecoder(self._codec)("strict").decode(data[position:])
                return
            except UnicodeDecodeError as error:
                for index in range(error.start, error.end):
                    self.bad.append((start + position + index, data[position + index]))
                position += error.end


def named(name: str) -> Encoding:
    """Return the encoding that an option names."""
    word = name.strip().lower()
    aliases = {
        "utf8": "utf-8",
        "utf-8-sig": "utf-8",
        "utf_8": "utf-8",
        "ansi": "cp1252",
        "utf-16": "utf-16",
        "latin1": "iso8859-1",
    }
    try:
        info = codecs.lookup(aliases.get(word, word))
    except (LookupError, ValueError):
        raise ReadingError(
            f"Encoding is not known: {name}", "Use a name such as utf-8, windows-1252 or shift_jis."
        ) from None
    if not getattr(info, "_is_text_encoding", True) or info.name in (
        "idna",
        "punycode",
        "undefined",
        "unicode_escape",
        "raw_unicode_escape",
        "mbcs",
        "oem",
        "unicode-escape",
        "raw-unicode-escape",
    ):
        raise ReadingError(f"Encoding is not one of text files: {name}")
    return Encoding(info.name, reason="set by option encoding")


def _bom(head: bytes) -> Encoding | None:
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return Encoding(codec, len(mark), "byte order mark")
    return None


def find_encoding(opener: Opener, wanted: object, columns: Sequence[str] | None) -> Encoding:
    """Decide the encoding: option, BOM, zero bytes, valid UTF-8, evidence, Windows-1252."""
    stream = opener()
    head = b""
    while len(head) < 4096:
        part = stream.read(4096 - len(head))
        if not part:
            break
        head += part
    mark = _bom(head)
    if isinstance(wanted, str):
        chosen = named(wanted)
        if chosen.codec in ("utf-16", "utf-32"):
            if mark and mark.codec.startswith(chosen.codec):
                return mark
            chosen.codec += "-le"
            return chosen
        if mark and mark.codec.replace("_", "-") == chosen.codec.replace("_", "-"):
            chosen.bom = mark.bom
        return chosen
    if mark:
        return mark
    wide = _wide(head)
    if wide:
        return wide
    scan = _Scan()
    scan.feed(head)
    while part := stream.read(CHUNK):
        scan.feed(part)
    return scan.decide(columns)


def _wide(head: bytes) -> Encoding | None:
    """Find UTF-16 and UTF-32 without a mark by where the zero bytes stand."""
    size = len(head) & ~3
    if size < 8 or head.count(0) < size // 4:
        return None
    places = [head[start:size:4].count(0) * 4 / size for start in range(4)]
    for codec, zeros in (
        ("utf-32-le", (False, None, None, True)),
        ("utf-32-be", (True, None, None, False)),
        ("utf-16-le", (False, True, False, True)),
        ("utf-16-be", (True, False, True, False)),
    ):
        if codec.startswith("utf-32") and places.count(0.0) > 1:
            continue
        if codec.startswith("utf-32") and not (places[1] > 0.9 and places[2] > 0.9):
            continue
        if all(
            want is None or ((place > 0.6) == want and (want or place < 0.1))
            for want, place in zip(zeros, places, strict=True)
        ):
            found = Encoding(codec, 0, "zero bytes at every other place")
            found.notes.append(f"Read as {found.label} (no byte order mark).")
            return found
    return None


class _Scan:
    """One pass over the whole file: is it UTF-8, and if not, what speaks for what."""

    SAMPLE = 1 << 18

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._valid = True
        self._sample = bytearray()

    def feed(self, data: bytes) -> None:
        if self._valid:
            try:
                self._decoder.decode(data)
            except UnicodeDecodeError:
                self._valid = False
        if not data.isascii() and len(self._sample) < self.SAMPLE:
            first = next(i for i in range(0, len(data), 512) if not data[i : i + 512].isascii())
            start = max(data.rfind(b"\n", 0, first) + 1, first - 2048)
            self._sample += data[start : start + self.SAMPLE]

    def decide(self, columns: Sequence[str] | None) -> Encoding:
        if self._valid:
            try:
                self._decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                self._valid = False
        if self._valid:
            return Encoding("utf-8", reason="the whole file is valid UTF-8")
        return guess(bytes(self._sample), columns)


def guess(sample: bytes, columns: Sequence[str] | None) -> Encoding:
    """Choose a code page for bytes that are not UTF-8."""
    good, bad = _utf8_share(sample)
    if good >= 3 and good >= 10 * bad:
        found = Encoding("utf-8", reason=f"{good} characters are valid UTF-8, {bad} bytes are not")
        found.notes.append("Read as UTF-8; some bytes are not valid in it.")
        return found
    found = Encoding("cp1252", reason="not UTF-8, and nothing speaks for another code page")
    found.notes.append("Read as Windows-1252.")
    return found


_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def _utf8_share(sample: bytes) -> tuple[int, int]:
    """Count characters of several bytes that are valid UTF-8, and bytes that are not."""
    good = len(_MULTIBYTE.findall(sample))
    rest = _MULTIBYTE.sub(b"", sample)
    return good, sum(1 for byte in rest if byte >= 0x80)
