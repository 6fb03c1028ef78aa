"""Delimited text block by block, where that gives what record by record gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from ..copytext import encode_cell, fitted
from ..model import Blanks, CopyBlock, Fitted, Limits
from ..options import RowRules
from ..rowkinds import MARKS, MOST_HELD, TOTAL_LINE, RowKinds
from .dialects import Layout
from .records import WHITESPACE, fit, most_cells

_MAY_BE_FORMULA = re.compile(rb'(?:\A|[^A-Za-z0-9_])="')
_MARKS = tuple(mark.encode() for mark in MARKS)
_CONTROLS = tuple(bytes([byte]) for byte in (0, 1, 2, 3, 4, 5, 6, 26))


class BlockParser:
    """Turns whole blocks of plain UTF-8 text into COPY text with bytes methods alone.

    A block is taken only where each step can be shown to give what RecordParser gives: quotes
    stand at the edges of cells, nothing needs decoding, every line has its cells. Control
    characters 0 to 6 serve as marks, so a block that holds one itself is left to RecordParser.
    ``row`` is the number of the next row.
    """

    def __init__(
        self,
        layout: Layout,
        width: int,
        ragged: str,
        limits: Limits,
        blanks: Blanks,
        rules: RowRules,
        kinds: RowKinds,
        valid: bool,
        fitted_rows: Fitted,
    ) -> None:
        dialect = layout.dialect
        self._fitted = fitted_rows
        self._valid = valid
        self._blanks = blanks
        self._rules = rules
        self._kinds = kinds
        self.row = 1
        self._width = width
        self._columns = most_cells(limits)
        self._ragged = ragged
        self._dialect = dialect
        self._delimiter = dialect.delimiter.encode("utf-8", "surrogatepass")
        self._quote = dialect.quote.encode()
        self._comment = dialect.comment.encode()
        self._trailing = dialect.trailing
        self._mark = self._delimiter if len(self._delimiter) == 1 else b"\x06"
        self._drop = bytes(byte for byte in range(256) if byte not in self._mark + b"\n")
        self._shape = self._mark * (width - 1 + dialect.trailing)
        # Lines that are no usual rows, as they look before they are numbered.
        self._headers = _header_lines(kinds, dialect.delimiter)
        self._empty = b"" if rules.keep_blank or width == 1 else b"\t" * (width - 1)
        self._odd = self._headers | {self._empty}
        self._usable = (
            dialect.delimiter != WHITESPACE
            and (dialect.delimiter != "" or width == 1)
            and len(dialect.quote.encode()) <= 1
            and not set(self._delimiter) & set(b"\\\x00\x01\x02\x03\x04\x05\x06\n\r")
            and dialect.trailing <= 1
            and min(limits.cell_length, limits.line_length) >= 4 << 20
        )

    def take(self, buffer: bytes, final: bool, line: int) -> tuple[CopyBlock, int, int] | None:
        """Return the block's rows, and the bytes and lines taken; None when not certain."""
        if not self._usable or len(buffer) > 4 << 20:
            return None
        if final and buffer[-1:] != b"\n":
            if buffer[-1:] == b"\r":
                return None
            block, done = buffer + b"\n", len(buffer)
        else:
            done = buffer.rfind(b"\n") + 1
            block = buffer if done == len(buffer) else buffer[:done]
        quote = self._quote
        if quote and quote in block:
            cut = _even_cut(block, quote)
            if cut != len(block):
                if final or cut <= 0:
                    return None
                block, done = block[:cut], cut
        if not block or any(char in block for char in _CONTROLS):
            return None
        try:
            if not (self._valid or block.isascii()):
                block.decode()
        except UnicodeDecodeError:
            return None
        if self._dialect.escape == "backslash" and b"\\" in block:
            return None
        if b'="' in block and _MAY_BE_FORMULA.search(block):
            return None
        if self._kinds.totals:
            cut = self._before_totals(block)
            if cut != len(block):
                if final or cut <= 0:
                    return None
                block, done = block[:cut], cut
        if not block.isascii() and any(mark in block for mark in _MARKS):
            return None
        if self._kinds.skips_totals and TOTAL_LINE.search(block.decode()):
            return None
        if self._kinds.dense:
            cut = self._before_notes(block)
            if cut <= 0:
                return None
            if cut != len(block):
                block, done = block[:cut], cut
        comment = self._comment
        if comment and (block.startswith(comment) or b"\n" + comment in block):
            return None
        lines = block.count(b"\n")
        if self._rules.last_row is not None and line + lines > self._rules.last_row:
            return None
        quoted = bool(quote) and quote in block
        if quoted:
            taken = self._unquote(block) if self._delimiter else None
            if taken is None:
                return None
            block = taken
        else:
            if b"\r" in block:
                block = block.replace(b"\r\n", b"\n")
                if b"\r" in block:
                    return None
            if self._delimiter and self._mark != self._delimiter:
                block = block.replace(self._delimiter, self._mark)
        result = self._rows(block, line, quoted)
        if result is None:
            return None
        data, rows = result
        return CopyBlock(data, rows, self.row, self.row + rows - 1), done, lines

    def _before_totals(self, block: bytes) -> int:
        """Return where the last lines begin that may be totals, with nothing behind them."""
        end = len(block)
        ends = b" \t\r\n" + self._delimiter
        while True:
            last = end
            while last and block[last - 1] in ends:
                last -= 1
            start = last
            # Of so many rows one at most is kept back no more.
            for _ in range(MOST_HELD + 2):
                start = block.rfind(b"\n", 0, max(start, 0))
                if start < 0:
                    break
            tail = block[start + 1 : last]
            found = TOTAL_LINE.search(tail.decode())
            if found is None:
                return end
            end = start + 1 + len(tail.decode()[: found.start()].encode())
            if self._quote and block.count(self._quote, 0, end) & 1:
                return 0

    def _before_notes(self, block: bytes) -> int:
        """Return where the last lines begin that may have a single cell."""
        end = len(block)
        for _ in range(MOST_HELD):
            start = block.rfind(b"\n", 0, end - 1) + 1
            line = block[start : end - 1]
            if self._quote and self._quote in line:
                parts = line.split(self._quote)
                parts[1::2] = [b"x" if inside.strip() else b"" for inside in parts[1::2]]
                line = b"".join(parts) if len(parts) & 1 else b""
            # A blank one is before or behind them.
            if sum(1 for cell in line.split(self._delimiter) if cell.strip()) > 1:
                break
            end = start
            if not end:
                return 0
        if end != len(block) and self._quote and block.count(self._quote, 0, end) & 1:
            return 0
        return end

    def _unquote(self, block: bytes) -> bytes | None:
        """Take the quotes off; delimiters and line ends inside become marks 1, 4 and 5."""
        mark, delimiter = self._mark, self._delimiter
        parts = block.split(self._quote)
        inside = b"\x00".join(parts[1::2])
        outside = b"\x02".join(parts[::2])
        if b"\r" in outside:
            outside = outside.replace(b"\r\n", b"\n")
            if b"\r" in outside:
                return None
        if b"\r" in inside and inside.count(b"\r") != inside.count(b"\r\n"):
            return None
        if mark != delimiter:
            outside = outside.replace(delimiter, mark)
        doubled = b"\x02\x02" in outside
        if doubled and self._dialect.escape == "none":
            return None
        if not doubled and not _at_edges(outside, mark, len(parts) // 2):
            return None
        if delimiter in inside or b"\n" in inside:
            inside = inside.replace(delimiter, b"\x01").replace(b"\n", b"\x04")
            inside = inside.replace(b"\r", b"\x05")
            if not doubled:
                parts[1::2] = inside.split(b"\x00")
        if doubled:
            marked = b"\x02" + inside.replace(b"\x00", b"\x03\x00\x02") + b"\x03"
            parts[1::2] = marked.split(b"\x00")
        block = b"".join(parts)
        if b"\r" in block:
            block = block.replace(b"\r\n", b"\n")
        if mark != delimiter:
            block = block.replace(delimiter, mark)
        return self._undouble(block) if doubled else block

    def _undouble(self, block: bytes) -> bytes | None:
        """Resolve doubled quotes and take off marks 2 and 3, for which quotes stand."""
        mark = self._mark
        block = block.replace(b"\x03\x02", self._quote)
        # Opening quotes stand after a delimiter or a line end, closing ones before it.
        block = block.removeprefix(b"\x02").replace(mark + b"\x02", mark)
        if b"\x02" in block:
            block = block.replace(b"\n\x02", b"\n")
        block = block.replace(b"\x03" + mark, mark)
        if b"\x03" in block:
            block = block.replace(b"\x03\n", b"\n")
        return None if b"\x02" in block or b"\x03" in block else block

    def _rows(self, block: bytes, line: int, quoted: bool) -> tuple[bytes, int] | None:
        mark = self._mark
        number = block.count(b"\n")
        shapes = block.translate(None, self._drop)
        even = shapes == (self._shape + b"\n") * number
        if self._width == 1 and (b"\n\n" in block or block[:1] == b"\n" or quoted):
            return None
        if self._trailing:
            if not even or block.count(mark + b"\n") != number:
                return None
            block = block.replace(mark + b"\n", b"\n")
        if b"\\" in block:
            block = block.replace(b"\\", b"\\\\")
        if mark != b"\t":
            if b"\t" in block:
                block = block.replace(b"\t", b"\\t")
            block = block.replace(mark, b"\t")
        lines = block.split(b"\n")
        lines.pop()
        numbers: Iterator[int] | Sequence[int] = count(line)
        if quoted and b"\x04" in block:
            numbers = []
            for text in lines:
                numbers.append(line)
                line += 1 + text.count(b"\x04")
        gap = self._kinds.gap
        blanks: list[tuple[int, int, bool]] = []
        if not self._odd.isdisjoint(lines):
            if not self._headers.isdisjoint(lines):
                return None
            even = even and not self._empty
        if even:
            if gap and not self._is_usual(lines[0]):
                return None
            data = b"".join(map(b"%d\t%d\t\\N\t%b\n".__mod__, zip(count(self.row), numbers, lines)))
            gap = False
        else:
            taken = self._uneven(lines, numbers, shapes, quoted)
            if taken is None:
                return None
            data, number, blanks, gap = taken
        if quoted:
            inner = b"\\t" if self._delimiter == b"\t" else self._delimiter
            data = data.replace(b"\x01", inner).replace(b"\x04", b"\\n").replace(b"\x05", b"\\r")
        self._note_blanks(blanks, number)
        if number:
            self._kinds.usual(gap)
        elif gap:
            self._kinds.blank()
        return data, number

    def _is_usual(self, line: bytes) -> bool:
        """Tell whether a row of COPY text is a usual one behind a blank one."""
        return self._kinds.is_usual(sum(map(bool, line.replace(b"\\N", b"").split(b"\t"))))

    def _uneven(
        self,
        lines: list[bytes],
        numbers: Iterator[int] | Sequence[int],
        shapes: bytes,
        quoted: bool,
    ) -> tuple[bytes, int, list[tuple[int, int, bool]], bool] | None:
        """Number the rows where some lines are blank or have too few or too many cells.

        Returns them, their number, the blank lines (how many rows of the block stand before
        each, its line, and whether it has delimiters), and whether blank lines end the block.
        """
        out: list[bytes] = []
        blanks: list[tuple[int, int, bool]] = []
        row = self.row
        right = self._shape
        width = self._width
        gap = self._kinds.gap
        empty = self._empty
        changed: list[tuple[int, int]] = []
        for text, shape, line in zip(lines, shapes.split(b"\n"), numbers):  # noqa: B905
            if shape == right and text != empty:
                if gap and not self._is_usual(text):
                    return None
                gap = False
                out.append(b"%d\t%d\t\\N\t%b\n" % (row, line, text))
                row += 1
                continue
            if not shape and not text.replace(b"\\t", b"").strip(b" "):
                if quoted:
                    return None
                blanks.append((len(out), line, False))
                gap = gap or bool(out) or self._kinds.seen
                continue
            if empty and shape and not text.strip(b"\t"):
                blanks.append((len(out), line, True))
                gap = gap or bool(out) or self._kinds.seen
                continue
            if len(shape) >= self._columns or self._rules.skip:
                return None
            cells, read_error = fit(
                [cell.decode() for cell in text.split(b"\t")], width, 0, self._ragged
            )
            if read_error is None:
                changed.append((line, len(shape) // max(len(self._mark), 1) + 1 - width))
            joined = b"\t".join(
                b"\\N" if cell is None else cell.encode() for cell in fitted(cells, width)
            )
            if gap and read_error is None and not self._is_usual(joined):
                return None
            gap = False
            out.append(b"%d\t%d\t%b\t%b\n" % (row, line, encode_cell(read_error).encode(), joined))
            row += 1
        for line, over in changed:
            self._fitted.add(line, over)
        return b"".join(out), row - self.row, blanks, gap

    def _note_blanks(self, blanks: list[tuple[int, int, bool]], rows: int) -> None:
        """Note the blank lines of a block, each with the number of the block's rows before it."""
        if rows and (not blanks or blanks[0][0]):
            self._blanks.row()
        for before, line, delimited in blanks:
            if delimited:
                self._blanks.add_row(line)
            elif before or self.row > 1:
                self._blanks.add(line)
            if before < rows:
                self._blanks.row()


def _header_lines(kinds: RowKinds, delimiter: str) -> frozenset[bytes]:
    """Return the lines of a block in which a row equals the header, as BlockParser has them."""
    wraps = [("", ""), *((mark + quote, quote) for mark in MARKS for quote in ("", '"', "'"))]
    found = []
    for first, *others in kinds.headers:
        for before, behind in wraps:
            cells = [before + first + behind, *others]
            for plain, mark in (
                ("\\", "\\\\"),
                (delimiter, "\x01"),
                ("\n", "\x04"),
                ("\r", "\x05"),
            ):
                cells = [cell.replace(plain, mark) if plain else cell for cell in cells]
            found.append("\t".join(cell.replace("\t", "\\t") for cell in cells))
    return frozenset(text.encode("utf-8", "replace") for text in found)


def _at_edges(outside: bytes, mark: bytes, quoted: int) -> bool:
    """Tell whether every quoted part, a mark 2 here, stands between delimiters or line ends."""
    before = outside.count(mark + b"\x02") + outside.startswith(b"\x02")
    if before != quoted and before + outside.count(b"\n\x02") != quoted:
        return False
    after = outside.count(b"\x02" + mark)
    return after == quoted or after + outside.count(b"\x02\n") == quoted


def _even_cut(block: bytes, quote: bytes) -> int:
    """Return the end of the last line before which the quotes pair up."""
    odd = block.count(quote) & 1
    cut = len(block)
    for _ in range(100):
        if not odd:
            return cut
        last = block.rfind(quote, 0, cut)
        start = block.rfind(b"\n", 0, last) + 1
        odd ^= block.count(quote, start, cut) & 1
        cut = start
    return 0
