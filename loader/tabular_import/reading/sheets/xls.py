"""XLS (Excel 5 to 2003) through xlrd, which keeps errors apart from empty cells."""

from __future__ import annotations

import codecs
import contextlib
import io
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import xlrd
import xlrd.compdoc
from xlrd.biffh import XLRDError

from ..model import ReadingError, reason
from ..text.encodings import named
from ..text.odd_words import odd_word_of
from .numberformats import NumberFormat, date_cell, number_cell, style_of
from .values import (
    Kind,
    date_text,
    double_text,
    error_value_read_error,
    value_read_error,
)
from .workbook import Marks, Range, Sheet, SheetPart, SheetRow, in_parts

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0"
_SAVE = "Open it in a spreadsheet program and save it again, best as XLSX."
# The first version of the format whose texts are Unicode.
_UNICODE = 80
# Words of two scripts, as no language has them: another code page was meant.
_MIXED = re.compile(
    "[A-Za-z\xc0-\u024f][\u0370-\u06ff]|[\u0370-\u06ff][A-Za-z\xc0-\u024f]|[\x80-\x9f]|"
    "[\u0370-\u03ff][\u0400-\u06ff]|[\u0400-\u04ff][\u0370-\u03ff\u0590-\u06ff]"
)


class XlsWorkbook:
    """An XLS file; the format holds at most 65,536 rows.

    ``encoding`` is the code page of the texts of files from before 1997, which may not say it
    rightly; where it cannot be told, it is asked for.
    """

    def __init__(self, data: bytes, encoding: object = None) -> None:
        if _ENCRYPTED in data:
            raise _protected()
        self._data = data
        self._codec = named(encoding).codec if isinstance(encoding, str) else None
        self._kinds: dict[int, tuple[Kind, NumberFormat | None]] = {}
        self._marks: Marks | None = None
        self.notes: list[str] = []
        self.template: dict[str, object] | None = None
        self.marked: Collection[int] = ()
        self._mended = False
        try:
            self._book = self._opened(data)
        except (ReadingError, MemoryError):
            raise
        except Exception as error:
            # The library checks little of what it reads: anything may fail on a damaged file.
            self._mend(error)
        visibility = getattr(self._book, "_sheet_visibility", [])
        self.date1904 = self._book.datemode == 1
        self.sheets = [
            Sheet(name, not (index < len(visibility) and visibility[index]), index)
            for index, name in enumerate(self._book.sheet_names())
        ]
        if self._book.biff_version >= _UNICODE:
            if self._codec:
                self.notes.append(
                    "Option encoding was not used: the texts of the file are Unicode."
                )
        elif not self._codec:
            self._check_code_page()

    def _opened(self, data: bytes) -> Any:
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                return xlrd.open_workbook(
                    file_contents=data,
                    formatting_info=True,
                    on_demand=True,
                    logfile=io.StringIO(),
                    encoding_override=self._codec,
                )
            except LookupError as error:
                if isinstance(error, (IndexError, KeyError)):
                    raise
                raise ReadingError(
                    f"The XLS file names a code page that is not known ({error})",
                    "Set option encoding to the encoding of its texts, such as windows-1252.",
                ) from error

    def _mend(self, error: Exception) -> None:
        """Open a file again whose directory or list of texts is damaged, the rest of it not."""
        if "encrypted" in str(error).lower():
            raise _protected() from error
        stream = None if self._mended else _workbook_stream(self._data)
        if stream is None:
            raise _damaged(error) from error
        self._mended = True
        # All texts that are there, however many the file says there are.
        usual = xlrd.book.unpack_SST_table
        xlrd.book.unpack_SST_table = _shared_strings  # type: ignore[assignment]
        try:
            self._book = self._opened(stream)
        except (ReadingError, MemoryError):
            raise
        except Exception as second:
            raise _damaged(error) from second
        finally:
            xlrd.book.unpack_SST_table = usual
        self.notes.append(
            "The file is damaged outside of its sheets; the sheets were read in full."
        )

    def _check_code_page(self) -> None:
        """Raise ReadingError where letters beyond ASCII may be others: in no Unicode, that is."""
        texts = [
            str(cell.value)
            for sheet in self.sheets
            for row in self._sheet(sheet).get_rows()
            for cell in row
            if cell.ctype == xlrd.XL_CELL_TEXT and not str(cell.value).isascii()
        ]
        texts += [sheet.name for sheet in self.sheets if not sheet.name.isascii()]
        if not texts:
            return
        codec = codecs.lookup(self._book.encoding or "iso-8859-1").name
        told = self._book.codepage is not None
        lines = "\n".join(texts).encode(codec, "replace")
        if codec in ("cp1252", "iso8859-1", "mac-roman"):
            example = odd_word_of(lines, codec)
        else:
            match = _MIXED.search("\n".join(texts))
            example = match and _word_at("\n".join(texts), match.start())
        if told and not example:
            self.notes.append(f"Texts were read in the code page {codec} that the file names.")
            return
        shown = example or next(
            word for word in lines.decode("cp1252", "replace").split() if not word.isascii()
        )
        what = f"names the code page {codec}" if told else "names no code page"
        raise ReadingError(
            f"The encoding of the texts of this XLS file cannot be told: it {what}, and with "
            f"{codec if told else 'windows-1252'} it has words such as {shown[:30]}",
            "Set option encoding to the code page of the computer that wrote it, such as "
            "windows-1252, windows-1250 or windows-1251, or save the file as XLSX.",
        )

    def _sheet(self, sheet: Sheet) -> Any:
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                return self._book.sheet_by_index(sheet.place)
        except MemoryError:
            raise
        except UnicodeDecodeError as error:
            raise ReadingError(
                f"Texts of the sheet {sheet.name} are not in the encoding {error.encoding}",
                "Set option encoding to the code page of the computer that wrote the file.",
            ) from error
        except Exception as error:
            self._mend(error)
            return self._sheet(sheet)

    def _kind(self, index: int) -> tuple[Kind, NumberFormat | None]:
        kind = self._kinds.get(index)
        if kind is None:
            try:
                key = self._book.xf_list[index].format_key
                kind = style_of(key, self._book.format_map[key].format_str)
            except (IndexError, KeyError):
                kind = Kind.NUMBER, None
            self._kinds[index] = kind
        return kind

    def parts(self, sheet: Sheet) -> Iterator[SheetPart]:
        """Yield the rows in parts."""
        return in_parts(self.rows(sheet))

    def merged(self, sheet: Sheet) -> list[Range]:
        """Return the merged ranges."""
        return [
            (top + 1, bottom, left, right - 1)
            for top, bottom, left, right in self._sheet(sheet).merged_cells
        ]

    def marks(self, sheet: Sheet) -> Marks:
        """Return the hidden rows and columns."""
        made, marks = self._sheet(sheet), Marks()
        marks.hidden_rows = {
            index + 1 for index, row in made.rowinfo_map.items() if getattr(row, "hidden", 0)
        }
        marks.hidden_columns = [
            (index, index) for index, column in sorted(made.colinfo_map.items()) if column.hidden
        ]
        return marks

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """Yield the rows that hold something."""
        made = self._sheet(sheet)
        for index in range(made.nrows):
            cells: list[str | None] = []
            read_errors: dict[int, str] = {}
            types, values = made.row_types(index), made.row_values(index)
            for column in range(len(types)):
                text, read_error = self._value(made, index, column, types[column], values[column])
                cells.append(text)
                if read_error:
                    read_errors[column] = read_error
            if any(cell is not None for cell in cells):
                yield SheetRow(index + 1, cells, read_errors or None)

    def _value(
        self, made: Any, index: int, column: int, kind: int, value: Any
    ) -> tuple[str | None, str | None]:
        if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
            return None, None
        if kind == xlrd.XL_CELL_TEXT:
            return str(value), None
        if kind == xlrd.XL_CELL_BOOLEAN:
            return ("true" if value else "false"), None
        if kind == xlrd.XL_CELL_ERROR:
            error = xlrd.error_text_from_code.get(value, f"error {value}")
            return error, error_value_read_error(index + 1, column, error)
        style, form = self._kind(made.cell_xf_index(index, column))
        number = float(value)
        is_marked = column in self.marked
        try:
            if style is Kind.NUMBER:
                return number_cell(double_text(number), form, is_marked), None
            return date_cell(date_text(number, style, self.date1904), is_marked), None
        except (ValueError, ArithmeticError) as error:
            return str(number), value_read_error(index + 1, column, error)


