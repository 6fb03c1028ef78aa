-- For the key (day, code):
--
--     (t.day)::date operator(pg_catalog.=) ((l.key[1])::date)::date
--         and (t.code)::text operator(pg_catalog.=) ((l.key[2])::text)::text
create or replace function tabular_import_engine.key_match_sql(
    table_id oid, columns text[], key text, row_name text default 't'
)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.comparison_sql(
            m.equality,
            (
                select array_agg(format('%s.%I', key_match_sql.row_name, a.attname) order by n.position)
                from unnest(m.numbers) with ordinality as n (number, position)
                inner join pg_attribute as a on a.attrelid = key_match_sql.table_id and a.attnum = n.number
            ),
            (
                select
                    array_agg(
                        tabular_import_engine.collated_sql(
                            format(
                                '(%s[%s])::%s', key_match_sql.key,
                                array_position(key_match_sql.columns, a.attname::text),
                                format_type(a.atttypid, -1)
                            ),
                            a.attcollation
                        )
                        order by n.position
                    )
                from unnest(m.numbers) with ordinality as n (number, position)
                inner join pg_attribute as a on a.attrelid = key_match_sql.table_id and a.attnum = n.number
            )
        )
    from tabular_import_engine.key_indexes(key_match_sql.table_id, key_match_sql.columns) as m;
end;

comment on function tabular_import_engine.key_match_sql(oid, text[], text, text) is
'SQL for whether a row of a table has a key, given as texts; NULL where no unique index is over its columns. columns: '
'of the key; key: SQL for the array of their texts, in this order; row_name: what the row is called.';
