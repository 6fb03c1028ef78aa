"""Targets of many kinds that refuse the same rows, and files for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

GRANT = "grant select, insert on demo.target to tabular_import_user"
LOG = (
    "create table demo.log (code integer)",
    "grant select, insert on demo.log to tabular_import_user",
    "create function demo.act() returns trigger language plpgsql as $$ begin"
    " insert into demo.log values (new.code); new.note := upper(new.note);"
    " if new.code % 10 = 7 then raise 'No seven'; end if; return new; end $$",
)
COLUMNS = "(code integer primary key, note text check (lower(note) <> 'bad'), up integer)"
# how each target is made; its rows with code % 10 = 7 are refused, those with 5 have a bad cell
TARGETS = {
    "plain": (
        f"create table demo.target {COLUMNS}",
        "alter table demo.target add check (code % 10 <> 7)",
    ),
    "trigger": (
        *LOG,
        f"create table demo.target {COLUMNS}",
        "create trigger act before insert on demo.target for each row execute function demo.act()",
    ),
    "audit": (
        *LOG,
        f"create table demo.target {COLUMNS}",
        "create trigger act after insert on demo.target for each row execute function demo.act()",
    ),
    "partitions": (
        f"create table demo.target {COLUMNS} partition by range (code)",
        "create table demo.low partition of demo.target for values from (0) to (3000)",
        "create table demo.high partition of demo.target for values from (3000) to (100000)",
        "alter table demo.high add constraint no_seven check (code % 10 <> 7)",
        "alter table demo.low add check (code % 10 <> 7)",
    ),
    "row security": (
        f"create table demo.target {COLUMNS}",
        "alter table demo.target enable row level security",
        "create policy p on demo.target using (code % 10 <> 7)",
    ),
    "view": (
        f"create table demo.base {COLUMNS}",
        "create view demo.target as select * from demo.base",
        "create function demo.act() returns trigger language plpgsql security definer as $$ begin"
        " if new.code % 10 = 7 then raise 'No seven'; end if;"
        " insert into demo.base values (new.code, new.note, new.up); return new; end $$",
        "create trigger act instead of insert on demo.target"
        " for each row execute function demo.act()",
    ),
    "tree": (
        f"create table demo.target {COLUMNS}",
        "alter table demo.target add foreign key (up) references demo.target",
        "alter table demo.target add check (code % 10 <> 7)",
    ),
}


def written(path: Path, count: int) -> tuple[Path, Sequence[int]]:
    """Writes a file of `count` rows, most of them good; returns it with the codes of those."""
    rows = [
        (code, "x" * 20, "") if code % 10 != 5 else (f"{code}?", "y", "")
        for code in range(1, count + 1)
    ]
    # a key for the second time, and one that no check allows
    rows += [(1, "again", ""), (count + 1, "bad", "")]
    lines = ["code,note,up", *(",".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines) + "\n")
    return path, [code for code in range(1, count + 1) if code % 10 not in (5, 7)]