def _protected() -> ReadingError:
    return ReadingError(
        "The file is protected by a password", "Remove the password and upload it again."
    )


def _damaged(error: Exception) -> ReadingError:
    """Return what an error of the library means, in words for people."""
    if isinstance(error, XLRDError) and str(error):
        what = reason(error)
    elif isinstance(error, xlrd.compdoc.CompDocError):
        what = f"the directory of the file is broken ({reason(error)})"
    elif isinstance(error, UnicodeError):
        what = "a text in it is not in its encoding"
    else:
        what = "it ends too early or holds parts that do not fit together"
    return ReadingError(f"The XLS file is damaged: {what}", _SAVE)


def _word_at(text: str, place: int) -> str:
    start = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place)) + 1
    return text[start:].split()[0]


def _workbook_stream(data: bytes) -> bytes | None:
    """Return the workbook inside a compound file, found without its directory's tree.

    None where its sectors are not all there.
    """
    if not data.startswith(_OLE):
        return data
    try:
        return _stream_named(data, ("workbook", "book"))
    except (IndexError, ValueError):
        return None


def _stream_named(data: bytes, names: Sequence[str]) -> bytes | None:
    def integer(at: int, size: int = 4) -> int:
        part = data[at : at + size]
        if len(part) < size:
            raise ValueError(at)
        return int.from_bytes(part, "little")

    sector = 1 << integer(30, 2)
    small = 1 << integer(32, 2)
    if not 128 <= sector <= 1 << 16 or not 16 <= small <= sector:
        return None

    def read(number: int) -> bytes:
        return data[(number + 1) * sector : (number + 2) * sector]

    def numbers(part: bytes) -> list[int]:
        return [int.from_bytes(part[at : at + 4], "little") for at in range(0, len(part) - 3, 4)]

    most = len(data) // sector + 1
    last = 0xFFFFFFF0
    lists = [number for number in numbers(data[76:512]) if number < most]
    more = integer(68)
    for _ in range(most):
        if more >= most:
            break
        *listed, more = numbers(read(more))
        lists += [number for number in listed if number < most]
    table = [entry for number in lists for entry in numbers(read(number))]

    def chain(start: int, following: Sequence[int]) -> list[int]:
        found: list[int] = []
        seen: set[int] = set()
        while start < last and start < len(following) and start not in seen:
            found.append(start)
            seen.add(start)
            start = following[start]
        return found

    directory = b"".join(map(read, chain(integer(48), table)))
    root: bytes | None = None
    for at in range(0, len(directory) - 127, 128):
        entry = directory[at : at + 128]
        name = entry[: max(0, int.from_bytes(entry[64:66], "little") - 2)]
        kind = entry[66]
        start, size = (int.from_bytes(entry[place : place + 4], "little") for place in (116, 120))
        if kind == 5:
            root = b"".join(map(read, chain(start, table)))
        elif kind == 2 and name.decode("utf-16-le", "replace").lower() in names:
            if size >= integer(56):
                found = b"".join(map(read, chain(start, table)))
            else:
                shorts = numbers(b"".join(map(read, chain(integer(60), table))))
                store = root or b""
                found = b"".join(
                    store[number * small : (number + 1) * small] for number in chain(start, shorts)
                )
            return found[:size] if len(found) >= size > 0 else None
    return None


