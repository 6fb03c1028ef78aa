create or replace function tabular_import_private.inline_source_sql(header text[], rows jsonb)
returns text
language sql
immutable
security invoker
begin atomic
    -- The engine tells chunks of a staging table apart by the place of their rows: here all stand on one page.
    select format(
        '(select r.number as row_number, (r.cells operator(pg_catalog.->>) 0)::pg_catalog.int8 as line_number, '
        'r.cells operator(pg_catalog.->>) 1 as read_error%s, '
        '(''(0,'' operator(pg_catalog.||) r.number::pg_catalog.text operator(pg_catalog.||) '')'')::pg_catalog.tid '
        'as ctid '
        'from pg_catalog.jsonb_array_elements(%L::pg_catalog.jsonb) with ordinality as r (cells, number))',
        (
            select string_agg(format(', r.cells operator(pg_catalog.->>) %s as c%s', h.n + 1, h.n), '' order by h.n)
            -- A query has at most 1,664 columns: not of a cell that is left out.
            from unnest(inline_source_sql.header) with ordinality as h (name, n)
            where h.name is not null
        ),
        inline_source_sql.rows
    );
end;

comment on function tabular_import_private.inline_source_sql(text[], jsonb) is
'What stands in the place of a staging table for few rows: a query with the same columns, less those that '
'are left out. header: see fitted_header; rows: see '
'run_small_import.';
