"""The rooms of sql/: each file stands in one, and nothing calls into a later room."""

from __future__ import annotations

from pathlib import Path

import pytest

from tabular_import.db.install import resources
from tabular_import.db.rooms import RoomError, definitions, rooms

ROOT = resources()
FILES = definitions(ROOT)


def test_every_room_has_files_and_every_file_a_room() -> None:
    assert {file.room for file in FILES} == {room.name for room in rooms(ROOT)}
    assert {file.path for file in FILES} == set((ROOT / "sql").rglob("*.sql"))


def test_the_map_names_every_room() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    tops = {room.name.partition("/")[0] for room in rooms(ROOT)}
    assert [top for top in sorted(tops) if f"`sql/{top}/`" not in page] == []


def test_a_file_is_called_as_what_it_creates() -> None:
    wrong = [
        str(file.path.relative_to(ROOT))
        for file in FILES
        if not file.room.startswith("install/")
        and {name.partition(".")[2].rstrip("(") for name in file.creates} != {file.path.stem}
    ]
    assert wrong == []


def test_nothing_calls_into_a_later_room() -> None:
    place = {room.name: number for number, room in enumerate(rooms(ROOT))}
    room_of = {name: file.room for file in FILES for name in file.creates}
    upwards = [
        f"{file.path.stem} ({file.room}) names {name} ({room_of[name]})"
        for file in FILES
        for name in sorted(file.names & room_of.keys())
        if not file.room.startswith("install/") and place[room_of[name]] > place[file.room]
    ]
    assert upwards == []


def write(root: Path, **files: str) -> None:
    (root / "sql").mkdir()
    (root / "sql" / "rooms.md").write_text("- `a/`: First.\n- `a/b/`: Second.\n- `c/`: Third.\n")
    for name, text in files.items():
        path = root / "sql" / name.replace("_of_", "/").replace("a_b", "a/b")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".sql").write_text(text)


def function(name: str, body: str = "1") -> str:
    return (
        f"create or replace function tabular_import_private.{name}() returns int language sql"
        f" begin atomic select {body}; end;\n"
    )


def names(root: Path) -> list[str]:
    return [file.path.stem for file in definitions(root)]


def test_what_a_body_needs_is_there_before_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_of_one=function("one", "tabular_import_private.two()"),
        a_of_two=function("two", "tabular_import_private.zero()"),
        a_of_zero=function("zero"),
        a_b_of_any=function("any"),
        c_of_first=function("first"),
    )
    assert names(tmp_path) == ["zero", "two", "one", "any", "first"]


def test_bodies_in_quotes_and_comments_need_nothing(tmp_path: Path) -> None:
    late = "language plpgsql as $$ begin perform tabular_import_private.z(); end $$;\n"
    write(
        tmp_path,
        a_of_a=f"-- tabular_import_private.z\ncreate function tabular_import_private.a() {late}",
        a_of_z=function("z", "1, 'tabular_import_private.a'"),
    )
    assert names(tmp_path) == ["a", "z"]


def test_what_needs_itself_is_refused(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_of_one=function("one", "tabular_import_private.two()"),
        a_of_two=function("two", "tabular_import_private.one()"),
    )
    with pytest.raises(RoomError, match=r"need each other: .*one.*two|need each other: .*two.*one"):
        definitions(tmp_path)


def test_a_file_in_no_room_is_refused(tmp_path: Path) -> None:
    write(tmp_path, d_of_one=function("one"))
    with pytest.raises(RoomError, match=r"sql/d/one\.sql stands in no room"):
        definitions(tmp_path)
