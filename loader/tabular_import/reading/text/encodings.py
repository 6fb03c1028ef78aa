"""Which encoding a text file is in, and bytes that it cannot decode."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from ..model import ReadingError
from ..streams import CHUNK, Opener
from .alphabets import BY_NAMES, LATIN
from .decoding import BAD_BYTE, KEEP, Encoding
from .odd_words import odd_word
from .scripts import foreign, many_runs

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


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
        "utf-7",
    ):
        raise ReadingError(
            f"Encoding is not one of text files: {name}",
            "Use a name such as utf-8, windows-1252 or shift_jis.",
        )
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
    found = scan.decide(columns)
    if found.codec != "utf-8":
        found.first = _first_beyond_ascii(opener, found.codec)
    return found


_BEYOND = re.compile(rb"[\x80-\xff]")

_ENDS = re.compile(rb"\r\n|\n|\r")

# Further on in a line the place of a byte is not looked for, and no more of the line is kept.
_MOST_OF_LINE = 1 << 20


def _first_beyond_ascii(opener: Opener, codec: str) -> tuple[int, str, int] | None:
    """Return line, text of the line and index of the first byte beyond ASCII."""
    stream = opener()
    line, rest = 1, b""
    while (part := stream.read(CHUNK)) and len(rest) <= _MOST_OF_LINE:
        data = rest + part
        found = _BEYOND.search(data, len(rest))
        # Half of CRLF may stand at the end of the chunk.
        stop = found.start() if found else len(data) - data.endswith(b"\r")
        line += data.count(b"\n", 0, stop) + data.count(b"\r", 0, stop)
        line -= data.count(b"\r\n", 0, stop)
        start = max(data.rfind(b"\n", 0, stop), data.rfind(b"\r", 0, stop)) + 1
        if found:
            text = data[start:]
            if len(text) < _MOST_OF_LINE:
                text += stream.read(_MOST_OF_LINE)
            text = _ENDS.split(text, maxsplit=1)[0][: 2 * _MOST_OF_LINE]
            return line, text.decode(codec, KEEP), stop - start
        rest = data[start:]
    return None


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
        self._mixed = b""
        self._sample = bytearray()

    def feed(self, data: bytes) -> None:
        plain = data.isascii()
        # Nothing has to be decoded of plain text behind whole characters.
        if self._valid and not (plain and not self._decoder.getstate()[0]):
            try:
                self._decoder.decode(data)
            except UnicodeDecodeError:
                self._valid = False
        if plain:
            return
        if not self._mixed:
            self._mixed = _utf8_in_latin(data)
        if len(self._sample) < self.SAMPLE:
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
            return Encoding("utf-8", reason="the whole file is valid UTF-8", valid=True)
        return guess(bytes(self._sample), columns, self._mixed)


def guess(sample: bytes, columns: Sequence[str] | None, mixed: bytes = b"") -> Encoding:
    """Choose a code page for bytes that are not UTF-8.

    Windows-1252 unless evidence is strong: column names that only another code page
    spells, or a script other than Latin. Text that Windows-1252 makes no sense of,
    with no strong evidence for anything else, is a question to the user; so are bytes
    with a character ``mixed`` among them that looks like UTF-8.
    """
    good, bad = _utf8_share(sample)
    if good >= 3 and good >= 10 * bad:
        found = Encoding("utf-8", reason=f"{good} characters are valid UTF-8, {bad} bytes are not")
        found.notes.append("Read as UTF-8; some bytes are not valid in it.")
        return found
    named_by = _by_names(sample, columns or ())
    if named_by and not (mixed and named_by in LATIN):
        found = Encoding(named_by, reason="only in it does the header name the table's columns")
        found.notes.append(f"Read as {found.label}.")
        return found
    lines = b"\n".join(line for line in re.split(rb"[\r\n]+", sample) if not line.isascii())
    text = _without_delimiter(lines).decode("cp1252", KEEP)
    codec = foreign(lines)
    if codec:
        found = Encoding(codec, reason="the bytes are not UTF-8 and make words in its script")
        found.notes.append(f"Read as {found.label}.")
        return found
    if mixed:
        raise ReadingError(
            "The encoding of the file cannot be told: some of its characters are valid UTF-8 "
            f"({mixed.decode(errors='replace')}), others are not",
            "Save the file in one encoding, or set option encoding to utf-8 "
            "(what is not valid becomes an error of its row) or to another one.",
        )
    odd = odd_word(text)
    if odd or many_runs(lines):
        example = odd or next(word for word in text.split() if not word.isascii())
        raise ReadingError(
            "The encoding of the file cannot be told: it is not UTF-8, and as Windows-1252 "
            f"it has words such as {BAD_BYTE.sub('?', example)[:30]}",
            "Set option encoding, for example to windows-1252, windows-1250, cp850 or macroman, "
            "or save the file as UTF-8.",
        )
    found = Encoding("cp1252", reason="not UTF-8, and nothing speaks for another code page")
    found.notes.append("Read as Windows-1252.")
    return found


def _by_names(sample: bytes, columns: Sequence[str]) -> str | None:
    """Return the code page in which the head holds the columns' names beyond ASCII."""
    names = [name for name in columns if not name.isascii()]
    best, found = 0, None
    for codec in BY_NAMES if names else ():
        head = sample[:8192].decode(codec, "ignore").casefold()
        count = sum(1 for name in names if name.casefold() in head)
        if count > best:
            best, found = count, codec
    return found


def _without_delimiter(lines: bytes) -> bytes:
    """Leave out a sign beyond ASCII that stands equally often in every line."""
    rows = lines.split(b"\n")
    for byte in b"\xa6\xa7\xac\xb6\xfe":
        mark = bytes([byte])
        counts = {row.count(mark) for row in rows}
        if len(rows) > 1 and len(counts) == 1 and 0 not in counts:
            lines = lines.replace(mark, b" ")
    return lines


_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)

# Such pairs are letters and signs in UTF-8, and no words in Windows-1252.
_UTF8_IN_LATIN = re.compile(
    rb"[\xc2-\xc5][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]|(?:[\xc6-\xdf][\x80-\xbf]){2}"
    rb"|\xf0\x9f[\x80-\xbf]{2}"
)

# The classes of bytes in such pairs: to look for them in the classes is far faster.
_CLASSES = bytes(
    1 if 0xC2 <= byte <= 0xC5 else 2 if byte == 0xE2 else 3 if byte == 0xF0
    else 4 if 0xC6 <= byte <= 0xDF else 5 if 0x80 <= byte <= 0xBF else 0
    for byte in range(256)
)  # fmt: skip

_CLASS_PAIRS = (b"\1\5", b"\2\5\5", b"\3\5\5", b"\4\5\4\5")


def _utf8_in_latin(data: bytes) -> bytes:
    """Return the first bytes that look like UTF-8 and not like words, or none."""
    classes = data.translate(_CLASSES)
    if not any(pair in classes for pair in _CLASS_PAIRS):
        return b""
    found = _UTF8_IN_LATIN.search(data)
    return found.group() if found else b""


def _utf8_share(sample: bytes) -> tuple[int, int]:
    """Count characters of several bytes that are valid UTF-8, and bytes that are not."""
    good = len(_MULTIBYTE.findall(sample))
    rest = _MULTIBYTE.sub(b"", sample)
    return good, sum(1 for byte in rest if byte >= 0x80)
