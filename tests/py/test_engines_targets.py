"""The fast engine on what is no plain table, and on files of many chunks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tools import cli
from tools.engines import ENGINES, Case, differences, prepare, run
from tools.servers import Connection, Database

ROWS = 200_000


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.connect() as connection:
        prepare(connection)
        yield connection


def rows(*lines: str) -> tuple[tuple[None, tuple[str, ...]], ...]:
    """Returns a file's rows; cells are parted by |."""
    return tuple((None, tuple(line.split("|"))) for line in lines)


def need(database: Database, extension: str) -> None:
    if not database.value(
        "select exists (select from pg_available_extensions where name = %s)", extension
    ):
        pytest.skip(f"the server has no extension {extension}")


@pytest.mark.parametrize(
    ("extension", "type_", "bad"),
    [("citext", "citext", []), ("hstore", "hstore", ["a=>", "x"])],
)
def test_types_of_extensions(
    extension: str, type_: str, bad: list[str], database: Database, connection: Connection
) -> None:
    need(database, extension)
    database.run(f"create extension {extension} schema public")
    database.run("grant usage on schema public to alice")
    ddl = (
        f"create table made.target (id integer, value {type_} unique)",
        "grant insert, select on made.target to alice",
    )
    cells = ["a=>1", "A=>1", "b=>2", "a=>1", *bad]
    found = run(
        connection,
        Case(ddl, "made.target", ("id", "value"),
             rows(*(f"{n}|{cell}" for n, cell in enumerate(cells))),
             contents=(("made.target", "id, value"),)),
    )  # fmt: skip
    assert differences(found, may_raise=False) == []
    # citext takes A for a
    assert found["fast"]["rows_rejected"] == (2 if extension == "citext" else 1 + len(bad))


@pytest.mark.parametrize(
    ("type_", "good", "bad"),
    [
        ("hstore", "a=>1", "a=>"),
        ("hstore[]", "{a=>1}", "{a=>}"),
        ("made.labels", "a=>1", "a=>"),
        ("made.labels", "a=>1", "b=>1"),
        ("made.thing", '(1,"""a""=>""1""")', "(1,a=>)"),
    ],
)
def test_a_syntax_error_that_hstore_calls_internal(
    type_: str, good: str, bad: str, database: Database, connection: Connection
) -> None:
    """As it does up to PostgreSQL 15. It is the cell's; beside it are other bad rows."""
    need(database, "hstore")
    database.run("create extension hstore schema public")
    database.run("grant usage on schema public to alice")
    ddl = (
        "create domain made.labels as hstore check (value ? 'a')",
        "create type made.thing as (n integer, labels hstore)",
        f"create table made.target (id integer primary key, value {type_})",
        "grant insert, select on made.target to alice",
    )
    cells = [f"{n}|{good}" for n in range(600)]
    cells[300] = f"300|{bad}"
    cells[302] = f"x|{bad}"
    cells[400] = f"1|{good}"
    for chunks in ((600,), (100, 500)):
        found = run(
            connection, Case(ddl, "made.target", ("id", "value"), rows(*cells), chunks=chunks)
        )
        assert differences(found, may_raise=False) == []
        told = {(e["row_number"], e["column_name"]): e for e in found["fast"]["errors"]}
        assert sorted(told) == [(301, "value"), (303, "id"), (303, "value"), (401, "id")]
        assert told[301, "value"]["message"].startswith("Failed to adapt")
        if told[301, "value"]["sqlstate"] != "23514":
            assert told[301, "value"]["hint"] == "Correct the cell in the file."


@pytest.mark.parametrize("type_", ["hstore", "integer"])
@pytest.mark.parametrize("state", ["XX000", "XX001", "XX002"])
@pytest.mark.parametrize("engine", ENGINES)
def test_an_internal_error_of_the_insert_is_no_row_error(
    engine: str, state: str, type_: str, database: Database, connection: Connection
) -> None:
    """Not even beside cells that are bad: the job is tried again."""
    need(database, "hstore")
    database.run("create extension hstore schema public")
    body = f"$$begin if new.id = 300 then raise 'broken' using errcode = '{state}'; end if;"
    ddl = (
        f"create table made.target (id integer, value {type_})",
        "grant insert, select on made.target to alice",
        f"create function made.break() returns trigger language plpgsql as {body}"
        " return new; end$$",
        "create trigger t before insert on made.target for each row execute function made.break()",
    )
    cells = [f"{n}|" for n in range(600)]
    cells[7] = "x|"
    cells[8] = "8|=>"
    case = Case(ddl, "made.target", ("id", "value"), rows(*cells))
    with pytest.raises(psycopg.InternalError, match="broken") as refusal:
        run(connection, case, engines=(engine,))
    assert refusal.value.sqlstate == state


