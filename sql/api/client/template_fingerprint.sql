create or replace function tabular_import.template_fingerprint(table_name text)
returns jsonb
language sql
stable
security invoker
begin atomic
    with target as materialized (
        select tabular_import_engine.resolve_table(template_fingerprint.table_name, current_schemas(true)) as table_id
    ),

    -- It must be a table that a file can be for.
    fit as materialized (
        select
            t.table_id,
            tabular_import_engine.refuse_unfit(template_fingerprint.table_name, t.table_id) as is_fit
        from target as t
    )

    select tabular_import_engine.template_fingerprint(f.table_id)
    from fit as f
    where f.is_fit is not null;
end;

comment on function tabular_import.template_fingerprint(text) is
'What a template of a table keeps of it, so that a job can tell what has changed since: version, table, id, made (the '
'date in UTC) and columns, each with number, name, type, required, choices (of an enum or a check that lists them; '
'listed, a hash, where they are long) and link, what it refers to. table_name: as in SQL, by the caller''s '
'search_path. Raises table_not_found.';

grant execute on function tabular_import.template_fingerprint(text)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
