create or replace function tabular_import_private.remember_fix(
    job tabular_import_private.import_job, profile_name text, place bigint, old_value text, new_value text
)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_profile tabular_import_private.import_profile
        := tabular_import_private.profile_to_change(job, remember_fix.profile_name);
    v_options jsonb := coalesce(v_profile.options, '{}');
    v_name text;
    v_entry jsonb;
    v_rule jsonb;
    v_key text := coalesce(remember_fix.old_value, '');
    v_map jsonb;
    v_new text;
begin
    select c.name, c.entry into v_name, v_entry
    from tabular_import_private.remembered_column(job, remember_fix.place, v_options) as c;
    -- A map of the column goes before that of the job: it has what that one has.
    v_rule := coalesce(
        tabular_import_engine.column_rule(
            v_options || jsonb_build_object('columns', jsonb_build_object('', v_entry)), ''),
        '{}');
    if v_rule -> 'trim' = 'true' then
        v_key := btrim(v_key, tabular_import_engine.space_characters());
    end if;
    -- As the job that goes on reads the corrected cell.
    v_new := nullif(tabular_import_private.ruled_text(v_rule, remember_fix.new_value), '');
    v_map := coalesce(v_rule -> 'value_map', '{}');
    -- What was corrected to the old value has become the new one.
    v_map := v_map || coalesce(
        (
            select jsonb_object_agg(m.key, v_new)
            from jsonb_each_text(v_map) as m
            where m.value = remember_fix.old_value
                and exists (
                    select from tabular_import_private.import_fix as f
                    where f.job_id = job.id and f.profile = remember_fix.profile_name and f.new_value = m.value
                        and tabular_import_private.kept_place(f.job_id, f.column_name) = remember_fix.place
                        and m.key in (f.old_value, btrim(f.old_value, tabular_import_engine.space_characters())))
        ), '{}');
    v_map := v_map || jsonb_build_object(v_key, v_new);
    if v_key = '' or nullif(tabular_import_private.ruled_text(
            v_rule || jsonb_build_object('value_map', v_map), remember_fix.old_value), '') is distinct from v_new
    then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format('The profile %s cannot remember this, as it %s.', quote_literal(remember_fix.profile_name),
                case
                    when v_key = '' then 'would say something of all empty cells'
                    else format('reads %s as an empty cell', quote_literal(left(v_key, 200)))
                end),
            hint => 'Correct the rows without remembering it.');
    end if;
    v_options := v_options || jsonb_build_object(
        'columns', coalesce(v_options -> 'columns', '{}') || jsonb_build_object(
            v_name, v_entry || jsonb_build_object('value_map', v_map)));
    perform tabular_import_private.check_options(v_options);
    if v_profile.name is null then
        perform tabular_import_private.store_profile(
            job.submitter, remember_fix.profile_name, job.table_path, v_options, null);
    else
        update tabular_import_private.import_profile as p
        set options = v_options,
            saved_at = tabular_import_private.clock()
        where p.owner = v_profile.owner and p.owner_name = v_profile.owner_name and p.name = v_profile.name;
    end if;
end;
$$;

comment on function tabular_import_private.remember_fix(
    tabular_import_private.import_job, text, bigint, text, text
) is
'Makes a correction a part of a profile of the submitter''s, as an entry of value_map of the column. profile_name: one '
'that there is not yet is made, for the job''s table; place: of the column among the cells, from 1; old_value and '
'new_value: cells. Raises invalid_option, not_permitted, limit_exceeded.';
