"""Delimited text: from bytes to rows, or straight to COPY text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..copytext import encode_rows
from ..model import (
    TEMPLATE_NOTE,
    Batch,
    Blanks,
    CopyBlock,
    Fitted,
    Limits,
    ReadingError,
    Template,
    is_template_line,
    may_be_template_line,
)
from ..options import row_rules
from ..rowkinds import UNITS, UNITS_NOTE, RowKinds, Taken, may_be_units
from ..streams import Opener
from .blocks import BlockParser
from .decoding import BAD_BYTE, KEEP, Encoding, Transcoder
from .delimiters import shown
from .dialects import Layout, comment_note, find_layout
from .encodings import find_encoding
from .records import (
    LINE_END,
    NeedMore,
    Record,
    RecordParser,
    count_lines,
    fit,
)
from .sample import is_blank

SAMPLE_BYTES = 1 << 18

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
# ="00123", as programs write texts that others would take for numbers.
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"\Z')
_SUSPECT = re.compile("[\x00\udc00-\udcff]")


class TextSource:
    """A delimited text file, opened."""

    def __init__(
        self,
        opener: Opener,
        fmt: str,
        options: Mapping[str, object],
        columns: Sequence[str] | None,
        limits: Limits,
        template: Callable[[], Template] | None = None,
    ) -> None:
        self._opener = opener
        self._limits = limits
        self._encoding = find_encoding(opener, options.get("encoding"), columns)
        self._rules = row_rules(options)
        text, complete = _sample(opener, self._encoding)
        if self._rules.last_row is not None:
            text, complete = _first_lines(text, complete, self._rules.last_row)
        layout = find_layout(text, complete, fmt, options, columns, limits)
        self._layout = layout
        self._parser = RecordParser(layout.dialect, limits)
        self._no_comments = RecordParser(replace(layout.dialect, comment=""), limits)
        self._ragged = str(options.get("ragged") or "report").lower()
        self.header = layout.header
        if len(self.header) > limits.columns:
            raise ReadingError(
                f"The header has {len(self.header):,} columns, more than {limits.columns:,}",
                "Leave out columns that the table does not have, or raise the limit columns.",
            )
        self._check_header()
        self.notes = [*self._encoding.notes, *self._first_beyond_ascii(), *layout.notes]
        self.reasons = [
            f"encoding {self._encoding.label}: {self._encoding.reason}",
            *layout.reasons,
        ]
        self._units_line: int | None = None
        template_line = self._template_line(text, complete, template)
        dialect = layout.dialect
        self.used: dict[str, object] = {
            "format": fmt,
            "encoding": self._encoding.label,
            "delimiter": shown(dialect.delimiter),
            "quote": {'"': "double", "'": "single", "": "none"}.get(dialect.quote, dialect.quote),
            "escape": dialect.escape,
            "header_line": _lines(layout),
            "comment": dialect.comment or "none",
            "trailing_delimiters": dialect.trailing,
            "ragged": self._ragged,
        }
        if template_line is not None:
            self.used["template_line"] = template_line
            self.notes.append(TEMPLATE_NOTE.format(f"Line {template_line}"))
        if self._units_line is not None:
            self.used["units_line"] = self._units_line
            self.notes.append(UNITS_NOTE.format(f"Line {self._units_line}"))
        self._blanks: list[int] = []
        self._left_out = Blanks()
        self._fitted = Fitted()
        self._kinds = RowKinds(
            self._rules, [self.header, *layout.header_rows], layout.several, dense=layout.dense
        )
        self._ended = False
        # How many rows have a quote that does not fit, and the first of them.
        self._quotes = self._first_quote = 0
        self._comments = 0
        self._first_comment = 0
        # How many cells are formulas of a text, and the first of them.
        self._has_formulas = False
        self._formulas = 0
        self._first_formula = ""
        self._cells = 0

    def _first_beyond_ascii(self) -> list[str]:
        """Say where a guessed code page is used first, that a stray byte is found."""
        if self._encoding.first is None:
            return []
        line, text, at = self._encoding.first
        found = _BEYOND_ASCII.match(text, at)
        place = f"line {line}, character {at + 1}"
        dialect = self._layout.dialect
        try:
            # The line may as well be the middle of a quoted cell, where columns are not its own.
            whole = self._parser.record(text, 0, True, line)
            even = not dialect.quote or text.count(dialect.quote) % 2 == 0
            if (
                even
                and not whole.read_error
                and len(whole.cells) == len(self.header) + dialect.trailing
            ):
                column = len(self._parser.record(text[:at], 0, True, line).cells)
                place += f" (column {column})"
        except ReadingError:
            pass
        what = BAD_BYTE.sub("?", found.group()[:20]) if found else "?"
        return [f"The first character beyond ASCII stands in {place}: {what}."]

    def _check_header(self) -> None:
        """Raise ReadingError for a column name that no column can have."""
        if self._layout.header_line is None:
            return
        line = self._layout.header_line[0]
        for column, name in enumerate(self.header, 1):
            bad = BAD_BYTE.search(name)
            if bad:
                byte = ord(bad.group()) & 0xFF
                raise ReadingError(
                    f"The name of column {column} in line {line} holds the byte 0x{byte:02x}, "
                    f"which is not valid {self._encoding.label}",
                    "Set option encoding to the right one, or correct the header.",
                )
            if "\0" in name:
                raise ReadingError(
                    f"The name of column {column} in line {line} holds a NUL byte",
                    "Remove it, or set option encoding to the right one.",
                )
            if not name:
                raise ReadingError(
                    f"Column {column} of the header in line {line} has no name",
                    "Give it the name of a column of the table, or remove the column.",
                )

    def _template_line(
        self, text: str, complete: bool, template: Callable[[], Template] | None
    ) -> int | None:
        """Return the line of a template's descriptions; the data begin after it then.

        So they do after a line of units, where the options leave that out.
        """
        with_units = UNITS in self._rules.skip
        line = self._layout.data_line
        at = 0
        for _ in range(line - 1):
            end = LINE_END.search(text, at)
            if end is None:
                return None
            at = end.end()
        while (template or with_units) and at < len(text):
            try:
                record = self._parser.record(text, at, complete, line)
            except (NeedMore, ReadingError):
                return None
            lines = count_lines(text, at, record.end)
            # In a single column a blank line is a row.
            if record.comment or (is_blank(record) and len(self.header) > 1):
                at, line = record.end, line + lines
                continue
            cells, read_error = fit(
                record.cells, len(self.header), self._layout.dialect.trailing, ""
            )
            if record.read_error or read_error:
                return None
            if with_units and may_be_units(cells):
                self._units_line, with_units = line, False
                at, line = record.end, line + lines
                self._layout.data_line = line
                continue
            if not template or not may_be_template_line(self.header, cells):
                return None
            if not is_template_line(template(), self.header, cells, f"Line {line}"):
                return None
            self._layout.data_line = line + lines
            return line
        return None

    # Rows by the careful parser

    def batches(self) -> Iterator[Batch]:
        """Yield the data rows, cut by the careful parser."""
        for item in self._run(blocks=None):
            if isinstance(item, Batch):
                yield item

    def copy_blocks(self) -> Iterator[CopyBlock]:
        """Yield the data rows as COPY text, block by block where that gives the same."""
        blocks = BlockParser(
            self._layout,
            len(self.header),
            self._ragged,
            self._limits,
            self._left_out,
            self._rules,
            self._kinds,
            self._encoding.valid,
            self._fitted,
        )
        width = len(self.header)
        row = 1
        for item in self._run(blocks):
            if isinstance(item, Batch):
                lines = encode_rows(item, row, width)
                if not lines:
                    continue
                lines.append("")
                block = CopyBlock(
                    "\n".join(lines).encode(), len(lines) - 1, row, row + len(lines) - 2
                )
            else:
                block = item
            row += block.rows
            blocks.row = row
            yield block

    def _run(self, blocks: BlockParser | None) -> Iterator[Batch | CopyBlock]:
        stream = Transcoder(self._opener, self._encoding)
        plain = self._encoding.codec == "utf-8"
        offset = stream.offset
        buffer = b""
        line = 1
        skip = self._layout.data_line - 1
        final = False
        stuck = 0
        while not (final or self._ended):
            chunk = stream.read()
            # A record longer than the buffer: double it, lest each chunk costs a new start, but not
            # far beyond the limit of a line.
            while chunk and len(chunk) < stuck:
                more = stream.read()
                if not more:
                    break
                chunk += more
            final = not chunk
            buffer += chunk
            while skip and buffer:
                done, lines = _skip_lines(buffer, skip, final)
                if not done:
                    break
                skip -= lines
                line += lines
                if not plain:
                    stream.bad = stream.bad[
                        len(BAD_BYTE.findall(buffer[:done].decode("utf-8", "surrogatepass"))) :
                    ]
                buffer, offset = buffer[done:], offset + done
            if skip and not final:
                if len(buffer) > 4 * self._limits.line_length:
                    raise ReadingError(
                        f"Line {line} is longer than {self._limits.line_length:,} characters",
                        "Is this a text table? If so, raise the limit line_length.",
                    )
                continue
            if not buffer:
                continue
            if blocks is not None and not (self._blanks or self._kinds.waits):
                result = blocks.take(buffer, final, line)
                if result is not None:
                    block, done, lines = result
                    line += lines
                    buffer, offset = buffer[done:], offset + done
                    if block.rows:
                        self._count_cells(block.rows)
                        yield block
                    if not final or not buffer:
                        continue
            text, bad = self._decode(buffer, offset, stream, plain)
            batch, end, lines = self._parse(text, final, line, bad)
            done = len(text[:end].encode("utf-8", "surrogateescape" if plain else "surrogatepass"))
            if not plain and stream.bad:
                stream.bad = stream.bad[len(BAD_BYTE.findall(text, 0, end)) :]
            line += lines
            buffer, offset = buffer[done:], offset + done
            stuck = 0 if done else min(len(buffer), 4 << 20)
            # A long one is not to lie in memory beside the next.
            del text
            if batch.cells:
                self._count_cells(len(batch.cells))
                yield batch
        rest = Batch([], [])
        self._add(self._kinds.end(), rest)
        if rest.cells:
            self._count_cells(len(rest.cells))
            yield rest
        if self._comments:
            mark = self._layout.dialect.comment
            self.notes.append(comment_note(mark, self._comments, self._first_comment))
        if self._quotes:
            rows = "a row" if self._quotes == 1 else f"{self._quotes:,} rows"
            self.notes.append(
                f"Quotes do not fit in {rows}, first in line {self._first_quote}: if quotes are "
                "characters like others in this file, set option quote to none."
            )
        if self._formulas:
            what = (
                "A cell is a formula of a text alone and was taken as that text,"
                if self._formulas == 1
                else f"{self._formulas:,} cells are formulas of a text alone and were taken as "
                "that text, the first"
            )
            self.notes.append(f"{what} {self._first_formula}.")
        self.notes += self._fitted.notes("line")
        self.notes += self._left_out.note("line")
        self.notes += self._kinds.notes()

    def _count_cells(self, rows: int) -> None:
        self._cells += rows * len(self.header)
        if self._cells > self._limits.cells:
            raise ReadingError(
                f"The file has more than {self._limits.cells:,} cells",
                "Split the file, or raise the limit cells.",
            )

    @staticmethod
    def _decode(
        buffer: bytes, offset: int, stream: Transcoder, plain: bool
    ) -> tuple[str, list[tuple[int, int]]]:
        if not plain:
            return buffer.decode("utf-8", "surrogatepass"), stream.bad
        try:
            return buffer.decode(), []
        except UnicodeDecodeError:
            text = buffer.decode("utf-8", KEEP)
            bad = []
            at = previous = 0
            for match in BAD_BYTE.finditer(text):
                at += len(text[previous : match.start()].encode("utf-8", "surrogateescape"))
                bad.append((offset + at, ord(match.group()) - 0xDC00))
                previous = match.start()
            return text, bad

    def _parse(
        self, text: str, final: bool, line: int, bad: list[tuple[int, int]]
    ) -> tuple[Batch, int, int]:
        """Return the rows of a text, how far it was read, and the lines read."""
        at, size, first = 0, len(text), line
        numbers: list[int] = []
        cells: list[list[str | None]] = []
        batch = Batch(numbers, cells)
        parser = self._parser
        suspect = _SUSPECT.search(text) is not None
        self._has_formulas = '="' in text
        seen = 0
        width = len(self.header)
        long = self._limits.cell_length
        last = self._rules.last_row or 0
        while at < size:
            if last and line > last:
                self._ended = True
                if text[at:].strip("\r\n\x1a"):
                    self.notes.append(f"Lines below line {last} were not read: option last_row.")
                break
            try:
                record = parser.record(text, at, final, line)
            except NeedMore:
                break
            end = record.end
            next_line = line + count_lines(text, at, end)
            if suspect and _SUSPECT.search(text, at, end):
                part = text[at:end]
                here = len(BAD_BYTE.findall(part))
                if not (record.comment or record.read_error):
                    record.read_error = self._suspicion(record, part, bad[seen : seen + here], line)
                seen += here
            if end - at > long and any(len(cell or "") > long for cell in record.cells):
                raise ReadingError(
                    f"A cell in line {line} is longer than {long:,} characters",
                    "Shorten it, or raise the limit cell_length.",
                )
            self._finish(record, line, width, batch)
            at, line = end, next_line
        return batch, at, line - first

    def _suspicion(self, record: Record, part: str, bad: list[tuple[int, int]], line: int) -> str:
        if bad:
            offset, byte = bad[0]
            where = f"Byte 0x{byte:02x} at offset {offset} (line {line})"
            return f"{where} is not valid {self._encoding.label}"
        column = next((i for i, cell in enumerate(record.cells, 1) if cell and "\0" in cell), 1)
        return f"NUL byte in line {line}, column {column}"

    def _finish(self, record: Record, line: int, width: int, batch: Batch) -> None:
        cells = record.cells
        size = len(cells)
        read_error = record.read_error
        dialect = self._layout.dialect
        if read_error is None:
            if record.comment:
                read_error = self._comment(record, line)
                if read_error is None:
                    return
                cells = record.cells
            elif width == 1 and cells[0] in ("", "\x1a") and size == 1 and not record.quoted:
                if cells[0] == "":
                    self._blanks.append(line)
                return
            elif size == 1 and width > 1 and is_blank(record):
                if self._cells or batch.cells or self._kinds.waits:
                    self._left_out.add(line)
                self._kinds.blank()
                return
            elif size > 1 and width > 1 and not (any(cells) or self._rules.keep_blank):
                self._left_out.add_row(line)
                self._kinds.blank()
                return
            elif size != width or dialect.trailing:
                cells, read_error = fit(cells, width, dialect.trailing, self._ragged)
                if read_error is None and not width <= size <= width + dialect.trailing:
                    self._fitted.add(line, size - width)
        if read_error is not None and record.misquoted:
            self._quotes += 1
            self._first_quote = self._first_quote or line
        self._left_out.row()
        if self._has_formulas and read_error is None:
            cells = [self._as_text(cell, line) for cell in cells]
        self._add(self._kinds.take(line, cells, read_error), batch)

    def _as_text(self, cell: str | None, line: int) -> str | None:
        """Return the text that a cell as ="00123" keeps spreadsheet programs from changing."""
        match = _TEXT_FORMULA.match(cell) if cell else None
        if match is None:
            return cell
        self._formulas += 1
        self._first_formula = self._first_formula or f"in line {line} ({match[0][:40]})"
        return match[1].replace('""', '"')

    def _add(self, taken: list[Taken], batch: Batch) -> None:
        """Add rows to a batch, after the blank lines that are rows of a single column."""
        lines: list[int] = batch.line_numbers  # type: ignore[assignment]
        rows: list[list[str | None]] = batch.cells  # type: ignore[assignment]
        for line, cells, read_error in taken:
            for blank in self._blanks:
                lines.append(blank)
                rows.append([""])
            self._blanks.clear()
            if read_error is not None:
                batch.read_errors[len(rows)] = read_error
            lines.append(line)
            rows.append(cells)

    def _comment(self, record: Record, line: int) -> str | None:
        """A comment line is left out, but not one that may as well be a row, if a ragged one."""
        dialect = self._layout.dialect
        if dialect.comment_found:
            content = record.cells[0] or ""
            row = self._no_comments.record(content, 0, True, 1)
            prose = content[len(dialect.comment) :].startswith(" ")
            size = len(row.cells)
            if row.read_error or size == len(self.header) or (size > 1 and not prose):
                record.cells = row.cells
                return (
                    f"Line may be a comment or a row that begins with {dialect.comment}: "
                    "set option comment"
                )
        self._first_comment = self._first_comment or line
        self._comments += 1
        return None


def _lines(layout: Layout) -> object:
    if layout.header_line is None:
        return "none"
    first, last = layout.header_line
    return first if first == last else f"{first}-{last}"


def _sample(opener: Opener, encoding: Encoding) -> tuple[str, bool]:
    """Return the head of the text, and whether it is all of it."""
    stream = Transcoder(opener, encoding)
    data = b""
    while len(data) < SAMPLE_BYTES:
        part = stream.read()
        if not part:
            break
        data += part
    errors = KEEP if encoding.codec == "utf-8" else "surrogatepass"
    if len(data) <= SAMPLE_BYTES:
        more = stream.read()
        if not more:
            return data.decode("utf-8", errors), True
    head = data[:SAMPLE_BYTES]
    cut = max(head.rfind(b"\n"), head.rfind(b"\r", 0, len(head) - 1)) + 1 or len(head)
    return head[:cut].decode("utf-8", KEEP if errors == KEEP or cut == len(head) else errors), False


def _first_lines(text: str, complete: bool, number: int) -> tuple[str, bool]:
    """Return so many lines of a sample, and whether they are all that is read of the file."""
    for match in LINE_END.finditer(text):
        number -= 1
        if not number:
            return text[: match.end()], True
    return text, complete


def _skip_lines(buffer: bytes, number: int, final: bool) -> tuple[int, int]:
    """Return how many bytes and lines of the buffer to leave out."""
    text = buffer.decode("latin-1")
    done = lines = 0
    for match in LINE_END.finditer(text):
        if match.end() == len(text) and match.group() == "\r" and not final:
            break
        done, lines = match.end(), lines + 1
        if lines == number:
            return done, lines
    if final:
        return len(buffer), number
    return done, lines
