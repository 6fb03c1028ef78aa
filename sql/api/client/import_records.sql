create or replace function tabular_import.import_records(table_name text, records jsonb, options jsonb default '{}')
returns jsonb
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.check_caller(current_user collate "default");

    select tabular_import_engine.check_target(
        import_records.table_name,
        tabular_import_engine.resolve_table(import_records.table_name, current_schemas(true), true),
        true
    );
    select
        tabular_import_engine.run_records(
            tabular_import_private.import_records(
                current_user collate "default",
                import_records.table_name,
                tabular_import_engine.resolve_table(import_records.table_name, current_schemas(true), true),
                import_records.records,
                coalesce(import_records.options, '{}'),
                current_setting('search_path')
            )
        );
end;

comment on function tabular_import.import_records(text, jsonb, jsonb) is
'Imports records that the caller has already, at once, in the caller''s transaction and with the caller''s rights: all '
'of them or, when one is refused and option on_error does not keep the good ones, none; either way the transaction '
'goes on. table_name: as in SQL, by the caller''s search_path, temporary tables included; records: an array of objects '
'whose keys are the columns, max_records (view import_setting) at most; a key that a record lacks is NULL; options: '
'engine, and those of view import_option whose part is columns, values or merging. Returns {status: success, partial '
'or error, result, hint, rows_read, rows_imported, rows_inserted, rows_updated, rows_unchanged, rows_skipped, '
'rows_rejected, rows_held_back, rows_deleted, parents_created, errors: [{row, column, value, message, detail, hint, '
'sqlstate, constraint}, ...]}, as views import_job and import_job_error have it of a job. Deferred constraints are '
'checked by the call, also for what the transaction did before; up to PostgreSQL 17, in a SECURITY DEFINER function, '
'those of the table alone. PREPARE TRANSACTION refuses a transaction that has called it in a session that listens, or '
'with more than 1,000 records. Raises table_not_found, not_permitted, invalid_option, profile_not_found, '
'limit_exceeded, and what is no verdict on a record, such as a deadlock.';

grant execute on function tabular_import.import_records(text, jsonb, jsonb)
to tabular_import_user;
