create or replace function tabular_import.erase_import_data(
    table_name text, value text default null, key jsonb default null, files text default 'keep'
)
returns table (kind text, job_id bigint, file_id uuid, name text, lines bigint, outcome text)
language sql
volatile
security invoker
begin atomic
    select
        e.kind,
        e.job_id,
        e.file_id,
        e.name,
        e.lines,
        e.outcome
    from tabular_import_private.erase_import_data(
        current_user collate "default",
        erase_import_data.table_name,
        tabular_import_engine.resolve_table(erase_import_data.table_name, current_schemas(true)),
        erase_import_data.value,
        erase_import_data.key,
        erase_import_data.files
    ) as e;
end;

comment on function tabular_import.erase_import_data(text, text, jsonb, text) is
'Removes a person from all that is kept of finished imports, and keeps the counts. The table itself is not touched. '
'table_name: of the imports into this table, as in SQL, NULL for all; value: a text that only he has, wherever it '
'stands as a word; or key: columns and values that identify him; files: what becomes of stored files: keep, delete '
'(the content of those that hold him) or delete_all (of those, too, of which that cannot be told). Returns what was '
'found: kind, job_id or file_id, name (of the file or profile), lines (how many row errors, changes, ... were '
'deleted), outcome: erased, unfinished (a job that has not ended keeps everything), deleted, kept (a file that holds '
'him, a profile), unknown (a file of which that cannot be told), in use (a file that an unfinished job needs, or whose '
'upload has not ended). For members of tabular_import_admin. Raises invalid_option, table_not_found.';

grant execute on function tabular_import.erase_import_data(text, text, jsonb, text) to tabular_import_admin;
