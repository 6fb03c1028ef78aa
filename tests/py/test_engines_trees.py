"""Rows with several references to their own table: which row is refused, and for which of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tools.engines import Case, differences, prepare, run
from tools.servers import Connection, Database

# the names say in which order PostgreSQL checks them
TREE = (
    "create table made.target (key integer primary key, up integer, other integer,"
    " constraint a_other foreign key (other) references made.target{clause},"
    " constraint b_up foreign key (up) references made.target{clause})"
)


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.connect() as connection:
        prepare(connection)
        yield connection


def tree(*lines: str, grant: str = "select, insert", clause: str = "", on_error: str = "") -> Case:
    return Case(
        ddl=(
            TREE.format(clause=clause),
            f"grant {grant} on made.target to alice",
            "insert into made.target values (1)",
        ),
        table="made.target",
        header=("key", "up", "other"),
        rows=tuple((None, tuple(line.split("|"))) for line in lines),
        contents=(("made.target", "key, up, other"),),
        options={"on_error": on_error} if on_error else {},
    )


GRANTS = pytest.mark.parametrize("grant", ["select, insert", "insert"])
CLAUSES = pytest.mark.parametrize("clause", ["", " deferrable initially deferred"])


@CLAUSES
@GRANTS
def test_one_referred_row_is_in_the_table_and_one_in_the_file(
    grant: str, clause: str, connection: Connection
) -> None:
    """Alone, the first row would not find row 2; it is good all the same, and so is its mirror."""
    lines = ("2|1|3", "3||", "4|3|1", "5|99|", "6|7|1", "7||")
    for on_error in ("abort", "skip"):
        case = tree(*lines, grant=grant, clause=clause, on_error=on_error)
        found = run(connection, case)
        assert differences(found, may_raise=False) == []
        told = [(e["row_number"], e["constraint_name"]) for e in found["reference"]["errors"]]
        assert told == [(4, "b_up")]
    assert found["reference"]["rows_imported"] == 5


@CLAUSES
@GRANTS
def test_the_reference_that_fails_is_named(grant: str, clause: str, connection: Connection) -> None:
    """Not the one whose row the file has, although the row alone would miss that, too."""
    lines = ("2|99|3", "3||", "4|3|98", "5|2|3", "6|3|4")
    for on_error in ("abort", "skip"):
        case = tree(*lines, grant=grant, clause=clause, on_error=on_error)
        found = run(connection, case)
        assert differences(found, may_raise=False) == []
        told = {e["row_number"]: e["constraint_name"] for e in found["reference"]["errors"]}
        assert told == {1: "b_up", 3: "a_other", 4: "b_up", 5: "a_other"}
