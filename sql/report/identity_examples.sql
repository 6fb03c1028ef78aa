-- For parts trunk.code and code of public.branch:
--
--     select array[format('%s', t2.code), format('%s', t1.code)]
--     from (
--         select t.trunk_id, t.code from only public.branch as t tablesample system (100) repeatable (0) limit 200
--     ) as t1
--     cross join lateral (select t.code from only public.trunk as t where t.id = t1.trunk_id limit 1) as t2
--     where ... order by t2.code, t1.code limit 3
create or replace function tabular_import_engine.identity_examples(
    table_id oid, parts jsonb, most integer default null
)
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
-- As files have them; and nobody is waited for.
set datestyle = 'ISO, YMD'
set intervalstyle = 'postgres'
set lock_timeout = '50ms'
as $$
declare
    -- However large the tables are.
    c_most_pages constant integer := 100;
    c_most_rows constant integer := 200;
    c_most_examples constant integer := 3;
    c_longest constant integer := 50;
    -- Of a list; what is longer is not chosen from one.
    c_longest_choice constant integer := 255;
    c_most_listed_pages constant integer := 1000;
    v_tables jsonb := (
        select jsonb_agg(to_jsonb(t) order by t.path)
        from tabular_import_engine.link_tables(
            jsonb_build_object('table', identity_examples.table_id::bigint, 'parts', identity_examples.parts)) as t);
    v_pages numeric;
    v_columns text[];
    v_from text;
    v_identity text[];
    v_examples text[] := '{}';
begin
    -- Who asks what a file looks like runs nobody's code.
    if exists (
        select from jsonb_to_recordset(v_tables) as t (table_id oid)
        where tabular_import_engine.has_policy_code(t.table_id)
    ) then
        return case when identity_examples.most is null then v_examples end;
    end if;
    v_columns := array(
        select format('%s.%I', t.name, p.part ->> 'column')
        from jsonb_array_elements(identity_examples.parts) with ordinality as p (part, number)
        inner join jsonb_to_recordset(v_tables) as t (path oid[], name text)
            on t.path = array(select s.id::oid from jsonb_array_elements_text(p.part -> 'path') as s (id))
        order by p.number);
    select
        greatest(sum(pg_relation_size(f.relid)), 1) / current_setting('block_size')::integer into v_pages
    from pg_partition_tree(identity_examples.table_id) as f
    where f.isleaf;
    if v_pages is null then
        v_pages := pg_relation_size(identity_examples.table_id)::numeric / current_setting('block_size')::integer;
    end if;
    -- To find that few rows are there and seen is to read it all.
    if identity_examples.most is not null and v_pages > c_most_listed_pages then
        return null;
    end if;
    select
        string_agg(
            format(
                '%s(select %s from %s%s as t %s%s) as %I',
                case when t.path <> '{}' then 'cross join lateral ' end,
                (
                    select string_agg(distinct format('t.%I', w.name), ', ')
                    from (
                        select p.part ->> 'column' as name
                        from jsonb_array_elements(identity_examples.parts) as p (part)
                        where t.path
                            = array(select s.id::oid from jsonb_array_elements_text(p.part -> 'path') as s (id))
                        union all
                        select a.attname::text
                        from jsonb_to_recordset(v_tables) as n (path oid[], before_name text)
                        inner join pg_constraint as k on k.oid = n.path[cardinality(n.path)]
                        inner join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
                        where n.before_name = t.name
                    ) as w
                ),
                case when c.relkind <> 'p' then 'only ' end,
                tabular_import_engine.table_path(t.table_id),
                case
                    when t.path = '{}' and identity_examples.most is not null then ''
                    when t.path = '{}' then format(
                        'tablesample system (%s) repeatable (0)',
                        least(100, 100.0 * c_most_pages / greatest(v_pages, 1)))
                    else 'where ' || (
                        select string_agg(
                            format(
                                't.%I operator(%I.%s) %s.%I',
                                r.attname, s.nspname, o.oprname, t.before_name, a.attname),
                            ' and ')
                        from pg_constraint as k
                        cross join unnest(k.confkey, k.conkey, k.conpfeqop) as n (referred, number, operator_id)
                        inner join pg_attribute as r on r.attrelid = k.confrelid and r.attnum = n.referred
                        inner join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = n.number
                        inner join pg_operator as o on o.oid = n.operator_id
                        inner join pg_namespace as s on s.oid = o.oprnamespace
                        where k.oid = t.path[cardinality(t.path)])
                end,
                case
                    when t.path <> '{}' then ' limit 1'
                    when identity_examples.most is null then format(' limit %s', c_most_rows)
                    else ''
                end,
                t.name),
            ' ' order by cardinality(t.path), t.name)
    into v_from
    from jsonb_to_recordset(v_tables) as t (path oid[], name text, table_id oid, before_name text)
    inner join pg_class as c on c.oid = t.table_id;
    for v_identity in execute format(
        'select array[%s] from %s where %s order by %s limit %s',
        (select string_agg(format('pg_catalog.format(''%%s'', %s)', n.name), ', ' order by n.place)
        from unnest(v_columns) with ordinality as n (name, place)),
        v_from,
        -- What is long, or would break the line, shows nothing; a row without a name is not named.
        (select string_agg(
            format(
                case
                    when identity_examples.most is not null
                        then 'pg_catalog.length(pg_catalog.format(''%%s'', %1$s)) >= 1'
                    else
                        'pg_catalog.length(pg_catalog.format(''%%s'', %1$s)) between 1 and %2$s and '
                        'pg_catalog.format(''%%s'', %1$s) operator(pg_catalog.!~) ''[[:cntrl:]]'''
                end, n.name, c_longest),
            ' and ')
        from unnest(v_columns) as n (name)),
        array_to_string(v_columns, ', '), coalesce(identity_examples.most + 1, c_most_examples))
    loop
        v_examples := v_examples || case
            when cardinality(v_identity) = 1 then v_identity[1]
            else (
                select string_agg(tabular_import_engine.identity_part(i.part), '.' order by i.place)
                from unnest(v_identity) with ordinality as i (part, place))
        end;
    end loop;
    if identity_examples.most is not null and (
        cardinality(v_examples) > identity_examples.most
        or exists (
            select from unnest(v_examples) as e (identity)
            where length(e.identity) > c_longest_choice or e.identity ~ '[[:cntrl:]]'
        )
    ) then
        return null;
    end if;
    return v_examples;
exception
    -- An example that cannot be had is none.
    when others or assert_failure then
        return case when identity_examples.most is null then '{}'::text[] end;
end;
$$;

comment on function tabular_import_engine.identity_examples(oid, jsonb, integer) is
'Up to three identities of rows of a table that the current user may read, the least among the first few hundred of a '
'few pages; none where that would wait, fail, or run user code. With most, all identities instead, if they are no more '
'and fit into a list, else NULL. parts: see key_parts.';
