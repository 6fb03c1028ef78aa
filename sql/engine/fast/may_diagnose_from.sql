create or replace function tabular_import_engine.may_diagnose_from(
    plan tabular_import_engine.import_plan, chunk tabular_import_engine.chunk,
    attempt tabular_import_engine.statement_outcome, expressions text[]
)
returns boolean
language sql
volatile
security invoker
begin atomic
    select case
        when
            (may_diagnose_from.attempt).row_count is not null
            -- An internal error may be the insert's: then it has to come up again.
            or coalesce((may_diagnose_from.attempt).sqlstate = 'XX000', false)
            or not tabular_import_engine.may_diagnose(may_diagnose_from.plan)
            then false
        else tabular_import_engine.has_free_numbers(
            may_diagnose_from.plan,
            tabular_import_engine.chunk_source_sql(may_diagnose_from.plan, may_diagnose_from.chunk),
            may_diagnose_from.expressions
        )
    end;
end;

comment on function tabular_import_engine.may_diagnose_from(
    tabular_import_engine.import_plan, tabular_import_engine.chunk, tabular_import_engine.statement_outcome, text[]
) is
'Whether queries alone can judge a chunk that was refused and all rows behind it. attempt: how its insert ended, NULL '
'when it has not been tried; expressions: see set_values_sql.';
