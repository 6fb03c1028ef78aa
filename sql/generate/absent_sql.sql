create or replace function tabular_import_engine.absent_sql(plan tabular_import_engine.import_plan, source text)
returns tabular_import_engine.absent_statements
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_table text := (
        select case when c.relkind = 'r' then 'only ' else '' end || tabular_import_engine.table_path(c.oid)
        from pg_class as c
        where c.oid = plan.table_id);
    v_key record;
    v_names text[];
    v_keys text[];
    v_scope text := tabular_import_engine.scope_sql(plan, 't');
    v_is_absent text;
    -- A right on columns is none on the place; and a trigger may change a row that is to be deleted after it, which
    -- then stands in another.
    v_has_places boolean := v_table like 'only %' and has_table_privilege(plan.table_id, 'select')
        and not exists (
            select from tabular_import_engine.table_triggers(plan.table_id) as g
            where not g.is_internal);
    v_statements tabular_import_engine.absent_statements;
begin
    select m.columns, k.numbers, k.equality into v_key
    from tabular_import_engine.merge_key(plan.table_id, plan.options) as m
    cross join lateral tabular_import_engine.key_indexes(plan.table_id, m.columns) as k;
    v_keys := tabular_import_engine.numbered('s.k', cardinality(v_key.numbers));
    v_names := array(
        select format('t.%I', a.attname)
        from unnest(v_key.numbers) with ordinality as n (number, position)
        inner join pg_attribute as a on a.attrelid = plan.table_id and a.attnum = n.number
        order by n.position);
    v_is_absent := case when absent_sql.source is null then v_scope else tabular_import_engine.fill(
        $sql$({scope}) and not exists (
    select from (select {keys} {source}) as s
    where {same}
)$sql$,
        'scope', v_scope,
        'keys', tabular_import_engine.values_sql(plan, v_key.numbers, 'k'),
        'source', absent_sql.source,
        'same', tabular_import_engine.comparison_sql(v_key.equality, v_names, v_keys)) end;
    v_statements.whole := format('select pg_catalog.count(*) from %s as t where %s', v_table, v_scope);
    v_statements.lock := format(
        'select pg_catalog.count(*), pg_catalog.array_agg(l.place::text) '
        'from (select %s as place from %s as t where %s%s for update of t) as l',
        case when v_has_places then 't.ctid' else 'null' end, v_table, v_is_absent,
        ' order by ' || nullif(array_to_string(v_names, ', '), ''));
    v_statements.delete := tabular_import_engine.noted_sql(
        plan,
        format(
            'delete from %s as t where %s', v_table,
            case when v_has_places then 't.ctid operator(pg_catalog.=) any($1::tid[])' else v_is_absent end),
        tabular_import_engine.change_sql(plan.options, 'delete', 't.', null, 'null'),
        'delete', 't.', 'null::pg_catalog.int8', 't.');
    v_statements.referred := array(
        select
            tabular_import_engine.fill(
                $sql$
with absent as materialized (
    select {columns}
    from {table} as t
    where {is_absent}
)
select null::bigint, null::bigint, {names}::text, t.shown, 'TI027', {constraint_name}::text,
    pg_catalog.format(
        'The row (%s)=(%s) of the table is not in the file, and %s row(s) of %s refer to it', {names}, t.shown,
        pg_catalog.count(*), {referring}),
    null::text, {hint}::text
from (
    select *, pg_catalog.concat_ws(', ', {shown}) as shown
    from absent as t
) as t
inner join {referring_table} as r on {is_same}{is_other}
group by t.shown
order by t.shown
$sql$,
                'columns', (
                    select string_agg(distinct format('t.%I', a.attname), ', ')
                    from unnest(v_key.numbers || r.referred) as n (number)
                    inner join pg_attribute as a on a.attrelid = plan.table_id and a.attnum = n.number
                ),
                'table', v_table,
                'is_absent', v_is_absent,
                'names', quote_literal(array_to_string(coalesce(v_key.columns, s.columns), ', ')),
                'constraint_name', (
                    select quote_literal(k.conname) from pg_constraint as k where k.oid = r.constraint_id),
                'referring', quote_literal(tabular_import_engine.table_path(r.referring_id)),
                'hint', quote_literal(
                    'Add the row to the file, or delete or change first what refers to it.'),
                'shown', array_to_string(case when v_names = '{}' then s.names else v_names end, ', '),
                'referring_table', tabular_import_engine.table_path(r.referring_id),
                'is_same', tabular_import_engine.comparison_sql(
                    r.operators,
                    array(
                        select format('t.%I', a.attname)
                        from unnest(r.referred) with ordinality as n (number, position)
                        inner join pg_attribute as a on a.attrelid = plan.table_id and a.attnum = n.number
                        order by n.position),
                    array(
                        select format('r.%I', a.attname)
                        from unnest(r.referring) with ordinality as n (number, position)
                        inner join pg_attribute as a on a.attrelid = r.referring_id and a.attnum = n.number
                        order by n.position)),
                -- What is deleted with it keeps nothing.
                'is_other', case
                    when r.referring_id = plan.table_id and absent_sql.source is null
                        then format(' where (%s) is not true', tabular_import_engine.scope_sql(plan, 'r'))
                    when r.referring_id = plan.table_id then format(
                        ' where not exists (select from absent as a where %s)',
                        tabular_import_engine.comparison_sql(
                            v_key.equality,
                            array(select replace(n, 't.', 'a.') from unnest(v_names) as n),
                            array(select replace(n, 't.', 'r.') from unnest(v_names) as n)))
                end)
        from tabular_import_engine.referring_constraints(plan.table_id) as r
        cross join lateral (
            select
                array_agg(a.attname::text order by n.position) as columns,
                array_agg(format('t.%I', a.attname) order by n.position) as names
            from unnest(r.referred) with ordinality as n (number, position)
            inner join pg_attribute as a on a.attrelid = plan.table_id and a.attnum = n.number
        ) as s
        where r.is_readable
        order by r.constraint_id);
    return v_statements;
end;
$$;

comment on function tabular_import_engine.absent_sql(tabular_import_engine.import_plan, text) is
'The statements about rows of the table that the file does not have, within option scope: whole counts the rows of the '
'scope, lock locks in the order of the key those that the file does not have, counts them and tells their places, '
'delete deletes them, given the places as $1, and referred has for each foreign key that may be read the query for '
'what refers to them, as errors of the whole file. source: see good_source_sql; NULL where the file has none of the '
'rows.';
