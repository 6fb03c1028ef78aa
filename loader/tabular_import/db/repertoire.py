"""Which characters a database can store: in one of another encoding than UTF8 not all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import psycopg

from tabular_import.db.connection import Connection
from tabular_import.reading import CopyBlock, ReadingError, Table
from tabular_import.reading.copytext import decode_cell, encode_cell

NULL = "\\N"


class Repertoire:
    """Tells which characters a database lacks, by asking it once about each that is no ASCII.

    `connect` opens a connection to ask, in autocommit mode, when there is something to ask; where
    the database's encoding is UTF8, there never is.
    """

    def __init__(self, encoding: str, connect: Callable[[], Connection]) -> None:
        self.encoding = encoding
        self._connect = connect
        self._connection: Connection | None = None
        self._known: dict[str, bool] = {}

    def lacking(self, text: str) -> set[str]:
        """Returns the characters of a text that the database lacks."""
        if self.encoding == "UTF8" or text.isascii():
            return set()
        characters = {character for character in set(text) if not character.isascii()}
        self._learn(sorted(characters - self._known.keys()))
        return {character for character in characters if not self._known[character]}

    def shown(self, text: str) -> str:
        """Returns a text with <U+4E16> in the place of each character that the database lacks."""
        lacking = self.lacking(text)
        if not lacking:
            return text
        return "".join(f"<U+{ord(c):04X}>" if c in lacking else c for c in text)

    def _learn(self, characters: list[str]) -> None:
        if not characters:
            return
        if self._connection is None:
            self._connection = self._connect()
        try:
            # apart, as some make one character with the next
            self._connection.execute(
                "select pg_catalog.length(%s::pg_catalog.text)", (" ".join(characters),)
            )
        except (psycopg.errors.UntranslatableCharacter, psycopg.errors.CharacterNotInRepertoire):
            if len(characters) == 1:
                self._known[characters[0]] = False
                return
            middle = len(characters) // 2
            self._learn(characters[:middle])
            self._learn(characters[middle:])
        else:
            self._known.update(dict.fromkeys(characters, True))

    def close(self) -> None:
        """Closes the connection, if there is one."""
        if self._connection is not None:
            self._connection.close()


class StorableTable(Table):
    """A table of which the database can store all: rows that hold anything else carry a read error.

    It names their cells, see read_error_outcomes in SQL. Raises ReadingError for a header that no
    table of the database can have.
    """

    def __init__(self, table: Table, repertoire: Repertoire) -> None:
        self._table = table
        self._repertoire = repertoire
        for name in table.header:
            if lacking := repertoire.lacking(name):
                places = ", ".join(f"U+{ord(character):04X}" for character in sorted(lacking))
                raise ReadingError(
                    f"The header names a column {repertoire.shown(name)}, which no table here can"
                    f" have: the database's encoding {repertoire.encoding} lacks {places}",
                    "Name the columns in the file as the table does.",
                )

    @property
    def header(self) -> list[str]:
        """As the table's."""
        return self._table.header

    @property
    def notes(self) -> list[str]:
        """As the table's, as the database can store them."""
        return [self._repertoire.shown(note) for note in self._table.notes]

    @property
    def used(self) -> dict[str, object]:
        """As the table's, as the database can store it."""
        text = json.dumps(self._table.used, ensure_ascii=False)
        used: dict[str, object] = json.loads(self._repertoire.shown(text))
        return used

    def copy_blocks(self) -> Iterator[CopyBlock]:
        """As the table's, with a read error for each row that holds what the database lacks."""
        for block in self._table.copy_blocks():
            if block.data.isascii() or not self._repertoire.lacking(block.data.decode()):
                yield block
            else:
                lines = [self._line(line) for line in block.data.decode().split("\n")]
                data = "\n".join(lines).encode()
                yield CopyBlock(data, block.rows, block.first_row, block.last_row)

    def _line(self, line: str) -> str:
        """Returns a row, with a read error where it needs one."""
        shown = self._repertoire.shown(line)
        if shown == line:
            return line
        place, number, read_error, *cells = line.split("\t")
        if read_error == NULL:
            read_error = encode_cell(
                json.dumps(
                    [
                        {"column": name, "value": decode_cell(self._repertoire.shown(cell))}
                        for name, cell in zip(self.header, cells, strict=True)
                        if self._repertoire.lacking(cell)
                    ],
                    ensure_ascii=False,
                )
            )
        else:
            read_error = self._repertoire.shown(read_error)
        return "\t".join([place, number, read_error, *map(self._repertoire.shown, cells)])


def storable(connection: Connection, *texts: str | None) -> list[str | None]:
    """Returns texts as the database of an idle connection can store them."""
    repertoire = Repertoire(encoding_of(connection), lambda: connection)
    return [None if text is None else repertoire.shown(text) for text in texts]


def encoding_of(connection: Connection) -> str:
    """Returns the encoding of a connection's database, by PostgreSQL's name."""
    return connection.info.parameter_status("server_encoding") or "UTF8"
