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
refused as (
    select
        o.*,
        row_number() over w as error_number,
        sum(octet_length(concat(o.column_name, o.value, o.constraint_name, o.message, o.detail, o.hint))) over w
            as bytes
    from (
        select
            o.row_number, o.line_number, o.column_name, tabular_import_engine.shortened(o.value) as value, o.sqlstate,
            o.constraint_name, tabular_import_engine.shortened(o.message) as message,
            tabular_import_engine.shortened(o.detail) as detail, tabular_import_engine.shortened(o.hint) as hint,
            coalesce(o.is_cell_error, false) as is_cell_error, o.position
        from outcome as o
        where o.sqlstate not in ('00000', '02000')
        offset 0
    ) as o
    window w as (order by o.row_number, o.position rows unbounded preceding)
),
stored as (
    insert into tabular_import_private.import_job_error (
        job_id, error_number, row_number, line_number, column_name, value, sqlstate, constraint_name, message,
        detail, hint, is_cell_error)
    select
        $3, r.error_number, r.row_number, r.line_number, r.column_name, r.value, r.sqlstate, r.constraint_name,
        r.message, r.detail, r.hint, r.is_cell_error
    from refused as r
    where r.error_number <= $4 and r.bytes <= $5
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
'The statement that calls a role''s runner ($1 plan, $2 time zone), stores the row errors of job $3 (the first $4 of '
'them, and $5 bytes of their texts), counts all of them and gathers what is no error but a note or a '
'fallback.';
