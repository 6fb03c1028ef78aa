-- What jobs with option undo have recorded, to put back.

-- For a job: how its texts are to be read, by which transactions it has written, and how much was recorded, so that
-- what has been erased since is missed. own_xid: the transaction that wrote this line; after a dump is restored, the
-- line has another, and no row is known to be as the job left it.
create table tabular_import_private.import_undo (
    job_id bigint primary key,
    table_oid oid not null,
    search_path text not null,
    settings jsonb not null,
    xids xid[] not null,
    top_xid xid8 not null,
    own_xid xid,
    change_count bigint not null
);

-- For each table of a job. key_numbers: the columns of its key; columns: [{number, name, type, typmod}, ...] that a
-- row's old texts are of, in their order.
create table tabular_import_private.import_undo_table (
    job_id bigint not null,
    table_oid oid not null,
    key_numbers smallint[] not null,
    columns jsonb not null,
    primary key (job_id, table_oid)
);

-- Many inserted rows in a line. row_numbers: of the file, NULL for rows that it has not; keys: the texts of the first
-- column of the key for each of these rows, then those of the second, and so on.
create table tabular_import_private.import_undo_insert (
    job_id bigint not null,
    table_oid oid not null,
    row_count integer not null,
    row_numbers bigint[],
    keys text[] not null
);
create index import_undo_insert_job_id on tabular_import_private.import_undo_insert (job_id);

-- A row that was updated or deleted: its key and, of each of the columns, the text of the value before.
create table tabular_import_private.import_undo_change (
    job_id bigint not null,
    table_oid oid not null,
    row_number bigint,
    action text not null check (action in ('update', 'delete')),
    key text[] not null,
    old_values text[] not null
);
create index import_undo_change_job_id on tabular_import_private.import_undo_change (job_id);

alter table tabular_import_private.import_job add column undone_at timestamptz, add column undone_by name;
