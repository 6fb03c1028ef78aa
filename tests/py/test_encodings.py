"""Databases of other encodings, and sessions whose client encoding is another one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from psycopg import sql

from tabular_import.cli import load as loading
from tabular_import.db.install import InstallError, install
from tools import cli
from tools.attacks import own
from tools.servers import Database, Server
from tools.tables import FORMATS, Cell, write

pytestmark = pytest.mark.fewer_on_15(3)

ROWS = 1_500


@dataclass(frozen=True)
class Sample:
    """What an encoding has, in a column's name and in a text, and what it lacks."""

    column: str
    text: str
    lacks: str


SAMPLES = {
    "LATIN1": Sample("größe", "Müller", "世"),
    "WIN1252": Sample("größe", "Müller 5 €", "世"),
    "EUC_JP": Sample("名前", "日本語", "\N{GREEK SMALL LETTER FINAL SIGMA}é한"),
}
LACKED = {"LATIN1": "世", "WIN1252": "世", "EUC_JP": "한"}


@pytest.fixture(scope="module", params=SAMPLES)
def encoded(request: pytest.FixtureRequest, _servers: Any, kind: str) -> Iterator[Database]:
    """A database of another encoding with a table of alice's named after a sample."""
    # the roles are the server's
    _servers.template(kind)
    sample = SAMPLES[request.param]
    with _servers.server(kind).new_database(encoding=request.param) as database:
        install(database.conninfo)
        for role in ("alice", "postgres"):
            database.run("select tabular_import.admit_import_role(%s)", role)
        database.run("grant create on schema public to alice")
        with database.as_user("alice").connect(client_encoding="UTF8") as connection:
            connection.execute(
                sql.SQL("create table {} (code integer, {} text, v varchar(6))").format(
                    sql.Identifier(f"t_{sample.column}"), sql.Identifier(sample.column)
                )
            )
        yield database


@pytest.fixture
def sample(encoded: Database) -> Sample:
    found = SAMPLES[encoded.value("show server_encoding")]
    with encoded.connect(client_encoding="UTF8") as connection:
        connection.execute(sql.SQL("truncate {}").format(sql.Identifier(f"t_{found.column}")))
    return found


def contents(database: Database, sample: Sample) -> list[tuple[Any, ...]]:
    with database.connect(client_encoding="UTF8") as connection:
        return connection.execute(
            sql.SQL("select {}, v, count(*), count(distinct code) from {} group by 1, 2").format(
                sql.Identifier(sample.column), sql.Identifier(f"t_{sample.column}")
            )
        ).fetchall()


