create or replace function tabular_import_engine.single_row_sql(plan tabular_import_engine.import_plan)
returns text
language sql
immutable
security invoker
begin atomic
    select
        format(
            'from (select 1::pg_catalog.int8 as row_number%s) as s where true',
            string_agg(format(', $1[%s] as c%s', h.position, h.position), '' order by h.position)
        )
    from unnest((single_row_sql.plan).header) with ordinality as h (name, position);
end;

comment on function tabular_import_engine.single_row_sql(tabular_import_engine.import_plan) is
'The source of one row, number 1, whose cells are the parameter $1.';
