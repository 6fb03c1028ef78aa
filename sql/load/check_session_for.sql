create or replace function tabular_import_private.check_session_for(submitter oid, worker oid)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if not tabular_import_private.session_may_run(
        check_session_for.submitter, check_session_for.worker) then
        perform tabular_import_engine.raise_error(
            'not_permitted',
            format('A superuser''s session may not run the jobs of %s.', pg_get_userbyid(check_session_for.submitter)),
            hint => 'Connect as the role itself, or let a worker that is no superuser run the job.');
    end if;
end;
$$;

comment on function tabular_import_private.check_session_for(oid, oid) is
'Raises not_permitted when the session may not run a submitter''s jobs.';
