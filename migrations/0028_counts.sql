-- Where each row of a file went: rows read are those inserted, updated, unchanged, skipped by the table, rejected, and
-- held back, which are good rows of a job that was not imported. rows_imported is the sum of the first three.
-- rows_deleted: rows of the table that the file did not have.
alter table tabular_import_private.import_job
add column rows_inserted bigint,
add column rows_updated bigint,
add column rows_unchanged bigint,
add column rows_held_back bigint,
add column rows_deleted bigint;

-- Up to here a job was imported whole or not at all.
update tabular_import_private.import_job as j
set
    rows_imported = case when j.status = 'success' then j.rows_read - c.skipped else 0 end,
    rows_inserted = case when j.status = 'success' then j.rows_read - c.skipped else 0 end,
    rows_updated = 0,
    rows_unchanged = 0,
    rows_skipped = c.skipped,
    rows_rejected = c.rejected,
    rows_held_back = case when j.status = 'success' then 0 else j.rows_read - c.skipped - c.rejected end,
    rows_deleted = 0
from (
    select
        n.id,
        n.rejected,
        least(coalesce(n.rows_skipped, 0), n.rows_read - n.rejected) as skipped
    from (
        select
            r.id,
            r.rows_read,
            r.rows_skipped,
            case when r.status = 'success' then 0 else least(coalesce(r.rows_rejected, 0), r.rows_read) end as rejected
        from tabular_import_private.import_job as r
    ) as n
) as c
where c.id = j.id and j.completed_at is not null and j.rows_read is not null;

-- NULL in one of them makes it false. Of a job that was not read to the end rows_read is NULL.
alter table tabular_import_private.import_job
add constraint import_job_counts check (
    completed_at is null
    or rows_read is null
    or (
        rows_inserted >= 0 and rows_updated >= 0 and rows_unchanged >= 0 and rows_skipped >= 0 and rows_rejected >= 0
        and rows_held_back >= 0 and rows_deleted >= 0
        and rows_imported = rows_inserted + rows_updated + rows_unchanged
        and rows_read = rows_imported + rows_skipped + rows_rejected + rows_held_back
        and case status
            when 'success' then rows_rejected + rows_held_back = 0
            when 'partial' then rows_rejected > 0 and rows_held_back = 0
            else rows_imported + rows_deleted = 0
        end
    ) is true
);

-- The last job that imported into a table, with which the next may be compared.
create index import_job_last on tabular_import_private.import_job (table_id, submitter, completed_at)
where status in ('success', 'partial');

alter type tabular_import_private.job_outcome
add attribute rows_inserted bigint,
add attribute rows_updated bigint,
add attribute rows_unchanged bigint,
add attribute rows_held_back bigint,
add attribute rows_deleted bigint;

-- What has become of the rows of an import, its errors, the queries that raised, and sentences for the hint. See
-- settled_counts.
create type tabular_import_engine.import_counts as (
    rows_read bigint,
    rows_inserted bigint,
    rows_updated bigint,
    rows_unchanged bigint,
    rows_skipped bigint,
    rows_rejected bigint,
    rows_held_back bigint,
    rows_deleted bigint,
    errors bigint,
    file_errors bigint,
    is_refused boolean,
    fallbacks bigint,
    notes text []
);

drop type tabular_import_private.load_counts;
