"""What every function and public object is, read from the catalog and held against its file."""

from __future__ import annotations

import re
from typing import NamedTuple

from tabular_import.db.install import resources
from tools.servers import Database

SCHEMAS = ["tabular_import", "tabular_import_private", "tabular_import_engine"]
PATH = "search_path=pg_catalog, pg_temp"

# Functions that run with the owner's rights; none can be named by anybody else. All others run with
# the rights of whoever calls them.
DEFINERS = """
tabular_import_private.admit_import_role
tabular_import_private.append_file_chunk
tabular_import_private.begin_file_upload
tabular_import_private.cancel_import_job
tabular_import_private.check_caller
tabular_import_private.check_import_options
tabular_import_private.claim_import_job
tabular_import_private.claim_own_import_job
tabular_import_private.delete_import_job
tabular_import_private.delete_import_profile
tabular_import_private.end_overdue_import
tabular_import_private.end_undo
tabular_import_private.erase_import_data
tabular_import_private.error_causes
tabular_import_private.fail_import
tabular_import_private.finish_file_upload
tabular_import_private.fix_import_row
tabular_import_private.fix_import_values
tabular_import_private.forget_import_worker
tabular_import_private.health_problems
tabular_import_private.heartbeat_import
tabular_import_private.import_records
tabular_import_private.import_summary
tabular_import_private.job_column_types
tabular_import_private.job_template
tabular_import_private.load_to_stop
tabular_import_private.lost_loads
tabular_import_private.marked_file
tabular_import_private.metrics
tabular_import_private.note_import_worker
tabular_import_private.note_staged
tabular_import_private.poll_queue
tabular_import_private.propose_import_options
tabular_import_private.purge_import_jobs
tabular_import_private.read_file_chunk
tabular_import_private.reassign_import_objects
tabular_import_private.reject_import
tabular_import_private.release_import
tabular_import_private.release_import_job
tabular_import_private.resume_import_job
tabular_import_private.retry_import_job
tabular_import_private.revoke_import_role
tabular_import_private.run_import
tabular_import_private.run_resumed_import
tabular_import_private.run_small_import
tabular_import_private.save_import_profile
tabular_import_private.save_import_profile_from_job
tabular_import_private.set_import_approval
tabular_import_private.set_import_retention
tabular_import_private.set_import_setting
tabular_import_private.skip_import_row
tabular_import_private.stage_import
tabular_import_private.staging_progress
tabular_import_private.start_import
tabular_import_private.submit_job
tabular_import_private.undo_import_job
tabular_import_private.upload_file
"""

# settings that a function fixes beside its search_path
SETTINGS = {
    "tabular_import_engine.identity_examples": {
        "DateStyle=ISO, YMD",
        "IntervalStyle=postgres",
        "lock_timeout=50ms",
    },
    "tabular_import_engine.table_fingerprint": {PATH, "quote_all_identifiers=off"},
    # the same values are the same text, whatever session asks
    "tabular_import_engine.row_version": {
        "TimeZone=UTC",
        "DateStyle=ISO, YMD",
        "IntervalStyle=postgres",
        "extra_float_digits=1",
        "bytea_output=hex",
        "lc_monetary=C",
        "quote_all_identifiers=off",
    },
    "tabular_import_engine.table_rows": {
        "TimeZone=UTC",
        "DateStyle=ISO, YMD",
        "IntervalStyle=postgres",
        "extra_float_digits=1",
        "bytea_output=hex",
        "quote_all_identifiers=off",
    },
    "tabular_import_engine.table_path": {"quote_all_identifiers=off"},
    "tabular_import_engine.sequence_notes": {"lock_timeout=50ms"},
    "tabular_import_engine.template_fingerprint": {PATH, "quote_all_identifiers=off"},
    "tabular_import_engine.uses_index": {"quote_all_identifiers=off"},
    "tabular_import_private.drop_staging_table": {"lock_timeout=10ms"},
    "tabular_import_private.end_overdue_import": {"lock_timeout=5s"},
    "tabular_import_private.fail_import": {"lock_timeout=5s"},
    "tabular_import_private.find_approvals_again": {"quote_all_identifiers=off"},
    "tabular_import_private.find_tables_again": {"quote_all_identifiers=off"},
    "tabular_import_private.make_runner": {"quote_all_identifiers=off"},
    "tabular_import_private.make_typed_chunk": {
        "DateStyle=ISO, YMD",
        "extra_float_digits=1",
        "default_tablespace=",
        "default_table_access_method=heap",
    },
    "tabular_import_private.stage_import": {
        "default_tablespace=",
        "default_table_access_method=heap",
    },
    "tabular_import_private.forget_import_worker": {"lock_timeout=1s"},
    "tabular_import_private.note_import_worker": {"lock_timeout=1s"},
    "tabular_import_private.make_rooms": {"lock_timeout=900ms"},
    "tabular_import_private.note_table": {"lock_timeout=50ms"},
    "tabular_import_private.reject_import": {"lock_timeout=5s"},
    "tabular_import_private.release_import": {"lock_timeout=5s"},
    "tabular_import_private.take_job": {"lock_timeout=50ms"},
}

