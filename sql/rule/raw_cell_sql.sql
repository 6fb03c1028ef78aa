create or replace function tabular_import_engine.raw_cell_sql(rules jsonb[], place bigint)
returns text
language sql
immutable
security invoker
begin atomic
    select case
        when raw_cell_sql.rules[raw_cell_sql.place] is null then format('s.c%s', raw_cell_sql.place)
        else (
            select format('s.raw[%s]', count(*))
            from generate_series(1, raw_cell_sql.place) as n
            where raw_cell_sql.rules[n] is not null
        )
    end;
end;

comment on function tabular_import_engine.raw_cell_sql(jsonb[], bigint) is
'The cell in a place of the header as it stands in the file, as SQL on s, the staging table. rules: the plan''s.';
