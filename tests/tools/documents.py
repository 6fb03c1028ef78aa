"""Writes what the database knows: docs/sql-api.md, docs/options.md, the program's option list.

Run as a program, in tests/, it writes all anew from a database made for it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tabular_import.reading.model import Option
from tools import servers
from tools.servers import Database
from tools.template import template

DOCS = Path(__file__).resolve().parents[2] / "docs"
OPTION_LIST = DOCS.parent / "loader" / "tabular_import" / "reading" / "option_list.py"
NOTE = "<!-- written by tests/tools/documents.py; change the COMMENTs or views instead -->\n"

# who may call what is in a folder of sql/api/
FOLDERS = {
    "client": "For users",
    "worker": "For workers",
    "admin": "For administrators",
}
# what options are about, see view import_option
PARTS = {
    "job": "The job",
    "reading": "How the file is read",
    "columns": "Which column is which",
    "values": "What cells mean",
    "merging": "What becomes of the rows",
}
VIEWS_OF_ALL = ("error_condition", "import_option", "import_setting")


def sql_api(database: Database) -> str:
    """Returns docs/sql-api.md: every public function and view, and what its COMMENT says."""
    root = DOCS.parent / "sql"
    parts = [
        "# SQL API\n\n" + NOTE,
        "All names below are in the schema `tabular_import`. What else the program has in the"
        " database is private.\nErrors are named by their condition; [errors](errors.md) has"
        " their SQLSTATEs.\n",
    ]
    for folder, title in FOLDERS.items():
        names = {path.stem for path in (root / "api" / folder).glob("*.sql")}
        if folder == "client":
            names |= set(VIEWS_OF_ALL)
        parts.append(f"## {title}\n")
        for name, head, comment in database.run(
            "select p.proname::text, format(e'%%s(%%s)\\nreturns %%s', p.proname,"
            " pg_get_function_arguments(p.oid), pg_get_function_result(p.oid)),"
            " obj_description(p.oid, 'pg_proc') from pg_proc as p"
            " where p.pronamespace = 'tabular_import'::regnamespace and p.proname = any(%s)"
            " order by 1, 2",
            sorted(names),
        ):
            head = head.replace("tabular_import_private.", "")
            parts.append(f"### {name}\n\n```\n{head}\n```\n\n{comment}\n")
        for name, columns, comment in database.run(
            "select c.relname::text, string_agg(format('`%%s` %%s', a.attname,"
            " format_type(a.atttypid, a.atttypmod)), ', ' order by a.attnum),"
            " obj_description(c.oid, 'pg_class') from pg_class as c"
            " join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0"
            " where c.relnamespace = 'tabular_import'::regnamespace and c.relkind = 'v'"
            " and c.relname = any(%s) group by c.oid, c.relname order by 1",
            sorted(names),
        ):
            parts.append(f"### View {name}\n\n{comment}\n\nColumns: {columns}.\n")
    return "\n".join(parts)


def options(database: Database) -> str:
    """Returns docs/options.md: views import_option and import_setting."""
    parts = [
        "# Options and limits\n\n" + NOTE,
        "## Options of a job\n",
        "Options are a JSON object, the third argument of `submit_tabular_import_task`; on the"
        " command line each\nis `-o NAME=VALUE`, or a flag such as `--date-order DMY`."
        " `select * from tabular_import.import_option`\nlists them.\n",
    ]
    rows = []
    for part, title in PARTS.items():
        rows.append(("" if part == "job" else "\n") + f"### {title}\n")
        rows.append("| option | type | default | meaning | example |\n|---|---|---|---|---|")
        rows += [
            f"| `{o.name}` | {_type(o.type)} | {_word(o.default_value)} | {o.meaning}"
            f" | `{json.dumps({o.name: o.example}, ensure_ascii=False)}` |"
            for o in listed(database)
            if o.part == part
        ]
        if part == "values":
            rows.append(
                "\nIn an entry of option `columns` these are rules of that column alone: "
                + ", ".join(f"`{o.name}`" for o in listed(database) if o.per_column)
                + "."
            )
    limits = [
        f"| `{name}` | {default:,} | {meaning} | {'yes' if of_role else 'no'} |"
        for name, default, meaning, of_role in database.run(
            "select name, default_value, meaning, of_role from tabular_import.import_setting"
            " order by name"
        )
    ]
    limits_head = [
        "\n## Limits\n",
        "An administrator changes a limit by `set_import_setting`, for all or, where the last"
        " column says yes, for one role.\nWhat is beyond a limit is refused with `limit_exceeded`"
        " (TI013), or is the result of the job where the file is beyond it.\n",
        "| setting | default | meaning | for one role |\n|---|---|---|---|",
    ]
    return "\n".join([*parts, *rows, *limits_head, *limits]) + "\n"


def listed(database: Database) -> list[Option]:
    """Returns the options of view import_option."""
    return [
        Option(*row)
        for row in database.run(
            "select name, type, default_value, meaning, part, per_column, example"
            " from tabular_import.import_option"
        )
    ]


def _type(name: str) -> str:
    return ", ".join(map(_word, name.split("|")))


def _word(word: str) -> str:
    """Returns a word as it is, and a sign as code."""
    return word if any(c.isalnum() for c in word) else f"`{word}`"


def option_list(database: Database) -> str:
    """Returns loader/tabular_import/reading/option_list.py."""
    lines = [
        '"""The options of view import_option, for what has no database at hand."""\n',
        "# written by tests/tools/documents.py; change the view instead\n",
        "from .model import Option\n",
        "OPTIONS: tuple[Option, ...] = (",
        *(f"    Option({', '.join(map(repr, vars(o).values()))})," for o in listed(database)),
        ")\n",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "-"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
        cwd=DOCS.parent,
    )
    return done.stdout


GENERATED = {"sql-api.md": sql_api, "options.md": options}


def main() -> None:
    with servers.embedded_server() as server, template(server) as name:
        for page, write in GENERATED.items():
            (DOCS / page).write_text(write(server.database(name)), encoding="utf-8")
        OPTION_LIST.write_text(option_list(server.database(name)), encoding="utf-8")


if __name__ == "__main__":
    main()