def test_skipped_rows_are_counted(connection: Connection) -> None:
    """By a trigger before the row, by one instead of it and by a rule."""
    body = "$$begin if new.id = 2 then return null; end if; return new; end$$"
    each = "for each row execute function made.skip()"
    ddl = (
        "create table made.target (id integer)",
        "create view made.shown as select * from made.target",
        f"create function made.skip() returns trigger language plpgsql as {body}",
        f"create trigger t before insert on made.target {each}",
        f"create trigger t instead of insert on made.shown {each}",
        "grant insert, select on made.target, made.shown to alice",
    )
    for table in ("made.target", "made.shown"):
        found = run(
            connection,
            Case(ddl, table, ("id",), rows("1", "2", "3", "2"), chunks=(1, 3)),
        )
        assert differences(found, may_raise=False) == []
        fast = found["fast"]
        assert (fast["status"], fast["rows_imported"], fast["rows_skipped"]) == ("success", 2, 2)


def big_table(database: Database) -> None:
    database.run("create table demo.big (id integer primary key, word text not null)")
    database.run("grant insert, select on demo.big to alice")


def transactions(database: Database) -> int:
    found: int = database.value("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
    return found


def test_many_chunks_use_few_transactions_and_show_how_far_they_are(
    embedded_database: Database, tmp_path: Path
) -> None:
    database = embedded_database
    big_table(database)
    file = tmp_path / "rows.csv"
    file.write_text("id,word\n" + "".join(f"{n},word {n}\n" for n in range(ROWS)))
    before = transactions(database)
    with database.connect(autocommit=False) as blocker:
        blocker.execute("lock table demo.big in share mode")
        process = cli.start("load", "demo.big", str(file), database=database.as_user("alice"))
        deadline = time.monotonic() + 60
        while not (seen := rows_read(database)):
            assert time.monotonic() < deadline, "nothing seen of the rows read"
            time.sleep(0.02)
    _, err = process.communicate()
    assert process.returncode == 0, err
    assert database.value("select count(*) from demo.big") == ROWS
    assert transactions(database) - before < 100
    assert 0 < seen <= ROWS


def rows_read(database: Database) -> int:
    """Returns how far the running import is, as others see it."""
    found = database.run("select rows_read from tabular_import.import_job where status = 'running'")
    return found[0][0] or 0 if found else 0


def test_narrow_rows_may_lie_in_the_gaps_that_wide_ones_left(
    embedded_database: Database, tmp_path: Path
) -> None:
    """A later chunk's rows then stand before the earlier one's in the staging table."""
    database = embedded_database
    big_table(database)
    file = tmp_path / "rows.csv"
    wide = "".join(f"{n},{n:0999}{n:0850}\n" for n in range(30_000))
    file.write_text("id,word\n" + wide + "".join(f"{n},x\n" for n in range(30_000, ROWS)))
    result = cli.run("load", "demo.big", file, database=database.as_user("alice"))
    assert (result.code, result.out) == (0, f"Successfully imported {ROWS} row(s)\n"), result
    assert database.value("select count(*) from demo.big") == ROWS


def test_of_many_errors_the_first_hundred_are_told(
    embedded_database: Database, tmp_path: Path
) -> None:
    """All are stored; the result text counts the rest."""
    database = embedded_database
    big_table(database)
    file = tmp_path / "rows.csv"
    file.write_text("id,word\n" + "".join(f"x{n},word\n" for n in range(ROWS)))
    result = cli.run("load", "demo.big", file, database=database.as_user("alice"))
    assert result.code == 1
    lines = result.out.strip().splitlines()
    assert sum(": Failed to adapt" in line for line in lines) == 100
    assert f"{ROWS - 100}" in lines[-1].replace(",", ""), lines[-1]
    assert database.value("select count(*) from tabular_import.import_job_error") == ROWS


def wide_table(database: Database, columns: int, type_: str = "integer") -> list[str]:
    names = [f"c{n}" for n in range(1, columns + 1)]
    listed = ", ".join(f"{name} {type_}" for name in names)
    database.run(f"create table demo.wide ({listed})")
    database.run("grant insert on demo.wide to alice")
    return names


def load_wide(
    database: Database, folder: Path, names: list[str], rows: int, cell: str, engine: str
) -> cli.Result:
    file = folder / "wide.csv"
    line = ",".join([cell] * len(names)) + "\n"
    file.write_text(",".join(names) + "\n" + line * rows)
    return cli.run(
        "load", "demo.wide", file, "-o", f"engine={engine}", database=database.as_user("alice")
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_as_many_columns_as_a_table_can_have(
    engine: str, embedded_database: Database, tmp_path: Path
) -> None:
    """A small file may bring them all; a staging table has three columns of its own."""
    database = embedded_database
    names = wide_table(database, 1600)
    result = load_wide(database, tmp_path, names, 12, "7", engine)
    assert (result.code, result.out) == (0, "Successfully imported 12 row(s)\n"), result
    result = load_wide(database, tmp_path, names, 50, "7", engine)
    assert (result.code, result.out) == (
        1, "The file has 1600 columns; one that is not small can have at most 1597\n"
    ), result  # fmt: skip
    assert "Split it into parts" in result.err
    database.run("alter table demo.wide rename to whole")
    database.run(f"create view demo.wide as select {', '.join(names[:1597])} from demo.whole")
    database.run("grant insert on demo.wide to alice")
    result = load_wide(database, tmp_path, names[:1597], 50, "7", engine)
    assert (result.code, result.out) == (0, "Successfully imported 50 row(s)\n"), result
    assert database.value("select count(*) from demo.whole") == 62


def test_rows_that_are_too_wide_for_the_staging_table(
    embedded_database: Database, tmp_path: Path
) -> None:
    """A number takes more room as text."""
    database = embedded_database
    names = wide_table(database, 1000)
    for rows in (8, 2000):
        result = load_wide(database, tmp_path, names, 5, "2000000000", "fast")
        assert (result.code, result.out) == (0, "Successfully imported 5 row(s)\n"), result
        result = load_wide(database, tmp_path, names, rows, "2000000000", "fast")
        assert (result.code, result.out) == (
            1, "A row of the file has too many filled cells for the staging table\n"
        ), result  # fmt: skip
        assert "Split the file into parts" in result.err
    assert database.value("select count(*) from demo.wide") == 10


def test_a_default_that_the_submitter_cannot_name(connection: Connection) -> None:
    """Where no row needs it, all go in at once; where one does, it has the default."""
    ddl = (
        "create schema hidden",
        "create function hidden.next() returns integer language sql as 'select 77'",
        "create table made.target (id integer primary key default hidden.next(), name text)",
        "grant insert, select on made.target to alice",
    )
    for lines in (("1|a", "2|b"), ("1|a", "|b"), ("1|a", "|b", "x|c")):
        found = run(
            connection,
            Case(ddl, "made.target", ("id", "name"), rows(*lines),
                 contents=(("made.target", "id, name"),)),
        )  # fmt: skip
        assert differences(found, may_raise=True) == []


def test_references_that_are_not_enforced_are_no_references(connection: Connection) -> None:
    """Whoever may set session_replication_role has nothing to lock then."""
    if connection.info.server_version < 180000:
        pytest.skip("not enforced: PostgreSQL 18")
    ddl = (
        "create table made.parent (id integer primary key)",
        "create table made.target (id integer references made.parent not enforced)",
    )
    case = Case(ddl, "made.target", ("id",), rows("1", "2"), chunks=(1, 1), role="postgres")
    found = run(connection, case)
    assert differences(found, may_raise=False) == []
    assert found["fast"]["rows_imported"] == 2


def test_a_column_that_is_left_out_beside_one_with_a_rule(connection: Connection) -> None:
    """The rows are read with all their cells where they are inserted one by one."""
    ddl = (
        "create table made.target (id integer primary key, up integer references made.target)",
        "grant insert, select on made.target to alice",
    )
    options = {"extra_columns": "ignore", "columns": {"id": {"null_values": ["N/A"]}}}
    for lines, imported in ((("1|x|2", "2|y|"), 2), (("1|x|2", "2|y|N/A", "3|z|9"), 0)):
        case = Case(ddl, "made.target", ("id", "extra", "up"), rows(*lines), options=options)
        found = run(connection, case)
        assert differences(found, may_raise=False) == []
        assert found["reference"]["rows_imported"] == imported
        assert {e["sqlstate"] for e in found["reference"]["errors"]} <= {"22P02", "23503"}
