create or replace function tabular_import_engine.create_parents(
    plan tabular_import_engine.import_plan, out outcomes tabular_import_engine.row_outcome[], out reasons jsonb
)
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Nobody has counted the staged rows.
set enable_nestloop = off
set work_mem = '64MB'
set jit = off
as $$
declare
    -- So many rows are inserted at once.
    c_most_keys constant integer := 10000;
    c_most_listed constant integer := 20;
    v_link record;
    v_keys text[];
    v_found text[];
    v_some text[];
    v_reasons jsonb;
    v_made record;
    v_created jsonb := '[]'::jsonb;
    v_present bigint[];
begin
    reasons := '{}'::jsonb;
    if tabular_import_engine.merge_mode(plan.options) = 'skip_existing' then
        -- Of a row that is skipped nothing is needed.
        perform set_config('search_path', plan.search_path, true);
        execute format(
            'select array_agg(m.row_number) from (%s) as m',
            tabular_import_engine.met_rows_sql(
                plan, null, (
                    select format(
                        '(%s)',
                        string_agg(
                            format(
                                'pg_catalog.starts_with(s.c%s, tabular_import_engine.link_marker())', r.position),
                            ' or '))
                    from unnest(plan.rules) with ordinality as r (rule, position)
                    where r.rule -> 'link' ->> 'on_missing' = 'create')))
        into v_present;
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        plan.options := plan.options || jsonb_build_object(
            'refused_rows',
            coalesce(plan.options -> 'refused_rows', '[]') || to_jsonb(coalesce(v_present, '{}')));
    end if;
    for v_link in
        select l.number, l.link, c.oid as table_id, c.relname::text as table_name
        from tabular_import_engine.plan_links(plan.options) as l
        inner join pg_class as c on c.oid = (l.link ->> 'table')::oid
        where l.link ->> 'on_missing' = 'create'
        -- What others are named by comes first.
        order by (
            select max(jsonb_array_length(p.part -> 'path')) from jsonb_array_elements(l.link -> 'parts') as p (part)
        ), l.number
    loop
        -- A policy may have come since the header was looked at: what it hides is not to be told by a clash.
        continue when row_security_active(v_link.table_id);
        perform set_config('search_path', plan.search_path, true);
        execute tabular_import_engine.missing_keys_sql(plan, v_link.link) into v_keys;
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        continue when v_keys is null;

        v_reasons := tabular_import_engine.resembling_reasons(plan, v_link.link, v_keys);
        if v_reasons <> '{}' then
            v_keys := array(
                select k.key from unnest(v_keys) with ordinality as k (key, n)
                where not v_reasons ? k.key
                order by k.n);
        end if;
        execute 'select array_agg(s.key order by s.n) ' || tabular_import_engine.parents_source_sql(v_link.link)
        into v_found using v_keys;
        v_found := coalesce(v_found, '{}');
        if cardinality(v_found) < cardinality(v_keys) then
            v_reasons := v_reasons || (
                select jsonb_object_agg(n.key, jsonb_build_object('hint', format(
                    'No row of %s is created for it, as the row of %s that its key names is not there either: import '
                    'that first.',
                    v_link.table_name, (
                        select string_agg(distinct c.relname, ' or ')
                        from jsonb_array_elements(tabular_import_engine.nested_links(v_link.link)) as f (link)
                        inner join pg_class as c on c.oid = (f.link ->> 'table')::oid))))
                from (select unnest(v_keys) except select unnest(v_found)) as n (key));
        end if;
        for v_first in 1..cardinality(v_found) by c_most_keys loop
            v_some := v_found[v_first:v_first + c_most_keys - 1];
            select i.created, i.failures into v_made
            from tabular_import_engine.insert_parents(plan, v_link.link, v_some) as i;
            v_reasons := v_reasons || v_made.failures;
            v_some := array(
                select k.key from unnest(v_some) with ordinality as k (key, n)
                where not v_made.failures ? k.key
                order by k.n);
            v_created := v_created || jsonb_build_object(
                'table', v_link.table_id::bigint, 'name', v_link.table_name, 'count', v_made.created,
                -- Another session may have been first with some: nobody knows with which.
                'keys', case
                    when cardinality(v_some) = v_made.created then to_jsonb(v_some[:c_most_listed]) else '[]'
                end);
        end loop;
        reasons := reasons || jsonb_build_object(v_link.number, v_reasons);
    end loop;
    outcomes := array(
        select row(
            null, null, null, null, '00000', null, 'created',
            format(
                'Created %s row(s) of %s%s%s', t.count, t.name,
                (
                    select ': ' || string_agg(
                        format('''%s''', tabular_import_engine.shown_key(k.key)), ', ' order by k.n)
                    from unnest(t.keys[:c_most_listed]) with ordinality as k (key, n)
                ),
                case when t.count > least(cardinality(t.keys), c_most_listed) and cardinality(t.keys) > 0
                    then format(' and %s more', t.count - least(cardinality(t.keys), c_most_listed)) end),
            null, t.count, null, null)::tabular_import_engine.row_outcome
        from (
            select
                g.name, g.count, g.first,
                array(
                    select k.key
                    from jsonb_array_elements(v_created) with ordinality as o (made, n)
                    cross join lateral jsonb_array_elements_text(o.made -> 'keys') with ordinality as k (key, nth)
                    where o.made ->> 'table' = g.table_id
                    order by o.n, k.nth) as keys
            from (
                select
                    c.made ->> 'table' as table_id, min(c.made ->> 'name') as name,
                    sum((c.made ->> 'count')::bigint)::bigint as count, min(c.n) as first
                from jsonb_array_elements(v_created) with ordinality as c (made, n)
                group by 1
            ) as g
        ) as t
        where t.count > 0
        order by t.first);
end;
$$;

comment on function tabular_import_engine.create_parents(tabular_import_engine.import_plan) is
'Creates the rows that links of a file name and that are not there, where option links asks for it: all rows of the '
'file must be staged. outcomes: for each table how many, as count_outcome has it, with a sentence in detail that names '
'some; '
'reasons: for the number of each such link and each key that stays without a row, detail and hint of its row errors.';
