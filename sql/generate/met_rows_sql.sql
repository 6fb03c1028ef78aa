-- For people who are merged by their e-mail:
--
--     select s.row_number, t.id::text as value
--     from (select s.row_number, s.c2 as k1 from (the file's rows) as s where s.read_error is null offset 0) as s
--     inner join only person as t on t.email = s.k1
create or replace function tabular_import_engine.met_rows_sql(
    plan tabular_import_engine.import_plan, column_name text default null, condition text default 'true'
)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_key record;
    v_names text[];
    v_keys text;
begin
    select k.numbers, k.equality into v_key
    from tabular_import_engine.key_indexes(
        plan.table_id, (select m.columns from tabular_import_engine.merge_key(plan.table_id, plan.options) as m)) as k;
    select
        array_agg(format('t.%I', a.attname) order by n.position),
        string_agg(
            format(
                '%s as k%s',
                tabular_import_engine.collated_sql(
                    tabular_import_engine.key_value_sql(
                        a.atttypid, a.atttypmod, tabular_import_engine.found_cell_sql(plan.rules, h.position),
                        plan.search_path),
                    a.attcollation),
                n.position), ', ' order by n.position)
    into v_names, v_keys
    from unnest(v_key.numbers) with ordinality as n (number, position)
    inner join pg_attribute as a on a.attrelid = plan.table_id and a.attnum = n.number
    inner join unnest(plan.header) with ordinality as h (name, position) on h.name = a.attname::text;
    return tabular_import_engine.fill(
        $sql$
select s.row_number, {value} as value
from (
    select s.row_number, {keys}
    from {staging} as s
    where s.read_error is null and {condition}
    offset 0
) as s
inner join {table} as t on {same}
$sql$,
        'value', case
            when met_rows_sql.column_name is not null then format('t.%I::pg_catalog.text', met_rows_sql.column_name)
            else 'null::pg_catalog.text'
        end,
        'keys', v_keys,
        'staging', plan.staging,
        'condition', met_rows_sql.condition,
        'table', (
            select case when c.relkind = 'r' then 'only ' else '' end || tabular_import_engine.table_path(c.oid)
            from pg_class as c
            where c.oid = plan.table_id),
        'same', tabular_import_engine.comparison_sql(
            v_key.equality, v_names, tabular_import_engine.numbered('s.k', cardinality(v_key.numbers))));
end;
$$;

comment on function tabular_import_engine.met_rows_sql(tabular_import_engine.import_plan, text, text) is
'The query for the rows of a file that the table has already, by the key by which the file is merged: row_number and '
'value, the text that a column has there. condition: SQL over the staged rows s that narrows them.';
