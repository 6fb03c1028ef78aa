-- Records that run_records imports as the caller, once options, limits, names and rights have been looked at. source: a
-- query over them in the place of a staging table; problem, hint: what stands against all of them; notes: sentences for
-- the hint; max_errors and max_error_bytes: how many row errors are listed.
create type tabular_import_engine.record_set as (
    table_id oid,
    header text [],
    source text,
    options jsonb,
    search_path text,
    row_count bigint,
    problem text,
    hint text,
    notes text [],
    max_errors bigint,
    max_error_bytes bigint
);
