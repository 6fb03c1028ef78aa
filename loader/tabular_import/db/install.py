"""Puts the schemas tabular_import... into a database and brings them up to date."""

from __future__ import annotations

import hashlib
import json
import random
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

import psycopg

from tabular_import import __version__
from tabular_import.db.connection import connect, pins
from tabular_import.db.rooms import AFTER, BEFORE, CHECKS, REMOVE, RIGHTS, definitions

ROLES = ("tabular_import_user", "tabular_import_worker", "tabular_import_admin")
ADMIT = "admit_import_role.sql"
NOTE = "note_installation.sql"
FILE = re.compile("^-- file: (.*)$", re.MULTILINE)
# the grants with which a file of a public function or view ends
GRANTS = re.compile(r"(?:^grant [^;]*;\n)+\Z", re.MULTILINE)

# lock_not_available, deadlock_detected: somebody uses what the install replaces
IN_USE = ("55P03", "40P01")
# seconds between the tries
PAUSES = (0.2, 0.5, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3)


class InstallError(Exception):
    """The database could not be installed; str() is what to tell the user, hint included."""


@dataclass(frozen=True)
class Migration:
    """One file of migrations/: NNNN_name.sql."""

    number: int
    name: str
    sha256: str
    body: str


def resources() -> Path:
    """Returns the folder that holds sql/ and migrations/.

    That is the package itself where it was installed from a wheel, and the checkout where it is
    used in place.
    """
    package = Path(__file__).resolve().parents[1]
    return package if (package / "sql").is_dir() else package.parents[1]


def migrations(root: Path | None = None) -> list[Migration]:
    """Returns the migrations below `root` (default: resources()) by ascending number.

    The bootstrap, number 0, is not among them: it is part of every install.
    """
    found = []
    for path in sorted(((root or resources()) / "migrations").glob("[0-9]*.sql")):
        number = int(path.stem.partition("_")[0])
        if number:
            body = _read(path)
            sha256 = hashlib.sha256(body.encode()).hexdigest()
            found.append(Migration(number, path.stem, sha256, body))
    return found


def digest(root: Path | None = None) -> str:
    """Returns what tells the files of sql/ and migrations/ below `root` from those of others."""
    root = root or resources()
    found = hashlib.sha256()
    for folder in ("migrations", "sql"):
        for path in sorted((root / folder).rglob("*.sql")):
            found.update(f"{path.relative_to(root).as_posix()}\0{_read(path)}\0".encode())
    return found.hexdigest()[:16]


def install_script(root: Path | None = None) -> str:
    """Returns the one SQL script that installs or upgrades a database, in one transaction.

    `root` holds sql/ and migrations/ (default: resources()). Raises rooms.RoomError for a file of
    sql/ that stands in no room.
    """
    root = root or resources()
    steps = migrations(root)
    files = [file for file in definitions(root) if file.room != REMOVE]
    made = [file for file in files if file.room not in (CHECKS, BEFORE, RIGHTS, AFTER)]
    texts = {file.path: _file(root, file.path) for file in files}
    parts = [
        # read committed: after the wait for the lock, what the other install did must be seen
        "begin transaction isolation level read committed read write;",
        "set local search_path = pg_catalog, pg_temp;",
        # what "alter database" and "alter role" have set is meant for others
        f"{pins(local=True)};",
        # in our text a backslash is a backslash, whatever the database's setting
        "set local standard_conforming_strings = on;",
        # functions' settings are stored as they are quoted now
        "set local quote_all_identifiers = off;",
        "set local client_min_messages = warning;",
        f"select pg_catalog.set_config('tabular_import.install', {_literal(_told(steps))}, true);",
        # for another install, in this database or, over the roles, in another
        "set local lock_timeout = '30s';",
        *(texts[file.path] for file in files if file.room == CHECKS),
        _file(root, root / "migrations" / "0000_bootstrap.sql"),
        *(texts[file.path] for file in files if file.room == BEFORE),
        *(
            f"select tabular_import_private.apply_migration(\n    {m.number}, {_literal(m.name)}, "
            f"{_literal(m.sha256)}, {_literal(m.body)}\n);"
            for m in steps
        ),
        *(GRANTS.sub("", texts[file.path]) for file in made),
        *(texts[file.path] for file in files if file.room == RIGHTS),
        # what default privileges gave is gone now
        *(
            f"{_label(root, file.path)}{grants}"
            for file in made
            for grants in GRANTS.findall(texts[file.path])
        ),
        *(texts[file.path] for file in files if file.room == AFTER),
    ]
    if any(file.path.name == NOTE for file in files):
        parts.append(
            "select tabular_import_private.note_installation("
            f"{_literal(__version__)}, {_literal(digest(root))});"
        )
    if any(file.path.name == ADMIT for file in files):
        # a superuser's imports run code of others as a superuser: somebody has to want that
        parts.append(
            "select tabular_import.admit_import_role(current_user::text)\n"
            "from pg_catalog.pg_roles where rolname = current_user and not rolsuper;"
        )
    parts.append("commit;")
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def install(conninfo: str, root: Path | None = None) -> list[str]:
    """Installs or upgrades the database and returns the names of the migrations that were new.

    It runs install_script(root) as it stands, again and again for half a minute while somebody uses
    what it replaces. Raises InstallError when the database or the installing role does not allow
    it; nothing is changed then.
    """
    script = install_script(root)
    for pause in (*PAUSES, None):
        try:
            ran = _run(conninfo, script)
            return [step.name for step, new in zip(migrations(root), ran, strict=True) if new]
        except psycopg.Error as error:
            if pause is None or error.sqlstate not in IN_USE:
                raise InstallError(_sentence(error, script)) from error
            # those who have waited for us go first, and two installs do not keep step
            time.sleep(pause * random.uniform(0.5, 1.5))
    raise AssertionError("the last try has no pause")


