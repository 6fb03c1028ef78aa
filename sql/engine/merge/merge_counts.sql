create or replace function tabular_import_engine.merge_counts(result tabular_import_engine.merge_result)
returns setof tabular_import_engine.row_outcome
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if result.updated > 0 then
        return next tabular_import_engine.count_outcome('updated', result.updated);
    end if;
    if result.unchanged > 0 then
        return next tabular_import_engine.count_outcome('unchanged', result.unchanged);
    end if;
    if result.present > 0 then
        return next tabular_import_engine.count_outcome('present', result.present);
    end if;
    if result.skipped > 0 then
        return next tabular_import_engine.skip_outcome(result.skipped);
    end if;
end;
$$;

comment on function tabular_import_engine.merge_counts(tabular_import_engine.merge_result) is
'The outcomes that tell how many rows were merged in which way; of those that were inserted nothing is told.';
