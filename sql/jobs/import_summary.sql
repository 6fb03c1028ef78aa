create or replace function tabular_import_private.import_summary(
    called_by tabular_import_private.calling_role, job_id bigint, attempt integer
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller(import_summary.called_by);
begin
    return (
        select
            jsonb_strip_nulls(jsonb_build_object(
                'submitter', j.submitter_name,
                'status', j.status,
                'rows_read', j.rows_read,
                'rows_imported', j.rows_imported,
                'rows_rejected', j.rows_rejected,
                'rows_skipped', j.rows_skipped,
                'sqlstate', a.sqlstate
            ))
        from tabular_import_private.import_attempt as a
        inner join tabular_import_private.import_job as j on j.id = a.job_id
        where a.job_id = import_summary.job_id and a.attempt = import_summary.attempt
            and tabular_import_private.belongs_to(a.claimed_by, a.claimed_by_name, v_caller)
    );
end;
$$;

comment on function tabular_import_private.import_summary(tabular_import_private.calling_role, bigint, integer) is
'See tabular_import.import_summary. called_by: the role that calls it.';
