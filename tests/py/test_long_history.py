"""What is shown of a long history is read along an index, however long it is."""

from __future__ import annotations

import json
from typing import Any

from tools.servers import Connection, Database

# Every second job is alice's, every 20th ended in an error.
FILL = """
create table public.history_target (code integer primary key);
set session_replication_role = replica;
insert into tabular_import_private.import_file
(id, owner, owner_name, name, sha256, created_at, finished_at)
select
    md5(n::text)::uuid, r.oid, r.rolname, 'f' || n || '.csv', sha256(n::text::bytea),
    now() - (20000 - n) * interval '10 min', now()
from generate_series(1, 20000) as n
inner join pg_roles as r on r.rolname = case when n % 2 = 0 then 'alice' else 'bob' end;
insert into tabular_import_private.import_job (
    queue_name, submitter, submitter_name, table_name, table_id, table_path, file_id, options,
    search_path, time_zone, status, attempt, rows_read, rows_imported, rows_rejected, rows_skipped,
    rows_inserted, rows_updated, rows_unchanged, rows_held_back, rows_deleted, submitted_at,
    started_at, completed_at, result
)
select
    'history', f.owner, f.owner_name, 'history_target', 'public.history_target'::regclass,
    'public.history_target', f.id, '{}', 'public', 'UTC',
    case when n % 20 = 0 then 'error' else 'success' end, 1, 1, (n % 20 > 0)::integer,
    (n % 20 = 0)::integer, 0, (n % 20 > 0)::integer, 0, 0, 0, 0,
    f.created_at, f.created_at, f.created_at, 'Successfully imported 1 row(s)'
from generate_series(1, 20000) as n
inner join tabular_import_private.import_file as f on f.id = md5(n::text)::uuid
order by n;
insert into tabular_import_private.import_attempt (
    job_id, attempt, worker, claimed_by, claimed_by_name, lease, lease_until, started_at, ended_at,
    outcome
)
select
    j.id, 1, 'w', j.submitter, j.submitter_name, '1 minute', j.started_at, j.started_at,
    j.completed_at, j.status
from tabular_import_private.import_job as j
where j.queue_name = 'history';
insert into tabular_import_private.import_job_error (
    job_id, error_number, row_number, sqlstate, message
)
select (select max(id) from tabular_import_private.import_job), n, n, '22P02', 'no number'
from generate_series(1, 20000) as n;
reset session_replication_role;
analyze tabular_import_private.import_file, tabular_import_private.import_job;
analyze tabular_import_private.import_attempt, tabular_import_private.import_job_error;
"""


def _rows_read(node: dict[str, Any]) -> float:
    """Returns how many rows the scans of a plan read, those that a filter left out as well."""
    own = 0.0
    if "Scan" in node["Node Type"] and "Relation Name" in node:
        left_out = node.get("Rows Removed by Filter", 0)
        own = (node["Actual Rows"] + left_out) * node["Actual Loops"]
    return own + sum(_rows_read(child) for child in node.get("Plans", []))


def rows_read(connection: Connection, query: str) -> float:
    row = connection.execute(
        f"explain (analyze, timing off, format json) {query}".encode()
    ).fetchone()
    assert row is not None
    plans = json.loads(row[0]) if isinstance(row[0], str) else row[0]
    return _rows_read(plans[0]["Plan"])


# a query, and how many rows it may read
QUERIES = {
    "select * from tabular_import.import_job order by id desc limit 20": 80,
    "select * from tabular_import.import_job where id = {newest}": 10,
    "select * from tabular_import.import_job_error where job_id = {newest}"
    " order by error_number limit 50": 60,
    "select * from tabular_import.queue_health": 60,
}


def test_few_rows_are_read(database: Database) -> None:
    database.run(FILL)
    newest = database.value("select max(id) from tabular_import_private.import_job")
    for user in ("alice", "ada"):
        with database.as_user(user).connect() as connection:
            # as for a solid state disk: a table this small may be sorted as well
            connection.execute("set random_page_cost = 1.1")
            for query, most in QUERIES.items():
                read = rows_read(connection, query.format(newest=newest))
                assert read <= most, (user, query)
