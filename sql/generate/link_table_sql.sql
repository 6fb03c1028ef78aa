-- For a branch named by the code of its trunk and its own:
--
--     select t1.id as v1, t2.code as k1, t1.code as k2
--     from only branch as t1
--     inner join only trunk as t2 on t2.id = t1.trunk_id
--     where t1.id is not null
create or replace function tabular_import_engine.link_table_sql(link jsonb)
returns text
language sql
stable
security invoker
begin atomic
    with v as (
        select
            string_agg(
                -- What many rows have becomes a text only where one of the file names it.
                case
                    when p.is_plain then format('t1.%I as v%s', r.name, r.position)
                    else format('t1.%I::pg_catalog.text as v%s', r.name, r.position)
                end, ', ' order by r.position
            ) as referred,
            string_agg(
                -- An empty cell is NULL, so that no cell can stand for an empty text.
                case
                    when p.is_plain then format('t1.%I is not null', r.name)
                    else format('t1.%I::pg_catalog.text operator(pg_catalog.<>) ''''', r.name)
                end,
                ' and ' order by r.position
            ) as is_referred
        from jsonb_array_elements_text(link_table_sql.link -> 'referred') with ordinality as r (name, position)
        inner join pg_attribute as a
            on a.attrelid = (link_table_sql.link ->> 'table')::oid and a.attname = r.name and a.attnum > 0
        inner join pg_type as t on t.oid = a.atttypid
        cross join lateral (values (t.typcategory in ('N', 'D', 'B', 'T') or t.oid = 'uuid'::regtype)) as p (is_plain)
    ),

    k as (
        select
            string_agg(
                format('%s.%I as k%s', p.table_name, p.column_name, p.part), ', ' order by p.part
            ) as keys
        from
            tabular_import_engine.link_parts(
                jsonb_build_object('links', jsonb_build_array(link_table_sql.link))
            ) as p
    )

    select
        tabular_import_engine.fill(
            $sql$
    select {values}, {keys}
    from {tables}
    where {is_referred}
$sql$,
            'values', v.referred,
            'keys', k.keys,
            'tables', tabular_import_engine.link_tables_sql(link_table_sql.link),
            'is_referred', v.is_referred
        )
    from v
    cross join k;
end;

comment on function tabular_import_engine.link_table_sql(jsonb) is
'The query of the rows that a link may name: the referred columns, v1, v2 ..., and the parts of the identity, '
'k1, k2 ... link: see plan_links.';