# the engines get the same cells of every format
@pytest.mark.parametrize(
    ("ending", "engine"), [*((ending, "fast") for ending in FORMATS), ("csv", "reference")]
)
def test_texts_arrive_as_they_stand(
    ending: str,
    engine: str,
    encoded: Database,
    sample: Sample,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Those of a small file, and those of one that is staged."""
    monkeypatch.setenv("PGCLIENTENCODING", "WIN1252")
    for count in (2, ROWS):
        rows: list[tuple[Cell, ...]] = [("code", sample.column, "v")]
        rows += [(number, sample.text, sample.text[:6]) for number in range(count)]
        file = write(tmp_path / f"{sample.column}.{ending}", rows)
        assert load(encoded, sample, file, engine=engine) == 0
    assert contents(encoded, sample) == [(sample.text, sample.text[:6], ROWS + 2, ROWS)]


def load(database: Database, sample: Sample, file: Path, **options: object) -> int:
    """Loads a file as alice and returns the exit code."""
    return loading.load(own(database, "alice"), f"t_{sample.column}", file, options)


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize("count", [3, ROWS])
def test_a_character_that_the_database_lacks_is_a_row_error(
    count: int, engine: str, encoded: Database, sample: Sample, tmp_path: Path
) -> None:
    """It names column, value and encoding, and so do the reports of the rows around it."""
    encoding = encoded.value("show server_encoding")
    lacked = LACKED[encoding]
    rows: list[tuple[Cell, ...]] = [("code", sample.column, "v")]
    rows += [(number, sample.text, "") for number in range(count)]
    rows[2] = (7, f"a\\{lacked}'", lacked)
    rows[-1] = ("x", sample.text, "longer than six")
    file = write(tmp_path / "rows.csv", rows)
    alice = encoded.as_user("alice")
    assert load(encoded, sample, file, engine=engine) == 1
    assert contents(encoded, sample) == []
    job = encoded.value("select max(id) from tabular_import.import_job")
    shown = f"<U+{ord(lacked):04X}>"
    errors = json.loads(cli.run("errors", str(job), "--format", "json", database=alice).out)
    assert [(e["row_number"], e["column_name"], e["value"]) for e in errors] == [
        (2, sample.column, f"a\\{shown}'"),
        (2, "v", shown),
        (count, "code", "x"),
        (count, "v", "longer than six"),
    ]
    assert errors[1]["message"] == (
        f"Failed to adapt value of v to the database's encoding {encoding}: '{shown}'"
    )
    assert "UTF8" in errors[1]["hint"]
    result = cli.run("job", str(job), database=alice).out
    assert errors[1]["message"] in result


def test_a_header_with_a_character_that_the_database_lacks(
    encoded: Database, sample: Sample, tmp_path: Path
) -> None:
    lacked = LACKED[encoded.value("show server_encoding")]
    file = write(tmp_path / "rows.csv", [("code", lacked), (1, "x")])
    done = cli.run("load", f"t_{sample.column}", file, database=encoded.as_user("alice"))
    assert done.code == 1
    assert f"<U+{ord(lacked):04X}>" in done.out
    assert encoded.value("show server_encoding") in done.out


def test_a_file_that_cannot_be_read_and_whose_message_quotes_it(
    encoded: Database, sample: Sample, tmp_path: Path
) -> None:
    lacked = LACKED[encoded.value("show server_encoding")]
    (tmp_path / "rows.json").write_text(f'[{{"code": 1}}, {{"code": 2 {lacked}', encoding="utf-8")
    done = cli.run(
        "load", f"t_{sample.column}", tmp_path / "rows.json", database=encoded.as_user("alice")
    )
    assert done.code == 1
    assert "bug in the program" not in done.out + done.err


@pytest.mark.parametrize("what", ["file", "table", "option"])
def test_a_call_with_a_character_that_the_database_lacks(
    what: str, encoded: Database, sample: Sample, tmp_path: Path
) -> None:
    lacked = LACKED[encoded.value("show server_encoding")]
    file = write(tmp_path / f"{lacked if what == 'file' else 'x'}.csv", [("code",), (1,)])
    table = lacked if what == "table" else f"t_{sample.column}"
    options = ["-o", f"queue={lacked}"] if what == "option" else []
    done = cli.run("load", table, file, *options, database=encoded.as_user("alice"))
    assert done.code == 2
    assert f"does not have the character {lacked} (U+{ord(lacked):04X})" in done.err


def test_templates_and_descriptions(encoded: Database, sample: Sample, tmp_path: Path) -> None:
    alice = encoded.as_user("alice")
    file = tmp_path / "t.csv"
    done = cli.run("template", f"t_{sample.column}", "--output", file, database=alice)
    assert done.code == 0, done
    header, description = file.read_text(encoding="utf-8").splitlines()
    assert header == f"code,{sample.column},v"
    file.write_text(f"{header}\n{description}\n1,{sample.text},\n", encoding="utf-8")
    done = cli.run("describe_file", file, "--table", f"t_{sample.column}", database=alice)
    assert f"columns: code, {sample.column}, v" in done.out
    done = cli.run("load", f"t_{sample.column}", file, database=alice)
    assert done.out == "Successfully imported 1 row(s)\n"
    assert "descriptions" in done.err


def test_by_a_worker(encoded: Database, sample: Sample, tmp_path: Path) -> None:
    alice = encoded.as_user("alice")
    for count in (2, ROWS):
        rows: list[tuple[Cell, ...]] = [("code", sample.column, "v")]
        rows += [(number, sample.text, None) for number in range(count)]
        file = write(tmp_path / "rows.csv", rows)
        file_id = cli.run("upload", file, database=alice).out.strip()
        assert cli.run("submit", f"t_{sample.column}", file_id, database=alice).code == 0
    assert cli.run("worker", "--burst", database=encoded.as_user("walter")).code == 0
    assert contents(encoded, sample) == [(sample.text, None, ROWS + 2, ROWS)]


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "MULE_INTERNAL"])
def test_encodings_that_are_none(encoding: str, server: Server) -> None:
    with (
        server.new_database(encoding=encoding) as database,
        pytest.raises(Exception, match=encoding) as caught,
    ):
        install(database.conninfo)
    assert encoding != "SQL_ASCII" or isinstance(caught.value, InstallError)


def test_value_rules_in_every_encoding(encoded: Database) -> None:
    """What a rule knows of signs beyond ASCII is not asked of an encoding that lacks them."""
    rule = '{"decimal_separator": ",", "thousands_separator": "\'"}'
    made = encoded.value(
        "select tabular_import_engine.rule_sql('numeric'::regtype, -1, %s::jsonb, 'v')", rule
    )
    assert encoded.value(f"select {made} from (values ('1''234,5')) as c (v)") == "1234.5"


@pytest.mark.parametrize(
    ("type_", "rule", "cell", "value"),
    [
        ("date", {"date_order": "DMY"}, "5. Okt 1999", "1999-10-05"),
        ("date", {"date_order": "DMY"}, "5. M\\u00e4rz 1999", None),
        ("date", {"date_order": "DMY", "century": 1950}, "x.y.z", None),
        ("timestamp", {"date_order": "DMY"}, "1.2.1999 3:04 pm", "1999-02-01 15:04"),
        ("numeric", {"thousands_separator": " ", "currency": ["EUR"]}, "1 234 EUR", "1234"),
        ("numeric", {"percent": "fraction", "parentheses": "negative"}, "(5)", "-5"),
        ("text", {"trim": True, "null_values": ["-"]}, " - ", ""),
        ("boolean", {"true_values": ["JA"], "ignore_case": True}, "ja", "true"),
    ],
)  # fmt: skip
def test_every_rule_in_every_encoding(
    encoded: Database, type_: str, rule: dict[str, Any], cell: str, value: str | None
) -> None:
    made = encoded.value(
        "select tabular_import_engine.rule_sql(%s::regtype, -1, %s::jsonb, 'c.v')",
        type_, json.dumps(rule),
    )  # fmt: skip
    query = f"select {made.replace('%', '%%')} from (select %s::text as v) as c"
    assert encoded.value(query, cell) == (f"{cell}\x01" if value is None else value)


def test_proposals_in_every_encoding(encoded: Database) -> None:
    """Words and signs that an encoding lacks stand in no cell of it."""
    encoded.run("create table if not exists asked (d date, n numeric, b boolean, i integer)")
    proposal = encoded.value(
        "select proposal from tabular_import.propose_import_options('asked', '{d,n,b,i}', %s)",
        '[[2, null, "31.12.2023", "1.234,50 EUR", "ja", "N/A"]]',
    )
    assert proposal["columns"] == {
        "d": {"date_order": "DMY"},
        "n": {"currency": ["EUR"], "decimal_separator": ",", "thousands_separator": "."},
        "b": {"true_values": ["ja"], "false_values": ["nein"]},
        "i": {"null_values": ["N/A"]},
    }


def test_names_are_folded(encoded: Database, sample: Sample, tmp_path: Path) -> None:
    """Accents and capital letters do not count there either, as far as the encoding has them."""
    with encoded.connect(client_encoding="UTF8") as connection:
        found = connection.execute(
            "select tabular_import_engine.folded_name(%s),"
            " tabular_import_engine.folded_name(%s, true)",
            [f" {sample.column.title()} - CODE", sample.column],
        ).fetchone()
    wanted = ("grossecode", "groesse") if sample.column == "größe" else ("名前code", "名前")
    assert found == wanted
    file = write(
        tmp_path / "t.csv", [("Code", f"{sample.column} ".title(), "V."), (1, sample.text, "x")]
    )
    alice = encoded.as_user("alice")
    result = cli.run("load", f"t_{sample.column}", file, database=alice)
    assert result.code == 0, result
    assert [row[:2] for row in contents(encoded, sample)] == [(sample.text, "x")]


@pytest.mark.parametrize(
    ("name", "number"), [("März", 3), ("AOÛT", 8), ("décembre", 12), ("fév", 2), ("Jänner", 1)]
)
def test_months_with_accents(name: str, number: int, encoded: Database) -> None:
    with encoded.connect(client_encoding="UTF8") as connection:
        row = connection.execute(
            "select tabular_import_engine.month_number(%s)", (name,)
        ).fetchone()
    assert row == (number,)
