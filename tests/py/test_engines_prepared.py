"""The reference engine prepares the insert of a row once; whatever becomes of that, rows go in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tools.engines import Case, prepare, run
from tools.servers import Connection, Database

pytestmark = pytest.mark.fewer_on_15(3)

TARGET = (
    "create table made.target (id integer primary key, name text not null)",
    "create function made.hostile() returns trigger language plpgsql as"
    " $$ begin %s; return new; end; $$",
    "create trigger hostile before insert on made.target for each row"
    " execute function made.hostile()",
    "grant insert, select on made.target to alice",
)
ROWS = tuple((None, (str(n), name)) for n, name in enumerate(["a", "", "c", "d", "e"], 1))


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.connect() as connection:
        prepare(connection)
        yield connection


@pytest.mark.parametrize(
    "what",
    [
        "null",
        "deallocate all",
        "if new.id = 3 then raise 'not 3'; end if",
        "perform set_config('search_path', 'made', true)",
    ],
)
def test_what_a_trigger_may_do_to_it(what: str, connection: Connection) -> None:
    ddl = tuple(s % what if "%s" in s else s for s in TARGET)
    case = Case(
        ddl, "made.target", ("id", "name"), ROWS, contents=(("made.target", "id, name"),),
        options={"on_error": "skip"},
    )  # fmt: skip
    report = run(connection, case, ["reference"])["reference"]
    refused = {e["row_number"]: e["message"] for e in report["errors"]}
    wanted = {2: 'null value in column "name" of relation "target" violates not-null constraint'}
    if "not 3" in what:
        wanted[3] = "not 3"
    assert refused == wanted
    assert report["rows_imported"] == 5 - len(wanted)


def test_no_statement_is_left(connection: Connection) -> None:
    """What a load has prepared is dropped by the next one at the latest."""
    case = Case(
        tuple(s % "null" if "%s" in s else s for s in TARGET), "made.target", ("id", "name"), ROWS
    )
    for _ in range(3):
        run(connection, case, ["reference"])
    left = connection.execute("select count(*) from pg_prepared_statements").fetchone()
    assert left is not None and left[0] <= 1
