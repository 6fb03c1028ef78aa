create or replace function tabular_import_engine.import_result(
    counts tabular_import_engine.import_counts, error_text text
)
returns text
language sql
immutable
security invoker
begin atomic
    select
        case
            when (import_result.counts).is_refused then import_result.error_text
            else concat_ws(
                e'\n',
                case
                    when (import_result.counts).errors > 0
                        then format('Imported %s of %s row(s)', r.imported, r.read)
                    else format('Successfully imported %s row(s)', r.imported)
                end,
                case
                    when (import_result.counts).rows_deleted > 0
                        then format(
                            'Deleted %s row(s) that the file does not have', (import_result.counts).rows_deleted
                        )
                end,
                array_to_string((import_result.counts).created, e'\n'),
                case when (import_result.counts).errors > 0 then import_result.error_text end
            )
        end
    from (
        values (
            (import_result.counts).rows_inserted + (import_result.counts).rows_updated
            + (import_result.counts).rows_unchanged,
            (import_result.counts).rows_read
        )
    ) as r (imported, read);
end;

comment on function tabular_import_engine.import_result(tabular_import_engine.import_counts, text) is
'The result text of an import that has come to its end. counts: see settled_counts; error_text: see there.';
