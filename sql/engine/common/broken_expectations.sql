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
    v_options jsonb := plan.options;
    v_most text := v_options ->> 'max_errors';
    v_allowed numeric;
    v_imported bigint := counts.rows_inserted + counts.rows_updated + counts.rows_unchanged;
    v_sum record;
    v_last numeric := (v_options #>> '{last_import,rows}')::numeric;
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
    if v_imported <> (v_options ->> 'expect_rows')::bigint then
        return next tabular_import_engine.file_error(
            'expectation_failed',
            format('Option expect_rows expects %s row(s), and %s go in', v_options ->> 'expect_rows', v_imported),
            'Look whether the file is the right one and whole, or correct the option.');
    end if;
    for v_sum in
        select e.column_name, e.expected, s.found
        from tabular_import_engine.expected_sums(v_options) as e
        cross join lateral (select current_setting('tabular_import.sum_' || e.number)::numeric as found) as s
        where s.found <> e.expected
        order by e.number
    loop
        return next tabular_import_engine.file_error(
            'expectation_failed',
            format('Option expect_sums expects %s in column %s, and the rows that go in have %s', v_sum.expected,
                v_sum.column_name, v_sum.found),
            'Look whether the file is the right one and whole, or correct the option.');
    end loop;
    v_allowed := v_last * tabular_import_engine.percent_of(v_options ->> 'max_change') / 100;
    if abs(counts.rows_read - v_last) > v_allowed then
        return next tabular_import_engine.file_error(
            'expectation_failed',
            format(
                'Option max_change expects %s to %s row(s), %s more or less than the %s of job %s, and the file has %s',
                greatest(ceil(v_last - v_allowed), 0), floor(v_last + v_allowed), v_options ->> 'max_change', v_last,
                v_options #>> '{last_import,job}', counts.rows_read),
            'Look whether the file is the right one and whole, or allow more by the option.');
    end if;
end;
$$;

comment on function tabular_import_engine.broken_expectations(
    tabular_import_engine.import_plan, tabular_import_engine.import_counts
) is
'What the options expect of an import and does not hold, as errors of the whole file: asked when all good rows are in '
'the table. counts: see settled_counts.';
