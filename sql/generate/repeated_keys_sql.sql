create or replace function tabular_import_engine.repeated_keys_sql(
    plan tabular_import_engine.import_plan, source text, bad text
)
returns text
language sql
stable
security invoker
begin atomic
    with piece as (
        select
            k.*,
            tabular_import_engine.column_list_sql(
                repeated_keys_sql.plan, k.key_columns, format('r.k%s_{n}', k.number), ', '
            ) as keys,
            tabular_import_engine.column_list_sql(
                repeated_keys_sql.plan, k.key_columns, format('coalesce(r.k%s_{n}::text, ''null'')', k.number), ', '
            ) as texts
        from tabular_import_engine.unique_keys(repeated_keys_sql.plan) with ordinality as k (
            index_name, key_columns, nulls_clash, is_readable, equality, number
        )
    )

    select
        format(
            'with %s, f as materialized (select r.*, %s from d as r) %s order by 1',
            tabular_import_engine.key_rows_sql(
                repeated_keys_sql.plan, repeated_keys_sql.source, repeated_keys_sql.bad
            ),
            string_agg(
                format(
                    'case when %s then pg_catalog.min(r.row_number) filter (where not r.is_bad) '
                    'over (partition by %s) end as first%s',
                    case when p.nulls_clash then 'true' else format('row(%s) is not null', p.keys) end,
                    p.keys,
                    p.number
                ),
                ', ' order by p.number
            ),
            string_agg(
                format(
                    'select r.row_number, r.line_number, %s, pg_catalog.format(''Row %%s of the file has it '
                    'already. %%s'', '
                    'r.first%s, %L) from f as r where r.first%s operator(pg_catalog.<) r.row_number',
                    tabular_import_engine.duplicate_columns_sql(
                        repeated_keys_sql.plan, p.index_name, p.key_columns, format('r.value%s', p.number),
                        format('pg_catalog.concat_ws('', '', %s)', p.texts)
                    ),
                    p.number,
                    tabular_import_engine.row_hint('23505'),
                    p.number
                ),
                ' union all ' order by p.number
            )
        )
    from piece as p
    having count(*) > 0;
end;

comment on function tabular_import_engine.repeated_keys_sql(tabular_import_engine.import_plan, text, text) is
'The query that finds rows which repeat the key of an earlier row that is not bad, as row errors; NULL where the '
'file brings no unique key. bad: see key_rows. Where there are several keys, rows that repeat one have to be among '
'bad, see key_clashes.';
