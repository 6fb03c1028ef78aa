"""Profiles: saved options, whose they are, who may use them, and what a job makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tools import cli
from tools.servers import Database

SUPPLIER: dict[str, Any] = {
    "delimiter": "semicolon",
    "columns": {"Vorname": "first_name", "Notiz": None},
    "constants": {"site_id": "7"},
    "null_values": ["-"],
}
FILE = "Vorname;Notiz;City\nAnn;x;Rome\nBen;y;-\n"


@pytest.fixture
def site(database: Database) -> Iterator[Database]:
    """A database with a table of people, and a role that alice and bob are members of."""
    database.run("create role profile_readers")
    try:
        database.run("grant profile_readers to alice, bob")
        for table in ("people", "others"):
            database.run(
                f"create table public.{table} (first_name text, city text, site_id int, note text)"
            )
            database.run(f"grant insert, select on public.{table} to alice, bob")
        yield database
    finally:
        database.run("drop owned by profile_readers")
        database.run("drop role profile_readers")


def save(
    database: Database,
    name: str,
    options: Mapping[str, object],
    table: str | None = None,
    share: str | None = None,
) -> None:
    database.run(
        "select tabular_import.save_import_profile(%s, %s, %s, %s)",
        name,
        table,
        json.dumps(options),
        share,
    )


def refusal(database: Database, query: str, *values: object) -> tuple[str | None, str, str | None]:
    with pytest.raises(psycopg.Error) as error:
        database.run(query, *values)
    diagnosis = error.value.diag
    return error.value.sqlstate, diagnosis.message_primary or "", diagnosis.message_hint


def submit(database: Database, options: Mapping[str, object], table: str = "public.people") -> int:
    file = database.value("select tabular_import.upload_text('x.csv', %s)", FILE)
    job: int = database.value(
        "select tabular_import.submit_tabular_import_task(%s, %s, %s)",
        table,
        file,
        json.dumps(options),
    )
    return job


def options_of(database: Database, job: int) -> Any:
    return database.value("select options from tabular_import.import_job where id = %s", job)


def listed(database: Database) -> list[Any]:
    return database.run(
        "select name, saved_by::text, table_name, shared_with::text"
        " from tabular_import.import_profile order by 1, 2"
    )


def test_a_profile_is_saved_used_replaced_and_deleted(site: Database, tmp_path: Path) -> None:
    alice = site.as_user("alice")
    save(alice, "supplier", SUPPLIER, "people")
    assert listed(alice) == [("supplier", "alice", "public.people", None)]
    file = tmp_path / "x.csv"
    file.write_text(FILE, "utf-8")
    result = cli.run("load", "people", file, "--profile", "supplier", database=alice)
    assert (result.code, result.out) == (0, "Successfully imported 2 row(s)\n"), result
    assert alice.run("select * from public.people order by 1") == [
        ("Ann", "Rome", 7, None),
        ("Ben", None, 7, None),
    ]
    # what the job used is recorded, whatever becomes of the profile
    job = alice.value("select max(id) from tabular_import.import_job")
    assert options_of(alice, job) == {**SUPPLIER, "profile": "supplier"}
    save(alice, "supplier", {"queue": "night"})
    assert listed(alice) == [("supplier", "alice", None, None)]
    job = submit(alice, {"profile": "supplier"})
    assert options_of(alice, job) == {"profile": "supplier", "queue": "night"}
    assert alice.value("select queue_name from tabular_import.import_job where id = %s", job) == (
        "night"
    )
    alice.run("select tabular_import.delete_import_profile('supplier')")
    assert listed(alice) == []
    assert refusal(alice, "select tabular_import.delete_import_profile('supplier')")[0] == "TI017"
    with pytest.raises(psycopg.Error, match="You have no profile 'supplier', and none is shared"):
        submit(alice, {"profile": "supplier"})


def test_what_the_job_says_goes_before(site: Database) -> None:
    alice = site.as_user("alice")
    save(alice, "supplier", SUPPLIER)
    job = submit(
        alice,
        {
            "profile": "supplier",
            "null_values": ["?"],
            "columns": {"Notiz": "note", "City": "city"},
            "constants": {},
        },
    )
    assert options_of(alice, job) == {
        "profile": "supplier",
        "delimiter": "semicolon",
        "null_values": ["?"],
        "columns": {"Vorname": "first_name", "Notiz": "note", "City": "city"},
        "constants": {"site_id": "7"},
    }
    # together they have to be right, too
    save(alice, "numbers", {"decimal_separator": ",", "thousands_separator": "."})
    with pytest.raises(psycopg.Error, match="The option 'thousands_separator' cannot be"):
        submit(alice, {"profile": "numbers", "decimal_separator": "."})


def test_a_column_keeps_the_rules_of_its_profile(site: Database) -> None:
    """Without them its cells would be read otherwise: 1.234 is a thousand and more."""
    alice = site.as_user("alice")
    rules = {"decimal_separator": ",", "thousands_separator": "."}
    save(
        alice,
        "numbers",
        {"columns": {"a": rules, "b": "site_id", "c": None, "d": {"to": "x", "trim": True}}},
    )
    job = submit(
        alice,
        {
            "profile": "numbers",
            "columns": {
                "a": {"null_values": ["-"]},
                "b": {"trim": True},
                "c": {"trim": True},
                "d": {"to": "note", "trim": False},
            },
        },
    )
    assert options_of(alice, job)["columns"] == {
        "a": {**rules, "null_values": ["-"]},
        "b": {"to": "site_id", "trim": True},
        "c": {"trim": True},
        "d": {"to": "note", "trim": False},
    }
    with pytest.raises(psycopg.Error, match=r"The option 'columns\.a\.thousands_separator' cannot"):
        submit(alice, {"profile": "numbers", "columns": {"a": {"decimal_separator": "."}}})


def test_others_do_not_say_how_a_job_runs_or_what_becomes_of_its_rows(site: Database) -> None:
    alice, bob = site.as_user("alice"), site.as_user("bob")
    running = {
        "queue": "slow",
        "on_repeat": "ignore",
        "allow_parallel": True,
        "propose": "apply",
        "max_change": "20 %",
    }
    save(alice, "supplier", {**SUPPLIER, **running}, None, "profile_readers")
    assert options_of(bob, submit(bob, {"profile": "supplier"})) == {
        **SUPPLIER,
        "profile": "supplier",
    }
    assert options_of(alice, submit(alice, {"profile": "supplier"})) == {
        **SUPPLIER,
        **running,
        "profile": "supplier",
    }


def test_a_profile_is_for_its_table(site: Database) -> None:
    alice = site.as_user("alice")
    save(alice, "supplier", SUPPLIER, "public.people")
    with pytest.raises(psycopg.Error) as error:
        submit(alice, {"profile": "supplier"}, "public.others")
    assert error.value.diag.message_primary == (
        "The profile 'supplier' is for the table public.people, not for public.others."
    )
    assert submit(alice, {"profile": "supplier"}, "people")
    assert submit(alice, {"profile": "supplier"}, "not_there")


def test_sharing(site: Database) -> None:
    alice, bob, ada = (site.as_user(name) for name in ("alice", "bob", "ada"))
    save(alice, "secret", {})
    save(alice, "supplier", SUPPLIER, None, "profile_readers")
    assert listed(bob) == [("supplier", "alice", None, "profile_readers")]
    assert len(listed(ada)) == 2
    assert options_of(bob, submit(bob, {"profile": "supplier"})) == {
        **SUPPLIER,
        "profile": "supplier",
    }
    assert submit(bob, {"profile": "alice/supplier"})
    for name in ("secret", "alice/secret"):
        with pytest.raises(psycopg.Error, match="You have no profile"):
            submit(bob, {"profile": name})
    # only its owner changes or deletes it, or an admin
    assert refusal(bob, "select tabular_import.delete_import_profile('supplier')")[0] == "TI017"
    assert refusal(bob, "select tabular_import.delete_import_profile('alice/supplier')")[0] == (
        "TI017"
    )
    # one's own goes before
    save(bob, "supplier", {"comment": "#"})
    assert options_of(bob, submit(bob, {"profile": "supplier"}))["comment"] == "#"
    assert "comment" not in options_of(bob, submit(bob, {"profile": "alice/supplier"}))
    ada.run("select tabular_import.delete_import_profile('alice/secret')")
    assert listed(alice) == [("supplier", "alice", None, "profile_readers")]
    # who has left the role shares nothing with it
    site.run("revoke profile_readers from alice")
    assert listed(bob) == [("supplier", "bob", None, None)]
    assert refusal(
        alice,
        "select tabular_import.save_import_profile('x', null, '{}', 'profile_readers')",
    ) == (
        "TI002",
        "You are no member of the role profile_readers.",
        "Profiles are shared with roles that their owner is a member of.",
    )
    assert (
        refusal(alice, "select tabular_import.save_import_profile('x', null, '{}', 'nobody else')")[
            0
        ]
        == "TI005"
    )


def test_two_that_are_shared_are_a_question(site: Database) -> None:
    alice, bob = site.as_user("alice"), site.as_user("bob")
    postgres = site
    for owner in (alice, bob):
        save(owner, "supplier", {}, None, "profile_readers")
    with pytest.raises(psycopg.Error) as error:
        submit(postgres, {"profile": "supplier"})
    assert (error.value.diag.message_primary, error.value.diag.message_hint) == (
        "Several profiles 'supplier' are shared with you.",
        "Say whose it is, as in alice/supplier; there are those of alice, bob.",
    )
    assert submit(postgres, {"profile": "bob/supplier"})


def test_what_a_profile_cannot_be(site: Database) -> None:
    alice = site.as_user("alice")
    call = "select tabular_import.save_import_profile(%s, %s, %s)"
    for name, table, options, state in (
        ("", None, "{}", "TI005"),
        (None, None, "{}", "TI005"),
        ("n" * 201, None, "{}", "TI005"),
        ("bob/supplier", None, "{}", "TI005"),
        ("p", "not_there", "{}", "TI014"),
        ("p", None, None, "TI005"),
        ("p", None, "[]", "TI005"),
        ("p", None, '{"profile": "q"}', "TI005"),
        ("p", None, '{"idempotency_key": "k"}', "TI005"),
        ("p", None, '{"run_after": "2030-01-01"}', "TI005"),
        ("p", None, '{"colums": {}}', "TI005"),
        ("p", None, json.dumps({"value_map": {"a": "x" * 70_000}}), "TI005"),
    ):
        assert refusal(alice, call, name, table, options)[0] == state, (name, table, options)
    assert listed(alice) == []
    save(alice, "supplier", {})
    with pytest.raises(psycopg.Error) as error:
        submit(alice, {"profile": "suplier"})
    assert error.value.diag.message_hint == (
        "Did you mean supplier? View tabular_import.import_profile lists them."
    )


def test_there_are_no_more_than_allowed(site: Database) -> None:
    """Whatever is open at the same time; one that is replaced needs no room."""
    alice = site.as_user("alice")
    site.run("select tabular_import.set_import_setting('max_profiles', 2, 'alice')")
    save(alice, "a", {})
    with alice.connect(autocommit=False) as open_:
        open_.execute("select tabular_import.save_import_profile('b', null, '{}')")
        with alice.connect() as other:
            other.execute("set lock_timeout = '300ms'")
            with pytest.raises(psycopg.Error) as error:
                other.execute("select tabular_import.save_import_profile('c', null, '{}')")
            assert error.value.sqlstate == "55P03"
            other.execute(
                "select tabular_import.save_import_profile('a', null, '{\"trim\": true}')"
            )
        open_.commit()
    state, message, hint = refusal(
        alice, "select tabular_import.save_import_profile('c', null, '{}')"
    )
    assert (state, message) == ("TI013", "You would have more than the 2 profiles allowed.")
    assert hint == "Delete some, or ask an administrator to raise the setting max_profiles."
    alice.run("select tabular_import.delete_import_profile('a')")
    save(alice, "c", {})
    assert [row[0] for row in listed(alice)] == ["b", "c"]
    save(site.as_user("bob"), "a", {})


def test_a_profile_from_a_job(site: Database, tmp_path: Path) -> None:
    alice = site.as_user("alice")
    file = tmp_path / "x.csv"
    file.write_text(FILE, "utf-8")
    save(alice, "base", SUPPLIER)
    flags = (
        "--profile",
        "base",
        "--queue",
        "mine",
        "-o",
        "columns.City=city",
        "--engine",
        "reference",
    )
    result = cli.run("load", "people", file, *flags, database=alice)
    assert result.code == 0, result
    job = alice.value("select max(id) from tabular_import.import_job")
    result = cli.run(
        "save-profile",
        "worked",
        "--job",
        str(job),
        "--share-with",
        "profile_readers",
        database=alice,
    )
    assert (result.code, result.out) == (0, "The profile worked is saved.\n"), result
    assert alice.run("select options, table_name, shared_with::text from"
                     " tabular_import.import_profile where name = 'worked'") == [
        (
            {**SUPPLIER, "columns": {**SUPPLIER["columns"], "City": "city"}},
            "public.people",
            "profile_readers",
        )
    ]  # fmt: skip
    save_from = "select tabular_import.save_import_profile_from_job('p', %s)"
    assert refusal(site.as_user("bob"), save_from, job)[0] == "TI007"
    waiting = submit(alice, {})
    assert refusal(alice, save_from, waiting)[:2] == (
        "TI009",
        f"Job {waiting} has the status queued: a profile is made of a job that was a success.",
    )


def test_commands(site: Database) -> None:
    alice = site.as_user("alice")
    result = cli.run(
        "save-profile", "suppli\x1b[2Jer", "--table", "people", "-o", "columns.Vorname=first_name",
        "--null-values", "-", database=alice,
    )  # fmt: skip
    assert result.code == 0, result
    result = cli.run("profiles", database=alice)
    assert "\x1b" not in result.out
    assert '{"columns": {"Vorname": "first_name"}, "null_values": ["-"]}' in result.out
    assert "public.people" in result.out
    result = cli.run("save-profile", "p", "--job", "1", "--trim", database=alice)
    assert (result.code, "--job has the options and the table" in result.err) == (2, True)
    result = cli.run("delete-profile", "p", database=alice)
    assert (result.code, "Error: You have no profile 'p'." in result.err) == (2, True)
    result = cli.run("save-profile", "p", database=site.as_user("walter"))
    assert result.code == 2
    assert "for function save_import_profile. Ask an administrator for membership" in result.err
    result = cli.run("delete-profile", "suppli\x1b[2Jer", database=alice)
    assert result.code == 0
    assert listed(alice) == []


def test_looking_at_a_file_with_a_profile(site: Database, tmp_path: Path) -> None:
    """What it says of reading and of columns holds there, too."""
    alice = site.as_user("alice")
    file = tmp_path / "x.csv"
    file.write_text("a|b\n" + FILE, "utf-8")
    save(alice, "supplier", {**SUPPLIER, "header": 2}, "people")
    for table in ((), ("--table", "people")):
        result = cli.run("describe_file", file, *table, "--profile", "supplier", database=alice)
        assert result.code == 0, result
        assert "columns: Vorname, Notiz, City" in result.out
    result = cli.run("describe_file", file, "--profile", "suplier", database=alice)
    assert (result.code, "Did you mean supplier?" in result.err) == (2, True)
    assert alice.value(
        "select tabular_import.check_import_options('people', '{\"profile\": \"supplier\"}')"
    ) == {**SUPPLIER, "header": 2, "profile": "supplier"}


def test_profiles_of_a_role_that_is_gone(site: Database) -> None:
    """They are nobody's, not even a new role's of the number or the name, until they are given."""
    alice, bob, ada = (site.as_user(name) for name in ("alice", "bob", "ada"))
    for owner in (alice, bob):
        save(owner, "supplier", {"comment": "#"})
    save(alice, "mine", {}, None, "profile_readers")
    site.run(
        "update tabular_import_private.import_profile set owner = 1 where owner_name = 'alice'"
    )
    assert listed(alice) == []
    assert listed(bob) == [("supplier", "bob", None, None)]
    assert ada.run(
        "select name, saved_by::text, is_orphaned from tabular_import.import_profile order by 1, 2"
    ) == [("mine", "alice", True), ("supplier", "alice", True), ("supplier", "bob", False)]
    save(alice, "mine", {"comment": ";"})
    site.run("select tabular_import.reassign_import_objects('alice', 'bob')")
    assert [row[:2] for row in listed(bob)] == [
        ("mine", "bob"),
        ("mine of alice", "bob"),
        ("supplier", "bob"),
        ("supplier of alice", "bob"),
    ]
    assert listed(alice) == [("mine", "bob", None, "profile_readers")]
    # a name that has been made so before is no hindrance
    save(alice, "supplier", {})
    site.run("select tabular_import.reassign_import_objects('alice', 'bob')")
    assert [row[0] for row in listed(bob)][-2:] == ["supplier of alice", "supplier of alice 2"]
