-- How long what imports keep of people's data is kept: of one table, or '' for all that have no policy of their own.
create table tabular_import_private.retention (
    kind text not null,
    table_path text not null default '',
    keep interval not null check (keep between '0' and '1000 years'),
    primary key (kind, table_path)
);

-- When a worker looks next; the worker that does locks the row.
create table tabular_import_private.retention_turn (
    is_only boolean primary key default true check (is_only),
    next_at timestamptz not null default '-infinity'
);

insert into tabular_import_private.retention_turn default values;

-- The kinds of which nothing is left of the job.
alter table tabular_import_private.import_job add column cleared_kinds text[] not null default '{}';

-- From then on the content is gone, though some of its chunks may still be there.
alter table tabular_import_private.import_file add column content_deleted_at timestamptz;

create index import_file_to_empty on tabular_import_private.import_file (id)
where content_deleted_at is not null and chunk_count > 0;

-- Events come in the order of their time.
create index import_job_event_time on tabular_import_private.import_job_event using brin (happened_at);
