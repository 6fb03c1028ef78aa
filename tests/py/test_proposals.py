"""Refused files propose the options with which they load, where their own cells show them."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import psycopg
import pytest
from click.testing import CliRunner

from tabular_import.cli.options import options_option
from tabular_import.cli.proposals import option_arguments
from tools import cli, local
from tools.make_files_local import FILES, UNCERTAIN, LocalFile
from tools.servers import Database

pytestmark = pytest.mark.fewer_on_15(3)

# name of a file and its text, columns of the table, and what of the proposal its columns get
PROPOSED: Sequence[tuple[str, str, str, dict[str, object]]] = [
    (
        "a date beyond the twelfth decides",
        "id,d\n1,01/02/2024\n2,13/02/2024\n",
        "id int, d date",
        {"d": {"date_order": "DMY"}},
    ),
    (
        "dates of each separator decide",
        "id,d\n1,13.02.2024\n2,02/03/2024\n3,13/03/2024\n4,3. May 2024\n5,2024-02-03\n",
        "id int, d date",
        {"d": {"date_order": "DMY"}},
    ),
    (
        "iso dates are right under every order",
        "id,d\n1,2024-02-01\n2,02/28/2024\n",
        "id int, d date",
        {"d": {"date_order": "MDY"}},
    ),
    (
        "an accepted point shows what a comma is",
        "id;n\n1;12.5\n2;1,234\n",
        "id int, n numeric",
        {"n": {"thousands_separator": ","}},
    ),
    (
        "three digits that are not all zeros are no decimals of whole numbers",
        "id;n\n1;1.000\n2;2.500\n",
        "id int, n int",
        {"n": {"decimal_separator": ",", "thousands_separator": "."}},
    ),
    (
        "the words of a list are those of the file",
        "id;b\n1;JA\n2;ja\n3;Nein\n",
        "id int, b boolean",
        {"b": {"true_values": ["JA", "ja"], "false_values": ["Nein"]}},
    ),
    (
        "a word alone brings the other of its pair",
        "id;b\n1;Oui\n2;Oui\n",
        "id int, b boolean",
        {"b": {"true_values": ["Oui"], "false_values": ["Non"]}},
    ),
    (
        "labels in another case",
        "id;e\n1;RED\n2;green\n",
        "id int, e colour",
        {"e": {"ignore_case": True}},
    ),
    (
        "labels between spaces",
        'id;e\n1;" red"\n2;green\n',
        "id int, e colour",
        {"e": {"trim": True}},
    ),
    (
        "the type decides what a percent is",
        "id;p\n1;19 %\n2;7 %\n",
        "id int, p numeric(3,2)",
        {"p": {"percent": "fraction"}},
    ),
    (
        "a domain is its type",
        "id;d\n1;31.12.2023\n",
        "id int, d day",
        {"d": {"date_order": "DMY"}},
    ),
    (
        "a name of the type beside the marker",
        "id;n\n1;NaN\n2;n/a\n",
        "id int, n double precision",
        {"n": {"null_values": ["n/a"]}},
    ),
]


def refuse(
    database: Database, table: str, text: str, options: Mapping[str, object] | None = None
) -> tuple[int, local.Refusal]:
    """Loads a text into a new table t; returns the table's number and what became of it."""
    with database.connect() as connection:
        connection.execute("drop type if exists colour cascade; drop domain if exists day cascade")
        connection.execute("create type colour as enum ('red', 'green')")
        connection.execute("create domain day as date check (value > '1900-01-01')")
        connection.execute("grant usage on schema public to alice")
    file = LocalFile("t.csv", table, text)
    local.make_tables(database, [file])
    return 0, local.run(database, [(0, file, options or {})])["t.csv"]


