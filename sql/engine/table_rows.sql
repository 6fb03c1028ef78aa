create or replace function tabular_import_engine.table_rows(
    table_name text, table_id oid, condition text, search_path text
)
returns table (row_version text, cells text[])
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
-- As files have values, whatever the session prefers.
set timezone = 'UTC'
set datestyle = 'ISO, YMD'
set intervalstyle = 'postgres'
set extra_float_digits = 1
set bytea_output = 'hex'
set quote_all_identifiers = off
as $$
declare
    v_query text := tabular_import_engine.table_rows_sql(
        table_rows.table_name, table_rows.table_id, table_rows.condition);
begin
    perform set_config('search_path', table_rows.search_path, true);
    if table_rows.condition is not null then
        -- What is one expression here and there has no bracket that closes ours.
        begin
            execute tabular_import_engine.table_condition_sql(
                table_rows.table_id, pg_catalog.format(
                    E'pg_catalog.cardinality(array[\n%s\n]) is null', table_rows.condition));
        exception
            when insufficient_privilege then
                raise;
            when syntax_error_or_access_rule_violation then
                perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
                raise exception using
                    errcode = sqlstate,
                    -- the bracket is ours
                    message = 'The condition cannot be read: ' || case
                        when sqlerrm ~ 'at or near "]"|type of empty array' then 'it ends too early' else sqlerrm end,
                    hint = 'Write one condition over the columns of the table, as behind WHERE: price > 10.';
        end;
    end if;
    for row_version, cells in execute v_query loop
        return next;
    end loop;
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
end;
$$;

comment on function tabular_import_engine.table_rows(text, oid, text, text) is
'See tabular_import.table_rows. table_id: what the name means to the caller, or NULL; search_path: the caller''s.';
