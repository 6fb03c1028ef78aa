-- Locks all that an install replaces, before anything is changed, and says who is in the way. Others wait for what is
-- locked here, so it has to be had soon, or the install begins anew; before a server looks for deadlocks (after one
-- second), so that nobody else is made to fail for ours.
do $$
declare
    c_soon constant text := '900ms';
    -- An autovacuum gives way to whoever waits longer than that one second.
    c_vacuum constant text := '3s';
    v_object record;
    v_name text := 'tabular_import_private.migration';
    v_holders text;
    v_first integer;
    v_since timestamptz := clock_timestamp();
begin
    lock table tabular_import_private.migration in access exclusive mode;
    for v_object in
        select
            c.oid::regclass::text as name,
            -- LOCK TABLE would lock what the view reads, too.
            case c.relkind when 'r' then format('lock table %s in access exclusive mode', c.oid::regclass)
                else format('alter view %s owner to current_user', c.oid::regclass)
            end as lock_statement
        from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        where
            n.nspname = 'tabular_import_private' and c.relkind = 'r'
            or n.nspname in ('tabular_import', 'tabular_import_private', 'tabular_import_engine') and c.relkind = 'v'
        -- Every call of the API looks into load_transaction first, and every query locks a view before what that
        -- reads: who has begun comes to an end, who has not waits.
        order by c.relname <> 'load_transaction', c.relkind desc, c.oid::regclass::text
    loop
        v_name := v_object.name;
        v_since := clock_timestamp();
        perform set_config('lock_timeout', c_soon, true);
        begin
            execute v_object.lock_statement;
        exception
            when lock_not_available then
                if not exists (
                    select from pg_locks as l
                    join pg_stat_activity as a on a.pid = l.pid
                    where l.relation = v_name::regclass and l.granted and a.usesysid is null
                ) then
                    raise;
                end if;
                perform set_config('lock_timeout', c_vacuum, true);
                execute v_object.lock_statement;
        end;
    end loop;
exception
    when lock_not_available or deadlock_detected then
        select w.sessions, w.first_pid into v_holders, v_first
        from tabular_import_private.sessions_in_the_way(array[v_name::regclass], v_since) as w;
        raise exception using
            errcode = 'lock_not_available',
            message = format('%s is in use by %s.', v_name, coalesce(v_holders, 'another session')),
            hint = case
                when v_first is null then 'Install again when less is going on.'
                else format(
                    'Wait until the transaction has ended, or end it: select pg_terminate_backend(%s); then install '
                    'again.', v_first
                )
            end;
end
$$;
