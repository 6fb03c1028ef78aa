create or replace function tabular_import.propose_import_options(
    table_name text, header text[], rows jsonb, options jsonb default '{}', reading jsonb default '{}'
)
returns table (proposal jsonb, sentences text[])
language sql
stable
security invoker
begin atomic
    select
        p.proposal,
        p.sentences
    from tabular_import_private.propose_import_options(
        current_user collate "default",
        propose_import_options.table_name,
        tabular_import_engine.resolve_table(propose_import_options.table_name, current_schemas(true)),
        propose_import_options.header,
        propose_import_options.rows,
        coalesce(propose_import_options.options, '{}'),
        coalesce(propose_import_options.reading, '{}')
    ) as p;
end;

comment on function tabular_import.propose_import_options(text, text[], jsonb, jsonb, jsonb) is
'With which options the rows of a file may be imported into a table, as its cells show it; nothing is imported. '
'table_name: as in SQL, by the caller''s search_path; header: of the file; rows: an array of [line, read error or '
'null, cell, ...] for each; options: as for submit_tabular_import_task; reading: how the file was read, as view '
'import_job shows it. Returns proposal, so that options || coalesce(proposal, ''{}'') are those to import with, NULL '
'for none, and sentences that say what was found. Raises table_not_found, not_permitted, invalid_option.';

grant execute on function tabular_import.propose_import_options(text, text[], jsonb, jsonb, jsonb)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
