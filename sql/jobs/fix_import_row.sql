create or replace function tabular_import_private.fix_import_row(
    called_by tabular_import_private.calling_role, job_id bigint, row_number bigint, new_values jsonb
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.job_to_fix(fix_import_row.called_by, fix_import_row.job_id);
    v_row tabular_import_private.import_kept_row
        := tabular_import_private.kept_row(v_job.id, fix_import_row.row_number);
    v_cells text[] := coalesce(v_row.fixed, v_row.cells);
    v_places bigint[] := '{}';
    v_place bigint;
    v_new record;
begin
    if jsonb_typeof(fix_import_row.new_values) is distinct from 'object' or fix_import_row.new_values = '{}' then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'The new values must be an object with a text for each column to correct.',
            hint => 'Such as ''{"site": "Boston"}''; null makes a cell empty.');
    end if;
    for v_new in
        select n.key, n.value
        from jsonb_each_text(fix_import_row.new_values) as n
        order by n.key
    loop
        v_place := tabular_import_private.kept_place(v_job.id, v_new.key);
        if v_place = any(v_places) then
            perform tabular_import_engine.raise_error(
                'invalid_option', format('%s is the same column as another one.', quote_literal(v_new.key)),
                hint => 'Name each column once.');
        end if;
        perform tabular_import_private.check_cell(v_new.value);
        perform tabular_import_private.note_fix(
            v_job.id, 'row', v_row.row_number, v_new.key, v_cells[v_place], v_new.value, null, 1,
            fix_import_row.called_by);
        v_places := v_places || v_place;
        v_cells[v_place] := v_new.value;
    end loop;
    update tabular_import_private.import_kept_row as k
    set fixed = v_cells,
        is_given_up = false
    where k.job_id = v_job.id and k.row_number = v_row.row_number;
end;
$$;

comment on function tabular_import_private.fix_import_row(
    tabular_import_private.calling_role, bigint, bigint, jsonb
) is
'See tabular_import.fix_import_row. called_by: the role that calls it.';
