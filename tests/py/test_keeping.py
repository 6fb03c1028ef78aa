"""Commands about what is kept: what happened to a job, for how long things stay, one person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import cli
from tools.servers import Database
from tools.terminals import terminal

WHO = "Zwolle-Mertens"


@pytest.fixture
def ada(embedded_database: Database, tmp_path: Path) -> Database:
    """An administrator; alice has had a file refused that names the person."""
    embedded_database.run("create table public.person (id integer primary key, name text)")
    embedded_database.run("grant select, insert on public.person to alice")
    embedded_database.run("create table public.other (id integer)")
    path = tmp_path / "people.csv"
    path.write_text(f"id,name\n1,Eve\n{WHO},{WHO}\n")
    alice = embedded_database.as_user("alice")
    assert cli.run("load", "public.person", path, database=alice).code == 1
    return embedded_database.as_user("ada")


def test_what_happened_to_a_job(ada: Database) -> None:
    alice = ada.as_user("alice")
    shown = cli.run("events", "1", database=alice)
    assert [line.split()[2:4] for line in shown.out.splitlines()[2:]] == [
        ["submit", "alice"],
        ["claim", "alice"],
        ["finish", "alice"],
    ]
    assert "status: error" in shown.out
    assert cli.run("delete", "1", database=alice).code == 0
    found = json.loads(cli.run("events", "1", "--json", database=ada).out)
    assert [event["event"] for event in found] == ["submit", "claim", "finish", "delete"]
    for job, user in (("1", "bob"), ("2", "alice")):
        refused = cli.run("events", job, database=ada.as_user(user))
        assert refused.code == 2
        assert refused.message == f"Error: There is no job {job} of yours, and was none."


def test_how_long_things_are_kept(ada: Database) -> None:
    assert (
        cli.run("retention", database=ada).out == "Everything is kept until its job is deleted.\n"
    )
    everywhere = cli.run(
        "retention", "--set", "files=30 days", "--set", "errors=1 year", database=ada
    )
    assert everywhere.code == 0, everywhere.message
    assert cli.run("retention", "public.person", "--set", "errors=7 days", database=ada).code == 0
    ada.run("select tabular_import.set_import_retention('public.other', 'errors', '8 days')")
    shown = cli.run("retention", "public.person", database=ada.as_user("bob"))
    assert [line.split(maxsplit=2) for line in shown.out.splitlines()[2:]] == [
        ["public.person", "errors", "7 days"],
        ["(all)", "errors", "1 year"],
        ["(all)", "files", "30 days"],
    ]
    assert cli.run("retention", "--unset", "errors", "--unset", "files", database=ada).code == 0
    assert json.loads(cli.run("retention", "--json", database=ada).out) == [
        {"table_name": "public.other", "kind": "errors", "keep": "8 days"},
        {"table_name": "public.person", "kind": "errors", "keep": "7 days"},
    ]
    # all kinds that there are stand in the help
    kinds = cli.run("retention", "--set", "crumbs=1 day", database=ada).message.split(
        "kinds are: "
    )[1]
    help_text = " ".join(cli.run("retention", "--help", database=ada).out.split())
    told = help_text.split("Kinds are ")[1].split(".")[0].replace(" and ", ", ").split(", ")
    assert sorted(told) == kinds.rstrip(".").split(", ")
    for command in (("purge", "--older-than", "soon"), ("health", "--max-wait", "soon")):
        refused = cli.run(*command, database=ada)
        assert refused.code == 2
        assert "'soon' is no length of time: write it as \"7 days\"." in refused.message
    for words, user, said in (
        (("--set", "errors"), "ada", "'errors' is not of the form KIND=INTERVAL."),
        (("--set", "crumbs=1 day"), "ada", "There is no kind 'crumbs'."),
        (("public.none",), "ada", "There is no table public.none."),
        (("--set", "errors=1 day"), "bob", "permission denied"),
        (("--set", "errors=soon"), "ada", "'soon' is no length of time: write it as \"7 days\"."),
    ):
        refused = cli.run("retention", *words, database=ada.as_user(user))
        assert refused.code == 2
        assert said in refused.message


def test_a_person_is_erased_when_it_is_confirmed(ada: Database) -> None:
    count = "select count(*) from tabular_import.import_kept_row"
    erase = ("erase", "public.person", "--value", WHO, "--files", "delete")
    refused = cli.run(*erase, database=ada)
    assert (refused.code, refused.message) == (
        2,
        "Error: There is no terminal to ask on: give --yes to erase.",
    )
    for key, code in ((b"n\n", 2), (b"y\n", 0)):
        with terminal(*erase, database=ada) as shown:
            shown.read_until(lambda text: "Erase this for good?" in text)
            assert "kept_rows" in shown.text
            assert ada.value(count) == 2
            shown.type(key)
            assert bool(shown.wait()) == bool(code), shown.text
        assert ada.value(count) == (2 if code else 1)
    again = cli.run(*erase, "--yes", database=ada)
    assert again.out == "Nothing that is kept of finished imports names this person.\n"
    found = json.loads(
        cli.run(
            "erase", "--key", "id=1", "--files", "delete_all", "--yes", "--json", database=ada
        ).out
    )
    assert {row["kind"]: row["outcome"] for row in found} == {"kept_rows": "erased"}
    for words, said in (
        ((), "Say who it is: either by --value or by --key."),
        (("--value", "x", "--key", "id=1"), "Say who it is: either by --value or by --key."),
        (("--key", "id"), "'id' is not of the form COLUMN=VALUE."),
        (
            ("public.person", "--key", "idd=1", "--yes"),
            "The table public.person has no column 'idd'.",
        ),
        (("demo.none", "--value", WHO, "--yes"), "There is no table 'demo.none'."),
    ):
        refused = cli.run("erase", *words, database=ada)
        assert refused.code == 2
        assert said in refused.message
