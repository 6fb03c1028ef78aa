-- In short, for a job that has inserted, updated and deleted rows of item:
--
--     with removed as (delete from only item as t using lines as l where ... returning l.line),
--     updated as (update only item as t set name = l.old[2]::text from lines as l where ... returning l.line),
--     inserted as (insert into item (id, name) overriding system value select l.old[1]::integer, l.old[2]::text
--         from lines as l where ... returning 1 as one)
--     select ...
create or replace function tabular_import_engine.undo_run_sql(
    undo jsonb, table_id oid, columns jsonb, changed text[], same text
)
returns text
language sql
stable
security invoker
begin atomic
    with columns as (
        select
            string_agg(
                format('%I = (l.old[%s])::%s', n.name, n.place, n.type_name), ', ' order by n.place
            ) filter (where n.is_settable and n.name = any(undo_run_sql.changed)) as set,
            string_agg(format('%I', n.name), ', ' order by n.place) filter (where n.is_insertable) as names,
            string_agg(
                format('(l.old[%s])::%s', n.place, n.type_name), ', ' order by n.place
            ) filter (where n.is_insertable) as values
        from tabular_import_engine.undo_columns_now(undo_run_sql.table_id, undo_run_sql.columns) as n
    ),

    parts as (
        select
            format(
                'l.table_id operator(pg_catalog.=) %s and l.reason is null and not l.is_done '
                'and l.line operator(pg_catalog.>=) $1 and l.line operator(pg_catalog.<=) $2', undo_run_sql.table_id
            ) as pending,
            format('%L::pg_catalog.xid[]', undo_run_sql.undo ->> 'xids') as xids
    )

    select
        tabular_import_engine.fill(
            $sql$
with removed as (
    delete from {table} as t
    using {lines} as l
    where {pending} and l.action operator(pg_catalog.=) 'insert' and {same}
        and t.xmin operator(pg_catalog.=) any({xids})
    returning l.line
),
updated as ({update}),
inserted as (
    insert into {path} ({columns}) overriding system value
    select {values}
    from {lines} as l
    where {pending} and l.action operator(pg_catalog.=) 'delete'
        -- One after the other: a key has to be free.
        and (select pg_catalog.count(*) from removed) operator(pg_catalog.>=) 0
        and (select pg_catalog.count(*) from updated) operator(pg_catalog.>=) 0
    order by l.line
    returning 1 as one
)
select
    (select coalesce(pg_catalog.array_agg(r.line), '{}') from removed as r),
    (select coalesce(pg_catalog.array_agg(u.line), '{}') from updated as u),
    (select pg_catalog.count(*) from inserted)
$sql$,
            'table', tabular_import_engine.undo_table_sql(undo_run_sql.table_id),
            'path', tabular_import_engine.table_path(undo_run_sql.table_id),
            'lines', undo_run_sql.undo ->> 'lines',
            'pending', p.pending,
            'same', undo_run_sql.same,
            'xids', p.xids,
            'update', case
                when c.set is null then 'select null::pg_catalog.int8 as line where false'
                else tabular_import_engine.fill(
                    $sql$
    update {table} as t
    set {set}
    from {lines} as l
    where {pending} and l.action operator(pg_catalog.=) 'update' and {same}
        and t.xmin operator(pg_catalog.=) any({xids})
        and (select pg_catalog.count(*) from removed) operator(pg_catalog.>=) 0
    returning l.line
$sql$,
                    'table', tabular_import_engine.undo_table_sql(undo_run_sql.table_id),
                    'lines', undo_run_sql.undo ->> 'lines',
                    'set', c.set,
                    'pending', p.pending,
                    'same', undo_run_sql.same,
                    'xids', p.xids
                )
            end,
            'columns', c.names,
            'values', c.values
        )
    from columns as c
    cross join parts as p;
end;

comment on function tabular_import_engine.undo_run_sql(jsonb, oid, jsonb, text[], text) is
'The statement that puts back the rows of a table whose lines are $1 to $2, all at once, so that they may refer to '
'each other. Returns the lines of those that were deleted and updated, and how many were inserted. columns: see '
'import_undo_table; changed: those that updated rows get back; same: see key_match_sql.';
