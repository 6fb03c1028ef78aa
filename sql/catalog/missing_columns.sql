create or replace function tabular_import_engine.missing_columns(
    table_id oid, header text[], role_id oid, options jsonb
)
returns table (column_name text, has_default boolean, is_truly_required boolean)
language sql
stable
security invoker
begin atomic
    select
        c.column_name,
        c.has_default,
        coalesce(missing_columns.options ->> 'missing_columns', '') = 'error'
        -- To rows that the table has already it does not matter.
        or c.is_required and not c.has_default
        and coalesce(missing_columns.options ->> 'mode', '') not in ('upsert', 'update', 'sync') as is_truly_required
    from tabular_import_engine.target_columns(missing_columns.table_id) as c
    where
        (
            c.is_writable and not c.is_made_by_database
            or tabular_import_engine.is_matched_only(
                missing_columns.table_id, c.column_name, missing_columns.options
            )
        )
        and c.column_name not in (
            select m.column_name
            from
                tabular_import_engine.match_header(
                    missing_columns.table_id, missing_columns.header, missing_columns.options
                ) as m
            where m.column_name is not null
            union all
            select l.name
            from
                tabular_import_engine.match_header(
                    missing_columns.table_id, missing_columns.header, missing_columns.options
                ) as m
            cross join
                jsonb_array_elements_text(
                    case when jsonb_typeof(m.link) = 'object' then m.link -> 'columns' else '[]' end
                ) as l (name)
        )
        and not coalesce(missing_columns.options -> 'constants' ? c.column_name, false)
        and has_column_privilege(
            missing_columns.role_id, missing_columns.table_id, c.column_number,
            case
                when missing_columns.options ->> 'mode' is distinct from 'update' then 'insert'
                when c.column_name = any((tabular_import_engine.merge_key(
                    missing_columns.table_id, missing_columns.options
                )).columns) then 'select'
                else 'update'
            end
        );
end;

comment on function tabular_import_engine.missing_columns(oid, text[], oid, jsonb) is
'The columns that a file could bring and does not. is_truly_required: that is an error, by the table or by option '
'missing_columns.';
