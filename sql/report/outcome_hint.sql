create or replace function tabular_import_engine.outcome_hint(
    notes text[], listed bigint, counts tabular_import_engine.import_counts,
    is_dry_run boolean default false
)
returns text
language sql
immutable
security invoker
begin atomic
    select concat_ws(
        ' ',
        nullif(array_to_string(outcome_hint.notes, ' '), ''),
        case
            when (outcome_hint.counts).errors > outcome_hint.listed
                then format(
                    'Only the first %s row error(s) can be listed, and %s more not: an administrator limits them '
                    'by the settings max_row_errors and max_error_bytes.',
                    outcome_hint.listed, (outcome_hint.counts).errors - outcome_hint.listed
                )
        end,
        case
            when (outcome_hint.counts).rows_skipped > coalesce((outcome_hint.counts).rows_present, 0)
                then format(
                    'The table itself skipped %s row(s), by a trigger or rule.',
                    (outcome_hint.counts).rows_skipped - coalesce((outcome_hint.counts).rows_present, 0)
                )
        end,
        case
            when
                not (outcome_hint.counts).is_refused
                and ((outcome_hint.counts).rows_updated > 0 or (outcome_hint.counts).rows_unchanged > 0)
                then format(
                    'Of these rows %s were inserted, %s updated, and %s left unchanged.',
                    (outcome_hint.counts).rows_inserted, (outcome_hint.counts).rows_updated,
                    (outcome_hint.counts).rows_unchanged
                )
        end,
        case
            when (outcome_hint.counts).rows_present > 0
                then format(
                    'The table has %s of the row(s) already: they were skipped, and those of the table left as they '
                    'are.', (outcome_hint.counts).rows_present
                )
        end,
        case
            when outcome_hint.is_dry_run
                then format(
                    'This was a dry run and nothing was changed: without it the job would end with status %s.',
                    tabular_import_engine.import_status(outcome_hint.counts)
                )
            when (outcome_hint.counts).review -> 'is_done' is not distinct from 'false'
                then format(
                    'Nothing was changed yet: released, the job would end with status %s.',
                    tabular_import_engine.import_status(outcome_hint.counts)
                )
            when (outcome_hint.counts).errors > 0 and not (outcome_hint.counts).is_refused
                then format(
                    'Mend the %s refused row(s) and import them without the others, which are in the table.',
                    (outcome_hint.counts).rows_rejected
                )
        end
    );
end;

comment on function tabular_import_engine.outcome_hint(
    text[], bigint, tabular_import_engine.import_counts, boolean
) is
'The hint of an import whose rows have all been judged. notes: sentences about how it was read; listed: how many row '
'errors can be seen; counts: see settled_counts.';
