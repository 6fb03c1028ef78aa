create or replace function tabular_import_engine.skip_outcome(row_count bigint)
returns tabular_import_engine.row_outcome
language sql
immutable
security invoker
begin atomic
    select row(
        null::bigint, null::bigint, null::text, null::text, '02000', null::text,
        'The table skipped rows.', null::text, null::text, skip_outcome.row_count, null::boolean, null::text
    )::tabular_import_engine.row_outcome;
end;

comment on function tabular_import_engine.skip_outcome(bigint) is
'The outcome that tells how many rows the table itself has skipped, as row_count.';
