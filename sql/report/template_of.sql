create or replace function tabular_import_engine.template_of(table_name text, table_id oid)
returns table (column_name text, description text, may_be_value boolean)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_engine.refuse_unfit(template_of.table_name, template_of.table_id);
    return query
    select
        c.column_name,
        concat_ws(
            '; ',
            case when c.in_key then 'Primary Key' end,
            case
                when c.is_required and c.has_default then 'Required (Has Default)'
                when c.is_required then 'Required'
                when c.has_default then 'Has Default Value'
            end,
            tabular_import_engine.type_description(template_of.table_id, c.column_number, c.type_id)
        ),
        not (
            b.base_type_id = any(
                '{bool, int2, int4, int8, numeric, float4, float8, date, time, timestamp, timestamptz, uuid, json,'
                'jsonb}'::regtype[])
            or exists (select from pg_enum as e where e.enumtypid = b.base_type_id))
    from tabular_import_engine.target_columns(template_of.table_id) as c
    cross join lateral tabular_import_engine.base_type(c.type_id, -1) as b
    where c.is_writable and (c.in_key or not c.is_made_by_database);
end;
$$;

comment on function tabular_import_engine.template_of(text, oid) is
'See tabular_import.template. table_id: what the name means to the caller, or NULL. '
'may_be_value: a cell of the column may hold the description itself; if not certain it is true.';
