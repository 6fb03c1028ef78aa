"""What "alter database" and "alter role" have set for others does not reach our sessions."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from psycopg import sql

from tabular_import.cli import load as loading
from tabular_import.db import files
from tabular_import.db.connection import connect
from tabular_import.db.install import install
from tabular_import.work import worker as working
from tools.amount import LONG
from tools.attacks import own
from tools.pgbouncer import PROGRAM, pooled
from tools.schema import schema_dump
from tools.servers import Database, Server

pytestmark = pytest.mark.fewer_on_15(3)

ROWS = 1_500
TABLE = """
create table demo.many (
    i integer unique, t text, d date, z timestamptz, v interval, n numeric, f double precision,
    b bytea, a text[], p text, late boolean
);

create function demo.slow() returns trigger language plpgsql as
$f$ begin
    if coalesce(current_setting('demo.slept', true), '') = '' then
        perform pg_sleep({seconds});
        perform set_config('demo.slept', 'yes', true);
    end if;
    return null;
end $f$;
create trigger slow before insert on demo.many
    for each statement execute function demo.slow();
create function demo.fired() returns trigger language plpgsql as
$f$ begin new.late := true; return new; end $f$;
create trigger fired before insert on demo.many for each row execute function demo.fired();
grant select, insert on demo.many to alice;
"""
# wide enough for two blocks, so that one session stages while another one imports
PADDING = "p" * 800
HEADER = "i,t,d,z,v,n,f,b,a,p\n"
# the backslashes and quotes of each cell mean what they meant
CELLS = (
    r"""a\nb'Müller,2024-02-03,2024-02-03 04:05:06+00,1 day 02:03:04,1234.5,0.30000000000000004,"""
    r"""\x00ff5c,"{NULL,""x\\y""}",""" + PADDING
)
VALUES = (
    r"a\nb'Müller", "2024-02-03", "2024-02-03 04:05:06+00", "1 day 02:03:04", "1234.5",
    "0.30000000000000004", r"\x00ff5c", r'{NULL,"x\\y"}', "true",
)  # fmt: skip
SETTINGS = {
    "statement_timeout": "1000",
    "transaction_timeout": "1000",
    "lock_timeout": "1",
    "idle_in_transaction_session_timeout": "1000",
    "idle_session_timeout": "1000",
    "default_transaction_read_only": "on",
    "default_transaction_isolation": "serializable",
    "default_transaction_deferrable": "on",
    "default_tablespace": "nowhere",
    "default_table_access_method": "nowhere",
    "temp_tablespaces": "nowhere",
    "client_encoding": "LATIN1",
    "client_min_messages": "error",
    "DateStyle": "SQL, DMY",
    "IntervalStyle": "sql_standard",
    "TimeZone": "Asia/Kathmandu",
    "lc_numeric": "C",
    "lc_monetary": "C",
    "bytea_output": "escape",
    "extra_float_digits": "-15",
    "standard_conforming_strings": "off",
    "escape_string_warning": "off",
    "backslash_quote": "on",
    "array_nulls": "off",
    "xmlbinary": "hex",
    "xmloption": "document",
    "transform_null_equals": "on",
    "quote_all_identifiers": "on",
    "default_text_search_config": "pg_catalog.german",
    "search_path": "nowhere",
    "row_security": "off",
    "session_replication_role": "replica",
    "exit_on_error": "on",
    "synchronous_commit": "off",
    "plan_cache_mode": "force_generic_plan",
    "work_mem": "64",
    "jit_above_cost": "0",
    "check_function_bodies": "off",
}


def content(*numbers: int) -> str:
    return HEADER + "".join(f"{number},{CELLS}\n" for number in numbers)


def submit(database: Database, text: str) -> int:
    with connect(own(database, "alice")) as connection:
        file_id = files.upload(connection, "many.csv", io.BytesIO(text.encode()))
        return loading.submit(connection, "demo.many", file_id, {"max_attempts": 1})


def _log(event: str, **details: object) -> None:
    print(event, details)


def imports(database: Database, path: Path) -> None:
    """Has a worker import a small and a staged file, and refuse one; loads one at once, too."""
    submit(database, content(1))
    submit(database, content(*range(2, ROWS)))
    submit(database, content(1) + "x" + content(0).removeprefix(HEADER))
    working.Worker(own(database, "walter"), working.Settings(burst=True), _log).work()
    path.write_text(content(0), encoding="utf-8")
    assert loading.load(own(database, "alice"), "demo.many", path, {}) == 0


