create or replace function tabular_import_engine.undo_find_sql(
    undo jsonb, table_id oid, key_columns text[], out find text, out taken text, out referred text[]
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
                    'refers', tabular_import_engine.comparison_sql(
                        r.operators,
                        array(
                            select format('t.%I', a.attname)
                            from unnest(r.referred) with ordinality as c (number, position)
                            inner join pg_attribute as a
                                on a.attrelid = undo_find_sql.table_id and a.attnum = c.number
                            order by c.position),
                        array(
                            select format('r.%I', a.attname)
                            from unnest(r.referring) with ordinality as c (number, position)
                            inner join pg_attribute as a on a.attrelid = r.referring_id and a.attnum = c.number
                            order by c.position)),
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

comment on function tabular_import_engine.undo_find_sql(jsonb, oid, text[]) is
'The statements that write into the lines of undo_import_job why rows stay: find for rows that are gone or were '
'changed since, taken for deleted ones whose key is there again, referred for inserted ones that others refer to. '
'key_columns: as they are called now.';
