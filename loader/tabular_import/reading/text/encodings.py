"""Which encoding a text file is in, and bytes that it cannot decode."""

from __future__ import annotations

import codecs
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..model import ReadingError
from ..streams import CHUNK, Opener

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
    "cp850": "CP850",
    "mac_roman": "Mac Roman",
    "mac-roman": "Mac Roman",
    "koi8_r": "KOI8-R",
    "cp866": "CP866",
    "cp950": "Big5 (Windows-950)",
    "cp932": "Shift_JIS (Windows-932)",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "cp949": "Korean (Windows-949)",
    "euc_jp": "EUC-JP",
}


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
    if named_by and not (mixed and named_by in _LATIN):
        found = Encoding(named_by, reason="only in it does the header name the table's columns")
        found.notes.append(f"Read as {found.label}.")
        return found
    lines = b"\n".join(line for line in re.split(rb"[\r\n]+", sample) if not line.isascii())
    text = _without_delimiter(lines).decode("cp1252", KEEP)
    foreign = _foreign(lines)
    if foreign:
        found = Encoding(foreign, reason="the bytes are not UTF-8 and make words in its script")
        found.notes.append(f"Read as {found.label}.")
        return found
    if mixed:
        raise ReadingError(
            "The encoding of the file cannot be told: some of its characters are valid UTF-8 "
            f"({mixed.decode(errors='replace')}), others are not",
            "Save the file in one encoding, or set option encoding to utf-8 "
            "(what is not valid becomes an error of its row) or to another one.",
        )
    odd = _odd_word(text)
    if odd or _many_runs(lines):
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


_BY_NAMES = (
    "cp1252", "cp1250", "cp1251", "cp850", "cp437", "mac_roman", "cp852", "iso8859_2",
    "iso8859_15", "koi8_r", "cp866", "cp1253", "cp1254", "cp1257", "cp932", "gb18030",
    "cp950", "cp949", "euc_jp", "cp1255", "cp1256",
)  # fmt: skip

_LATIN = (
    "cp1252", "cp1250", "cp850", "cp437", "mac_roman", "cp852", "iso8859_2", "iso8859_15", "cp1254",
    "cp1257",
)  # fmt: skip


def _by_names(sample: bytes, columns: Sequence[str]) -> str | None:
    """Return the code page in which the head holds the columns' names beyond ASCII."""
    names = [name for name in columns if not name.isascii()]
    best, found = 0, None
    for codec in _BY_NAMES if names else ():
        head = sample[:8192].decode(codec, "ignore").casefold()
        count = sum(1 for name in names if name.casefold() in head)
        if count > best:
            best, found = count, codec
    return found


