-- For the sum of column amount:
--
--     pg_catalog.set_config(
--         'tabular_import.sum_1',
--         (pg_catalog.current_setting('tabular_import.sum_1')::pg_catalog.numeric operator(pg_catalog.+)
--             coalesce(amount::pg_catalog.numeric, 0))::pg_catalog.text,
--         true)
create or replace function tabular_import_engine.sums_sql(options jsonb, row_name text default '')
returns text
language sql
immutable
security invoker
begin atomic
    select
        string_agg(
            format(
                'pg_catalog.set_config(%1$L, (pg_catalog.current_setting(%1$L)::pg_catalog.numeric '
                'operator(pg_catalog.+) coalesce(%2$s%3$I::pg_catalog.numeric, 0))::pg_catalog.text, true)',
                'tabular_import.sum_' || e.number, sums_sql.row_name, e.column_name
            ),
            ', ' order by e.number
        )
    from tabular_import_engine.expected_sums(sums_sql.options) as e;
end;

comment on function tabular_import_engine.sums_sql(jsonb, text) is
'What a statement returns of each row that it puts into the target, so that the columns of option expect_sums are '
'added up as they are there: in settings, since these are undone with the row. NULL without the option; row_name: what '
'stands before the names of the columns, such as t and a dot.';
