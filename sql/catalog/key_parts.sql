create or replace function tabular_import_engine.key_parts(
    table_id oid, key_columns text[] default null, visited oid[] default '{}', referred text[] default null,
    out parts jsonb, out unclear oid
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
-- To plan takes longer than to run it.
set plan_cache_mode = force_generic_plan
as $$
declare
    -- So many tables are passed at most.
    c_most_tables constant integer := 4;
    v_columns text[] := key_parts.key_columns;
    v_link record;
    v_below record;
    v_mapped jsonb;
    v_expanded jsonb := '{}'::jsonb;
    v_taken text[] := '{}';
    v_column text;
begin
    if v_columns is null then
        select i.columns, case when i.candidates is not null then key_parts.table_id end
        into v_columns, unclear
        from tabular_import_engine.table_identity(key_parts.table_id, key_parts.referred) as i;
        if v_columns is null then
            return;
        end if;
    end if;
    if cardinality(key_parts.visited) < c_most_tables then
        for v_link in
            select l.constraint_id, l.referred_table_id, l.columns, l.referred
            from (
                select t.*, count(*) over (partition by t.sorted) as count
                from (
                    select k.*, array(select c.name from unnest(k.columns) as c (name) order by 1) as sorted
                    from tabular_import_engine.target_links(key_parts.table_id) as k
                ) as t
            ) as l
            where l.columns <@ v_columns and l.count = 1
                and l.referred_table_id <> all(key_parts.visited || key_parts.table_id)
            order by cardinality(l.columns) desc, l.columns
        loop
            continue when v_link.columns && v_taken;
            select b.parts, b.unclear into v_below
            from tabular_import_engine.key_parts(
                v_link.referred_table_id, null, key_parts.visited || key_parts.table_id, v_link.referred) as b;
            if v_below.unclear is not null then
                unclear := v_below.unclear;
                return;
            end if;
            -- What the reference itself holds need not be looked up.
            select jsonb_agg(
                case
                    when p.part -> 'path' = '[]' and p.part ->> 'column' = any(v_link.referred)
                        then jsonb_build_object(
                            'path', '[]'::jsonb, 'table', key_parts.table_id::bigint, 'column',
                            v_link.columns[array_position(v_link.referred, p.part ->> 'column')])
                    else p.part || jsonb_build_object(
                        'path', jsonb_build_array(v_link.constraint_id::bigint) || (p.part -> 'path'))
                end order by p.number)
            into v_mapped
            from jsonb_array_elements(v_below.parts) with ordinality as p (part, number);
            continue when not v_mapped @? '$[*].path[*]';
            v_expanded := v_expanded || jsonb_build_object(
                (select c.name from unnest(v_columns) with ordinality as c (name, number)
                where c.name = any(v_link.columns) order by c.number limit 1), v_mapped);
            v_taken := v_taken || v_link.columns;
        end loop;
    end if;
    parts := '[]';
    foreach v_column in array v_columns loop
        if v_expanded ? v_column then
            parts := parts || (v_expanded -> v_column);
        elsif v_column <> all(v_taken) then
            parts := parts || jsonb_build_object(
                'path', '[]'::jsonb, 'table', key_parts.table_id::bigint, 'column', v_column);
        end if;
    end loop;
end;
$$;

comment on function tabular_import_engine.key_parts(oid, text[], oid[], text[]) is
'What people write to name a row of a table, in order: the columns of its identity, or of key_columns, where one that '
'refers to a row of another table is written as that row is named. parts: an array of path (the references to follow), '
'table and column; unclear: a table with several keys, of which none is preferred, for parts NULL. visited: the tables '
'passed before; referred: see table_identity.';