def judge(database: Database) -> None:
    """What came of `imports`; the settings are reset."""
    jobs = database.run("select status, result from tabular_import.import_job order by id")
    assert [status for status, _ in jobs] == ["success", "success", "error", "success"], [
        str(result)[:200] for _, result in jobs
    ]
    assert database.value(
        "select array_agg(column_name order by error_number) from tabular_import.import_job_error"
    ) == ["i", "i"]
    found = database.run(
        "select t, d::text, to_char(z at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS+00'), v::text,"
        " n::text, f::text, b::text, a::text,  late::text, count(*), count(distinct i)"
        " from demo.many group by 1, 2, 3, 4, 5, 6, 7, 8, 9"
    )
    assert found == [(*VALUES, ROWS, ROWS)]


# In short by turns: whose it is makes no difference to what a setting does.
BY = [
    (name, by)
    for number, name in enumerate(SETTINGS)
    for place, by in enumerate(("database", "role"))
    if LONG or number % 2 == place
]


@pytest.mark.parametrize(("name", "by"), BY)
def test_a_setting_of_others(
    name: str,
    by: str,
    database: Database,
    tmp_path: Path,
    kind: str,
    tell: Callable[[str], None],
) -> None:
    if name == "transaction_timeout" and kind == "15":
        pytest.skip("since PostgreSQL 17")
    database.run(TABLE.replace("{seconds}", "1.2" if "timeout" in name else "0"))
    targets = [
        sql.SQL("database {}").format(sql.Identifier(database.name)),
        *(
            sql.SQL("role {} in database {}").format(
                sql.Identifier(role), sql.Identifier(database.name)
            )
            for role in ("alice", "walter")
        ),
    ][0 if by == "database" else 1 : 1 if by == "database" else 3]
    value = sql.SQL(", ").join(map(sql.Literal, SETTINGS[name].split(", ")))
    postgres = Database(database.host, database.port, "postgres", database.bin_dir)
    with postgres.connect() as connection:
        for target in targets:
            connection.execute(
                sql.SQL("alter {} set {} = {}").format(target, sql.Identifier(name), value)
            )
        imports(database, tmp_path / "one.csv")
        for target in targets:
            connection.execute(sql.SQL("alter {} reset {}").format(target, sql.Identifier(name)))
    judge(database)
    tell(f"attacked: {name} of the {by} (PostgreSQL {kind}) ... held")


def test_all_of_them_behind_a_pooler(
    database: Database, tmp_path: Path, kind: str, tell: Callable[[str], None]
) -> None:
    """Where no setting of the session is dependable; those left out end the pooler's sessions."""
    if PROGRAM is None:
        pytest.skip("needs Debian's package pgbouncer")
    database.run(TABLE.replace("{seconds}", "1.2"))
    names = SETTINGS.keys() - {
        "idle_session_timeout", "client_encoding", "client_min_messages", "exit_on_error",
        *(["transaction_timeout"] if kind == "15" else []),
    }  # fmt: skip
    for role in ("alice", "walter"):
        for name in names:
            value = sql.SQL(", ").join(map(sql.Literal, SETTINGS[name].split(", ")))
            with database.connect() as connection:
                connection.execute(
                    sql.SQL("alter role {} in database {} set {} = {}").format(
                        *map(sql.Identifier, (role, database.name, name)), value
                    )
                )
    with pooled(database.as_user("alice"), "transaction") as alice:
        submit(alice, content(1))
        submit(alice, content(*range(2, ROWS)))
        submit(alice, content(1) + "x" + content(0).removeprefix(HEADER))
        path = tmp_path / "one.csv"
        path.write_text(content(0), encoding="utf-8")
    with pooled(database.as_user("walter"), "transaction") as walter:
        working.Worker(own(walter, "walter"), working.Settings(burst=True), _log).work()
    with pooled(database.as_user("alice"), "transaction") as alice:
        assert loading.load(own(alice, "alice"), "demo.many", path, {}) == 0
    judge(database)
    tell(f"attacked: {len(names)} settings behind PgBouncer (PostgreSQL {kind}) ... held")


def test_install_depends_on_none_of_them(server: Server) -> None:
    with server.new_database() as database:
        for name in SETTINGS.keys() - {"session_replication_role", "transaction_timeout"}:
            value = sql.SQL(", ").join(map(sql.Literal, SETTINGS[name].split(", ")))
            with server.database().connect() as connection:
                connection.execute(
                    sql.SQL("alter database {} set {} = {}").format(
                        *map(sql.Identifier, (database.name, name)), value
                    )
                )
        install(database.conninfo)
        install(database.conninfo)
        with server.database().connect() as connection:
            connection.execute(
                sql.SQL("alter database {} reset all").format(sql.Identifier(database.name))
            )
        assert database.run(
            "select distinct c.reltablespace::int, a.amname from pg_class as c"
            " join pg_am as a on a.oid = c.relam and a.amtype = 't'"
            " where c.relnamespace::regnamespace::text like 'tabular_import%%'"
        ) == [(0, "heap")]
        dump = schema_dump(database)
        with server.new_database() as plain:
            install(plain.conninfo)
            assert schema_dump(plain) == dump
