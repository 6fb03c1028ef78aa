create or replace function tabular_import_private.fix_import_values(
    called_by tabular_import_private.calling_role, job_id bigint, column_name text, old_value text, new_value text,
    remember text
)
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.job_to_fix(fix_import_values.called_by, fix_import_values.job_id);
    v_place bigint := tabular_import_private.kept_place(v_job.id, fix_import_values.column_name);
    v_count bigint;
begin
    perform tabular_import_private.check_cell(fix_import_values.new_value);
    -- A row that could not be read may lack something: only somebody who has looked at it can say that it does not.
    update tabular_import_private.import_kept_row as k
    set fixed = (
        select array_agg(case when c.place = v_place then fix_import_values.new_value else c.cell end order by c.place)
        from unnest(coalesce(k.fixed, k.cells)) with ordinality as c (cell, place)
    )
    where k.job_id = v_job.id
        and not k.is_given_up
        and (k.read_error is null or k.fixed is not null)
        and coalesce((coalesce(k.fixed, k.cells))[v_place], '') = coalesce(fix_import_values.old_value, '');
    get diagnostics v_count = row_count;
    if v_count = 0 then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format(
                'No kept row of job %s has %s in column %s.', v_job.id,
                coalesce(quote_literal(nullif(left(fix_import_values.old_value, 1000), '')), 'an empty cell'),
                fix_import_values.column_name),
            hint => 'The value must be the whole cell, as it stands in the file. Rows that could not be read are '
            'corrected one by one.');
    end if;
    if fix_import_values.remember is not null then
        perform tabular_import_private.remember_fix(
            v_job, fix_import_values.remember, v_place, fix_import_values.old_value, fix_import_values.new_value);
    end if;
    perform tabular_import_private.note_fix(
        v_job.id, 'values', null, fix_import_values.column_name, fix_import_values.old_value,
        fix_import_values.new_value, null, v_count, fix_import_values.called_by, fix_import_values.remember);
    return v_count;
end;
$$;

comment on function tabular_import_private.fix_import_values(
    tabular_import_private.calling_role, bigint, text, text, text, text
) is
'See tabular_import.fix_import_values. called_by: the role that calls it.';