PLANNING = re.compile("(enable_|jit|plan_cache_mode|synchronize_seqscans|work_mem|max_parallel)")

HEAD = re.compile(
    r"^create (?:or replace )?function ([\w.]+)\s*\(.*?^language (\w+)\n(\w+)\n(?:strict\n)?"
    r"security (\w+)$",
    re.MULTILINE | re.DOTALL,
)
VOLATILITY = {"i": "immutable", "s": "stable", "v": "volatile"}


class Function(NamedTuple):
    language: str
    volatility: str
    security: str


def written() -> dict[str, Function]:
    """Returns what the files say of each function."""
    return {
        match[1]: Function(*match.groups()[1:])
        for path in sorted((resources() / "sql").rglob("*.sql"))
        for match in HEAD.finditer(path.read_text(encoding="utf-8"))
    }


def test_the_catalog_has_what_the_files_say(database: Database) -> None:
    rows = database.run(
        "select p.pronamespace::regnamespace || '.' || p.proname, l.lanname, p.provolatile::text,"
        " case when p.prosecdef then 'definer' else 'invoker' end"
        " from pg_proc as p join pg_language as l on l.oid = p.prolang"
        " where p.pronamespace::regnamespace::text = any(%s)",
        SCHEMAS,
    )
    installed = {name: Function(lang, VOLATILITY[v], security) for name, lang, v, security in rows}
    assert len(installed) == len(rows), "two functions of one name"
    # an install makes the one for itself and drops it with all others; the other is made in the
    # session that uninstalls, and in pg_temp, which the installation has nothing of
    assert installed == {
        n: f
        for n, f in written().items()
        if n not in {"tabular_import_private.sessions_in_the_way", "pg_temp.uninstall"}
    }


def test_few_run_with_the_owners_rights(database: Database) -> None:
    rows = database.run(
        "select p.pronamespace::regnamespace || '.' || p.proname from pg_proc as p"
        " where p.pronamespace::regnamespace::text = any(%s) and p.prosecdef",
        SCHEMAS,
    )
    assert sorted(name for (name,) in rows) == sorted(DEFINERS.split())


def test_each_fixes_its_search_path(database: Database) -> None:
    """Those in standard SQL (begin atomic) need none: their names were bound when they were made.

    Settings that only steer how a query is planned and run are left out.
    """
    rows = database.run(
        "select p.pronamespace::regnamespace || '.' || p.proname, p.prosqlbody is not null,"
        " coalesce(p.proconfig, '{}') from pg_proc as p"
        " where p.pronamespace::regnamespace::text = any(%s)",
        SCHEMAS,
    )
    wrong = {
        name: settings
        for name, is_bound, settings in rows
        if {s for s in settings if not PLANNING.match(s)} - SETTINGS.get(name, set())
        != (set() if is_bound else {PATH})
    }
    assert wrong == {}
    assert SETTINGS.keys() <= {name for name, _, _ in rows}