def test_each_file_loads_with_its_proposal(database: Database) -> None:
    """Refused as it is, then every cell right with what the refusal has proposed."""
    local.make_tables(database, FILES)
    first = local.run(database, [(n, file, {}) for n, file in enumerate(FILES)])
    unlike = {name: it for name, it in first.items() if it.status != "error" or not it.proposal}
    assert not unlike
    second = local.run(
        database,
        [
            (n, file, {**file.options, **(first[file.name].proposal or {})})
            for n, file in enumerate(FILES)
        ],
    )
    assert {name: it for name, it in second.items() if it.status != "success"} == {}
    wrong = {
        file.name: (local.rows(database, n), file.rows())
        for n, file in enumerate(FILES)
        if local.rows(database, n) != file.rows()
    }
    assert not wrong
    countries = {country for file in FILES if (country := file.country)}
    assert countries == {"de", "fr", "br", "in", "jp", "us", "se"}
    assert len(FILES) >= 60


def test_no_uncertain_file_is_loaded(database: Database) -> None:
    """What may mean two things is said, and whatever is proposed leaves it refused."""
    local.make_tables(database, UNCERTAIN)
    first = local.run(database, [(n, file, {}) for n, file in enumerate(UNCERTAIN)])
    for file in UNCERTAIN:
        assert first[file.name].status == "error", file.name
        assert file.hint in first[file.name].hint, file.name
    proposed = [
        (n, file, proposal)
        for n, file in enumerate(UNCERTAIN)
        if (proposal := first[file.name].proposal)
    ]
    second = local.run(database, proposed)
    assert {name for name, it in second.items() if it.status != "error"} == set()
    assert all(local.rows(database, n) == [] for n in range(len(UNCERTAIN)))


def test_no_uncertain_file_is_loaded_by_asking_for_it(database: Database) -> None:
    """What is proposed is applied, and leaves the doubt refused."""
    local.make_tables(database, UNCERTAIN)
    found = local.run(
        database, [(n, file, {"propose": "apply"}) for n, file in enumerate(UNCERTAIN)]
    )
    assert {name for name, it in found.items() if it.status != "error"} == set()
    assert all(local.rows(database, n) == [] for n in range(len(UNCERTAIN)))


COMMA = {"columns": {"price": {"decimal_separator": ",", "thousands_separator": "."}}}


@pytest.mark.parametrize("number", ["int", "bigint", "numeric", "numeric(10,2)", "real", "money"])
def test_a_decimal_comma_given_for_one_column_makes_points_of_others_a_question(
    number: str, embedded_database: Database
) -> None:
    table = f"id int, price numeric, qty {number}"
    text = "id;price;qty\n1;1.234,50;1.000\n2;2,00;2.000\n"
    _, found = refuse(embedded_database, table, text, COMMA)
    assert (found.status, local.rows(embedded_database, 0)) == ("error", [])
    if number != "money":
        assert (
            "`1.000` of `qty` can be both 1.000 and 1000, as `price` has decimal co" in found.hint
        )
    for rule, right in (
        ({"decimal_separator": "."}, 1),
        ({"decimal_separator": ",", "thousands_separator": "."}, 1000),
    ):
        options = {"columns": {**COMMA["columns"], "qty": rule}}
        _, found = refuse(embedded_database, table, text, options)
        assert found.status == "success"
        ((_, _, loaded), _) = local.rows(embedded_database, 0)
        assert loaded is not None
        assert float(loaded.strip("$").replace(",", "")) == right


def test_a_point_of_a_number_cell_is_no_question(embedded_database: Database) -> None:
    """A spreadsheet has it as a number, whatever its texts are."""
    file = LocalFile("t.xlsx", "price numeric, qty numeric", "price\tqty\n1.234,50\t=1.125\n")
    local.make_tables(embedded_database, [file])
    found = local.run(embedded_database, [(0, file, COMMA)])["t.xlsx"]
    assert found.status == "success"
    assert local.rows(embedded_database, 0) == [("1234.50", "1.125")]


def test_points_of_one_column_beside_commas_of_another(embedded_database: Database) -> None:
    text = "price;qty\n1.234,50;1.000\n2,00;2.5\n"
    _, found = refuse(embedded_database, "price numeric, qty numeric", text, COMMA)
    assert found.status == "error"
    assert "Values of `qty` have decimal points, although `price` has decimal commas" in found.hint


