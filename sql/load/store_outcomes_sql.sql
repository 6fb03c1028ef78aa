create or replace function tabular_import_private.store_outcomes_sql(runner name)
returns text
language sql
immutable
security invoker
begin atomic
    select format(
        $statement$
with outcome as materialized (
    select o.*
    from tabular_import_runner.%I($1, $2) with ordinality as o (
        row_number, line_number, column_name, value, sqlstate, constraint_name, message, detail, hint, row_count,
        is_cell_error, fallback, position)
),
stored as (
    insert into tabular_import_private.import_job_error (
        job_id, error_number, row_number, line_number, column_name, value, sqlstate, constraint_name, message, detail, hint,
        is_cell_error)
    select
        $3, row_number() over (order by o.row_number, o.position), o.row_number, o.line_number, o.column_name,
        tabular_import_engine.shortened(o.value), o.sqlstate, o.constraint_name,
        tabular_import_engine.shortened(o.message), tabular_import_engine.shortened(o.detail),
        tabular_import_engine.shortened(o.hint), coalesce(o.is_cell_error, false)
    from outcome as o
    where o.sqlstate not in ('00000', '02000')
)
select
    count(*) filter (where o.sqlstate not in ('00000', '02000')) as errors,
    count(distinct o.row_number) filter (where o.sqlstate not in ('00000', '02000')) as rows_rejected,
    coalesce(sum(o.row_count) filter (where o.sqlstate = '02000'), 0) as rows_skipped,
    array_agg(o.message) filter (where o.sqlstate = '00000' and o.fallback is null) as notes,
    count(o.fallback) as fallbacks
from outcome as o
$statement$,
        store_outcomes_sql.runner
    );
end;

comment on function tabular_import_private.store_outcomes_sql(name) is
'The statement that calls a role''s runner ($1 plan, $2 time zone), stores the row errors of job $3, counts '
'them and gathers what is no error but a note or a fallback.';
