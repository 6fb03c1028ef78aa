create or replace function tabular_import_engine.taken_keys_sql(
    plan tabular_import_engine.import_plan, source text, bad text default null
)
returns setof text
language sql
volatile
security invoker
begin atomic
    select
        format(
            'select r.row_number, r.line_number, %s, %L::text '
            'from (select s.row_number, s.line_number, pg_catalog.concat_ws('', '', %s) as value, %s %s offset '
            '0) as r '
            'where %s order by r.row_number',
            tabular_import_engine.duplicate_columns_sql(
                taken_keys_sql.plan, u.index_name, u.key_columns, 'r.value',
                format(
                    'pg_catalog.concat_ws('', '', %s)',
                    tabular_import_engine.column_list_sql(
                        taken_keys_sql.plan, u.key_columns, 'coalesce(r.k{n}::text, ''null'')', ', '
                    )
                )
            ),
            tabular_import_engine.row_hint('23505'),
            tabular_import_engine.column_list_sql(taken_keys_sql.plan, u.key_columns, '{cell}', ', '),
            tabular_import_engine.column_list_sql(taken_keys_sql.plan, u.key_columns, '{expression} as k{n}', ', '),
            tabular_import_engine.fit_source_sql(
                taken_keys_sql.plan, taken_keys_sql.source, taken_keys_sql.bad, u.key_columns
            ),
            tabular_import_engine.key_test_sql(
                (taken_keys_sql.plan).table_id, u.key_columns, u.equality, u.nulls_clash,
                tabular_import_engine.is_small_target(taken_keys_sql.plan)
            )
        )
    from tabular_import_engine.unique_keys(taken_keys_sql.plan) as u
    where u.is_readable;
end;

comment on function tabular_import_engine.taken_keys_sql(tabular_import_engine.import_plan, text, text) is
'For each unique key, the query that finds the rows whose key is in the table already, as row errors. source: see '
'chunk_source, without rows that are bad already; '
'bad: see fit_source.';
