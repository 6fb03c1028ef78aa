"""The ways to load a spreadsheet that sheets.py compares: `sheets_peers.py WAY CONNINFO FILE`.

Each is what one writes by hand for bench/load.py's table: a library reads the sheet, COPY takes
its cells as text into a staging table, an INSERT casts them. None reports a bad row.
"""

# A way prints its result.
# ruff: noqa: T201

from __future__ import annotations

import sys
from collections.abc import Callable

import psycopg
from load_peers import COLUMNS

STAGING = """
create temporary table staging (
    code text, name text, parent text, amount text, born text, active text, note text)
"""
INSERT = """
insert into public.target (code, name, parent, amount, born, active, note)
select code, name, parent::integer, amount::numeric(10,2), born::date, active::boolean, note
from staging
"""


def polars(path: str) -> str:
    """Polars with its defaults, which are calamine's parser and types guessed by column."""
    import polars

    return polars.read_excel(path).write_csv()


def pandas(path: str, engine: str) -> str:
    """pandas with its defaults."""
    import pandas

    return pandas.read_excel(path, engine=engine).to_csv(index=False)


def duckdb(path: str) -> str:
    """DuckDB's excel extension with its defaults, and its COPY to CSV."""
    import tempfile
    from pathlib import Path

    import duckdb
    from duckdb_extensions import import_extension

    import_extension("excel")
    with tempfile.NamedTemporaryFile(suffix=".csv") as target:
        # all its numbers are doubles, which are no integers in a text
        query = "select * replace (parent::integer as parent) from read_xlsx($path)"
        duckdb.sql(query, params={"path": path}).write_csv(target.name)
        return Path(target.name).read_text(encoding="utf-8")


READERS: dict[str, Callable[[str], str]] = {
    "polars": polars,
    "pandas-calamine": lambda path: pandas(path, "calamine"),
    "pandas-openpyxl": lambda path: pandas(path, "openpyxl"),
    "duckdb": duckdb,
}


def main() -> None:
    way, conninfo, path = sys.argv[1:]
    text = READERS[way](path)
    with psycopg.connect(conninfo) as connection:
        connection.execute(STAGING)
        statement = f"copy staging ({COLUMNS}) from stdin csv header".encode()
        with connection.cursor().copy(statement) as target:
            target.write(text)
        print(f"{connection.execute(INSERT).rowcount} row(s)")


if __name__ == "__main__":
    main()
