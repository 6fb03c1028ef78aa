create or replace function tabular_import_engine.staged_rows(
    plan tabular_import_engine.import_plan, condition text default 'true'
)
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            'select s.row_number, s.line_number, s.fault, array[%s]::text[] as cells from %s as s where %s '
            'order by s.row_number',
            string_agg(format('s.c%s', h.position), ', ' order by h.position),
            (staged_rows.plan).staging,
            staged_rows.condition
        )
    from unnest((staged_rows.plan).header) with ordinality as h (name, position);
end;

comment on function tabular_import_engine.staged_rows(tabular_import_engine.import_plan, text) is
'The query that reads a job''s staged rows in file order. condition: SQL on s, the staging table.';
