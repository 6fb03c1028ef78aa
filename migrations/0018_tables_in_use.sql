-- A row for each table that jobs keep to themselves, there before any of them is claimed: a claim locks it, and passes
-- over all jobs of a table whose row somebody else has. submitter: who had the table last by a claim of his own;
-- yields_from: since when he has stood back for others.
create table tabular_import_private.table_use (
    table_id oid primary key,
    submitter oid,
    yields_from timestamptz
)
with (fillfactor = 50);

insert into tabular_import_private.table_use (table_id)
select distinct j.exclusive_table
from tabular_import_private.import_job as j
where j.exclusive_table is not null;

-- Unique it would make claims wait for each other, and for whoever holds a running job.
drop index tabular_import_private.import_job_exclusive;

create index import_job_exclusive on tabular_import_private.import_job (exclusive_table)
where status = 'running';

-- Who else waits for a table.
create index import_job_awaiting on tabular_import_private.import_job (exclusive_table, submitter)
where status = 'queued' and not is_scheduled and exclusive_table is not null;

-- How many jobs of a submitter run.
drop index tabular_import_private.import_job_running;

create index import_job_running on tabular_import_private.import_job (submitter)
where status = 'running';
