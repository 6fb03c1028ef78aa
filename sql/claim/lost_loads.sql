create or replace function tabular_import_private.lost_loads(called_by tabular_import_private.calling_role)
returns setof integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.caller(lost_loads.called_by);
    perform tabular_import_private.clean_up();
    return query
    select l.pid
    from tabular_import_private.advisory_locks() as l
    join tabular_import_private.import_attempt as a on a.load_key = l.key
    where tabular_import_private.is_lost(a)
    union
    -- A session that stages holds its table; who may not insert can hold it, too, but is not the caller's.
    select l.pid
    from pg_locks as l
    join pg_class as c on c.oid = l.relation
    left join tabular_import_private.import_attempt as a
        on c.relname = tabular_import_private.staging_name(a.job_id, a.attempt)
        and a.job_id = split_part(c.relname, '_', 2)::bigint
    where l.locktype = 'relation' and l.mode = 'RowExclusiveLock' and l.granted
        and l.database = (select d.oid from pg_database as d where d.datname = current_database())
        and c.relnamespace = 'tabular_import_staging'::regnamespace and starts_with(c.relname, 'job_')
        and (a.job_id is null or tabular_import_private.is_lost(a));
end;
$$;

comment on function tabular_import_private.lost_loads(tabular_import_private.calling_role) is
'The processes that still stage or load for an attempt whose lease has run out or that has ended.';