def test_runners_are_as_tight(database: Database) -> None:
    assert database.run(
        "select distinct p.prosecdef, p.proconfig, p.provolatile, p.proisstrict, l.lanname"
        " from pg_proc as p join pg_language as l on l.oid = p.prolang"
        " where p.pronamespace = 'tabular_import_runner'::regnamespace"
    ) == [(True, [PATH], "v", False, "plpgsql")]


def test_all_belongs_to_the_owner_of_the_schema(database: Database) -> None:
    """But for the runners, each of which belongs to the role whose imports it runs."""
    assert (
        database.run(
            "select i.identity, n.nspname, o.owner::regrole::text from ("
            " select 'pg_proc'::regclass, p.oid, p.pronamespace, p.proowner from pg_proc as p"
            " union all select 'pg_class'::regclass, c.oid, c.relnamespace, c.relowner"
            " from pg_class as c"
            " union all select 'pg_type'::regclass, t.oid, t.typnamespace, t.typowner"
            " from pg_type as t"
            ") as o (class, id, schema, owner) join pg_namespace as n on n.oid = o.schema"
            " cross join lateral pg_identify_object(o.class, o.id, 0) as i"
            " where n.nspname like 'tabular\\_import%'"
            " and o.owner <> case n.nspname when 'tabular_import_runner'"
            "  then split_part(split_part(i.identity, 'run_', 2), '(', 1)::oid"
            "  else (select s.nspowner from pg_namespace as s where s.nspname = 'tabular_import')"
            " end"
        )
        == []
    )


def test_every_public_object_has_a_comment(database: Database) -> None:
    """And every function, whosoever may call it."""
    assert (
        database.run(
            "select i.identity from ("
            " select 'pg_proc'::regclass, p.oid, p.pronamespace from pg_proc as p"
            " union all select 'pg_class'::regclass, c.oid, c.relnamespace from pg_class as c"
            " where c.relkind = 'v'"
            ") as o (class, id, schema)"
            " cross join lateral pg_identify_object(o.class, o.id, 0) as i"
            " where o.schema::regnamespace::text = any(%s)"
            " and coalesce(length(obj_description(o.id, o.class::text)), 0) < 10",
            SCHEMAS,
        )
        == []
    )


def test_no_setting_changes_how_a_body_is_read(database: Database) -> None:
    """PL/pgSQL reads a statement once a session, under what a user has set by then: with
    standard_conforming_strings off, a literal's backslash would be gone for all who come later."""
    bodies = database.run(
        "select p.oid::regprocedure::text, p.prosrc from pg_proc as p"
        " join pg_language as l on l.oid = p.prolang and l.lanname = 'plpgsql'"
        " where p.pronamespace::regnamespace::text = any(%s)",
        [*SCHEMAS, "tabular_import_runner"],
    )
    assert len(bodies) > 50
    escaped = re.compile(r"\be'(?:[^'\\]|\\.|'')*'", re.IGNORECASE)
    assert [name for name, body in bodies if "\\" in escaped.sub("", body)] == []


def test_the_callers_name_does_not_decide_how_texts_are_compared(database: Database) -> None:
    """A name has the collation "C", which the texts beside it would take: no index would fit."""
    rows = database.run(
        "select p.proname, pg_get_functiondef(p.oid) from pg_proc as p"
        " where p.pronamespace = 'tabular_import'::regnamespace and p.prosqlbody is not null"
    )
    calls = {name: re.findall(r"CURRENT_USER\)?[^,)]*[,)]", text) for name, text in rows}
    wrong = {
        name: found
        for name, found in calls.items()
        if any('COLLATE "default"' not in call for call in found) and not name.startswith("stop_")
    }
    assert any(calls.values())
    assert wrong == {}
