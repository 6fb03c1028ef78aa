create or replace function tabular_import_engine.is_exact_header(
    table_id oid, header text[], role_id oid, options jsonb
)
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if is_exact_header.options ?| array[
        'columns', 'constants', 'links', 'mode', 'key', 'if_blank', 'scope', 'max_deletes'] then
        return false;
    end if;
    return (
        select
            count(*) filter (where c.is_named) = cardinality(is_exact_header.header)
            and bool_or(c.is_named)
            and bool_and(
                case
                    when c.is_named then
                        c.is_writable
                        and has_column_privilege(
                            is_exact_header.role_id, is_exact_header.table_id, c.column_number, 'insert')
                    else
                        not c.is_writable or c.is_made_by_database
                        or not has_column_privilege(
                            is_exact_header.role_id, is_exact_header.table_id, c.column_number, 'insert')
                end)
        from (
            select
                t.column_name = any(is_exact_header.header) as is_named,
                t.column_number,
                t.is_writable,
                t.is_made_by_database
            from tabular_import_engine.target_columns(is_exact_header.table_id) as t
        ) as c);
end;
$$;

comment on function tabular_import_engine.is_exact_header(oid, text[], oid, jsonb) is
'Whether each cell of a file''s header names, to the letter, a column of its own that the role may fill, and no column '
'is left that the file could bring: then there is nothing to say of it. NULL in the header counts as no name. options: '
'the job''s, which may say otherwise.';
