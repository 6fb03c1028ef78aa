create or replace function tabular_import_engine.dry_run_result(
    counts tabular_import_engine.import_counts, error_text text, lead text default 'Dry run'
)
returns text
language sql
immutable
security invoker
begin atomic
    select
        concat_ws(
            e'\n',
            format(
                '%s: would import %s row(s)',
                dry_run_result.lead,
                case
                    when (dry_run_result.counts).errors > 0 and not (dry_run_result.counts).is_refused
                        then format('%s of %s', r.imported, (dry_run_result.counts).rows_read)
                    else r.imported::text
                end
            ),
            case
                when (dry_run_result.counts).rows_deleted > 0
                    then format(
                        'Would delete %s row(s) that the file does not have', (dry_run_result.counts).rows_deleted
                    )
            end,
            regexp_replace(
                array_to_string((dry_run_result.counts).created, e'\n'), '^Created ', 'Would create ', 'gn'
            ),
            dry_run_result.error_text
        )
    from (
        values (
            (dry_run_result.counts).rows_inserted + (dry_run_result.counts).rows_updated
            + (dry_run_result.counts).rows_unchanged
        )
    ) as r (imported);
end;

comment on function tabular_import_engine.dry_run_result(tabular_import_engine.import_counts, text, text) is
'The result text of a dry run that has come to its end, or of a job that is held. counts: see settled_counts; '
'error_text: see there, NULL without errors; lead: what it begins with.';
