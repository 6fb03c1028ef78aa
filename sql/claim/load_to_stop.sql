create or replace function tabular_import_private.load_to_stop(
    called_by tabular_import_private.calling_role, job_id bigint, attempt integer
)
returns setof integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller(load_to_stop.called_by);
begin
    if exists (
        select from tabular_import_private.import_attempt as a
        where a.job_id = load_to_stop.job_id and a.attempt = load_to_stop.attempt
            and tabular_import_private.belongs_to(a.claimed_by, a.claimed_by_name, v_caller)
    ) then
        return query
        select l.pid from tabular_import_private.load_sessions(load_to_stop.job_id, load_to_stop.attempt) as l (pid);
    end if;
end;
$$;

comment on function tabular_import_private.load_to_stop(tabular_import_private.calling_role, bigint, integer) is
'See tabular_import.stop_load.';
