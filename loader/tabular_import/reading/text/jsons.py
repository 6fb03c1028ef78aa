"""JSON Lines and JSON arrays of objects: one object is one row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any

from ..commas import comma_columns
from ..copytext import blocks_of
from ..links import asked_types, link_places, number_question
from ..model import Batch, CopyBlock, Limits, ReadingError, Types
from ..options import row_rules
from ..sheets.values import plain
from ..streams import Opener
from .decoding import BAD_BYTE, KEEP, Transcoder
from .encodings import find_encoding

_SPACE = re.compile(r"[ \t\r\n]*")
_BAD_TEXT = re.compile("[\x00\ud800-\udfff]")
_SAMPLE_ROWS = 1000
# Characters of the objects that are kept to find the columns, and of the rows in one batch.
_SAMPLE_SIZE = _BATCH_SIZE = 4 << 20
# Parsed, brackets and commas cost a hundred bytes each: a longer object is counted first.
_UNCOUNTED = 2 << 20
_MOST_PARTS = 500_000
# After so many lines that are no JSON, an object does not go beyond its line any more: to look for
# its end in all that follows each line takes long.
_MOST_FAILURES = 1000


class _Number(str):
    """A number as it is written, so that no digit is lost."""


class _Twice(ValueError):
    pass


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Twice(f"the key {_clean(key)} stands twice in an object")
            seen.add(key)
    return found


def _clean(text: str) -> str:
    return _BAD_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)


def _refuse(name: str) -> Any:
    raise _Twice(f"{name} is not a JSON value")


_DECODER = json.JSONDecoder(
    parse_float=_Number, parse_int=_Number, parse_constant=_refuse, object_pairs_hook=_unique
)


def _dump(value: Any) -> str:
    if isinstance(value, _Number):
        return str(value)
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(
                f"{json.dumps(key, ensure_ascii=False)}: {_dump(item)}"
                for key, item in value.items()
            )
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(_dump, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _cell(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, _Number):
        return plain(Decimal(value)) if "e" in value.lower() else str(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return _dump(value)


# A row before its header is known: line, object, read error, length of its text.
_Item = tuple[int, dict[str, Any] | None, str | None, int]


class JsonSource:
    """A file of JSON objects, opened."""

    def __init__(
        self,
        opener: Opener,
        fmt: str,
        options: Mapping[str, object],
        columns: Sequence[str] | None,
        limits: Limits,
        types: Types | None = None,
    ) -> None:
        self._opener = opener
        self._limits = limits
        self._last_row = row_rules(options).last_row
        self._encoding = find_encoding(opener, options.get("encoding"), columns)
        self._stream = Transcoder(opener, self._encoding)
        # Where the text that is being read begins in the file, for messages; and a place in the
        # text up to which has been counted: where, how many bytes, how many of them bad.
        self._base = self._stream.start
        self._counted = (0, 0, 0)
        self.notes = list(self._encoding.notes)
        self._items = self._read()
        self._head: list[_Item] = []
        keys: dict[str, None] = {}
        size = 0
        for item in self._items:
            self._head.append(item)
            keys.update(dict.fromkeys(item[1] or ()))
            size += item[3]
            if len(keys) > limits.columns:
                raise ReadingError(
                    f"The objects up to line {item[0]} have more than {limits.columns:,} keys",
                    "The keys are the names of the table's columns: give all objects the same.",
                )
            if len(self._head) >= _SAMPLE_ROWS or size > _SAMPLE_SIZE:
                break
        if not keys:
            read_error = next((item[2] for item in self._head if item[2]), None)
            raise ReadingError(
                read_error or "The file holds no object",
                "It needs one JSON object a line, or an array of objects.",
            )
        self.header = list(keys)
        for key in keys:
            if not key.strip() or _BAD_TEXT.search(key):
                line = next(item[0] for item in self._head if key in (item[1] or ()))
                what = "holds a NUL character or half a character" if key.strip() else "is empty"
                raise ReadingError(
                    f"A key of the object in line {line} {what}",
                    "The keys are the names of the table's columns: correct it.",
                )
        kinds = asked_types(self.header, types, options, columns)
        self._commas = comma_columns(self.header, kinds)
        self._links = link_places(self.header, kinds)
        self.reasons = [
            f"encoding {self._encoding.label}: {self._encoding.reason}",
            f"columns: the keys of the first {len(self._head)} objects",
        ]
        self.used: dict[str, object] = {"format": fmt, "encoding": self._encoding.label}

    def batches(self) -> Iterator[Batch]:
        """Yield the objects as rows in the header's order."""
        header = self.header
        known = frozenset(header)
        numbers: list[int] = []
        rows: list[list[str | None]] = []
        read_errors: dict[int, str] = {}
        size = total = 0
        for line, item, read_error, length in self._all():
            cells: list[str | None] = [None] * len(header)
            if item is not None:
                try:
                    cells = [_cell(item.get(key)) for key in header]
                    for place in self._commas:
                        if isinstance(item.get(header[place]), _Number):
                            cells[place] = (cells[place] or "").replace(".", ",")
                    for place, titles in self._links.items():
                        if isinstance(item.get(header[place]), _Number):
                            read_error = read_error or number_question(
                                cells[place] or "",
                                header[place],
                                f"line {line}",
                                "write it as a text, in quotes",
                                titles,
                            )
                except RecursionError:
                    read_error = read_error or "The object is nested too deeply"
                except ArithmeticError:
                    read_error = (
                        read_error or f"The object in line {line} holds a number that is too large"
                    )
                if not known.issuperset(item):
                    extra = ", ".join(map(_clean, sorted(set(item) - known)[:5]))
                    read_error = read_error or f"Keys that the first objects do not have: {extra}"
                if length > self._limits.cell_length:
                    self._bound_cells(cells, line)
                if any(cell and _BAD_TEXT.search(cell) for cell in cells):
                    read_error = read_error or "A value holds a NUL character or half a character"
                    cells = [cell and _clean(cell) for cell in cells]
            if read_error:
                read_errors[len(rows)] = read_error
            numbers.append(line)
            rows.append(cells)
            size += length
            total += len(header)
            if total > self._limits.cells:
                raise ReadingError(
                    f"The file has more than {self._limits.cells:,} cells",
                    "Split the file, or raise the limit cells.",
                )
            if len(rows) >= 2000 or size > _BATCH_SIZE:
                yield Batch(numbers, rows, read_errors)
                numbers, rows, read_errors, size = [], [], {}, 0
        if rows:
            yield Batch(numbers, rows, read_errors)

    def _bound_cells(self, cells: Sequence[str | None], line: int) -> None:
        long = self._limits.cell_length
        if any(cell and len(cell) > long for cell in cells):
            raise ReadingError(
                f"A cell in line {line} is longer than {long:,} characters",
                "Shorten it, or raise the limit cell_length.",
            )

    def copy_blocks(self) -> Iterator[CopyBlock]:
        """Yield the rows as COPY text."""
        return blocks_of(self.batches(), len(self.header))

    def _all(self) -> Iterator[_Item]:
        head, self._head = self._head, []
        last = self._last_row
        for item in chain(head, self._items):
            if last is not None and item[0] > last:
                self.notes.append(f"Lines below line {last} were not read: option last_row.")
                return
            yield item

    def _chunks(self) -> Iterator[str]:
        stream = self._stream
        rest = b""
        while True:
            chunk = stream.read()
            cut = max(map(chunk.rfind, (b"\n", b"}", b","))) + 1
            if chunk and not cut:
                rest += chunk
                self._bound_rest(rest)
                continue
            data = rest + chunk
            cut = len(rest) + cut if chunk else len(data)
            rest = data[cut:]
            yield data[:cut].decode(
                "utf-8", KEEP if self._encoding.codec == "utf-8" else "surrogatepass"
            )
            if not chunk:
                return

    def _bound_rest(self, rest: bytes) -> None:
        """Raise ReadingError where text without a comma, brace or line end is too long."""
        most = self._limits.line_length
        if len(rest) > most and len(rest.decode("utf-8", "replace")) > most:
            raise ReadingError(
                f"A value is longer than {most:,} characters",
                "Shorten it, or raise the limit line_length.",
            )

    def _read(self) -> Iterator[_Item]:
        """Yield one item after the other, whether in an array or one a line."""
        chunks = self._chunks()
        text = next(chunks).removeprefix("\ufeff")
        at = _skip(text, 0)
        line = 1
        while at >= len(text) and (more := next(chunks, None)) is not None:
            line += text.count("\n")
            self._drop(text)
            text = more
            at = _skip(text, 0)
        line += text.count("\n", 0, at)
        array = text.startswith("[", at)
        at += array
        ended = not array
        failures = 0
        while True:
            start = _skip(text, at)
            line += text.count("\n", at, start)
            at = start
            if at >= len(text):
                more = next(chunks, None)
                self._drop(text)
                if more is None:
                    if not ended:
                        raise ReadingError(
                            "The JSON array is not closed", "The file may be cut off."
                        )
                    return
                text, at = more, 0
                continue
            if array and text[at] in ",]":
                ended = text[at] == "]"
                at += 1
                if ended and text[at:].strip():
                    raise ReadingError(
                        f"Something follows the JSON array in line {line}",
                        "Put everything into one array, or one object on each line.",
                    )
                continue
            try:
                stop = -1 if array or failures < _MOST_FAILURES else text.find("\n", at)
                if stop < 0:
                    value, end = _DECODER.raw_decode(text, at)
                else:
                    value, end = _DECODER.raw_decode(text[at:stop])
                    end += at
            except _Twice as error:
                value, end = None, self._line_end(text, at, array, line, error)
                yield line, None, f"Line {line} is not usable: {error}", end - at
            except RecursionError:
                failures += 1
                value, end = None, self._line_end(text, at, array, line, "it is nested too deeply")
                yield line, None, f"Line {line} is nested too deeply", end - at
            except ValueError as error:
                # The value may only be cut off by the end of the chunk.
                if array or text.find("\n", at) < 0:
                    # As much again, lest each chunk costs a new start.
                    more = _at_least(chunks, len(text) - at)
                    if more:
                        self._drop(text[:at])
                        text, at = text[at:] + more, 0
                        self._bound(text, line)
                        continue
                failures += 1
                what = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
                value, end = None, self._line_end(text, at, array, line, what)
                yield line, None, f"Line {line} is not valid JSON: {what}", end - at
            else:
                yield self._item(value, text, at, end, line)
                if not array and text[end : end + 1] not in ("", "\n", "\r", " ", "\t"):
                    stop = self._line_end(text, end, False, line, "")
                    yield line, None, f"Line {line} holds more than one JSON value", 0
                    end = stop
            line += text.count("\n", at, end)
            at = end

    def _item(self, value: Any, text: str, at: int, end: int, line: int) -> _Item:
        row = value if isinstance(value, dict) else None
        bad = BAD_BYTE.search(text, at, end)
        if bad:
            offset, byte = self._place(text, bad.start())
            where = f"Byte 0x{byte:02x} at offset {offset} (line {line})"
            return line, row, f"{where} is not valid {self._encoding.label}", end - at
        if row is None:
            return line, None, f"Line {line} holds no JSON object", end - at
        return line, row, None, end - at

    def _place(self, text: str, at: int) -> tuple[int, int]:
        """Return the offset in the file and the value of the bad byte at a place in the text."""
        before, size, bad = self._counted
        if self._encoding.codec != "utf-8":
            bad += len(BAD_BYTE.findall(text, before, at))
            self._counted = (at, 0, bad)
            return self._stream.bad[bad]
        size += len(text[before:at].encode("utf-8", "surrogateescape"))
        self._counted = (at, size, 0)
        return self._base + size, ord(text[at]) & 0xFF

    def _drop(self, text: str) -> None:
        """Count text that has been read."""
        self._counted = (0, 0, 0)
        if self._encoding.codec == "utf-8":
            self._base += len(text.encode("utf-8", "surrogateescape"))
        elif self._stream.bad:
            del self._stream.bad[: len(BAD_BYTE.findall(text))]

    def _bound(self, text: str, line: int) -> None:
        if len(text) > _UNCOUNTED and sum(map(text.count, "[{,")) > _MOST_PARTS:
            raise ReadingError(
                f"The object in line {line} holds more than {_MOST_PARTS:,} values",
                "Give each row an object of its own.",
            )
        if len(text) > self._limits.line_length:
            raise ReadingError(
                f"The object in line {line} is longer than {self._limits.line_length:,} characters",
                "Give each row an object of its own, or raise the limit line_length.",
            )

    @staticmethod
    def _line_end(text: str, at: int, array: bool, line: int, error: object) -> int:
        if array:
            raise ReadingError(
                f"The JSON array cannot be read beyond line {line}: {error}",
                "Correct it there; with one object a line, only that row would be an error.",
            )
        end = text.find("\n", at)
        return len(text) if end < 0 else end


def _at_least(chunks: Iterator[str], size: int) -> str:
    """Return the next text of at least a size, less at the end."""
    parts: list[str] = []
    while size >= 0 and (part := next(chunks, None)) is not None:
        parts.append(part)
        size -= len(part)
    return "".join(parts)


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
