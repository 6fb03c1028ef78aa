-- Default privileges of the owner may have let others in: first everybody but the owner goes.
do $$
declare
    v_grant record;
begin
    for v_grant in
        select format('routine %s', p.oid::regprocedure) as object, a.grantee
        from pg_catalog.pg_proc as p
        cross join pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) as a
        where p.pronamespace::regnamespace::text in (
                'tabular_import', 'tabular_import_private', 'tabular_import_engine')
            and a.grantee <> p.proowner
        union
        select format('%s %s', case c.relkind when 'S' then 'sequence' else 'table' end, c.oid::regclass), a.grantee
        from pg_catalog.pg_class as c
        cross join pg_catalog.aclexplode(c.relacl) as a
        where c.relnamespace::regnamespace::text in ('tabular_import', 'tabular_import_private')
            and c.relkind in ('r', 'v', 'S') and a.grantee <> c.relowner
        union
        select format('schema %I', n.nspname), a.grantee
        from pg_catalog.pg_namespace as n
        cross join pg_catalog.aclexplode(n.nspacl) as a
        where n.nspname like 'tabular\_import%' and a.grantee <> n.nspowner
    loop
        execute format(
            'revoke all on %s from %s', v_grant.object,
            case v_grant.grantee
                when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(v_grant.grantee))
            end);
    end loop;
end;
$$;

grant usage on schema tabular_import to tabular_import_user, tabular_import_worker, tabular_import_admin;
grant usage on schema tabular_import_engine to tabular_import_user, tabular_import_worker, tabular_import_admin;
grant usage on schema tabular_import_staging to tabular_import_user, tabular_import_worker;

grant select on all tables in schema tabular_import
to tabular_import_user, tabular_import_worker, tabular_import_admin;

-- The engine runs as the submitter. That a role may call its functions gives it nothing it could not do itself.
grant execute on all functions in schema tabular_import_engine
to tabular_import_user, tabular_import_worker, tabular_import_admin;

-- Of a public function and the private one that it hands the caller over to, this is the public one's: share_rights
-- gives the same on the other.
grant execute on function
tabular_import.begin_file_upload(text),
tabular_import.append_file_chunk(uuid, bytea),
tabular_import.finish_file_upload(uuid, bytea),
tabular_import.upload_file(text, bytea),
tabular_import.upload_text(text, text),
tabular_import.submit_tabular_import_task(text, uuid, jsonb),
tabular_import.claim_own_import_job(bigint, text, interval)
to tabular_import_user;

grant execute on function
tabular_import.read_file_chunk(uuid, integer),
tabular_import.start_import(bigint, integer),
tabular_import.stage_import(bigint, integer, text[], jsonb),
tabular_import.run_import(bigint, integer, bigint, text[]),
tabular_import.job_template(bigint, integer),
tabular_import.job_column_types(bigint, integer),
tabular_import.note_staged(bigint, integer, bigint, boolean, text[], boolean),
tabular_import_private.staging_progress(bigint),
tabular_import.reject_import(bigint, integer, text, text),
tabular_import.heartbeat_import(bigint, integer, bigint, bigint, bigint),
tabular_import.release_import(bigint, integer),
tabular_import.end_overdue_import(bigint, integer),
tabular_import.run_small_import(bigint, integer, text[], jsonb, text[], jsonb),
tabular_import.stop_load(bigint, integer, boolean),
tabular_import.stop_lost_loads(),
tabular_import.fail_import(bigint, integer, text, text, text)
to tabular_import_user, tabular_import_worker;

grant execute on function tabular_import.claim_import_job(text, text, interval) to tabular_import_worker;

-- The views call it for whoever reads them.
grant execute on function
tabular_import_private.clock(),
tabular_import_private.is_due(timestamptz, integer),
tabular_import.template(text),
tabular_import.check_import_target(text),
tabular_import.describe_import(text, text[]),
tabular_import.poll_queue(text),
tabular_import.delete_import_job(bigint),
tabular_import.cancel_import_job(bigint),
tabular_import.retry_import_job(bigint)
to tabular_import_user, tabular_import_worker, tabular_import_admin;

grant execute on function
tabular_import.read_file_chunk(uuid, integer),
tabular_import.set_import_setting(text, bigint, text),
tabular_import.purge_import_jobs(interval, integer),
tabular_import.admit_import_role(text),
tabular_import.reassign_import_objects(text, text),
tabular_import.revoke_import_role(text),
tabular_import.dismiss_import_role(text)
to tabular_import_admin;

-- Who may not use the type cannot keep a value of it for a moment at which somebody else calls.
revoke all on type tabular_import_private.calling_role from public;