_BIG, _SMALL = (
    "A-Z\xc0-\xd6\xd8-\xde\u0160\u017d\u0152\u0178",
    "a-z\xdf-\xf6\xf8-\xff\u0161\u017e\u0153",
)
_LETTER = f"[{_BIG}{_SMALL}]"
# Symbols of Windows-1252 that do not stand inside words: other code pages have letters there.
_SYMBOLS = (
    "\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u2039\u203a\u2018\u201c\u201d\u2022\u02dc\u2122"
    "\xa1-\xa9\xab\xac\xae\xaf\xb1-\xb3\xb5\xb6\xb8\xb9\xbb-\xbf\xd7\xf7\udc80-\udcff"
)
_ODD = re.compile(
    "|".join(
        (
            f"{_LETTER}[{_SYMBOLS}]{_LETTER}",
            # Signs that follow no letter, and signs that stand before none.
            f"{_LETTER}[\u201a\u201e\u02c6\u02dc\u2030\u0192\xa1-\xa9\xac\xaf\xbf\udc80-\udcff]"
            f"(?<![\xa9\xa6])(?!{_LETTER})",
            f"(?<![{_BIG}{_SMALL}0-9])[\u02c6\u02dc\u2030\u0192\u2122\xa2\xa4\xa8\xac\xaf\xb2\xb3\xb9\udc80-\udcff]{_LETTER}",
            "[\xa2\xa3\xa5][\xdf-\xff]",
            "\xa4",
            "[a-z][\xaa\xb0\xba][a-z]",
            # Small letters among capitals, and capitals behind small letters.
            f"[A-Z][\u0161\u017e\u0153](?:[A-Z]|(?<=[A-Z][A-Z].)(?!{_LETTER}))",
            f"(?<!{_LETTER})[\u0161\u017e\u0153][A-Z]",
            f"[{_SMALL}][\u0160\u017d\u0152\u0178](?![{_BIG}])",
            f"[{_SMALL}][\xc0-\xd6\xd8-\xde](?!\xdf)[{_SMALL}]",
            f"[A-Z][\xc0-\xd6\xd8-\xde\u0160\u017d\u0152\u0178](?!\xdf)[{_SMALL}]",
            f"(?<!{_LETTER})\u0178[a-z]",
            # Letters that their languages only have before some others.
            "[\xe3\xc3](?![oeizsOEIZS])(?=[A-Za-z])",
            f"i\xe6(?!{_LETTER})",
        )
    )
)
_WORD = re.compile(f"[{_BIG}{_SMALL}{_SYMBOLS}\xaa\xb0\xba]+")
# The letters beyond ASCII of the languages that are written in Windows-1252.
_ALPHABETS = [
    frozenset(letters)
    for letters in (
        "\xe4\xf6\xfc\xdf\xe9",  # German
        "\xe0\xe2\xe6\xe7\xe9\xe8\xea\xeb\xee\xef\xf4\u0153\xf9\xfb\xfc\xff\xf6",  # French
        "\xe1\xe9\xed\xf1\xf3\xfa\xfc\xef\xe7",  # Spanish, Catalan
        "\xe0\xe8\xe9\xed\xef\xf2\xf3\xfa\xfc\xe7",  # Catalan
        "\xe1\xe2\xe3\xe0\xe7\xe9\xea\xed\xf3\xf4\xf5\xfa\xfc",  # Portuguese
        "\xe0\xe8\xe9\xec\xee\xf2\xf3\xf9",  # Italian
        "\xe1\xe9\xed\xf3\xfa\xe4\xeb\xef\xf6\xfc\xe8\xea\xe7",  # Dutch, Afrikaans
        "\xe6\xf8\xe5\xe9\xe8\xea\xf3\xf2\xf4\xe0\xe4\xf6\xfc",  # Danish, Norwegian
        "\xe5\xe4\xf6\xe9\xe0\xfc\xe8\u0161\u017e",  # Swedish, Finnish
        "\xe1\xf0\xe9\xed\xf3\xfa\xfd\xfe\xe6\xf6",  # Icelandic
        "\xe4\xf5\xf6\xfc\u0161\u017e",  # Estonian
        "\xe1\xe9\xed\xf3\xfa\xfd\u0161\u017e",  # names from Czechia and Slovakia
    )
]
_VOWEL = re.compile("[aeiouy\xe0-\xe6\xe8-\xef\xf2-\xf6\xf8-\xfd\xff]")


def _odd_word(text: str) -> str | None:
    """Return a word that no language spells so, where such are not the exception."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    rare = _rare_letters(text)
    odd = [word for word in words if _is_odd(word, rare)]
    return odd[0] if len(odd) * 20 >= len(words) > 0 and odd else None


def odd_word_of(lines: bytes, codec: str) -> str | None:
    """Return a word that no language of Windows-1252 spells so, if bytes make no sense in it.

    ``codec`` is the Latin code page that they are said to be in.
    """
    text = lines.decode(codec, "replace")
    if codec == "iso8859-1":
        text = lines.decode("cp1252", KEEP)
    odd = _odd_word(text)
    if odd or _many_runs(lines) or _foreign(lines):
        word = odd or next(word for word in text.split() if not word.isascii())
        return BAD_BYTE.sub("?", word)
    return None


def _rare_letters(text: str) -> re.Pattern[str] | None:
    """Return letters that are hardly alone: where their language's others are missing."""
    rare = []
    if not re.search("[\xf3\xfa\xe6\xd3\xda\xc6]", text):
        rare.append("[\xf0\xfe\xd0\xde]")  # Icelandic; in Turkish these are others
    if not re.search("[\xe1\xed\xf3\xfa\xc1\xcd\xd3\xda]", text):
        rare.append("[\xfd\xdd](?=[a-z])")
    if not re.search("[\xe4\xc4]", text):
        rare.append("[\xf5\xd5](?![eE])")  # Estonian, and Portuguese before e
    return re.compile("|".join(rare)) if rare else None


def _is_odd(word: str, rare: re.Pattern[str] | None) -> bool:
    if _ODD.search(word) or (rare and rare.search(word)):
        return True
    small = word.lower()
    letters = {
        char
        for char in small
        if char >= "\x80" and char.isalpha() and char not in "\xaa\xb5\xba\u0192\u02c6"
    }
    if letters and not any(letters <= alphabet for alphabet in _ALPHABETS):
        return True
    return len(word) > 2 and bool(letters & set("\u0161\u017e")) and not _VOWEL.search(small)