def test_a_doubtful_column_does_not_hide_the_proposal_of_another(
    embedded_database: Database,
) -> None:
    text = "price;people;d\n1,50;1.000;31.12.2024\n2,25;4;01.02.2024\n"
    table = "price numeric, people numeric, d date"
    _, found = refuse(embedded_database, table, text)
    assert found.proposal == {
        "columns": {"price": {"decimal_separator": ","}, "d": {"date_order": "DMY"}}
    }
    assert "`1.000` of `people` can be both" in found.hint


@pytest.mark.parametrize("last", ["", "X"])
def test_constants_leave_proposals(last: str, embedded_database: Database) -> None:
    """By their names, and where the file has others."""
    text = f"id;D{last}\n1;31.12.2024\n"
    options: dict[str, object] = {"constants": {"k": "x", "z": "y"}}
    if last:
        options["columns"] = {"DX": "d"}
    _, found = refuse(embedded_database, "k text, id int, d date, z text", text, options)
    assert found.proposal is not None
    _, found = refuse(
        embedded_database, "k text, id int, d date, z text", text, options | found.proposal
    )
    assert local.rows(embedded_database, 0) == [("x", "1", "2024-12-31", "y")]


# columns of the table, text of the file, options, and what the hint has to say
SAID: Sequence[tuple[str, str, dict[str, object], str]] = [
    (
        "id int, birth_date date",
        "id;birth_date\n1;01/02/2024\n",
        {},
        "no value of the column decides. Day first: -o columns.birth_date.date_order=DMY; month"
        " first: -o columns.birth_date.date_order=MDY.",
    ),
    (
        "id int, price numeric(10,2), qty int",
        "id;price;qty\n1;1,500;1,000\n2;2,250;4\n",
        {},
        "`1,000` of `qty` can be both 1.000 and 1000; no value of the column decides: -o"
        " columns.qty.decimal_separator=, for 1.000, -o columns.qty.thousands_separator=, for"
        " 1000.",
    ),
    (
        "id int, price numeric",
        "id;price\n1;1.500\n2;2,25\n",
        {},
        "`1.500` of `price` can be both 1500 and 1.500, and the refused values of the column leave"
        " only 1500: -o columns.price.decimal_separator=, -o columns.price.thousands_separator=."
        " if it means that; otherwise correct the cell.",
    ),
    (
        "id int, d date",
        "id;d\n1;13.12.2024\n2;31.13.2024\n3;30.12.2024\n",
        {},
        "2 of 3 refused values of `d` are dates as DD.MM.YYYY; line 3, `31.13.2024`, is not."
        " Correct it, then load with -o columns.d.date_order=DMY.",
    ),
    (
        "id int, n numeric",
        "id;n\n1;1,5\n2;2,25\n3;abc\n4;0,5\n",
        {},
        "3 of 4 refused values of `n` are numbers such as `1,5`; line 4, `abc`, is not.",
    ),
    (
        "id int, d date",
        "id;d\n1;13.12.24\n2;31.12.98\n",
        {"columns": {"d": {"date_order": "DMY"}}},
        "are dates as DD.MM.YY: load again with -o columns.d.century=YEAR, the first",
    ),
    (
        "id int, d date",
        "id;d\n1;13.12.24\n2;31.12.98\n",
        {},
        "date_order=DMY for this column, and with -o columns.d.century=YEAR, the first",
    ),
    (
        "id int, q int, t text",
        "id;q;t\n1;N/A;N/A\n2;1;x\n",
        {},
        "`N/A` stands in `t`, too, and stays there as a text",
    ),
]


@pytest.mark.parametrize(("table", "text", "options", "said"), SAID)
def test_hint(
    table: str, text: str, options: dict[str, object], said: str, embedded_database: Database
) -> None:
    _, found = refuse(embedded_database, table, text, options)
    assert found.status == "error"
    assert said in found.hint
    assert embedded_database.run("select fallbacks from tabular_import.import_attempt") == [(0,)]


