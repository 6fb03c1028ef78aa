create or replace function tabular_import_engine.begin_sums(options jsonb)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('tabular_import.sum_' || e.number, '0', true)
    from tabular_import_engine.expected_sums(begin_sums.options) as e;
end;
$$;

comment on function tabular_import_engine.begin_sums(jsonb) is
'Sets to nothing what sums_sql adds up, before the first row goes in. options: of the import.';
