create or replace function tabular_import_engine.set_by_triggers(table_id oid)
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_trigger record;
    v_effects record;
    v_columns text[] := '{}';
    v_names text[] := '{}';
    v_written text[] := '{}';
    v_tables oid[] := '{}';
begin
    if row_security_active(set_by_triggers.table_id)
        or tabular_import_engine.runs_user_code(set_by_triggers.table_id)
        or exists (select from pg_rewrite as r where r.ev_class = set_by_triggers.table_id)
        or exists (
            select from pg_class as c
            where c.oid = set_by_triggers.table_id and (c.relkind <> 'r' or c.relispartition)
        ) then
        return null;
    end if;
    for v_trigger in
        select
            t.condition, t.is_before and t.is_for_each_row as may_set,
            l.lanname = 'plpgsql' and not exists (
                select from unnest(f.proconfig) as s (setting) where s.setting not like 'search_path=%'
            ) as is_legible,
            f.prosrc as source,
            f.pronamespace = 'pg_catalog'::regnamespace and l.lanname = 'internal'
            or l.lanname = 'c' and f.probin = '$libdir/moddatetime' as is_setter
        from tabular_import_engine.table_triggers(set_by_triggers.table_id) as t
        inner join pg_proc as f on f.oid = t.function_id
        inner join pg_language as l on l.oid = f.prolang
        where t.is_for_insert and not t.is_internal and (t.fires_in_origin or t.fires_in_replica)
    loop
        if v_trigger.is_setter then
            v_columns := v_columns || array(
                select a.attname::text from pg_attribute as a
                where a.attrelid = set_by_triggers.table_id and a.attnum > 0 and not a.attisdropped);
        elsif not v_trigger.is_legible then
            return null;
        end if;
        for v_effects in
            select e.*
            from unnest(array[
                case when not v_trigger.is_setter then v_trigger.source end,
                'if ' || v_trigger.condition || ' then null; end if;'
            ]) as s (source)
            cross join lateral tabular_import_engine.trigger_effects(s.source) as e
            where s.source is not null
        loop
            if v_effects.set_columns is null then
                return null;
            end if;
            if v_trigger.may_set then
                v_columns := v_columns || v_effects.set_columns;
            end if;
            v_names := v_names || v_effects.tables;
            v_written := v_written || v_effects.written_columns;
        end loop;
    end loop;
    -- A sign between values, and a cast, may stand for any code.
    if exists (select from pg_operator as o where o.oid >= 16384 and tabular_import_engine.is_user_code(o.oprcode))
        or exists (select from pg_cast as c where c.oid >= 16384 and tabular_import_engine.is_user_code(c.castfunc))
    then
        return null;
    end if;
    -- All that a name may mean, whatever the path.
    v_tables := array(
        select c.oid
        from pg_class as c
        inner join pg_namespace as n on n.oid = c.relnamespace
        where c.relname = any(v_names) or n.nspname || '.' || c.relname = any(v_names));
    if cardinality(v_names) > 0 and cardinality(v_tables) = 0
        or exists (
            select from unnest(v_tables) as w (table_id)
            inner join pg_class as c on c.oid = w.table_id
            where c.relkind <> 'r' or c.relispartition or c.relrowsecurity
                or exists (select from pg_rewrite as r where r.ev_class = c.oid)
                or exists (
                    select from tabular_import_engine.table_triggers(c.oid) as t
                    where t.is_for_insert and not t.is_internal
                )
                or tabular_import_engine.runs_user_code(c.oid)
                -- What another row has put there would be in the way.
                or exists (
                    select from tabular_import_engine.table_indexes(c.oid) as i
                    cross join unnest(i.column_numbers) as k (number)
                    left join pg_attribute as a on a.attrelid = c.oid and a.attnum = k.number
                    where (i.is_unique or i.is_exclusion)
                        and (a.attname is null or a.attname::text = any(v_written) or '*' = any(v_written))
                )
                or c.oid in (select tabular_import_engine.table_parts(set_by_triggers.table_id))
        )
        -- Nothing that is written may decide about a reference.
        or exists (
            select from unnest(v_tables || set_by_triggers.table_id) as w (table_id)
            cross join lateral tabular_import_engine.table_constraints(w.table_id) as k
            where k.kind = 'reference' and k.referred_table_id = any(v_tables || set_by_triggers.table_id)
        ) then
        return null;
    end if;
    return array(select distinct c from unnest(v_columns) as c order by c);
end;
$$;

comment on function tabular_import_engine.set_by_triggers(oid) is
'The columns that the triggers of a table may set before a row goes in. NULL where what triggers, row security, rules '
'and users'' functions make of a row may depend on other rows or change what decides about them: where their code '
'cannot be read (trigger_effects), or writes to a table with triggers, keys or references that matter.';
