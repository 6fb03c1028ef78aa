"""The pages for people: what they show runs, what they name is there, and how they speak."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tabular_import.cli import imports
from tabular_import.cli.options import JobOption
from tabular_import.reading import OPTIONS, READING_OPTIONS
from tabular_import.reading.options import check_options
from tools import cli, documents
from tools.pages import COMMANDS, ROOT, blocks, pages, program, resembles, shell
from tools.servers import Database, Server, temporary_folder

RUN = [page for page in pages() if any(b.language in ("sh", "sql") for b in blocks(page))]


def name(page: Path) -> str:
    return page.name


@pytest.mark.parametrize("page", RUN, ids=name)
def test_every_command_and_statement_runs(
    page: Path, embedded_server: Server, tmp_path: Path
) -> None:
    with shell(embedded_server, tmp_path) as reader:
        for block in blocks(page):
            reader.run(block)


@pytest.mark.parametrize("page", pages(), ids=name)
def test_no_command_stands_outside_a_fence(page: Path) -> None:
    """Where nothing would run it."""
    # one that does not end takes the text behind it for its content
    assert not re.search("^```", prose(page), re.MULTILINE)
    assert not [block.line for block in blocks(page) if re.search("^```", block.text, re.M)]
    indented = re.compile(rf"^(?: {{4}}|\t)(?:{COMMANDS})", re.MULTILINE)
    assert indented.findall(prose(page)) == []


def test_a_page_that_is_wrong_fails(embedded_server: Server, tmp_path: Path) -> None:
    """The runner sees output that differs, exit codes, failing statements, commands not run."""
    wrong = (
        "```sh\necho one\n```\n```text\ntwo\n```\n",
        "```sh\nfalse\n```\n",
        "```sh exits 1\ntrue\n```\n",
        "```sql\nselect 1 / 0;\n```\n",
        "```sql fails\nselect 1;\n```\n",
        "```\ntabular-import jobs\n```\n",
        "```python\nprint()\n```\n",
    )
    for number, text in enumerate(wrong):
        folder = tmp_path / str(number)
        folder.mkdir()
        page = folder / "page.md"
        page.write_text(text, encoding="utf-8")
        with shell(embedded_server, folder) as reader, pytest.raises(AssertionError):
            for block in blocks(page):
                reader.run(block)


@pytest.mark.parametrize("page", documents.GENERATED)
def test_what_is_written_from_the_database_is_what_it_says(
    page: str, embedded_database: Database
) -> None:
    written = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert written == documents.GENERATED[page](embedded_database), (
        "run: python -m tools.documents in tests/"
    )


def test_the_program_has_the_options_of_the_view_and_no_others(
    embedded_database: Database,
) -> None:
    listed = documents.listed(embedded_database)
    assert list(OPTIONS) == listed, "run: python -m tools.documents in tests/"
    assert [*READING_OPTIONS] == [*(o.name for o in listed if o.part == "reading"), "limits"]
    for command in (imports.load, imports.submit, imports.describe_file):
        flags = [f.option for f in command.params if isinstance(f, JobOption)]
        assert flags == [
            o
            for o in listed
            if o.part not in ("job", "merging") or command is not imports.describe_file
        ]


def test_every_example_of_an_option_is_taken(embedded_database: Database) -> None:
    """By the check of a submit, by the reader, and for a column alone where it may stand there."""
    for option in documents.listed(embedded_database):
        check_options({option.name: option.example})
        given = {"decimal_separator": ",", "date_order": "DMY", option.name: option.example}
        for options in [given, *([{"columns": {"x": given}}] if option.per_column else [])]:
            embedded_database.run(
                "select tabular_import_private.check_options(%s::jsonb)", json.dumps(options)
            )


def test_the_options_for_values_are_the_rules_of_a_column(embedded_database: Database) -> None:
    for option in documents.listed(embedded_database):
        given = json.dumps({option.name: option.example, "queue": "x"})
        is_ruled, rule = embedded_database.run(
            "select tabular_import_engine.has_rules(%s),"
            " tabular_import_engine.column_rule(%s, 'x')",
            *[given] * 2,
        )[0]
        assert is_ruled == (
            option.per_column or option.name in ("columns", "constants", "links")
        ), option
        assert rule == ({option.name: option.example} if option.per_column else None), option


def test_every_error_is_explained(embedded_database: Database) -> None:
    text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    wanted = embedded_database.run(
        "select sqlstate, condition from tabular_import.error_condition order by sqlstate"
    )
    rows = re.findall(r"^\| (TI\d{3}) \| `(\w+)` \| .+ \| .+ \|$", text, re.MULTILINE)
    assert rows == wanted


# --- what pages name


def slug(heading: str) -> str:
    """Returns the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def prose(page: Path) -> str:
    """Returns a page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)]+)\)", prose(page)):
        path, _, anchor = target.partition("#")
        if re.match(r"https?:", target):
            continue
        other = (page.parent / path) if path else page
        if not other.exists() or (
            anchor
            and anchor
            not in {slug(h) for h in re.findall(r"^#+ (.+)$", prose(other), re.MULTILINE)}
        ):
            broken.append(target)
    assert broken == []


# names of others: settings, columns, programs and extensions that the pages speak of
OTHERS = frozenset(
    [
        "on_error",
        "on_error_ignore",
        "pg_attver",
        "pg_cron",
        "pg_dumpall",
        "pg_restore",
        "pg_upgrade",
        "postgres_fdw",
        "read_csv",
        "read_excel",
        "to_sql",
        "trunk_id",
        "pg_dump",
        "batch_size",
        "shared_preload_libraries",
    ]
)


def ours(database: Database) -> set[str]:
    """Returns every name that a page may use: of the database, of files, and of the program."""
    names = {
        name
        for (name,) in database.run(
            "select proname::text from pg_proc where pronamespace::regnamespace::text like"
            " 'tabular\\_import%%' union select relname::text from pg_class where"
            " relnamespace::regnamespace::text like 'tabular\\_import%%'"
            " union select attname::text from pg_attribute as a join pg_class as c on c.oid ="
            " a.attrelid where c.relnamespace::regnamespace::text like 'tabular\\_import%%'"
            " union select unnest(proargnames) from pg_proc"
            " where pronamespace::regnamespace::text like 'tabular\\_import%%'"
            " union select name from tabular_import.import_option"
            " union select unnest(string_to_array(replace(type, 'list of ', ''), '|'))"
            " from tabular_import.import_option"
            " union select name from tabular_import.import_setting"
            " union select kind from tabular_import_private.kept_data"
            " union select condition from tabular_import.error_condition"
            " union select nspname::text from pg_namespace"
            " union select rolname::text from pg_roles union select name from pg_settings"
            " union select proname::text from pg_proc"
            " where pronamespace = 'pg_catalog'::regnamespace"
        )
    }
    for folder in ("loader", "tests", "bench", "sql"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "files" not in path.parts and path.suffix in (".py", ".sql"):
                names |= {path.name, path.stem}
    program = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "loader").rglob("*.py")
    )
    return names | set(re.findall(r"\b[a-z]+_\w+\b", program)) | OTHERS


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_name_is_known(page: Path, embedded_database: Database) -> None:
    """A word with an underscore in code marks is a function, view, column, option ... of ours."""
    shown = "\n".join(block.text for block in blocks(page))
    known = ours(embedded_database) | set(re.findall(r"\w+", shown))
    said = " ".join(re.findall(r"`([^`\n]+)`", prose(page)))
    words = set(re.findall(r"(?<![\w./-])[a-z][a-z0-9]*_[a-z0-9_]+(?![\w/.*-])", said))
    assert sorted(words - known) == []


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_file_is_there(page: Path) -> None:
    said = " ".join(re.findall(r"`([^`\n]+)`", prose(page)))
    roots = "sql|loader|tests|docs|bench|migrations"
    named = set(re.findall(rf"(?<![\w/.])(?:{roots})/[\w./-]*", said))
    assert sorted(n for n in named if not (ROOT / n.rstrip(".")).exists()) == []


# --- words


# What is given up, and what stands in its place; the migrations keep what they were.
GIVEN_UP = {
    r"\b(?:errors? of the|is_)world\b|\bworld errors?\b|errors of\s+the world": "environment error",
    r"\bown[ _]code\b": "user code",
    r"\b(?:\w*_)?(?:un)?(?:proven|proof|prove)(?:_\w*)?\b": "typed chunk",
    r"\b(?:\w*_)?(?<!de)faults?(?:_\w*)?\b": "read error",
    r"\bopaque\b": "special index",
    r"\b(?:explain|judge)_\w+": "diagnose_",
    r"\bworks? (?:submitted )?jobs off\b": "run jobs",
}


def test_words_that_were_given_up() -> None:
    found = []
    for folder, suffix in (("sql", ".sql"), ("sql", ".md"), ("loader", ".py"), ("docs", ".md")):
        for path in (ROOT / folder).rglob(f"*{suffix}"):
            # the faults of make test-faults are none of a file
            text = re.sub(
                r"test-faults|test_faults|FAULTS_SEED|# Faults|#faults|\| faults \||\d+ faults",
                "",
                path.read_text(encoding="utf-8"),
            )
            for pattern, instead in GIVEN_UP.items():
                found += [
                    f"{path.relative_to(ROOT)}: {match[0]!r}, say {instead!r}"
                    for match in re.finditer(pattern, text, re.IGNORECASE)
                ]
    assert found == []


def test_dismiss_is_only_the_old_name() -> None:
    """Of the verb remain the function's name and the command's."""
    old = re.compile(
        r'dismiss_import_role|(revoke\||admin\.|tabular-import )dismiss|"dismiss"|^dismiss ='
    )
    found = [
        f"{path.relative_to(ROOT)}: {line}"
        for folder in ("docs", "sql", "loader")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".md", ".sql", ".py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search("dismiss", old.sub("", line), re.IGNORECASE)
    ]
    assert found == []


def test_every_term_stands_in_the_glossary_once_and_in_order() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    terms = re.findall(r"^\| ([^|]+?) \| [^|]+\. \| [^|]+ \|$", text, re.MULTILINE)
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(terms) == len(rows) - 1
    assert terms == sorted(set(terms))


def test_the_demo_runs() -> None:
    """On an embedded server of its own; it checks the exit codes of what it shows."""
    with temporary_folder() as folder:
        program(folder)
        path = os.pathsep.join([os.fspath(folder), os.environ["PATH"]])
        done = subprocess.run(
            ["bash", os.fspath(ROOT / "tests" / "demo" / "demo.sh")],
            env=cli.environment(PATH=path, TABULAR_IMPORT_DATA_DIR=os.fspath(folder / "data")),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, done.stdout
    assert resembles(done.stdout, "2 | second | 2.50 | 2024-02-29 12:30:15 | bar")
