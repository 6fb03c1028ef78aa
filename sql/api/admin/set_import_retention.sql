create or replace function tabular_import.set_import_retention(table_name text, kind text, keep interval)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.set_import_retention(
        current_user collate "default",
        set_import_retention.table_name,
        tabular_import_engine.resolve_table(set_import_retention.table_name, current_schemas(true)),
        set_import_retention.kind,
        set_import_retention.keep
    );
end;

comment on function tabular_import.set_import_retention(text, text, interval) is
'Says how long something is kept of finished jobs. table_name: of jobs of this table, as in SQL, or NULL for all '
'tables that have no policy of their own; kind: jobs (with all that is kept of them), files (their contents), errors '
'(row errors with their values), changes (of dry runs, held jobs), kept_rows '
'(that were not imported), fixes (of these), row_keys (of option keep_row_keys), undo (of option '
'undo), events; '
'keep: from the end of the job, of an event from then, '
'0 or more, NULL to take the policy back. Workers and purge_import_jobs carry it out. For members of '
'tabular_import_admin. Raises invalid_option, table_not_found.';

grant execute on function tabular_import.set_import_retention(text, text, interval) to tabular_import_admin;
