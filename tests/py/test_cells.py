"""What becomes of cells and rows of files that people have: values, order, numbers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tools import cli
from tools.servers import Database


def wide_and_narrow(count: int) -> str:
    """Returns a file whose rows differ so much in width that narrow ones fill gaps."""
    source = random.Random(2)
    lines = (f"{n},{'x' * source.choice((0, 5, 1500, 3000))}\n" for n in range(1, count + 1))
    return "place,remark\n" + "".join(lines)


@pytest.mark.parametrize(
    ("columns", "role_of_place"),
    [
        ("id int generated always as identity primary key, place int, remark text", "proven"),
        ("id serial primary key, place citext_like, remark text", "staged"),
        ("id int generated always as identity, place int unique, remark text", "own"),
    ],
)
def test_numbers_that_the_database_gives_are_in_file_order(
    embedded_database: Database, tmp_path: Path, columns: str, role_of_place: str
) -> None:
    with embedded_database.connect() as connection:
        connection.execute("create domain public.citext_like as text check (value <> '')")
        connection.execute(f"create table public.t ({columns})".encode())
        if role_of_place == "own":
            connection.execute(
                "alter table public.t add foreign key (place) references public.t (place)"
            )
    file = tmp_path / "t.csv"
    file.write_text(wide_and_narrow(6000), "utf-8")
    result = cli.run("load", "public.t", file, database=embedded_database)
    assert result.code == 0, result
    with embedded_database.connect() as connection:
        moved = connection.execute(
            "select count(*) from public.t where id <> place::text::int"
        ).fetchone()
    assert moved == (0,)
