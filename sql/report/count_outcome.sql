create or replace function tabular_import_engine.count_outcome(action text, row_count bigint)
returns tabular_import_engine.row_outcome
language sql
immutable
security invoker
begin atomic
    select row(
        null::bigint, null::bigint, null::text, null::text, '00000', null::text, count_outcome.action, null::text,
        null::text, count_outcome.row_count, null::boolean, null::text
    )::tabular_import_engine.row_outcome;
end;

comment on function tabular_import_engine.count_outcome(text, bigint) is
'The outcome that tells how many rows were updated, unchanged or deleted, which is action. Rows of which nothing is '
'told were inserted; for those that the table skipped see skip_outcome.';
