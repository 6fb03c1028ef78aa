"""Writes the pages that say what the database knows: docs/sql-api.md, docs/options.md.

Run as a program, in tests/, it writes both anew from a database made for it.
"""

from __future__ import annotations

from pathlib import Path

from tools import servers
from tools.servers import Database
from tools.template import template

DOCS = Path(__file__).resolve().parents[2] / "docs"
NOTE = "<!-- written by tests/tools/documents.py; change the COMMENTs or views instead -->\n"

# who may call what is in a folder of sql/api/
FOLDERS = {
    "client": "For users",
    "worker": "For workers",
    "admin": "For administrators",
}
VIEWS_OF_ALL = ("error_condition", "import_option", "import_setting")

# a value that each option takes
EXAMPLES = {
    "queue": '"nightly"',
    "priority": "10",
    "run_after": '"2030-01-31 22:00:00+00"',
    "max_attempts": "1",
    "max_duration": '"10 minutes"',
    "allow_parallel": "true",
    "idempotency_key": '"order-4711"',
    "on_repeat": '"refuse"',
    "engine": '"reference"',
    "format": '"csv"',
    "encoding": '"windows-1250"',
    "delimiter": '"semicolon"',
    "quote": '"single"',
    "escape": '"backslash"',
    "header": '"none"',
    "skip_lines": "3",
    "comment": '"#"',
    "ragged": '"pad"',
    "skip_rows": '["totals", "footnotes"]',
    "last_row": "120",
    "blank_rows": '"keep"',
    "range": '"A3:F120"',
    "sheet": '"Prices"',
    "merged": '"fill"',
    "missing_columns": '"error"',
    "extra_columns": '"ignore"',
    "member": '"prices.csv"',
    "use_defaults": "true",
}


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
    """Returns docs/options.md: views import_option and import_setting, with an example each."""
    parts = [
        "# Options and limits\n\n" + NOTE,
        "## Options of a job\n",
        "Options are a JSON object, the third argument of `submit_tabular_import_task`; on the"
        " command line each\nis `-o NAME=VALUE`. `select * from tabular_import.import_option`"
        " lists them.\n",
        "| option | type | default | meaning | example |\n|---|---|---|---|---|",
    ]
    rows = [
        f"| `{name}` | {type_.replace('|', ', ')} | {default} | {meaning}"
        f' | `{{"{name}": {EXAMPLES[name]}}}` |'
        for name, type_, default, meaning in database.run(
            "select name, type, default_value, meaning from tabular_import.import_option"
        )
    ]
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


GENERATED = {"sql-api.md": sql_api, "options.md": options}


def main() -> None:
    with servers.embedded_server() as server, template(server) as name:
        for page, write in GENERATED.items():
            (DOCS / page).write_text(write(server.database(name)), encoding="utf-8")


if __name__ == "__main__":
    main()