def _without_delimiter(lines: bytes) -> bytes:
    """Leave out a sign beyond ASCII that stands equally often in every line."""
    rows = lines.split(b"\n")
    for byte in b"\xa6\xa7\xac\xb6\xfe":
        mark = bytes([byte])
        counts = {row.count(mark) for row in rows}
        if len(rows) > 1 and len(counts) == 1 and 0 not in counts:
            lines = lines.replace(mark, b" ")
    return lines


_RUN = re.compile(rb"[\x80-\xff]+")


def _many_runs(data: bytes) -> bool:
    """Tell whether bytes beyond ASCII come in long runs, as in no Latin script."""
    runs = _RUN.findall(data)
    sizes = [len(run) for run in runs]
    return sum(sizes) >= 3 * len(runs) > 0 or (
        max(sizes, default=0) >= 4 and sum(sizes) >= 2 * len(runs)
    )


_SCRIPTS = {
    "cp932": "[\u3041-\u30ff\u4e00-\u9fff\uff01-\uff5e\u3001-\u3015]",
    "euc_jp": "[\u3041-\u30ff\u4e00-\u9fff\uff01-\uff5e\u3001-\u3015]",
    "gb18030": "[\u4e00-\u9fff\uff01-\uff5e\u3001-\u3015]",
    "cp950": "[\u4e00-\u9fff\uff01-\uff5e\u3001-\u3015]",
    "cp949": "[\uac00-\ud7a3]",
    "cp1251": "[\u0400-\u045f\u2116]", "koi8_r": "[\u0400-\u045f]", "cp866": "[\u0400-\u045f]",
    "cp1253": "[\u0370-\u03ff]", "cp1255": "[\u0590-\u05ff]", "cp1256": "[\u0600-\u06ff]",
}  # fmt: skip
_SAME = {
    "euc_jis_2004": "euc_jp", "euc_jisx0213": "euc_jp", "shift_jis": "cp932",
    "shift_jis_2004": "cp932", "shift_jisx0213": "cp932", "gb2312": "gb18030", "gbk": "gb18030",
    "big5": "cp950", "big5hkscs": "cp950", "euc_kr": "cp949", "johab": "cp949",
    "cp1125": "cp866", "cp855": "cp866", "koi8_u": "koi8_r", "iso8859_7": "cp1253",
    "iso8859_8": "cp1255",
}  # fmt: skip


def _foreign(data: bytes) -> str | None:
    """Return a code page of another script than Latin where the evidence is strong."""
    from charset_normalizer import from_bytes

    guesses = from_bytes(data[:65536])
    first = guesses.best()
    if first is None:
        return None
    codec = _SAME.get(first.encoding, first.encoding)
    if codec not in _SCRIPTS:
        return None
    return codec if _plausible(data, codec) else None


def _plausible(data: bytes, codec: str) -> bool:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 8:
            return False
        text = data[: error.start].decode(codec)
    beyond = [char for char in text if char >= "\x80"]
    script = re.compile(_SCRIPTS[codec])
    words = re.findall(_SCRIPTS[codec] + "+", text)
    if not words or sum(1 for char in beyond if script.match(char)) < 0.9 * len(beyond):
        return False
    if codec in ("gb18030", "cp950") and _common(text, codec) < 0.6:
        return False
    if codec in ("cp932", "euc_jp") and _common(text, codec) < 0.6:
        return False
    # Single letters between Latin ones are an accident of another code page.
    # A few words of an alphabet of single bytes are words in another one as well.
    wide = codec in ("cp932", "euc_jp", "gb18030", "cp950", "cp949")
    return len(beyond) >= (2 if wide else 3) * len(words) and len(beyond) >= (12 if wide else 100)


def _common(text: str, codec: str) -> float:
    """Return the share of ideographs that are in the first, frequent plane of the code."""
    size = common = 0
    for char in text:
        if "\u3041" <= char <= "\u30ff":
            size, common = size + 1, common + 1
        elif "\u4e00" <= char <= "\u9fff":
            size += 1
            try:
                raw = char.encode({"gb18030": "gb2312", "cp932": "euc_jp"}.get(codec, codec))
            except UnicodeEncodeError:
                continue
            lead = raw[0]
            if codec == "cp950":
                common += 0xA4 <= lead <= 0xC6
            elif codec == "gb18030":
                common += 0xB0 <= lead <= 0xD7
            else:
                common += 0xB0 <= lead <= 0xCF
    return common / size if size else 0.0


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
