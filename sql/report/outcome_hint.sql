create or replace function tabular_import_engine.outcome_hint(
    notes text[], listed bigint, errors bigint, skipped bigint
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
            when outcome_hint.errors > outcome_hint.listed
                then format(
                    'Only the first %s row error(s) can be listed, and %s more not: an administrator limits them '
                    'by the settings max_row_errors and max_error_bytes.',
                    outcome_hint.listed, outcome_hint.errors - outcome_hint.listed
                )
        end,
        case
            when outcome_hint.skipped > 0
                then format('The table itself skipped %s row(s), by a trigger or rule.', outcome_hint.skipped)
        end
    );
end;

comment on function tabular_import_engine.outcome_hint(text[], bigint, bigint, bigint) is
'The hint of an import whose rows have all been judged. notes: sentences about how it was read; listed: how many row '
'errors can be seen, of how many; skipped: rows that the table took and did not keep.';
