create or replace function tabular_import_private.reassign_import_objects(
    called_by tabular_import_private.calling_role, from_role text, to_role text
)
returns table (files bigint, jobs bigint)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller oid := tabular_import_private.caller(reassign_import_objects.called_by);
    v_to oid := tabular_import_private.check_reassignment(
        v_caller, reassign_import_objects.from_role, reassign_import_objects.to_role);
    v_to_name name := pg_get_userbyid(v_to);
    v_running bigint;
    v_profile record;
    v_name text;
    v_copy integer;
begin
    -- No job may be claimed meanwhile.
    perform
    from tabular_import_private.import_job as j
    where j.submitter_name = reassign_import_objects.from_role
        and (j.submitter, j.submitter_name) <> (v_to, v_to_name)
        and j.completed_at is null
    order by j.id
    for no key update;
    select min(j.id) into v_running
    from tabular_import_private.import_job as j
    where j.submitter_name = reassign_import_objects.from_role
        and (j.submitter, j.submitter_name) <> (v_to, v_to_name)
        and j.status = 'running';
    if v_running is not null then
        perform tabular_import_engine.raise_error(
            'invalid_job_state',
            format('Job %s of the role %s is running.', v_running, reassign_import_objects.from_role),
            hint => 'Cancel it or wait for its end, then call again.');
    end if;

    update tabular_import_private.import_file as f
    set owner = v_to, owner_name = v_to_name
    where f.owner_name = reassign_import_objects.from_role and (f.owner, f.owner_name) <> (v_to, v_to_name);
    get diagnostics files = row_count;
    -- A key says of one job alone that it is this one: the receiver's own, else the newest.
    update tabular_import_private.import_job as j
    set idempotency_key = null
    from (
        select
            k.id,
            row_number() over (
                partition by k.idempotency_key
                order by (k.submitter, k.submitter_name) = (v_to, v_to_name) desc, k.id desc) as place
        from tabular_import_private.import_job as k
        where k.idempotency_key is not null
            and (
                k.submitter_name = reassign_import_objects.from_role
                or (k.submitter, k.submitter_name) = (v_to, v_to_name))
    ) as o
    where o.id = j.id and o.place > 1;
    update tabular_import_private.import_job as j
    set submitter = v_to, submitter_name = v_to_name
    where j.submitter_name = reassign_import_objects.from_role and (j.submitter, j.submitter_name) <> (v_to, v_to_name);
    get diagnostics jobs = row_count;

    -- A name that the receiver has is theirs; the other is told by whose it was.
    for v_profile in
        select p.owner, p.owner_name, p.name
        from tabular_import_private.import_profile as p
        where p.owner_name = reassign_import_objects.from_role and (p.owner, p.owner_name) <> (v_to, v_to_name)
        order by p.owner, p.slot
    loop
        v_name := v_profile.name;
        v_copy := 1;
        while exists (
            select from tabular_import_private.import_profile as p
            where p.owner = v_to and p.owner_name = v_to_name and p.name = v_name
        ) loop
            v_name := concat_ws(
                ' ', v_profile.name, 'of', v_profile.owner_name, case when v_copy > 1 then v_copy end);
            v_copy := v_copy + 1;
        end loop;
        update tabular_import_private.import_profile as p
        set owner = v_to,
            owner_name = v_to_name,
            name = v_name,
            slot = (
                select coalesce(max(t.slot), 0) + 1 from tabular_import_private.import_profile as t
                where t.owner = v_to and t.owner_name = v_to_name
            ),
            shared_with = coalesce(
                (select r.oid from pg_roles as r where r.rolname = p.shared_with_name), p.shared_with)
        where (p.owner, p.owner_name, p.name) = (v_profile.owner, v_profile.owner_name, v_profile.name);
    end loop;

    delete from tabular_import_private.admission as a
    where a.role_name = reassign_import_objects.from_role
        and not tabular_import_private.is_role(a.role_id, a.role_name);
    if found and reassign_import_objects.from_role = v_to_name then
        insert into tabular_import_private.admission (role_name, role_id)
        values (v_to_name, v_to)
        on conflict do nothing;
        perform tabular_import_private.make_runner(v_to);
    end if;

    raise log 'tabular import: % gave % file(s) and % job(s) of role % to role %',
        pg_get_userbyid(v_caller), files, jobs, reassign_import_objects.from_role, v_to_name;
    perform pg_notify('tabular_import', q.queue_name)
    from (
        select distinct j.queue_name
        from tabular_import_private.import_job as j
        where j.submitter = v_to and j.status = 'queued'
    ) as q;
    return next;
end;
$$;

comment on function tabular_import_private.reassign_import_objects(tabular_import_private.calling_role, text, text) is
'See tabular_import.reassign_import_objects. called_by: the role that calls it.';
