create or replace function tabular_import_engine.is_matched_only(table_id oid, column_name text, options jsonb)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        coalesce(tabular_import_engine.merge_mode(is_matched_only.options) = 'update', false)
        and exists (
            select from pg_attribute as a
            where
                a.attrelid = is_matched_only.table_id and a.attname::text = is_matched_only.column_name
                and a.attidentity = 'a' and a.attnum > 0
        )
        and coalesce(is_matched_only.column_name, '') = any(
            coalesce(
                (
                    select k.columns
                    from tabular_import_engine.merge_key(is_matched_only.table_id, is_matched_only.options) as k
                ), '{}'
            )
        );
end;

comment on function tabular_import_engine.is_matched_only(oid, text, jsonb) is
'Whether a file may bring a column that the database always makes: one of the key by which rows are found, where none '
'is inserted. options: the job''s.';
