create or replace function tabular_import_engine.read_error_rows(source text)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    return query execute format(
        'select f.* from ('
        'select s.row_number, s.line_number, s.read_error %s and s.read_error is not null order by s.row_number) as s '
        'cross join lateral tabular_import_engine.read_error_outcomes(s.row_number, s.line_number, s.read_error) as f',
        read_error_rows.source);
end;
$$;

comment on function tabular_import_engine.read_error_rows(text) is
'The row errors of staged rows that the loader could not read. source: see chunk_source.';
