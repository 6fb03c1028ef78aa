create or replace function tabular_import_private.with_profile(caller oid, options jsonb, table_id oid)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_profile tabular_import_private.import_profile;
    v_given jsonb;
    v_merged jsonb;
    v_name text;
begin
    if not with_profile.options ? 'profile' then
        perform tabular_import_private.check_merging(with_profile.options);
        return with_profile.options;
    end if;
    v_profile := tabular_import_private.find_profile(with_profile.caller, with_profile.options ->> 'profile');
    if v_profile.table_path <> tabular_import_engine.table_path(with_profile.table_id) then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format('The profile %s is for the table %s, not for %s.',
                quote_literal(v_profile.name), v_profile.table_path,
                tabular_import_engine.table_path(with_profile.table_id)),
            hint => 'Name another profile, or save this one for this table or for any.');
    end if;
    v_given := v_profile.options;
    -- How a job is run, what becomes of its rows, and whether it may change its own options, somebody else does not
    -- say.
    if v_profile.owner <> with_profile.caller then
        v_given := v_given - 'propose'
            - array(select o.name from tabular_import.import_option as o where o.part in ('job', 'merging'));
    end if;
    v_merged := v_given || with_profile.options;
    -- Of these the entries of both hold.
    foreach v_name in array array['columns', 'constants', 'value_map'] loop
        if jsonb_typeof(v_given -> v_name) = 'object' and jsonb_typeof(with_profile.options -> v_name) = 'object' then
            v_merged := v_merged || jsonb_build_object(
                v_name, (v_given -> v_name) || (with_profile.options -> v_name));
        end if;
    end loop;
    -- A rule for a column, without which its cells would be read otherwise, goes only by another of its name.
    v_merged := v_merged || coalesce(
        (
            select jsonb_build_object(
                'columns', (v_merged -> 'columns') || jsonb_object_agg(
                    e.key,
                    case jsonb_typeof(p.entry)
                        when 'string' then jsonb_build_object('to', p.entry)
                        else p.entry
                    end
                    || case jsonb_typeof(e.entry)
                        when 'string' then jsonb_build_object('to', e.entry)
                        else e.entry
                    end))
            from jsonb_each(with_profile.options -> 'columns') as e (key, entry)
            cross join lateral (select v_given -> 'columns' -> e.key) as p (entry)
            where jsonb_typeof(e.entry) in ('object', 'string') and jsonb_typeof(p.entry) in ('object', 'string')
            having count(*) > 0
        ), '{}');
    perform tabular_import_private.check_options(v_merged);
    perform tabular_import_private.check_merging(v_merged);
    return v_merged;
end;
$$;

comment on function tabular_import_private.with_profile(oid, jsonb, oid) is
'The options of a job with those of the profile that they name, where the job gives none of its own; of columns, '
'constants and value_map the entries of both, and of an entry of columns the rules of both. Of somebody else''s '
'profile only what is about reading, columns and values counts, without propose. caller: whose job it is; options: '
'checked before; table_id: its table, or NULL. Raises profile_not_found, invalid_option.';
