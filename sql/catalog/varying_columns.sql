create or replace function tabular_import_engine.varying_columns(plan tabular_import_engine.import_plan)
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_uses_defaults boolean := plan.options -> 'use_defaults' = 'true' or plan.options ->> 'if_blank' = 'default';
    v_has_setters boolean;
    v_has_others boolean;
    v_set text[];
begin
    select
        coalesce(bool_or(true), false),
        coalesce(bool_or(not t.is_for_insert), false)
    into v_has_setters, v_has_others
    from tabular_import_engine.table_parts(plan.table_id) as p (id)
    cross join lateral tabular_import_engine.table_triggers(p.id) as t
    where not t.is_internal and t.is_for_each_row and (t.is_before or t.is_instead)
        and (t.fires_in_origin or t.fires_in_replica);
    if v_has_setters and not v_has_others then
        v_set := tabular_import_engine.set_by_triggers(plan.table_id);
    end if;
    return array(
        select c.column_name
        from tabular_import_engine.target_columns(plan.table_id) as c
        left join lateral (
            select min(h.position) as position
            from unnest(plan.header) with ordinality as h (name, position)
            where h.name = c.column_name
        ) as b on true
        where case
            when c.column_name = any(v_set) then true
            when b.position is null then v_has_setters and v_set is null
                or not c.is_writable
                or tabular_import_engine.constant_default(plan.table_id, c.column_number) is null
            -- A row of the file, or one that is created, gets another key each time.
            when plan.rules[b.position] -> 'link' is not null
                then plan.rules[b.position] #> '{link,is_own}' = 'true'
                or plan.rules[b.position] #>> '{link,on_missing}' = 'create'
            else v_uses_defaults
                and tabular_import_engine.constant_default(plan.table_id, c.column_number) is null
        end
        order by c.column_number);
end;
$$;

comment on function tabular_import_engine.varying_columns(tabular_import_engine.import_plan) is
'The columns whose values in new rows the file does not decide, so that they may be others each time it is imported: '
'what it does not bring and has no constant default (identity, sequences, times, generated), what triggers set, keys '
'of rows that are made with it. Where it cannot be told what triggers set, all that the file does not bring.';
