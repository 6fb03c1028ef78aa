"""The files of sql/ in the order in which they are installed, room by room: see sql/rooms.md."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

# what runs before the first schema is there, and before the migrations; all other rooms come after
CHECKS = "install/checks"
BEFORE = "install/before"
# what takes everybody's rights away, before the grants with which files end are run
RIGHTS = "install/rights"
AFTER = "install/after"
# how the program is taken away, which no install runs
REMOVE = "install/remove"

_ROOM = re.compile(r"^- `([\w/]+)/`: (.+)$", re.MULTILINE)
# a function is known by the bracket behind its name: a table may be called like it
_CREATED = re.compile(
    r"^create (?:or replace )?(?:function|procedure|view) (tabular_import\w*\.\w+\(?)", re.MULTILINE
)
_NAMED = re.compile(r"\b(tabular_import\w*\.\w+\(?)")
# what PostgreSQL looks up only when the function runs, and what it never looks up
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_BODY = re.compile(r"\$(\w*)\$.*?\$\1\$", re.DOTALL)
_DESCRIPTION = re.compile(r"^comment on .*?';\n", re.MULTILINE | re.DOTALL)
_LITERAL = re.compile(r"'(?:[^']|'')*'")


class RoomError(Exception):
    """sql/ does not fit sql/rooms.md; str() says where."""


@dataclass(frozen=True)
class Room:
    """A folder of sql/ and what is in it."""

    name: str
    purpose: str


@dataclass(frozen=True)
class Definition:
    """A file of sql/: what it creates and which of our names its text holds, schema included.

    Names of functions end in "(".
    needs: those that have to be there when it is created; names: all, those of bodies too.
    """

    path: Path
    room: str
    creates: frozenset[str]
    needs: frozenset[str]
    names: frozenset[str]


def rooms(root: Path) -> list[Room]:
    """Returns the rooms of root/sql in layer order."""
    text = (root / "sql" / "rooms.md").read_text(encoding="utf-8")
    return [Room(name, purpose) for name, purpose in _ROOM.findall(text)]


def definitions(root: Path) -> list[Definition]:
    """Returns all files of root/sql in the order in which they are installed.

    Within a room that is the alphabetical one, but for what has to be there before. Raises
    RoomError for a file that stands in no room, and for files that need each other.
    """
    order = {room.name: place for place, room in enumerate(rooms(root))}
    found: dict[str, list[Definition]] = {name: [] for name in order}
    for path in sorted((root / "sql").rglob("*.sql")):
        room = path.parent.relative_to(root / "sql").as_posix()
        if room not in order:
            raise RoomError(
                f"{path.relative_to(root).as_posix()} stands in no room that sql/rooms.md names."
            )
        found[room].append(_definition(path, room))
    return [file for name in order for file in _sorted(found[name])]


def _definition(path: Path, room: str) -> Definition:
    text = _DESCRIPTION.sub("", _COMMENT.sub("", path.read_text(encoding="utf-8")))
    created = frozenset(_CREATED.findall(text))
    bound = _NAMED.findall(_LITERAL.sub("", _BODY.sub("", text)))
    # a literal is SQL text, which calls our own functions, or a hint, which names the API
    called = [name for name in _NAMED.findall(text) if not name.startswith("tabular_import.")]
    spelt = _NAMED.findall(_LITERAL.sub("", text))
    return Definition(
        path, room, created, frozenset(bound) - created, frozenset([*called, *spelt]) - created
    )


def _sorted(files: Iterable[Definition]) -> list[Definition]:
    by_path = {file.path: file for file in files}
    creator = {name: file.path for file in by_path.values() for name in file.creates}
    sorter = TopologicalSorter(
        {
            path: sorted({creator[name] for name in file.needs & creator.keys()})
            for path, file in by_path.items()
        }
    )
    try:
        sorter.prepare()
    except CycleError as error:
        names = ", ".join(path.stem for path in error.args[1])
        raise RoomError(f"These definitions need each other: {names}.") from None
    result: list[Definition] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        result += [by_path[path] for path in ready]
        sorter.done(*ready)
    return result
