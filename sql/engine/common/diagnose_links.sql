create or replace function tabular_import_engine.diagnose_links(
    plan tabular_import_engine.import_plan, outcomes tabular_import_engine.row_outcome[], reasons jsonb
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set jit = off
as $$
declare
    -- Of so many keys of a job the nearest are looked for.
    c_most_keys constant bigint := 50;
    v_left bigint := c_most_keys;
    v_link record;
    v_rows bigint[];
    v_keys jsonb;
    v_reasons jsonb;
    v_wanted text[];
    v_nearest jsonb;
    v_said jsonb := '{}'::jsonb;
    v_sqlstate text;
    v_own jsonb;
begin
    for v_link in
        select
            l.number, l.link, c.oid as table_id, c.relname::text as table_name,
            array(
                select p.type_id from tabular_import_engine.link_parts(
                    jsonb_build_object('links', jsonb_build_array(l.link))) as p
                order by p.part) as type_ids
        from tabular_import_engine.plan_links(plan.options) as l
        inner join pg_class as c on c.oid = (l.link ->> 'table')::oid
        order by l.number
    loop
        v_rows := array(
            select distinct o.row_number from unnest(diagnose_links.outcomes) as o
            where o.constraint_name = v_link.link ->> 'constraint_name');
        continue when v_rows = '{}';
        begin
            perform set_config('search_path', plan.search_path, true);
            execute format(
                'select pg_catalog.jsonb_object_agg(s.row_number, %s) %s',
                tabular_import_engine.link_key_sql(v_link.link),
                tabular_import_engine.linked_source_sql(
                    plan, v_link.link, 's.row_number operator(pg_catalog.=) any($1)'))
            into v_keys using v_rows;
            v_own := null;
            if exists (select from tabular_import_engine.own_links(plan.rules) as o where o.number = v_link.number) then
                execute format(
                    'select pg_catalog.jsonb_object_agg(s.row_number, s.n%s) from %s as s '
                    'where s.row_number operator(pg_catalog.=) any($1) and s.n%1$s is not null',
                    v_link.number, plan.staging)
                into v_own using v_rows;
            end if;
            perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
            v_said := v_said || (
                select coalesce(jsonb_object_agg(
                    format('%s %s', v_link.link ->> 'constraint_name', k.key),
                    jsonb_build_object(
                        'detail', format(
                            'Row %s of the file has it, but no value for %s that could be referred to.', k.value,
                            r.names),
                        'hint', 'Fill in the cell of that row' || case
                            when r.is_made
                                then format(
                                    ', or leave column %s out of the file, so that the database makes its values.',
                                    r.names)
                            else '.'
                        end)), '{}')
                from jsonb_each_text(v_own) as k
                cross join lateral (
                    select string_agg(c.column_name, ', ' order by n.n) as names, bool_and(c.has_default) as is_made
                    from jsonb_array_elements_text(v_link.link -> 'referred') with ordinality as n (name, n)
                    inner join tabular_import_engine.target_columns(plan.table_id) as c on c.column_name = n.name
                ) as r);
            v_reasons := coalesce(diagnose_links.reasons -> v_link.number::text, '{}');
            v_wanted := array(
                select k.value from jsonb_each_text(v_keys) as k
                where not diagnose_links.reasons ? v_link.number::text
                group by k.value
                order by min(k.key::bigint)
                limit v_left);
            v_left := v_left - cardinality(v_wanted);
            v_nearest := '{}'::jsonb;
            if v_wanted <> '{}' then
                execute format(
                    'select coalesce(jsonb_object_agg(n.key, to_jsonb(n.nearest)), ''{}'') '
                    'from (%s) as n (key, nearest)',
                    tabular_import_engine.nearest_keys_sql(
                        tabular_import_engine.link_table_sql(v_link.link), v_link.type_ids,
                        row_security_active(v_link.table_id)))
                into v_nearest using v_wanted;
            end if;
            v_said := v_said || (
                select coalesce(jsonb_object_agg(
                    format('%s %s', v_link.link ->> 'constraint_name', k.key),
                    coalesce(
                        v_reasons -> k.value,
                        case when diagnose_links.reasons ? v_link.number::text
                            then jsonb_build_object(
                                'detail', format(
                                    'A row of %s was inserted for it, but is not there under this key: a trigger of '
                                    'the table may have changed it, or left it out.', v_link.table_name),
                                'hint', format(
                                    'Create the row of %s first, or correct the cell.', v_link.table_name))
                        end,
                        jsonb_build_object('nearest', (
                            select format(
                                case when count(*) = 1 then 'The nearest key of %s is %s.'
                                else 'The nearest keys of %s are %s.' end,
                                v_link.table_name,
                                string_agg(
                                    left(n.key, 100) || case when length(n.key) > 100 then '...' else '' end,
                                    ', ' order by n.n))
                            from jsonb_array_elements_text(v_nearest -> k.value) with ordinality as n (key, n)
                            having count(*) > 0)))), '{}')
                from jsonb_each_text(v_keys) as k
                where diagnose_links.reasons ? v_link.number::text or v_nearest ? k.value);
        exception
            -- Operators and types of others; without the nearest a row error is right, too.
            when others or assert_failure then
                get stacked diagnostics v_sqlstate = returned_sqlstate;
                if tabular_import_engine.is_environment_error(v_sqlstate) then
                    raise;
                end if;
                return next tabular_import_engine.fallback_outcome('diagnose_links', v_sqlstate);
        end;
    end loop;
    return query
    select
        o.row_number, o.line_number, o.column_name, o.value, o.sqlstate, o.constraint_name, o.message,
        coalesce(s.said ->> 'detail', o.detail),
        coalesce(s.said ->> 'hint', concat_ws(' ', s.said ->> 'nearest', o.hint)),
        o.row_count, o.is_cell_error, o.fallback
    from unnest(diagnose_links.outcomes) with ordinality as o
    cross join lateral (select v_said -> format('%s %s', o.constraint_name, o.row_number) as said) as s
    order by o.ordinality;
end;
$$;

comment on function tabular_import_engine.diagnose_links(
    tabular_import_engine.import_plan, tabular_import_engine.row_outcome[], jsonb
) is
'Row errors about links that name no row, with what is known of them: why none was created (reasons, see '
'create_parents), or which keys of the table are near. That is looked for for 50 keys at most.';
