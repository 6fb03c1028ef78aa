"""Pictures of a database that can be compared."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

from tabular_import.db.install import resources
from tools.servers import Database


def schema_dump(database: Database) -> str:
    """Returns all definitions and data but when migrations were applied and tables' numbers.

    From pg_dump, so that owners, rights, comments and the order of columns are in it.
    """
    lines = database.program(
        "pg_dump",
        "--exclude-table-data=tabular_import_private.migration",
        "--exclude-table-data=tabular_import_private.installed_relation",
        "--exclude-table-data=tabular_import_private.installation",
    ).splitlines()
    # newer releases of pg_dump print a random key with these
    dump = [line for line in lines if not line.startswith(("\\restrict", "\\unrestrict"))]
    applied = database.run(
        "select number, name, sha256 from tabular_import_private.migration order by number"
    )
    return "\n".join([*dump, *map(str, applied)])


def roles(database: Database) -> list[tuple[object, ...]]:
    """Returns the server's roles with their attributes and memberships."""
    return database.run(
        "select r.rolname, r.rolcanlogin, r.rolsuper, r.rolcreaterole, r.rolinherit,"
        " array(select m.roleid::regrole::text from pg_auth_members as m"
        " where m.member = r.oid order by 1) from pg_roles as r order by 1"
    )


def program_copy(folder: Path, *, last_migration: int | None = None) -> Path:
    """Copies sql/ and migrations/ to `folder`, to be changed and given to install().

    With `last_migration` it is an earlier state: no later migration, and none of the definitions
    that may rest on one.
    """
    for name in ("sql", "migrations"):
        copytree(resources() / name, folder / name)
    if last_migration is not None:
        for path in (folder / "migrations").glob("*.sql"):
            if int(path.name[:4]) > last_migration:
                path.unlink()
        for path in (folder / "sql").rglob("*.sql"):
            if path.parent.name not in ("checks", "before"):
                path.unlink()
    return folder
