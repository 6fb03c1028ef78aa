create or replace function tabular_import_engine.columns_to_read(
    table_name text, table_id oid, options jsonb, role_id oid default null
)
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_engine.refuse_unfit(columns_to_read.table_name, columns_to_read.table_id);
    return array(
        select c.column_name
        from tabular_import_engine.target_columns(columns_to_read.table_id) as c
        where lower(columns_to_read.options ->> 'header') is distinct from 'none'
            or c.is_writable
            and has_column_privilege(
                coalesce(columns_to_read.role_id, quote_ident(current_user)::regrole), columns_to_read.table_id,
                c.column_number, 'insert')
        order by c.column_number);
end;
$$;

comment on function tabular_import_engine.columns_to_read(text, oid, jsonb, oid) is
'See tabular_import.columns_to_read. table_id: what the name means to the caller, or NULL; role_id: whose import it '
'is, by default the current user''s.';