def test_several_bad_cells_are_told(embedded_database: Database) -> None:
    lines = [f"{n};{n % 28 + 1:02}.12.2024" for n in range(1, 30)] + ["30;x1", "31;y2"]
    _, found = refuse(embedded_database, "id int, d date", "id;d\n" + "\n".join(lines) + "\n")
    assert found.proposal is None
    assert (
        "29 of 31 refused values of `d` are dates as DD.MM.YYYY; 2 are not, the first is `x1` in"
        " line 31. Correct them, then load with -o columns.d.date_order=DMY." in found.hint
    )
    # half of them say nothing
    text = "id;d\n1;13.12.2024\n2;30.12.2024\n3;x1\n4;y2\n"
    _, found = refuse(embedded_database, "id int, d date", text)
    assert found.hint == ""


def test_the_printed_command_leaves_the_century_open(
    embedded_database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id;d e\n1;13.12.24\n2;31.12.98\n")
    embedded_database.run('create table t (id int, "d e" date)')
    first = cli.run("load", "t", path, database=embedded_database)
    line = next(line for line in first.err.splitlines() if line.startswith("  tabular-import load"))
    command = shlex.split(line)
    assert "columns.d e.century=YEAR" in command
    again = cli.run(*command[1:], database=embedded_database)
    assert again.code != 0
    filled = [word.replace("YEAR", "1950") for word in command[1:]]
    assert cli.run(*filled, database=embedded_database).code == 0


def test_footnotes_below_totals(embedded_database: Database) -> None:
    text = "id;price;d\n1;5;2024-01-01\n2;6;2024-01-02\nSumme:;;\n\nStand vom 1.1.2025;;\n"
    table = "id int primary key, price int, d date"
    _, found = refuse(embedded_database, table, text)
    assert found.proposal == {"skip_rows": ["footnotes", "totals"]}
    _, found = refuse(embedded_database, table, text, found.proposal)
    assert (found.status, len(local.rows(embedded_database, 0))) == ("success", 2)


def test_footnotes_are_no_rows_of_the_table(embedded_database: Database) -> None:
    text = "id,shop,city\n1,Smith,York\n2,Jones,Bath\nSource: the city of York,,\n"
    _, found = refuse(embedded_database, "id int, shop text, city text", text)
    assert found.proposal == {"skip_rows": ["footnotes"]}
    assert "Line 4 holds a footnote or a title: load again with skip_rows=footnotes." in found.hint


@pytest.mark.parametrize(("_name", "text", "table", "columns"), PROPOSED, ids=lambda v: str(v)[:40])
def test_proposal(
    _name: str, text: str, table: str, columns: dict[str, object], database: Database
) -> None:
    _, found = refuse(database, table, text)
    assert (found.status, found.proposal) == ("error", {"columns": columns})


def test_what_the_user_gave_stays(embedded_database: Database) -> None:
    """options || proposal are the next options, whatever was given of the same ones before."""
    options = {
        "null_values": ["?"],
        "skip_rows": "footnotes",
        "columns": {"Tag": {"to": "d", "trim": True}, "Bem": None},
    }
    text = "id;Tag;n;Bem\n1;31.12.2023;?;x\n2;30.11.2023;N/A;y\nTotal;;7;\n"
    _, found = refuse(embedded_database, "id int, d date, n int", text, options)
    assert found.proposal == {
        "skip_rows": ["footnotes", "totals"],
        "columns": {
            "Tag": {"to": "d", "trim": True, "date_order": "DMY"},
            "Bem": None,
            "n": {"null_values": ["?", "N/A"]},
        },
    }


def test_rules_that_were_given_are_not_changed(embedded_database: Database) -> None:
    _, found = refuse(
        embedded_database, "id int, d date", "id,d\n1,13/02/2024\n", {"date_order": "MDY"}
    )
    assert (found.status, found.proposal) == ("error", None)


@pytest.mark.parametrize("name", ["custmer", "Custmer"])
def test_rules_of_a_misspelt_column_hold(name: str, embedded_database: Database) -> None:
    """What the user has said of a column by its name in the file is judged, and stays."""
    _, found = refuse(
        embedded_database,
        "id int, customer text, delivered date",
        "id,custmer,delvered\n1, x ,01.02.2024\n",
        {"columns": {name: {"trim": True}, "delvered": {"date_order": "DMY"}}},
    )
    assert "can be both" not in found.hint
    assert found.proposal == {
        "columns": {
            name: {"to": "customer", "trim": True},
            "delvered": {"to": "delivered", "date_order": "DMY"},
        }
    }


def test_rules_of_renamed_columns_hold_beside_a_misspelt_one(embedded_database: Database) -> None:
    columns = {"a": "b", "b": "a", "day": {"to": "d", "date_order": "DMY"}}
    _, found = refuse(
        embedded_database,
        "a int, b int, d date, customer text",
        "a,b,day,custmer\n1,2,01.02.2024,x\n",
        {"columns": columns},
    )
    assert "can be both" not in found.hint
    assert found.proposal == {"columns": {**columns, "custmer": "customer"}}
    assert embedded_database.run("select fallbacks from tabular_import.import_attempt") == [(0,)]


@pytest.mark.parametrize("word", ["non", "Non"])
def test_a_word_that_means_true_is_not_proposed_for_false(
    word: str, embedded_database: Database
) -> None:
    _, found = refuse(
        embedded_database, "id int, b boolean", "id,b\n1,oui\n2,oui\n", {"true_values": word}
    )
    assert (found.status, found.proposal) == ("error", None)


def test_sentence_tells_how_many(embedded_database: Database) -> None:
    """The rows of a file that was staged in chunks are all looked at."""
    lines = [f"{n};{n % 28 + 1:02}.{n % 12 + 1:02}.2024" for n in range(1, 20_001)]
    _, found = refuse(
        embedded_database, "id int, birth_date date", "id;birth_date\n" + "\n".join(lines)
    )
    assert (
        "All 20,000 refused values of `birth_date` are dates as DD.MM.YYYY: load again with"
        " date_order=DMY for this column." in found.hint
    )
    late = [*lines, "20001;31.04.2024"]
    _, found = refuse(
        embedded_database, "id int, birth_date date", "id;birth_date\n" + "\n".join(late)
    )
    assert found.proposal is None


def test_apply(database: Database) -> None:
    """Asked for it, the job is run again with its proposal, and says so."""
    file = next(file for file in FILES if file.name == "de-umsatz.csv")
    local.make_tables(database, [file])
    found = local.run(database, [(0, file, {"propose": "apply"})])[file.name]
    assert found.status == "success"
    assert local.rows(database, 0) == file.rows()
    assert "As option propose asks for it, the file was loaded with" in found.hint
    assert found.options["skip_rows"] == ["totals"]
    ((proposal, applied),) = database.run(
        "select proposal, applied_proposal from tabular_import.import_job"
    )
    assert proposal is None
    assert applied == {key: found.options[key] for key in ("skip_rows", "columns")}
    outcomes = database.run("select outcome from tabular_import.import_attempt order by attempt")
    assert [outcome for (outcome,) in outcomes] == ["proposed", "success"]
    assert database.run("select count(*) from tabular_import.import_job_error") == [(0,)]


@pytest.mark.parametrize("name", ["payer", "contract_id", "frist_name"])
def test_apply_takes_no_name_for_another(name: str, database: Database) -> None:
    """What is nearly a column's name may be another word, whatever the cells are."""
    columns = "id int, d date, payee text, contact_id text, first_name text"
    text = f"id;d;{name}\n1;31.12.2023;5\n"
    _, found = refuse(database, columns, text, {"propose": "apply"})
    assert (found.status, local.rows(database, 0)) == ("error", [])
    assert "may be the column" in found.hint
    assert found.proposal is not None
    _, found = refuse(database, columns, text, found.proposal)
    assert found.status == "success"


def test_apply_asks_what_is_uncertain(embedded_database: Database) -> None:
    """What the proposal does not mend is refused, and the job ends."""
    text = "id;d;e\n1;31.12.2023;01/02/2024\n2;30.11.2023;02/03/2024\n"
    _, found = refuse(embedded_database, "id int, d date, e date", text, {"propose": "apply"})
    assert (found.status, found.proposal) == ("error", None)
    assert "can be both 2024-02-01 and 2024-01-02" in found.hint
    assert local.rows(embedded_database, 0) == []


def test_code_of_users_is_not_run(embedded_database: Database) -> None:
    """Cells are judged with the owner's rights: checks of domains and casts of others stay out."""
    with embedded_database.connect() as connection:
        connection.execute(
            "create function noted(d date) returns boolean language plpgsql as $$ begin"
            " if current_user <> 'alice' then raise exception 'run as %', current_user; end if;"
            " return true; end $$"
        )
        connection.execute("create domain noted_day as date check (noted(value))")
    _, found = refuse(embedded_database, "id int, d noted_day", "id;d\n1;31.12.2023\n2;x\n")
    assert (found.status, found.proposal) == ("error", None)
    _, found = refuse(embedded_database, "id int, d noted_day", "id;d\n1;31.12.2023\n")
    assert found.proposal == {"columns": {"d": {"date_order": "DMY"}}}


def test_units_are_left_out_when_asked(embedded_database: Database) -> None:
    text = "id;name;weight\n;;[kg]\n1;a;5\n"
    _, found = refuse(embedded_database, "id int, name text, weight int", text)
    assert found.proposal == {"skip_rows": ["units"]}
    _, found = refuse(embedded_database, "id int, name text, weight int", text, found.proposal)
    assert (found.status, found.hint) == ("success", "Line 2 holds units and was left out.")
    # a first row with numbers is one of the table, whatever the option says
    text = "id;name;weight\n1;a;5\n"
    _, found = refuse(
        embedded_database, "id int, name text, weight int", text, {"skip_rows": "units"}
    )
    assert local.rows(embedded_database, 0) == [("1", "a", "5")]


def test_many_columns_and_long_cells(embedded_database: Database) -> None:
    """What is looked at, said and proposed has its bounds."""
    names = [f"d{n}" for n in range(120)]
    text = ";".join(names) + "\n" + ";".join(["31.12.2023"] * 120) + "\n"
    _, found = refuse(embedded_database, ", ".join(f"{name} date" for name in names), text)
    assert found.proposal is not None
    assert set(found.proposal["columns"]) == set(names[:100])
    assert found.hint.count("load again with") == 20
    assert found.hint.endswith("(And 81 more.)")
    text = f"n;m\n{'1' * 500},5;1,5\n2,5;2,5\n"
    _, found = refuse(embedded_database, "n numeric, m numeric", text)
    assert found.proposal == {"columns": {"m": {"decimal_separator": ","}}}


def test_a_proposal_is_gone_with_its_attempt(embedded_database: Database) -> None:
    _, found = refuse(embedded_database, "id int, d date", "id;d\n1;31.12.2023\n")
    assert found.proposal
    embedded_database.run(
        "select tabular_import.retry_import_job(id) from tabular_import.import_job"
    )
    assert embedded_database.run("select proposal from tabular_import.import_job") == [(None,)]


def test_the_command_line_that_load_prints_loads(
    embedded_database: Database, tmp_path: Path
) -> None:
    file = next(file for file in FILES if file.name == "de-personal.csv")
    path = tmp_path / "März 'neu'.csv"
    path.write_bytes(file.content())
    embedded_database.run(f"create table t ({file.table})")
    first = cli.run("load", "t", path, "-oidempotency_key=k", database=embedded_database)
    assert first.code == 1
    command = shlex.split(
        first.err.splitlines()[-1]
        if "load" in first.err.splitlines()[-1]
        else next(
            line for line in first.err.splitlines() if line.startswith("  tabular-import load")
        )
    )
    assert command[:3] == ["tabular-import", "load", "t"]
    second = cli.run(*command[1:], database=embedded_database)
    assert (second.code, second.out) == (0, "Successfully imported 3 row(s)\n")


def test_describe_file_tells_the_same(embedded_database: Database, tmp_path: Path) -> None:
    """Without a job, and without a row in the table."""
    file = next(file for file in FILES if file.name == "us-ledger.csv")
    path = tmp_path / file.name
    path.write_bytes(file.content())
    embedded_database.run(f"create table t ({file.table})")
    shown = cli.run("describe_file", path, "--table", "t", database=embedded_database)
    assert shown.code == 0
    assert "needs: Line 4 holds totals: load again with skip_rows=totals." in shown.out
    command = next(line for line in shown.out.splitlines() if line.startswith("load it: "))
    assert embedded_database.run("select count(*) from t") == [(0,)]
    assert embedded_database.run("select count(*) from tabular_import.import_job") == [(0,)]
    loaded = cli.run(*shlex.split(command)[3:], database=embedded_database)
    assert loaded.code == 0
    assert len(embedded_database.run("select * from t")) == 2


def test_a_look_needs_the_right_to_import(embedded_database: Database) -> None:
    embedded_database.run("create table secret (d date)")
    with (
        embedded_database.as_user("alice").connect() as connection,
        pytest.raises(Exception, match="Permission denied for table: secret"),
    ):
        connection.execute(
            "select * from tabular_import.propose_import_options('secret', '{d}', '[]')"
        )


@pytest.mark.parametrize(
    "rows",
    [
        '[["01.02.2024"]]', '[[2, "01.02.2024"]]', '[[null, null, "x"]]', '[["2", null, "x"]]',
        '[[1.5, null, "x"]]', '[{"d": 1}]', '{}', "null", '[[2, null, "x", "y"]]', None,
    ],
)  # fmt: skip
def test_rows_that_are_none_are_refused(embedded_database: Database, rows: str | None) -> None:
    embedded_database.run("drop table if exists t; create table t (d date)")
    with pytest.raises(psycopg.Error, match="do not have a cell for each column") as refusal:
        embedded_database.run(
            "select * from tabular_import.propose_import_options('t', '{d}', %s)", rows
        )
    assert refusal.value.sqlstate == "TI005"
    assert "[line number, read error or null, cell, ...]" in (refusal.value.diag.message_hint or "")


@click.command()
@options_option()
def show(job_options: dict[str, object]) -> None:
    click.echo(json.dumps(job_options))


@pytest.mark.parametrize(
    "options",
    [
        {
            "columns": {
                "a=b": "c",
                'q"x': {"trim": True},
                "d.trim": {"to": "d", "date_order": "DMY"},
            }
        },
        {"columns": {"a": None, "b": "true", "c": "12", "x y": {"thousands_separator": " "}}},
        {
            "columns": {
                "n": {"null_values": ["-"], "currency": ["€", "EUR"]},
                "m": {"to": "null", "trim": True},
            }
        },
        {"null_values": ["[x"], "decimal_separator": ",", "skip_rows": ["totals", "units"]},
        {"null_values": ["null"], "value_map": {"a": "b", "c": None}, "constants": {"k": "7"}},
        {"columns": {"v": {"value_map": {"x": "y"}}}, "priority": 7, "use_defaults": True},
    ],
)
def test_options_as_arguments_mean_the_same(options: dict[str, Any]) -> None:
    arguments = [word for option in option_arguments(options) for word in ("-o", option)]
    result = CliRunner().invoke(show, arguments)
    assert result.exit_code == 0, result.output
    found = json.loads(result.output)
    assert _listed(found) == _listed(options)


def _listed(value: Any) -> Any:
    """Returns options with every text of a list as a list."""
    lists = ("null_values", "currency", "true_values", "false_values", "skip_rows")
    if isinstance(value, dict):
        return {
            key: (
                inner.split(",")
                if key == "skip_rows" and isinstance(inner, str)
                else [inner]
                if key in lists and isinstance(inner, str)
                else _listed(inner)
            )
            for key, inner in value.items()
        }
    return value


@pytest.mark.parametrize(
    "rows",
    [None, "null", "{}", "[1]", "[[2, null]]", '[["2", null, "x"]]', '[[2, null, "x", "y"]]'],
)
def test_a_look_at_rows_that_are_none(rows: str | None, embedded_database: Database) -> None:
    embedded_database.run("create table t (a int)")
    with pytest.raises(psycopg.Error) as error:
        embedded_database.run(
            "select * from tabular_import.propose_import_options('t', '{a}', %s::jsonb)", rows
        )
    assert error.value.sqlstate == "TI005"
    assert error.value.diag.message_primary == (
        "The rows do not have a cell for each column of the header."
    )
