create or replace function tabular_import_engine.undo_find_sql(
    undo jsonb, table_id oid, key_columns text[], columns jsonb, out locked text, out find text, out taken text,
    out referred text[], out renamed text[], out alone text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_lines constant text := undo ->> 'lines';
    v_same text := tabular_import_engine.key_match_sql(
        undo_find_sql.table_id, undo_find_sql.key_columns, 'l.key');
    v_table text := tabular_import_engine.undo_table_sql(undo_find_sql.table_id);
begin
    -- Who refers to a row after it was looked at would go with it, without a word.
    locked := (
        select tabular_import_engine.fill(
            $sql$
select pg_catalog.count(*)
from (
    select
    from {lines} as l
    inner join {table} as t on {same}
    where l.table_id operator(pg_catalog.=) {id}
        and l.action operator(pg_catalog.=) any(array['insert', 'update']) and l.reason is null
    for update of t
) as x
$sql$,
            'lines', v_lines, 'table', v_table, 'same', v_same, 'id', undo_find_sql.table_id::text)
        where exists (
            select from tabular_import_engine.referring_constraints(undo_find_sql.table_id) as r
            inner join pg_constraint as k on k.oid = r.constraint_id
            where r.is_silent or k.confupdtype in ('n', 'd')));
    renamed := array(
        select tabular_import_engine.fill(
            $sql$
update {lines} as u
set reason = {reason}
from {lines} as l
inner join {table} as t on {same}
where u.line operator(pg_catalog.=) l.line and l.table_id operator(pg_catalog.=) {id}
    and l.action operator(pg_catalog.=) 'update' and l.reason is null
    and row({now})::record operator(pg_catalog.*<>) row({old})::record{refers}
$sql$,
            'lines', v_lines, 'table', v_table, 'same', v_same, 'id', undo_find_sql.table_id::text,
            'reason', quote_literal(
                case
                    when r.is_readable then format('Rows of %s refer to it.', n.path)
                    else format('Rows of %s, which you may not read, may refer to it.', n.path)
                end),
            'now', c.now, 'old', c.old,
            'refers', case
                when r.is_readable then format(
                    ' and exists (select from %s as r where %s)', n.path,
                    tabular_import_engine.reference_sql(r.constraint_id, 't', 'r'))
            end)
        from tabular_import_engine.referring_constraints(undo_find_sql.table_id) as r
        inner join pg_constraint as k on k.oid = r.constraint_id
        cross join lateral tabular_import_engine.table_path(r.referring_id) as n (path)
        cross join lateral (
            select
                string_agg(
                    tabular_import_engine.column_text_sql(undo_find_sql.table_id, w.name, 't.'), ', ' order by w.place
                ) as now,
                string_agg(format('l.old[%s]', w.place), ', ' order by w.place) as old
            from tabular_import_engine.undo_columns_now(undo_find_sql.table_id, undo_find_sql.columns) as w
            inner join pg_attribute as a on a.attrelid = undo_find_sql.table_id and a.attname = w.name
            where w.is_settable and a.attnum = any(r.referred)) as c
        where k.confupdtype in ('n', 'd') and c.now is not null
        order by r.constraint_id);
    -- Where rows go in pieces, one must not take with it what another piece puts back.
    alone := (
        select 'select ' || string_agg(
            tabular_import_engine.fill(
                $sql$exists (
    select
    from {lines} as l
    inner join {table} as t on {same}
    inner join {table} as r on {refers}
    where l.table_id operator(pg_catalog.=) {id} and l.action operator(pg_catalog.=) 'insert' and l.reason is null
        and not l.is_done and l.line operator(pg_catalog.>=) $1 and l.line operator(pg_catalog.<=) $2
        and not exists (
            select
            from {lines} as o
            where o.table_id operator(pg_catalog.=) {id}
                and o.action operator(pg_catalog.=) any(array['insert', 'update']) and o.reason is null
                and not o.is_done and o.line operator(pg_catalog.>=) $1 and o.line operator(pg_catalog.<=) $2
                and {same_other}
        )
)$sql$,
                'lines', v_lines, 'table', v_table, 'same', v_same, 'id', undo_find_sql.table_id::text,
                'refers', tabular_import_engine.reference_sql(r.constraint_id, 't', 'r'),
                'same_other', tabular_import_engine.key_match_sql(
                    undo_find_sql.table_id, undo_find_sql.key_columns, 'o.key', 'r')),
            ' or ' order by r.constraint_id)
        from tabular_import_engine.referring_constraints(undo_find_sql.table_id) as r
        where r.is_silent and r.referring_id = undo_find_sql.table_id);
    find := tabular_import_engine.fill(
        $sql$
update {lines} as u
set reason = case
    when pg_catalog.array_position(u.key, null) is not null then 'Its key has been erased.'
    when f.xid is null then 'The row is no longer in the table.'
    else 'The row has been changed since.'
end
from (
    select l.line, t.xmin as xid
    from {lines} as l
    left join {table} as t on {same}
    where l.table_id operator(pg_catalog.=) {id} and l.action operator(pg_catalog.=) any(array['insert', 'update'])
        and l.reason is null
) as f
where f.line operator(pg_catalog.=) u.line and (f.xid operator(pg_catalog.=) any({xids})) is not true
$sql$,
        'lines', v_lines, 'table', v_table, 'same', v_same, 'id', undo_find_sql.table_id::text,
        'xids', format('%L::pg_catalog.xid[]', undo ->> 'xids'));
    taken := tabular_import_engine.fill(
        $sql$
update {lines} as l
set reason = 'The table has a row with this key again.'
from {table} as t
where l.table_id operator(pg_catalog.=) {id} and l.action operator(pg_catalog.=) 'delete' and l.reason is null
    and {same} and not exists (
        select
        from {lines} as i
        where i.table_id operator(pg_catalog.=) {id} and i.action operator(pg_catalog.=) 'insert' and i.reason is null
            and i.key operator(pg_catalog.=) l.key
    )
$sql$,
        'lines', v_lines, 'table', v_table, 'same', v_same, 'id', undo_find_sql.table_id::text);
    referred := array(
        select
            case
                when r.is_readable then tabular_import_engine.fill(
                    $sql$
update {lines} as u
set reason = {reason}
from {lines} as l
inner join {table} as t on {same}
where u.line operator(pg_catalog.=) l.line and l.table_id operator(pg_catalog.=) {id}
    and l.action operator(pg_catalog.=) 'insert' and l.reason is null
    and exists (select from {referring} as r where {refers}{is_other})
$sql$,
                    'lines', v_lines,
                    'reason', quote_literal(format('Rows of %s refer to it.', n.path)),
                    'table', v_table,
                    'same', v_same,
                    'id', undo_find_sql.table_id::text,
                    'referring', n.path,
                    'refers', tabular_import_engine.reference_sql(r.constraint_id, 't', 'r'),
                    -- A row that goes too, or gets its earlier values, does not count.
                    'is_other', case
                        when r.referring_id = undo_find_sql.table_id
                            then format(
                                ' and not exists (select from %s as o where o.table_id operator(pg_catalog.=) %s '
                                'and o.action operator(pg_catalog.=) any(array[''insert'', ''update'']) '
                                'and o.reason is null and %s)',
                                v_lines, undo_find_sql.table_id,
                                tabular_import_engine.key_match_sql(
                                    undo_find_sql.table_id, undo_find_sql.key_columns, 'o.key', 'r'))
                    end)
                when r.is_silent then format(
                    'update %s as l set reason = %L where l.table_id operator(pg_catalog.=) %s '
                    'and l.action operator(pg_catalog.=) ''insert'' and l.reason is null', v_lines,
                    format('Rows of %s, which you may not read, may refer to it.', n.path), undo_find_sql.table_id)
            end
        from tabular_import_engine.referring_constraints(undo_find_sql.table_id) as r
        cross join lateral tabular_import_engine.table_path(r.referring_id) as n (path)
        where r.is_readable or r.is_silent
        order by r.constraint_id);
end;
$$;

comment on function tabular_import_engine.undo_find_sql(jsonb, oid, text[], jsonb) is
'The statements of undo_import_job about rows: locked locks those that take others with them when they are deleted, '
'alone tells whether one of those whose lines are $1 to $2 would take one of another line; NULL where none can. The '
'others write into the lines why rows stay: find for rows that are gone or were '
'changed since, taken for deleted ones whose key is there again, referred for inserted ones that others refer to, '
'renamed for updated ones whose earlier values would part others from them. key_columns: as they are called now; '
'columns: see import_undo_table.';
