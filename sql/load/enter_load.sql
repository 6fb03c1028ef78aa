create or replace function tabular_import_private.enter_load(job_id bigint, attempt integer)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into tabular_import_private.load_transaction (xid, job_id, attempt)
    values (pg_current_xact_id(), enter_load.job_id, enter_load.attempt);
    perform pg_try_advisory_xact_lock(tabular_import_private.load_lock(enter_load.job_id, enter_load.attempt));
end;
$$;

comment on function tabular_import_private.enter_load(bigint, integer) is
'Marks the transaction as one that runs users'' code, for which the API is closed, and makes its session known to '
'load_sessions.';