def check(conninfo: str, root: Path | None = None) -> list[str]:
    """Returns what an install would add or change, as sentences; nothing is changed.

    Raises InstallError when that cannot be told, as the role has no right to look.
    """
    root = root or resources()
    steps = migrations(root)
    before = {f.path.name: _read(f.path) for f in definitions(root) if f.room in (CHECKS, BEFORE)}
    try:
        with connect(conninfo, "check", autocommit=True) as connection:
            cursor = psycopg.Cursor(connection)
            cursor.execute(
                "begin transaction isolation level read committed read only;"
                f" set local search_path = pg_catalog, pg_temp; {pins(local=True)};"
                " set local standard_conforming_strings = on".encode()
            )
            cursor.execute("select set_config('tabular_import.install', %s, true)", (_told(steps),))

            def found(query: LiteralString, *values: object) -> set[Any]:
                return {row[0] for row in cursor.execute(query, values or None)}

            roles = found("select rolname from pg_roles where rolname = any(%s)", list(ROLES))
            missing = [f"The role {name} is missing." for name in ROLES if name not in roles]
            problem = _refusal(cursor, before["05_check_schemas.sql"])
            if problem:
                return [problem, *missing]
            if not found("select 1 from pg_namespace where nspname = 'tabular_import'"):
                return ["The program is not installed in this database.", *missing]
            # who may not act as the owner cannot look
            cursor.execute(before["10_become_owner.sql"].encode())
            problem = _refusal(cursor, before["20_check_migrations.sql"])
            if problem:
                return [problem, *missing]
            applied = found("select number from tabular_import_private.migration")
            if lacking := [step.name for step in steps if step.number not in applied]:
                missing.append(f"The migration(s) {', '.join(lacking)} are missing.")
            elif found("select version from tabular_import_private.installation") != {
                __version__
            } or found("select digest from tabular_import_private.installation") != {digest(root)}:
                missing.append("The definitions are those of another version or build.")
            if not lacking and found("select tabular_import_private.is_restored()") == {True}:
                missing.append("The database was restored from a dump and not installed since.")
            return missing
    except psycopg.Error as error:
        raise InstallError(_sentence(error, "")) from error


def _refusal(cursor: psycopg.Cursor[Any], script: str) -> str | None:
    """Runs a check of an install; returns what it refuses, and the transaction is over then."""
    try:
        cursor.execute(script.encode())
    except psycopg.Error as error:
        if (error.sqlstate or "")[:2] != "TI":
            raise
        return _sentence(error, "")
    return None


def _told(steps: list[Migration]) -> str:
    """Returns what the script knows of the program's migrations, as JSON."""
    return json.dumps([{"number": m.number, "name": m.name, "sha256": m.sha256} for m in steps])


def _run(conninfo: str, script: str) -> list[bool]:
    """Runs an install script in a session of its own; returns of each migration if it was new."""
    with connect(conninfo, "install", autocommit=True) as connection:
        # sent as one, the script is read as a whole before its own SET is run
        connection.execute("set standard_conforming_strings = on")
        # a plain cursor: the script says itself where its transaction begins
        cursor = psycopg.Cursor(connection).execute(script.encode())
        return [
            row[0]
            for result in cursor.results()
            if result.description and result.description[0].name == "apply_migration"
            for row in result
        ]


def _sentence(error: psycopg.Error, script: str) -> str:
    """Returns message, detail and hint of a database error in one paragraph."""
    diagnosis = error.diag
    message = diagnosis.message_primary or " ".join(str(error).split())
    if diagnosis.statement_position:
        files = FILE.findall(script[: int(diagnosis.statement_position)])
        message = f"{files[-1]}: {message}" if files else message
    hint = diagnosis.message_hint
    if diagnosis.sqlstate == "42501" and not hint:
        hint = "Install as a role that may create schemas in this database and roles in its server."
    if diagnosis.sqlstate in IN_USE and not hint:
        message = "Another session keeps locked what the install has to change."
        hint = "Install again when it has ended its transaction."
    parts = filter(None, [message, diagnosis.message_detail, hint])
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)


def _file(root: Path, path: Path) -> str:
    """Returns the text of one of our files with its name above it; FILE finds the name again."""
    return f"{_label(root, path)}{_read(path)}"


def _label(root: Path, path: Path) -> str:
    return f"-- file: {path.relative_to(root).as_posix()}\n"


def _read(path: Path) -> str:
    """Returns the text of a file, with the same line ends on every system."""
    return path.read_text(encoding="utf-8")


def _literal(text: str) -> str:
    """Returns the text as a dollar-quoted SQL literal."""
    tag = "body"
    while f"${tag}" in text:
        tag = f"b{hashlib.sha256((tag + text).encode()).hexdigest()[:8]}"
    return f"${tag}${text}${tag}$"
