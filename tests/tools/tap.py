"""Runs pgTAP files."""

from __future__ import annotations

import re

from tools.servers import Database

# What else a script selects is no TAP; the parser would take a uuid such as 1ab9... for a plan.
TAP = re.compile(r"1\.\.\d+|ok\b|not ok\b|#|Bail out!|\s")
SEARCH_PATH = "-c search_path=public,tap,tap_help"


def run_tap(database: Database, script: str) -> list[str]:
    """Runs a pgTAP script on a connection of its own; returns the lines of TAP that it printed.

    A statement that fails ends it with psycopg.Error.
    """
    with database.connect(options=SEARCH_PATH) as connection:
        cursor = connection.execute(script.encode())
        return [
            line
            for result in cursor.results()
            if result.description
            for (row, *_) in result
            if isinstance(row, str)
            for line in row.splitlines()
            if TAP.match(line)
        ]
