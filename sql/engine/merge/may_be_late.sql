create or replace function tabular_import_engine.may_be_late(outcome tabular_import_engine.row_outcome)
returns boolean
language sql
immutable
security invoker
begin atomic
    select
        not (may_be_late.outcome).is_cell_error
        and (may_be_late.outcome).sqlstate in ('23503', '23505', '23P01') as may_be_late;
end;

comment on function tabular_import_engine.may_be_late(tabular_import_engine.row_outcome) is
'Whether a row was refused for what a later one of the file may mend: it gives a value free, or is what it refers to.';
