-- For branches named by the code of their trunk and their own:
--
--     insert into branch (trunk_id, code, title)
--     select l1.v1::integer, s.o2, 'unknown'
--     from (the keys) as s
--     left join (the rows of trunk) as l1 on l1.k1 = s.k1_1
--     where l1.v1 is not null
--     order by s.n
--     on conflict (trunk_id, code) do nothing
create or replace function tabular_import_engine.parents_insert_sql(link jsonb)
returns text
language sql
stable
security invoker
begin atomic
    with filled as (
        select
            c.column_name,
            case
                when c.part is not null then 's.o' || c.part
                else format('l%s.v%s::%s', c.nested, c.nth, format_type(c.type_id, -1))
            end as value,
            true as is_key
        from tabular_import_engine.parent_columns(parents_insert_sql.link) as c
        union all
        select
            k.key,
            tabular_import_engine.cell_value_sql(
                t.type_id, t.typmod, format('%L::pg_catalog.text', k.value)
            ) as value,
            false as is_key
        from jsonb_each_text(coalesce(parents_insert_sql.link -> 'constants', '{}')) as k (key, value)
        inner join tabular_import_engine.target_columns((parents_insert_sql.link ->> 'table')::oid) as t
            on t.column_name = k.key
    )

    select
        tabular_import_engine.fill(
            $sql$
insert into {table} ({columns})
select {values}
{source}
order by s.n
on conflict {key} do nothing
$sql$,
            'table', tabular_import_engine.table_path((parents_insert_sql.link ->> 'table')::oid),
            'columns', string_agg(format('%I', f.column_name), ', ' order by f.column_name collate "C"),
            'values', string_agg(f.value, ', ' order by f.column_name collate "C"),
            'source', tabular_import_engine.parents_source_sql(parents_insert_sql.link),
            -- What another session inserts at the same time is there as well; a clash of another key is an error.
            'key', (
                select format('(%s)', (select string_agg(quote_ident(n.name), ', ') from unnest(k.columns) as n (name)))
                from tabular_import_engine.identity_keys((parents_insert_sql.link ->> 'table')::oid) as k
                where k.columns <@ array_agg(f.column_name) filter (where f.is_key)
                order by k.is_surrogate, cardinality(k.columns), k.columns
                limit 1
            )
        )
    from filled as f;
end;

comment on function tabular_import_engine.parents_insert_sql(jsonb) is
'The statement that creates the rows that a link names and that are not there, of keys in its parameter $1; see '
'parents_source_sql. link: see plan_links.';
