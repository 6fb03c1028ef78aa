create or replace function tabular_import_private.lost_loads()
returns table (backend_pid integer, backend_start timestamptz)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.caller();
    return query
    select a.backend_pid, a.backend_start
    from tabular_import_private.import_attempt as a
    inner join tabular_import_private.import_job as j on j.id = a.job_id
    where a.outcome = 'expired' and a.ended_at > tabular_import_private.clock() - interval '1 hour'
        and a.backend_pid is not null and (j.completed_at is null or j.completed_at > a.ended_at);
end;
$$;

comment on function tabular_import_private.lost_loads() is
'The sessions of attempts that let their lease run out within the last hour.';