class _Pieces:
    """The bytes of records that continue each other."""

    def __init__(self, pieces: Sequence[bytes], at: int) -> None:
        self._pieces = pieces
        self._piece = 0
        self._at = at
        self._skip_ended()

    def _skip_ended(self) -> bool:
        """Go on to the next record at the end of one; tells whether it did."""
        moved = False
        while self._piece < len(self._pieces) and self._at >= len(self._pieces[self._piece]):
            self._at -= len(self._pieces[self._piece])
            self._piece += 1
            moved = True
        return moved

    @property
    def ended(self) -> bool:
        return self._piece >= len(self._pieces)

    def take(self, size: int) -> bytes:
        part = b""
        while len(part) < size and not self.ended:
            more = self._pieces[self._piece][self._at : self._at + size - len(part)]
            part += more
            self._at += len(more)
            self._skip_ended()
        if len(part) < size:
            raise ValueError("a text is cut off")
        return part

    def integer(self, size: int) -> int:
        return int.from_bytes(self.take(size), "little")

    def characters(self, count: int, wide: int) -> str:
        """Return characters; a record in which they go on begins with their width."""
        found: list[str] = []
        while count:
            if self.ended:
                raise ValueError("a text is cut off")
            size = 2 if wide else 1
            there = min(count, (len(self._pieces[self._piece]) - self._at) // size)
            raw = self._pieces[self._piece][self._at : self._at + there * size]
            found.append(raw.decode("utf-16-le" if wide else "latin-1"))
            self._at += there * size
            count -= there
            self._skip_ended()
            if count:
                wide = self.take(1)[0] & 1
        return "".join(found)


def _shared_strings(pieces: Sequence[bytes], _: int) -> tuple[list[str], dict[int, Any]]:
    """Return the shared texts of the records that hold them, and no formats inside of them."""
    data = _Pieces(pieces, 8)
    found: list[str] = []
    while not data.ended:
        try:
            count, options = data.integer(2), data.integer(1)
            runs = data.integer(2) if options & 8 else 0
            phonetic = data.integer(4) if options & 4 else 0
            text = data.characters(count, options & 1)
            data.take(4 * runs + phonetic)
        except ValueError:
            # A cell that refers to what is missing is an error of the file.
            break
        found.append(text)
    return found, {}
