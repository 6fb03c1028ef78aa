create or replace function tabular_import_private.refused_cells(job_id bigint, column_name text, type_id oid)
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 1000;
    v_cells text[];
begin
    execute format(
        'select (array_agg(k.value order by k.place))[:%s] from ('
        'select max(e.value collate "C") as value, min(e.error_number) as place '
        'from tabular_import_private.import_job_error as e '
        'where e.job_id = $1 and e.column_name = $2 and e.is_cell_error and e.value <> '''' group by %s) as k',
        c_most, tabular_import_private.cell_shape_sql(refused_cells.type_id, 'e.value'))
    into v_cells
    using refused_cells.job_id, refused_cells.column_name;
    return v_cells;
end;
$$;

comment on function tabular_import_private.refused_cells(bigint, text, oid) is
'Cells of a column that a job has refused, one of each kind (see cell_shape_sql), as far as its row errors were '
'stored; NULL if none was. type_id: no domain.';
