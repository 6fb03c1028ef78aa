create or replace function tabular_import_engine.refuse_row(problem text, names text, variadic cells text[])
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_engine.raise_error(
        'row_unwritable',
        format('%s in the row (%s)=(%s)', refuse_row.problem, refuse_row.names, array_to_string(cells, ', ', 'NULL')),
        hint => 'Change the row in the table, or leave it out by a condition, as in: template TABLE --where "...".');
    return null;
end;
$$;

comment on function tabular_import_engine.refuse_row(text, text, text[]) is
'Raises row_unwritable for a row of a table that no file can bring back as it is. problem: what it has, as the '
'beginning of a sentence; names, cells: of its key.';
