create or replace function tabular_import_private.sessions_in_the_way(
    relations oid[], since timestamptz, out sessions text, out first_pid integer
)
language sql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
    select
        string_agg(
            format('session %s (%s)', h.pid, concat_ws(
                ', ', 'role ' || h.usename, 'application ' || nullif(h.application_name, ''),
                'in a transaction since ' || date_trunc('second', h.xact_start))),
            ', ' order by h.xact_start, h.pid
        ),
        (array_agg(h.pid order by h.xact_start, h.pid))[1]
    from (
        select distinct a.pid, a.usename, a.application_name, a.xact_start
        from pg_locks as l
        join pg_stat_activity as a on a.pid = l.pid
        where
            l.relation = any(sessions_in_the_way.relations) and l.granted and a.pid <> pg_backend_pid()
            -- not who has come and goes again
            and coalesce(a.xact_start <= sessions_in_the_way.since, true)
            and l.database = (select d.oid from pg_database as d where d.datname = current_database())
        order by a.xact_start, a.pid
        limit 5
    ) as h;
$$;

revoke all on function tabular_import_private.sessions_in_the_way(oid[], timestamptz) from public;

comment on function tabular_import_private.sessions_in_the_way(oid[], timestamptz) is
'Who keeps relations locked: the first five sessions in words, and the number of the first, NULL for nobody. since: '
'transactions that began later do not count; NULL: all do.';
