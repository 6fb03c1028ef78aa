create or replace function tabular_import_engine.broken_expectations(
    plan tabular_import_engine.import_plan, counts tabular_import_engine.import_counts
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most text := plan.options ->> 'max_errors';
    v_allowed numeric;
begin
    v_allowed := case
        when v_most ~ '%$' then counts.rows_read * tabular_import_engine.percent_of(v_most) / 100
        else v_most::numeric
    end;
    if counts.rows_rejected > v_allowed then
        return next tabular_import_engine.file_error(
            'too_many_errors',
            format('%s of %s row(s) are refused, more than option max_errors allows: %s', counts.rows_rejected,
                counts.rows_read, v_most),
            'Mend the rows, or allow more by option max_errors.');
    end if;
end;
$$;

comment on function tabular_import_engine.broken_expectations(
    tabular_import_engine.import_plan, tabular_import_engine.import_counts
) is
'What the options expect of an import and does not hold, as errors of the whole file: asked when all good rows are in '
'the table. counts: see settled_counts.';
